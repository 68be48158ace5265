"""The carrier's side of the calls that are on: what it says of them, and how they are ended there.

Rules:
1. A leg is ended by one request at a time; an answered callee hears the call's last words first.
2. A call the carrier does not know is over, unless it is so young that the carrier may not list it yet.
"""

from collections.abc import Callable

import structlog

from ringback.call_handler import call as calls
from ringback.call_handler.call import Reported
from ringback.call_handler.line import Line
from ringback.call_handler.ports import Carrier, Clock, Unreachable
from ringback.kit.errors import NotFound
from ringback.wire import CallStatus, Reason

log = structlog.get_logger()

SURELY_KNOWN_SECONDS = 15.0
"""A call this old that the carrier does not know is over; a younger one it may not list yet."""


class Legs:
    """`on_status` hears of new statuses."""

    def __init__(self, carrier: Carrier, clock: Clock, on_status: Callable[[Line], None]) -> None:
        self._carrier = carrier
        self._clock = clock
        self._on_status = on_status

    def heard(self, line: Line, word: Reported) -> None:
        """A word of the carrier about this call."""
        before, line.call = line.call, calls.advance(line.call, word)
        if line.call.status is not before.status:
            log.info("call status", call_sid=line.sid, task_id=line.order.task_id, status=line.call.status.value)
            line.tell("call.status", {"status": line.call.status.value, "answered_by": line.call.answered_by})
            self._on_status(line)

    async def look(self, line: Line) -> None:
        """Ask what became of the call. Raises Unreachable, or NotFound."""
        self.heard(line, (await self._carrier.fetch(line.sid)).word)

    async def end(self, line: Line) -> None:
        """Raises Unreachable."""
        async with line.ending:
            if line.call.status.terminal:
                return
            try:
                self.heard(line, (await self._carrier.hang_up(line.call, line.last_words, line.order.language)).word)
            except NotFound as error:
                self.unknown(line, error)

    def unknown(self, line: Line, error: NotFound) -> None:
        """The carrier says that there is no such call. Raises Unreachable while it may be too early to know."""
        if self._clock.now() - line.call.created_at < SURELY_KNOWN_SECONDS:
            raise Unreachable(error.detail) from error
        log.error("the carrier does not know this call", call_sid=line.sid)
        self.take_as_over(line)

    def take_as_over(self, line: Line) -> None:
        line.over("system", Reason.PROVIDER_DOWN)
        self.heard(line, Reported(CallStatus.COMPLETED, self._clock.now()))
