"""A turn with a second reader: asked between units, bound to where the dialogue stands, never in the way."""

import asyncio
from collections import deque
from dataclasses import dataclass, field, replace

from ringback.engine import task_types
from ringback.engine.chat import Chat, ChatAnswer, Message
from ringback.engine.interpreters.rules import Rules
from ringback.engine.journal import Journal
from ringback.engine.ports import Fact, Person
from ringback.engine.reading import Act, Reading, Situation
from ringback.engine.stores.memory import MemoryStore
from ringback.engine.task import SlotValue, Status
from tests.fakes.clock import CountingIds, StillClock
from tests.fakes.runner import NotingRunner

PIZZA = "Call Pizza Place and order a large margherita, in the name of Dana"
UNREAD = "would you sort me some dinner there"


class Book:
    async def people(self) -> list[Person]:
        return [Person("Pizza Place", "+97236123556", "en")]


@dataclass
class SlowReader:
    """Reads `readings` in order, each once it is let go; wants whatever the rules call OTHER."""

    readings: deque[Reading] = field(default_factory=deque)
    situations: list[Situation] = field(default_factory=list)
    patience: list[float] = field(default_factory=list)
    asked: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    let_go: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))

    def is_wanted(self, text: str, first: Reading) -> bool:
        return first.act is Act.OTHER

    async def read(self, text: str, situation: Situation, first: Reading, patience: float) -> Reading:
        self.situations.append(situation)
        self.patience.append(patience)
        self.asked.release()
        await self.let_go.acquire()
        return self.readings.popleft() if self.readings else first

    async def close(self) -> None:
        pass


class Desk:
    def __init__(self, *readings: Reading) -> None:
        clock, ids = StillClock(), CountingIds()
        self.reader = SlowReader(deque(readings))
        self.store = MemoryStore(clock, ids)
        self.runner = NotingRunner()
        self.clock = clock
        self.chat = Chat(
            journal=Journal(self.store),
            interpreter=Rules(),
            runner=self.runner,
            phone_book=Book(),
            clock=clock,
            ids=ids,
            task_types=task_types.load(),
            default_language="en",
            region="IL",
            second_reader=self.reader,
        )

    async def say(self, text: str, conversation: str = "c_1") -> ChatAnswer:
        return await self.chat.message(Message("me", "web", text, conversation))

    async def know(self, name: str) -> None:
        async with self.store.unit("me") as unit:
            await unit.save_fact(Fact("contacts", name, "+97236123557", "user", self.clock.now()))

    async def said(self) -> list[str]:
        return [e.data["text"] for e in await self.store.entries("me", limit=1000) if e.data.get("role") == "user"]


def a_request(**slots: str) -> Reading:
    return Reading(Act.REQUEST, "en", "phone_call", {name: SlotValue(said, said) for name, said in slots.items()})


async def test_what_the_second_reader_reads_is_what_counts() -> None:
    desk = Desk(a_request(callee="Pizza Place", goal="sort some dinner"))
    desk.reader.let_go.release()
    answer = await desk.say(UNREAD)
    assert answer.task is not None
    assert answer.task.value("goal") == "sort some dinner"
    assert len(desk.reader.situations) == 1
    assert 0 < desk.reader.patience[0] <= 2.5


async def test_nobody_waits_for_a_turn_that_is_being_read() -> None:
    """The store is free meanwhile: another conversation, and a button, go through."""
    desk = Desk(a_request(callee="Pizza Place", goal="sort some dinner"))
    waiting = asyncio.create_task(desk.say(UNREAD))
    await desk.reader.asked.acquire()
    plan = (await desk.say(PIZZA, "c_2")).task
    assert plan is not None
    assert (await desk.chat.confirm("me", plan.id, plan.plan_version)).status is Status.CONFIRMED
    assert desk.runner.started == [("me", plan.id)]
    desk.reader.let_go.release()
    answer = await waiting
    assert answer.task is not None
    assert answer.task.value("goal") == "sort some dinner"
    async with desk.store.unit("me") as unit:
        assert {task.conversation_id for task in await unit.tasks()} == {"c_1", "c_2"}


async def test_a_reading_of_what_has_moved_is_made_again() -> None:
    desk = Desk(a_request(goal="wrong"), a_request(callee="Pizza Place", goal="sort some dinner"))
    waiting = asyncio.create_task(desk.say(UNREAD))
    await desk.reader.asked.acquire()
    await desk.know("Someone")
    desk.reader.let_go.release()
    await desk.reader.asked.acquire()
    desk.reader.let_go.release()
    answer = await waiting
    assert answer.task is not None
    assert answer.task.value("goal") == "sort some dinner"
    first, second = desk.reader.situations
    assert len(second.known) == len(first.known) + 1
    assert desk.reader.patience[1] <= desk.reader.patience[0]


async def test_when_it_moves_again_the_offline_reading_is_taken() -> None:
    desk = Desk(a_request(goal="wrong"), a_request(goal="wrong too"))
    waiting = asyncio.create_task(desk.say(UNREAD))
    for name in ("Someone", "Someone Else"):
        await desk.reader.asked.acquire()
        await desk.know(name)
        desk.reader.let_go.release()
    answer = await waiting
    assert answer.task is None
    assert answer.state == "idle"
    assert await desk.said() == [UNREAD]


async def test_a_plan_confirmed_meanwhile_is_not_changed_by_an_older_reading() -> None:
    """The button starts the version that was shown; the words that came before it are read anew, as they stand now."""
    desk = Desk(Reading(Act.INFORM, "en", slots={"notes": SlotValue("cold", "cold")}))
    plan = (await desk.say(PIZZA)).task
    assert plan is not None
    waiting = asyncio.create_task(desk.say("hm hm"))
    await desk.reader.asked.acquire()
    confirmed = await desk.chat.confirm("me", plan.id, plan.plan_version)
    desk.reader.let_go.release()
    desk.reader.let_go.release()
    await waiting
    async with desk.store.unit("me") as unit:
        assert await unit.task(plan.id) == confirmed
    assert desk.runner.started == [("me", plan.id)]


async def test_messages_of_one_conversation_are_read_in_their_order() -> None:
    """A yes that comes right after a change confirms what the change made of the plan, not what stood before it."""
    desk = Desk(Reading(Act.INFORM, "en", slots={"notes": SlotValue("cold", "cold")}))
    plan = (await desk.say(PIZZA)).task
    assert plan is not None
    change = asyncio.create_task(desk.say("hm hm"))
    await desk.reader.asked.acquire()
    yes = asyncio.create_task(desk.say("yes"))
    await asyncio.sleep(0)
    desk.reader.let_go.release()
    await asyncio.gather(change, yes)
    async with desk.store.unit("me") as unit:
        task = await unit.task(plan.id)
    assert task is not None
    assert (task.status, task.plan_version, task.value("notes")) == (Status.CONFIRMED, plan.plan_version + 1, "cold")


async def test_no_second_reader_can_start_a_call() -> None:
    """Whatever it gives for an unclear message, a yes does not come from it."""
    desk = Desk(replace(a_request(), act=Act.AFFIRM), replace(a_request(), act=Act.AFFIRM))
    plan = (await desk.say(PIZZA)).task
    assert plan is not None
    desk.reader.let_go.release()
    await desk.say("hm hm")
    assert desk.runner.started == []


async def test_a_hundred_turns_at_once_lose_nothing() -> None:
    desk = Desk()
    for _ in range(100):
        desk.reader.let_go.release()
    answers = await asyncio.gather(*(desk.say(UNREAD if n % 2 else PIZZA, f"c_{n % 10}") for n in range(100)))
    assert len(answers) == 100
    assert len(await desk.said()) == 100
    entries = await desk.store.entries("me", limit=1000)
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
