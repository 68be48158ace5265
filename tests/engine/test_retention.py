"""The words of calls go first, then the history; facts stay, and so does what is under way."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from ringback.engine.ports import Fact
from ringback.engine.retention import Limits, Retention
from ringback.engine.stores.file import FileStore
from ringback.engine.stores.memory import MemoryStore
from ringback.engine.task import Status
from tests.contracts.test_store import a_dialogue, a_task
from tests.fakes.clock import CountingIds, StillClock


def files(folder: Path) -> int:
    return len(list(folder.iterdir()))


async def test_a_sweep_that_breaks_is_not_the_last() -> None:
    store, swept = MemoryStore(StillClock(), CountingIds()), asyncio.Queue[str]()
    async with store.unit("me") as unit:
        await unit.save_task(a_task())

    async def step(user_id: str) -> None:
        await swept.put(user_id)
        raise ValueError

    async with Retention(store, StillClock(), Limits(0, 0, 0), Path(), (step,)).running(every=0.01):
        async with asyncio.timeout(5):
            assert [await swept.get() for _ in range(2)] == ["me", "me"]


async def test_one_user_who_cannot_be_swept_holds_up_nobody_else(tmp_path: Path) -> None:
    clock = StillClock()
    store = FileStore(tmp_path, clock, CountingIds())
    for user in ("ada", "zoe"):
        async with store.unit(user) as unit:
            await unit.append("message", {})
    (tmp_path / "bob.json").mkdir()
    clock.advance(2 * 86400)
    await Retention(store, clock, Limits(0, 1, 0), tmp_path).sweep()
    assert [await store.entries(user) for user in ("ada", "zoe")] == [[], []]


async def test_what_is_old_goes_by_its_kind(tmp_path: Path) -> None:
    clock = StillClock()
    store = MemoryStore(clock, CountingIds())
    made = clock.now().timestamp()
    (tmp_path / f"{clock.now():%Y-%m-%d}.log").write_text("{}\n")
    async with store.unit("me") as unit:
        await unit.save_fact(Fact("profile", "name", "Dana", "user", clock.now()))
        await unit.save_task(a_task("t_1", created_at=made, status=Status.SUCCEEDED))
        await unit.save_task(replace(a_task("t_2", created_at=made), status=Status.SCHEDULED))
        await unit.save_dialogue(a_dialogue())
        for kind in ("message", "call.turn", "task.outcome"):
            await unit.append(kind, {}, conversation="c_1", task="t_1")
        await unit.append("call.turn", {}, conversation="c_2", task="t_2")
    sweeping = Retention(store, clock, Limits(transcripts=90, history=365, logs=30), tmp_path)
    left = []
    for days in (29, 2, 60, 274, 2):
        clock.advance(timedelta(days=days).total_seconds())
        await sweeping.sweep()
        async with store.unit("me") as unit:
            seqs = [entry.seq for entry in await unit.entries()]
            left.append((seqs, len(await unit.tasks()), files(tmp_path)))
            assert len(await unit.facts()) == 1
    assert left == [
        ([1, 2, 3, 4], 2, 1),
        ([1, 2, 3, 4], 2, 0),
        ([1, 3, 4], 2, 0),
        ([1, 3, 4], 2, 0),
        ([4], 1, 0),
    ]
    await Retention(store, clock, Limits(0, 0, 0), tmp_path).sweep()
