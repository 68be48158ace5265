"""What cannot be: yesterday, 25:00, a table for nobody, an hour of today that has passed. It is asked about, not taken.

Rules:
1. Only what an errand is for counts: "ask about the order from yesterday" is no day to book.
2. With no clock given nothing has passed but "yesterday".
"""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime

from ringback.engine.interpreters import times
from ringback.engine.interpreters.text import Text, pattern, trim
from ringback.engine.task import SlotValue

PAST = pattern(
    r"""\b(?:yesterday|last (?:night|week|month|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|(?:days?|weeks?) ago)\b
    |(?<![א-ת])(?:אתמול|שלשום|(?:ב?שבוע|ב?חודש|ב?יום [א-ת]+) שעבר|לפני (?:יומיים|שבוע|[א-ת]+ ימים))(?![א-ת])"""
)
_NO_TIME = re.compile(
    r"(?<![\d:.])(?:(?:2[5-9]|24(?=:0*[1-9])|[3-9]\d):\d\d|\d{1,2}:[6-9]\d)(?![\d:])"
    r"|\b(?:at|until|by|around) (?:2[5-9]|[3-9]\d)(?![\d:.]|\s*(?:people|min|percent|%))"
    r"|(?:בשעה|לשעה) ?-?(?:2[5-9]|[3-9]\d)(?!\d)|\b(?:1[3-9]|2[0-4]|0) ?am\b|\b(?:2[5-9]|[3-9]\d|0) ?pm\b"
)
_NOBODY = pattern(
    r"""(?<![\d.,:-])(?:0|zero|no) (?:people|persons?|guests?|diners|of us)\b|\b(?:party|group|table) (?:of
    |for) (?:0|zero|nobody|no one)\b(?!:)
    |(?<![א-ת\d])(?:ל\s?-?\s?)?(?:0|אפס) (?:אנשים|סועדים|איש|אורחים)|(?:שולחן|מקום) ל\s?-?\s?(?:0|אפס
    |אף אחד)(?![\d:])"""
)
_NONE = re.compile(r"(?:for |ל\s?-?\s?)?(?:-\s?\d+|0+|zero|nobody|no one|none|אפס|אף אחד)[.! ]*")
_TODAY = frozenset(
    {
        "today",
        "tonight",
        "this evening",
        "this morning",
        "this afternoon",
        "היום",
        "הערב",
        "הבוקר",
        "הלילה",
        "היום בערב",
    }
)
_NUMERIC = re.compile(r"(?P<a>\d{1,4})[./-](?P<b>\d{1,2})(?:[./-](?P<c>\d{2,4}))?")


def find(
    text: Text,
    slots: Mapping[str, SlotValue],
    wanted: Collection[str],
    at: str | None,
    before: Mapping[str, SlotValue],
) -> dict[str, str]:
    """The slots whose values cannot be → why not.

    `wanted`: the slots the errand has, `before`: what was said in it before; `at`: the user's clock.
    """
    found: dict[str, str] = {}
    now = datetime.fromisoformat(at) if at else None
    said = slots["date"].said if "date" in slots else ""
    if "date" in wanted and PAST.search(text.plain):
        found["date"] = "past_date"
    elif bad := _day(said, now):
        found["date"] = bad
    if "time" in wanted and "time" not in slots and _NO_TIME.search(text.plain):
        found["time"] = "no_such_time"
    elif slots.keys() & {"date", "time"} and has_passed({**before, **slots}, at):
        found["time"] = "past_time"
    nobody = _NOBODY.search(text.plain) or ("party_size" in slots and slots["party_size"].value == "0")
    if "party_size" in wanted and nobody:
        found["party_size"] = "no_people"
    return found


def has_passed(slots: Mapping[str, SlotValue], at: str | None) -> bool:
    """Their hour is one of today that is over by the user's clock `at`; "eight" is over when both eights are."""
    day, time = slots.get("date"), slots.get("time")
    if at is None or day is None or time is None or day.said.lower() not in _TODAY:
        return False
    now, hour = datetime.fromisoformat(at), times.latest(time.value)
    return hour is not None and (5, 0) <= hour < (now.hour, now.minute)


def without(notes: str) -> str:
    """Notes without what cannot be."""
    for form in (PAST, _NO_TIME, _NOBODY):
        notes = form.sub("", notes)
    pieces = (trim(piece) for piece in notes.split(";"))
    return "; ".join(piece for piece in pieces if piece and not _SMALL.fullmatch(piece.lower()))


_SMALL = re.compile(r"(?:at|on|for|in|by|the|to|ב|ל|בשעה|לשעה|ביום)?")


def answer(text: Text, kind: str | None) -> str | None:
    """The code of why this cannot answer a question for that kind of slot."""
    if kind == "count" and _NONE.fullmatch(text.plain):
        return "no_people"
    if kind == "time" and (_NO_TIME.search(text.plain) or re.fullmatch(r"(?:2[5-9]|[3-9]\d)", text.plain)):
        return "no_such_time"
    return "past_date" if kind == "date" and PAST.search(text.plain) else None


def _day(said: str, now: datetime | None) -> str | None:
    """A date in digits that no calendar has, in either order, or that has passed."""
    found = _NUMERIC.fullmatch(said)
    if found is None:
        return _of_month(said)
    a, b, c = (int(part) if part else 0 for part in found.groups())
    year, pairs = (a, [(b, c)]) if a > 31 else (c + 2000 if 0 < c < 100 else c, [(a, b), (b, a)])
    days = [day for first, second in pairs if (day := _date(year or (now.year if now else 2028), second, first))]
    days += [day for first, second in pairs if a > 31 and (day := _date(year, first, second))]
    if not days:
        return "no_such_date"
    return "past_date" if now and year and all(day < now.date() for day in days) else None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HE_MONTHS = ("ינואר", "פברואר", "מר", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר")
_NAMED = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? ב?(?P<month>[a-zא-ת]+)|(?P<first>[a-z]+) (?:the )?(?P<then>\d{1,2})"
)


def _of_month(said: str) -> str | None:
    """A day no month of that name has: "Feb 30"."""
    found = _NAMED.match(said.lower().strip("-ה "))
    name, day = ((found["month"] or found["first"]), int(found["day"] or found["then"])) if found else ("", 1)
    for months in (_MONTHS, _HE_MONTHS):
        month = next((place for place, start in enumerate(months, 1) if name.startswith(start)), None)
        if month and _date(2028, month, day) is None:
            return "no_such_date"
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
