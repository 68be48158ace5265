"""Several processes on one database: which has a call, and what becomes of the calls of one that falls silent."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from ringback.call_handler.call import Reported
from ringback.call_handler.leases import LEASE_SECONDS
from ringback.call_handler.line import Line
from ringback.call_handler.sessions import StoreDown
from ringback.call_handler.store import SqlStore
from ringback.wire import CallEvent, CallStatus
from tests.call_handler.test_switchboard import Conversation, Exchange, exchange
from tests.fakes.carrier import FakeCarrier


@asynccontextmanager
async def two(folder: Path, carrier: FakeCarrier) -> AsyncIterator[tuple[Exchange, Exchange]]:
    """Two call-handlers on one database."""
    async with exchange(folder, carrier) as first, exchange(folder, carrier) as second:
        yield first, second


async def test_another_process_leaves_the_calls_of_a_living_one_alone(tmp_path: Path) -> None:
    carrier = FakeCarrier()
    async with exchange(tmp_path, carrier) as one:
        line = await one.call()
        await one.word(line, CallStatus.IN_PROGRESS, 2)
        async with exchange(tmp_path, carrier) as other:
            await other.switchboard.told(line.order.id, line.sid, Reported(CallStatus.IN_PROGRESS, 1002.0, 2))
            assert other.switchboard.lines == []
        assert carrier.statuses[line.sid] is CallStatus.IN_PROGRESS
        assert one.switchboard.line(line.sid) is line
        await one.word(line, CallStatus.COMPLETED, 3)
        await one.ended(line)


async def test_who_asks_another_process_hears_of_the_call_all_the_same(tmp_path: Path) -> None:
    async with two(tmp_path, FakeCarrier()) as (one, other):
        line = await one.call()
        following = asyncio.create_task(following_to_the_end(other, line))
        waiting = asyncio.create_task(other.ended(line))
        await one.word(line, CallStatus.RINGING, 1)
        await other.switchboard.hang_up(line.sid)
        assert one.carrier.statuses[line.sid] is CallStatus.CANCELED
        await one.word(line, CallStatus.CANCELED, 3)
        assert (await waiting).status is CallStatus.CANCELED
        heard = await following
        assert [event.seq for event in heard] == [1, 2, 3, 4]
        assert heard[-1].type == "call.report"


async def test_the_calls_of_a_process_that_falls_silent_are_taken_up_once(tmp_path: Path) -> None:
    carrier = FakeCarrier()
    async with two(tmp_path, carrier) as (one, other):
        line = await one.call()
        await one.word(line, CallStatus.IN_PROGRESS, 2)
        talk = Conversation(one, line)
        following = asyncio.create_task(following_to_the_end(one, line))
        await written(other, line)
        other.clock.time += LEASE_SECONDS
        view = await other.ended(line)
        assert (view.ended_by, carrier.statuses[line.sid]) == ("system", CallStatus.COMPLETED)
        events = await following
        assert [event.type for event in events].count("call.report") == 1
        assert (one.switchboard.lines, len(talk.over)) == ([], 1)
        assert [event.seq for event in await one.store.events(line.sid)] == [event.seq for event in events]


class LockedOnce(SqlStore):
    """Somebody else has it `locked` when a call's events are next read."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.locked, self.tried = False, asyncio.Event()

    async def events(self, call_sid: str, after: int = 0) -> list[CallEvent]:
        if not self.locked:
            return await super().events(call_sid, after)
        self.locked = False
        self.tried.set()
        raise StoreDown("The database is locked.")


async def test_a_call_that_could_not_be_read_when_it_was_taken_up_is_taken_up_again(
    tmp_path: Path,
) -> None:
    carrier = FakeCarrier()
    async with exchange(tmp_path, carrier) as one, exchange(tmp_path, carrier, kind=LockedOnce) as other:
        line = await one.call()
        await one.word(line, CallStatus.IN_PROGRESS, 2)
        await written(other, line)
        assert isinstance(other.store, LockedOnce)
        other.store.locked = True
        other.clock.time += LEASE_SECONDS
        async with asyncio.timeout(5):
            await other.store.tried.wait()
            while not line.left:
                await line.news()
        assert other.switchboard.lines == []
        other.clock.time += LEASE_SECONDS
        await other.ended(line)


async def test_a_word_of_the_carrier_that_comes_before_the_next_look_finds_the_call_as_it_was_written(
    tmp_path: Path,
) -> None:
    async with two(tmp_path, FakeCarrier()) as (one, other):
        line = await one.call()
        await one.word(line, CallStatus.RINGING, 1)
        await written(other, line)
        other.clock.time += LEASE_SECONDS
        await other.word(line, CallStatus.BUSY, 2)
        one.switchboard.legs.heard(
            line, Reported(CallStatus.BUSY, 1002.0, 2)
        )  # it does not know yet that it lost the call
        await one.switchboard.settle(line)
        healthy = await other.call("o2")
        await other.word(healthy, CallStatus.NO_ANSWER, 1)
        await other.ended(healthy)
        assert (await other.ended(line)).status is CallStatus.BUSY
        events = await one.store.events(line.sid)
        assert [event.seq for event in events] == [1, 2, 3, 4]
        assert events[-1].type == "call.report"


async def test_a_phone_that_rings_rings_on_when_its_process_falls_silent(tmp_path: Path) -> None:
    carrier = FakeCarrier()
    async with two(tmp_path, carrier) as (one, other):
        line = await one.call()
        await one.word(line, CallStatus.RINGING, 1)
        await written(other, line)
        other.clock.time += LEASE_SECONDS
        async with asyncio.timeout(5):
            while ("fetch", line.sid) not in carrier.asked:
                await line.news() if not line.left else await asyncio.sleep(0.01)
        assert carrier.statuses[line.sid] is CallStatus.RINGING
        await other.word(line, CallStatus.IN_PROGRESS, 2)
        await other.word(line, CallStatus.COMPLETED, 3)
        view = await other.ended(line)
        assert [event.seq for event in await one.store.events(line.sid)] == [1, 2, 3, 4, 5]
        assert (view.ended_by, view.status) == ("carrier", CallStatus.COMPLETED)


async def written(other: Exchange, line: Line) -> None:
    """Returns when the first two events of another process's call are in the database."""
    async for event in other.switchboard.follow(line.sid, 0):
        if event.seq == 2:
            return


async def following_to_the_end(at: Exchange, line: Line) -> list[CallEvent]:
    return [event async for event in at.switchboard.follow(line.sid, 0)]
