"""What a user sets for their calls, over HTTP: it takes effect, it is kept, and it only ever tightens."""

import json
from pathlib import Path
from typing import Any

from ringback.engine.settings import EngineSettings
from tests.engine.http.conftest import Engine, running
from tests.fakes.call_handler import FakeCallHandler, a_report, talk

OURS = "Shalom, this is the automated assistant of {name}."


async def put(engine: Engine, key: str, value: str, language: str = "en") -> dict[str, Any]:
    answer = await engine.http.patch(f"/context/settings/{key}?lang={language}", json={"value": value})
    return {"status": answer.status_code, **answer.json()}


async def settings(engine: Engine, language: str = "en") -> dict[str, dict[str, Any]]:
    answer = await engine.http.get("/context/settings", params={"lang": language})
    return {one["key"]: one for one in answer.json()["settings"]}


async def ordered(engine: Engine) -> str:
    """The instructions of the next errand's order."""
    assert (await engine.ended())["call_sid"]
    return engine.handler.requests[-1].instructions


async def test_every_setting_says_what_it_is_and_what_holds_without_it(engine: Engine) -> None:
    for language in ("he", "en"):
        shown = await settings(engine, language)
        assert all(one["label"] and one["hint"] and one["value"] is None for one in shown.values())
    assert [one["value"] for one in shown["call_language"]["options"]] == ["as_written", "he", "en"]
    assert shown["disclosure_en"]["standard"].startswith("Hello, I am an automated AI assistant")


async def test_the_language_of_calls_is_the_one_that_is_set_unless_the_plan_has_another(engine: Engine) -> None:
    assert (await engine.proposed())["plan"]["language"] == "en"
    await engine.http.delete("/context")
    assert (await put(engine, "call_language", "he"))["value"] == "he"
    task = await engine.proposed()
    assert (task["language"], task["plan"]["language"]) == ("en", "he")
    chosen = {"plan_version": task["plan_version"], "slots": {"language": "en"}}
    task = (await engine.http.patch(f"/tasks/{task['id']}", json=chosen)).json()
    assert task["plan"]["language"] == "en"
    await engine.confirm(task)
    await engine.until(task["id"], "succeeded")
    assert engine.handler.requests[-1].language == "en"


async def test_both_genders_are_told_to_the_voice_in_hebrew(engine: Engine) -> None:
    for key, value in (("call_language", "he"), ("assistant_gender", "male"), ("my_gender", "female")):
        await put(engine, key, value)
    task = await engine.proposed()
    assert task["plan"]["disclosure"].startswith("שלום, אני עוזר קולי אוטומטי")
    await engine.confirm(task)
    await engine.until(task["id"], "succeeded")
    told = engine.handler.requests[-1].instructions
    assert told == task["plan"]["instructions_preview"]
    assert "לשון: על עצמך דבר בלשון זכר, על Pizza Place בלשון נקבה" in told
    assert "אמור רק מה שכתוב כאן" in told
    assert "אמרי" not in told


async def test_the_voice_and_the_first_sentence_are_those_that_are_set(engine: Engine) -> None:
    await put(engine, "voice", "cedar")
    await put(engine, "disclosure_en", OURS)
    told = await ordered(engine)
    assert "Voice: cedar" in told.splitlines()
    assert "Opening: Shalom, this is the automated assistant of Pizza Place." in told.splitlines()


async def test_a_plan_is_called_as_it_was_shown(engine: Engine) -> None:
    task = await engine.proposed()
    await put(engine, "voice", "cedar")
    await engine.confirm(task)
    await engine.until(task["id"], "succeeded")
    assert "cedar" not in engine.handler.requests[-1].instructions


REFUSED = [
    ("voice", "siri", "choose one of standard, alloy", "אפשר לבחור"),
    ("call_language", "fr", "as_written, he, en", "as_written, he, en"),
    ("disclosure_en", "Hello, I am calling for {name}.", "automated or AI assistant", "בינה מלאכותית"),
    ("disclosure_en", "Hello, I am an AI assistant.", "write {name}", "כתבו {name}"),
    ("disclosure_he", "שלום, אני לא עוזרת אוטומטית של {שם}.", "must not take back", "״לא״"),
    ("disclosure_he", "שלום, כאן הגינה האוטומטית של {שם}.", "automated or AI assistant", "בינה מלאכותית"),
    ("disclosure_en", "I am {name}, a human, and no AI assistant.", "must not take back", "סתור"),
]
"""A setting, what is no value of it, and words of the cure in both languages."""


async def test_what_cannot_be_set_is_refused_with_the_cure(engine: Engine) -> None:
    for key, value, *cures in REFUSED:
        for language, cure in zip(("en", "he"), cures, strict=True):
            refused = await put(engine, key, value, language)
            assert (refused["status"], refused["error"]) == (400, "bad_value"), value
            assert cure in refused["detail"]
        assert (await settings(engine))[key]["value"] is None


async def test_settings_are_shown_exported_taken_back_and_erased_like_all_that_is_stored(engine: Engine) -> None:
    assert (await put(engine, "loudness", "11"))["error"] == "unknown_key"
    await put(engine, "disclosure_he", 'שלום, מדברת העוזרת האוטומטית של ד"ר { שם }.')
    kept = "שלום, מדברת העוזרת האוטומטית של ד״ר {שם}."
    (shown,) = (await engine.http.get("/context")).json()["settings"]
    assert (shown["key"], shown["value"], shown["source"]) == ("disclosure_he", kept, "user")
    await put(engine, "voice", "cedar")
    await engine.http.post("/context/undo", json={})
    assert (await settings(engine))["voice"]["value"] is None
    assert "voice" not in str((await engine.say("What do you know about me?"))["reply"])
    assert (await engine.http.delete("/context/settings/disclosure_he")).json()["erased"] == {"facts": 1}
    await put(engine, "my_gender", "male")
    assert (await engine.http.delete("/context")).json()["erased"]["facts"] == 1
    assert (await engine.http.get("/context")).json()["settings"] == []


async def test_the_checks_of_the_line_are_told_in_the_users_language(engine: Engine) -> None:
    told = {lang: (await engine.http.get(f"/line?check=true&lang={lang}")).json()["checks"] for lang in ("he", "en")}
    assert [one["name"] for one in told["he"]] == [one["name"] for one in told["en"]]
    assert (told["en"][1]["detail"], told["he"][1]["detail"]) == (
        "OPENAI_API_KEY is not set",
        "לא הוגדר OPENAI_API_KEY",
    )


async def permission(engine: Engine, task: dict[str, Any], language: str = "en") -> dict[str, Any]:
    return dict((await engine.http.get(f"/tasks/{task['id']}/permission", params={"lang": language})).json())


async def test_a_call_is_made_as_short_as_minutes_and_money_allow_and_no_longer_than_the_server(engine: Engine) -> None:
    assert (await engine.proposed())["plan"]["max_minutes"] == 10
    refused = await put(engine, "max_minutes", "11")
    assert (refused["status"], refused["detail"]) == (
        400,
        "Minutes a call may take: write a whole number from 1 to 10.",
    )
    cheap = await put(engine, "max_usd_a_call", "0.10", "he")
    assert "לפחות 0.3" in cheap["detail"]
    await put(engine, "max_minutes", "5")
    assert "Longest call: 5 minutes" in await ordered(engine)
    await put(engine, "max_usd_a_call", "$0.90")
    task = await engine.proposed()
    assert (task["plan"]["max_minutes"], "Longest call: 3 min" in task["plan"]["instructions_preview"]) == (3, True)


async def test_who_is_no_contact_is_not_dialled_where_only_contacts_may_be_called(engine: Engine) -> None:
    await put(engine, "who_may_be_called", "contacts")
    task = await engine.proposed()
    asked = await permission(engine, task)
    assert (asked["code"], asked["later"]) == ("not_a_contact", False)
    assert "only your contacts are called" in asked["text"]
    ended = await refused_at_the_dial(engine, task, "not_a_contact")
    assert "Nothing was dialled" in ended["outcome"]["text"]
    assert engine.handler.wondered == []
    number = task["slots"]["phone_number"]["value"]
    await engine.http.put("/context/contacts/Pizza Place", json={"value": number})
    task = await engine.proposed()
    assert (await permission(engine, task))["code"] is None
    await engine.confirm(task)
    await engine.until(task["id"], "succeeded")


async def refused_at_the_dial(engine: Engine, task: dict[str, Any], code: str) -> dict[str, Any]:
    before = len(engine.handler.requests)
    await engine.confirm(task)
    ended = await engine.until(task["id"], "failed")
    assert (ended["outcome"]["reason"], len(engine.handler.requests)) == (code, before)
    return ended


async def test_a_day_costs_no_more_than_was_set(engine: Engine) -> None:
    engine.handler.script = talk(a_report(cost={"model_usd": 0.5, "telephony_usd": 0.1}))
    await ordered(engine)
    await put(engine, "max_usd_a_day", "1.50")
    task = await engine.proposed()
    assert task["plan"]["max_minutes"] == 3, "what is left, at the most a minute may cost"
    assert (await permission(engine, task))["code"] is None
    await put(engine, "max_usd_a_day", "0.80")
    refused = await permission(engine, task)
    assert (refused["code"], refused["later"]) == ("spending_limit", True)
    ended = await refused_at_the_dial(engine, task, "spending_limit")
    assert "tomorrow" in ended["outcome"]["text"]
    await engine.http.delete("/context/settings/max_usd_a_day")
    await ordered(engine)


async def test_a_limit_that_is_set_during_a_call_leaves_that_call_alone(engine: Engine) -> None:
    task = await engine.in_call()
    await put(engine, "who_may_be_called", "contacts")
    engine.handler.only.tell("call.report", a_report(call_sid=task["call_sid"]).model_dump(mode="json"))
    assert (await engine.until(task["id"], "succeeded", "failed"))["status"] == "succeeded"


async def test_a_recording_is_kept_as_long_as_the_user_wants_and_no_longer_than_the_server(
    served_handler: tuple[FakeCallHandler, str], settings: EngineSettings, tmp_path: Path
) -> None:
    kept = settings.model_copy(update={"context_store": "file"})
    async with running(served_handler[0], kept) as engine:
        longer = await put(engine, "recording_days", "31")
        assert (longer["status"], "from 1 to 30" in longer["detail"]) == (400, True)
        await put(engine, "recording_days", "2")
        task = await engine.ended()
        assert task["recording"]
    (file,) = (tmp_path / "data" / "users").glob("*.json")
    user = json.loads(file.read_text())
    user["tasks"][0]["ordered_at"] -= 2 * 24 * 3600 + 60
    file.write_text(json.dumps(user))
    async with running(served_handler[0], kept) as engine:
        with engine.app.state.journal.watch("me") as changed:
            while (await engine.http.get(f"/tasks/{task['id']}")).json()["recording"]:
                await changed.wait()
                changed.clear()
        assert engine.handler.wav is None
        assert (await engine.http.get(f"/tasks/{task['id']}/recording")).status_code == 404


TYPED = [
    ("my_quiet_hours", "22 – 7:30", "22:00-07:30"),
    ("my_quiet_hours", "22:00-22:00", None),
    ("my_quiet_hours", "night", None),
    ("max_usd_a_day", "$ 12.50", "12.50"),
    ("max_usd_a_day", "-1", None),
    ("max_minutes", "2.5", None),
]
"""A setting, what is typed for it, and how that is kept, None when it is not."""


async def test_what_is_typed_is_kept_in_one_form(engine: Engine) -> None:
    for key, typed, kept in TYPED:
        answer = await put(engine, key, typed)
        assert (answer["status"], answer.get("value")) == ((200, kept) if kept else (400, None)), typed
