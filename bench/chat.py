"""`/chat` over HTTP at a steady rate, from another process: whole errands in Hebrew and English against SQLite.

The load is open: a turn is due when its time comes, whether or not earlier ones have been answered, and its time is
counted from then. Turns of one conversation follow one another; many conversations go on side by side. Each errand is
asked for, corrected, asked about and confirmed or cancelled; nobody answers at the call-handler's address, so confirmed
errands are ordered in vain and told as failed, which is part of the load. `/health` at the same rate is the floor.

python bench/chat.py [--rate 100] [--seconds 20] [--profile FILE]
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from ringback.cli.network import free_ports

ERRANDS: Sequence[Sequence[str]] = (
    (
        "תתקשר לפיצה פלייס 03-612-3456 ותזמין מרגריטה גדולה לשבע, על שם דנה",
        "לא, בשמונה",
        "מה המצב?",
        "כן, להתקשר",
    ),
    (
        "Book a table for four at HaDekel Restaurant tomorrow at eight in the name of Dana, 03-612-3457",
        "make it five people",
        "what's the status?",
        "confirm",
    ),
    ("תזמין שולחן לארבעה במסעדת הדקל מחר בשמונה", "03-612-3457", "שנהיה חמישה", "בטל"),
    ("Call The Clinic and ask when they open tomorrow", "03-612-3565", "also ask for the price", "cancel"),
)
SIDE_BY_SIDE = 50


class Connection:
    """One HTTP/1.1 connection that is kept open."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, body: object = None) -> bytes:
        """The answer's body; a connection the server has closed for its idleness is opened again."""
        if self._streams is None or self._streams[0].at_eof():
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        data = json.dumps(body).encode() if body is not None else b""
        kind = "content-type: application/json\r\n" if data else ""
        head = f"{method} {path} HTTP/1.1\r\nhost: localhost\r\n{kind}content-length: {len(data)}\r\n\r\n"
        writer.write(head.encode() + data)
        answer = await reader.readuntil(b"\r\n\r\n")
        [size] = [line.split(b":")[1] for line in answer.lower().split(b"\r\n") if line.startswith(b"content-length")]
        content = await reader.readexactly(int(size))
        if not answer.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"{path}: {answer.splitlines()[0].decode()} {content[:200]!r}")
        return content


class Talker:
    """One person at a time: errand after errand, each a conversation of its own."""

    def __init__(self, port: int, place: int) -> None:
        self._connection = Connection(port)
        self._errand, self._turn = place, 0
        self._conversation: str | None = None
        self._busy = asyncio.Lock()

    async def turn(self) -> None:
        async with self._busy:
            lines = ERRANDS[self._errand % len(ERRANDS)]
            body = {"message": lines[self._turn]}
            if self._conversation:
                body["conversation_id"] = self._conversation
            answer = json.loads(await self._connection.ask("POST", "/chat", body))
            self._conversation, self._turn = answer["conversation_id"], self._turn + 1
            if self._turn == len(lines):
                self._conversation, self._turn, self._errand = None, 0, self._errand + 1


async def at_a_rate(rate: float, seconds: float, step: Callable[[int], Awaitable[object]]) -> list[float]:
    """Milliseconds from when each step was due until it was done."""
    loop = asyncio.get_running_loop()
    begin, times = loop.time() + 0.1, list[float]()

    async def one(index: int, due: float) -> None:
        await step(index)
        times.append((loop.time() - due) * 1000)

    async with asyncio.TaskGroup() as steps:
        for index in range(int(rate * seconds)):
            due = begin + index / rate
            await asyncio.sleep(max(0.0, due - loop.time()))
            steps.create_task(one(index, due))
    return times


async def up(port: int) -> None:
    for _ in range(200):
        try:
            await Connection(port).ask("GET", "/health")
        except OSError:
            await asyncio.sleep(0.05)
        else:
            return
    raise SystemExit("The engine did not start; its log says why.")


async def main(rate: float, seconds: float, profile: str | None) -> None:
    port, nobody = free_ports(2)
    with tempfile.TemporaryDirectory() as folder:
        here = {"ENGINE_PORT": str(port), "DATA_DIR": folder, "LOG_DIR": folder, "PRACTICE_URL": ""}
        env = {**os.environ, **here, "CALL_HANDLER_HOST": f"http://127.0.0.1:{nobody}"}
        engine = await asyncio.create_subprocess_exec(sys.executable, "-m", "ringback.engine", env=env)
        try:
            await up(port)
            talkers = [Talker(port, place) for place in range(SIDE_BY_SIDE)]
            doors = [Connection(port) for _ in range(SIDE_BY_SIDE)]
            await at_a_rate(rate, 2, lambda index: talkers[index % SIDE_BY_SIDE].turn())
            floor = await at_a_rate(rate, seconds / 4, lambda index: doors[index % SIDE_BY_SIDE].ask("GET", "/health"))
            spy = await spying(engine.pid, seconds, profile) if profile else None
            before = cpu_ms(engine.pid)
            chat = await at_a_rate(rate, seconds, lambda index: talkers[index % SIDE_BY_SIDE].turn())
            spent = (cpu_ms(engine.pid) - before) / len(chat)
            if spy is not None:
                await spy.wait()
        finally:
            engine.terminate()
            await engine.wait()
    print(f"{rate:.0f} a second, {len(chat)} turns, {SIDE_BY_SIDE} conversations side by side, he and en, SQLite")
    print(f"/health   {row(floor)}")
    print(f"/chat     {row(chat)}")
    print(f"ratio of the medians: {statistics.median(chat) / statistics.median(floor):.1f}")
    print(f"engine: {spent:.2f} ms of CPU a turn")


def cpu_ms(pid: int) -> float:
    """What a process has used so far, on all its threads."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")


async def spying(pid: int, seconds: float, profile: str) -> asyncio.subprocess.Process:
    """py-spy over the engine while it is under load."""
    spy = ("py-spy", "record", "-p", str(pid), "-d", str(int(seconds)), "-r", "500", "-f", "raw", "-o", profile)
    return await asyncio.create_subprocess_exec(*spy)


def row(times: list[float]) -> str:
    cuts = statistics.quantiles(times, n=100)
    return (
        f"p50 {statistics.median(times):6.2f} ms   p90 {cuts[89]:6.2f} ms   p99 {cuts[98]:6.2f} ms"
        f"   max {max(times):6.2f} ms"
    )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rate", type=float, default=100)
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--profile", help="write the engine's stacks here (needs py-spy)")
    given = options.parse_args()
    asyncio.run(main(given.rate, given.seconds, given.profile))
