"""Calls to our number, told by a signed webhook: who is answered with which errand, and what is told of it later."""

import asyncio
import re
from pathlib import Path

import httpx2
import pytest
from streamdouble import api
from streamdouble.scenario import Say, Scenario, Wait
from streamdouble.session import SessionConfig

from ringback.wire import InboundCalls, Reason
from tests.call_handler.house import NUMBER, House, house
from tests.fakes.realtime import FakeRealtime, Reply

LOUD = bytes([0x10]) * 160
OURS = "+97233760000"
STRANGER = "+97236549999"
RANG_BACK = "Hello, I am an automated AI assistant answering on behalf of Dana."
DONE = {
    "outcome": "succeeded",
    "summary": "Ready at seven.",
    "facts": [{"key": "time", "value": "19:00", "quote": "ready at seven"}],
}


async def ring(house: House, sid: str, caller: str, **form: str) -> httpx2.Response:
    """Twilio's request for a call that came in."""
    house.twilio.calls.setdefault(sid, {"sid": sid, "status": "in-progress", "to": OURS})
    fields = {"CallSid": sid, "From": caller, "To": OURS, "Direction": "inbound", "CallStatus": "ringing"} | form
    return await house.post_signed(f"{house.url}/twilio/voice", fields)


async def end(house: House, sid: str) -> None:
    fields = {"CallSid": sid, "CallStatus": "completed", "CallDuration": "9", "Direction": "inbound"}
    answer = await house.post_signed(f"{house.url}/twilio/status", fields)
    assert answer.status_code == 204


async def inbound(house: House, after: int = 0, wait: float = 0) -> InboundCalls:
    answer = await house.client.get("/inbound", params={"after": after, "wait": wait})
    assert answer.status_code == 200, answer.text
    return InboundCalls.model_validate(answer.json())


async def errand_that_failed(house: House, **order: str) -> None:
    sid = await house.ordered(**order)
    view = await house.ended(sid, "busy")
    assert view.report is not None
    assert (view.report.direction, view.report.phone_number) == ("outbound", order.get("phone_number", NUMBER))


async def talk(house: House, twiml: httpx2.Response, sid: str) -> None:
    assert twiml.status_code == 200, twiml.text
    token = re.search(r'name="token" value="([^"]+)"', twiml.text)
    assert token is not None, twiml.text
    config = SessionConfig(custom_parameters={"token": token[1]}, quiet_period_s=0.5, max_drain_s=6)
    steps = [Wait(1.5), Say(path=Path("caller"), frames=[LOUD] * 30), Wait(3.0)]
    await api.run_scenario(f"{house.ws}/media-stream", Scenario(name="talk", steps=steps), config=config)


@pytest.mark.slow
async def test_who_rings_back_is_answered_about_the_errand(tmp_path: Path) -> None:
    model = FakeRealtime()
    model.hears.extend(["your pizza is ready at seven"])
    model.replies.extend([Reply(f"{RANG_BACK} We called to order a margherita.", 600), Reply("Bye.", 300, DONE)])
    async with house(tmp_path, model=model) as running:
        await errand_that_failed(running)
        sid = "CA" + "b" * 32
        waiting = asyncio.create_task(inbound(running, wait=30))
        await talk(running, await ring(running, sid, NUMBER), sid)
        await end(running, sid)
        told = await waiting

        assert await inbound(running) == told
        assert (await inbound(running, after=told.last)).calls == []

    (call,) = told.calls
    report = call.report
    assert (call.seq, told.last) == (1, 1)
    assert (report.direction, report.phone_number, report.task_id) == ("inbound", NUMBER, "t1")
    assert (report.reason, report.claimed) == (Reason.GOAL_REACHED, "succeeded")
    assert [(fact.value, fact.supported) for fact in report.facts] == [("19:00", True)]
    assert [turn.who for turn in report.turns][:1] == ["agent"], "who is rung speaks first"
    assert model.violations == []
    (session,) = [event["session"] for event in model.received if event["type"] == "session.update"]
    assert "ringing you back" in session["instructions"]
    assert "order a large margherita for seven" in session["instructions"]
    greeting = next(event for event in model.received if event["type"] == "response.create")
    assert f'"{RANG_BACK}"' in greeting["response"]["instructions"]


@pytest.mark.parametrize("caller", ["anonymous", "+266696687", ""])
async def test_who_withholds_their_number_is_a_stranger_without_one(tmp_path: Path, caller: str) -> None:
    async with house(tmp_path) as running:
        sid = "CA" + "c" * 32
        assert "<Stream" in (await ring(running, sid, caller)).text
        await end(running, sid)
        report = (await inbound(running, wait=30)).calls[0].report
    assert (report.task_id, report.phone_number) == (None, "")


@pytest.mark.slow
async def test_a_stranger_hears_of_no_errand_and_may_leave_a_message(tmp_path: Path) -> None:
    model = FakeRealtime()
    async with house(tmp_path, model=model, default_language="en") as running:
        await errand_that_failed(running)
        sid = "CA" + "c" * 32
        await talk(running, await ring(running, sid, STRANGER), sid)
        await end(running, sid)
        told = await inbound(running, wait=30)
    report = told.calls[0].report
    assert (report.task_id, report.phone_number) == (None, STRANGER)
    assert [turn.text for turn in report.turns if turn.who == "callee"] == ["hello"]
    (session,) = [event["session"] for event in model.received if event["type"] == "session.update"]
    assert "take a message" in session["instructions"]
    assert "margherita" not in session["instructions"]
    assert "Dana" not in session["instructions"]


async def test_long_after_the_errand_a_caller_is_a_stranger(tmp_path: Path) -> None:
    async with house(tmp_path, inbound_hours=0) as running:
        await errand_that_failed(running)
        await ring(running, "CA" + "d" * 32, NUMBER)
        assert (await running.view("CA" + "d" * 32)).status == "in-progress"
        await end(running, "CA" + "d" * 32)
        assert (await inbound(running, wait=30)).calls[0].report.task_id is None


async def test_the_same_request_again_has_the_same_answer(tmp_path: Path) -> None:
    async with house(tmp_path) as running:
        first, again = await asyncio.gather(*(ring(running, "CA" + "e" * 32, STRANGER) for _ in range(2)))
        assert first.status_code == 200
        assert first.text == again.text


async def test_beyond_the_lines_there_are_callers_are_asked_to_try_later(tmp_path: Path) -> None:
    async with house(tmp_path, inbound_calls=1, default_language="en") as running:
        assert "<Stream" in (await ring(running, "CA" + "1" * 32, STRANGER)).text
        refused = await ring(running, "CA" + "2" * 32, NUMBER)
        assert refused.status_code == 200
        assert "All lines are busy" in refused.text
        assert "<Hangup" in refused.text
        assert "<Stream" not in refused.text
        await end(running, "CA" + "2" * 32)
        await end(running, "CA" + "1" * 32)
        assert "<Stream" in (await ring(running, "CA" + "3" * 32, STRANGER)).text


async def test_only_the_carrier_can_ring_and_only_the_engine_can_ask(tmp_path: Path) -> None:
    async with house(tmp_path, call_handler_token="secret") as running:
        form = {"CallSid": "CA" + "1" * 32, "From": STRANGER, "CallStatus": "ringing"}
        assert (await running.client.post("/twilio/voice", data=form)).status_code == 403
        assert (await running.client.get("/inbound")).status_code == 401


async def test_an_erased_call_is_told_no_more_and_its_number_is_not_given_again(tmp_path: Path) -> None:
    async with house(tmp_path) as running:
        for each in "12":
            sid = "CA" + each * 32
            await ring(running, sid, STRANGER)
            await end(running, sid)
        assert [call.seq for call in (await inbound(running)).calls] == [1, 2]
        assert (await running.client.delete("/calls/CA" + "2" * 32)).status_code == 200
        assert [call.seq for call in (await inbound(running)).calls] == [1]
        await ring(running, "CA" + "3" * 32, STRANGER)
        await end(running, "CA" + "3" * 32)
        assert [call.seq for call in (await inbound(running, after=1)).calls] == [3]
