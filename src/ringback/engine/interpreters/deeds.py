"""Deeds that no call is made for, as sentences with concepts in them: "{we} {will} {hurt} {victim}".

Rules:
1. A sentence is a regular expression of whole words; `{name}` stands for one of the words of that concept, ` ... ` for
   up to eleven words of any kind, `*` behind a word for any ending.
2. `~` before a Hebrew stem stands for every person, tense and gender of it, and for the letters that stick to it; `!`
   before a root for what is done or will be, not for what was: who has broken a leg threatens nobody.
3. It is matched on a space and `flat_words`: no punctuation, no short forms, a long number as `#`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ringback.engine.interpreters import harmless

_GAP = r"(?: [^ ]+){0,11}? "
_FINALS = {"ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ"}
_SHORT_FORMS = (
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bcan(?:'t|not|t)\b"), "can not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"\bi'?m\b"), "i am"),
    (re.compile(r"'d\b"), " would"),
    (re.compile(r"\b(it|that|he|she|there|what|who|this|everything|everyone|nobody)'s\b"), r"\1 is"),
    (re.compile(r"\bits (?=a |an |the |not )"), "it is "),
    (re.compile(r"'s?\b"), ""),
    (re.compile(r"[^\w א-ת\"*<|#]+|\"(?![א-ת])|(?<![א-ת])\""), " "),
    (re.compile(r"\d[\d ]{4,}\d"), "#"),
)
_LATIN, _HEBREW = re.compile("[a-z]"), re.compile("[א-ת]")
_HEBREW_VERB = r"[ושכ]{{0,2}}(?:[אתינמה]|להי?|ל|הת|[אתינמל]ת|להת)?(?:{})(?:י|ו|ה|ת|תי|נו|ים|ות)?"
_HEBREW_DOING = r"[ושכה]{{0,2}}(?:(?:[אתינמ]|להי?|ל){}|{})(?:י|ו|ת|ים|ות)?"


class Words:
    """What a message says, flat and without harmless phrases; every part of a deed is looked for once."""

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self.flat = f" {harmless.without(flat_words(plain))}"
        self.languages = tuple(bool(letters.search(self.flat)) for letters in (_LATIN, _HEBREW))
        """Whether English and Hebrew words are among them."""
        self._found: dict[str, bool] = {}

    def say(self, part: re.Pattern[str]) -> bool:
        known = self._found.get(part.pattern)
        if known is None:
            known = self._found[part.pattern] = part.search(self.flat) is not None
        return known


@dataclass(frozen=True, slots=True)
class Clues:
    """What tells a deed when all of it is said, and what makes it another matter."""

    all_of: tuple[re.Pattern[str], ...]
    none_of: tuple[re.Pattern[str], ...]

    def are_in(self, words: Words) -> bool:
        for part in self.all_of:
            if not words.say(part):
                return False
        return not any(words.say(part) for part in self.none_of)


def flat_words(plain: str) -> str:
    """The words of a plain text, apart by one space."""
    for form, longer in _SHORT_FORMS:
        plain = form.sub(longer, plain)
    return " ".join(plain.split())


def compiled(concepts: str, sentences: str) -> re.Pattern[str]:
    """One expression for all the sentences; `concepts` has a line `name: word/word` for each.

    A line set in deeper than the first goes on with the one before.
    """
    known = _known(concepts)
    return _whole_words("|".join(_written(line, known) for line in _lines(sentences)))


def together(concepts: str, sentences: str) -> tuple[Clues, ...]:
    """For each sentence "A && B && not C" what must be found, in any order, and what must not."""
    known = _known(concepts)
    parts = [line.split(" && ") for line in _lines(sentences)]
    return tuple(
        Clues(
            tuple(_whole_words(_written(part, known)) for part in line if not part.startswith("not ")),
            tuple(_whole_words(_written(part[4:], known)) for part in line if part.startswith("not ")),
        )
        for line in parts
    )


@cache
def _whole_words(source: str) -> re.Pattern[str]:
    """Begins at the space before a word: for that the search goes from word to word, and not from letter to letter."""
    glued = r"[ושהלבמכ]{0,2}" if _HEBREW.search(source) else ""
    return re.compile(rf" \"?{glued}(?:{source})(?![\wא-ת])")


def _known(concepts: str) -> dict[str, str]:
    """The words of each concept, as one expression."""
    known: dict[str, str] = {}
    for line in _lines(concepts):
        name, words = line.split(": ", 1)
        known[name] = f"(?:{'|'.join(_written(word, known) for word in words.split('/'))})"
    return known


def _lines(table: str) -> list[str]:
    depth = re.match(r"\n?( *)", table)
    joined = re.sub(rf"\n{depth[1] if depth else ''} +", "", table)
    return [line.strip() for line in joined.splitlines() if line.strip()]


def _written(line: str, concepts: Mapping[str, str]) -> str:
    line = re.sub(r"\{([a-z_]+)\}", lambda hit: concepts[hit[1]], line)
    line = re.sub(r"~\(([^()]+)\)|~([א-ת]+)", lambda hit: _HEBREW_VERB.format(_stems(hit[1] or hit[2])), line)
    line = re.sub(r"!\(([א-ת|]+)\)", lambda hit: _doing(hit[1].split("|")), line)
    line = re.sub(r"(?<=\w)(?<!\\w)\*", r"[\\wא-ת]*", line)
    return line.replace(" ... ", _GAP)


def _doing(roots: Sequence[str]) -> str:
    """The present, the future and the infinitive of three-letter roots."""
    roots = [_stems(root) for root in roots]
    letters = [re.findall(r"\[..\]|.", root) for root in roots]
    future = "|".join(f"{first}[וי]?{second}[וי]?{third}" for first, second, third in letters)
    present = "|".join(f"{first}ו{second}{third}" for first, second, third in letters)
    return _HEBREW_DOING.format(f"(?:{future})", f"(?:{present})")


def _stems(stems: str) -> str:
    """Stems whose last letter may stand at the end of a word or before an ending."""
    for last, within in _FINALS.items():
        stems = re.sub(rf"[{last}{within}](?=\||$)", f"[{last}{within}]", stems)
    return stems
