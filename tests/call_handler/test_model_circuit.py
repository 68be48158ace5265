"""The circuit before the voice model: what opens it, and that no call is placed while it is open."""

import asyncio
import json
from http import HTTPStatus

import pytest
from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from ringback.call_handler import events as ev
from ringback.call_handler.ports import ModelUnreachable
from ringback.call_handler.voice_models.openai_realtime import OpenAIRealtime, Patience
from tests.call_handler.test_openai_realtime import BRIEFING, READY, Ears, idle, model


def is_open(client: OpenAIRealtime) -> bool:
    try:
        client.admit()
    except ModelUnreachable:
        return True
    return False


async def test_a_session_that_is_never_configured_is_dead_and_counts() -> None:
    async with model(idle, patience=Patience(ready=0.05)) as client:
        for _ in range(3):
            assert not is_open(client)
            session, heard = await client.open(BRIEFING), Ears()
            session.listen(heard)
            await heard.until(ev.ModelFailed("not_ready", recoverable=False))
            assert not session.alive
            await session.leave()
        assert is_open(client)
        with pytest.raises(ModelUnreachable, match="breaker is open"):
            await client.check()


async def test_one_that_was_configured_in_time_lives_on() -> None:
    async def script(socket: ServerConnection) -> None:
        await socket.send(READY)
        await idle(socket)

    async with model(script, patience=Patience(ready=0.05)) as client:
        session, heard = await client.open(BRIEFING), Ears()
        session.listen(heard)
        await heard.until(ev.ModelReady())
        await asyncio.sleep(0.1)
        assert (session.alive, heard.events) == (True, [ev.ModelReady()])
        await session.leave()


@pytest.mark.parametrize(("mute", "opened"), [(0.0, True), (60.0, False)])
async def test_a_session_that_stays_mute_counts_unless_it_was_left_soon(mute: float, opened: bool) -> None:
    async with model(idle, patience=Patience(mute=mute)) as client:
        for _ in range(3):
            session = await client.open(BRIEFING)
            session.send(ev.CreateResponse())
            await session.leave()
        assert is_open(client) is opened


@pytest.mark.parametrize(("status", "opened"), [(401, True), (403, True), (429, False), (503, False)])
async def test_a_refused_key_opens_it_at_once(status: int, opened: bool) -> None:
    async def refuse(socket: ServerConnection, _request: Request) -> Response:
        return socket.respond(HTTPStatus(status), "no")

    async with model(idle, refuse) as client:
        with pytest.raises(ModelUnreachable) as refused:
            await client.open(BRIEFING)
        assert (refused.value.code == "invalid_api_key") is opened
        assert is_open(client) is opened


@pytest.mark.parametrize(
    ("code", "opened"),
    [("model_not_found", True), ("insufficient_quota", True), ("server_error", False), ("rate_limit_exceeded", False)],
)
async def test_a_response_that_every_session_would_be_refused_opens_it_at_once(code: str, opened: bool) -> None:
    error = {"type": "invalid_request_error", "code": code, "message": "no"}
    body = {"id": "r1", "status": "failed", "status_details": {"type": "failed", "error": error}}

    async def script(socket: ServerConnection) -> None:
        await socket.send(json.dumps({"type": "response.done", "response": body}))
        await idle(socket)

    async with model(script) as client:
        session, heard = await client.open(BRIEFING), Ears()
        session.listen(heard)
        await heard.until(ev.ResponseDone("r1", code))
        assert is_open(client) is opened
        await session.leave()


async def test_a_busy_service_is_told() -> None:
    async def busy(socket: ServerConnection, _request: Request) -> Response:
        return socket.respond(HTTPStatus.TOO_MANY_REQUESTS, "no")

    async with model(idle, busy) as client:
        with pytest.raises(ModelUnreachable, match="busy"):
            await client.check()
