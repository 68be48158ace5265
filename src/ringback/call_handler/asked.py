"""What we asked before an answer: in which words, for which day, and whether they had to agree to anything. Pure."""

from collections.abc import Callable, Sequence

from ringback.call_handler.figures import Atom
from ringback.call_handler.plain import NEVER_OURS, forms_of
from ringback.call_handler.statements import Clause, Statement
from ringback.call_handler.vocabulary import WISHES
from ringback.call_handler.word_forms import words_of

DAYS = {"day", "date", "month"}
_FROM_TODAY = {("day", day) for day in ("today", "tomorrow", "later")}


class Asked:
    """Our turns before an answer."""

    def __init__(self, turns: Sequence[str], read: Callable[[str], Statement]) -> None:
        self._turns = turns
        self._said = [read(text) for text in turns]

    def words(self, besides: str = "") -> set[str]:
        """Every form of our words, and of those `besides` them, that may be said again plainly."""
        said = {word.text for text in (*self._turns, besides) for word in words_of(text)} - NEVER_OURS
        return {form for word in said for form in forms_of(word)}

    def only_to_know(self, names: Callable[[Statement], bool] | None) -> bool:
        """We asked for nothing that they must agree to; `names`: whether a turn has the value's figures."""
        if names is not None:
            return bool(self._said) and not any(names(said) for said in self._said)
        return bool(self._said) and not any(WISHES & set(clause.words) for clause in self._said[-1].clauses)

    def another_day(self, clauses: Sequence[Clause]) -> bool:
        """The clauses name another day or month than we did: tomorrow, where we asked for tonight."""
        asked = _days([atom for said in self._said for atom in said.named()])
        told = _days([atom for clause in clauses for atom in clause.named])
        months = {day for day in told if day[0] == "month"}
        alike = [(asked & _FROM_TODAY, told & _FROM_TODAY), (asked - _FROM_TODAY, told - _FROM_TODAY - months)]
        return bool(asked and months - asked) or any(these and those and not these & those for these, those in alike)


def _days(atoms: Sequence[Atom]) -> set[tuple[str, object]]:
    return {(atom.kind, atom.value) for atom in atoms if atom.kind in DAYS}
