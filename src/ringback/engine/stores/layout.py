"""One user as a readable JSON value: the layout of the file store's files, and of a user in a backup."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import quote, unquote

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from ringback.engine.conversation import Dialogue
from ringback.engine.facts import ALL, ERASING
from ringback.engine.ports import Entry, Fact, StoreDown
from ringback.engine.stores.record import Record
from ringback.engine.task import Task


def _short(fact: object) -> object:
    return {"value": fact} if isinstance(fact, str) else fact


class StoredFact(BaseModel):
    model_config = ConfigDict(extra="forbid")

    value: str
    source: str = "file"
    at: datetime | None = None
    conversation: str | None = None
    task: str | None = None
    turn: int | None = None


LATEST = datetime(9999, 1, 1, tzinfo=UTC).timestamp()

_KEPT = (*ALL, ERASING)

Facts = dict[str, Annotated[StoredFact, BeforeValidator(_short)]]


class StoredUser(BaseModel):
    """The file's layout."""

    model_config = ConfigDict(extra="forbid")

    user: str
    profile: Facts = {}
    contacts: Facts = {}
    aliases: Facts = {}
    preferences: Facts = {}
    agreed: Facts = {}
    settings: Facts = {}
    erasing: Facts = {}
    tasks: list[Task] = []
    conversations: list[Dialogue] = []
    seq: int = 0
    claims: list[str] = []
    journal: list[Entry] = []

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        """What the types alone do not say; entries may be written in any order."""
        numbers = {entry.seq for entry in self.journal}
        if len(numbers) < len(self.journal) or min(numbers, default=1) < 1:
            raise ValueError("journal: every entry has a seq of its own, from 1 on")
        self.journal.sort(key=lambda entry: entry.seq)
        for task in self.tasks:
            for field in fields(task):
                at = getattr(task, field.name)
                if field.name.endswith("_at") and at is not None and not 0 <= at <= LATEST:
                    raise ValueError(f"tasks: {field.name} of {task.id} is no time in seconds since 1970")
        return self


def stored(user_id: str, record: Record) -> StoredUser:
    facts: dict[str, Facts] = {section: {} for section in _KEPT}
    for fact in record.facts.values():
        facts[fact.section][fact.key] = StoredFact(
            value=fact.value,
            source=fact.source,
            at=fact.at,
            conversation=fact.conversation,
            task=fact.task,
            turn=fact.turn,
        )
    return StoredUser(
        user=user_id,
        **facts,
        tasks=list(record.tasks.values()),
        conversations=list(record.dialogues.values()),
        seq=record.seq,
        claims=sorted(record.claims),
        journal=record.journal,
    )


def record_of(stored: StoredUser, edited: datetime) -> Record:
    """`edited` is the time of facts that were written by hand without one."""
    sections: dict[str, Facts] = {section: getattr(stored, section) for section in _KEPT}
    return Record(
        seq=max([stored.seq, *(entry.seq for entry in stored.journal)]),
        facts={
            (section, key): Fact(
                section, key, fact.value, fact.source, fact.at or edited, fact.conversation, fact.task, fact.turn
            )
            for section, facts in sections.items()
            for key, fact in facts.items()
        },
        dialogues={dialogue.conversation_id: dialogue for dialogue in stored.conversations},
        tasks={task.id: task for task in stored.tasks},
        journal=stored.journal,
        claims=set(stored.claims),
    )


def file_name(user_id: str) -> str:
    return f"{quote(user_id, safe='', errors='surrogatepass').replace('.', '%2E')}.json"


def user_of(path: Path) -> str:
    """The user whose file it is."""
    return unquote(path.stem)


def is_named(path: Path) -> bool:
    """False for a file that is nobody's by its name, a copy beside it, say."""
    return path.name == file_name(user_of(path))


def unreadable(path: Path, problem: OSError) -> StoreDown:
    return StoreDown(f"{path} cannot be read ({problem.strerror}); mend it or take it out of the folder.")


def misnamed(path: Path) -> str:
    shown = str(path).encode(errors="replace").decode()
    return f"{shown} is not named as users' files are; rename it or take it out of the folder."


def edited_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
