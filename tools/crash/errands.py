"""Errands over HTTP, by a user who does not give up: whoever does not answer is asked again, or another engine is."""

import asyncio
import itertools
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx2

Json = dict[str, Any]

FIRST_NUMBER = 97236400000
ANSWER_SECONDS = 10.0
PAUSE_SECONDS = 0.1


@dataclass(frozen=True)
class Errand:
    """`confirmed`: the engine said that it was taken."""

    task_id: str
    number: str
    confirmed: bool


class User:
    def __init__(self, engines: Sequence[str], wish: str) -> None:
        self._wish = wish
        self._engines = itertools.cycle(engines)
        self._http = httpx2.AsyncClient(timeout=ANSWER_SECONDS)

    async def close(self) -> None:
        await self._http.aclose()

    async def ready(self) -> None:
        """Who they are is known, so that no errand needs to ask."""
        await self._ask("POST", "/chat", {"message": "my name is Dana", "language": "en"})

    async def errand(self, place: int, *, once: bool) -> Errand:
        """A plan of its own for a number of its own, confirmed; `once` without further tries."""
        number = f"+{FIRST_NUMBER + place}"
        once_only = ", don't try again" if once else ""
        said = {"message": f"call {number} and {self._wish}{once_only}", "language": "en"}
        planned = await self._ask("POST", "/chat", said)
        task = planned["task"]
        assert planned["state"] == "awaiting_confirmation", planned
        answer = await self._ask("POST", f"/tasks/{task['id']}/confirm", {"plan_version": task["plan_version"]})
        return Errand(task["id"], number, answer["status"] not in ("draft", "proposed"))

    async def all_answer(self, services: Sequence[str]) -> None:
        """Returns when each of them has."""
        for service in services:
            for _ in itertools.count():
                with suppress(httpx2.TransportError):
                    if (await self._http.get(f"{service}/health")).is_success:
                        break
                await asyncio.sleep(PAUSE_SECONDS)

    async def _ask(self, method: str, path: str, body: Json | None = None) -> Any:
        while True:
            try:
                answer = await self._http.request(method, f"{next(self._engines)}{path}", json=body)
            except httpx2.TransportError:
                answer = None
            if answer is not None and answer.status_code < 500:
                assert answer.is_success, answer.text
                return answer.json()
            await asyncio.sleep(PAUSE_SECONDS)
