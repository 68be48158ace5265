"""The queue in front of the phone network: so many calls a second, first come, first served.

Rules:
1. A turn is given when it is asked for, one interval after the one before; who asked first has the earlier turn.
2. Who would wait longer than `longest` gets no turn but `TooManyOrders`, with the seconds after which the queue is
   short enough. Nothing was dialled then.
"""

import math

from ringback.call_handler.ports import Clock
from ringback.kit.errors import RingbackError


class TooManyOrders(RingbackError):
    """The queue is too long; nothing was dialled, and the same order may be sent again after `retry_after` seconds."""

    code = "too_many_orders"
    status = 429
    recoverable = True


class Pace:
    """`per_second` is how many calls the carrier takes in a second."""

    def __init__(self, clock: Clock, *, per_second: float, longest: float) -> None:
        self._clock = clock
        self._interval = 1 / per_second
        self._longest = longest
        self._next = 0.0

    async def turn(self, *, patient: bool = False) -> None:
        """Returns when it is this order's turn. `patient` waits however long it takes. Raises TooManyOrders."""
        now = self._clock.now()
        wait = max(0.0, self._next - now)
        if wait > self._longest and not patient:
            raise TooManyOrders(
                "Too many calls are waiting to be dialled; send the same order again a little later.",
                retry_after=math.ceil(wait - self._longest),
            )
        self._next = now + wait + self._interval
        if wait:
            await self._clock.sleep(wait)
