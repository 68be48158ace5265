"""Hypothesis against a plain model: whatever is done in whatever units, every store holds what a dict would."""

import asyncio
import copy
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringback.engine.ports import Fact, Store
from ringback.engine.stores.file import FileStore
from ringback.engine.stores.memory import MemoryStore
from ringback.engine.stores.sql import SqlStore
from ringback.engine.task import RUNNING, SlotValue, Status
from tests.contracts.test_store import AT, a_task
from tests.fakes.clock import CountingIds, StillClock

BUILD: dict[str, Callable[[Path], Store]] = {
    "memory": lambda folder: MemoryStore(StillClock(), CountingIds()),
    "file": lambda folder: FileStore(folder, StillClock(), CountingIds()),
    "sql": lambda folder: SqlStore(f"sqlite+aiosqlite:///{folder}/x.db", StillClock(), CountingIds()),
}

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
step = st.one_of(
    st.tuples(st.just("fact"), st.sampled_from(["profile", "contacts"]), texts, texts),
    st.tuples(st.just("forget"), st.sampled_from(["profile", "contacts"]), texts),
    st.tuples(st.just("task"), st.integers(0, 3), st.sampled_from(Status), texts),
    st.tuples(st.just("append"), texts),
    st.tuples(st.just("claim"), st.sampled_from(["a", "b"])),
    st.tuples(st.just("erase")),
)
units = st.lists(st.tuples(st.sampled_from(["me", "you"]), st.lists(step, max_size=5), st.booleans()), max_size=6)


class Model:
    """One user as dicts."""

    def __init__(self) -> None:
        self.facts: dict[tuple[str, str], str] = {}
        self.tasks: dict[str, tuple[Status, str]] = {}
        self.journal: list[tuple[int, str]] = []
        self.claims: set[str] = set()
        self.seq = 0

    def do(self, kind: str, *args: Any) -> Any:
        match kind, args:
            case "fact", (section, key, value):
                self.facts[section, key] = value
            case "forget", (section, key):
                return self.facts.pop((section, key), None) is not None
            case "task", (number, status, text):
                self.tasks[f"t_{number}"] = (status, text)
            case "append", (text,):
                self.seq += 1
                self.journal.append((self.seq, text))
                return self.seq
            case "claim", (key,):
                new = key not in self.claims
                self.claims.add(key)
                return new
            case "erase", ():
                counts = {
                    "facts": len(self.facts),
                    "conversations": 0,
                    "tasks": len(self.tasks),
                    "events": len(self.journal),
                }
                seq = self.seq
                self.__init__()  # type: ignore[misc]  # empty again
                self.seq = seq
                return counts
        return None


class Undo(Exception):
    pass


async def do(unit: Any, kind: str, *args: Any) -> Any:
    match kind, args:
        case "fact", (section, key, value):
            return await unit.save_fact(Fact(section, key, value, "user", AT))
        case "forget", (section, key):
            return await unit.forget(section, key)
        case "task", (number, status, text):
            task = a_task(f"t_{number}", created_at=float(number), status=status)
            return await unit.save_task(replace(task, slots={"goal": SlotValue(text, text)}))
        case "append", (text,):
            return (await unit.append("message", {"text": text})).seq
        case "claim", (key,):
            return await unit.claim(key)
        case _:
            return await unit.erase()


async def compare(store: Store, models: dict[str, Model]) -> None:
    running = []
    for user, model in models.items():
        async with store.unit(user) as unit:
            assert {(fact.section, fact.key): fact.value for fact in await unit.facts()} == model.facts
            tasks = {task.id: (task.status, task.value("goal")) for task in await unit.tasks()}
        assert tasks == model.tasks
        assert [(entry.seq, entry.data["text"]) for entry in await store.entries(user)] == model.journal
        assert await store.last(user) == model.seq
        running += [(user, task_id) for task_id, (status, _) in model.tasks.items() if status in RUNNING]
    assert sorted(await store.running()) == sorted(running)


@pytest.mark.parametrize("kind", BUILD)
@settings(max_examples=25)
@given(script=units)
def test_a_store_is_a_dict(kind: str, script: list[tuple[str, list[Any], bool]]) -> None:
    async def play() -> None:
        with tempfile.TemporaryDirectory() as folder:
            store = BUILD[kind](Path(folder))
            await store.open()
            models = {"me": Model(), "you": Model()}
            for user, steps, fails in script:
                before = copy.deepcopy(models[user])
                try:
                    async with store.unit(user) as unit:
                        for one in steps:
                            assert await do(unit, *one) == models[user].do(*one)
                        if fails:
                            raise Undo
                except Undo:
                    models[user] = before
            await compare(store, models)
            await store.close()

    asyncio.run(play())
