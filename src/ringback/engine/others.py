"""Pure: the further callees of an errand: what a message says of them, and the numbers the memory has for them.

Rules:
1. Nobody is called who is not named with a number in the plan; a number that is not known is asked for.
2. "Not the second one" takes that callee out; when one is left it is an errand for one again.
3. What binds the user somewhere is never agreed to at several places without a measure to choose by: the cheapest is
   taken, unless the user says otherwise.
"""

from collections.abc import Sequence
from dataclasses import replace

from ringback.engine.calls import CALLEE, HOLDING, MOST_TARGETS, NUMBER, targets
from ringback.engine.matching import find, same
from ringback.engine.reading import Reading
from ringback.engine.task import SlotValue, Strategy, Target, Task
from ringback.engine.turn import Scene

ASKED = f"{NUMBER}_"
"""`phone_number_2` is the slot in which the number of the second callee is asked for."""


def take(task: Task, reading: Reading, scene: Scene, asked: str | None) -> tuple[Task, Reading]:
    """`task` with what the message says of its other callees, and what of the reading is left for the rest of it."""
    if asked and asked.startswith(ASKED) and NUMBER in reading.slots and CALLEE not in reading.slots:
        task = _answered(task, int(asked.removeprefix(ASKED)), reading.slots[NUMBER])
        reading = replace(reading, slots={name: value for name, value in reading.slots.items() if name != NUMBER})
    gone = [int(edit.removeprefix("target_")) for edit in reading.edits if edit.startswith("target_")]
    if gone:
        task = _without(task, gone)
        reading = replace(reading, edits=tuple(edit for edit in reading.edits if not edit.startswith("target_")))
    new = [_known(other.get(CALLEE), other.get(NUMBER), scene) for other in reading.others]
    others = list(task.others)
    for target in new:
        if not any(_equal(target, there) for there in (*others, _first(task, reading))):
            others.append(target)
    if not others:
        return replace(task, strategy=None, compare=None), reading
    default: Strategy = "next_if_failed"
    strategy = reading.strategy or task.strategy or default
    compare = (reading.compare or task.compare) if strategy == "compare" else None
    if strategy == "compare" and task.type in HOLDING:
        compare = compare or "cheapest"
    kept = tuple(others[: MOST_TARGETS - 1])
    return replace(task, others=kept, strategy=strategy, compare=compare), reading


def _first(task: Task, reading: Reading) -> Target:
    """The errand's own callee, as the message has it."""
    slots = {**task.slots, **reading.slots}
    return Target(slots.get(CALLEE), slots.get(NUMBER))


def _known(callee: SlotValue | None, number: SlotValue | None, scene: Scene) -> Target:
    """A target with its number, or its name, from what is remembered."""
    person = None
    if number is not None:
        person = next((known for known in scene.known if known.phone_number == number.value), None)
    elif callee is not None:
        person = find(callee.value, scene.known, scene.aliases)
    if person is None:
        return Target(callee, number)
    return Target(
        callee or SlotValue(person.name, person.name, person.source),
        number or SlotValue(person.phone_number, person.phone_number, person.source),
        person.language,
    )


def _equal(one: Target, other: Target) -> bool:
    if one.phone_number and other.phone_number:
        return one.phone_number.value == other.phone_number.value
    return bool(one.callee and other.callee and same(one.callee.value, other.callee.value))


def _answered(task: Task, place: int, number: SlotValue) -> Task:
    at = place - 2
    if not 0 <= at < len(task.others):
        return task
    target = replace(task.others[at], phone_number=number)
    return replace(task, others=(*task.others[:at], target, *task.others[at + 1 :]))


def _without(task: Task, gone: Sequence[int]) -> Task:
    """The errand without the callees at these places, from 1; the last one stays."""
    kept = [target for place, target in enumerate(targets(task), 1) if place not in gone]
    if not task.others or not kept:
        return task
    first, *others = kept
    slots = {name: value for name, value in task.slots.items() if name not in (CALLEE, NUMBER)}
    named = {CALLEE: first.callee, NUMBER: first.phone_number}
    slots |= {name: value for name, value in named.items() if value is not None}
    return replace(task, slots=slots, others=tuple(others), call_language=first.call_language or task.call_language)
