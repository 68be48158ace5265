"""Orders to a phone network that fails in every way, by processes that die at any moment: at most one dial for a key.

The network here keeps one promise, the one `Dialler` stands on: a call it took in is in its list of calls within
`LATEST` seconds after it stopped answering about it. Everything else may fail: answers are lost or come late, lists
cannot be had, callbacks are lost, doubled or late, and each process may be killed before and after every single thing
it asks of its database and of the network. A killed process runs not one line more, no `finally` either.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, cast

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ringback.call_handler.call import Call, Reported
from ringback.call_handler.dialler import LOOKS, Dialler
from ringback.call_handler.order import OrderDesk, Wish
from ringback.call_handler.pace import Pace
from ringback.call_handler.permits import DiallingRules
from ringback.call_handler.ports import (
    Ambiguous,
    Carrier,
    CarrierCall,
    Clock,
    Guard,
    NotDialled,
    Order,
    Refused,
    Store,
    Unreachable,
)
from ringback.call_handler.switchboard import Switchboard
from ringback.kit.errors import NotFound, RingbackError
from ringback.wire import CallStatus, Language
from tests.fakes.clock import TickingClock
from tests.fakes.handler_store import MemoryGuard, MemoryStore

LATEST = 12.0
NUMBERS = {"a": "+97236123456", "b": "+97236123456", "c": "+97236123457"}
assert sum(LOOKS) > LATEST

Fault = Literal["ok", "down", "busy", "rejected", "failed", "lost", "late", "hung"]
T = TypeVar("T")


@dataclass
class Script:
    """How one creation fails, when its call shows up in the list, and when its callbacks come (None: never)."""

    fault: Fault
    listed_after: float
    callbacks: tuple[float, ...]


@dataclass
class Dialled:
    sid: str
    order_id: str
    number: str
    at: float
    listed_at: float
    status: CallStatus = CallStatus.RINGING


@dataclass
class Network:
    clock: TickingClock
    scripts: deque[Script] = field(default_factory=deque)
    lists_down: int = 0
    dialled: list[Dialled] = field(default_factory=list)
    deliver: Callable[[Dialled], Coroutine[Any, Any, None]] | None = None
    events: set[asyncio.Task[None]] = field(default_factory=set)

    async def place(self, order: Order) -> CarrierCall:
        script = self.scripts.popleft() if self.scripts else Script("ok", 0.0, ())
        match script.fault:
            case "down" | "busy":
                raise NotDialled("down")
            case "rejected":
                raise Refused("no")
            case "failed":
                raise Ambiguous("failed before dialling")
            case "late":
                self.later(LATEST - script.listed_after, self.dial(order, script))
                raise Ambiguous("will dial in a moment")
        call = await self.dial(order, script)
        if script.fault == "hung":
            await self.clock.sleep(10.0)
        if script.fault != "ok":
            raise Ambiguous("dialled, but the answer was lost")
        return seen(call)

    async def dial(self, order: Order, script: Script) -> Dialled:
        now = self.clock.now()
        call = Dialled(f"CA{len(self.dialled)}", order.id, order.phone_number, now, now + script.listed_after)
        self.dialled.append(call)
        for after in script.callbacks:
            assert self.deliver is not None
            self.later(after, self.deliver(call))
        return call

    def later(self, seconds: float, work: Coroutine[Any, Any, object]) -> None:
        async def wait() -> None:
            await self.clock.sleep(seconds)
            await work

        task = asyncio.create_task(wait())
        self.events.add(task)
        task.add_done_callback(self.events.discard)

    async def find(self, phone_number: str) -> list[CarrierCall]:
        if self.lists_down:
            self.lists_down -= 1
            raise Unreachable("no list")
        now = self.clock.now()
        return [seen(one) for one in reversed(self.dialled) if one.number == phone_number and one.listed_at <= now]

    async def fetch(self, call_sid: str) -> CarrierCall:
        return seen(self._call(call_sid))

    async def hang_up(self, call: Call, last_words: str | None = None, language: Language = "he") -> CarrierCall:
        found = self._call(call.sid)
        found.status = CallStatus.CANCELED
        return seen(found)

    def _call(self, sid: str) -> Dialled:
        found = next((one for one in self.dialled if one.sid == sid), None)
        if found is None:
            raise NotFound("no such call")
        return found

    async def erase(self, call_sid: str) -> None: ...
    async def check(self) -> None: ...
    async def close(self) -> None: ...


def seen(call: Dialled) -> CarrierCall:
    return CarrierCall(call.sid, Reported(call.status, call.at), float(int(call.at)))


class Mortal:
    """Whatever a process asks of the world; it may die before and after each question."""

    def __init__(self, process: "Process", real: object) -> None:
        self._process = process
        self._real = real

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._real, name)
        if name == "now":
            return method

        async def asked(*args: Any, **named: Any) -> Any:
            await self._process.step()
            try:
                return await method(*args, **named)
            finally:
                await self._process.step()

        return asked


class Process:
    """One call-handler on the common database."""

    def __init__(self, world: "World") -> None:
        self.dies_in: int | None = None
        self.dead = False
        self.buried = False
        self.tasks: set[asyncio.Task[Any]] = set()
        clock = cast(Clock, Mortal(self, world.clock))
        store, guard = cast(Store, Mortal(self, world.store)), cast(Guard, Mortal(self, world.guard))
        carrier = cast(Carrier, Mortal(self, world.network))
        rules = DiallingRules("IL", {"IL"})
        self.switchboard = Switchboard(store, guard, carrier, clock, ring_seconds=40, call_seconds=600)
        pace = Pace(clock, per_second=1, longest=10)
        dialler = Dialler(store, guard, carrier, self.switchboard, clock, rules, pace)
        self.desk = OrderDesk(store, dialler, clock, rules)

    async def step(self) -> None:
        if self.dies_in is not None:
            self.dies_in -= 1
            self.dead = self.dead or self.dies_in <= 0
        while self.dead and not self.buried:
            await asyncio.get_running_loop().create_future()
        if self.buried:
            raise asyncio.CancelledError
        await asyncio.sleep(0)

    def order(self, key: str) -> asyncio.Task[str]:
        wish = Wish(NUMBERS[key], "call them", "en", key=key)
        task = asyncio.get_running_loop().create_task(self.desk.order(wish))
        self.tasks.add(task)
        return task


class World:
    def __init__(self) -> None:
        self.clock = TickingClock()
        self.store, self.guard = MemoryStore(), MemoryGuard()
        self.network = Network(self.clock, deliver=self.call_back)
        self.processes = [Process(self), Process(self)]
        self.graves: list[Process] = []

    async def call_back(self, call: Dialled) -> None:
        """A callback reaches the first process that lives; it may be refused, and nobody repeats it."""
        for process in self.processes:
            if not process.dead:
                with suppress(RingbackError):
                    await process.switchboard.told(call.order_id, call.sid, Reported(call.status, call.at, 0))
                return

    def restart(self, index: int) -> None:
        self.processes[index].dead = True
        self.graves.append(self.processes[index])
        self.processes[index] = Process(self)

    async def pass_time(self, seconds: float) -> None:
        await self.clock.until([asyncio.ensure_future(self.clock.sleep(seconds))])

    async def bury(self) -> None:
        for process in [*self.processes, *self.graves]:
            process.dead = process.buried = True
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


SCRIPTS = st.builds(
    Script,
    st.sampled_from(["ok", "down", "busy", "rejected", "failed", "lost", "lost", "late", "hung"]),
    st.sampled_from([0.0, 0.7, 3.0, LATEST]),
    st.lists(st.sampled_from([0.0, 0.2, 2.0, 9.0, 40.0]), max_size=2).map(tuple),
)


class Dialling(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.world = self.loop.run_until_complete(self._world())
        self.answers: dict[str, set[str]] = {}
        self.asked: list[tuple[str, asyncio.Task[str]]] = []

    async def _world(self) -> World:
        return World()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    @rule(
        key=st.sampled_from(sorted(NUMBERS)),
        process=st.integers(0, 1),
        scripts=st.lists(SCRIPTS, max_size=3),
        lists_down=st.sampled_from([0, 0, 0, 1, 5, 7]),
        dies_in=st.none() | st.integers(1, 40),
    )
    def order(self, key: str, process: int, scripts: list[Script], lists_down: int, dies_in: int | None) -> None:
        async def ask() -> None:
            self.world.network.scripts.extend(scripts)
            self.world.network.lists_down += lists_down
            mortal = self.world.processes[process]
            if dies_in is not None:
                mortal.dies_in = dies_in
            self.asked.append((key, mortal.order(key)))
            await asyncio.sleep(0)

        self.run(ask())

    @rule(seconds=st.sampled_from([0.0, 0.3, 1.0, 6.0, 17.0, 45.0]))
    def wait(self, seconds: float) -> None:
        self.run(self.world.pass_time(seconds))

    @rule(process=st.integers(0, 1))
    def kill_and_restart(self, process: int) -> None:
        self.run(self._restart(process))

    async def _restart(self, process: int) -> None:
        self.world.restart(process)

    @invariant()
    def one_dial_for_a_key(self) -> None:
        if not hasattr(self, "world"):
            return
        dials = Counter(call.order_id for call in self.world.network.dialled)
        assert all(count <= 1 for count in dials.values()), dials
        orders = Counter(order.key for order in self.world.store.orders.values())
        assert all(count <= 1 for count in orders.values()), orders

    @invariant()
    def every_call_is_its_own_orders(self) -> None:
        if not hasattr(self, "world"):
            return
        owners = {call.sid: call.order_id for call in self.world.network.dialled}
        for order in self.world.store.orders.values():
            assert order.call_sid is None or owners[order.call_sid] == order.id, "a call of another order was taken"

    @invariant()
    def every_answer_is_the_same(self) -> None:
        if not hasattr(self, "world"):
            return
        for key, task in self.asked:
            if task.done() and not task.cancelled() and task.exception() is None:
                self.answers.setdefault(key, set()).add(task.result())
        assert all(len(sids) == 1 for sids in self.answers.values()), self.answers

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self.run(self._in_the_end())
            self.one_dial_for_a_key()
            self.every_call_is_its_own_orders()
            self.every_answer_is_the_same()
        finally:
            self.run(self.world.bury())
            self.loop.close()

    async def _in_the_end(self) -> None:
        """All that fails stops failing; each key that was ordered is ordered again, from both processes."""
        self.world.network.scripts.clear()
        self.world.network.lists_down = 0
        for index in (0, 1):
            self.world.restart(index)
        await self.world.pass_time(90)
        for key in sorted({key for key, _ in self.asked}):
            both = [process.order(key) for process in self.world.processes]
            await self.world.clock.until(both)
            self.asked += [(key, task) for task in both]
            for task in both:
                error = task.exception()
                assert error is None or isinstance(error, Ambiguous), error


Dialling.TestCase.settings = settings(max_examples=120, stateful_step_count=15, deadline=None)
TestDialling = Dialling.TestCase
