"""`ringback data move` between every two kinds of store: nothing lost, nothing overwritten, nothing half."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from ringback.call_handler.guard import SqlGuard
from ringback.call_handler.store import SqlStore as HandlerStore
from ringback.cli.move import Moved, MoveFailed, Place, TargetNotEmpty, move, place
from ringback.engine.ports import Fact, Store
from ringback.engine.stores.file import FileStore
from ringback.engine.stores.sql import SqlStore
from ringback.kit.database import blocking_engine_of
from ringback.kit.errors import SettingsError
from ringback.kit.presence import InUse
from tests.contracts.content import AT, CAME_IN, claimed, content, fill, fill_handler, handler_content
from tests.fakes.clock import CountingIds, StillClock
from tests.postgres import Postgres

KINDS = ("file", "sqlite", "postgresql")


def a_place(kind: str, folder: Path, request: pytest.FixtureRequest) -> Place:
    if kind == "postgresql":
        postgres: Postgres = request.getfixturevalue("postgres")
        return Place(postgres.database())
    return place(str(folder) if kind == "file" else f"sqlite:///{folder}/ringback.db", "--to")


def store_at(at: Place) -> Store:
    clock, ids = StillClock(), CountingIds()
    return FileStore(at.folder, clock, ids) if at.folder else SqlStore(at.url, clock, ids)


async def filled(at: Place) -> dict[str, Any]:
    store = store_at(at)
    await store.open()
    await fill(store)
    async with store.unit("me") as unit:
        await unit.save_fact(Fact("settings", "disclosure_he", "שלום, אני העוזרת האוטומטית של {שם}.", "user", AT))
    found = await content(store)
    await store.close()
    return found


async def calls_at(url: str, *, write: bool = False) -> list[Any]:
    handler = HandlerStore(url)
    await handler.open()
    guard = SqlGuard(handler.sessions)
    if write:
        await fill_handler(handler, guard)
    found = await handler_content(handler, guard)
    await handler.close()
    return found


@pytest.mark.parametrize(("one", "other"), [(one, other) for one in KINDS for other in KINDS])
async def test_everything_arrives_from_any_store_to_any_other(
    one: str, other: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    source, target = a_place(one, tmp_path / "a", request), a_place(other, tmp_path / "b", request)
    handler = f"sqlite+aiosqlite:///{tmp_path}/a/call_handler.db"
    kept, calls = await filled(source), await calls_at(handler, write=True)
    moved = move(source, target, handler)
    assert (moved.users, moved.already) == (2, False)
    store = store_at(target)
    await store.open()
    assert await content(store) == kept
    assert await claimed(store)
    async with store.unit("me") as unit:
        assert (await unit.append("message", {})).seq == 3
    await store.close()
    if target.url:
        assert moved.rows == 8
        assert await calls_at(target.url) == calls
    again = store_at(source)
    await again.open()
    assert await content(again) == kept
    await again.close()


async def test_a_database_of_both_services_moves_as_one(tmp_path: Path) -> None:
    source, target = (place(f"sqlite:///{tmp_path}/{name}/both.db", "--to") for name in "ab")
    kept, calls = await filled(source), await calls_at(source.url, write=True)
    assert move(source, target, source.url) == Moved(2, 8, already=False)
    store = store_at(target)
    await store.open()
    assert (await content(store), await calls_at(target.url)) == (kept, calls)
    await store.close()


@pytest.mark.parametrize("other", ["file", "sqlite"])
async def test_moving_again_finds_it_there_and_other_data_are_refused(
    other: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    source, target = a_place("sqlite", tmp_path / "a", request), a_place(other, tmp_path / "b", request)
    await filled(source)
    assert not move(source, target, source.url).already
    assert move(source, target, source.url).already
    store = store_at(target)
    await store.open()
    async with store.unit("me") as unit:
        await unit.append("message", {"text": "later"})
    changed = await content(store)
    await store.close()
    with pytest.raises(TargetNotEmpty):
        move(source, target, source.url)
    await store.open()
    assert await content(store) == changed
    await store.close()


async def test_what_was_left_of_an_interrupted_move_is_begun_anew(tmp_path: Path) -> None:
    source, target = place(f"sqlite:///{tmp_path}/a/x.db", "--from"), place(str(tmp_path / "b"), "--to")
    await filled(source)
    half = tmp_path / "b" / ".users.moving"
    half.mkdir(parents=True)
    (half / "me.json").write_text("{")
    assert move(source, target, source.url) == Moved(2, 0, already=False)
    assert [path.name for path in (tmp_path / "b").iterdir()] == ["users"]


async def test_a_move_that_fails_leaves_an_empty_target(tmp_path: Path) -> None:
    """The last user cannot be read: nobody has arrived."""
    source, target = place(str(tmp_path / "a"), "--from"), place(f"sqlite:///{tmp_path}/b/x.db", "--to")
    await filled(source)
    (tmp_path / "a" / "users" / "zoe.json").write_text('{"user": "zoe", "seq": "many"}')
    with pytest.raises(Exception, match=r"zoe\.json"):
        move(source, target, "sqlite+aiosqlite:///none.db")
    store = store_at(target)
    await store.open()
    assert (await store.last("me"), await store.running()) == (0, [])
    await store.close()
    assert (tmp_path / "a" / "users" / "zoe.json").read_text() == '{"user": "zoe", "seq": "many"}'


async def test_numbers_that_were_given_are_not_given_again(tmp_path: Path, postgres: Postgres) -> None:
    source = place(f"sqlite:///{tmp_path}/a/x.db", "--from")
    await filled(source)
    await calls_at(source.url, write=True)
    handler = HandlerStore(source.url)
    await handler.open()
    await handler.erase("CA9")
    await handler.close()
    target = Place(postgres.database())
    move(source, target, source.url)
    moved = HandlerStore(target.url)
    await moved.open()
    await moved.intend(replace(CAME_IN, id="in_2", key="in_2"))
    async with moved.sessions.writing() as session:
        await session.execute(text("UPDATE handler_orders SET call_sid = 'CA10' WHERE id = 'in_2'"))
        await session.execute(text("INSERT INTO handler_inbound (call_sid) VALUES ('CA10')"))
        assert await session.scalar(text("SELECT max(seq) FROM handler_inbound")) == 2
    await moved.close()


async def test_nobody_moves_data_under_a_running_service(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    for kind in KINDS:
        source, target = a_place(kind, tmp_path / kind, request), place(f"sqlite:///{tmp_path}/b.db", "--to")
        store = store_at(source)
        await store.open()
        await store.running()
        with pytest.raises(InUse):
            move(source, target, "sqlite+aiosqlite:///none.db")
        await store.close()


async def test_what_is_written_meanwhile_by_hand_is_not_half_moved(postgres: Postgres) -> None:
    source, target = Place(postgres.database()), Place(postgres.database())
    kept = await filled(source)
    store = store_at(target)
    await store.open()
    await store.close()
    by_hand, there = blocking_engine_of(source.url), blocking_engine_of(target.url)
    with by_hand.begin() as writing, there.begin() as holding:
        holding.execute(text("LOCK TABLE users IN SHARE MODE"))
        moving = asyncio.create_task(asyncio.to_thread(move, source, target, "sqlite+aiosqlite:///none.db"))
        while not holding.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
            await asyncio.sleep(0)
            assert not moving.done()
        writing.execute(text("UPDATE facts SET value = 'by hand'"))
        writing.commit()
    assert (await moving).users == 2
    assert await content(store) == kept
    await store.close()
    by_hand.dispose()
    there.dispose()


async def test_what_cannot_be_moved_is_said(tmp_path: Path) -> None:
    source = place(f"sqlite:///{tmp_path}/a/x.db", "--from")
    with pytest.raises(SettingsError, match="no database"):
        move(source, place(str(tmp_path), "--to"), source.url)
    await filled(source)
    with pytest.raises(SettingsError, match="already"):
        move(source, source, source.url)
    with pytest.raises(SettingsError, match="neither sqlite nor postgresql"):
        place("mysql://x/y", "--to")
    (tmp_path / "no.db").write_bytes(b"no database" * 100)
    with pytest.raises(MoveFailed, match="damaged"):
        move(source, place(f"sqlite:///{tmp_path}/no.db", "--to"), source.url)
    with pytest.raises(MoveFailed, match="does not answer"):
        move(source, Place("postgresql+psycopg://nobody@127.0.0.1:1/none"), source.url)
    engine = blocking_engine_of(source.url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM users")) == 2
    engine.dispose()
