"""What an utterance asserts, denies or only asks: its numbers, times, days and its yes or no, clause by clause.

Rules:
1. A clause ends at a punctuation mark and at words like "but", "רק". A denial reaches to its end; "full", "closed" and
   their likes cover all of it. What stands after "if" or "maybe" is not asserted either.
2. A correction in one breath ("at seven, sorry, at eight") withdraws what was said of the same kind before it.
3. A sentence with a question mark, or that begins as a question, asks; it asserts nothing yet.
4. A denial or doubt at the end of a clause ("eight won't work", "eight, probably") is of what was named before it.
5. Of a range or a choice (`bounds`, or "seven, eight") nothing is asserted yet.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ringback.call_handler import vocabulary as known
from ringback.call_handler.figures import Atom, atoms_of, spread
from ringback.call_handler.number_words import CURRENCIES, Half
from ringback.call_handler.numerals import amounts, half_left, spoken
from ringback.call_handler.occasions import NOT_OURS
from ringback.call_handler.word_forms import Word, words_of

Polarity = Literal["yes", "no", "unsure"]

_READ_AS = [(re.compile(phrase, re.IGNORECASE), meant) for phrase, meant in (*NOT_OURS, *known.READ_AS)]
_SPAN = re.compile(r"(?<![\d:.,+-])([1-9]\d{0,2}(?::\d\d)?)\s?[-–]\s?(?=[1-9]\d{0,2}(?::\d\d)?(?![\d:-]))")
""" "40-60", and no part of a phone number or a date."""
_SENTENCE = re.compile(r"(?<!\b[ap]\.m)(?<=[.!?])\s+")
_LONGEST = 60
"""Words of a clause; who talks on without a pause is read in pieces."""
_ASKS = re.compile(
    r"^(?:so |and |then |okay,? |ok,? |אז |ו)?(?:is|are|does|do|did|would|could|can|shall|should|will|how about|"
    r"what about|(?:what|which|when|who|how) |you(?:'re looking| are looking|'d like| (?:would like|want(?:ed)?|need)"
    r"(?! to (?:be|come|arrive|pay|bring|call)))|האם|מה דעת|מה עם|את[הם]? רוצ(?:ה|ים|ות)(?! ל))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: what it names, and whether it asserts, denies, or asks it."""

    words: tuple[str, ...]
    asserted: tuple[Atom, ...]
    denied: tuple[Atom, ...]
    asks: bool
    polarity: Polarity | None
    corrects: bool
    open: tuple[Atom, ...] = ()
    """The ends of a range or a choice."""
    sentence: int = 0

    @property
    def priced(self) -> bool:
        return not CURRENCIES.keys().isdisjoint(self.words)

    @property
    def named(self) -> tuple[Atom, ...]:
        return (*self.asserted, *self.denied, *self.open)

    @property
    def bare_figure(self) -> bool:
        """Nothing but one number and its currency."""
        return self._only_a_figure(frozenset())

    @property
    def mere_figure(self) -> bool:
        """The same with words like "sorry" and "it's" around it."""
        return self._only_a_figure(known.CORRECTS | known.PARTICLES | known.FILLERS)

    def _only_a_figure(self, besides: frozenset[str]) -> bool:
        words = [Word(text) for text in self.words]
        named = {at for amount in amounts(words) for at in range(amount.first, amount.end)}
        return bool(named) and all(
            at in named or word.text in CURRENCIES or word.text in besides for at, word in enumerate(words)
        )

    @property
    def left_open(self) -> "Clause":
        return replace(self, asserted=(), open=(*self.asserted, *self.open))

    @property
    def doubted(self) -> "Clause":
        return replace(self, asserted=(), open=(), denied=self.named)


@dataclass(frozen=True, slots=True)
class Statement:
    clauses: tuple[Clause, ...] = ()
    spoken: tuple[str, ...] = ()
    """The digits of each row of figures."""
    currencies: frozenset[str] = frozenset()

    @property
    def bare(self) -> bool:
        """Nothing but a yes or a no."""
        return all(word in known.YES or word in known.NOT for clause in self.clauses for word in clause.words)

    def asserted(self, *, asked: bool = False) -> tuple[Atom, ...]:
        """What is asserted at the end of it; with `asked` also what is only asked."""
        return tuple(atom for clause in self.clauses if asked or not clause.asks for atom in clause.asserted)

    def named(self) -> tuple[Atom, ...]:
        return tuple(atom for clause in self.clauses for atom in clause.named)

    @property
    def of_the_coming_week(self) -> bool:
        """A day of the week that is named in it is the next one, as far as it tells."""
        dated = any(atom.kind in ("date", "day_of_month") for atom in self.named())
        denied = any(atom.kind == "day" for atom in self.denied())
        return not (dated or denied or any(known.WEEKS_ON & set(clause.words) for clause in self.clauses))

    def denied(self) -> tuple[Atom, ...]:
        return tuple(atom for clause in self.clauses for atom in clause.denied)

    def open(self) -> tuple[Atom, ...]:
        return tuple(atom for clause in self.clauses for atom in clause.open)

    @property
    def polarity(self) -> Polarity | None:
        """The last one that is not a question. Only a firm yes follows a no, and no mere "okay" an unsure word."""
        heard: Polarity | None = None
        for clause in self.clauses:
            words = known.YES & set(clause.words)
            faint = clause.polarity == "yes" and (
                (heard == "no" and not known.FIRM & words) or (heard == "unsure" and words <= known.FILLERS)
            )
            if clause.polarity and not clause.asks and not faint:
                heard = clause.polarity
        return heard


def state(text: str) -> Statement:
    sentences = enumerate(_SENTENCE.split(_SPAN.sub(r"\1 to ", _meant(text))))
    clauses = [replace(clause, sentence=at) for at, sentence in sentences for clause in _clauses(sentence)]
    currencies = frozenset(CURRENCIES[word.text] for word in words_of(text) if word.text in CURRENCIES)
    return Statement(tuple(_withdrawn(clauses)), spoken(words_of(text)), currencies)


def _meant(text: str) -> str:
    meant = text.replace("’", "'")
    for phrase, words in _READ_AS:
        meant = phrase.sub(words, meant)
    return meant


def claims(text: str) -> list[tuple[Atom, ...]]:
    """What a value claims: for each of its numbers, times and days the readings of which one must be met."""
    readings: dict[int, list[Atom]] = {}
    found = atoms_of(words_of(_SPAN.sub(r"\1 to ", text)))
    dates = {first for first, atom in found if atom.kind == "date"}
    for first, atom in found:
        if first not in dates or atom.kind == "date":
            readings.setdefault(first, []).append(atom)
    return [tuple(atoms) for atoms in readings.values()]


def _clauses(sentence: str) -> list[Clause]:
    asks = sentence.rstrip().endswith("?") or bool(_ASKS.match(sentence.strip()))
    parts: list[list[Word]] = [[]]
    words = words_of(sentence)
    for at, word in enumerate(words, 1):
        if word.text in ",;.!?":
            parts += [] if at < len(words) and words[at].text in known.JOINS else [[]]
        elif word.text in known.BREAKS or len(parts[-1]) == _LONGEST:
            parts.append([word])
        else:
            parts[-1].append(word)
    half: Half | None = None
    found = []
    for part in filter(None, parts):
        found.append(_clause(part, asks, half))
        only_doubts = known.UNSURE - {"pending"} >= set(found[-1].words) or found[-1].words[0] == "conditional"
        if len(found) > 1 and not asks and only_doubts:
            found[-2] = found[-2].doubted
        if len(found) > 1 and known.TAKES_BACK.issuperset(found[-1].words) and known.CORRECTS & set(found[-1].words):
            found[-2] = replace(found[-2], corrects=True)
        if len(found) > 1 and found[-2].bare_figure and found[-1].bare_figure and found[-2].asserted:
            found[-2:] = [clause.left_open for clause in found[-2:]]
        if found[-1].polarity != "no":
            half = half_left(part, half)
    return [clause.doubted for clause in found] if any("hearsay" in clause.words for clause in found) else found


def _clause(words: Sequence[Word], asks: bool, half: Half | None) -> Clause:
    texts = tuple(word.text for word in words)
    denies_from, doubt = _denial(texts, asks)
    atoms = atoms_of(words, half)
    if atoms and _denies_what_went_before(texts, max(at for at, _ in atoms), denies_from):
        denies_from = 0
    left_open = spread(words, atoms)
    denied = tuple(atom for at, atom in atoms if at >= denies_from)
    return Clause(
        texts,
        tuple(atom for at, atom in atoms if at < denies_from and atom not in left_open),
        denied,
        asks,
        doubt or ("yes" if known.YES & set(texts) else _said_no(texts)),
        bool(known.CORRECTS & set(texts)),
        tuple(atom for at, atom in atoms if at < denies_from and atom in left_open),
    )


def _denies_what_went_before(texts: Sequence[str], named: int, denies_from: int) -> bool:
    """ "Eight won't work", "eight maybe": of what was named at `named`, unless it goes on about something else."""
    behind = set(texts[denies_from + 1 :])
    if not named < denies_from < len(texts) or "and" in texts[named:denies_from] or known.ASIDE & behind:
        return False
    return texts[denies_from] not in known.NO or not behind or bool(known.NOTHING_LEFT & behind)


def _said_no(texts: Sequence[str]) -> Polarity | None:
    return "no" if texts and texts[0] in ("no", "nope", "לא") else None


def _denial(texts: Sequence[str], asks: bool) -> tuple[int, Polarity | None]:
    """The place from which what is named is denied or in doubt, and which; past the end when nothing is."""
    if known.GONE & set(texts):
        return 0, "no"
    if "elsewhen" in texts or "conditional" in texts:
        return 0, "unsure"
    for at, text in enumerate(texts):
        if text in known.UNSURE and not asks:
            return at, "unsure"
        if text in known.EXCEPT:
            return at, None
        if text in known.NOT and not (at == 0 and text == "no" and (len(texts) == 1 or texts[1] in known.PARTICLES)):
            return at, "no"
    return len(texts), None


def _withdrawn(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses without what a later correction in the same breath replaces."""
    kept, begun = list(clauses), False
    for at, clause in enumerate(clauses):
        begins = begun or clause.corrects
        begun = begins and not clause.named
        if not begins:
            continue
        named = {str(atom.kind) for atom in clause.asserted}
        kinds = (named - {"number"}) or named
        for earlier in range(at):
            old = kept[earlier]
            if "number" in kinds and old.priced and not clause.priced:
                continue
            gone = tuple(atom for atom in old.asserted if atom.kind in kinds)
            left = tuple(atom for atom in old.asserted if atom.kind not in kinds)
            kept[earlier] = replace(old, asserted=left, denied=(*old.denied, *gone))
    return kept
