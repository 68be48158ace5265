"""Routes for the engine: place a call, look at it, follow it, end it, hear it, erase it; and how we are.

Rules:
1. `HEAD` and prefetches never dial. Without a token only programs on this machine are served, never a web page.
2. Every answer and error is in the schema. `app.state.desk` is the running service.
"""

import asyncio
import hmac
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit

import structlog
from fastapi import APIRouter, Depends, Header, Query, Request, Response, WebSocket, WebSocketDisconnect
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field, SecretStr
from starlette.requests import HTTPConnection
from starlette.websockets import WebSocketState

from ringback.call_handler.erasure import Erasure
from ringback.call_handler.inbound import InboundDesk
from ringback.call_handler.listening import ListenTokens
from ringback.call_handler.metrics import PLACED, Metrics
from ringback.call_handler.order import OrderDesk, Wish
from ringback.call_handler.permits import DiallingRules
from ringback.call_handler.ports import Guard
from ringback.call_handler.recording import Recordings
from ringback.call_handler.settings import is_loopback
from ringback.call_handler.switchboard import Switchboard
from ringback.call_handler.voice_sample import Samples
from ringback.kit.errors import Conflict, NotFound, RingbackError
from ringback.kit.http import ErrorBody, while_there
from ringback.wire import (
    Answer,
    CallView,
    ErasedCall,
    ErasedOrders,
    InboundCalls,
    Language,
    Ordered,
    Permission,
    Steer,
    Steered,
    Withdrawn,
)

log = structlog.get_logger()

_LONGEST_WAIT = 60.0
_CHECK_SECONDS = 5.0

Check = Callable[[], Awaitable[None]]


class Unauthorized(RingbackError):
    code = "unauthorized"
    status = 401


class Forbidden(RingbackError):
    code = "forbidden"
    status = 403


class Alive(BaseModel):
    status: str = Field(examples=["ok"])


class Readiness(BaseModel):
    """`checks`: each dependency with `ok` or the sentence that says what is wrong."""

    status: str = Field(examples=["ready"])
    checks: dict[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the routes work with."""

    orders: OrderDesk
    switchboard: Switchboard
    recordings: Recordings
    erasure: Erasure
    guard: Guard
    rules: DiallingRules
    metrics: Metrics
    token: SecretStr
    default_language: Language
    checks: dict[str, Check]
    inbound: InboundDesk
    listen_tokens: ListenTokens
    samples: Samples


def errors(**statuses: str) -> dict[int | str, dict[str, Any]]:
    return {
        int(status.removeprefix("s")): {"model": ErrorBody, "description": text} for status, text in statuses.items()
    }


NOT_ADMITTED = errors(s401="Token missing or wrong", s403="The request came from a web page")
_UNREACHABLE = errors(s503="The phone service cannot be reached; ask again")
_ORDER_ERRORS = NOT_ADMITTED | errors(
    s400="No phone number, or no instructions",
    s403="This number is not called, or not now; or the request came from a web page",
    s404="The order was erased meanwhile",
    s409="The key was used for another order, or was withdrawn",
    s429="Too many orders wait, or as many calls were made as are allowed in a day; nothing was dialled",
    s502="The phone service refused",
    s503="The phone service or our database cannot be reached; nothing was dialled",
    s504="It is not known whether the call was placed",
)
_CALL_ERRORS = NOT_ADMITTED | errors(s404="No such call")


def admit(connection: HTTPConnection) -> Desk:
    desk: Desk = connection.app.state.desk
    _admit(connection, desk.token)
    return desk


Admitted = Annotated[Desk, Depends(admit)]
router = APIRouter()


@router.get("/order", responses=_ORDER_ERRORS)
async def order(
    desk: Admitted,
    request: Request,
    instructions: Annotated[str, Query(description="What the call is for, in words.")] = "",
    phone_number: Annotated[str, Query(description="E.164, or local to DEFAULT_REGION.")] = "",
    task_id: Annotated[str | None, Query(max_length=100)] = None,
    language: Annotated[Language | None, Query()] = None,
    idempotency_key: Annotated[str | None, Header()] = None,
) -> Ordered:
    """Place one call. The same key always gives the same call."""
    if any("prefetch" in request.headers.get(name, "") for name in ("sec-purpose", "purpose", "x-moz")):
        raise Forbidden("A prefetch never dials.", code="prefetch_refused")
    wish = Wish(
        phone_number=_with_plus(phone_number),
        instructions=instructions,
        language=language or desk.default_language,
        task_id=task_id,
        key=idempotency_key,
    )
    began, code = time.monotonic(), PLACED
    try:
        return Ordered(call_sid=await desk.orders.order(wish))
    except RingbackError as error:
        code = error.code
        raise
    finally:
        desk.metrics.ordered(code, time.monotonic() - began)


@router.delete("/order", responses=_ORDER_ERRORS)
async def withdraw(
    desk: Admitted,
    idempotency_key: Annotated[str, Header(min_length=1, max_length=200)],
    task_id: Annotated[str | None, Query(max_length=100)] = None,
) -> Withdrawn:
    """No call is placed with this key any more; tells the call that was. An order that comes later is refused."""
    return Withdrawn(call_sid=await desk.orders.withdraw(idempotency_key, task_id))


@router.get("/permission", responses=NOT_ADMITTED)
async def permission(
    desk: Admitted,
    phone_number: Annotated[str, Query(max_length=40, description="E.164, or local to DEFAULT_REGION.")],
    at: Annotated[AwareDatetime | None, Query(description="Another hour than now.")] = None,
) -> Permission:
    """Whether a call would be dialled, and if not, why and from when on; nothing is dialled."""
    return await desk.orders.permission(_with_plus(phone_number), at.timestamp() if at else None)


@router.get("/calls/{call_sid}", responses=_CALL_ERRORS)
async def call(
    desk: Admitted,
    call_sid: str,
    request: Request,
    wait: Annotated[float, Query(ge=0, description="Seconds to wait.")] = 0,
) -> CallView:
    """The call as it is now, or when it has its report, `wait` seconds later at most."""
    return await while_there(request, desk.switchboard.view(call_sid, min(wait, _LONGEST_WAIT)))


@router.post("/calls/{call_sid}/hangup", responses=_CALL_ERRORS | _UNREACHABLE)
async def hangup(desk: Admitted, call_sid: str) -> CallView:
    """End the call; answers when the phone service has acknowledged."""
    return await desk.switchboard.hang_up(call_sid)


@router.post("/calls/{call_sid}/steer", responses=_CALL_ERRORS | errors(s409="Nobody is on the line any more"))
async def steer(desk: Admitted, call_sid: str, wish: Steer) -> Steered:
    """Guide the assistant, or have it say these words; `call.steer` tells when it was used."""
    await desk.switchboard.steer(call_sid, wish)
    return Steered()


@router.post("/calls/{call_sid}/answer", responses=_CALL_ERRORS | errors(s409="This question is not open"))
async def answer(desk: Admitted, call_sid: str, answer: Answer) -> Answer:
    """Answer a question of the assistant (`call.ask`); the answer as it was taken."""
    await desk.switchboard.answer(call_sid, answer)
    return answer


@router.get(
    "/calls/{call_sid}/recording",
    response_class=Response,
    responses=_CALL_ERRORS | {200: {"content": {"audio/wav": {}}, "description": "Stereo: left agent, right callee"}},
)
async def recording(desk: Admitted, call_sid: str) -> Response:
    await desk.switchboard.view(call_sid)
    sound = await desk.recordings.load(call_sid)
    if sound is None:
        raise NotFound("There is no recording of this call.", code="no_recording")
    return Response(sound, media_type="audio/wav")


@router.delete("/calls/{call_sid}/recording", responses=_CALL_ERRORS | errors(s409="The call is on"), status_code=204)
async def erase_recording(desk: Admitted, call_sid: str) -> None:
    """Delete the sound of an ended call, and nothing else; fine when there is none."""
    if (await desk.switchboard.view(call_sid)).report is None:
        raise Conflict("The call is on; its recording can be deleted when it has ended.", code="call_on")
    await desk.recordings.erase(call_sid)
    log.info("recording erased", call_sid=call_sid)


@router.delete(
    "/calls/{call_sid}",
    responses=_CALL_ERRORS
    | _UNREACHABLE
    | {202: {"model": ErasedCall, "description": "The call was on and is hung up; it is erased when it has ended"}},
)
async def erase(desk: Admitted, call_sid: str, response: Response) -> ErasedCall:
    """Delete all that we and the phone service keep of a call; one that is on is hung up, and deleted then."""
    if await desk.erasure.call(call_sid):
        return ErasedCall(erased=call_sid)
    response.status_code = 202
    return ErasedCall(erased="", when="ended")


@router.delete("/orders", responses=NOT_ADMITTED | _UNREACHABLE)
async def erase_orders(
    desk: Admitted, task_id: Annotated[str, Query(min_length=1, max_length=100, description="Of the orders.")]
) -> ErasedOrders:
    """Delete all calls and orders of a task, also those never dialled; what is on is hung up, and deleted then."""
    erased = await desk.erasure.task(task_id)
    return ErasedOrders(erased=erased.now, later=erased.later)


@router.get("/inbound", responses=NOT_ADMITTED)
async def inbound(
    desk: Admitted,
    request: Request,
    after: Annotated[int, Query(ge=0, description="Number of the last one that is known.")] = 0,
    wait: Annotated[float, Query(ge=0, description="Seconds to wait for one.")] = 0,
) -> InboundCalls:
    """Ended calls to our number, those numbered after `after`; when there is none, the first `wait` seconds later."""
    return await while_there(request, desk.inbound.ended(after, min(wait, _LONGEST_WAIT)))


@router.websocket("/calls/{call_sid}/events")
async def events(socket: WebSocket, call_sid: str, after: int = 0) -> None:
    """`CallEvent`s after `after`, then live; closes after the report."""
    try:
        switchboard = admit(socket).switchboard
        await switchboard.view(call_sid)
    except RingbackError as error:
        await socket.send_denial_response(
            JSONResponse({"error": error.code, "detail": error.detail}, status_code=error.status)
        )
        return
    await socket.accept()
    await until_closed(socket, _tell(socket, switchboard, call_sid, after))


@router.get("/health")
async def health() -> Alive:
    return Alive(status="ok")


@router.get("/ready", responses={503: {"model": Readiness}})
async def ready(request: Request, response: Response) -> Readiness:
    """Each dependency with its state."""
    desk: Desk = request.app.state.desk
    checks = desk.checks
    states = await asyncio.gather(*(_state(check) for check in checks.values()))
    good = all(state == "ok" for state in states)
    response.status_code = 200 if good else 503
    return Readiness(status="ready" if good else "not ready", checks=dict(zip(checks, states, strict=True)))


@router.get("/metrics", response_class=Response, responses=NOT_ADMITTED)
async def metrics(desk: Admitted) -> Response:
    """Counts and times for Prometheus, without personal data."""
    return Response(desk.metrics.text(), media_type="text/plain; version=0.0.4")


def _admit(connection: HTTPConnection, token: SecretStr) -> None:
    secret = token.get_secret_value()
    if secret:
        scheme, _, given = connection.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), secret.encode()):
            raise Unauthorized("Send CALL_HANDLER_TOKEN as Bearer token.")
        return
    host = urlsplit(f"//{connection.headers.get('host', '')}").hostname or ""
    from_a_page = "origin" in connection.headers or connection.headers.get("sec-fetch-site", "none") != "none"
    if from_a_page or not is_loopback(host):
        raise Forbidden("Without CALL_HANDLER_TOKEN only programs on this machine are served.")


def _with_plus(number: str) -> str:
    """A `+` that was not percent-encoded arrives as a space."""
    return f"+{number[1:]}" if number[:1] == " " and number[1:2].isdigit() else number


async def _tell(socket: WebSocket, switchboard: Switchboard, call_sid: str, after: int) -> None:
    async for event in switchboard.follow(call_sid, after):
        await socket.send_text(event.model_dump_json())


async def until_closed(socket: WebSocket, work: Awaitable[None]) -> None:
    """Run `work` until it is done or the other side has gone; then close."""
    telling = asyncio.ensure_future(work)
    listening = asyncio.ensure_future(_gone(socket))
    try:
        await asyncio.wait({telling, listening}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (telling, listening):
            task.cancel()
        await asyncio.gather(telling, listening, return_exceptions=True)
    if socket.client_state is WebSocketState.CONNECTED:
        with suppress(WebSocketDisconnect):
            await socket.close()


async def _gone(socket: WebSocket) -> None:
    try:
        while True:
            await socket.receive_text()
    except (WebSocketDisconnect, KeyError):
        return


async def _state(check: Check) -> str:
    try:
        async with asyncio.timeout(_CHECK_SECONDS):
            await check()
    except RingbackError as error:
        return error.detail
    except TimeoutError:
        return "no answer in time"
    return "ok"
