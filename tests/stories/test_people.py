"""People of the practice book, in both languages, with real audio: each call ends in its own, true outcome.

Several calls run at once, as they would for many users; each test looks at one of them.
"""

import asyncio
import io
import json
import re
import wave
from collections.abc import Mapping
from typing import Any

import httpx2
import numpy as np
import pytest

from tests.stories.conftest import CREDENTIALS, House, Json, errand

pytestmark = pytest.mark.sound

REQUESTS: Mapping[str, Mapping[str, str]] = {
    "he": {
        "pizza": "תתקשר ל-03-612-3456 ותזמין מרגריטה גדולה לשבע",
        "several": "תתקשר ל-03-612-3456 ותזמין שתי מרגריטות גדולות עם זיתים לשמונה",
        "voicemail": "תתקשר ל-03-612-3458 ותשאל אם יש תור מחר",
        "interrupts": "תתקשר ל-03-612-3461 ותזמין עוגה לשבע",
        "drops": "תתקשר ל-03-612-3462 ותשאל אם הספר הגיע",
        "refuses": "תתקשר ל-03-612-3463 ותשאל אם יש חלב",
        "anyone": "תתקשר ל-03-765-4321 ותמסור שאני אאחר בעשר דקות",
    },
    "en": {
        "pizza": "call 03-612-3556 and order a large margherita for seven",
        "several": "call 03-612-3556 and order two large margheritas with olives for eight",
        "voicemail": "call 03-612-3558 and ask if there is an appointment tomorrow",
        "no_answer": "call 03-612-3560 and ask if they have roses, don't try again",
        "interrupts": "call 03-612-3561 and order a cake for seven",
        "drops": "call 03-612-3562 and ask if the book has arrived",
        "refuses": "call 03-612-3563 and ask if they have milk",
        "anyone": "call 03-765-4322 and tell them that I will be ten minutes late",
    },
}
ANSWERS = {
    "he": {"principal": "דנה", "callee": "החנות", "name": "דנה", "when": "היום בשמונה", "party_size": "4"},
    "en": {"principal": "Dana", "callee": "the shop", "name": "Dana", "when": "today at eight", "party_size": "4"},
}
YES = {"he": "מאשר", "en": "confirm"}
ENDS: Mapping[str, tuple[str, str]] = {
    "pizza": ("succeeded", "goal_reached"),
    "several": ("succeeded", "goal_reached"),
    "voicemail": ("failed", "voicemail"),
    "no_answer": ("failed", "no_answer"),
    "interrupts": ("succeeded", "goal_reached"),
    "drops": ("unconfirmed", "line_dropped"),
    "refuses": ("failed", "callee_refused"),
    "anyone": ("succeeded", "goal_reached"),
}
LINES = 9
"""How many of them are in a call at the same time."""
CASES = [(language, person) for language in REQUESTS for person in REQUESTS[language]]


@pytest.fixture(scope="session")
async def tasks(house: House) -> Mapping[tuple[str, str], Json]:
    lines = asyncio.Semaphore(LINES)

    async def call(language: str, person: str) -> Json:
        async with lines:
            return await errand(client, REQUESTS[language][person], ANSWERS[language], YES[language])

    async with house.client() as client:
        ended = await asyncio.gather(*(call(*case) for case in CASES))
    return dict(zip(CASES, ended, strict=True))


@pytest.mark.parametrize("case", CASES, ids="-".join)
async def test_the_call_ends_in_its_own_true_outcome(
    tasks: Mapping[tuple[str, str], Json], case: tuple[str, str]
) -> None:
    outcome = tasks[case]["outcome"]
    assert (outcome["status"], outcome["reason"]) == ENDS[case[1]], tasks[case]


@pytest.mark.parametrize("language", ["he", "en"])
async def test_what_was_agreed_is_what_the_callee_said(
    tasks: Mapping[tuple[str, str], Json], house: House, language: str
) -> None:
    outcome = tasks[language, "pizza"]["outcome"]
    facts = {fact["key"]: fact for fact in outcome["facts"]}
    assert facts["time"]["value"] == "19:00"
    assert facts["price"]["value"].startswith("68")
    said = await what_was_said(house, tasks[language, "pizza"]["call_sid"])
    assert all(any(fact["quote"] in line for line in said) for fact in facts.values())


async def what_was_said(house: House, call_sid: str) -> list[str]:
    async with httpx2.AsyncClient(base_url=house.sandbox) as sandbox:
        calls: list[dict[str, Any]] = (await sandbox.get("/practice/calls")).json()
    return next(call["said"] for call in calls if call["call_sid"] == call_sid)


@pytest.mark.parametrize("language", ["he", "en"])
async def test_the_recording_has_both_voices_each_on_its_side(
    tasks: Mapping[tuple[str, str], Json], house: House, language: str
) -> None:
    task = tasks[language, "pizza"]
    async with house.client() as client:
        recording = (await client.get(f"/tasks/{task['id']}/recording")).content
        turns = (await client.get(f"/tasks/{task['id']}/transcript")).json()["turns"]
    with wave.open(io.BytesIO(recording)) as wav:
        assert (wav.getnchannels(), wav.getframerate(), wav.getsampwidth()) == (2, 8000, 2)
        sound = np.frombuffer(wav.readframes(wav.getnframes()), dtype=np.int16).reshape(-1, 2).astype(float)
    side = {"agent": 0, "callee": 1}
    for turn in turns:
        span = sound[turn["t0"] * 8 : turn["t1"] * 8]
        mine, other = span[:, side[turn["who"]]], span[:, 1 - side[turn["who"]]]
        assert level(mine) > 300, turn
        assert level(mine) > 2 * level(other), turn
    assert turns[0]["who"] == "callee"
    assert {turn["who"] for turn in turns} == {"agent", "callee"}


def level(samples: Any) -> float:
    return float(np.sqrt(np.mean(samples**2))) if len(samples) else 0.0


@pytest.mark.parametrize("language", ["he", "en"])
async def test_the_first_sentence_says_that_it_is_a_machine_and_for_whom(
    tasks: Mapping[tuple[str, str], Json], house: House, language: str
) -> None:
    async with house.client() as client:
        turns = (await client.get(f"/tasks/{tasks[language, 'pizza']['id']}/transcript")).json()["turns"]
    first = next(turn["text"] for turn in turns if turn["who"] == "agent")
    assert {"he": "בינה מלאכותית", "en": "AI assistant"}[language] in first
    assert any(name in first for name in ("דנה", "Dana"))


async def test_each_errand_ends_with_exactly_one_notice(tasks: Mapping[tuple[str, str], Json], house: House) -> None:
    waiting = {task["id"] for task in tasks.values()}
    notices = dict.fromkeys(waiting, 0)
    async with house.client() as client, client.stream("GET", "/events", params={"after": 0}) as stream:
        async for line in stream.aiter_lines():
            entry = json.loads(line[5:]) if line.startswith("data:") else {}
            if entry.get("type") in {"task.outcome", "task.failed"} and entry["task"] in notices:
                notices[entry["task"]] += 1
                waiting.discard(entry["task"])
            if not waiting:
                break
    assert set(notices.values()) == {1}


async def test_the_log_names_every_step_and_no_number_or_secret_outside_pii(
    tasks: Mapping[tuple[str, str], Json], house: House
) -> None:
    [log] = (house.folder / "logs").glob("*.log")
    entries = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    services = {entry["service"] for entry in entries}
    assert {"engine", "call-handler"} <= services
    for task in tasks.values():
        steps = [entry for entry in entries if entry.get("task_id") == task["id"]]
        assert any("status" in entry for entry in steps), task["id"]
    for entry in entries:
        public = json.dumps({key: value for key, value in entry.items() if not key.startswith("pii_")})
        assert not re.search(r"97236\d{6}", public), entry
        assert not any(CREDENTIALS[secret] in public for secret in ("twilio_auth_token", "openai_api_key")), entry
