"""What is stored about the user, over HTTP."""

import io
import json
import zipfile
from typing import Any

from ringback.kit.errors import RingbackError
from tests.engine.http.conftest import Engine
from tests.fakes.call_handler import talk


async def context(engine: Engine) -> dict[str, Any]:
    return dict((await engine.http.get("/context")).json())


async def test_everything_stored_is_shown(engine: Engine) -> None:
    task = await engine.ended()
    shown = await context(engine)
    assert set(shown) == {
        *("profile", "contacts", "aliases", "preferences", "agreed", "settings"),
        *("tasks", "conversations", "calls"),
    }
    assert shown["tasks"] == [task]
    (call,) = shown["calls"]
    assert (call["call_sid"], call["task_id"]) == (task["call_sid"], task["id"])
    assert call["statuses"] == ["queued", "dialing", "ringing", "answered", "ended"]
    assert [turn["who"] for turn in call["turns"]] == ["agent", "callee"]
    (conversation,) = shown["conversations"]
    assert conversation["id"] == task["conversation_id"]
    assert conversation["messages"][-1]["text"] == task["outcome"]["text"]


async def test_a_contact_is_edited_with_a_checked_number_and_forgotten(engine: Engine) -> None:
    await engine.say("Call Rotem / Salon at 03-612-3558 and book a haircut")
    (contact,) = (await context(engine))["contacts"]
    path = f"/context/contacts/{contact['key'].replace('/', '%2F')}"
    edited = await engine.http.patch(path, json={"value": "03-612-3459"})
    assert (edited.status_code, edited.json()["value"]) == (200, "+97236123459")
    for wrong in ("911", "*2700", "none"):
        refused = await engine.http.patch(path, json={"value": wrong})
        assert (refused.status_code, refused.json()["error"]) == (400, "bad_number")
    forgotten = await engine.http.delete(path)
    assert forgotten.json() == {"erased": {"facts": 1}, "kept": []}
    assert (await context(engine))["contacts"] == []
    again = await engine.http.delete(path)
    assert (again.status_code, again.json()["error"]) == (404, "unknown_key")


async def test_unknown_sections_and_keys_are_404(engine: Engine) -> None:
    for method in ("PATCH", "DELETE"):
        section = await engine.http.request(method, "/context/secrets/x", json={"value": "y"})
        assert (section.status_code, section.json()["error"]) == (404, "unknown_section")
        key = await engine.http.request(method, "/context/profile/x%00%2Fy", json={"value": "y"})
        assert (key.status_code, key.json()["error"]) == (404, "unknown_key")
    assert (await engine.http.patch("/context/profile/name", json={"value": ""})).status_code == 400


async def test_erasing_leaves_nothing_here_or_at_the_handler(engine: Engine) -> None:
    done = await engine.ended()
    running = await engine.in_call()
    receipt = (await engine.http.delete("/context")).json()
    assert receipt["kept"] == []
    assert receipt["erased"]["tasks"] == receipt["erased"]["calls"] == 2
    assert sorted(engine.handler.erased) == sorted([done["call_sid"], running["call_sid"]])
    assert engine.handler.hung_up == [running["call_sid"]]
    empty = await context(engine)
    assert [key for key, stored in empty.items() if stored] == []
    assert (await engine.http.get(f"/tasks/{done['id']}")).status_code == 404


async def test_what_the_handler_keeps_is_named(engine: Engine) -> None:
    done = await engine.ended()
    engine.handler.down = True
    receipt = (await engine.http.delete("/context")).json()
    assert [(kept["kind"], kept["id"]) for kept in receipt["kept"]] == [
        ("call", done["call_sid"]),
        ("inbound", "inbound"),
        ("task", done["id"]),
    ]
    assert (await context(engine))["tasks"] == []
    engine.handler.down = False
    receipt = (await engine.http.delete("/context")).json()
    assert (receipt["erased"]["calls"], receipt["kept"]) == (1, [])


async def test_a_call_that_is_on_is_named_and_asked_for_again(engine: Engine) -> None:
    done = await engine.ended()
    engine.handler.on.add(done["call_sid"])
    for _ in range(2):
        receipt = (await engine.http.delete("/context")).json()
        (kept,) = receipt["kept"]
        assert (kept["kind"], kept["id"]) == ("call", done["call_sid"])
        assert "when it has ended" in kept["why"]
    engine.handler.on.clear()
    receipt = (await engine.http.delete("/context")).json()
    assert (receipt["erased"]["calls"], receipt["kept"]) == (1, [])


async def test_an_order_that_was_never_dialled_is_erased_too(engine: Engine) -> None:
    engine.handler.order_failures.append(RingbackError("No.", code="invalid_number", status=400))
    failed = await engine.ended()
    assert (failed["status"], failed["call_sid"]) == ("failed", None)
    assert (await engine.http.delete("/context")).json()["erased"]["orders"] == 1
    assert engine.handler.requests == []


async def test_after_an_erasure_the_next_errand_starts_afresh(engine: Engine) -> None:
    await engine.ended()
    await engine.http.delete("/context")
    engine.handler.script = talk()
    assert (await engine.ended())["status"] == "succeeded"


async def test_each_fact_names_where_it_came_from(engine: Engine) -> None:
    asked = await engine.say("Call Pizza Place at 03-612-3556 and order a large margherita for seven")
    plan = (await engine.say("Dana", asked["conversation_id"]))["task"]
    await engine.confirm(plan)
    task = await engine.until(plan["id"], "succeeded")
    shown = await context(engine)
    (name,) = shown["profile"]
    assert (name["key"], name["source"], name["conversation_id"]) == ("name", "user", task["conversation_id"])
    entries = await journal(engine)
    assert entries[name["turn"]]["data"]["text"] == "Dana"
    (agreed,) = shown["agreed"]
    assert (agreed["key"], agreed["source"], agreed["task_id"]) == ("Pizza Place", "past_call", task["id"])
    assert "19:00" in agreed["value"]
    (call,) = shown["calls"]
    assert call["turns"][agreed["turn"]]["who"] == "callee"


async def journal(engine: Engine) -> dict[int, dict[str, Any]]:
    """The journal by number, as the export has it."""
    answer = await engine.http.get("/context/export")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as folder:
        lines = folder.read("journal.jsonl").decode().splitlines()
    return {entry["seq"]: entry for entry in map(json.loads, lines)}


async def test_the_export_holds_all_of_it(engine: Engine) -> None:
    task = await engine.ended()
    answer = await engine.http.get("/context/export")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as folder:
        assert folder.testzip() is None
        assert set(folder.namelist()) >= {"README.txt", "context.json", "journal.jsonl"}
        assert json.loads(folder.read("context.json")) == await context(engine)
        assert f"recordings/{task['call_sid']}.wav" in folder.namelist()


async def test_a_change_is_undone_by_its_number_or_as_the_last_one(engine: Engine) -> None:
    await engine.say("my name is Dana")
    await engine.http.patch("/context/profile/name", json={"value": "Noa"})
    await engine.http.delete("/context/profile/name")
    back = await engine.http.post("/context/undo", json={})
    assert (back.status_code, back.json()["data"]["value"]) == (200, "Noa")
    seq = back.json()["data"]["undoes"]
    again = await engine.http.post("/context/undo", json={"seq": seq})
    assert (again.status_code, again.json()["error"]) == (409, "changed_since")
    assert (await engine.http.post("/context/undo", json={})).json()["data"]["value"] == "Dana"
    assert [fact["value"] for fact in (await context(engine))["profile"]] == ["Dana"]
    assert (await engine.http.post("/context/undo", json={})).json()["data"]["value"] is None
    assert (await context(engine))["profile"] == []
    none = await engine.http.post("/context/undo", json={})
    assert (none.status_code, none.json()["error"]) == (404, "nothing_to_undo")
    assert (await engine.http.post("/context/undo", json={"seq": 1})).status_code == 404


async def test_nothing_sensitive_is_put_in_by_hand(engine: Engine) -> None:
    await engine.say("my name is Dana")
    refused = await engine.http.patch("/context/profile/name", json={"value": "4111 1111 1111 1111"})
    assert (refused.status_code, refused.json()["error"]) == (400, "not_kept")


async def test_a_number_is_saved_under_a_name_and_taken_back(engine: Engine) -> None:
    path = "/context/contacts/The%20Garage"
    saved = await engine.http.put(path, json={"value": "03-612-3459"})
    assert (saved.status_code, saved.json()["value"]) == (200, "+97236123459")
    assert (await engine.http.put(path, json={"value": "03-612-3559"})).json()["value"] == "+97236123559"
    assert (await engine.http.put(path, json={"value": "100"})).json()["error"] == "bad_number"
    for _ in range(2):
        assert (await engine.http.post("/context/undo", json={})).status_code == 200
    assert (await engine.http.get("/context")).json()["contacts"] == []


async def test_one_errand_is_deleted_here_and_at_the_handler_and_the_others_stay(engine: Engine) -> None:
    gone, stays = await engine.ended(), await engine.ended()
    await engine.say("thanks", gone["conversation_id"])
    receipt = (await engine.http.delete(f"/context/tasks/{gone['id']}")).json()
    assert receipt["kept"] == []
    assert {kind: receipt["erased"][kind] for kind in ("tasks", "calls")} == {"tasks": 1, "calls": 1}
    assert engine.handler.erased == [gone["call_sid"]]
    shown = await context(engine)
    assert [task["id"] for task in shown["tasks"]] == [stays["id"]]
    assert [call["call_sid"] for call in shown["calls"]] == [stays["call_sid"]]
    entries = (await engine.http.get("/journal", params={"conversation": gone["conversation_id"]})).json()
    assert [entry["data"]["text"] for entry in entries if entry["data"].get("role") == "user"] == ["thanks"]
    found = (await engine.http.get("/search", params={"q": "margherita"})).json()
    assert gone["id"] not in str(found)
    assert (await engine.http.get(f"/tasks/{gone['id']}")).status_code == 404
    again = await engine.http.delete(f"/context/tasks/{gone['id']}")
    assert (again.status_code, again.json()["error"]) == (404, "unknown_task")


async def test_a_deleted_plan_or_call_is_ended_first(engine: Engine) -> None:
    plan = await engine.proposed()
    assert (await engine.http.delete(f"/context/tasks/{plan['id']}")).status_code == 200
    assert (await engine.confirm(plan)).status_code == 404
    said = await engine.say("confirm", plan["conversation_id"])
    assert said["task"] is None
    running = await engine.in_call()
    receipt = (await engine.http.delete(f"/context/tasks/{running['id']}")).json()
    assert engine.handler.hung_up == engine.handler.erased == [running["call_sid"]]
    assert receipt["erased"]["calls"] == 1


async def test_a_deleted_call_that_is_kept_elsewhere_is_named_and_asked_for_again(engine: Engine) -> None:
    done = await engine.ended()
    engine.handler.on.add(done["call_sid"])
    (kept,) = (await engine.http.delete(f"/context/tasks/{done['id']}")).json()["kept"]
    assert (kept["kind"], kept["id"]) == ("call", done["call_sid"])
    engine.handler.on.clear()
    assert (await engine.http.delete("/context")).json()["erased"]["calls"] == 1
