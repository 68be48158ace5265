"""Users' data in this process's memory: gone when it ends. For tests and for people who want nothing kept."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext

from ringback.engine.ports import Clock, Entry, Ids, Unit
from ringback.engine.stores.record import Leases, Record, RecordUnit


class MemoryStore:
    def __init__(self, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self._records: dict[str, Record] = {}
        self._leases = Leases()
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @asynccontextmanager
    async def unit(self, user_id: str) -> AsyncIterator[Unit]:
        async with self._locks[user_id]:
            unit = RecordUnit(user_id, self._records.get(user_id, Record()).copy(), self._clock, self._ids)
            yield unit
            self._records[user_id] = unit.record

    async def entries(self, user_id: str, after: int = 0, limit: int = 200) -> list[Entry]:
        return self._records.get(user_id, Record()).after(after, limit)

    async def last(self, user_id: str) -> int:
        return self._records.get(user_id, Record()).seq

    async def users(self) -> list[str]:
        return sorted(self._records)

    async def running(self) -> list[tuple[str, str]]:
        return [(user_id, task_id) for user_id, record in self._records.items() for task_id in record.running()]

    async def lease(self, owner: str, now: float, until: float, limit: int) -> list[tuple[str, str]]:
        due = [(user_id, task_id) for user_id, record in self._records.items() for task_id in record.due(now)]
        return self._leases.take(owner, now, until, limit, due)

    async def renew(self, owner: str, task_ids: Collection[str], until: float) -> set[str]:
        return self._leases.renew(owner, task_ids, until)

    async def stopping(self, owner: str) -> set[str]:
        return self._leases.mine(owner, [task_id for record in self._records.values() for task_id in record.stopping()])

    async def release(self, owner: str, task_ids: Collection[str]) -> None:
        self._leases.release(owner, task_ids)

    def listening(self, hear: Callable[[str | None], None]) -> AbstractAsyncContextManager[None]:
        """No other process works on these data."""
        return nullcontext()

    async def open(self) -> None:
        pass

    async def close(self) -> None:
        pass

    async def check(self) -> None:
        pass
