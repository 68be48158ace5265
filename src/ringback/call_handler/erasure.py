"""Erasing calls and orders: now, or as soon as they are over.

Rules:
1. A call is erased at the carrier first, then its recording, then here, so that what failed can be asked for again.
2. A call that is on is hung up; it, and an order that may yet become one, are erased when they are over; that is
   remembered through restarts. An order waiting for its turn is erased at once and then never dialled; of one that was
   withdrawn the bare key stays until it is old, so that an order on its way is not dialled either.
3. Who asked not to be called again stays on that list: it is the callee's wish.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

import structlog

from ringback.call_handler.ports import Carrier, Clock, Guard, Order, OrderState, Store
from ringback.call_handler.switchboard import Switchboard
from ringback.kit.errors import NotFound, RingbackError

log = structlog.get_logger()

_SWEEP_SECONDS = 30.0
_UNKNOWN_SECONDS = 7200.0
"""An order of which nothing was heard for so long has no call any more."""


@dataclass(frozen=True, slots=True)
class Erased:
    """How many calls and orders are gone, and how many will be when they are over."""

    now: int = 0
    later: int = 0


class Erasure:
    def __init__(
        self,
        store: Store,
        guard: Guard,
        carrier: Carrier,
        switchboard: Switchboard,
        erase_recording: Callable[[str], Awaitable[None]],
        clock: Clock,
    ) -> None:
        self._store = store
        self._guard = guard
        self._carrier = carrier
        self._switchboard = switchboard
        self._erase_recording = erase_recording
        self._clock = clock
        self._sweeper: asyncio.Task[None] | None = None

    async def open(self) -> None:
        self._sweeper = asyncio.create_task(self._keep_sweeping())

    async def close(self) -> None:
        if self._sweeper is not None:
            self._sweeper.cancel()
            await asyncio.gather(self._sweeper, return_exceptions=True)

    async def call(self, call_sid: str) -> bool:
        """True: it is gone. False: it will be when it is over. Raises NotFound, Unreachable."""
        stored = await self._store.call(call_sid)
        if stored is None:
            raise NotFound("There is no such call.")
        if stored.report is None or self._switchboard.line(call_sid) is not None:
            await self._guard.erase_later(call_sid)
            log.info("call is erased when it ends", call_sid=call_sid)
            if stored.report is None and not stored.call.status.terminal:
                await self._switchboard.hang_up(call_sid)
            return False
        await self._erase(call_sid)
        return True

    async def task(self, task_id: str) -> Erased:
        """All calls and orders of a task, also those that were never dialled. Raises Unreachable."""
        erased = Erased()
        for order in await self._store.orders_of(task_id):
            gone = await self.order(order)
            erased = Erased(erased.now + gone, erased.later + (not gone))
        return erased

    async def order(self, order: Order) -> bool:
        """The order with its call, if it has one. Raises NotFound, Unreachable."""
        return await (self._undialled(order) if order.call_sid is None else self.call(order.call_sid))

    async def sweep(self) -> None:
        """Erases what is over by now, and the numbers that processes were dialling when they died."""
        await self._guard.forget_holds(self._clock.now())
        for one in await self._guard.erasures():
            try:
                if await self._settled(one):
                    await self._guard.erased(one)
            except RingbackError as error:
                log.warning("not erased yet", error=error.code)

    async def _settled(self, one: str) -> bool:
        order = await self._store.order(one)
        if order is not None:
            return await self._undialled(order) if order.call_sid is None else await self._call_of(order.call_sid)
        return await self._call_of(one)

    async def _call_of(self, call_sid: str) -> bool:
        with suppress(NotFound):
            return await self.call(call_sid)
        return True

    async def _undialled(self, order: Order) -> bool:
        """One that was not dialled so far."""
        asked = order.state in (OrderState.PLACING, OrderState.UNCONFIRMED)
        if asked and self._clock.now() - (order.tried_at or order.created_at) < _UNKNOWN_SECONDS:
            await self._guard.erase_later(order.id)
            return False
        if not await self._store.erase_order(order):
            await self._guard.erase_later(order.id)
            return False
        log.info("order erased", task_id=order.task_id)
        return True

    async def _erase(self, call_sid: str) -> None:
        await self._carrier.erase(call_sid)
        await self._erase_recording(call_sid)
        await self._store.erase(call_sid)
        log.info("call erased", call_sid=call_sid)

    async def _keep_sweeping(self) -> None:
        while True:
            reported = self._switchboard.reported
            try:
                await self.sweep()
            except RingbackError as error:
                log.error("nothing could be erased", error=error.code)
            except Exception:
                log.exception("nothing could be erased")
            with suppress(TimeoutError):
                async with asyncio.timeout(_SWEEP_SECONDS):
                    await reported.wait()
