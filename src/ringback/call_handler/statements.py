"""What an utterance asserts, denies or only asks: its numbers, times, days and its yes or no, clause by clause.

Rules:
1. A clause ends at a punctuation mark and at words like "but", "רק". A denial reaches to its end; "full", "closed" and
   their likes cover all of it. What stands after "if" or "maybe" is not asserted either.
2. A correction in one breath ("at seven, sorry, at eight") withdraws what was said of the same kind before it.
3. A sentence with a question mark, or that begins as a question, asks; it asserts nothing yet.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ringback.call_handler import vocabulary as known
from ringback.call_handler.number_words import CURRENCIES, Half
from ringback.call_handler.numerals import Amount, Clock, Word, amounts, half_left, spoken, words_of

Polarity = Literal["yes", "no", "unsure"]

_READ_AS = [(re.compile(phrase, re.IGNORECASE), meant) for phrase, meant in known.READ_AS]
_SENTENCE = re.compile(r"(?<!\b[ap]\.m)(?<=[.!?])\s+")
_ASKS = re.compile(
    r"^(?:so |and |then |אז |ו)?(?:is|are|does|do|did|would|could|can|shall|should|will|how about|what about|"
    r"(?:what|which|when|who|how) |האם|מה דעת|מה עם)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing that can be checked."""

    kind: Literal["number", "part", "time", "day", "month", "date"]
    """A part is a number that is added to another or taken off; a date is 100 times its month and its day."""
    value: float | str | Clock

    def fits(self, other: "Atom") -> bool:
        if self.kind != other.kind:
            return False
        if isinstance(self.value, Clock) and isinstance(other.value, Clock):
            return self.value.fits(other.value)
        return self.value == other.value


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: what it names, and whether it asserts, denies, or asks it."""

    words: tuple[str, ...]
    asserted: tuple[Atom, ...]
    denied: tuple[Atom, ...]
    asks: bool
    polarity: Polarity | None
    corrects: bool

    @property
    def priced(self) -> bool:
        return not CURRENCIES.keys().isdisjoint(self.words)

    @property
    def named(self) -> tuple[Atom, ...]:
        return (*self.asserted, *self.denied)


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

    def denied(self) -> tuple[Atom, ...]:
        return tuple(atom for clause in self.clauses for atom in clause.denied)

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
    meant = text.replace("’", "'")
    for phrase, words in _READ_AS:
        meant = phrase.sub(words, meant)
    clauses = [clause for sentence in _SENTENCE.split(meant) for clause in _clauses(sentence)]
    currencies = frozenset(CURRENCIES[word.text] for word in words_of(text) if word.text in CURRENCIES)
    return Statement(tuple(_withdrawn(clauses)), spoken(words_of(text)), currencies)


def claims(text: str) -> list[tuple[Atom, ...]]:
    """What a value claims: for each of its numbers, times and days the readings of which one must be met."""
    readings: dict[int, list[Atom]] = {}
    found = _atoms(words_of(text))
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
            parts += [] if at < len(words) and words[at].text in known.SUMS else [[]]
        elif word.text in known.BREAKS:
            parts.append([word])
        else:
            parts[-1].append(word)
    half: Half | None = None
    found = []
    for part in filter(None, parts):
        found.append(_clause(part, asks, half))
        if found[-1].polarity != "no":
            half = half_left(part, half)
    return found


def _clause(words: Sequence[Word], asks: bool, half: Half | None) -> Clause:
    texts = tuple(word.text for word in words)
    denies_from, doubt = _denial(texts, asks)
    atoms = _atoms(words, half)
    denied = tuple(atom for at, atom in atoms if at >= denies_from)
    return Clause(
        texts,
        tuple(atom for at, atom in atoms if at < denies_from),
        denied,
        asks,
        doubt or ("yes" if known.YES & set(texts) else _said_no(texts)),
        bool(known.CORRECTS & set(texts)),
    )


def _said_no(texts: Sequence[str]) -> Polarity | None:
    return "no" if texts and texts[0] in ("no", "nope", "לא") else None


def _denial(texts: Sequence[str], asks: bool) -> tuple[int, Polarity | None]:
    """The place from which what is named is denied or in doubt, and which; past the end when nothing is."""
    if known.GONE & set(texts):
        return 0, "no"
    for at, text in enumerate(texts):
        if text in known.UNSURE and not asks:
            return at, "unsure"
        if text in known.EXCEPT:
            return at, None
        if text in known.NOT and not (at == 0 and text == "no" and (len(texts) == 1 or texts[1] in known.PARTICLES)):
            return at, "no"
    return len(texts), None


def _atoms(words: Sequence[Word], half: Half | None = None) -> list[tuple[int, Atom]]:
    """`half` of the day was named before in the sentence."""
    found: list[tuple[int, Atom]] = []
    for amount in amounts(words, half):
        if amount.clock is not None:
            found.append((amount.first, Atom("time", amount.clock)))
        if amount.value is not None:
            found.append((amount.first, Atom("part" if _in_a_sum(words, amount) else "number", amount.value)))
    for at, word in enumerate(words):
        if (day := _day(words, at)) is not None:
            found.append((at, Atom("day", day)))
        month = word.text.lstrip("בל")
        if month in known.MONTHS and (month != "may" or any(abs(first - at) <= 1 for first, _ in found)):
            found.append((at, Atom("month", float(known.MONTHS[month]))))
            if (told := _day_of_month(words, at)) is not None:
                found.append((told[0], Atom("date", known.MONTHS[month] * 100.0 + told[1])))
    return found


def _day_of_month(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Where the number before the month at `at`, or else after it, begins, and which it is: "the third of December"."""
    before, after = at - (at > 0 and words[at - 1].text == "of"), at + 1
    after += after < len(words) and words[after].text == "the"
    days = [(it, int(it.digits)) for it in amounts(words) if it.digits and ":" not in words[it.first].text]
    for it, day in days:
        if it.end == before and not (it.first and words[it.first - 1].text == "at") and day <= 31:
            return it.first, day
    return next(((it.first, day) for it, day in days if it.first == after and day <= 31), None)


def _in_a_sum(words: Sequence[Word], amount: Amount) -> bool:
    """No other number stands between it and a plus or minus."""
    numbers = {at for other in amounts(words) for at in range(other.first, other.end)}
    for side in (range(amount.end, len(words)), range(amount.first - 1, -1, -1)):
        near = next((at for at in side if at in numbers or words[at].text in known.SUMS), None)
        if near is not None and near not in numbers:
            return True
    return False


def _day(words: Sequence[Word], at: int) -> str | None:
    text, before = words[at].text, words[at - 1].text if at else ""
    plain = text[1:] if text[:1] in "בלו" and text[1:] in (*known.DAYS, *known.RELATIVE) else text
    if plain in known.RELATIVE:
        return known.RELATIVE[plain]
    if plain not in known.DAYS or not (
        "a" <= plain[0] <= "z" or before in ("יום", "ביום", "ליום") or plain in ("שישי", "שבת")
    ):
        return None if words[at].joined != "ב" or text not in known.DAYS else str(known.DAYS[text])
    return str(known.DAYS[plain])


def _withdrawn(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses without what a later correction in the same breath replaces."""
    kept = list(clauses)
    for at, clause in enumerate(clauses):
        begins = clause.corrects or (at > 0 and clauses[at - 1].corrects and not clauses[at - 1].named)
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
            kept[earlier] = Clause(old.words, left, (*old.denied, *gone), old.asks, old.polarity, old.corrects)
    return kept
