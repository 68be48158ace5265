"""Errands that are called later, and busy lines that are called again: one message after the last try."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from ringback.engine.reports import Reports
from ringback.engine.retries import Retries
from ringback.engine.run import LATEST_SECONDS
from ringback.engine.schedule import again, due_at, policy
from ringback.engine.task import ENDED, Outcome, OutcomeFact, SlotValue, Status, Task, Try
from ringback.kit.errors import RingbackError
from ringback.wire import Reason, Report
from tests.engine.world import Engine, World, carried
from tests.fakes.call_handler import a_report, talk

TWICE = Retries(times=2, apart=300.0, within=3600.0)
BUSY = Outcome(Status.FAILED, "busy")
QUIET = RingbackError("They sleep.", code="quiet_hours", status=403, retry_after=1200)


def a_task(**change: Any) -> Task:
    return Task("t_1", "me", "c_1", "web", "en", "phone_call", 0.0, status=Status.ORDERED, retries=TWICE, **change)


@pytest.mark.parametrize(
    ("wish", "times", "apart", "within"),
    [
        *((None, 2, 300, 3600), ("0/", 0, 300, 3600), ("3/600", 3, 600, 3600), ("/60", 2, 60, 3600)),
        *(("99/", 10, 300, 3600), ("x/y", 2, 300, 3600), ("/14400", 2, 14400, 28800)),
        *(("/600/18000", 10, 600, 18000), ("/3600/10800", 3, 3600, 10800), ("2/600/7200", 2, 600, 7200)),
    ],
)
def test_a_wish_changes_the_usual_policy(wish: str | None, times: int, apart: float, within: float) -> None:
    said = SlotValue(wish, wish) if wish else None
    assert policy(said, TWICE) == Retries(times, apart, within)


@pytest.mark.parametrize("reason", ["busy", "no_answer"])
def test_who_was_not_reached_is_called_again_under_the_next_attempt(reason: str) -> None:
    ended = Outcome(Status.FAILED, reason)
    later = again(a_task(call_sid="CA1", call_seq=7), ended, now=100.0)
    assert later is not None
    assert (later.status, later.attempt, later.due_at) == (Status.SCHEDULED, 1, 400.0)
    assert (later.call_sid, later.call_seq, later.ordered_at) == (None, 0, None)
    assert later.tries == (Try(100.0, "CA1", ended),)
    assert due_at(later) == 400.0
    assert due_at(replace(later, cancel_requested=True)) == 0.0


@pytest.mark.parametrize(
    ("task", "ended"),
    [
        (a_task(), Outcome(Status.FAILED, "callee_refused")),
        (a_task(), Outcome(Status.UNCONFIRMED, "busy")),
        (a_task(), Outcome(Status.FAILED, "quiet_hours")),
        (a_task(cancel_requested=True), BUSY),
        (a_task(tries=(Try(50.0, "CA1", BUSY), Try(70.0, "CA2", BUSY))), BUSY),
        (a_task(tries=(Try(-3500.0, "CA1", BUSY),)), BUSY),
    ],
)
def test_what_was_said_stopped_or_tried_enough_is_not_called_again(task: Task, ended: Outcome) -> None:
    assert again(task, ended, now=100.0, quiet_for=10.0) is None


async def waiting(engine: Engine, attempt: int) -> Task:
    return await engine.when(lambda task: task.status is Status.SCHEDULED and task.attempt == attempt)


async def test_a_busy_line_is_called_again_and_told_of_once(world: World) -> None:
    world.handler.script = talk(a_report(Reason.BUSY))
    await world.confirm(retries=TWICE)
    async with world.engine() as engine:
        for attempt in (1, 2):
            await waiting(engine, attempt)
            assert "message" not in [entry.type for entry in await engine.entries()]
            world.clock.advance(301)
        task = await engine.ended()
        scheduled = [entry.data for entry in await engine.entries("task.scheduled")]
        messages = [entry.data["text"] for entry in await engine.entries("message")]
    assert (task.status, task.outcome and task.outcome.reason) == (Status.FAILED, "busy")
    assert [order.key for order in world.handler.requests] == ["t_1:0", "t_1:1", "t_1:2"]
    assert [(one["attempt"], one["reason"]) for one in scheduled] == [(2, "busy"), (3, "busy")]
    assert scheduled[0]["text"].endswith("(try 2 of 3).")
    assert messages == ["Pizza Place: The line was busy. I tried 3 times."]
    assert engine.channel.delivered == messages


async def test_a_second_try_that_is_answered_is_told_as_any_other(world: World) -> None:
    world.handler.script = talk(a_report(Reason.NO_ANSWER))
    await world.confirm(retries=TWICE)
    async with world.engine() as engine:
        first = await waiting(engine, 1)
    world.handler.script = talk()
    world.clock.advance(301)
    task, entries, kinds = await carried(world)
    assert (task.status, kinds.count("message")) == (Status.SUCCEEDED, 1)
    assert first.tries[0].call_sid != task.call_sid
    sids = [entry.data["call_sid"] for entry in entries if entry.type == "call.status"]
    assert set(sids) == {first.tries[0].call_sid, task.call_sid}
    assert [entry.data["status"] for entry in entries if entry.data.get("call_sid") == task.call_sid] == [
        *("queued", "dialing", "ringing", "answered", "ended")
    ]


async def test_a_try_that_would_disturb_their_sleep_waits_for_the_morning(world: World) -> None:
    world.handler.script = talk(a_report(Reason.BUSY))
    await world.confirm(retries=TWICE)
    async with world.engine() as engine:
        await waiting(engine, 1)
        world.handler.order_failures.append(QUIET)
        world.clock.advance(301)
        task = await engine.when(lambda task: task.due_at == world.clock.now().timestamp() + 1200)
        assert (task.status, task.attempt) == (Status.SCHEDULED, 1)
        world.handler.order_failures.append(
            RingbackError("They sleep.", code="quiet_hours", status=403, retry_after=9000)
        )
        world.clock.advance(1201)
        task = await engine.ended()
    assert task.outcome is not None
    assert (task.outcome.reason, len(task.tries)) == ("busy", 1)


async def test_an_errand_for_later_is_called_then_and_not_before(world: World) -> None:
    at = world.clock.now().timestamp() + 3600
    await world.confirm(status=Status.SCHEDULED, due_at=at)
    async with world.engine() as engine:
        await engine.runner.start("me", "t_1")
        world.clock.advance(3599)
        await engine.run.carry("me", "t_1")
        assert (world.handler.requests, (await engine.task()).status) == ([], Status.SCHEDULED)
        world.clock.advance(2)
        task = await engine.ended()
    assert task.status is Status.SUCCEEDED
    assert [order.key for order in world.handler.requests] == ["t_1:0"]


async def test_an_errand_whose_hour_passed_while_nobody_was_there_is_told_and_not_called(world: World) -> None:
    await world.confirm(status=Status.SCHEDULED, due_at=world.clock.now().timestamp() + 10)
    world.clock.advance(11 + LATEST_SECONDS)
    task, _, kinds = await carried(world)
    assert (task.outcome and task.outcome.reason, kinds) == ("missed", ["message", "task.failed"])
    assert world.handler.requests == []


async def test_an_errand_that_waits_is_cancelled_at_once(world: World) -> None:
    await world.confirm(status=Status.SCHEDULED, due_at=world.clock.now().timestamp() + 3600)
    async with world.engine() as engine:
        assert await engine.runner.cancel("me", "t_1")
        assert (await engine.task()).status is Status.CANCELLED
        await engine.ended()
    assert world.handler.requests == []
    assert [entry.type for entry in await engine.entries("task")] == ["task.cancelled"]
    assert len(engine.channel.delivered) == 1


async def test_a_message_its_channel_did_not_take_is_sent_again_and_shows_until_then(world: World) -> None:
    await world.confirm()
    async with world.engine() as engine:
        engine.channel.failures = [RingbackError("no", code="channel_down"), RingbackError("no", code="channel_down")]
        for tries in (1, 2):
            held = await engine.when(lambda task: [one.tries for one in task.outbox] == [tries])  # noqa: B023  # awaited within its turn
            assert (held.status in ENDED, held.outbox[0].problem) == (True, "channel_down")
            assert engine.channel.delivered == []
            world.clock.advance(11)
        await engine.ended()
    assert engine.channel.delivered == ["✓ Pizza Place: done. Time: 19:00"]


async def test_a_process_that_is_told_to_stop_leaves_its_tasks_to_others_at_once(world: World) -> None:
    world.handler.script = talk()[:4]
    await world.confirm()
    async with world.engine() as engine:
        await engine.until(Status.IN_CALL)
    now = world.clock.now().timestamp()
    assert await world.store.lease("another", now, now + 6, 10) == [("me", "t_1")]
    assert world.handler.hung_up == []


async def test_a_late_report_of_an_earlier_try_is_acknowledged_and_changes_nothing(world: World) -> None:
    world.handler.script = talk(a_report(Reason.BUSY))
    await world.confirm(retries=TWICE)
    async with world.engine() as engine:
        held = await waiting(engine, 1)
        late = a_report(Reason.BUSY, task_id="t_1", call_sid=held.tries[0].call_sid)
        await Reports(world.store, engine.journal, no_call_came).take(late)
        assert await engine.task() == held


async def no_call_came(report: Report) -> None:
    raise AssertionError(report)


async def test_a_task_another_process_carries_is_left_alone_until_that_one_is_dead(world: World) -> None:
    await world.confirm()
    now = world.clock.now().timestamp()
    assert await world.store.lease("the other", now, now + 6, 10) == [("me", "t_1")]
    async with world.engine() as engine:
        await engine.runner.start("me", "t_1")
        assert await world.store.lease("a third", now + 5, now + 11, 10) == []
        assert world.handler.requests == []
        world.clock.advance(7)
        assert (await engine.ended()).status is Status.SUCCEEDED
    assert len(world.handler.requests) == 1


async def test_a_reminder_is_written_once_when_its_hour_has_come(world: World) -> None:
    agreed = Outcome(Status.SUCCEEDED, "goal_reached", facts=(OutcomeFact("time", "20:30", supported=True),))
    now = world.clock.now().timestamp()
    slots = {"callee": SlotValue("Pizza Place", "Pizza Place"), "date": SlotValue("tomorrow", "tomorrow")}
    await world.confirm(status=Status.SUCCEEDED, outcome=agreed, slots=slots, remind_at=now + 60)
    async with world.engine() as engine:
        await asyncio.sleep(0.05)
        assert engine.channel.delivered == []
        world.clock.advance(61)
        task = await engine.when(lambda task: task.remind_at is None and not task.outbox)
        await asyncio.sleep(0.05)
    assert task.status is Status.SUCCEEDED
    (text,) = engine.channel.delivered
    assert text.startswith("In an hour: Pizza Place, ")
    assert "20:30" in text
