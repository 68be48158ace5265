"""Orders against a Twilio that fails in every way: one wish is one call, never two."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from email.utils import format_datetime
from functools import partial
from pathlib import Path

import pytest
from pydantic import SecretStr

from ringback.call_handler.app import WallClock
from ringback.call_handler.call import Reported
from ringback.call_handler.carriers.twilio import Twilio
from ringback.call_handler.dialler import HOLD_SECONDS, Dialler
from ringback.call_handler.guard import SqlGuard
from ringback.call_handler.order import OrderDesk, Wish
from ringback.call_handler.pace import Pace, TooManyOrders
from ringback.call_handler.permits import DiallingRules, QuietHours
from ringback.call_handler.ports import DAY_SECONDS, Ambiguous, Clock, NotDialled, OrderState, Refused
from ringback.call_handler.store import SqlStore
from ringback.call_handler.switchboard import Switchboard
from ringback.kit.errors import Conflict, NotFound, RingbackError
from ringback.wire import CallStatus
from tests.call_handler.house import ACCOUNT, AUTH_TOKEN, ERRAND, NUMBER, Late
from tests.fakes.server import serving
from tests.fakes.twilio_rest import Failure, FakeTwilio

RULES = DiallingRules("IL", {"IL"})
WISH = Wish(phone_number=NUMBER, instructions=ERRAND, language="en", task_id="t1", key="t1:1")


Opener = Callable[..., AbstractAsyncContextManager["Shop"]]


class QuickClock:
    """Sleeps are remembered, not slept."""

    def __init__(self) -> None:
        self.time = 1_795_000_000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
        await asyncio.sleep(0)


@dataclass
class Shop:
    desk: OrderDesk
    store: SqlStore
    guard: SqlGuard
    switchboard: Switchboard
    twilio: FakeTwilio
    dialler: Dialler
    clock: QuickClock


@dataclass
class Network:
    """One server for all tests; `twilio` is whose turn it is."""

    late: Late
    url: str

    @asynccontextmanager
    async def shop(
        self,
        folder: Path,
        twilio: FakeTwilio,
        *,
        url: str | None = None,
        rules: DiallingRules = RULES,
        per_second: float = 1000,
        clock: Clock | None = None,
    ) -> AsyncIterator[Shop]:
        self.late.app = twilio.app
        quick, store = QuickClock(), SqlStore(f"sqlite+aiosqlite:///{folder / 'calls.db'}")
        clock = clock or quick
        carrier = Twilio(
            base_url=url or self.url,
            account_sid=ACCOUNT,
            auth_token=SecretStr(AUTH_TOKEN),
            from_number="+97233760000",
            public_base_url="http://127.0.0.1:5002",
            ring_seconds=40,
            call_seconds=600,
            timeout=0.3,
        )
        guard = SqlGuard(store.sessions)
        switchboard = Switchboard(store, guard, carrier, clock, ring_seconds=40, call_seconds=600)
        await store.open()
        pace = Pace(clock, per_second=per_second, longest=10)
        dialler = Dialler(store, guard, carrier, switchboard, clock, rules, pace)
        desk = OrderDesk(store, dialler, clock, rules)
        try:
            yield Shop(desk, store, guard, switchboard, twilio, dialler, quick)
        finally:
            await desk.close()
            await switchboard.close()
            await carrier.close()
            await store.close()


@pytest.fixture(scope="module")
async def network() -> AsyncIterator[Network]:
    late = Late()
    async with serving(late) as url:
        late.app = FakeTwilio().app
        yield Network(late, url)


@pytest.fixture
def shop(network: Network, tmp_path: Path) -> Opener:
    return partial(network.shop, tmp_path)


def failing(*failures: Failure | None, **more: object) -> FakeTwilio:
    return replace(FakeTwilio(), failures=deque(failures), **more)  # type: ignore[arg-type]


async def test_a_good_order_dials_once_with_every_limit_set(shop: Opener) -> None:
    async with shop(FakeTwilio()) as at:
        sid = await at.desk.order(WISH)
        (form,) = at.twilio.forms
        stored = await at.store.order_by_key("t1:1")
        assert stored is not None
        callback = f"http://127.0.0.1:5002/twilio/{{}}?order={stored.id}"
        assert (list(at.twilio.calls), stored.call_sid, stored.state) == ([sid], sid, OrderState.PLACED)
        assert form == {
            "To": [NUMBER],
            "From": ["+97233760000"],
            "Url": [callback.format("voice")],
            "Method": ["POST"],
            "StatusCallback": [callback.format("status")],
            "StatusCallbackMethod": ["POST"],
            "StatusCallbackEvent": ["initiated", "ringing", "answered", "completed"],
            "Timeout": ["40"],
            "TimeLimit": ["620"],
            "MachineDetection": ["Enable"],
            "AsyncAmd": ["true"],
            "AsyncAmdStatusCallback": [callback.format("amd")],
            "AsyncAmdStatusCallbackMethod": ["POST"],
        }


@pytest.mark.parametrize(
    "failures",
    [
        ["busy"],
        ["busy", "busy"],
        ["error_after_dialling"],
        ["slow_after_dialling"],
        ["garbage"],
        ["error"],
        ["error", "error"],
        ["slow", "busy"],
        ["error", "error_after_dialling"],
        ["busy", "slow_after_dialling"],
    ],
)
async def test_whatever_fails_there_is_one_call(shop: Opener, failures: list[Failure]) -> None:
    async with shop(failing(*failures)) as at:
        sid = await at.desk.order(WISH)
        assert list(at.twilio.calls) == [sid]
        assert await at.desk.order(WISH) == sid
        assert len(at.twilio.calls) == 1


async def test_a_call_that_shows_up_late_in_the_list_is_found(shop: Opener) -> None:
    async with shop(failing("error_after_dialling", hidden_lists=3)) as at:
        assert [await at.desk.order(WISH)] == list(at.twilio.calls)


async def test_three_tries_are_all(shop: Opener) -> None:
    async with shop(failing("busy", "busy", "busy")) as at:
        with pytest.raises(NotDialled) as refused:
            await at.desk.order(WISH)
        assert (refused.value.code, refused.value.recoverable) == ("provider_busy", True)
        assert len(at.clock.slept) == 2
        assert all(0.25 <= pause <= 1.5 for pause in at.clock.slept)
        assert [await at.desk.order(WISH)] == list(at.twilio.calls), "the same key may be tried again"


async def test_a_refused_connection_surely_did_not_dial(shop: Opener) -> None:
    async with shop(FakeTwilio(), url="http://127.0.0.1:9") as at:
        with pytest.raises(NotDialled) as refused:
            await at.desk.order(WISH)
        assert refused.value.code == "provider_down"
        assert len(at.clock.slept) == 2


async def test_three_failures_that_surely_did_not_dial_say_so(shop: Opener) -> None:
    async with shop(failing("error", "error", "error")) as at:
        with pytest.raises(Refused) as refused:
            await at.desk.order(WISH)
        assert (refused.value.code, refused.value.recoverable) == ("provider_error", True)
        assert at.twilio.calls == {}


async def test_what_can_neither_be_found_nor_excluded_is_unconfirmed_and_not_dialled_again(shop: Opener) -> None:
    twilio = failing("slow_after_dialling", list_failures=deque([True] * 5))
    async with shop(twilio) as at:
        with pytest.raises(Ambiguous) as unknown:
            await at.desk.order(WISH)
        assert (unknown.value.code, unknown.value.status) == ("unconfirmed", 504)
        stored = await at.store.order_by_key("t1:1")
        assert stored is not None
        assert stored.state is OrderState.UNCONFIRMED
        assert [await at.desk.order(WISH)] == list(twilio.calls), "asked again, it is looked for first"


async def test_two_calls_that_may_be_ours_are_no_answer(shop: Opener) -> None:
    twilio = failing("error_after_dialling")
    async with shop(twilio) as at:
        twilio.calls["CAother"] = {
            **dict.fromkeys(("date_created", "start_time", "end_time", "duration", "price", "answered_by")),
            "sid": "CAother",
            "to": NUMBER,
            "status": "queued",
        }
        with pytest.raises(Ambiguous):
            await at.desk.order(WISH)
        assert len(twilio.forms) == 1


async def test_a_number_twilio_does_not_know_is_a_bad_number(shop: Opener) -> None:
    async with shop(failing("bad_number")) as at:
        with pytest.raises(Refused) as refused:
            await at.desk.order(WISH)
        assert (refused.value.code, refused.value.status, len(at.clock.slept)) == ("invalid_number", 400, 0)


async def test_racing_requests_get_the_same_call(shop: Opener) -> None:
    async with shop(failing("busy")) as at:
        sids = await asyncio.gather(*(at.desk.order(WISH) for _ in range(20)))
        assert set(sids) == set(at.twilio.calls)
        assert len(at.twilio.forms) == 1


async def test_orders_to_one_number_do_not_take_each_others_call(shop: Opener) -> None:
    async with shop(failing("error_after_dialling", "error", "slow_after_dialling")) as at:
        wishes = [replace(WISH, key=f"t{n}:1", task_id=f"t{n}") for n in range(4)]
        sids = await asyncio.gather(*(at.desk.order(wish) for wish in wishes))
        assert sorted(sids) == sorted(at.twilio.calls)
        assert len(set(sids)) == 4


async def test_other_content_under_the_same_key_is_refused(shop: Opener) -> None:
    async with shop(FakeTwilio()) as at:
        await at.desk.order(WISH)
        for other in (
            replace(WISH, instructions="something else"),
            replace(WISH, phone_number="+97236123457"),
            replace(WISH, language="he"),
            replace(WISH, task_id="t2"),
        ):
            with pytest.raises(Conflict):
                await at.desk.order(other)
        assert len(at.twilio.calls) == 1


async def test_a_restart_keeps_the_key(shop: Opener) -> None:
    twilio = FakeTwilio()
    async with shop(twilio) as at:
        sid = await at.desk.order(WISH)
    async with shop(twilio) as at:
        assert await at.desk.order(WISH) == sid
    assert len(twilio.calls) == 1


@pytest.mark.parametrize("dialled", [True, False])
async def test_an_order_cut_off_by_a_crash_is_looked_for_first(shop: Opener, dialled: bool) -> None:
    twilio = failing("error_after_dialling" if dialled else "error", list_failures=deque([True] * 5))
    async with shop(twilio) as at:
        with pytest.raises(Ambiguous):
            await at.desk.order(WISH)
        stored = await at.store.order_by_key("t1:1")
        assert stored is not None
        await at.store.mark(stored.id, OrderState.PLACING)
    async with shop(twilio) as at:
        assert [await at.desk.order(WISH)] == list(twilio.calls)
    assert len(twilio.calls) == 1


async def test_two_processes_on_one_database_dial_once(network: Network, tmp_path: Path) -> None:
    twilio = failing("busy")
    one_clock = WallClock()
    async with (
        network.shop(tmp_path, twilio, clock=one_clock) as one,
        network.shop(tmp_path, twilio, clock=one_clock) as other,
    ):
        sids = await asyncio.gather(*(desk.order(WISH) for desk in (one.desk, other.desk) for _ in range(5)))
        assert set(sids) == set(twilio.calls)
        assert len(twilio.forms) == 1


async def test_who_died_while_dialling_keeps_the_number_no_longer_than_the_carrier_may_take(shop: Opener) -> None:
    async with shop(FakeTwilio()) as at:
        now = at.clock.now()
        assert await at.guard.hold(NUMBER, "a process that was killed", now=now, until=now + HOLD_SECONDS)
        await at.desk.order(WISH)
        assert at.clock.now() - now >= HOLD_SECONDS
        assert len(at.twilio.calls) == 1


async def test_a_callback_while_another_process_holds_the_number_ends_the_wait(shop: Opener) -> None:
    async with shop(failing("slow_after_dialling", list_failures=deque([True] * 5))) as at:
        ordering = asyncio.create_task(at.desk.order(WISH))
        while not at.twilio.calls:
            await at.store.check()
        (sid,) = at.twilio.calls
        stored = await at.store.order_by_key("t1:1")
        assert stored is not None
        await at.switchboard.told(stored.id, sid, Reported(CallStatus.INITIATED, 1.0, 0))
        assert await ordering == sid
        assert len(at.twilio.forms) == 1


@pytest.mark.parametrize(("advice", "tries"), [("2", 3), ("60", 1)])
async def test_twilios_own_advice_is_kept(shop: Opener, advice: str, tries: int) -> None:
    async with shop(failing("busy", "busy", "busy", advice=advice)) as at:
        with pytest.raises(NotDialled) as refused:
            await at.desk.order(WISH)
        assert (len(at.clock.slept), refused.value.retry_after) == (tries - 1, float(advice))
        assert all(pause >= float(advice) for pause in at.clock.slept)
        assert at.twilio.calls == {}


async def test_an_unclaimed_call_of_another_order_is_not_taken(shop: Opener) -> None:
    twilio = failing("error_after_dialling", "error", list_failures=deque([True] * 5))
    async with shop(twilio) as at:
        with pytest.raises(Ambiguous):
            await at.desk.order(WISH)
        other = replace(WISH, key="t2:1", task_id="t2")
        with pytest.raises(Ambiguous):
            await at.desk.order(other)
        assert len(twilio.calls) == 1
        stored = await at.store.order_by_key("t1:1")
        assert stored is not None
        (sid,) = twilio.calls
        await at.switchboard.told(stored.id, sid, Reported(CallStatus.RINGING, 1.0, 1))
        assert await at.desk.order(WISH) == sid
        assert await at.desk.order(other) != sid, "what was the other's is known now, so ours surely does not exist"
        assert len(twilio.calls) == 2


async def test_a_call_a_little_older_than_the_order_leaves_it_in_doubt(shop: Opener) -> None:
    twilio = failing("error")
    async with shop(twilio) as at:
        at.clock.time = datetime.now(UTC).timestamp()
        created = format_datetime(datetime.now(UTC) - timedelta(minutes=5))
        twilio.calls["CAold"] = {
            **dict.fromkeys(("start_time", "end_time", "duration", "price", "answered_by")),
            "sid": "CAold",
            "to": NUMBER,
            "status": "completed",
            "date_created": created,
        }
        with pytest.raises(Ambiguous):
            await at.desk.order(WISH)
        twilio.calls["CAold"]["date_created"] = format_datetime(datetime.now(UTC) - timedelta(hours=1))
        assert await at.desk.order(WISH) in twilio.calls


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


async def test_without_a_key_the_same_wish_soon_after_is_the_same_call(shop: Opener) -> None:
    async with shop(FakeTwilio()) as at:
        wish = replace(WISH, key=None)
        first = await at.desk.order(wish)
        at.clock.time += 599
        assert await at.desk.order(wish) == first
        at.clock.time += 1300
        assert await at.desk.order(wish) != first


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
