"""A confirmed task carried to its end: order → follow → outcome → notice, from wherever the store says it stands.

Rules:
1. Every step reads the task, does one thing and stores it; a step done twice changes nothing. So a run may be cut at
   any moment and taken up again.
2. An ordered call is followed until nobody can tell any more what became of it (following.py); then it is unconfirmed.
   Nothing is ordered long after its hour.
3. A user's wish to stop is stored first; the run obeys it whenever it next speaks to the handler. An order that may be
   out by then, or has become too late, is withdrawn, not sent again.
4. An errand of several calls is the same, call by call: which are begun is stored before any is ordered, and each is
   ordered under a key of its own (calls.py says which come next and what they come to).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

import structlog

from ringback.engine import calls, order, outcome, schedule
from ringback.engine.admission import Admit, nobody_minds
from ringback.engine.calls import One
from ringback.engine.elsewhere import Elsewhere
from ringback.engine.following import Follower, Gone, Overtaken, still, task_of
from ringback.engine.journal import Journal
from ringback.engine.notice import Notifier
from ringback.engine.order import Sleep
from ringback.engine.ports import CallHandler, CallUnknown, Clock, StoreDown, Unit
from ringback.engine.schedule import Current, current
from ringback.engine.task import RUNNING, Outcome, Purpose, Status, Task
from ringback.kit.errors import RingbackError

log = structlog.get_logger()

LATEST_SECONDS = 1800.0
"""After its hour an errand that nobody has called for so long is not called any more."""


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
        elsewhere: Elsewhere,
        instructions: Callable[[Task, Purpose], str],
        clock: Clock,
        *,
        admit: Admit = nobody_minds,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._admit = admit
        self._journal = journal
        self._handler = handler
        self._notifier = notifier
        self._elsewhere = elsewhere
        self._instructions = instructions
        self._clock = clock
        self._sleep = sleep
        self._follower = Follower(journal, handler, clock, sleep)

    async def carry(self, user_id: str, task_id: str) -> None:
        """Returns when nothing is to be done now; raises only what may pass, such as `StoreDown`."""
        with structlog.contextvars.bound_contextvars(user_id=user_id, task_id=task_id):
            try:
                task = await self._woken(user_id, task_id)
                if task is None:
                    return
                if task.status in RUNNING:
                    end = await (self._end_all(user_id, task_id) if task.others else self._end(One(user_id, task_id)))
                    over = await self._put_off(user_id, task_id, end)
                    if over is None:
                        return
                    ending = self._said(over, end.outcome)
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
            task = await task_of(unit, task_id)
            if task.status is not Status.SCHEDULED:
                return task
            ending = outcome.cancelled() if task.cancel_requested else schedule.missed(task, now, LATEST_SECONDS)
            if ending is None:
                if task.due_at is not None and task.due_at > now:
                    return None
                task = schedule.begun(task, now)
                await unit.save_task(task)
        if ending is not None:
            await self._notifier.finish(user_id, task_id, ending)
        return await self._read(One(user_id, task_id))

    async def _put_off(self, user_id: str, task_id: str, end: _End) -> Task | None:
        """Schedule the next try, if this one leaves any; the task when it does not."""
        now = self._clock.now().timestamp()
        async with self._journal.unit(user_id) as unit:
            task = await task_of(unit, task_id)
            if task.status is Status.SCHEDULED or end.of != current(task):
                raise Overtaken
            later = schedule.again(task, end.outcome, now, end.quiet_for) if task.status in RUNNING else None
            if later is None:
                return task
            await unit.save_task(later)
            kind, data = self._notifier.scheduled(later, end.outcome.reason)
            await unit.append(kind, data, conversation=task.conversation_id, task=task.id)
        log.info("call put off", reason=end.outcome.reason, attempt=later.attempt)
        return None

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
            task = await task_of(unit, task_id)
            if due := calls.due(task, self._clock.now().timestamp()):
                task = replace(task, calls=(*task.calls, *due), status=Status.CONFIRMED)
                await unit.save_task(task)
        return task

    async def _end_one(self, one: One) -> None:
        """Carry one of several calls to its end, and store what came of it."""
        end = await self._end(one)
        async with self._journal.unit(one.user_id) as unit:
            task = await task_of(unit, one.task_id)
            single = replace(still(one, task, end.of[1]), outcome=end.outcome, recording=end.recording)
            await unit.save_task(one.put_back(task, single))
        log.info("call ended", call=one.place, outcome=end.outcome.status.value, reason=end.outcome.reason)

    async def _end(self, one: One) -> _End:
        """One call ordered and followed to its end."""
        task = await self._read(one)
        call_sid = task.call_sid
        if call_sid is None:
            if task.cancel_requested and not task.instructions:  # with them an order may be out: then it is hung up
                return _End(current(task), outcome.cancelled())
            late = self._left(task) <= 0
            if late and not task.instructions:
                return _End(current(task), schedule.too_late(task))
            try:
                stop = task.cancel_requested or late
                call_sid = await (self._withdrawn(one, task) if stop else self._order(one, task))
                if call_sid is None:
                    ending = outcome.cancelled() if task.cancel_requested else schedule.too_late(task)
                    return _End(current(task), ending)
            except StoreDown:
                raise
            except CallUnknown:
                return _End(current(task), outcome.unknown())
            except RingbackError as exc:
                ending = outcome.cancelled() if await self._stopped(one) else outcome.not_ordered(exc.code)
                return _End(current(task), ending, quiet_for=exc.retry_after)
        of = (task.attempt, call_sid)
        try:
            report = await self._follower.follow(one, call_sid)
        except Gone:
            await self._elsewhere.discard(one.user_id, call_sid)
            raise
        return _End(of, outcome.judge(report), report.recording) if report else _End(of, outcome.unknown())

    async def _order(self, one: One, task: Task) -> str:
        async with self._journal.unit(one.user_id) as unit:
            await self._admit(unit, task, order.key(task))
            task = await self._instructed(unit, one, task.attempt)
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
        return await self._ordered(one, task, call_sid)

    async def _withdrawn(self, one: One, task: Task) -> str | None:
        """The call of an order that was sent before the user stopped the errand; None when there is none."""
        call_sid = await order.withdraw(self._handler, task_id=task.id, key=order.key(task), sleep=self._sleep)
        return call_sid and await self._ordered(one, task, call_sid)

    async def _ordered(self, one: One, task: Task, call_sid: str) -> str:
        """`call_sid`, stored."""
        try:
            async with self._journal.unit(one.user_id) as unit:
                now = await task_of(unit, one.task_id)
                if one.seen(now).attempt != task.attempt or one.seen(now).outcome is not None:
                    raise Overtaken
                if one.seen(now).call_sid == call_sid:
                    return call_sid
                ordered_at = self._clock.now().timestamp()
                single = replace(one.seen(now), instructions="", call_sid=call_sid, ordered_at=ordered_at)
                await unit.save_task(one.put_back(now, replace(single, status=Status.ORDERED)))
        except Gone:
            await self._elsewhere.discard(one.user_id, call_sid)
            raise
        return call_sid

    async def _instructed(self, unit: Unit, one: One, attempt: int) -> Task:
        """The call with its instructions: rendered once, and stored before they are sent."""
        whole = await task_of(unit, one.task_id)
        single = still(one, whole, None)
        if single.attempt != attempt or whole.status is Status.SCHEDULED:
            raise Overtaken
        if not single.instructions:
            purpose = "errand" if one.place is None else whole.calls[one.place].purpose
            single = replace(single, instructions=self._instructions(single, purpose))
            await unit.save_task(one.put_back(whole, single))
        return single

    async def _stopped(self, one: One) -> bool:
        """By its user, or erased."""
        try:
            return (await self._read(one)).cancel_requested
        except Gone:
            return True

    async def _read(self, one: One) -> Task:
        async with self._journal.unit(one.user_id) as unit:
            return one.seen(await task_of(unit, one.task_id))

    def _left(self, task: Task) -> float:
        """Seconds in which it may still be ordered."""
        begun = task.begun_at or task.confirmed_at or task.created_at
        return begun + LATEST_SECONDS - self._clock.now().timestamp()
