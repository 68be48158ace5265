"""The SQL store's own promises: pragmas, two processes on one file, named errors."""

import asyncio
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select, create_engine, text

from ringback.engine.ports import StoreDown
from ringback.engine.stores.announcements import Announcements
from ringback.engine.stores.models import MIGRATIONS
from ringback.engine.stores.sql import SqlStore
from ringback.engine.stores.statements import DIALOGUES, TASKS
from ringback.kit.database import blocking_engine_of
from ringback.kit.migrations import prepare
from tests.contracts.test_store import a_task
from tests.fakes.clock import CountingIds, StillClock
from tests.postgres import Postgres


def open_at(path: Path) -> SqlStore:
    return SqlStore(f"sqlite+aiosqlite:///{path}", StillClock(), CountingIds())


async def test_the_database_is_durable_and_deletes_for_good(tmp_path: Path) -> None:
    store = open_at(tmp_path / "x" / "ringback.db")
    await store.open()
    names = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys", "secure_delete")
    async with store._lanes.writing("me") as lane:  # noqa: SLF001 - pragmas are a connection's own
        found = await lane.run(lambda connection: [connection.scalar(text(f"PRAGMA {name}")) for name in names])
    assert found == ["wal", 1, 30000, 1, 1]
    await store.close()
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o700


async def test_two_processes_on_one_file_lose_no_update(tmp_path: Path) -> None:
    stores = [open_at(tmp_path / "ringback.db") for _ in range(2)]
    for store in stores:
        await store.open()

    async def write(store: SqlStore) -> list[int]:
        seqs = []
        for _ in range(10):
            async with store.unit("me") as unit:
                seqs.append((await unit.append("message", {})).seq)
        return seqs

    seqs = await asyncio.gather(*(write(store) for store in stores))
    assert sorted(seq for mine in seqs for seq in mine) == list(range(1, 21))
    for store in stores:
        await store.close()


async def test_an_engine_goes_on_listening_after_an_error_nobody_thought_of(postgres: Postgres) -> None:
    heard: asyncio.Queue[str | None] = asyncio.Queue()

    def hear(user_id: str | None) -> None:
        heard.put_nowait(user_id)
        raise ValueError

    async with Announcements(postgres.database()).listening(hear), asyncio.timeout(20):
        assert [await heard.get() for _ in range(2)] == [None, None]


async def test_a_reader_is_not_held_up_by_another_process_that_writes(tmp_path: Path) -> None:
    one, two = open_at(tmp_path / "ringback.db"), open_at(tmp_path / "ringback.db")
    await one.open()
    await two.open()
    async with one.unit("me") as unit:
        await unit.save_task(a_task())
        assert await two.running() == []
    assert await two.running() == [("me", "t_1")]
    await one.close()
    await two.close()


async def test_a_file_that_is_no_database_is_said_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ringback.db"
    path.write_bytes(b"this is no database" * 100)
    store = open_at(path)
    with pytest.raises(StoreDown) as raised:
        await store.open()
    assert "DATABASE_URL" in raised.value.detail
    assert path.read_bytes() == b"this is no database" * 100
    await store.close()


async def test_a_table_that_is_gone_is_a_store_that_is_down(tmp_path: Path) -> None:
    store = open_at(tmp_path / "ringback.db")
    await store.open()
    other = create_engine(f"sqlite:///{tmp_path}/ringback.db")
    with other.begin() as connection:
        connection.execute(text("DROP TABLE journal"))
    other.dispose()
    with pytest.raises(StoreDown):
        async with store.unit("me") as unit:
            await unit.append("message", {})
    with pytest.raises(StoreDown):
        await store.entries("me")
    await store.check()
    await store.close()


async def test_a_unit_that_is_cancelled_in_the_middle_keeps_nothing_and_blocks_nobody(tmp_path: Path) -> None:
    store = open_at(tmp_path / "ringback.db")
    await store.open()
    inside = asyncio.Event()

    async def write() -> None:
        async with store.unit("me") as unit:
            await unit.append("message", {})
            await unit.facts()
            inside.set()
            await asyncio.Event().wait()

    writing = asyncio.create_task(write())
    await inside.wait()
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    async with store.unit("me") as unit:
        assert await unit.entries() == []
        assert (await unit.append("message", {})).seq == 1
    await store.close()


async def test_a_unit_reads_what_it_wrote(tmp_path: Path) -> None:
    store = open_at(tmp_path / "ringback.db")
    await store.open()
    async with store.unit("me") as unit:
        await unit.save_task(a_task())
        first = await unit.append("message", {"n": 1})
        assert await unit.task("t_1") == a_task()
        second = await unit.append("message", {"n": 2})
        assert await unit.entries() == [first, second]
    assert await store.entries("me") == [first, second]
    await store.close()


@pytest.mark.parametrize("read", [DIALOGUES, TASKS])
def test_the_newest_are_found_without_sorting_all_there_are(tmp_path: Path, read: Select[Any]) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'ringback.db'}"
    prepare(url, MIGRATIONS)
    engine = blocking_engine_of(url)
    with engine.connect() as connection:
        explained = f"EXPLAIN QUERY PLAN {read.compile(connection)}"
        steps = connection.exec_driver_sql(explained, (None,) * explained.count("?")).scalars("detail").all()
    engine.dispose()
    assert steps
    assert not any("TEMP B-TREE" in step for step in steps)


async def test_times_are_told_in_utc_whatever_zone_the_server_has(postgres: Postgres) -> None:
    url = postgres.database()
    admin = blocking_engine_of(url)
    with admin.begin() as connection:
        name = connection.scalar(text("SELECT current_database()"))
        connection.execute(text(f"ALTER DATABASE {name} SET timezone = 'Asia/Jerusalem'"))
    admin.dispose()
    store = SqlStore(url, StillClock(), CountingIds())
    await store.open()
    async with store.unit("me") as unit:
        await unit.append("message", {})
    [entry] = await store.entries("me")
    assert (entry.ts, entry.ts.tzinfo) == (StillClock().now(), UTC)
    await store.close()
