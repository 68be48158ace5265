"""`/media-stream` held by streamdouble, a Twilio Media Streams client that nobody here wrote.

The whole suite runs on both kinds of socket: picows on uvicorn's port, and the WebSocket of any ASGI server.
"""

import asyncio
import base64
import io
import json
import wave
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from streamdouble import api
from streamdouble.scenario import Say, Scenario, Wait, WaitFor
from streamdouble.session import SessionConfig
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from ringback.call_handler.carriers import media_streams
from ringback.call_handler.limits import Limits
from ringback.call_handler.media_stream import MediaStream
from ringback.call_handler.sockets import Receiver
from ringback.call_handler.upgrade import Upgrading
from ringback.wire import CallEvent, Reason
from tests.call_handler.house import House, house
from tests.fakes.realtime import FakeRealtime, Reply
from tests.fakes.twilio_rest import FakeTwilio

LOUD, SILENT = bytes([0x10]) * 160, bytes([0xFF]) * 160
DISCLOSURE = "Hello, I am an automated AI assistant calling on behalf of Dana."
DONE = {
    "outcome": "succeeded",
    "summary": "Ordered.",
    "facts": [{"key": "time", "value": "19:00", "quote": "ready at seven"}],
}


Http = type[asyncio.Protocol] | None


@pytest.fixture(params=[Upgrading, None], ids=["picows", "asgi"])
def http(request: pytest.FixtureRequest) -> Http:
    kind: Http = request.param
    return kind


def say(ms: int) -> Say:
    return Say(path=Path("callee"), frames=[LOUD] * (ms // 20))


async def talk(house: House, steps: list[Say | Wait | WaitFor], call_sid: str) -> api.CallReport:
    token = await house.answered(call_sid)
    config = SessionConfig(custom_parameters={"token": token}, quiet_period_s=0.5, max_drain_s=6)
    return await api.run_scenario(f"{house.ws}/media-stream", Scenario(name="talk", steps=steps), config=config)


@pytest.mark.slow
async def test_a_whole_talk_ends_as_the_callee_said(tmp_path: Path, http: Http) -> None:
    model = FakeRealtime()
    model.hears.extend(["pizza place, hello", "fine, it is ready at seven"])
    model.replies.extend([Reply(f"{DISCLOSURE} A large margherita for seven please.", 600), Reply("Bye.", 400, DONE)])
    async with house(tmp_path, http=http, model=model) as running:
        sid = await running.ordered()
        steps = [say(400), Wait(1.6), say(400), Wait(3.5)]
        report = await talk(running, steps, sid)
        view = await running.ended(sid)

        assert report.violations == []
        assert report.spoke
        assert model.violations == []
        assert "openai-beta" not in model.headers
        assert model.open_sessions == 0
        assert view.report is not None
        assert (view.report.reason, view.report.claimed, view.report.ended_by) == (
            Reason.GOAL_REACHED,
            "succeeded",
            "agent",
        )
        assert [(fact.value, fact.turn, fact.supported) for fact in view.report.facts] == [("19:00", 2, True)]
        assert [turn.who for turn in view.report.turns] == ["callee", "agent", "callee", "agent"]
        assert view.report.cost["text_in_tokens"] == 60
        assert running.twilio.calls[sid]["status"] == "completed", "the leg was ended at Twilio"

        greeting = next(event for event in model.received if event["type"] == "response.create")
        assert f'"{DISCLOSURE}"' in greeting["response"]["instructions"]
        await check_recording(running, sid, view.report.turns[1].t0)
        await check_events(running, sid)


async def check_recording(running: House, sid: str, agent_from: int) -> None:
    answer = await running.client.get(f"/calls/{sid}/recording")
    assert answer.headers["content-type"] == "audio/wav"
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert (sound.getnchannels(), sound.getframerate(), sound.getsampwidth()) == (2, 8000, 2)
        samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2").reshape(-1, 2)
    loud = np.abs(samples) > 1000
    assert abs(int(loud[:, 1].argmax()) / 8) < 40, "the callee spoke first, on the right"
    assert abs(int(loud[:, 0].argmax()) / 8 - agent_from) <= 20, "the agent on the left, where the transcript says"


async def check_events(running: House, sid: str) -> None:
    async with connect(f"{running.ws}/calls/{sid}/events?after=0") as socket:
        events = [CallEvent.model_validate_json(text) async for text in socket]
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert events[-1].type == "call.report"
    assert socket.close_code == 1000
    async with connect(f"{running.ws}/calls/{sid}/events?after={events[-2].seq}") as socket:
        assert [event async for event in socket] == [events[-1].model_dump_json()]


@pytest.mark.slow
async def test_barge_in_clears_and_tells_the_model_what_was_heard(tmp_path: Path, http: Http) -> None:
    model = FakeRealtime()
    model.replies.extend([Reply(f"{DISCLOSURE} I would like to order a very large margherita.", 6000)])
    async with house(tmp_path, http=http, model=model) as running:
        sid = await running.ordered()
        report = await talk(running, [say(300), WaitFor("audio", 3), Wait(1.0), say(600), Wait(1.5)], sid)
        view = await running.ended(sid)

    assert report.violations == []
    assert model.violations == []
    assert report.result.clears_received == 1
    (cut,) = [event for event in model.received if event["type"] == "conversation.item.truncate"]
    assert 800 <= cut["audio_end_ms"] <= 1400, "about a second of six was heard"
    assert view.report is not None
    assert view.report.turns[1].text.endswith("…")
    assert view.report.reason is Reason.CALLEE_HANGUP


async def test_a_stranger_reaches_nothing(tmp_path: Path, http: Http) -> None:
    async with house(tmp_path, http=http) as running:
        sid = await running.ordered()
        token = await running.answered(sid)
        forged = token[:-1] + ("0" if token[-1] != "0" else "1")
        for parameters in ({}, {"token": ""}, {"token": "x"}, {"token": forged}):
            assert await first_close(running, parameters) == 1008
        assert running.model.kinds() == ["session.update"], "the session that waits for the callee"
        assert running.model.heard_bytes == 0
        async with connect(f"{running.ws}/media-stream") as socket:
            await socket.send(b"\x00")
            assert await closed(socket) == 1003


async def test_a_token_is_good_once(tmp_path: Path, http: Http) -> None:
    async with house(tmp_path, http=http) as running:
        sid = await running.ordered()
        token = await running.answered(sid)
        async with connect(f"{running.ws}/media-stream") as first:
            await first.send(start({"token": token}))
            await first.send(frame())
            async with asyncio.timeout(5):
                await running.model.hearing.wait()
            assert await first_close(running, {"token": token}) == 1008
        assert (await running.ended(sid)).reason is Reason.LINE_DROPPED


async def test_without_a_signature_the_socket_is_refused(tmp_path: Path, http: Http) -> None:
    async with house(tmp_path, http=http, require_stream_signature=True) as running:
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"{running.ws}/media-stream")
        assert refused.value.response.status_code == 403


@pytest.mark.parametrize("how", ["stop", "close", "drop"])
async def test_the_models_socket_closes_with_the_phones(tmp_path: Path, http: Http, how: str) -> None:
    model = FakeRealtime()
    async with house(tmp_path, http=http, model=model) as running:
        sid = await running.ordered()
        token = await running.answered(sid)
        async with connect(f"{running.ws}/media-stream") as phone:
            await phone.send(start({"token": token}))
            async with asyncio.timeout(5):
                await model.connected.wait()
            match how:
                case "stop":
                    await phone.send(json.dumps({"event": "stop", "stop": {"callSid": sid}, "streamSid": "MZ1"}))
                case "close":
                    await phone.close()
                case _:
                    phone.transport.abort()
            async with asyncio.timeout(5):
                await model.all_left.wait()
        assert (await running.ended(sid)).reason in (Reason.CALLEE_HANGUP, Reason.LINE_DROPPED)


async def test_a_stream_that_does_not_start_in_time_is_closed(tmp_path: Path) -> None:
    door = MediaStream(
        cast(Any, None),
        cast(Any, None),
        cast(Any, None),
        codec=media_streams,
        handshakes=cast(Any, None),
        tokens=cast(Any, None),
        limits=Limits(),
        recordings=None,
        strict=True,
        start_seconds=0.01,
    )
    socket = FakeSocket()
    await door.serve(socket, cast(Any, None))
    assert socket.code == 1008


class FakeSocket:
    """A socket on which nothing comes."""

    code: int | None = None

    def hand_to(self, receiver: Receiver) -> None: ...
    def send(self, message: str) -> None: ...
    def close(self, code: int) -> None:
        self.code = code

    async def wait_closed(self) -> None: ...


async def test_a_voice_service_that_refuses_ends_the_call(tmp_path: Path, http: Http) -> None:
    model = FakeRealtime(refuse=401)
    async with house(tmp_path, http=http, model=model) as running:
        sid = await running.ordered()
        await talk(running, [Wait(1.0)], sid)
        view = await running.ended(sid)
        [(told, twiml)] = running.twilio.twiml
        assert told == sid
        assert "technical problem" in twiml, "the carrier's own voice apologises"
    assert view.report is not None
    assert (view.report.reason, view.report.ended_by) == (Reason.MODEL_DOWN, "system")


@pytest.mark.slow
async def test_a_slow_carrier_leaves_nobody_in_silence_and_its_answer_is_taken(tmp_path: Path, http: Http) -> None:
    twilio = FakeTwilio(may_update=asyncio.Event())
    assert twilio.may_update is not None
    async with house(tmp_path, http=http, model=FakeRealtime(refuse=401), twilio=twilio) as running:
        sid = await running.ordered()
        async with asyncio.timeout(5):
            await talk(running, [Wait(1.0)], sid)
        assert twilio.twiml == [], "the stream was ended before the carrier answered"
        twilio.may_update.set()
        assert (await running.ended(sid)).reason is Reason.MODEL_DOWN
        assert [told for told, _ in twilio.twiml] == [sid]


@pytest.mark.slow
async def test_who_hangs_up_is_heard_no_more_though_the_carrier_is_slow(tmp_path: Path, http: Http) -> None:
    twilio = FakeTwilio(may_update=asyncio.Event())
    assert twilio.may_update is not None
    async with house(tmp_path, http=http, twilio=twilio) as running:
        sid = await running.ordered()
        talking = asyncio.create_task(talk(running, [say(300), Wait(20.0)], sid))
        async with asyncio.timeout(8):
            await running.model.connected.wait()
            await asyncio.sleep(1.0)
            hanging_up = asyncio.create_task(running.client.post(f"/calls/{sid}/hangup"))
            await talking
        assert not hanging_up.done(), "it answers when the carrier has acknowledged"
        twilio.may_update.set()
        view = (await hanging_up).json()
        assert (view["status"], view["reason"], view["ended_by"]) == ("completed", "user_hangup", "user")


async def test_a_model_that_does_not_exist_ends_the_call(tmp_path: Path, http: Http) -> None:
    model = FakeRealtime()
    model.replies.extend([Reply(failed="model_not_found"), Reply(failed="model_not_found")])
    async with house(tmp_path, http=http, model=model) as running:
        sid = await running.ordered()
        await talk(running, [say(300), Wait(1.0)], sid)
        view = await running.ended(sid)
    assert view.reason is Reason.MODEL_DOWN


@pytest.mark.slow
async def test_a_response_that_is_refused_is_asked_for_again_at_once(tmp_path: Path, http: Http) -> None:
    model = FakeRealtime()
    model.replies.extend([Reply(refused="rate_limit_exceeded"), Reply(DISCLOSURE, 400)])
    async with house(tmp_path, http=http, model=model) as running:
        sid = await running.ordered()
        await talk(running, [say(300), Wait(2.0)], sid)
        view = await running.ended(sid)
    assert model.violations == []
    assert [turn.text for turn in view.turns if turn.who == "agent"] == [DISCLOSURE]


def start(parameters: dict[str, str]) -> str:
    body = {"streamSid": "MZ1", "callSid": "CA1", "customParameters": parameters}
    return json.dumps({"event": "start", "streamSid": "MZ1", "start": body})


def frame(at: int = 0) -> str:
    """20 ms of silence, `at` ms after the start."""
    media = {"track": "inbound", "chunk": "1", "timestamp": str(at), "payload": base64.b64encode(SILENT).decode()}
    return json.dumps({"event": "media", "streamSid": "MZ1", "media": media})


async def first_close(running: House, parameters: dict[str, str]) -> int | None:
    async with connect(f"{running.ws}/media-stream") as socket:
        await socket.send(json.dumps({"event": "connected", "protocol": "Call", "version": "1.0.0"}))
        await socket.send(start(parameters))
        return await closed(socket)


async def closed(socket: ClientConnection) -> int | None:
    try:
        await socket.recv()
    except ConnectionClosed:
        return socket.close_code
    raise AssertionError("the socket was answered")
