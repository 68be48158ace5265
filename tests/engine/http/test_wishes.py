"""What a user sets for their calls, over HTTP: it takes effect, it is kept, and it only ever tightens."""

from typing import Any

import pytest

from tests.engine.http.conftest import Engine

TABLE = "תזמיני שולחן לארבעה במספר 03-612-3457 מחר בשמונה, על שם דנה"
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


@pytest.mark.parametrize(
    ("key", "value", "english", "hebrew"),
    [
        ("voice", "siri", "choose one of standard, alloy", "אפשר לבחור"),
        ("call_language", "fr", "as_written, he, en", "as_written, he, en"),
        ("disclosure_en", "Hello, I am calling for {name}.", "automated or AI assistant", "בינה מלאכותית"),
        ("disclosure_en", "Hello, I am an AI assistant.", "write {name}", "כתבו {name}"),
        ("disclosure_he", "שלום, אני לא עוזרת אוטומטית של {שם}.", "must not take back", "״לא״"),
        ("disclosure_he", "שלום, כאן הגינה האוטומטית של {שם}.", "automated or AI assistant", "בינה מלאכותית"),
        ("disclosure_en", "I am {name}, a human, and no AI assistant.", "must not take back", "סתור"),
    ],
)
async def test_what_cannot_be_set_is_refused_with_the_cure(
    engine: Engine, key: str, value: str, english: str, hebrew: str
) -> None:
    for language, cure in (("en", english), ("he", hebrew)):
        refused = await put(engine, key, value, language)
        assert (refused["status"], refused["error"]) == (400, "bad_value")
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
