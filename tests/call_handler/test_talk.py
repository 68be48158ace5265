"""A talk over real sockets: a dying model is replaced, the user is asked, the user steers."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from streamdouble.scenario import Wait
from websockets.asyncio.client import connect

from ringback.wire import Reason
from tests.call_handler.house import House, house
from tests.call_handler.test_media_stream import DISCLOSURE, DONE, say, talk
from tests.fakes.realtime import FakeRealtime, Reply

pytestmark = pytest.mark.slow


def items(model: FakeRealtime) -> list[dict[str, Any]]:
    return [event["item"] for event in model.received if event["type"] == "conversation.item.create"]


async def told(running: House, sid: str, kind: str) -> dict[str, Any]:
    """The data of the first live event of a kind."""
    async with connect(f"{running.ws}/calls/{sid}/events?after=0") as socket:
        async for text in socket:
            event = json.loads(text)
            if event["type"] == kind:
                return dict(event["data"])
    raise AssertionError(f"no {kind}")


async def events(running: House, sid: str) -> list[tuple[str, dict[str, Any]]]:
    async with connect(f"{running.ws}/calls/{sid}/events?after=0") as socket:
        return [(event["type"], event["data"]) for event in [json.loads(text) async for text in socket]]


async def test_a_model_that_dies_is_replaced_and_the_talk_goes_on(tmp_path: Path) -> None:
    model = FakeRealtime()
    model.hears.extend(["pizza place", "yes, at seven"])
    model.replies.extend(
        [
            Reply(DISCLOSURE, 600),
            Reply("Half a sen", 200, drops=True),
            Reply("At seven?", 400),
            Reply("Bye.", 200, DONE),
        ]
    )
    async with house(tmp_path, model=model) as running:
        sid = await running.ordered()
        await talk(running, [say(400), Wait(2.5), say(400), Wait(3.0), say(400), Wait(3.5)], sid)
        view = await running.ended(sid)
    assert model.violations == []
    assert model.open_sessions == 0
    assert [event["type"] for event in model.received].count("session.update") == 2
    told = [(item["role"], item["content"][0]["text"]) for item in items(model) if item["type"] == "message"]
    assert told[:2] == [("user", "pizza place"), ("assistant", DISCLOSURE)]
    assert view.report is not None
    assert view.report.reason is Reason.GOAL_REACHED
    greetings = [e for e in model.received if e["type"] == "response.create" and DISCLOSURE in json.dumps(e)]
    assert len(greetings) == 1


async def test_a_model_that_dies_twice_ends_the_call_with_an_apology(tmp_path: Path) -> None:
    model = FakeRealtime()
    model.replies.extend([Reply("Hel", 200, drops=True), Reply("Hel", 200, drops=True)])
    async with house(tmp_path, model=model) as running:
        sid = await running.ordered()
        await talk(running, [say(400), Wait(5.0)], sid)
        view = await running.ended(sid)
        [(_, twiml)] = running.twilio.twiml
    assert view.reason is Reason.MODEL_DOWN
    assert "<Say" in twiml
    assert model.open_sessions == 0


async def test_what_was_being_said_when_they_hung_up_is_cancelled_and_counted(tmp_path: Path) -> None:
    model = FakeRealtime()
    model.replies.append(Reply(DISCLOSURE, 400, stalls=True))
    async with house(tmp_path, model=model) as running:
        sid = await running.ordered()
        await talk(running, [say(400), Wait(1.5)], sid)
        view = await running.ended(sid)
    assert "response.cancel" in model.kinds()
    assert (view.cost["audio_out_tokens"], view.cost["transcribed_seconds"]) == (15.0, 1.0)


async def test_the_users_answer_reaches_the_model(tmp_path: Path) -> None:
    model = FakeRealtime()
    asked = {"question": "At eight thirty?", "options": ["yes", "no"], "default": "no"}
    model.replies.extend(
        [Reply(DISCLOSURE, 400), Reply("One moment.", 300, asked, "ask_user"), Reply("Bye.", 200, DONE)]
    )
    async with house(tmp_path, model=model) as running:
        sid = await running.ordered()
        talking = asyncio.create_task(talk(running, [say(400), Wait(2.0), say(400), Wait(5.0)], sid))
        question = await told(running, sid, "call.ask")
        body = {"question_id": question["question_id"], "text": "yes"}
        answer = await running.client.post(f"/calls/{sid}/answer", json=body)
        assert (answer.status_code, answer.json()) == (200, body)
        late = await running.client.post(f"/calls/{sid}/answer", json=body)
        assert (late.status_code, late.json()["error"]) == (409, "question_closed")
        await talking
        view = await running.ended(sid)
        over = await running.client.post(f"/calls/{sid}/steer", json={"text": "x"})
        assert (over.status_code, over.json()["error"]) == (409, "too_late")
        unknown = await running.client.post("/calls/CA0/steer", json={"text": "x"})
        assert unknown.status_code == 404
    outputs = [json.loads(item["output"]) for item in items(model) if item["type"] == "function_call_output"]
    assert {"answer": "yes", "by": "user"} in outputs
    assert view.reason is Reason.GOAL_REACHED


async def test_guidance_reaches_the_model(tmp_path: Path) -> None:
    model = FakeRealtime()
    model.replies.extend([Reply(DISCLOSURE, 400), Reply("Bye.", 200, DONE)])
    async with house(tmp_path, model=model) as running:
        sid = await running.ordered()
        talking = asyncio.create_task(talk(running, [say(400), Wait(2.0), say(400), Wait(4.0)], sid))
        await told(running, sid, "call.turn")
        steered = await running.client.post(f"/calls/{sid}/steer", json={"text": "Ask for olives."})
        assert (steered.status_code, steered.json()) == (200, {"state": "sent"})
        await talking
        await running.ended(sid)
        states = [data["state"] for kind, data in await events(running, sid) if kind == "call.steer"]
    assert states == ["sent", "used"]
    notes = [item["content"][0]["text"] for item in items(model) if item.get("role") == "system"]
    assert [note.endswith("Ask for olives.") for note in notes] == [True]
