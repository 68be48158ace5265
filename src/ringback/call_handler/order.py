"""An order becomes one call: checked, written down, placed at most once.

Rules:
1. The intent is stored before the carrier is asked. One key is one call: who repeats it or races gets the same sid.
2. Only what surely did not dial is tried again, three times in all. After an ambiguous failure the call is looked for,
   by its callbacks and in the carrier's list; another try only when it surely does not exist.
3. Orders to the same number are placed one after another, so that a call found in the list has one possible owner.
"""

import asyncio
import hashlib
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import uuid4
from weakref import WeakValueDictionary

import structlog

from ringback.call_handler.ports import (
    Ambiguous,
    Carrier,
    CarrierCall,
    Clock,
    NotDialled,
    Order,
    OrderState,
    Refused,
    Store,
    Unreachable,
)
from ringback.call_handler.switchboard import Switchboard
from ringback.kit.errors import BadRequest, Conflict, RingbackError
from ringback.phone import Refusal, check
from ringback.wire import Language

log = structlog.get_logger()

TRIES = 3
LOOKS = (0.5, 1.0, 2.0, 4.0)
"""Seconds before each look into the carrier's list after an ambiguous failure."""
LONGEST_INSTRUCTIONS = 16_000
_LONGEST_KEY = 200
_LONGEST_ADVICE = 5.0
_CLOSE_SECONDS = 3.0
_SAME_WISH_SECONDS = 600
_SKEW_SECONDS = 60.0

_REFUSED = {
    Refusal.EMERGENCY: "Emergency numbers are never called for you; dial it yourself.",
    Refusal.SHORT: "Short numbers cannot be called; use the full number.",
    Refusal.STAR: "Star codes cannot be called; use the full number.",
    Refusal.PREMIUM: "Premium numbers are never called.",
    Refusal.SATELLITE: "Satellite and global networks are never called.",
    Refusal.COUNTRY: "Calls to this country are not allowed; ALLOWED_COUNTRIES lists those that are.",
}


class NotAllowed(RingbackError):
    """A real number that is not called; the code says why."""

    code = "number_not_allowed"
    status = 403


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request to `/order` asks for, unchecked."""

    phone_number: str
    instructions: str
    language: Language
    task_id: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class DiallingRules:
    """`region` reads local numbers; `countries` empty allows all."""

    region: str
    countries: Collection[str]


class OrderDesk:
    def __init__(
        self,
        store: Store,
        carrier: Carrier,
        switchboard: Switchboard,
        clock: Clock,
        rules: DiallingRules,
        *,
        looks: Sequence[float] = LOOKS,
    ) -> None:
        self._store = store
        self._carrier = carrier
        self._switchboard = switchboard
        self._clock = clock
        self._rules = rules
        self._looks = looks
        self._placing: dict[str, asyncio.Task[str]] = {}
        self._numbers: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def order(self, wish: Wish) -> str:
        """The call's sid. Raises BadRequest, NotAllowed, Conflict, or what the carrier answered."""
        order = await self._checked(wish)
        order = await self._intended(order)
        if order.call_sid is not None:
            return order.call_sid
        placing = self._placing.get(order.id)
        if placing is None:
            placing = asyncio.create_task(self._place(order))
            self._placing[order.id] = placing
            placing.add_done_callback(lambda _: self._placing.pop(order.id, None))
        return await asyncio.shield(placing)

    async def close(self) -> None:
        """Gives what is being placed a moment to be written down; the rest is looked for when it is ordered again."""
        placing = list(self._placing.values())
        if placing:
            await asyncio.wait(placing, timeout=_CLOSE_SECONDS)
        for task in placing:
            task.cancel()
        await asyncio.gather(*placing, return_exceptions=True)

    async def _checked(self, wish: Wish) -> Order:
        instructions = wish.instructions.strip()
        if not instructions:
            raise BadRequest("The instructions are empty; say what the call is for.", code="empty_instructions")
        if len(instructions) > LONGEST_INSTRUCTIONS:
            raise BadRequest(
                f"The instructions are longer than {LONGEST_INSTRUCTIONS} characters; shorten them.",
                code="instructions_too_long",
            )
        if wish.key is not None and not 0 < len(wish.key) <= _LONGEST_KEY:
            raise BadRequest(f"The Idempotency-Key must have 1 to {_LONGEST_KEY} characters.", code="bad_key")
        number = check(wish.phone_number, self._rules.region, self._rules.countries)
        if number.refusal in _REFUSED:
            raise NotAllowed(_REFUSED[number.refusal], code=f"number_{number.refusal.value}")
        if number.e164 is None or not number.callable:
            raise BadRequest(
                "This is no phone number that can be called; give it in full, like +97236123456.", code="invalid_number"
            )
        digest = _digest(number.e164, instructions, wish.language, wish.task_id or "")
        return Order(
            id=f"o_{uuid4().hex}",
            key=wish.key or await self._key_without_key(digest),
            digest=digest,
            phone_number=number.e164,
            instructions=instructions,
            language=wish.language,
            created_at=self._clock.now(),
            task_id=wish.task_id,
        )

    async def _key_without_key(self, digest: str) -> str:
        """The same wish within ten minutes is the same order: a reload or a prefetch must not dial again."""
        bucket = int(self._clock.now() // _SAME_WISH_SECONDS)
        earlier = f"same:{digest}:{bucket - 1}"
        return earlier if await self._store.order_by_key(earlier) is not None else f"same:{digest}:{bucket}"

    async def _intended(self, order: Order) -> Order:
        stored = await self._store.intend(order)
        if stored.digest != order.digest:
            raise Conflict("This Idempotency-Key was used for another order; use a new one.", code="key_reused")
        return stored

    async def _place(self, order: Order) -> str:
        one_at_a_time = self._numbers.setdefault(order.phone_number, asyncio.Lock())
        async with one_at_a_time:
            order = await self._store.order(order.id) or order
            if order.call_sid is not None:
                return order.call_sid
            if order.state in (OrderState.PLACING, OrderState.UNCONFIRMED):
                found = await self._reconcile(order)
                if found is not None:
                    return found
            tried_at = order.tried_at
            for attempt in range(1, TRIES + 1):
                tried_at = tried_at or self._clock.now()
                await self._store.mark(order.id, OrderState.PLACING, tried_at=tried_at)
                try:
                    return await self._bind(order, await self._carrier.place(order))
                except NotDialled as error:
                    log.warning("call not dialled", task_id=order.task_id, attempt=attempt, error=error.code)
                    if attempt == TRIES:
                        await self._store.mark(order.id, OrderState.NOT_DIALLED)
                        raise
                    await self._clock.sleep(_pause(attempt, error.after))
                except Refused:
                    await self._store.mark(order.id, OrderState.NOT_DIALLED)
                    raise
                except Ambiguous as error:
                    log.warning("call may have been dialled", task_id=order.task_id, attempt=attempt, error=error.code)
                    found = await self._reconcile(order, tried_at)
                    if found is not None:
                        return found
        await self._store.mark(order.id, OrderState.NOT_DIALLED)
        raise Refused(
            "The phone service failed three times and placed no call.", code="provider_error", recoverable=True
        )

    async def _reconcile(self, order: Order, tried_at: float | None = None) -> str | None:
        """The sid of a call that was placed after all; None when it surely does not exist. Raises Ambiguous."""
        since = (tried_at or order.tried_at or order.created_at) - _SKEW_SECONDS
        sure = False
        for pause in self._looks:
            await self._clock.sleep(pause)
            stored = await self._store.order(order.id)
            if stored is not None and stored.call_sid is not None:
                log.info("call found by its callback", call_sid=stored.call_sid, task_id=order.task_id)
                return stored.call_sid
            try:
                candidates = await self._unclaimed(order.phone_number, since)
            except Unreachable:
                sure = False
                continue
            sure = not candidates
            if len(candidates) == 1:
                log.info("call found in the carrier's list", call_sid=candidates[0].sid, task_id=order.task_id)
                return await self._bind(order, candidates[0])
        if sure:
            log.info("call surely not dialled", task_id=order.task_id)
            return None
        await self._store.mark(order.id, OrderState.UNCONFIRMED)
        raise Ambiguous("It is not known whether the call was placed; ask again with the same key.")

    async def _unclaimed(self, phone_number: str, since: float) -> list[CarrierCall]:
        """Calls to this number that may be ours: recent, and of no other order."""
        listed = await self._carrier.find(phone_number)
        recent = [found for found in listed if found.created_at is None or found.created_at >= since]
        owned = await self._store.known([found.sid for found in recent])
        return [found for found in recent if found.sid not in owned]

    async def _bind(self, order: Order, found: CarrierCall) -> str:
        stored = await self._switchboard.placed(order.id, found)
        if stored.call_sid != found.sid:
            await self._switchboard.told(order.id, found.sid, found.word)
        return stored.call_sid or found.sid


def _digest(*content: str) -> str:
    return hashlib.sha256("\0".join(content).encode()).hexdigest()


def _pause(attempt: int, advice: float | None) -> float:
    jittered = 0.5 * attempt * random.uniform(0.5, 1.5)
    return max(jittered, min(advice or 0.0, _LONGEST_ADVICE))
