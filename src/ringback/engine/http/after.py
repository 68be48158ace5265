"""After an errand: whether its outcome was right, a reminder of what was agreed, and the same as a calendar entry."""

from dataclasses import replace
from datetime import UTC, datetime

import structlog
from fastapi import APIRouter, Response
from pydantic import BaseModel

from ringback.engine import calendar
from ringback.engine.http.tasks import MISSING, TaskId, unknown
from ringback.engine.http.user import User
from ringback.engine.http.views import TaskView, Views
from ringback.engine.journal import Journal
from ringback.engine.ports import Clock, Unit
from ringback.engine.task import ENDED, Status, Task
from ringback.kit.errors import Conflict, NotFound
from ringback.kit.http import ErrorBody

log = structlog.get_logger()


class RatingRequest(BaseModel):
    """`right`: what was told of the call is what really came of it."""

    right: bool


def create_router(journal: Journal, views: Views, clock: Clock) -> APIRouter:
    router = APIRouter(prefix="/tasks", tags=["tasks"])

    @router.post("/{task_id}/rating", responses={**MISSING, 409: {"model": ErrorBody}})
    async def rate(user: User, task_id: TaskId, rating: RatingRequest) -> TaskView:
        """Say whether the outcome was right; saying it again changes it. The event `task.rated` tells it."""
        async with journal.unit(user) as unit:
            task = await unit.task(task_id)
            if task is None:
                raise unknown()
            if task.status not in ENDED - {Status.CANCELLED} or task.outcome is None:
                raise Conflict("This task has no outcome yet.", code="not_ended")
            told = {"right": rating.right, "status": task.outcome.status.value, "reason": task.outcome.reason}
            await unit.append("task.rated", told, conversation=task.conversation_id, task=task.id)
        log.info("outcome rated", user_id=user, task_id=task_id, right=rating.right, outcome=told["status"])
        return views.task(task)

    @router.put("/{task_id}/reminder", responses={**MISSING, 409: {"model": ErrorBody}})
    async def remind(user: User, task_id: TaskId) -> TaskView:
        """Be reminded in this conversation an hour before what was agreed; `task.reminder` tells it."""
        async with journal.unit(user) as unit:
            task = await unit.task(task_id)
            if task is None:
                raise unknown()
            phrases = views.phrases[task.language]
            at = calendar.begins(task, task.outcome, views.region)
            if at is None:
                raise NotFound(phrases.text("error.no_appointment"), code="no_appointment")
            due = (at - calendar.BEFORE).timestamp()
            if due <= clock.now().timestamp():
                raise Conflict(phrases.text("error.too_soon"), code="too_soon")
            return await reminded(unit, task, due)

    @router.delete("/{task_id}/reminder", responses=MISSING)
    async def forget_reminder(user: User, task_id: TaskId) -> TaskView:
        """Not to be reminded after all; fine when nobody would be."""
        async with journal.unit(user) as unit:
            task = await unit.task(task_id)
            if task is None:
                raise unknown()
            return await reminded(unit, task, None)

    async def reminded(unit: Unit, task: Task, due: float | None) -> TaskView:
        task = replace(task, remind_at=due)
        await unit.save_task(task)
        at = None if due is None else datetime.fromtimestamp(due, UTC).isoformat()
        await unit.append("task.reminder", {"at": at}, conversation=task.conversation_id, task=task.id)
        return views.task(task)

    @router.get(
        "/{task_id}/calendar.ics",
        response_class=Response,
        responses={200: {"content": {"text/calendar": {}}}, **MISSING},
    )
    async def calendar_entry(user: User, task_id: TaskId) -> Response:
        """What was agreed, with a reminder an hour before; 404 while its day and hour are not certain."""
        async with journal.unit(user) as unit:
            task = await unit.task(task_id)
        if task is None:
            raise unknown()
        at = calendar.begins(task, task.outcome, views.region)
        if at is None or task.outcome is None:
            raise NotFound("Nothing was agreed for a certain day and hour.", code="no_appointment")
        summary = views.task_types[task.type].summary(task, task.language)
        written = calendar.entry(task, task.outcome, at, views.words, summary, clock.now())
        return Response(written, media_type="text/calendar; charset=utf-8; method=PUBLISH")

    return router
