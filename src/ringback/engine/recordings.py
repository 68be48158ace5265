"""The sound of ended calls: deleted when the user asks for it, or after the days the user has set.

Rules:
1. A user's days only count where they are fewer than the call-handler's own, which deletes all recordings.
2. What was said stays as text; the journal tells that the sound is gone.
"""

from dataclasses import replace

import structlog

from ringback.engine import wishes
from ringback.engine.journal import Journal
from ringback.engine.ports import CallHandler, Clock
from ringback.engine.task import ENDED, Task
from ringback.kit.errors import RingbackError

log = structlog.get_logger()

_DAY_SECONDS = 24 * 3600.0


async def erase(journal: Journal, handler: CallHandler, task: Task) -> Task:
    """The task without the sound of any of its calls; raises what the call-handler answers."""
    for call_sid in filter(None, [task.call_sid, *(call.call_sid for call in task.calls)]):
        await handler.erase_recording(call_sid)
    async with journal.unit(task.user_id) as unit:
        task = await unit.task(task.id) or task
        if task.recording:
            task = replace(task, recording=False, calls=tuple(replace(call, recording=False) for call in task.calls))
            await unit.save_task(task)
            await unit.append("recording.deleted", {}, conversation=task.conversation_id, task=task.id)
            log.info("recording deleted", user_id=task.user_id, task_id=task.id)
    return task


class ShorterKept:
    """Deletes what users do not want kept as long as the call-handler would."""

    def __init__(self, journal: Journal, handler: CallHandler, clock: Clock) -> None:
        self._journal = journal
        self._handler = handler
        self._clock = clock

    async def sweep(self, user_id: str) -> None:
        async with self._journal.unit(user_id) as unit:
            days = wishes.of(await unit.facts()).recording_days
            tasks = await unit.tasks() if days is not None else []
        if days is None:
            return
        before = self._clock.now().timestamp() - days * _DAY_SECONDS
        for task in tasks:
            if task.recording and task.status in ENDED and _called_at(task) < before:
                try:
                    await erase(self._journal, self._handler, task)
                except RingbackError as exc:
                    log.warning("recording not deleted", user_id=user_id, task_id=task.id, error=exc.code)


def _called_at(task: Task) -> float:
    """When the last of its calls was made."""
    times = [task.ordered_at, *(call.ordered_at for call in task.calls)]
    return max((at for at in times if at is not None), default=task.created_at)
