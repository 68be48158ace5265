"""What is kept for so long and no longer: the words of calls, then the whole of an old errand or conversation.

Rules:
1. The words of a call (what was said, asked, answered, and its report) go first; what the errand came to stays longer.
2. After the longer time the journal's entries go, and the conversations nothing is left of. An errand goes whole, when
   it has ended, owes its user no message or reminder, and nothing has happened to it for so long.
3. Facts stay until the user forgets them.
4. A user may have set less (recordings.py). One user's data that cannot be swept hold up nobody else's.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from ringback.engine.ports import Clock, Store
from ringback.kit import logs
from ringback.kit.errors import RingbackError

log = structlog.get_logger()

SWEEP_SECONDS = 3600.0
WORDS = frozenset({"call.turn", "call.report", "call.ask", "call.answer", "call.steer", "call.dtmf"})


@dataclass(frozen=True, slots=True)
class Limits:
    """Days; 0 is for ever."""

    transcripts: int
    history: int
    logs: int


Also = Callable[[str], Awaitable[object]]


class Retention:
    def __init__(
        self,
        store: Store,
        clock: Clock,
        limits: Limits,
        log_dir: Path,
        also: Sequence[Also] = (),
    ) -> None:
        """Each of `also` is done for each user."""
        self._also = also
        self._store = store
        self._clock = clock
        self._limits = limits
        self._log_dir = log_dir

    @asynccontextmanager
    async def running(self, *, every: float = SWEEP_SECONDS) -> AsyncIterator[None]:
        """Sweeps now and then until the block ends."""
        sweeping = asyncio.create_task(self._keep_sweeping(every))
        try:
            yield
        finally:
            sweeping.cancel()
            with suppress(asyncio.CancelledError):
                await sweeping

    async def sweep(self) -> None:
        now, limits = self._clock.now(), self._limits
        gone = 0
        for user_id in await self._store.users():
            try:
                gone += await self._sweep_user(user_id, now)
            except RingbackError as exc:
                log.warning("old data not deleted", user_id=user_id, error=exc.code)
        if limits.logs:
            await asyncio.to_thread(logs.sweep, self._log_dir, now.date() - timedelta(days=limits.logs))
        if gone:
            log.info("old data deleted", count=gone)

    async def _sweep_user(self, user_id: str, now: datetime) -> int:
        gone, limits = 0, self._limits
        async with self._store.unit(user_id) as unit:
            if limits.transcripts:
                gone += await unit.expire(now - timedelta(days=limits.transcripts), WORDS)
            if limits.history:
                gone += await unit.expire(now - timedelta(days=limits.history))
        for step in self._also:
            await step(user_id)
        return gone

    async def _keep_sweeping(self, every: float) -> None:
        while True:
            try:
                await self.sweep()
            except (RingbackError, OSError) as exc:
                log.warning("old data not deleted", error=type(exc).__name__)
            except Exception:
                log.exception("old data not deleted")
            await asyncio.sleep(every)
