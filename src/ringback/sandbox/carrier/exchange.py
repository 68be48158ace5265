"""The exchange: places calls, keeps their legs, and finds them again.

Rules:
1. A call that was placed can be fetched until it is deleted; of ended calls the newest `KEPT` are remembered.
2. An operation a call is in no state for is refused with Twilio's code and changes nothing.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex

import structlog

from ringback.sandbox.carrier.leg import Leg, Network
from ringback.sandbox.carrier.orders import CarrierError, Change, Order
from ringback.sandbox.carrier.records import CallRecord, Direction, Status
from ringback.sandbox.people.phone_book import Book, Person

log = structlog.get_logger()

KEPT = 2000


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list of calls is narrowed to; None and empty do not narrow. Bounds are inclusive."""

    to: str = ""
    from_: str = ""
    status: Status | None = None
    start_from: datetime | None = None
    start_until: datetime | None = None
    end_from: datetime | None = None
    end_until: datetime | None = None

    def takes(self, call: CallRecord) -> bool:
        start = call.started or call.created
        return (
            (not self.to or call.to == self.to)
            and (not self.from_ or call.from_ == self.from_)
            and (self.status is None or call.status is self.status)
            and (self.start_from is None or start >= self.start_from)
            and (self.start_until is None or start <= self.start_until)
            and (self.end_from is None or (call.ended is not None and call.ended >= self.end_from))
            and (self.end_until is None or (call.ended is not None and call.ended <= self.end_until))
        )


class Exchange:
    """All calls of one account. Use from one event loop; `close` ends every call."""

    def __init__(
        self, book: Book, network: Network, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._book = book
        self._network = network
        self._clock = clock
        self._legs: dict[str, Leg] = {}
        self._running: set[asyncio.Task[None]] = set()

    @property
    def account_sid(self) -> str:
        return self._network.account_sid

    @property
    def legs(self) -> list[Leg]:
        """In the order they were placed."""
        return list(self._legs.values())

    def place(self, order: Order) -> CallRecord:
        """Starts the call and returns it as it is queued."""
        person = self._book.find(order.to)
        record = self._begin(order, person, self._book.twin(person), "outbound-api")
        log.info("practice call placed", call_sid=record.sid, pii_to=order.to)
        return record

    def ring(self, person: Person, order: Order) -> CallRecord:
        """This person rings the customer: starts the call and returns it as it is queued."""
        record = self._begin(order, person, None, "inbound")
        log.info("practice call comes in", call_sid=record.sid, pii_from=order.from_)
        return record

    def _begin(self, order: Order, person: Person, twin: Person | None, direction: Direction) -> CallRecord:
        now = self._clock()
        sid = "CA" + token_hex(16)
        record = CallRecord(sid, self.account_sid, order.to, order.from_, now, now, direction=direction)
        leg = Leg(record, order, person, self._network, twin)
        self._legs[record.sid] = leg
        task = asyncio.create_task(leg.run(), name=f"leg {record.sid}")
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        self._forget_the_oldest()
        return record

    def find(self, sid: str) -> Leg:
        """Raises CarrierError 20404."""
        try:
            return self._legs[sid]
        except KeyError:
            path = f"/2010-04-01/Accounts/{self.account_sid}/Calls/{sid}.json"
            raise not_found(path) from None

    def calls(self, wanted: Filter) -> list[CallRecord]:
        """Newest first."""
        return [leg.record for leg in reversed(self.legs) if wanted.takes(leg.record)]

    def change(self, sid: str, change: Change) -> CallRecord:
        leg = self.find(sid)
        status = leg.record.status
        if status.terminal:
            raise CarrierError(21220, "Call is not in-progress. Cannot redirect.")
        if change.status == "canceled" and status is Status.IN_PROGRESS:
            raise CarrierError(21220, "Call is in-progress. Cannot cancel; complete it instead.")
        if change.status is None and change.program is not None and status is not Status.IN_PROGRESS:
            raise CarrierError(21220, "Call is not in-progress. Cannot redirect.")
        leg.change(change)
        return leg.record

    def delete(self, sid: str) -> None:
        if not self.find(sid).record.status.terminal:
            raise CarrierError(20009, "Call is in progress and cannot be deleted.", 409)
        del self._legs[sid]

    async def close(self) -> None:
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _forget_the_oldest(self) -> None:
        ended = [sid for sid, leg in self._legs.items() if leg.record.status.terminal]
        for sid in ended[: max(0, len(ended) - KEPT)]:
            del self._legs[sid]


def not_found(path: str) -> CarrierError:
    return CarrierError(20404, f"The requested resource {path} was not found", 404)
