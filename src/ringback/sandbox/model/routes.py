"""The practice network's speech model: OpenAI's Realtime API (GA) at `/v1/realtime`, with real ears and a real voice.

Rules:
1. It is reached, refused and closed as the vendor's is: a wrong key at the handshake (401), the beta's shape right
   after it (`beta_api_shape_disabled`, close code 4000), an unknown model at the first response.
2. It knows of a call only the sound that is appended to it.
"""

import asyncio
import secrets
import threading
from collections.abc import Callable
from typing import Any, Protocol

import structlog
from fastapi import APIRouter, Request, WebSocket
from fastapi.responses import JSONResponse
from pydantic import SecretStr
from pydantic_core import to_json
from starlette.requests import HTTPConnection
from starlette.websockets import WebSocketDisconnect

from ringback.sandbox.mind.numbers import Language
from ringback.sandbox.mind.words import parts
from ringback.sandbox.model.items import new_id
from ringback.sandbox.model.models import OFFERED, model_named
from ringback.sandbox.model.ports import Voice
from ringback.sandbox.model.session import RealtimeSession
from ringback.sandbox.voice.hearing import Ear

log = structlog.get_logger()

Phrases = Callable[[str], list[str]]
"""Language → the utterances people may say in it."""


class ModelSettings(Protocol):
    @property
    def openai_api_key(self) -> SecretStr: ...

    @property
    def speed(self) -> float: ...


class Listener(Protocol):
    def hear(self, ulaw: bytes) -> str:
        """The words in the sound; blocks."""
        ...


NewEar = Callable[[str, list[str]], Listener]


class KnownEars:
    """One ear per language, made when it is first needed."""

    def __init__(self, phrases: Phrases, new_ear: NewEar) -> None:
        self._phrases = phrases
        self._new_ear = new_ear
        self._ears: dict[Language, Listener] = {}
        self._lock = threading.Lock()

    def prepare(self, language: Language) -> Listener:
        with self._lock:
            if language not in self._ears:
                self._ears[language] = self._new_ear(language, with_pauses(self._phrases(language)))
            return self._ears[language]

    def hear(self, language: Language, ulaw: bytes) -> str:
        return self.prepare(language).hear(ulaw)


class Socket:
    """The client's end: events are queued and written in order; a close comes after what was queued before it."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self._queue: asyncio.Queue[str | tuple[int, str]] = asyncio.Queue()

    def send(self, event: dict[str, Any]) -> None:
        self._queue.put_nowait(to_json(event, inf_nan_mode="null").decode())

    def close(self, code: int, reason: str = "") -> None:
        self._queue.put_nowait((code, reason))

    async def write(self) -> None:
        """Writes until the close, or until the client is gone."""
        while True:
            match await self._queue.get():
                case (code, reason):
                    await self._websocket.close(code, reason)
                    return
                case text:
                    await self._websocket.send_text(text)


def create_router(settings: ModelSettings, speech: Voice, phrases: Phrases, new_ear: NewEar = Ear) -> APIRouter:
    """`WS /v1/realtime` and `GET /v1/models`; `phrases` says what its ears can make out."""
    router = APIRouter()
    ears = KnownEars(phrases, new_ear)

    @router.get("/v1/models")
    async def models(request: Request) -> JSONResponse:
        if not _authorized(request, settings.openai_api_key):
            return _refusal("invalid_api_key", "Incorrect API key provided.", 401)
        data = [{"id": name, "object": "model", "created": 0, "owned_by": "practice"} for name in sorted(OFFERED)]
        return JSONResponse({"object": "list", "data": data})

    @router.websocket("/v1/realtime")
    async def realtime(websocket: WebSocket) -> None:
        model = model_named(websocket.query_params.get("model", ""))
        if not _authorized(websocket, settings.openai_api_key):
            await websocket.send_denial_response(_refusal("invalid_api_key", "Incorrect API key provided.", 401))
            return
        if model.refuse is not None:
            message = "The server is not available to you at the moment."
            await websocket.send_denial_response(_refusal("server_error", message, model.refuse))
            return
        await websocket.accept()
        socket = Socket(websocket)
        if (problem := _unusable(websocket)) is not None:
            code, message = problem
            error = {"type": "invalid_request_error", "code": code, "message": message, "param": None, "event_id": None}
            socket.send({"type": "error", "event_id": new_id("event"), "error": error})
            socket.close(4000, f"invalid_request_error.{code}")
            await socket.write()
            return
        session = RealtimeSession(model, speech=speech, ears=ears, speed=settings.speed, outlet=socket)
        log.info("model session opened", model=model.name)
        try:
            await _serve(websocket, socket, session)
        finally:
            await session.close()
            log.info("model session closed", model=model.name)

    return router


async def _serve(websocket: WebSocket, socket: Socket, session: RealtimeSession) -> None:
    """Until either side has closed."""
    session.open()
    reading = asyncio.create_task(_read(websocket, session))
    writing = asyncio.create_task(socket.write())
    try:
        await asyncio.wait({reading, writing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        reading.cancel()
        writing.cancel()
        results = await asyncio.gather(reading, writing, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception) and not isinstance(result, WebSocketDisconnect):
            raise result


async def _read(websocket: WebSocket, session: RealtimeSession) -> None:
    while True:
        message = await websocket.receive()
        if message["type"] == "websocket.disconnect":
            return
        session.take(message.get("text") or message.get("bytes") or b"")


def with_pauses(phrases: list[str]) -> list[str]:
    """The phrases, and all that can be heard of them when the speaker pauses between sentences."""
    heard: dict[str, None] = {}
    for phrase in phrases:
        sentences = parts(phrase)
        runs = [(at, end) for at in range(len(sentences)) for end in range(at + 1, len(sentences) + 1)]
        heard |= dict.fromkeys(" ".join(sentences[at:end]) for at, end in runs)
    return list(heard)


def _authorized(connection: HTTPConnection, key: SecretStr) -> bool:
    scheme, _, given = connection.headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and secrets.compare_digest(given.encode(), key.get_secret_value().encode())


def _unusable(websocket: WebSocket) -> tuple[str, str] | None:
    """(code, message) of a handshake that is answered and closed."""
    if websocket.headers.get("openai-beta"):
        message = "The Realtime Beta API is no longer supported. Please use /v1/realtime for the GA API."
        return "beta_api_shape_disabled", message
    if "model" not in websocket.query_params:
        return "missing_model", "You must provide a model parameter."
    return None


def _refusal(code: str, message: str, status: int) -> JSONResponse:
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": code}
    return JSONResponse({"error": error}, status_code=status)
