"""`ringback up, demo, doctor, config`: the product on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ringback.cli.exits import Exit
from ringback.cli.here import AsJson, Here, here

if TYPE_CHECKING:
    from ringback.cli.configured import Setting
    from ringback.cli.network import LaunchSettings, Service

app = typer.Typer()


@app.command(help="cli.help.up")
def up(context: typer.Context, as_json: AsJson = False) -> None:
    place = here(context)
    place.run(_up(place, as_json=as_json), as_json=as_json, left=Exit.DONE)


async def _up(place: Here, *, as_json: bool) -> None:
    import asyncio
    import sys

    from pydantic import ValidationError

    from ringback.cli.client import EngineClient
    from ringback.cli.network import LaunchSettings, Network, services
    from ringback.cli.session import Session
    from ringback.kit.errors import SettingsError
    from ringback.kit.settings import sentences

    try:
        settings = LaunchSettings()
    except ValidationError as exc:
        raise SettingsError(sentences(exc, LaunchSettings)) from exc
    screen = place.screen(as_json=as_json, language="en" if settings.default_language == "en" else "he")
    async with Network(settings) as network:
        if as_json:
            screen.data(_addresses(settings, services(settings)))
        else:
            if missing := settings.missing_keys():
                screen.tell("cli.practice", "bold yellow", missing=", ".join(missing))
            else:
                screen.tell("cli.real", "bold red")
            for service in services(settings):
                screen.say(f"  {service.name:<17}{service.url}", "dim")
            screen.tell("cli.open_page", url=f"http://127.0.0.1:{settings.engine_port}/")
            screen.tell("cli.try", "dim")
            if missing:
                screen.tell("cli.go_live", "dim")
        if as_json or not sys.stdin.isatty():
            await network.watch()
        screen.tell("cli.type_here", "bold")
        async with EngineClient(f"http://127.0.0.1:{settings.engine_port}") as client:
            talking = asyncio.ensure_future(Session(client, screen).run(typing=True))
            watching = asyncio.ensure_future(network.watch())
            done, pending = await asyncio.wait((talking, watching), return_when=asyncio.FIRST_COMPLETED)
            for task in pending:
                task.cancel()
            await asyncio.gather(*pending, return_exceptions=True)
            for task in done:
                task.result()


def _addresses(settings: LaunchSettings, running: list[Service]) -> dict[str, Any]:
    practice = bool(settings.missing_keys())
    return {"practice": practice, "services": {service.name: service.url for service in running}}


@app.command(help="cli.help.demo")
def demo(
    context: typer.Context,
    language: Annotated[Literal["he", "en"], typer.Option(help="cli.help.demo.language")] = "he",
    keep: Annotated[Path, typer.Option(help="cli.help.demo.keep")] = Path("data/demo"),
    as_json: AsJson = False,
) -> None:
    from ringback.cli.demo import demo as run_demo

    place = here(context)
    screen = place.screen(as_json=as_json, language=language)
    recording = place.run(run_demo(language, screen), as_json=as_json)
    keep.mkdir(parents=True, exist_ok=True)
    wav = keep / f"demo-{language}.wav"
    wav.write_bytes(recording)
    screen.say(str(wav))


@app.command(help="cli.help.doctor")
def doctor(
    context: typer.Context,
    live: Annotated[bool, typer.Option("--live", help="cli.help.doctor.live")] = False,
    as_json: AsJson = False,
) -> None:
    from ringback.cli import doctor as ward
    from ringback.cli.doctor_words import translated

    place = here(context)
    screen = place.screen(as_json=as_json)
    with screen.waiting("cli.waiting"):
        findings = place.run(ward.diagnose(live=live), as_json=as_json)
    shown = ward.lines(translated(one, place.phrases) for one in findings)
    typer.echo(ward.as_json(findings) if as_json else "\n".join(shown))
    raise typer.Exit(Exit.DONE if ward.healthy(findings) else Exit.REFUSED)


@app.command(help="cli.help.config")
def config(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="cli.help.config.all")] = False,
    put: Annotated[
        str | None, typer.Option("--set", metavar="SETTING", help="cli.help.config.set", show_default=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    from dataclasses import asdict

    from ringback.cli import configured

    screen = here(context).screen(as_json=as_json)
    if put:
        changed = _put(here(context), put, as_json=as_json)
        screen.data(asdict(changed)) if as_json else screen.lines(configured.lines(changed, screen.phrases))
        if not as_json:
            screen.tell("cli.config.restart", "yellow")
        return
    found = configured.read()
    for one in found:
        if as_json:
            screen.data(asdict(one))
        elif every or one.source != "default" or one.wrong:
            screen.lines(configured.lines(one, screen.phrases))
    wrong = any(one.wrong for one in found)
    if not wrong and not as_json:
        screen.tell("cli.config.fine", "green", count=len(found))
    raise typer.Exit(Exit.REFUSED if wrong else Exit.DONE)


def _put(place: Here, name: str, *, as_json: bool) -> Setting:
    """The value is typed unseen, or read from standard input: neither the screen nor the shell's history keeps it."""
    import sys
    from getpass import getpass

    from ringback.cli import configured
    from ringback.kit.errors import RingbackError

    value = getpass(f"{name}: ") if sys.stdin.isatty() else sys.stdin.readline()
    try:
        return configured.put(name, value.strip(), Path(".env"))
    except RingbackError as exc:
        raise place.refused(exc, as_json=as_json) from None
    except OSError as exc:
        error = RingbackError(
            place.phrases.text("cli.file_not_written", file=".env"), code="file_not_written", status=400
        )
        raise place.refused(error, as_json=as_json) from exc
