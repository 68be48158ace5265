"""What the call-handler's Store keeps for calls to our number: one suite for SQLite, PostgreSQL and the fake."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ringback.call_handler.call import Call, Reported
from ringback.call_handler.inbound import AnsweringRules, InboundDesk
from ringback.call_handler.ports import INBOUND, Order, Store
from ringback.call_handler.store import SqlStore
from ringback.call_handler.switchboard import Switchboard
from ringback.wire import CallEvent, CallStatus, Fact, Reason, Report
from tests.call_handler.shop import QuickClock
from tests.contracts.test_handler_store import url_for
from tests.fakes.carrier import FakeCarrier
from tests.fakes.handler_store import MemoryGuard, MemoryStore

AT = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
ORDER = Order("o_1", "t1:1", "d", "+97236123456", "Goal: call them", "en", 1000.0, task_id="t1")
CAME_IN = replace(ORDER, id=f"{INBOUND}1", key=f"{INBOUND}CA9", task_id=None, created_at=2000.0)
SURE = Fact(key="time", value="19:00", quote="at seven", turn=0, supported=True)


@pytest.fixture(params=["sqlite", "postgresql", "memory"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    sql = SqlStore(url_for(request, tmp_path))
    await sql.open()
    yield sql
    await sql.close()


def report(sid: str, reason: Reason = Reason.BUSY, **change: object) -> Report:
    values: dict[str, object] = {
        "call_sid": sid,
        "status": CallStatus.COMPLETED,
        "started_at": AT,
        "ended_at": AT,
        "ended_by": "carrier",
        "reason": reason,
    }
    return Report.model_validate(values | change)


async def called(store: Store, order: Order, sid: str, ending: Report | None = None) -> None:
    await store.intend(order)
    call = Call(sid, order.created_at)
    await store.place(order.id, call)
    if ending is not None:
        event = CallEvent(seq=1, ts=AT, type="call.report", data=ending.model_dump(mode="json"))
        assert await store.finish(call, ending, event)


async def test_the_latest_call_is_the_newest_of_ours_to_that_number(store: Store) -> None:
    await called(store, ORDER, "CA1")
    await called(store, replace(ORDER, id="o_2", key="t2:1", created_at=1500.0), "CA2", report("CA2"))
    await store.intend(replace(ORDER, id="o_3", key="t3:1", created_at=1600.0))
    await called(store, CAME_IN, "CA9")
    latest = await store.latest_call(ORDER.phone_number, since=1000.0)
    assert latest is not None
    assert (latest.call.sid, latest.report is not None) == ("CA2", True)
    assert await store.latest_call(ORDER.phone_number, since=1500.1) is None
    assert await store.latest_call("+97236123457", since=0.0) is None


async def test_ended_calls_that_came_in_are_told_by_number(store: Store) -> None:
    assert (await store.inbound(0, 10)).last == 0
    await called(store, ORDER, "CA1", report("CA1"))
    for n in range(3):
        sid, order = f"CA9{n}", replace(CAME_IN, id=f"{INBOUND}{n}", key=f"{INBOUND}{n}")
        await called(store, order, sid, report(sid, direction="inbound"))
    told = await store.inbound(0, 10)
    assert [(one.seq, one.report.call_sid) for one in told.calls] == [(1, "CA90"), (2, "CA91"), (3, "CA92")]
    assert [one.seq for one in (await store.inbound(1, 1)).calls] == [2]
    assert ((await store.inbound(3, 10)).calls, told.last) == ([], 3)


def good(sid: str, **change: object) -> Report:
    return report(sid, Reason.GOAL_REACHED, **{"claimed": "succeeded", "facts": [SURE], **change})


def later(reason: Reason) -> Report:
    return report("CA2", reason, ended_at=AT + timedelta(minutes=5))


RANG_BACK = replace(CAME_IN, key=f"{INBOUND}CA2", task_id="t1")
ELSEWHERE = replace(ORDER, id="o_2", key="t1:2", phone_number="+97236123457", created_at=1500.0)
UNSURE = SURE.model_copy(update={"supported": False})
BUSY = (ORDER, report("CA1"))


@pytest.mark.parametrize(
    ("calls", "known"),
    [
        ([(ORDER, None)], True),
        ([(ORDER, good("CA1"))], False),
        ([(replace(ORDER, task_id=None), good("CA1"))], False),
        ([(ORDER, good("CA1", facts=[]))], True),
        ([(ORDER, good("CA1", facts=[UNSURE]))], True),
        ([(ORDER, report("CA1", Reason.VOICEMAIL))], True),
        ([(ORDER, report("CA1", Reason.DO_NOT_CALL))], False),
        ([(ORDER, report("CA1", Reason.USER_HANGUP))], False),
        ([(ORDER, report("CA1", Reason.CANCELED))], False),
        ([BUSY, (RANG_BACK, good("CA2"))], False),
        ([BUSY, (RANG_BACK, later(Reason.GOAL_NOT_REACHED))], True),
        ([BUSY, (ELSEWHERE, good("CA2"))], False),
        ([BUSY, (ELSEWHERE, later(Reason.USER_HANGUP))], False),
        ([BUSY, (ELSEWHERE, None)], True),
        ([(ORDER, report("CA1", Reason.USER_HANGUP)), (ELSEWHERE, later(Reason.BUSY))], True),
        ([BUSY, (replace(ELSEWHERE, task_id="t2"), good("CA2"))], True),
    ],
)
async def test_who_has_an_errand_of_ours_open_is_known(
    store: Store, calls: Sequence[tuple[Order, Report | None]], known: bool
) -> None:
    for number, (order, ending) in enumerate(calls, 1):
        await called(store, order, f"CA{number}", ending)
    clock = QuickClock()
    switchboard = Switchboard(store, MemoryGuard(), FakeCarrier(), clock, ring_seconds=40, call_seconds=600)
    rules = AnsweringRules(region="IL", language="he", hours=clock.now() / 3600 + 1, most=10)
    desk = InboundDesk(store, switchboard, clock, rules)
    caller = await desk.arrived("CA9", ORDER.phone_number)
    assert caller is not None
    expected = ("t1", ORDER.instructions, "en") if known else (None, "", "he")
    assert (caller.task_id, caller.instructions, caller.language) == expected
    await switchboard.told(caller.id, "CA9", Reported(CallStatus.COMPLETED, clock.now()))
    await switchboard.close()
