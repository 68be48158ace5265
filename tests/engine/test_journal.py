"""The journal: replay, then live, exact for each reader."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from ringback.engine.journal import PAGE, Journal
from ringback.engine.stores.memory import MemoryStore
from ringback.engine.stores.sql import SqlStore
from tests.fakes.clock import CountingIds, StillClock
from tests.postgres import Postgres


@pytest.fixture
async def two_engines(postgres: Postgres) -> AsyncIterator[list[Journal]]:
    """Their journals, on one PostgreSQL; each listens to the other."""
    url = postgres.database()
    stores = [SqlStore(url, StillClock(), CountingIds()) for _ in range(2)]
    journals = [Journal(store) for store in stores]
    for store in stores:
        await store.open()
    async with journals[0].listening(), journals[1].listening():
        yield journals
    for store in stores:
        await store.close()


@pytest.fixture
def journal() -> Journal:
    return Journal(MemoryStore(StillClock(), CountingIds()))


async def write(journal: Journal, count: int, user: str = "me") -> None:
    for _ in range(count):
        async with journal.unit(user) as unit:
            await unit.append("message", {})


async def read(journal: Journal, last: int, after: int = 0) -> list[int]:
    seen: list[int] = []
    async with aclosing(journal.subscribe("me", after)) as entries:
        async for entry in entries:
            seen.append(entry.seq)
            if entry.seq == last:
                return seen
    return seen


async def test_a_reader_sees_what_was_and_then_what_comes(journal: Journal) -> None:
    await write(journal, PAGE + 5)
    reading = asyncio.create_task(read(journal, PAGE + 30))
    await write(journal, 25)
    assert await reading == list(range(1, PAGE + 31))


async def test_readers_at_any_point_lose_and_double_nothing_while_others_write(journal: Journal) -> None:
    readers = [asyncio.create_task(read(journal, 120, after)) for after in (0, 7, 60, 119)]
    await asyncio.gather(*(write(journal, 12) for _ in range(10)), write(journal, 5, user="you"))
    assert [await reader for reader in readers] == [list(range(after + 1, 121)) for after in (0, 7, 60, 119)]


async def test_a_reader_that_stands_still_holds_up_nobody(journal: Journal) -> None:
    await write(journal, 1)
    async with aclosing(journal.subscribe("me")) as slow:
        await anext(slow)
        await write(journal, 500)
        assert await read(journal, 501) == list(range(1, 502))
        assert (await anext(slow)).seq == 2


async def test_a_unit_that_fails_or_only_reads_wakes_nobody(journal: Journal) -> None:
    async def fail() -> None:
        async with journal.unit("me") as unit:
            await unit.append("message", {})
            raise ZeroDivisionError

    with journal.watch("me") as changed:
        with pytest.raises(ZeroDivisionError):
            await fail()
        async with journal.unit("me") as unit:
            await unit.tasks()
        assert not changed.is_set()
        await write(journal, 1)
        assert changed.is_set()


async def test_closing_ends_every_reader(journal: Journal) -> None:
    await write(journal, 3)
    reading = asyncio.create_task(read(journal, 99))
    async with aclosing(journal.subscribe("me")) as other:
        await anext(other)
        journal.close()
        assert await reading in ([], [1, 2, 3])
    assert await read(journal, 99) == []


async def test_a_reader_goes_on_after_an_erasure(journal: Journal) -> None:
    await write(journal, 4)
    reading = asyncio.create_task(read(journal, 5, after=4))
    async with journal.unit("me") as unit:
        await unit.erase()
        await unit.append("data.changed", {})
    assert await reading == [5]


async def test_what_one_engine_commits_a_reader_at_another_sees_live(two_engines: list[Journal]) -> None:
    here, there = two_engines
    reading = asyncio.create_task(read(there, 30))
    await write(here, 30)
    assert await asyncio.wait_for(reading, 20) == list(range(1, 31))


async def test_a_reader_misses_nothing_while_the_connection_to_the_others_is_lost(
    two_engines: list[Journal], postgres: Postgres
) -> None:
    here, there = two_engines
    reading = asyncio.create_task(read(there, 12))
    await write(here, 4)
    postgres.cut_listeners()
    await write(here, 4)
    await asyncio.wait_for(asyncio.shield(read(there, 8)), 20)
    await write(here, 4)
    assert await asyncio.wait_for(reading, 20) == list(range(1, 13))
