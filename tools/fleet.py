"""Two engines and two call-handlers on one PostgreSQL behind nginx: errands with real sound, and one engine killed.

python -m tools.fleet [--errands 8]        needs nginx on this machine (make fleet)

Everything is asked through nginx, by the very file docs/how-to/scale-out/nginx.conf. While calls are on, one engine is
killed with SIGKILL. It fails unless every errand has its outcome, one dial and one notice, an event of a page arrives
whichever engine writes it, and both call-handlers had talks.
"""

import argparse
import asyncio
import base64
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx2
from tests.postgres import running_postgres

from ringback.cli.network import environment, free_ports, practice

ROOT = Path(__file__).parents[1]
PROXY = ROOT / "docs" / "how-to" / "scale-out" / "nginx.conf"
REQUESTS = (
    "call 03-612-3556 and order a large margherita for seven",
    "call 03-612-3561 and order a cake for seven",
    "call 03-765-4322 and tell them that I will be ten minutes late",
    "call 03-612-3563 and ask if they have milk",
)
ANSWERS = {"principal": "Dana", "callee": "the shop", "name": "Dana", "when": "today at eight", "party_size": "4"}
ENDED = ("succeeded", "failed", "unconfirmed", "cancelled")
SECONDS = 300.0

Json = dict[str, Any]


class Fleet:
    """`engine` and `handler` are nginx's addresses; the others are the processes' own."""

    def __init__(self, ports: list[int]) -> None:
        self.engine, self.handler = (f"http://127.0.0.1:{port}" for port in ports[:2])
        self.engines, self.handlers, self.sandbox = ports[2:4], ports[4:6], ports[6]
        self.env = {**os.environ, **environment(practice(self.engines[0], self.handlers[0], self.sandbox))}
        self.processes: dict[str, asyncio.subprocess.Process] = {}

    async def start(self, name: str, module: str, port: int, **env: str) -> None:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, env={**self.env, **env}, stdin=asyncio.subprocess.DEVNULL
        )
        self.processes[name] = child
        async with httpx2.AsyncClient() as client, asyncio.timeout(60):
            while child.returncode is None:
                with suppress(httpx2.TransportError):
                    if (await client.get(f"http://127.0.0.1:{port}/health")).is_success:
                        return
                await asyncio.sleep(0.1)
        sys.exit(f"{name} did not start")

    async def stop(self) -> None:
        for child in reversed(self.processes.values()):
            if child.returncode is None:
                child.terminate()
                await child.wait()

    async def dials(self) -> Counter[str]:
        """How often each number was dialled, as the practice carrier lists it."""
        account, token = self.env["TWILIO_ACCOUNT_SID"], self.env["TWILIO_AUTH_TOKEN"]
        key = base64.b64encode(f"{account}:{token}".encode()).decode()
        url = f"http://127.0.0.1:{self.sandbox}/2010-04-01/Accounts/{account}/Calls.json?PageSize=1000"
        async with httpx2.AsyncClient(headers={"Authorization": f"Basic {key}"}) as client:
            return Counter(call["sid"] for call in (await client.get(url)).json()["calls"])


@asynccontextmanager
async def proxy(folder: Path, ports: list[int]) -> AsyncIterator[None]:
    """nginx with the file of the docs, on other ports."""
    conf = PROXY.read_text()
    for documented, ours in zip((8080, 8081, 8000, 8001, 5002, 5012), ports, strict=True):
        conf, count = re.subn(rf"127\.0\.0\.1:{documented}\b", f"127.0.0.1:@{ours}", conf)
        assert count == 1, documented
    (folder / "ringback.conf").write_text(conf.replace("@", ""))
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;\nevents {{}}\n"
        f"http {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n"
        f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n"
        f"include {folder}/ringback.conf; }}\n"
    )
    nginx = await asyncio.create_subprocess_exec(shutil.which("nginx") or "nginx", "-c", str(folder / "nginx.conf"))
    try:
        yield
    finally:
        nginx.terminate()
        await nginx.wait()


async def proposed(client: httpx2.AsyncClient, request: str) -> str:
    """A task that waits for its confirmation, in a conversation of its own; its id."""
    said = (await client.post("/chat", json={"message": request, "language": "en"})).json()
    while said["state"] == "collecting":
        body = {"message": ANSWERS[said["missing"][0]], "conversation_id": said["conversation_id"]}
        said = (await client.post("/chat", json=body)).json()
    assert said["state"] == "awaiting_confirmation", said
    task = said["task"]
    answer = await client.post(f"/tasks/{task['id']}/confirm", json={"plan_version": task["plan_version"]})
    assert answer.is_success, answer.text
    return str(task["id"])


async def ended(client: httpx2.AsyncClient, task_id: str) -> Json:
    while True:
        with suppress(httpx2.TransportError):  # the engine that was asked is killed
            answer = await client.get(f"/tasks/{task_id}", params={"wait": 10})
            if answer.is_success and answer.json()["status"] in ENDED:
                return dict(answer.json())
        await asyncio.sleep(0.2)


class Page:
    """What a page at one engine alone hears."""

    def __init__(self) -> None:
        self.heard: list[Json] = []
        self.talking = asyncio.Event()

    async def listen(self, url: str) -> None:
        async with httpx2.AsyncClient(timeout=None) as client, client.stream("GET", f"{url}/events?after=0") as answer:
            async for line in answer.aiter_lines():
                if line.startswith("data: "):
                    self._take(json.loads(line[6:]))

    def _take(self, entry: Json) -> None:
        self.heard.append(entry)
        if entry["type"] == "call.turn":
            self.talking.set()


async def run(errands: int) -> int:
    ports = free_ports(7)
    fleet = Fleet(ports)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ringback-fleet-")))
        database = stack.enter_context(running_postgres()).database().replace("+psycopg", "")
        fleet.env |= {
            "DATABASE_URL": database,
            "CONTEXT_STORE": "sql",
            "DATA_DIR": str(folder / "data"),
            "LOG_DIR": str(folder / "logs"),
            "PUBLIC_BASE_URL": fleet.handler,
            "CALL_HANDLER_HOST": fleet.handler,
            "ENGINE_URL": fleet.engine,
            "VOICE_URL": f"{fleet.handler}/twilio/voice",
            "VOICE_STATUS_URL": f"{fleet.handler}/twilio/status",
            "DEFAULT_LANGUAGE": "en",
        }
        await stack.enter_async_context(proxy(folder, [*ports[:2], *fleet.engines, *fleet.handlers]))
        stack.push_async_callback(fleet.stop)
        await fleet.start("network", "ringback.sandbox", fleet.sandbox)
        both = [("handler", "ringback.call_handler", "CALL_HANDLER_PORT", fleet.handlers)]
        both += [("engine", "ringback.engine", "ENGINE_PORT", fleet.engines)]
        for name, module, setting, numbers in both:
            starts = [
                fleet.start(f"{name} {n}", module, port, **{setting: str(port)}) for n, port in enumerate(numbers)
            ]
            await asyncio.gather(*starts)
        client = await stack.enter_async_context(httpx2.AsyncClient(base_url=fleet.engine, timeout=60))
        return await errands_with_a_kill(fleet, client, folder, errands)


async def errands_with_a_kill(fleet: Fleet, client: httpx2.AsyncClient, folder: Path, errands: int) -> int:
    page = Page()
    listening = asyncio.create_task(page.listen(f"http://127.0.0.1:{fleet.engines[1]}"))
    began = time.monotonic()
    tasks = [await proposed(client, REQUESTS[n % len(REQUESTS)]) for n in range(errands)]
    async with asyncio.timeout(SECONDS):
        await page.talking.wait()
        print("calls are on; one engine is killed", flush=True)
        fleet.processes["engine 0"].kill()
        done = await asyncio.gather(*(ended(client, task) for task in tasks))
        await asyncio.sleep(1)  # the page hears the last outcome after it was asked for
    listening.cancel()
    entries = [entry for entry in page.heard if entry["task"] in tasks]
    notices = Counter(entry["task"] for entry in entries if entry["type"] in ("task.outcome", "task.failed"))
    dials = await fleet.dials()
    lines = [json.loads(line) for file in (folder / "logs").glob("*.log") for line in file.read_text().splitlines()]
    events = Counter(line["event"] for line in lines)
    print(f"errands {len(tasks)}, seconds {time.monotonic() - began:.0f}")
    print("outcomes", dict(Counter((task["status"], task["outcome"]["reason"]) for task in done)))
    print(f"dials {dials.total()}, notices {sum(notices.values())}, reports posted {events['report posted']}")
    print(f"media streams {events['media stream open']}, of them joined to the other process {events['stream joined']}")
    print(f"requests passed on to the process with the call {events['passed on']}")
    wrong = [task["id"] for task in done if notices[task["id"]] != 1 or task["status"] == "unconfirmed"]
    calls = {task["call_sid"] for task in done if task["id"] in wrong}
    for line in lines:
        if line.get("task_id") in wrong or line.get("call_sid") in calls:
            print({name: value for name, value in line.items() if name not in ("user_id", "request_id", "task_id")})
    print("FAILED" if wrong or dials.total() != len(tasks) else "all have one dial, one outcome, one notice")
    return 1 if wrong or dials.total() != len(tasks) else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errands", type=int, default=8)
    sys.exit(asyncio.run(run(parser.parse_args().errands)))
