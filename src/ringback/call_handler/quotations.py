"""Where a quotation stands in a talk, up to slips of the transcription. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from ringback.call_handler.events import Utterance

_ENOUGH = 0.75
_ALIKE = 0.75
_WORD = re.compile(r"[^\W_]+")


def quotes(quote: str, text: str) -> bool:
    """`text` contains `quote`, up to slips of the transcription."""
    wanted, there = words(quote), words(text)
    if not wanted:
        return False
    return in_order(wanted, there) / len(wanted) >= _ENOUGH


def in_order(wanted: Sequence[str], there: Sequence[str]) -> int:
    """How many words of `wanted` are found in `there` in their order (longest common subsequence of alike words)."""
    best = [0] * (len(there) + 1)
    for word in wanted:
        row = [0]
        for place, other in enumerate(there):
            row.append(best[place] + 1 if _alike(word, other) else max(best[place + 1], row[place]))
        best = row
    return best[-1]


def passages(heard: Sequence[Utterance]) -> list[list[Utterance]]:
    """The callee's turns, latest first; then neighbours joined, for a pause may cut a sentence in two."""
    single = [[turn] for turn in heard if turn.who == "callee"]
    pairs = [[one, two] for one, two in pairwise(heard) if one.who == two.who == "callee"]
    return [*reversed(single), *reversed(pairs)]


def text_of(passage: Sequence[Utterance]) -> str:
    return " ".join(turn.text for turn in passage)


def turn_of(passage: Sequence[Utterance], quote: str) -> int:
    """The index of the turn of the passage that has most of the quote."""
    return max(reversed(passage), key=lambda turn: in_order(words(quote), words(turn.text))).index


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) > 2 and SequenceMatcher(None, one, other).ratio() >= _ALIKE


def words(text: str) -> list[str]:
    """Lower case, without vowel points and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return _WORD.findall(plain.replace("'", "").replace("’", "").replace('"', ""))
