"""What a change says beside its values: wishes in clauses of their own, and the part of the day a bare hour keeps."""

import re

from ringback.engine.interpreters import notes, requests, times
from ringback.engine.interpreters.requests import Slots, value
from ringback.engine.interpreters.text import FENCE, Text, pattern, trim
from ringback.engine.reading import Situation
from ringback.engine.task import SlotValue

_APART = re.compile(
    rf"[{FENCE},;]+|[.!]+(?= |$)|\b(?:and|but|also|plus|with me|please|thanks)\b"
    rf"|(?<![א-ת])(?:וגם|גם|אבל|בבקשה|תודה)(?![א-ת])"
)
_WISH = pattern(
    r"""(?:with(?:out)?|near|next to|by the|close to|far from|away from|facing|outside|outdoors?|inside|indoors?|on the
    |in (?:the|a) (?!name|restaurant|place)|an? (?:quiet|high|baby|window|corner|private|separate|big|round|nice)
    |(?:we|i)(?:'ll|'d)? (?:also )?(?:need|want|like))\b.*
    |ו?(?:ליד|על יד|צמוד|קרוב|רחוק|מול|עם|בלי|ללא|בחוץ|בפנים|במרפסת|בגינה|בפינה|בחצר|צריכים|צריכה?|רוצים)(?![א-ת]).*"""
)
_EDGE = re.compile(r"(?: (?:at|on|for|in|to|under|ב|ל))+$")
_PART = pattern(
    r"""(?: (?:in the (?:morning|afternoon|evening)|at night)| ?[ap]\.?m\.?
    | (?:בבוקר|בערב|בצהריים|בצהרים|אחר הצהריים|אחרי הצהריים|בלילה))$"""
)


def is_wish(said: str) -> bool:
    """A clause without a value of its own that begins like a wish."""
    return bool(_WISH.fullmatch(said))


def kept(found: Slots, text: Text, situation: Situation) -> Slots:
    """The values of a change with what else it wishes as notes, and its time in the old part of the day."""
    if "time" in found and "time" in situation.slots:
        found = found | {"time": _same_part(found["time"], situation.slots["time"])}
    if "notes" in found or not found.keys() & {"party_size", "date", "time", "name"}:
        return found
    wishes = _wishes(text)
    return found | ({"notes": notes.noted("; ".join(wishes), situation)} if wishes else {})


def _wishes(text: Text) -> list[str]:
    """The clauses without a value of their own that begin like a wish."""
    text = text.fenced([*requests.spans(text), *((when.start, when.end) for when in times.find(text))])
    edges = [0, *(place for hit in _APART.finditer(text.plain) for place in hit.span()), len(text.plain)]
    pieces = [text.cut(*edges[at : at + 2]) for at in range(0, len(edges), 2)]
    return [_EDGE.sub("", trim(piece)) for piece in pieces if is_wish(piece.lower())]


def _same_part(new: SlotValue, old: SlotValue) -> SlotValue:
    """ "At nine" in the place of "8:30 in the evening" is nine in the evening."""
    part = _PART.search(old.said.lower())
    if part is None or re.fullmatch(r"\d\d:\d\d", new.value) or not re.fullmatch(r"\d\d:\d\d", old.value):
        return new
    said = new.said + old.said[part.start() :]
    found = times.find(Text(f"at {said}", f"at {said}".lower())) or times.find(Text(said, said.lower()))
    return value(said, found[0].value) if found and re.fullmatch(r"\d\d:\d\d", found[0].value) else new


_OF_DAY = (
    (re.compile(r"\bafternoon\b|אחרי? הצהריי?ם"), 12, 18),
    (re.compile(r"\b(?:lunch|noon|midday)\b|צהריי?ם"), 11, 16),
    (re.compile(r"\b(?:morning|breakfast|brunch)\b|בוקר"), 0, 12),
    (re.compile(r"\b(?:evening|tonight|dinner|night)\b|ערב|הלילה|בלילה"), 17, 24),
)


def clashes(found: Slots, situation: Situation) -> bool:
    """The new day names a part of it that the old hour is not in: "Friday at noon", and eight in the evening."""
    old = situation.slots.get("time")
    if old is None or "date" not in found or "time" in found or not re.fullmatch(r"\d\d:\d\d", old.value):
        return False
    part = next(((at, to) for form, at, to in _OF_DAY if form.search(found["date"].said.lower())), (0, 24))
    return not part[0] <= int(old.value[:2]) < part[1]


_NO_NOTES = re.compile(
    r"(?:(?:please|and|but) )*(?:no|without|remove|delete|drop|clear|skip|forget)(?: the| any| all| those)* notes?"
    r"|(?:בלי|ללא|אין|ת?מחקי?|למחוק|תורידי?|להוריד)(?: את)? (?:כל )?ה?הערות?"
)
_ONLY = re.compile(r"(?:just|only|ו?רק)(?: an?| the)? (?P<thing>\S.*)")
_CONTENT = ("service", "items", "goal")


def only(text: Text, situation: Situation) -> tuple[Slots, tuple[str, ...]] | None:
    """ "No notes" and "just a haircut": less than the plan says, where it says that and more."""
    said = trim(re.sub(r",? (?:please|בבקשה)$", "", trim(text.said)))
    if _NO_NOTES.fullmatch(said.lower()):
        return {}, ("notes",)
    found = _ONLY.fullmatch(said.lower())
    thing = said[found.start("thing") :] if found else ""
    for slot in _CONTENT if thing else ():
        if slot in situation.slots and set(thing.lower().split()) <= set(
            re.findall(r"[^\s,.;]+", situation.slots[slot].said.lower())
        ):
            return ({} if slot == "goal" else {slot: value(thing)}), ()
    return None
