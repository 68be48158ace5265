"""What is typed, line by line, each with the moment it was entered in.

Rules:
1. In a terminal the line that is being typed stays whole, below what is printed meanwhile and a line of state.
2. Elsewhere lines are read as they come.
3. A pending read holds up nobody's exit.
"""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

Queue = asyncio.Queue["Entered | None"]


@dataclass(frozen=True, slots=True)
class Entered:
    text: str
    plans: int
    """How many plans had been shown when it was entered."""


def is_terminal() -> bool:
    """Somebody sits here, who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@asynccontextmanager
async def keyboard(
    plans: Callable[[], int], state: Callable[[], str], echo: Callable[[str], None]
) -> AsyncIterator[Queue]:
    """The lines typed from now on; None when there will be no more.

    `state` is the text above the line that is typed, `echo` prints one that was entered.
    """
    queue: Queue = asyncio.Queue()
    if not is_terminal():
        _read_in_thread(queue, plans)
        yield queue
        return
    from prompt_toolkit import PromptSession
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.patch_stdout import patch_stdout

    def prompt() -> StyleAndTextTuples:
        return [("fg:ansibrightblack", f"{state()}\n"), ("", "> ")]

    session: PromptSession[str] = PromptSession(prompt, refresh_interval=1, erase_when_done=True)

    async def read() -> None:
        try:
            while True:
                entered = Entered(await session.prompt_async(handle_sigint=False), plans())
                if entered.text.strip():
                    echo(entered.text)
                queue.put_nowait(entered)
        except (EOFError, KeyboardInterrupt):
            queue.put_nowait(None)

    with patch_stdout(raw=True):
        reading = asyncio.create_task(read())
        try:
            yield queue
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)


def _read_in_thread(queue: Queue, plans: Callable[[], int]) -> None:
    """The thread is a daemon: nothing waits for it."""
    loop = asyncio.get_running_loop()

    def put(line: str | None) -> None:
        queue.put_nowait(None if line is None else Entered(line, plans()))

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(put, line)
        loop.call_soon_threadsafe(put, None)

    threading.Thread(target=read, name="stdin", daemon=True).start()
