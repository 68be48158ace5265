"""What the cards of the page do besides confirming: tell what stands against a call, change the plan, ask once more."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from ringback.engine.admission import refusal
from ringback.engine.calls import targets
from ringback.engine.cards import Cards
from ringback.engine.http.tasks import MISSING, StalePlan, TaskId
from ringback.engine.http.user import User
from ringback.engine.http.views import TaskView, Views
from ringback.engine.journal import Journal
from ringback.engine.permission import guard
from ringback.engine.ports import CallHandler
from ringback.engine.task import Task
from ringback.engine.wishes import Bounds
from ringback.kit.errors import Conflict, NotFound
from ringback.kit.http import ErrorBody

Values = dict[Annotated[str, StringConstraints(max_length=60)], Annotated[str, StringConstraints(max_length=1000)]]


class EditRequest(BaseModel):
    """`slots` by their names in the plan's fields, as a person would write them; an empty text takes one out."""

    plan_version: int = Field(ge=0, le=2**31)
    slots: Values = Field(min_length=1, max_length=30, examples=[{"party_size": "5"}])


class AgainRequest(BaseModel):
    """`slots` are to be different this time."""

    slots: Values = Field(default={}, max_length=30, examples=[{"voicemail": "leave"}])
    in_minutes: int | None = Field(
        default=None, ge=1, le=24 * 60, description="call so many minutes from now; left out, at once"
    )


class PermissionView(BaseModel):
    """`code` is why the call would not be made; null when nothing is known against it."""

    code: str | None = Field(examples=["quiet_hours", "do_not_call", None])
    text: str = Field(description="the same in words, with what can be done")
    again_at: datetime | None = Field(description="from when on it would be made, where that is known")
    later: bool = Field(description="whether another hour can help")


def create_router(
    cards: Cards, journal: Journal, handler: CallHandler, views: Views, bounds: Bounds, now: Callable[[], datetime]
) -> APIRouter:
    router = APIRouter(prefix="/tasks", tags=["tasks"])

    async def stored(user: str, task_id: str) -> Task:
        async with journal.unit(user) as unit:
            task = await unit.task(task_id)
        if task is None:
            raise NotFound("There is no task with this id.", code="unknown_task")
        return task

    @router.patch(
        "/{task_id}",
        response_model=TaskView,
        responses={**MISSING, 400: {"model": ErrorBody}, 409: {"model": StalePlan}},
    )
    async def edit(user: User, task_id: TaskId, request: EditRequest) -> TaskView | JSONResponse:
        """Change the plan that was shown; a new version waits then. Another version answers 409 with what waits."""
        try:
            return views.task(await cards.edit(user, task_id, request.plan_version, request.slots))
        except Conflict as exc:
            now = views.task(await stored(user, task_id))
            body = StalePlan(error=exc.code, detail=exc.detail, task=now)
            return JSONResponse(body.model_dump(mode="json"), exc.status)

    @router.get("/{task_id}/permission", responses=MISSING)
    async def permission(
        user: User,
        task_id: TaskId,
        at: Annotated[AwareDatetime | None, Query(description="another hour than the plan's")] = None,
    ) -> PermissionView:
        """Whether the call would be dialled if the plan were confirmed, and if not, why and what to do."""
        task = await stored(user, task_id)
        numbers = [target.phone_number.value for target in targets(task) if target.phone_number]
        async with journal.unit(user) as unit:
            asked = {one: await refusal(unit, task, one, bounds, (at or now()).timestamp()) for one in numbers}
        own = {number: code for number, code in asked.items() if code}
        found = await guard(handler, task, views.phrases[task.language], views.region, now(), at, own)
        return PermissionView.model_validate(found, from_attributes=True)

    @router.post("/{task_id}/again", responses={**MISSING, 400: {"model": ErrorBody}, 409: {"model": ErrorBody}})
    async def again(user: User, task_id: TaskId, request: AgainRequest) -> TaskView:
        """A new task like this ended one: its plan waits to be confirmed, or the chat asks for what is missing."""
        return views.task(await cards.again(user, task_id, request.slots, request.in_minutes))

    return router
