"""A `Carrier` in memory: what it answers is set, what it is asked is kept."""

from dataclasses import dataclass, field

from ringback.call_handler.call import Call, Reported
from ringback.call_handler.ports import CarrierCall, Order, Unreachable
from ringback.wire import CallStatus


@dataclass
class FakeCarrier:
    """`statuses` are the calls as the carrier sees them; `down` makes every question fail."""

    statuses: dict[str, CallStatus] = field(default_factory=dict)
    down: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)

    async def place(self, order: Order) -> CarrierCall:
        sid = f"CA{len(self.statuses) + 1}"
        self.statuses[sid] = CallStatus.QUEUED
        return self._call("place", sid)

    async def find(self, phone_number: str) -> list[CarrierCall]:
        return [self._call("find", sid) for sid in self.statuses]

    async def fetch(self, call_sid: str) -> CarrierCall:
        return self._call("fetch", call_sid)

    async def hang_up(self, call: Call) -> CarrierCall:
        if not self.down:
            ended = CallStatus.CANCELED if call.can_be_canceled else CallStatus.COMPLETED
            self.statuses[call.sid] = ended
        return self._call("hang_up", call.sid)

    async def erase(self, call_sid: str) -> None:
        self._call("erase", call_sid)

    async def check(self) -> None: ...
    async def close(self) -> None: ...

    def _call(self, what: str, call_sid: str) -> CarrierCall:
        self.asked.append((what, call_sid))
        if self.down:
            raise Unreachable("The carrier is down.")
        return CarrierCall(call_sid, Reported(self.statuses[call_sid], at=1000.0))
