"""The call-handler's HTTP contract in front of `FakeCallHandler`."""

from contextlib import aclosing, suppress
from datetime import datetime
from typing import Annotated

from fastapi import FastAPI, Header, HTTPException, Response, WebSocket, WebSocketDisconnect
from fastapi.responses import JSONResponse

from ringback.engine.ports import CallUnknown, ErasedLater
from ringback.engine.task import Language
from ringback.kit.errors import NotFound, RingbackError
from ringback.wire import (
    Answer,
    CallView,
    ErasedCall,
    ErasedOrders,
    InboundCalls,
    Line,
    Listening,
    Ordered,
    Permission,
    Steer,
    Steered,
    Withdrawn,
)
from tests.fakes.call_handler import FakeCallHandler


def handler_app(handler: FakeCallHandler, token: str = "") -> FastAPI:
    """`handler` behind the call-handler's HTTP contract."""
    app = FastAPI()

    @app.exception_handler(RingbackError)
    async def refuse(_request: object, exc: RingbackError) -> JSONResponse:
        status = 504 if isinstance(exc, CallUnknown) else exc.status
        headers = {} if exc.retry_after is None else {"Retry-After": f"{exc.retry_after:.0f}"}
        return JSONResponse({"error": exc.code, "detail": exc.detail}, status, headers)

    def know(authorization: str | None) -> None:
        if token and authorization != f"Bearer {token}":
            raise RingbackError("The token is wrong.", code="unauthorized", status=401)

    @app.get("/order")
    async def order(
        instructions: str,
        phone_number: str,
        task_id: str,
        language: Language,
        idempotency_key: str = Header(),
        authorization: str | None = Header(default=None),
    ) -> Ordered:
        know(authorization)
        sid = await handler.order(
            key=idempotency_key,
            task_id=task_id,
            instructions=instructions,
            phone_number=phone_number,
            language=language,
        )
        return Ordered(call_sid=sid)

    @app.delete("/order")
    async def withdraw(task_id: str, idempotency_key: Annotated[str, Header()]) -> Withdrawn:
        return Withdrawn(call_sid=await handler.withdraw(key=idempotency_key, task_id=task_id))

    @app.get("/permission")
    async def permission(phone_number: str, at: datetime | None = None) -> Permission:
        return await handler.permission(phone_number, at)

    @app.websocket("/calls/{call_sid}/events")
    async def events(socket: WebSocket, call_sid: str, after: int = 0) -> None:
        if call_sid not in handler.calls:
            await socket.send_denial_response(JSONResponse({"error": "not_found", "detail": "no such call"}, 404))
            return
        await socket.accept()
        try:
            async for event in handler.follow(call_sid, after):
                await socket.send_text(event.model_dump_json())
        except RingbackError:
            with suppress(WebSocketDisconnect):
                await socket.close(1011)
        else:
            await socket.close(1000)

    @app.get("/calls/{call_sid}")
    async def call(call_sid: str, wait: float = 0) -> CallView:
        return await handler.call(call_sid, wait)

    @app.post("/calls/{call_sid}/hangup")
    async def hangup(call_sid: str) -> dict[str, str]:
        await handler.hangup(call_sid)
        return {"status": "completed"}

    @app.post("/calls/{call_sid}/steer")
    async def steer(call_sid: str, body: Steer) -> Steered:
        await handler.steer(call_sid, body.text, body.mode)
        return Steered()

    @app.post("/calls/{call_sid}/answer")
    async def answer(call_sid: str, body: Answer) -> Answer:
        await handler.answer(call_sid, body.question_id, body.text)
        return body

    @app.post("/calls/{call_sid}/listen")
    async def listen(call_sid: str, authorization: str | None = Header(default=None)) -> Listening:
        know(authorization)
        return await handler.listen(call_sid)

    @app.websocket("/calls/{call_sid}/audio")
    async def audio(socket: WebSocket, call_sid: str, token: str) -> None:
        try:
            async with aclosing(handler.audio(call_sid, token)) as sound:
                first = await anext(sound)
                await socket.accept()
                await socket.send_bytes(first)
                async for piece in sound:
                    await socket.send_bytes(piece)
            await socket.close(1000)
        except RingbackError as exc:
            await socket.send_denial_response(JSONResponse({"error": exc.code, "detail": exc.detail}, exc.status))

    @app.delete("/calls/{call_sid}/recording", status_code=204)
    async def erase_recording(call_sid: str) -> None:
        await handler.erase_recording(call_sid)

    @app.get("/calls/{call_sid}/recording")
    async def recording(call_sid: str) -> Response:
        wav = await handler.recording(call_sid)
        if wav is None:
            raise NotFound("There is no recording of this call.")
        return Response(wav, media_type="audio/wav")

    @app.delete("/calls/{call_sid}")
    async def erase(call_sid: str, response: Response) -> ErasedCall:
        try:
            if not await handler.erase([call_sid]):
                raise HTTPException(404)
        except ErasedLater:
            response.status_code = 202
            return ErasedCall(erased="", when="ended")
        return ErasedCall(erased=call_sid)

    @app.delete("/orders")
    async def erase_orders(task_id: str) -> ErasedOrders:
        try:
            return ErasedOrders(erased=await handler.erase_orders(task_id), later=0)
        except ErasedLater:
            return ErasedOrders(erased=0, later=1)

    @app.get("/inbound")
    async def inbound(
        after: int = 0, wait: float = 0, authorization: str | None = Header(default=None)
    ) -> InboundCalls:
        know(authorization)
        return await handler.inbound(after, wait)

    @app.get("/line/voice")
    async def voice(voice: str, language: Language) -> Response:
        return Response(await handler.voice(voice, language), media_type="audio/wav")

    @app.get("/line")
    async def line(check: bool = False, authorization: str | None = Header(default=None)) -> Line:
        know(authorization)
        return await handler.line(check=check)

    @app.get("/health")
    async def health(authorization: str | None = Header(default=None)) -> dict[str, str]:
        know(authorization)
        await handler.check()
        return {"status": "ok"}

    return app
