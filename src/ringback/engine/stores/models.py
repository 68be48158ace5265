"""Our SQL tables. What is queried has a column; the rest of a task or dialogue is its JSON `body`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from ringback.kit.migrations import Migrations


class Moment(TypeDecorator[datetime]):
    """An aware time, kept in UTC; SQLite has no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """PostgreSQL gives times in the session's zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Table(DeclarativeBase):
    type_annotation_map = {datetime: Moment, dict[str, Any]: JSON, str: String}  # noqa: RUF012 - SQLAlchemy's name


def _owner() -> Mapped[str]:
    return mapped_column(ForeignKey("users.id"), primary_key=True)


class UserRow(Table):
    """`seq` is the last number of the user's journal; the row is also what a unit locks."""

    __tablename__ = "users"

    id: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)


class FactRow(Table):
    __tablename__ = "facts"

    user_id: Mapped[str] = _owner()
    section: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    source: Mapped[str]
    at: Mapped[datetime]
    conversation_id: Mapped[str | None]
    task_id: Mapped[str | None]
    turn: Mapped[int | None]


class DialogueRow(Table):
    """`saved` counts the user's saves, so that the last one is known."""

    __tablename__ = "dialogues"
    __table_args__ = (Index("dialogues_by_save", "user_id", "saved"),)

    user_id: Mapped[str] = _owner()
    id: Mapped[str] = mapped_column(primary_key=True)
    saved: Mapped[int]
    body: Mapped[dict[str, Any]]


class TaskRow(Table):
    """`due_at`: when somebody must next do something for it (`schedule.due_at`), 0 at once; null: nothing is left."""

    __tablename__ = "tasks"
    __table_args__ = (
        Index("tasks_by_status", "status"),
        Index("tasks_by_due_at", "due_at"),
        Index("tasks_by_age", "user_id", "created_at", "id"),
    )

    user_id: Mapped[str] = _owner()
    id: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[str]
    created_at: Mapped[float]
    due_at: Mapped[float | None]
    body: Mapped[dict[str, Any]]


class EntryRow(Table):
    __tablename__ = "journal"
    __table_args__ = (Index("journal_by_task", "user_id", "task_id", "seq"),)

    user_id: Mapped[str] = _owner()
    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str]
    ts: Mapped[datetime]
    type: Mapped[str]
    conversation_id: Mapped[str | None]
    task_id: Mapped[str | None]
    data: Mapped[dict[str, Any]]
    v: Mapped[int]


class ClaimRow(Table):
    __tablename__ = "claims"

    user_id: Mapped[str] = _owner()
    key: Mapped[str] = mapped_column(primary_key=True)


class LeaseRow(Table):
    """The process that carries a task, `until` it must have said so again, in seconds since the epoch."""

    __tablename__ = "leases"
    __table_args__ = (Index("leases_by_owner", "owner"),)

    user_id: Mapped[str] = _owner()
    task_id: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str]
    until: Mapped[float]


MIGRATIONS = Migrations(Path(__file__).parent / "migrations", "0003", "engine_version", Table.metadata)
