"""A clock that stands still until told, and ids that count."""

import asyncio
from datetime import UTC, datetime, timedelta


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
