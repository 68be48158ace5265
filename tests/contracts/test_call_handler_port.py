"""The CallHandler port: one suite for the real client over real HTTP and for the fake."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from pydantic import SecretStr

from ringback.engine.handler_client import HttpCallHandler
from ringback.engine.ports import CallHandler, CallUnknown, ErasedLater, HandlerDown
from ringback.kit.errors import RingbackError
from ringback.wire import CallEvent, CallStatus, Permission
from tests.fakes.call_handler import FakeCallHandler, a_question, talk
from tests.fakes.handler_app import handler_app
from tests.fakes.server import serving


@pytest.fixture
def fake() -> FakeCallHandler:
    return FakeCallHandler()


@pytest.fixture(params=["http", "fake"])
async def handler(request: pytest.FixtureRequest, fake: FakeCallHandler) -> AsyncIterator[CallHandler]:
    if request.param == "fake":
        yield fake
        return
    async with serving(handler_app(fake, "t0ken")) as url:
        client = HttpCallHandler(url, SecretStr("t0ken"))
        yield client
        await client.close()


async def order(handler: CallHandler, key: str = "t_1:0") -> str:
    return await handler.order(
        key=key, task_id="t_1", instructions="בשם: דנה\nA & B?", phone_number="+97236123456", language="he"
    )


async def told(handler: CallHandler, sid: str, after: int = 0) -> list[CallEvent]:
    return [event async for event in handler.follow(sid, after)]


async def test_the_line_is_told_and_checked_only_when_asked(handler: CallHandler) -> None:
    told = await handler.line(check=False)
    assert (told.limits.countries, told.limits.quiet_hours, told.checks) == (["IL"], "21:00-08:00", [])
    assert [one.state for one in (await handler.line(check=True)).checks] == ["ok", "failed"]


async def test_a_voice_is_heard_in_a_language(handler: CallHandler, fake: FakeCallHandler) -> None:
    fake.wav = b"RIFF a voice"
    assert await handler.voice("cedar", "he") == b"RIFF a voice"
    assert fake.voices == [("cedar", "he")]
    fake.speechless = True
    with pytest.raises(RingbackError) as refused:
        await handler.voice("", "en")
    assert (refused.value.code, refused.value.status) == ("model_down", 503)


async def test_what_would_not_be_dialled_is_told_beforehand(handler: CallHandler, fake: FakeCallHandler) -> None:
    assert await handler.permission("+97236123456") == Permission()
    morning = datetime(2026, 11, 23, 6, tzinfo=UTC)
    fake.permissions["+97236123457"] = quiet = Permission(code="quiet_hours", again_at=morning)
    assert await handler.permission("+97236123457", morning) == quiet
    assert fake.wondered == [("+97236123456", None), ("+97236123457", morning)]
    assert fake.requests == []


async def test_an_order_arrives_as_it_was_sent_and_a_key_dials_once(
    handler: CallHandler, fake: FakeCallHandler
) -> None:
    sid = await order(handler)
    assert await order(handler) == sid
    assert await order(handler, "t_2:0") != sid
    sent = fake.requests[0]
    assert (sent.key, sent.task_id, sent.language) == ("t_1:0", "t_1", "he")
    assert (sent.phone_number, sent.instructions) == ("+97236123456", "בשם: דנה\nA & B?")
    assert len(fake.calls) == 2


async def test_an_order_that_is_withdrawn_has_its_call_or_never_gets_one(
    handler: CallHandler, fake: FakeCallHandler
) -> None:
    sid = await order(handler)
    assert await handler.withdraw(key="t_1:0", task_id="t_1") == sid
    assert await handler.withdraw(key="t_1:1", task_id="t_1") is None
    with pytest.raises(RingbackError, match="withdrawn"):
        await order(handler, "t_1:1")
    assert list(fake.calls) == [sid]


@pytest.mark.parametrize(
    ("failure", "recoverable"),
    [
        (RingbackError("This number may not be called.", code="number_not_allowed", status=403), False),
        (RingbackError("The number is none.", code="invalid_number", status=400), False),
        (RingbackError("Too many wait.", code="too_many_orders", status=429, recoverable=True, retry_after=7), True),
        (RingbackError("Enough for today.", code="daily_limit", status=429), False),
        (RingbackError("The disk is full.", code="store_down", status=503, recoverable=True), True),
        (RingbackError("Twilio is down.", code="provider_busy", status=503), False),
        (RingbackError("Twilio refused.", code="provider_refused", status=502), False),
        (CallUnknown("Twilio did not answer."), True),
    ],
)
async def test_a_refused_order_says_why_and_whether_to_ask_again(
    handler: CallHandler, fake: FakeCallHandler, failure: RingbackError, recoverable: bool
) -> None:
    fake.order_failures.append(failure)
    with pytest.raises(RingbackError) as raised:
        await order(handler)
    got = raised.value
    assert (type(got), got.code, got.status, got.detail) == (
        type(failure),
        failure.code,
        failure.status,
        failure.detail,
    )
    assert (got.recoverable, got.retry_after) == (recoverable, failure.retry_after)


async def test_a_call_is_followed_from_any_point_to_its_report(handler: CallHandler) -> None:
    sid = await order(handler)
    events = await told(handler, sid)
    assert [event.seq for event in events] == list(range(1, len(talk()) + 1))
    assert [event.type for event in events][-1] == "call.report"
    assert [event.seq for event in await told(handler, sid, after=4)] == [event.seq for event in events[4:]]


async def test_who_has_heard_more_than_there_is_hears_at_once_that_nothing_comes(handler: CallHandler) -> None:
    sid = await order(handler)
    assert await told(handler, sid, after=40) == []


async def test_a_call_is_followed_live(handler: CallHandler, fake: FakeCallHandler) -> None:
    fake.script = talk()[:1]
    sid = await order(handler)
    async with aclosing(handler.follow(sid)) as events:
        assert (await anext(events)).data == {"status": "queued"}
        for kind, data in talk()[1:]:
            fake.calls[sid].tell(kind, data)
        assert [event.type async for event in events][-1] == "call.report"


async def test_a_call_is_shown_when_it_has_its_report_or_after_the_wait(
    handler: CallHandler, fake: FakeCallHandler
) -> None:
    fake.script = talk()[:4]
    sid = await order(handler)
    assert (await handler.call(sid, 0.01)).report is None
    waiting = asyncio.create_task(handler.call(sid, 30))
    await asyncio.sleep(0.05)
    for kind, data in talk()[4:]:
        fake.calls[sid].tell(kind, data)
    assert (await waiting).report is not None


async def test_a_lost_connection_can_be_taken_up_again(handler: CallHandler, fake: FakeCallHandler) -> None:
    sid = await order(handler)
    fake.drops.append(3)
    seen: list[int] = []

    async def follow() -> None:
        async for event in handler.follow(sid):
            seen.append(event.seq)  # noqa: PERF401 - what came before the error counts

    with pytest.raises(HandlerDown):
        await follow()
    assert seen == [1, 2, 3]
    assert (await told(handler, sid, after=3))[0].seq == 4


async def test_an_unknown_call_is_not_followed_and_needs_no_hanging_up(handler: CallHandler) -> None:
    for ask in (told(handler, "CAnone"), handler.call("CAnone")):
        with pytest.raises(RingbackError) as raised:
            await ask
        assert (raised.value.status, raised.value.recoverable) == (404, False)
    await handler.hangup("CAnone")
    assert await handler.recording("CAnone") is None
    assert await handler.erase(["CAnone"]) == 0


async def test_a_call_at_rest_its_recording_and_its_erasure(handler: CallHandler, fake: FakeCallHandler) -> None:
    sid = await order(handler)
    view = await handler.call(sid)
    assert view.status is CallStatus.COMPLETED
    assert view.report is not None
    assert await handler.recording(sid) == fake.wav
    fake.wav = None
    assert await handler.recording(sid) is None
    assert await handler.erase([sid, "CAnone"]) == 1


async def test_a_call_that_is_on_is_hung_up_and_erased_later(handler: CallHandler, fake: FakeCallHandler) -> None:
    sid = await order(handler)
    fake.on.add(sid)
    with pytest.raises(ErasedLater):
        await handler.erase([sid])
    with pytest.raises(ErasedLater):
        await handler.erase_orders("t_1")
    assert set(fake.hung_up) == {sid}


async def test_all_orders_of_a_task_are_erased_also_those_never_dialled(
    handler: CallHandler, fake: FakeCallHandler
) -> None:
    await order(handler)
    fake.order_failures.append(RingbackError("No.", code="invalid_number", status=400))
    with pytest.raises(RingbackError):
        await order(handler, "t_1:1")
    assert await handler.erase_orders("t_1") == 2
    assert await handler.erase_orders("t_1") == 0


async def test_hanging_up_ends_the_call(handler: CallHandler, fake: FakeCallHandler) -> None:
    fake.script = talk()[:4]
    sid = await order(handler)
    await handler.hangup(sid)
    assert fake.hung_up == [sid]
    assert [event.type for event in await told(handler, sid)][-1] == "call.report"
    await handler.check()


async def test_nobody_there_is_handler_down() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    client = HttpCallHandler(f"http://127.0.0.1:{port}", SecretStr(""))
    for ask in (order(client), told(client, "CA1"), client.check(), client.hangup("CA1")):
        with pytest.raises(HandlerDown) as raised:
            await ask
        assert raised.value.recoverable
    await client.close()


async def test_no_answer_in_time_is_call_unknown() -> None:
    app = FastAPI()

    @app.get("/order")
    async def silent() -> None:
        await asyncio.Event().wait()

    async with serving(app, grace=0) as url:
        client = HttpCallHandler(url, SecretStr(""), answer_seconds=0.05)
        with pytest.raises(CallUnknown):
            await order(client)
        await client.close()


async def test_an_answer_outside_the_contract_is_call_unknown() -> None:
    app = FastAPI()

    @app.get("/order")
    async def odd() -> dict[str, str]:
        return {"status": "ok"}

    async with serving(app) as url:
        client = HttpCallHandler(url, SecretStr(""))
        with pytest.raises(CallUnknown):
            await order(client)
        await client.close()


async def test_a_redirect_is_refused_and_never_followed() -> None:
    app = FastAPI()
    visited: list[str] = []

    @app.get("/order")
    async def elsewhere() -> RedirectResponse:
        return RedirectResponse("/other")

    @app.get("/other")
    async def other() -> dict[str, str]:
        visited.append("other")
        return {"status": "Call initiated", "call_sid": "CA1"}

    async with serving(app) as url:
        client = HttpCallHandler(url, SecretStr(""))
        with pytest.raises(RingbackError) as raised:
            await order(client)
        assert (raised.value.code, raised.value.recoverable, visited) == ("handler_redirects", False, [])
        await client.close()


async def test_a_wrong_token_is_refused(fake: FakeCallHandler) -> None:
    async with serving(handler_app(fake, "t0ken")) as url:
        client = HttpCallHandler(url, SecretStr("other"))
        with pytest.raises(RingbackError) as raised:
            await order(client)
        assert (raised.value.status, raised.value.recoverable) == (401, False)
        assert fake.requests == []
        await client.close()
        async with httpx2.AsyncClient() as http:
            assert (await http.get(f"{url}/health")).status_code == 401


async def test_the_assistant_is_told_and_answered_while_the_call_goes_on(
    handler: CallHandler, fake: FakeCallHandler
) -> None:
    fake.script = [*talk()[:4], a_question()]
    sid = await order(handler)
    await handler.steer(sid, "ask if they deliver", "guide")
    await handler.steer(sid, "אנחנו כבר בדרך.", "say")
    await handler.answer(sid, "q1", "כן, 20:30")
    assert fake.steered == [("guide", "ask if they deliver"), ("say", "אנחנו כבר בדרך.")]
    assert fake.answers == [("q1", "כן, 20:30")]


@pytest.mark.parametrize(
    ("events", "ask", "code"),
    [
        (talk(), "steer", "too_late"),
        ([*talk()[:4], a_question()], "q2", "question_closed"),
        ([*talk()[:4], a_question(), ("call.answer", {"question_id": "q1", "text": "", "by": "default"})], "q1", ""),
        (talk(), "q1", "question_closed"),
    ],
)
async def test_what_comes_too_late_is_a_conflict(
    handler: CallHandler, fake: FakeCallHandler, events: list[Any], ask: str, code: str
) -> None:
    fake.script = events
    sid = await order(handler)
    with pytest.raises(RingbackError) as raised:
        await (handler.steer(sid, "stop", "guide") if ask == "steer" else handler.answer(sid, ask, "yes"))
    assert (raised.value.status, raised.value.code) == (409, code or "question_closed")


async def test_nobody_steers_or_answers_an_unknown_call(handler: CallHandler, fake: FakeCallHandler) -> None:
    for asked in (handler.steer("CAnone", "stop", "say"), handler.answer("CAnone", "q1", "yes")):
        with pytest.raises(RingbackError) as raised:
            await asked
        assert raised.value.status == 404
    assert (fake.steered, fake.answers) == ([], [])


async def test_a_call_is_listened_to_with_its_token_to_its_end(handler: CallHandler, fake: FakeCallHandler) -> None:
    fake.script, fake.sound = talk()[:4], [b"\x00\x01" * 800, b"\xff" * 1600]
    sid = await order(handler)
    opened = await handler.listen(sid)
    assert (opened.encoding, opened.rate, opened.channels) == ("mulaw", 8000, 2)
    heard = []
    async with aclosing(handler.audio(sid, opened.token)) as sound:
        async for piece in sound:
            heard.append(piece)
            if len(heard) == 2:
                fake.calls[sid].tell(*talk()[-1])
    assert heard == fake.sound
    assert fake.listeners == 0


async def test_without_its_token_or_after_its_end_nothing_is_heard(handler: CallHandler, fake: FakeCallHandler) -> None:
    fake.script = talk()[:4]
    sid = await order(handler)
    with pytest.raises(RingbackError) as refused:
        await anext(handler.audio(sid, "x"))
    assert refused.value.status == 403
    fake.calls[sid].tell(*talk()[-1])
    with pytest.raises(RingbackError) as late:
        await handler.listen(sid)
    assert (late.value.status, late.value.code) == (409, "too_late")


async def test_a_recording_is_deleted_alone(handler: CallHandler, fake: FakeCallHandler) -> None:
    sid = await order(handler)
    for _ in range(2):
        await handler.erase_recording(sid)
    assert await handler.recording(sid) is None
    assert (await handler.call(sid)).report is not None
