"""The line tells of itself: what is in force, and on request whether all is there for a call."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ringback.call_handler.call import Call
from ringback.call_handler.events import Claim, ClaimedFact, Result, Utterance
from ringback.call_handler.line import Line
from ringback.call_handler.ports import Order
from tests.call_handler.house import house


async def test_the_limits_in_force_are_told_and_no_secret(tmp_path: Path) -> None:
    async with house(tmp_path) as running:
        answer = await running.client.get("/line")
    told = answer.json()
    assert (told["practice"], told["limits"]["countries"], told["limits"]["quiet_hours"]) == (True, ["IL"], None)
    assert (told["limits"]["call_seconds"], told["checks"]) == (600, [])
    assert told["keys"][0] == {"name": "OPENAI_API_KEY", "is_set": False, "shown": ""}
    assert "12345" not in answer.text
    assert "sk-test" not in answer.text


async def test_which_keys_are_set_is_told_by_their_last_characters_alone(tmp_path: Path) -> None:
    key, token = "sk-proj-0123456789abcdef3fA9", "0123456789abcdef0123456789abcdef"
    real: dict[str, Any] = {"twilio_api_base_url": "https://api.twilio.com", "public_base_url": "https://ring.example"}
    real |= {"openai_api_key": key, "twilio_auth_token": token, "call_handler_token": "of the services"}
    async with house(tmp_path, **real) as running:
        answer = await running.client.get("/line", headers={"authorization": "Bearer of the services"})
    told = {one["name"]: (one["is_set"], one["shown"]) for one in answer.json()["keys"]}
    assert (told["OPENAI_API_KEY"], told["TWILIO_AUTH_TOKEN"]) == ((True, "…3fA9"), (True, "…cdef"))
    assert told["PUBLIC_BASE_URL"] == (True, "https://ring.example")
    assert key[-5:] not in answer.text
    assert token[-5:] not in answer.text
    async with house(tmp_path, missing_keys="TWILIO_AUTH_TOKEN,TWILIO_PHONE_NUMBER") as running:
        practice = (await running.client.get("/line")).json()["keys"]
    assert {one["name"]: one["is_set"] for one in practice} == {
        "OPENAI_API_KEY": True,
        "TWILIO_ACCOUNT_SID": True,
        "TWILIO_AUTH_TOKEN": False,
        "TWILIO_PHONE_NUMBER": False,
        "PUBLIC_BASE_URL": False,
    }


async def test_the_checks_are_made_on_request(tmp_path: Path) -> None:
    async with house(tmp_path) as running:
        told = (await running.client.get("/line", params={"check": True})).json()
    checks = {one["name"]: one for one in told["checks"]}
    assert {"Twilio account", "OpenAI model", "public address"} <= set(checks)
    assert all(one["cure"] for one in checks.values() if one["state"] == "failed")


async def test_the_line_tells_whether_a_number_would_be_called(tmp_path: Path) -> None:
    async with house(tmp_path) as running:
        answer = await running.client.get("/permission?phone_number=+97236123456")
        assert (answer.status_code, answer.json()) == (200, {"code": None, "again_at": None})
        never = (await running.client.get("/permission", params={"phone_number": "100"})).json()
    assert never == {"code": "number_emergency", "again_at": None}


def test_tomorrow_is_told_by_the_day_where_the_phone_rang() -> None:
    late = datetime(2026, 11, 30, 23, tzinfo=UTC).timestamp()
    order = Order("o1", "k1", "d1", "+97236123456", "Book a table.", "en", created_at=late)
    line = Line(order, Call("CA1", created_at=late))
    line.turns = {0: Utterance(0, "callee", "Tomorrow at eight.", 0, 900, True)}
    line.claim = Claim(Result.SUCCEEDED, "", (ClaimedFact("date", "2026-12-02", "tomorrow at eight"),))
    assert [fact.supported for fact in line.make_report(late, None).facts] == [True]
