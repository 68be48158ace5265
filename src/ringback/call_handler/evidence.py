"""Does the callee's own speech say what the model claims? Deterministic: the quote is found, and the numbers agree.

Rules:
1. A quote is found in a turn when most of its words stand there in order; transcription may slip a letter or a word.
2. Every number, price and time of the value must be said in that same turn, and not be denied there.
"""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from ringback.call_handler import numerals
from ringback.call_handler.events import Utterance

_ENOUGH = 0.75
_ALIKE = 0.75
_WORD = re.compile(r"[^\W_]+")


def witness(value: str, quote: str | None, turns: Sequence[Utterance]) -> tuple[int | None, bool]:
    """(index of the callee's turn that has `quote`, whether that turn supports `value`)."""
    found = [turn for turn in turns if turn.who == "callee" and quotes(quote or "", turn.text)]
    claimed = numerals.said(value)
    for turn in reversed(found):
        if numerals.supports(claimed, numerals.said(turn.text)):
            return turn.index, True
    return (found[-1].index, False) if found else (None, False)


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
