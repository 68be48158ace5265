"""The engine as a process: it starts, is killed in the middle of a call, goes on, and ends when asked."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosedError

from ringback.cli.network import free_ports
from tests.fakes.call_handler import FakeCallHandler, talk
from tests.fakes.handler_app import handler_app
from tests.fakes.server import serving

pytestmark = pytest.mark.slow

REQUEST = "Call Pizza Place at 03-612-3556 and order a large margherita for seven. My name is Dana."


class EngineProcess:
    def __init__(self, folder: Path, **env: str) -> None:
        (self.port,) = free_ports(1)
        self.url = f"http://127.0.0.1:{self.port}"
        own = {"ENGINE_PORT": str(self.port), "DATA_DIR": str(folder / "data"), "LOG_DIR": str(folder / "logs")}
        self._env = {**os.environ, "DEFAULT_LANGUAGE": "en", **own, **env}
        self._folder = folder

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.subprocess.Process]:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "ringback.engine", env=self._env, cwd=self._folder, stderr=asyncio.subprocess.PIPE
        )
        try:
            await self._until_up(process)
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def _until_up(self, process: asyncio.subprocess.Process) -> None:
        async with httpx2.AsyncClient() as http:
            while process.returncode is None:
                try:
                    await http.get(f"{self.url}/health")
                except httpx2.TransportError:
                    await asyncio.sleep(0.02)
                else:
                    return

    async def say(self, text: str, conversation: str | None = None) -> dict[str, Any]:
        body = {"message": text} | ({"conversation_id": conversation} if conversation else {})
        async with httpx2.AsyncClient(base_url=self.url) as http:
            return dict((await http.post("/chat", json=body)).json())

    async def read_until(self, *kinds: str) -> list[dict[str, Any]]:
        """The journal up to the first entry of one of these types."""
        entries: list[dict[str, Any]] = []
        async with httpx2.AsyncClient(timeout=30) as http, http.stream("GET", f"{self.url}/events") as answer:
            async for line in answer.aiter_lines():
                if line.startswith("data:"):
                    entries.append(httpx2.Response(200, content=line[5:]).json())
                    if entries[-1]["type"] in kinds:
                        return entries
        return entries


@pytest.mark.parametrize("store", ["sql", "file"])
async def test_killed_in_the_middle_of_a_call_it_ends_in_one_outcome_and_one_notice(store: str, tmp_path: Path) -> None:
    handler = FakeCallHandler()
    handler.script = talk()[:5]
    async with serving(handler_app(handler)) as url:
        engine = EngineProcess(tmp_path, CALL_HANDLER_HOST=url, CONTEXT_STORE=store)
        async with engine.running() as process:
            said = await engine.say(REQUEST)
            assert said["state"] == "awaiting_confirmation", said
            await engine.say("confirm", said["conversation_id"])
            await engine.read_until("call.turn")
            process.kill()
        for kind, data in talk()[5:]:
            handler.only.tell(kind, data)
        async with engine.running():
            entries = await engine.read_until("task.outcome")
            assert (await engine.say("status", said["conversation_id"]))["task"]["status"] == "succeeded"
        async with engine.running():
            again = await engine.read_until("task.outcome")
    assert again == entries
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    kinds = [entry["type"] for entry in entries]
    assert (kinds.count("call.status"), kinds.count("call.turn"), kinds.count("task.confirmed")) == (5, 2, 1)
    assert [order.key for order in handler.requests] == [f"{said['task']['id']}:0"]
    assert kinds[-2:] == ["message", "task.outcome"]
    log = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "logs").iterdir())
    assert handler.only.sid in log
    assert "972361" not in log
    assert "margherita" not in log


async def test_asked_to_end_it_ends_its_streams_and_itself(tmp_path: Path) -> None:
    engine = EngineProcess(tmp_path, CONTEXT_STORE="memory", CALL_HANDLER_HOST="http://127.0.0.1:9")
    async with engine.running() as process:
        reading = asyncio.create_task(engine.read_until("never"))
        async with connect(f"{engine.url.replace('http', 'ws')}/ws", proxy=None) as socket:
            await engine.say("hello")
            process.send_signal(signal.SIGTERM)
            with pytest.raises(ConnectionClosedError):
                async for _ in socket:
                    pass
            assert socket.close_code == 1012
        assert (await reading)[0]["type"] == "message"
        assert await process.wait() == -signal.SIGTERM
    log = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "logs").iterdir())
    assert "engine stopped" in log
    assert "exc_info" not in log
    assert "exception" not in log


@pytest.mark.parametrize(
    ("setting", "value", "cure"),
    [("ENGINE_PORT", "many", "ENGINE_PORT: "), ("DATABASE_URL", "mysql://x", "neither sqlite nor postgresql")],
)
async def test_a_wrong_setting_ends_the_start_with_one_sentence(
    tmp_path: Path, setting: str, value: str, cure: str
) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "ringback.engine",
        env={**os.environ, setting: value},
        cwd=tmp_path,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    assert process.returncode == 1
    assert cure in said.decode()
    assert "Traceback" not in said.decode()


async def test_a_data_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "ringback.engine", cwd=tmp_path, stderr=asyncio.subprocess.PIPE
    )
    _, said = await process.communicate()
    assert process.returncode != 0
    assert said.decode().startswith("engine: The database cannot be read or written")
    assert "Traceback" not in said.decode()
