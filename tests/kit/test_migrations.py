"""Migrations on SQLite and PostgreSQL: up and down with data, what is refused, what is left alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, String, Table, inspect, text

from ringback.kit.database import blocking_engine_of
from ringback.kit.migrations import Migrations, WrongVersion, prepare, probe
from tests.postgres import Postgres

GOODS = MetaData()
Table("goods", GOODS, Column("id", Integer, primary_key=True), Column("name", String), Column("price", Integer))
SHOP = Migrations(Path(__file__).parent / "shop_versions", "0002", "shop_version", GOODS)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/50% of data/shop.db"
    postgres: Postgres = request.getfixturevalue("postgres")
    return postgres.database()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    prepare(url, SHOP)
    engine = blocking_engine_of(url)
    yield engine
    engine.dispose()


def columns(connection: Connection) -> set[str]:
    return {column["name"] for column in inspect(connection).get_columns("goods")}


def test_up_and_down_again_with_data(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO goods (id, name) VALUES (1, 'לחם')"))
        assert SHOP.version(connection) == "0002"
        assert columns(connection) == {"id", "name", "price"}
    with engine.begin() as connection:
        SHOP.bring(connection, "0001")
        assert (SHOP.version(connection), columns(connection)) == ("0001", {"id", "name"})
    with engine.begin() as connection:
        SHOP.bring(connection)
        assert connection.execute(text("SELECT * FROM goods")).all() == [(1, "לחם", 7)]
    with engine.begin() as connection:
        SHOP.bring(connection, "base")
        assert not inspect(connection).has_table("goods")


def test_a_migration_that_is_not_committed_leaves_the_version_before_whole(engine: Engine) -> None:
    with engine.begin() as connection:
        SHOP.bring(connection, "0001")
        connection.execute(text("INSERT INTO goods VALUES (1, 'a')"))
    with engine.connect() as connection:
        SHOP.bring(connection)
        assert columns(connection) == {"id", "name", "price"}
    with engine.connect() as connection:
        assert (SHOP.version(connection), columns(connection)) == ("0001", {"id", "name"})


def test_a_newer_database_is_refused_and_left_as_it_is(engine: Engine, url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE shop_version SET version_num = '0003'"))
    with pytest.raises(WrongVersion) as raised:
        prepare(url, SHOP)
    assert "0003" in raised.value.detail
    assert "newer" in raised.value.detail
    with engine.connect() as connection:
        assert SHOP.version(connection) == "0003"


def test_tables_too_old_to_be_known_are_refused(url: str) -> None:
    prepare(url, Migrations(SHOP.folder, "0002", "other_version", GOODS))
    engine = blocking_engine_of(url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE goods DROP COLUMN price"))
        connection.execute(text("ALTER TABLE goods DROP COLUMN name"))
        connection.execute(text("DROP TABLE other_version"))
    with pytest.raises(WrongVersion, match="no column name"):
        prepare(url, SHOP)
    with engine.connect() as connection:
        assert SHOP.version(connection) is None
    engine.dispose()


def test_tables_of_other_libraries_are_left_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE notifications (body VARCHAR)"))
        connection.execute(text("INSERT INTO notifications VALUES ('theirs')"))
        SHOP.bring(connection, "base")
        SHOP.bring(connection)
        assert connection.scalar(text("SELECT body FROM notifications")) == "theirs"


def test_probing_changes_nothing(engine: Engine, url: str) -> None:
    probe(url, SHOP)
    with engine.connect() as connection:
        assert SHOP.version(connection) == "0002"
