"""Runs of confirmed tasks in this process: each an asyncio task, all taken up again at start.

Rules:
1. A run that breaks is logged and begun again from what is stored, after a growing pause.
2. When the process stops, runs are cut where they are: what they had stored is where they go on.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import structlog

from ringback.engine import calls
from ringback.engine.journal import Journal
from ringback.engine.order import Sleep
from ringback.engine.ports import CallHandler, Store
from ringback.engine.run import Run
from ringback.engine.task import RUNNING
from ringback.kit.errors import NotFound, RingbackError

log = structlog.get_logger()

HANGUP_SECONDS = 3.0
"""How long a turn of the chat waits for the call-handler; after that the run goes on asking."""

LONGEST_PAUSE = 60.0


class LocalRunner:
    def __init__(
        self, store: Store, journal: Journal, handler: CallHandler, run: Run, *, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._store = store
        self._journal = journal
        self._handler = handler
        self._run = run
        self._sleep = sleep
        self._open = False
        self._runs: dict[str, asyncio.Task[None]] = {}

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Take up what is unfinished, carry what is started, and cut it all when the block ends."""
        self._open = True
        for user_id, task_id in await self._store.running():
            log.info("task taken up", user_id=user_id, task_id=task_id)
            await self.start(user_id, task_id)
        try:
            yield
        finally:
            self._open = False
            runs = list(self._runs.values())
            for run in runs:
                run.cancel()
            await asyncio.gather(*runs, return_exceptions=True)

    async def start(self, user_id: str, task_id: str) -> None:
        if self._open and task_id not in self._runs:
            run = asyncio.create_task(self._carry(user_id, task_id))
            self._runs[task_id] = run
            run.add_done_callback(lambda _: self._runs.pop(task_id, None))

    async def cancel(self, user_id: str, task_id: str, patience: float | None = None) -> bool:
        async with self._journal.unit(user_id) as unit:
            task = await unit.task(task_id)
            if task is None:
                raise NotFound("There is no task with this id.", code="unknown_task")
            if task.status not in RUNNING:
                return True
            await unit.save_task(replace(task, cancel_requested=True))
        sids = calls.going_on(task)
        try:
            async with asyncio.timeout(HANGUP_SECONDS if patience is None else patience):
                for call_sid in sids:
                    await self._handler.hangup(call_sid)
        except (RingbackError, TimeoutError) as exc:
            log.warning("call not hung up", user_id=user_id, task_id=task_id, error=type(exc).__name__)
            await self._restart(user_id, task_id)
            return False
        for call_sid in sids:
            log.info("call hung up", user_id=user_id, task_id=task_id, call_sid=call_sid)
        return True

    async def _restart(self, user_id: str, task_id: str) -> None:
        """Cut the run; the new one begins with what is stored."""
        if (run := self._runs.get(task_id)) is not None:
            run.cancel()
            await asyncio.gather(run, return_exceptions=True)
        await self.start(user_id, task_id)

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
