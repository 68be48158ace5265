"""How callers with an errand talk: a small language model of sentences, so that key words are told from their likes.

Rules:
1. It is counted from `lexicon/talk_LANGUAGE.txt`, sentences with slots filled by lot (always the same lot), and knows
   every word of the lexicon and every key word as a possible one.
2. Hebrew prefix letters are words of their own here ("ל־", "שבע"), so that a key word is found behind any of them.
3. Where food is named it is mostly what the listener sells: key words that are food, or that nothing else says.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from math import log10

from ringback.sandbox.voice.grammar import Words, usual_slots, words_of
from ringback.sandbox.voice.lexicon import hebrew, numbers

Ngrams = list[dict[Words, float]]

_ORDER = 3
_DISCOUNT = 0.6
_ANY_WORD, _KEY_WORDS = 0.2, 0.1
_TIMES_EACH = 8
_SLOT = re.compile(r"<(\w+)>")
_LAST_COUNT = 12


def tokens(text: str, language: str) -> Words:
    """The words of a text as this model counts them."""
    words = words_of(text, language)
    return tuple(part for word in words for part in (hebrew.apart(word) if language == "he" else (word,)))


def vocabulary(language: str) -> frozenset[str]:
    """Every word that may be said, key words aside."""
    known = {token for sentence in _sentences(language, ()) for token in sentence}
    known |= {token for values in usual_slots(language).values() for said in values for token in said}
    return frozenset(known | _lexicon(language))


@cache
def _lexicon(language: str) -> frozenset[str]:
    if language == "he":
        return frozenset(word for word in hebrew.words() if " " not in word)
    return frozenset(_text("words_en.txt").split())


@cache
def _text(name: str) -> str:
    return files("ringback.sandbox.voice.lexicon").joinpath(name).read_text(encoding="utf-8")


@cache
def _sentences(language: str, keys: Words) -> list[Words]:
    lot = random.Random(1)
    lines = [line for line in _text(f"talk_{language}.txt").splitlines() if line and not line.startswith("#")]
    own = _sold(keys, language, lines)
    return [tokens(_filled(line, language, own, lot), language) for line in lines for _ in range(_TIMES_EACH)]


def _sold(keys: Words, language: str, lines: Sequence[str]) -> list[str]:
    """The key words that stand where food does: no time, name, count, … and none of the words around the slots."""
    slots = usual_slots(language)
    named = {words for name, values in slots.items() if name != "food" for words in values}
    around = {token for line in lines for token in tokens(_SLOT.sub(" ", line), language)}
    spoken = {key: words_of(key, language) for key in keys}
    return [key for key, words in spoken.items() if words not in named and not around.issuperset(words)]


def _filled(line: str, language: str, own: Sequence[str], lot: random.Random) -> str:
    def value(slot: re.Match[str]) -> str:
        match slot[1]:
            case "count":
                few = min(lot.randint(1, _LAST_COUNT), lot.randint(1, _LAST_COUNT))
                return " ".join(numbers.cardinal(few, language, masculine=lot.random() < 0.6))
            case "phone":
                return " ".join(numbers.digits("0" + "".join(lot.choices("0123456789", k=9)), language))
            case "food" if own and lot.random() < 0.5:
                return lot.choice(own)
            case name:
                return lot.choice(list(usual_slots(language)[name].values()))

    return _SLOT.sub(value, line)


def arpa(keys: Words, language: str) -> tuple[str, frozenset[str]]:
    """The language model in ARPA's format for a listener of these key words, and its vocabulary."""
    sentences = _sentences(language, keys)
    wanted = {token for key in keys for token in tokens(key, language) if not token.endswith(hebrew.PREFIX_MARK)}
    known = vocabulary(language) | {token for sentence in sentences for token in sentence} | wanted
    return _written(*_counted(sentences, known, wanted)), frozenset(known)


def _counted(sentences: Iterable[Words], known: Iterable[str], wanted: set[str]) -> tuple[Ngrams, dict[Words, float]]:
    """Absolute discounting with back-off; single words share in the chances of any word and of key words."""
    counts: list[Counter[Words]] = [Counter() for _ in range(_ORDER)]
    for sentence in sentences:
        padded = ("<s>", *sentence, "</s>")
        for order in range(_ORDER):
            counts[order].update(padded[at : at + order + 1] for at in range(len(padded) - order))
    words = {*known, "</s>"}
    total = sum(count for (word,), count in counts[0].items() if word != "<s>")
    single: dict[Words, float] = {
        (word,): (1 - _ANY_WORD - _KEY_WORDS) * counts[0][(word,)] / total + _ANY_WORD / len(words) for word in words
    }
    for word in wanted:
        single[(word,)] += _KEY_WORDS / len(wanted)
    chances: Ngrams = [single]
    left: dict[Words, float] = {}
    for order in range(1, _ORDER):
        followers: dict[Words, list[Words]] = defaultdict(list)
        for ngram in counts[order]:
            followers[ngram[:-1]].append(ngram)
        longer: dict[Words, float] = {}
        for context, ngrams in followers.items():
            seen = sum(counts[order][ngram] for ngram in ngrams)
            longer |= {ngram: (counts[order][ngram] - _DISCOUNT) / seen for ngram in ngrams}
            shorter = sum(_chance(ngram[1:], chances, left) for ngram in ngrams)
            left[context] = max(1e-9, len(ngrams) * _DISCOUNT / seen) / max(1e-9, 1 - shorter)
        chances.append(longer)
    return chances, left


def _chance(ngram: Words, chances: Ngrams, left: dict[Words, float]) -> float:
    weight = 1.0
    while ngram not in chances[len(ngram) - 1]:
        weight *= left.get(ngram[:-1], 1.0)
        ngram = ngram[1:]
    return weight * chances[len(ngram) - 1][ngram]


def _written(chances: Ngrams, left: dict[Words, float]) -> str:
    lines = ["\\data\\", f"ngram 1={len(chances[0]) + 1}"]
    lines += [f"ngram {order}={len(ngrams)}" for order, ngrams in enumerate(chances[1:], 2)]
    for order, ngrams in enumerate(chances, 1):
        lines += ["", f"\\{order}-grams:"]
        if order == 1:
            lines.append(f"-99 <s> {log10(left[('<s>',)]):.4f}")
        for ngram, chance in sorted(ngrams.items()):
            back = f" {log10(left.get(ngram, 1.0)):.4f}" if order < len(chances) else ""
            lines.append(f"{log10(max(chance, 1e-9)):.4f} {' '.join(ngram)}{back}")
    return "\n".join([*lines, "", "\\end\\", ""])


def found(said: Sequence[str], keys: Sequence[str], language: str) -> list[str]:
    """The keys that stand in the tokens, in order; where several begin at a word, the longest."""
    spelled = sorted(((tokens(key, language), key) for key in keys), key=lambda pair: -len(pair[0]))
    hits: list[str] = []
    at = 0
    while at < len(said):
        for parts, key in spelled:
            if parts and _same(said[at : at + len(parts)], parts):
                hits.append(key)
                at += len(parts)
                break
        else:
            at += 1
    return hits


def _same(said: Sequence[str], parts: Words) -> bool:
    """The words of a key; the first may have a prefix letter with which it is said as a word of its own ("לשמונה")."""
    joined = len(said) == len(parts) and said[0][1:] == parts[0] and said[0][0] in hebrew.PREFIXES
    return tuple(said) == parts or (joined and tuple(said[1:]) == parts[1:])
