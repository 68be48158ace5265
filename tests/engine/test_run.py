"""A confirmed task carried to its end by a scripted call-handler, through failures and restarts."""

import asyncio
from typing import Any

import pytest

from ringback.call_handler.settings import HandlerSettings
from ringback.engine.following import DEADLINE_SECONDS, LONGEST_PAUSE
from ringback.engine.ports import CallUnknown, HandlerDown
from ringback.engine.retries import Retries
from ringback.engine.run import LATEST_SECONDS
from ringback.engine.task import Status
from ringback.kit.errors import RingbackError
from ringback.wire import Reason
from tests.engine.world import World, carried
from tests.fakes.call_handler import FakeCallHandler, a_report, talk


async def test_a_task_is_ordered_followed_and_told_once(world: World) -> None:
    await world.confirm()
    task, entries, kinds = await carried(world)
    assert kinds == ["call.status"] * 4 + ["call.turn"] * 2 + ["call.status", "message", "task.outcome"]
    sent = world.handler.requests
    assert [(order.key, order.task_id, order.phone_number, order.language) for order in sent] == [
        ("t_1:0", "t_1", "+97236123556", "he")
    ]
    assert sent[0].instructions == "In the name of: Dana"
    assert (task.status, task.call_sid, task.recording) == (Status.SUCCEEDED, entries[0].data["call_sid"], True)
    assert [entry.data["status"] for entry in entries if entry.type == "call.status"] == [
        "queued",
        "dialing",
        "ringing",
        "answered",
        "ended",
    ]
    assert entries[5].data == {
        "turn": 1,
        "who": "callee",
        "text": "Sure, a large one at seven, sixty two shekels.",
        "final": True,
        "t0": 3400,
        "t1": 5600,
    }
    text = "✓ Pizza Place: done. Time: 19:00"
    assert entries[-2].data == {"role": "assistant", "text": text}
    assert entries[-1].data == {
        "status": "succeeded",
        "reason": "goal_reached",
        "text": text,
        "facts": [{"key": "time", "label": "Time", "value": "19:00", "quote": "at seven", "t": 3400}],
        "recording": "/tasks/t_1/recording",
        "transcript": "/tasks/t_1/transcript",
    }
    assert {(entry.conversation, entry.task) for entry in entries} == {("c_1", "t_1")}


async def test_the_task_is_in_call_from_the_moment_someone_answers(world: World) -> None:
    world.handler.script = talk()[:4]
    await world.confirm()
    async with world.engine() as engine:
        await engine.until(Status.IN_CALL)


@pytest.mark.parametrize("failures", [1, 2])
async def test_an_order_is_tried_three_times_with_one_key(world: World, failures: int) -> None:
    world.handler.order_failures.extend([HandlerDown("down")] * failures)
    await world.confirm()
    task, _, _ = await carried(world)
    assert task.status is Status.SUCCEEDED
    assert [order.key for order in world.handler.requests] == ["t_1:0"] * (failures + 1)


@pytest.mark.parametrize(
    ("failures", "tries", "status", "reason"),
    [
        (
            [RingbackError("no", code="provider_down", status=502, recoverable=True)] * 4,
            3,
            Status.FAILED,
            "provider_down",
        ),
        ([RingbackError("no", code="number_premium", status=403)], 1, Status.FAILED, "number_not_allowed"),
        ([RingbackError("no", code="quiet_hours", status=403)], 1, Status.FAILED, "quiet_hours"),
        ([RingbackError("no", code="do_not_call", status=403)], 1, Status.FAILED, "do_not_call"),
        ([RingbackError("no", code="daily_limit", status=429)], 1, Status.FAILED, "daily_limit"),
        ([RingbackError("no", code="invalid_number", status=400)], 1, Status.FAILED, "invalid_number"),
        ([RingbackError("no", code="unauthorized", status=401)], 1, Status.FAILED, "provider_down"),
        ([RingbackError("no", code="key_reused", status=409)], 1, Status.UNCONFIRMED, "provider_down"),
        ([CallUnknown("slow"), RingbackError("no", status=409)], 2, Status.FAILED, "provider_down"),
    ],
)
async def test_an_order_that_fails_for_good_ends_the_task(
    world: World, failures: list[RingbackError], tries: int, status: Status, reason: str
) -> None:
    world.handler.order_failures.extend(failures)
    await world.confirm()
    task, entries, kinds = await carried(world)
    assert task.outcome is not None
    assert (task.status, task.outcome.reason) == (status, reason)
    assert len(world.handler.requests) == tries
    assert kinds == ["message", "task.failed" if status is Status.FAILED else "task.outcome"]
    assert entries[-1].data["recording"] is None


@pytest.mark.parametrize("first", [HandlerDown("down"), CallUnknown("slow")])
async def test_a_handler_that_is_away_is_asked_three_times_over_as_long_as_a_start_takes(
    world: World, first: RingbackError
) -> None:
    world.handler.order_failures.extend([first, *[HandlerDown("down")] * 100])
    await world.confirm()
    task, _, _ = await carried(world)
    assert task.outcome is not None
    assert (task.status, task.outcome.reason, world.handler.calls) == (Status.FAILED, "provider_down", {})
    assert 5 < sum(world.clock.slept) < 15
    assert [order.key for order in world.handler.requests] == ["t_1:0"] * 3


@pytest.mark.parametrize(
    ("withdrawal", "times", "status"),
    [
        (HandlerDown("down"), 20, Status.FAILED),
        (HandlerDown("down"), 1000, Status.UNCONFIRMED),
        (CallUnknown("It is not known.", code="unconfirmed"), 1, Status.FAILED),
        (CallUnknown("It is not known.", code="unconfirmed"), 2, Status.UNCONFIRMED),
        (RingbackError("no", status=401), 1, Status.UNCONFIRMED),
    ],
)
async def test_an_order_in_doubt_is_unconfirmed_only_when_it_cannot_be_withdrawn(
    world: World, withdrawal: RingbackError, times: int, status: Status
) -> None:
    world.handler.order_failures.extend([CallUnknown("slow")] * 3)
    world.handler.withdraw_failures.extend([withdrawal] * times)
    await world.confirm()
    task, _, _ = await carried(world)
    assert (task.status, len(world.handler.requests), world.handler.calls) == (status, 3, {})


async def test_an_order_that_waits_for_its_turn_at_the_handler_is_asked_after_until_it_is_placed(world: World) -> None:
    world.handler.order_failures.extend([CallUnknown("Still being placed.", code="being_placed")] * 20)
    await world.confirm()
    task, _, _ = await carried(world)
    assert (task.status, len(world.handler.requests), world.handler.withdrawn) == (Status.SUCCEEDED, 21, [])


async def test_an_order_in_doubt_that_has_its_call_is_followed(world: World) -> None:
    world.handler.places_anyway = True
    world.handler.order_failures.extend([CallUnknown("slow")] * 3)
    await world.confirm()
    task, _, _ = await carried(world)
    assert (task.status, len(world.handler.calls)) == (Status.SUCCEEDED, 1)


async def test_a_handler_that_starts_again_within_that_time_makes_the_call(world: World) -> None:
    store_down = RingbackError("The database does not answer.", code="store_down", status=503, recoverable=True)
    world.handler.order_failures.extend([HandlerDown("down"), store_down])
    await world.confirm()
    task, _, _ = await carried(world)
    assert (task.status, len(world.handler.requests)) == (Status.SUCCEEDED, 3)


@pytest.mark.parametrize(("advice", "longest"), [(30, 33), (3600, 66)])
async def test_a_handler_that_says_when_to_come_again_is_asked_then(world: World, advice: int, longest: int) -> None:
    broken = RingbackError("It keeps failing.", code="provider_down", status=503, recoverable=True, retry_after=advice)
    world.handler.order_failures.append(broken)
    await world.confirm()
    task, _, _ = await carried(world)
    assert (task.status, len(world.handler.requests)) == (Status.SUCCEEDED, 2)
    assert min(advice, 60) <= world.clock.slept[0] <= longest


async def test_an_order_waits_for_its_place_in_a_full_queue_as_long_as_it_is_told_to(world: World) -> None:
    full = RingbackError("full", code="too_many_orders", status=429, recoverable=True, retry_after=7)
    world.handler.order_failures.extend([full] * 20)
    await world.confirm()
    task, _, _ = await carried(world)
    assert task.status is Status.SUCCEEDED
    assert len(world.handler.requests) == 21
    assert all(7 <= pause <= 10.5 for pause in world.clock.slept[:20])


async def test_an_order_does_not_wait_for_ever(world: World) -> None:
    full = RingbackError("full", code="too_many_orders", status=429, recoverable=True, retry_after=300)
    world.handler.order_failures.extend([full] * 9)
    await world.confirm()
    task, _, _ = await carried(world)
    assert task.outcome is not None
    assert (task.status, task.outcome.reason) == (Status.FAILED, "too_many_orders")
    assert world.handler.calls == {}


async def test_a_slow_order_that_was_placed_all_the_same_is_found_by_its_key(world: World) -> None:
    world.handler.places_anyway = True
    world.handler.order_failures.append(CallUnknown("slow"))
    await world.confirm()
    task, _, _ = await carried(world)
    assert task.status is Status.SUCCEEDED
    assert len(world.handler.calls) == 1


async def test_a_broken_connection_loses_and_doubles_nothing(world: World) -> None:
    world.handler.drops.extend([2, 0, 3])
    world.handler.repeats = True
    await world.confirm()
    _, _, kinds = await carried(world)
    assert kinds == ["call.status"] * 4 + ["call.turn"] * 2 + ["call.status", "message", "task.outcome"]
    assert [after for _, after in world.handler.followed] == [0, 1, 1, 3]


async def test_what_cannot_be_read_is_passed_over(world: World) -> None:
    odd: list[Any] = [("call.status", {"status": "teleported"}), ("call.turn", {"text": 7}), ("call.status", {})]
    world.handler.script = odd + talk()
    await world.confirm()
    task, _, kinds = await carried(world)
    assert task.status is Status.SUCCEEDED
    assert kinds.count("call.status") == 5


async def test_a_report_that_cannot_be_read_leaves_the_task_unconfirmed(world: World) -> None:
    world.handler.script = [*talk()[:-1], ("call.report", {"reason": "magic"})]
    world.handler.unreadable = True
    await world.confirm()
    task, _, kinds = await carried(world)
    assert (task.status, kinds[-2:]) == (Status.UNCONFIRMED, ["message", "task.outcome"])


async def test_a_restart_in_the_middle_of_a_call_goes_on_where_it_was(world: World) -> None:
    world.handler.script = talk()[:4]
    await world.confirm()
    async with world.engine() as engine:
        await engine.until(Status.IN_CALL)
    for kind, data in talk()[4:]:
        world.handler.only.tell(kind, data)
    task, _, kinds = await carried(world)
    assert task.status is Status.SUCCEEDED
    assert kinds == ["call.status"] * 4 + ["call.turn"] * 2 + ["call.status", "message", "task.outcome"]
    assert [order.key for order in world.handler.requests] == ["t_1:0"]


async def test_a_restart_before_the_order_is_stored_orders_again_with_the_same_key(world: World) -> None:
    world.handler.places_anyway = True
    world.handler.order_failures.append(CallUnknown("slow"))
    await world.confirm()
    async with world.engine() as engine:
        await world.handler.asked.wait()
    assert (await engine.task()).call_sid is None
    task, _, kinds = await carried(world)
    assert task.status is Status.SUCCEEDED
    assert {order.key for order in world.handler.requests} == {"t_1:0"}
    assert (len(world.handler.calls), kinds.count("message")) == (1, 1)


async def test_an_order_is_sent_again_as_it_was_although_a_new_version_words_it_otherwise(world: World) -> None:
    world.handler.order_failures.append(CallUnknown("slow"))
    await world.confirm()
    async with world.engine():
        await world.handler.asked.wait()
    async with world.engine() as engine:
        engine.opening = "For"
        task = await engine.ended()
    assert {order.instructions for order in world.handler.requests} == {"In the name of: Dana"}
    assert (len(world.handler.requests), task.instructions) == (2, "")


async def test_the_next_attempt_is_worded_anew(world: World) -> None:
    world.handler.script = talk(a_report(Reason.BUSY))
    await world.confirm(retries=Retries(times=1, apart=600.0), instructions="As it was")
    async with world.engine() as engine:
        await engine.when(lambda task: task.attempt == 1)
        world.clock.advance(601)
        await engine.runner.start("me", "t_1")
        await engine.ended()
    assert [order.instructions for order in world.handler.requests] == ["As it was", "In the name of: Dana"]


async def test_a_second_start_of_the_same_task_changes_nothing(world: World) -> None:
    await world.confirm()
    async with world.engine() as engine:
        await engine.runner.start("me", "t_1")
        await engine.runner.start("me", "t_1")
        await engine.ended()
        await engine.runner.start("me", "t_1")
    async with world.engine() as engine:
        assert [entry.type for entry in await engine.entries("task")] == ["task.outcome"]
    assert (len(world.handler.requests), engine.channel.delivered) == (1, [])


async def test_two_runs_of_one_task_at_once_give_one_notice(world: World) -> None:
    await world.confirm()
    async with world.engine() as one, world.engine() as two:
        await one.ended()
        await two.ended()
    assert len(world.handler.calls) == 1
    assert len(one.channel.delivered) + len(two.channel.delivered) == 1
    assert [entry.type for entry in await one.entries("message")] == ["message"]


async def test_a_handler_that_never_comes_back_leaves_the_task_unconfirmed(world: World) -> None:
    world.handler.script = talk()[:4]
    await world.confirm()
    async with world.engine() as engine:
        await engine.until(Status.IN_CALL)
        world.handler.go_down()
        task = await engine.ended()
    kinds = [entry.type for entry in await engine.entries()]
    assert task.outcome is not None
    assert (task.status, task.outcome.reason) == (Status.UNCONFIRMED, "provider_down")
    assert kinds[-2:] == ["message", "task.outcome"]
    assert sum(world.clock.slept) >= DEADLINE_SECONDS
    assert max(world.clock.slept) <= LONGEST_PAUSE


async def test_after_the_deadline_the_call_is_looked_up_once_more(world: World) -> None:
    world.handler.follow_failures.extend([HandlerDown("down")] * 1000)
    await world.confirm()
    task, _, kinds = await carried(world)
    assert task.status is Status.SUCCEEDED
    assert kinds == ["call.turn"] * 2 + ["message", "task.outcome"]


async def test_a_handler_that_lost_its_last_events_is_asked_for_the_report(world: World) -> None:
    await world.confirm(status=Status.ORDERED, call_sid=await an_order(world.handler), call_seq=40)
    task, _, kinds = await carried(world)
    assert task.status is Status.SUCCEEDED
    assert kinds == ["call.turn"] * 2 + ["message", "task.outcome"]
    assert (world.clock.slept, world.handler.hung_up) == ([], [])


async def an_order(handler: FakeCallHandler) -> str:
    """A call that was ordered already."""
    return await handler.order(
        key="t_1:0", task_id="t_1", instructions="Hello", phone_number="+97236123556", language="he"
    )


async def test_a_call_the_handler_does_not_know_is_unconfirmed(world: World) -> None:
    await world.confirm(call_sid="CAgone", status=Status.ORDERED)
    task, _, _ = await carried(world)
    assert task.status is Status.UNCONFIRMED


async def test_nothing_is_ordered_after_the_deadline(world: World) -> None:
    await world.confirm()
    world.clock.advance(LATEST_SECONDS + 1)
    task, _, _ = await carried(world)
    assert task.outcome is not None
    assert (task.status, task.outcome.reason) == (Status.FAILED, "missed")
    assert world.handler.requests == []


@pytest.mark.parametrize("placed", [True, False])
async def test_an_order_that_was_out_when_the_engine_died_is_withdrawn_after_the_deadline(
    world: World, *, placed: bool
) -> None:
    world.handler.places_anyway = placed
    world.handler.order_failures.append(CallUnknown("slow"))
    await world.confirm()
    async with world.engine():
        await world.handler.asked.wait()
    world.clock.advance(LATEST_SECONDS + 1)
    task, _, _ = await carried(world)
    assert task.outcome is not None
    ended = (Status.SUCCEEDED, "goal_reached") if placed else (Status.FAILED, "missed")
    assert ((task.status, task.outcome.reason), len(world.handler.requests)) == (ended, 1)


async def test_no_call_is_hung_up_that_a_call_handler_may_permit(world: World) -> None:
    limits = HandlerSettings.model_json_schema()["properties"]
    seconds = sum(limits[name]["maximum"] for name in ("ring_seconds", "max_call_seconds"))
    assert seconds + 300 <= DEADLINE_SECONDS
    world.handler.script = talk()[:4]
    await world.confirm()
    async with world.engine() as engine:
        await engine.until(Status.IN_CALL)
    world.clock.advance(seconds)
    async with world.engine() as engine:
        for kind, data in talk()[4:]:
            world.handler.only.tell(kind, data)
        assert (await engine.ended()).status is Status.SUCCEEDED
    assert world.handler.hung_up == []


async def test_a_call_that_is_hung_up_at_the_deadline_has_time_to_settle(world: World) -> None:
    class Settling(FakeCallHandler):
        async def hangup(self, call_sid: str) -> None:
            asyncio.get_running_loop().call_later(0.02, self.only.tell, *talk(a_report(Reason.USER_HANGUP))[-1])

    world.handler = Settling()
    world.handler.script = talk()[:4]
    await world.confirm()
    async with world.engine() as engine:
        await engine.until(Status.IN_CALL)
    world.clock.advance(DEADLINE_SECONDS + 1)
    task, _, _ = await carried(world)
    assert task.outcome is not None
    assert task.outcome.reason == "user_hangup"
