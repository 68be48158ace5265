"""The whole product as processes on the practice network, driven through the engine's public HTTP alone."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from ringback.cli.network import Network, free_ports, practice

Json = dict[str, Any]

CREDENTIALS = {
    "twilio_account_sid": "AC" + "5" * 32,
    "twilio_auth_token": "6" * 32,
    "openai_api_key": "practice-" + "5" * 32,
}
"""Of the practice network, so that a further call-handler can join it."""
CONSULT_SECONDS = 20
ENDED = {"succeeded", "failed", "unconfirmed", "cancelled"}


@dataclass(frozen=True, slots=True)
class House:
    """A running product: its addresses and the folder with everything it wrote."""

    engine: str
    handler: str
    sandbox: str
    folder: Path
    token: str
    """Of the call-handler."""

    def client(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(base_url=self.engine, timeout=90)


@pytest.fixture(scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    engine, handler, sandbox = free_ports(3)
    folder = tmp_path_factory.mktemp("house")
    settings = practice(engine, handler, sandbox)
    token = "practice-token-of-the-stories"
    extra = {"DATA_DIR": str(folder / "data"), "LOG_DIR": str(folder / "logs"), "CALL_HANDLER_TOKEN": token}
    extra["CONSULT_SECONDS"] = str(CONSULT_SECONDS)
    extra |= {name.upper(): value for name, value in CREDENTIALS.items()}
    async with Network(settings, extra):
        at = "http://127.0.0.1:{}".format
        yield House(at(engine), at(handler), at(sandbox), folder, token)


async def errand(client: httpx2.AsyncClient, request: str, answers: Mapping[str, str], yes: str) -> Json:
    """Ask for `request`, answer each question from `answers` (by slot), confirm with `yes`; the ended task."""
    answer = await chat(client, request)
    conversation = answer["conversation_id"]
    while answer["state"] == "collecting":
        answer = await chat(client, answers[answer["missing"][0]], conversation)
    assert answer["state"] == "awaiting_confirmation", answer
    answer = await chat(client, yes, conversation)
    assert answer["state"] == "running", answer
    return await ended(client, answer["task"]["id"])


async def chat(client: httpx2.AsyncClient, message: str, conversation: str | None = None) -> Json:
    body = {"message": message} | ({"conversation_id": conversation} if conversation else {})
    answer = await client.post("/chat", json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def ended(client: httpx2.AsyncClient, task_id: str) -> Json:
    while True:
        task = (await client.get(f"/tasks/{task_id}", params={"wait": 30})).json()
        if task["status"] in ENDED:
            return dict(task)
