"""A confirmed task is ordered from the call-handler: three tries at most, all with the same key.

Rules:
1. The key is `task_id:attempt`: however often it is sent, the handler dials once. One that it has had with another
   content (`key_reused`) may have been dialled.
2. Only recoverable errors are tried again, after a pause with jitter; a longer one when the call-handler is away or
   has lost its store, for as a rule it is only just starting again, or when it says how long (ADVICE_SECONDS at most).
3. A queue that is full at the handler (`too_many_orders`) is no failure, nor is an order that waits in it
   (`being_placed`): it comes again, for QUEUE_SECONDS at most.
4. A user who stops the errand meanwhile is heard before each further try.
5. If any try may have reached the handler, the order is withdrawn at the end: then either its call is known, or
   surely nothing was dialled. Only when that cannot be learned either is the last word `CallUnknown`.
"""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable

import structlog

from ringback.engine.ports import CallHandler, CallUnknown, HandlerDown, StoreDown
from ringback.engine.task import Language, Task
from ringback.kit.errors import RingbackError

log = structlog.get_logger()

TRIES = 3
PAUSES, PAUSES_AWAY = (0.5, 1.0), (3.0, 7.0)
"""Seconds after the first and after the second try."""
AWAY = frozenset({HandlerDown.code, StoreDown.code, CallUnknown.code})
"""Error codes of a call-handler that was not there, went away, or cannot read its store."""
QUEUE_SECONDS, PLACING_SECONDS, ADVICE_SECONDS = 900.0, 27.0, 60.0
"""How long an order waits for its turn in all, and each time that it is said to be placed still; the longest advice."""
QUEUE_FULL, BEING_PLACED, KEY_REUSED, IN_DOUBT = "too_many_orders", "being_placed", "key_reused", "unconfirmed"
WITHDRAWALS, WITHDRAWALS_IN_DOUBT = 100, 2
"""How often an order is withdrawn while the call-handler is away, and while it does not know the call either: each time
it has looked for it at the provider for some fifteen seconds."""

Sleep = Callable[[float], Awaitable[None]]


def key(task: Task) -> str:
    return f"{task.id}:{task.attempt}"


async def place(
    handler: CallHandler,
    *,
    task_id: str,
    key: str,
    instructions: str,
    phone_number: str,
    language: Language,
    sleep: Sleep,
    stopped: Callable[[], Awaitable[bool]],
) -> str:
    """The call_sid; raises the last error when no try was answered, or nobody wants the call any more (`stopped`)."""
    unknown: CallUnknown | None = None
    attempt = 1
    queued = 0.0
    while True:
        try:
            call_sid = await handler.order(
                key=key, task_id=task_id, instructions=instructions, phone_number=phone_number, language=language
            )
        except RingbackError as exc:
            log.warning("order failed", attempt=attempt, status=exc.status, error=exc.code, detail=exc.detail)
            if exc.code == KEY_REUSED:
                raise CallUnknown(exc.detail) from exc
            if isinstance(exc, CallUnknown):
                unknown = exc
            pause = None
            if exc.code in (QUEUE_FULL, BEING_PLACED) and queued < QUEUE_SECONDS:
                pause = max(PAUSES[0], exc.retry_after or 0.0) * random.uniform(1.0, 1.5)
                queued += pause + (PLACING_SECONDS if exc.code == BEING_PLACED else 0.0)
            elif attempt < TRIES and exc.recoverable:
                pause = (PAUSES_AWAY if exc.code in AWAY else PAUSES)[attempt - 1] * random.uniform(0.75, 1.25)
                pause = max(pause, min(exc.retry_after or 0.0, ADVICE_SECONDS) * random.uniform(1.0, 1.1))
                attempt += 1
            if pause is not None:
                await sleep(pause)
                if not await stopped():
                    continue
            if unknown is None:
                raise
            if (found := await withdraw(handler, task_id=task_id, key=key, sleep=sleep)) is not None:
                return found
            raise HandlerDown("The call-handler failed again and again; nothing was dialled.") from exc
        else:
            log.info("call ordered", attempt=attempt, status=200, call_sid=call_sid)
            return call_sid


async def withdraw(handler: CallHandler, *, task_id: str, key: str, sleep: Sleep) -> str | None:
    """The call that was ordered with this key; None when there surely is none. Raises CallUnknown."""
    in_doubt = 0
    for _ in range(WITHDRAWALS):
        try:
            return await handler.withdraw(key=key, task_id=task_id)
        except RingbackError as exc:
            log.warning("order not withdrawn", status=exc.status, error=exc.code)
            in_doubt += exc.code == IN_DOUBT
            if not exc.recoverable or in_doubt == WITHDRAWALS_IN_DOUBT:
                break
        await sleep(PAUSES_AWAY[0] * random.uniform(0.75, 1.25))
    raise CallUnknown("It is not known whether the call was placed.")
