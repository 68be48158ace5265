"""`/chat` over HTTP against a real engine process: average, median and p99 of 1,000 turns.

`/health` in the same run is the floor.

python bench/chat.py [TURNS]
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable

import httpx2

from ringback.cli.network import free_ports

CONVERSATION = (
    "תתקשר לפיצה פלייס ותזמין מרגריטה גדולה לשבע",
    "דנה",
    "03-612-3456",
    "מה המצב?",
    "לא, בשמונה",
    "בטל",
    "Book a table for four at HaDekel Restaurant tomorrow at eight",
    "03-612-3457",
    "make it five people",
    "cancel",
)


async def main(turns: int) -> None:
    [port] = free_ports(1)
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "ENGINE_PORT": str(port), "DATA_DIR": folder, "LOG_DIR": folder}
        engine = await asyncio.create_subprocess_exec(sys.executable, "-m", "ringback.engine", env=env)
        try:
            async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
                await up(client)
                floor = await measure(turns, lambda _: client.get("/health"))
                chat = await measure(turns, Talk(client).turn)
        finally:
            engine.terminate()
            await engine.wait()
    for name, times in (("/health", floor), ("/chat", chat)):
        print(f"{name:<9} {row(times)}")
    print(f"ratio of the medians: {statistics.median(chat) / statistics.median(floor):.1f}")


class Talk:
    """Plays the conversation over and over, each round as a new conversation of the same user."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self._client = client
        self._conversation: str | None = None

    async def turn(self, index: int) -> None:
        step = index % len(CONVERSATION)
        body = {"message": CONVERSATION[step]} | ({"conversation_id": self._conversation} if step else {})
        answer = await self._client.post("/chat", json=body)
        answer.raise_for_status()
        self._conversation = answer.json()["conversation_id"]


async def up(client: httpx2.AsyncClient) -> None:
    for _ in range(200):
        try:
            if (await client.get("/health")).is_success:
                return
        except httpx2.TransportError:
            await asyncio.sleep(0.05)
    raise SystemExit("The engine did not start; its log says why.")


async def measure(count: int, step: Callable[[int], Awaitable[object]]) -> list[float]:
    times = []
    for index in range(count):
        start = time.perf_counter()
        await step(index)
        times.append((time.perf_counter() - start) * 1000)
    return times


def row(times: list[float]) -> str:
    p99 = statistics.quantiles(times, n=100)[98]
    return f"avg {statistics.mean(times):6.2f} ms   p50 {statistics.median(times):6.2f} ms   p99 {p99:6.2f} ms"


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
