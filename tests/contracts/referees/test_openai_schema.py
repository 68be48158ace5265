"""Every event we can send is valid by the published JSON Schema, and nothing of the dead beta shape would pass."""

import json
from typing import Any

import pytest

from ringback.call_handler import events as ev
from ringback.call_handler.answering import answering
from ringback.call_handler.briefing import brief
from ringback.call_handler.voice_models.realtime_codec import configure, encode, recall
from ringback.wire import Language
from tests.contracts.referees.realtime_schema import EVENTS, problems

ERRAND = 'On behalf of: Dana\nGoal: order "margherita"'
SENT: list[str] = [
    *(
        encode(action)
        for action in (
            ev.SendAudio("/w=="),
            ev.CommitAudio(),
            ev.CreateResponse(),
            ev.CreateResponse("אמרי שלום"),
            ev.CancelResponse("resp_1"),
            ev.CancelResponse(None),
            ev.TruncateModel("item_1", 1500),
            ev.AnswerTool("call_1", {"ok": True}),
            ev.AddNote("The user says: yes."),
        )
    ),
    recall(ev.PastTurn("agent", "Hello.")),
    recall(ev.PastTurn("callee", "שלום")),
    recall(ev.PastCall("call_1", "ask_user", {"question": "At eight?"})),
]


@pytest.mark.parametrize("text", SENT)
def test_what_we_send_is_as_published(text: str) -> None:
    assert problems(json.loads(text)) == []


@pytest.mark.parametrize("language", ["he", "en"])
@pytest.mark.parametrize("model", ["gpt-realtime-2.1", "gpt-realtime-1.5"])
@pytest.mark.parametrize("ears", ["gpt-transcribe", "gpt-4o-transcribe"])
def test_every_session_is_configured_as_published(language: Language, model: str, ears: str) -> None:
    for briefing in (brief(ERRAND, language), answering(ERRAND, language), answering("", language)):
        event = json.loads(configure(briefing, model=model, voice="alloy", transcription=ears))
        assert problems(event) == []


def test_all_kinds_of_events_are_judged() -> None:
    assert {json.loads(text)["type"] for text in SENT} | {"session.update"} == set(EVENTS)


@pytest.mark.parametrize(
    "event",
    [
        {"type": "session.update", "session": {"voice": "alloy", "input_audio_format": "g711_ulaw"}},
        {"type": "session.update", "session": {"type": "realtime", "voice": "alloy"}},
        {"type": "response.create", "response": {"modalities": ["audio"]}},
        {"type": "conversation.item.truncate", "item_id": "i", "content_index": 0, "audio_end_ms": "10"},
        {"type": "conversation.item.create", "item": {"type": "message", "role": "assistant", "content": "hi"}},
        {"type": "input_audio_buffer.append"},
    ],
    ids=lambda event: json.dumps(event),
)
def test_what_is_not_as_published_is_found(event: dict[str, Any]) -> None:
    assert problems(event)
