"""The voice model's leg against a server that misbehaves on the wire."""

import asyncio
import gc
import json
import ssl
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from pydantic import SecretStr
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from ringback.call_handler import events as ev
from ringback.call_handler.briefing import brief
from ringback.call_handler.ports import ModelUnreachable
from ringback.call_handler.voice_models.openai_realtime import MODEL, OpenAIRealtime, Patience

BRIEFING = brief("On behalf of: Dana", "en")
READY = json.dumps({"type": "session.updated", "session": {"type": "realtime"}})
BETA = json.dumps(
    {
        "type": "error",
        "event_id": "event_1",
        "error": {
            "type": "invalid_request_error",
            "code": "beta_api_shape_disabled",
            "message": "The Realtime Beta API is no longer supported. Please use /v1/realtime for the GA API.",
            "param": None,
            "event_id": None,
        },
    }
)

Script = Callable[[ServerConnection], Awaitable[None]]
Admit = Callable[[ServerConnection, Request], Awaitable[Response | None]]


class Ears:
    """Keeps what a session tells."""

    def __init__(self) -> None:
        self.events: list[ev.ModelEvent] = []
        self._news = asyncio.Event()

    def __call__(self, event: ev.ModelEvent) -> None:
        self.events.append(event)
        self._news.set()

    async def until(self, event: ev.ModelEvent) -> None:
        async with asyncio.timeout(5):
            while event not in self.events:
                self._news.clear()
                await self._news.wait()


@asynccontextmanager
async def model(
    script: Script,
    admit: Admit | None = None,
    *,
    tls: ssl.SSLContext | None = None,
    first_sound: Callable[[float], None] = lambda seconds: None,
    patience: Patience | None = None,
) -> AsyncIterator[OpenAIRealtime]:
    async with serve(script, "127.0.0.1", 0, process_request=admit, ssl=tls) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        client = OpenAIRealtime(
            base_url=f"{'http' if tls is None else 'https'}://127.0.0.1:{port}/v1",
            api_key=SecretStr("sk-test"),
            model="gpt-realtime-2.1",
            voice="alloy",
            transcription="gpt-transcribe",
            first_sound=first_sound,
            patience=patience,
        )
        yield client
        await client.close()


async def idle(socket: ServerConnection) -> None:
    async for _ in socket:
        pass


async def test_what_came_before_anyone_listened_is_told_first() -> None:
    async def script(socket: ServerConnection) -> None:
        configured = json.loads(await socket.recv())
        assert configured["type"] == "session.update"
        await socket.send(READY)
        await idle(socket)

    async with model(script) as client:
        session = await client.open(BRIEFING)
        first, second = Ears(), Ears()
        session.listen(first)
        await first.until(ev.ModelReady())
        session.listen(second)
        await session.leave()
        assert (first.events, second.events) == ([ev.ModelReady()], [])


async def test_a_session_that_is_left_tells_nothing_and_closes_the_socket() -> None:
    codes: asyncio.Queue[int | None] = asyncio.Queue()

    async def script(socket: ServerConnection) -> None:
        await idle(socket)
        await codes.put(socket.close_code)

    async with model(script) as client:
        session, heard = await client.open(BRIEFING), Ears()
        session.listen(heard)
        await session.leave()
        assert await codes.get() == 1000
        session.send(ev.CommitAudio())
        assert heard.events == []


async def test_a_server_that_does_not_answer_the_close_is_dropped() -> None:
    left = asyncio.Event()

    async def script(socket: ServerConnection) -> None:
        socket.transport.pause_reading()
        await left.wait()
        socket.transport.abort()

    async with model(script) as client:
        session = await client.open(BRIEFING)
        async with asyncio.timeout(5):
            await session.leave()
        left.set()


async def test_a_socket_that_opens_when_nobody_wants_it_any_more_is_closed_at_once() -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()
    codes: asyncio.Queue[int | None] = asyncio.Queue()

    async def slowly(_socket: ServerConnection, _request: Request) -> None:
        asked.set()
        await go_on.wait()

    async def script(socket: ServerConnection) -> None:
        await idle(socket)
        await codes.put(socket.close_code)

    async with model(script, slowly) as client:
        opening = asyncio.create_task(client.open(BRIEFING))
        await asked.wait()
        opening.cancel()
        await asyncio.gather(opening, return_exceptions=True)
        go_on.set()
        assert await codes.get() == 1000


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503])
async def test_a_refusal_is_unreachable(status: int) -> None:
    async def refuse(socket: ServerConnection, _request: Request) -> Response:
        return socket.respond(HTTPStatus(status), "no")

    async with model(idle, refuse) as client:
        with pytest.raises(ModelUnreachable):
            await client.open(BRIEFING)
    gc.collect()
    await asyncio.sleep(0)


async def test_nobody_there_is_unreachable() -> None:
    async with model(idle) as client:
        pass
    with pytest.raises(ModelUnreachable):
        await client.open(BRIEFING)


async def test_the_refusal_of_the_beta_shape_ends_the_session_with_its_name() -> None:
    async def script(socket: ServerConnection) -> None:
        await socket.send(BETA)
        await socket.close(4000, "invalid_request_error.beta_api_shape_disabled")

    async with model(script) as client:
        session, heard = await client.open(BRIEFING), Ears()
        session.listen(heard)
        await heard.until(ev.ModelFailed("connection_lost", recoverable=False))
        assert heard.events[0] == ev.ModelFailed("beta_api_shape_disabled", recoverable=False)


@pytest.mark.parametrize("what", ["big", "binary", "many", "dropped"])
async def test_a_server_that_breaks_a_limit_is_a_lost_connection(what: str) -> None:
    async def script(socket: ServerConnection) -> None:
        await socket.recv()
        try:
            match what:
                case "big":
                    await socket.send("x" * (MODEL.largest + 1))
                case "binary":
                    await socket.send(b"\x00")
                case "many":
                    for _ in range(round(MODEL.a_second * MODEL.window) + 1):
                        await socket.send("{}")
                case _:
                    socket.transport.abort()
            await idle(socket)
        except ConnectionClosed:
            pass

    async with model(script) as client:
        session, heard = await client.open(BRIEFING), Ears()
        session.listen(heard)
        await heard.until(ev.ModelFailed("connection_lost", recoverable=False))
        assert len(heard.events) == 1
        await session.leave()
    del session
    await asyncio.sleep(0)
    gc.collect()
    await asyncio.sleep(0)  # what nobody took is raised here


async def test_the_first_sound_of_each_response_is_timed_once() -> None:
    async def script(socket: ServerConnection) -> None:
        async for message in socket:
            if json.loads(message)["type"] == "response.create":
                for delta in ("AAAA", "AAAA"):
                    await socket.send(sound(delta))
                await socket.send(READY)

    times: list[float] = []
    async with model(script, first_sound=times.append) as client:
        session, heard = await client.open(BRIEFING), Ears()
        session.listen(heard)
        session.send(ev.CommitAudio())
        session.send(ev.CreateResponse())
        await heard.until(ev.ModelReady())
        assert len(times) == 1
        assert 0 <= times[0] < 5
        await session.leave()


def sound(delta: str) -> str:
    return json.dumps(
        {
            "type": "response.output_audio.delta",
            "event_id": "event_2",
            "response_id": "resp_1",
            "item_id": "item_1",
            "output_index": 0,
            "content_index": 0,
            "delta": delta,
        }
    )


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """One for 127.0.0.1 that nobody signed but itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1"
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(cert)]
    subprocess.run([*make.split(), *names], check=True, capture_output=True)
    return cert, key


def serves(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


async def test_over_tls_a_session_is_as_over_tcp(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def script(socket: ServerConnection) -> None:
        assert json.loads(await socket.recv())["type"] == "session.update"
        await socket.send(sound("A" * 300_000))
        await socket.send(READY)
        await idle(socket)

    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    monkeypatch.delenv("https_proxy", raising=False)
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    async with model(script, tls=serves(certificate)) as client:
        session, heard = await client.open(BRIEFING), Ears()
        session.listen(heard)
        await heard.until(ev.ModelReady())
        await session.leave()
        assert any(isinstance(event, ev.ModelAudio) for event in heard.events)


async def test_a_certificate_nobody_trusts_is_refused(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("https_proxy", raising=False)
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    async with model(idle, tls=serves(certificate)) as client:
        with pytest.raises(ModelUnreachable, match="cannot be reached"):
            await client.open(BRIEFING)
