"""Pure: the actions of a turn that are about the memory: what was recalled, saved, forgotten, taken back."""

from dataclasses import dataclass

from ringback.engine.facts import Fact
from ringback.engine.reading import Known
from ringback.engine.task import Source, Task


@dataclass(frozen=True, slots=True)
class Recall:
    """Say what was known already: the callee's number and where it came from."""

    task: Task


@dataclass(frozen=True, slots=True)
class Differ:
    """The number just given is used, although another one is saved under this name: is the saved one to be replaced?"""

    name: str
    used: str
    saved: str


@dataclass(frozen=True, slots=True)
class Learn:
    """Save a fact; `before` is what stood there."""

    section: str
    key: str
    value: str
    source: Source = Source.USER
    before: Fact | None = None


@dataclass(frozen=True, slots=True)
class Forget:
    section: str
    key: str
    before: Fact | None = None


@dataclass(frozen=True, slots=True)
class Restore:
    """Take a change back: `fact` stands there again, or nothing does."""

    section: str
    key: str
    fact: Fact | None


@dataclass(frozen=True, slots=True)
class Recite:
    """Say what is remembered."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class NumberOf:
    """Say whose number it is that was asked for by this name; None: it is not known."""

    name: str
    known: Known | None
