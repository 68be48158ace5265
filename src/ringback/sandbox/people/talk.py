"""The events and actions of a practice person: all that passes between the machine and the telephone in its hand."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class PickedUp:
    pass


@dataclass(frozen=True, slots=True)
class CallerSpeaks:
    ms: int
    """Length of the caller's turn so far."""


@dataclass(frozen=True, slots=True)
class Heard:
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    ms: int


@dataclass(frozen=True, slots=True)
class Said:
    """The person's own sound (words, a beep or keys) has been played to its end or to its cut."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """The caller pressed a key: its tones were heard."""

    digit: str


@dataclass(frozen=True, slots=True)
class LineGone:
    pass


Event: TypeAlias = PickedUp | CallerSpeaks | Heard | Keyed | Silence | Said | LineGone


@dataclass(frozen=True, slots=True)
class Say:
    text: str
    cut_ms: int | None = None
    """The words break off after so long."""


@dataclass(frozen=True, slots=True)
class Beep:
    pass


@dataclass(frozen=True, slots=True)
class Play:
    """Music for who waits."""

    ms: int


@dataclass(frozen=True, slots=True)
class Hush:
    """Break off what is being said; it does not come to its end."""


@dataclass(frozen=True, slots=True)
class Press:
    digits: str


@dataclass(frozen=True, slots=True)
class HangUp:
    pass


@dataclass(frozen=True, slots=True)
class DropLine:
    pass


Action: TypeAlias = Say | Beep | Play | Hush | Press | HangUp | DropLine
