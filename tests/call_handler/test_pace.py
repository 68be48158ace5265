"""The queue in front of the carrier: its rate, its order, its end."""

import asyncio

import pytest

from ringback.call_handler.pace import Pace, TooManyOrders
from tests.fakes.clock import TickingClock


async def test_turns_come_at_the_carriers_rate_in_the_order_they_were_asked_for() -> None:
    clock = TickingClock(100.0)
    pace = Pace(clock, per_second=2, longest=10)
    given: list[tuple[int, float]] = []

    async def ask(name: int) -> None:
        await pace.turn()
        given.append((name, clock.now() - 100.0))

    asking = [asyncio.create_task(ask(name)) for name in range(4)]
    await clock.until(asking)
    assert given == [(0, 0.0), (1, 0.5), (2, 1.0), (3, 1.5)]


async def test_a_quiet_while_saves_up_no_turns() -> None:
    clock = TickingClock(100.0)
    pace = Pace(clock, per_second=1, longest=10)
    await pace.turn()
    clock.time += 60
    await pace.turn()
    asking = asyncio.create_task(pace.turn())
    await clock.until([asking])
    assert clock.now() == 161.0


async def test_who_would_wait_too_long_is_told_when_to_come_again() -> None:
    clock = TickingClock(100.0)
    pace = Pace(clock, per_second=1, longest=2)
    asking = [asyncio.create_task(pace.turn()) for _ in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(TooManyOrders) as refused:
        await pace.turn()
    assert (refused.value.status, refused.value.retry_after, refused.value.recoverable) == (429, 1, True)
    patient = asyncio.create_task(pace.turn(patient=True))
    await clock.until([*asking, patient])
    assert clock.now() == 103.0
