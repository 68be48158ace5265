"""One whole errand before your eyes: the practice network, the three services, and no person.

Rules:
1. It speaks only the engine's public HTTP, as any client does.
2. It succeeds only when the outcome is what the callee said: the practice network, which knows what its people said,
   is asked afterwards and compared; nothing of it reaches the services.
"""

import tempfile
from collections.abc import Mapping
from contextlib import aclosing
from typing import Literal

import httpx2

from ringback.cli.client import EngineClient, Json
from ringback.cli.network import Network, free_ports, practice
from ringback.cli.screen import Screen
from ringback.kit.errors import RingbackError

Language = Literal["he", "en"]

ERRANDS: Mapping[Language, tuple[str, ...]] = {
    "he": ("תתקשרי לפיצה פלייס ותזמיני מרגריטה גדולה לשבע", "דנה", "מאשר"),
    "en": ("Call Pizza Place and order a large margherita for seven", "Dana", "confirm"),
}
"""Per language: the request, the answer to its one question, and the confirmation."""


class DemoFailed(RingbackError):
    code = "demo_failed"


async def demo(language: Language, screen: Screen) -> bytes:
    """Run the errand; the call's stereo WAV (left: the assistant, right: the callee)."""
    engine, handler, sandbox = free_ports(3)
    settings = practice(engine, handler, sandbox)
    with tempfile.TemporaryDirectory(prefix="ringback-demo-") as folder:
        extra = {"DATA_DIR": folder, "DEFAULT_LANGUAGE": language, "DATABASE_URL": "", "CONTEXT_STORE": "sql"}
        screen.tell("cli.demo.starting", "dim")
        async with Network(settings, extra), EngineClient(f"http://127.0.0.1:{engine}", language) as client:
            outcome = await _errand(client, screen, ERRANDS[language])
            if outcome["type"] != "task.outcome" or outcome["data"]["status"] != "succeeded":
                raise DemoFailed("The errand did not end in success.")
            said = await _said(f"http://127.0.0.1:{sandbox}")
            _compare(outcome["data"]["facts"], said)
            return await client.recording(outcome["task"])


async def _errand(client: EngineClient, screen: Screen, messages: tuple[str, ...]) -> Json:
    """Play the messages in turn; the entry the errand ended with."""
    left = list(messages)
    screen.say(f"> {left[0]}", "bold blue")
    await client.chat(left.pop(0))
    async with aclosing(client.events()) as events:
        async for entry in events:
            screen.entry(entry)
            match entry["type"]:
                case "question" | "plan.proposed" | "plan.updated" if left:
                    screen.say(f"> {left[0]}", "bold blue")
                    await client.chat(left.pop(0), (entry["task"], entry["data"].get("plan_version", 0)))
                case "task.outcome" | "task.failed":
                    return entry
    raise DemoFailed("The engine closed the line before the errand ended.")


async def _said(sandbox: str) -> list[str]:
    """What the practice person really said in the last call."""
    async with httpx2.AsyncClient(base_url=sandbox) as http:
        calls = (await http.get("/practice/calls")).json()
    return list(calls[-1]["said"])


def _compare(facts: list[Json], said: list[str]) -> None:
    if not facts:
        raise DemoFailed("The outcome names no fact.")
    for fact in facts:
        if not any(fact["quote"] and fact["quote"] in line for line in said):
            raise DemoFailed(f"The callee never said what the outcome cites for {fact['key']}.")
