"""Users' data in SQL: SQLite (a file, the default) and PostgreSQL with the same code.

Rules:
1. A unit is one transaction that holds the user's row: `BEGIN IMMEDIATE` on SQLite, `FOR UPDATE` on PostgreSQL.
2. Within this process units queue for a lock first, so that nobody spins on a busy database.
3. Reads outside a unit see committed data and lock nothing.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ringback.engine.dialogue import Dialogue
from ringback.engine.ports import Clock, Entry, Fact, Ids, StoreDown, Unit
from ringback.engine.stores.models import ClaimRow, DialogueRow, EntryRow, FactRow, Table, TaskRow, UserRow
from ringback.engine.task import RUNNING, Task
from ringback.kit.database import engine_of, is_embedded, make_tables

_TASK = TypeAdapter(Task)
_DIALOGUE = TypeAdapter(Dialogue)


class SqlUnit:
    def __init__(self, user_id: str, session: AsyncSession, clock: Clock, ids: Ids) -> None:
        self._user_id = user_id
        self._session = session
        self.changed = False
        self._clock = clock
        self._ids = ids

    async def dialogue(self, conversation_id: str) -> Dialogue | None:
        row = await self._session.get(DialogueRow, (self._user_id, conversation_id))
        return _DIALOGUE.validate_python(row.body) if row else None

    async def dialogues(self) -> list[Dialogue]:
        mine = select(DialogueRow).where(DialogueRow.user_id == self._user_id)
        rows = await self._session.scalars(mine.order_by(DialogueRow.saved.desc()))
        return [_DIALOGUE.validate_python(row.body) for row in rows]

    async def save_dialogue(self, dialogue: Dialogue) -> None:
        self.changed = True
        last = select(func.max(DialogueRow.saved)).where(DialogueRow.user_id == self._user_id)
        await self._session.merge(
            DialogueRow(
                user_id=self._user_id,
                id=dialogue.conversation_id,
                saved=((await self._session.scalar(last)) or 0) + 1,
                body=_DIALOGUE.dump_python(dialogue, mode="json"),
            )
        )

    async def task(self, task_id: str) -> Task | None:
        row = await self._session.get(TaskRow, (self._user_id, task_id))
        return _TASK.validate_python(row.body) if row else None

    async def tasks(self) -> list[Task]:
        mine = select(TaskRow).where(TaskRow.user_id == self._user_id)
        rows = await self._session.scalars(mine.order_by(TaskRow.created_at.desc(), TaskRow.id.desc()))
        return [_TASK.validate_python(row.body) for row in rows]

    async def save_task(self, task: Task) -> None:
        self.changed = True
        await self._session.merge(
            TaskRow(
                user_id=self._user_id,
                id=task.id,
                status=task.status.value,
                created_at=task.created_at,
                body=_TASK.dump_python(task, mode="json"),
            )
        )

    async def facts(self) -> list[Fact]:
        mine = select(FactRow).where(FactRow.user_id == self._user_id)
        rows = await self._session.scalars(mine.order_by(FactRow.section, FactRow.key))
        return [Fact(row.section, row.key, row.value, row.source, row.at) for row in rows]

    async def save_fact(self, fact: Fact) -> None:
        self.changed = True
        await self._session.merge(
            FactRow(
                user_id=self._user_id,
                section=fact.section,
                key=fact.key,
                value=fact.value,
                source=fact.source,
                at=fact.at,
            )
        )

    async def forget(self, section: str, key: str) -> bool:
        row = await self._session.get(FactRow, (self._user_id, section, key))
        if row is None:
            return False
        self.changed = True
        await self._session.delete(row)
        await self._session.flush()
        return True

    async def append(
        self, kind: str, data: dict[str, Any], *, conversation: str | None = None, task: str | None = None
    ) -> Entry:
        self.changed = True
        next_seq = update(UserRow).where(UserRow.id == self._user_id).values(seq=UserRow.seq + 1)
        row = EntryRow(
            user_id=self._user_id,
            seq=(await self._session.execute(next_seq.returning(UserRow.seq))).scalar_one(),
            id=self._ids.event_id(),
            ts=self._clock.now(),
            type=kind,
            conversation_id=conversation,
            task_id=task,
            data=data,
            v=1,
        )
        self._session.add(row)
        await self._session.flush()
        return _entry(row)

    async def entries(self, after: int = 0, limit: int = 1000, task: str | None = None) -> list[Entry]:
        mine = select(EntryRow).where(EntryRow.user_id == self._user_id, EntryRow.seq > after)
        if task is not None:
            mine = mine.where(EntryRow.task_id == task)
        return [_entry(row) for row in await self._session.scalars(mine.order_by(EntryRow.seq).limit(limit))]

    async def claim(self, key: str) -> bool:
        if await self._session.get(ClaimRow, (self._user_id, key)):
            return False
        self.changed = True
        self._session.add(ClaimRow(user_id=self._user_id, key=key))
        return True

    async def erase(self) -> dict[str, int]:
        self.changed = True
        counts: dict[str, int] = {}
        for kind, table in _ERASED.items():
            gone = await self._session.execute(delete(table).where(table.user_id == self._user_id))
            counts[kind] = gone.rowcount  # type: ignore[attr-defined]
        self._session.expunge_all()
        counts.pop("claims")
        return counts


_ERASED: dict[str, Any] = {
    "facts": FactRow,
    "conversations": DialogueRow,
    "tasks": TaskRow,
    "events": EntryRow,
    "claims": ClaimRow,
}


def _entry(row: EntryRow) -> Entry:
    return Entry(
        seq=row.seq,
        id=row.id,
        ts=row.ts,
        user=row.user_id,
        type=row.type,
        data=row.data,
        conversation=row.conversation_id,
        task=row.task_id,
        v=row.v,
    )


class SqlStore:
    """`url` names an async driver: `sqlite+aiosqlite:///…` or `postgresql+psycopg://…`."""

    def __init__(self, url: str, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self._engine = engine_of(url)
        self._embedded = is_embedded(self._engine)
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @asynccontextmanager
    async def unit(self, user_id: str) -> AsyncIterator[Unit]:
        """SQLite has one writer at a time, PostgreSQL one a user."""
        async with self._locks["" if self._embedded else user_id]:
            with _named_errors():
                async with AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
                    await self._hold(session, user_id)
                    yield SqlUnit(user_id, session, self._clock, self._ids)

    async def entries(self, user_id: str, after: int = 0, limit: int = 200) -> list[Entry]:
        mine = select(EntryRow).where(EntryRow.user_id == user_id, EntryRow.seq > after)
        async with self._reading() as connection:
            rows = (await connection.execute(mine.order_by(EntryRow.seq).limit(limit))).all()
        return [
            Entry(row.seq, row.id, row.ts, user_id, row.type, row.data, row.conversation_id, row.task_id, row.v)
            for row in rows
        ]

    async def last(self, user_id: str) -> int:
        async with self._reading() as connection:
            return (await connection.scalar(select(UserRow.seq).where(UserRow.id == user_id))) or 0

    async def running(self) -> list[tuple[str, str]]:
        wanted = select(TaskRow.user_id, TaskRow.id).where(TaskRow.status.in_([status.value for status in RUNNING]))
        async with self._reading() as connection:
            return [(row.user_id, row.id) for row in await connection.execute(wanted)]

    async def open(self) -> None:
        """Make the tables that are missing, and the folder of an SQLite file."""
        with _named_errors():
            await make_tables(self._engine, Table.metadata)

    async def close(self) -> None:
        await self._engine.dispose()

    async def check(self) -> None:
        with _named_errors():
            async with self._engine.begin() as connection:
                await connection.execute(update(UserRow).where(UserRow.id == "").values(seq=UserRow.seq))

    async def _hold(self, session: AsyncSession, user_id: str) -> None:
        """Lock the user's row, made if there is none."""
        insert = sqlite.insert if self._embedded else postgresql.insert
        await session.execute(insert(UserRow).values(id=user_id, seq=0).on_conflict_do_nothing())
        await session.execute(select(UserRow.id).where(UserRow.id == user_id).with_for_update())

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AsyncConnection]:
        with _named_errors():
            async with self._engine.connect() as connection:
                yield await connection.execution_options(reading=True)


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as exc:
        raise StoreDown(
            "The database cannot be read or written; look at DATABASE_URL and the disk's free space."
        ) from exc
