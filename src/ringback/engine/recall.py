"""Pure: what a message and the memory put into a task, so that nothing known is asked.

Rules:
1. What the user just said wins over everything remembered, for this task; memory only fills what is empty.
2. A number belongs to the name it was found for: another callee means another number.
3. Of the user, a call is told the first name; the own number and the address only where the user allowed it or the
   errand needs it. What is wanted so and not known is a slot without a value, and is asked for.
4. What is spoken is what the user chose, else the callee's language where it is known, else the user's.
5. What is not certain is offered ("Dana, as last time?"), never filled in.
6. Names are compared by `matching`; what is learned passes `kept`. Where only contacts may be called, to ask for a call
   makes nobody one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ringback.engine.kept import kept
from ringback.engine.matching import find, same, words
from ringback.engine.reading import Act, Known, Reading
from ringback.engine.schedule import CALL_AT, RETRIES
from ringback.engine.task import SlotKind, SlotValue, Source, Status, Task, TaskType
from ringback.engine.turn import Differ, Learn, Recall, Scene

SPOKEN = "language"
"""Slot every errand may have: what is spoken on the phone, where the user chose it."""
CALLEE, NUMBER, NAME, ADDRESS, CALLBACK = "callee", "phone_number", "name", "delivery_address", "callback_number"

_OWN: Mapping[str, str] = {NAME: "name", ADDRESS: "address", CALLBACK: "phone"}
"""Slots that tell of the user, and the profile key each is learned under."""
_ALLOWED: Mapping[str, str] = {"phone": CALLBACK, "address": ADDRESS}
"""What `may_say` may name for the profile to fill."""
_BROUGHT = ("delivery", "deliver", "delivered", "משלוח", "במשלוח", "למשלוח", "ומשלוח")
_FETCHED = re.compile(
    r"\b(?:pick(?:ing)? ?(?:it |them )?up|pickup|collect(?:ion)?)\b|איסוף עצמי"
    r"|(?<![א-ת])[אנל](?:בוא )?(?:ל)?אסוף(?![א-ת])"
)
"""It is fetched by the user."""
_OF_KIN = re.compile(r"^(?:my|our|his|her|their) |(?<![א-ת])(?:שלי|שלנו|שלו|שלה)$")
"""Somebody else than the user."""
_NOT = ("not", "no", "without", "of", "לא", "בלי", "ולא", "במקום")
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof", "professor", "rabbi", "דר", "פרופ", "הרב", "גברת", "מר", "גב"})

Slots = dict[str, SlotValue]
Note = Recall | Differ | Learn


@dataclass(frozen=True, slots=True)
class Filled:
    task: Task
    notes: tuple[Note, ...]


def fill(task: Task, reading: Reading, task_type: TaskType, scene: Scene, *, asked: str | None = None) -> Filled:
    """`task` with the reading's slots and what is remembered; `notes` say what was recalled, learned or differs.

    `asked` is the slot whose question the message answers: a name given to that question is the user's own, and so is
    a number, unless it was asked whom to call.
    """
    names = {slot.name for slot in task_type.slots} | {CALL_AT, RETRIES, SPOKEN}
    profile = {**scene.profile, **reading.learned}
    said = {key: value for key, value in reading.slots.items() if key in names and value.value.strip()}
    if asked and asked not in (NUMBER, *said) and NUMBER in said and _kind(task_type, asked) == "phone":
        said[asked] = said.pop(NUMBER)
    if NAME in names and NAME not in said and "name" in reading.learned:
        said[NAME] = SlotValue(reading.learned["name"], reading.learned["name"])
    slots = {key: value for key, value in {**task.slots, **said}.items() if key in names and key not in reading.edits}
    for slot in task_type.slots:
        if slot.default and slot.name not in slots and slot.name not in reading.edits:
            slots[slot.name] = SlotValue(slot.default, slot.default, Source.DEFAULT)
    notes: list[Note] = [*_callee(task, slots, said, reading, names, scene)]
    if {CALLEE, NUMBER} & said.keys():
        notes += [note for note in _contact(slots, scene) if not (scene.contacts_only and isinstance(note, Learn))]
    if NAME in names and NAME not in slots and profile.get("name") and NAME not in reading.edits:
        first = first_name(profile["name"])
        slots[NAME] = SlotValue(first, first, Source.PROFILE)
    if NAME in reading.edits and NAME in names:
        slots.setdefault(NAME, SlotValue("", ""))
    _allow(slots, names, said, profile)
    somebody_elses = asked == NAME and NAME in task.slots and not task.slots[NAME].value
    if (
        asked in said
        and asked in _OWN
        and not somebody_elses
        and not profile.get(_OWN[asked])
        and not _OF_KIN.search(said[asked].said.lower())
    ):
        notes += kept(Learn("profile", _OWN[asked], said[asked].value, before=scene.fact("profile", _OWN[asked])))
    spoken = next((k.language for k in scene.known if NUMBER in slots and k.phone_number == slots[NUMBER].value), None)
    if SPOKEN in slots:
        spoken = "he" if slots[SPOKEN].value == "he" else "en"
    return Filled(replace(task, slots=slots, call_language=spoken or task.call_language), tuple(notes))


def _kind(task_type: TaskType, name: str | None) -> SlotKind | None:
    return next((slot.kind for slot in task_type.slots if slot.name == name), None)


def _callee(task: Task, slots: Slots, said: Slots, reading: Reading, names: set[str], scene: Scene) -> Sequence[Recall]:
    """Name and number of who is called, each from the other, into `slots`."""
    new_callee = CALLEE in said and words(said[CALLEE].value) != words(task.value(CALLEE))
    if new_callee and NUMBER not in said and NUMBER in slots and slots[NUMBER].source is not Source.USER:
        del slots[NUMBER]
    person = None if NUMBER in reading.edits else _person(slots, said, scene)
    if person and NUMBER in names and NUMBER not in slots:
        slots[NUMBER] = SlotValue(person.phone_number, person.phone_number, person.source)
        slots[CALLEE] = replace(slots[CALLEE], value=person.name, said=person.name)
        return [Recall(replace(task, slots=dict(slots)))]
    if person and CALLEE in names and CALLEE not in slots:
        slots[CALLEE] = SlotValue(person.name, person.name, person.source)
    return []


def _person(slots: Slots, said: Slots, scene: Scene) -> Known | None:
    """Who is meant: by the callee's name while there is no number, by the number when there is no name."""
    if CALLEE in slots and NUMBER not in slots:
        return find(slots[CALLEE].value, scene.known, scene.aliases)
    if NUMBER in said and CALLEE not in slots:
        return next((k for k in scene.known if k.phone_number == said[NUMBER].value), None)
    return None


def _contact(slots: Slots, scene: Scene) -> Sequence[Differ | Learn]:
    """A name with a number the user gave: learn it, or say that another one is saved."""
    callee, number = slots.get(CALLEE), slots.get(NUMBER)
    if callee is None or number is None or number.source is not Source.USER:
        return []
    names = {callee.value, *(name for pair in scene.aliases.items() for name in pair if same(pair[0], callee.value))}
    known = [k for k in scene.known if any(same(k.name, name) for name in names)]
    saved = [k for k in known if k.source is Source.CONTACT]
    if any(k.phone_number == number.value for k in known):
        return []
    if saved:
        return [Differ(saved[0].name, number.value, saved[0].phone_number)]
    return kept(Learn("contacts", callee.value, number.value))


def _allow(slots: Slots, names: set[str], said: Slots, profile: Mapping[str, str]) -> None:
    """The own number and the address, where they may be told: from the profile, else wanted."""
    allowed = slots["may_say"].value.split(",") if "may_say" in slots else []
    wanted = [_ALLOWED[word.strip()] for word in allowed if word.strip() in _ALLOWED]
    if wanted:
        del slots["may_say"]
    if any(_FETCHED.search(said[key].said.lower()) for key in ("items", "notes") if key in said):
        if ADDRESS in slots and slots[ADDRESS].source is Source.PROFILE:
            del slots[ADDRESS]
    elif any(_is_brought(said[key].said) for key in ("items", "notes") if key in said):
        wanted.append(ADDRESS)
    for slot in wanted:
        if slot in names and slot not in slots:
            value = profile.get(_OWN[slot], "")
            slots[slot] = SlotValue(value, value, Source.PROFILE if value else Source.USER)


def _is_brought(said: str) -> bool:
    """It is to be delivered, and not "no delivery"."""
    before, *words = ["", *said.lower().replace(",", " ").split()]
    for word in words:
        if word in _BROUGHT and before not in _NOT:
            return True
        before = word
    return False


def first_name(name: str) -> str:
    """The first name alone; with a title before it, all of it."""
    parts = name.split()
    titled = bool(parts) and "".join(filter(str.isalpha, parts[0])).lower() in _TITLES
    return name if titled or not parts else parts[0]


def offer(task: Task, slot: str, scene: Scene) -> SlotValue | None:
    """What it was the last time, for a question that can then be answered with yes."""
    if slot == NAME:
        own = first_name(scene.profile.get("name", "")) if NAME in task.slots else ""
        names = [past.slots[NAME] for past in scene.past if past.said(NAME) not in ("", own)]
        return replace(names[0], source=Source.PAST_CALL) if names else None
    for fact in scene.facts:
        place, _, wanted = fact.key.rpartition(": ")
        if fact.section == "preferences" and wanted == slot and task.said(CALLEE) and same(place, task.said(CALLEE)):
            return SlotValue(fact.value, fact.value, Source.PAST_CALL)
    return None


def last_time(reading: Reading, scene: Scene) -> Task | None:
    """The last errand with the callee the message names, or the last of all."""
    said = reading.slots.get(CALLEE)
    person = find(said.value, scene.known, scene.aliases) if said else None
    for past in sorted(scene.past, key=lambda past: past.type != (reading.task_type or past.type)):
        if past.status is Status.CANCELLED and past.call_sid is None:
            continue
        known = person is not None and past.value(NUMBER) == person.phone_number
        if past.slots and (said is None or known or same(said.value, past.said(CALLEE))):
            return past
    return None


def repeated(task: Task, last: Task) -> Task:
    """`task` as `last` was; a day that has passed is not taken over."""
    slots = {
        name: value if value.source is not Source.USER else replace(value, source=Source.PAST_CALL)
        for name, value in last.slots.items()
        if name not in ("date", "when", CALL_AT)
    }
    return replace(task, type=last.type, slots=slots, call_language=last.call_language)


def is_for_someone_else(task: Task, reading: Reading, scene: Scene) -> bool:
    """A whole new request with another callee, not a detail of `task`; of a bare number the one with another number."""
    callee = reading.slots.get(CALLEE)
    if reading.act is not Act.REQUEST or callee is None or len(reading.slots) < 2:
        return False
    if CALLEE in task.slots:
        return words(callee.value) != words(task.value(CALLEE))
    known = None if NUMBER in reading.slots else find(callee.value, scene.known, scene.aliases)
    return known is not None and task.value(NUMBER) not in ("", known.phone_number)
