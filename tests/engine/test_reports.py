"""Reports that are posted: twice, late, before their call's other events, or when nothing else can be asked."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from ringback.engine.ports import HandlerDown
from ringback.engine.reports import NotYet, Reports
from ringback.engine.task import Status
from ringback.wire import Reason, Report
from tests.engine.world import Engine, World, carried
from tests.fakes.call_handler import a_report, talk


class CameIn:
    def __init__(self) -> None:
        self.reports: list[Report] = []

    async def take(self, report: Report) -> None:
        self.reports.append(report)


def reports_of(engine: Engine, came_in: CameIn | None = None) -> Reports:
    return Reports(engine.store, engine.journal, (came_in or CameIn()).take)


@pytest.fixture
async def in_call(world: World) -> AsyncIterator[Engine]:
    """A call that is on, and a call-handler that then goes away for good."""
    world.handler.script = talk()[:5]
    await world.confirm()
    async with world.engine() as engine:
        await engine.until(Status.IN_CALL)
        yield engine


def posted(engine: Engine, handler: Any, **change: Any) -> Report:
    return a_report(call_sid=handler.only.sid, task_id="t_1", **change)


async def test_what_was_posted_ends_the_run_when_the_handler_cannot_be_asked(in_call: Engine, world: World) -> None:
    report = posted(in_call, world.handler)
    world.handler.go_down()
    reports = reports_of(in_call)
    await reports.take(report)
    task = await in_call.ended()
    await reports.take(report)
    assert (task.status, task.recording) == (Status.SUCCEEDED, True)
    entries = [entry for entry in await in_call.entries() if entry.type != "data.changed"]
    assert [entry.data["turn"] for entry in entries if entry.type == "call.turn"] == [0, 1], "each turn is told once"
    assert [entry.type for entry in entries].count("task.outcome") == 1
    assert len(in_call.channel.delivered) == 1


async def test_a_report_that_comes_twice_and_before_the_calls_events_changes_nothing(world: World) -> None:
    world.handler.script = talk()[:2]
    await world.confirm()
    async with world.engine() as engine:
        await engine.until(Status.ORDERED)
        report = posted(engine, world.handler)
        for _ in range(2):
            await reports_of(engine).take(report)
        for kind, data in talk()[2:-1]:
            world.handler.only.tell(kind, data)
        world.handler.only.tell("call.report", report.model_dump(mode="json"))
        await engine.ended()
        entries = [entry for entry in await engine.entries() if entry.type not in ("data.changed", "call.report")]
        assert [entry.type for entry in entries] == (
            ["call.status"] * 4 + ["call.turn"] * 2 + ["call.status", "message", "task.outcome"]
        )
        assert len(engine.channel.delivered) == 1


async def test_a_late_one_and_one_of_an_unknown_task_change_nothing(world: World) -> None:
    await world.confirm()
    task, before, _ = await carried(world)
    engine = Engine(world.store, world.handler, world.clock)
    late = a_report(Reason.BUSY, call_sid=task.call_sid, task_id="t_1")
    for report in (late, late.model_copy(update={"task_id": "t_9"}), late.model_copy(update={"task_id": None})):
        await reports_of(engine).take(report)
    assert await engine.task() == task
    assert [entry for entry in await engine.entries() if entry.type != "data.changed"] == before


async def test_one_that_overtakes_its_orders_answer_is_to_come_again(world: World) -> None:
    await world.confirm()
    engine = Engine(world.store, world.handler, world.clock)
    with pytest.raises(NotYet):
        await reports_of(engine).take(a_report(call_sid="CA1", task_id="t_1"))
    await world.confirm(call_sid="CA1", status=Status.ORDERED)
    await reports_of(engine).take(a_report(call_sid="CA1", task_id="t_1"))
    await reports_of(engine).take(a_report(call_sid="CA2", task_id="t_1"))
    assert [entry.data["call_sid"] for entry in await engine.entries()] == ["CA1"], "another call is none of its own"


async def test_a_call_that_came_in_is_handed_on(world: World) -> None:
    came_in = CameIn()
    report = a_report(direction="inbound")
    await reports_of(Engine(world.store, world.handler, world.clock), came_in).take(report)
    assert came_in.reports == [report]


async def test_a_run_that_waits_to_ask_again_is_woken_by_the_report(world: World) -> None:
    world.handler.script = talk()[:3]
    world.handler.follow_failures.extend([HandlerDown("away")] * 20)
    await world.confirm()
    async with world.engine() as engine:
        await engine.until(Status.ORDERED)
        await reports_of(engine).take(posted(engine, world.handler))
        assert (await engine.ended()).status is Status.SUCCEEDED
