"""A closed set of utterances with slots: as a network of words for the recogniser, and back from words to text.

Rules:
1. Slots: <time> <price> <count> (numbers in words), <size> <day> <food> <name> (`lexicon/slots.toml`); in Hebrew
   prefix letters may stand before one ("ל<time>"), and are said with its first word. More may be given by name.
2. A network's states are numbers from START to END; every arc carries one word. What leaves a state shares one chance.
3. A slot is read back as the words that were said; everything else as it is written in the phrase.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from ringback.sandbox.voice.lexicon import numbers
from ringback.sandbox.voice.phonemes import PAUSES, spoken

Words = tuple[str, ...]
Slots = Mapping[str, Mapping[Words, str]]
"""Slot → the words that are said → the text that is read back."""

START, END = 0, 1
_SLOT = re.compile(r"([ובהלכמש]{0,3})<(\w+)>")
_HIGHEST_PRICE, _HIGHEST_COUNT = 400, 20


def words_of(text: str, language: str) -> Words:
    """The words of a text as they are said."""
    return tuple(word for word in spoken(text, language) if word not in PAUSES)


def said(values: Iterable[str], language: str) -> dict[Words, str]:
    """The words of each value → the value."""
    return {words_of(value, language): value for value in values}


@cache
def usual_slots(language: str) -> Slots:
    table = tomllib.loads(files("ringback.sandbox.voice.lexicon").joinpath("slots.toml").read_text(encoding="utf-8"))
    slots = {name: said(values, language) for name, values in table[language].items()}
    prices = [numbers.cardinal(n, language) for n in range(1, _HIGHEST_PRICE + 1)]
    counts = [numbers.cardinal(n, language) for n in range(1, _HIGHEST_COUNT + 1)]
    if language == "he":
        prices += [numbers.cardinal(n, language, masculine=True) for n in range(1, _HIGHEST_PRICE + 1)]
        counts += [numbers.cardinal(n, language, masculine=True) for n in range(1, _HIGHEST_COUNT + 1)]
    for name, values in (("time", numbers.clocks(language)), ("price", prices), ("count", counts)):
        slots[name] = {words: " ".join(words) for words in values}
    return slots


@dataclass(frozen=True, slots=True)
class Blank:
    """A slot in its place, with the prefix letters said with it."""

    prefix: str
    name: str


@dataclass(slots=True)
class Network:
    """`arcs` are (from, to, word)."""

    arcs: list[tuple[int, int, str]] = field(default_factory=list)
    states: int = 2

    def state(self) -> int:
        self.states += 1
        return self.states - 1

    def words(self) -> set[str]:
        return {word for _, _, word in self.arcs}

    def chances(self) -> list[tuple[int, int, float, str]]:
        """(from, to, chance, word), once for each pair of states and word."""
        arcs = list(dict.fromkeys(self.arcs))
        leaving: dict[int, int] = {}
        for start, _, _ in arcs:
            leaving[start] = leaving.get(start, 0) + 1
        return [(start, end, 1 / leaving[start], word) for start, end, word in arcs]

    def choice(self, ways: Iterable[Words], start: int, end: int) -> None:
        """One of several sequences, with common beginnings and common endings drawn once."""
        tree: dict[str, dict[str, object]] = {}
        for words in ways:
            at: dict[str, object] = tree  # type: ignore[assignment]  # dicts all the way down, which has no type
            for word in words:
                at = at.setdefault(word, {})  # type: ignore[assignment]  # as above
            at[""] = {}
        self._draw(tree, start, end, {})

    def _draw(self, tree: Mapping[str, object], start: int, end: int, drawn: dict[str, int]) -> None:
        for word, rest in tree.items():
            if not word:
                continue
            assert isinstance(rest, dict)
            if "" in rest:
                self.arcs.append((start, end, word))
            if set(rest) - {""}:
                shape = repr({key: value for key, value in rest.items() if key})
                if shape not in drawn:
                    drawn[shape] = self.state()
                    self._draw(rest, drawn[shape], end, drawn)
                self.arcs.append((start, drawn[shape], word))


class Phrase:
    """One utterance; raises ValueError for a slot nobody defines."""

    def __init__(self, text: str, language: str, slots: Slots) -> None:
        self.text = text
        self._parts: list[Words | Blank] = []
        self._literals: list[str] = []
        self._slots = slots
        at = 0
        for found in _SLOT.finditer(text):
            blank = Blank(found[1], found[2])
            if blank.name not in slots:
                raise ValueError(f"no slot <{blank.name}>; there are {', '.join(sorted(slots))}")
            self._literals.append(text[at : found.start()])
            self._parts += [words_of(self._literals[-1], language), blank]
            at = found.end()
        self._literals.append(text[at:])
        self._parts.append(words_of(self._literals[-1], language))

    def draw(self, network: Network) -> None:
        steps = [part for part in self._parts if part]
        at = START
        for index, part in enumerate(steps):
            end = END if index == len(steps) - 1 else network.state()
            ways = [part] if isinstance(part, tuple) else self._said(part)
            network.choice(ways, at, end)
            at = end

    def _said(self, blank: Blank) -> dict[Words, str]:
        return {(blank.prefix + words[0], *words[1:]): text for words, text in self._slots[blank.name].items()}

    def read(self, words: Sequence[str]) -> str | None:
        """The phrase with its slots filled from exactly these words, or None."""
        return self._read(0, tuple(words))

    def _read(self, index: int, words: Words) -> str | None:
        if index == len(self._parts):
            return "" if not words else None
        match self._parts[index]:
            case Blank() as blank:
                for said, text in self._said(blank).items():
                    if words[: len(said)] == said:
                        rest = self._read(index + 1, words[len(said) :])
                        if rest is not None:
                            return blank.prefix + text + rest
                return None
            case literal:
                if words[: len(literal)] != literal:
                    return None
                rest = self._read(index + 1, words[len(literal) :])
                return None if rest is None else self._literals[index // 2] + rest


def network_of(phrases: Iterable[Phrase]) -> Network:
    network = Network()
    for phrase in phrases:
        phrase.draw(network)
    return network
