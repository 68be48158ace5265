"""What the interpreter understood of one message: the input of the dialogue, never a decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from ringback.engine.task import Compare, Language, SlotKind, SlotValue, Source, Strategy

State = Literal["idle", "collecting", "awaiting_confirmation", "running"]
"""Where a conversation stands, as `POST /chat` says it."""

EVERYTHING, HANG_UP = "*", "call"


class Act(StrEnum):
    """Dialogue acts. `AFFIRM` and `NEGATE` come from closed lists only; what is not clearly a yes is not a yes."""

    REQUEST = "request"
    INFORM = "inform"
    AFFIRM = "affirm"
    NEGATE = "negate"
    CANCEL = "cancel"
    STATUS = "status"
    PAST = "past"
    FORGET = "forget"
    UNDO = "undo"
    REPLACE = "replace"
    MEMORY = "memory"
    HELP = "help"
    WHY = "why"
    GREETING = "greeting"
    REFUSE = "refuse"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reading:
    """`slots` are what the message says; `edits` names slots the user wants changed without saying to what.

    With act FORGET, `edits` names what to forget: a profile key, a contact's name, or `EVERYTHING`; with act CANCEL,
    `HANG_UP` when it is the call that must end, `EVERYTHING` when all are given up; or the slots `callee` and `date`
    name the calls to give up. With act STATUS, `EVERYTHING` asks for all that goes on. With act PAST, `task_type` and
    the slot `callee` tell which errand of before is asked about, `notes` is the whole question. `refusal` is the code
    of why this must not be called, with act REFUSE; with another act, why a value it names cannot be used; the slot is
    then among the `edits`. `learned` are facts about the user that the message states ("my name is Dana"): profile key
    to value; `contacts` names to save with their E.164 numbers. `language` is the message's.

    A request for several calls names the further callees in `others`, each with `callee`, `phone_number` or both;
    `strategy` says whether they are tried one after another or compared, and `compare` by what.
    """

    act: Act
    language: Language
    task_type: str | None = None
    slots: Mapping[str, SlotValue] = field(default_factory=dict)
    edits: tuple[str, ...] = ()
    refusal: str | None = None
    learned: Mapping[str, str] = field(default_factory=dict)
    contacts: Mapping[str, str] = field(default_factory=dict)
    others: tuple[Mapping[str, SlotValue], ...] = ()
    strategy: Strategy | None = None
    compare: Compare | None = None
    again: bool = False

    @property
    def looks_around(self) -> bool:
        """True when it may be about an errand of another conversation."""
        named = EVERYTHING in self.edits or "callee" in self.slots
        return self.act is Act.PAST or (self.act in (Act.CANCEL, Act.STATUS) and named)

    @property
    def is_bare(self) -> bool:
        """True when the message says nothing besides its act."""
        return self == Reading(self.act, self.language, task_type=self.task_type)


@dataclass(frozen=True, slots=True)
class Known:
    """A name that can be called: the user's contact or a person of the practice book, who speaks `language`.

    `also` are other names of the same place, in other languages.
    """

    name: str
    phone_number: str
    source: Source
    language: Language | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """An errand of before, that "them", "again" and "as last time" may mean."""

    task_type: str
    slots: Mapping[str, SlotValue]


@dataclass(frozen=True, slots=True)
class Situation:
    """What the interpreter may know while it reads: where the dialogue stands and who can be meant.

    `task_type`, its slot names `fields` and `slots` are those of the task in hand, `asked` the slot whose question is
    open, `code` the four digits on the card that waits for a confirmation. `countries` may be called, all when there
    are none. `past` are the user's errands of before, newest first; `waits` are the slots of the one that was
    confirmed for a later hour, while nothing is in hand; `now` is the user's clock, ISO 8601, where it is known.
    """

    language: Language
    region: str
    state: State = "idle"
    task_type: str | None = None
    slots: Mapping[str, SlotValue] = field(default_factory=dict)
    asked: str | None = None
    asked_kind: SlotKind | None = None
    code: str | None = None
    known: tuple[Known, ...] = ()
    countries: tuple[str, ...] = ()
    fields: frozenset[str] = frozenset()
    past: tuple[Past, ...] = field(default=(), compare=False)
    waits: Mapping[str, SlotValue] = field(default_factory=dict)
    now: str | None = field(default=None, compare=False)
