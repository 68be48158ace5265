"""One remembered thing as JSON: its value, what it is called, and where it came from."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from ringback.engine.facts import SETTINGS, Fact
from ringback.engine.memory_words import fact_label
from ringback.engine.phrases import Phrases
from ringback.engine.settings_words import said


class FactView(BaseModel):
    """Something remembered: where it came from and since when.

    `conversation_id` and `turn` name the user's message by its number in the journal, `task_id` and `turn` a call and
    the callee's turn in it.
    """

    key: str
    label: str = Field(description="what it is called, in the user's language")
    value: str
    said: str = Field(description="the value as it is read out")
    source: str
    at: datetime
    conversation_id: str | None = None
    task_id: str | None = None
    turn: int | None = None

    @classmethod
    def of(cls, fact: Fact, phrases: Phrases) -> FactView:
        return cls(
            key=fact.key,
            label=fact_label(phrases, fact.section, fact.key),
            value=fact.value,
            said=said(fact.key, fact.value, phrases) if fact.section == SETTINGS else fact.value,
            source=fact.source,
            at=fact.at,
            conversation_id=fact.conversation,
            task_id=fact.task,
            turn=fact.turn,
        )
