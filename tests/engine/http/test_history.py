"""Errands and talks, found again over HTTP."""

from typing import Any

from ringback.wire import Reason
from tests.engine.http.conftest import Engine
from tests.fakes.call_handler import a_report

Json = dict[str, Any]


async def search(engine: Engine, **query: Any) -> list[Json]:
    answer = await engine.http.get("/search", params=query)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["results"])


async def test_an_errand_is_found_by_message_plan_transcript_and_fact(engine: Engine) -> None:
    task = await engine.ended()
    (only,) = await search(engine)
    assert (only["task_id"], only["conversation_id"]) == (task["id"], task["conversation_id"])
    assert (only["status"], only["phone_number"], only["hits"]) == ("succeeded", "03-612-3556", [])
    assert only["text"] == task["outcome"]["text"]
    said = (await engine.http.get(task["transcript"])).json()["turns"][1]
    for query, where in (
        ("order margherita", "message"),
        ("03-612-3556", "plan"),
        (said["text"].split()[0], "call"),
        (f"{task['outcome']['facts'][0]['label']} {task['outcome']['facts'][0]['value']}", "fact"),
    ):
        (found,) = await search(engine, q=query)
        assert where in {hit["where"] for hit in found["hits"]}, query
    (spoken,) = [hit for hit in (await search(engine, q=said["text"]))[0]["hits"] if hit["where"] == "call"]
    assert (spoken["who"], spoken["turn"], spoken["t"]) == ("callee", said["turn"], said["t0"])
    assert await search(engine, q="margherita nobodysaidthis") == []


async def test_talk_without_an_errand_is_found_and_marked(engine: Engine) -> None:
    said = await engine.say("what can you do?")
    (talk,) = await search(engine, q="CAN do")
    assert (talk["task_id"], talk["conversation_id"], talk["status"]) == (None, said["conversation_id"], "talk")
    hit = talk["hits"][0]
    assert [hit["text"][start:end] for start, end in hit["marks"]] == ["can", "do"]
    assert talk["summary"] == "what can you do?"


async def test_filters_limit_and_order(engine: Engine) -> None:
    done = await engine.ended()
    engine.handler.script = [("call.report", a_report(Reason.CALLEE_REFUSED).model_dump(mode="json"))]
    busy = await engine.ended()
    assert [one["task_id"] for one in await search(engine)] == [busy["id"], done["id"]]
    assert [one["reason"] for one in await search(engine, status="failed")] == ["callee_refused"]
    assert [one["task_id"] for one in await search(engine, status=["failed", "succeeded"])] == [busy["id"], done["id"]]
    assert await search(engine, since="2100-01-01T00:00:00Z") == []
    assert len(await search(engine, since="2000-01-01")) == 2
    newest = (await engine.http.get("/search", params={"limit": 1})).json()
    assert ([one["task_id"] for one in newest["results"]], newest["more"]) == ([busy["id"]], True)
    assert (await engine.http.get("/search", params={"status": "none"})).status_code == 400


async def test_what_was_erased_is_not_found(engine: Engine) -> None:
    await engine.ended()
    assert len(await search(engine, q="margherita")) == 1
    await engine.http.delete("/context")
    assert await search(engine) == []
    await engine.say("what can you do?")
    assert len(await search(engine)) == 1


async def test_the_journal_of_a_conversation(engine: Engine) -> None:
    first, second = await engine.ended(), await engine.ended()
    every = (await engine.http.get("/journal")).json()
    assert [entry["seq"] for entry in every] == list(range(1, len(every) + 1))
    for task in (first, second):
        place = {"conversation": task["conversation_id"], "after": 2, "limit": 3}
        of_conversation = (await engine.http.get("/journal", params=place)).json()
        theirs = [entry for entry in every if entry["conversation"] == task["conversation_id"] and entry["seq"] > 2]
        assert of_conversation == theirs[:3]
