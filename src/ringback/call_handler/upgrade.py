"""uvicorn's HTTP protocol with one change: the WebSocket of `/media-stream` is handed to picows on the same port.

Rules:
1. Every other upgrade, and one while the app offers no door, is uvicorn's own affair.
2. When the server stops, it ends these sockets as it ends its own: they are among its connections until they close.
   The app hears of it then, so that requests that wait for news are answered at once.
3. Both sides are not quite public: uvicorn and picows are pinned, and a contract test runs on both kinds of socket.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from picows import WSAutoPingStrategy, WSListener, WSTransport, WSUpgradeRequest, WSUpgradeResponse
from picows.common import WSUpgradeResponseWithListener
from picows.picows import WSProtocol  # type: ignore[attr-defined]  # not in its stubs
from starlette.requests import HTTPConnection
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from ringback.call_handler.picows_socket import LIBRARY_LOG, PicowsSocket
from ringback.call_handler.sockets import SERVICE_RESTART, Socket, SocketLimits

PATH = "/media-stream"
_HANDSHAKE_SECONDS = 5.0
_READ_BUFFER = 8 * 1024


class Door(Protocol):
    """Who is let in, and what is done with them."""

    limits: SocketLimits

    def admits(self, connection: HTTPConnection) -> bool: ...
    def serve(self, socket: Socket, handshake: HTTPConnection) -> Coroutine[None, None, None]: ...


_plainly = HttpToolsProtocol.handle_websocket_upgrade


def upgrade(http: HttpToolsProtocol) -> None:
    """In the place of `HttpToolsProtocol.handle_websocket_upgrade`.

    `app_state["door"]` is the `Door`, put there by the app's lifespan.
    """
    door: Door | None = http.app_state.get("door")
    path, _, query = http.url.partition(b"?")
    if door is None or path != PATH.encode() or http.scope["method"] != "GET":
        _plainly(http)
        return
    scope = {"type": "websocket", "path": PATH, "raw_path": path, "query_string": query, "headers": http.headers}
    _hand_over(http, door, HTTPConnection(scope))


_close_when_answered = HttpToolsProtocol.shutdown


def shutdown(http: HttpToolsProtocol) -> None:
    """In the place of `HttpToolsProtocol.shutdown`; `app_state["stop"]`, if any, ends what waits for news."""
    stop: Callable[[], None] | None = http.app_state.get("stop")
    if stop is not None:
        stop()
    _close_when_answered(http)


class Upgrading(HttpToolsProtocol):
    """For `uvicorn.Config(http=…)`."""

    handle_websocket_upgrade = upgrade
    shutdown = shutdown


def teach_uvicorn() -> None:
    """For `uvicorn main:app`, which chose its protocol class before it read the app."""
    # Methods of a class that is already in use are replaced, which mypy rightly doubts.
    HttpToolsProtocol.handle_websocket_upgrade = upgrade  # type: ignore[assignment, method-assign]  # replaced on purpose
    HttpToolsProtocol.shutdown = shutdown  # type: ignore[assignment, method-assign]  # replaced on purpose


def _hand_over(http: HttpToolsProtocol, door: Door, connection: HTTPConnection) -> None:
    """Put picows in the place of uvicorn's protocol; it answers the handshake itself."""

    def listener(_request: WSUpgradeRequest) -> WSListener | WSUpgradeResponseWithListener:
        if door.admits(connection):
            return _Guest(door, http, connection)
        return WSUpgradeResponseWithListener(WSUpgradeResponse.create_error_response(403), None)

    protocol = WSProtocol(
        host_port=None,
        ws_path=None,
        is_client_side=False,
        ws_listener_factory=listener,
        logger=LIBRARY_LOG,
        disconnect_on_exception=True,
        websocket_handshake_timeout=_HANDSHAKE_SECONDS,
        enable_auto_ping=False,
        auto_ping_idle_timeout=10,
        auto_ping_reply_timeout=10,
        auto_ping_strategy=WSAutoPingStrategy.PING_WHEN_IDLE,
        enable_auto_pong=True,
        max_frame_size=door.limits.largest,
        extra_headers=None,
        read_buffer_init_size=_READ_BUFFER,
    )
    http.connections.discard(http)
    http.transport.set_protocol(protocol)
    protocol.connection_made(http.transport)
    head = _head(http)
    while head:
        room = protocol.get_buffer(len(head))
        size = min(len(room), len(head))
        room[:size] = head[:size]
        protocol.buffer_updated(size)
        head = head[size:]


def _head(http: HttpToolsProtocol) -> bytes:
    lines = [b"GET %b HTTP/1.1\r\n" % http.url, b"connection: upgrade\r\n"]
    lines += [b"%b: %b\r\n" % (name, value) for name, value in http.headers if name != b"connection"]
    return b"".join([*lines, b"\r\n"])


class _Guest(PicowsSocket):
    """A socket among the server's connections."""

    def __init__(self, door: Door, http: HttpToolsProtocol, handshake: HTTPConnection) -> None:
        super().__init__(door.limits)
        self._handshake = handshake
        self._door = door
        self._connections: set[Any] = http.connections

    def on_ws_connected(self, transport: WSTransport) -> None:
        super().on_ws_connected(transport)
        self._connections.add(self)
        self._serving = asyncio.create_task(self._door.serve(self, self._handshake))

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self._connections.discard(self)
        super().on_ws_disconnected(transport)

    def shutdown(self) -> None:
        """The server stops."""
        self.close(SERVICE_RESTART)
