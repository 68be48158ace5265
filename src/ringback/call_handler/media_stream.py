"""`/media-stream`: who may open it, and for which call.

Rules:
1. A stranger's socket reaches nothing: the handshake is signed, `start` comes within 5 s, with the one-time token of a
   call that is on.
2. Whatever ends the talk, the leg is ended at the carrier and the socket closed.
"""

import asyncio

import structlog
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from ringback.call_handler import events as ev
from ringback.call_handler.limits import Limits
from ringback.call_handler.line import Line
from ringback.call_handler.ports import Handshakes, MediaCodec, Store, StreamTokens, VoiceModel
from ringback.call_handler.recording import Recordings
from ringback.call_handler.switchboard import Switchboard
from ringback.call_handler.talk import LARGEST_MESSAGE, Talk

log = structlog.get_logger()

_START_SECONDS = 5.0
_MESSAGES_BEFORE_START = 5
_REFUSED = 1008


class MediaStream:
    """`recordings` None: nothing is recorded. `strict`: the handshake must be signed, and the call the token's."""

    def __init__(
        self,
        switchboard: Switchboard,
        store: Store,
        model: VoiceModel,
        *,
        codec: MediaCodec,
        handshakes: Handshakes,
        tokens: StreamTokens,
        limits: Limits,
        recordings: Recordings | None,
        strict: bool,
    ) -> None:
        self._switchboard = switchboard
        self._store = store
        self._model = model
        self._codec = codec
        self._handshakes = handshakes
        self._tokens = tokens
        self._limits = limits
        self._recordings = recordings
        self._strict = strict

    async def serve(self, socket: WebSocket) -> None:
        if not self._signed(socket):
            log.warning("media stream refused", status=403)
            await socket.close(_REFUSED)
            return
        await socket.accept()
        try:
            start = await self._start(socket)
            line = await self._owner(start) if start is not None else None
            if start is not None and line is not None:
                await self._talk(socket, line, start.stream_sid)
            else:
                log.warning("media stream refused", code=_REFUSED)
            if socket.client_state is WebSocketState.CONNECTED:
                await socket.close(1000 if line is not None else _REFUSED)
        except (WebSocketDisconnect, RuntimeError) as gone:
            log.info("media stream closed by the carrier", error=type(gone).__name__)

    def _signed(self, socket: WebSocket) -> bool:
        if not self._strict and not self._handshakes.present(socket):
            return True
        return self._handshakes.valid_handshake(socket)

    async def _start(self, socket: WebSocket) -> ev.StreamStarted | None:
        try:
            async with asyncio.timeout(_START_SECONDS):
                for _ in range(_MESSAGES_BEFORE_START):
                    message = await socket.receive()
                    text = message.get("text")
                    if text is None or len(text) > LARGEST_MESSAGE:
                        return None
                    event = self._codec.decode(text)
                    if isinstance(event, ev.StreamStarted):
                        return event
        except TimeoutError:
            log.warning("media stream did not start in time")
        return None

    async def _owner(self, start: ev.StreamStarted) -> Line | None:
        """The call this stream belongs to, if it may talk."""
        order_id = self._tokens.order_of_token(start.parameters.get("token", ""))
        order = await self._store.order(order_id) if order_id is not None else None
        line = self._switchboard.line(order.call_sid) if order is not None and order.call_sid is not None else None
        if order is None or line is None or line.call.status.terminal:
            return None
        if self._strict and start.call_sid != line.sid:
            return None
        return line if await self._store.claim_stream(order.id) else None

    async def _talk(self, socket: WebSocket, line: Line, stream_sid: str) -> None:
        log.info("media stream open", call_sid=line.sid, task_id=line.order.task_id)
        talk = Talk(
            line,
            socket,
            stream_sid,
            codec=self._codec,
            model=self._model,
            limits=self._limits,
            recording=self._recordings.start(line.sid) if self._recordings is not None else None,
        )
        line.conversation = talk
        try:
            if line.call.by_machine:
                talk.machine_answered()
            await talk.run()
        finally:
            await self._switchboard.talk_over(line)
