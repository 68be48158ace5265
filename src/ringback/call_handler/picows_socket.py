"""A `Socket` on picows: callbacks from socket to socket, no task, queue or await for a message.

Rules:
1. picows hands on frames; messages in pieces are joined here. Extensions are never offered.
2. picows never blocks on send: what the other side does not take is capped.
3. Why picows broke off is taken from it at once: left to the garbage collector it would be told as an error some time.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

import structlog
from picows import WSCloseCode, WSFrame, WSListener, WSMsgType, WSTransport

from ringback.call_handler.sockets import (
    CLOSE_SECONDS,
    NO_TEXT,
    NORMAL,
    REFUSED,
    TOO_BIG,
    UNSUPPORTED,
    Receiver,
    SocketLimits,
    Traffic,
)

log = structlog.get_logger()

LIBRARY_LOG = logging.getLogger("picows")
LIBRARY_LOG.setLevel(logging.WARNING)  # below it every connection is told, and with DEBUG every handshake

_TEXT, _CLOSE, _BINARY = WSMsgType.TEXT, WSMsgType.CLOSE, WSMsgType.BINARY
_CONTROL = (WSMsgType.PING, WSMsgType.PONG)


class PicowsSocket(WSListener):
    """`hand_to` comes before the first message."""

    # Under picows' own class attributes in a dictionary are found slowly, and these are looked up for every message.
    __slots__ = (
        "_closing",
        "_code",
        "_congested",
        "_forgetting",
        "_gone",
        "_hear",
        "_limits",
        "_open",
        "_pieces",
        "_receiver",
        "_traffic",
        "_transport",
    )

    def __init__(self, limits: SocketLimits) -> None:
        self._limits = limits
        self._receiver: Receiver
        self._hear: Callable[[str], None] = _ignore
        self._traffic = Traffic(limits, self._silent)
        self._pieces: list[bytes] = []
        self._congested = False
        self._code: int | None = None
        self._closing = False
        self._gone = asyncio.Event()
        self._transport: WSTransport
        self._forgetting: asyncio.Task[None]
        self._open = False

    # --- Socket

    def hand_to(self, receiver: Receiver) -> None:
        self._receiver = receiver
        if not self._closing:
            self._hear = receiver.received

    def send(self, message: str) -> None:
        self._transport.send(_TEXT, message)
        if self._congested and self._transport.underlying_transport.get_write_buffer_size() > self._limits.unsent:
            self._break_off(REFUSED, "it takes nothing")

    def close(self, code: int) -> None:
        if self._closing:
            return
        self._closing, self._hear = True, _ignore
        self._code = self._code or code
        if self._open:
            self._say_goodbye(code)

    async def wait_closed(self) -> None:
        await self._gone.wait()

    # --- picows

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._transport, self._open = transport, True
        if self._closing:
            self._say_goodbye(self._code or NORMAL)
        else:
            self._traffic.start()

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        kind = frame.msg_type
        if kind is _TEXT and frame.fin and not self._pieces:
            try:
                message = frame.get_payload_as_utf8_text()
            except UnicodeDecodeError:
                self._break_off(NO_TEXT, "no text")
                return
            if self._traffic.admits():
                self._hear(message)
            else:
                self._break_off(REFUSED, "too many messages")
        elif kind is _CLOSE:
            self._closed_by_peer(int(frame.get_close_code().value))
        elif kind not in _CONTROL:
            self._join(frame)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self._closing, self._hear = True, _ignore
        self._traffic.stop()
        self._gone.set()
        self._receiver.closed(self._code)
        self._forgetting = asyncio.create_task(_forget(transport))

    def pause_writing(self) -> None:
        self._congested = True

    def resume_writing(self) -> None:
        self._congested = False

    # --- the rest

    def _say_goodbye(self, code: int) -> None:
        self._transport.send_close(WSCloseCode(code))
        asyncio.get_running_loop().call_later(CLOSE_SECONDS, self._transport.disconnect, False)

    def _join(self, frame: WSFrame) -> None:
        if frame.msg_type is _BINARY:
            self._break_off(UNSUPPORTED, "a binary message")
            return
        self._pieces.append(frame.get_payload_as_bytes())
        if sum(map(len, self._pieces)) > self._limits.largest:
            self._break_off(TOO_BIG, "a message is too big")
        elif not self._traffic.admits():
            self._break_off(REFUSED, "too many messages")
        elif frame.fin:
            whole, self._pieces = b"".join(self._pieces), []
            try:
                message = whole.decode()
            except UnicodeDecodeError:
                self._break_off(NO_TEXT, "no text")
            else:
                self._hear(message)

    def _closed_by_peer(self, code: int) -> None:
        self._code = self._code or code or None
        self._transport.send_close(WSCloseCode.OK)
        self._transport.disconnect()

    def _silent(self) -> None:
        self._break_off(REFUSED, "silent for too long")

    def _break_off(self, code: int, why: str) -> None:
        if not self._closing:
            log.warning("a socket broke its rules", why=why)
        self.close(code)


def _ignore(message: str) -> None: ...


async def _forget(transport: WSTransport) -> None:
    with suppress(Exception):
        await transport.wait_disconnected()
