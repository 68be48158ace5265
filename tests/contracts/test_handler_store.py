"""The call-handler's Store and Guard ports: one suite for SQLite, PostgreSQL and the fakes."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ringback.call_handler.call import Call
from ringback.call_handler.guard import SqlGuard
from ringback.call_handler.ports import DAY_SECONDS, Barred, Guard, News, Order, OrderState, Owed, Store
from ringback.call_handler.report import Talk, make_report
from ringback.call_handler.store import SqlStore
from ringback.kit.errors import Conflict
from ringback.wire import CallEvent, CallStatus
from tests.fakes.handler_store import MemoryGuard, MemoryStore
from tests.postgres import Postgres

ORDER = Order("o_1", "t1:1", "d", "+97236123456", "call them", "en", 1000.0, task_id="t1")
OTHER = replace(ORDER, id="o_2", key="t2:1", task_id="t2")


def url_for(request: pytest.FixtureRequest, folder: Path) -> str:
    """An empty database of the kind the fixture asks for."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{folder}/calls.db"
    postgres: Postgres = request.getfixturevalue("postgres")
    return postgres.database()


@dataclass
class Ports:
    store: Store
    guard: Guard


@pytest.fixture(params=["sqlite", "postgresql", "memory"])
async def at(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Ports]:
    if request.param == "memory":
        yield Ports(MemoryStore(owes_reports=True), MemoryGuard())
        return
    store = SqlStore(url_for(request, tmp_path), owes_reports=True)
    await store.open()
    yield Ports(store, SqlGuard(store.sessions))
    await store.close()


def anything(_to_number: int, _in_all: int) -> None:
    """No limit."""


async def state(at: Ports, order: Order) -> OrderState:
    stored = await at.store.order(order.id)
    assert stored is not None
    return stored.state


async def test_a_key_is_one_order_also_in_a_race(at: Ports) -> None:
    raced = await asyncio.gather(*(at.store.intend(replace(ORDER, id=f"o_{n}")) for n in range(10)))
    assert len({order.id for order in raced}) == 1
    assert await at.store.order_by_key("t1:1") == raced[0]
    assert await at.store.order_by_key("t9:1") is None


async def test_what_is_about_to_be_asked_is_written_down_with_the_latest_time(at: Ports) -> None:
    await at.store.intend(ORDER)
    assert await at.store.begin(ORDER, 2000.0, anything)
    assert await at.store.begin(ORDER, 3000.0, anything)
    stored = await at.store.order("o_1")
    assert stored is not None
    assert (stored.state, stored.tried_at) == (OrderState.PLACING, 3000.0)


async def test_an_order_that_is_tried_again_the_next_day_counts_for_that_day(at: Ports) -> None:
    await at.store.intend(ORDER)
    for now in (2000.0, 2001.0 + DAY_SECONDS):
        assert await at.store.begin(ORDER, now, anything)
    assert await at.store.dialled(ORDER.phone_number, 2002.0 + DAY_SECONDS) == (1, 1)


async def test_an_order_with_a_call_is_not_asked_for_again(at: Ports) -> None:
    await at.store.intend(ORDER)
    await at.store.begin(ORDER, 2000.0, anything)
    await at.store.place("o_1", Call("CA1", 2000.0))
    assert not await at.store.begin(ORDER, 2001.0, anything)
    await at.store.mark("o_1", OrderState.UNCONFIRMED)
    assert await state(at, ORDER) is OrderState.PLACED
    second = await at.store.place("o_1", Call("CA2", 2000.0))
    assert second is not None
    assert second.call_sid == "CA1"
    assert await at.store.known(["CA1", "CA2"]) == {"CA1"}


async def test_an_order_that_was_given_up_takes_no_call(at: Ports) -> None:
    await at.store.intend(ORDER)
    await at.store.mark("o_1", OrderState.NOT_DIALLED)
    kept = await at.store.place("o_1", Call("CA1", 2000.0))
    assert kept is not None
    assert kept.call_sid is None
    assert await at.store.place("o_9", Call("CA1", 2000.0)) is None


async def test_an_order_that_was_withdrawn_stays_so_and_counts_for_no_call(at: Ports) -> None:
    await at.store.intend(ORDER)
    await at.store.begin(ORDER, 2000.0, anything)
    await at.store.mark("o_1", OrderState.WITHDRAWN)
    await at.store.mark("o_1", OrderState.PLACING)
    assert not await at.store.begin(ORDER, 2001.0, anything)
    kept = await at.store.place("o_1", Call("CA1", 2000.0))
    assert kept is not None
    assert (kept.state, kept.call_sid) == (OrderState.WITHDRAWN, None)
    assert await at.store.dialled(ORDER.phone_number, 2002.0) == (0, 0)


@pytest.mark.parametrize(
    ("found", "withdrawn"),
    [
        (OrderState.INTENDED, True),
        (OrderState.NOT_DIALLED, True),
        (OrderState.WITHDRAWN, True),
        (OrderState.PLACING, False),
        (OrderState.UNCONFIRMED, False),
        (OrderState.GIVEN_UP, False),
    ],
)
async def test_an_order_is_withdrawn_only_while_the_carrier_was_not_asked(
    at: Ports, found: OrderState, *, withdrawn: bool
) -> None:
    await at.store.intend(replace(ORDER, state=found))
    assert await at.store.withdraw("o_1") is withdrawn
    assert await state(at, ORDER) is (OrderState.WITHDRAWN if withdrawn else found)
    assert not await at.store.withdraw("o_9")


async def test_an_order_that_was_given_up_in_doubt_takes_no_call_until_it_is_looked_for_again(at: Ports) -> None:
    await at.store.intend(ORDER)
    await at.store.begin(ORDER, 2000.0, anything)
    await at.store.mark("o_1", OrderState.GIVEN_UP)
    assert not await at.store.begin(ORDER, 2001.0, anything)
    assert await at.store.dialled(ORDER.phone_number, 2002.0) == (1, 1), "it may have been"
    kept = await at.store.place("o_1", Call("CA1", 2000.0))
    assert kept is not None
    assert (kept.state, kept.call_sid) == (OrderState.GIVEN_UP, None)
    await at.store.mark("o_1", OrderState.UNCONFIRMED)
    placed = await at.store.place("o_1", Call("CA1", 2000.0))
    assert placed is not None
    assert (placed.state, placed.call_sid) == (OrderState.PLACED, "CA1")


async def test_the_permit_is_told_what_was_dialled_within_a_day_and_can_forbid(at: Ports) -> None:
    counts: list[tuple[int, int]] = []

    def forbid(to_number: int, in_all: int) -> None:
        counts.append((to_number, in_all))
        raise Conflict("no")

    elsewhere = replace(ORDER, id="o_3", key="t3:1", phone_number="+97236123457")
    for order in (ORDER, OTHER, elsewhere):
        await at.store.intend(order)
    for n, other in enumerate((OTHER, elsewhere)):
        await at.store.begin(other, 2000.0 + n, anything)
    for now in (2002.0, 2000.0 + DAY_SECONDS, 2001.0 + DAY_SECONDS):
        with pytest.raises(Conflict):
            await at.store.begin(ORDER, now, forbid)
    await at.store.mark("o_2", OrderState.NOT_DIALLED)
    with pytest.raises(Conflict):
        await at.store.begin(ORDER, 2002.0, forbid)
    assert counts == [(1, 2), (0, 1), (0, 0), (0, 1)]
    assert await at.store.dialled(OTHER.phone_number, 2002.0) == (0, 1)
    assert await at.store.dialled(elsewhere.phone_number, 2002.0) == (1, 1)
    assert await state(at, ORDER) is OrderState.INTENDED, "what was forbidden is not written down"


async def test_a_rival_is_an_order_to_the_same_number_that_may_own_a_call(at: Ports) -> None:
    for order in (ORDER, OTHER):
        await at.store.intend(order)
    assert not await at.store.open_rivals(ORDER)
    for mark, rival in ((OrderState.PLACING, True), (OrderState.GIVEN_UP, True), (OrderState.NOT_DIALLED, False)):
        await at.store.mark("o_2", mark)
        assert await at.store.open_rivals(ORDER) is rival
        assert not await at.store.open_rivals(replace(ORDER, phone_number="+97236123457"))
    await at.store.mark("o_2", OrderState.PLACING)
    await at.store.place("o_2", Call("CA2", 2000.0))
    assert not await at.store.open_rivals(ORDER)


async def test_an_order_is_erased_only_as_it_was_read(at: Ports) -> None:
    await at.store.intend(ORDER)
    assert [order.id for order in await at.store.orders_of("t1")] == ["o_1"]
    await at.store.begin(ORDER, 2000.0, anything)
    assert not await at.store.erase_order(ORDER)
    (order,) = await at.store.orders_of("t1")
    assert await at.store.erase_order(order)
    assert await at.store.orders_of("t1") == []
    assert not await at.store.begin(ORDER, 2000.0, anything)


async def test_an_erased_withdrawal_still_bars_its_key_until_it_is_old(at: Ports) -> None:
    await at.store.intend(ORDER)
    assert await at.store.withdraw("o_1")
    (withdrawn,) = await at.store.orders_of("t1")
    assert await at.store.erase_order(withdrawn)
    assert await at.store.orders_of("t1") == []
    bare = await at.store.intend(replace(ORDER, id="o_late"))
    assert bare == Order("o_1", ORDER.key, "", "", "", "en", ORDER.created_at, None, OrderState.WITHDRAWN)
    assert await at.store.old(ORDER.created_at + 1, 10) == [bare]
    assert await at.store.erase_order(bare)
    assert await at.store.order_by_key(ORDER.key) is None


async def test_the_carriers_price_takes_the_place_of_the_estimate(at: Ports) -> None:
    await at.store.intend(ORDER)
    call = Call("CA1", 2000.0, CallStatus.COMPLETED, answered_at=2000.0, ended_at=2070.0)
    await at.store.place("o_1", call)
    await at.store.price("CA1", 0.1)
    report = make_report(call, Talk(), task_id="t1", now=2070.0, usd_per_minute=0.05)
    assert report.cost == {"telephony_usd": 0.1, "telephony_estimated": 1.0}
    event = CallEvent(seq=1, ts=datetime.now(UTC), type="call.report", data={})
    assert await at.store.finish(call, report, event)
    await at.store.price("CA1", 0.03)
    stored = await at.store.call("CA1")
    assert stored is not None
    assert stored.report is not None
    assert stored.report.cost == {"telephony_usd": 0.03}


async def test_a_report_is_owed_until_it_is_settled_and_to_one_at_a_time(at: Ports) -> None:
    report_of = {}
    for order, sid in ((ORDER, "CA1"), (OTHER, "CA2")):
        await at.store.intend(order)
        call = Call(sid, 2000.0, CallStatus.COMPLETED, ended_at=2070.0)
        await at.store.place(order.id, call)
        report_of[sid] = make_report(call, Talk(), task_id=order.task_id, now=2070.0)
        event = CallEvent(seq=1, ts=datetime.now(UTC), type="call.report", data={})
        assert await at.store.finish(call, report_of[sid], event)
    both = await asyncio.gather(*(at.store.owed(10.0, 40.0, 1) for _ in range(2)))
    assert sorted(owed.report.call_sid for some in both for owed in some) in (["CA1", "CA2"], ["CA1"], ["CA2"])
    await at.store.owed(10.0, 40.0, 9)
    assert await at.store.owed(39.9, 60.0, 9) == [], "who has taken them is given time"
    await at.store.settle_debt("CA1")
    assert await at.store.owed(40.0, 70.0, 9) == [Owed(report_of["CA2"], 2)]
    await at.store.owe_until("CA2", 50.0)
    assert await at.store.owed(50.0, 80.0, 9) == [Owed(report_of["CA2"], 3)]
    await at.store.erase("CA2")
    assert await at.store.owed(900.0, 990.0, 9) == [], "it is erased with its call"


async def test_a_number_of_a_call_is_one_event_and_the_report_is_the_last(at: Ports) -> None:
    await at.store.intend(ORDER)
    call = Call("CA1", 2000.0, CallStatus.BUSY, ended_at=2070.0)
    await at.store.place("o_1", call)
    ringing, busy = (
        CallEvent(seq=1, ts=datetime.now(UTC), type="call.status", data={"status": word})
        for word in ("ringing", "busy")
    )
    await at.store.record([News(call, None, (ringing,))])
    await at.store.record([News(call, None, (busy,), {"model_usd": 0.002})])
    stored = await at.store.call("CA1")
    assert stored is not None
    assert stored.cost == {"model_usd": 0.002}
    told = CallEvent(seq=1, ts=datetime.now(UTC), type="call.report", data={})
    assert await at.store.finish(call, make_report(call, Talk(), task_id="t1", now=2070.0), told)
    assert [(event.seq, event.type) for event in await at.store.events("CA1")] == [
        (1, "call.status"),
        (2, "call.report"),
    ]
    assert (await at.store.events("CA1"))[0].data == {"status": "ringing"}


async def test_a_stream_is_claimed_once(at: Ports) -> None:
    await at.store.intend(ORDER)
    claims = await asyncio.gather(*(at.store.claim_stream("o_1") for _ in range(5)))
    assert sorted(claims) == [False] * 4 + [True]
    assert not await at.store.claim_stream("o_9")


async def test_a_number_is_held_by_one_until_it_is_let_go_or_the_time_is_over(at: Ports) -> None:
    hold, number = at.guard.hold, ORDER.phone_number
    raced = await asyncio.gather(*(hold(number, f"owner {n}", now=0.0, until=10.0) for n in range(8)))
    assert raced.count(True) == 1
    owner = f"owner {raced.index(True)}"
    assert await hold(number, owner, now=5.0, until=20.0), "the owner prolongs it"
    assert not await hold(number, "another", now=19.9, until=30.0)
    assert await hold("+97236123457", "another", now=5.0, until=20.0), "other numbers are free"
    await at.guard.release(number, "another")
    assert not await hold(number, "another", now=19.9, until=30.0), "only the owner lets go"
    assert await hold(number, "another", now=20.0, until=30.0)
    assert not await hold(number, owner, now=21.0, until=30.0)
    await at.guard.release(number, "another")
    assert await hold(number, owner, now=21.0, until=30.0)


async def test_holds_of_the_dead_are_forgotten(at: Ports) -> None:
    number = ORDER.phone_number
    assert await at.guard.hold(number, "dead", now=0.0, until=10.0)
    await at.guard.forget_holds(9.9)
    assert not await at.guard.hold(number, "other", now=5.0, until=15.0), "it is still held"
    await at.guard.forget_holds(10.0)
    assert await at.guard.hold(number, "other", now=5.0, until=15.0)


async def test_who_is_barred_stays_barred_for_the_first_reason(at: Ports) -> None:
    await at.guard.bar("+97236123456", "asked", 1.0)
    await at.guard.bar("+97236123456", "asked again", 2.0)
    await at.guard.bar("+97236123457", "asked", 3.0)
    assert await at.guard.all_barred() == [Barred("+97236123457", 3.0, "asked"), Barred("+97236123456", 1.0, "asked")]
    assert await at.guard.unbar("+97236123456")
    assert not await at.guard.unbar("+97236123456")
    assert [await at.guard.barred(f"+9723612345{n}") for n in (6, 7)] == [False, True]


async def test_what_is_to_be_erased_is_remembered(at: Ports) -> None:
    for one in ("CA1", "CA1", "o_1"):
        await at.guard.erase_later(one)
    await at.guard.erased("CA1")
    assert await at.guard.erasures() == {"o_1"}


async def test_a_call_belongs_to_one_process_until_that_one_falls_silent(at: Ports) -> None:
    assert await at.guard.lease("CA1", "a", now=0.0, until=10.0)
    assert await at.guard.lease("CA1", "a", now=1.0, until=11.0), "its own may be taken again"
    assert not await at.guard.lease("CA1", "b", now=5.0, until=15.0)
    assert await at.guard.renew("a", ["CA1", "CA7"], 20.0) == {"CA1"}
    assert await at.guard.renew("b", ["CA1"], 90.0) == set()
    assert await at.guard.renew("a", [], 90.0) == set(), "a lease that is not named is left to run out"
    assert await at.guard.adrift(19.0) == set()
    assert await at.guard.adrift(20.0) == {"CA1"}
    assert await at.guard.leased_to("CA1", 19.9) == ("a", "")
    assert await at.guard.leased_to("CA1", 20.0) is None
    assert await at.guard.leased_to("CA9", 1.0) is None
    assert await at.guard.lease("CA1", "b", now=20.0, until=30.0, address="http://b")
    assert await at.guard.leased_to("CA1", 21.0) == ("b", "http://b")
    assert await at.guard.renew("a", ["CA1"], 40.0) == set(), "it is lost to the one that slept"
    await at.guard.unlease("CA1", "a")
    assert not await at.guard.lease("CA1", "a", now=21.0, until=31.0)
    await at.guard.unlease("CA1", "b")
    assert await at.guard.adrift(99.0) == set()
    both = await asyncio.gather(*(at.guard.lease("CA2", owner, now=0.0, until=10.0) for owner in "abcd"))
    assert sorted(both) == [False, False, False, True]
