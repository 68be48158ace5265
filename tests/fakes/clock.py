"""A clock that stands still until told, one that jumps to whoever wakes next, and ids that count."""

import asyncio
import heapq
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any


class StillClock:
    """Time moves only by `advance` and by `sleep`, which returns at once."""

    def __init__(self, start: datetime = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)) -> None:
        self._now = start
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.advance(seconds)
        await asyncio.sleep(0)


class CountingIds:
    def __init__(self) -> None:
        self._count = 0

    def _next(self) -> int:
        self._count += 1
        return self._count

    def task_id(self) -> str:
        return f"t_{self._next()}"

    def conversation_id(self) -> str:
        return f"c_{self._next()}"

    def event_id(self) -> str:
        return f"00000000-0000-4000-8000-{self._next():012d}"

    def code(self) -> str:
        return f"{self._next() % 10_000:04d}"


class TickingClock:
    """Seconds. Who sleeps sleeps until `until` has nothing else to run; then time jumps to the first who wakes."""

    def __init__(self, time: float = 1_795_000_000.0) -> None:
        self.time = time
        self._asleep: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        waking: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._count += 1
        heapq.heappush(self._asleep, (self.time + seconds, self._count, waking))
        await waking

    async def until(self, tasks: Iterable[asyncio.Future[Any]]) -> None:
        """Until all of them are done; what they raise is theirs to tell."""
        waiting = list(tasks)
        while True:
            for _ in range(50):
                await asyncio.sleep(0)
            if all(task.done() for task in waiting):
                return
            while self._asleep and self._asleep[0][2].done():
                heapq.heappop(self._asleep)
            at, _, waking = heapq.heappop(self._asleep)
            self.time = max(self.time, at)
            waking.set_result(None)
