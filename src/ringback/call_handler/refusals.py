"""Whether a no that comes later refuses what was settled. Pure.

Rules:
1. A no that names a time or another day is about that; one about cards, parking and their likes is about those.
2. "I'm not sure" is a no, as long as nothing else follows; "let me check" is none.
3. A mere "סגור" that answers no question is slang for "settled".
4. A no to a question of ours about something else refuses that only, unless they say that nothing is left, or that
   they think again ("oh wait").
"""

from collections.abc import Sequence
from typing import NamedTuple

from ringback.call_handler.figures import Atom
from ringback.call_handler.statements import Clause, Statement
from ringback.call_handler.vocabulary import ABOUT_IT, ASIDE, NEW_QUESTION, NOTHING_LEFT, RETRACTS

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


def _asks_back(clause: Clause) -> bool:
    """ "in the evening?" is about what was just said, "any parking?" is not."""
    return len(clause.words) <= _SHORT and clause.words[0] not in NEW_QUESTION
