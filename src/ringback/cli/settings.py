"""`ringback settings`: what the user sets for their calls, as the page's Settings has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ringback.cli.here import AsJson, Here, here
from ringback.kit.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ringback.cli.client import Json
    from ringback.cli.render import Line
    from ringback.engine.phrases import Phrases

app = typer.Typer()


@app.command(help="cli.help.settings")
def settings(
    context: typer.Context,
    key: Annotated[
        str | None, typer.Argument(metavar="SETTING", help="cli.help.settings.key", show_default=False)
    ] = None,
    value: Annotated[
        str | None, typer.Argument(metavar="VALUE", help="cli.help.settings.value", show_default=False)
    ] = None,
    reset: Annotated[bool, typer.Option("--reset", help="cli.help.settings.reset")] = False,
    as_json: AsJson = False,
) -> None:
    place = here(context)
    place.run(_settings(place, key, value, reset=reset, as_json=as_json), as_json=as_json)


async def _settings(place: Here, key: str | None, value: str | None, *, reset: bool, as_json: bool) -> None:
    screen = place.screen(as_json=as_json)
    async with place.client() as client:
        before = {one["key"]: one for one in (await client.settings(place.language))["settings"]}
        if key is not None and key not in before:
            raise NotFound(screen.phrases.text("setting.unknown", keys=", ".join(before)), code="unknown_key")
        if key is not None and reset and before[key]["value"] is not None:
            await client.forget("settings", key)
        elif key is not None and value is not None:
            await client.set(key, value, place.language)
        shown = (await client.settings(place.language))["settings"]
    for one in shown:
        if key in (None, one["key"]):
            screen.data(one) if as_json else screen.lines(_lines(one, screen.phrases, whole=key is not None))


def _lines(setting: Json, phrases: Phrases, *, whole: bool) -> Iterator[Line]:
    """The setting with its value, dim while that is the usual one; the `whole` of it says what else it may be."""
    from ringback.cli.render import Line, isolate, ltr

    usual = setting["value"] is None
    value = setting["standard"] if usual else setting["value"]
    label = f"{setting['label']}: " if whole else ""
    shown = isolate(value) if value else phrases.text("cli.settings.none")
    yield Line(f"{label}{ltr(setting['key'])}  {shown}", "dim" if usual else "")
    if whole:
        yield Line(setting["hint"], "dim")
        for option in setting["options"]:
            yield Line(f"   {ltr(option['value'])}  {isolate(option['label'])}", "dim")
