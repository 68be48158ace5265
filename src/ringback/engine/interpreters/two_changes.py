"""A change that says two things: "actually pepperoni, and two of them", "בעצם ארבעה, ובתשע".

Rules:
1. It is taken apart at its joints, and only when every part changes a value or is a wish; any other part leaves the
   message as it is, to be read as a whole.
2. What says its kind ("at nine", "for six people") is read first; a bare number is then how many, of people or things,
   where the hour is said beside it or "of them" stands behind it. A wish ("without onions") may stand beside a value.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from ringback.engine.interpreters import beside, hebrew, notes, numbers, quantities, sorts
from ringback.engine.interpreters.requests import Slots, fields, value
from ringback.engine.interpreters.text import Text, pattern, trim
from ringback.engine.reading import Situation

Change = Callable[[Text, Situation], tuple[Slots, tuple[str, ...]]]

_LEAD = pattern(
    r"""(?:(?:no|לא)[,.!]+[ ]|(?:actually|wait|sorry|oh|well|hmm|but|and|please|ok|okay|yes|yeah
    |sure|great|perfect|כן|סבבה|אוקיי?|מעולה|בעצם|רגע|סליחה|אה|כן אבל|אבל|בבקשה|אז)[ ,.!]+)*"""
)
_JOINT = re.compile(
    r"[ ,;]+(?:and|but|plus|also) (?:also )?(?:(?:make|change) it )?"
    r"|[ ,;]+ו-?(?:גם )?(?=(?:ב|ל|את ה|אנחנו|נהיה|על שם|בשם|ש?נהיה|שיהיה|שתהיה|פפרוני|ת[א-ת]{3}|רק|אולי|עם |בלי )"
    rf"|(?:שתיים|שתי|{numbers.one_of(numbers.PEOPLE)}|{numbers.one_of(numbers.HOURS)})(?![א-ת]))"
    r"|[,;]? ו(?=(?:גדול|קטנ|בינונ|משפחת)[א-ת]*)|[,;.]+ "
)
_N = rf"(?:\d{{1,3}}|{numbers.one_of({**numbers.ENGLISH, **numbers.PEOPLE, **numbers.HOURS})})"
_BARE = re.compile(
    r"(?:(?:make (?:it|that)|just|only|i (?:want|need)|(?P<us>we(?:'re| are| will be|'ll be)|אנחנו|ש?נהיה)"
    r"|ת?עש[הי](?: את זה)?|רק"
    rf"|שיהיו|שיהיה|אני (?:רוצה|צריכה?)) +)*(?P<n>{_N})"
    r"(?P<them> (?:of (?:them|those|it)|pieces|כאלה|כאלו|מהם|מהן|יחידות))?"
    r"(?: (?:please|instead|בבקשה))*"
)
_TELLS = re.compile(
    r"(?:say|tell|mention|ask|let them know|add)\b|(?:ת?גידי?|תגיד|ת?צייני?|ת?מסרי?|ת?שאלי?|ת?וסיפי?)(?![א-ת])"
)
"""What else is to be said in the call."""
_ALSO = re.compile(r"\band |[, ]ו$")
"""A number behind it is how many: "yes, and two"."""
_POLITE = re.compile(r"[, ]+(?:please|thanks|בבקשה|תודה)[.! ]*$")
_DENIES = re.compile(r"[ ,]+(?:and )?not |[ ,]+ולא |^(?:no, |לא, )?(?:not|לא) (?:(?!but |אלא )[^,])+,")
"""What is wrong stands beside what is right: one change, which is read as a whole."""
_VERBS = re.compile(r"(?:change|set|move|make|update|ת?שנ[הי]|לשנות|ת?עדכני?|ת?זיזי?)(?= )")
_LONGEST, _PARTS = 120, 4


def read(text: Text, situation: Situation, change: Change) -> Slots:
    """The values of all parts; nothing when it has one part, or one that changes no value. `change` reads a part."""
    if len(text.plain) > _LONGEST or "?" in text.plain or _DENIES.search(text.plain):
        return {}
    lead = _LEAD.match(text.plain)
    start = lead.end() if lead else 0
    parts = _parts(Text(text.said[start:], text.plain[start:]))
    if len(parts) == 1 and (only := _BARE.fullmatch(re.sub(r"^ו(?=[א-ת]{3})", "", trim(parts[0].plain)))):
        counts = only["them"] or _ALSO.search(text.plain[: start + 1])
        return _so_many(only["n"], situation) if counts else {}
    if not 1 < len(parts) <= _PARTS:
        return {}
    found: Slots = {}
    bare: list[re.Match[str]] = []
    verb = _VERBS.match(parts[0].plain)
    leads = [text.plain[:start], verb.group() + " " if verb else ""]
    for part in parts:
        number = _BARE.fullmatch(trim(part.plain))
        if number:
            bare.append(number)
            continue
        said = _changed(part, replace(situation, slots={**situation.slots, **found}), change, leads)
        leads[0] = ""
        if not said:
            return {}
        found |= said
    return _with_numbers(found, bare, situation) if found.keys() - {"notes"} or bare else {}


def _parts(text: Text) -> list[Text]:
    parts, start = [], 0
    for joint in _JOINT.finditer(text.plain):
        parts.append(Text(text.said[start : joint.start()], text.plain[start : joint.start()]))
        start = joint.end()
    parts.append(Text(text.said[start:], text.plain[start:]))
    return [part for part in parts if trim(part.said)]


def _changed(part: Text, situation: Situation, change: Change, leads: list[str]) -> Slots:
    """The values a part changes by itself, or behind one of the `leads`, or its wish."""
    polite = _POLITE.search(part.plain)
    part = Text(part.said[: polite.start()], part.plain[: polite.start()]) if polite else part
    against = "בעצם " if re.search("[א-ת]", part.said) else "actually "
    if _TELLS.match(trim(part.plain)):
        said = hebrew.goal(trim(part.said)) if re.search("[א-ת]", part.said) else trim(part.said)
        return {"notes": notes.noted(said, situation)}
    for lead in filter(None, (leads[0], against, leads[1])):
        whole = Text(lead + part.said, lead + part.plain)
        slots = change(whole, situation)[0]
        slots = slots if slots.keys() - {"notes"} else sorts.read(whole, situation) or slots
        if slots and ("notes" not in slots or beside.is_wish(trim(part.plain))):
            return slots
    return {}


def _with_numbers(found: Slots, bare: list[re.Match[str]], situation: Situation) -> Slots:
    """The values with a bare number as how many; nothing where that cannot be told."""
    if not bare:
        return found
    number, *more = bare
    people = number["us"] and "party_size" in fields(situation)
    if more or not (people or number["them"] or found.keys() & {"time", "items"} or "time" not in fields(situation)):
        return {}
    many = _so_many(number["n"], replace(situation, slots={**situation.slots, **found}))
    return found | many if many else {}


def _so_many(number: str, situation: Situation) -> Slots:
    """So many people, or so many of the one thing that is ordered."""
    if "party_size" in fields(situation):
        party = numbers.count(Text(number, number))
        return {"party_size": value(party.said, party.value)} if party else {}
    items = situation.slots.get("items")
    said = quantities.so_many(items.said, number) if items else ""
    return {"items": value(said)} if said else {}
