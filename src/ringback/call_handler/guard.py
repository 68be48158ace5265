"""What stands between an order and a dial, in SQL: who is dialling a number now, and who is never to be called.

Rules:
1. A number is held by one owner at a time, and so is a call that is on; the row's key decides, in every process on the
   same database. What was not prolonged in time is free for others.
2. Who asked not to be called stays on the list until somebody takes them off, whatever else is erased.
3. An erasure that has to wait for the end of its call outlives a restart.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Double, String, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from ringback.call_handler.ports import Barred
from ringback.call_handler.sessions import Sessions, StoreDown, Table


class _HoldRow(Table):
    __tablename__ = "handler_holds"

    phone_number: Mapped[str] = mapped_column(String(20), primary_key=True)
    owner: Mapped[str] = mapped_column(String(80))
    until: Mapped[float] = mapped_column(Double)


class _LeaseRow(Table):
    __tablename__ = "handler_leases"

    call_sid: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner: Mapped[str] = mapped_column(String(80))
    until: Mapped[float] = mapped_column(Double)
    address: Mapped[str] = mapped_column(String(200), server_default="")
    """The root of the process that has the call, for the others."""


class _BarredRow(Table):
    __tablename__ = "handler_do_not_call"

    phone_number: Mapped[str] = mapped_column(String(20), primary_key=True)
    at: Mapped[float] = mapped_column(Double)
    why: Mapped[str] = mapped_column(String(200))


class _ErasureRow(Table):
    __tablename__ = "handler_erasures"

    one: Mapped[str] = mapped_column(String(40), primary_key=True)
    """A call's sid or an order's id."""


class SqlGuard:
    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def hold(self, phone_number: str, owner: str, *, now: float, until: float) -> bool:
        row = _HoldRow(phone_number=phone_number, owner=owner, until=until)
        return await self._take(row, _HoldRow.phone_number == phone_number, now, {"owner": owner, "until": until})

    async def release(self, phone_number: str, owner: str) -> None:
        mine = _HoldRow.phone_number == phone_number, _HoldRow.owner == owner
        async with self._sessions.writing() as session:
            await session.execute(delete(_HoldRow).where(*mine))

    async def forget_holds(self, now: float) -> None:
        async with self._sessions.writing() as session:
            await session.execute(delete(_HoldRow).where(_HoldRow.until <= now))

    async def lease(self, call_sid: str, owner: str, *, now: float, until: float, address: str = "") -> bool:
        values = {"owner": owner, "until": until, "address": address}
        row = _LeaseRow(call_sid=call_sid, **values)
        return await self._take(row, _LeaseRow.call_sid == call_sid, now, values)

    async def leased_to(self, call_sid: str, now: float) -> tuple[str, str] | None:
        async with self._sessions.reading() as session:
            row = await session.get(_LeaseRow, call_sid)
            return None if row is None or row.until <= now else (row.owner, row.address)

    async def renew(self, owner: str, call_sids: Collection[str], until: float) -> set[str]:
        mine = update(_LeaseRow).where(_LeaseRow.owner == owner, _LeaseRow.call_sid.in_(call_sids))
        async with self._sessions.writing() as session:
            return set(await session.scalars(mine.values(until=until).returning(_LeaseRow.call_sid)))

    async def unlease(self, call_sid: str, owner: str) -> None:
        mine = _LeaseRow.call_sid == call_sid, _LeaseRow.owner == owner
        async with self._sessions.writing() as session:
            await session.execute(delete(_LeaseRow).where(*mine))

    async def adrift(self, now: float) -> set[str]:
        async with self._sessions.reading() as session:
            return set(await session.scalars(select(_LeaseRow.call_sid).where(_LeaseRow.until <= now)))

    async def bar(self, phone_number: str, why: str, at: float) -> None:
        try:
            async with self._sessions.writing() as session:
                if await session.get(_BarredRow, phone_number) is None:
                    session.add(_BarredRow(phone_number=phone_number, at=at, why=why))
        except StoreDown as error:
            if not isinstance(error.__cause__, IntegrityError):
                raise

    async def unbar(self, phone_number: str) -> bool:
        gone = delete(_BarredRow).where(_BarredRow.phone_number == phone_number).returning(_BarredRow.phone_number)
        async with self._sessions.writing() as session:
            return (await session.execute(gone)).first() is not None

    async def barred(self, phone_number: str) -> bool:
        async with self._sessions.reading() as session:
            return await session.get(_BarredRow, phone_number) is not None

    async def all_barred(self) -> list[Barred]:
        async with self._sessions.reading() as session:
            rows = await session.scalars(select(_BarredRow).order_by(_BarredRow.at.desc()))
            return [Barred(row.phone_number, row.at, row.why) for row in rows]

    async def erase_later(self, one: str) -> None:
        async with self._sessions.writing() as session:
            if await session.get(_ErasureRow, one) is None:
                session.add(_ErasureRow(one=one))

    async def erasures(self) -> set[str]:
        async with self._sessions.reading() as session:
            return set(await session.scalars(select(_ErasureRow.one)))

    async def erased(self, one: str) -> None:
        async with self._sessions.writing() as session:
            await session.execute(delete(_ErasureRow).where(_ErasureRow.one == one))

    async def _take(
        self, row: _HoldRow | _LeaseRow, same: ColumnElement[bool], now: float, values: dict[str, Any]
    ) -> bool:
        """True when `row`, whose owner's `values` these are, is the one in the table now."""
        table = type(row)
        free = or_(table.owner == row.owner, table.until <= now)
        take = update(table).where(same, free).values(values).returning(table.owner)
        try:
            async with self._sessions.writing() as session:
                if (await session.execute(take)).first() is not None:
                    return True
                if await session.scalar(select(table.owner).where(same)) is not None:
                    return False
                session.add(row)
        except StoreDown as error:
            if isinstance(error.__cause__, IntegrityError):
                return False
            raise
        return True
