"""An ordered call followed to its report: what it tells enters the journal, once.

Rules:
1. Events count by their number. The report of the last of them ends it; so does one that was posted (reports.py) or
   that the handler keeps, when the events do not tell it: then what it tells of the talk is noted first.
2. While the handler is away it is asked again and again, until the deadline. Then it is asked once more what became of
   the call.
3. A run whose call is no more the task's (another run has ended it, or begun the next attempt) is `Overtaken`.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import structlog
from pydantic import ValidationError

from ringback.engine import call_events
from ringback.engine.calls import One
from ringback.engine.journal import Journal
from ringback.engine.order import Sleep
from ringback.engine.ports import CallHandler, Clock, StoreDown, Unit
from ringback.engine.reports import ENTRY
from ringback.engine.task import Status, Task
from ringback.kit.errors import RingbackError
from ringback.wire import CallEvent, Report

log = structlog.get_logger()

DEADLINE_SECONDS = 4200.0
"""How long an ordered call is waited for: longer than the most a call-handler may be set to (RING_SECONDS 600 and
MAX_CALL_SECONDS 3000), so that no call it permits is hung up in its middle."""
SETTLE_SECONDS = 10.0
"""How long the report of a call that was hung up is waited for."""
PAUSE_SECONDS, LONGEST_PAUSE = 0.25, 15.0
"""Before the handler is asked again."""


class Gone(Exception):
    """The task was erased while it ran."""


class Overtaken(Exception):
    """Another run has carried the errand on, to the end of the call or to its next attempt."""


class Follower:
    def __init__(self, journal: Journal, handler: CallHandler, clock: Clock, sleep: Sleep) -> None:
        self._journal = journal
        self._handler = handler
        self._clock = clock
        self._sleep = sleep

    async def follow(self, one: One, call_sid: str) -> Report | None:
        """The call's report; None when nobody can tell any more."""
        pause = PAUSE_SECONDS
        with structlog.contextvars.bound_contextvars(call_sid=call_sid):
            while (left := self._left(task := await self._read(one, call_sid))) > 0:
                try:
                    if task.cancel_requested:
                        await self._handler.hangup(call_sid)
                    async with asyncio.timeout(left), aclosing(self._handler.follow(call_sid, task.call_seq)) as events:
                        async for event in events:
                            pause = PAUSE_SECONDS
                            if event.type == "call.report":
                                return Report.model_validate(event.data)
                            await self._note(one, call_sid, event)
                    if report := await self._looked_up(one, call_sid):
                        return report
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
                if posted := await self._posted(one, call_sid, pause):
                    return posted
                pause = min(pause * 2, LONGEST_PAUSE)
            return await self._posted(one, call_sid, 0) or await self._ask(one, call_sid)

    async def _posted(self, one: One, call_sid: str, patience: float) -> Report | None:
        """The call's report, if it was posted, or is within `patience` seconds; its turns that are new are noted."""
        with self._journal.watch(one.user_id) as changed:
            sleeping = asyncio.ensure_future(self._sleep(patience))
            try:
                while True:
                    changed.clear()
                    report = await self._take(one, call_sid)
                    if report is not None or sleeping.done():
                        return report
                    waking = asyncio.ensure_future(changed.wait())
                    await asyncio.wait({sleeping, waking}, return_when=asyncio.FIRST_COMPLETED)
                    waking.cancel()
            finally:
                sleeping.cancel()

    async def _looked_up(self, one: One, call_sid: str, wait: float = 0) -> Report | None:
        """The report as the handler keeps it, or has it within `wait` seconds; None while it has none."""
        report = (await self._handler.call(call_sid, wait)).report
        return await self._take(one, call_sid, report) if report else None

    async def _take(self, one: One, call_sid: str, report: Report | None = None) -> Report | None:
        """`report`, else the one that was posted, with its turns noted; None when there is none."""
        async with self._journal.unit(one.user_id) as unit:
            task = still(one, await task_of(unit, one.task_id), call_sid)
            entries = await unit.entries(task=one.task_id, limit=100_000)
            mine = call_events.of_call(entries, one.place, call_sid)
            told = next((entry for entry in mine if entry.type == ENTRY), None)
            report = report or (Report.model_validate(told.data) if told else None)
            if report is None:
                return None
            known = {entry.data["turn"] for entry in mine if entry.type == "call.turn" and entry.data["final"]}
            for turn in report.turns:
                if turn.index not in known:
                    data = {"turn": turn.index, **turn.model_dump(include={"who", "text", "final", "t0", "t1"})}
                    data = one.marked(data, task)
                    await unit.append("call.turn", data, conversation=task.conversation_id, task=task.id)
        return report

    async def _ask(self, one: One, call_sid: str) -> Report | None:
        """The last resort: end the call if it still goes on, and read what the handler has of it."""
        try:
            await self._handler.hangup(call_sid)
            return await self._looked_up(one, call_sid, SETTLE_SECONDS)
        except StoreDown:
            raise
        except RingbackError as exc:
            log.warning("call's end unknown", status=exc.status, error=exc.code)
            return None

    async def _note(self, one: One, call_sid: str, event: CallEvent) -> None:
        """One event of the call into the journal, once."""
        async with self._journal.unit(one.user_id) as unit:
            whole = await task_of(unit, one.task_id)
            task = still(one, whole, call_sid)
            if event.seq <= task.call_seq:
                return
            task = replace(task, call_seq=event.seq)
            kind, data = _entry(event, task) or ("", {})
            if kind and event.type == "call.phase":
                earlier = await unit.entries(task=task.id, limit=100_000)
                mine = call_events.of_call(earlier, one.place, call_sid)
                kind = "" if call_events.repeats(data, mine) else kind
            if data.get("status") in call_events.IN_CALL:
                task = replace(task, status=Status.IN_CALL)
            if kind:
                data = one.marked(data, task)
                await unit.append(kind, data, conversation=task.conversation_id, task=task.id)
            await unit.save_task(one.put_back(whole, task))
        if kind == "call.status":
            log.info("call status", status=data["status"], provider=data["provider"])
        elif kind and kind != "call.turn":
            log.info("call event", kind=kind)

    async def _read(self, one: One, call_sid: str) -> Task:
        async with self._journal.unit(one.user_id) as unit:
            return still(one, await task_of(unit, one.task_id), call_sid)

    def _left(self, task: Task) -> float:
        """Seconds until the deadline."""
        return (task.ordered_at or task.created_at) + DEADLINE_SECONDS - self._clock.now().timestamp()


async def task_of(unit: Unit, task_id: str) -> Task:
    task = await unit.task(task_id)
    if task is None:
        raise Gone
    return task


def still(one: One, whole: Task, call_sid: str | None) -> Task:
    """The call of `whole`, while it is this one and has not ended."""
    task = one.seen(whole)
    if task.call_sid != call_sid or task.outcome is not None:
        raise Overtaken
    return task


def _entry(event: CallEvent, task: Task) -> tuple[str, dict[str, Any]] | None:
    """The journal's entry for one event of the call; None when there is none, or it cannot be read."""
    try:
        return call_events.entry_of(event, task.call_sid)
    except ValueError:
        log.error("call event not understood", kind=event.type)
        return None
