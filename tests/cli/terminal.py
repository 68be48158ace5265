"""A terminal with a person before it: pexpect types, pyte shows what stands on the screen."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import pexpect
import pyte

SECONDS = 60
READ_SECONDS = 0.5
_INVISIBLE = re.compile("[\u200e\u200f\u2066-\u2069]")


class _Screen(pyte.Screen):
    """Tells where its cursor is, as every terminal does when it is asked."""

    tell: Callable[[str], object]

    def write_process_input(self, data: str) -> None:
        self.tell(data)


class Terminal:
    def __init__(self, command: list[str], folder: Path, environment: dict[str, str]) -> None:
        self._screen = _Screen(120, 60)
        self._stream = pyte.Stream(self._screen)
        self._child = pexpect.spawn(
            command[0],
            command[1:],
            cwd=str(folder),
            env={**environment, "TERM": "xterm-256color"},
            dimensions=(60, 120),
            encoding="utf-8",
            timeout=SECONDS,
        )
        self._screen.tell = self._child.send

    async def __aenter__(self) -> "Terminal":
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _exc: BaseException | None, _at: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self._child.close, force=True)

    @property
    def text(self) -> str:
        """What is seen, but for the marks of direction, which pyte does not know."""
        return "\n".join(line.rstrip() for line in self._screen.display).strip()

    async def shows(self, text: str) -> None:
        """Returns when the text stands on the screen."""
        try:
            async with asyncio.timeout(SECONDS):
                while text not in self.text:
                    assert await self._reads(), f"ended before it showed: {text}\n{self.text}"
        except TimeoutError:
            raise AssertionError(f"never shown: {text}\n{self.text}") from None

    async def _reads(self) -> bool:
        """Takes in what has been written; False at its end."""
        try:
            read = await asyncio.to_thread(self._child.read_nonblocking, 4096, READ_SECONDS)
            self._stream.feed(_INVISIBLE.sub("", read))
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            return False
        return True

    def types(self, text: str) -> None:
        self._child.send(text + "\r")

    def presses_ctrl_c(self) -> None:
        self._child.sendintr()

    async def ends(self) -> int:
        """The exit code, when it has ended."""
        async with asyncio.timeout(SECONDS):
            while await self._reads():
                pass
        await asyncio.to_thread(self._child.wait)
        assert self._child.exitstatus is not None, self.text
        return int(self._child.exitstatus)
