"""Erasing what is over, what is on, and what may yet become a call."""

from dataclasses import dataclass, replace

import pytest

from ringback.call_handler.call import Call, Reported
from ringback.call_handler.erasure import Erased, Erasure
from ringback.call_handler.ports import Order, OrderState, Unreachable
from ringback.call_handler.switchboard import Switchboard
from ringback.kit.errors import NotFound
from ringback.wire import CallStatus
from tests.call_handler.shop import QuickClock
from tests.fakes.carrier import FakeCarrier
from tests.fakes.handler_store import MemoryGuard, MemoryStore

ORDER = Order("o_1", "t1:1", "d", "+97236123456", "call them", "en", 1000.0, task_id="t1")


@dataclass
class Place:
    store: MemoryStore
    guard: MemoryGuard
    carrier: FakeCarrier
    switchboard: Switchboard
    clock: QuickClock
    erasure: Erasure
    recordings: list[str]

    async def call(self, sid: str = "CA1", order: Order = ORDER) -> None:
        self.carrier.statuses[sid] = CallStatus.RINGING
        await self.store.intend(order)
        await self.switchboard.told(order.id, sid, Reported(CallStatus.RINGING, 1000.0, 1))

    async def ended(self, sid: str = "CA1", order: Order = ORDER) -> None:
        await self.switchboard.told(order.id, sid, Reported(CallStatus.BUSY, 1001.0, 2))


@pytest.fixture
async def at() -> Place:
    store, guard, carrier, clock = MemoryStore(), MemoryGuard(), FakeCarrier(), QuickClock()
    switchboard = Switchboard(store, guard, carrier, clock, ring_seconds=40, call_seconds=600)
    recordings: list[str] = []

    async def erase_recording(sid: str) -> None:
        recordings.append(sid)

    erasure = Erasure(store, guard, carrier, switchboard, erase_recording, clock)
    return Place(store, guard, carrier, switchboard, clock, erasure, recordings)


async def test_a_call_that_is_over_is_erased_everywhere(at: Place) -> None:
    await at.call()
    await at.ended()
    assert await at.erasure.call("CA1")
    assert (at.store.orders, at.store.calls, at.recordings) == ({}, {}, ["CA1"])
    assert at.carrier.asked[-1] == ("erase", "CA1")
    with pytest.raises(NotFound):
        await at.erasure.call("CA1")


async def test_a_call_that_is_on_is_hung_up_and_erased_when_it_is_over_also_after_a_restart(at: Place) -> None:
    await at.call()
    assert not await at.erasure.call("CA1")
    assert at.carrier.asked[-1] == ("hang_up", "CA1")
    assert "CA1" in at.store.calls, "its end is told first"
    await at.erasure.sweep()
    assert (at.store.orders, at.guard.to_erase) == ({}, set())


async def test_a_call_that_cannot_be_hung_up_is_erased_when_it_is_over(at: Place) -> None:
    await at.call()
    at.carrier.down = True
    with pytest.raises(Unreachable):
        await at.erasure.call("CA1")
    await at.erasure.sweep()
    assert "CA1" in at.store.calls
    at.carrier.down = False
    await at.ended()
    await at.erasure.sweep()
    assert (at.store.orders, at.guard.to_erase) == ({}, set())


async def test_a_carrier_that_is_away_is_asked_again(at: Place) -> None:
    await at.call()
    await at.erasure.call("CA1")
    await at.ended()
    at.carrier.down = True
    await at.erasure.sweep()
    assert at.guard.to_erase == {"CA1"}
    at.carrier.down = False
    await at.erasure.sweep()
    assert (at.store.calls, at.guard.to_erase) == ({}, set())


@pytest.mark.parametrize(
    ("state", "erased"),
    [
        (OrderState.INTENDED, Erased(now=1)),
        (OrderState.NOT_DIALLED, Erased(now=1)),
        (OrderState.PLACING, Erased(later=1)),
        (OrderState.UNCONFIRMED, Erased(later=1)),
    ],
)
async def test_an_order_that_may_have_a_call_is_kept_until_that_is_known(
    at: Place, state: OrderState, erased: Erased
) -> None:
    await at.store.intend(replace(ORDER, state=state, tried_at=at.clock.now()))
    assert await at.erasure.task("t1") == erased
    await at.erasure.sweep()
    assert bool(at.store.orders) is bool(erased.later)
    at.clock.time += 7300
    await at.erasure.sweep()
    assert (at.store.orders, at.guard.to_erase) == ({}, set())


async def test_an_order_that_turns_out_to_have_a_call_is_erased_with_it(at: Place) -> None:
    await at.store.intend(replace(ORDER, state=OrderState.PLACING, tried_at=at.clock.now()))
    assert await at.erasure.task("t1") == Erased(later=1)
    await at.call()
    await at.erasure.sweep()
    assert "CA1" in at.store.calls
    await at.ended()
    await at.erasure.sweep()
    assert (at.store.orders, at.store.calls, at.guard.to_erase) == ({}, {}, set())


async def test_who_asked_not_to_be_called_stays_on_the_list(at: Place) -> None:
    await at.call()
    line = at.switchboard.line("CA1")
    assert line is not None
    line.barred = True
    await at.ended()
    await at.erasure.task("t1")
    assert await at.guard.barred(ORDER.phone_number)


async def test_a_call_whose_report_another_process_still_writes_is_erased_after_it(at: Place) -> None:
    await at.store.intend(ORDER)
    await at.store.place("o_1", Call("CA1", 1000.0, CallStatus.COMPLETED))
    assert not await at.erasure.call("CA1")
    assert "CA1" in at.store.calls


async def test_what_cannot_be_reached_is_said(at: Place) -> None:
    await at.call()
    await at.ended()
    at.carrier.down = True
    with pytest.raises(Unreachable):
        await at.erasure.task("t1")
    assert "CA1" in at.store.calls
