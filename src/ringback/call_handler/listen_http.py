"""Routes to listen in on a call: a token for it, and its sound while it is on."""

from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, WebSocket
from fastapi.responses import JSONResponse
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from ringback.call_handler.http import NOT_ADMITTED, Admitted, Desk, Forbidden, errors, until_closed
from ringback.call_handler.listening import Audience
from ringback.call_handler.peers import PASSED_ON
from ringback.kit.errors import Conflict, RingbackError
from ringback.wire import Listening

router = APIRouter()


@router.post(
    "/calls/{call_sid}/listen",
    responses=NOT_ADMITTED | errors(s404="No such call", s409="Nobody is on the line"),
)
async def listen(desk: Admitted, call_sid: str) -> Listening:
    """A token that opens `WS /calls/{call_sid}/audio` within the next minute."""
    await _audience(desk, call_sid)
    token, until = desk.listen_tokens.make(call_sid, datetime.now(UTC).timestamp())
    return Listening(token=token, expires_at=datetime.fromtimestamp(until, UTC))


@router.websocket("/calls/{call_sid}/audio")
async def audio(socket: WebSocket, call_sid: str, token: Annotated[str, Query()] = "") -> None:
    """The call's sound while it is on, in binary messages; closes when the talk is over. The token is all it takes."""
    desk: Desk = socket.app.state.desk
    try:
        if not desk.listen_tokens.good(token, call_sid, datetime.now(UTC).timestamp()):
            raise Forbidden("Ask POST /calls/{sid}/listen for a token; one is good for a minute.", code="bad_token")
        there = None if PASSED_ON in socket.headers else await desk.switchboard.elsewhere(call_sid)
        sound = _from_there(there, call_sid, token) if there else (await _audience(desk, call_sid)).listen()
    except RingbackError as error:
        body = {"error": error.code, "detail": error.detail}
        await socket.send_denial_response(JSONResponse(body, status_code=error.status))
        return
    await socket.accept()
    await until_closed(socket, _play(socket, sound))


async def _audience(desk: Desk, call_sid: str) -> Audience:
    """Raises NotFound, and Conflict when nobody is on the line."""
    line = desk.switchboard.line(call_sid)
    if line is None:
        await desk.switchboard.view(call_sid)
    if line is None or line.conversation is None:
        raise Conflict("There is nothing to hear: the call has not begun or is over.", code="too_late")
    return line.audience


async def _from_there(address: str, call_sid: str, token: str) -> AsyncGenerator[bytes, None]:
    """The sound of a call that another process has; its end when that process does not answer."""
    url = f"{address.replace('http', 'ws', 1)}/calls/{call_sid}/audio?token={token}"
    with suppress(OSError, TimeoutError, WebSocketException):
        async with connect(url, additional_headers={PASSED_ON: "1"}, compression=None, proxy=None) as there:
            async for piece in there:
                if isinstance(piece, bytes):
                    yield piece


async def _play(socket: WebSocket, sound: AsyncGenerator[bytes, None]) -> None:
    async with aclosing(sound):
        async for piece in sound:
            await socket.send_bytes(piece)
