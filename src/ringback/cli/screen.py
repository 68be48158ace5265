"""What is shown: entries of the journal and lines, or with `--json` one JSON value a line and nothing else.

Rules:
1. What a script may want is on standard output; with `--json` every remark to a person goes to standard error.
2. A moving line ("…") is shown in a terminal only.
"""

import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO

from ringback.cli.render import Line, lines
from ringback.engine.phrases import Phrases
from ringback.kit.text import dump_json

if TYPE_CHECKING:
    from rich.console import Console

Json = dict[str, Any]

_ISOLATES = re.compile("[\u2066-\u2069]")


class Screen:
    """Prints entries and lines; knows colours, not meaning."""

    def __init__(self, phrases: Phrases, *, as_json: bool = False, visual: bool = False) -> None:
        """`visual` is for terminals without bidi: every line is put in the order it is seen in."""
        self.phrases = phrases
        self.as_json = as_json
        self._visual = visual

    @property
    def _file(self) -> TextIO:
        """Looked up each time: a prompt stands in its place."""
        return sys.stderr if self.as_json else sys.stdout

    @cached_property
    def _console(self) -> "Console | None":
        """Colours and what moves, in a terminal alone."""
        if not self._file.isatty():
            return None
        from rich.console import Console

        return Console(highlight=False, markup=False, emoji=False, soft_wrap=True, stderr=self.as_json)

    def entry(self, entry: Json, *, said: bool = False) -> None:
        """`said`: a plan that the words before it have told already."""
        if self.as_json:
            self.data(entry)
            return
        for line in lines(entry, self.phrases, said=said):
            self.line(line)

    def data(self, value: object) -> None:
        """One JSON value on a line of its own."""
        sys.stdout.write(dump_json(value) + "\n")
        sys.stdout.flush()

    def line(self, line: Line) -> None:
        for part in self._seen(line.text):
            if self._console is None:
                print(part, file=self._file, flush=True)
            else:
                self._console.print(part, style=line.style)

    def lines(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self.line(line)

    def say(self, text: str, style: str = "") -> None:
        self.line(Line(text, style))

    def tell(self, key: str, /, style: str = "", **values: object) -> None:
        """The sentence with this id."""
        self.say(self.phrases.text(key, **values), style)

    def ring(self) -> None:
        """The bell, where there is one: somebody waits for an answer."""
        if self._console is not None:
            self._console.bell()

    @contextmanager
    def waiting(self, key: str) -> Iterator[None]:
        """Something moves while the block runs, in a terminal."""
        if self._console is None:
            yield
            return
        with self._console.status("\n".join(self._seen(self.phrases.text(key)))):
            yield

    def _seen(self, text: str) -> list[str]:
        """The text as this terminal needs it; what is piped on is not marked."""
        if self._console is None:
            return [_ISOLATES.sub("", text)]
        return in_seen_order(text) if self._visual else [text]


def in_seen_order(text: str) -> list[str]:
    """Rows as wide as the terminal, each in the order it is seen in."""
    from bidi import get_base_level, get_display

    base = "R" if get_base_level(text) else "L"
    rows = textwrap.wrap(text, shutil.get_terminal_size().columns, drop_whitespace=False) or [""]
    return [_ISOLATES.sub("", str(get_display(row, base_dir=base))) for row in rows]
