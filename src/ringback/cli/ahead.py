"""What stands against calling a plan that is shown, told before anybody confirms it."""

import asyncio

from ringback.cli.client import EngineClient, Json
from ringback.cli.screen import Screen
from ringback.kit.errors import RingbackError

SECONDS = 5.0
"""Who cannot tell within them is not waited for."""


async def tell(client: EngineClient, screen: Screen, task: Json | None) -> None:
    """One line when the task is a plan that would not be called now; nothing while nobody can tell."""
    if task is None or task["status"] != "proposed":
        return
    try:
        async with asyncio.timeout(SECONDS):
            found = await client.permission(task["id"])
    except (RingbackError, TimeoutError):
        return
    if found["code"]:
        screen.say(found["text"], "yellow")


async def check(client: EngineClient, task: Json, at: str | None) -> None:
    """Raises `RingbackError` when the call would not be made, now or `at` that hour; confirming it would end it."""
    try:
        async with asyncio.timeout(SECONDS):
            found = await client.permission(task["id"], at)
    except (RingbackError, TimeoutError):
        return
    if found["code"]:
        raise RingbackError(found["text"], code=found["code"], status=409)
