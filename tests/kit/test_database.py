"""Connections to PostgreSQL: whoever stands still in a transaction, or vanishes, holds up nobody for ever."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from ringback.kit.database import IDLE_SECONDS, blocking_engine_of, engine_of
from tests.postgres import Postgres

HOLD = text("SELECT * FROM users WHERE id = 'me' FOR UPDATE")


@pytest.fixture
def url(postgres: Postgres) -> str:
    url = postgres.database()
    engine = blocking_engine_of(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE users AS SELECT 'me' AS id"))
    engine.dispose()
    return url


async def refused(connection: AsyncConnection) -> str:
    with pytest.raises(DBAPIError) as raised:
        await connection.execute(HOLD)
    return str(getattr(raised.value.orig, "sqlstate", None))


async def test_a_frozen_service_gives_up_the_users_row(url: str) -> None:
    frozen, other = engine_of(url, 0.2), engine_of(url, 0.2)
    async with frozen.connect() as holding, other.connect() as waiting:
        await holding.execute(HOLD)
        async with asyncio.timeout(5):
            assert (await waiting.execute(HOLD)).all() == [("me",)]
        await refused(holding)
        await holding.invalidate()
    async with frozen.connect() as again:
        assert (await again.execute(HOLD)).all() == [("me",)], "the pool goes on"
    await frozen.dispose()
    await other.dispose()


async def test_a_lock_is_not_waited_for_for_ever(url: str) -> None:
    busy, other = engine_of(url, 60), engine_of(url, 0.05)
    async with busy.connect() as holding, other.connect() as waiting:
        await holding.execute(HOLD)
        async with asyncio.timeout(5):
            assert await refused(waiting) == "55P03"
    await busy.dispose()
    await other.dispose()


async def test_what_moves_or_migrates_takes_its_time_and_a_vanished_peer_is_missed(url: str) -> None:
    names = ("idle_in_transaction_session_timeout", "lock_timeout")
    service = engine_of(url)
    async with service.connect() as connection:
        shown: list[Any] = [await connection.scalar(text(f"SHOW {name}")) for name in names]
        raw = (await connection.get_raw_connection()).driver_connection
        assert raw is not None
        parameters = raw.info.get_parameters()
    tools = blocking_engine_of(url)
    with tools.connect() as blocking:
        assert [blocking.scalar(text(f"SHOW {name}")) for name in names] == ["0", "0"]
    assert shown == [f"{IDLE_SECONDS:.0f}s", f"{2 * IDLE_SECONDS:.0f}s"]
    assert (parameters["connect_timeout"], parameters["keepalives_idle"]) == ("5", "10")
    assert int(parameters["tcp_user_timeout"]) <= 30_000
    await service.dispose()
    tools.dispose()


async def test_the_url_says_otherwise(url: str) -> None:
    service = engine_of(f"{url}{'&' if '?' in url else '?'}options=-c%20lock_timeout%3D3s")
    async with service.connect() as connection:
        assert await connection.scalar(text("SHOW lock_timeout")) == "3s"
    await service.dispose()
