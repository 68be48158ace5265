"""What is kept for so long and no longer: recordings first, then whole calls, at the phone service too; log files.

Rules:
1. A call that is on, or may yet be one, stays. Who is not to be called again stays on that list.
2. A recording whose call is gone is deleted, on whichever machine its file lies.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from ringback.call_handler.erasure import Erasure
from ringback.call_handler.ports import DAY_SECONDS, Clock, Store
from ringback.call_handler.recording import Recordings
from ringback.kit import logs
from ringback.kit.errors import NotFound, RingbackError

log = structlog.get_logger()

SWEEP_SECONDS = 600.0
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """Days; 0 is for ever."""

    recordings: int
    calls: int
    logs: int


class Retention:
    def __init__(
        self, store: Store, erasure: Erasure, recordings: Recordings, clock: Clock, kept: Kept, log_dir: Path
    ) -> None:
        self._store = store
        self._erasure = erasure
        self._recordings = recordings
        self._clock = clock
        self._kept = kept
        self._log_dir = log_dir
        self._sweeper: asyncio.Task[None] | None = None

    async def open(self) -> None:
        self._sweeper = asyncio.create_task(self._keep_sweeping())

    async def close(self) -> None:
        if self._sweeper is not None:
            self._sweeper.cancel()
            await asyncio.gather(self._sweeper, return_exceptions=True)

    async def sweep(self) -> None:
        now, kept = self._clock.now(), self._kept
        if kept.calls:
            await self._calls(now - kept.calls * DAY_SECONDS)
        await self._sounds(now - kept.recordings * DAY_SECONDS if kept.recordings else 0.0)
        if kept.logs:
            day = datetime.fromtimestamp(now, UTC).date() - timedelta(days=kept.logs)
            await asyncio.to_thread(logs.sweep, self._log_dir, day)

    async def _calls(self, before: float) -> None:
        """The next sweep goes on where this one stops."""
        for order in await self._store.old(before, _AT_ONCE):
            try:
                await self._erasure.order(order)
            except NotFound:
                pass  # somebody else was first
            except RingbackError as error:
                log.warning("old call not deleted", call_sid=order.call_sid, error=error.code)

    async def _sounds(self, before: float) -> None:
        for call_sid, at in await self._recordings.all():
            if at < before or await self._store.call(call_sid) is None:
                await self._recordings.erase(call_sid)
                log.info("recording deleted", call_sid=call_sid)

    async def _keep_sweeping(self) -> None:
        while True:
            try:
                await self.sweep()
            except (RingbackError, OSError) as error:
                log.warning("old data not deleted", error=type(error).__name__)
            await asyncio.sleep(SWEEP_SECONDS)
