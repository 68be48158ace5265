"""What a call cost: estimated at first, then as the carrier tells it."""

import asyncio

import pytest

from ringback.call_handler.call import Call
from ringback.call_handler.ports import Order
from ringback.call_handler.prices import Prices
from ringback.call_handler.report import Talk, make_report
from ringback.wire import CallEvent, CallStatus, Report
from tests.fakes.carrier import FakeCarrier
from tests.fakes.clock import TickingClock
from tests.fakes.handler_store import MemoryStore

USED = {"audio_in_tokens": 900.0}
ORDER = Order("o1", "k", "d", "+97236123456", "call them", "en", 900.0)


def report(seconds: float | None, price: float | None = None, usd_per_minute: float | None = 0.05) -> Report:
    answered = None if seconds is None else 1000.0
    call = Call("CA1", 990.0, CallStatus.COMPLETED, answered_at=answered, ended_at=1000.0 + (seconds or 0))
    if price is not None:
        call = Call("CA1", 990.0, CallStatus.COMPLETED, answered_at=answered, ended_at=1060.0, price_usd=price)
    talk = Talk(cost={**USED, "model_usd": 0.2})
    return make_report(call, talk, task_id=None, now=2000.0, usd_per_minute=usd_per_minute)


@pytest.mark.parametrize(
    ("seconds", "usd"), [(0.0, 0.05), (1.0, 0.05), (60.0, 0.05), (60.5, 0.1), (119.0, 0.1), (600.0, 0.5)]
)
def test_begun_minutes_are_estimated_and_said_to_be(seconds: float, usd: float) -> None:
    assert report(seconds).cost == {**USED, "model_usd": 0.2, "telephony_usd": usd, "telephony_estimated": 1.0}


def test_what_nobody_answered_costs_nothing_and_what_is_told_is_not_estimated() -> None:
    assert report(None).cost == {**USED, "model_usd": 0.2}
    assert report(60.0, price=-0.03).cost == {**USED, "model_usd": 0.2, "telephony_usd": 0.03}


def test_a_practice_call_costs_nothing_and_says_so() -> None:
    free = {**USED, "model_usd": 0.0, "telephony_usd": 0.0}
    assert report(60.0, usd_per_minute=None).cost == free
    assert report(60.0, price=-0.03, usd_per_minute=None).cost == free


async def test_the_carrier_is_asked_until_it_tells() -> None:
    clock, store, carrier = TickingClock(), MemoryStore(), FakeCarrier({"CA1": CallStatus.COMPLETED})
    await store.intend(ORDER)
    call = Call("CA1", 990.0, CallStatus.COMPLETED)
    await store.place("o1", call)
    event = CallEvent.model_validate({"seq": 1, "ts": "2026-11-23T00:00:00Z", "type": "call.report", "data": {}})
    await store.finish(call, report(70.0), event)
    prices = Prices(store, carrier, clock)
    began = clock.now()
    prices.reported(report(60.0, price=-0.03))
    assert not prices.asking, "a price that was told is not asked for"
    prices.reported(report(70.0))
    asking = list(prices.asking)
    carrier.down = True
    await clock.until([asyncio.ensure_future(clock.sleep(61))])
    carrier.down = False
    await clock.until([asyncio.ensure_future(clock.sleep(600))])
    carrier.price_usd = -0.0425
    await clock.until(asking)
    assert clock.now() - began == 60 + 600 + 3600
    assert store.calls["CA1"].report is not None
    assert store.calls["CA1"].report.cost == {**USED, "model_usd": 0.2, "telephony_usd": 0.0425}
