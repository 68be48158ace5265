"""What was, ready to be searched: each user's journal is read once and then on from there.

Rules:
1. Only what was added since the last search is read. It is held for ten minutes at most, so that what is deleted from
   the store is soon gone from here too; nothing is held of a user who was erased.
2. Searching is work for a thread; one search at a time.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ringback.engine.history import Archive, Hit, Record, matching
from ringback.engine.ports import Store

PAGE = 1000
HOLD_SECONDS = 600.0


@dataclass(slots=True)
class _Read:
    archive: Archive = field(default_factory=Archive)
    seq: int = 0


class Past:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[str, _Read] = {}
        self._searching = asyncio.Lock()

    async def search(
        self, user_id: str, text: str, limit: int, wanted: Callable[[Record], bool]
    ) -> Sequence[tuple[Record, Sequence[Hit]]]:
        """The `limit` last moved of the `wanted` records that have every word of `text`."""
        async with self._searching:
            records = (await self._archive(user_id)).records
            return await asyncio.to_thread(
                lambda: matching((record for record in records if wanted(record)), text, limit)
            )

    async def records(self, user_id: str) -> list[Record]:
        """All of them, last moved first; to be read before anything else is awaited."""
        async with self._searching:
            return (await self._archive(user_id)).records

    async def _archive(self, user_id: str) -> Archive:
        if user_id not in self._read:
            self._read[user_id] = _Read()
            asyncio.get_running_loop().call_later(HOLD_SECONDS, self._drop, user_id, self._read[user_id])
        read = self._read[user_id]
        while page := await self._store.entries(user_id, read.seq, PAGE):
            await asyncio.to_thread(read.archive.take, page)
            read.seq = page[-1].seq
        return read.archive

    def forget(self, user_id: str) -> None:
        self._read.pop(user_id, None)

    def _drop(self, user_id: str, read: _Read) -> None:
        if self._read.get(user_id) is read:
            del self._read[user_id]
