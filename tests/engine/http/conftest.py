"""The engine's app over a call-handler that follows a script, both over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from ringback.engine.app import create_app
from ringback.engine.settings import EngineSettings
from tests.fakes.call_handler import FakeCallHandler, talk
from tests.fakes.handler_app import handler_app
from tests.fakes.server import serving

ROOT = "http://127.0.0.1:8000"
REQUEST = "Call 03-612-3556 and order a large margherita for seven"


@dataclass
class Engine:
    """`http` speaks to the app itself; `handler` is the script at the other end."""

    app: FastAPI
    http: httpx2.AsyncClient
    handler: FakeCallHandler
    settings: EngineSettings

    async def say(self, text: str, conversation: str | None = None) -> dict[str, Any]:
        body = {"message": text, "language": "en"} | ({"conversation_id": conversation} if conversation else {})
        answer = await self.http.post("/chat", json=body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def proposed(self) -> dict[str, Any]:
        """A task that waits to be confirmed."""
        said = await self.say(REQUEST)
        answers = iter(["Pizza Place", "Dana", "Dana"])
        while said["state"] == "collecting":
            said = await self.say(next(answers), said["conversation_id"])
        assert said["state"] == "awaiting_confirmation", said
        return dict(said["task"])

    async def confirm(self, task: dict[str, Any]) -> httpx2.Response:
        return await self.http.post(f"/tasks/{task['id']}/confirm", json={"plan_version": task["plan_version"]})

    async def until(self, task_id: str, *statuses: str) -> dict[str, Any]:
        while True:
            task = (await self.http.get(f"/tasks/{task_id}?wait=0.5")).json()
            if task["status"] in statuses:
                return dict(task)

    async def ended(self) -> dict[str, Any]:
        task = await self.proposed()
        await self.confirm(task)
        return await self.until(task["id"], "succeeded", "failed", "unconfirmed", "cancelled")

    async def in_call(self) -> dict[str, Any]:
        self.handler.script = talk()[:4]
        task = await self.proposed()
        await self.confirm(task)
        return await self.until(task["id"], "in_call")


@pytest.fixture(scope="session")
async def served_handler() -> AsyncIterator[tuple[FakeCallHandler, str]]:
    handler = FakeCallHandler()
    async with serving(handler_app(handler)) as url:
        yield handler, url
        handler.reset()


@pytest.fixture
def settings(served_handler: tuple[FakeCallHandler, str], tmp_path: Path) -> EngineSettings:
    return EngineSettings(
        _env_file=None,  # type: ignore[call-arg]  # pydantic-settings takes it
        call_handler_host=served_handler[1],
        context_store="memory",
        data_dir=tmp_path / "data",
        engine_public_url="https://ring.example",
    )


@asynccontextmanager
async def running(handler: FakeCallHandler, settings: EngineSettings) -> AsyncIterator[Engine]:
    handler.reset()
    app = create_app(settings)
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with app.router.lifespan_context(app), httpx2.AsyncClient(transport=transport, base_url=ROOT) as http:
        yield Engine(app, http, handler, settings)


@pytest.fixture
async def engine(served_handler: tuple[FakeCallHandler, str], settings: EngineSettings) -> AsyncIterator[Engine]:
    async with running(served_handler[0], settings) as engine:
        yield engine


@asynccontextmanager
async def on_a_port(engine: Engine) -> AsyncIterator[str]:
    """The engine's app on a real port, without a second lifespan; its address."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            for event in ("startup", "shutdown"):
                await receive()
                if event == "shutdown":
                    engine.app.state.journal.close()
                await send({"type": f"lifespan.{event}.complete"})
            return
        await engine.app(scope, receive, send)

    async with serving(app) as root:
        yield root
        engine.app.state.journal.close()
