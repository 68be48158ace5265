"""Tasks: seen, waited for, confirmed, cancelled, hung up, listened to."""

import asyncio
import re
from collections.abc import Awaitable
from contextlib import suppress
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from ringback.engine.calls import going_on
from ringback.engine.chat import Chat
from ringback.engine.http.transcript import TranscriptView
from ringback.engine.http.transcript import transcript as told
from ringback.engine.http.user import User
from ringback.engine.http.views import TaskView, Views, turns
from ringback.engine.journal import Journal
from ringback.engine.ports import CallHandler, CallUnknown, HandlerDown, Runner
from ringback.engine.task import ENDED, RUNNING, Status, Task
from ringback.kit.errors import Conflict, NotFound, RingbackError
from ringback.kit.http import ErrorBody, while_there
from ringback.wire import Answer, Steered

LONGEST_WAIT = 60.0
HANGUP_SECONDS = 25.0
"""How long a hang-up is waited for; the run goes on asking."""

MISSING: dict[int | str, dict[str, Any]] = {404: {"model": ErrorBody}}
CONSULTED = {
    **MISSING,
    409: {"model": ErrorBody, "description": "not in a call, the call is over, or the question is no longer open"},
}

Answered = TypeVar("Answered")

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def _known_shape(task_id: str) -> str:
    if not _ID.fullmatch(task_id):
        raise unknown()
    return task_id


def unknown() -> NotFound:
    return NotFound("There is no task with this id.", code="unknown_task")


TaskId = Annotated[str, Depends(_known_shape)]
Place = Annotated[int | None, Query(ge=0, le=20, description="of several calls, which one")]
Wait = Annotated[float, Query(ge=0, le=LONGEST_WAIT, description="seconds to wait until the task changes")]


class ConfirmRequest(BaseModel):
    plan_version: int = Field(ge=0, le=2**31)
    at: AwareDatetime | None = Field(
        default=None, description="call then, not now; for a task that waits, another hour than it has"
    )


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class SteerRequest(BaseModel):
    text: Words = Field(examples=["ask if they deliver"])
    mode: Literal["guide", "say"] = Field(
        default="guide", description="`guide` tells the assistant, `say` has it say exactly these words"
    )


class AnswerRequest(BaseModel):
    question_id: str = Field(min_length=1, max_length=100)
    text: Words = Field(description="one of the question's options, or anything else")


class StalePlan(ErrorBody):
    """Another version waits; `task` shows it."""

    task: TaskView


CONFIRMED: dict[int | str, dict[str, Any]] = {
    **MISSING,
    400: {"model": ErrorBody, "description": "`at` is past or too far off"},
    409: {"model": StalePlan},
}


def create_router(chat: Chat, journal: Journal, runner: Runner, handler: CallHandler, views: Views) -> APIRouter:
    router = APIRouter(prefix="/tasks", tags=["tasks"])

    async def stored(user: str, task_id: str) -> Task:
        async with journal.unit(user) as unit:
            task = await unit.task(task_id)
        if task is None:
            raise unknown()
        return task

    async def changed(user: str, task_id: str, seconds: float) -> TaskView:
        """The task when it no longer looks as it does now, or after `seconds`; an ended one at once."""
        with journal.watch(user) as wake:
            before = now = views.task(await stored(user, task_id))
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    while now == before and now.status not in ENDED and not journal.closed:
                        await wake.wait()
                        wake.clear()
                        now = views.task(await stored(user, task_id))
        return now

    @router.get("")
    async def tasks(user: User) -> list[TaskView]:
        """All tasks, newest first."""
        async with journal.unit(user) as unit:
            return [views.task(task) for task in await unit.tasks()]

    @router.get("/{task_id}", responses=MISSING)
    async def task(user: User, task_id: TaskId, request: Request, wait: Wait = 0) -> TaskView:
        """One task; with `wait`, as soon as it changes."""
        if wait:
            return await while_there(request, changed(user, task_id, wait))
        return views.task(await stored(user, task_id))

    @router.post("/{task_id}/confirm", response_model=TaskView, responses=CONFIRMED)
    async def confirm(user: User, task_id: TaskId, request: ConfirmRequest) -> TaskView | JSONResponse:
        """Start this version, or schedule it. Another answers 409 with what waits; a second time, the same task."""
        try:
            return views.task(await chat.confirm(user, task_id, request.plan_version, "button", request.at))
        except Conflict as exc:
            now = views.task(await stored(user, task_id))
            body = StalePlan(error=exc.code, detail=exc.detail, task=now)
            return JSONResponse(body.model_dump(mode="json"), exc.status)

    @router.post("/{task_id}/cancel", responses=MISSING)
    async def cancel(user: User, task_id: TaskId) -> TaskView:
        """Give it up: before the call nothing is dialled, during the call it is hung up."""
        return views.task(await chat.cancel(user, task_id))

    @router.post("/{task_id}/hangup", responses={**MISSING, 409: {"model": ErrorBody}})
    async def hangup(user: User, task_id: TaskId) -> TaskView:
        """End the call; answers when the phone service has acknowledged."""
        task = await stored(user, task_id)
        if task.status not in RUNNING:
            raise Conflict("This task has no call to hang up.", code="no_call")
        if not await runner.cancel(user, task_id, HANGUP_SECONDS):
            raise HandlerDown(views.phrases[task.language].text("error.hangup_later"))
        return views.task(await stored(user, task_id))

    async def in_call(user: str, task_id: str, question_id: str | None = None) -> tuple[str, ...]:
        """Sids of the calls that are going on; with `question_id` only of the one that asks it."""
        async with journal.unit(user) as unit:
            task = await unit.task(task_id)
            entries = await unit.entries(task=task_id, limit=100_000) if question_id else []
        if task is None:
            raise unknown()
        sids = going_on(task)
        if task.status is not Status.IN_CALL or not sids:
            raise Conflict("This task is not in a call.", code="no_call")
        asking = [entry for entry in entries if entry.type == "call.ask" and entry.data["question_id"] == question_id]
        asked_in = asking[-1].data.get("call_sid") if asking else None
        return (asked_in,) if asked_in in sids else sids

    @router.post("/{task_id}/steer", responses=CONSULTED)
    async def steer(user: User, task_id: TaskId, request: SteerRequest) -> Steered:
        """Tell the assistant something during the call, or have it say exactly this.

        What became of it comes as the event `call.steer`: sent, then used or too_late.
        """
        for call_sid in await in_call(user, task_id):
            await passed_on(handler.steer(call_sid, request.text, request.mode))
        return Steered()

    @router.post("/{task_id}/answer", responses=CONSULTED)
    async def answer(user: User, task_id: TaskId, request: AnswerRequest) -> Answer:
        """Answer the question that the event `call.ask` brought."""
        *_, call_sid = await in_call(user, task_id, request.question_id)
        await passed_on(handler.answer(call_sid, request.question_id, request.text))
        return Answer(question_id=request.question_id, text=request.text)

    @router.get(
        "/{task_id}/recording",
        response_class=Response,
        responses={
            200: {"content": {"audio/wav": {}}, "description": "stereo WAV: left our assistant, right the callee"},
            206: {"content": {"audio/wav": {}}, "description": "the part asked for by Range"},
            **MISSING,
            416: {"model": ErrorBody},
        },
    )
    async def recording(
        user: User, task_id: TaskId, call: Place = None, range_: Annotated[str | None, Header(alias="range")] = None
    ) -> Response:
        call_sid = call_of(await stored(user, task_id), call)
        wav = await handler.recording(call_sid) if call_sid else None
        if wav is None:
            raise NotFound("There is no recording of this task.", code="no_recording")
        return _part(wav, range_)

    @router.get("/{task_id}/transcript", responses=MISSING)
    async def transcript(user: User, task_id: TaskId, call: Place = None) -> TranscriptView:
        """What both sides said, and what happened between it."""
        async with journal.unit(user) as unit:
            task = await unit.task(task_id)
            entries = await unit.entries(task=task_id, limit=100_000)
        if task is None:
            raise unknown()
        call_sid = call_of(task, call)
        if call_sid is None:
            raise NotFound("There is no call of this task.", code="no_call")
        marked = [entry for entry in entries if entry.data.get("call_sid") == call_sid]
        if not task.others and not turns(marked):
            marked = [entry for entry in entries if entry.data.get("call_sid") in (None, call_sid)]
        return told(task_id, call_sid, marked)

    return router


def call_of(task: Task, place: int | None) -> str | None:
    """The call that is meant: of several the one at `place`, else the one whose result was taken, else the last."""
    if task.outcome is not None and place is None:
        place = task.outcome.chosen
    if place is None or not task.calls:
        return task.call_sid
    return task.calls[place].call_sid if place < len(task.calls) else None


async def passed_on(asked: Awaitable[Answered]) -> Answered:
    """What the call-handler refuses of a running call, as the errors of our routes."""
    try:
        return await asked
    except (HandlerDown, CallUnknown) as exc:
        raise HandlerDown("The call-handler does not answer; the call goes on without this.") from exc
    except RingbackError as exc:
        if exc.status == 404:
            raise Conflict("This call is over.", code="too_late") from exc
        raise


def _part(content: bytes, wanted: str | None) -> Response:
    """All of `content`, or the one range asked for, which players seek by."""
    headers = {"accept-ranges": "bytes"}
    asked = _RANGE.fullmatch(wanted or "")
    if asked is None or asked.groups() == ("", ""):
        return Response(content, media_type="audio/wav", headers=headers)
    first, last = asked.groups()
    start = int(first) if first else max(0, len(content) - int(last))
    end = min(int(last), len(content) - 1) if first and last else len(content) - 1
    if start > end:
        headers["content-range"] = f"bytes */{len(content)}"
        body = ErrorBody(error="bad_range", detail="The recording is shorter than that.")
        return JSONResponse(body.model_dump(), 416, headers=headers)
    headers["content-range"] = f"bytes {start}-{end}/{len(content)}"
    return Response(content[start : end + 1], 206, media_type="audio/wav", headers=headers)
