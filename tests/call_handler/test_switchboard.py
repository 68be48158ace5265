"""The calls that are on: one report each, with or without callbacks, through restarts."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ringback.call_handler.call import Call, Reported
from ringback.call_handler.events import Claim, EndedBy, Result, Utterance
from ringback.call_handler.guard import SqlGuard
from ringback.call_handler.leases import LEASE_SECONDS
from ringback.call_handler.line import Line
from ringback.call_handler.ports import News, Order, OrderState
from ringback.call_handler.report import wire_turn
from ringback.call_handler.store import SqlStore
from ringback.call_handler.switchboard import Switchboard
from ringback.kit.errors import NotFound
from ringback.wire import CallEvent, CallStatus, CallView, Reason
from tests.call_handler.shop import QuickClock
from tests.fakes.carrier import FakeCarrier


@dataclass
class Exchange:
    switchboard: Switchboard
    store: SqlStore
    carrier: FakeCarrier
    guard: SqlGuard
    clock: QuickClock

    async def call(self, order_id: str = "o1") -> Line:
        order = Order(order_id, f"{order_id}:1", "d", "+97236123456", "call them", "en", 900.0, task_id="t1")
        await self.store.intend(order)
        stored = await self.switchboard.placed(order_id, await self.carrier.place(order))
        assert stored.call_sid is not None
        line = self.switchboard.line(stored.call_sid)
        assert line is not None
        return line

    async def word(self, line: Line, status: CallStatus, sequence: int) -> None:
        self.carrier.statuses[line.sid] = status
        await self.switchboard.told(line.order.id, line.sid, Reported(status, 1000.0 + sequence, sequence))

    async def ended(self, line: Line) -> CallView:
        view = await self.switchboard.view(line.sid, wait=5)
        assert view.report is not None, "the report came"
        return view


class Conversation:
    """A talk that ends when it is told to."""

    def __init__(self, exchange: Exchange, line: Line) -> None:
        self.exchange, self.line = exchange, line
        self.machine = False
        line.conversation = self
        self.over: list[asyncio.Task[None]] = []

    def end(self, ended_by: EndedBy, reason: Reason | None) -> None:
        self.line.over(ended_by, reason)
        if not self.over:
            self.over.append(asyncio.create_task(self.exchange.switchboard.talk_over(self.line)))

    def machine_answered(self) -> None:
        self.machine = True

    def steer(self, text: str, mode: str) -> bool:
        return False

    def answer(self, question_id: str, text: str) -> bool:
        return False


@asynccontextmanager
async def exchange(
    folder: Path,
    carrier: FakeCarrier | None = None,
    on_status: Callable[[Line], None] = lambda line: None,
    kind: type[SqlStore] = SqlStore,
) -> AsyncIterator[Exchange]:
    store = kind(f"sqlite+aiosqlite:///{folder / 'calls.db'}")
    guard = SqlGuard(store.sessions)
    carrier = carrier or FakeCarrier()
    clock = QuickClock()
    switchboard = Switchboard(
        *(store, guard, carrier, clock),
        ring_seconds=30,
        call_seconds=600,
        after_media=(0.01,) * 6,
        beat_seconds=0.02,
        on_status=on_status,
    )
    await store.open()
    await switchboard.open()
    try:
        yield Exchange(switchboard, store, carrier, guard, clock)
    finally:
        await switchboard.close()
        await store.close()


async def test_a_call_nobody_answers_is_reported_once(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        for sequence, status in enumerate((CallStatus.INITIATED, CallStatus.RINGING, CallStatus.NO_ANSWER)):
            await at.word(line, status, sequence)
        await at.word(line, CallStatus.NO_ANSWER, 2)
        view = await at.ended(line)
        events = [event async for event in at.switchboard.follow(line.sid, 0)]
        assert (view.reason, view.ended_by) == (Reason.NO_ANSWER, "carrier")
        assert [(event.seq, event.type, event.data.get("status")) for event in events] == [
            (1, "call.status", "queued"),
            (2, "call.status", "initiated"),
            (3, "call.status", "ringing"),
            (4, "call.status", "no-answer"),
            (5, "call.report", "no-answer"),
        ]


async def test_the_report_waits_for_the_talk(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        talk = Conversation(at, line)
        await at.word(line, CallStatus.COMPLETED, 3)
        assert (await at.switchboard.view(line.sid)).report is None
        line.claim = Claim(Result.SUCCEEDED)
        talk.end("callee", None)
        assert (await at.ended(line)).reason is Reason.GOAL_REACHED


async def test_without_callbacks_the_carrier_is_asked(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        line.over("callee", None)
        await at.switchboard.talk_over(line)
        assert (await at.ended(line)).status.terminal
        assert ("hang_up", line.sid) in at.carrier.asked


async def test_a_carrier_that_never_answers_does_not_keep_the_report(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        at.carrier.down = True
        line.over("callee", None)
        await at.switchboard.talk_over(line)
        view = await at.ended(line)
        assert (view.status, view.reason) == (CallStatus.COMPLETED, Reason.CALLEE_HANGUP)
        assert [what for what, _ in at.carrier.asked].count("hang_up") == 7


async def test_a_user_who_hangs_up_while_it_rings_cancels_the_call(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        await at.word(line, CallStatus.RINGING, 1)
        view = await at.switchboard.hang_up(line.sid)
        assert (view.status, view.reason, view.ended_by) == (CallStatus.CANCELED, Reason.USER_HANGUP, "user")
        assert (await at.switchboard.hang_up(line.sid)).report == view.report


async def test_a_user_who_hangs_up_ends_the_talk(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        await at.word(line, CallStatus.IN_PROGRESS, 2)
        Conversation(at, line)
        await at.switchboard.hang_up(line.sid)
        view = await at.ended(line)
        assert (view.status, view.reason, view.ended_by) == (CallStatus.COMPLETED, Reason.USER_HANGUP, "user")


async def test_hanging_up_works_through_the_stream_when_the_carrier_is_down(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        await at.word(line, CallStatus.IN_PROGRESS, 2)
        talk = Conversation(at, line)
        at.carrier.down = True
        await at.switchboard.hang_up(line.sid)
        assert talk.over
        assert (await at.ended(line)).reason is Reason.USER_HANGUP


async def test_a_machine_is_told_to_the_talk(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        talk = Conversation(at, line)
        at.switchboard.detected(line, "machine_start")
        assert talk.machine
        assert (await at.switchboard.view(line.sid)).answered_by == "machine_start"
        line.conversation = None


async def test_a_call_that_is_not_the_orders_is_hung_up(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        at.carrier.statuses["CAstray"] = CallStatus.QUEUED
        await at.switchboard.told(line.order.id, "CAstray", Reported(CallStatus.RINGING, 1000.0, 1))
        assert at.carrier.asked[-1] == ("hang_up", "CAstray")
        assert at.switchboard.line("CAstray") is None
        with pytest.raises(NotFound):
            await at.switchboard.told("unknown", "CAnone", Reported(CallStatus.RINGING, 1000.0, 1))


async def test_a_callback_before_the_answer_finds_its_order(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        await at.store.intend(Order("o1", "k", "d", "+97236123456", "call them", "en", 900.0))
        at.carrier.statuses["CA1"] = CallStatus.RINGING
        await at.switchboard.told("o1", "CA1", Reported(CallStatus.RINGING, 1000.0, 1))
        stored = await at.store.order("o1")
        assert stored is not None
        assert stored.call_sid == "CA1"
        assert (await at.switchboard.view("CA1")).status is CallStatus.RINGING


async def test_live_listeners_hear_all_from_where_they_left(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        heard: list[CallEvent] = []

        async def listen(after: int) -> None:
            heard.extend([event async for event in at.switchboard.follow(line.sid, after)])

        listening = asyncio.create_task(listen(1))
        await asyncio.sleep(0)
        line.say(hello := Utterance(0, "callee", "hello", 0, 400, True))
        await at.word(line, CallStatus.BUSY, 3)
        await listening
        assert [event.seq for event in heard] == [2, 3, 4]
        assert heard[0].data == wire_turn(hello).model_dump(mode="json")


async def test_who_waits_for_a_report_when_the_service_stops_is_answered_at_once(tmp_path: Path) -> None:
    async with exchange(tmp_path) as one, exchange(tmp_path, one.carrier) as other:
        line = await one.call()
        waiting = [asyncio.create_task(at.switchboard.view(line.sid, wait=60)) for at in (one, other)]
        await asyncio.sleep(0.1)
        one.switchboard.stop()
        other.switchboard.stop()
        async with asyncio.timeout(5):
            assert [(await view).report for view in waiting] == [None, None]


async def test_who_heard_more_than_was_written_before_a_crash_is_not_kept_waiting(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        following = asyncio.create_task(_all(at, line, after=9))
        await at.word(line, CallStatus.RINGING, 1)
        await at.word(line, CallStatus.NO_ANSWER, 2)
        await at.ended(line)
        async with asyncio.timeout(5):
            assert await following == []


async def _all(at: Exchange, line: Line, after: int) -> list[CallEvent]:
    return [event async for event in at.switchboard.follow(line.sid, after)]


async def test_a_shutdown_ends_calls_at_the_carrier_and_reports_them(tmp_path: Path) -> None:
    carrier = FakeCarrier()
    async with exchange(tmp_path, carrier) as at:
        ringing, talking = await at.call("o1"), await at.call("o2")
        await at.word(talking, CallStatus.IN_PROGRESS, 2)
        Conversation(at, talking)
    assert carrier.statuses == {ringing.sid: CallStatus.CANCELED, talking.sid: CallStatus.COMPLETED}
    async with exchange(tmp_path, carrier) as at:
        first, second = await at.switchboard.view(ringing.sid), await at.switchboard.view(talking.sid)
        assert (first.reason, first.ended_by) == (Reason.CANCELED, "system")
        assert second.ended_by == "system"
        assert second.report is not None


async def test_a_call_cut_off_by_a_crash_is_ended_and_reported_with_what_was_said(tmp_path: Path) -> None:
    carrier = FakeCarrier({"CA1": CallStatus.IN_PROGRESS})
    async with exchange(tmp_path, carrier) as at:
        await at.store.intend(Order("o1", "k", "d", "+97236123456", "call them", "en", 900.0))
        call = Call("CA1", 900.0, CallStatus.IN_PROGRESS, answered_at=910.0)
        await at.store.place("o1", call)
        said = wire_turn(Utterance(0, "callee", "at seven", 0, 400, True)).model_dump(mode="json")
        event = CallEvent(seq=1, ts=datetime.now(UTC), type="call.turn", data=said)
        await at.store.record([News(call, Claim(Result.SUCCEEDED), [event])])
    async with exchange(tmp_path, carrier) as at:
        view = await at.switchboard.view("CA1", wait=5)
        assert carrier.statuses["CA1"] is CallStatus.COMPLETED
        assert view.report is not None
        assert [turn.text for turn in view.report.turns] == ["at seven"]
        assert view.report.claimed == "succeeded"
        events = [event async for event in at.switchboard.follow("CA1", 0)]
        assert [event.seq for event in events] == list(range(1, len(events) + 1))


async def test_a_call_without_a_lease_is_found_while_we_run(tmp_path: Path) -> None:
    async with exchange(tmp_path, FakeCarrier({"CA1": CallStatus.IN_PROGRESS})) as at:
        await at.store.intend(Order("o1", "k", "d", "+97236123456", "call them", "en", 900.0))
        await at.store.place("o1", Call("CA1", 900.0, CallStatus.IN_PROGRESS, answered_at=910.0))
        assert (await at.switchboard.view("CA1", wait=5)).report is not None


async def test_a_lease_that_is_gone_is_taken_again(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        assert await at.guard.lease(line.sid, "another", now=at.clock.time + LEASE_SECONDS, until=0.0)
        await at.guard.unlease(line.sid, "another")
        async with asyncio.timeout(5):
            while await at.guard.leased_to(line.sid, at.clock.time) is None:  # noqa: ASYNC110  # nothing tells of a beat
                await asyncio.sleep(0.01)
        assert at.switchboard.line(line.sid) is line


async def test_a_call_the_carrier_does_not_know_any_more_is_over_at_once(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        await at.store.intend(Order("o1", "k", "d", "+97236123456", "call them", "en", 900.0))
        await at.store.place("o1", Call("CA1", 900.0, CallStatus.IN_PROGRESS, answered_at=910.0))
    async with exchange(tmp_path, FakeCarrier()) as at:
        view = await at.switchboard.view("CA1", wait=5)
        assert view.report is not None
        assert (view.reason, at.carrier.asked) == (Reason.LINE_DROPPED, [("hang_up", "CA1")])


async def test_a_young_call_the_carrier_does_not_list_yet_is_asked_about_again(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        really = at.carrier.statuses.pop(line.sid)
        line.over("callee", None)
        await at.switchboard.talk_over(line)
        assert line.report is None
        at.carrier.statuses[line.sid] = really
        assert (await at.ended(line)).status is CallStatus.CANCELED


async def test_a_leg_that_could_not_be_ended_is_ended_later(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        await at.word(line, CallStatus.IN_PROGRESS, 2)
        at.carrier.down = True
        line.over("agent", None)
        await at.switchboard.talk_over(line)
        at.carrier.down = False
        await at.ended(line)
        assert at.carrier.statuses[line.sid] is CallStatus.COMPLETED


async def test_last_words_are_the_carriers_and_are_not_cut_short(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        await at.word(line, CallStatus.IN_PROGRESS, 2)
        line.over("system", Reason.MODEL_DOWN, "Sorry, goodbye.")
        await at.switchboard.talk_over(line)
        assert (at.carrier.said, at.carrier.statuses[line.sid]) == (
            [(line.sid, "Sorry, goodbye.", "en")],
            CallStatus.IN_PROGRESS,
        )
        await at.word(line, CallStatus.COMPLETED, 3)
        assert (await at.ended(line)).reason is Reason.MODEL_DOWN


async def test_a_user_who_hangs_up_during_the_last_words_ends_the_call_at_once(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        await at.word(line, CallStatus.IN_PROGRESS, 2)
        line.over("system", Reason.MODEL_DOWN, "Sorry, goodbye.")
        await at.switchboard.talk_over(line)
        view = await at.switchboard.hang_up(line.sid)
        assert (len(at.carrier.said), view.status) == (1, CallStatus.COMPLETED)


async def test_last_words_without_end_are_ended(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        await at.word(line, CallStatus.IN_PROGRESS, 2)
        line.over("system", Reason.MODEL_DOWN, "Sorry, goodbye.")
        await at.switchboard.talk_over(line)
        await at.ended(line)
        assert at.carrier.statuses[line.sid] is CallStatus.COMPLETED


async def test_who_asks_not_to_be_called_again_is_on_the_list_when_the_report_comes(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        line = await at.call()
        await at.word(line, CallStatus.IN_PROGRESS, 2)
        line.barred = True
        line.claim = Claim(Result.REFUSED)
        await at.word(line, CallStatus.COMPLETED, 3)
        assert (await at.ended(line)).reason is Reason.DO_NOT_CALL
        (one,) = await at.guard.all_barred()
        assert (one.phone_number, one.why) == ("+97236123456", f"asked in call {line.sid}")


async def test_a_call_of_an_order_that_was_given_up_or_erased_is_hung_up(tmp_path: Path) -> None:
    async with exchange(tmp_path) as at:
        await at.store.intend(Order("o1", "k", "d", "+97236123456", "call them", "en", 900.0))
        await at.store.mark("o1", OrderState.NOT_DIALLED)
        for sid, order_id in (("CAlate", "o1"), ("CAerased", "o2")):
            at.carrier.statuses[sid] = CallStatus.RINGING
            with suppress(NotFound):
                await at.switchboard.told(order_id, sid, Reported(CallStatus.RINGING, 1000.0, 1))
            assert at.carrier.statuses[sid] is CallStatus.CANCELED
            assert at.switchboard.line(sid) is None
