"""Orders, calls and events in SQL: SQLite in a file by default, PostgreSQL by address.

Rules:
1. An order's key is unique, and so is its call: two requests that race meet the same row.
2. A report is written once, together with the event that tells it, which is the last of its call whatever else was
   written meanwhile, and with the debt to tell the engine.
"""

import asyncio
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import (
    JSON,
    ColumnElement,
    Double,
    ForeignKey,
    String,
    Text,
    bindparam,
    delete,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy import Table as SqlTable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from ringback.call_handler.call import Call
from ringback.call_handler.events import Claim
from ringback.call_handler.ports import DAY_SECONDS, INBOUND, News, Order, OrderState, Owed, Permit, StoredCall
from ringback.call_handler.report import priced
from ringback.call_handler.sessions import Sessions, StoreDown, Table
from ringback.wire import CallEvent, InboundCall, InboundCalls, Language, Report

_CALL = TypeAdapter(Call)
_CLAIM = TypeAdapter(Claim)
_NOT_DIALLED = (OrderState.NOT_DIALLED.value, OrderState.WITHDRAWN.value)
_TAKES_NO_CALL = (*_NOT_DIALLED, OrderState.GIVEN_UP.value)


class _OrderRow(Table):
    __tablename__ = "handler_orders"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    digest: Mapped[str] = mapped_column(String(64))
    phone_number: Mapped[str] = mapped_column(String(20))
    instructions: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[float] = mapped_column(Double)
    task_id: Mapped[str | None] = mapped_column(String(100))
    state: Mapped[str] = mapped_column(String(20))
    tried_at: Mapped[float | None] = mapped_column(Double)
    call_sid: Mapped[str | None] = mapped_column(String(40), unique=True)
    stream_claimed: Mapped[bool]
    call: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    claim: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    report: Mapped[str | None] = mapped_column(Text)
    cost: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))


class _EventRow(Table):
    __tablename__ = "handler_events"

    call_sid: Mapped[str] = mapped_column(ForeignKey("handler_orders.call_sid"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str] = mapped_column(Text)


class _InboundRow(Table):
    """Numbers are never given twice, also after an erasure: who asks after a number misses nothing."""

    __tablename__ = "handler_inbound"
    __table_args__ = ({"sqlite_autoincrement": True},)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    call_sid: Mapped[str] = mapped_column(ForeignKey("handler_orders.call_sid"), unique=True)


class _OutboxRow(Table):
    """Reports the engine has not acknowledged; the next try is at `due` (seconds since 1970)."""

    __tablename__ = "handler_outbox"

    call_sid: Mapped[str] = mapped_column(ForeignKey("handler_orders.call_sid"), primary_key=True)
    tries: Mapped[int]
    due: Mapped[float] = mapped_column(Double)


_ORDERS = _OrderRow.__table__
assert isinstance(_ORDERS, SqlTable)
_STATE = (
    update(_ORDERS)
    .where(_ORDERS.c.call_sid == bindparam("sid"))
    .values(call=bindparam("now"), claim=bindparam("claimed"), cost=bindparam("spent"))
)
_EVENT = {
    embedded: (sqlite.insert if embedded else postgresql.insert)(_EventRow).on_conflict_do_nothing()
    for embedded in (True, False)
}
"""A number that another process has written meanwhile, which took the call up, stays as it is."""


class SqlStore:
    """`url` names an async driver: `sqlite+aiosqlite:///…` or `postgresql+psycopg://…`.

    `owes_reports`: every report is owed to the engine until it is settled.
    """

    def __init__(self, url: str, *, owes_reports: bool = False) -> None:
        self.sessions = Sessions(url)
        self._owes_reports = owes_reports
        self._inbound_in_order = asyncio.Lock()

    async def open(self) -> None:
        await self.sessions.open()

    async def close(self) -> None:
        await self.sessions.close()

    async def check(self) -> None:
        await self.sessions.check()

    async def intend(self, order: Order) -> Order:
        existing = await self.order_by_key(order.key)
        if existing is not None:
            return existing
        try:
            async with self.sessions.writing() as session:
                session.add(_OrderRow(**asdict(order), stream_claimed=False))
        except StoreDown as exc:
            existing = await self.order_by_key(order.key) if isinstance(exc.__cause__, IntegrityError) else None
            if existing is None:
                raise
            return existing
        return order

    async def order(self, order_id: str) -> Order | None:
        return await self._one_order(_OrderRow.id == order_id)

    async def order_by_key(self, key: str) -> Order | None:
        return await self._one_order(_OrderRow.key == key)

    async def mark(self, order_id: str, state: OrderState, *, tried_at: float | None = None) -> None:
        values: dict[str, Any] = {"state": state.value} | ({} if tried_at is None else {"tried_at": tried_at})
        async with self.sessions.writing() as session:
            await session.execute(update(_OrderRow).where(*_open(order_id)).values(values))

    async def withdraw(self, order_id: str) -> bool:
        unasked = _OrderRow.id == order_id, _OrderRow.state.in_((OrderState.INTENDED.value, *_NOT_DIALLED))
        withdraw = update(_OrderRow).where(*unasked).values(state=OrderState.WITHDRAWN.value).returning(_OrderRow.id)
        async with self.sessions.writing() as session:
            return (await session.execute(withdraw)).first() is not None

    async def begin(self, order: Order, at: float, permit: Permit) -> bool:
        values = {"state": OrderState.PLACING.value, "tried_at": at}
        unplaced = *_open(order.id), _OrderRow.state != OrderState.GIVEN_UP.value
        begin = update(_OrderRow).where(*unplaced).values(values).returning(_OrderRow.id)
        async with self.sessions.writing() as session:
            if (await session.execute(begin)).first() is None:
                return False
            permit(*await _dialled(session, order.phone_number, at, _OrderRow.id != order.id))
            return True

    async def dialled(self, phone_number: str, at: float) -> tuple[int, int]:
        async with self.sessions.reading() as session:
            return await _dialled(session, phone_number, at)

    async def open_rivals(self, order: Order) -> bool:
        states = (OrderState.PLACING.value, OrderState.UNCONFIRMED.value, OrderState.GIVEN_UP.value)
        rival = (
            _OrderRow.phone_number == order.phone_number,
            _OrderRow.id != order.id,
            _OrderRow.call_sid.is_(None),
            _OrderRow.state.in_(states),
        )
        async with self.sessions.reading() as session:
            return (await session.scalar(select(_OrderRow.id).where(*rival).limit(1))) is not None

    async def place(self, order_id: str, call: Call) -> Order | None:
        placed = {"state": OrderState.PLACED.value, "call_sid": call.sid, "call": _CALL.dump_python(call, mode="json")}
        waiting = *_open(order_id), _OrderRow.state.not_in(_TAKES_NO_CALL)
        async with self.sessions.writing() as session:
            await session.execute(update(_OrderRow).where(*waiting).values(placed))
        return await self.order(order_id)

    async def claim_stream(self, order_id: str) -> bool:
        unclaimed = _OrderRow.id == order_id, _OrderRow.stream_claimed.is_(False)
        claim = update(_OrderRow).where(*unclaimed).values(stream_claimed=True).returning(_OrderRow.id)
        async with self.sessions.writing() as session:
            return (await session.execute(claim)).first() is not None

    async def call(self, call_sid: str) -> StoredCall | None:
        async with self.sessions.reading() as session:
            row = await session.scalar(select(_OrderRow).where(_OrderRow.call_sid == call_sid))
            return None if row is None else _stored(row)

    async def known(self, call_sids: Sequence[str]) -> set[str]:
        async with self.sessions.reading() as session:
            found = await session.scalars(select(_OrderRow.call_sid).where(_OrderRow.call_sid.in_(call_sids)))
            return {sid for sid in found if sid is not None}

    async def unfinished(self) -> list[StoredCall]:
        open_calls = select(_OrderRow).where(_OrderRow.call_sid.is_not(None), _OrderRow.report.is_(None))
        async with self.sessions.reading() as session:
            return [_stored(row) for row in await session.scalars(open_calls)]

    async def record(self, news: Sequence[News]) -> None:
        """Two statements for all of it: there may be news of hundreds of calls several times a second."""
        states = [
            {
                "sid": one.call.sid,
                "now": _CALL.dump_python(one.call, mode="json"),
                "claimed": None if one.claim is None else _CLAIM.dump_python(one.claim, mode="json"),
                "spent": dict(one.cost),
            }
            for one in news
        ]
        events = [
            {"call_sid": one.call.sid, "seq": event.seq, "event": event.model_dump_json()}
            for one in news
            for event in one.events
        ]
        async with self.sessions.writing() as session:
            connection = await session.connection()
            await connection.execute(_STATE, states)
            if events:
                await connection.execute(_EVENT[self.sessions.embedded], events)

    async def events(self, call_sid: str, after: int = 0) -> list[CallEvent]:
        later = select(_EventRow.event).where(_EventRow.call_sid == call_sid, _EventRow.seq > after)
        async with self.sessions.reading() as session:
            return [CallEvent.model_validate_json(one) for one in await session.scalars(later.order_by(_EventRow.seq))]

    async def finish(self, call: Call, report: Report, event: CallEvent) -> bool:
        unreported = _OrderRow.call_sid == call.sid, _OrderRow.report.is_(None)
        values = {"report": report.model_dump_json(), "call": _CALL.dump_python(call, mode="json")}
        write = update(_OrderRow).where(*unreported).values(values).returning(_OrderRow.id)
        inbound = report.direction == "inbound"
        async with self._inbound_in_order if inbound else nullcontext(), self.sessions.writing() as session:
            if (await session.execute(write)).first() is None:
                return False
            last = await session.scalar(select(func.max(_EventRow.seq)).where(_EventRow.call_sid == call.sid))
            session.add(_event_row(call.sid, event.model_copy(update={"seq": max(event.seq, (last or 0) + 1)})))
            if inbound:
                if not self.sessions.embedded:  # numbers are to appear in their order, whichever process gives them
                    await session.execute(text("LOCK TABLE handler_inbound IN SHARE ROW EXCLUSIVE MODE"))
                session.add(_InboundRow(call_sid=call.sid))
            if self._owes_reports:
                session.add(_OutboxRow(call_sid=call.sid, tries=0, due=0.0))
            return True

    async def owed(self, now: float, until: float, limit: int) -> list[Owed]:
        due = select(_OutboxRow.call_sid).where(_OutboxRow.due <= now).order_by(_OutboxRow.due).limit(limit)
        values = {"due": until, "tries": _OutboxRow.tries + 1}
        async with self.sessions.writing() as session:
            sids = list(await session.scalars(due.with_for_update(skip_locked=True)))
            if not sids:
                return []
            mine = _OutboxRow.call_sid.in_(sids)
            await session.execute(update(_OutboxRow).where(mine).values(values))
            told = select(_OrderRow.report, _OutboxRow.tries).join(
                _OutboxRow, _OutboxRow.call_sid == _OrderRow.call_sid
            )
            rows = (await session.execute(told.where(mine))).all()
        return [Owed(Report.model_validate_json(report), tries) for report, tries in rows if report]

    async def owe_until(self, call_sid: str, due: float) -> None:
        async with self.sessions.writing() as session:
            await session.execute(update(_OutboxRow).where(_OutboxRow.call_sid == call_sid).values(due=due))

    async def settle_debt(self, call_sid: str) -> None:
        async with self.sessions.writing() as session:
            await session.execute(delete(_OutboxRow).where(_OutboxRow.call_sid == call_sid))

    async def latest_call(self, phone_number: str, since: float) -> StoredCall | None:
        ours = (
            _OrderRow.phone_number == phone_number,
            _OrderRow.created_at >= since,
            _OrderRow.call_sid.is_not(None),
            ~_OrderRow.id.startswith(INBOUND, autoescape=True),
        )
        newest = select(_OrderRow).where(*ours).order_by(_OrderRow.created_at.desc()).limit(1)
        async with self.sessions.reading() as session:
            row = await session.scalar(newest)
            return None if row is None else _stored(row)

    async def inbound(self, after: int, limit: int) -> InboundCalls:
        told = select(_InboundRow.seq, _OrderRow.report).join(_OrderRow, _OrderRow.call_sid == _InboundRow.call_sid)
        page = told.where(_InboundRow.seq > after).order_by(_InboundRow.seq).limit(limit)
        async with self.sessions.reading() as session:
            rows = (await session.execute(page)).all()
            last = await session.scalar(select(func.max(_InboundRow.seq))) or 0
        calls = [InboundCall(seq=seq, report=Report.model_validate_json(report)) for seq, report in rows if report]
        return InboundCalls(calls=calls, last=last)

    async def price(self, call_sid: str, usd: float) -> None:
        async with self.sessions.writing() as session:
            row = await session.scalar(select(_OrderRow).where(_OrderRow.call_sid == call_sid))
            if row is not None and row.report is not None:
                row.report = priced(Report.model_validate_json(row.report), usd).model_dump_json()

    async def orders_of(self, task_id: str) -> list[Order]:
        async with self.sessions.reading() as session:
            return [_order(row) for row in await session.scalars(select(_OrderRow).where(_OrderRow.task_id == task_id))]

    async def old(self, before: float, limit: int) -> list[Order]:
        over = or_(_OrderRow.call_sid.is_(None), _OrderRow.report.is_not(None))
        oldest = select(_OrderRow).where(_OrderRow.created_at < before, over).order_by(_OrderRow.created_at)
        async with self.sessions.reading() as session:
            return [_order(row) for row in await session.scalars(oldest.limit(limit))]

    async def erase_order(self, order: Order) -> bool:
        row = _OrderRow
        unchanged = row.id == order.id, row.call_sid.is_(None), row.state == order.state.value
        bare = update(_OrderRow).values(digest="", phone_number="", instructions="", language="en", task_id=None)
        gone = bare if order.state is OrderState.WITHDRAWN and order.task_id is not None else delete(_OrderRow)
        async with self.sessions.writing() as session:
            erased = (await session.execute(gone.where(*unchanged).returning(_OrderRow.id))).first() is not None
        await self.sessions.forget()
        return erased

    async def erase(self, call_sid: str) -> None:
        async with self.sessions.writing() as session:
            await session.execute(delete(_EventRow).where(_EventRow.call_sid == call_sid))
            await session.execute(delete(_InboundRow).where(_InboundRow.call_sid == call_sid))
            await session.execute(delete(_OutboxRow).where(_OutboxRow.call_sid == call_sid))
            await session.execute(delete(_OrderRow).where(_OrderRow.call_sid == call_sid))
        await self.sessions.forget()

    async def _one_order(self, where: ColumnElement[bool]) -> Order | None:
        async with self.sessions.reading() as session:
            row = await session.scalar(select(_OrderRow).where(where))
            return None if row is None else _order(row)


async def _dialled(session: AsyncSession, phone_number: str, at: float, *but: ColumnElement[bool]) -> tuple[int, int]:
    """How many orders were dialled within a day before `at`, to this number and in all."""
    tried = _OrderRow.state.not_in(_NOT_DIALLED), _OrderRow.tried_at > at - DAY_SECONDS, *but
    count = select(func.count()).select_from(_OrderRow).where(*tried)
    to_number = await session.scalar(count.where(_OrderRow.phone_number == phone_number))
    return to_number or 0, await session.scalar(count) or 0


def _open(order_id: str) -> tuple[ColumnElement[bool], ...]:
    """Neither placed nor withdrawn."""
    return _OrderRow.id == order_id, _OrderRow.call_sid.is_(None), _OrderRow.state != OrderState.WITHDRAWN.value


def _order(row: _OrderRow) -> Order:
    return Order(
        id=row.id,
        key=row.key,
        digest=row.digest,
        phone_number=row.phone_number,
        instructions=row.instructions,
        language=_language(row.language),
        created_at=row.created_at,
        task_id=row.task_id,
        state=OrderState(row.state),
        call_sid=row.call_sid,
        tried_at=row.tried_at,
    )


def _language(text: str) -> Language:
    return "en" if text == "en" else "he"


def _stored(row: _OrderRow) -> StoredCall:
    return StoredCall(
        order=_order(row),
        call=_CALL.validate_python(row.call),
        claim=None if row.claim is None else _CLAIM.validate_python(row.claim),
        report=None if row.report is None else Report.model_validate_json(row.report),
        cost=row.cost or {},
    )


def _event_row(call_sid: str, one: CallEvent) -> _EventRow:
    return _EventRow(call_sid=call_sid, seq=one.seq, event=one.model_dump_json())
