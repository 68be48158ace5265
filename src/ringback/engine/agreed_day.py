"""The day on which what was agreed takes place, as the callee named it, and whether it is one the plan allows.

Rules:
1. A day is read from the fact of the day, else from the callee's words about the hour: the last that is not denied.
2. A day that cannot be read as one day judges nothing.
"""

import re
from collections.abc import Sequence
from datetime import date

from ringback.engine.interpreters import days
from ringback.engine.mandate import any_will_do
from ringback.engine.task import Outcome, Task

_COUNT = re.compile(r"(?<!יום )(?<![א-ת])[בל]?(?:ראשון|שני|שלישי|רביעי|חמישי|שישי)(?![א-ת])")
"""In their words no day of the week, but a count: "שני סועדים"."""

_CLAUSE = re.compile(r"[,.;!?]|\b(?:but|so|only)\b|(?<![א-ת])(?:אבל|אז|רק)(?![א-ת])")
_NOT = re.compile(
    r"\b(?:no|not|nothing|none|full|closed|can't|cannot)\b|(?<![א-ת])(?:אין|לא|מלא|מלאים|סגור|סגורים)(?![א-ת])", re.I
)


def agreed_day(outcome: Outcome, today: date) -> date | None:
    """The day that was named, on `today`, for what was agreed; None when none was."""
    told = [fact.value for fact in outcome.facts if fact.supported and fact.key == "date"]
    quotes = [fact.quote or "" for fact in outcome.facts if fact.supported and fact.key == "time"]
    beside = [clause for quote in quotes for clause in reversed(_CLAUSE.split(_COUNT.sub(" ", quote)))]
    return next((day for text in (*told, *beside) if not _NOT.search(text) and (day := days.day(text, today))), None)


def is_another(task: Task, outcome: Outcome, agreed: Sequence[str], today: date) -> bool:
    """It is neither the day asked for, nor one that "if not" or what the user `agreed` to in the call allows."""
    asked, instead = days.day(task.said("date") or task.said("when"), today), task.said("if_not")
    if asked is None or any_will_do(instead):
        return False
    allowed = {asked, *(days.day(text, today) for text in (*agreed, *re.split(r"\bor\b|,|/| או ", instead)))}
    return (agreed_day(outcome, today) or asked) not in allowed
