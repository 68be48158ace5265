"""Pure: what the memory takes in and gives up: learning, forgetting, undoing. `sensitive` things are never taken in.

Rules:
1. Every change knows what stood there before, so that it can be taken back.
2. A change is taken back only while what it made still stands.
3. "Forget that" is about the memory: what the user said for the plan in hand stays in it. What is forgotten by name
   leaves the plan as well.
"""

from collections.abc import Sequence
from dataclasses import replace

from ringback.engine import sensitive
from ringback.engine.facts import SECTIONS, Change
from ringback.engine.matching import find, same
from ringback.engine.reading import EVERYTHING as EVERYTHING
from ringback.engine.reading import Known, Reading
from ringback.engine.task import Source, Task
from ringback.engine.turn import Action, Forget, Learn, Restore, Scene, Tell

LONGEST = 200
"""Characters a fact may have."""


def is_kept(section: str, key: str, value: str) -> bool:
    """May this be remembered at all?"""
    if section not in SECTIONS or not key.strip() or not 0 < len(value.strip()) <= LONGEST or len(key) > LONGEST:
        return False
    return not sensitive.kind(key) and (section == "contacts" or not sensitive.kind(value))


def kept(note: Learn) -> Sequence[Learn]:
    """The note, if what it says may be remembered."""
    return [note] if is_kept(note.section, note.key, note.value) else []


def to_learn(reading: Reading, scene: Scene) -> tuple[Action, ...]:
    """What the message states of the user: to be saved, or why not."""
    stated = [(*_place(key), value) for key, value in reading.learned.items()]
    stated += [("contacts", _saved_as(name, scene), number) for name, number in reading.contacts.items()]
    notes: list[Action] = []
    for section, key, value in stated:
        before = scene.fact(section, key)
        if not is_kept(section, key, value):
            notes.append(Tell("not_kept"))
        elif before is None or before.value != value:
            notes.append(Learn(section, key, value, before=before))
    return tuple(dict.fromkeys(notes))


def _place(key: str) -> tuple[str, str]:
    section, slash, name = key.partition("/")
    return (section, name) if slash and section in SECTIONS else ("profile", key)


def _saved_as(name: str, scene: Scene) -> str:
    """The name a contact has already, however it is spelt now."""
    return next((fact.key for fact in scene.facts if fact.section == "contacts" and same(fact.key, name)), name)


def to_replace(differs: tuple[str, str] | None, scene: Scene) -> Learn | None:
    """The number just given, in the place of the saved one."""
    return Learn("contacts", *differs, before=scene.fact("contacts", differs[0])) if differs else None


def to_undo(changes: Sequence[Change], scene: Scene) -> Restore | None:
    """The last change whose result still stands, taken back."""
    for change in changes:
        now = scene.fact(change.section, change.key)
        if (now.value if now else None) == change.after:
            return Restore(change.section, change.key, change.before)
    return None


def to_forget(reading: Reading, scene: Scene, last: tuple[str, str] | None) -> tuple[Forget, ...]:
    """What "forget that" means: what the message names, else what was learned `last`."""
    if not reading.edits:
        return (Forget(*last, before=scene.fact(*last)),) if last else ()
    contacts = [known for known in scene.known if known.source is Source.CONTACT]
    found = [place for target in reading.edits for place in _named(target, contacts, scene)]
    return tuple(Forget(*place, before=scene.fact(*place)) for place in dict.fromkeys(found))


def _named(target: str, contacts: Sequence[Known], scene: Scene) -> list[tuple[str, str]]:
    """(section, key) of all that goes by this name: a detail of the user, or a contact and what hangs on it."""
    if target in scene.profile:
        return [("profile", target)]
    person = find(target, contacts, scene.aliases)
    names = [target, *([person.name] if person else [])]
    about = [
        (fact.section, fact.key)
        for fact in scene.facts
        if fact.section not in ("profile", "contacts")
        and any(same(part, name) for part in (fact.key, fact.key.rpartition(": ")[0]) for name in names)
    ]
    return ([("contacts", person.name)] if person else []) + about


def without(task: Task, forgotten: Sequence[Forget], *, named: bool) -> Task:
    """The task in hand without what was forgotten; what the user said for it goes only when it was `named`."""
    gone = {(forget.section, forget.key) for forget in forgotten}
    slots = dict(task.slots)
    for slot, key in (("name", "name"), ("delivery_address", "address"), ("callback_number", "phone")):
        if ("profile", key) in gone and slot in slots and (named or slots[slot].source is Source.PROFILE):
            del slots[slot]
    number = slots.get("phone_number")
    if number and ("contacts", task.value("callee")) in gone and (named or number.source is Source.CONTACT):
        del slots["phone_number"]
    return replace(task, slots=slots)
