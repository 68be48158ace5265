"""`/media-stream`: who may open it, and for which call.

Rules:
1. A stranger's socket reaches nothing: the handshake is signed, `start` comes within 5 s, with the one-time token of a
   call that is on.
2. Whatever ends the talk, the leg is ended at the carrier and the socket closed; a slow carrier is not waited for with
   the socket open, for the call hangs up by itself when its stream ends.
3. What comes while the call is looked up is kept and handed to the talk, in order.
4. The stream of a call that another process has is joined to that process; its talk stays where it was prepared.
"""

import asyncio
from collections.abc import Coroutine

import structlog
from starlette.requests import HTTPConnection

from ringback.call_handler import events as ev
from ringback.call_handler.limits import Limits
from ringback.call_handler.line import Line
from ringback.call_handler.peers import PASSED_ON, relay
from ringback.call_handler.ports import Handshakes, MediaCodec, Order, Store, StreamTokens
from ringback.call_handler.recording import Recordings
from ringback.call_handler.sockets import NORMAL, REFUSED, Receiver, Socket, SocketLimits
from ringback.call_handler.switchboard import Switchboard
from ringback.call_handler.talk import Talk
from ringback.call_handler.warm import WarmModels

log = structlog.get_logger()

PHONE = SocketLimits(largest=64 * 1024, unsent=4 * 1024 * 1024, a_second=2000, silence=20)
"""Twilio sends 50 frames of 300 bytes a second; a practice network that runs faster sends more."""
_MESSAGES_BEFORE_START = 5
_MOST_KEPT = 1000
_LEG_SECONDS = 2.0  # so long the carrier may take to end the leg before the stream is ended


class MediaStream:
    """`recordings` None: nothing is recorded. `strict`: the handshake must be signed, and the call the token's."""

    def __init__(
        self,
        switchboard: Switchboard,
        store: Store,
        models: WarmModels,
        *,
        codec: MediaCodec,
        handshakes: Handshakes,
        tokens: StreamTokens,
        limits: Limits,
        recordings: Recordings | None,
        strict: bool,
        wire: SocketLimits = PHONE,
        start_seconds: float = 5.0,
    ) -> None:
        self._switchboard = switchboard
        self._store = store
        self._models = models
        self._codec = codec
        self._handshakes = handshakes
        self._tokens = tokens
        self._limits = limits
        self._recordings = recordings
        self._strict = strict
        self._start_seconds = start_seconds
        self.limits = wire

    def admits(self, connection: HTTPConnection) -> bool:
        """May this handshake become a socket?"""
        if not self._strict and not self._handshakes.present(connection):
            return True
        signed = self._handshakes.valid_handshake(connection)
        if not signed:
            log.warning("media stream refused", status=403)
        return signed

    def serve(self, socket: Socket, handshake: HTTPConnection) -> Coroutine[None, None, None]:
        """Hears the socket from this moment; the work returns when it is closed."""
        lobby = _Lobby(self._codec)
        socket.hand_to(lobby)
        return self._serve(socket, lobby, handshake)

    async def _serve(self, socket: Socket, lobby: "_Lobby", handshake: HTTPConnection) -> None:
        line, elsewhere = None, None
        try:
            start = await lobby.start(self._start_seconds)
            order = await self._order(start) if start is not None else None
            if order is not None and order.call_sid is not None and PASSED_ON not in handshake.headers:
                elsewhere = await self._switchboard.elsewhere(order.call_sid)
            if elsewhere is not None:
                await relay(socket, lobby.hand_on, handshake, elsewhere)
                return
            line = await self._owner(start, order) if start is not None and order is not None else None
            if start is not None and line is not None:
                await self._talk(socket, lobby, line, start.stream_sid)
            else:
                log.warning("media stream refused", code=REFUSED)
        except Exception:
            log.exception("media stream failed", call_sid=line.sid if line is not None else None)
        finally:
            socket.close(NORMAL if line is not None or elsewhere is not None else REFUSED)
        await socket.wait_closed()

    async def _order(self, start: ev.StreamStarted) -> Order | None:
        order_id = self._tokens.order_of_token(start.parameters.get("token", ""))
        return await self._store.order(order_id) if order_id is not None else None

    async def _owner(self, start: ev.StreamStarted, order: Order) -> Line | None:
        """The call this stream belongs to, if it may talk."""
        line = self._switchboard.line(order.call_sid) if order.call_sid is not None else None
        if line is None or line.call.status.terminal:
            return None
        if self._strict and start.call_sid != line.sid:
            return None
        return line if await self._store.claim_stream(order.id) else None

    async def _talk(self, socket: Socket, lobby: "_Lobby", line: Line, stream_sid: str) -> None:
        log.info("media stream open", call_sid=line.sid, task_id=line.order.task_id)
        talk = Talk(
            line,
            socket,
            stream_sid,
            codec=self._codec,
            open_model=self._models.opener(line.sid),
            limits=self._limits,
            recording=self._recordings.start(line.sid) if self._recordings is not None else None,
        )
        line.conversation = talk
        try:
            if line.call.by_machine:
                talk.machine_answered()
            lobby.hand_over(socket, talk)
            await talk.run()
        finally:
            closing = asyncio.get_running_loop().call_later(_LEG_SECONDS, socket.close, NORMAL)
            await self._switchboard.talk_over(line)
            closing.cancel()


class _Lobby:
    """Hears a socket until its talk begins."""

    def __init__(self, codec: MediaCodec) -> None:
        self._codec = codec
        self._started: asyncio.Future[ev.StreamStarted | None] = asyncio.get_running_loop().create_future()
        self._before: list[str] = []
        self._kept: list[str] = []
        self._gone: tuple[int | None] | None = None

    def received(self, message: str) -> None:
        if self._started.done():
            if len(self._kept) < _MOST_KEPT:
                self._kept.append(message)
            return
        self._before.append(message)
        event = self._codec.decode(message)
        if isinstance(event, ev.StreamStarted):
            self._started.set_result(event)
        elif len(self._before) >= _MESSAGES_BEFORE_START:
            self._started.set_result(None)

    def closed(self, code: int | None) -> None:
        self._gone = (code,)
        if not self._started.done():
            self._started.set_result(None)

    async def start(self, within: float) -> ev.StreamStarted | None:
        """None when what came, or did not come in time, is no start."""
        try:
            return await asyncio.wait_for(self._started, within)
        except TimeoutError:
            log.warning("media stream did not start in time")
            return None

    def hand_on(self, socket: Socket, receiver: Receiver) -> None:
        """To one who is to hear the socket from its first message."""
        for message in self._before:
            receiver.received(message)
        self.hand_over(socket, receiver)

    def hand_over(self, socket: Socket, talk: Receiver) -> None:
        socket.hand_to(talk)
        for message in self._kept:
            talk.received(message)
        if self._gone is not None:
            talk.closed(*self._gone)
