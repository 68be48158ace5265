"""Pure: one conversation between its turns: the errand in hand, what is asked and offered, what was learned last."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ringback.engine.facts import Change
from ringback.engine.task import Language, SlotValue, Status, Task
from ringback.engine.turn import Action, Ask, Differ, Forget, Learn, Remind, Restore

KEPT = 10
"""How many tasks that left its hand, and how many changes of the memory, a conversation still knows."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Stored as JSON.

    `task` is the errand in hand, draft or proposed; `asked` the slot whose question is open, `offered` the value that
    question names; `declined` the slots whose offer was refused; `shown` the slots of the last plan; `learned` the
    (section, key) that "forget that" would mean; `changes` what was saved and forgotten, newest first; `differs` the
    (contact, number) that "replace" would save; `started` the ids of the last tasks that were confirmed or dropped,
    newest first; `told` is the errand of before that was asked about last.
    """

    conversation_id: str
    user_id: str
    channel: str
    language: Language
    task: Task | None = None
    asked: str | None = None
    offered: SlotValue | None = None
    declined: tuple[str, ...] = ()
    shown: Mapping[str, SlotValue] = field(default_factory=dict)
    learned: tuple[str, str] | None = None
    changes: tuple[Change, ...] = ()
    differs: tuple[str, str] | None = None
    started: tuple[str, ...] = ()
    told: str | None = None


def leave(dialogue: Dialogue, task: Task) -> Dialogue:
    """The errand leaves the hand, confirmed or dropped."""
    started = tuple(dict.fromkeys((task.id, *dialogue.started)))[:KEPT]
    return replace(dialogue, task=None, asked=None, offered=None, declined=(), shown={}, started=started, told=None)


def without(dialogue: Dialogue, task_id: str) -> Dialogue:
    """When nothing is known of this task any more."""
    started = tuple(one for one in dialogue.started if one != task_id)
    if dialogue.task is None or dialogue.task.id != task_id:
        return replace(dialogue, started=started)
    return replace(dialogue, task=None, asked=None, offered=None, declined=(), shown={}, started=started)


def take_back(dialogue: Dialogue) -> Dialogue:
    """A plan that was shown no longer waits for a yes."""
    return replace(dialogue, task=replace(dialogue.task, status=Status.DRAFT)) if dialogue.task else dialogue


def bring_back(dialogue: Dialogue, waiting: Task | None) -> Dialogue:
    """An errand that waits for its hour comes back to be changed; it is not called unless confirmed again."""
    if waiting is None:
        return dialogue
    return replace(dialogue, task=replace(waiting, status=Status.DRAFT), shown=waiting.slots)


def where(dialogue: Dialogue) -> tuple[Action, ...]:
    """Bring back to mind what the conversation waits for."""
    if (task := dialogue.task) is None:
        return ()
    return (Remind(task),) if task.status is Status.PROPOSED else (Ask(task, dialogue.asked, dialogue.offered),)


def remember(dialogue: Dialogue, notes: tuple[Action, ...]) -> Dialogue:
    """What was learned last is what "forget that" means; every change can be undone, the newest first."""
    for note in notes:
        match note:
            case Learn(section, key, value):
                changed = (Change(section, key, note.before, value), *dialogue.changes)[:KEPT]
                dialogue = replace(dialogue, learned=(section, key), changes=changed)
            case Forget(section, key):
                changed = (Change(section, key, note.before, None), *dialogue.changes)[:KEPT]
                dialogue = replace(dialogue, learned=None, changes=changed)
            case Restore(section, key):
                gone = next((c for c in dialogue.changes if (c.section, c.key) == (section, key)), None)
                changed = tuple(change for change in dialogue.changes if change is not gone)
                dialogue = replace(dialogue, learned=None, changes=changed)
            case Differ(name, used):
                dialogue = replace(dialogue, differs=(name, used))
            case _:
                pass
    return dialogue
