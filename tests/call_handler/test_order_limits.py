"""What is not dialled: the queue is full, the night, the day's limits, numbers that are never called."""

import asyncio
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from ringback.call_handler.order import OrderDesk, Wish
from ringback.call_handler.pace import TooManyOrders
from ringback.call_handler.permits import QuietHours
from ringback.call_handler.ports import DAY_SECONDS, Ambiguous, Refused
from ringback.kit.errors import NotFound, RingbackError
from tests.call_handler.house import NUMBER
from tests.call_handler.shop import RULES, WISH, Opener, failing
from tests.fakes.twilio_rest import FakeTwilio


async def test_a_queue_that_is_too_long_takes_nobody_in(shop: Opener) -> None:
    async with shop(FakeTwilio(), per_second=0.05) as at:
        wishes = [replace(WISH, key=f"t{n}:1", phone_number=f"+9723612345{n}") for n in range(3)]
        await at.desk.order(wishes[0])
        with pytest.raises(TooManyOrders) as refused:
            await at.desk.order(wishes[1])
        assert refused.value.retry_after == 10
        assert len(at.twilio.forms) == 1
        at.clock.time += 10
        await at.desk.order(wishes[1])
        assert len(at.twilio.forms) == 2


async def test_a_slow_queue_is_answered_in_bounded_time_and_the_order_goes_on(shop: Opener) -> None:
    async with shop(failing("slow_after_dialling")) as at:
        hurried = OrderDesk(at.store, at.dialler, at.clock, RULES, answer_seconds=0.05)
        with pytest.raises(Ambiguous) as unknown:
            await hurried.order(WISH)
        assert unknown.value.status == 504
        await hurried.close()
        assert await at.desk.order(WISH) in at.twilio.calls
        assert len(at.twilio.forms) == 1


async def test_the_days_limits_are_counted_in_dials(shop: Opener) -> None:
    rules = replace(RULES, a_day=3, a_day_per_number=2)
    async with shop(failing(None, "bad_number"), rules=rules) as at:
        await at.desk.order(WISH)
        with pytest.raises(Refused):
            await at.desk.order(replace(WISH, key="refused"))
        await at.desk.order(replace(WISH, key="k2"))
        with pytest.raises(RingbackError) as often:
            await at.desk.order(replace(WISH, key="k3"))
        assert (often.value.code, often.value.status) == ("number_daily_limit", 403)
        await at.desk.order(replace(WISH, key="k4", phone_number="+97236123457"))
        with pytest.raises(RingbackError) as many:
            await at.desk.order(replace(WISH, key="k5", phone_number="+97236123458"))
        assert (many.value.code, many.value.status) == ("daily_limit", 429)
        assert len(at.twilio.calls) == 3
        at.clock.time += DAY_SECONDS
        await at.desk.order(replace(WISH, key="k3"))


async def test_at_night_nobody_is_called_and_nothing_is_stored(shop: Opener) -> None:
    rules = replace(RULES, quiet_hours=QuietHours(time(21), time(8)))
    async with shop(FakeTwilio(), rules=rules) as at:
        at.clock.time = datetime.fromisoformat("2026-11-23T20:59:30+02:00").timestamp()
        sid = await at.desk.order(WISH)
        at.clock.time += 60
        assert await at.desk.order(WISH) == sid, "a call there is already is told, whatever the hour"
        with pytest.raises(RingbackError) as quiet:
            await at.desk.order(replace(WISH, key="late"))
        assert (quiet.value.code, quiet.value.status) == ("quiet_hours", 403)
        assert await at.store.order_by_key("late") is None
        assert len(at.twilio.forms) == 1


async def test_an_order_erased_while_it_waits_is_not_dialled(shop: Opener) -> None:
    async with shop(FakeTwilio()) as at:
        now = at.clock.now()
        await at.guard.hold(NUMBER, "another process", now=now, until=now + 1)
        ordering = asyncio.create_task(at.desk.order(WISH))
        while (stored := await at.store.order_by_key("t1:1")) is None:
            pass
        assert await at.store.erase_order(stored)
        with pytest.raises(NotFound) as gone:
            await ordering
        assert (gone.value.code, at.twilio.forms) == ("order_erased", [])


@pytest.mark.parametrize(
    ("wish", "code", "status"),
    [
        (replace(WISH, instructions="  "), "empty_instructions", 400),
        (replace(WISH, instructions="x" * 20_000), "instructions_too_long", 400),
        (replace(WISH, phone_number=""), "invalid_number", 400),
        (replace(WISH, phone_number="hello"), "invalid_number", 400),
        (replace(WISH, phone_number="03-123456"), "invalid_number", 400),
        (replace(WISH, phone_number="100"), "number_emergency", 403),
        (replace(WISH, phone_number="911"), "number_emergency", 403),
        (replace(WISH, phone_number="*2700"), "number_star", 403),
        (replace(WISH, phone_number="1-900-505-123"), "number_premium", 403),
        (replace(WISH, phone_number="+14156667777"), "number_country", 403),
        (replace(WISH, key="k" * 300), "bad_key", 400),
    ],
)
async def test_what_must_not_be_dialled_is_refused_before_twilio_is_asked(
    shop: Opener, wish: Wish, code: str, status: int
) -> None:
    async with shop(FakeTwilio()) as at:
        with pytest.raises(RingbackError) as refused:
            await at.desk.order(wish)
        assert (refused.value.code, refused.value.status) == (code, status)
        assert at.twilio.forms == []


async def test_what_would_be_refused_is_told_beforehand_and_nothing_is_dialled(shop: Opener) -> None:
    rules = replace(RULES, quiet_hours=QuietHours(time(21), time(8)), a_day_per_number=1)
    async with shop(FakeTwilio(), rules=rules) as at:
        at.clock.time = datetime(2026, 11, 23, 23, 30, tzinfo=ZoneInfo("Asia/Jerusalem")).timestamp()
        night = await at.desk.permission(NUMBER)
        morning = datetime(2026, 11, 24, 8, tzinfo=ZoneInfo("Asia/Jerusalem"))
        assert (night.code, night.again_at) == ("quiet_hours", morning)
        assert (await at.desk.permission(NUMBER, morning.timestamp())).code is None
        at.clock.time = morning.timestamp()
        assert (await at.desk.permission(NUMBER)).code is None
        await at.desk.order(WISH)
        assert (await at.desk.permission(NUMBER)).code == "number_daily_limit"
        assert (await at.desk.permission(NUMBER, morning.timestamp() + DAY_SECONDS)).code is None
        await at.guard.bar(NUMBER, "they said so", at.clock.time)
        assert (await at.desk.permission(NUMBER, morning.timestamp() + DAY_SECONDS)).code == "do_not_call"
        assert (await at.desk.permission("100")).code == "number_emergency"
        assert (await at.desk.permission("hello")).code == "invalid_number"
        assert len(at.twilio.forms) == 1
