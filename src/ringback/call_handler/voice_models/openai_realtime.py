"""OpenAI Realtime (GA) over WebSocket, behind the `VoiceModel` port.

Rules:
1. Connecting takes 5 s at most, and being configured as long again. The socket is closed half a second after the
   session is left, at most.
2. The `OpenAI-Beta` header is never sent.
3. A handshake proves nothing: what closes the circuit is a response, what opens it are sessions that could not be
   opened, were never configured, stayed mute or refused to speak, and at once a refusal that another session would
   meet too: of the key, the quota, the model. An open circuit keeps new calls from being placed; calls that are on
   always try.
4. How long the first sound of a response takes is told: from the wish for it to the sound.
"""

import asyncio
import ssl
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol
from urllib.parse import quote, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx2
import structlog
from picows import WSHandshakeError, WSInvalidStatusError, ws_connect
from pydantic import SecretStr

from ringback.call_handler import events as ev
from ringback.call_handler.briefing import Briefing
from ringback.call_handler.picows_socket import PicowsSocket
from ringback.call_handler.ports import ModelUnreachable
from ringback.call_handler.recovery import hopeless
from ringback.call_handler.sockets import NORMAL, Socket, SocketLimits
from ringback.call_handler.voice_models.realtime_codec import (
    configure,
    decode,
    decode_sound,
    encode,
    encode_sound,
    recall,
)
from ringback.kit.breaker import Breaker

log = structlog.get_logger()

MODEL = SocketLimits(largest=1024 * 1024, unsent=1024 * 1024, a_second=2000, silence=None)
_OPEN_SECONDS = 5.0
_PING_SECONDS = 10.0
_OF_AGE = ("session_expired",)
"""A session that ends with these was well."""


class Patience(NamedTuple):
    """Seconds: until a session is configured, and from the wish for a response to its sound."""

    ready: float = 5.0
    mute: float = 3.0


class Went(Protocol):
    def __call__(self, *, well: bool, code: str = "") -> None:
        """`code` is why it did not go well."""
        ...


class OpenAIRealtime:
    """`base_url` is the …/v1 root; the WebSocket has the same host and path."""

    def __init__(
        self,
        *,
        base_url: str,
        api_key: SecretStr,
        model: str,
        voice: str,
        transcription: str,
        breaker: Breaker | None = None,
        first_sound: Callable[[float], None] = lambda seconds: None,
        patience: Patience | None = None,
    ) -> None:
        self._first_sound = first_sound
        self._patience = patience or Patience()
        self._breaker = breaker or Breaker(failures=3, rest=30.0)
        self._key = api_key
        self._model = model
        self._voice = voice
        self._transcription = transcription
        self._url = f"{base_url.replace('http', 'ws', 1)}/realtime?model={quote(model, safe='')}"
        address = urlsplit(base_url)
        self._remote = address.scheme == "https"
        self._tls = ssl.create_default_context() if self._remote else None
        """One for all sessions: reading the system's certificates for each would hold up the calls that are on."""
        self._proxied = self._remote and not proxy_bypass(address.hostname or "")
        self._http = httpx2.AsyncClient(base_url=base_url, timeout=5, trust_env=self._remote)

    async def open(self, briefing: Briefing, history: Sequence[ev.Past] = ()) -> "RealtimeSession":
        socket = PicowsSocket(MODEL)
        session = RealtimeSession(
            socket, self._model, self._transcription, self._went, self._first_sound, self._patience
        )
        socket.hand_to(session)
        try:
            await self._connect(socket)
        except BaseException as error:
            socket.close(NORMAL)  # one that opens after all is closed at once
            if isinstance(error, ModelUnreachable):
                self._went(well=False, code=error.code)
            raise
        log.info("voice model connected", model=self._model, status=101)
        voice = briefing.voice or self._voice
        socket.send(configure(briefing, model=self._model, voice=voice, transcription=self._transcription))
        for past in history:
            socket.send(recall(past))
        session.expect_ready()
        return session

    def admit(self) -> None:
        now = time.monotonic()
        if not self._breaker.allows(now):
            raise ModelUnreachable(
                "The voice service kept failing; nothing was dialled.", retry_after=self._breaker.wait(now)
            )

    def _went(self, *, well: bool, code: str = "") -> None:
        if well:
            self._breaker.succeeded()
        else:
            self._breaker.failed(time.monotonic(), for_good=hopeless(code))

    async def check(self) -> None:
        state = self._breaker.state(time.monotonic())
        if state != "closed":
            raise ModelUnreachable(f"The voice service kept failing; the circuit breaker is {state.replace('_', '-')}.")
        if not self._key.get_secret_value():
            raise ModelUnreachable("OPENAI_API_KEY is not set.")
        try:
            answer = await self._http.get("/models", headers=self._headers)
        except httpx2.HTTPError as error:
            raise ModelUnreachable("The voice service cannot be reached.") from error
        if answer.status_code in (401, 403):
            raise ModelUnreachable("The voice service does not accept OPENAI_API_KEY.", recoverable=False)
        if answer.status_code == 429:
            raise ModelUnreachable("The voice service is busy or its quota is used up; see the account's limits.")
        if answer.status_code >= 500:
            raise ModelUnreachable("The voice service fails.")

    async def close(self) -> None:
        await self._http.aclose()

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._key.get_secret_value()}"}

    async def _connect(self, socket: PicowsSocket) -> None:
        try:
            async with asyncio.timeout(_OPEN_SECONDS):
                await ws_connect(
                    lambda _request, _response: socket,
                    self._url,
                    extra_headers=self._headers,
                    websocket_handshake_timeout=_OPEN_SECONDS,
                    max_frame_size=MODEL.largest,
                    max_redirects=0,
                    enable_auto_ping=True,
                    auto_ping_idle_timeout=_PING_SECONDS,
                    auto_ping_reply_timeout=_PING_SECONDS,
                    ssl_context=self._tls,
                    proxy=getproxies().get("https") if self._proxied else None,
                )
        except WSInvalidStatusError as error:
            status = int(error.response.status) if error.response is not None else 0
            log.warning("voice model refused", model=self._model, status=status)
            code = "invalid_api_key" if status in (401, 403) else None
            raise ModelUnreachable("The voice service refused the connection.", code=code) from error
        except (OSError, TimeoutError, WSHandshakeError) as error:
            log.warning("voice model not reached", model=self._model, error=type(error).__name__)
            raise ModelUnreachable("The voice service cannot be reached.") from error


class RealtimeSession:
    """Hears the socket from its first message; what comes before anyone listens is kept."""

    def __init__(
        self,
        socket: Socket,
        model: str,
        transcription: str,
        went: Went,
        first_sound: Callable[[float], None],
        patience: Patience,
    ) -> None:
        self._patience = patience
        self._went = went
        self._first_sound = first_sound
        self._asked_at: float | None = None
        self._ready = self._left = False
        self._due: asyncio.TimerHandle | None = None
        self._ended = asyncio.Event()
        self._socket = socket
        self._model = model
        self._transcription = transcription
        self._kept: list[ev.ModelEvent] = []
        self._hear: Callable[[ev.ModelEvent], None] = self._kept.append

    def expect_ready(self) -> None:
        """It is configured in time, or dead."""
        if not self._ready and self.alive:
            self._due = asyncio.get_running_loop().call_later(self._patience.ready, self._not_ready)

    def _in_time(self) -> None:
        if self._due is not None:
            self._due.cancel()

    def _not_ready(self) -> None:
        log.warning("voice model not configured in time", model=self._model)
        failed = ev.ModelFailed("not_ready", recoverable=False)
        self._failed(failed)
        self._hear(failed)

    # --- ModelSession

    @property
    def alive(self) -> bool:
        return not self._ended.is_set()

    async def ended(self) -> None:
        await self._ended.wait()

    def listen(self, hear: Callable[[ev.ModelEvent], None]) -> None:
        kept, self._kept = self._kept, []
        self._hear = hear
        for event in kept:
            hear(event)

    def send(self, action: ev.ModelAction) -> None:
        if isinstance(action, ev.CreateResponse):
            self._asked_at = time.monotonic()
        self._socket.send(encode(action))

    def send_sound(self, payload: str) -> None:
        self._socket.send(encode_sound(payload))

    async def leave(self) -> None:
        self._hear, self._left = _ignore, True
        self._in_time()
        mute = self._asked_at is not None and time.monotonic() - self._asked_at >= self._patience.mute
        if mute and self.alive:
            self._went(well=False)
        self._socket.close(NORMAL)
        await self._socket.wait_closed()

    # --- the socket's receiver

    def received(self, message: str) -> None:
        audio = decode_sound(message)
        for event in (audio,) if audio is not None else self._decoded(message):
            match event:
                case ev.ModelAudio():
                    if self._asked_at is not None:
                        self._first_sound(time.monotonic() - self._asked_at)
                        self._asked_at = None
                case ev.ModelFailed():
                    log.warning("voice model error", error=event.code, recoverable=event.recoverable)
                    self._failed(event)
                case ev.ResponseDone():
                    self._asked_at = None
                    self._went(well=event.failed is None, code=event.failed or "")
                case ev.ModelReady():
                    self._ready = True
                    self._in_time()
            self._hear(event)

    def _decoded(self, message: str) -> list[ev.ModelEvent]:
        return decode(message, model=self._model, transcription=self._transcription, now=time.time())

    def _failed(self, event: ev.ModelFailed) -> None:
        if not event.recoverable:
            self._ended.set()
            if event.code not in _OF_AGE:
                self._went(well=False, code=event.code)

    def closed(self, code: int | None) -> None:
        log.info("voice model closed", code=code)
        self._in_time()
        if self.alive and not self._ready and not self._left:
            self._went(well=False)
        self._ended.set()
        self._hear(ev.ModelFailed("connection_lost", recoverable=False))


def _ignore(event: ev.ModelEvent) -> None: ...
