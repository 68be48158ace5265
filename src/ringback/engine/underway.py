"""Pure: errands of any conversation: those that go on are told of or called off, those of before are told of."""

from dataclasses import replace
from datetime import datetime

from ringback.engine import bygone
from ringback.engine.conversation import Dialogue, leave, take_back, where
from ringback.engine.interpreters import days
from ringback.engine.reading import EVERYTHING, Act, Reading
from ringback.engine.scene import Scene
from ringback.engine.task import RUNNING, Status, Task
from ringback.engine.turn import Abort, Action, Ask, Dropped, Report, Tell


def tasks(scene: Scene) -> tuple[Task, ...]:
    """Those that go on, and nobody has called off yet."""
    return tuple(task for task in scene.past if task.status in RUNNING and not task.cancel_requested)


def past(dialogue: Dialogue, reading: Reading, scene: Scene) -> tuple[Dialogue, tuple[Action, ...]]:
    """Tell of an errand of before."""
    after, told = bygone.answer(dialogue, reading, scene)
    return after, (told, *where(after))


def answer(dialogue: Dialogue, reading: Reading, scene: Scene) -> tuple[Dialogue, tuple[Action, ...]]:
    """Tell of all that goes on, or give up the calls the message names."""
    if reading.act is Act.STATUS:
        return dialogue, (Report(tasks(scene)), *where(dialogue))
    return _call_off(dialogue, reading, scene)


def _call_off(dialogue: Dialogue, reading: Reading, scene: Scene) -> tuple[Dialogue, tuple[Action, ...]]:
    """Give up the calls the message names, the plan in hand among them."""
    hand, going_on = dialogue.task, tasks(scene)
    if EVERYTHING in reading.edits:
        meant, others = going_on, tuple[Task, ...]()
        dropped = hand
    else:
        named = bygone.with_callee(reading.slots["callee"].value, [*([hand] if hand else []), *going_on], scene)
        dropped = hand if hand in named else None
        others = tuple(task for task in named if task is not hand)
        meant = tuple(task for task in others if _on_the_day(task, reading, scene))
    actions: tuple[Action, ...] = tuple(Abort(task) for task in meant)
    if dropped is not None:
        return leave(dialogue, dropped), (Dropped(replace(dropped, status=Status.CANCELLED)), *actions)
    if actions:
        return dialogue, (*actions, *where(dialogue))
    after = take_back(dialogue)
    asked: tuple[Action, ...] = (Ask(after.task, after.asked),) if after.task else ()
    return after, (Tell("nothing_to_cancel"), *((Report(others),) if others else ()), *asked)


def _on_the_day(task: Task, reading: Reading, scene: Scene) -> bool:
    """The call is on the day the message says; one without an hour of its own is on any."""
    if "date" not in reading.slots or scene.clock is None or task.due_at is None:
        return True
    now = datetime.fromisoformat(scene.clock)
    day = days.day(reading.slots["date"].said, now.date(), certain=False)
    return day is None or datetime.fromtimestamp(task.due_at, now.tzinfo).date() == day
