"""Pure: which day somebody means who says "tonight", "on Thursday", "5.12" or "December 5", given the day they say it.

Rules:
1. A weekday is the next one, never today. A day of a month without a year is the next such day.
2. What may be more than one day is none; "next Sunday" is the coming one only to whom it need not be certain, for it is
   shown before anything is done.
"""

import re
from datetime import date, timedelta

_AFTER_TOMORROW = re.compile(r"day after tomorrow|מחרתיים")
_TOMORROW = re.compile(r"tomorrow|(?<![א-ת])ל?מחר(?![א-ת])")
_TODAY = re.compile(
    r"today|tonight|this (?:morning|afternoon|evening)|(?<![א-ת])[לב]?(?:היום|הערב|הלילה|הבוקר)(?![א-ת])"
)
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?\b")
_HE_WEEKDAY = re.compile(r"(?<![א-ת])[בל]?(?:יום )?(שני|שלישי|רביעי|חמישי|שישי|שבת|ראשון|[אבגדהו]')(?![א-ת])")
_WEEKDAYS = {name: at for at, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_WEEKDAYS |= {"שני": 0, "שלישי": 1, "רביעי": 2, "חמישי": 3, "שישי": 4, "שבת": 5, "ראשון": 6}
_WEEKDAYS |= {"ב'": 0, "ג'": 1, "ד'": 2, "ה'": 3, "ו'": 4, "א'": 6}
_NEXT_WEEK = re.compile(r"\bnext week\b|שבוע הבא")
_NEXT = re.compile(r"\bnext\b|הבאה?(?![א-ת])")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NUMERIC = re.compile(r"(?<![\d.:/])(\d{1,2})[./](\d{1,2})(?:[./](\d{2,4}))?(?![\d.:/])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HE_MONTHS = (
    "ינואר",
    "פברואר",
    "מרץ",
    "אפריל",
    "מאי",
    "יוני",
    "יולי",
    "אוגוסט",
    "ספטמבר",
    "אוקטובר",
    "נובמבר",
    "דצמבר",
)
_NAMED = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{'|'.join(_MONTHS)})"
    rf"|(?P<month2>{'|'.join(_MONTHS)})[a-z]* (?:the )?(?P<day2>\d{{1,2}})(?!\d)"
    rf"|(?P<day3>\d{{1,2}}) ב?(?P<month3>{'|'.join(_HE_MONTHS)})"
)


def day(said: str, today: date, *, certain: bool = True) -> date | None:
    """The one day that is meant, said on `today`; None when none is, or it is not `certain`."""
    words = said.lower()
    if iso := _ISO.search(words):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if numeric := _NUMERIC.search(words):
        year = int(numeric[3]) if numeric[3] else 0
        return _dated(today, int(numeric[2]), int(numeric[1]), year + 2000 if 0 < year < 100 else year)
    if named := _NAMED.search(words):
        month = named["month"] or named["month2"] or named["month3"]
        place = _HE_MONTHS.index(month) if month in _HE_MONTHS else _MONTHS.index(month)
        return _dated(today, place + 1, int(named["day"] or named["day2"] or named["day3"]), 0)
    if _AFTER_TOMORROW.search(words):
        return today + timedelta(days=2)
    if _TOMORROW.search(words):
        return today + timedelta(days=1)
    if _TODAY.search(words):
        return today
    weekday = _WEEKDAY.search(words) or _HE_WEEKDAY.search(words)
    if weekday and not _NEXT_WEEK.search(words) and not (certain and _NEXT.search(words)):
        return today + timedelta(days=(_WEEKDAYS[weekday[1]] - today.weekday()) % 7 or 7)
    return None


def _dated(today: date, month: int, of_month: int, year: int) -> date | None:
    found = _date(year or today.year, month, of_month)
    if found is not None and not year and found < today:
        return _date(today.year + 1, month, of_month)
    return found


def _date(year: int, month: int, of_month: int) -> date | None:
    try:
        return date(year, month, of_month)
    except ValueError:
        return None
