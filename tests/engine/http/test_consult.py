"""The question of a running call, answered by what is written into the chat."""

from typing import Any

import pytest

from tests.engine.http.conftest import REQUEST, Engine
from tests.fakes.call_handler import a_question


async def asked(engine: Engine, **change: Any) -> dict[str, Any]:
    """A task in a call that has just asked whether half past eight is fine."""
    task = await engine.in_call()
    engine.handler.only.tell(*a_question(**change))
    seen = 0
    while True:
        entries = (await engine.http.get(f"/tasks/{task['id']}?wait=0.05")).json()
        async with engine.app.state.journal.unit("me") as unit:
            seen = len([entry for entry in await unit.entries(task=task["id"]) if entry.type == "call.ask"])
        if seen:
            return dict(entries)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Yes, 20:30", "Yes, 20:30"),
        ("yes, 20:30.", "Yes, 20:30"),
        ("1", "Yes, 20:30"),
        ("2", "No"),
        ("yes", "yes"),
        ("no", "No"),
        ("ask for nine", "ask for nine"),
        ("half past eight is fine", "half past eight is fine"),
        ("כן, בשמונה וחצי", "כן, בשמונה וחצי"),
    ],
)
async def test_what_answers_the_question_goes_to_the_call(engine: Engine, words: str, answer: str) -> None:
    task = await asked(engine)
    said = await engine.say(words, task["conversation_id"])
    assert engine.handler.answers == [("q1", answer)]
    assert (said["reply"], said["state"], said["task"]["id"]) == (f"I told them: {answer}", "running", task["id"])


@pytest.mark.parametrize("words", ["status", "help", "what do you know about me", REQUEST])
async def test_what_is_something_else_stays_with_the_chat(engine: Engine, words: str) -> None:
    task = await asked(engine)
    said = await engine.say(words, task["conversation_id"])
    assert engine.handler.answers == []
    assert "I told them" not in said["reply"]


@pytest.mark.parametrize("words", ["hang up", "נתקי"])
async def test_hang_up_hangs_up(engine: Engine, words: str) -> None:
    task = await asked(engine)
    await engine.say(words, task["conversation_id"])
    assert (await engine.until(task["id"], "failed"))["outcome"]["reason"] == "user_hangup"
    assert engine.handler.answers == []


async def test_while_a_plan_waits_only_an_options_own_words_go_to_the_call(engine: Engine) -> None:
    task = await asked(engine)
    said = await engine.say("Call 03-612-3557 and ask if they have a table", task["conversation_id"])
    while said["state"] == "collecting":
        said = await engine.say("HaDekel", task["conversation_id"])
    await engine.say("no", task["conversation_id"])
    assert engine.handler.answers == [("q1", "No")]
    await engine.say("at nine", task["conversation_id"])
    assert len(engine.handler.answers) == 1


async def test_another_conversation_is_not_listened_to(engine: Engine) -> None:
    await asked(engine)
    await engine.say("yes")
    assert engine.handler.answers == []


async def test_a_closed_question_is_said_to_be_closed(engine: Engine) -> None:
    task = await asked(engine)
    engine.handler.calls.clear()
    said = await engine.say("yes", task["conversation_id"])
    assert "time for that answer was up" in said["reply"]


async def test_after_the_deadline_the_chat_listens_alone(engine: Engine) -> None:
    task = await asked(engine, deadline_at="2020-01-01T00:00:00Z")
    await engine.say("yes", task["conversation_id"])
    assert engine.handler.answers == []
