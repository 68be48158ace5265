"""The bridges that bridge.py measures, each as a process pinned to one core, and what their calls need."""

import asyncio
import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import uvicorn
from fastapi import FastAPI, Request
from twilio.request_validator import RequestValidator

from ringback.cli.network import free_ports

ACCOUNT, TOKEN = "AC" + "0" * 32, "bench"
BRIDGE_CORE, DRIVER_CORE = 0, 1
_TICK = os.sysconf("SC_CLK_TCK")
_AT_ONCE = 20


class Failed(Exception):
    """A run that did not come to its end; the text says why."""


# --- the bridges


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
        server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign, assignment]  # signals stay ours
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
