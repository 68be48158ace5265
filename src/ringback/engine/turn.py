"""What goes into a turn of the dialogue and what may come out of it: events, with the scene, and actions.

`dialogue` answers in actions, `chat` carries them out. Only `Start` leads to a call, only `Abort` ends one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ringback.engine.notes import Differ as Differ
from ringback.engine.notes import Forget as Forget
from ringback.engine.notes import Learn as Learn
from ringback.engine.notes import NumberOf as NumberOf
from ringback.engine.notes import Recall as Recall
from ringback.engine.notes import Recite as Recite
from ringback.engine.notes import Restore as Restore
from ringback.engine.reading import Reading, State
from ringback.engine.scene import Scene as Scene
from ringback.engine.task import RUNNING, SlotValue, Status, Task

By = Literal["text", "button"]


def state(in_hand: Task | None, started: Sequence[Task]) -> State:
    """Where a conversation stands, for `POST /chat`."""
    if in_hand is not None:
        return "awaiting_confirmation" if in_hand.status is Status.PROPOSED else "collecting"
    return "running" if any(task.status in RUNNING for task in started) else "idle"


@dataclass(frozen=True, slots=True)
class Said:
    """A message, as it was read; `seen` is the plan its writer saw, by task and version, where known."""

    reading: Reading
    seen: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Confirm:
    """The button: exactly this version of exactly this task, now or `at` another hour (seconds since the epoch)."""

    task_id: str
    plan_version: int
    by: By = "button"
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Cancel:
    task_id: str


Event = Said | Confirm | Cancel


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask for one slot, or, with `slot=None`, what should change in a plan that was taken back.

    With `offer` the question is whether it is this value, as the last time.
    """

    task: Task
    slot: str | None
    offer: SlotValue | None = None


@dataclass(frozen=True, slots=True)
class Propose:
    """Show the plan of a new `plan_version`.

    `before` are the slots of the plan shown before; `changed` names those that differ now. `unseen`: a yes was said
    to another plan than this one.
    """

    task: Task
    changed: tuple[str, ...] = ()
    before: Mapping[str, SlotValue] = field(default_factory=dict)
    expired: bool = False
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Remind:
    """The plan that was shown still waits, unchanged."""

    task: Task


@dataclass(frozen=True, slots=True)
class Start:
    """The user confirmed exactly this version: call now, or when the task is due. `moved`: it was confirmed before."""

    task: Task
    by: By
    moved: bool = False


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
    """The errand in hand was given up before any call; those `beside` it go on."""

    task: Task
    beside: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class Abort:
    """End an errand that runs: hang up."""

    task: Task


@dataclass(frozen=True, slots=True)
class OnCall:
    """A change was asked for of an errand that is on the phone: say how it is told to the assistant."""

    task: Task


@dataclass(frozen=True, slots=True)
class Report:
    """Say how these errands stand."""

    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Bygone:
    """Say when this errand of before was and what it came to; None: there was none, `callee` where one was named."""

    task: Task | None
    callee: str = ""


@dataclass(frozen=True, slots=True)
class Refuse:
    """Nothing will be called; `code` says why (`refuse.CODE` in the catalogue)."""

    code: str


Topic = Literal[
    "help",
    "why",
    "greeting",
    "unclear",
    "nothing_to_confirm",
    "nothing_to_cancel",
    "nothing_to_forget",
    "nothing_to_undo",
    "nothing_to_replace",
    "nothing_to_repeat",
    "forget_everything",
    "not_kept",
    "not_known",
    "no_such_hour",
    "fine",
]


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
    | OnCall
    | Report
    | Bygone
    | Recall
    | Differ
    | Learn
    | Forget
    | Restore
    | Recite
    | NumberOf
    | Refuse
    | Tell
)


def pressed_again(event: Event, actions: Sequence[Action]) -> bool:
    """A button that changes nothing any more: what it leads to was said before."""
    return isinstance(event, Confirm | Cancel) and all(isinstance(action, Already | Report) for action in actions)


def after(actions: Sequence[Action], started: Sequence[Task]) -> tuple[Task, ...]:
    """The conversation's tasks that have left its hand, once the actions are done; `started` are those before."""
    left = tuple(action.task for action in actions if isinstance(action, Start | Dropped))
    ended = [given_up(action.task) for action in actions if isinstance(action, Abort)]
    return (*reversed(left), *(next((gone for gone in ended if gone.id == one.id), one) for one in started))


def given_up(task: Task) -> Task:
    """A task that was to be called later ends at once; one on the phone when the line is down."""
    return replace(task, status=Status.CANCELLED) if task.status is Status.SCHEDULED else task


def spoken_of(actions: Sequence[Action], started: Sequence[Task]) -> Task | None:
    """The task a turn was about, or else the one that runs."""
    for action in actions:
        match action:
            case Abort(task):
                return given_up(task)
            case Start(task) | Dropped(task) | Already(task) | Stale(task):
                return task
            case Report((task, *_)):
                return task
            case _:
                pass
    return next((task for task in started if task.status in RUNNING), None)
