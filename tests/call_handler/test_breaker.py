"""A Twilio that keeps failing is left alone, says so in `/ready`, and is tried again."""

from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from pydantic import SecretStr

from ringback.call_handler.carriers.twilio import Twilio
from ringback.call_handler.ports import Ambiguous, NotDialled, Order, Refused, Unreachable
from ringback.kit.breaker import Breaker
from tests.call_handler.house import ACCOUNT, AUTH_TOKEN, NUMBER
from tests.fakes.server import serving
from tests.fakes.twilio_rest import Failure, FakeTwilio

ORDER = Order("o1", "k", "d", NUMBER, "call them", "en", 900.0)


@asynccontextmanager
async def twilio(fake: FakeTwilio, *, rest: float) -> AsyncIterator[Twilio]:
    async with serving(fake.app) as url:
        carrier = Twilio(
            base_url=url,
            account_sid=ACCOUNT,
            auth_token=SecretStr(AUTH_TOKEN),
            from_number="+97233760000",
            public_base_url="http://127.0.0.1:5002",
            ring_seconds=40,
            call_seconds=600,
            breaker=Breaker(failures=3, rest=rest),
        )
        yield carrier
        await carrier.close()


async def failed(carrier: Twilio, times: int) -> None:
    for _ in range(times):
        with pytest.raises(Ambiguous):
            await carrier.place(ORDER)


async def test_after_failures_in_a_row_nothing_is_asked_and_nothing_is_in_doubt() -> None:
    fake = FakeTwilio(failures=deque[Failure | None](["error"] * 3))
    async with twilio(fake, rest=60) as carrier:
        await failed(carrier, 3)
        with pytest.raises(NotDialled) as left_alone:
            await carrier.place(ORDER)
        assert (left_alone.value.code, left_alone.value.status) == ("provider_down", 503)
        assert 0 < (left_alone.value.retry_after or 0) <= 60
        assert fake.forms == []
        with pytest.raises(Unreachable, match="breaker is open"):
            await carrier.check()


async def test_after_the_rest_one_order_is_tried_and_its_success_closes_it() -> None:
    fake = FakeTwilio(failures=deque[Failure | None](["error"] * 3))
    async with twilio(fake, rest=0) as carrier:
        await failed(carrier, 3)
        with pytest.raises(Unreachable, match="half-open"):
            await carrier.check()
        await carrier.place(ORDER)
        await carrier.check()
        assert len(fake.calls) == 1


@pytest.mark.parametrize(("failure", "error"), [("busy", NotDialled), ("bad_number", Refused)])
async def test_a_twilio_that_answers_is_not_down(failure: Failure, error: type[Exception]) -> None:
    fake = FakeTwilio(failures=deque[Failure | None](["error", "error", failure, "error", "error"]))
    async with twilio(fake, rest=60) as carrier:
        await failed(carrier, 2)
        with pytest.raises(error):
            await carrier.place(ORDER)
        await failed(carrier, 2)
        await carrier.check()


@pytest.mark.parametrize(
    ("advice", "wait"),
    [
        ("7", 7.0),
        ("-5", None),
        ("inf", None),
        ("soon", None),
        ("Wed, 21 Oct 2020 07:28:00 GMT", None),
        ("Fri, 31 Dec 9999 07:28:00 GMT", pytest.approx(251e9, rel=0.02)),
    ],
)
async def test_how_long_a_busy_twilio_wants_to_be_left_alone(advice: str, wait: float | None) -> None:
    fake = FakeTwilio(failures=deque[Failure | None](["busy"]), advice=advice)
    async with twilio(fake, rest=60) as carrier:
        with pytest.raises(NotDialled) as busy:
            await carrier.place(ORDER)
    assert busy.value.retry_after == wait
