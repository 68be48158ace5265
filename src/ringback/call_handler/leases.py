"""Which calls are this process's: it says so every few seconds, and hears which calls nobody cares for any more.

Rules:
1. A process that said nothing for `LEASE_SECONDS` is dead to the others, and they take its calls up.
2. The lease is taken before the call is bound to its order: no call is without one at any moment.
3. A lease that ran out and that nobody else took is taken again. Now and then all calls without a report are looked
   through, so that none stays without anybody whose lease was lost in between.
4. Only leases of calls that are really cared for are prolonged. One that was taken and led to nothing runs out.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from uuid import uuid4

import structlog

from ringback.call_handler.ports import Clock, Guard
from ringback.kit.errors import RingbackError

log = structlog.get_logger()

LEASE_SECONDS = 8.0
BEAT_SECONDS = 2.0
LOOK_BEATS = 15


class Leases:
    """`address` is where the other processes reach this one."""

    def __init__(self, guard: Guard, clock: Clock, *, address: str = "", beat_seconds: float = BEAT_SECONDS) -> None:
        self._address = address
        self._guard = guard
        self._clock = clock
        self._beat_seconds = beat_seconds
        self._owner = uuid4().hex

    async def take(self, call_sid: str) -> bool:
        """False: another living process has the call."""
        now = self._clock.now()
        until = now + LEASE_SECONDS
        return await self._guard.lease(call_sid, self._owner, now=now, until=until, address=self._address)

    async def elsewhere(self, call_sid: str) -> str | None:
        """The address of another living process that has the call."""
        found = await self._guard.leased_to(call_sid, self._clock.now())
        return found[1] or None if found is not None and found[0] != self._owner else None

    async def drop(self, call_sid: str) -> None:
        """A lease that could not be dropped ends by itself, and is cleared away then."""
        with suppress(RingbackError):
            await self._guard.unlease(call_sid, self._owner)

    async def drop_all(self, call_sids: Collection[str]) -> None:
        """Others may take up at once what is still on."""
        with suppress(RingbackError):
            await self._guard.renew(self._owner, call_sids, self._clock.now())

    async def beat(
        self,
        mine: Callable[[], Collection[str]],
        lost: Callable[[str], None],
        adrift: Callable[[str], Awaitable[None]],
        look_through: Callable[[], Awaitable[None]],
    ) -> None:
        """Goes on for ever. `mine` tells the calls we have; `lost` hears of each that another process took from us,
        because we slept so long, `adrift` of each whose process died; `look_through` looks at all, every LOOK_BEATS."""
        beats = 0
        while True:
            await asyncio.sleep(self._beat_seconds)
            beats += 1
            try:
                before = set(mine())
                until = self._clock.now() + LEASE_SECONDS
                for call_sid in before - await self._guard.renew(self._owner, before, until):
                    if not await self.take(call_sid):
                        lost(call_sid)
                for call_sid in await self._guard.adrift(self._clock.now()):
                    await adrift(call_sid)
                if beats % LOOK_BEATS == 0:
                    await look_through()
            except RingbackError as error:
                log.error("leases of calls could not be prolonged", error=error.code)
            except Exception:
                log.exception("leases of calls could not be prolonged")
