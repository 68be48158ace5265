"""Times and dates as people say them: the words are kept, a clock time is added where it is certain.

Rules:
1. `said` is the user's own phrase without its preposition, unless that is "after" or "before"; the phone call uses it.
   `value` is "19:30" when the half of the day is known, else the phrase: "seven" alone may be either.
2. A number is a time only where it reads as one: after "at", "by", "ב", "בשעה", with am/pm, a colon, a part of the day.
3. "In two hours" is both a day and a time; "in two days" is a day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ringback.engine.interpreters.numbers import ENGLISH, HOURS, number, one_of
from ringback.engine.interpreters.text import Text, read

Kind = Literal["date", "time"]


@dataclass(frozen=True, slots=True)
class When:
    """A span with its preposition; `said` and `value` without."""

    kind: Kind
    start: int
    end: int
    said: str
    value: str


_N = rf"(?:\d{{1,3}}|an?|{one_of(ENGLISH)}|couple of|few|half an)"
_EN_HOUR = rf"(?:{one_of({w: n for w, n in ENGLISH.items() if 0 < n < 13})}|[01]?\d|2[0-3])"
_EN_MINUTE = r"(?:(?::|\.)[0-5]\d|[ -](?:thirty|fifteen|forty[ -]five|twenty|ten))"
_EN_PART = r"(?:in the (?:early )?(?:morning|afternoon|evening)|at night|this (?:morning|afternoon|evening)|tonight)"
_HALF = r"(?:am|pm|a\.m\.?|p\.m\.?)"
_CLOCK = r"(?:o ?['\"]? ?clock)"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_DAY = r"(?:(?:sun|mon|tues|wednes|thurs|fri|satur)day|sun|mon|tue|tues|wed|thu|thurs|fri|sat)"
_NTH = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth"
    r"|(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))"
)
_SPAN = r"(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?)"

_EN_RELATIVE = re.compile(rf"\b(?:in {_N} {_SPAN}|{_N} {_SPAN} from now)\b")
_EN_DATE = re.compile(
    rf"\b(?:(?:on|for|by|until|from|to) )?(?P<said>(?:"
    rf"(?:the )?day after tomorrow|(?:today|tomorrow|tonight|yesterday)(?: (?:morning|noon|afternoon|evening|night))?"
    rf"|this (?:morning|afternoon|evening)|(?:the |this |next )weekend|next (?:week(?:,? (?:on )?{_DAY})?|month)"
    rf"|(?:(?:this|next|coming|the coming) )?{_DAY}(?: (?:this|next) week)?"
    rf"(?: (?:morning|noon|afternoon|evening|night))?(?:,? the {_NTH})?"
    r"|(?:christmas|new year'?s?|passover|easter)(?: (?:eve|day))?|thanksgiving|(?:valentine|mother|father)'?s day"
    rf"|(?:the )?{_NTH} of (?:{_MONTH}|this month|next month)|{_MONTH}\.? (?:the )?{_NTH}(?:,? \d{{4}})?"
    rf"|{_MONTH}\.? \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?|the \d{{1,2}}(?:st|nd|rd|th)"
    rf"|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"))(?![\w:])"
)
_EN_PREPOSITION = r"(?:at|by|around|about|for|from|until|till|to|a)"
_NO_HOUR = (
    r"(?![\w:/]|[.,]\d|[ -](?:\d|people|persons?|guests|of|street|st\b|avenue|ave|road|rd|times|pizzas?|dollars"
    r"|shekels))"
)
_NO_NOUN = (
    r"(?! (?!(?:please|pl[sz]|instead|then|and|or|but|if|not|for|at|on|in|by|to|with|under|thanks|thank|sharp"
    rf"|today|tomorrow|tonight|the|this|next|{_DAY}|{_MONTH})\b)[a-z])"
)
"""Behind it a number counts something: "make it three baguettes"."""
_MAKE_IT = r"(?:make it|(?:move|push|shift|bump|put|change|bring) (?:it|that|this)(?: back| up| forward| off)? to)"
_EN_TIMES = (
    re.compile(
        rf"\b(?:some ?time )?(?P<said>between {_EN_HOUR}{_EN_MINUTE}?(?: ?{_HALF})?"
        rf" and {_EN_HOUR}{_EN_MINUTE}?(?: ?{_HALF})?){_NO_HOUR}"
    ),
    re.compile(
        rf"\b(?:at |for |by |around )?(?P<said>(?P<half>half) (?P<h>{_EN_HOUR})(?: (?P<part>{_EN_PART}))?)"
        r"(?! (?:an?|of|the)\b)(?!\w)"
    ),
    re.compile(
        rf"\b(?:{_EN_PREPOSITION} )?(?P<said>(?:a )?(?:(?P<half>half past|quarter past|quarter to|ten past|twenty past"
        rf"|ten to|twenty to) )(?P<h>{_EN_HOUR})(?: ?(?P<ap>{_HALF}))?(?: (?P<part>{_EN_PART}))?)(?!\w)"
    ),
    re.compile(
        rf"\b(?:{_EN_PREPOSITION} )?(?P<said>(?P<h>{_EN_HOUR})(?P<m>{_EN_MINUTE})?"
        rf"(?: ?(?P<ap>{_HALF})(?!\w)| ?{_CLOCK}(?: (?P<part>{_EN_PART}))?| (?P<part2>{_EN_PART})))(?!\w)"
    ),
    re.compile(r"(?:\b(?:around|about|by|at) )?(?<![\d:.])(?P<said>(?P<h>[01]?\d|2[0-3])(?P<m>:[0-5]\d))(?![\d:])"),
    re.compile(
        r"\b(?:at|by|around|until|till|before|after) (?:about )?"
        rf"(?P<said>(?P<h>{_EN_HOUR})(?P<m>{_EN_MINUTE})?){_NO_HOUR}"
    ),
    re.compile(rf"\b{_MAKE_IT} (?:about )?(?P<said>(?P<h>{_EN_HOUR})(?P<m>{_EN_MINUTE})?){_NO_HOUR}{_NO_NOUN}"),
    re.compile(rf"\b(?:at |around |about |by )?(?P<said>(?P<h>{_EN_HOUR})(?P<m>{_EN_MINUTE})? ?-?ish)(?!\w)"),
    re.compile(
        rf"(?:(?<=\btonight )|(?<=\btomorrow )|(?<=\btoday )|(?<=day ))"
        rf"(?P<said>(?P<h>[1-9]|1[0-2])){_NO_HOUR}(?= *(?:$|[,;!]))"
    ),
    re.compile(rf"\bfor (?P<said>(?P<h>{_EN_HOUR})(?P<m>[ -](?:thirty|fifteen|forty[ -]five))){_NO_HOUR}"),
    re.compile(r"\b(?:at |by |around )?(?P<said>noon|midday|midnight)\b"),
)

_HE_HOUR = rf"(?:{one_of(HOURS)}|[01]?\d|2[0-3])"
_HE_MINUTE = r"(?::[0-5]\d| וחצי| ורבע| ועשרים(?: וחמש)?(?: דקות)?| ועשר(?: דקות| דקות)?| ועשרה| וחמישה| וחמש דקות)"
_HE_PART = r"(?:לפנות בוקר|בבוקר|בצהריים|בצהרים|אחר הצהריים|אחרי הצהריים|אחה\"צ|בערב|בלילה|הערב|הלילה)"
_HE_MONTH = r"(?:ינואר|פברואר|מרץ|מרס|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר)"
_HE_DAY = r"(?:ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת|א'|ב'|ג'|ד'|ה'|ו')"
_HE_N = rf"(?:\d{{1,3}}|{one_of(HOURS)}|שני|שלושה|ארבעה|חמישה|שישה|כמה)"

_HE_RELATIVE = re.compile(
    r"(?<![א-ת])(?:בעוד|עוד) (?:שעה|שעתיים|חצי שעה|רבע שעה|יומיים|שבוע|שבועיים"
    rf"|{_HE_N} (?:דקות|שעות|ימים|שבועות))(?![א-ת])"
)
_HE_DATE = re.compile(
    rf"(?<![א-ת\d])(?:[לבמ]-?|עד )?(?P<said>(?:"
    rf"(?:היום|מחר|מחרתיים|אתמול)(?: {_HE_PART})?|הערב|הלילה|הבוקר"
    rf"|יום {_HE_DAY}(?: (?:הזה|הקרוב|הבא|ב?שבוע הבא))?(?: {_HE_PART})?"
    rf"|(?<=[לבמ])(?:ראשון|שלישי|רביעי|חמישי|שישי)(?! לציון)(?: (?:הזה|הקרוב|הבא))?(?: {_HE_PART})?"
    rf"|(?:ה-?)?(?:\d{{1,2}}|{_HE_DAY}|שביעי|שמיני|תשיעי|עשירי|עשרים(?: ו[א-ת]+)?|{one_of(HOURS)}) לחודש(?: הבא)?"
    r"|(?:מוצאי שבת|מוצ\"ש|סוף השבוע|סופ\"ש|שבת(?! (?:עם|על|ליד|בחוץ|ב(?!בוקר|צהר|ערב|לילה|שעה)[א-ת])))"
    r"(?: (?:הזאת|הקרובה|הבאה))?"
    rf"(?: {_HE_PART})?|שבוע הבא(?:,? ב?יום {_HE_DAY})?|חודש הבא|ה?-?\d{{1,2}} ב{_HE_MONTH}(?: \d{{4}})?"
    r"|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?))(?![א-ת\d:])"
)
_HE_PREPOSITION = (
    r"(?:(?:בסביבות|סביבות|בשעה|לשעה|משעה|שעה|עד השעה|עד|אחרי|לפני|לערך ב)[ -]?(?:השעה )?-?|[לבמ]\s?-?\s?|מה-?|ה-)"
)
_HE_TIMES = (
    re.compile(
        rf"(?<![א-ת])(?P<said>בין (?:השעות )?{_HE_HOUR}{_HE_MINUTE}?(?: ל-?| ?- ?)"
        rf"{_HE_HOUR}{_HE_MINUTE}?(?: {_HE_PART})?)(?![א-ת\d:./])"
    ),
    re.compile(
        rf"(?<![א-ת\d]){_HE_PREPOSITION}?(?P<said>רבע ל-?(?P<h>{_HE_HOUR})(?: (?P<part>{_HE_PART}))?)(?![א-ת\d:])"
    ),
    re.compile(
        r"(?<![\d:.])[לבמ]?-?(?P<said>(?P<h>[01]?\d|2[0-3])(?P<m>:[0-5]\d)(?: (?P<part>" + _HE_PART + r"))?)(?![\d:])"
    ),
    re.compile(
        rf"(?<![א-ת\d]){_HE_PREPOSITION}?(?P<said>(?P<h>{_HE_HOUR})(?:(?P<m>{_HE_MINUTE})(?: (?P<part>{_HE_PART}))?"
        rf"| (?P<part2>{_HE_PART})))(?![א-ת\d:])"
    ),
    re.compile(
        rf"(?<![א-ת\d])(?:(?:בשעה|לשעה|בסביבות|סביבות|עד השעה) -?|ב\s?-?\s?|ל(?=[א-ת]))(?P<said>(?P<h>{_HE_HOUR}))"
        rf"(?![א-ת\d:./]|-\d| (?:ב{_HE_MONTH}|אנשים|סועדים|איש|דקות|שעות|ימים|שקל|ש\"ח|פיצות|יחידות|נפשות|אורחים))"
    ),
    re.compile(
        rf"(?<![א-ת\d])(?:אחרי|לפני) (?P<said>(?P<h>{_HE_HOUR}))"
        r"(?![א-ת\d:./]|-\d| (?!(?:אם|או|על|עם|אצל|אפשר)(?![א-ת])|[בלוש])[א-ת])"
    ),
    re.compile(r"(?<![א-ת])ב?(?P<said>חצות)(?![א-ת])"),
)


class _Forms(NamedTuple):
    relative: re.Pattern[str]
    date: re.Pattern[str]
    times: tuple[re.Pattern[str], ...]


_ENGLISH = _Forms(_EN_RELATIVE, _EN_DATE, _EN_TIMES)
_HEBREW = _Forms(_HE_RELATIVE, _HE_DATE, _HE_TIMES)
_HOUR = re.compile(r"(\?)?(\d{1,2}):(\d\d)")
_DAYS = re.compile(r"day|week|month|year|יומיים|ימים|שבוע")
_OPEN = re.compile(r"(?:\b(?:after|before)|(?<![א-ת])(?:אחרי|לפני)(?: השעה)?) $")
_DIGIT, _LETTER, _HE_LETTER = re.compile(r"\d"), re.compile("[a-z]"), re.compile("[א-ת]")
_MORNING = re.compile(r"am|a\.m|morning|בוקר")
_LATER = re.compile(r"pm|p\.m|afternoon|evening|night|ערב|צהרי|אחה\"צ|לילה")
_MINUTES = {"thirty": 30, "fifteen": 15, "twenty": 20, "ten": 10, "וחצי": 30, "ורבע": 15, "ועשרים": 20, "ועשר": 10}
_HALVES = {
    "half": 30,
    "half past": 30,
    "quarter past": 15,
    "quarter to": -15,
    "ten past": 10,
    "twenty past": 20,
    "ten to": -10,
    "twenty to": -20,
}


def find(text: Text) -> list[When]:
    """All times and dates of the message, in order; a part of the message is one thing at most, "in two hours" two."""
    spans: list[When] = []
    taken: list[tuple[int, int]] = []
    for when in _candidates(text):
        if all(when.end <= start or when.start >= end for start, end in taken):
            spans.append(when)
            taken.append((when.start, when.end))
            if _is_relative(text, when) and not _DAYS.search(when.said.lower()):
                spans.append(When("time", when.start, when.end, when.said, when.value))
    day = " ".join(when.said for when in spans if when.kind == "date")
    return sorted((_settled(when, day) for when in spans), key=lambda when: (when.start, when.kind))


def latest(said: str) -> tuple[int, int] | None:
    """The last hour and minute of a day that are meant by "20:00" or "eight"."""
    for before in ("", "at ", "בשעה "):
        for when in _candidates(read(before + said)):
            if when.kind == "time" and (clock := _HOUR.fullmatch(when.value)):
                return int(clock[2]) + (12 if clock[1] else 0), int(clock[3])
    return None


def _is_relative(text: Text, when: When) -> bool:
    return when.kind == "date" and bool(
        _EN_RELATIVE.fullmatch(text.plain, when.start, when.end)
        or _HE_RELATIVE.fullmatch(text.plain, when.start, when.end)
    )


def _candidates(text: Text) -> Iterator[When]:
    plain = text.plain
    some = _DIGIT.search(plain) is not None
    forms = [form for form, letter in ((_ENGLISH, _LETTER), (_HEBREW, _HE_LETTER)) if some or letter.search(plain)]
    for form in forms:
        for found in form.relative.finditer(plain):
            said = text.cut(*found.span())
            yield When("date", *found.span(), said, said)
    dates = [hit for form in forms for hit in form.date.finditer(plain)]
    for found in dates:
        said = text.cut(*found.span("said"))
        yield When("date", *found.span(), said, said)
    for clock in (clock for form in forms for clock in form.times):
        for found in clock.finditer(plain):
            start, end = found.span("said")
            lead = _OPEN.search(plain, 0, start)
            first = lead.start() if lead else start
            yield When("time", min(first, found.start()), found.end(), text.cut(first, end), _clock(found))


def _clock(found: re.Match[str]) -> str:
    """ "19:30" when it is certain, "?7:30" when the half of the day is not known, else the phrase."""
    parts = found.groupdict()
    if found.group("said") in ("noon", "midday"):
        return "12:00"
    if found.group("said") in ("midnight", "חצות"):
        return "00:00"
    hour = number(parts["h"]) if "h" in parts else None
    if hour is None or hour > 23:
        return found.group("said")
    minute = _minute(parts.get("m") or "") + _HALVES.get(parts.get("half") or "", 0)
    if found.group("said").startswith("רבע ל"):
        minute -= 15
    half = " ".join(parts.get(name) or "" for name in ("ap", "part", "part2"))
    total = hour * 60 + minute
    if _MORNING.search(half):
        total %= 12 * 60
    elif _LATER.search(half):
        total = total if hour > 12 else total % (12 * 60) + 12 * 60
        total = (
            total if not ("לילה" in half or "night" in half) or hour not in (12, 1, 2, 3) else (hour % 12) * 60 + minute
        )
    elif 0 < hour <= 12 and not parts["h"].startswith("0"):
        return f"?{total // 60}:{total % 60:02d}"
    return f"{total // 60 % 24:02d}:{total % 60:02d}"


def _minute(written: str) -> int:
    written = written.strip(" -")
    if written[:1] in (":", "."):
        return int(written[1:])
    if "five" in written or "חמש" in written.split()[-1:]:
        return 45 if "forty" in written else _MINUTES.get(written.split()[0], 0) + 5
    return _MINUTES.get(written.split()[0], 0) if written else 0


def _settled(when: When, day: str) -> When:
    """An hour whose half of the day only the date tells ("tonight at eight"), or nobody does."""
    if not when.value.startswith("?"):
        return when
    hour, minute = (int(part) for part in when.value[1:].split(":"))
    if _LATER.search(day) and hour < 12:
        return When(when.kind, when.start, when.end, when.said, f"{hour + 12}:{minute:02d}")
    if _MORNING.search(day):
        return When(when.kind, when.start, when.end, when.said, f"{hour % 12:02d}:{minute:02d}")
    return When(when.kind, when.start, when.end, when.said, when.said)
