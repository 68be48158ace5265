"""The words the practice model's mind thinks in: turns of a conversation, and what it does next. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Said:
    """Our own words, as far as they could be heard."""

    text: str


@dataclass(frozen=True, slots=True)
class Heard:
    """The other side's words; "" when they spoke and nothing was understood."""

    text: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Nobody has said anything for a while."""


@dataclass(frozen=True, slots=True)
class Told:
    """A system message."""

    text: str


@dataclass(frozen=True, slots=True)
class Called:
    """A tool we called; `arguments` is JSON text."""

    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What the tool answered."""

    output: str


Turn: TypeAlias = Said | Heard | Silence | Told | Called | Answered


@dataclass(frozen=True, slots=True)
class Say:
    text: str


@dataclass(frozen=True, slots=True)
class CallTool:
    name: str
    arguments: Mapping[str, object]


Action: TypeAlias = Say | CallTool
