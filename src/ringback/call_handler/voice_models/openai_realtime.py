"""OpenAI Realtime (GA) over WebSocket, behind the `VoiceModel` port.

Rules:
1. Connecting takes 5 s at most. The socket closes within half a second when the session is left.
2. The `OpenAI-Beta` header is never sent.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import quote, urlsplit

import httpx2
import structlog
from pydantic import SecretStr
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from ringback.call_handler import events as ev
from ringback.call_handler.briefing import Briefing
from ringback.call_handler.ports import ModelUnreachable
from ringback.call_handler.voice_models.realtime_codec import configure, decode, encode

log = structlog.get_logger()

_OPEN_SECONDS = 5.0
_CLOSE_SECONDS = 0.5
_LARGEST = 16 * 1024 * 1024


class OpenAIRealtime:
    """`base_url` is the …/v1 root; the WebSocket has the same host and path."""

    def __init__(self, *, base_url: str, api_key: SecretStr, model: str, voice: str, transcription: str) -> None:
        self._key = api_key
        self._model = model
        self._voice = voice
        self._transcription = transcription
        self._url = f"{base_url.replace('http', 'ws', 1)}/realtime?model={quote(model, safe='')}"
        self._remote = urlsplit(base_url).scheme == "https"
        self._http = httpx2.AsyncClient(base_url=base_url, timeout=5, trust_env=self._remote)

    @asynccontextmanager
    async def session(self, briefing: Briefing) -> AsyncIterator["RealtimeSession"]:
        socket = await self._connect()
        log.info("voice model connected", model=self._model, status=101)
        try:
            await socket.send(
                configure(briefing, model=self._model, voice=self._voice, transcription=self._transcription)
            )
            yield RealtimeSession(socket, self._model, self._transcription)
        except ConnectionClosed as error:
            raise ModelUnreachable("The voice service closed the connection.") from error
        finally:
            await socket.close()
            log.info("voice model closed", code=socket.close_code)

    async def check(self) -> None:
        if not self._key.get_secret_value():
            raise ModelUnreachable("OPENAI_API_KEY is not set.")
        try:
            answer = await self._http.get("/models", headers=self._headers)
        except httpx2.HTTPError as error:
            raise ModelUnreachable("The voice service cannot be reached.") from error
        if answer.status_code in (401, 403):
            raise ModelUnreachable("The voice service does not accept OPENAI_API_KEY.", recoverable=False)
        if answer.status_code >= 500:
            raise ModelUnreachable("The voice service fails.")

    async def close(self) -> None:
        await self._http.aclose()

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._key.get_secret_value()}"}

    async def _connect(self) -> ClientConnection:
        try:
            return await connect(
                self._url,
                additional_headers=self._headers,
                open_timeout=_OPEN_SECONDS,
                close_timeout=_CLOSE_SECONDS,
                max_size=_LARGEST,
                compression=None,
                proxy=True if self._remote else None,
            )
        except InvalidStatus as error:
            log.warning("voice model refused", model=self._model, status=error.response.status_code)
            raise ModelUnreachable("The voice service refused the connection.") from error
        except (OSError, TimeoutError, InvalidHandshake) as error:
            log.warning("voice model not reached", model=self._model, error=type(error).__name__)
            raise ModelUnreachable("The voice service cannot be reached.") from error


class RealtimeSession:
    def __init__(self, socket: ClientConnection, model: str, transcription: str) -> None:
        self._socket = socket
        self._model = model
        self._transcription = transcription

    async def send(self, action: ev.ModelAction) -> None:
        await self._socket.send(encode(action))

    async def events(self) -> AsyncIterator[ev.ModelEvent]:
        try:
            async for message in self._socket:
                for event in decode(message, model=self._model, transcription=self._transcription):
                    if isinstance(event, ev.ModelFailed):
                        log.warning("voice model error", error=event.code, recoverable=event.recoverable)
                    yield event
        except ConnectionClosed:
            pass
        log.info("voice model ended", code=self._socket.close_code)
        yield ev.ModelFailed("connection_lost", recoverable=False)
