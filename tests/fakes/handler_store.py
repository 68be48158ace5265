"""The call-handler's `Store` and `Guard` in memory: what every process on one database sees."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from ringback.call_handler.call import Call
from ringback.call_handler.ports import DAY_SECONDS, Barred, News, Order, OrderState, Owed, Permit, StoredCall
from ringback.call_handler.report import priced
from ringback.wire import CallEvent, InboundCall, InboundCalls, Report

_ASKED = (OrderState.PLACING, OrderState.UNCONFIRMED, OrderState.GIVEN_UP)
_NOT_DIALLED = (OrderState.NOT_DIALLED, OrderState.WITHDRAWN)
_TAKES_NO_CALL = (*_NOT_DIALLED, OrderState.GIVEN_UP)


def _open(order: Order) -> bool:
    return order.call_sid is None and order.state is not OrderState.WITHDRAWN


@dataclass
class MemoryStore:
    orders: dict[str, Order] = field(default_factory=dict)
    calls: dict[str, StoredCall] = field(default_factory=dict)
    told: dict[str, list[CallEvent]] = field(default_factory=dict)
    claimed: set[str] = field(default_factory=set)
    came_in: list[str] = field(default_factory=list)
    owes_reports: bool = False
    debts: dict[str, tuple[float, int]] = field(default_factory=dict)
    """(due, tries) by call."""

    async def open(self) -> None: ...
    async def close(self) -> None: ...
    async def check(self) -> None: ...

    async def intend(self, order: Order) -> Order:
        return await self.order_by_key(order.key) or self.orders.setdefault(order.id, order)

    async def order(self, order_id: str) -> Order | None:
        return self.orders.get(order_id)

    async def order_by_key(self, key: str) -> Order | None:
        return next((order for order in self.orders.values() if order.key == key), None)

    async def mark(self, order_id: str, state: OrderState) -> None:
        order = self.orders.get(order_id)
        if order is not None and _open(order):
            self.orders[order_id] = replace(order, state=state)

    async def withdraw(self, order_id: str) -> bool:
        order = self.orders.get(order_id)
        if order is None or order.state not in (OrderState.INTENDED, *_NOT_DIALLED):
            return False
        self.orders[order_id] = replace(order, state=OrderState.WITHDRAWN)
        return True

    async def begin(self, order: Order, at: float, permit: Permit) -> bool:
        mine = self.orders.get(order.id)
        if mine is None or not _open(mine) or mine.state is OrderState.GIVEN_UP:
            return False
        permit(*self._dialled(order.phone_number, at, order.id))
        self.orders[order.id] = replace(mine, state=OrderState.PLACING, tried_at=at)
        return True

    async def dialled(self, phone_number: str, at: float) -> tuple[int, int]:
        return self._dialled(phone_number, at)

    def _dialled(self, phone_number: str, at: float, but: str = "") -> tuple[int, int]:
        dialled = [
            one
            for one in self.orders.values()
            if one.id != but
            and one.state not in _NOT_DIALLED
            and one.tried_at is not None
            and one.tried_at > at - DAY_SECONDS
        ]
        return sum(one.phone_number == phone_number for one in dialled), len(dialled)

    async def open_rivals(self, order: Order) -> bool:
        return any(
            one.id != order.id
            and one.phone_number == order.phone_number
            and one.call_sid is None
            and one.state in _ASKED
            for one in self.orders.values()
        )

    async def place(self, order_id: str, call: Call) -> Order | None:
        order = self.orders.get(order_id)
        if order is not None and order.call_sid is None and order.state not in _TAKES_NO_CALL:
            self.orders[order_id] = replace(order, state=OrderState.PLACED, call_sid=call.sid)
            self.calls[call.sid] = StoredCall(self.orders[order_id], call)
        return self.orders.get(order_id)

    async def claim_stream(self, order_id: str) -> bool:
        first = order_id in self.orders and order_id not in self.claimed
        self.claimed.add(order_id)
        return first

    async def call(self, call_sid: str) -> StoredCall | None:
        return self.calls.get(call_sid)

    async def known(self, call_sids: Sequence[str]) -> set[str]:
        return {sid for sid in call_sids if sid in self.calls}

    async def unfinished(self) -> list[StoredCall]:
        return [stored for stored in self.calls.values() if stored.report is None]

    async def latest_call(self, phone_number: str, since: float) -> StoredCall | None:
        ours = [
            stored
            for stored in self.calls.values()
            if stored.order.phone_number == phone_number
            and stored.order.created_at >= since
            and not stored.order.inbound
        ]
        return max(ours, key=lambda stored: stored.order.created_at, default=None)

    async def inbound(self, after: int, limit: int) -> InboundCalls:
        reports = [(seq, self.calls[sid].report) for seq, sid in enumerate(self.came_in, 1) if sid in self.calls]
        later = [InboundCall(seq=seq, report=report) for seq, report in reports if report and seq > after]
        return InboundCalls(calls=later[:limit], last=max((seq for seq, _ in reports), default=0))

    async def record(self, news: Sequence[News]) -> None:
        for one in news:
            if one.call.sid in self.calls:
                self.calls[one.call.sid] = replace(
                    self.calls[one.call.sid], call=one.call, claim=one.claim, cost=one.cost
                )
                told = self.told.setdefault(one.call.sid, [])
                known = {event.seq for event in told}
                told.extend(event for event in one.events if event.seq not in known)

    async def events(self, call_sid: str, after: int = 0) -> list[CallEvent]:
        return [event for event in self.told.get(call_sid, []) if event.seq > after]

    async def finish(self, call: Call, report: Report, event: CallEvent) -> bool:
        stored = self.calls.get(call.sid)
        if stored is None or stored.report is not None:
            return False
        self.calls[call.sid] = replace(stored, call=call, report=report)
        told = self.told.setdefault(call.sid, [])
        last = max((earlier.seq for earlier in told), default=0)
        told.append(event.model_copy(update={"seq": max(event.seq, last + 1)}))
        if report.direction == "inbound":
            self.came_in.append(call.sid)
        if self.owes_reports:
            self.debts[call.sid] = (0.0, 0)
        return True

    async def owed(self, now: float, until: float, limit: int) -> list[Owed]:
        due = sorted((at, sid) for sid, (at, _) in self.debts.items() if at <= now)[:limit]
        for _, sid in due:
            self.debts[sid] = (until, self.debts[sid][1] + 1)
        reports = [(self.calls[sid].report, self.debts[sid][1]) for _, sid in due]
        return [Owed(report, tries) for report, tries in reports if report]

    async def owe_until(self, call_sid: str, due: float) -> None:
        if call_sid in self.debts:
            self.debts[call_sid] = (due, self.debts[call_sid][1])

    async def settle_debt(self, call_sid: str) -> None:
        self.debts.pop(call_sid, None)

    async def price(self, call_sid: str, usd: float) -> None:
        stored = self.calls.get(call_sid)
        if stored is not None and stored.report is not None:
            self.calls[call_sid] = replace(stored, report=priced(stored.report, usd))

    async def orders_of(self, task_id: str) -> list[Order]:
        return [order for order in self.orders.values() if order.task_id == task_id]

    async def old(self, before: float, limit: int) -> list[Order]:
        over = [
            order
            for order in self.orders.values()
            if order.created_at < before and (order.call_sid is None or self.calls[order.call_sid].report is not None)
        ]
        return sorted(over, key=lambda order: order.created_at)[:limit]

    async def erase_order(self, order: Order) -> bool:
        mine = self.orders.get(order.id)
        if mine is None or mine.call_sid is not None or mine.state is not order.state:
            return False
        del self.orders[order.id]
        if order.state is OrderState.WITHDRAWN and order.task_id is not None:
            self.orders[order.id] = Order(order.id, order.key, "", "", "", "en", order.created_at, None, order.state)
        return True

    async def erase(self, call_sid: str) -> None:
        stored = self.calls.pop(call_sid, None)
        self.told.pop(call_sid, None)
        self.debts.pop(call_sid, None)
        if stored is not None:
            self.orders.pop(stored.order.id, None)


@dataclass
class MemoryGuard:
    holds: dict[str, tuple[str, float]] = field(default_factory=dict)
    leases: dict[str, tuple[str, float]] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    barred_numbers: dict[str, Barred] = field(default_factory=dict)
    to_erase: set[str] = field(default_factory=set)

    async def hold(self, phone_number: str, owner: str, *, now: float, until: float) -> bool:
        return _take(self.holds, phone_number, owner, now, until)

    async def release(self, phone_number: str, owner: str) -> None:
        if self.holds.get(phone_number, ("", 0.0))[0] == owner:
            del self.holds[phone_number]

    async def forget_holds(self, now: float) -> None:
        self.holds = {number: hold for number, hold in self.holds.items() if hold[1] > now}

    async def lease(self, call_sid: str, owner: str, *, now: float, until: float, address: str = "") -> bool:
        taken = _take(self.leases, call_sid, owner, now, until)
        if taken:
            self.addresses[call_sid] = address
        return taken

    async def leased_to(self, call_sid: str, now: float) -> tuple[str, str] | None:
        owner, until = self.leases.get(call_sid, ("", now))
        return (owner, self.addresses[call_sid]) if until > now else None

    async def renew(self, owner: str, call_sids: Collection[str], until: float) -> set[str]:
        mine = {sid for sid in call_sids if self.leases.get(sid, ("", 0.0))[0] == owner}
        self.leases.update(dict.fromkeys(mine, (owner, until)))
        return mine

    async def unlease(self, call_sid: str, owner: str) -> None:
        if self.leases.get(call_sid, ("", 0.0))[0] == owner:
            del self.leases[call_sid]

    async def adrift(self, now: float) -> set[str]:
        return {sid for sid, (_, ends) in self.leases.items() if ends <= now}

    async def bar(self, phone_number: str, why: str, at: float) -> None:
        self.barred_numbers.setdefault(phone_number, Barred(phone_number, at, why))

    async def unbar(self, phone_number: str) -> bool:
        return self.barred_numbers.pop(phone_number, None) is not None

    async def barred(self, phone_number: str) -> bool:
        return phone_number in self.barred_numbers

    async def all_barred(self) -> list[Barred]:
        return sorted(self.barred_numbers.values(), key=lambda one: one.at, reverse=True)

    async def erase_later(self, one: str) -> None:
        self.to_erase.add(one)

    async def erasures(self) -> set[str]:
        return set(self.to_erase)

    async def erased(self, one: str) -> None:
        self.to_erase.discard(one)


def _take(rows: dict[str, tuple[str, float]], what: str, owner: str, now: float, until: float) -> bool:
    holder, ends = rows.get(what, (owner, now))
    if holder != owner and ends > now:
        return False
    rows[what] = owner, until
    return True
