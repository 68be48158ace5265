"""Throws malformed, huge and out-of-order messages at both wires of a running call-handler.

python -m tools.fuzz --seconds 600

Rules:
1. The call-handler is the real one, on real sockets, with a phone and a voice model that send what hypothesis makes up.
2. It must not crash or hang, log no exception, keep no session, no call and no memory; a failure is told with the
   smallest talk that shows it, and ends with exit code 1.
"""

import argparse
import asyncio
import base64
import gc
import json
import logging
import shutil
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Coroutine, Mapping, MutableMapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog
from hypothesis import HealthCheck, Phase, given, seed, settings
from tests.call_handler.house import House, house
from tests.fakes.realtime import FakeRealtime
from tools.fuzz_talks import Step, model, phone, talks
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from ringback.kit.errors import RingbackError

BATCH = 50
HANG_SECONDS = 30.0
REPORT_SECONDS = 15.0
MOST_GROWTH_MB = 100


class WildModel(FakeRealtime):
    """A voice model that says what it is told to, and takes everything."""

    def __init__(self) -> None:
        super().__init__()
        self.socket: ServerConnection | None = None
        self.idle = asyncio.Event()

    async def _session(self, socket: ServerConnection) -> None:
        self.open_sessions += 1
        self.socket = socket
        self.connected.set()
        self.idle.clear()
        try:
            await socket.send(json.dumps(model("session.created", session={"type": "realtime"})))
            async for _ in socket:
                pass
        except ConnectionClosed:
            pass
        finally:
            self.open_sessions -= 1
            if not self.open_sessions:
                self.idle.set()


@dataclass
class Watch:
    """What was logged that should not have been."""

    found: list[str] = field(default_factory=list)

    def structlog(self, _logger: object, method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
        refusal = isinstance(event.get("exc_info"), RingbackError)
        if not refusal and (event.get("exc_info") or method in ("critical", "exception")):
            self.found.append(f"{event}\n{traceback.format_exc()}")
        raise structlog.DropEvent

    def asyncio(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self.found.append(f"asyncio: {context}")


class _Records(logging.Handler):
    def __init__(self, watch: Watch) -> None:
        super().__init__(logging.ERROR)
        self._watch = watch

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            trace = "".join(traceback.format_exception(*record.exc_info))
            self._watch.found.append(f"{record.name}: {record.getMessage()}\n{trace}")


class Ground:
    """The call-handler between the two, in an event loop of its own."""

    def __init__(self) -> None:
        self.watch = Watch()
        self._first = self.folder = Path(tempfile.mkdtemp(prefix="fuzz"))
        self.model = WildModel()
        self.talks = 0
        self.loop = asyncio.new_event_loop()
        self.loop.set_exception_handler(self.watch.asyncio)
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._stack = AsyncExitStack()

    def run(self, work: Coroutine[Any, Any, Any], seconds: float) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(seconds)

    def open(self) -> None:
        self._thread.start()
        self.house: House = self.run(self._stack.enter_async_context(house(self.folder, model=self.model)), 30)

    def close(self) -> None:
        self.run(self._stack.aclose(), 30)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        shutil.rmtree(self._first)

    def check(self, steps: list[Step]) -> None:
        """One talk; raises when something was not as it must be."""
        self.talks += 1
        self.watch.found.clear()
        self.run(self._talk(steps), HANG_SECONDS)
        assert not self.watch.found, "\n".join(self.watch.found)
        assert self.model.open_sessions == 0, "a model's session was left open"

    async def _talk(self, steps: list[Step]) -> None:
        self.model.connected.clear()
        number = f"+9723612{self.talks % 10_000:04d}"  # another one each time: a talk may bar it
        sid = await self._order(number)
        token = await self.house.answered(sid)
        start = phone(
            "start",
            start={"streamSid": "MZ" + "0" * 32, "callSid": sid, "customParameters": {"token": token}, "tracks": []},
        )
        with suppress(ConnectionClosed):
            async with connect(f"{self.house.ws}/media-stream", max_size=None, close_timeout=2) as socket:
                listening = asyncio.ensure_future(_drain(socket))
                await socket.send(json.dumps(start))
                async with asyncio.timeout(10):
                    await self.model.connected.wait()
                assert self.model.socket is not None
                await self.model.socket.send(json.dumps(model("session.updated", session={"type": "realtime"})))
                at = 0
                for kind, what in steps:
                    at = await self._step(kind, what, socket, self.model.socket, at)
                listening.cancel()
        view = await self.house.view(sid)
        if view.report is None:
            await self.house.status(sid, "completed", 3)
            view = await self.house.view(sid, REPORT_SECONDS)
        assert view.report is not None, "the call has no report"
        async with asyncio.timeout(5):
            await self.model.idle.wait()
        assert (await self.house.client.get("/health")).status_code == 200
        for wav in (self.folder / "data" / "recordings").glob("*"):
            wav.unlink()

    async def _order(self, number: str) -> str:
        """The call's sid. While the model's circuit is open a fresh call-handler is taken."""
        for _ in range(2):
            answer = await self.house.order(f"fuzz:{self.talks}", phone_number=number)
            if answer.status_code == 200:
                return str(answer.json()["call_sid"])
            assert answer.json()["error"] == "model_down", answer.text
            await self._stack.aclose()
            self._stack, self.folder = AsyncExitStack(), self.folder / "next"
            self.house = await self._stack.enter_async_context(house(self.folder, model=self.model))
        raise AssertionError(answer.text)

    async def _step(self, kind: str, what: Any, socket: Any, voice: Any, at: int) -> int:
        """The media time after it."""
        match kind:
            case "media":
                for _ in range(what):
                    sound = base64.b64encode(bytes([0xFF]) * 160).decode()
                    media = {"track": "inbound", "chunk": "1", "timestamp": str(at), "payload": sound}
                    await socket.send(json.dumps(phone("media", media=media)))
                    at += 20
                await asyncio.sleep(0)
            case "phone":
                await socket.send(what)
            case "phone_deep":
                await socket.send("[" * what)
            case "model_deep":
                with suppress(ConnectionClosed):
                    await voice.send("[" * what)
            case "model":
                with suppress(ConnectionClosed):
                    await voice.send(what)
                await asyncio.sleep(0)
            case "phone_leaves":
                await socket.close()
            case "phone_breaks":
                socket.transport.abort()
            case "model_leaves":
                await voice.close(1011)
        return at


async def _drain(socket: Any) -> None:
    with suppress(ConnectionClosed):
        async for _ in socket:
            pass


def memory_mb() -> float:
    """Resident memory of this process."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=None, help="where the batches begin; random without it")
    asked = parser.parse_args()
    first = asked.seed if asked.seed is not None else int(time.time())
    ground = Ground()
    structlog.configure(processors=[ground.watch.structlog])
    logging.getLogger().addHandler(_Records(ground.watch))
    ground.open()
    until, batch, before = time.monotonic() + asked.seconds, 0, 0.0
    try:
        while time.monotonic() < until:

            @seed(first + batch)
            @settings(
                max_examples=BATCH,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
                phases=[Phase.generate, Phase.shrink],
                print_blob=False,
            )
            @given(talks())
            def attack(steps: list[Step]) -> None:
                ground.check(steps)

            attack()
            batch += 1
            if batch == 2:
                before = memory_mb()
    except Exception as error:
        print(f"FAILED in batch {first + batch} after {ground.talks} talks: {error!r}", file=sys.stderr)
        raise
    grown = memory_mb() - before if before else 0.0
    ground.close()
    print(f"{ground.talks} talks from seed {first}: no crash, no hang; memory grew by {grown:.0f} MB")
    return 0 if grown < MOST_GROWTH_MB else 1


if __name__ == "__main__":
    sys.exit(main())
