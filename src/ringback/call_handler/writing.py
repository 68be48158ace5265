"""Calls that are on are written down behind their live listeners, all that changed at once, in order.

A call that is to be reported is written by itself: what cannot be written of another does not keep its report back.
"""

import asyncio
from collections.abc import Iterable, Mapping

import structlog

from ringback.call_handler.line import Line
from ringback.call_handler.ports import Clock, Guard, News, Store
from ringback.kit.errors import RingbackError

log = structlog.get_logger()

_PAUSE = 0.2


class Writing:
    """`lines` are the calls that are on, by sid."""

    def __init__(self, store: Store, guard: Guard, clock: Clock, lines: Mapping[str, Line]) -> None:
        self._store = store
        self._guard = guard
        self._clock = clock
        self._lines = lines
        self._one_at_a_time = asyncio.Lock()

    async def keep_writing(self) -> None:
        while True:
            await asyncio.sleep(_PAUSE)
            try:
                await self.write()
            except RingbackError as error:
                log.error("calls could not be written down", error=error.code)
            except Exception:
                log.exception("calls could not be written down")

    async def write(self, only: Iterable[Line] | None = None) -> None:
        """All calls that are on, or `only` these. Raises what the store raises; then all is still to be written."""
        async with self._one_at_a_time:
            lines = [line for line in (self._lines.values() if only is None else only) if line.changed]
            for line in lines:
                await self.bar(line)
            news = [News(line.call, line.claim, tuple(line.unwritten), dict(line.cost)) for line in lines]
            if not news:
                return
            for line in lines:
                line.changed = False
            try:
                await self._store.record(news)
            except Exception:
                for line in lines:
                    line.changed = True
                raise
            for line, one in zip(lines, news, strict=True):
                del line.unwritten[: len(one.events)]

    async def bar(self, line: Line) -> None:
        """Who asked never to be called again is not called again, whatever becomes of this call's report."""
        if line.barred and line.order.phone_number:
            await self._guard.bar(line.order.phone_number, f"asked in call {line.sid}", self._clock.now())
