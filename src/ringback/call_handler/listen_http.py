"""Routes to listen in on a call: a token for it, and its sound while it is on."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, WebSocket
from fastapi.responses import JSONResponse

from ringback.call_handler.http import Admitted, Desk, Forbidden, errors, until_closed
from ringback.call_handler.listening import Audience
from ringback.kit.errors import RingbackError
from ringback.wire import Listening

router = APIRouter()


@router.post(
    "/calls/{call_sid}/listen",
    responses=errors(
        s401="Token missing or wrong",
        s403="The request came from a web page",
        s404="No such call",
        s409="Nobody is on the line",
    ),
)
async def listen(desk: Admitted, call_sid: str) -> Listening:
    """A token that opens `WS /calls/{call_sid}/audio` within the next minute."""
    await desk.switchboard.listen(call_sid)
    token, until = desk.listen_tokens.make(call_sid, datetime.now(UTC).timestamp())
    return Listening(token=token, expires_at=datetime.fromtimestamp(until, UTC))


@router.websocket("/calls/{call_sid}/audio")
async def audio(socket: WebSocket, call_sid: str, token: Annotated[str, Query()] = "") -> None:
    """The call's sound while it is on, in binary messages; closes when the talk is over. The token is all it takes."""
    desk: Desk = socket.app.state.desk
    try:
        if not desk.listen_tokens.good(token, call_sid, datetime.now(UTC).timestamp()):
            raise Forbidden("Ask POST /calls/{sid}/listen for a token; one is good for a minute.", code="bad_token")
        audience = await desk.switchboard.listen(call_sid)
    except RingbackError as error:
        body = {"error": error.code, "detail": error.detail}
        await socket.send_denial_response(JSONResponse(body, status_code=error.status))
        return
    await socket.accept()
    await until_closed(socket, _play(socket, audience))


async def _play(socket: WebSocket, audience: Audience) -> None:
    async for piece in audience.listen():
        await socket.send_bytes(piece)
