"""Does the callee's own speech say what the model claims? Deterministic: the quote is found, and the numbers agree.

Rules:
1. A quote is found in a turn, or in two that follow each other, when most of its words stand there in order;
   transcription may slip a letter or a word.
2. Every number, price and time of the value must be said in that same place, and not be denied there.
"""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from ringback.call_handler import numerals
from ringback.call_handler.events import Utterance

_ENOUGH = 0.75
_ALIKE = 0.75
_NO_NUMBER = re.compile(r"\b(?:one|אחת|אחד)\b", re.IGNORECASE)
"""In a value these mostly are no numbers: "the large one"."""
_WORD = re.compile(r"[^\W_]+")


def witness(value: str, quote: str | None, turns: Sequence[Utterance]) -> tuple[int | None, bool]:
    """(index of the callee's turn that has `quote`, whether what was said there supports `value`)."""
    claimed = numerals.said(_NO_NUMBER.sub(" ", value))
    found = [passage for passage in _passages(turns) if quotes(quote or "", _text(passage))]
    for passage in found:
        if numerals.supports(claimed, numerals.said(_text(passage))):
            return _index(passage, quote or ""), True
    return (_index(found[0], quote or ""), False) if found else (None, False)


def _passages(turns: Sequence[Utterance]) -> list[list[Utterance]]:
    """The callee's turns, latest first; then neighbours joined, for a pause may cut a sentence in two."""
    heard = sorted((turn for turn in turns if turn.text not in ("", "…")), key=lambda turn: turn.index)
    single = [[turn] for turn in heard if turn.who == "callee"]
    pairs = [[one, two] for one, two in pairwise(heard) if one.who == two.who == "callee"]
    return [*reversed(single), *reversed(pairs)]


def _text(passage: Sequence[Utterance]) -> str:
    return " ".join(turn.text for turn in passage)


def _index(passage: Sequence[Utterance], quote: str) -> int:
    """The turn of the passage that has most of the quote."""
    return max(reversed(passage), key=lambda turn: _in_order(_words(quote), _words(turn.text))).index


def quotes(quote: str, text: str) -> bool:
    """`text` contains `quote`, up to slips of the transcription."""
    wanted, there = _words(quote), _words(text)
    if not wanted:
        return False
    return _in_order(wanted, there) / len(wanted) >= _ENOUGH


def _in_order(wanted: Sequence[str], there: Sequence[str]) -> int:
    """How many words of `wanted` are found in `there` in their order (longest common subsequence of alike words)."""
    best = [0] * (len(there) + 1)
    for word in wanted:
        row = [0]
        for place, other in enumerate(there):
            row.append(best[place] + 1 if _alike(word, other) else max(best[place + 1], row[place]))
        best = row
    return best[-1]


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) > 2 and SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _words(text: str) -> list[str]:
    """Lower case, without vowel points and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return _WORD.findall(plain.replace("'", "").replace("’", "").replace('"', ""))
