"""What Twilio asks and tells us over HTTP: TwiML for an answered call, status, machine detection, stream events.

Rules:
1. Only requests that Twilio signed are read; all others are 403.
2. Callbacks are answered at once and empty; they may come twice, late and in any order. `app.state.hooks` is the
   running service.
"""

from dataclasses import dataclass
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.datastructures import FormData
from starlette.requests import HTTPConnection
from starlette.websockets import WebSocket

from ringback.call_handler.asgi_socket import AsgiSocket
from ringback.call_handler.carriers.signatures import Signatures
from ringback.call_handler.carriers.twilio import Twilio, last_words_twiml, read_status
from ringback.call_handler.inbound import FULL, InboundDesk, caller_of
from ringback.call_handler.media_stream import MediaStream
from ringback.call_handler.sockets import REFUSED
from ringback.call_handler.switchboard import Switchboard
from ringback.kit.errors import BadRequest, NotFound, RingbackError
from ringback.kit.http import ErrorBody
from ringback.wire import Language

log = structlog.get_logger()

_ERRORS: dict[int | str, dict[str, Any]] = {403: {"model": ErrorBody, "description": "Not signed by Twilio"}}


class BadSignature(RingbackError):
    code = "bad_signature"
    status = 403


@dataclass(frozen=True, slots=True)
class Hooks:
    twilio: Twilio
    signatures: Signatures
    switchboard: Switchboard
    media_stream: MediaStream
    inbound: InboundDesk
    default_language: Language


async def signed(request: Request) -> FormData:
    hooks: Hooks = request.app.state.hooks
    body = await request.body()
    form = await request.form()
    if not hooks.signatures.valid_request(request, form, body):
        log.warning("webhook refused", path=request.url.path, status=403)
        raise BadSignature("This request was not signed by Twilio.")
    return form


def running(connection: HTTPConnection) -> Hooks:
    hooks: Hooks = connection.app.state.hooks
    return hooks


Signed = Annotated[FormData, Depends(signed)]
Running = Annotated[Hooks, Depends(running)]
OrderId = Annotated[str, Query(alias="order", description="The order the call was placed for; empty: it came in.")]
router = APIRouter()


@router.post("/twilio/voice", responses=_ERRORS, response_class=Response)
async def voice(hooks: Running, form: Signed, order: OrderId = "") -> Response:
    """A call of ours was answered, or one to our number came in: connect it to the media stream."""
    if order:
        await _tell(hooks, order, form)
        line = hooks.switchboard.line(_sid(form))
        if line is not None and line.ended_by is not None and line.last_words:
            words = last_words_twiml(line.last_words, line.order.language)
            return Response(words, media_type="text/xml")
        return Response(hooks.twilio.stream_twiml(order), media_type="text/xml")
    arrived = await hooks.inbound.arrived(_sid(form), caller_of(form))
    if arrived is None:
        return Response(last_words_twiml(FULL[hooks.default_language], hooks.default_language), media_type="text/xml")
    return Response(hooks.twilio.stream_twiml(arrived.id), media_type="text/xml")


@router.post("/twilio/status", responses=_ERRORS, status_code=204)
async def status(hooks: Running, form: Signed, order: OrderId = "") -> None:
    """A word about a call of ours, or (without `order`) about one that came in; those we refused are none of ours."""
    line = hooks.switchboard.line(_sid(form))
    if order or line is not None:
        await _tell(hooks, order or (line.order.id if line else ""), form)


@router.post("/twilio/amd", responses=_ERRORS, status_code=204)
async def amd(hooks: Running, form: Signed, order: OrderId) -> None:
    line = hooks.switchboard.line(_sid(form))
    if line is not None:
        hooks.switchboard.detected(line, str(form.get("AnsweredBy", "unknown")))


@router.post("/twilio/stream", responses=_ERRORS, status_code=204)
async def stream(hooks: Running, form: Signed, order: OrderId) -> None:
    event, error = str(form.get("StreamEvent", "")), str(form.get("StreamError", ""))
    log.info("stream event", call_sid=_sid(form), stream_event=event, stream_error=error)


@router.websocket("/media-stream")
async def media_stream(hooks: Running, socket: WebSocket) -> None:
    """Where the server does not hand this path to picows itself (see upgrade.py)."""
    stream = hooks.media_stream
    if not stream.admits(socket):
        await socket.close(REFUSED)
        return
    await socket.accept()
    wire = AsgiSocket(socket, stream.limits)
    await wire.run(stream.serve(wire, socket))


async def _tell(hooks: Hooks, order_id: str, form: FormData) -> None:
    word = read_status(form)
    if word is None:
        raise BadRequest("The callback has no CallStatus.")
    try:
        await hooks.switchboard.told(order_id, _sid(form), word)
    except NotFound:
        log.warning("callback for an unknown order", call_sid=_sid(form), call_status=word.status.value)
        raise


def _sid(form: FormData) -> str:
    return str(form.get("CallSid", ""))
