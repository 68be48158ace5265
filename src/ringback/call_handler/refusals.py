"""Whether what comes later refuses, corrects or changes what was settled. Pure.

Rules:
1. A no that names a time or another day is about that; one about cards, parking and their likes is about those.
2. "I'm not sure" is a no, as long as nothing else follows; "let me check" is none.
3. A mere "סגור" that answers no question is slang for "settled".
4. A no to a question of ours about something else refuses that only, unless they say that nothing is left, or that
   they think again ("oh wait").
"""

from collections.abc import Sequence, Set
from typing import NamedTuple

from ringback.call_handler.figures import Atom, met
from ringback.call_handler.plain import left_over
from ringback.call_handler.statements import Clause, Statement
from ringback.call_handler.vocabulary import (
    ABOUT_IT,
    ASIDE,
    CHANGES,
    CONFIRMS,
    CORRECTS,
    NEW_QUESTION,
    NOTHING_LEFT,
    RETRACTS,
)

_SHORT = 3


class Settled(NamedTuple):
    """The figures and words of a value, and what was said with it."""

    figures: Sequence[tuple[Atom, ...]]
    words: frozenset[str]
    said: Statement

    def left_alone_by(self, named: Sequence[Atom]) -> bool:
        """What is named in a refusal is something else."""
        figures = [atom for atoms in self.figures for atom in atoms]
        days = [atom for atom in (*figures, *self.said.asserted(asked=True)) if atom.kind == "day"]
        others = [atom for atom in named if atom.kind == "day" and not any(atom.fits(day) for day in days)]
        only_numbers = bool(figures) and all(atom.kind == "number" for atom in figures)
        kinds = {"time", "number"} if only_numbers else {"time"}
        return any(atom.kind in kinds for atom in named) or bool(days and others)


def refuses(clauses: Sequence[Clause], settled: Settled, asked: Statement, *, about_it: bool) -> bool:
    """`about_it`: our turn before, `asked`, names the value."""
    questions = [clause for clause in asked.clauses if clause.asks]
    about_it = about_it or any(ABOUT_IT & set(clause.words) for clause in questions)
    about_it = about_it or any(_asks_back(clause) for clause in questions[-1:])
    of_another = not about_it and settled.left_alone_by([atom for clause in questions for atom in clause.named])
    for clause in clauses:
        words = set(clause.words)
        no = clause.polarity == "no" or "doubt" in words
        if not no or clause.asks or (clause.words == ("סגור",) and not questions) or ASIDE & words - settled.words:
            continue
        thinks_again = bool(RETRACTS & words)
        if questions and not about_it and not thinks_again and (of_another or not NOTHING_LEFT & words):
            continue
        if not settled.left_alone_by(clause.named):
            return True
    return False


def thinks_again(said: Statement, asked: Statement, ours: Set[str]) -> bool:
    """ "Oh", "wait" or "sorry", answering nothing, and then what is not plain; `ours` are the words we said."""
    left = left_over(said.clauses, set(range(len(said.clauses))), ours)
    first = said.clauses[0].words if said.clauses else ()
    begins = {word for clause in said.clauses[:2] for word in clause.words[:2]}
    if not left or begins & ASIDE or any(clause.asks for clause in asked.clauses):
        return False
    exclaims = len(first) == 1 and first[0] in left and first[0] != "pending"
    return exclaims or bool(begins & (RETRACTS | CORRECTS))


def corrected(atoms: Sequence[Atom], said: Statement, *, asked_again: bool, amount: bool) -> bool:
    """Another value of the same kind, said as a correction, as what is settled, or when we asked to hear it again.

    One that is named in refusing a third is none. `amount`: the value is one.
    """
    kinds = {atom.kind for atom in atoms}
    if "date" in kinds:
        kinds |= {"time", "month", "day_of_month"}
    if any(other.kind in kinds for other in said.denied()):
        return False
    corrects = asked_again and said.polarity != "yes"
    for clause in said.clauses:
        corrects = corrects or clause.corrects or bool(CONFIRMS & set(clause.words))
        others = {atom.kind for atom in clause.asserted if not atom.bound} & kinds
        if "number" in others and not ((clause.priced or clause.mere_figure) and amount):
            others -= {"number"}
        if corrects and others and not clause.asks:
            return True
    return False


def changed(atoms: Sequence[Atom], asked: Statement, said: Statement) -> bool:
    """We asked for another value instead, and they said yes."""
    kinds = {atom.kind for atom in atoms} - {"number"}
    others = {atom.kind for atom in asked.asserted(asked=True)} & kinds
    wish = any(CHANGES & set(clause.words) for clause in asked.clauses)
    return bool(others) and wish and said.polarity == "yes" and not met(atoms, asked.asserted(asked=True))


def _asks_back(clause: Clause) -> bool:
    """ "in the evening?" is about what was just said, "any parking?" is not."""
    return len(clause.words) <= _SHORT and clause.words[0] not in NEW_QUESTION
