"""An engine without its HTTP: one confirmed task, a scripted call-handler, a clock that stands still."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from ringback.engine.channels.web import WebChannel
from ringback.engine.elsewhere import Elsewhere
from ringback.engine.journal import Journal
from ringback.engine.notice import Notifier
from ringback.engine.phrases import phrases_of
from ringback.engine.ports import Entry, Store
from ringback.engine.run import Run
from ringback.engine.runner import BEAT_SECONDS, LeasedRunner
from ringback.engine.stores.memory import MemoryStore
from ringback.engine.task import ENDED, SlotValue, Status, Task
from ringback.engine.words import Words
from ringback.kit.errors import RingbackError
from tests.fakes.call_handler import FakeCallHandler
from tests.fakes.clock import CountingIds, StillClock


class Engine:
    """One engine process over a store that outlives it."""

    def __init__(
        self, store: Store, handler: FakeCallHandler, clock: StillClock, beat_seconds: float = BEAT_SECONDS
    ) -> None:
        self.clock = clock
        self.opening = "In the name of"
        self.store = store
        self.journal = Journal(store)
        self.channel = CountingChannel()
        self.elsewhere = Elsewhere(self.journal, handler, clock, clock.sleep)
        self.run = Run(
            self.journal,
            handler,
            Notifier(self.journal, {"web": self.channel}, Words(phrases_of({}), "IL"), clock),
            self.elsewhere,
            lambda task, purpose: f"{self.opening if purpose == 'errand' else 'Cancel for'}: {task.said('name')}",
            clock,
            sleep=clock.sleep,
        )
        self.runner = LeasedRunner(
            store,
            self.journal,
            handler,
            self.run,
            clock,
            sleep=clock.sleep,
            look_seconds=0.01,
            beat_seconds=beat_seconds,
        )

    async def task(self) -> Task:
        async with self.journal.unit("me") as unit:
            task = await unit.task("t_1")
        assert task is not None
        return task

    async def until(self, *statuses: Status) -> Task:
        return await self.when(lambda task: task.status in statuses)

    async def when(self, true: Callable[[Task], bool]) -> Task:
        """As soon as it is true of the task."""
        with self.journal.watch("me") as changed:
            while True:
                changed.clear()
                if true(task := await self.task()):
                    return task
                await changed.wait()

    async def ended(self) -> Task:
        """As soon as it has ended and its message is out."""
        return await self.when(lambda task: task.status in ENDED and not task.outbox)

    async def entries(self, kind: str = "") -> list[Entry]:
        return [entry for entry in await self.store.entries("me", limit=1000) if entry.type.startswith(kind)]


class CountingChannel:
    """A channel that takes each key once, and fails as it is told to."""

    def __init__(self) -> None:
        self.delivered: list[str] = []
        self.keys: set[str] = set()
        self.failures: list[RingbackError] = []

    async def deliver(self, user_id: str, task: Task, text: str, *, key: str) -> None:
        if self.failures:
            raise self.failures.pop(0)
        if key not in self.keys:
            self.keys.add(key)
            self.delivered.append(text)
        await WebChannel().deliver(user_id, task, text, key=key)


@dataclass
class World:
    handler: FakeCallHandler = field(default_factory=FakeCallHandler)
    clock: StillClock = field(default_factory=StillClock)

    def __post_init__(self) -> None:
        self.store = MemoryStore(self.clock, CountingIds())

    async def confirm(self, **change: Any) -> None:
        now = self.clock.now().timestamp()
        task = Task("t_1", "me", "c_1", "web", "en", "phone_call", now, call_language="he", confirmed_at=now)
        slots = {
            "callee": SlotValue("Pizza Place", "Pizza Place"),
            "phone_number": SlotValue("+97236123556", "03-612-3556"),
            "name": SlotValue("Dana", "Dana"),
        }
        async with self.store.unit("me") as unit:
            await unit.save_task(replace(task, **{"slots": slots, "status": Status.CONFIRMED, **change}))

    @asynccontextmanager
    async def engine(self, beat_seconds: float = BEAT_SECONDS) -> AsyncIterator[Engine]:
        engine = Engine(self.store, self.handler, self.clock, beat_seconds)
        async with engine.runner.running():
            yield engine


async def carried(world: World) -> tuple[Task, list[Entry], list[str]]:
    """The task carried to its end, its entries but for what was learned from it, and their types."""
    async with world.engine() as engine:
        task = await engine.ended()
        entries = [entry for entry in await engine.entries() if entry.type != "data.changed"]
    return task, entries, [entry.type for entry in entries]
