"""What every command shares: which engine, in which language, on what kind of terminal; and how a command is run."""

from __future__ import annotations

import os
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from ringback.cli.exits import Exit, of_error
from ringback.engine.phrases import Phrases
from ringback.kit.errors import RingbackError
from ringback.kit.text import dump_json

if TYPE_CHECKING:
    from ringback.cli.client import EngineClient, Json
    from ringback.cli.screen import Screen
    from ringback.engine.task import Language

T = TypeVar("T")

AsJson = Annotated[bool, typer.Option("--json", help="cli.help.json")]
TaskId = Annotated[str | None, typer.Argument(metavar="TASK", help="cli.help.task", show_default=False)]
TaskOption = Annotated[str | None, typer.Option("--task", metavar="TASK", help="cli.help.task", show_default=False)]

Call = Annotated[int | None, typer.Option("--call", help="cli.help.call", show_default=False)]


def setting(name: str, default: str) -> str:
    """A setting of the services that the terminal needs too, from the environment or `.env`."""
    if value := os.environ.get(name):
        return value
    if not os.path.exists(".env"):  # noqa: PTH110 -- pathlib would be imported for this alone
        return default
    from dotenv import dotenv_values

    return dotenv_values(".env").get(name) or default


def language_of(words: Sequence[str]) -> Language:
    """Of help and sentences: `--language` among the words, or else DEFAULT_LANGUAGE."""
    asked = [word.removeprefix("--language=") for word in words if word.startswith("--language=")]
    asked += [value for word, value in pairwise(words) if word == "--language"]
    return "en" if (asked or [setting("DEFAULT_LANGUAGE", "he")])[0] == "en" else "he"


@dataclass(frozen=True, slots=True)
class Here:
    url: str
    language: Language
    chosen: bool
    """The language was asked for."""
    visual: bool

    @property
    def phrases(self) -> Phrases:
        return Phrases(self.language)

    def client(self, conversation: str | None = None) -> EngineClient:
        from ringback.cli.client import EngineClient

        return EngineClient(self.url, self.language if self.chosen else None, conversation)

    def screen(self, *, as_json: bool = False, language: Language | None = None) -> Screen:
        """`language` is that of what is shown, unless another was asked for."""
        from ringback.cli.screen import Screen

        phrases = Phrases(language) if language and not self.chosen else self.phrases
        return Screen(phrases, as_json=as_json, visual=self.visual)

    def run(self, work: Coroutine[Any, Any, T], *, as_json: bool = False, left: Exit = Exit.LEFT) -> T:
        """Run `work` to its end; an error becomes one sentence on standard error and its exit code.

        SIGINT and SIGTERM, which reach the main thread, cancel it once, so that its `async with` blocks end what they
        started.
        """
        import asyncio
        import signal
        import threading

        async def main() -> T:
            task = asyncio.ensure_future(work)
            if threading.current_thread() is threading.main_thread():
                for number in (signal.SIGINT, signal.SIGTERM):
                    asyncio.get_running_loop().add_signal_handler(number, task.cancel)
            return await task

        try:
            return asyncio.run(main())
        except (asyncio.CancelledError, KeyboardInterrupt):
            raise typer.Exit(left) from None
        except RingbackError as exc:
            raise self.refused(exc, as_json=as_json) from None

    def refused(self, error: RingbackError, *, as_json: bool = False) -> typer.Exit:
        """Say what was wrong; the exit to raise."""
        detail = self.phrases.text("cli.engine_down", url=self.url) if error.code == "engine_down" else error.detail
        shown = dump_json({"error": error.code, "detail": detail}) if as_json else f"ringback: {detail}"
        if self.visual and not as_json:
            from ringback.cli.screen import in_seen_order

            shown = "\n".join(row for line in shown.splitlines() for row in in_seen_order(line))
        typer.echo(shown, err=True)
        return typer.Exit(of_error(error))


def here(context: typer.Context) -> Here:
    found = context.find_root().obj
    assert isinstance(found, Here)
    return found


async def chosen(
    here: Here, client: EngineClient, typed: str | None, fits: frozenset[str] = frozenset(), *, only: bool = False
) -> Json:
    """The task that is meant; see `pick`."""
    from ringback.cli.pick import NotOne, pick

    try:
        return pick(await client.tasks(), typed, fits, only=only)
    except NotOne as exc:
        names = "".join(f"\n  {task['id']}  {task['summary']}" for task in exc.tasks)
        raise RingbackError(here.phrases.text(exc.key) + names, code="not_one_task", status=404) from None
