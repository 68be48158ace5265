"""What a message says of names that are known or are to be known: contacts to save, "them", "there", "as last time".

Rules:
1. A contact is saved only when the message says so, or states whose number it is while nothing else is going on.
2. "Them" is whom the last errand was with; with no errand before, it is nobody, and is asked for.
"""

import re
from collections.abc import Sequence

from ringback import phone
from ringback.engine.interpreters import asides, names
from ringback.engine.interpreters.requests import Request, Slots, value
from ringback.engine.interpreters.text import FENCE, Text, pattern, trim, words
from ringback.engine.matching import same
from ringback.engine.reading import Situation
from ringback.engine.task import SlotValue, Source

_HERE = rf"{FENCE}+"
_SAVE = pattern(
    rf"""(?:please |can you |could you )*(?:save|store|add|remember|keep|note)(?: (?:down|that))?(?: (?:the|this|a
    |new))*
    (?: (?:phone )?number| contact| phone)*(?: (?:of|for|as|called|named|to my contacts))*[ :,]*
    (?:{_HERE} (?:as|for|of|under|is|to) (?P<behind>.+)
    |(?P<name>[^{FENCE}]+?)(?:'s (?:phone |new )?number| to my contacts)?(?: is| as| at| under|:|,|-)* *{_HERE})
    |(?:בבקשה |אפשר )*(?:ת?שמרי?|שמור|לשמור|ת?וסיפי?|להוסיף|ת?זכרי?|לזכור)(?: את)?(?: ה?(?:מספר|טלפון|נייד
    |איש קשר))*(?: של)?[ :,]*
    (?:{_HERE} (?:בתור|של|עבור|תחת) (?P<he_behind>.+)|(?P<he>[^{FENCE}]+?)(?: לאנשי הקשר)?(?: הוא|:|,|-)* *{_HERE})"""
)
_IS = pattern(
    rf"""(?:(?P<name>[^{FENCE}]+?)'s (?:phone |cell |mobile |new )*(?:number|phone|cell)(?: is|:)? *{_HERE}
    |(?:the )?(?:phone )?number (?:of|for) (?P<of>[^{FENCE}]+?)(?: is|:)? *{_HERE}
    |ה(?:מספר|טלפון|נייד) (?:החדש )?של (?P<he>[^{FENCE}]+?)(?: הוא|:)? *{_HERE})"""
)
_THEM = pattern(
    r"""\b(?:call|phone|ring|dial|ask|tell|with|from|at|let|inform|remind|notify|thank) (?:them|him|her|there)\b
    |\bthere\b
    |(?<![א-ת])(?:אליהם|אליו|אליה|אליהן|להם|לו|לה|להן|איתם|איתו|איתה|לשם|שם|מהם|מהן|ממנו|ממנה|אצלם|אצלו|אצלה
    |אותם)(?![א-ת])"""
)
_CALLBACK = re.compile(
    r"(?:\b(?:call(?:ing)? me(?: back)?|reach me|call back|callback(?: number)?|get back to me)(?: at| on| is|:)?"
    r"|(?:חזר[הו] ?(?:אליי?|ל)|יחזרו אליי?|להתקשר אליי?|לחזרה)(?: (?:ל|ב)?מספר)?(?: ל| ב)?-?) *$"
)
_SAME = pattern(
    r"""(?P<one>.+?) (?:is (?:also |the same as |called )?|= ?|(?:זה|זאת|היא|הוא|הם)(?: גם| אותו דבר כמו| בעצם)? )
    (?P<other>.+)"""
)
_NO_NAME = words("what who where which when how this that it he she they there here מה מי איפה מתי איך כמה זה")
_HEBREW = re.compile(r"[א-ת]")
_CONTENT = ("message", "question", "goal", "items")


def to_save(fenced: Text, dialled: Sequence[phone.Found], situation: Situation) -> dict[str, str]:
    """The contact a message asks to save: name to E.164. Its number stands fenced in the text."""
    numbers = {hit.number.e164 for hit in dialled if hit.number.callable and hit.number.e164}
    if len(numbers) != 1:
        return {}
    found = _SAVE.fullmatch(trim_end(fenced.plain))
    if found is None and situation.task_type is None:
        found = _IS.fullmatch(trim_end(fenced.plain))
    if found is None:
        return {}
    start, end = next(found.span(name) for name, said in found.groupdict().items() if said)
    name = re.sub(r"^ל-?(?=[א-ת]{3})|^(?:the|my) | של(?:י|נו)$", "", fenced.cut(start, end), flags=re.IGNORECASE)
    return {name: numbers.pop()} if name and len(name.split()) <= 5 else {}


def other_name(text: Text, situation: Situation) -> dict[str, str]:
    """What a message says is another name of somebody known, in the other script: that name to the known one."""
    found = _SAME.fullmatch(trim_end(text.plain))
    if found is None or situation.task_type is not None or "?" in text.plain or found["one"] in _NO_NAME:
        return {}
    one, other = text.cut(*found.span("one")), text.cut(*found.span("other"))
    if bool(_HEBREW.search(one)) == bool(_HEBREW.search(other)):
        return {}
    known = {name: next((k for k in situation.known if same(k.name, name)), None) for name in (one, other)}
    contacts = [name for name, person in known.items() if person and person.source is Source.CONTACT]
    named = [*contacts, *(name for name, person in known.items() if person)]
    return {one if named[0] == other else other: named[0]} if named else {}


def trim_end(plain: str) -> str:
    return plain.rstrip(" .!,")


def bare_name(text: Text, situation: Situation) -> Request | None:
    """A message that is a known name and nothing else."""
    found = names.known_name(text, situation.known)
    if found is None or trim(text.fenced([(found[1].start, found[1].end)]).said):
        return None
    return Request("phone_call", {"callee": value(found[0].name)})


def whom(text: Text, situation: Situation) -> Slots:
    """Whom "them" and "there" mean: the callee of the last errand."""
    last = next((past for past in situation.past if "phone_number" in past.slots), None)
    if last is None or not points_back(text):
        return {}
    found = {key: last.slots[key] for key in ("callee", "phone_number") if key in last.slots}
    return {key: SlotValue(slot.value, slot.said, Source.PAST_CALL) for key, slot in found.items()}


def points_back(text: Text) -> bool:
    return bool(_THEM.search(text.plain))


def as_before(text: Text, slots: Slots, situation: Situation) -> Slots | None:
    """The slots of a request that is to be as last time, without the words that say so; None for any other."""
    mark = asides.as_before(text.plain)
    if mark is None or not situation.past:
        return None
    rest = {key: slot for key, slot in slots.items() if trim(slot.said.lower().replace(mark.group(), ""))}
    inside = any(mark.group() in rest[key].said.lower() for key in _CONTENT if key in rest)
    return None if inside else rest


def callback(text: Text, dialled: Sequence[phone.Found]) -> tuple[Slots, list[phone.Found]]:
    """The number they shall call back, and the others."""
    back = [hit for hit in dialled if _CALLBACK.search(text.plain[: hit.start].rstrip("ל-ב "))]
    back += [hit for hit in dialled if hit not in back and _CALLBACK.search(text.plain[: hit.start])]
    if len(dialled) < 2 or not back or len(back) == len(dialled):
        return {}, list(dialled)
    said = text.said[back[0].start : back[0].end]
    return {"callback_number": value(said, back[0].number.e164)}, [hit for hit in dialled if hit not in back]
