"""Full and read-only disks, locked, damaged and absent databases: a clear error, and what was acknowledged is there."""

import asyncio
import json
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from ringback.call_handler.sessions import StoreDown as HandlerDown
from ringback.call_handler.store import SqlStore as HandlerStore
from ringback.engine.app import create_app
from ringback.engine.ports import StoreDown
from ringback.engine.settings import EngineSettings
from ringback.engine.stores.sql import SqlStore
from ringback.kit.database import blocking_engine_of
from tests.call_handler.test_process import free_port
from tests.contracts.content import TASK, fill
from tests.contracts.disks import confirm, opened
from tests.fakes.clock import CountingIds, StillClock
from tests.postgres import Postgres

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
KINDS = ("engine", "file", "handler")


@pytest.fixture
def folder() -> Iterator[Path]:
    """One that other users may enter."""
    with TemporaryDirectory(prefix="disk-") as made:
        path = Path(made)
        path.chmod(0o755)
        yield path
        path.chmod(0o755)


def ruin(folder: Path) -> None:
    """Over the database and its log; the third file is memory that the processes share, and dies with a disk never."""
    for path in (folder / "ringback.db", folder / "ringback.db-wal"):
        path.write_bytes(b"\x5a" * path.stat().st_size)


async def seen(disk: str, kind: str, folder: Path) -> dict[str, Any]:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.contracts.disks", disk, kind, str(folder)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await program.communicate()
    assert program.returncode == 0
    return dict(json.loads(out))


@pytest.mark.parametrize("kind", KINDS)
async def test_a_full_disk_is_said_and_loses_nothing_that_was_acknowledged(kind: str, folder: Path) -> None:
    """A limit on the size of files stands for the disk's size."""
    told = await seen("full", kind, folder)
    assert "free" in told["down"]
    if kind != "file":
        assert told["down"] == told["check"]
    store = opened(kind, folder)
    await store.open()
    numbers = [*range(told["kept"]), 1000]
    if isinstance(store, HandlerStore):
        assert all([await store.order_by_key(f"k_{number}") for number in numbers])
        assert await store.order_by_key(f"k_{told['kept']}") is None
    else:
        assert sorted(await store.running()) == sorted(("me", f"t_{number}") for number in numbers)
        entries = await store.entries("me")
        assert [entry.task for entry in entries] == [f"t_{number}" for number in numbers]
    await store.close()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_disk_that_may_only_be_read_is_said(kind: str, folder: Path) -> None:
    """Run as nobody when the tests are run as root."""
    told = await seen("read-only", kind, folder)
    assert told["kept"] == 1
    assert "DATA_DIR" in told["down"]
    assert told["check"] == told["down"]


async def test_a_lock_held_by_another_process_is_said_and_reading_goes_on(tmp_path: Path) -> None:
    store = SqlStore(f"sqlite+aiosqlite:///{tmp_path}/x.db", StillClock(), CountingIds())
    handler = HandlerStore(f"sqlite+aiosqlite:///{tmp_path}/x.db")
    await store.open()
    await handler.open()
    await fill(store)
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        checks = await asyncio.gather(store.check(), handler.check(), return_exceptions=True)
        assert [type(check) for check in checks] == [StoreDown, HandlerDown]
        assert all("locked" in str(check) for check in checks)
        assert len(await store.entries("me")) == 2
        other.execute("ROLLBACK")
    await store.check()
    await confirm(store, 9)
    assert ("me", "t_9") in await store.running()
    await store.close()
    await handler.close()


async def test_ready_says_that_the_database_is_damaged(tmp_path: Path) -> None:
    settings = EngineSettings(data_dir=tmp_path, log_dir=tmp_path, call_handler_host="http://127.0.0.1:9")
    app = create_app(settings)
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with app.router.lifespan_context(app), httpx2.AsyncClient(transport=transport) as http:
        assert (await http.get("http://127.0.0.1:8000/ready")).json()["store"]["state"] == "ok"
        ruin(tmp_path)
        answer = await http.get("http://127.0.0.1:8000/ready")
        said = await http.post("http://127.0.0.1:8000/chat", json={"message": "hello"})
    assert answer.status_code == 503
    assert answer.json()["store"]["state"] == "down"
    assert "ringback data restore" in answer.json()["store"]["detail"]
    assert (said.status_code, said.json()["error"]) == (503, "store_down")


async def test_a_damaged_database_ends_the_start_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"this is no database" * 300)
    for store in (opened("engine", tmp_path), opened("handler", tmp_path)):
        with pytest.raises((StoreDown, HandlerDown), match="damaged"):
            await store.open()
        await store.close()
    assert (tmp_path / "x.db").read_bytes() == b"this is no database" * 300


async def test_postgresql_that_may_only_be_read_or_is_gone_is_said(postgres: Postgres) -> None:
    url = postgres.database()
    store = SqlStore(url, StillClock(), CountingIds())
    await store.open()
    async with store.unit("me") as unit:
        await unit.save_task(TASK)
    admin = blocking_engine_of(url)
    with admin.begin() as connection:
        name = connection.scalar(text("SELECT current_database()"))
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    admin.dispose()
    with pytest.raises(StoreDown, match="only read"):
        await store.check()
    await store.close()
    with pytest.raises(StoreDown, match="only read"):
        await confirm(store, 1)
    assert await store.running() == [("me", "t_1")]
    await store.close()
    gone = SqlStore("postgresql+psycopg://nobody@127.0.0.1:1/none", StillClock(), CountingIds())
    with pytest.raises(StoreDown, match="does not answer"):
        await gone.open()
    await gone.close()


@pytest.mark.parametrize("service", ["engine", "call_handler"])
async def test_a_service_that_cannot_use_its_database_ends_with_one_sentence(service: str, tmp_path: Path) -> None:
    name = {"engine": "ringback.db", "call_handler": "call_handler.db"}[service]
    (tmp_path / name).write_bytes(b"this is no database" * 300)
    ports = {"ENGINE_PORT": str(free_port()), "CALL_HANDLER_PORT": str(free_port())}
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", f"ringback.{service}"),
        env={**os.environ, **ports, "DATA_DIR": str(tmp_path), "LOG_DIR": str(tmp_path / "logs")},
        cwd=tmp_path,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await child.communicate()
    assert child.returncode != 0
    assert said.decode().splitlines() == [
        f"{service.replace('_', '-')}: The database file is damaged, or is no database (look at DATA_DIR and "
        "DATABASE_URL); restore the last backup (ringback data restore)."
    ]
