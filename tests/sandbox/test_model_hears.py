"""Whole calls by sound: people's voices go in as frames, the practice model hears, answers, and reports."""

import json

import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from ringback.sandbox.mind.numbers import Language
from ringback.sandbox.model import routes as model
from ringback.sandbox.people.phone_book import book
from ringback.sandbox.voice import tones
from ringback.sandbox.voice.hearing import Ear
from ringback.sandbox.voice.speech import Speech
from tests.fakes.realtime_client import END_CALL, KEY, Event, RealtimeClient, Settings, connected
from tests.fakes.server import serving

ERRANDS: dict[Language, str] = {
    "en": "On behalf of: Dana\nGoal: order a large margherita for seven",
    "he": "בשם: דנה\nהמטרה: להזמין מרגריטה גדולה לשבע",
}
CALLS: dict[Language, list[tuple[str, str]]] = {
    "en": [
        (
            "Pizza Place, hello. What would you like to order?",
            "Hello. I'd like to order a large margherita for seven.",
        ),
        ("A large margherita at seven, right?", "Yes, that's right."),
        ("That will be sixty eight shekels. What name is it for?", "It's for Dana."),
        ("Thank you Dana, it will be ready at seven. Goodbye.", "Thank you very much. Goodbye."),
    ],
    "he": [
        ("פיצה פלייס, שלום. מה תרצו להזמין?", "שלום. אני רוצה להזמין מרגריטה גדולה לשבע."),
        ("מרגריטה גדולה לשבע, נכון?", "כן, נכון."),
        ("זה יעלה שישים ושמונה שקלים. על איזה שם?", "על שם דנה."),
        ("תודה דנה, ההזמנה תהיה מוכנה בשבע. להתראות.", "תודה רבה, להתראות."),
    ],
}
ITEM: dict[Language, str] = {"en": "large margherita", "he": "מרגריטה גדולה"}


def new_ear(language: str, phrases: list[str]) -> Ear:
    return Ear(language, phrases, book().slots(language))


def phone(language: Language) -> dict[str, object]:
    return {
        "input": {
            "format": {"type": "audio/pcmu"},
            "transcription": {"model": "gpt-transcribe", "languages": [language]},
            "turn_detection": {"type": "server_vad", "silence_duration_ms": 500},
        },
        "output": {"format": {"type": "audio/pcmu"}, "voice": "alloy"},
    }


async def exchange(client: RealtimeClient, line: str, language: Language) -> Event:
    """Says the line with a person's voice, pauses and all; the response to the whole of it."""
    await client.append(client.speech.say(line, language, "tenor") + b"\xff" * 8000)
    response = await client.done()
    while response["status"] != "completed":
        response = await client.done()
    texts = {e["item_id"]: e["transcript"] for e in client.got if e["type"].endswith("transcription.completed")}
    committed = [e["item_id"] for e in client.got if e["type"] == "input_audio_buffer.committed"]
    assert " ".join(texts[item] for item in committed).endswith(line)
    return response


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "he"])
async def test_a_call_by_sound_ends_with_what_was_said(language: Language) -> None:
    speech = Speech()
    app = FastAPI()
    app.include_router(model.create_router(Settings(SecretStr(KEY), 20), speech, book().phrases, new_ear))
    async with serving(app) as url, connected(url, speech) as client:
        await client.configure(instructions=ERRANDS[language], audio=phone(language), tools=[END_CALL])
        for line, said in CALLS[language]:
            response = await exchange(client, line, language)
            assert response["output"][0]["content"][0]["transcript"] == said
        call = response["output"][-1]
        assert call["name"] == "end_call"
        report = json.loads(call["arguments"])
        facts = {fact["key"]: fact["value"] for fact in report["facts"]}
        assert report["outcome"] == "succeeded"
        assert facts["time"] == "19:00"
        assert facts["price"] == "68"
        assert facts["item"] == ITEM[language]


def test_a_pause_after_any_sentence_leaves_something_to_hear() -> None:
    assert model.with_pauses(["One moment. A <food>? Bye.", "Bye."]) == [
        "One moment.",
        "One moment. A <food>?",
        "One moment. A <food>? Bye.",
        "A <food>?",
        "A <food>? Bye.",
        "Bye.",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["he", "en"])
def test_music_is_not_taken_for_words(language: Language) -> None:
    ear = Ear(language, model.with_pauses(book().phrases(language)), book().slots(language))
    assert [ear.hear(tones.music(ms)) for ms in (6_000, 10_000)] == ["", ""]
