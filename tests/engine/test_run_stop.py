"""Runs that are stopped, erased or held up, and how each kind of call is told."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Collection
from contextlib import aclosing, asynccontextmanager
from typing import Any

import pytest

from ringback.engine.ports import CallUnknown, HandlerDown, StoreDown, Unit
from ringback.engine.retries import Retries
from ringback.engine.stores.memory import MemoryStore
from ringback.engine.task import Status
from ringback.kit.errors import NotFound
from ringback.wire import CallEvent, Fact, Reason, Turn
from tests.engine.world import Engine, World, carried
from tests.fakes.call_handler import FakeCallHandler, a_report, talk
from tests.fakes.clock import CountingIds, StillClock


async def test_a_running_call_is_hung_up(world: World) -> None:
    world.handler.script = talk()[:4]
    await world.confirm()
    async with world.engine() as engine:
        task = await engine.until(Status.IN_CALL)
        assert await engine.runner.cancel("me", "t_1")
        assert world.handler.hung_up == [task.call_sid]
        task = await engine.ended()
        await engine.runner.cancel("me", "t_1")
    assert task.outcome is not None
    assert (task.status, task.outcome.reason) == (Status.FAILED, "user_hangup")
    assert len(world.handler.hung_up) == 1


async def test_a_hangup_the_handler_could_not_do_is_done_when_it_is_back(world: World) -> None:
    world.handler.script = talk()[:4]
    await world.confirm()
    async with world.engine() as engine:
        await engine.until(Status.IN_CALL)
        world.handler.down = True
        assert not await engine.runner.cancel("me", "t_1")
    world.handler.down = False
    task, _, _ = await carried(world)
    assert task.outcome is not None
    assert task.outcome.reason == "user_hangup"


async def test_a_wish_to_stop_that_another_engine_could_only_store_is_obeyed_by_the_one_that_carries(
    world: World,
) -> None:
    world.handler.script = talk()[:4]
    await world.confirm()
    async with world.engine(beat_seconds=0.01) as engine:
        await engine.until(Status.IN_CALL)
        world.handler.hangup_failures = 1
        assert not await Engine(world.store, world.handler, world.clock).runner.cancel("me", "t_1")
        task = await engine.ended()
    assert task.outcome is not None
    assert (task.outcome.reason, len(world.handler.requests)) == ("user_hangup", 1)


async def test_what_was_cancelled_before_the_order_is_never_dialled(world: World) -> None:
    await world.confirm(cancel_requested=True)
    task, _, kinds = await carried(world)
    assert (task.status, kinds) == (Status.CANCELLED, ["message", "task.cancelled"])
    assert world.handler.requests == []


async def test_an_order_that_may_be_out_when_it_is_cancelled_is_hung_up(world: World) -> None:
    world.handler.script = talk()[:3]
    world.handler.places_anyway = True
    world.handler.order_failures.append(CallUnknown("slow"))
    await world.confirm()
    async with world.engine() as engine:
        await world.handler.asked.wait()
    await engine.runner.cancel("me", "t_1")
    task, _, _ = await carried(world)
    assert task.outcome is not None
    assert (task.outcome.reason, world.handler.hung_up) == ("user_hangup", [world.handler.only.sid])


@pytest.mark.parametrize("down", [False, True])
async def test_an_order_that_never_arrived_is_not_sent_after_the_cancel(world: World, *, down: bool) -> None:
    world.handler.order_failures.append(HandlerDown("down"))
    await world.confirm()
    async with world.engine() as engine:
        await world.handler.asked.wait()
    await engine.runner.cancel("me", "t_1")
    world.handler.requests.clear()
    world.handler.withdraw_failures.extend([HandlerDown("down")] * 5 * down)
    async with world.engine() as engine:
        task = await engine.ended()
    assert (task.status, world.handler.requests) == (Status.CANCELLED, [])


async def test_a_task_cancelled_while_its_order_fails_is_cancelled(world: World) -> None:
    world.handler.order_failures.extend([HandlerDown("down")] * 3)
    await world.confirm()
    async with world.engine() as engine:
        await engine.runner.cancel("me", "t_1")
        task = await engine.ended()
    assert task.status is Status.CANCELLED


async def test_who_stops_an_errand_whose_order_got_lost_has_it_withdrawn_and_not_sent_again(world: World) -> None:
    world.handler.order_failures.extend([CallUnknown("slow")] * 2)
    await world.confirm()
    async with world.engine() as engine:
        await world.handler.asked.wait()
        await engine.runner.cancel("me", "t_1")
        task = await engine.ended()
    assert (task.status, len(world.handler.requests), world.handler.withdrawn) == (Status.CANCELLED, 1, ["t_1:0"])


async def test_an_unknown_task_cannot_be_cancelled(world: World) -> None:
    async with world.engine() as engine:
        with pytest.raises(NotFound):
            await engine.runner.cancel("me", "t_none")


async def test_a_task_erased_in_its_call_leaves_nothing_and_tells_nobody(world: World) -> None:
    world.handler.script = talk()[:4]
    await world.confirm()
    engine = Engine(world.store, world.handler, world.clock)
    carrying = asyncio.create_task(engine.run.carry("me", "t_1"))
    await engine.until(Status.IN_CALL)
    async with engine.journal.unit("me") as unit:
        await unit.erase()
    for kind, data in talk()[4:6]:
        world.handler.only.tell(kind, data)
    await carrying
    assert (await engine.entries(), engine.channel.delivered) == ([], [])
    await engine.elsewhere.settle("me")
    assert len(world.handler.hung_up) == len(world.handler.erased) == 1


async def test_a_task_erased_while_it_is_ordered_is_hung_up_and_erased_at_the_handler(world: World) -> None:
    await world.confirm()
    engine = Engine(world.store, world.handler, world.clock)
    world.handler.places_anyway = True
    world.handler.script = talk()[:4]
    world.handler.order_failures.append(CallUnknown("slow"))
    carrying = asyncio.create_task(engine.run.carry("me", "t_1"))
    await world.handler.asked.wait()
    async with engine.journal.unit("me") as unit:
        await unit.erase()
    await carrying
    await engine.elsewhere.settle("me")
    assert len(world.handler.hung_up) == len(world.handler.erased) == 1
    assert await engine.entries() == []


class Holding(FakeCallHandler):
    """Who follows first hears `held` only when the gate opens."""

    def __init__(self, held: str) -> None:
        super().__init__()
        self.held = held
        self.reached, self.gate = asyncio.Event(), asyncio.Event()

    async def follow(self, call_sid: str, after: int = 0) -> AsyncGenerator[CallEvent, None]:
        first = not self.followed
        async with aclosing(super().follow(call_sid, after)) as events:
            async for event in events:
                if first and event.type == self.held:
                    self.reached.set()
                    await self.gate.wait()
                yield event


@pytest.mark.parametrize("held", ["call.status", "call.report"])
@pytest.mark.parametrize("times", [1, 2])
async def test_a_run_that_was_overtaken_leaves_the_next_attempt_alone(held: str, times: int) -> None:
    world = World(handler=(handler := Holding(held)))
    handler.script = talk(a_report(Reason.BUSY))
    await world.confirm(retries=Retries(times=times, apart=600.0))
    engine = Engine(world.store, handler, world.clock)
    stale = asyncio.create_task(engine.run.carry("me", "t_1"))
    await handler.reached.wait()
    await engine.run.carry("me", "t_1")
    world.clock.advance(601)
    handler.script = talk()[:2]
    carrying = asyncio.create_task(engine.run.carry("me", "t_1"))
    before = await engine.when(lambda task: (task.attempt, task.call_seq) == (1, 2))
    handler.gate.set()
    await stale
    assert await engine.task() == before
    for kind, data in talk()[2:]:
        handler.calls["CA" + "2".zfill(32)].tell(kind, data)
    await carrying
    assert (await engine.ended()).status is Status.SUCCEEDED


async def test_an_order_answered_after_another_run_has_ended_the_task_does_not_begin_it_again(world: World) -> None:
    answered, gate = asyncio.Event(), asyncio.Event()

    class Slow(FakeCallHandler):
        async def order(self, **order: Any) -> str:
            sid = await super().order(**order)
            if not answered.is_set():
                answered.set()
                await gate.wait()
            return sid

    world.handler = Slow()
    await world.confirm()
    engine = Engine(world.store, world.handler, world.clock)
    stale = asyncio.create_task(engine.run.carry("me", "t_1"))
    await answered.wait()
    await engine.run.carry("me", "t_1")
    ended = await engine.ended()
    gate.set()
    await stale
    assert await engine.task() == ended


class BreakingStore(MemoryStore):
    """Fails the next units it is told to; `healed` is set when it works again."""

    left = 0

    def break_for(self, units: int) -> None:
        self.left = units
        self.healed = asyncio.Event()

    @asynccontextmanager
    async def unit(self, user_id: str) -> AsyncIterator[Unit]:
        if self.left:
            self.left -= 1
            if not self.left:
                self.healed.set()
            raise StoreDown("The disk is full.")
        async with super().unit(user_id) as unit:
            yield unit


class OddStore(MemoryStore):
    """Its first lease and its first prolonging of one raise what nobody thought of."""

    def __init__(self, clock: StillClock) -> None:
        super().__init__(clock, CountingIds())
        self.odd = {"lease", "renew"}
        self.passed = asyncio.Event()

    def _once(self, step: str) -> None:
        if step in self.odd:
            self.odd.remove(step)
            if not self.odd:
                self.passed.set()
            raise ValueError(step)

    async def lease(self, owner: str, now: float, until: float, limit: int) -> list[tuple[str, str]]:
        self._once("lease")
        return await super().lease(owner, now, until, limit)

    async def renew(self, owner: str, task_ids: Collection[str], until: float) -> set[str]:
        self._once("renew")
        return await super().renew(owner, task_ids, until)


async def test_an_error_nobody_thought_of_ends_neither_the_looking_nor_the_beating(world: World) -> None:
    world.store = store = OddStore(world.clock)
    world.handler.script = talk()[:4]
    await world.confirm()
    async with world.engine(beat_seconds=0.01) as engine:
        await engine.until(Status.IN_CALL)
        await store.passed.wait()
        world.handler.hangup_failures = 1
        await Engine(store, world.handler, world.clock).runner.cancel("me", "t_1")
        task = await engine.ended()
    assert task.outcome is not None
    assert task.outcome.reason == "user_hangup"


async def test_a_store_that_fails_for_a_while_ends_in_the_same_outcome(world: World) -> None:
    world.store = store = BreakingStore(world.clock, CountingIds())
    world.handler.script = talk()[:4]
    await world.confirm()
    store.break_for(2)
    async with world.engine() as engine:
        await store.healed.wait()
        await engine.until(Status.IN_CALL)
        store.break_for(3)
        for kind, data in talk()[4:]:
            world.handler.only.tell(kind, data)
        await store.healed.wait()
        task = await engine.ended()
        kinds = [entry.type for entry in await engine.entries()]
    assert task.status is Status.SUCCEEDED
    told = ["call.status", "message", "task.outcome", "data.changed"]
    assert kinds == ["call.status"] * 4 + ["call.turn"] * 2 + told
    assert len(world.handler.requests) == 1


@pytest.mark.parametrize(
    ("reason", "change", "status", "expected", "text"),
    [
        (Reason.BUSY, {}, Status.FAILED, "busy", "Pizza Place: The line was busy."),
        (Reason.NO_ANSWER, {}, Status.FAILED, "no_answer", "Pizza Place: No one answered."),
        (
            Reason.LINE_DROPPED,
            {},
            Status.FAILED,
            "line_dropped",
            "Pizza Place: The line dropped in the middle of the call.",
        ),
        (
            Reason.GOAL_NOT_REACHED,
            {
                "claimed": "failed",
                "turns": [Turn(index=0, who="callee", text="full, nine is free", t0=10, t1=20)],
                "facts": [Fact(key="alternative_time", value="21:00", quote="nine is free", turn=0, supported=True)],
            },
            Status.FAILED,
            "goal_not_reached",
            "Pizza Place: What you asked for did not work out. They offer 21:00.",
        ),
        (
            Reason.GOAL_REACHED,
            {"facts": [Fact(key="time", value="19:00")]},
            Status.UNCONFIRMED,
            "goal_reached",
            "The call with Pizza Place ended, but they did not clearly confirm. Please check with them.",
        ),
    ],
)
async def test_each_ending_has_its_own_true_sentence(
    world: World, reason: Reason, change: dict[str, Any], status: Status, expected: str, text: str
) -> None:
    world.handler.script = talk(a_report(reason, **change))
    await world.confirm()
    task, entries, _ = await carried(world)
    assert task.outcome is not None
    assert (task.status, task.outcome.reason) == (status, expected)
    assert entries[-2].data["text"] == text
