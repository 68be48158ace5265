"""Pure: what a message and the memory put into a task, so that nothing known is asked.

Rules:
1. What the user just said wins over everything remembered, for this task; memory only fills what is empty.
2. A number belongs to the name it was found for: another callee means another number.
3. A name matches when its words do, whatever the case, the punctuation and the article; a part of a name matches when
   only one known name has it.
4. A number and a name given together are learned as a contact, unless that name has another number already.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ringback.engine.reading import Act, Known, Reading
from ringback.engine.task import SlotValue, Source, Task, TaskType
from ringback.engine.turn import Differ, Forget, Learn, Recall

CALLEE, NUMBER, NAME = "callee", "phone_number", "name"

_APART = re.compile(r"[^\w*]+")
_SILENT = re.compile(r"[\u0591-\u05c7'’׳״\"`.]")
_ARTICLES = frozenset({"the", "a", "an", "my"})


def words(name: str) -> tuple[str, ...]:
    """A name as the words it is compared by."""
    parts = _APART.split(_SILENT.sub("", name).casefold())
    return tuple(_bare(part) for part in parts if part and part not in _ARTICLES)


def _bare(word: str) -> str:
    """A Hebrew word without its article, when enough of it is left."""
    return word[1:] if word.startswith("ה") and len(word) > 3 else word


def find(name: str, known: Sequence[Known]) -> Known | None:
    """The one known name that is meant, or None; contacts stand before the practice book in `known`."""
    said = words(name)
    if not said:
        return None
    for candidate in known:
        if words(candidate.name) == said:
            return candidate
    parts = [candidate for candidate in known if set(said) <= set(words(candidate.name))]
    return parts[0] if len({part.phone_number for part in parts}) == 1 else None


@dataclass(frozen=True, slots=True)
class Filled:
    task: Task
    notes: tuple[Recall | Differ | Learn, ...]


def fill(
    task: Task,
    reading: Reading,
    task_type: TaskType,
    *,
    known: Sequence[Known],
    profile: Mapping[str, str],
    asked: str | None = None,
) -> Filled:
    """`task` with the reading's slots and what is remembered; `notes` say what was recalled, learned or differs.

    `asked` is the slot whose question the message answers: a name given to that question is the user's own.
    """
    names = {slot.name for slot in task_type.slots}
    said = {key: value for key, value in reading.slots.items() if key in names and value.value.strip()}
    if NAME in names and NAME not in said and "name" in reading.learned:
        said[NAME] = SlotValue(reading.learned["name"], reading.learned["name"])
    slots = {key: value for key, value in {**task.slots, **said}.items() if key in names and key not in reading.edits}
    for slot in task_type.slots:
        if slot.default and slot.name not in slots and slot.name not in reading.edits:
            slots[slot.name] = SlotValue(slot.default, slot.default, Source.DEFAULT)
    notes: list[Recall | Differ | Learn] = []

    new_callee = CALLEE in said and words(said[CALLEE].value) != words(task.value(CALLEE))
    if new_callee and NUMBER not in said and NUMBER in slots and slots[NUMBER].source is not Source.USER:
        del slots[NUMBER]
    person = _person(slots, said, known)
    if NUMBER in reading.edits:
        person = None
    if person and NUMBER in names and NUMBER not in slots:
        slots[NUMBER] = SlotValue(person.phone_number, person.phone_number, person.source)
        slots[CALLEE] = replace(slots[CALLEE], value=person.name, said=person.name)
        notes.append(Recall(replace(task, slots=slots)))
    elif person and CALLEE in names and CALLEE not in slots:
        slots[CALLEE] = SlotValue(person.name, person.name, person.source)
    if {CALLEE, NUMBER} & said.keys():
        notes += _contact(slots, known)

    if NAME in names and NAME not in slots and profile.get("name") and NAME not in reading.edits:
        slots[NAME] = SlotValue(profile["name"], profile["name"], Source.PROFILE)
    elif NAME in said and asked == NAME and not profile.get("name") and "name" not in reading.learned:
        notes.append(Learn("profile", "name", said[NAME].value))

    spoken = next((k.language for k in known if NUMBER in slots and k.phone_number == slots[NUMBER].value), None)
    return Filled(replace(task, slots=slots, call_language=spoken or task.call_language), tuple(notes))


def _person(slots: Mapping[str, SlotValue], said: Mapping[str, SlotValue], known: Sequence[Known]) -> Known | None:
    """Who is meant: by the callee's name while there is no number, by the number when there is no name."""
    if CALLEE in slots and NUMBER not in slots:
        return find(slots[CALLEE].value, known)
    if NUMBER in said and CALLEE not in slots:
        return next((k for k in known if k.phone_number == said[NUMBER].value), None)
    return None


def _contact(slots: Mapping[str, SlotValue], known: Sequence[Known]) -> list[Differ | Learn]:
    """A name with a number the user gave: learn it, or say that another one is saved."""
    callee, number = slots.get(CALLEE), slots.get(NUMBER)
    if callee is None or number is None or number.source is not Source.USER:
        return []
    same = [k for k in known if words(k.name) == words(callee.value)]
    if not same:
        return [Learn("contacts", callee.value, number.value)]
    if all(k.phone_number != number.value for k in same):
        return [Differ(callee.value, number.value, same[0].phone_number)]
    return []


def is_for_someone_else(task: Task, reading: Reading) -> bool:
    """A whole new request with another callee, not a detail of `task`."""
    callee = reading.slots.get(CALLEE)
    return (
        reading.act is Act.REQUEST
        and callee is not None
        and len(reading.slots) > 1
        and CALLEE in task.slots
        and words(callee.value) != words(task.value(CALLEE))
    )


def to_forget(
    reading: Reading, known: Sequence[Known], profile: Mapping[str, str], last: tuple[str, str] | None
) -> tuple[Forget, ...]:
    """What "forget that" means: what the message names, else what was learned `last`."""
    if not reading.edits:
        return (Forget(*last),) if last else ()
    found = []
    for target in reading.edits:
        person = find(target, [k for k in known if k.source is Source.CONTACT])
        if target in profile:
            found.append(Forget("profile", target))
        elif person is not None:
            found.append(Forget("contacts", person.name))
    return tuple(found)
