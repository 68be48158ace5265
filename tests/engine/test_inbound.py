"""Calls that came in: one message each, however often the call-handler tells of them, and the errands they settle."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pydantic import SecretStr

from ringback.engine.elsewhere import Elsewhere
from ringback.engine.handler_client import HttpCallHandler
from ringback.engine.inbound import Inbound, Owner
from ringback.engine.journal import Journal
from ringback.engine.notice import Notifier
from ringback.engine.phrases import phrases_of
from ringback.engine.ports import Entry
from ringback.engine.stores.memory import MemoryStore
from ringback.engine.task import Outcome, Status, Task
from ringback.engine.words import Words
from ringback.wire import Reason, Report, Turn
from tests.engine.world import CountingChannel, World
from tests.fakes.call_handler import a_report
from tests.fakes.clock import StillClock
from tests.fakes.handler_app import handler_app
from tests.fakes.server import serving

GARAGE = "+97236123556"
SAID = Turn(index=0, who="callee", text="We have it from tomorrow on.", t0=900, t1=2100)


def rang_back(reason: Reason = Reason.GOAL_REACHED, **change: Any) -> Report:
    values = {"call_sid": "CA_in", "task_id": "t_1", "direction": "inbound", "phone_number": GARAGE} | change
    return a_report(reason, **values)


class Engine:
    def __init__(self, world: World) -> None:
        self.world = world
        self.journal = Journal(world.store)
        self.channel = CountingChannel()
        words = Words(phrases_of({}), "IL")
        channels = {"web": self.channel}
        self.notifier = notifier = Notifier(self.journal, channels, words, world.clock)
        owner = Owner("me", "en")
        clock: StillClock = world.clock
        self.inbound = Inbound(self.journal, world.handler, notifier, words, owner, sleep=clock.sleep)

    async def entries(self, count: int) -> list[Entry]:
        """As soon as there are so many."""
        store: MemoryStore = self.world.store
        with self.journal.watch("me") as changed:
            while len(entries := await store.entries("me", limit=100)) < count:
                changed.clear()
                await changed.wait()
        return entries

    async def task(self) -> Task:
        async with self.journal.unit("me") as unit:
            task = await unit.task("t_1")
        assert task is not None
        return task


async def world_with(status: Status, reason: str = "busy") -> World:
    world = World()
    await world.confirm(status=status, outcome=Outcome(status, reason), call_sid="CA_out")
    return world


@pytest.mark.parametrize("status", [Status.FAILED, Status.UNCONFIRMED])
async def test_a_ring_back_that_ends_well_settles_the_errand_with_one_message(status: Status) -> None:
    world = await world_with(status)
    world.handler.ring(rang_back(recording=True))
    engine = Engine(world)
    async with engine.inbound.running():
        *turns, message, ended = await engine.entries(4)
    assert [(turn.type, turn.data["turn"], turn.data["call_sid"]) for turn in turns] == [
        ("call.turn", 0, "CA_in"),
        ("call.turn", 1, "CA_in"),
    ]
    assert message.type == "message"
    assert message.data["text"] == "✓ Pizza Place rang back: done. Time: 19:00"
    assert (message.task, message.conversation) == ("t_1", "c_1")
    assert (ended.type, ended.data["status"], ended.data["recording"]) == (
        "task.outcome",
        "succeeded",
        "/tasks/t_1/recording",
    )
    task = await engine.task()
    assert (task.status, task.call_sid, task.recording) == (Status.SUCCEEDED, "CA_in", True)
    await engine.notifier.deliver("me", "t_1")
    assert engine.channel.delivered == [message.data["text"]]


@pytest.mark.parametrize("status", [Status.FAILED, Status.UNCONFIRMED, Status.SUCCEEDED, Status.CANCELLED])
async def test_any_other_ring_back_is_told_and_changes_no_outcome(status: Status) -> None:
    world = await world_with(status)
    world.handler.ring(rang_back(Reason.CALLEE_HANGUP, turns=[SAID]))
    engine = Engine(world)
    before = await engine.task()
    async with engine.inbound.running():
        _, message = await engine.entries(2)
    assert message.data["text"] == "Pizza Place rang back and said: “We have it from tomorrow on.”"
    assert replace(await engine.task(), outbox=()) == before


@pytest.mark.parametrize("status", [Status.SUCCEEDED, Status.CANCELLED, Status.IN_CALL])
async def test_a_good_ring_back_leaves_what_it_does_not_mend(status: Status) -> None:
    world = await world_with(status)
    world.handler.ring(rang_back())
    engine = Engine(world)
    async with engine.inbound.running():
        *_, message = await engine.entries(3)
    assert message.data["text"].startswith("✓ Pizza Place rang back")
    assert (await engine.task()).status is status


async def test_a_claim_without_the_callers_words_is_no_success() -> None:
    world = await world_with(Status.FAILED)
    world.handler.ring(rang_back(facts=[], turns=[SAID]))
    engine = Engine(world)
    async with engine.inbound.running():
        *_, message = await engine.entries(2)
    assert "rang back and said" in message.data["text"]
    assert (await engine.task()).status is Status.FAILED


@pytest.mark.parametrize(
    ("number", "turns", "text"),
    [
        ("+97236549999", [SAID], "A call from 03-654-9999: “We have it from tomorrow on.”"),
        ("", [SAID], "A call from a withheld number: “We have it from tomorrow on.”"),
        ("+97236549999", [], "A call from 03-654-9999; no message was left."),
    ],
)
async def test_a_strangers_message_reaches_the_owner(number: str, turns: list[Turn], text: str) -> None:
    world = World()
    world.handler.ring(rang_back(Reason.CALLEE_HANGUP, task_id=None, phone_number=number, turns=turns))
    engine = Engine(world)
    async with engine.inbound.running():
        (message,) = await engine.entries(1)
    assert (message.data["text"], message.data["call_sid"], message.task) == (text, "CA_in", None)


async def test_an_erased_errands_ring_back_is_a_call_all_the_same() -> None:
    world = World()
    world.handler.ring(rang_back(Reason.CALLEE_HANGUP, turns=[SAID]))
    engine = Engine(world)
    async with engine.inbound.running():
        (message,) = await engine.entries(1)
    assert message.data["text"].startswith("A call from 03-612-3556")


async def test_each_call_is_told_once_also_after_a_restart_and_an_outage() -> None:
    world = World()
    world.handler.ring(rang_back(task_id=None, call_sid="CA_1"))
    first = Engine(world)
    async with first.inbound.running():
        await first.entries(1)
    world.handler.down = True
    second = Engine(world)
    async with second.inbound.running():
        for _ in range(200):
            await asyncio.sleep(0)
        assert world.clock.slept[:8] == [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0]
        world.handler.down = False
        world.handler.ring(rang_back(task_id=None, call_sid="CA_2"))
        entries = await second.entries(2)
    assert [entry.data["call_sid"] for entry in entries] == ["CA_1", "CA_2"]


async def test_a_call_handler_that_counts_anew_is_followed_from_its_beginning() -> None:
    world = World()
    for sid in ("CA_1", "CA_2"):
        world.handler.ring(rang_back(task_id=None, call_sid=sid))
    engine = Engine(world)
    async with engine.inbound.running():
        await engine.entries(2)
        world.handler.came_in.clear()
        world.handler.ring(rang_back(task_id=None, call_sid="CA_3"))
        assert (await engine.entries(3))[-1].data["call_sid"] == "CA_3"


async def test_the_real_client_asks_by_number_and_waits() -> None:
    world = World()
    async with serving(handler_app(world.handler, "t0ken")) as url:
        client = HttpCallHandler(url, SecretStr("t0ken"))
        waiting = asyncio.create_task(client.inbound(0, 20))
        await asyncio.sleep(0)
        world.handler.ring(rang_back())
        told = await waiting
        assert [(call.seq, call.report.call_sid) for call in told.calls] == [(1, "CA_in")]
        assert (await client.inbound(1, 0)).calls == []
        await client.close()


@pytest.mark.parametrize("posted", [True, False])
async def test_a_call_that_had_begun_before_all_was_erased_is_not_told_and_is_erased_too(posted: bool) -> None:
    world = World()
    report = rang_back(task_id=None)
    engine = Engine(world)
    world.handler.ring(report)
    await engine.inbound.take(report)
    elsewhere = Elsewhere(engine.journal, world.handler, world.clock)
    async with engine.journal.unit("me") as unit:
        await unit.erase()
        await elsewhere.owe(unit, [], [], inbound=True)
    new = rang_back(call_sid="CA_new", task_id=None, started_at=world.clock.now() + timedelta(seconds=1))
    if posted:
        await engine.inbound.take(report)
        await engine.inbound.take(new)
    else:
        world.handler.ring(new)
        async with engine.inbound.running():
            await engine.entries(1)
    (message,) = await engine.entries(1)
    assert message.data["call_sid"] == "CA_new"
    assert (await elsewhere.settle("me")).calls == 1
    assert [call.report.call_sid for call in (await world.handler.inbound(0, 0)).calls] == ["CA_new"] * (not posted)
