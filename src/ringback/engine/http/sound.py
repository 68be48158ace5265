"""The sound of a task's calls: listened to while one is on; of an ended one its shape, and its deletion."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from datetime import datetime
from typing import Annotated, Literal

import structlog
from fastapi import APIRouter, Query, WebSocket, WebSocketDisconnect
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from ringback.engine import recordings
from ringback.engine.calls import going_on
from ringback.engine.http.tasks import CONSULTED, MISSING, Place, TaskId, call_of, passed_on, unknown
from ringback.engine.http.user import User
from ringback.engine.http.views import TaskView, Views
from ringback.engine.journal import Journal
from ringback.engine.peaks import peaks
from ringback.engine.ports import CallHandler
from ringback.engine.task import ENDED, Task
from ringback.kit.errors import Conflict, NotFound, RingbackError

log = structlog.get_logger()

LOST = 1011


class ListenView(BaseModel):
    """`url` is a WebSocket of this engine and opens until `expires_at`.

    Its binary messages are µ-law samples, those of the two sides in turn, our assistant's first.
    """

    url: str = Field(examples=["/ws/calls/CA…/audio?token=…"])
    expires_at: datetime
    encoding: Literal["mulaw"]
    rate: int = Field(description="samples a second")
    channels: int


class PeaksView(BaseModel):
    """How loud a recording is, from 0 to 1, in equal steps over its whole length."""

    seconds: float
    agent: list[float]
    callee: list[float]


def create_router(journal: Journal, handler: CallHandler, views: Views) -> APIRouter:
    router = APIRouter(tags=["tasks"])

    async def stored(user: str, task_id: str) -> Task:
        async with journal.unit(user) as unit:
            task = await unit.task(task_id)
        if task is None:
            raise unknown()
        return task

    @router.post("/tasks/{task_id}/listen", responses=CONSULTED)
    async def listen(user: User, task_id: TaskId, call: Place = None) -> ListenView:
        """Where the call that is on can be heard."""
        task = await stored(user, task_id)
        on = going_on(task)
        call_sid = call_of(task, call) if call is not None else on[-1] if on else None
        if call_sid is None or call_sid not in on:
            raise Conflict("This task is not in a call.", code="no_call")
        opened = await passed_on(handler.listen(call_sid))
        return ListenView(
            url=f"/ws/calls/{call_sid}/audio?token={opened.token}",
            expires_at=opened.expires_at,
            encoding=opened.encoding,
            rate=opened.rate,
            channels=opened.channels,
        )

    @router.websocket("/ws/calls/{call_sid}/audio")
    async def audio(socket: WebSocket, user: User, call_sid: str, token: Annotated[str, Query()] = "") -> None:
        """The sound of a call while it is on; the call-handler checks the token."""
        async with aclosing(handler.audio(call_sid, token)) as sound:
            try:
                first = await anext(sound, None)
            except RingbackError as exc:
                body = {"error": exc.code, "detail": exc.detail}
                await socket.send_denial_response(JSONResponse(body, exc.status))
                return
            await socket.accept()
            log.info("listened to", user_id=user, call_sid=call_sid)
            playing = asyncio.ensure_future(_play(socket, first, sound))
            leaving = asyncio.ensure_future(_left(socket))
            await asyncio.wait({playing, leaving}, return_when=asyncio.FIRST_COMPLETED)
            for work in (playing, leaving):
                work.cancel()
            ends = await asyncio.gather(playing, leaving, return_exceptions=True)
        with suppress(WebSocketDisconnect, RuntimeError):
            await socket.close(LOST if isinstance(ends[0], RingbackError) else 1000)

    @router.get("/tasks/{task_id}/recording/peaks", responses=MISSING)
    async def shape(
        user: User, task_id: TaskId, call: Place = None, count: Annotated[int, Query(ge=10, le=4000)] = 600
    ) -> PeaksView:
        """The loudness of both sides, for drawing."""
        call_sid = call_of(await stored(user, task_id), call)
        wav = await handler.recording(call_sid) if call_sid else None
        if wav is None:
            raise NotFound("There is no recording of this task.", code="no_recording")
        seconds, sides = await asyncio.to_thread(peaks, wav, count)
        return PeaksView(seconds=seconds, agent=sides[0], callee=sides[-1])

    @router.delete("/tasks/{task_id}/recording", responses=CONSULTED)
    async def erase(user: User, task_id: TaskId) -> TaskView:
        """Delete the sound of all calls of an ended task; what was said stays as text."""
        task = await stored(user, task_id)
        if task.status not in ENDED:
            raise Conflict("The call is on; its recording can be deleted when it has ended.", code="call_on")
        return views.task(await passed_on(recordings.erase(journal, handler, task)))

    return router


async def _play(socket: WebSocket, first: bytes | None, sound: AsyncIterator[bytes]) -> None:
    if first is not None:
        await socket.send_bytes(first)
    async for piece in sound:
        await socket.send_bytes(piece)


async def _left(socket: WebSocket) -> None:
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass
