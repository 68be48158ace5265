"""The file store's own promises: readable, edited by hand, never overwritten when broken."""

import asyncio
import json
import os
import re
import resource
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from ringback.engine.ports import Fact, StoreDown
from ringback.engine.stores.file import FileStore
from tests.contracts.test_store import AT, a_dialogue, a_task
from tests.fakes.clock import CountingIds, StillClock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "users"


@pytest.fixture
async def store(folder: Path) -> AsyncIterator[FileStore]:
    store = FileStore(folder, StillClock(), CountingIds())
    await store.open()
    async with store.unit("me") as unit:
        await unit.save_fact(Fact("contacts", "פיצה פלייס", "+97236123456", "user", AT))
        await unit.save_task(a_task())
        await unit.save_dialogue(a_dialogue())
        await unit.append("message", {"role": "user", "text": "שלום"})
    yield store
    await store.close()


def content(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "me.json").read_text(encoding="utf-8")))


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("me.kept-*"))


def modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())}


async def facts(store: FileStore) -> dict[str, str]:
    async with store.unit("me") as unit:
        return {fact.key: fact.value for fact in await unit.facts()}


async def test_the_file_is_readable_and_for_its_owner_only(store: FileStore, folder: Path) -> None:
    text = (folder / "me.json").read_text(encoding="utf-8")
    assert '"פיצה פלייס": {' in text
    assert content(folder)["contacts"]["פיצה פלייס"]["value"] == "+97236123456"
    assert modes(folder) == {"users": 0o700, "me.json": 0o600, ".lock": 0o600}


async def test_an_edit_by_hand_is_picked_up(store: FileStore, folder: Path) -> None:
    edited = content(folder)
    edited["profile"] = {"name": "Dana", "city": {"value": "Haifa", "source": "hand"}}
    del edited["contacts"]["פיצה פלייס"]
    (folder / "me.json").write_text(json.dumps(edited), encoding="utf-8")
    assert await facts(store) == {"name": "Dana", "city": "Haifa"}
    async with store.unit("me") as unit:
        await unit.append("message", {})
    assert content(folder)["profile"]["name"]["value"] == "Dana"
    assert kept(folder) == []


@pytest.mark.parametrize(
    "broken",
    [b"", b"{", b"\x00\xff", b'{"user": "me", "profil": {}}', b'{"user": "me", "seq": "many"}', b"[]"],
)
async def test_a_broken_file_is_kept_aside_and_work_goes_on(
    store: FileStore, folder: Path, broken: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "me.json").write_bytes(broken)
    assert await facts(store) == {"פיצה פלייס": "+97236123456"}
    (aside,) = kept(folder)
    assert aside.read_bytes() == broken
    assert aside.name in capsys.readouterr().err
    assert await store.last("me") == 1
    assert len(content(folder)["tasks"]) == 1


@pytest.mark.parametrize("created", ["1e400", "-5.0", "1e15"])
async def test_a_task_at_an_impossible_time_breaks_the_file(store: FileStore, folder: Path, created: str) -> None:
    text = (folder / "me.json").read_text()
    (folder / "me.json").write_text(re.sub(r'"created_at": [^,]+', f'"created_at": {created}', text))
    await facts(store)
    assert len(kept(folder)) == 1


async def test_entries_are_read_in_their_order_and_none_twice(store: FileStore, folder: Path) -> None:
    async with store.unit("me") as unit:
        for _ in range(2):
            await unit.append("message", {})
    sound = content(folder)
    (folder / "me.json").write_text(json.dumps(sound | {"journal": sound["journal"][::-1]}))
    assert [entry.seq for entry in await store.entries("me")] == [1, 2, 3]
    (folder / "me.json").write_text(json.dumps(sound | {"journal": [*sound["journal"], sound["journal"][0]]}))
    assert [entry.seq for entry in await store.entries("me")] == [1, 2, 3]
    assert len(kept(folder)) == 1


async def test_a_file_broken_before_the_start_is_kept_and_nobody_else_suffers(store: FileStore, folder: Path) -> None:
    (folder / "me.json").write_bytes(b"{")
    async with store.unit("you") as unit:
        await unit.save_task(a_task("t_2"))
    await store.close()
    again = FileStore(folder, StillClock(), CountingIds())
    await again.open()
    assert await again.running() == [("you", "t_2")]
    assert [path.read_bytes() for path in kept(folder)] == [b"{"]
    async with again.unit("me") as unit:
        assert (await unit.append("message", {})).seq == 1
    await again.close()


async def test_an_edit_made_while_a_unit_was_open_is_kept_aside(store: FileStore, folder: Path) -> None:
    async with store.unit("me") as unit:
        await unit.append("message", {})
        edited = json.dumps({**content(folder), "profile": {"name": "Dana"}}).encode()
        (folder / "me.json").write_bytes(edited)
        assert await store.last("me") == 1
    assert [path.read_bytes() for path in kept(folder)] == [edited]
    assert content(folder)["seq"] == 2


async def test_a_file_that_was_deleted_is_a_user_who_was_forgotten(store: FileStore, folder: Path) -> None:
    (folder / "me.json").unlink()
    assert await facts(store) == {}
    assert await store.running() == []


async def test_a_folder_that_cannot_be_written_is_said_and_keeps_nothing_half(store: FileStore, folder: Path) -> None:
    before = (folder / "me.json").read_bytes()
    (folder / "me.json").rename(folder / "elsewhere")
    (folder / ".me.json.new").mkdir()
    with pytest.raises(StoreDown) as raised:
        async with store.unit("me") as unit:
            await unit.append("message", {})
    assert "DATA_DIR" in raised.value.detail
    (folder / ".me.json.new").rmdir()
    (folder / "elsewhere").rename(folder / "me.json")
    assert await store.last("me") == 1
    assert (folder / "me.json").read_bytes() == before


async def test_a_broken_file_that_cannot_be_kept_aside_is_said_until_it_can(store: FileStore, folder: Path) -> None:
    taken = folder / "me.kept-20261122T180000000000.json.broken"
    taken.mkdir()
    (folder / "me.json").write_text("{")
    for ask in (store.check, store.running, lambda: store.last("me")):
        with pytest.raises(StoreDown, match="File exists"):
            await ask()
    assert (folder / "me.json").read_text() == "{"
    taken.rmdir()
    assert await facts(store) == {"פיצה פלייס": "+97236123456"}


def a_folder(path: Path) -> None:
    path.mkdir()


def a_loop(path: Path) -> None:
    path.symlink_to(path.name)


def a_link_to_a_disk_that_is_away(path: Path) -> None:
    path.symlink_to("/nowhere/zoe.json")


@pytest.mark.parametrize("made", [a_folder, a_loop, a_link_to_a_disk_that_is_away])
async def test_a_file_that_cannot_be_read_is_named_and_holds_up_nobody_else(
    store: FileStore, folder: Path, made: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    made(folder / "zoe.json")
    assert await store.lease("one", 2.0, 8.0, 10) == [("me", "t_1")]
    assert await store.stopping("one") == set()
    assert await store.last("me") == 1
    for ask in (store.check, store.running, lambda: store.last("zoe")):
        with pytest.raises(StoreDown, match=r"zoe\.json cannot be read \(.+\); mend it or take it out of the folder"):
            await ask()
    assert capsys.readouterr().err.count("zoe.json") == 1, "said once"
    with pytest.raises(StoreDown):
        async with store.unit("zoe") as unit:
            await unit.append("message", {})
    assert not (folder / "zoe.json").is_file()
    (folder / "zoe.json").rename(folder / "elsewhere")
    await store.check()
    assert await store.running() == [("me", "t_1")]


async def test_a_copy_that_is_nobodys_by_its_name_is_said_and_holds_up_nobody(
    store: FileStore, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("me copy.json", os.fsdecode(b"\xff.json")):
        (folder / name).write_bytes((folder / "me.json").read_bytes())
    await store.check()
    assert await store.users() == ["me"]
    assert await store.running() == [("me", "t_1")]
    assert capsys.readouterr().err.count("is not named as users' files are") == 2


async def test_a_broken_file_on_a_full_disk_loses_nothing_of_the_last_known_state(
    store: FileStore, folder: Path
) -> None:
    (folder / "me.json").write_text("{")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        for ask in (store.check, store.running, lambda: store.last("me")):
            with pytest.raises(StoreDown, match="The disk is full"):
                await ask()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (folder / "me.json").read_text() == "{"
    assert await store.running() == [("me", "t_1")]
    assert await facts(store) == {"פיצה פלייס": "+97236123456"}
    assert [path.read_text() for path in kept(folder)] == ["{"]


async def test_an_edit_that_cannot_be_kept_aside_is_not_overwritten(store: FileStore, folder: Path) -> None:
    (folder / "me.kept-20261122T180000000000.json.broken").mkdir()

    async def edited_meanwhile() -> None:
        async with store.unit("me") as unit:
            await unit.append("message", {})
            (folder / "me.json").write_text('{"user": "me"}')

    with pytest.raises(StoreDown):
        await edited_meanwhile()
    assert (folder / "me.json").read_text() == '{"user": "me"}'


async def test_a_folder_that_cannot_be_made_ends_the_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreDown):
        await FileStore(tmp_path / "file" / "users", StillClock(), CountingIds()).open()


async def test_a_second_process_on_the_folder_is_refused_until_the_first_has_ended(
    store: FileStore, folder: Path
) -> None:
    second = FileStore(folder, StillClock(), CountingIds())
    with pytest.raises(StoreDown, match="Another process"):
        await second.open()
    await store.close()
    await second.open()
    await second.close()


async def test_what_a_crash_left_half_written_is_nobody(store: FileStore, folder: Path) -> None:
    (folder / ".me.json.new").write_text('{"user": "me", "ta')
    await store.close()
    again = FileStore(folder, StillClock(), CountingIds())
    await again.open()
    assert await again.running() == [("me", "t_1")]
    assert await facts(again) == {"פיצה פלייס": "+97236123456"}
    async with again.unit("me") as unit:
        await unit.append("message", {})
    await again.close()
    assert sorted(modes(folder)) == [".lock", "me.json", "users"]


async def test_a_fact_written_by_hand_has_the_time_of_the_edit(store: FileStore, folder: Path) -> None:
    edited = content(folder) | {"profile": {"name": "Dana"}}
    (folder / "me.json").write_text(json.dumps(edited), encoding="utf-8")
    os.utime(folder / "me.json", (1_700_000_000, 1_700_000_000))
    async with store.unit("me") as unit:
        [at] = [fact.at for fact in await unit.facts() if fact.key == "name"]
    assert at.timestamp() == 1_700_000_000


async def test_what_was_kept_aside_goes_when_its_user_erases_everything(store: FileStore, folder: Path) -> None:
    (folder / "me.json").write_text("{ broken")
    assert await facts(store) == {"פיצה פלייס": "+97236123456"}
    (folder / "you.kept-1.json.broken").write_text("{ another's")
    assert len(kept(folder)) == 1
    async with store.unit("me") as unit:
        await unit.erase()
    assert kept(folder) == []
    assert (folder / "you.kept-1.json.broken").exists()


def being_written(folder: Path) -> bool:
    return any(folder.glob(".*.new"))


async def test_a_unit_that_is_cut_while_it_is_written_is_written_when_it_is_left(
    store: FileStore, folder: Path
) -> None:
    large = "Dana" * 8_000_000

    async def save() -> None:
        async with store.unit("me") as unit:
            await unit.save_fact(Fact("profile", "name", large, "user", AT))

    saving = asyncio.create_task(save())
    while not being_written(folder):
        assert not saving.done()
        await asyncio.sleep(0)
    saving.cancel()
    with suppress(asyncio.CancelledError):
        await saving
    assert content(folder)["profile"]["name"]["value"] == large
