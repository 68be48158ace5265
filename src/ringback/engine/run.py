"""A confirmed task carried to its end: order → follow → outcome → notice, from wherever the store says it stands.

Rules:
1. Every step reads the task, does one thing and stores it; a step done twice changes nothing. So a run may be cut at
   any moment and taken up again.
2. The call's events enter the journal once, by their number. The report is not noted: it ends the run, or comes again.
3. A user's wish to stop is stored first; the run obeys it whenever it next speaks to the handler.
4. While the handler is away the run keeps asking, until the deadline. Then it asks once more what became of the call,
   and what nobody can say is unconfirmed. Nothing is ordered after the deadline.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any

import structlog
from pydantic import ValidationError

from ringback.engine import call_events, order, outcome
from ringback.engine.journal import Journal
from ringback.engine.notice import Notifier
from ringback.engine.order import Sleep
from ringback.engine.ports import CallHandler, CallUnknown, Clock, StoreDown, Unit
from ringback.engine.task import RUNNING, Outcome, Status, Task
from ringback.kit.errors import RingbackError
from ringback.wire import CallEvent, Report

log = structlog.get_logger()

DISCARD_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: how long a call is waited for, and the shortest and longest pause before asking again."""

    deadline: float = 1800.0
    pause: float = 0.25
    longest_pause: float = 15.0


class Gone(Exception):
    """The task was erased while it ran."""


class Run:
    """`instructions` renders what the voice model is told for a task."""

    def __init__(
        self,
        journal: Journal,
        handler: CallHandler,
        notifier: Notifier,
        instructions: Callable[[Task], str],
        clock: Clock,
        *,
        sleep: Sleep = asyncio.sleep,
        pace: Pace = Pace(),
    ) -> None:
        self._journal = journal
        self._handler = handler
        self._notifier = notifier
        self._instructions = instructions
        self._clock = clock
        self._sleep = sleep
        self._pace = pace

    async def carry(self, user_id: str, task_id: str) -> None:
        """Returns when the task has ended and its notice is out; raises only what may pass, such as `StoreDown`."""
        with structlog.contextvars.bound_contextvars(user_id=user_id, task_id=task_id):
            try:
                task = await self._read(user_id, task_id)
                if task.status in RUNNING:
                    ending, recording = await self._end(task)
                    await self._notifier.finish(user_id, task_id, ending, recording=recording)
            except Gone:
                log.info("task erased")

    async def _end(self, task: Task) -> tuple[Outcome, bool]:
        """How the task ends, and whether there is a recording of the call."""
        call_sid = task.call_sid
        if call_sid is None:
            if task.cancel_requested:
                return outcome.cancelled(), False
            if self._left(task) <= 0:
                return outcome.unknown(), False
            try:
                call_sid = await self._order(task)
            except StoreDown:
                raise
            except CallUnknown:
                return outcome.unknown(), False
            except RingbackError as exc:
                stopped = (await self._read(task.user_id, task.id)).cancel_requested
                return outcome.cancelled() if stopped else outcome.not_ordered(exc.code), False
        try:
            report = await self._follow(task.user_id, task.id, call_sid)
        except Gone:
            await self._discard(call_sid)
            raise
        return (outcome.judge(report), report.recording) if report else (outcome.unknown(), False)

    async def _order(self, task: Task) -> str:
        call_sid = await order.place(
            self._handler,
            task_id=task.id,
            key=order.key(task),
            instructions=self._instructions(task),
            phone_number=task.value("phone_number"),
            language=task.call_language,
            sleep=self._sleep,
        )
        try:
            async with self._journal.unit(task.user_id) as unit:
                now = await _task(unit, task.id)
                ordered_at = self._clock.now().timestamp()
                await unit.save_task(replace(now, call_sid=call_sid, status=Status.ORDERED, ordered_at=ordered_at))
        except Gone:
            await self._discard(call_sid)
            raise
        return call_sid

    async def _discard(self, call_sid: str) -> None:
        """End a call whose task was erased, and erase it too."""
        try:
            await self._handler.hangup(call_sid)
            async with asyncio.timeout(DISCARD_SECONDS), aclosing(self._handler.follow(call_sid)) as events:
                async for _ in events:
                    pass
            await self._handler.erase([call_sid])
        except (RingbackError, TimeoutError) as exc:
            log.error("call not erased", call_sid=call_sid, error=type(exc).__name__)

    async def _follow(self, user_id: str, task_id: str, call_sid: str) -> Report | None:
        """The call's report; None when nobody can tell any more."""
        pause = self._pace.pause
        with structlog.contextvars.bound_contextvars(call_sid=call_sid):
            while (left := self._left(task := await self._read(user_id, task_id))) > 0:
                try:
                    if task.cancel_requested:
                        await self._handler.hangup(call_sid)
                    async with asyncio.timeout(left), aclosing(self._handler.follow(call_sid, task.call_seq)) as events:
                        async for event in events:
                            pause = self._pace.pause
                            if event.type == "call.report":
                                return Report.model_validate(event.data)
                            await self._note(user_id, task_id, event)
                except StoreDown:
                    raise
                except RingbackError as exc:
                    log.warning("call not followed", status=exc.status, error=exc.code)
                    if not exc.recoverable:
                        break
                except ValidationError:
                    log.error("report not understood")
                    break
                except TimeoutError:
                    log.warning("call's deadline reached")
                await self._sleep(pause)
                pause = min(pause * 2, self._pace.longest_pause)
            return await self._ask(call_sid)

    async def _ask(self, call_sid: str) -> Report | None:
        """The last resort: end the call if it still goes on, and read what the handler has of it."""
        try:
            await self._handler.hangup(call_sid)
            return (await self._handler.call(call_sid)).report
        except RingbackError as exc:
            log.warning("call's end unknown", status=exc.status, error=exc.code)
            return None

    async def _note(self, user_id: str, task_id: str, event: CallEvent) -> None:
        """One event of the call into the journal, once."""
        async with self._journal.unit(user_id) as unit:
            task = await _task(unit, task_id)
            if event.seq <= task.call_seq:
                return
            task = replace(task, call_seq=event.seq)
            kind, data = _entry(event, task) or ("", {})
            if kind and event.type == "call.phase":
                earlier = await unit.entries(task=task.id, limit=100_000)
                kind = "" if call_events.repeats(data, earlier) else kind
            if data.get("status") in call_events.IN_CALL:
                task = replace(task, status=Status.IN_CALL)
            if kind:
                await unit.append(kind, data, conversation=task.conversation_id, task=task.id)
            await unit.save_task(task)
        if kind == "call.status":
            log.info("call status", status=data["status"], provider=data["provider"])
        elif kind and kind != "call.turn":
            log.info("call event", kind=kind)

    async def _read(self, user_id: str, task_id: str) -> Task:
        async with self._journal.unit(user_id) as unit:
            return await _task(unit, task_id)

    def _left(self, task: Task) -> float:
        """Seconds until the deadline."""
        begun = task.ordered_at or task.confirmed_at or task.created_at
        return begun + self._pace.deadline - self._clock.now().timestamp()


async def _task(unit: Unit, task_id: str) -> Task:
    task = await unit.task(task_id)
    if task is None:
        raise Gone
    return task


def _entry(event: CallEvent, task: Task) -> tuple[str, dict[str, Any]] | None:
    """The journal's entry for one event of the call; None when there is none, or it cannot be read."""
    try:
        return call_events.entry_of(event, task.call_sid)
    except ValueError:
        log.error("call event not understood", kind=event.type)
        return None
