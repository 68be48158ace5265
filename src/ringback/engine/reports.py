"""Reports the call-handler posts, taken before the run asks for them, or when it cannot.

Rules:
1. A report is acknowledged when it is stored, or when it can change nothing any more: its task is over or erased, or
   its call has its outcome. So one that comes twice, late or before its call's other events changes nothing.
2. It is stored once, beside the call's other events; the run draws the outcome from it (run.py). Whoever posts one for
   a call that the task does not have yet is asked to come again.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from ringback.engine import calls
from ringback.engine.journal import Journal
from ringback.engine.ports import Store
from ringback.engine.task import RUNNING, Status, Task
from ringback.kit.errors import RingbackError
from ringback.wire import Report

log = structlog.get_logger()

ENTRY = "call.report"


class NotYet(RingbackError):
    """The order's answer is still on its way."""

    code = "not_taken"
    status = 503
    recoverable = True


class Reports:
    """`came_in` takes the report of a call to our number."""

    def __init__(self, store: Store, journal: Journal, came_in: Callable[[Report], Awaitable[None]]) -> None:
        self._store = store
        self._journal = journal
        self._came_in = came_in

    async def take(self, report: Report) -> None:
        """Returns when it is acknowledged; raises NotYet."""
        if report.direction == "inbound":
            await self._came_in(report)
            return
        owners = {task_id: user_id for user_id, task_id in await self._store.running()}
        user_id = owners.get(report.task_id or "")
        if user_id is None or report.task_id is None:
            log.info("report changes nothing", task_id=report.task_id, call_sid=report.call_sid)
            return
        async with self._journal.unit(user_id) as unit:
            task = await unit.task(report.task_id)
            if task is None or task.status not in RUNNING:
                return
            going_on = calls.going_on(task)
            if report.call_sid not in going_on:
                if _may_come(task) and report.call_sid not in [one.call_sid for one in task.tries]:
                    raise NotYet("The task has no such call yet; post the report again.")
                return
            if await unit.claim(f"report:{report.call_sid}"):
                data = {**_place(task, report.call_sid), **report.model_dump(mode="json")}
                await unit.append(ENTRY, data, conversation=task.conversation_id, task=task.id)
        log.info("report taken", user_id=user_id, task_id=task.id, call_sid=report.call_sid)


def _may_come(task: Task) -> bool:
    """A call is being ordered."""
    if task.others:
        return any(call.call_sid is None and call.outcome is None for call in task.calls)
    return task.call_sid is None and task.status is not Status.SCHEDULED


def _place(task: Task, call_sid: str) -> dict[str, Any]:
    """Of several calls, which one."""
    return {"call": next(n for n, call in enumerate(task.calls) if call.call_sid == call_sid)} if task.others else {}
