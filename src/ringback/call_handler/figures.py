"""The numbers, times, days and months among some words, each as one thing that can be checked.

"The fourth" names one of several; where a day can be meant it is also a day of a month that is not named.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Literal

from ringback.call_handler import vocabulary as known
from ringback.call_handler.bounds import Bound, Place, bound, is_name, open_ends
from ringback.call_handler.charges import NET, before_tax, charge_of
from ringback.call_handler.number_words import UNITS, Half
from ringback.call_handler.numerals import Amount, Clock, amounts
from ringback.call_handler.word_forms import Word

_DAYS_ALONE = ("שלישי", "רביעי", "חמישי")
"""Said without "יום" they are days when a letter is joined to them."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing that can be checked."""

    kind: Literal["number", "name", "part", "time", "day", "month", "date", "day_of_month"]
    """A part is a number that is added to another or taken off; a date is 100 times its month and its day."""
    value: float | str | Clock
    bound: Bound | None = None
    charge: str | None = None
    """What an amount is of (`charges`)."""

    def fits(self, other: "Atom") -> bool:
        if self.kind != other.kind or self.bound != other.bound or (self.charge == NET != other.charge):
            return False
        if isinstance(self.value, Clock) and isinstance(other.value, Clock):
            return self.value.fits(other.value)
        return self.value == other.value


def met(atoms: Sequence[Atom], asserted: Sequence[Atom]) -> bool:
    """One of the readings `atoms` is among what is asserted."""
    return any(atom.fits(other) for atom in atoms for other in asserted)


def atoms_of(words: Sequence[Word], half: Half | None = None) -> list[tuple[int, Atom]]:
    """`half` of the day was named before in the sentence."""
    found: list[tuple[int, Atom]] = []
    told = amounts(words, half)
    numbers = {at for amount in told for at in range(amount.first, amount.end)}
    for amount in told:
        place = Place(amount.first, amount.end)
        if _day(words, amount.first) is not None:
            continue
        if amount.ordinal or is_name(words, amount):
            found += [(amount.first, Atom("name", amount.value))] if amount.value is not None else []
        if _on_a_day(words, amount):
            found.append((amount.first, Atom("day_of_month", float(amount.digits), bound(words, place))))
        if amount.ordinal or is_name(words, amount):
            continue
        if amount.clock is not None:
            found.append((amount.first, Atom("time", amount.clock, bound(words, place, clock=True))))
        if amount.value is not None:
            kind: Literal["part", "number"] = "part" if _in_a_sum(words, amount, numbers) else "number"
            charge = charge_of(words, amount.first, amount.end)
            found.append((amount.first, Atom(kind, amount.value, bound(words, place), charge)))
    for at, word in enumerate(words):
        if (day := _day(words, at)) is not None:
            named = Place(at - (at > 0 and words[at - 1].text == "יום"), at + 1)
            found.append((at, Atom("day", day, bound(words, named, of_day=True))))
        month = word.text.lstrip("בל")
        day_of = _day_of_month(words, at) if month in known.MONTHS else None
        if month in known.MONTHS and (month != "may" or day_of is not None):
            found.append((at, Atom("month", float(known.MONTHS[month]))))
        if day_of is not None:
            found = [(first, atom) for first, atom in found if (first, atom.kind) != (day_of[0], "day_of_month")]
            found.append((day_of[0], Atom("date", known.MONTHS[month] * 100.0 + day_of[1])))
    return found


def spread(words: Sequence[Word], atoms: Sequence[tuple[int, Atom]]) -> set[Atom]:
    """The ends of ranges and choices among the atoms; "five to nine" is also a time."""
    ends = {amount.first: amount.end for amount in amounts(words)}
    spread: set[int] = set()
    for kinds in ({"time", "number"}, {"day"}, {"date", "day_of_month"}):
        firsts = sorted({at for at, atom in atoms if atom.kind in kinds})
        spread |= {place.first for place in open_ends(words, [Place(at, ends.get(at, at + 1)) for at in firsts])}
    return {
        atom
        for at, atom in atoms
        if at in spread
        and not (isinstance(atom.value, Clock) and atom.value.minute % 60 and words[at - 1].text == "to")
    }


def _day_of_month(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Where the number before the month at `at`, or else after it, begins, and which it is: "the third of December"."""
    before, after = at - (at > 0 and words[at - 1].text == "of"), at + 1
    after += after < len(words) and words[after].text == "the"
    days = [(it, int(it.digits)) for it in amounts(words) if it.digits and ":" not in words[it.first].text]
    for it, day in days:
        if it.end == before and not (it.first and words[it.first - 1].text == "at") and day <= 31:
            return it.first, day
    return next(((it.first, day) for it, day in days if it.first == after and day <= 31), None)


def _on_a_day(words: Sequence[Word], amount: Amount) -> bool:
    """ "The fourteenth", "on the fourteenth at ten", "בארבעה עשר לחודש", "ה-14"."""
    if not amount.digits or not 1 <= int(amount.digits) <= 31:
        return False
    before = words[amount.first - 1].text if amount.first else ""
    behind = words[amount.end].text if amount.end < len(words) else "."
    if not amount.ordinal:
        return _of_month(words, amount.end) or (
            (words[amount.first].joined or before) in ("ה", "בה") and behind not in UNITS
        )
    return (before in ("the", "on") or before in known.DAYS) and behind in known.BEHIND_A_DAY


def _of_month(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].text in ("לחודש", "בחודש", "לחדש")


def _in_a_sum(words: Sequence[Word], amount: Amount, numbers: Set[int]) -> bool:
    """No other number stands between it and a plus or minus."""
    if before_tax(words, amount.end):
        return False
    for side in (range(amount.end, len(words)), range(amount.first - 1, -1, -1)):
        near = next((at for at in side if at in numbers or words[at].text in known.SUMS), None)
        if near is not None and near not in numbers:
            return True
    return False


def _day(words: Sequence[Word], at: int) -> str | None:
    text, before = words[at].text, words[at - 1].text if at else ""
    plain = text[1:] if text[:1] in "בלו" and text[1:] in (*known.DAYS, *known.RELATIVE) else text
    if plain != text and plain in _DAYS_ALONE:
        return str(known.DAYS[plain]) if not _of_month(words, at + 1) else None
    if plain in known.RELATIVE:
        return known.RELATIVE[plain]
    if plain not in known.DAYS or not (
        "a" <= plain[0] <= "z" or before in ("יום", "ביום", "ליום") or plain in ("שישי", "שבת")
    ):
        return None if words[at].joined != "ב" or text not in known.DAYS else str(known.DAYS[text])
    return str(known.DAYS[plain])
