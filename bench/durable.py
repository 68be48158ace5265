"""What it costs that tasks survive: an engine with many that wait, from confirm to order, and after a death.

python bench/durable.py [--postgres] [--waiting 1000] [--seconds 20]

1. `waiting` tasks are scheduled for later: how soon an engine answers that starts on them, and what it uses while idle.
2. Confirmed over HTTP at 5 a second: how long until the order reaches the call-handler.
3. One of two engines is killed while 100 of its tasks are in a call: how long until the other follows them all.
4. Both are killed and 1000 calls fall due meanwhile: how often each is ordered after the restart.
"""

import argparse
import asyncio
import gc
import itertools
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
from pydantic import SecretStr

from ringback.cli.network import free_ports
from ringback.engine.retries import ONCE
from ringback.engine.stores.sql import SqlStore
from ringback.engine.system import RandomIds, SystemClock
from ringback.engine.task import SlotValue, Status, Task
from ringback.kit.database import with_driver

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.fakes.call_handler import FakeCallHandler, Order, talk
from tests.fakes.handler_app import handler_app
from tests.fakes.server import serving
from tests.postgres import running_postgres

RATE, CONFIRMED, IN_CALL, DUE = 5, 150, 100, 1000


class Handler(FakeCallHandler):
    """Notes when an order came; its calls are answered and go on."""

    def __init__(self) -> None:
        super().__init__()
        self.script = talk()[:4]
        self.came: dict[str, float] = {}
        self.keys: Counter[str] = Counter()

    async def order(self, **order: str) -> str:  # type: ignore[override]  # all by name
        self.came.setdefault(order["task_id"], time.perf_counter())
        self.keys[order["key"]] += 1
        return await super().order(**order)  # type: ignore[arg-type]  # fields by name


class Engine:
    def __init__(self, env: dict[str, str]) -> None:
        (self.port,) = free_ports(1)
        self.url = f"http://127.0.0.1:{self.port}"
        self._env = {**env, "ENGINE_PORT": str(self.port)}

    async def start(self) -> float:
        """Seconds until it answers from its store."""
        begun = time.perf_counter()
        self.process = await asyncio.create_subprocess_exec(sys.executable, "-m", "ringback.engine", env=self._env)
        async with httpx2.AsyncClient() as http:
            while True:
                try:
                    if (await http.get(f"{self.url}/tasks")).is_success:
                        return time.perf_counter() - begun
                except httpx2.TransportError:
                    pass
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()

    def cpu(self) -> float:
        """Seconds of a core used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def a_task(number: int, kind: str, **change: object) -> Task:
    now = time.time()
    task = Task(f"t_{kind}{number}", "me", f"c_{number % 20}", "web", "en", "phone_call", now, confirmed_at=now)
    slots = {name: SlotValue(text, text) for name, text in (("callee", "A"), ("goal", "ask"), ("name", "Dana"))}
    slots["phone_number"] = SlotValue("+97236123556", "03-612-3556")
    return replace(task, slots=slots, retries=ONCE, **change)  # type: ignore[arg-type]  # fields by name


async def put(store: SqlStore, tasks: Sequence[Task]) -> None:
    async with store.unit("me") as unit:
        for task in tasks:
            await unit.save_task(task)


def say(line: str) -> None:
    print(line, flush=True)


def share(times: Sequence[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * part))] * 1000


async def confirmed(engine: Engine, handler: Handler) -> tuple[list[float], list[float]]:
    """Seconds from the request to confirm until the order, and of a `/health` beside each: the machine's own share."""
    sent: dict[str, float] = {}
    floor: list[float] = []
    async with httpx2.AsyncClient(base_url=engine.url, timeout=60) as http:
        await http.post("/chat", json={"message": "my name is Dana", "language": "en"})
        plans = []
        for number in range(CONFIRMED):
            said = {"message": f"call +{97236400000 + number} and ask if they have roses", "language": "en"}
            plans.append((await http.post("/chat", json=said)).json()["task"])

        async def confirm(plan: dict[str, Any]) -> None:
            sent[plan["id"]] = time.perf_counter()
            answer = await http.post(f"/tasks/{plan['id']}/confirm", json={"plan_version": plan["plan_version"]})
            assert answer.is_success, answer.text

        async def health() -> None:
            begun = time.perf_counter()
            await http.get("/health")
            floor.append(time.perf_counter() - begun)

        gc.collect()
        gc.freeze()  # a pause of this process would be told as the engine's
        begun, asked = time.perf_counter(), []
        for place, plan in enumerate(plans):
            await asyncio.sleep(max(0.0, begun + place / RATE - time.perf_counter()))
            asked += [asyncio.create_task(confirm(plan)), asyncio.create_task(health())]
        await asyncio.gather(*asked)
        await until(lambda: all(plan["id"] in handler.came for plan in plans))
    return [handler.came[plan["id"]] - sent[plan["id"]] for plan in plans], floor


async def measure(url: str, folder: Path, given: argparse.Namespace) -> None:
    handler = Handler()
    store = SqlStore(with_driver(SecretStr(url)).get_secret_value(), SystemClock(), RandomIds())
    await store.open()
    later = time.time() + 24 * 3600
    async with serving(handler_app(handler)) as address:
        env = {**os.environ, "DATABASE_URL": url, "CALL_HANDLER_HOST": address, "CONTEXT_STORE": "sql"}
        env |= {"DATA_DIR": str(folder), "LOG_DIR": str(folder / "logs"), "DEFAULT_LANGUAGE": "en"}
        one, two = Engine(env), Engine(env)
        say(f"1. ready on nothing: {await one.start():.1f} s")
        await one.kill()
        await put(store, [a_task(n, "later", status=Status.SCHEDULED, due_at=later) for n in range(given.waiting)])
        say(f"   ready on {given.waiting} waiting tasks: {await one.start():.1f} s")
        await asyncio.sleep(3)
        before, begun = one.cpu(), time.perf_counter()
        await asyncio.sleep(given.seconds)
        used = (one.cpu() - before) / (time.perf_counter() - begun)
        say(f"   idle with {given.waiting} waiting tasks: {used:.1%} of a core; ordered {len(handler.keys)}")
        times, floor = await confirmed(one, handler)
        say(f"2. confirm to order at {RATE}/s: p50 {share(times, 0.5):.1f} ms, p99 {share(times, 0.99):.1f} ms")
        say(f"   /health meanwhile: p50 {share(floor, 0.5):.1f} ms, p99 {share(floor, 0.99):.1f} ms")
        await one.kill()
        await put(store, [replace(task, status=Status.FAILED) for task in await all_tasks(store) if task.call_sid])
        await one.start()
        await put(store, [a_task(n, "call", status=Status.CONFIRMED) for n in range(IN_CALL)])
        await followed(handler, "t_call", IN_CALL)
        await two.start()
        handler.followed.clear()
        begun = time.perf_counter()
        await one.kill()
        await followed(handler, "t_call", IN_CALL)
        say(f"3. {IN_CALL} calls of a killed engine followed by the other: {time.perf_counter() - begun:.1f} s")
        await two.kill()
        await put(store, [replace(task, status=Status.FAILED) for task in await all_tasks(store) if task.call_sid])
        await put(store, [a_task(n, "due", status=Status.SCHEDULED, due_at=time.time() + 1) for n in range(DUE)])
        ready = await asyncio.gather(one.start(), two.start())
        begun = time.perf_counter()
        await followed(handler, "t_due", DUE)
        due = Counter(count for key, count in handler.keys.items() if key.startswith("t_due"))
        print(
            f"4. two engines ready in {max(ready):.1f} s; {DUE} due calls ordered {time.perf_counter() - begun:.1f} s"
        )
        say(f"   later, so many times each: {dict(due)}")
        await one.kill()
        await two.kill()
        handler.reset()
    await store.close()


async def all_tasks(store: SqlStore) -> list[Task]:
    async with store.unit("me") as unit:
        return await unit.tasks()


async def followed(handler: Handler, prefix: str, count: int) -> None:
    """Until so many calls of these tasks are being followed."""

    def of(order: Order) -> bool:
        return order.task_id.startswith(prefix)

    await until(lambda: len({sid for sid, _ in handler.followed if of(handler.calls[sid].order)}) >= count)


async def until(true: Callable[[], bool]) -> None:
    for _ in itertools.count():
        if true():
            return
        await asyncio.sleep(0.01)


@asynccontextmanager
async def database(postgres: bool, folder: Path) -> AsyncIterator[str]:
    if not postgres:
        yield f"sqlite:///{folder / 'ringback.db'}"
        return
    with running_postgres() as server:
        yield server.database()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--waiting", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="durable-") as folder:
        async with database(given.postgres, Path(folder)) as url:
            await measure(url, Path(folder), given)


if __name__ == "__main__":
    asyncio.run(main())
