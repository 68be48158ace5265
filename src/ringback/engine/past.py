"""What was, ready to be searched: each user's journal is read once and then on from there.

Rules:
1. Only what was added since the last search is read. Nothing is kept of a user who was erased.
2. Searching is work for a thread; one search at a time.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ringback.engine.history import Archive, Hit, Record, matching
from ringback.engine.ports import Store

PAGE = 1000


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
            read = self._read.setdefault(user_id, _Read())
            while page := await self._store.entries(user_id, read.seq, PAGE):
                await asyncio.to_thread(read.archive.take, page)
                read.seq = page[-1].seq
            return await asyncio.to_thread(
                lambda: matching((record for record in read.archive.records if wanted(record)), text, limit)
            )

    def forget(self, user_id: str) -> None:
        self._read.pop(user_id, None)
