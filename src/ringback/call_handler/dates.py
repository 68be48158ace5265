"""Dates as values tell them ("2026-12-03", "3.12.2026"), and the other ways in which people name the same day. Pure.

Rules:
1. A day of the month without its month is of the month that is claimed, unless another was named in the talk.
2. A day of the week is told only of a date with its year. Days from today are those that are named: today, tomorrow
   and the day after.
"""

import re
from calendar import timegm
from collections.abc import Iterator, Sequence

from ringback.call_handler.figures import Atom
from ringback.call_handler.vocabulary import MONTHS

_DATE = re.compile(r"\b(?:(20\d\d)-)?(\d\d)-(\d\d)\b|\b(\d{1,2})[./](\d{1,2})[./]((?:20)?\d\d)\b")
_FROM_TODAY = ("today", "tomorrow", "later")
_THURSDAY = 4
"""The day of the week on which days are counted from."""


def in_words(value: str) -> str:
    """The value with the day before the name of the month."""
    return _DATE.sub(_in_words, value)


def days_of(value: str, today: str) -> Iterator[Atom]:
    """The days the first date of the value may be called by; `today` (2026-11-30) is that of the call, or empty."""
    found = _DATE.search(value)
    year = found and (found[1] or found[6])
    if found is None or not year:
        return
    try:
        told = _counted(int(year) % 100 + 2000, int(found[2] or found[5]), int(found[3] or found[4]))
    except ValueError:  # no day of the calendar
        return
    yield Atom("day", str((told + _THURSDAY) % 7))
    ahead = told - _counted(*map(int, today.split("-"))) if today else -1
    if 0 <= ahead < len(_FROM_TODAY):
        yield Atom("day", _FROM_TODAY[ahead])


def dated(claims: Sequence[tuple[Atom, ...]], days: tuple[Atom, ...], talk: Sequence[Atom]) -> list[tuple[Atom, ...]]:
    """The claims, each date also by its other names; its month is no claim of its own. `talk` is all that was named."""
    months = {atom.value for atom in talk if atom.kind == "month"}
    if not any(atom.kind == "date" for atoms in claims for atom in atoms):
        return list(claims)
    named = []
    for atoms in claims:
        dates = [divmod(atom.value, 100) for atom in atoms if atom.kind == "date" and isinstance(atom.value, float)]
        alone = tuple(Atom("day_of_month", day) for month, day in dates if months <= {month})
        if not any(atom.kind == "month" for atom in atoms):
            named.append((*atoms, *(days if dates else ()), *alone))
    return named


def _in_words(found: re.Match[str]) -> str:
    month, day = int(found[2] or found[5]), int(found[3] or found[4])
    return f" {day} {list(MONTHS)[month - 1]} , " if 1 <= month <= 12 else found[0]


def _counted(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01."""
    return timegm((year, month, day, 0, 0, 0)) // 86_400
