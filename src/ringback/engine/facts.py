"""What is remembered of a user: single facts, each with where it came from and since when."""

from dataclasses import dataclass
from datetime import datetime

SECTIONS = ("profile", "contacts", "aliases", "preferences", "agreed")
"""About the user; whom they call; other names of those; what they usually want; what was agreed in past calls."""

SETTINGS = "settings"
"""What the user has set for their calls (`wishes`), by the same means: shown, changed, exported and erased."""

ALL = (*SECTIONS, SETTINGS)

ERASING = "erasing"
"""Ids of what was erased here and may still be at the call-handler (`elsewhere`); no memory of the user."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing remembered. `source` is how it came here (`Source`, or the store's own word).

    `conversation` and `turn` name the user's message by its number in the journal, `task` and `turn` a call and the
    callee's turn in it.
    """

    section: str
    key: str
    value: str
    source: str
    at: datetime
    conversation: str | None = None
    task: str | None = None
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was saved or forgotten: what stood there before and what stands there after, None for nothing."""

    section: str
    key: str
    before: Fact | None
    after: str | None
