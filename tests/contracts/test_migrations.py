"""The services' own migrations, on SQLite and PostgreSQL: they lead to the tables the code knows, from wherever."""

import asyncio
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from ringback.call_handler import guard, sessions, store
from ringback.engine.stores import models
from ringback.engine.stores.sql import SqlStore
from ringback.kit.database import blocking_engine_of
from ringback.kit.migrations import Migrations, prepare
from tests.contracts.content import (
    claimed,
    content,
    fill,
    fill_handler,
    handler_content,
)
from tests.fakes.clock import CountingIds, StillClock
from tests.postgres import Postgres

BOTH = [models.MIGRATIONS, sessions.MIGRATIONS]
BEFORE = Path(__file__).parent / "before_versions"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/both.db"
    postgres: Postgres = request.getfixturevalue("postgres")
    return postgres.database()


def engine_store(url: str) -> SqlStore:
    return SqlStore(url, StillClock(), CountingIds())


@pytest.mark.parametrize("migrations", BOTH)
def test_the_latest_version_is_the_last_file(migrations: Migrations) -> None:
    script = ScriptDirectory(str(migrations.folder), version_locations=[str(migrations.folder)])
    assert script.get_heads() == [migrations.latest]


def test_they_lead_to_the_tables_the_code_knows_in_one_database(url: str) -> None:
    for migrations in BOTH:
        prepare(url, migrations)
    engine = blocking_engine_of(url)
    with engine.connect() as connection:
        for migrations in BOTH:
            context = MigrationContext.configure(
                connection, opts={"include_object": migrations.is_ours, "version_table": migrations.version_table}
            )
            assert compare_metadata(context, migrations.tables) == []
    engine.dispose()


async def test_down_and_up_again_loses_nobody_elses_data(url: str) -> None:
    ours, theirs = engine_store(url), store.SqlStore(url)
    await ours.open()
    await theirs.open()
    await fill(ours)
    await fill_handler(theirs, guard.SqlGuard(theirs.sessions))
    kept = await handler_content(theirs, guard.SqlGuard(theirs.sessions))
    await ours.close()
    engine = blocking_engine_of(url)
    with engine.begin() as connection:
        models.MIGRATIONS.bring(connection, "base")
        assert not set(models.Table.metadata.tables) & set(inspect(connection).get_table_names())
    engine.dispose()
    await ours.open()
    assert await handler_content(theirs, guard.SqlGuard(theirs.sessions)) == kept
    await fill(ours)
    await ours.close()
    await theirs.close()


async def test_every_step_down_and_up_keeps_what_that_version_knows(url: str) -> None:
    """Facts of the first version stay through all later ones and back."""
    ours, theirs = engine_store(url), store.SqlStore(url)
    await ours.open()
    await theirs.open()
    await fill(ours)
    await fill_handler(theirs, guard.SqlGuard(theirs.sessions))
    before = await content(ours), await handler_content(theirs, guard.SqlGuard(theirs.sessions))
    engine = blocking_engine_of(url)
    for migrations in BOTH:
        for version in range(int(migrations.latest) - 1, 0, -1):
            with engine.begin() as connection:
                migrations.bring(connection, f"{version:04d}")
                assert migrations.version(connection) == f"{version:04d}"
        with engine.begin() as connection:
            migrations.bring(connection)
    engine.dispose()
    assert (await content(ours), await handler_content(theirs, guard.SqlGuard(theirs.sessions))) == before
    await ours.close()
    await theirs.close()


@pytest.mark.parametrize("versions", [("engine", "handler"), ("engine_0001", "handler_0002")])
async def test_a_database_of_an_earlier_version_starts_with_its_data(versions: tuple[str, str], tmp_path: Path) -> None:
    """The files hold what `fill` and `fill_handler` wrote with the code of that version; the first had no number."""
    for name, version in zip(("engine", "handler"), versions, strict=True):
        with closing(sqlite3.connect(tmp_path / f"{name}.db")) as database:
            database.executescript((BEFORE / f"{version}.sql").read_text(encoding="utf-8"))
    old = engine_store(f"sqlite+aiosqlite:///{tmp_path}/engine.db")
    new = engine_store(f"sqlite+aiosqlite:///{tmp_path}/new.db")
    await old.open()
    await new.open()
    await fill(new)
    assert await content(old) == await content(new)
    assert await claimed(old)
    old_handler, new_handler = (store.SqlStore(f"sqlite+aiosqlite:///{tmp_path}/{n}.db") for n in ("handler", "calls"))
    await old_handler.open()
    await new_handler.open()
    await fill_handler(new_handler, guard.SqlGuard(new_handler.sessions))
    assert await handler_content(old_handler, guard.SqlGuard(old_handler.sessions)) == await handler_content(
        new_handler, guard.SqlGuard(new_handler.sessions)
    )
    for one in (old, new, old_handler, new_handler):
        await one.close()
    with closing(sqlite3.connect(tmp_path / "engine.db")) as database:
        assert database.execute("SELECT * FROM engine_version").fetchall() == [(models.MIGRATIONS.latest,)]


async def test_tables_made_without_versions_are_taken_over(url: str) -> None:
    engine = blocking_engine_of(url)
    with engine.begin() as connection:
        models.MIGRATIONS.bring(connection, "0001")
        connection.execute(text("DROP TABLE engine_version"))
        connection.execute(text("INSERT INTO users VALUES ('me', 7)"))
    engine.dispose()
    opened = engine_store(url)
    await opened.open()
    assert await opened.last("me") == 7
    await opened.close()


START = """
import asyncio, json, sys
from ringback.call_handler import guard, store
from ringback.engine.stores.sql import SqlStore
from tests.fakes.clock import CountingIds, StillClock

async def main(url):
    ours, theirs = SqlStore(url, StillClock(), CountingIds()), store.SqlStore(url)
    sys.stdin.readline()
    await asyncio.gather(ours.open(), theirs.open())
    seqs = []
    for _ in range(25):
        async with ours.unit("me") as unit:
            seqs.append((await unit.append("message", {})).seq)
    await ours.close()
    await theirs.close()
    print(json.dumps(seqs))

asyncio.run(main(sys.argv[1]))
"""


@pytest.mark.slow
async def test_processes_that_start_together_migrate_once_and_lose_no_update(url: str) -> None:
    root = Path(__file__).parents[2]
    processes = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "error", "-c", START, url),
            cwd=root,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(4)
    ]
    told = await asyncio.gather(*(process.communicate(b"go\n") for process in processes))
    assert [process.returncode for process in processes] == [0] * 4
    assert sorted(seq for out, _ in told for seq in json.loads(out)) == list(range(1, 101))
