"""Times of day in spoken English and Hebrew, and back to words. Pure.

Rules:
1. A number with a unit after it (shekels, people, minutes) or in a form that counts things is no hour.
2. An hour without "morning" or "evening" is read by `clock`: what the errand says decides, then what is usual.
"""

import re
from dataclasses import dataclass
from typing import Literal

from ringback.sandbox.mind.numbers import EN_ONES, EN_TENS, HE_HOURS, Language, Number, hebrew, numbers, tokens

_UNITS = re.compile(
    r"shekels?|dollars?|nis|people|persons?|guests?|minutes?|hours?|percent|pizzas?|slices?|tables?|of|days?|weeks?|years?"
    r"|שקל|שקלים|שח|ש״ח|₪|אנשים|איש|סועדים|סועד|מקומות|דקות|שעות|אחוז|ימים|שבועות|פיצות|אגורות|שנים"
)
_BEFORE = {"at", "for", "by", "until", "till", "around", "about", "past", "to", "after", "before", "is", "or"} | {
    *["ל", "ב", "שעה", "בשעה", "לשעה", "עד", "סביב", "אחרי", "לפני"]
}
_AFTER = {"o'clock", "am", "pm", "sharp", "works", "ok", "okay", "fine", "tonight", "today", "tomorrow", "in", "please"}
_AFTER |= {"then", "and", "would", "it"}
_MORNING = {"am", "morning", "בבוקר", "הבוקר"}
_EVENING = {"pm", "evening", "afternoon", "tonight", "night"} | {
    *["בערב", "הערב", "בצהריים", "צהריים", "הצהריים", "בלילה", "הלילה", "אחר", "אחרי"]
}
_PARTS = {"half": 30, "quarter": 15, "וחצי": 30, "ורבע": 15}
_SEATED = {"table", "tables", "dinner", "lunch", "reservation", "party"}
_ERRAND_MORNING = re.compile(r"morning|בבוקר")
_ERRAND_EVENING = re.compile(r"evening|tonight|dinner|pizza|margherita|table|בערב|הערב|מסעדה|פיצה|מרגריטה|שולחן")


@dataclass(frozen=True, slots=True)
class Time:
    """An hour as said: 1–12 with `half` unknown, or 0–23."""

    hour: int
    minute: int
    half: Literal["am", "pm"] | None


def times(text: str) -> list[Time]:
    """Every time of day in the text, in order."""
    words = tokens(text)
    found: list[Time] = []
    spoken_numbers = numbers(words)
    minutes_at = -1
    for number, following in zip(spoken_numbers, [*spoken_numbers, None][1:], strict=True):
        if number.start == minutes_at:
            continue
        minutes_at = number.end if following and _minutes(words, number, following) else -1
        time = _time(words, number, following if minutes_at > 0 else None)
        if time:
            found.append(time)
    return found


def clock(time: Time, errand: str = "") -> str:
    """ "19:00" of a time, read as the errand would mean it."""
    hour = time.hour
    if time.half == "pm" and hour < 12:
        hour += 12
    elif time.half == "am" and hour == 12:
        hour = 0
    elif time.half is None and 1 <= hour <= 12:
        hour = _usual(hour, errand)
    return f"{hour:02}:{time.minute:02}"


def spoken(text: str, language: Language) -> str:
    """The text with its "19:00" in words, as one says them on the phone."""
    return re.sub(r"(?:(?<=[לבמ])[-־])?\b((?:[01]?\d|2[0-3]):[0-5]\d)\b", lambda m: clock_words(m[1], language), text)


def clock_words(time: str, language: Language) -> str:
    """ "half past eight" of "20:30"."""
    hour, minute = map(int, time.split(":"))
    if language == "he":
        name = HE_HOURS[(hour - 1) % 12 + 1]
        return {0: name, 15: f"{name} ורבע", 30: f"{name} וחצי"}.get(minute, f"{name} {minute:02}")
    name = EN_ONES[(hour - 1) % 12 + 1]
    if minute in (0, 15, 30):
        return {0: name, 15: f"quarter past {name}", 30: f"half past {name}"}[minute]
    low = EN_ONES[minute] if minute < 20 else ""
    high = f"{EN_TENS[minute // 10 - 2]} {EN_ONES[minute % 10] if minute % 10 else ''}" if minute >= 20 else ""
    return f"{name} {'oh ' if minute < 10 else ''}{low}{high}".strip()


def _minutes(words: list[str], number: Number, following: Number) -> bool:
    """ "eight thirty": the next number is this one's minutes."""
    return (
        following.start == number.end
        and number.value <= 12
        and not hebrew(words[following.start])
        and following.value in range(10, 60, 5)
        and not (following.end < len(words) and _UNITS.fullmatch(words[following.end]))
    )


def _time(words: list[str], number: Number, minutes: Number | None) -> Time | None:
    before = words[number.start - 1] if number.start else ""
    earlier = words[number.start - 2] if number.start > 1 else ""
    after = words[number.end] if number.end < len(words) else ""
    if number.minute is not None:
        fits = number.value < 24 and number.minute < 60
        return Time(number.value, number.minute, _half(words, number.end)) if fits else None
    if number.things or _UNITS.fullmatch(after) or not 1 <= number.value <= 24:
        return None
    if earlier in _SEATED and before in {"for", "of"}:
        return None
    hour = number.value
    if before in {"past", "to"} and earlier in _PARTS:
        part = _PARTS[earlier]
        return _at(words, number.end, hour, part if before == "past" else -part)
    if before == "רבע" and number.prefix == "ל":
        return _at(words, number.end, hour, -15)
    if after in _PARTS:
        return _at(words, number.end + 1, hour, _PARTS[after])
    if minutes:
        return _at(words, minutes.end, hour, minutes.value)
    return _at(words, number.end, hour, 0) if _said_as_a_time(words[number.start], number, before, after) else None


def _at(words: list[str], end: int, hour: int, minute: int) -> Time:
    """A negative minute is before the hour."""
    if minute < 0:
        hour, minute = hour - 1 or 12, minute + 60
    return Time(hour, minute, _half(words, end))


def _said_as_a_time(word: str, number: Number, before: str, after: str) -> bool:
    if before in _BEFORE or after in _MORNING | _EVENING:
        return True
    if hebrew(word):
        return bool(number.prefix.rstrip("ו")) or number.value > 2
    if number.value == 1 or word.isdecimal():
        return after == "o'clock"
    return not after or after in _AFTER or not after[0].isalpha()


def _half(words: list[str], end: int) -> Literal["am", "pm"] | None:
    """From the next three words: "in the morning"."""
    near = set(words[end : end + 3])
    if near & _EVENING:
        return "pm"
    return "am" if near & _MORNING else None


def _usual(hour: int, errand: str) -> int:
    for told in times(errand):
        if told.hour > 12 and told.hour % 12 == hour % 12:
            return told.hour
    if _ERRAND_MORNING.search(errand):
        return hour % 12
    if hour == 12 or 1 <= hour <= 8 or _ERRAND_EVENING.search(errand):
        return hour % 12 + 12
    return hour
