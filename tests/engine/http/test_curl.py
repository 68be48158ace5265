"""The commands of docs/how-to/curl.md do what the page says, one after another against the running engine."""

import asyncio
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.engine.http.conftest import Engine
from tests.fakes.call_handler import a_question, talk

GUIDE = Path(__file__).parents[3] / "docs" / "how-to" / "curl.md"


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def request(command: str, names: Mapping[str, str]) -> tuple[str, str, str | None]:
    """Method, path with query, and body of a curl command whose `$NAMES` stand for these."""
    for name, value in names.items():
        command = command.replace(f"${name}", value)
    method, body, path = "", None, ""
    parts = iter(shlex.split(command)[1:])
    for part in parts:
        match part:
            case "-X":
                method = next(parts)
            case "-d":
                body = next(parts)
            case "-H" | "-o":
                next(parts)
            case _ if not part.startswith("-"):
                url = urlsplit(part)
                path = f"{url.path}?{url.query}"
            case _:
                pass
    return method or ("POST" if body is not None else "GET"), path, body


async def asked(engine: Engine, task: str) -> None:
    """The assistant has asked its question."""
    engine.handler.only.tell(*a_question(question_id="q1"))
    told: list[Any] = []
    while not any(entry["type"] == "call.ask" for entry in told):
        told = (await engine.http.get(f"/journal?task={task}")).json()
        await asyncio.sleep(0)


async def test_every_command_works(engine: Engine) -> None:
    engine.handler.script = talk()[:4]
    names: dict[str, str] = {}
    for command in commands():
        method, path, body = request(command, names)
        if "-sN" in command:
            continue
        if path.startswith(f"/tasks/{names.get('TASK')}/steer"):
            await engine.until(names["TASK"], "in_call")
        if path.startswith(f"/tasks/{names.get('TASK')}/answer"):
            await asked(engine, names["TASK"])
        answer = await engine.http.request(method, path, content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 200, f"{command}: {answer.text}"
        if path == "/chat?":
            said = answer.json()
            names["CONVERSATION"] = said["conversation_id"]
            if said["task"]:
                names |= {"TASK": said["task"]["id"], "VERSION": str(said["task"]["plan_version"])}
        if method == "PATCH" and path.startswith("/tasks/"):
            names["VERSION"] = str(answer.json()["plan_version"])
        if path.endswith("/again?"):
            names["AGAIN"] = answer.json()["id"]
        if path.endswith("/hangup?"):
            await engine.until(names["TASK"], "failed", "unconfirmed")
