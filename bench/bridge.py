"""The audio bridge as a whole process pinned to one core, with phones and model (C, see bridge_load.c) on another.

Four bridges carry the same calls: ours with everything on (signatures, tokens, transcripts, marks, recording to disk);
a plain one without features (bridge_plain.py: FastAPI + websockets + json); a bare one on ours' libraries that reads
nothing of what it sends on (bridge_bare.py), so that what ours costs above it are its features; and a relay in C
(bridge_relay.c), what the kernel costs.
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
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bridge_subjects import DRIVER_CORE, Failed, Ours, Peer, Running, cpu_seconds, ended, listening, memory_kib, pinned

from ringback.cli.network import free_ports

HERE = Path(__file__).parent
WARM = 3.0


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


async def watch(driver: asyncio.subprocess.Process, running: Running, calls: int, *, orders: bool) -> Result:
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
    subprocess.run(["gcc", "-O2", "-o", program, HERE / f"{name}.c"], check=True)  # noqa: S603, S607  # our own words
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
            "bare": Peer(sys.executable, str(HERE / "bridge_bare.py")),
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
        relayed = await most("relay", bridges["relay"], load, asked, 2 * (ours or claim), claim // 6)
    claims += [
        (f"at least {claim} calls on one core at p99 of 20 ms: {ours}", ours >= claim),
        (f"twice the calls of a plain bridge: {ours} to {plain or f'less than {ours // 2}'}", ours >= 2 * plain),
        (f"half of a bare relay's: {ours} to {relayed or f'less than {2 * ours}'}", 2 * ours >= relayed),
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
    parser.add_argument("--only", choices=("ours", "plain", "bare", "relay"), help="one run of this bridge")
    parser.add_argument("--orders", action="store_true", help="with --only ours: /order once a second")
    parser.add_argument("--claim", type=int, default=600, help="calls that ours is claimed to carry on one core")
    parser.add_argument("--full", action="store_true", help="search each bridge's most calls")
    sys.exit(not asyncio.run(main(parser.parse_args())))
