"""`ringback data list, export, forget`: what a running engine keeps about the user."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ringback.cli.exits import Exit
from ringback.cli.here import AsJson, Here, here
from ringback.kit.errors import BadRequest

app = typer.Typer()


@app.command("list", help="cli.help.data.list")
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    place = here(context)
    place.run(_list(place, as_json=as_json), as_json=as_json)


async def _list(place: Here, *, as_json: bool) -> None:
    from ringback.cli.sheets import context_lines

    async with place.client() as client:
        context, zone = await client.context(), await client.zone()
    screen = place.screen(as_json=as_json)
    screen.data(context) if as_json else screen.lines(context_lines(context, screen.phrases, zone))


@app.command(help="cli.help.data.export")
def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="cli.help.data.export.file")] = Path("ringback.zip"),
    as_json: AsJson = False,
) -> None:
    place = here(context)
    place.run(_export(place, file, as_json=as_json), as_json=as_json)


async def _export(place: Here, file: Path, *, as_json: bool) -> None:
    from contextlib import aclosing

    from ringback.cli.render import ltr
    from ringback.cli.saving import new_file

    screen = place.screen(as_json=as_json)
    with screen.waiting("cli.waiting"), new_file(file, place.phrases) as out:
        async with place.client() as client, aclosing(client.export()) as chunks:
            async for chunk in chunks:
                out.write(chunk)
        size = out.tell()
    if as_json:
        screen.data({"file": str(file), "bytes": size})
    else:
        screen.tell("cli.data.exported", file=ltr(str(file)), size=ltr(f"{max(1, size // 1024)} KB"))


@app.command(help="cli.help.data.forget")
def forget(
    context: typer.Context,
    what: Annotated[str | None, typer.Argument(metavar="SECTION/KEY", help="cli.help.data.forget.what")] = None,
    everything: Annotated[bool, typer.Option("--everything", help="cli.help.data.forget.everything")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="cli.help.data.forget.yes")] = False,
    as_json: AsJson = False,
) -> None:
    from ringback.cli.keyboard import is_terminal

    place = here(context)
    section, slash, key = (what or "").partition("/")
    if everything == bool(what) or (what and not (section and slash and key)):
        raise place.refused(BadRequest(place.phrases.text("cli.data.forget_what")), as_json=as_json)
    if everything and not yes:
        word = place.phrases.text("cli.data.erase_word")
        screen = place.screen(as_json=as_json)
        screen.tell("cli.data.erase_all", "bold red", word=word)
        if as_json or not is_terminal() or input("> ").strip() != word:
            screen.tell("cli.data.kept", "yellow")
            raise typer.Exit(Exit.WAITS)
    place.run(_forget(place, section, key, as_json=as_json), as_json=as_json)


async def _forget(place: Here, section: str, key: str, *, as_json: bool) -> None:
    """One thing; everything when no section is named."""
    from ringback.cli.sheets import receipt_lines

    screen = place.screen(as_json=as_json)
    with screen.waiting("cli.waiting"):
        async with place.client() as client:
            receipt = await (client.forget(section, key) if section else client.erase())
    screen.data(receipt) if as_json else screen.lines(receipt_lines(receipt, screen.phrases))
