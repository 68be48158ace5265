"""Orders against a Twilio that fails in every way: one wish is one call, never two."""

import asyncio
from collections import deque
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from ringback.call_handler.app import WallClock
from ringback.call_handler.call import Call, Reported
from ringback.call_handler.dialler import HOLD_SECONDS, Dialler
from ringback.call_handler.order import OrderDesk
from ringback.call_handler.pace import Pace
from ringback.call_handler.ports import Ambiguous, NotDialled, Order, OrderState, Refused
from ringback.call_handler.sessions import StoreDown
from ringback.call_handler.switchboard import Switchboard
from ringback.kit.errors import Conflict
from ringback.wire import CallStatus
from tests.call_handler.house import NUMBER
from tests.call_handler.shop import RULES, WISH, Network, Opener, QuickClock, failing
from tests.fakes.carrier import FakeCarrier
from tests.fakes.handler_store import MemoryGuard, MemoryStore
from tests.fakes.twilio_rest import Failure, FakeTwilio


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


@pytest.mark.parametrize("dialled", [True, False])
async def test_an_order_in_doubt_that_is_withdrawn_has_its_call_or_gets_none(shop: Opener, dialled: bool) -> None:
    twilio = failing("error_after_dialling" if dialled else "error", list_failures=deque([True] * 5))
    async with shop(twilio) as at:
        with pytest.raises(Ambiguous):
            await at.desk.order(WISH)
    async with shop(twilio) as at:
        assert await at.desk.withdraw("t1:1") == next(iter(twilio.calls), None)
        if not dialled:
            with pytest.raises(Conflict, match="withdrawn"):
                await at.desk.order(WISH)
    assert len(twilio.calls) == dialled


async def test_the_call_of_an_order_that_was_given_up_in_doubt_is_hung_up_when_it_turns_up(shop: Opener) -> None:
    twilio = failing("error", list_failures=deque([True] * 10))
    async with shop(twilio) as at:
        for ask in (at.desk.order(WISH), at.desk.withdraw("t1:1")):
            with pytest.raises(Ambiguous):
                await ask
        order = await at.store.order_by_key("t1:1")
        assert order is not None
        twilio.calls["CA9"] = {"sid": "CA9", "to": NUMBER, "from": "+97233760000", "status": "ringing"}
        await at.switchboard.told(order.id, "CA9", Reported(CallStatus.RINGING, at.clock.now()))
        assert (twilio.calls["CA9"]["status"], at.switchboard.lines) == ("canceled", [])


async def test_an_order_that_was_given_up_in_doubt_has_the_call_that_is_found_after_all(shop: Opener) -> None:
    twilio = failing("error_after_dialling", list_failures=deque([True] * 10))
    async with shop(twilio) as at:
        for ask in (at.desk.order(WISH), at.desk.withdraw("t1:1")):
            with pytest.raises(Ambiguous):
                await ask
        assert await at.desk.withdraw("t1:1") == next(iter(twilio.calls))


async def test_an_order_that_comes_after_its_withdrawal_is_refused(shop: Opener) -> None:
    twilio = failing()
    async with shop(twilio) as at:
        assert [await at.desk.withdraw("t1:1", "t1") for _ in range(2)] == [None, None]
        with pytest.raises(Conflict, match="withdrawn"):
            await at.desk.order(WISH)
        await at.desk.order(replace(WISH, key="t1:2"))
    assert len(twilio.calls) == 1


async def test_an_order_that_surely_did_not_dial_and_was_withdrawn_is_not_dialled_by_who_still_waits(
    shop: Opener,
) -> None:
    twilio = failing("busy", "busy", "busy")
    async with shop(twilio) as at:
        with pytest.raises(NotDialled):
            await at.desk.order(WISH)
        waiting = await at.store.order_by_key("t1:1")
        assert waiting is not None
        assert await at.desk.withdraw("t1:1") is None
        with pytest.raises(Conflict, match="withdrawn"):
            await at.dialler.dial(waiting)
    assert not twilio.calls


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


async def test_without_a_key_the_same_wish_soon_after_is_the_same_call(shop: Opener) -> None:
    async with shop(FakeTwilio()) as at:
        wish = replace(WISH, key=None)
        first = await at.desk.order(wish)
        at.clock.time += 599
        assert await at.desk.order(wish) == first
        at.clock.time += 1300
        assert await at.desk.order(wish) != first


class Full(MemoryStore):
    """A database that can be written until the carrier was asked."""

    async def place(self, order_id: str, call: Call) -> Order | None:
        raise StoreDown("The disk is full.")


async def test_a_database_that_fails_after_the_dial_leaves_the_call_in_doubt() -> None:
    store, guard, carrier, clock = Full(), MemoryGuard(), FakeCarrier(), QuickClock()
    switchboard = Switchboard(store, guard, carrier, clock, ring_seconds=40, call_seconds=600)
    pace = Pace(clock, per_second=1000, longest=10)
    desk = OrderDesk(store, Dialler(store, guard, carrier, switchboard, clock, RULES, pace), clock, RULES)
    with pytest.raises(Ambiguous):
        await desk.order(WISH)
    assert len(carrier.statuses) == 1
    assert guard.holds == {}, "the number is free for the same order again"
    await desk.close()
