"""Numbers and times of day as people say them in Hebrew and English: digits, words, "half past seven", "שבע וחצי".

Rules:
1. A spoken hour may be meant in the morning or in the evening, so times are minutes on the twelve-hour dial.
2. What is denied right before ("not at seven", "אין מקום בשבע") was not said. A comma ends the reach of a denial.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


def _counted(words: str, start: int = 0, step: int = 1) -> dict[str, int]:
    return {word: start + step * place for place, word in enumerate(words.split())}


_SMALL = {
    **_counted("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"),
    **_counted("seventeen eighteen nineteen", 17),
    **_counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    **_counted("אפס אחת שתיים שלוש ארבע חמש שש שבע שמונה תשע עשר"),
    **_counted("אחד שניים שלושה ארבעה חמישה שישה שבעה שמונה תשעה עשרה", 1),
    **_counted("עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים", 20, 10),
    **dict.fromkeys(("שתים", "שנים", "שתי", "שני"), 2),
    "שלושת": 3,
    "ששה": 6,
}
_HUNDREDS = {"מאה": 100, "מאתיים": 200, "אלף": 1000, "אלפיים": 2000}
_TIMES_HUNDRED = {"hundred", "מאות"}
_TIMES_THOUSAND = {"thousand", "אלפים"}
_TEEN = {"עשר", "עשרה"}
_PART = {"half": 30, "חצי": 30, "quarter": 15, "רבע": 15}
_NOT = {"not", "no", "never", "without", "isn't", "don't", "can't", "לא", "אין", "בלי"}
_KNOWN = {*_SMALL, *_HUNDREDS, *_TIMES_HUNDRED, *_TIMES_THOUSAND, *_PART, *_NOT}
_BEFORE_A_WORD = "ובלכהמש"
_TOKEN = re.compile(r"\d{1,2}:\d{2}(?!\d)|\d+(?:,\d{3})*(?:\.\d+)?|[^\W\d_]+(?:['’][a-z]+)?|[,;.!?]")
_STOPS = ",;.!?"
_REACH = 2


@dataclass(frozen=True, slots=True)
class Said:
    """Numbers a text asserts, and times of day as minutes on the twelve-hour dial."""

    numbers: frozenset[float]
    times: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Word:
    """`joined` says with which letters before it a Hebrew word came."""

    text: str
    joined: str = ""


@dataclass(frozen=True, slots=True)
class _Number:
    """A number at words[first:end]; with `minute` it was written as a time."""

    first: int
    end: int
    value: float
    minute: int | None = None


def said(text: str) -> Said:
    words = [_word(token) for token in _TOKEN.findall(text.lower().replace("־", " "))]
    found = [number for number in _numbers(words) if not _denied(words, number.first)]
    numbers = {number.value for number in found if number.minute is None}
    times = {time for i, number in enumerate(found) if (time := _time(words, number, found[i + 1 :])) is not None}
    return Said(frozenset(numbers), frozenset(times))


def supports(claimed: Said, heard: Said) -> bool:
    """Every number and time of `claimed` was heard; a bare hour may have been heard as a time."""
    bare = {number % 12 * 60 for number in claimed.numbers if number <= 24}
    return all(time in heard.times for time in claimed.times if time not in bare) and all(
        number in heard.numbers or (number <= 24 and number % 12 * 60 in heard.times) for number in claimed.numbers
    )


def _word(token: str) -> _Word:
    if token in _KNOWN:
        return _Word(token)
    for cut in (1, 2):
        if token[cut:] in _KNOWN - _NOT and all(letter in _BEFORE_A_WORD for letter in token[:cut]):
            return _Word(token[cut:], token[:cut])
    return _Word(token)


def _numbers(words: Sequence[_Word]) -> Iterator[_Number]:
    at = 0
    while at < len(words):
        text = words[at].text
        if ":" in text:
            hour, _, minute = text.partition(":")
            number: _Number | None = _Number(at, at + 1, float(hour), int(minute))
        elif text[0].isdecimal():
            number = _Number(at, at + 1, float(text.replace(",", "")))
        else:
            number = _in_words(words, at)
        if number is not None:
            yield number
        at = number.end if number is not None else at + 1


def _in_words(words: Sequence[_Word], first: int) -> _Number | None:
    """Each further word must be smaller than the place before it: "eighty nine" is one number, "seven thirty" two."""
    total, current, room, at = 0, 0, 10_000, first
    while at < len(words):
        word = words[at]
        begun = at > first
        if begun and word.text in _TEEN and not word.joined and 0 < current < 10:
            current, room = current + 10, 0
        elif word.text in _SMALL and _SMALL[word.text] < room:
            current, room = current + _SMALL[word.text], 10 if _SMALL[word.text] >= 20 else 0
        elif word.text in _HUNDREDS and _HUNDREDS[word.text] < room:
            current, room = current + _HUNDREDS[word.text], 1000 if _HUNDREDS[word.text] >= 1000 else 100
        elif begun and word.text in _TIMES_HUNDRED and 0 < current < 10:
            current, room = current * 100, 100
        elif begun and word.text in _TIMES_THOUSAND and current > 0:
            total, current, room = current * 1000, 0, 1000
        elif not (begun and word.text == "and" and room in (100, 1000) and at + 1 < len(words)):
            break
        at += 1
    return _Number(first, at, float(total + current)) if at > first else None


def _denied(words: Sequence[_Word], first: int) -> bool:
    for word in reversed(words[max(0, first - _REACH) : first]):
        if word.text in _STOPS:
            return False
        if word.text in _NOT:
            return True
    return False


def _time(words: Sequence[_Word], number: _Number, later: Sequence[_Number]) -> int | None:
    """The time of day an hour means with the words around it."""
    if number.value != int(number.value) or not 0 <= number.value <= 24:
        return None
    hour = int(number.value) % 12 * 60
    if number.minute is not None:
        return hour + number.minute
    part, link = [word.text for word in [_Word(""), _Word(""), *words[: number.first]][-2:]]
    if part in _PART and link in ("past", "after"):
        return hour + _PART[part]
    if part in _PART and link in ("to", "of"):
        return (hour - _PART[part]) % 720
    if link == "רבע" and words[number.first].joined == "ל":
        return (hour - 15) % 720
    after = words[number.end] if number.end < len(words) else _Word("")
    if after.text in _PART and after.joined == "ו":
        return hour + _PART[after.text]
    minute = later[0] if later and later[0].first == number.end else None
    if minute is not None and minute.minute is None and minute.value in range(5, 60, 5):
        return hour + int(minute.value)
    return hour
