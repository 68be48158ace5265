"""A confirmed task carried to its end by a scripted call-handler, through failures and restarts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from ringback.engine.channels.web import WebChannel
from ringback.engine.chat import phrases_of
from ringback.engine.journal import Journal
from ringback.engine.notice import Notifier
from ringback.engine.ports import CallUnknown, Entry, HandlerDown, StoreDown, Unit
from ringback.engine.run import Pace, Run
from ringback.engine.runner import LocalRunner
from ringback.engine.stores.memory import MemoryStore
from ringback.engine.task import SlotValue, Status, Task
from ringback.engine.words import Words
from ringback.kit.errors import NotFound, RingbackError
from ringback.wire import Fact, Reason, Turn
from tests.fakes.call_handler import FakeCallHandler, a_report, talk
from tests.fakes.clock import CountingIds, StillClock


class Engine:
    """One engine process over a store that outlives it."""

    def __init__(self, store: MemoryStore, handler: FakeCallHandler, clock: StillClock) -> None:
        self.clock = clock
        self.store = store
        self.journal = Journal(store)
        self.channel = CountingChannel()
        self.run = Run(
            self.journal,
            handler,
            Notifier(self.journal, {"web": self.channel}, Words(phrases_of({}), "IL")),
            lambda task: f"In the name of: {task.said('name')}",
            clock,
            sleep=clock.sleep,
        )
        self.runner = LocalRunner(store, self.journal, handler, self.run, sleep=clock.sleep)

    async def task(self) -> Task:
        async with self.journal.unit("me") as unit:
            task = await unit.task("t_1")
        assert task is not None
        return task

    async def until(self, *statuses: Status) -> Task:
        with self.journal.watch("me") as changed:
            while (task := await self.task()).status not in statuses:
                changed.clear()
                await changed.wait()
        return task

    async def ended(self) -> Task:
        return await self.until(Status.SUCCEEDED, Status.FAILED, Status.UNCONFIRMED, Status.CANCELLED)

    async def entries(self, kind: str = "") -> list[Entry]:
        return [entry for entry in await self.store.entries("me", limit=1000) if entry.type.startswith(kind)]


class CountingChannel:
    def __init__(self) -> None:
        self.delivered: list[str] = []

    async def deliver(self, user_id: str, task: Task, text: str) -> None:
        self.delivered.append(text)
        await WebChannel().deliver(user_id, task, text)


@dataclass
class World:
    handler: FakeCallHandler = field(default_factory=FakeCallHandler)
    clock: StillClock = field(default_factory=StillClock)

    def __post_init__(self) -> None:
        self.store = MemoryStore(self.clock, CountingIds())

    async def confirm(self, **change: Any) -> None:
        now = self.clock.now().timestamp()
        task = Task("t_1", "me", "c_1", "web", "en", "phone_call", now, call_language="he", confirmed_at=now)
        slots = {
            "callee": SlotValue("Pizza Place", "Pizza Place"),
            "phone_number": SlotValue("+97236123556", "03-612-3556"),
            "name": SlotValue("Dana", "Dana"),
        }
        async with self.store.unit("me") as unit:
            await unit.save_task(replace(task, slots=slots, **{"status": Status.CONFIRMED, **change}))

    @asynccontextmanager
    async def engine(self) -> AsyncIterator[Engine]:
        engine = Engine(self.store, self.handler, self.clock)
        async with engine.runner.running():
            yield engine


@pytest.fixture
def world() -> World:
    return World()


async def carried(world: World) -> tuple[Task, list[Entry], list[str]]:
    async with world.engine() as engine:
        task = await engine.ended()
        entries = await engine.entries()
    return task, entries, [entry.type for entry in entries]


async def test_a_task_is_ordered_followed_and_told_once(world: World) -> None:
    await world.confirm()
    task, entries, kinds = await carried(world)
    assert kinds == ["call.status"] * 4 + ["call.turn"] * 2 + ["call.status", "message", "task.outcome"]
    sent = world.handler.requests
    assert [(order.key, order.task_id, order.phone_number, order.language) for order in sent] == [
        ("t_1:0", "t_1", "+97236123556", "he")
    ]
    assert sent[0].instructions == "In the name of: Dana"
    assert (task.status, task.call_sid, task.recording) == (Status.SUCCEEDED, entries[0].data["call_sid"], True)
    assert [entry.data["status"] for entry in entries if entry.type == "call.status"] == [
        "queued",
        "dialing",
        "ringing",
        "answered",
        "ended",
    ]
    assert entries[5].data == {
        "turn": 1,
        "who": "callee",
        "text": "Sure, at seven, sixty two shekels.",
        "final": True,
        "t0": 3400,
        "t1": 5600,
    }
    text = "✓ Pizza Place: done. Time: 19:00"
    assert entries[-2].data == {"role": "assistant", "text": text}
    assert entries[-1].data == {
        "status": "succeeded",
        "reason": "goal_reached",
        "text": text,
        "facts": [{"key": "time", "label": "Time", "value": "19:00", "quote": "at seven", "t": 3400}],
        "recording": "/tasks/t_1/recording",
        "transcript": "/tasks/t_1/transcript",
    }
    assert {(entry.conversation, entry.task) for entry in entries} == {("c_1", "t_1")}


async def test_the_task_is_in_call_from_the_moment_someone_answers(world: World) -> None:
    world.handler.script = talk()[:4]
    await world.confirm()
    async with world.engine() as engine:
        await engine.until(Status.IN_CALL)


@pytest.mark.parametrize("failures", [1, 2])
async def test_an_order_is_tried_three_times_with_one_key(world: World, failures: int) -> None:
    world.handler.order_failures.extend([HandlerDown("down")] * failures)
    await world.confirm()
    task, _, _ = await carried(world)
    assert task.status is Status.SUCCEEDED
    assert [order.key for order in world.handler.requests] == ["t_1:0"] * (failures + 1)


@pytest.mark.parametrize(
    ("failures", "tries", "status", "reason"),
    [
        ([HandlerDown("down")] * 4, 3, Status.FAILED, "provider_down"),
        (
            [RingbackError("no", code="provider_down", status=502, recoverable=True)] * 4,
            3,
            Status.FAILED,
            "provider_down",
        ),
        ([RingbackError("no", code="number_premium", status=403)], 1, Status.FAILED, "number_not_allowed"),
        ([RingbackError("no", code="invalid_number", status=400)], 1, Status.FAILED, "invalid_number"),
        ([RingbackError("no", code="unauthorized", status=401)], 1, Status.FAILED, "provider_down"),
        ([RingbackError("no", code="key_reused", status=409)], 1, Status.FAILED, "call_failed"),
        ([CallUnknown("slow"), HandlerDown("down"), HandlerDown("down")], 3, Status.UNCONFIRMED, "provider_down"),
        ([CallUnknown("slow"), RingbackError("no", status=409)], 2, Status.UNCONFIRMED, "provider_down"),
    ],
)
async def test_an_order_that_fails_for_good_ends_the_task(
    world: World, failures: list[RingbackError], tries: int, status: Status, reason: str
) -> None:
    world.handler.order_failures.extend(failures)
    await world.confirm()
    task, entries, kinds = await carried(world)
    assert task.outcome is not None
    assert (task.status, task.outcome.reason) == (status, reason)
    assert len(world.handler.requests) == tries
    assert kinds == ["message", "task.failed" if status is Status.FAILED else "task.outcome"]
    assert entries[-1].data["recording"] is None


async def test_a_slow_order_that_was_placed_all_the_same_is_found_by_its_key(world: World) -> None:
    world.handler.places_anyway = True
    world.handler.order_failures.append(CallUnknown("slow"))
    await world.confirm()
    task, _, _ = await carried(world)
    assert task.status is Status.SUCCEEDED
    assert len(world.handler.calls) == 1


async def test_a_broken_connection_loses_and_doubles_nothing(world: World) -> None:
    world.handler.drops.extend([2, 0, 3])
    world.handler.repeats = True
    await world.confirm()
    _, _, kinds = await carried(world)
    assert kinds == ["call.status"] * 4 + ["call.turn"] * 2 + ["call.status", "message", "task.outcome"]
    assert [after for _, after in world.handler.followed] == [0, 1, 1, 3]


async def test_what_cannot_be_read_is_passed_over(world: World) -> None:
    odd: list[Any] = [("call.status", {"status": "teleported"}), ("call.turn", {"text": 7}), ("call.status", {})]
    world.handler.script = odd + talk()
    await world.confirm()
    task, _, kinds = await carried(world)
    assert task.status is Status.SUCCEEDED
    assert kinds.count("call.status") == 5


async def test_a_report_that_cannot_be_read_leaves_the_task_unconfirmed(world: World) -> None:
    world.handler.script = [*talk()[:-1], ("call.report", {"reason": "magic"})]
    world.handler.unreadable = True
    await world.confirm()
    task, _, kinds = await carried(world)
    assert (task.status, kinds[-2:]) == (Status.UNCONFIRMED, ["message", "task.outcome"])


async def test_a_restart_in_the_middle_of_a_call_goes_on_where_it_was(world: World) -> None:
    world.handler.script = talk()[:4]
    await world.confirm()
    async with world.engine() as engine:
        await engine.until(Status.IN_CALL)
    for kind, data in talk()[4:]:
        world.handler.only.tell(kind, data)
    task, _, kinds = await carried(world)
    assert task.status is Status.SUCCEEDED
    assert kinds == ["call.status"] * 4 + ["call.turn"] * 2 + ["call.status", "message", "task.outcome"]
    assert [order.key for order in world.handler.requests] == ["t_1:0"]


async def test_a_restart_before_the_order_is_stored_orders_again_with_the_same_key(world: World) -> None:
    world.handler.places_anyway = True
    world.handler.order_failures.append(CallUnknown("slow"))
    await world.confirm()
    async with world.engine() as engine:
        await world.handler.asked.wait()
    assert (await engine.task()).call_sid is None
    task, _, kinds = await carried(world)
    assert task.status is Status.SUCCEEDED
    assert {order.key for order in world.handler.requests} == {"t_1:0"}
    assert (len(world.handler.calls), kinds.count("message")) == (1, 1)


async def test_a_second_start_of_the_same_task_changes_nothing(world: World) -> None:
    await world.confirm()
    async with world.engine() as engine:
        await engine.runner.start("me", "t_1")
        await engine.runner.start("me", "t_1")
        await engine.ended()
        await engine.runner.start("me", "t_1")
    async with world.engine() as engine:
        assert [entry.type for entry in await engine.entries("task")] == ["task.outcome"]
    assert (len(world.handler.requests), engine.channel.delivered) == (1, [])


async def test_two_runs_of_one_task_at_once_give_one_notice(world: World) -> None:
    await world.confirm()
    async with world.engine() as one, world.engine() as two:
        await one.ended()
        await two.ended()
    assert len(world.handler.calls) == 1
    assert len(one.channel.delivered) + len(two.channel.delivered) == 1
    assert [entry.type for entry in await one.entries("message")] == ["message"]


async def test_a_handler_that_never_comes_back_leaves_the_task_unconfirmed(world: World) -> None:
    world.handler.script = talk()[:4]
    await world.confirm()
    async with world.engine() as engine:
        await engine.until(Status.IN_CALL)
        world.handler.go_down()
        task = await engine.ended()
    kinds = [entry.type for entry in await engine.entries()]
    assert task.outcome is not None
    assert (task.status, task.outcome.reason) == (Status.UNCONFIRMED, "provider_down")
    assert kinds[-2:] == ["message", "task.outcome"]
    assert sum(world.clock.slept) >= Pace().deadline
    assert max(world.clock.slept) <= Pace().longest_pause


async def test_after_the_deadline_the_call_is_looked_up_once_more(world: World) -> None:
    world.handler.follow_failures.extend([HandlerDown("down")] * 1000)
    await world.confirm()
    task, _, kinds = await carried(world)
    assert task.status is Status.SUCCEEDED
    assert kinds == ["message", "task.outcome"]


async def test_a_call_the_handler_does_not_know_is_unconfirmed(world: World) -> None:
    await world.confirm(call_sid="CAgone", status=Status.ORDERED)
    task, _, _ = await carried(world)
    assert task.status is Status.UNCONFIRMED


async def test_nothing_is_ordered_after_the_deadline(world: World) -> None:
    await world.confirm()
    world.clock.advance(Pace().deadline + 1)
    task, _, _ = await carried(world)
    assert task.status is Status.UNCONFIRMED
    assert world.handler.requests == []


async def test_a_running_call_is_hung_up(world: World) -> None:
    world.handler.script = talk()[:4]
    await world.confirm()
    async with world.engine() as engine:
        task = await engine.until(Status.IN_CALL)
        await engine.runner.cancel("me", "t_1")
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
        with pytest.raises(HandlerDown):
            await engine.runner.cancel("me", "t_1")
    world.handler.down = False
    task, _, _ = await carried(world)
    assert task.outcome is not None
    assert task.outcome.reason == "user_hangup"


async def test_what_was_cancelled_before_the_order_is_never_dialled(world: World) -> None:
    await world.confirm(cancel_requested=True)
    task, _, kinds = await carried(world)
    assert (task.status, kinds) == (Status.CANCELLED, ["message", "task.cancelled"])
    assert world.handler.requests == []


async def test_a_task_cancelled_while_its_order_fails_is_cancelled(world: World) -> None:
    world.handler.order_failures.extend([HandlerDown("down")] * 3)
    await world.confirm()
    async with world.engine() as engine:
        await engine.runner.cancel("me", "t_1")
        task = await engine.ended()
    assert task.status is Status.CANCELLED


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
    for kind, data in talk()[4:]:
        world.handler.only.tell(kind, data)
    await carrying
    assert (await engine.entries(), engine.channel.delivered) == ([], [])


async def test_a_task_erased_while_it_is_ordered_is_hung_up_and_erased_at_the_handler(world: World) -> None:
    await world.confirm()
    engine = Engine(world.store, world.handler, world.clock)
    world.handler.order_failures.append(HandlerDown("down"))
    carrying = asyncio.create_task(engine.run.carry("me", "t_1"))
    await world.handler.asked.wait()
    async with engine.journal.unit("me") as unit:
        await unit.erase()
    await carrying
    assert len(world.handler.hung_up) == len(world.handler.erased) == 1
    assert await engine.entries() == []


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
    assert kinds == ["call.status"] * 4 + ["call.turn"] * 2 + ["call.status", "message", "task.outcome"]
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
            "Pizza Place: They could not do what you asked for. They offer 21:00.",
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
