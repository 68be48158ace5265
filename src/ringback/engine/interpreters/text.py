"""A message made readable: nothing invisible, and beside it a plain form of the same length to match on.

Rules:
1. `said` is what the user wrote, without bidi marks, vowel points and doubled spaces; slots are cut from it.
2. `plain` is `said` in small letters with one kind of quote and dash; character for character the same length, so that
   what is found in one is cut from the other.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ringback.engine.task import Language

FENCE = "¦"
_INVISIBLE = re.compile("[\u0591-\u05bd\u05bf-\u05c7\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("’‘‛`´׳", "'"),
        **dict.fromkeys("“”„‟״", '"'),
        **dict.fromkeys("‐‑‒–—―־", "-"),
        **dict.fromkeys("，、", ","),
    }
)
_HEBREW_WORD = re.compile(r"[א-ת][א-ת'\"״׳]*")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z']*")


@dataclass(frozen=True, slots=True)
class Text:
    said: str
    plain: str

    def cut(self, start: int, end: int) -> str:
        """The user's own words between two places, without the punctuation around them."""
        return trim(self.said[start:end])

    def reworded(self, forms: Iterable[tuple[re.Pattern[str], str]]) -> "Text":
        """With the first of the forms that is there put into other words."""
        for form, words in forms:
            if found := form.search(self.plain):
                return Text(
                    *(f"{each[: found.start()]}{words}{each[found.end() :]}" for each in (self.said, self.plain))
                )
        return self

    def parted(self, length: int) -> tuple["Text", str]:
        """The text up to `length` characters, to the end of a word, and what follows as it was said."""
        if len(self.said) <= length:
            return self, ""
        at = max(self.said.rfind(" ", length // 2, length), length // 2)
        return Text(self.said[:at], self.plain[:at]), trim(self.said[at:])

    def fenced(self, spans: Iterable[tuple[int, int]]) -> "Text":
        """The same text with a fence in place of the spans: places stay, and no name reaches across."""
        spans = list(spans)
        return Text(_fence(self.said, spans), _fence(self.plain, spans))


def read(message: str) -> Text:
    said = " ".join(_INVISIBLE.sub("", message).split())
    plain = said.translate(_PLAIN)
    lower = plain.lower()
    return Text(said, lower if len(lower) == len(said) else plain)


def language_of(text: Text, otherwise: Language) -> Language:
    """The language most words are written in; Hebrew weighs double, for names in it are often Latin."""
    hebrew, latin = len(_HEBREW_WORD.findall(text.said)), len(_LATIN_WORD.findall(text.said))
    if not hebrew and not latin:
        return otherwise
    return "he" if 2 * hebrew >= latin and hebrew else "en"


def is_mixed(text: Text) -> bool:
    """Words of both languages stand in it."""
    return bool(_HEBREW_WORD.search(text.said) and _LATIN_WORD.search(text.said))


def words(text: str) -> frozenset[str]:
    """A set of words, written apart by spaces."""
    return frozenset(text.split())


def flat(source: str) -> str:
    """A regular expression written over several lines, as one; spaces within a line count, line ends do not."""
    return re.sub(r"\s*\n\s*", "", source)


def pattern(source: str) -> re.Pattern[str]:
    """`flat`, compiled."""
    return re.compile(flat(source))


def trim(text: str) -> str:
    """Without fences, doubled spaces and the punctuation around."""
    return re.sub(rf"[\s{FENCE}]+", " ", text).strip(" \t\n,.;:!?-–—־")


def _fence(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + FENCE * (end - start) + text[end:]
    return text
