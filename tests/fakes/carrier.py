"""A `Carrier` in memory: what it answers is set, what it is asked is kept."""

from dataclasses import dataclass, field

from ringback.call_handler.call import Call, Reported
from ringback.call_handler.ports import CarrierCall, NotDialled, Order, Unreachable
from ringback.kit.errors import NotFound
from ringback.wire import CallStatus, Language


@dataclass
class FakeCarrier:
    """`statuses` are the calls as the carrier sees them; `down` makes every question fail."""

    statuses: dict[str, CallStatus] = field(default_factory=dict)
    down: bool = False
    price_usd: float | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)
    said: list[tuple[str, str, str]] = field(default_factory=list)

    async def place(self, order: Order) -> CarrierCall:
        if self.down:
            raise NotDialled("The carrier is down.")
        sid = f"CA{len(self.statuses) + 1}"
        self.statuses[sid] = CallStatus.QUEUED
        return self._call("place", sid)

    async def find(self, phone_number: str) -> list[CarrierCall]:
        if self.down:
            raise Unreachable("The carrier is down.")
        return [self._call("find", sid) for sid in reversed(self.statuses)]

    async def fetch(self, call_sid: str) -> CarrierCall:
        return self._call("fetch", call_sid)

    async def hang_up(self, call: Call, last_words: str | None = None, language: Language = "he") -> CarrierCall:
        status = self.statuses.get(call.sid)
        if not self.down and status is not None and not status.terminal:
            answered = status is CallStatus.IN_PROGRESS
            if answered and last_words:
                self.said.append((call.sid, last_words, language))
            else:
                self.statuses[call.sid] = CallStatus.COMPLETED if answered else CallStatus.CANCELED
        return self._call("hang_up", call.sid)

    async def erase(self, call_sid: str) -> None:
        self.asked.append(("erase", call_sid))
        if self.down:
            raise Unreachable("The carrier is down.")

    async def check(self) -> None: ...
    async def close(self) -> None: ...

    def _call(self, what: str, call_sid: str) -> CarrierCall:
        self.asked.append((what, call_sid))
        if self.down:
            raise Unreachable("The carrier is down.")
        if call_sid not in self.statuses:
            raise NotFound("There is no such call.")
        return CarrierCall(call_sid, Reported(self.statuses[call_sid], at=1000.0, price_usd=self.price_usd))
