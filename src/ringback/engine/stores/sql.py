"""Users' data in SQL: SQLite (a file, the default) and PostgreSQL with the same code.

Rules:
1. A unit is one transaction that holds the user's row: `BEGIN IMMEDIATE` on SQLite, `FOR UPDATE` on PostgreSQL. It
   begins with the unit's first statement.
2. What a unit writes is kept until it reads again or ends, and then written at once (lanes.py).
3. A unit ends when what it wrote is on the disk; the next one does not wait for that.
4. Reads outside a unit see committed data and lock nothing.
5. On PostgreSQL a commit is announced to the other processes (announcements.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext
from datetime import datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, Select, delete, insert
from sqlalchemy.exc import SQLAlchemyError

from ringback.engine.conversation import Dialogue
from ringback.engine.ports import Clock, Entry, Fact, Ids, Standing, StoreDown, Unit
from ringback.engine.schedule import due_at, implausible
from ringback.engine.stores.announcements import ANNOUNCE, Announcements
from ringback.engine.stores.lanes import EmbeddedLanes, Lane, Lanes, PooledLanes
from ringback.engine.stores.models import MIGRATIONS, ClaimRow, DialogueRow, EntryRow, FactRow, LeaseRow, Table, TaskRow
from ringback.engine.stores.statements import (
    CLAIM,
    COUNT,
    DIALOGUE,
    DIALOGUES,
    DUE,
    ENTRIES,
    ENTRIES_OF_CONVERSATION,
    ENTRIES_OF_TASK,
    ERASE_ENTRIES_OF_TASK,
    ERASE_TASK,
    FACTS,
    FORGET,
    HOLD,
    LAST,
    OLD,
    OLD_OF_KINDS,
    RELEASE,
    RENEW,
    STOPPING,
    TASK,
    TASKS,
    UNDER_WAY,
    USERS,
    add_user,
    take,
    upsert,
)
from ringback.engine.task import Task
from ringback.kit.database import why_down
from ringback.kit.migrations import prepare, probe
from ringback.kit.presence import Presence

T = TypeVar("T")

MANY = 1_000_000  # more than there are

_ADD_ENTRIES = insert(EntryRow)
_TASK = TypeAdapter(Task)
_DIALOGUE = TypeAdapter(Dialogue)


class SqlUnit:
    def __init__(
        self, user_id: str, lane: Lane, clock: Clock, ids: Ids, announce: dict[str, str] | None = None
    ) -> None:
        """`announce` is told to other processes with the commit."""
        self._announce = announce
        self.changed = self.erased = False
        self._user_id = user_id
        self._lane = lane
        self._clock = clock
        self._ids = ids
        self._seq: int | None = None
        """The number of the user's last entry, once the user is held."""
        self._entries: list[dict[str, Any]] = []
        self._rows: list[tuple[type[Table], dict[str, Any]]] = []

    async def standing(self, conversation_id: str, tasks: int) -> Standing:
        given = {"me": self._user_id, "id": conversation_id, "limit": tasks}
        body, facts, bodies = await self._step(
            lambda connection: (
                connection.scalar(DIALOGUE, given),
                connection.execute(FACTS, given).all(),
                connection.scalars(TASKS, given).all(),
            )
        )
        dialogue = None if body is None else _DIALOGUE.validate_python(body)
        return Standing(dialogue, [_fact(row) for row in facts], [_TASK.validate_python(body) for body in bodies])

    async def dialogue(self, conversation_id: str) -> Dialogue | None:
        bodies = await self._scalars(DIALOGUE, id=conversation_id)
        return _DIALOGUE.validate_python(bodies[0]) if bodies else None

    async def dialogues(self) -> list[Dialogue]:
        return [_DIALOGUE.validate_python(body) for body in await self._scalars(DIALOGUES)]

    async def save_dialogue(self, dialogue: Dialogue) -> None:
        self._put(DialogueRow, id=dialogue.conversation_id, body=_DIALOGUE.dump_python(dialogue, mode="json"))

    async def task(self, task_id: str) -> Task | None:
        bodies = await self._scalars(TASK, id=task_id)
        return _TASK.validate_python(bodies[0]) if bodies else None

    async def tasks(self, limit: int | None = None) -> list[Task]:
        return [_TASK.validate_python(body) for body in await self._scalars(TASKS, limit=limit or MANY)]

    async def save_task(self, task: Task) -> None:
        self._put(
            TaskRow,
            id=task.id,
            status=task.status.value,
            created_at=task.created_at,
            due_at=due_at(task),
            body=_TASK.dump_python(task, mode="json"),
        )

    async def facts(self) -> list[Fact]:
        return [_fact(row) for row in await self._all(FACTS)]

    async def save_fact(self, fact: Fact) -> None:
        self._put(
            FactRow,
            section=fact.section,
            key=fact.key,
            value=fact.value,
            source=fact.source,
            at=fact.at,
            conversation_id=fact.conversation,
            task_id=fact.task,
            turn=fact.turn,
        )

    async def forget(self, section: str, key: str) -> bool:
        wanted = {"me": self._user_id, "of": section, "named": key}
        found = await self._step(lambda connection: connection.execute(FORGET, wanted).rowcount > 0)
        self.changed |= found
        return found

    async def append(
        self, kind: str, data: dict[str, Any], *, conversation: str | None = None, task: str | None = None
    ) -> Entry:
        self.changed = True
        self._seq = (await self._held() if self._seq is None else self._seq) + 1
        entry = Entry(
            self._seq, self._ids.event_id(), self._clock.now(), self._user_id, kind, data, conversation, task, v=1
        )
        self._entries.append(
            {
                "user_id": self._user_id,
                "seq": entry.seq,
                "id": entry.id,
                "ts": entry.ts,
                "type": kind,
                "conversation_id": conversation,
                "task_id": task,
                "data": data,
                "v": entry.v,
            }
        )
        return entry

    async def entries(
        self, after: int = 0, limit: int = 1000, task: str | None = None, conversation: str | None = None
    ) -> list[Entry]:
        if task is not None:
            rows = await self._all(ENTRIES_OF_TASK, after=after, limit=limit, task=task)
        elif conversation is not None:
            rows = await self._all(ENTRIES_OF_CONVERSATION, after=after, limit=limit, conversation=conversation)
        else:
            rows = await self._all(ENTRIES, after=after, limit=limit)
        return [_entry(row) for row in rows]

    async def claim(self, key: str) -> bool:
        if await self._scalars(CLAIM, key=key):
            return False
        self._put(ClaimRow, key=key)
        return True

    async def erase(self) -> dict[str, int]:
        self.changed = self.erased = True

        def wipe(connection: Connection) -> dict[str, int]:
            return {
                kind: connection.execute(delete(table).where(table.user_id == self._user_id)).rowcount
                for kind, table in _ERASED.items()
            }

        counts = await self._step(wipe)
        return {kind: count for kind, count in counts.items() if kind not in _OURS}

    async def erase_task(self, task_id: str, seqs: Collection[int]) -> int:
        given = {"me": self._user_id, "one": task_id, "seqs": list(seqs)}

        def wipe(connection: Connection) -> int:
            gone = connection.execute(ERASE_ENTRIES_OF_TASK, given).rowcount
            for statement in ERASE_TASK:
                connection.execute(statement, given)
            return gone

        self.changed = self.erased = True
        return await self._step(wipe)

    async def expire(self, before: datetime, kinds: Collection[str] | None = None) -> int:
        given = {"me": self._user_id, "before": before, "at": before.timestamp(), "kinds": list(kinds or ())}
        statements = OLD if kinds is None else OLD_OF_KINDS

        def delete_them(connection: Connection) -> int:
            return sum(connection.execute(statement, given).rowcount for statement in statements)

        gone = await self._step(delete_them)
        self.changed |= gone > 0
        self.erased |= gone > 0
        return gone

    async def commit(self) -> None:
        """Write what is kept, and end the transaction; what only read is ended by its lane."""
        if self.changed:
            await self._step(self._announced)

    def _announced(self, connection: Connection) -> None:
        if self._announce is not None:
            connection.execute(ANNOUNCE, self._announce)
        connection.commit()

    def _put(self, table: type[Table], **values: Any) -> None:
        self.changed = True
        mine = {"me": self._user_id} if table is DialogueRow else {}
        self._rows.append((table, {"user_id": self._user_id, **values, **mine}))

    async def _scalars(self, wanted: Select[Any], **values: Any) -> list[Any]:
        given = {"me": self._user_id, **values}
        return await self._step(lambda connection: list(connection.scalars(wanted, given)))

    async def _all(self, wanted: Select[Any], **values: Any) -> Sequence[Row[Any]]:
        given = {"me": self._user_id, **values}
        return await self._step(lambda connection: connection.execute(wanted, given).all())

    async def _held(self) -> int:
        await self._step(lambda connection: None)
        assert self._seq is not None
        return self._seq

    async def _step(self, step: Callable[[Connection], T]) -> T:
        """A step that sees all this unit wrote."""

        def after_writes(connection: Connection) -> T:
            if self._seq is None:
                self._hold(connection)
            self._flush(connection)
            return step(connection)

        return await self._lane.run(after_writes)

    def _hold(self, connection: Connection) -> None:
        """Lock the user's row, made if there is none."""
        me = {"me": self._user_id}
        seq = connection.scalar(HOLD, me)
        if seq is None:
            connection.execute(add_user(connection.dialect.name), me)
            seq = connection.scalar(HOLD, me)
        self._seq = seq or 0

    def _flush(self, connection: Connection) -> None:
        if self._entries:
            connection.execute(_ADD_ENTRIES, self._entries)
            connection.execute(COUNT, {"me": self._user_id, "last": self._seq})
        for table, row in self._rows:
            connection.execute(upsert(table, connection.dialect.name), row)
        self._entries, self._rows = [], []


_ERASED: dict[str, Any] = {
    "facts": FactRow,
    "conversations": DialogueRow,
    "tasks": TaskRow,
    "events": EntryRow,
    "claims": ClaimRow,
    "leases": LeaseRow,
}
_OURS = ("claims", "leases")
"""What tells nothing of the user."""


def _fact(row: Row[Any]) -> Fact:
    return Fact(row.section, row.key, row.value, row.source, row.at, row.conversation_id, row.task_id, row.turn)


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.seq, row.id, row.ts, row.user_id, row.type, row.data, row.conversation_id, row.task_id, row.v)


class SqlStore:
    """`url` names an async driver: `sqlite+aiosqlite:///…` or `postgresql+psycopg://…`."""

    def __init__(self, url: str, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self._url = url
        self._presence = Presence(url)
        embedded = url.startswith("sqlite")
        self._lanes: Lanes = EmbeddedLanes(url) if embedded else PooledLanes(url)
        self._news = None if embedded else Announcements(url)

    @asynccontextmanager
    async def unit(self, user_id: str) -> AsyncIterator[Unit]:
        with _named_errors():
            async with self._lanes.writing(user_id) as lane:
                announce = self._news.of(user_id) if self._news else None
                unit = SqlUnit(user_id, lane, self._clock, self._ids, announce)
                yield unit
                await unit.commit()
            if unit.changed:
                await self._lanes.durable()
            if unit.erased:
                await self._lanes.forget()

    async def entries(self, user_id: str, after: int = 0, limit: int = 200) -> list[Entry]:
        given = {"me": user_id, "after": after, "limit": limit}
        return [_entry(row) for row in await self._read(lambda connection: connection.execute(ENTRIES, given).all())]

    async def last(self, user_id: str) -> int:
        return await self._read(lambda connection: connection.scalar(LAST, {"me": user_id})) or 0

    async def users(self) -> list[str]:
        return await self._read(lambda connection: list(connection.scalars(USERS)))

    async def running(self) -> list[tuple[str, str]]:
        return [(row.user_id, row.id) for row in await self._read(lambda one: one.execute(UNDER_WAY).all())]

    async def lease(self, owner: str, now: float, until: float, limit: int) -> list[tuple[str, str]]:
        clock = {"now": now, "far": implausible(now, until)}
        due = await self._read(lambda connection: connection.execute(DUE, {**clock, "limit": limit}).all())

        def mine(connection: Connection) -> list[tuple[str, str]]:
            statement, given = take(connection.dialect.name), {"owner": owner, "until": until, **clock}
            rows = [{"user_id": row.user_id, "task_id": row.task_id, **given} for row in due]
            return [(row["user_id"], row["task_id"]) for row in rows if connection.scalar(statement, row)]

        return await self._write(mine) if due else []

    async def renew(self, owner: str, task_ids: Collection[str], until: float) -> set[str]:
        wanted = {"me": owner, "these": list(task_ids), "new": until}
        return await self._write(lambda connection: set(connection.scalars(RENEW, wanted)))

    async def stopping(self, owner: str) -> set[str]:
        return await self._read(lambda connection: set(connection.scalars(STOPPING, {"me": owner})))

    async def release(self, owner: str, task_ids: Collection[str]) -> None:
        await self._write(lambda connection: connection.execute(RELEASE, {"me": owner, "these": list(task_ids)}))

    def listening(self, hear: Callable[[str | None], None]) -> AbstractAsyncContextManager[None]:
        return self._news.listening(hear) if self._news else nullcontext()

    async def open(self) -> None:
        """Make the tables, or bring them up to date."""
        with _named_errors():
            self._presence.enter()
            await asyncio.to_thread(prepare, self._url, MIGRATIONS)

    async def close(self) -> None:
        await self._lanes.close()
        self._presence.leave()

    async def check(self) -> None:
        with _named_errors():
            await asyncio.to_thread(probe, self._url, MIGRATIONS)

    async def _write(self, step: Callable[[Connection], T]) -> T:
        """A transaction of nobody's data; it does not wait for the disk."""

        def whole(connection: Connection) -> T:
            result = step(connection)
            connection.commit()
            return result

        with _named_errors():
            async with self._lanes.writing("") as lane:
                return await lane.run(whole)

    async def _read(self, step: Callable[[Connection], T]) -> T:
        with _named_errors():
            return await self._lanes.read(step)


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as exc:
        raise StoreDown(why_down(exc)) from exc
