"""Numbers in spoken English and Hebrew, as words or figures. Pure."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["he", "en"]

EN_ONES = [
    *["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    *["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
]
EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
HE_HOURS = ["אפס", "אחת", "שתיים", "שלוש", "ארבע", "חמש", "שש", "שבע", "שמונה", "תשע", "עשר", "אחת עשרה", "שתים עשרה"]
HE_COUNTS = ["אחד", "שניים", "שלושה", "ארבעה", "חמישה", "שישה", "שבעה", "שמונה", "תשעה", "עשרה"]
HE_TENS = ["עשרים", "שלושים", "ארבעים", "חמישים", "שישים", "שבעים", "שמונים", "תשעים"]

_VALUES: dict[str, int] = {
    **{word: value for value, word in enumerate(EN_ONES)},
    **{word: 10 * value for value, word in enumerate(EN_TENS, 2)},
    **{word: value for value, word in enumerate(HE_HOURS[:11])},
    **{word: value for value, word in enumerate(HE_COUNTS, 1)},
    **{word: 10 * value for value, word in enumerate(HE_TENS, 2)},
    **dict.fromkeys(["שתי", "שני", "שתים", "שנים"], 2),
    "hundred": 100,
    "מאה": 100,
    "מאתיים": 200,
}
_COUNTS_THINGS = {*HE_COUNTS, "שני", "שתי"} - {"שמונה"}
_PREFIX = re.compile(r"^[ולבהמכש]{1,2}(?=.{2})")
_JOINTS = str.maketrans("-־–’", "   '")
_TOKEN = re.compile(r"\d+(?::\d\d)?|[₪]|[a-z]+(?:'[a-z]+)?|[א-ת]+(?:[״׳'\"][א-ת]+)?|[.,!?;]")


@dataclass(frozen=True, slots=True)
class Number:
    value: int
    start: int
    end: int
    """Its tokens, `end` excluded."""
    prefix: str
    """Hebrew letters before it: "ל" of "לשבע"."""
    things: bool
    """In a form that counts things and never hours."""
    minute: int | None = None
    """Of figures such as 19:30."""


def tokens(text: str) -> list[str]:
    """Lower-case words, figures and marks, in order."""
    return _TOKEN.findall(text.lower().translate(_JOINTS))


def hebrew(word: str) -> bool:
    return "א" <= word[:1] <= "ת"


def stem(word: str) -> str:
    """Without the ending of its number or gender."""
    endings = ("ות", "ים", "ה", "ת") if hebrew(word) else ("es", "s", "e")
    ending = next((one for one in endings if word.endswith(one) and len(word) > len(one) + 2), "")
    return word.removesuffix(ending)


def numbers(words: list[str]) -> list[Number]:
    found: list[Number] = []
    at = 0
    while at < len(words):
        number = _number(words, at)
        if number:
            found.append(number)
        at = number.end if number else at + 1
    return found


def counted(text: str, units: str) -> list[int]:
    """Numbers with one of `units` (a regular expression) right after them."""
    words = tokens(text)
    return [n.value for n in numbers(words) if n.end < len(words) and re.fullmatch(units, words[n.end])]


def people(count: int, language: Language) -> str:
    """ "four people"."""
    if language == "he":
        pair = {1: "אדם אחד", 2: "שניים"}.get(count)
        return pair or f"{HE_COUNTS[count - 1] if 0 < count <= len(HE_COUNTS) else count} אנשים"
    return f"{EN_ONES[count] if count < len(EN_ONES) else count} {'person' if count == 1 else 'people'}"


def digits(number: str, language: Language) -> str:
    """A phone number digit by digit, as one sentence."""
    names = EN_ONES if language == "en" else HE_HOURS
    said = " ".join(names[int(digit)] for digit in number if digit.isdecimal())
    return said[:1].upper() + said[1:] + "."


def _number(words: list[str], at: int) -> Number | None:
    if figure := re.fullmatch(r"(\d{1,4})(?::(\d\d))?", words[at]):
        return Number(int(figure[1]), at, at + 1, "", things=False, minute=int(figure[2]) if figure[2] else None)
    prefix, value = _value(words[at])
    if value is None:
        return None
    things = words[at][len(prefix) :] in _COUNTS_THINGS
    end = at + 1
    if 1 <= value <= 9 and end < len(words) and words[end] in ("עשרה", "עשר"):
        value, end, things = value + 10, end + 1, words[end] == "עשר"
    elif 1 <= value <= 9 and words[end : end + 1] in (["hundred"], ["מאות"]):
        value, end = value * 100, end + 1
    while more := _continued(words, end, value):
        value, end = value + more[0], more[1]
    return Number(value, at, end, prefix, things)


def _continued(words: list[str], at: int, value: int) -> tuple[int, int] | None:
    """(what is added, where it ends) of "… and twenty", "… two", "… ושמונה"."""
    joined = value >= 100 and words[at : at + 1] == ["and"]
    at += joined
    if at >= len(words):
        return None
    prefix, more = _value(words[at])
    if more is None or prefix != ("ו" if hebrew(words[at]) else ""):
        return None
    ones = value % 100 >= 20 and value % 10 == 0 and 1 <= more <= 9
    tens = value >= 100 and value % 100 == 0 and 1 <= more <= 99
    return (more, at + 1) if ones or tens else None


def _value(word: str) -> tuple[str, int | None]:
    """(prefix letters, value): "לשבע" → ("ל", 7)."""
    if word in _VALUES:
        return "", _VALUES[word]
    prefix = _PREFIX.match(word)
    for length in range(1, len(prefix[0]) + 1 if prefix else 1):
        if word[length:] in _VALUES:
            return word[:length], _VALUES[word[length:]]
    return "", None
