"""Every store there is, each in a place of its own."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from ringback.engine.ports import Store
from ringback.engine.stores.file import FileStore
from ringback.engine.stores.memory import MemoryStore
from ringback.engine.stores.sql import SqlStore
from tests.fakes.clock import CountingIds, StillClock

Build = Callable[[], Store]


@pytest.fixture(params=["memory", "file", "sqlite", "postgresql"])
def build(request: pytest.FixtureRequest, tmp_path: Path) -> Build:
    """Makes the store; called twice it is the same store opened again, except in memory."""
    clock, ids = StillClock(), CountingIds()
    kept = MemoryStore(clock, ids)
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").database()
        return lambda: SqlStore(url, clock, ids)
    builders: dict[str, Build] = {
        "memory": lambda: kept,
        "file": lambda: FileStore(tmp_path / "users", clock, ids),
        "sqlite": lambda: SqlStore(f"sqlite+aiosqlite:///{tmp_path}/data/ringback.db", clock, ids),
    }
    return builders[request.param]


@pytest.fixture
async def store(build: Build) -> AsyncIterator[Store]:
    store = build()
    await store.open()
    yield store
    await store.close()
