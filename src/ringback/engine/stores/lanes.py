"""How the SQL store reaches its database: SQLite by a thread that writes and one that reads, PostgreSQL by a pool.

Rules:
1. A step is a function of a SQLAlchemy `Connection`; its statements run one after another without coming back to the
   event loop in between. That is what makes a turn cheap: a hop costs more than a statement.
2. On SQLite units take turns for the one lane that writes; on PostgreSQL units of one user do.
3. On SQLite a commit writes the log without waiting for the disk, and whoever committed then waits for one sync of the
   log that serves all who have committed by then. So every unit is on the disk before anybody acts on it, as with
   `synchronous = FULL`, and units wait for the disk side by side.
4. The log is taken into the database by a third thread, now and then; no unit waits for that. After an erasure it is
   emptied, since it holds what the pages were before; while a reader keeps it from that, at the next occasion.
5. A step that fails ends its transaction. A cancelled caller waits for its step, so that none outlives its unit.
"""

from __future__ import annotations

import asyncio
import os
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, Protocol, TypeVar

import structlog
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.pool import ConnectionPoolEntry

from ringback.kit.database import blocking_engine_of, engine_of

log = structlog.get_logger()

CHECKPOINT = 300
"""After so many commits the log is taken into the database."""

LONGEST_LOG = 16 * 1024 * 1024
"""Bytes."""

T = TypeVar("T")
_Step = tuple[Callable[[Connection], Any], asyncio.AbstractEventLoop | None, "asyncio.Future[Any] | None"]


class Lane(Protocol):
    """One connection, in one transaction at a time: a step begins it, and one that commits ends it."""

    async def run(self, step: Callable[[Connection], T]) -> T: ...


class Lanes(Protocol):
    def writing(self, user_id: str) -> AbstractAsyncContextManager[Lane]:
        """A lane that belongs to one unit until the block ends; what is still open then is rolled back."""
        ...

    async def read(self, step: Callable[[Connection], T]) -> T:
        """One step that sees what is committed and writes nothing."""
        ...

    async def durable(self) -> None:
        """Returns when all that was committed before is on the disk."""
        ...

    async def forget(self) -> None:
        """What was deleted is to be nowhere in the database's files."""
        ...

    async def close(self) -> None: ...


class ThreadLane:
    """A connection that lives in a thread of its own."""

    def __init__(self, engine: Engine, *, reading: bool = False) -> None:
        self._engine = engine.execution_options(reading=reading)
        self._steps: SimpleQueue[_Step | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._connection: Connection | None = None

    async def run(self, step: Callable[[Connection], T]) -> T:
        if self._thread is None:
            self._thread = Thread(target=self._work, name="sqlite", daemon=True)
            self._thread.start()
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._steps.put((step, loop, done))
        try:
            return await asyncio.shield(done)
        except asyncio.CancelledError:
            await asyncio.wait([done])
            if not done.cancelled():
                done.exception()  # nobody else will ask for it
            raise

    def _work(self) -> None:
        while (todo := self._steps.get()) is not None:
            step, loop, done = todo
            if done is None and self._connection is None:
                continue
            result, problem = None, None
            try:
                if self._connection is None:
                    self._connection = self._engine.connect()
                result = step(self._connection)
            except BaseException as exc:
                problem = exc
                self._drop()
            if loop is not None and done is not None:
                with suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits
                    loop.call_soon_threadsafe(_settle, done, result, problem)
        self._drop()

    def _drop(self) -> None:
        """A connection something failed on is not used again."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def end(self) -> None:
        """Roll back what is open; nobody waits for it, but the next step comes after it."""
        self._steps.put((_roll_back, None, None))

    async def close(self) -> None:
        """The next step opens it again."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._steps.put(None)
            await asyncio.to_thread(thread.join)


class Disk:
    """One sync for all who wait: each begins after the last has ended, and covers what was written before it began."""

    def __init__(self, sync: Callable[[], None]) -> None:
        self._sync = sync
        self._written = 0
        self._on_disk = 0
        self._running: asyncio.Future[None] | None = None

    def written(self) -> None:
        """Something more is to be synced."""
        self._written += 1

    async def synced(self) -> None:
        """Returns when all that was written before is on the disk; raises what the sync raises."""
        mine = self._written
        while self._on_disk < mine:
            if self._running is None:
                self._running = asyncio.ensure_future(self._run(self._written))
            await asyncio.shield(self._running)

    async def _run(self, upto: int) -> None:
        try:
            await asyncio.to_thread(self._sync)
            self._on_disk = upto
        finally:
            self._running = None


class EmbeddedLanes:
    """SQLite: one file, one writer at a time."""

    def __init__(self, url: str, sync: Callable[[Path], None] | None = None) -> None:
        """`sync` puts a log on the disk; it blocks."""
        self._engine = blocking_engine_of(url)
        self._wal = Path(f"{self._engine.url.database}-wal")
        self._disk = Disk(lambda: (sync or sync_file)(self._wal))
        event.listen(self._engine, "connect", _wait_for_no_disk)
        self._writer, self._reader = ThreadLane(self._engine), ThreadLane(self._engine, reading=True)
        self._keeper = ThreadLane(self._engine, reading=True)
        self._keeping: asyncio.Task[None] | None = None
        self._commits = 0
        self._stale = False
        """The log holds something that was erased."""
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def writing(self, user_id: str) -> AsyncIterator[Lane]:
        async with self._turn:
            try:
                yield self._writer
                self._disk.written()
            finally:
                self._writer.end()

    async def read(self, step: Callable[[Connection], T]) -> T:
        return await self._reader.run(lambda connection: _snapshot(connection, step))

    async def durable(self) -> None:
        await self._disk.synced()
        self._commits += 1
        if self._commits >= CHECKPOINT and (self._keeping is None or self._keeping.done()):
            self._commits = 0
            self._keeping = asyncio.create_task(self._keep())

    async def forget(self) -> None:
        self._stale = True
        await self._empty_log()

    async def _empty_log(self) -> None:
        async with self._turn:
            self._stale = not await self._keeper.run(_empty)

    async def _keep(self) -> None:
        """A log that has grown large is emptied: for that, units wait until the little that is new is taken in."""
        try:
            await self._keeper.run(_checkpoint)
            if self._stale or self._wal.stat().st_size > LONGEST_LOG:
                await self._empty_log()
        except (SQLAlchemyError, OSError) as exc:
            log.warning("log not taken into the database", error=type(exc).__name__)

    async def close(self) -> None:
        """The last connection that closes takes the log into the database."""
        if self._keeping is not None:
            await self._keeping
        await self._keeper.close()
        await self._writer.close()
        await self._reader.close()
        self._engine.dispose()


class PoolLane:
    """A connection of the pool."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def run(self, step: Callable[[Connection], T]) -> T:
        return await self._connection.run_sync(step)


class PooledLanes:
    """PostgreSQL: many writers, one a user."""

    def __init__(self, url: str) -> None:
        self._engine = engine_of(url)
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @asynccontextmanager
    async def writing(self, user_id: str) -> AsyncIterator[Lane]:
        async with self._turns[user_id], self._engine.connect() as connection:
            yield PoolLane(connection)

    async def read(self, step: Callable[[Connection], T]) -> T:
        async with self._engine.connect() as connection:
            return await connection.run_sync(step)

    async def durable(self) -> None:
        """PostgreSQL's own commit waits for its disk, and groups those that come together."""

    async def forget(self) -> None:
        """PostgreSQL's vacuum takes away what was deleted."""

    async def close(self) -> None:
        await self._engine.dispose()


def _snapshot(connection: Connection, step: Callable[[Connection], T]) -> T:
    try:
        return step(connection)
    finally:
        connection.rollback()


def _roll_back(connection: Connection) -> None:
    if connection.in_transaction():
        connection.rollback()


def _settle(done: asyncio.Future[Any], result: Any, problem: BaseException | None) -> None:
    if done.cancelled():
        return
    if problem is None:
        done.set_result(result)
    else:
        done.set_exception(problem)


def _wait_for_no_disk(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """A commit leaves the log to `Disk` and `_checkpoint`, which syncs the database before the log begins anew."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA wal_autocheckpoint = 0")
    cursor.close()


def _checkpoint(connection: Connection) -> None:
    """Beside readers and writers, and outside any transaction."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _empty(connection: Connection) -> bool:
    """False when a reader, of another process perhaps, still needs the log."""
    driver = connection.connection.driver_connection
    assert driver is not None
    return bool(driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)


def sync_file(log: Path) -> None:
    """What was written to the file is on the disk; a log that is gone has been taken into the database before."""
    with suppress(FileNotFoundError):
        number = os.open(log, os.O_RDONLY)
        try:
            os.fdatasync(number)
        finally:
            os.close(number)
