"""A confirmed task carried to its end: order → follow → outcome → notice, from wherever the store says it stands.

Rules:
1. Every step reads the task, does one thing and stores it; a step done twice changes nothing. So a run may be cut at
   any moment and taken up again.
2. The call's events enter the journal once, by their number. The report of the last of them ends the run; so does one
   that was posted (reports.py) or that the handler keeps, when the events do not tell it: then what it tells of the
   talk is noted first.
3. A user's wish to stop is stored first; the run obeys it whenever it next speaks to the handler.
4. An errand of several calls is the same, call by call: which are begun is stored before any is ordered, and each is
   ordered under a key of its own (calls.py says which come next and what they come to).
5. While the handler is away the run keeps asking, until the deadline. Then it asks once more what became of the call,
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

from ringback.engine import call_events, calls, order, outcome, schedule
from ringback.engine.admission import Admit, nobody_minds
from ringback.engine.calls import One
from ringback.engine.journal import Journal
from ringback.engine.notice import Notifier
from ringback.engine.order import Sleep
from ringback.engine.ports import CallHandler, CallUnknown, Clock, StoreDown, Unit
from ringback.engine.reports import ENTRY
from ringback.engine.schedule import Current, current
from ringback.engine.task import RUNNING, Outcome, Purpose, Status, Task
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


class Overtaken(Exception):
    """Another run has carried the errand on, to the end of the call or to its next attempt."""


@dataclass(frozen=True, slots=True)
class _End:
    """How the call `of` ended, whether it was recorded, and after how many seconds it may be made if not now."""

    of: Current
    outcome: Outcome
    recording: bool = False
    quiet_for: float | None = None


class Run:
    """`instructions` renders what the voice model is told for a task, to do the errand or to cancel it again."""

    def __init__(
        self,
        journal: Journal,
        handler: CallHandler,
        notifier: Notifier,
        instructions: Callable[[Task, Purpose], str],
        clock: Clock,
        *,
        admit: Admit = nobody_minds,
        sleep: Sleep = asyncio.sleep,
        pace: Pace = Pace(),
    ) -> None:
        self._admit = admit
        self._journal = journal
        self._handler = handler
        self._notifier = notifier
        self._instructions = instructions
        self._clock = clock
        self._sleep = sleep
        self._pace = pace

    async def carry(self, user_id: str, task_id: str) -> None:
        """Returns when nothing is to be done now; raises only what may pass, such as `StoreDown`."""
        with structlog.contextvars.bound_contextvars(user_id=user_id, task_id=task_id):
            try:
                task = await self._woken(user_id, task_id)
                if task is None:
                    return
                if task.status in RUNNING:
                    end = await (self._end_all(user_id, task_id) if task.others else self._end(One(user_id, task_id)))
                    if await self._put_off(user_id, task_id, end):
                        return
                    ending = self._said(await self._read(One(user_id, task_id)), end.outcome)
                    await self._notifier.finish(user_id, task_id, ending, recording=end.recording, of=end.of)
                await self._notifier.remind(user_id, task_id)
                await self._notifier.deliver(user_id, task_id)
            except Gone:
                log.info("task erased")
            except Overtaken:
                log.info("task carried on by another run")

    async def _woken(self, user_id: str, task_id: str) -> Task | None:
        """The task, a scheduled one begun; None when it is not due. What cannot be called any more has been ended."""
        now = self._clock.now().timestamp()
        async with self._journal.unit(user_id) as unit:
            task = await _task(unit, task_id)
            if task.status is not Status.SCHEDULED:
                return task
            ending = outcome.cancelled() if task.cancel_requested else schedule.missed(task, now, self._pace.deadline)
            if ending is None:
                if task.due_at is not None and task.due_at > now:
                    return None
                task = schedule.begun(task, now)
                await unit.save_task(task)
        if ending is not None:
            await self._notifier.finish(user_id, task_id, ending)
        return await self._read(One(user_id, task_id))

    async def _put_off(self, user_id: str, task_id: str, end: _End) -> bool:
        """Schedule the next try, if this one leaves any."""
        now = self._clock.now().timestamp()
        async with self._journal.unit(user_id) as unit:
            task = await _task(unit, task_id)
            if task.status is Status.SCHEDULED or end.of != current(task):
                raise Overtaken
            later = schedule.again(task, end.outcome, now, end.quiet_for) if task.status in RUNNING else None
            if later is None:
                return False
            await unit.save_task(later)
            kind, data = self._notifier.scheduled(later, end.outcome.reason)
            await unit.append(kind, data, conversation=task.conversation_id, task=task.id)
        log.info("call put off", reason=end.outcome.reason, attempt=later.attempt)
        return True

    @staticmethod
    def _said(task: Task, ending: Outcome) -> Outcome:
        """What the user is told: a further try that was refused leaves what the one before came to."""
        return schedule.last(task) or ending if ending.reason in outcome.NOT_NOW else ending

    async def _end_all(self, user_id: str, task_id: str) -> _End:
        """Call after call, or several at a time, until none is due any more."""
        while True:
            task = await self._begin(user_id, task_id)
            waiting = [place for place, call in enumerate(task.calls) if call.outcome is None]
            if not waiting:
                return _End(current(task), calls.judge(task), any(call.recording for call in task.calls))
            ends = [self._end_one(One(user_id, task_id, place)) for place in waiting]
            for problem in await asyncio.gather(*ends, return_exceptions=True):
                if isinstance(problem, BaseException):
                    raise problem

    async def _begin(self, user_id: str, task_id: str) -> Task:
        """The task with the calls that are due, stored before any of them is ordered."""
        async with self._journal.unit(user_id) as unit:
            task = await _task(unit, task_id)
            if due := calls.due(task, self._clock.now().timestamp()):
                task = replace(task, calls=(*task.calls, *due), status=Status.CONFIRMED)
                await unit.save_task(task)
        return task

    async def _end_one(self, one: One) -> None:
        """Carry one of several calls to its end, and store what came of it."""
        end = await self._end(one)
        async with self._journal.unit(one.user_id) as unit:
            task = await _task(unit, one.task_id)
            single = replace(_still(one, task, end.of[1]), outcome=end.outcome, recording=end.recording)
            await unit.save_task(one.put_back(task, single))
        log.info("call ended", call=one.place, outcome=end.outcome.status.value, reason=end.outcome.reason)

    async def _end(self, one: One) -> _End:
        """One call ordered and followed to its end."""
        task = await self._read(one)
        call_sid = task.call_sid
        if call_sid is None:
            if task.cancel_requested and not task.instructions:  # with them an order may be out: then it is hung up
                return _End(current(task), outcome.cancelled())
            if self._left(task) <= 0:
                return _End(current(task), outcome.unknown())
            try:
                call_sid = await self._order(one, task)
            except StoreDown:
                raise
            except CallUnknown:
                return _End(current(task), outcome.unknown())
            except RingbackError as exc:
                ending = outcome.cancelled() if await self._stopped(one) else outcome.not_ordered(exc.code)
                return _End(current(task), ending, quiet_for=exc.retry_after)
        of = (task.attempt, call_sid)
        try:
            report = await self._follow(one, call_sid)
        except Gone:
            await self._discard(call_sid)
            raise
        return _End(of, outcome.judge(report), report.recording) if report else _End(of, outcome.unknown())

    async def _order(self, one: One, task: Task) -> str:
        async with self._journal.unit(one.user_id) as unit:
            await self._admit(unit, task, order.key(task))
            task = await self._instructed(unit, one)
        call_sid = await order.place(
            self._handler,
            task_id=task.id,
            key=order.key(task),
            instructions=task.instructions,
            phone_number=task.value("phone_number"),
            language=task.call_language,
            sleep=self._sleep,
            stopped=lambda: self._stopped(one),
        )
        try:
            async with self._journal.unit(one.user_id) as unit:
                now = await _task(unit, one.task_id)
                if one.seen(now).attempt != task.attempt or one.seen(now).outcome is not None:
                    raise Overtaken
                ordered_at = self._clock.now().timestamp()
                single = replace(one.seen(now), instructions="", call_sid=call_sid, ordered_at=ordered_at)
                await unit.save_task(one.put_back(now, replace(single, status=Status.ORDERED)))
        except Gone:
            await self._discard(call_sid)
            raise
        return call_sid

    async def _instructed(self, unit: Unit, one: One) -> Task:
        """The call with its instructions: rendered once, and stored before they are sent."""
        whole = await _task(unit, one.task_id)
        single = _still(one, whole, None)
        if not single.instructions:
            purpose = "errand" if one.place is None else whole.calls[one.place].purpose
            single = replace(single, instructions=self._instructions(single, purpose))
            await unit.save_task(one.put_back(whole, single))
        return single

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

    async def _follow(self, one: One, call_sid: str) -> Report | None:
        """The call's report; None when nobody can tell any more."""
        pause = self._pace.pause
        with structlog.contextvars.bound_contextvars(call_sid=call_sid):
            while (left := self._left(task := await self._read(one, call_sid))) > 0:
                try:
                    if task.cancel_requested:
                        await self._handler.hangup(call_sid)
                    async with asyncio.timeout(left), aclosing(self._handler.follow(call_sid, task.call_seq)) as events:
                        async for event in events:
                            pause = self._pace.pause
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
                pause = min(pause * 2, self._pace.longest_pause)
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

    async def _looked_up(self, one: One, call_sid: str) -> Report | None:
        """The report as the handler keeps it; None while it has none."""
        report = (await self._handler.call(call_sid)).report
        return await self._take(one, call_sid, report) if report else None

    async def _take(self, one: One, call_sid: str, report: Report | None = None) -> Report | None:
        """`report`, else the one that was posted, with its turns noted; None when there is none."""
        async with self._journal.unit(one.user_id) as unit:
            task = _still(one, await _task(unit, one.task_id), call_sid)
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
            return await self._looked_up(one, call_sid)
        except StoreDown:
            raise
        except RingbackError as exc:
            log.warning("call's end unknown", status=exc.status, error=exc.code)
            return None

    async def _note(self, one: One, call_sid: str, event: CallEvent) -> None:
        """One event of the call into the journal, once."""
        async with self._journal.unit(one.user_id) as unit:
            whole = await _task(unit, one.task_id)
            task = _still(one, whole, call_sid)
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

    async def _stopped(self, one: One) -> bool:
        return (await self._read(one)).cancel_requested

    async def _read(self, one: One, call_sid: str | None = None) -> Task:
        """The call as it stands; with `call_sid` while it is this one."""
        async with self._journal.unit(one.user_id) as unit:
            task = await _task(unit, one.task_id)
        return _still(one, task, call_sid) if call_sid else one.seen(task)

    def _left(self, task: Task) -> float:
        """Seconds until the deadline."""
        begun = task.ordered_at or task.begun_at or task.confirmed_at or task.created_at
        return begun + self._pace.deadline - self._clock.now().timestamp()


async def _task(unit: Unit, task_id: str) -> Task:
    task = await unit.task(task_id)
    if task is None:
        raise Gone
    return task


def _still(one: One, whole: Task, call_sid: str | None) -> Task:
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
