"""What goes into a turn of the dialogue and what may come out of it: scene and events, actions.

`dialogue` answers in actions, `chat` carries them out. Only `Start` leads to a call, only `Abort` ends one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ringback.engine.reading import Known, Reading, State
from ringback.engine.task import RUNNING, SlotValue, Source, Status, Task, TaskType

By = Literal["text", "button"]


@dataclass(frozen=True, slots=True)
class Scene:
    """What the dialogue may know at this turn.

    `started` are the conversation's tasks that have left its hand, newest first; `known` lists contacts before the
    practice book; `task_id` and `code` are fresh, for a task or a plan that begins now.
    """

    now: float
    task_types: Mapping[str, TaskType]
    task_id: str
    code: str
    known: tuple[Known, ...] = ()
    profile: Mapping[str, str] = field(default_factory=dict)
    started: tuple[Task, ...] = ()

    def find(self, task_id: str) -> Task | None:
        """A started task by its id."""
        return next((task for task in self.started if task.id == task_id), None)

    def running(self) -> tuple[Task, ...]:
        return tuple(task for task in self.started if task.status in RUNNING)


def state(in_hand: Task | None, started: Sequence[Task]) -> State:
    """Where a conversation stands, for `POST /chat`."""
    if in_hand is not None:
        return "awaiting_confirmation" if in_hand.status is Status.PROPOSED else "collecting"
    return "running" if any(task.status in RUNNING for task in started) else "idle"


@dataclass(frozen=True, slots=True)
class Said:
    """A message, as it was read."""

    reading: Reading


@dataclass(frozen=True, slots=True)
class Confirm:
    """The button: exactly this version of exactly this task."""

    task_id: str
    plan_version: int
    by: By = "button"


@dataclass(frozen=True, slots=True)
class Cancel:
    task_id: str


Event = Said | Confirm | Cancel


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask for one slot, or, with `slot=None`, what should change in a plan that was taken back."""

    task: Task
    slot: str | None


@dataclass(frozen=True, slots=True)
class Propose:
    """Show the plan of a new `plan_version`.

    `before` are the slots of the plan shown before; `changed` names those that differ now.
    """

    task: Task
    changed: tuple[str, ...] = ()
    before: Mapping[str, SlotValue] = field(default_factory=dict)
    expired: bool = False


@dataclass(frozen=True, slots=True)
class Remind:
    """The plan that was shown still waits, unchanged."""

    task: Task


@dataclass(frozen=True, slots=True)
class Start:
    """The user confirmed exactly this version: call."""

    task: Task
    by: By


@dataclass(frozen=True, slots=True)
class Stale:
    """A version was confirmed that is not the one that waits; nothing was done."""

    task: Task


@dataclass(frozen=True, slots=True)
class Already:
    """Confirmed once more: the state of the task that runs or has ended."""

    task: Task


@dataclass(frozen=True, slots=True)
class Dropped:
    """The errand in hand was given up before any call."""

    task: Task


@dataclass(frozen=True, slots=True)
class Abort:
    """End an errand that runs: hang up."""

    task: Task


@dataclass(frozen=True, slots=True)
class Report:
    """Say how these errands stand."""

    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Recall:
    """Say what was known already: the callee's number and where it came from."""

    task: Task


@dataclass(frozen=True, slots=True)
class Differ:
    """The number just given is used, although another one is saved under this name."""

    name: str
    used: str
    saved: str


@dataclass(frozen=True, slots=True)
class Learn:
    section: Literal["profile", "contacts"]
    key: str
    value: str
    source: Source = Source.USER


@dataclass(frozen=True, slots=True)
class Forget:
    section: str
    key: str


@dataclass(frozen=True, slots=True)
class Refuse:
    """Nothing will be called; `code` says why (`refuse.CODE` in the catalogue)."""

    code: str


Topic = Literal["help", "greeting", "unclear", "nothing_to_confirm", "nothing_to_cancel", "nothing_to_forget", "fine"]


@dataclass(frozen=True, slots=True)
class Tell:
    """A fixed sentence (`tell.TOPIC` in the catalogue)."""

    topic: Topic


Action = (
    Ask
    | Propose
    | Remind
    | Start
    | Stale
    | Already
    | Dropped
    | Abort
    | Report
    | Recall
    | Differ
    | Learn
    | Forget
    | Refuse
    | Tell
)
