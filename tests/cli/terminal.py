"""A terminal with a person before it: pexpect types, pyte shows what stands on the screen."""

import asyncio
import re
from pathlib import Path
from types import TracebackType

import pexpect
import pyte

SECONDS = 60
_INVISIBLE = re.compile("[\u200e\u200f\u2066-\u2069]")


class Terminal:
    def __init__(self, command: list[str], folder: Path, environment: dict[str, str]) -> None:
        self._screen = pyte.Screen(120, 60)
        self._stream = pyte.Stream(self._screen)
        self._child = pexpect.spawn(
            command[0],
            command[1:],
            cwd=str(folder),
            env={**environment, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"},
            dimensions=(60, 120),
            encoding="utf-8",
            timeout=SECONDS,
        )

    async def __aenter__(self) -> "Terminal":
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _exc: BaseException | None, _at: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self._child.close, force=True)

    @property
    def text(self) -> str:
        """What is seen, without the marks of direction."""
        return _INVISIBLE.sub("", "\n".join(line.rstrip() for line in self._screen.display)).strip()

    async def shows(self, text: str) -> None:
        """Returns when the text stands on the screen."""
        while text not in self.text:
            try:
                read = await asyncio.to_thread(self._child.read_nonblocking, 4096, SECONDS)
            except (pexpect.EOF, pexpect.TIMEOUT):
                raise AssertionError(f"never shown: {text}\n{self.text}") from None
            self._stream.feed(read)

    def types(self, text: str) -> None:
        self._child.send(text + "\r")

    def presses_ctrl_c(self) -> None:
        self._child.sendintr()

    async def ends(self) -> int:
        """The exit code, when it has ended."""
        while True:
            try:
                self._stream.feed(await asyncio.to_thread(self._child.read_nonblocking, 4096, SECONDS))
            except pexpect.EOF:
                break
        await asyncio.to_thread(self._child.wait)
        assert self._child.exitstatus is not None, self.text
        return int(self._child.exitstatus)
