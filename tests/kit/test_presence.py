"""Nobody replaces data under a running service: SQLite by a lock beside the file, PostgreSQL by its own."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ringback.kit.database import engine_of
from ringback.kit.presence import InUse, Presence, alone_on
from tests.postgres import Postgres


def enter_alone(url: str) -> None:
    with alone_on(url):
        pass


def test_services_share_a_file_and_whoever_replaces_it_is_alone(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/x/x.db"
    one, two = Presence(url), Presence(url)
    one.enter()
    two.enter()
    one.leave()
    with pytest.raises(InUse, match="stop the engine"):
        enter_alone(url)
    two.leave()
    with alone_on(url), pytest.raises(InUse, match="start again"):
        one.enter()
    one.enter()
    one.leave()


async def test_on_postgresql_the_connections_of_a_service_tell(postgres: Postgres) -> None:
    url = postgres.database()
    Presence(url).enter()
    service = engine_of(url)
    async with service.connect() as connection:
        await connection.execute(text("SELECT 1"))
        with pytest.raises(InUse):
            enter_alone(url)
    with pytest.raises(InUse):
        enter_alone(url)
    await service.dispose()
    enter_alone(url)


async def test_on_postgresql_no_service_starts_or_comes_back_while_somebody_replaces_the_data(
    postgres: Postgres,
) -> None:
    url = postgres.database()
    service = engine_of(url, 0.05)
    with alone_on(url):
        with pytest.raises(InUse, match="start again"):
            Presence(url).enter()
        with pytest.raises(InUse, match="stop the engine"):
            enter_alone(url)
        with pytest.raises(DBAPIError, match="lock timeout"):
            await service.connect()
    Presence(url).enter()
    async with service.connect():
        with pytest.raises(InUse):
            enter_alone(url)
    await service.dispose()
