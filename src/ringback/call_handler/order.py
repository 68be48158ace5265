"""An order: checked, written down, and placed at most once.

Rules:
1. The intent is stored before anything is dialled. One key is one call: who repeats it or races gets the same sid.
2. Who asks is answered in bounded time; an order that is still being placed then goes on, and the same key finds it.
3. What must not be dialled is refused before it is stored. An order that has its call is never refused again.
4. A withdrawal is an order too: whichever of the two is stored first under a key decides whether it may be dialled.
"""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

import structlog

from ringback.call_handler.dialler import Dialler, withdrawn
from ringback.call_handler.permits import DiallingRules
from ringback.call_handler.ports import Ambiguous, Clock, Order, OrderState, Store
from ringback.kit.errors import BadRequest, Conflict, RingbackError
from ringback.wire import Language, Permission

log = structlog.get_logger()

LONGEST_INSTRUCTIONS = 16_000
LONGEST_QUEUE_SECONDS = 10.0
"""Who would wait longer for a turn is asked to come again."""
ANSWER_SECONDS = 27.0
"""The engine waits for 30."""
_LONGEST_KEY = 200
_CLOSE_SECONDS = 3.0
_SAME_WISH_SECONDS = 600


class BeingPlaced(Ambiguous):
    """It waits for its turn, or is looked for, longer than a request may take."""

    code = "being_placed"

    def __init__(self) -> None:
        super().__init__("The call is still being placed; ask again with the same key.")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request to `/order` asks for, unchecked."""

    phone_number: str
    instructions: str
    language: Language
    task_id: str | None = None
    key: str | None = None


class OrderDesk:
    """`admit` raises while a call, once answered, would have nobody to speak."""

    def __init__(
        self,
        store: Store,
        dialler: Dialler,
        clock: Clock,
        rules: DiallingRules,
        *,
        answer_seconds: float = ANSWER_SECONDS,
        admit: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._admit = admit
        self._dialler = dialler
        self._clock = clock
        self._rules = rules
        self._answer_seconds = answer_seconds
        self._placing: dict[str, asyncio.Task[str]] = {}

    async def order(self, wish: Wish) -> str:
        """The call's sid. Raises BadRequest, NotAllowed, Conflict, TooManyOrders, or what the carrier answered."""
        order = await self._intended(await self._checked(wish))
        if order.call_sid is not None:
            return order.call_sid
        placing = self._placing.get(order.id)
        if placing is None:
            placing = asyncio.create_task(self._dialler.dial(order))
            self._placing[order.id] = placing
            placing.add_done_callback(lambda done: self._placed(order.id, done))
        try:
            async with asyncio.timeout(self._answer_seconds):
                return await asyncio.shield(placing)
        except TimeoutError:
            raise BeingPlaced from None

    async def withdraw(self, key: str, task_id: str | None = None) -> str | None:
        """The sid of the call that was ordered with this key; None when there surely is none.

        Then an order with this key is refused from now on, also one that comes later. Raises Ambiguous.
        """
        state, now = OrderState.WITHDRAWN, self._clock.now()
        never = Order(f"o_{uuid4().hex}", key, "", "", "", "en", now, task_id, state)
        order = await self._store.intend(never)
        if order.call_sid is not None or await self._store.withdraw(order.id):
            return order.call_sid
        try:
            async with asyncio.timeout(self._answer_seconds):
                return await self._dialler.withdraw(order)
        except TimeoutError:
            raise BeingPlaced from None

    async def permission(self, phone_number: str, at: float | None = None) -> Permission:
        """Whether a call to this number would be dialled now, or `at` another hour, and if not, why. Dials nothing."""
        when = self._clock.now() if at is None else at
        try:
            e164 = self._rules.number(phone_number)
            await self._dialler.permit(e164, when)
            if at is None:
                self._rules.spent(*await self._store.dialled(e164, when))
        except RingbackError as refused:
            if refused.status >= 500:
                raise
            wait = refused.retry_after
            return Permission(
                code=refused.code, again_at=None if wait is None else datetime.fromtimestamp(when + wait, UTC)
            )
        return Permission()

    async def close(self) -> None:
        """Gives what is being placed a moment to be written down; the rest is looked for when it is ordered again."""
        placing = list(self._placing.values())
        if placing:
            await asyncio.wait(placing, timeout=_CLOSE_SECONDS)
        for task in placing:
            task.cancel()
        await asyncio.gather(*placing, return_exceptions=True)

    def _placed(self, order_id: str, done: asyncio.Task[str]) -> None:
        self._placing.pop(order_id, None)
        if not done.cancelled():
            done.exception()  # whoever still waits hears it; it is logged where it arose

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
        e164 = self._rules.number(wish.phone_number)
        digest = _digest(e164, instructions, wish.language, wish.task_id or "")
        return Order(
            id=f"o_{uuid4().hex}",
            key=wish.key or await self._key_without_key(digest),
            digest=digest,
            phone_number=e164,
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
        stored = await self._store.order_by_key(order.key)
        if stored is None:
            await self._dialler.permit(order.phone_number)
            self._admit()
            stored = await self._store.intend(order)
        if stored.state is OrderState.WITHDRAWN:
            raise withdrawn()
        if stored.digest != order.digest:
            raise Conflict("This Idempotency-Key was used for another order; use a new one.", code="key_reused")
        return stored


def _digest(*content: str) -> str:
    return hashlib.sha256("\0".join(content).encode()).hexdigest()
