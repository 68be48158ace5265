"""Pure: what an errand that succeeded teaches about the user: what was agreed where, and what they usually want.

Rules:
1. Only what the callee was heard to say was agreed.
2. Nothing is learned from those who treat people, and nothing sensitive from anybody.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ringback.engine import sensitive
from ringback.engine.kept import is_kept
from ringback.engine.task import Outcome, Status, Task

USUAL = ("items", "party_size", "service")
"""Slots that are likely to be the same the next time at the same place."""

_TALK = frozenset({"note", "name"})
"""Keys of facts that are worth nothing later."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """`turn` is the callee's turn that says it, where one does."""

    section: str
    key: str
    value: str
    turn: int | None = None


def from_outcome(task: Task, outcome: Outcome, label: Callable[[str], str]) -> Sequence[Lesson]:
    """What to save; `label` names a fact in the user's language."""
    place = task.said("callee")
    if outcome.status is not Status.SUCCEEDED or task.others or not place or sensitive.treats(place):
        return []
    agreed = [
        fact
        for fact in outcome.facts
        if fact.supported and fact.key not in _TALK and not sensitive.kind(f"{fact.value} {fact.quote or ''}")
    ]
    lessons = [Lesson("preferences", f"{place}: {slot}", task.said(slot)) for slot in USUAL if task.said(slot)]
    if agreed:
        value = ", ".join(f"{label(fact.key)}: {fact.value}" for fact in agreed)
        lessons.insert(0, Lesson("agreed", place, value, agreed[0].turn))
    return [lesson for lesson in lessons if is_kept(lesson.section, lesson.key, lesson.value)]
