"""What is right and what is wrong: "it's Pizza Palace, not Pizza Place", "פפרוני במקום מרגריטה"."""

import re

from ringback.engine.interpreters import names, numbers, requests, times
from ringback.engine.interpreters.requests import Slots, fields, value
from ringback.engine.interpreters.text import Text, trim
from ringback.engine.reading import Situation
from ringback.engine.task import SlotValue

_NOT_THAT = (
    re.compile(r"(?:it'?s|it is|this is|that'?s|that is|זה|זאת) (?P<new>.+?),? (?:and )?(?:not|ולא|לא) (?P<old>.+)"),
    re.compile(r"(?:no,? )?(?:not|i said not|לא) (?P<old>[^,]+?)(?:,| but|,? אלא)+ (?P<new>.+)"),
    re.compile(r"(?P<new>[^,]+?)(?:,| and)* not (?P<old>[^,]+)|(?P<new_he>[^,]+?)(?:,? )ו?לא (?P<old_he>[^,]+)"),
    re.compile(r"(?:no,? |לא,? )?(?:instead of|במקום) (?P<old>[^,]+?),? (?P<new>[^,]+)"),
    re.compile(
        r"(?:no,? |לא,? )?(?:make it |get |order |i want |תעש[הי] )?(?P<new>[^,]+?),? (?:instead of"
        r"|במקום) (?P<old>[^,]+)"
    ),
    re.compile(r"(?:please )?(?:change|replace|switch|swap) (?:the )?(?P<old>.+?) (?:to|with|for|by) (?P<new>.+)"),
    re.compile(r"(?:ת?חלי[ףפ]י?|תחליף|תשני|תשנה|לשנות|להחליף) (?:את )?(?P<old>.+?) (?:ב|ל|ל-|ב-)(?P<new>[^ ].*)"),
)
"""What is wrong and what is right of it."""
_SETS_APART = re.compile(
    r"[^,]{2,}(?:,|,? and|,? but) not (?!now|yet|sure|right|really|today)[^,]+|[^,]+ ולא (?!עכשיו|בטוח|נכון)[^,]+"
    r"|(?:it'?s|it is|זה|זאת) [^,]{2,}, (?:not|לא) (?!now|yet|sure|right|ok|bad|good|really|that)"
    r"(?!תודה|צריך|נכון|עכשיו|חשוב|משנה|בטוח|טוב|רע|נורא)[^,]+"
    r"|(?:not|לא) [\d:]+, ?(?:but |אלא )?[\d:]+|לא (?!תודה|צריך|צריכה|רוצה|נכון|עכשיו|חשוב|משנה|בטוח|יודע|טוב"
    r"|בסדר)[א-ת]{3,}, (?:אלא )?(?!תודה|תבטל|בטל|די|אבל)[א-ת]{3,}"
    r"|(?:not|לא) (?P<kind>[\wא-ת]{3,})(?: [^,]+)?, (?P=kind) .+"
)
"""What is right and what is wrong, of something the plan does not have by that word."""
_CONTENT = ("goal", "items", "question", "message", "service", "notes")
_LONGEST_FIX = 200
CHOSEN = re.compile(r"(?:,? (?:please|instead|בבקשה))+$")
"""Politeness behind what is chosen."""


def is_one(text: Text) -> bool:
    """The message has the form of one."""
    return any(form.fullmatch(trim(text.plain)) for form in _NOT_THAT)


_AMOUNT = r"(?P<n>\d{1,3}|[a-zא-ת]+) (?P<unit>[a-zא-ת]{3,})"
_OTHER_AMOUNT = re.compile(
    rf"(?:(?:no|actually|sorry|wait|make (?:it|that)|i meant?|לא|בעצם|סליחה|התכוונתי ל?|תעש[הי])[ ,.]+)+{_AMOUNT}[.! ]*"
)


def amount(text: Text, situation: Situation) -> Slots:
    """ "Sorry, 20 min": another number of what the text of the errand counts in the same unit."""
    found = _OTHER_AMOUNT.fullmatch(text.plain)
    if found is None or not (found["n"].isdigit() or numbers.number(found["n"])):
        return {}
    for slot in _CONTENT:
        said = situation.slots[slot].said if slot in situation.slots and slot != "items" else ""
        for hit in re.finditer(_AMOUNT, said.lower()):
            counts = hit["n"].isdigit() or numbers.number(hit["n"])
            if counts and hit["unit"][:3] == found["unit"][:3] and hit["n"] != found["n"]:
                return {slot: value(said[: hit.start()] + text.cut(*found.span("n")) + said[hit.end("n") :])}
    return {}


_INSTEAD = re.compile(
    r"(?:no|actually|sorry|wait|rather|לא|בעצם|סליחה|רגע|עדיף)(?:[ ,.]+|$)|\binstead\b|(?<![א-ת])במקום(?![א-ת])"
)
_SMALL = re.compile(
    r"(?:[ ,.!¦-]|\b(?:no|actually|sorry|wait|rather|please|call|try|ask|order|book|it|from|at|with|the"
    r"|instead|let's|do)\b"
    r"|(?<![א-ת])(?:לא|בעצם|סליחה|רגע|עדיף|בבקשה|תתקשר[יו]?|ת?נסי?|תזמיני?|תקבעי?|אל|את|אצל|במקום|[למב]|זה)(?![א-ת]))*"
)


def other_callee(text: Text, situation: Situation) -> Slots:
    """ "Actually call Dana instead": somebody else who is known, with their number; nothing when more is said."""
    found = names.known_name(text, situation.known) if _INSTEAD.search(text.plain) else None
    if found is None or "callee" not in situation.slots or found[0].name == situation.slots["callee"].said:
        return {}
    person, place = found
    if not _SMALL.fullmatch(text.fenced([(place.start, place.end)]).plain):
        return {}
    number = SlotValue(person.phone_number, person.phone_number, person.source)
    return {"callee": SlotValue(person.name, person.name, person.source), "phone_number": number}


def sets_apart(text: Text) -> bool:
    """It says what is right and what is wrong, whether or not the plan has that."""
    return bool(_SETS_APART.fullmatch(trim(text.plain)))


def read(text: Text, situation: Situation) -> Slots:
    """ "It's Pizza Palace, not Pizza Place"."""
    if len(text.plain) > _LONGEST_FIX:
        return {}
    for form in _NOT_THAT:
        found = form.fullmatch(trim(text.plain))
        groups = found.groupdict() if found else {}
        old, new = groups.get("old") or groups.get("old_he"), groups.get("new") or groups.get("new_he")
        if old and new and (people := _people(new, situation)) and numbers.count(Text(old, old)):
            return people
        if not old or not new or (times.find(Text(new, new)) and requests.TIMED & fields(situation)):
            continue
        old, at = trim(old), text.plain.find(new)
        new = trim(CHOSEN.sub("", text.said[at : at + len(new)]))
        for slot, kept in sorted(situation.slots.items(), key=lambda item: item[0] not in _CONTENT):
            said = kept.said.lower()
            if slot in ("callee", "name") and (old in said or said in old):
                return {slot: value(new)}
            bare = re.sub(r"^ה(?=[א-ת]{3})", "", old) if old not in said else old
            there = re.search(rf"(?<![\wא-ת])(ו?){re.escape(bare)}(?![\wא-ת])", said)
            if there and (slot in _CONTENT or (slot == "time" and numbers.number(new.lower()))):
                place, old = there.end(1), bare
                put = kept.said[:place] + new + kept.said[place + len(old) :]
                return {slot: value(put) if slot != "time" else _hour(put)}
    return {}


def _hour(said: str) -> SlotValue:
    """An hour that was put in the place of another: "nine in the evening"."""
    found = [*times.find(Text(said, said.lower())), *times.find(Text(f"at {said}", f"at {said}".lower()))]
    return value(said, found[0].value if found else said)


def _people(said: str, situation: Situation) -> Slots:
    """ "It's for four, not two"."""
    party = numbers.party(Text(said, said)) if "party_size" in fields(situation) else None
    return {"party_size": value(party.said, party.value)} if party else {}
