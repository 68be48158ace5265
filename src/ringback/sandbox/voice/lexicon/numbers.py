"""Numbers, clock times and digits in words, Hebrew and English, and back again.

Rules:
1. Hours and bare numbers are feminine in Hebrew, as people say them; `masculine` is for counted masculine nouns.
2. `clock_of` and `number_of` read exactly what `clocks` and `cardinal` write: nothing is guessed.
3. Hours without a part of the day stay as said: "שמונה וחצי" is (8, 30), the caller knows the evening.
"""

from functools import cache

Words = tuple[str, ...]

_ONES = {
    "en": [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ],
    "he": ["אפס", "אחת", "שתיים", "שלוש", "ארבע", "חמש", "שש", "שבע", "שמונה", "תשע", "עשר"],
}
_MASCULINE = ["אפס", "אחד", "שניים", "שלושה", "ארבעה", "חמישה", "שישה", "שבעה", "שמונה", "תשעה", "עשרה"]
_TENS = {
    "en": ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
    "he": ["", "", "עשרים", "שלושים", "ארבעים", "חמישים", "שישים", "שבעים", "שמונים", "תשעים"],
}
_TEEN = {False: "עשרה", True: "עשר"}

LARGEST = 999_999

_PARTS = {
    "en": {(): None, ("p", "m"): "pm", ("a", "m"): "am", ("in", "the", "evening"): "pm", ("in", "the", "morning"): "am"}
    | {("in", "the", "afternoon"): "pm", ("tonight",): "pm", ("at", "noon"): "pm"},
    "he": {
        (): None,
        ("בבוקר",): "am",
        ("בצהריים",): "pm",
        (
            "אחר",
            "הצהריים",
        ): "pm",
        ("בערב",): "pm",
        ("בלילה",): "pm",
    },
}


def cardinal(number: int, language: str, *, masculine: bool = False) -> Words:
    """The words of 0 … 999,999; beyond that its digits one by one."""
    if number > LARGEST:
        return digits(str(number), language)
    return _english(number) if language == "en" else _hebrew(number, masculine)


def digits(figures: str, language: str) -> Words:
    """Each digit by itself, as phone numbers are said."""
    return tuple(_ONES[language][int(figure)] for figure in figures if figure in "0123456789")


def _english(number: int) -> Words:
    if number < 20:
        return (_ONES["en"][number],)
    if number < 100:
        tens = (_TENS["en"][number // 10],)
        return tens if number % 10 == 0 else (*tens, _ONES["en"][number % 10])
    unit, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    head = (*_english(number // unit), name)
    return head if number % unit == 0 else (*head, *_english(number % unit))


def _hebrew(number: int, masculine: bool) -> Words:
    """The last part takes "ו" before it: שישים ושמונה, מאה ועשרים."""
    ones = _MASCULINE if masculine else _ONES["he"]
    if number <= 10:
        return (ones[number],)
    if number < 20:
        first = {False: {2: "שתים"}, True: {2: "שנים"}}[masculine].get(number - 10, ones[number - 10])
        return (first, _TEEN[masculine])
    parts: list[Words] = []
    if number >= 1000:
        parts.append(_thousands(number // 1000))
        number %= 1000
    if number >= 100:
        hundreds = number // 100
        named = {1: ("מאה",), 2: ("מאתיים",)}
        parts.append(named.get(hundreds, (_ONES["he"][hundreds], "מאות")))
        number %= 100
    if number >= 20:
        parts.append((_TENS["he"][number // 10],))
        number %= 10
    if number:
        parts.append(_hebrew(number, masculine))
    if len(parts) > 1:
        parts[-1] = ("ו" + parts[-1][0], *parts[-1][1:])
    return tuple(word for part in parts for word in part)


def _thousands(count: int) -> Words:
    match count:
        case 1:
            return ("אלף",)
        case 2:
            return ("אלפיים",)
        case _ if count <= 10:
            return ({8: "שמונת"}.get(count, _MASCULINE[count].removesuffix("ה") + "ת"), "אלפים")
        case _:
            return (*_hebrew(count, True), "אלף")


def clock(hour: int, minute: int, language: str) -> Words:
    """A time of day, 24 hours: 20:30 is "שמונה וחצי בערב" or "eight thirty p m"."""
    twelve = (hour - 1) % 12 + 1
    if language == "en":
        minutes = () if minute == 0 else ("oh", *_english(minute)) if minute < 10 else _english(minute)
        return (*_english(twelve), *minutes, "a" if hour < 12 else "p", "m")
    part: Words = ("בלילה",)
    for until, words in ((4, part), (12, ("בבוקר",)), (16, ("בצהריים",)), (18, ("אחר", "הצהריים")), (22, ("בערב",))):
        if hour < until:
            part = words
            break
    return (*_hebrew_hour(twelve), *_hebrew_minutes(minute), *part)


def _hebrew_hour(twelve: int) -> Words:
    return _hebrew(twelve, False)


def _hebrew_minutes(minute: int) -> Words:
    match minute:
        case 0:
            return ()
        case 15:
            return ("ורבע",)
        case 30:
            return ("וחצי",)
        case 5 | 10:
            return ("ו" + _MASCULINE[minute],)
        case _:
            words = _hebrew(minute, False)
            return words if minute > 20 and minute % 10 else ("ו" + words[0], *words[1:])


@cache
def clocks(language: str) -> dict[Words, tuple[int, int]]:
    """Every way a clock time is said, every five minutes, with the 24-hour time it means (12-hour when not said)."""
    said: dict[Words, tuple[int, int]] = {}
    for hour in range(1, 13):
        for words, minute in _times_of(hour, language):
            for part, half in _PARTS[language].items():
                late = 12 if half == "pm" and hour < 12 else -12 if half == "am" and hour == 12 else 0
                if part == ("בלילה",):
                    late = -12 if hour == 12 else 12 if hour >= 7 else 0
                total = (hour + late) * 60 + minute
                said.setdefault((*words, *part), (total // 60 % 24, total % 60))
    return said


def _times_of(hour: int, language: str) -> list[tuple[Words, int]]:
    """The ways around one hour, with minutes counted from it: quarter to is -15."""
    if language == "en":
        name = _english(hour)
        ways = [(name, 0), ((*name, "o'clock"), 0), (("half", "past", *name), 30)]
        ways += [((*before, "past", *name), m) for before, m in _ENGLISH_STEPS]
        ways += [((*before, "to", *name), -m) for before, m in _ENGLISH_STEPS]
        ways += [((*name, "oh", "five"), 5)]
        return ways + [((*name, *_english(m)), m) for m in range(10, 60, 5)]
    name = _hebrew_hour(hour)
    to = ("ל" + name[0], *name[1:])
    ways = [((*name, *_hebrew_minutes(m)), m) for m in range(0, 60, 5)]
    return ways + [((before, *to), -m) for before, m in _HEBREW_STEPS]


_ENGLISH_STEPS: list[tuple[Words, int]] = [(("five",), 5), (("ten",), 10), (("quarter",), 15)]
_ENGLISH_STEPS += [(("a", "quarter"), 15), (("twenty",), 20)]
_HEBREW_STEPS = [("חמישה", 5), ("עשרה", 10), ("רבע", 15), ("עשרים", 20)]


@cache
def _numbers(language: str) -> dict[Words, int]:
    said = {cardinal(n, language): n for n in range(10_000)}
    if language == "he":
        said |= {cardinal(n, language, masculine=True): n for n in range(1_000)}
    return said


def clock_of(said: str, language: str) -> tuple[int, int] | None:
    """(hour, minute) of a heard <time>, or None: "שמונה וחצי" is (8, 30), "שמונה וחצי בערב" (20, 30)."""
    return clocks(language).get(tuple(said.split()))


def number_of(said: str, language: str) -> int | None:
    """The number of a heard <price> or <count>, or None."""
    return _numbers(language).get(tuple(said.split()))
