"""`ringback`: the command line. Heavy imports wait until the command that needs them."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import typer

from ringback.cli import data
from ringback.kit.errors import RingbackError
from ringback.kit.logs import say

T = TypeVar("T")

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Ringback runs errands by phone.")
app.add_typer(data.app, name="data")


@app.callback()
def root() -> None:
    """Without a callback Typer would make a single command the root."""


@app.command()
def up() -> None:
    """Start everything: engine, call-handler and, while there are no keys, the practice network."""
    _run(_up())


@app.command()
def chat(url: Annotated[str, typer.Option(help="address of the engine")] = "http://127.0.0.1:8000") -> None:
    """Talk to a running engine.

    While a call goes on, a line answers the assistant's question; /tell WORDS tells the assistant something, /say WORDS
    has it say exactly that, /hangup ends the call, /help lists these.
    """
    _run(_chat(url))


@app.command()
def demo(
    language: Annotated[Literal["he", "en"], typer.Option(help="he or en")] = "he",
    keep: Annotated[Path, typer.Option(help="folder for the recording")] = Path("data/demo"),
) -> None:
    """One whole errand on the practice network, without a person."""
    from ringback.cli.demo import demo as run_demo

    recording = _run(run_demo(language))
    keep.mkdir(parents=True, exist_ok=True)
    wav = keep / f"demo-{language}.wav"
    wav.write_bytes(recording)
    typer.echo(wav)


@app.command()
def doctor(
    live: Annotated[bool, typer.Option(help="also ask Twilio, OpenAI and the public address")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object instead of lines")] = False,
) -> None:
    """Check that all is there for a call. Exit code 0: nothing is to be mended; 1: something is."""
    from ringback.cli import doctor as ward

    findings = _run(ward.diagnose(live=live))
    typer.echo(ward.as_json(findings) if as_json else "\n".join(ward.lines(findings)))
    raise typer.Exit(0 if ward.healthy(findings) else 1)


async def _up() -> None:
    from ringback.cli.client import EngineClient
    from ringback.cli.network import LaunchSettings, Network, services
    from ringback.cli.talk import Screen, talk
    from ringback.engine.phrases import Phrases

    settings = LaunchSettings()
    phrases = Phrases("en" if settings.default_language == "en" else "he")
    screen = Screen(phrases)
    async with Network(settings) as network:
        if missing := settings.missing_keys():
            screen.say(phrases.text("cli.practice", missing=", ".join(missing)), "bold yellow")
        else:
            screen.say(phrases.text("cli.real"), "bold red")
        for service in services(settings):
            screen.say(f"  {service.name:<17}{service.url}", "dim")
        screen.say(phrases.text("cli.open_page", url=f"http://127.0.0.1:{settings.engine_port}/"))
        if not sys.stdin.isatty():
            await network.watch()
        screen.say(phrases.text("cli.type_here"), "bold")
        async with EngineClient(f"http://127.0.0.1:{settings.engine_port}") as client:
            talking = asyncio.ensure_future(talk(client, screen))
            watching = asyncio.ensure_future(network.watch())
            done, pending = await asyncio.wait((talking, watching), return_when=asyncio.FIRST_COMPLETED)
            for task in pending:
                task.cancel()
            for task in done:
                task.result()


async def _chat(url: str) -> None:
    from ringback.cli.client import EngineClient
    from ringback.cli.talk import Screen, talk
    from ringback.engine.phrases import Phrases

    async with EngineClient(url) as client:
        practice = await client.practice()
        screen = Screen(Phrases(practice["language"]))
        await talk(client, screen)


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Run `work`; SIGINT and SIGTERM cancel it once, so that its `async with` blocks end what they started."""

    async def main() -> T:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, task.cancel)
        return await task

    try:
        return asyncio.run(main())
    except (asyncio.CancelledError, KeyboardInterrupt):
        raise typer.Exit(0) from None
    except RingbackError as exc:
        say(f"ringback: {exc.detail}")
        raise typer.Exit(1) from None


def main() -> None:
    with contextlib.suppress(BrokenPipeError):
        app()


if __name__ == "__main__":
    main()
