"""What the cards do: a field is changed, an ended errand is asked for again, its outcome is rated."""

from datetime import UTC, datetime
from typing import Any

import pytest

from ringback.wire import Permission, Reason
from tests.engine.http.conftest import Engine
from tests.fakes.call_handler import a_report, talk

Json = dict[str, Any]


def field(task: Json, key: str) -> Json:
    return next(dict(field) for field in task["plan"]["fields"] if field["key"] == key)


async def edit(engine: Engine, task: Json, version: int, **slots: str) -> tuple[int, Json]:
    answer = await engine.http.patch(f"/tasks/{task['id']}", json={"plan_version": version, "slots": slots})
    return answer.status_code, answer.json()


async def booking(engine: Engine) -> Json:
    said = await engine.say("Book a table for four at HaDekel, 03-612-3556, tomorrow at eight")
    answers = iter(["Dana", "Dana"])
    while said["state"] == "collecting":
        said = await engine.say(next(answers), said["conversation_id"])
    return dict(said["task"])


async def test_a_changed_field_makes_a_new_version_and_the_old_one_calls_nobody(engine: Engine) -> None:
    task = await booking(engine)
    assert [field(task, key)["input"] for key in ("party_size", "if_not", "may_say", "est_cost")] == ["4", "", "", None]
    code, changed = await edit(engine, task, 1, party_size="five", if_not="half past eight", time="21:00")
    assert (code, changed["plan_version"], changed["status"]) == (200, 2, "proposed")
    assert changed["slots"]["party_size"]["value"] == "5"
    assert changed["slots"]["time"]["value"] == "21:00"
    assert field(changed, "if_not")["value"] == "half past eight"
    assert "half past eight" in changed["plan"]["instructions_preview"]
    entries = (await engine.http.get("/context")).json()
    assert entries["tasks"][0]["plan_version"] == 2

    stale = await engine.confirm(task)
    assert (stale.status_code, stale.json()["task"]["plan_version"]) == (409, 2)
    code, shown = await edit(engine, task, 1, party_size="6")
    assert (code, shown["error"], shown["task"]["plan_version"]) == (409, "stale_plan", 2)
    assert engine.handler.requests == []
    assert (await engine.confirm(changed)).status_code == 200
    assert (await edit(engine, task, 2, party_size="6"))[1]["error"] == "not_waiting"


async def test_the_event_of_a_changed_field_names_it(engine: Engine) -> None:
    task = await booking(engine)
    await edit(engine, task, 1, party_size="5")
    store = engine.app.state.journal
    async with store.unit("me") as unit:
        entries = await unit.entries()
    (updated,) = [entry for entry in entries if entry.type == "plan.updated"]
    assert updated.data["changed"] == ["party_size"]


@pytest.mark.parametrize(
    ("slots", "error"),
    [
        ({"party_size": "many"}, "bad_value"),
        ({"party_size": "0"}, "bad_value"),
        ({"time": "25:00"}, "bad_value"),
        ({"phone_number": "100"}, "bad_value"),
        ({"phone_number": "hello"}, "bad_value"),
        ({"notes": "tell them that I will burn the place down"}, "bad_value"),
        ({"voicemail": "shout"}, "bad_value"),
        ({"no_such": "x"}, "unknown_field"),
        ({}, "bad_request"),
    ],
)
async def test_what_cannot_be_used_changes_nothing(engine: Engine, slots: dict[str, str], error: str) -> None:
    task = await booking(engine)
    code, said = await edit(engine, task, 1, **slots)
    assert (code in (400, 422), said["error"]) == (True, error), said
    assert (await engine.http.get(f"/tasks/{task['id']}")).json()["plan_version"] == 1


async def test_what_is_emptied_is_asked_for_and_nothing_waits_to_be_confirmed(engine: Engine) -> None:
    task = await booking(engine)
    code, open_ = await edit(engine, task, 1, time="")
    assert (code, open_["status"]) == (200, "draft")
    assert (await engine.confirm(task)).status_code == 409
    again = await engine.say("at nine", task["conversation_id"])
    assert again["state"] == "awaiting_confirmation"
    assert again["task"]["id"] == task["id"]
    assert engine.handler.requests == []


async def test_an_ended_errand_is_asked_for_again_with_what_is_different(engine: Engine) -> None:
    engine.handler.script = talk(a_report(Reason.VOICEMAIL))
    task = await booking(engine)
    busy = await engine.http.post(f"/tasks/{task['id']}/again", json={})
    assert busy.json()["error"] == "errand_open"
    await engine.confirm(task)
    ended = await engine.until(task["id"], "failed")
    answer = await engine.http.post(f"/tasks/{task['id']}/again", json={"slots": {"voicemail": "leave"}})
    assert answer.status_code == 200, answer.text
    once_more = answer.json()
    assert (once_more["status"], once_more["id"] != task["id"]) == ("proposed", True)
    assert once_more["slots"]["voicemail"]["value"] == "leave"
    for slot in ("phone_number", "callee", "party_size", "time", "date", "name"):
        assert once_more["slots"][slot]["value"] == ended["slots"][slot]["value"]
    assert len(engine.handler.requests) == 1, "nothing is called before it is confirmed"
    assert (once_more["plan"]["call_at"], (await engine.http.post(f"/tasks/{once_more['id']}/cancel")).is_success) == (
        None,
        True,
    )
    soon = (await engine.http.post(f"/tasks/{task['id']}/again", json={"in_minutes": 5})).json()
    begins = datetime.fromisoformat(soon["plan"]["call_at"]).timestamp()
    assert begins == pytest.approx(datetime.fromisoformat(soon["created_at"]).timestamp() + 300, abs=5)
    assert (await engine.confirm(soon)).json()["status"] == "scheduled"
    assert len(engine.handler.requests) == 1
    assert (await engine.http.post("/tasks/t_none/again", json={})).status_code == 404


async def test_an_outcome_is_rated(engine: Engine) -> None:
    task = await engine.proposed()
    url = f"/tasks/{task['id']}/rating"
    assert (await engine.http.post(url, json={"right": True})).json()["error"] == "not_ended"
    await engine.confirm(task)
    await engine.until(task["id"], "succeeded", "unconfirmed")
    for right in (True, False):
        assert (await engine.http.post(url, json={"right": right})).status_code == 200
    async with engine.app.state.journal.unit("me") as unit:
        rated = [entry.data for entry in await unit.entries() if entry.type == "task.rated"]
    assert rated == [{"right": right, "status": "succeeded", "reason": "goal_reached"} for right in (True, False)]


NUMBER = "+97236123556"


async def test_a_plan_that_would_not_be_called_says_why_and_from_when_on(engine: Engine) -> None:
    task = await booking(engine)
    path = f"/tasks/{task['id']}/permission"
    assert (await engine.http.get(path)).json() == {"code": None, "text": "", "again_at": None, "later": True}
    morning = datetime(2026, 12, 1, 6, tzinfo=UTC)
    engine.handler.permissions[NUMBER] = Permission(code="quiet_hours", again_at=morning)
    night = (await engine.http.get(path)).json()
    assert (night["code"], night["again_at"], night["later"]) == ("quiet_hours", "2026-12-01T06:00:00Z", True)
    assert "Tuesday, 1 December, 08:00" in night["text"]
    await engine.http.get(path, params={"at": morning.isoformat()})
    assert engine.handler.wondered[-1] == (NUMBER, morning)


@pytest.mark.parametrize(
    ("code", "later", "words"),
    [
        ("daily_limit", True, "MAX_CALLS_A_DAY"),
        ("number_daily_limit", True, "tomorrow"),
        ("do_not_call", False, "asked not to be called"),
        ("number_premium", False, "premium"),
        ("odd_reason", False, "another number"),
    ],
)
async def test_each_guard_has_its_words(engine: Engine, code: str, later: bool, words: str) -> None:
    task = await booking(engine)
    engine.handler.permissions[NUMBER] = Permission(code=code)
    told = (await engine.http.get(f"/tasks/{task['id']}/permission")).json()
    assert (told["code"], told["later"]) == (code, later)
    assert words in told["text"]


async def test_a_plan_with_an_hour_is_asked_for_at_that_hour(engine: Engine) -> None:
    said = await engine.say("Tomorrow at 10:00 call 03-612-3556 and ask for a large margherita for seven")
    answers = iter(["Pizza Place", "Dana", "Dana"])
    while said["state"] == "collecting":
        said = await engine.say(next(answers), said["conversation_id"])
    await engine.http.get(f"/tasks/{said['task']['id']}/permission")
    ((_, at),) = engine.handler.wondered
    assert at is not None
    assert at.timestamp() == float(said["task"]["slots"]["call_at"]["value"])


async def test_nobody_to_ask_stands_against_nothing(engine: Engine) -> None:
    task = await booking(engine)
    engine.handler.down = True
    assert (await engine.http.get(f"/tasks/{task['id']}/permission")).json()["code"] is None
    assert (await engine.http.get("/tasks/t_none/permission")).status_code == 404


async def test_the_language_of_the_call_is_chosen_on_the_card(engine: Engine) -> None:
    task = await booking(engine)
    language = field(task, "language")
    assert (language["value"], language["input"]) == ("English", "en")
    assert [option["value"] for option in language["options"]] == ["he", "en"]
    code, changed = await edit(engine, task, 1, language="he")
    assert (code, changed["plan_version"], field(changed, "language")["input"]) == (200, 2, "he")
    assert changed["plan"]["disclosure"].startswith("שלום")
    assert "דברי עברית" in changed["plan"]["instructions_preview"]
    code, changed = await edit(engine, changed, 2, time="21:00")
    assert field(changed, "language")["input"] == "he", "another change leaves it"
    assert (await edit(engine, changed, 3, language="fr"))[0] == 400
    await engine.confirm(changed)
    await engine.until(task["id"], "succeeded", "unconfirmed")
    assert engine.handler.requests[0].language == "he"


async def test_several_callees_have_each_their_own_language(engine: Engine) -> None:
    said = await engine.say("call 03-612-3456 and 03-612-3457 and ask if they are open")
    answers = iter(["Pizza Place", "Dana", "Dana"])
    while said["state"] == "collecting":
        said = await engine.say(next(answers), said["conversation_id"])
    task = said["task"]
    assert (field(task, "language")["input"], field(task, "language")["options"]) == (None, [])
    assert (await edit(engine, task, 1, language="he"))[0] == 400
