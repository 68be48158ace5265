"""`ringback data backup` and `restore`: beside a running store, whole or not at all, and nothing overwritten."""

import asyncio
import json
import sqlite3
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ringback.call_handler.guard import SqlGuard
from ringback.call_handler.store import SqlStore as HandlerStore
from ringback.cli.backup import BackupFailed, Data, NoBackup, Saved, backup, restore
from ringback.engine.ports import Store, StoreDown
from ringback.engine.stores.file import FileStore
from ringback.engine.stores.sql import SqlStore
from ringback.engine.task import RUNNING, Call, SlotValue, Target
from ringback.kit.presence import InUse
from tests.contracts.content import TASK, content, fill, fill_handler, handler_content
from tests.engine.world import Engine
from tests.fakes.call_handler import FakeCallHandler
from tests.fakes.clock import CountingIds, StillClock
from tests.postgres import Postgres


def data_in(folder: Path, kind: str, request: pytest.FixtureRequest) -> Data:
    calls = f"sqlite+aiosqlite:///{folder}/call_handler.db"
    if kind == "file":
        return Data("", folder / "users", calls, folder)
    if kind == "sqlite":
        return Data(f"sqlite+aiosqlite:///{folder}/ringback.db", None, calls, folder)
    both = f"sqlite+aiosqlite:///{folder}/both.db"
    if kind == "postgresql":
        postgres: Postgres = request.getfixturevalue("postgres")
        both = postgres.database()
    return Data(both, None, both, folder)


@asynccontextmanager
async def running(data: Data) -> AsyncIterator[tuple[Store, HandlerStore]]:
    clock, ids = StillClock(), CountingIds()
    store: Store = FileStore(data.users, clock, ids) if data.users else SqlStore(data.engine, clock, ids)
    handler = HandlerStore(data.call_handler)
    await store.open()
    await handler.open()
    yield store, handler
    await store.close()
    await handler.close()


async def all_of(store: Store, handler: HandlerStore) -> list[Any]:
    return [await content(store), await handler_content(handler, SqlGuard(handler.sessions))]


async def begin(data: Data) -> list[Any]:
    """Something of everything, and a recording; what it is."""
    async with running(data) as (store, handler):
        await fill(store)
        await fill_handler(handler, SqlGuard(handler.sessions))
        found = await all_of(store, handler)
    (data.folder / "recordings").mkdir(parents=True)
    (data.folder / "recordings" / "CA1.ulaw").write_bytes(b"\xff\x7f" * 100)
    return found


def stopped(found: list[Any]) -> list[Any]:
    """The same, with the wish to cancel what was under way."""
    users = {
        user: [[replace(t, cancel_requested=t.status in RUNNING) for t in tasks], *rest]
        for user, (tasks, *rest) in found[0].items()
        if user != "running"
    }
    return [{"running": found[0]["running"], **users}, *found[1:]]


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_file()]


KINDS = ("file", "sqlite", "both in one file", "postgresql")


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_backed_up_beside_running_stores_comes_back(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    data = data_in(tmp_path / "data", kind, request)
    before = await begin(data)
    file = tmp_path / "backup.zip"
    async with running(data) as (store, handler):
        saved = await asyncio.to_thread(backup, data, file)
        assert saved == Saved(1 if kind not in ("sqlite",) else 2, 2 if kind == "file" else 0, 1)
        async with store.unit("me") as unit:
            await unit.erase()
        await handler.erase("CA1")
        with pytest.raises(InUse):
            await asyncio.to_thread(restore, data, file)
    (data.folder / "recordings" / "CA1.ulaw").write_bytes(b"later")
    assert file.stat().st_mode & 0o777 == 0o600
    restored = restore(data, file)
    assert (restored.saved, restored.stopped) == (saved, 2)
    async with running(data) as (store, handler):
        assert await all_of(store, handler) == stopped(before)
        async with store.unit("me") as unit:
            assert (await unit.append("message", {})).seq == 3
    assert (data.folder / "recordings" / "CA1.ulaw").read_bytes() == b"\xff\x7f" * 100
    assert restored.kept is not None
    assert (restored.kept / "recordings" / "CA1.ulaw").read_bytes() == b"later"
    assert len(list(restored.kept.iterdir())) > 1
    assert not list(data.folder.glob(".restore-*"))
    assert files_in(tmp_path) == ["backup.zip"]


@pytest.mark.parametrize("kind", KINDS)
async def test_an_order_that_was_on_its_way_at_the_backup_is_not_sent_after_it(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    data = data_in(tmp_path / "data", kind, request)
    now = StillClock().now().timestamp()
    number = SlotValue("+97236123556", "03-612-3556")
    one = replace(TASK, slots={"phone_number": number}, created_at=now, instructions="Call")
    calls = (Call(0, now, instructions="Call", call_sid="CA7"), Call(1, now, instructions="Call"))
    others = (Target(phone_number=number),)
    several = replace(one, id="t_3", calls=calls, others=others, strategy="compare", instructions="", call_sid="CA7")
    async with running(data) as (store, _), store.unit("me") as unit:
        for task in (one, several):
            await unit.save_task(task)
    backup(data, tmp_path / "x.zip")
    assert restore(data, tmp_path / "x.zip").stopped == 2
    handler = FakeCallHandler()
    async with running(data) as (store, _):
        run = Engine(store, handler, StillClock()).run
        for task_id in ("t_1", "t_3"):
            await run.carry("me", task_id)
        assert not await store.running()
    assert handler.requests == []


async def test_a_backup_while_turns_go_on_holds_whole_units(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    data = data_in(tmp_path / "data", "sqlite", request)
    done = asyncio.Event()
    async with running(data) as (store, _):

        async def talk() -> None:
            while not done.is_set():
                async with store.unit("me") as unit:
                    await unit.append("message", {"half": 1})
                    await unit.append("message", {"half": 2})

        talking = asyncio.create_task(talk())
        files = [tmp_path / f"{number}.zip" for number in range(3)]
        for file in files:
            await asyncio.to_thread(backup, data, file)
        done.set()
        await talking
    for file in files:
        restore(data, file)
        async with running(data) as (store, _):
            entries = await store.entries("me", limit=100_000)
            assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
            assert len(entries) % 2 == 0


async def test_a_backup_goes_into_an_empty_place(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    data = data_in(tmp_path / "a", "sqlite", request)
    before = await begin(data)
    backup(data, tmp_path / "x.zip")
    other = data_in(tmp_path / "b", "sqlite", request)
    assert restore(other, tmp_path / "x.zip").kept is None
    async with running(other) as (store, handler):
        assert await all_of(store, handler) == stopped(before)


async def test_what_is_no_backup_or_is_damaged_changes_nothing(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    data = data_in(tmp_path / "data", "sqlite", request)
    before = await begin(data)
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    backup(data, good)
    content = bytearray(good.read_bytes())
    content[len(content) // 2] ^= 0xFF
    bad.write_bytes(content)
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("x", "y")
    newer = tmp_path / "newer.zip"
    with zipfile.ZipFile(newer, "w") as archive:
        archive.writestr("manifest.json", json.dumps({"format": 2}))
    (tmp_path / "text.zip").write_text("no ZIP")
    for file in (bad, other, newer, tmp_path / "text.zip", tmp_path / "none.zip"):
        with pytest.raises(NoBackup):
            restore(data, file)
    elsewhere = replace(data, engine="", users=tmp_path / "data" / "users")
    with pytest.raises(NoBackup, match="CONTEXT_STORE"):
        restore(elsewhere, good)
    with pytest.raises(NoBackup, match="shared"):
        restore(replace(data, call_handler=data.engine), good)
    async with running(data) as (store, handler):
        assert await all_of(store, handler) == before


async def test_no_backup_is_overwritten_and_none_is_made_of_damaged_data(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    data = data_in(tmp_path / "data", "sqlite", request)
    with pytest.raises(BackupFailed, match="nothing to back up"):
        backup(data, tmp_path / "x.zip")
    await begin(data)
    (tmp_path / "x.zip").write_text("precious")
    with pytest.raises(BackupFailed, match="exists already"):
        backup(data, tmp_path / "x.zip")
    assert (tmp_path / "x.zip").read_text() == "precious"
    with pytest.raises(BackupFailed):
        backup(data, tmp_path / "none" / "x.zip")
    path = tmp_path / "data" / "ringback.db"
    page = bytearray(path.read_bytes())
    page[4096:12288] = b"\x5a" * 8192
    path.write_bytes(page)
    with pytest.raises((NoBackup, BackupFailed), match="damaged"):
        backup(data, tmp_path / "y.zip")
    assert files_in(tmp_path) == ["x.zip"]


async def test_a_restore_mends_a_damaged_database_and_keeps_it(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    data = data_in(tmp_path / "data", "sqlite", request)
    before = await begin(data)
    backup(data, tmp_path / "x.zip")
    (tmp_path / "data" / "ringback.db").write_bytes(b"broken" * 1000)
    restored = restore(data, tmp_path / "x.zip")
    assert restored.kept is not None
    assert (restored.kept / "ringback.db").read_bytes() == b"broken" * 1000
    async with running(data) as (store, handler):
        assert await all_of(store, handler) == stopped(before)


async def test_tables_of_others_in_the_file_are_backed_up_with_it(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    data = data_in(tmp_path / "data", "sqlite", request)
    await begin(data)
    path = tmp_path / "data" / "ringback.db"
    with closing(sqlite3.connect(path)) as database:
        database.executescript("CREATE TABLE notifications (body); INSERT INTO notifications VALUES ('theirs');")
    backup(data, tmp_path / "x.zip")
    path.unlink()
    restore(data, tmp_path / "x.zip")
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT body FROM notifications").fetchall() == [("theirs",)]


async def test_a_users_file_that_is_broken_is_named(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    data = data_in(tmp_path / "data", "file", request)
    await begin(data)
    (tmp_path / "data" / "users" / "zoe.json").write_text("{")
    with pytest.raises(StoreDown, match=r"zoe\.json"):
        backup(data, tmp_path / "x.zip")
    assert files_in(tmp_path) == []
    assert (tmp_path / "data" / "users" / "zoe.json").read_text() == "{"
    (tmp_path / "data" / "users" / "zoe.json").rename(tmp_path / "data" / "users" / "me copy.json")
    (tmp_path / "data" / "users" / "eve.json").symlink_to("eve.json")
    with pytest.raises(StoreDown, match=r"eve\.json cannot be read \(Too many levels of symbolic links\)"):
        backup(data, tmp_path / "x.zip")
    (tmp_path / "data" / "users" / "eve.json").unlink()
    with pytest.raises(StoreDown, match=r"me copy\.json is not named"):
        backup(data, tmp_path / "x.zip")
    with pytest.raises(BackupFailed, match="none"):
        backup(data, tmp_path / "none" / "x.zip")
