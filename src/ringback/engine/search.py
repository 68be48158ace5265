"""Pure: finding words in what was said and written, Hebrew and English. What is typed must not have to be what stands.

Rules:
1. Letters are compared without vowel points, accents, case, direction marks, quotation marks and final forms.
2. A word is found by its beginning, also behind the particles that Hebrew writes in front (ו ש כש ב כ ל מ ה, …).
3. What is typed with such a particle is looked for without it only where nothing stands as it was typed.
4. A phone number is found by any of its digits in a row, four at least, however it is grouped, with 0 or +972 in front.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

MOST_WORDS = 12
_LEAST_DIGITS = 4
_LEAST_LETTERS = 2
_STEM = 3
_PARTICLES = re.compile("ו?(?:לכש|כש|מש|ש)?[בכלמ]?ה?")
_MOST_PARTICLES = 5

_JOINS = "'’׳\"״"
_SILENT = r"[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u200b-\u200f\u202a-\u202e\u2060-\u2069]"
"""Accents, vowel points, direction marks."""
_DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
_MARKS = re.compile(_SILENT)
_WORD = re.compile(rf"[^\W_](?:[^\W_]|{_SILENT}|(?<=\d)[-.:,](?=\d)|[{_JOINS}](?=[^\W_]))*")
_NUMBER = re.compile(r"\s*\+?[\d\s().\-]{5,}\s*")
_FINALS = str.maketrans("ךםןףץ", "כמנפצ", _JOINS + "-")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands in its text."""

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """The letters that count."""
    plain = text.casefold()
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    return plain.translate(_FINALS)


def words(text: str) -> list[Word]:
    found = [(each.start(), each.group().rstrip(_DIRECTIONS)) for each in _WORD.finditer(text)]
    return [Word(fold(word), start, start + len(word)) for start, word in found]


@dataclass(frozen=True, slots=True)
class Query:
    """`wanted` are the folded words, all of which must be found; with `loose` also without their particles."""

    wanted: tuple[str, ...]
    loose: bool = False

    @classmethod
    def of(cls, text: str) -> "Query":
        if _NUMBER.fullmatch(text):
            digits = re.sub(r"\D", "", text)
            return cls((digits.removeprefix("972") if text.strip().startswith("+") else digits,))
        return cls(tuple(dict.fromkeys(word.folded for word in words(text)[:MOST_WORDS])))

    def may_be_in(self, folded: str) -> bool:
        """False only when not every word can be found in the text that was folded so."""
        return all(any(form.lstrip("0") in folded for form in self._forms(word)) for word in self.wanted)

    def find(self, text: str) -> dict[str, list[tuple[int, int]]]:
        """Of each wanted word that is in `text`, where (first and behind the last character)."""
        found: dict[str, list[tuple[int, int]]] = {}
        for word in words(text):
            for wanted in self.wanted:
                if any(_begins(word.folded, form) for form in self._forms(wanted)):
                    found.setdefault(wanted, []).append((word.start, word.end))
        return found

    def _forms(self, word: str) -> Sequence[str]:
        if not self.loose:
            return (word,)
        return (word, *(rest for rest in _behind(word) if len(rest) >= _STEM))


def _begins(word: str, wanted: str) -> bool:
    if wanted.isdecimal() and len(wanted) >= _LEAST_DIGITS and word.isdecimal():
        return wanted.lstrip("0") in word
    if word.startswith(wanted):
        return True
    return len(wanted) >= _LEAST_LETTERS and any(rest.startswith(wanted) for rest in _behind(word))


def _behind(word: str) -> list[str]:
    """What may be left of a word behind its particles."""
    counts = range(1, min(_MOST_PARTICLES, len(word) - 1) + 1)
    return [word[count:] for count in counts if _PARTICLES.fullmatch(word, 0, count)]
