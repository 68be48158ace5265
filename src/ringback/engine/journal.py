"""The append-only record of every step: written in units, read by anyone from any point on, live.

Rules:
1. Readers pull committed entries from the store by number; nothing is queued for them. So nothing is lost or doubled,
   and a slow reader costs neither memory nor anyone's time.
2. A waiting reader is woken after the commit, never before; also by commits of other processes, while it is listened.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from ringback.engine.ports import Entry, Store, Unit

PAGE = 200


class Journal:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._closed = False

    @asynccontextmanager
    async def unit(self, user_id: str) -> AsyncIterator[Unit]:
        """The store's unit; wakes this user's readers when something was committed."""
        async with self._store.unit(user_id) as unit:
            yield unit
        if unit.changed:
            self._wake(user_id)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Until the block ends readers are woken by what other processes commit, too."""
        async with self._store.listening(self._wake):
            yield

    def _wake(self, user_id: str | None) -> None:
        """None: everybody."""
        for user in list(self._waiting) if user_id is None else [user_id]:
            for event in self._waiting.get(user, ()):
                event.set()

    @contextmanager
    def watch(self, user_id: str) -> Iterator[asyncio.Event]:
        """An event set after each commit of this user from now on; the reader clears it."""
        event = asyncio.Event()
        if self._closed:
            event.set()
        self._waiting[user_id].add(event)
        try:
            yield event
        finally:
            self._waiting[user_id].discard(event)
            if not self._waiting[user_id]:
                del self._waiting[user_id]

    async def start(self, user_id: str, after: int | None, tail: int | None) -> int:
        """What to subscribe after: `after` itself, or else so that the newest `tail` entries come first."""
        if after is not None or tail is None:
            return after or 0
        return max(0, await self._store.last(user_id) - tail)

    async def subscribe(
        self, user_id: str, after: int = 0, conversation: str | None = None
    ) -> AsyncGenerator[Entry, None]:
        """Entries with `seq > after`, all or one conversation's: those there are, then each new one.

        Ends when the journal closes.
        """
        with self.watch(user_id) as changed:
            while not self._closed:
                changed.clear()
                page = await self._store.entries(user_id, after, PAGE)
                for entry in page:
                    if conversation is None or entry.conversation == conversation:
                        yield entry
                    after = entry.seq
                if not page and not self._closed:
                    await changed.wait()

    @property
    def readers(self) -> int:
        """How many follow it now."""
        return sum(len(events) for events in self._waiting.values())

    @property
    def closed(self) -> bool:
        return self._closed

    def close(self) -> None:
        """End all subscriptions: the process is about to stop."""
        self._closed = True
        for events in self._waiting.values():
            for event in events:
                event.set()
