"""The chat line: what is typed goes to the engine, what happens is printed as it happens."""

import asyncio
import sys
import threading
from typing import assert_never

from rich.console import Console

from ringback.cli.client import EngineClient, Json
from ringback.cli.in_call import Answer, Chat, HangUp, Help, InCall, Steer, Typed
from ringback.cli.render import Line, lines
from ringback.engine.phrases import Phrases
from ringback.kit.errors import RingbackError


class Screen:
    """Prints entries and lines; knows colours, not meaning."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self._console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)

    def entry(self, entry: Json) -> None:
        for line in lines(entry, self.phrases):
            self.line(line)

    def line(self, line: Line) -> None:
        self._console.print(line.text, style=line.style)

    def ring(self) -> None:
        """The bell, where there is one: somebody waits for an answer."""
        self._console.bell()

    def say(self, text: str, style: str = "") -> None:
        self.line(Line(text, style))


async def talk(client: EngineClient, screen: Screen) -> None:
    """Until end of input: read a line, send it where it belongs, print the journal meanwhile."""
    typed = _typed_lines()
    call = InCall()
    watching = asyncio.create_task(_watch(client, screen, call))
    try:
        while (message := await typed.get()) is not None:
            if message.strip():
                try:
                    await _send(client, screen, call.read(message))
                except RingbackError as exc:
                    screen.say(exc.detail, "red")
    finally:
        watching.cancel()


async def _send(client: EngineClient, screen: Screen, typed: Typed) -> None:
    match typed:
        case Chat(text):
            await client.chat(text)
        case Answer(task, question_id, text):
            await client.answer(task, question_id, text)
        case Steer(task, text, mode):
            await client.steer(task, text, mode)
        case HangUp(task):
            screen.say(screen.phrases.text("cli.hanging_up"), "yellow")
            await client.hangup(task)
        case Help(no_call):
            if no_call:
                screen.say(screen.phrases.text("cli.no_call"), "yellow")
            screen.say(screen.phrases.text("cli.in_call"), "dim")
        case _:
            assert_never(typed)


async def _watch(client: EngineClient, screen: Screen, call: InCall) -> None:
    async for entry in client.events():
        call.entry(entry)
        screen.entry(entry)
        if entry["type"] == "call.ask":
            screen.ring()


def _typed_lines() -> "asyncio.Queue[str | None]":
    """Lines of standard input; None at its end. The thread is a daemon: a pending read must not hold up the exit."""
    queue: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(queue.put_nowait, line)
        loop.call_soon_threadsafe(queue.put_nowait, None)

    threading.Thread(target=read, name="stdin", daemon=True).start()
    return queue
