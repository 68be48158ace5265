"""One errand, several calls, with real audio: two garages compared side by side; the next place when one is full."""

import asyncio
import json
from collections.abc import Mapping

import httpx2
import pytest

from tests.stories.conftest import House, Json, chat, ended

pytestmark = pytest.mark.sound

REQUESTS: Mapping[tuple[str, str], str] = {
    ("he", "compare"): "תתקשר למוסך הצפון ולמוסך הדרום, תשאל כמה עולה טיפול ותיקח את הזול",
    ("en", "next"): (
        "Book a table for four at HaDekel Restaurant tomorrow at eight in the name of Dana; "
        "if they are full, try 03-765-4322"
    ),
}
YES = {"he": "מאשר", "en": "confirm"}
PLACES = {
    ("he", "compare"): ("מוסך הצפון", "מוסך הדרום"),
    ("en", "next"): ("HaDekel Restaurant", "03-765-4322"),
}
"""What the plan must name before it is confirmed."""


@pytest.fixture(scope="session")
async def errands(house: House) -> Mapping[tuple[str, str], tuple[Json, Json]]:
    """(the plan as it was answered, the ended task) of each."""

    async def run(case: tuple[str, str]) -> tuple[Json, Json]:
        plan = await chat(client, REQUESTS[case])
        assert plan["state"] == "awaiting_confirmation", plan
        answer = await chat(client, YES[case[0]], plan["conversation_id"])
        if case[1] == "next":
            await decline(client, answer["task"]["id"])
        return plan, await ended(client, answer["task"]["id"])

    async with house.client() as client:
        done = await asyncio.gather(*(run(case) for case in REQUESTS))
    return dict(zip(REQUESTS, done, strict=True))


async def decline(client: httpx2.AsyncClient, task_id: str) -> None:
    """When the first place offers another hour and the assistant asks: no."""
    async with client.stream("GET", "/events", params={"after": 0}) as stream:
        async for line in stream.aiter_lines():
            entry = json.loads(line[5:]) if line.startswith("data:") else {}
            if entry.get("task") == task_id and entry["type"] in ("call.ask", "task.outcome", "task.failed"):
                break
    if entry["type"] != "call.ask":
        return
    question = entry["data"]
    no = {"question_id": question["question_id"], "text": question["options"][-1]}
    (await client.post(f"/tasks/{task_id}/answer", json=no)).raise_for_status()


@pytest.mark.parametrize("case", REQUESTS, ids="-".join)
async def test_the_plan_names_every_call(
    errands: Mapping[tuple[str, str], tuple[Json, Json]], case: tuple[str, str]
) -> None:
    plan, _ = errands[case]
    assert all(place in plan["reply"] for place in PLACES[case]), plan["reply"]
    shown = " ".join(field["value"] for field in plan["task"]["plan"]["fields"])
    assert all(place in shown for place in PLACES[case]), shown


async def test_the_cheapest_of_two_is_taken_by_what_they_said(
    errands: Mapping[tuple[str, str], tuple[Json, Json]], house: House
) -> None:
    _, task = errands["he", "compare"]
    north, south = task["calls"]
    assert task["outcome"]["status"] == "succeeded", task
    assert (north["chosen"], south["chosen"]) == (True, False)
    prices = {fact["key"]: fact for fact in task["outcome"]["facts"]}
    assert prices["price"]["value"].startswith("300")
    assert PLACES["he", "compare"][0] in task["outcome"]["text"].splitlines()[0]
    async with house.client() as client:
        for call in (north, south):
            turns = (await client.get(call["transcript"])).json()["turns"]
            assert {turn["who"] for turn in turns} == {"agent", "callee"}
            assert (await client.get(call["recording"])).content[:4] == b"RIFF"
        chosen = (await client.get(f"/tasks/{task['id']}/transcript")).json()
    assert chosen["call_sid"] == north["call_sid"]
    assert prices["price"]["quote"] in " ".join(turn["text"] for turn in chosen["turns"])


async def test_when_one_is_full_the_next_is_called(errands: Mapping[tuple[str, str], tuple[Json, Json]]) -> None:
    _, task = errands["en", "next"]
    first, second = task["calls"]
    assert (first["status"], second["status"]) == ("failed", "succeeded"), task
    assert task["outcome"]["status"] == "succeeded"
    assert second["chosen"]
    assert first["call_sid"] != second["call_sid"]
