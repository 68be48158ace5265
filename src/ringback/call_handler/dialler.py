"""From a stored order to at most one dial, whatever fails, in every process on the same database.

Rules:
1. That the carrier is about to be asked is written down before it is asked. Whoever dials a number holds it; the hold
   is a row in the database and outlives everything one request to the carrier may take.
2. Only what surely did not dial is tried again, three times in all. After an ambiguous failure, and after a crash, the
   call is looked for first: by its callbacks, which name the order, and in the carrier's list.
3. It surely does not exist when, over all the `LOOKS` and in the last of them, the list had no call to this number
   that nobody owns; the list names a call well within that time of its creation. All else is `Ambiguous`.
4. When the database fails while the carrier may have been asked, that is `Ambiguous` too.
5. A listed call is taken as the order's own only when no other order to this number may own it. A call that turns up
   for an order that has another one, or was given up, is hung up at its first callback.
6. An order is given up when it is withdrawn and nobody knows whether it has a call.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TypeVar
from uuid import uuid4
from weakref import WeakValueDictionary

import structlog

from ringback.call_handler.pace import Pace, TooManyOrders
from ringback.call_handler.permits import DiallingRules, barred
from ringback.call_handler.ports import (
    Ambiguous,
    Carrier,
    CarrierCall,
    Clock,
    Guard,
    NotDialled,
    Order,
    OrderState,
    Refused,
    Store,
    Unreachable,
)
from ringback.call_handler.sessions import StoreDown
from ringback.call_handler.switchboard import Switchboard
from ringback.kit.errors import Conflict, NotFound, RingbackError

log = structlog.get_logger()

TRIES = 3
LOOKS = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before each look into the carrier's list after an ambiguous failure."""
HOLD_SECONDS = 40.0
"""Longer than the carrier is waited for, and than the pause before any look."""
_IN_DOUBT = (OrderState.PLACING, OrderState.UNCONFIRMED, OrderState.GIVEN_UP)
_CLOSED = (OrderState.GIVEN_UP, OrderState.WITHDRAWN)
_HELD_PAUSE = 0.25
_LONGEST_ADVICE = 5.0
_SKEW_SECONDS = 60.0
"""How far the carrier's clock may be behind ours for a listed call to be taken as the order's own."""
_DOUBT_SECONDS = 900.0
"""How far it may be behind for a listed call to leave room for doubt."""


T = TypeVar("T")


class _HoldLost(Exception):
    """This process slept too long: another one may be dialling the number now."""


class Dialler:
    def __init__(
        self,
        store: Store,
        guard: Guard,
        carrier: Carrier,
        switchboard: Switchboard,
        clock: Clock,
        rules: DiallingRules,
        pace: Pace,
        *,
        looks: Sequence[float] = LOOKS,
    ) -> None:
        self._store = store
        self._guard = guard
        self._carrier = carrier
        self._switchboard = switchboard
        self._clock = clock
        self._rules = rules
        self._pace = pace
        self._looks = looks
        self._owner = uuid4().hex
        self._in_doubt: set[str] = set()
        self._numbers: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def permit(self, phone_number: str, at: float | None = None) -> None:
        """Raises NotAllowed when this number is not to be called now, or `at` another hour."""
        if await self._guard.barred(phone_number):
            raise barred()
        self._rules.hour(phone_number, self._clock.now() if at is None else at)

    async def dial(self, order: Order) -> str:
        """The sid of the order's call. Raises what kept it from being dialled, or Ambiguous."""
        return await self._alone(order, self._dial)

    async def withdraw(self, order: Order) -> str | None:
        """The sid of the call it has all the same; None when there surely is none, and from now on will be none."""
        return await self._alone(order, self._withdraw)

    async def _alone(self, order: Order, step: Callable[[str], Awaitable[T]]) -> T:
        """`step` while nobody else dials the number."""
        one_at_a_time = self._numbers.setdefault(order.phone_number, asyncio.Lock())
        async with one_at_a_time:
            while True:
                while not await self._hold(order):
                    await self._clock.sleep(_HELD_PAUSE)
                try:
                    return await step(order.id)
                except _HoldLost:
                    log.warning("another process dials this number", task_id=order.task_id)
                except StoreDown as error:
                    if order.id in self._in_doubt:
                        raise Ambiguous("It is not known whether the call was placed: the database failed.") from error
                    raise
                finally:
                    self._in_doubt.discard(order.id)
                    with suppress(StoreDown):  # the hold ends by itself
                        await self._guard.release(order.phone_number, self._owner)

    async def _hold(self, order: Order) -> bool:
        now = self._clock.now()
        return await self._guard.hold(order.phone_number, self._owner, now=now, until=now + HOLD_SECONDS)

    async def _prolong(self, order: Order) -> None:
        if not await self._hold(order):
            raise _HoldLost

    async def _withdraw(self, order_id: str) -> str | None:
        try:
            if (found := await self._found(await self._read(order_id))) is not None:
                return found
        except Ambiguous:
            await self._store.mark(order_id, OrderState.GIVEN_UP)
            raise
        await self._store.mark(order_id, OrderState.WITHDRAWN)
        return (await self._read(order_id)).call_sid

    async def _found(self, order: Order) -> str | None:
        """The order's call, looked for where the carrier may have been asked for it."""
        if order.call_sid is not None or order.state not in _IN_DOUBT:
            return order.call_sid
        if order.state is OrderState.GIVEN_UP:  # what is found now is its own
            await self._store.mark(order.id, OrderState.UNCONFIRMED)
        self._in_doubt.add(order.id)
        if (found := await self._reconcile(order)) is None:
            self._in_doubt.discard(order.id)
        return found

    async def _dial(self, order_id: str) -> str:
        order = await self._read(order_id)
        if (found := await self._found(order)) is not None:
            return found
        for attempt in range(1, TRIES + 1):
            try:
                await self._admit(order, patient=attempt > 1)
                order = await self._read(order_id)
                if order.call_sid is not None:
                    return order.call_sid
                if order.state in _CLOSED:
                    raise withdrawn()
                self._in_doubt.add(order_id)
                return await self._bind(order, await self._carrier.place(order))
            except NotDialled as error:
                self._in_doubt.discard(order_id)
                log.warning("call not dialled", task_id=order.task_id, attempt=attempt, error=error.code)
                if attempt == TRIES or (error.retry_after or 0.0) > _LONGEST_ADVICE:
                    await self._store.mark(order.id, OrderState.NOT_DIALLED)
                    raise
                await self._clock.sleep(_pause(attempt, error.retry_after))
            except Refused:
                self._in_doubt.discard(order_id)
                await self._store.mark(order.id, OrderState.NOT_DIALLED)
                raise
            except Ambiguous as error:
                log.warning("call may have been dialled", task_id=order.task_id, attempt=attempt, error=error.code)
                found = await self._reconcile(order)
                if found is not None:
                    return found
                self._in_doubt.discard(order_id)
        await self._store.mark(order.id, OrderState.NOT_DIALLED)
        raise Refused(
            "The phone service failed three times and placed no call.", code="provider_error", recoverable=True
        )

    async def _admit(self, order: Order, *, patient: bool) -> None:
        """Wait for our turn and write down that the carrier is about to be asked; or raise why it must not be."""
        try:
            await self._pace.turn(patient=patient)
            await self._prolong(order)
            await self.permit(order.phone_number)
            await self._store.begin(order, self._clock.now(), self._rules.spent)
        except TooManyOrders:
            raise
        except RingbackError as error:
            log.warning("call not allowed", task_id=order.task_id, error=error.code)
            if error.status < 500:
                await self._store.mark(order.id, OrderState.NOT_DIALLED)
            raise

    async def _read(self, order_id: str) -> Order:
        order = await self._store.order(order_id)
        if order is None:
            raise NotFound("This order was erased.", code="order_erased")
        return order

    async def _reconcile(self, order: Order) -> str | None:
        """The sid of a call that was placed after all; None when it surely does not exist. Raises Ambiguous."""
        tried_at = order.tried_at or order.created_at
        sure = False
        for pause in self._looks:
            await self._clock.sleep(pause)
            await self._prolong(order)
            stored = await self._read(order.id)
            if stored.call_sid is not None:
                log.info("call found by its callback", call_sid=stored.call_sid, task_id=order.task_id)
                return stored.call_sid
            try:
                unowned = await self._unowned(order.phone_number, tried_at - _DOUBT_SECONDS)
            except Unreachable:
                sure = False
                continue
            sure = not unowned
            ours = [one for one in unowned if (one.created_at or tried_at) >= tried_at - _SKEW_SECONDS]
            if len(ours) == 1 and not await self._store.open_rivals(order):
                log.info("call found in the carrier's list", call_sid=ours[0].sid, task_id=order.task_id)
                return await self._bind(order, ours[0])
        if sure:
            log.info("call surely not dialled", task_id=order.task_id)
            return None
        await self._store.mark(order.id, OrderState.UNCONFIRMED)
        raise Ambiguous("It is not known whether the call was placed; ask again with the same key.")

    async def _unowned(self, phone_number: str, since: float) -> list[CarrierCall]:
        """Calls from us to this number, not older than `since`, that belong to no order we know."""
        listed = await self._carrier.find(phone_number)
        recent = [found for found in listed if found.created_at is None or found.created_at >= since]
        owned = await self._store.known([found.sid for found in recent])
        return [found for found in recent if found.sid not in owned]

    async def _bind(self, order: Order, found: CarrierCall) -> str:
        stored = await self._switchboard.placed(order.id, found)
        if stored.call_sid != found.sid:
            with suppress(Unreachable):  # its first callback ends it
                await self._switchboard.told(order.id, found.sid, found.word)
        if stored.call_sid is None:
            raise withdrawn()
        return stored.call_sid


def withdrawn() -> Conflict:
    return Conflict("This order was withdrawn; nothing was dialled.", code="order_withdrawn")


def _pause(attempt: int, advice: float | None) -> float:
    jittered = 0.5 * attempt * random.uniform(0.5, 1.5)
    return max(jittered, min(advice or 0.0, _LONGEST_ADVICE))
