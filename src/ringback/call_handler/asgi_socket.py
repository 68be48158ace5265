"""A `Socket` on any ASGI server's WebSocket, for servers that do not hand `/media-stream` to picows.

Rules:
1. One reader hands on what comes; one writer sends in order what was given. Both end with the socket.
"""

import asyncio
from collections import deque
from collections.abc import Coroutine
from contextlib import suppress

import structlog
from starlette.websockets import WebSocket, WebSocketDisconnect

from ringback.call_handler.sockets import (
    CLOSE_SECONDS,
    REFUSED,
    TOO_BIG,
    UNSUPPORTED,
    Receiver,
    SocketLimits,
    Traffic,
)

log = structlog.get_logger()

_NO_CODE = (1005, 1006)
"""What servers tell when no close code came."""


class AsgiSocket:
    """An accepted WebSocket; `run` serves it."""

    def __init__(self, socket: WebSocket, limits: SocketLimits) -> None:
        self._socket = socket
        self._limits = limits
        self._receiver: Receiver
        self._traffic = Traffic(limits, self._silent)
        self._outbox: deque[str] = deque()
        self._unsent = 0
        self._more = asyncio.Event()
        self._code: int | None = None
        self._closing = asyncio.Event()
        self._gone = asyncio.Event()

    # --- Socket

    def hand_to(self, receiver: Receiver) -> None:
        self._receiver = receiver

    def send(self, message: str) -> None:
        if self._closing.is_set():
            return
        self._outbox.append(message)
        self._unsent += len(message)
        self._more.set()
        if self._unsent > self._limits.unsent:
            self._break_off(REFUSED, "it takes nothing")

    def close(self, code: int) -> None:
        self._code = self._code or code
        self._closing.set()

    async def wait_closed(self) -> None:
        await self._gone.wait()

    # --- the server's side

    async def run(self, work: Coroutine[None, None, None]) -> None:
        """Serve the socket until `work` is done, which closes it."""
        self._traffic.start()
        reader, writer = asyncio.create_task(self._read()), asyncio.create_task(self._write())
        keeper = asyncio.create_task(self._end(reader, writer))
        try:
            await work
        finally:
            self.close(REFUSED)
            await keeper

    async def _end(self, *tasks: asyncio.Task[None]) -> None:
        """Once it is to be closed: close it, and tell."""
        await self._closing.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._traffic.stop()
        with suppress(RuntimeError, OSError, WebSocketDisconnect, TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._socket.close(self._code or REFUSED)
        self._gone.set()
        self._receiver.closed(self._code)

    async def _read(self) -> None:
        try:
            await self._hand_on()
        finally:
            self._closing.set()

    async def _hand_on(self) -> None:
        while not self._closing.is_set():
            message = await self._socket.receive()
            if message["type"] == "websocket.disconnect":
                code = message.get("code")
                self._code = self._code or (None if code in _NO_CODE else code)
                self._closing.set()
            elif message.get("text") is None:
                self._break_off(UNSUPPORTED, "a binary message")
            elif len(message["text"]) > self._limits.largest:
                self._break_off(TOO_BIG, "a message is too big")
            elif not self._traffic.admits():
                self._break_off(REFUSED, "too many messages")
            else:
                self._receiver.received(message["text"])

    async def _write(self) -> None:
        with suppress(RuntimeError, OSError, WebSocketDisconnect):  # the reader tells that the socket is gone
            while True:
                while self._outbox:
                    message = self._outbox.popleft()
                    self._unsent -= len(message)
                    await self._socket.send_text(message)
                self._more.clear()
                await self._more.wait()

    def _silent(self) -> None:
        self._break_off(REFUSED, "silent for too long")

    def _break_off(self, code: int, why: str) -> None:
        if not self._closing.is_set():
            log.warning("a socket broke its rules", why=why)
        self.close(code)
