"""What is about a call that another process has is passed on to that process, as it came.

Rules:
1. Any process may be asked anything: behind one reverse proxy it does not matter which one a callback of the carrier, a
   media stream, or a wish of the engine reaches. The lease says where the process is that has the call.
2. Nothing is trusted because it was passed on: signature and token go along, and are checked there again. What was
   passed on once is not passed on again.
3. When that process does not answer, the request is answered here, by what the database says of the call.
"""

import asyncio
import re
import ssl
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from functools import cache
from urllib.parse import parse_qs

import httpx2
import structlog
from picows import WSHandshakeError, ws_connect
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ringback.call_handler.picows_socket import PicowsSocket
from ringback.call_handler.sockets import NORMAL, REFUSED, SERVICE_RESTART, Receiver, Socket, SocketLimits
from ringback.kit.errors import RingbackError

log = structlog.get_logger()

PASSED_ON = "x-ringback-passed-on"
PEER = SocketLimits(largest=1024 * 1024, unsent=4 * 1024 * 1024, a_second=2000, silence=None)
"""What comes from the process with the call: the model's audio, in bursts, and nothing while it listens."""
_CONNECT_SECONDS = 2.0
_ANSWER_SECONDS = 30.0
_OF_A_CALL = re.compile(r"/calls/([A-Za-z0-9]{1,64})/(?:hangup|steer|answer|listen)")
_CALLBACKS = frozenset({"/twilio/voice", "/twilio/status", "/twilio/amd"})
_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "upgrade", "content-length"})
_HANDSHAKE = ("x-twilio-signature", "x-twilio-webhooks-signature-settings")

Elsewhere = Callable[[str], Awaitable[str | None]]
"""The root of the process that has this call; None when we have it, or nobody."""


class PassOn:
    """ASGI middleware; `elsewhere` is asked only about calls. It holds no connection while nothing is passed on."""

    def __init__(self, app: ASGIApp, elsewhere: Elsewhere) -> None:
        self._app = app
        self._elsewhere = elsewhere

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST" or PASSED_ON in Headers(scope=scope):
            await self._app(scope, receive, send)
            return
        of_a_call = _OF_A_CALL.fullmatch(scope["path"])
        if of_a_call is None and scope["path"] not in _CALLBACKS:
            await self._app(scope, receive, send)
            return
        body = await _read(receive)
        call_sid = of_a_call.group(1) if of_a_call else _named_in(body)
        answer = await self._from_there(scope, body, call_sid)
        if answer is not None:
            await answer(scope, receive, send)
        else:
            await self._app(scope, _again(body, receive), send)

    async def _from_there(self, scope: Scope, body: bytes, call_sid: str) -> Response | None:
        try:
            address = await self._elsewhere(call_sid) if call_sid else None
        except RingbackError:
            return None
        if address is None:
            return None
        headers = {name: value for name, value in Headers(scope=scope).items() if name not in _HOP}
        timeout = httpx2.Timeout(_ANSWER_SECONDS, connect=_CONNECT_SECONDS)
        try:
            async with httpx2.AsyncClient(verify=_tls(), timeout=timeout, trust_env=False) as client:
                url = address + _target(scope)
                answer = await client.post(url, content=body, headers={**headers, PASSED_ON: "1"})
        except httpx2.TransportError as exc:
            log.warning("call's process not reached", call_sid=call_sid, error=type(exc).__name__)
            return None
        log.info("passed on", call_sid=call_sid, path=scope["path"], status=answer.status_code)
        kept = {name: value for name, value in answer.headers.items() if name in ("content-type", "retry-after")}
        return Response(answer.content, answer.status_code, kept)


class Unreached(RingbackError):
    """The process that has the call does not take its media stream."""

    code = "peer_down"
    status = 503


async def relay(
    socket: Socket,
    hand_on: Callable[[Socket, Receiver], None],
    handshake: HTTPConnection,
    address: str,
) -> None:
    """Join `socket` to the same one at `address` until either is closed; `hand_on` tells all that it said already."""
    there = PicowsSocket(PEER)
    there.hand_to(_To(socket))
    signed = {name: handshake.headers[name] for name in _HANDSHAKE if name in handshake.headers}
    try:
        async with asyncio.timeout(_CONNECT_SECONDS):
            await ws_connect(
                lambda _request, _response: there,
                address.replace("http", "ws", 1) + _target(handshake.scope),
                extra_headers={**signed, PASSED_ON: "1"},
                websocket_handshake_timeout=_CONNECT_SECONDS,
                max_frame_size=PEER.largest,
                max_redirects=0,
            )
    except (OSError, TimeoutError, WSHandshakeError) as exc:
        there.close(NORMAL)
        raise Unreached("The call-handler that has this call does not answer.") from exc
    log.info("stream joined", address=address)
    hand_on(socket, _To(there))
    await there.wait_closed()


class _To:
    """Receiver that hands everything to another socket."""

    def __init__(self, socket: Socket) -> None:
        self._socket = socket

    def received(self, message: str) -> None:
        self._socket.send(message)

    def closed(self, code: int | None) -> None:
        self._socket.close(code if code in (REFUSED, SERVICE_RESTART) else NORMAL)


@cache
def _tls() -> ssl.SSLContext:
    """Made once: it takes some 40 ms, in which no frame of any call goes out."""
    return httpx2.create_ssl_context(trust_env=False)


def _target(scope: Mapping[str, object]) -> str:
    """Path and query as they came."""
    path, query = scope.get("raw_path") or str(scope["path"]).encode(), scope["query_string"]
    assert isinstance(path, bytes)
    assert isinstance(query, bytes)
    plain = path.partition(b"?")[0].decode("latin-1")
    return f"{plain}?{query.decode('latin-1')}" if query else plain


def _named_in(body: bytes) -> str:
    """The CallSid of a callback's form."""
    with suppress(ValueError):
        return parse_qs(body.decode(), max_num_fields=200).get("CallSid", [""])[0]
    return ""


async def _read(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


def _again(body: bytes, receive: Receive) -> Receive:
    read = False

    async def replay() -> Message:
        nonlocal read
        if read:
            return await receive()
        read = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
