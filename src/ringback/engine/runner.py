"""Runs of confirmed tasks: whoever looks finds those that are due, takes them on lease, and carries each to its end.

Rules:
1. The task as it is stored is the whole of the queue: a confirmed task is due, whoever confirmed it and whoever died.
2. A task belongs to one process at a time, by a lease that is prolonged every few seconds. What a dead process held is
   due again when its leases have run out; so LEASE_SECONDS + LOOK_SECONDS bound a takeover.
3. A lease keeps work from being done twice; that it is not told or dialled twice is not its duty: a run's steps may be
   done twice (run.py). A process that slept over its leases cuts those runs when it wakes.
4. A run that breaks is logged and begun again from what is stored, after a growing pause.
5. A user's wish to stop may be stored by another process: a run of before is then cut, and the next one hangs up.
6. When the process stops, runs are cut where they are and their leases given back: others go on at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from uuid import uuid4

import structlog

from ringback.engine import calls
from ringback.engine.journal import Journal
from ringback.engine.order import Sleep
from ringback.engine.ports import CallHandler, Clock, Store, StoreDown
from ringback.engine.run import Run
from ringback.engine.task import RUNNING, Status
from ringback.kit.errors import NotFound, RingbackError

log = structlog.get_logger()

HANGUP_SECONDS = 3.0
"""How long a turn of the chat waits for the call-handler; after that the run goes on asking."""

LEASE_SECONDS, BEAT_SECONDS, LOOK_SECONDS = 6.0, 1.5, 1.0
MOST_RUNS, AT_ONCE = 1000, 200
"""Tasks one process carries at the same time, and takes up in one look; the others wait, or go to another process."""

LONGEST_PAUSE = 10.0
"""Seconds between two tries while the store is away, so that nothing waits long once it is back."""


class LeasedRunner:
    def __init__(
        self,
        store: Store,
        journal: Journal,
        handler: CallHandler,
        run: Run,
        clock: Clock,
        *,
        sleep: Sleep = asyncio.sleep,
        look_seconds: float = LOOK_SECONDS,
        beat_seconds: float = BEAT_SECONDS,
    ) -> None:
        self._store = store
        self._journal = journal
        self._handler = handler
        self._run = run
        self._clock = clock
        self._sleep = sleep
        self._look_seconds = look_seconds
        self._beat_seconds = beat_seconds
        self._owner = uuid4().hex
        self._woken = asyncio.Event()
        self._runs: dict[str, asyncio.Task[None]] = {}
        self._over: set[str] = set()
        """Tasks whose run has ended and whose lease is still ours until it runs out."""

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Look for what is due and carry it; all runs are cut when the block ends."""
        looking, beating = asyncio.create_task(self._look()), asyncio.create_task(self._beat())
        try:
            yield
        finally:
            ours = [looking, beating, *self._runs.values()]
            for one in ours:
                one.cancel()
            await asyncio.gather(*ours, return_exceptions=True)
            with suppress(StoreDown):
                await self._give_back()

    @property
    def carried(self) -> int:
        """How many errands are being carried out."""
        return len(self._runs)

    async def start(self, user_id: str, task_id: str) -> None:
        self._woken.set()

    async def cancel(self, user_id: str, task_id: str, patience: float | None = None) -> bool:
        async with self._journal.unit(user_id) as unit:
            task = await unit.task(task_id)
            if task is None:
                raise NotFound("There is no task with this id.", code="unknown_task")
            if task.status not in RUNNING:
                return True
            await unit.save_task(replace(task, cancel_requested=True))
        if task.status is Status.SCHEDULED:
            await self._run.carry(user_id, task_id)  # nothing is being dialled: it ends here and now
            return True
        sids = calls.going_on(task)
        if not sids and (run := self._runs.get(task_id)) is not None:
            run.cancel()  # it may be ordering; the next run begins with the wish to stop
        try:
            async with asyncio.timeout(HANGUP_SECONDS if patience is None else patience):
                for call_sid in sids:
                    await self._handler.hangup(call_sid)
        except (RingbackError, TimeoutError) as exc:
            log.warning("call not hung up", user_id=user_id, task_id=task_id, error=type(exc).__name__)
            if (run := self._runs.get(task_id)) is not None:
                run.cancel()  # the next run begins with the wish to hang up
            return False
        for call_sid in sids:
            log.info("call hung up", user_id=user_id, task_id=task_id, call_sid=call_sid)
        return True

    async def _look(self) -> None:
        """Give back what is over and take up what is due, at once when woken, else every LOOK_SECONDS."""
        pause = self._look_seconds
        while True:
            self._woken.clear()
            try:
                await self._give_back()
                now = self._clock.now().timestamp()
                room = min(MOST_RUNS - len(self._runs), AT_ONCE)
                due = await self._store.lease(self._owner, now, now + LEASE_SECONDS, room) if room > 0 else []
                pause = self._look_seconds if len(due) < AT_ONCE else 0.0
            except Exception as exc:
                _tell("due tasks not found", exc)
                due, pause = [], min(max(pause * 2, self._look_seconds), LONGEST_PAUSE)
            for user_id, task_id in due:
                self._begin(user_id, task_id)
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._woken.wait()

    async def _beat(self) -> None:
        """Prolong the leases; a run whose lease another process has is cut, and one whose user wants it stopped."""
        stopped: set[str] = set()
        while True:
            await asyncio.sleep(self._beat_seconds)
            if not (mine := set(self._runs)):
                continue
            try:
                kept = await self._store.renew(self._owner, mine, self._clock.now().timestamp() + LEASE_SECONDS)
                stopping = await self._store.stopping(self._owner)
            except Exception as exc:
                _tell("leases not prolonged", exc)
                continue
            for task_id in mine - kept:
                if (run := self._runs.get(task_id)) is not None:
                    log.warning("task taken by another process", task_id=task_id)
                    run.cancel()
            for task_id in stopping - stopped:
                if (run := self._runs.get(task_id)) is not None:
                    run.cancel()  # the next run begins with the wish to hang up
            stopped = stopping

    def _begin(self, user_id: str, task_id: str) -> None:
        if task_id not in self._runs:
            log.info("task taken up", user_id=user_id, task_id=task_id)
            run = self._runs[task_id] = asyncio.create_task(self._carry(user_id, task_id))
            run.add_done_callback(lambda _: self._ended(task_id))

    def _ended(self, task_id: str) -> None:
        del self._runs[task_id]
        self._over.add(task_id)
        self._woken.set()

    async def _give_back(self) -> None:
        if over := self._over.copy():
            await self._store.release(self._owner, over)
            self._over -= over

    async def _carry(self, user_id: str, task_id: str) -> None:
        pause = 1.0
        while True:
            try:
                await self._run.carry(user_id, task_id)
            except Exception:
                log.exception("run interrupted", user_id=user_id, task_id=task_id)
            else:
                return
            await self._sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


def _tell(what: str, exc: Exception) -> None:
    known = exc.code if isinstance(exc, StoreDown) else None
    log.error(what, error=known, exc_info=exc if known is None else None)
