"""Calls to our number with real audio: a garage that was busy rings back, and a stranger leaves a message."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx2
import pytest

from tests.stories.conftest import House, Json, errand

pytestmark = pytest.mark.sound

REQUESTS = {
    "he": "תתקשר ל-03-612-3459 ותשאל אם האוטו מוכן, בלי ניסיונות נוספים",
    "en": "call 03-612-3559 and ask if the car is ready, don't try again",
}
ANSWERS = {"he": {"principal": "דנה", "callee": "המוסך"}, "en": {"principal": "Dana", "callee": "the garage"}}
YES = {"he": "מאשר", "en": "confirm"}
GARAGE = {"he": "+97236123459", "en": "+97236123559"}
STRANGER = "+97236549999"
SECONDS = 300
"""Until a message that never comes is given up; a busy machine takes its time."""


@pytest.fixture(scope="module")
async def told(house: House) -> Mapping[str, Any]:
    """All that the user was told after the two errands had failed: the entries, and the errands by language."""
    async with house.client() as client, httpx2.AsyncClient(base_url=house.sandbox) as sandbox:
        tasks = await asyncio.gather(*(errand(client, REQUESTS[each], ANSWERS[each], YES[each]) for each in REQUESTS))
        after = max([entry["seq"] async for entry in entries(client, 0, until=lambda seen: quiet(seen, tasks))])
        for caller in (*GARAGE.values(), STRANGER):
            assert (await sandbox.post("/practice/call", json={"from": caller})).status_code == 200
        async with asyncio.timeout(SECONDS):
            seen = [entry async for entry in entries(client, after, until=all_told)]
        again = {
            language: (await client.get(f"/tasks/{task['id']}")).json()
            for language, task in zip(REQUESTS, tasks, strict=True)
        }
    return {"seen": seen, "before": dict(zip(REQUESTS, tasks, strict=True)), "tasks": again}


def quiet(seen: list[Json], tasks: list[Json]) -> bool:
    ended = {entry["task"] for entry in seen if entry["type"] == "task.failed"}
    return {task["id"] for task in tasks} <= ended


def all_told(seen: list[Json]) -> bool:
    """Three messages, and the outcomes of two errands, each of which comes behind its message."""
    return len(messages(seen)) == 3 and [entry["type"] for entry in seen].count("task.outcome") == 2


def messages(seen: list[Json]) -> list[Json]:
    """What was told of calls that came in."""
    return [entry for entry in seen if entry["type"] == "message" and "call_sid" in entry["data"]]


async def entries(client: httpx2.AsyncClient, after: int, until: Any) -> AsyncIterator[Json]:
    seen: list[Json] = []
    async with client.stream("GET", "/events", params={"after": after}) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("data:"):
                seen.append(json.loads(line[5:]))
                yield seen[-1]
                if until(seen):
                    return


@pytest.mark.parametrize("language", ["he", "en"])
async def test_a_ring_back_settles_the_errand_with_one_notice(told: Mapping[str, Any], language: str) -> None:
    before, task = told["before"][language], told["tasks"][language]
    assert (before["status"], before["outcome"]["reason"]) == ("failed", "busy")
    assert (task["status"], task["outcome"]["reason"]) == ("succeeded", "goal_reached"), told["seen"]
    (notice,) = [entry for entry in messages(told["seen"]) if entry["task"] == task["id"]]
    assert {"he": "שיחה חוזרת", "en": "rang back"}[language] in notice["data"]["text"]
    (facts,) = [
        entry["data"]["facts"]
        for entry in told["seen"]
        if entry["type"] == "task.outcome" and entry["task"] == task["id"]
    ]
    assert {"he": "מתוקן", "en": "fixed"}[language] in facts[0]["quote"]


async def test_a_strangers_message_is_told_word_for_word(told: Mapping[str, Any]) -> None:
    (notice,) = [entry for entry in messages(told["seen"]) if entry["task"] is None]
    assert "03-654-9999" in notice["data"]["text"]
    assert "החבילה נמצאת אצלי" in notice["data"]["text"]


async def test_the_agent_speaks_first_and_says_what_it_is(told: Mapping[str, Any], house: House) -> None:
    async with house.client() as client:
        turns = (await client.get(f"/tasks/{told['tasks']['en']['id']}/transcript")).json()["turns"]
    assert turns[0]["who"] == "agent"
    assert turns[0]["text"].startswith("Hello, I am an automated AI assistant answering on behalf of ")
