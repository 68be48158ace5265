"""Sessions with the call-handler's database, and what its tables have in common.

Rules:
1. What is written is durable when the session ends; SQLite has one writer at a time in a process.
2. Whatever goes wrong in the database is `StoreDown`, with the driver's error as its cause.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase

from ringback.kit.database import engine_of, is_embedded, why_down
from ringback.kit.errors import RingbackError
from ringback.kit.migrations import Migrations, prepare, probe
from ringback.kit.presence import Presence


class Table(DeclarativeBase):
    """All of the call-handler's tables; their names leave room for the engine's in the same database."""


MIGRATIONS = Migrations(Path(__file__).parent / "migrations", "0005", "handler_version", Table.metadata)


class StoreDown(RingbackError):
    code = "store_down"
    status = 503
    recoverable = True


class Sessions:
    """`url` names an async driver: `sqlite+aiosqlite:///…` or `postgresql+psycopg://…`."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._presence = Presence(url)
        self._engine = engine_of(url)
        self.embedded = is_embedded(self._engine)
        self._one_writer = asyncio.Lock() if self.embedded else nullcontext()

    async def open(self) -> None:
        """Make the tables, or bring them up to date."""
        with _named_errors():
            self._presence.enter()
            await asyncio.to_thread(prepare, self._url, MIGRATIONS)

    async def close(self) -> None:
        await self._engine.dispose()
        self._presence.leave()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """Commits at the end."""
        with _named_errors():
            async with self._one_writer, AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
                yield session

    async def check(self) -> None:
        """Raises when the database cannot be written now."""
        with _named_errors():
            await asyncio.to_thread(probe, self._url, MIGRATIONS)

    async def forget(self) -> None:
        """What was deleted is to be nowhere in an SQLite database's files: its log holds what pages were before."""
        if not self.embedded:
            return
        with _named_errors():
            async with self._one_writer, self._engine.connect() as connection:
                driver = (await connection.get_raw_connection()).driver_connection
                assert driver is not None
                await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        with _named_errors():
            async with self._engine.connect() as connection:
                await connection.execution_options(reading=True)
                async with AsyncSession(connection) as session:
                    yield session


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as exc:
        raise StoreDown(why_down(exc)) from exc
