"""Errands that were under way when the service was replaced by this version are carried to their end, once."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ringback.engine.stores.sql import SqlStore
from ringback.engine.task import Status
from tests.engine.world import Engine, World
from tests.fakes.clock import CountingIds

BEFORE = Path(__file__).parent / "before_versions"
SLOTS = {"phone_number": "+97236123556", "name": "Dana", "callee": "Pizza Place"}


def under_way(database: sqlite3.Connection, **change: Any) -> None:
    """The errand the old version had confirmed, as that version wrote it but for these fields, and alone."""
    (row,) = database.execute("SELECT body FROM tasks WHERE user_id = 'me' AND id = 't_1'").fetchone()
    task = {**json.loads(row), "language": "en", **change}
    task["slots"] = {name: {"value": value, "said": value, "source": "user"} for name, value in SLOTS.items()}
    given = json.dumps(task), task["status"]
    database.execute("UPDATE tasks SET body = ?, status = ? WHERE user_id = 'me' AND id = 't_1'", given)
    database.execute("DELETE FROM tasks WHERE NOT (user_id = 'me' AND id = 't_1')")
    database.execute("DELETE FROM claims")


@pytest.mark.parametrize("version", ["engine", "engine_0001"])
@pytest.mark.parametrize("stage", ["confirmed", "in_call"])
async def test_an_errand_under_way_is_carried_to_its_end(version: str, stage: str, tmp_path: Path) -> None:
    world = World()
    now = world.clock.now().timestamp()
    change: dict[str, Any] = {"status": stage, "created_at": now, "confirmed_at": now}
    if stage == "in_call":
        order = {"task_id": "t_1", "instructions": "x", "phone_number": SLOTS["phone_number"]}
        change |= {"call_sid": await world.handler.order(key="t_1:0", language="en", **order), "ordered_at": now}
    with closing(sqlite3.connect(tmp_path / "engine.db")) as database:
        database.executescript((BEFORE / f"{version}.sql").read_text(encoding="utf-8"))
        under_way(database, **change)
        database.commit()
    store = SqlStore(f"sqlite+aiosqlite:///{tmp_path}/engine.db", world.clock, CountingIds())
    await store.open()
    engine = Engine(store, world.handler, world.clock)
    async with engine.runner.running():
        task = await engine.ended()
    assert (task.status, len(world.handler.requests)) == (Status.SUCCEEDED, 1)
    ends = [entry.task for entry in await engine.entries() if entry.type == "task.outcome"]
    assert (ends, len(engine.channel.delivered)) == (["t_2", "t_1"], 1)
    await store.close()
