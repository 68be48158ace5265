"""A task: one errand, its slots and statuses; `TaskType` is the extension point for new kinds of errand.

Rules:
1. A task is a value. Whoever changes it makes a new one with `dataclasses.replace`.
2. A change of any slot makes a new `plan_version`; what is confirmed is one version and no other.
3. Times are seconds since the epoch, handed in; nothing here reads a clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, Protocol

from ringback.engine.retries import ONCE, Retries
from ringback.manner import USUAL, Manner

Language = Literal["he", "en"]

Strategy = Literal["next_if_failed", "compare"]
"""Several calls for one errand: stop at the first that succeeds, or make all of them and take the best."""

Compare = Literal["cheapest", "earliest"]


class Status(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    SCHEDULED = "scheduled"
    ORDERED = "ordered"
    IN_CALL = "in_call"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    UNCONFIRMED = "unconfirmed"
    CANCELLED = "cancelled"


OPEN = frozenset({Status.DRAFT, Status.PROPOSED})
RUNNING = frozenset({Status.CONFIRMED, Status.SCHEDULED, Status.ORDERED, Status.IN_CALL})
ENDED = frozenset({Status.SUCCEEDED, Status.FAILED, Status.UNCONFIRMED, Status.CANCELLED})


class Source(StrEnum):
    """Where a slot's value came from; shown with the plan."""

    USER = "user"
    CONTACT = "contact"
    PROFILE = "profile"
    PRACTICE_BOOK = "practice_book"
    PAST_CALL = "past_call"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class SlotValue:
    """`value` is canonical (E.164, "19:00", "4"); `said` is what the user will see, in their own words."""

    value: str
    said: str
    source: Source = Source.USER


SlotKind = Literal["name", "phone", "text", "date", "time", "count"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing a task type needs. `kind` tells the interpreter how to read the answer to its question.

    `default` is the value while nobody gives one.
    """

    name: str
    kind: SlotKind = "text"
    required: bool = True
    default: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeFact:
    """`quote` is the callee's own words, `at_ms` where they begin in the recording, `turn` the turn they are from."""

    key: str
    value: str
    quote: str | None = None
    at_ms: int | None = None
    supported: bool = False
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an errand ended: `status` is succeeded, failed or unconfirmed; `reason` a code of `wire.Reason`.

    Of several calls, `chosen` is the place in `Task.calls` of the one whose result was taken. `cost`: what the call
    used and, under names that end in `_usd`, what it cost.
    """

    status: Status
    reason: str
    summary: str = ""
    facts: tuple[OutcomeFact, ...] = ()
    chosen: int | None = None
    cost: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Target:
    """One more that may be called for the errand; without a `phone_number` it is asked for."""

    callee: SlotValue | None = None
    phone_number: SlotValue | None = None
    call_language: Language | None = None


Purpose = Literal["errand", "cancel"]


@dataclass(frozen=True, slots=True)
class Try:
    """An earlier call of the same errand to the same callee, which reached nobody; `at` is when it had ended."""

    at: float
    call_sid: str | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Call:
    """One of several calls of an errand. `target` counts from 0, the task's own callee; its place is its attempt.
    With purpose "cancel" it cancels what an earlier call to the same target had held. `instructions` as in `Task`."""

    target: int
    begun_at: float
    purpose: Purpose = "errand"
    instructions: str = ""
    ordered_at: float | None = None
    call_sid: str | None = None
    call_seq: int = 0
    recording: bool = False
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """The journal's message `seq` on its way to the user, sent under `key` however often; next at `due_at`."""

    key: str
    seq: int
    due_at: float
    tries: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """`language` is the user's, for everything they read; `call_language` is what is spoken on the phone.

    `call_seq` numbers the call's last event that is in the journal. An errand for one callee has neither `others` nor
    `calls`; with `others`, `calls` are those begun so far, and `call_sid` is the last one's. `manner` is how its plan
    has the calls made. `due_at` is when a scheduled task is called, `begun_at` when that hour had come, `tries` are the
    earlier calls, `outbox` the messages that have not reached the user's channel, `remind_at` when to remind them.
    `instructions` are what an attempt was first ordered with; empty before, and once its call is known.
    """

    id: str
    user_id: str
    conversation_id: str
    channel: str
    language: Language
    type: str
    created_at: float
    call_language: Language = "he"
    status: Status = Status.DRAFT
    slots: Mapping[str, SlotValue] = field(default_factory=dict)
    plan_version: int = 0
    code: str = ""
    proposed_at: float | None = None
    confirmed_at: float | None = None
    attempt: int = 0
    instructions: str = ""
    cancel_requested: bool = False
    ordered_at: float | None = None
    call_sid: str | None = None
    call_seq: int = 0
    recording: bool = False
    outcome: Outcome | None = None
    others: tuple[Target, ...] = ()
    strategy: Strategy | None = None
    compare: Compare | None = None
    calls: tuple[Call, ...] = ()
    due_at: float | None = None
    begun_at: float | None = None
    retries: Retries = ONCE
    tries: tuple[Try, ...] = ()
    outbox: tuple[Notice, ...] = ()
    remind_at: float | None = None
    manner: Manner = USUAL

    def said(self, slot: str) -> str:
        """The slot as the user said it, or ""."""
        found = self.slots.get(slot)
        return found.said if found else ""

    def value(self, slot: str) -> str:
        """The slot's canonical value, or ""."""
        found = self.slots.get(slot)
        return found.value if found else ""


class TaskType(Protocol):
    """A kind of errand. Offered under the entry point group `ringback.task_types`.

    `slots` stand in the order they are asked for. `phrases` holds the type's own texts by language and message id:
    `ask.NAME.SLOT` (the question for a slot) and `label.NAME.SLOT`, where NAME is the type's; they may be left out for
    slots whose `ask.SLOT` and `label.SLOT` the catalogue has.
    """

    @property
    def name(self) -> str: ...
    @property
    def slots(self) -> tuple[Slot, ...]: ...
    @property
    def verbs(self) -> Mapping[Language, tuple[str, ...]]:
        """Phrases a request of this type begins with; in Hebrew with the verb in the infinitive."""
        ...

    @property
    def phrases(self) -> Mapping[Language, Mapping[str, str]]: ...

    def instructions(self, task: Task, principal: str, language: Language) -> str:
        """What the voice model is told, in the language of the call: labelled lines, then conduct (wire.py)."""
        ...

    def summary(self, task: Task, language: Language) -> str:
        """One exact sentence of what will be done, without the number."""
        ...


def missing(task: Task, task_type: TaskType) -> tuple[str, ...]:
    """Names of the slots to ask for, in their order: the required that are empty, and those wanted without a value.

    Numbers of further callees come last, as `phone_number_2` and so on.
    """
    own = [
        slot.name
        for slot in task_type.slots
        if (slot.required or slot.name in task.slots) and not task.value(slot.name).strip()
    ]
    return (*own, *(f"phone_number_{place}" for place, to in enumerate(task.others, 2) if to.phone_number is None))
