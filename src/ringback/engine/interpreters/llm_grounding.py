"""Pure: a model's answer as a `Reading`, as far as the user's own message bears it out.

Rules:
1. What is not in the message is dropped: a number must stand there digit for digit, names, days, times and counts word
   for word, free text by its words. Canonical values are made here, by the rules; the model's are never taken.
2. What the rules read in a message can only be made safer: their numbers, refusals and what they learned stay, and a
   plan they would take back is not left standing because a model saw mere talk.
3. An answer that bears nothing out is none: then the offline reading is used.
"""

import math
import re
from collections.abc import Iterable, Mapping

from ringback import phone
from ringback.engine.interpreters import numbers, times
from ringback.engine.interpreters import text as texts
from ringback.engine.interpreters.llm_answer import Answer, Kinds
from ringback.engine.interpreters.llm_certainty import forms
from ringback.engine.interpreters.text import Text, trim
from ringback.engine.reading import Act, Reading, Situation
from ringback.engine.task import SlotKind, SlotValue

_WORD = re.compile(r"[^\W_]+(?:['\"][^\W_]+)*")
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
_ACTS: Mapping[str, Act] = {
    "request": Act.REQUEST,
    "inform": Act.INFORM,
    "status": Act.STATUS,
    "help": Act.HELP,
    "greeting": Act.GREETING,
    "refuse": Act.REFUSE,
    "other": Act.OTHER,
}
_TALK = frozenset({Act.STATUS, Act.HELP, Act.GREETING, Act.OTHER})
_SHORT: Mapping[SlotKind, int] = {"name": 8, "date": 8, "time": 8, "count": 4}
"""Words of a value that stands in the message as it is."""

_LINKS = texts.words(
    "a an the to of for at on in and or if is are it they my our me them him her by from with that whether about "
    "את של על עם אל אם או ו לי לו לה להם כי ש אצל שם".translate(_FINALS)
)
"""Words a rephrased goal may add. No "not" among them."""


def ground(answer: Answer, message: str, situation: Situation, first: Reading, kinds: Kinds) -> Reading | None:
    """The reading, or None for an answer that is of no use. `first` is what the rules read."""
    act, text = _ACTS[answer.act], texts.read(message)
    if act is Act.REFUSE:
        return Reading(act, first.language, refusal=answer.refusal) if answer.refusal else None
    changes = bool(first.slots or first.edits or first.learned)
    if act in _TALK:
        return None if changes else Reading(act, first.language)
    task_type = answer.task_type if act is Act.REQUEST else situation.task_type
    if act is Act.REQUEST and task_type not in kinds:
        return None
    slots = _slots(answer, text, situation, first, kinds.get(task_type or "", {}))
    edits = tuple(dict.fromkeys(name for name in answer.change if name in situation.slots and name not in slots))
    if not slots and not edits and not first.learned:
        return None
    return Reading(
        act,
        first.language,
        task_type if act is Act.REQUEST else first.task_type,
        slots,
        tuple(dict.fromkeys((*edits, *first.edits))),
        first.refusal,
        first.learned,
    )


def _slots(
    answer: Answer, text: Text, situation: Situation, first: Reading, kinds: Mapping[str, SlotKind]
) -> dict[str, SlotValue]:
    own = set(first.learned.values())
    numbers_said = [
        (text.said[hit.start : hit.end], hit.number.e164)
        for hit in phone.extract(text.said, situation.region, situation.countries)
        if hit.number.callable and hit.number.e164 and hit.number.e164 not in own
    ]
    found: dict[str, SlotValue] = {}
    for marked in answer.slots:
        kind = kinds.get(marked.slot)
        if kind == "phone" or kind is None or marked.slot in found:
            continue
        value = _value(marked.slot, trim(texts.read(marked.words).said), kind, text, situation)
        if value is not None:
            found[marked.slot] = value
    said_number = next((marked.words for marked in answer.slots if kinds.get(marked.slot) == "phone"), None)
    for name in (name for name, kind in kinds.items() if kind == "phone"):
        if name in first.slots:
            found[name] = first.slots[name]
        elif said_number:
            meant = phone.check(said_number, situation.region, situation.countries).e164
            hit = next((hit for hit in numbers_said if hit[1] == meant), None)
            if hit is not None:
                found[name] = SlotValue(str(hit[1]), hit[0])
    return found


def _value(slot: str, words: str, kind: SlotKind, text: Text, situation: Situation) -> SlotValue | None:
    """The slot's value, or None when the message does not say it."""
    if not words:
        return None
    if kind == "text":
        return SlotValue(words, words) if _borne_out(words, text) else None
    if len(words.split()) > _SHORT.get(kind, 0):
        return None
    said = _as_it_stands(words, text)
    if said is None:
        return _known(words, text, situation) if slot == "callee" else None
    match kind:
        case "count":
            count = numbers.count(texts.read(said))
            return SlotValue(count.value, said) if count else None
        case "date" | "time":
            when = next((when for when in times.find(text) if when.kind == kind and when.said == said), None)
            return SlotValue(when.value if when else said, said)
        case _:
            return SlotValue(said, said)


def _as_it_stands(words: str, text: Text) -> str | None:
    """The words where they stand in the message one after another, as it writes them."""
    wanted = _WORD.findall(texts.read(words).plain)
    there = list(_WORD.finditer(text.plain))
    for at in range(len(there) - len(wanted) + 1):
        run = there[at : at + len(wanted)]
        if wanted and all(word in forms(hit.group()) for word, hit in zip(wanted, run, strict=True)):
            glued = len(run[0].group()) - len(wanted[0]) if run[0].group().endswith(wanted[0]) else 0
            return text.cut(run[0].start() + glued, run[-1].end())
    return None


def _known(words: str, text: Text, situation: Situation) -> SlotValue | None:
    """A known name that shares a word with the message."""
    spoken = {form for word in _WORD.findall(text.plain) for form in forms(word) if len(word) > 2}
    for known in situation.known:
        if known.name == words and spoken & set(_WORD.findall(texts.read(known.name).plain)):
            return SlotValue(known.name, known.name)
    return None


def _borne_out(words: str, text: Text) -> bool:
    """True when every word of a phrase is one of the message, or a form of one."""
    spoken = _WORD.findall(text.plain.translate(_FINALS))
    return all(_related(word, spoken) for word in _WORD.findall(texts.read(words).plain.translate(_FINALS)))


def _related(word: str, spoken: Iterable[str]) -> bool:
    if word in _LINKS:
        return True
    if any(letter.isdigit() for letter in word):
        return any(forms(word) & forms(other) for other in spoken)
    size = max(3, math.ceil(0.6 * len(word)))
    parts = {word[at : at + size] for at in range(max(1, len(word) - size + 1))}
    return any(forms(word) & forms(other) or any(part in other for part in parts) for other in spoken)
