"""The audio bridge as a whole process pinned to one core, with phones and model (C, see bridge_load.c) on another.

Three bridges carry the same calls: ours with everything on (signatures, tokens, transcripts, marks, recording to disk),
a plain one without features (bridge_plain.py: FastAPI + websockets + json) and a bare relay in C (bridge_relay.c).
Calls carry 50 frames a second from the callee without pause; the model speaks for SPEAK seconds, then hears a turn of
PAUSE seconds which the bridge must answer. `late` is the time from one socket of the driver to the other through the
bridge; the relay's row at few calls is the floor of the machine and the driver.

    python bench/bridge.py            short form, some five minutes: 100 calls each; then 600 of ours, half as many of
                                      the plain one and twice as many of the relay, which should both be too many
    python bench/bridge.py --full     each bridge's most calls are searched for
    python bench/bridge.py --calls 20 --only ours --seconds 10    one row, for a look

Needs gcc and two cores. Other load on the machine shows as lateness: the driver's own lateness is in the table.
"""

import argparse
import asyncio
import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import uvicorn
from fastapi import FastAPI, Request
from twilio.request_validator import RequestValidator

from ringback.cli.network import free_ports

HERE = Path(__file__).parent
ACCOUNT, TOKEN = "AC" + "0" * 32, "bench"
BRIDGE_CORE, DRIVER_CORE = 0, 1
WARM = 3.0
_TICK = os.sysconf("SC_CLK_TCK")
_AT_ONCE = 20


@dataclass
class Result:
    """One run. `cpu` is the bridge's share of its core while measured, `memory` its growth in KiB for each call."""

    calls: int
    seconds: float
    cpu: float
    memory: float
    driver: dict[str, Any]
    orders: list[float] = field(default_factory=list)

    @property
    def late(self) -> float:
        """p99 in ms, of the worse direction."""
        return float(max(self.driver["up"]["p99"], self.driver["down"]["p99"]))

    @property
    def lost(self) -> int:
        ways = (self.driver["up"], self.driver["down"])
        missing = sum(way["sent"] - way["arrived"] for way in ways)
        return int(self.driver["lost"] + self.driver["disorder"] + self.driver["crossed"] + max(0, missing))

    @property
    def cost(self) -> float:
        """CPU ms for one call's second."""
        return 1000 * self.cpu / self.calls

    def row(self, name: str) -> str:
        up, down = self.driver["up"], self.driver["down"]
        return (
            f"{name:<7}{self.calls:>6}{self.lost:>6}{up['p50']:>8.2f}{up['p99']:>8.2f}{down['p99']:>8.2f}"
            f"{max(up['max'], down['max']):>8.1f}{self.cpu:>7.0%}{self.cost:>8.2f}{self.memory:>8.0f}"
            f"{self.driver['models_open']:>7}{self.driver['driver_cpu']:>8.0%}{self.driver['driver_late_p99']:>8.2f}"
        )


HEADER = (
    f"{'bridge':<7}{'calls':>6}{'lost':>6}{'up p50':>8}{'up p99':>8}{'dn p99':>8}{'max':>8}{'cpu':>7}"
    f"{'ms/c·s':>8}{'KiB/c':>8}{'open':>7}{'driver':>8}{'its p99':>8}"
)


class Failed(Exception):
    """A run that did not come to its end; the text says why."""


# --- the three bridges


class Peer:
    """A bridge that is a command with two ports: the relay and the plain one."""

    def __init__(self, *command: str) -> None:
        self._command = command

    @asynccontextmanager
    async def running(self, port: int, model_port: int, calls: int) -> AsyncIterator["Running"]:
        child = await pinned(BRIDGE_CORE, *self._command, str(port), str(model_port), stderr=subprocess.DEVNULL)
        try:
            await listening(port)
            yield Running(child.pid, "".join(f"CA{call:032x} t -\n" for call in range(calls)))
        finally:
            await ended(child)


class Ours:
    """The call-handler as it is started in earnest; the calls are ordered, dialled and answered first."""

    @asynccontextmanager
    async def running(self, port: int, model_port: int, calls: int) -> AsyncIterator["Running"]:
        twilio = Twilio()
        with tempfile.TemporaryDirectory() as folder:
            async with twilio.serving() as twilio_url:
                url = f"http://127.0.0.1:{port}"
                settings = {
                    "CALL_HANDLER_PORT": str(port),
                    "PUBLIC_BASE_URL": url,
                    "TWILIO_API_BASE_URL": twilio_url,
                    "TWILIO_ACCOUNT_SID": ACCOUNT,
                    "TWILIO_AUTH_TOKEN": TOKEN,
                    "TWILIO_PHONE_NUMBER": "+97233760000",
                    "OPENAI_BASE_URL": f"http://127.0.0.1:{model_port}/v1",
                    "OPENAI_API_KEY": "sk-bench",
                    "RECORD_CALLS": "true",
                    "DATA_DIR": folder,
                    "LOG_DIR": folder,
                    "DATABASE_URL": "",
                }
                child = await pinned(BRIDGE_CORE, sys.executable, "-m", "ringback.call_handler", env=settings)
                try:
                    async with httpx2.AsyncClient(base_url=url, timeout=60) as client:
                        await listening(port)
                        desk = Desk(client, url, twilio)
                        lines = await desk.calls(calls)
                        yield Running(child.pid, "".join(lines), desk)
                finally:
                    await ended(child)


@dataclass
class Running:
    pid: int
    calls: str
    desk: "Desk | None" = None


class Twilio:
    """As much of Twilio's REST API as calls need."""

    def __init__(self) -> None:
        self.hooks: dict[str, dict[str, str]] = {}

    @property
    def app(self) -> FastAPI:
        app = FastAPI()
        root = "/2010-04-01/Accounts/{account}/Calls"

        @app.post(root + ".json", status_code=201)
        async def create(request: Request) -> dict[str, Any]:
            form = await request.form()
            sid = f"CA{len(self.hooks):032x}"
            self.hooks[sid] = {name: str(form[name]) for name in ("Url", "StatusCallback")}
            return self._call(sid, "queued")

        @app.post(root + "/{sid}.json")
        async def update(sid: str) -> dict[str, Any]:
            return self._call(sid, "completed")

        @app.get(root + "/{sid}.json")
        async def fetch(sid: str) -> dict[str, Any]:
            return self._call(sid, "in-progress")

        return app

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[str]:
        [port] = free_ports(1)
        config = uvicorn.Config(self.app, port=port, log_config=None, timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign, assignment]
        serving = asyncio.create_task(server.serve())
        await listening(port)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            await serving

    @staticmethod
    def _call(sid: str, status: str) -> dict[str, Any]:
        nothing = dict.fromkeys(("start_time", "end_time", "duration", "price", "answered_by", "date_created"))
        return {"sid": sid, "status": status, "to": "+97236120000", "from": "+97233760000", **nothing}


class Desk:
    """Orders calls and answers them, as the engine and Twilio do."""

    def __init__(self, client: httpx2.AsyncClient, url: str, twilio: Twilio) -> None:
        self._client = client
        self._url = url
        self._twilio = twilio
        self._signing = RequestValidator(TOKEN)
        self._ordered = 0
        self.took: list[float] = []

    async def calls(self, count: int) -> list[str]:
        """For each call: its sid, the token of its stream, and the signature of its handshake."""
        gate = asyncio.Semaphore(_AT_ONCE)
        signature = self._signing.compute_signature(f"{self._url.replace('http', 'ws', 1)}/media-stream", {})

        async def one() -> str:
            async with gate:
                sid = await self.order()
                await self._hook(sid, "StatusCallback", "in-progress", "2")
                twiml = await self._hook(sid, "Url", "in-progress", "2")
                token = re.search(r'name="token" value="([^"]+)"', twiml)
                if token is None:
                    raise Failed(f"no token in {twiml}")
                return f"{sid} {token.group(1)} {signature}\n"

        return await asyncio.gather(*(one() for _ in range(count)))

    async def order(self) -> str:
        self._ordered += 1
        number = f"+9723612{self._ordered:04d}"
        errand = f"On behalf of: Dana\nCalling: Pizza Place\nGoal: order {self._ordered} large margheritas"
        query = {"phone_number": number, "instructions": errand, "language": "en", "task_id": f"t{self._ordered}"}
        began = time.perf_counter()
        answer = await self._client.get("/order", params=query, headers={"Idempotency-Key": f"k{self._ordered}"})
        if not answer.is_success:
            raise Failed(f"/order answered {answer.status_code}: {answer.text}")
        self.took.append(1000 * (time.perf_counter() - began))
        return str(answer.json()["call_sid"])

    async def order_every_second(self) -> None:
        """Nobody answers these."""
        while True:
            sid = await self.order()
            await self._hook(sid, "StatusCallback", "no-answer", "3")
            await asyncio.sleep(1)

    async def _hook(self, sid: str, name: str, status: str, sequence: str) -> str:
        url = self._twilio.hooks[sid][name]
        form = {"CallSid": sid, "CallStatus": status, "SequenceNumber": sequence}
        signature = self._signing.compute_signature(url, form)
        answer = await self._client.post(url, data=form, headers={"X-Twilio-Signature": signature})
        if not answer.is_success:
            raise Failed(f"{name} answered {answer.status_code}: {answer.text}")
        return answer.text


# --- processes


async def pinned(
    core: int, *command: str, env: dict[str, str] | None = None, **pipes: Any
) -> asyncio.subprocess.Process:
    child = await asyncio.create_subprocess_exec(*command, env={**os.environ, **(env or {})}, **pipes)
    os.sched_setaffinity(child.pid, {core})
    return child


async def listening(port: int) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(0.05)
    raise Failed(f"nothing listens on port {port}")


async def ended(child: asyncio.subprocess.Process) -> None:
    if child.returncode is None:
        child.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(child.wait(), 15)
        except TimeoutError:
            child.kill()
            await child.wait()


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def memory_kib(pid: int) -> int:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found.group(1)) if found else 0


# --- one run


async def measure(bridge: Peer | Ours, load: Path, calls: int, asked: argparse.Namespace, *, orders: bool) -> Result:
    port, model_port = free_ports(2)
    times = [str(seconds) for seconds in (WARM, asked.seconds, asked.speak, asked.pause)]
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    driver = await pinned(DRIVER_CORE, str(load), str(port), str(model_port), str(calls), *times, **pipes)
    try:
        await listening(model_port)
        async with bridge.running(port, model_port, calls) as running:
            return await watch(driver, running, calls, orders=orders)
    finally:
        await ended(driver)


async def watch(driver: asyncio.subprocess.Process, running: "Running", calls: int, *, orders: bool) -> Result:
    assert driver.stdin is not None
    assert driver.stdout is not None
    assert driver.stderr is not None
    desk = running.desk if orders else None
    ordering = asyncio.create_task(desk.order_every_second()) if desk is not None else None
    used = wall = memory = 0.0
    before = memory_kib(running.pid)
    last = b""
    try:
        driver.stdin.write(running.calls.encode())
        driver.stdin.close()
        async for line in driver.stdout:
            last = line
            if line == b"measure\n":
                used, wall = cpu_seconds(running.pid), time.monotonic()
                if desk is not None:
                    desk.took.clear()
            elif line == b"measured\n":
                used, wall = cpu_seconds(running.pid) - used, time.monotonic() - wall
                memory = (memory_kib(running.pid) - before) / calls
        if await driver.wait():
            raise Failed((await driver.stderr.read()).decode().strip() or f"the driver ended with {driver.returncode}")
    finally:
        if ordering is not None:
            ordering.cancel()
            await asyncio.gather(ordering, return_exceptions=True)
    took = [] if desk is None else list(desk.took)
    return Result(calls, wall, used / wall, memory, json.loads(last), took)


def build(folder: Path, name: str) -> Path:
    program = folder / name
    subprocess.run(["gcc", "-O2", "-o", program, HERE / f"{name}.c"], check=True)  # noqa: S603, S607
    return program


# --- the table


async def most(name: str, bridge: Peer | Ours, load: Path, asked: argparse.Namespace, calls: int, step: int) -> int:
    """The most calls found at a p99 of 20 ms with nothing lost, 0 when there are not even `calls`.

    One look in the short form; with --full more and more calls, or fewer, until the end is found.
    """
    good, upwards = 0, None
    while calls > 0:
        try:
            result = await measure(bridge, load, calls, asked, orders=False)
            print(result.row(name), flush=True)
            held = result.late <= 20 and not result.lost
        except Failed as error:
            print(f"{name:<7}{calls:>6}  {error}", flush=True)
            held = False
        good = calls if held else good
        if not asked.full or (upwards is not None and held is not upwards):
            break
        upwards = held
        calls += step if held else -step
    return good


async def main(asked: argparse.Namespace) -> bool:
    os.sched_setaffinity(0, {DRIVER_CORE})
    print(f"load of the machine before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores")
    print(HEADER, flush=True)
    claims: list[tuple[str, bool]] = []
    with tempfile.TemporaryDirectory() as folder:
        load, relay = build(Path(folder), "bridge_load"), build(Path(folder), "bridge_relay")
        bridges: dict[str, Peer | Ours] = {
            "relay": Peer(str(relay)),
            "plain": Peer(sys.executable, str(HERE / "bridge_plain.py")),
            "ours": Ours(),
        }
        if asked.only:
            result = await measure(bridges[asked.only], load, asked.calls, asked, orders=asked.orders)
            print(result.row(asked.only))
            return True
        for name, bridge in bridges.items():
            result = await measure(bridge, load, asked.calls, asked, orders=False)
            print(result.row(name), flush=True)
            if name == "ours":
                claims += at_a_hundred(result, "")
        result = await measure(bridges["ours"], load, asked.calls, asked, orders=True)
        print(result.row("ours+"), f" /order every second: {max(result.orders):.0f} ms at most", flush=True)
        claims += at_a_hundred(result, ", /order every second")
        claim = asked.claim
        ours = await most("ours", bridges["ours"], load, asked, claim, claim // 6)
        plain = await most("plain", bridges["plain"], load, asked, max(1, (ours or claim) // 2), claim // 12)
        bare = await most("relay", bridges["relay"], load, asked, 2 * (ours or claim), claim // 6)
    claims += [
        (f"at least {claim} calls on one core at p99 of 20 ms: {ours}", ours >= claim),
        (f"twice the calls of a plain bridge: {ours} to {plain or f'less than {ours // 2}'}", ours >= 2 * plain),
        (f"half of a bare relay's: {ours} to {bare or f'less than {2 * ours}'}", 2 * ours >= bare),
    ]
    for claim, held in claims:
        print(f"{'holds' if held else 'FAILS'}  {claim}")
    return all(held for _, held in claims)


def at_a_hundred(result: Result, what: str) -> list[tuple[str, bool]]:
    return [
        (f"no frame lost at {result.calls} calls{what}: {result.lost}", result.lost == 0),
        (f"p99 of 5 ms at {result.calls} calls{what}: {result.late:.2f} ms", result.late <= 5),
        (f"model sockets open 1 s after the end: {result.driver['models_open']}", result.driver["models_open"] == 0),
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=10, help="measured time of a run")
    parser.add_argument("--speak", type=float, default=5, help="seconds the model speaks at a time")
    parser.add_argument("--pause", type=float, default=5, help="seconds of each turn of the callee")
    parser.add_argument("--only", choices=("ours", "plain", "relay"), help="one run of this bridge")
    parser.add_argument("--orders", action="store_true", help="with --only ours: /order once a second")
    parser.add_argument("--claim", type=int, default=600, help="calls that ours is claimed to carry on one core")
    parser.add_argument("--full", action="store_true", help="search each bridge's most calls")
    sys.exit(not asyncio.run(main(parser.parse_args())))
