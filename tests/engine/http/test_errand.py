"""The whole errand through the engine's public HTTP, with a scripted call-handler behind it."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from ringback.engine.phrases import Phrases
from tests.engine.http.conftest import REQUEST, Engine
from tests.fakes.call_handler import a_question, talk


async def test_an_errand_from_its_request_to_its_outcome(engine: Engine) -> None:
    task = await engine.proposed()
    assert (task["status"], task["plan_version"], task["call_sid"], task["outcome"]) == ("proposed", 1, None, None)
    assert task["slots"]["phone_number"]["value"] == "+97236123556"
    assert task["plan"]["code"] == task["code"]
    assert task["plan"]["disclosure"].startswith("Hello, I am an automated AI assistant")
    assert {"label", "value", "source", "source_text", "type", "key", "input", "options"} == set(
        task["plan"]["fields"][0]
    )

    confirmed = await engine.confirm(task)
    assert confirmed.status_code == 200
    ended = await engine.until(task["id"], "succeeded")
    (order,) = engine.handler.requests
    assert (order.key, order.phone_number, order.instructions) == (
        f"{task['id']}:0",
        "+97236123556",
        task["plan"]["instructions_preview"],
    )
    assert ended["call_sid"] == engine.handler.only.sid
    assert ended["outcome"]["facts"] == [
        {"key": "time", "label": "Time", "value": "19:00", "quote": "at seven", "t": 3400}
    ]
    wav = await engine.http.get(ended["recording"])
    assert (wav.headers["content-type"], wav.content) == ("audio/wav", engine.handler.wav)
    turns = (await engine.http.get(ended["transcript"])).json()["turns"]
    assert [(turn["who"], turn["turn"], turn["t0"]) for turn in turns] == [("agent", 0, 900), ("callee", 1, 3400)]
    said = await engine.say("status", task["conversation_id"])
    assert ended["outcome"]["text"] in said["reply"]


async def test_tasks_are_listed_newest_first(engine: Engine) -> None:
    first, second = await engine.ended(), await engine.proposed()
    listed = (await engine.http.get("/tasks")).json()
    assert [task["id"] for task in listed] == [second["id"], first["id"]]


async def test_confirmed_twice_at_once_is_one_call(engine: Engine) -> None:
    task = await engine.proposed()
    answers = await asyncio.gather(*(engine.confirm(task) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.json()["id"] for answer in answers} == {task["id"]}
    await engine.until(task["id"], "succeeded")
    assert (await engine.confirm(task)).json()["status"] == "succeeded"
    assert len(engine.handler.calls) == 1


async def test_confirming_another_version_shows_the_one_that_waits(engine: Engine) -> None:
    task = await engine.proposed()
    await engine.say("make it for eight", task["conversation_id"])
    stale = await engine.confirm(task)
    assert stale.status_code == 409
    body = stale.json()
    assert (body["error"], body["task"]["plan_version"], body["task"]["status"]) == ("stale_plan", 2, "proposed")
    assert engine.handler.requests == []


async def test_a_typed_yes_confirms_the_plan_on_the_screen_or_none(engine: Engine) -> None:
    task = await engine.proposed()
    yes = {"message": "yes", "conversation_id": task["conversation_id"], "task_id": "t_other", "plan_version": 1}
    refused = (await engine.http.post("/chat", json=yes)).json()
    assert refused["state"] == "awaiting_confirmation"
    assert refused["reply"].startswith("That was not the plan in front of you, so I did not call.")
    assert engine.handler.requests == []
    shown = {"task_id": task["id"], "plan_version": refused["task"]["plan_version"]}
    assert (await engine.http.post("/chat", json=yes | shown)).json()["state"] == "running"


async def test_unknown_tasks_are_404(engine: Engine) -> None:
    for task_id in ("t_none", "%00", "a b", "x" * 200, "..%2f..", "%F0%9F%92%A9"):
        for method, path in (
            ("GET", ""),
            ("GET", "?wait=1"),
            ("POST", "/confirm"),
            ("POST", "/cancel"),
            ("POST", "/hangup"),
            ("POST", "/steer"),
            ("POST", "/answer"),
            ("GET", "/recording"),
            ("GET", "/transcript"),
        ):
            body = {"plan_version": 1, "text": "yes", "question_id": "q1"} if method == "POST" else None
            answer = await engine.http.request(method, f"/tasks/{task_id}{path}", json=body)
            assert answer.status_code == 404, (method, path, answer.text)
            assert set(answer.json()) == {"error", "detail"}


JSON, FORM = "application/json", "application/x-www-form-urlencoded"
BODIES = [
    (b"\xff\xfe\x00binary", JSON, 400, "bad_request"),
    (b"{", JSON, 400, "bad_request"),
    (b"[]", JSON, 400, "bad_request"),
    (b'{"message": 7}', JSON, 400, "bad_request"),
    (b'{"message": "hi", "language": "fr"}', JSON, 400, "bad_request"),
    (b'{"message": "hi", "conversation_id": "../x"}', JSON, 400, "bad_conversation_id"),
    (b'{"message": " \\u200f "}', JSON, 400, "empty_message"),
    (b'{"message": "\\ud800"}', JSON, 400, "empty_message"),
    (b"message=hi", FORM, 400, "bad_request"),
    (b"", JSON, 400, "bad_request"),
    (b'{"message": "' + b"a" * 1_000_000 + b'"}', JSON, 413, "too_large"),
]


async def test_a_body_that_is_none_is_refused_with_a_sentence(engine: Engine) -> None:
    for content, kind, status, code in BODIES:
        answer = await engine.http.post("/chat", content=content, headers={"content-type": kind})
        body = answer.json()
        assert (answer.status_code, body["error"]) == (status, code), content[:50]
        assert set(body) == {"error", "detail"}
        assert "Traceback" not in body["detail"]


async def test_a_body_of_undeclared_length_is_refused_too(engine: Engine) -> None:
    async def endless() -> Any:
        for _ in range(32):
            yield b" " * 32_768

    answer = await engine.http.post("/chat", content=endless(), headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")


async def test_a_parameter_out_of_range_is_named(engine: Engine) -> None:
    for path in ("/events?after=-1", "/tasks/t_1?wait=61", "/tasks/t_1?wait=nan", "/events?after=x"):
        answer = await engine.http.get(path)
        assert (answer.status_code, answer.json()["error"]) == (400, "bad_request")
        assert answer.json()["detail"].split(":")[0] in ("after", "wait")


async def test_waiting_ends_when_the_task_changes_and_at_once_when_it_has_ended(engine: Engine) -> None:
    task = await engine.in_call()
    waiting = asyncio.create_task(engine.http.get(f"/tasks/{task['id']}?wait=60"))
    for kind, data in talk()[4:]:
        engine.handler.only.tell(kind, data)
    assert (await waiting).json() != task
    assert (await engine.until(task["id"], "succeeded"))["recording"]
    assert (await engine.http.get(f"/tasks/{task['id']}?wait=60")).json()["status"] == "succeeded"


async def test_waiting_in_vain_gives_the_task_as_it_is(engine: Engine) -> None:
    task = await engine.proposed()
    assert (await engine.http.get(f"/tasks/{task['id']}?wait=0.05")).json() == task


async def test_hanging_up_ends_the_call(engine: Engine) -> None:
    task = await engine.in_call()
    assert (await engine.http.post(f"/tasks/{task['id']}/hangup")).status_code == 200
    assert engine.handler.hung_up == [task["call_sid"]]
    ended = await engine.until(task["id"], "failed")
    assert ended["outcome"]["reason"] == "user_hangup"
    again = await engine.http.post(f"/tasks/{task['id']}/hangup")
    assert (again.status_code, again.json()["error"]) == (409, "no_call")


async def test_a_question_is_answered_and_the_assistant_steered(engine: Engine) -> None:
    task = await engine.in_call()
    engine.handler.only.tell(*a_question())
    path = f"/tasks/{task['id']}"
    answer = await engine.http.post(f"{path}/answer", json={"question_id": "q1", "text": " Yes, 20:30 "})
    assert (answer.status_code, answer.json()) == (200, {"question_id": "q1", "text": "Yes, 20:30"})
    again = await engine.http.post(f"{path}/answer", json={"question_id": "q1", "text": "No"})
    assert (again.status_code, again.json()["error"]) == (409, "question_closed")
    steered = await engine.http.post(f"{path}/steer", json={"text": "ask if they deliver"})
    assert (steered.status_code, steered.json()) == (200, {"state": "sent"})
    await engine.http.post(f"{path}/steer", json={"text": "Goodbye.", "mode": "say"})
    assert engine.handler.answers == [("q1", "Yes, 20:30")]
    assert engine.handler.steered == [("guide", "ask if they deliver"), ("say", "Goodbye.")]


BAD_STEERS = [{}, {"text": " "}, {"text": "x" * 501}, {"text": "x", "mode": "shout"}, {"text": 7}]


async def test_only_a_running_call_is_steered_and_answered(engine: Engine) -> None:
    proposed = await engine.proposed()
    bodies = {"steer": {"text": "ask"}, "answer": {"question_id": "q1", "text": "yes"}}
    for what, body in bodies.items():
        answer = await engine.http.post(f"/tasks/{proposed['id']}/{what}", json=body)
        assert (answer.status_code, answer.json()["error"]) == (409, "no_call")
        assert (await engine.http.post(f"/tasks/t_none/{what}", json=body)).status_code == 404
    task = await engine.in_call()
    for bad in BAD_STEERS:
        assert (await engine.http.post(f"/tasks/{task['id']}/steer", json=bad)).status_code == 400, bad
    engine.handler.go_down()
    for what, body in bodies.items():
        answer = await engine.http.post(f"/tasks/{task['id']}/{what}", json=body)
        assert (answer.status_code, answer.json()["error"]) == (503, "handler_down")


async def test_a_call_the_handler_has_lost_is_too_late_to_steer(engine: Engine) -> None:
    task = await engine.in_call()
    engine.handler.calls.clear()
    answer = await engine.http.post(f"/tasks/{task['id']}/steer", json={"text": "ask"})
    assert (answer.status_code, answer.json()["error"]) == (409, "too_late")


async def test_cancelling_before_the_call_dials_nothing(engine: Engine) -> None:
    task = await engine.proposed()
    cancelled = await engine.http.post(f"/tasks/{task['id']}/cancel")
    assert cancelled.json()["status"] == "cancelled"
    assert (await engine.confirm(task)).json()["error"] == "not_waiting"
    assert engine.handler.requests == []


async def test_a_hangup_the_handler_cannot_do_is_said_and_done_later(engine: Engine) -> None:
    task = await engine.in_call()
    engine.handler.hangup_failures = 2
    answer = await engine.http.post(f"/tasks/{task['id']}/hangup")
    assert (answer.status_code, set(answer.json())) == (503, {"error", "detail"})
    ended = await engine.until(task["id"], "failed")
    assert ended["outcome"]["reason"] == "user_hangup"


async def test_cancelled_by_text_while_the_handler_cannot_be_asked_the_call_is_hung_up_later(engine: Engine) -> None:
    task = await engine.in_call()
    engine.handler.hangup_failures = 2
    said = await engine.say("cancel", task["conversation_id"])
    assert "Hanging up" in said["reply"]
    ended = await engine.until(task["id"], "failed")
    assert ended["outcome"]["reason"] == "user_hangup"


@pytest.mark.slow
async def test_a_handler_that_is_down_is_said_in_one_sentence_and_nothing_is_lost(engine: Engine) -> None:
    engine.handler.down = True
    ended = await engine.ended()
    assert (ended["status"], ended["outcome"]["reason"]) == ("failed", "provider_down")
    assert (await engine.http.get("/health")).status_code == 200
    assert (await engine.say(REQUEST))["task"]["id"] != ended["id"]


async def test_a_range_of_the_recording(engine: Engine) -> None:
    engine.handler.wav = bytes(range(100))
    path = (await engine.ended())["recording"]

    async def part(wanted: str) -> tuple[int, bytes, str]:
        answer = await engine.http.get(path, headers={"range": wanted})
        return answer.status_code, answer.content, answer.headers.get("content-range", "")

    assert await part("bytes=10-19") == (206, bytes(range(10, 20)), "bytes 10-19/100")
    assert await part("bytes=90-") == (206, bytes(range(90, 100)), "bytes 90-99/100")
    assert await part("bytes=-5") == (206, bytes(range(95, 100)), "bytes 95-99/100")
    assert await part("bytes=50-5000") == (206, bytes(range(50, 100)), "bytes 50-99/100")
    assert (await part("bytes=100-"))[0] == 416
    assert (await part("bytes=-"))[0] == 200
    assert (await part("lines=1-2"))[0] == 200


async def test_readiness_names_each_dependency(engine: Engine) -> None:
    ready = await engine.http.get("/ready")
    assert ready.status_code == 200
    assert ready.json()["call_handler"] == {"state": "ok", "detail": "The call-handler answers."}
    engine.handler.down = True
    down = await engine.http.get("/ready")
    assert (down.status_code, down.json()["ready"], down.json()["store"]["state"]) == (503, False, "ok")
    assert down.json()["call_handler"]["state"] == "down"


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [("GET", "/tasks/t_none", "unknown_task"), ("DELETE", "/context/secrets/x", "unknown_section")],
)
async def test_a_refusal_is_told_in_the_language_of_who_asked(
    engine: Engine, method: str, path: str, code: str
) -> None:
    for language, expected in (("he", Phrases("he").text(f"refused.{code}")), ("en", "There is no ")):
        answer = await engine.http.request(method, path, headers={"accept-language": language})
        assert (answer.status_code, answer.json()["error"]) == (404, code)
        assert answer.json()["detail"].startswith(expected)


def test_what_the_engine_refuses_in_english_has_a_hebrew_sentence() -> None:
    raised = re.compile(r"""(?:NotFound|Conflict|BadRequest|RingbackError)\(\s*f?"[^)]*?code="([a-z_]+)\"""", re.DOTALL)
    folder = Path(__file__).parents[3] / "src" / "ringback" / "engine"
    codes = {code for file in folder.rglob("*.py") for code in raised.findall(file.read_text(encoding="utf-8"))}
    assert len(codes) > 8
    assert {code for code in codes if not Phrases("he").has(f"refused.{code}")} == set()
