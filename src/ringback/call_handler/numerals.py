"""Numbers and times of day as people say them in Hebrew and English: digits, words, "half past seven", "שבע וחצי".

Rules:
1. A spoken hour may be meant in the morning or in the evening, so times are minutes on the twelve-hour dial, with the
   half of the day where it is said or written ("19:00", "בערב").
2. "Sixty eight fifty" and "sixty eight and a half" are one number each, and no other; "one fifty" may be 150 too.
3. "The fourth" is neither an hour nor an amount.
4. A number with a unit after it ("seven shekels") is no time; one that is said as a time ("at seven") is no amount.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ringback.call_handler import number_words as known
from ringback.call_handler.number_words import Half
from ringback.call_handler.word_forms import Word

_SOON = 3
_MINUTES = range(5, 60, 5)
_SPOKEN_MINUTES = (5, 10, 20, 25)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: minutes on the twelve-hour dial."""

    minute: int
    half: Half | None = None

    def fits(self, other: "Clock") -> bool:
        return self.minute == other.minute and (None in (self.half, other.half) or self.half == other.half)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at words[first:end]: as a plain number, as a time, or as either. `digits` are those that were spoken."""

    first: int
    end: int
    value: float | None
    clock: Clock | None
    digits: str = ""
    ordinal: bool = False


def amounts(words: Sequence[Word], half: Half | None = None) -> list[Amount]:
    """Every number and time of the words, in order; `half` of the day was named before them."""
    found, joined = list(_numbers(words)), False
    told: list[Amount] = []
    for place, number in enumerate(found):
        later = found[place + 1] if place + 1 < len(found) and found[place + 1].first == number.end else None
        before = found[place - 1] if place else None
        ordinal = words[number.end - 1].text in known.ORDINALS
        clock = None if ordinal or _is_minutes(words, before, number) else _clock(words, number, before, later)
        if clock is not None and clock.half is None:
            clock = Clock(clock.minute, half_left(words[: number.first], half))
        plain = None if joined or number.minute is not None or _at_a_time(words, number) else number.value
        cents = later is not None and later.minute is None and later.value in range(10, 100) and number.value < 1000
        joined = cents and not ordinal and later is not None and words[later.first].joined != "ל"
        if plain is not None and _half_follows(words, number.end):
            plain += 0.5
        told.append(Amount(number.first, number.end, None if joined else plain, clock, _digits(words, number), ordinal))
        if joined and later is not None:
            told.append(Amount(number.first, later.end, number.value + later.value / 100, None))
            if number.value < 10:
                told.append(Amount(number.first, later.end, number.value * 100 + later.value, None))
    told += [
        Amount(at, at + 1, None, Clock(0, known.HALVES[word.text]))
        for at, word in enumerate(words)
        if word.text in known.DIAL
    ]
    return told


def spoken(words: Sequence[Word]) -> tuple[str, ...]:
    """The digits of each row of figures that has no other words in between."""
    rows, end = [""], 0
    for number in _numbers(words):
        if any(word.text not in known.PAUSES for word in words[end : number.first]):
            rows.append("")
        rows[-1] += _digits(words, number)
        end = number.end
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number at words[first:end]; with `minute` it was written as a time."""

    first: int
    end: int
    value: float
    minute: int | None = None
    padded: bool = False


def _numbers(words: Sequence[Word]) -> Iterator[_Number]:
    at = 0
    while at < len(words):
        text = words[at].text
        number: _Number | None
        if ":" in text:
            hour, _, minute = text.partition(":")
            number = _Number(at, at + 1, float(hour), int(minute), padded=hour[0] == "0")
        elif text[0].isdecimal():
            number = _Number(at, at + 1, float(text.replace(",", "")))
        else:
            number = _in_words(words, at)
        if number is not None:
            yield number
        at = number.end if number is not None else at + 1


def _in_words(words: Sequence[Word], first: int) -> _Number | None:
    """Each further word must be smaller than the place before it: "eighty nine" is one number, "seven thirty" two."""
    total, current, room, at = 0, 0, 10_000, first
    while at < len(words):
        word = words[at]
        begun = at > first
        if begun and "ל" in word.joined:
            break
        if begun and word.text in known.TEEN and not word.joined and 0 < current % 100 < 10:
            current, room = current + 10, 0
        elif word.text in known.SMALL and known.SMALL[word.text] < room:
            current, room = current + known.SMALL[word.text], 10 if known.SMALL[word.text] >= 20 else 0
        elif word.text in known.HUNDREDS and known.HUNDREDS[word.text] < room:
            current, room = current + known.HUNDREDS[word.text], 1000 if known.HUNDREDS[word.text] >= 1000 else 100
        elif word.text in known.TIMES_HUNDRED and 0 < (current or word.text == "hundred") < (
            100 if word.text == "hundred" else 10
        ):
            current, room = (current or 1) * 100, 100
        elif word.text in known.TIMES_THOUSAND and (current > 0 or (not begun and word.text == "thousand")):
            total, current, room = (current or 1) * 1000, 0, 1000
        elif not (begun and word.text == "and" and room in (100, 1000) and _begins(words, at + 1)):
            break
        at += 1
    return _Number(first, at, float(total + current)) if at > first else None


def _digits(words: Sequence[Word], number: _Number) -> str:
    text = words[number.first].text
    return text if text.isdecimal() else str(int(number.value))


def _begins(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].text in known.SMALL


def _is_number(word: Word) -> bool:
    return word.text in known.SMALL or word.text[0].isdecimal()


def _text(words: Sequence[Word], at: int) -> str:
    return words[at].text if 0 <= at < len(words) else ""


def _half_follows(words: Sequence[Word], at: int) -> bool:
    """ "two and a half", "שישים וחצי"."""
    if _text(words, at) == "and":
        return _text(words, at + 1 + (_text(words, at + 1) == "a")) == "half"
    return _text(words, at) == "חצי" and words[at].joined == "ו"


def _at_a_time(words: Sequence[Word], number: _Number) -> bool:
    """Said as a time of day: "at seven", "בשבע"."""
    if number.value > 24 or _text(words, number.end) in known.UNITS:
        return False
    return _text(words, number.first - 1) in {*known.AT, "half"} or words[number.first].joined.endswith("ב")


def _is_minutes(words: Sequence[Word], before: _Number | None, number: _Number) -> bool:
    """Of the hour right before it: "seven twenty"."""
    if before is None or before.end != number.first or None not in (before.minute, number.minute):
        return False
    return 0 < before.value <= 24 and number.value in _MINUTES and words[number.first].joined not in ("ל", "ב")


def _clock(words: Sequence[Word], number: _Number, before: _Number | None, later: _Number | None) -> Clock | None:
    """The time of day an hour means with the words around it."""
    if number.value != int(number.value) or not 0 <= number.value <= 24:
        return None
    hour = int(number.value) % 12 * 60
    if number.minute is not None:
        half: Half | None = "pm" if number.value > 12 else "am" if number.padded or number.value == 0 else None
        return Clock(hour + number.minute, half or _half(words, number.end))
    if _text(words, number.end) in known.UNITS:
        return None
    part, link = _text(words, number.first - 2), _text(words, number.first - 1)
    if part in known.PART and link in ("past", "after"):
        return Clock(hour + known.PART[part], _half(words, number.end))
    if part in known.PART and link in ("to", "of"):
        return Clock((hour - known.PART[part]) % 720, _half(words, number.end))
    if link == "half":
        return Clock(hour + 30, _half(words, number.end))
    if link == "רבע" and words[number.first].joined == "ל":
        return Clock((hour - 15) % 720, _half(words, number.end))
    if before is not None and before.value in _SPOKEN_MINUTES and 0 < number.value <= 12:
        near = before.end == number.first - 1
        if near and link in ("past", "after"):
            return Clock(hour + int(before.value), _half(words, number.end))
        if (near and link == "to") or (before.end == number.first and words[number.first].joined == "ל"):
            return Clock((hour - int(before.value)) % 720, _half(words, number.end))
    if _text(words, number.end) == "פחות" and _text(words, number.end + 1) == "רבע":
        return Clock((hour - 15) % 720, _half(words, number.end + 2))
    if _text(words, number.end) in known.PART and words[number.end].joined == "ו":
        return Clock(hour + known.PART[words[number.end].text], _half(words, number.end + 1))
    if later is not None and later.minute is None and later.value in _MINUTES:
        return Clock(hour + int(later.value), _half(words, later.end))
    return Clock(hour, "pm" if 12 < number.value < 24 else _half(words, number.end))


def half_left(words: Sequence[Word], half: Half | None = None) -> Half | None:
    """The half of the day that is named last and not the one of a number right before it; `half` when none is."""
    for at, word in enumerate(words):
        if word.text in known.HALVES and word.text not in known.DIAL:
            near = words[max(0, at - _SOON) : at]
            of_a_number = any(_is_number(other) for other in near) and not any(o.text in known.UNITS for o in near)
            half = None if of_a_number else known.HALVES[word.text]
    return half


def _half(words: Sequence[Word], at: int) -> Half | None:
    """The half of the day that is named right after."""
    for word in words[at : at + _SOON]:
        if word.text in ",;.!?":
            return None
        if word.text in known.HALVES:
            return known.HALVES[word.text]
    return None
