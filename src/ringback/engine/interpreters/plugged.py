"""Requests of task types that other packages bring: found by their own verbs, filled by the kinds of their slots."""

from collections.abc import Iterable, Sequence

from ringback.engine.interpreters import english, hebrew, names
from ringback.engine.interpreters.requests import TABLE, Request, Slots, callee, details, spans, value
from ringback.engine.interpreters.text import Text, trim
from ringback.engine.reading import Known
from ringback.engine.task import Language, TaskType

BUILT_IN = frozenset({"phone_call", "booking", "order", "appointment", "inquiry", "message"})
"""Types `english` and `hebrew` read by themselves."""


def read(text: Text, language: Language, kinds: Iterable[TaskType], known: Sequence[Known]) -> Request | None:
    """The request whose verb opens the message; its whole sentence fills the type's first text slot."""
    own_words = hebrew if language == "he" else english
    lead, goal = own_words.LEAD.match(text.plain), own_words.goal
    said = goal(trim(text.said[lead.end() if lead else 0 :]))
    for kind in kinds:
        verbs = kind.verbs.get(language, ()) if kind.name not in BUILT_IN else ()
        if any(said.lower() == verb or said.lower().startswith(f"{verb} ") for verb in verbs):
            fenced = text.fenced(spans(text))
            guess = names.hebrew_place(fenced) if language == "he" else names.place(fenced)
            found: Slots = callee(text, known, guess) | details(text, TABLE)
            wanted = {slot.name for slot in kind.slots}
            first_text = next((slot.name for slot in kind.slots if slot.kind == "text"), None)
            whole = {first_text: value(said)} if first_text else {}
            return Request(kind.name, whole | {name: slot for name, slot in found.items() if name in wanted})
    return None
