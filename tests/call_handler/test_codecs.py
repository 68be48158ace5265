"""Both wires' messages: what we send is right by the vendor's types, what we get is read or passed over."""

import json
from base64 import b64decode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.call_handler import events as ev
from ringback.call_handler.briefing import brief
from ringback.call_handler.carriers import media_streams
from ringback.call_handler.voice_models import realtime_codec
from tests.fakes.realtime import client_event_problems

ERRAND = 'On behalf of: Dana\nGoal: order "margherita"'
MODEL, EARS = "gpt-realtime-2.1", "gpt-transcribe"

ACTIONS: list[ev.ModelAction] = [
    ev.SendAudio("/w=="),
    ev.CommitAudio(),
    ev.CreateResponse(),
    ev.CreateResponse("אמרי שלום"),
    ev.CancelResponse("resp_1"),
    ev.CancelResponse(None),
    ev.TruncateModel("item_1", 1500),
    ev.AnswerTool("call_1", {"ok": True}),
    ev.AddNote("הנחיה חדשה"),
]


@pytest.mark.parametrize("action", ACTIONS, ids=repr)
def test_every_action_is_an_event_the_vendor_knows(action: ev.ModelAction) -> None:
    assert client_event_problems(json.loads(realtime_codec.encode(action))) == []


@pytest.mark.parametrize(
    ("past", "kind"),
    [
        (ev.PastTurn("agent", "שלום"), "output_text"),
        (ev.PastTurn("callee", "hello"), "input_text"),
        (ev.PastCall("call_1", "ask_user", {"question": "x"}), "function_call"),
    ],
)
def test_history_is_told_as_the_vendor_knows_it(past: ev.Past, kind: str) -> None:
    event = json.loads(realtime_codec.recall(past))
    assert client_event_problems(event) == []
    assert event["item"].get("content", [event["item"]])[0]["type"] == kind


def test_how_long_a_session_lasts_is_read() -> None:
    text = json.dumps({"type": "session.updated", "session": {"expires_at": 1_000_060}})
    read = realtime_codec.decode(text, model=MODEL, transcription=EARS, now=1_000_000.0)
    assert read == [ev.ModelReady(60_000)]


@pytest.mark.parametrize("model", [MODEL, "gpt-realtime-2.1-mini", "gpt-realtime-1.5", "another"])
@pytest.mark.parametrize("ears", [EARS, "gpt-4o-transcribe"])
@pytest.mark.parametrize("language", ["he", "en"])
def test_the_session_is_configured_as_the_vendor_knows_it(model: str, ears: str, language: Any) -> None:
    text = realtime_codec.configure(brief(ERRAND, language), model=model, voice="alloy", transcription=ears)
    event = json.loads(text)
    assert client_event_problems(event) == []
    session = event["session"]
    assert session["type"] == "realtime"
    assert session["instructions"].endswith(ERRAND)
    sides = session["audio"]
    assert sides["input"]["format"] == sides["output"]["format"] == {"type": "audio/pcmu"}
    assert [tool["name"] for tool in session["tools"]] == ["end_call", "ask_user", "press_digits", "do_not_call"]


def read(**event: Any) -> list[ev.ModelEvent]:
    return realtime_codec.decode(json.dumps(event), model=MODEL, transcription=EARS)


PLACE = {"response_id": "r", "item_id": "i", "output_index": 0, "content_index": 0, "event_id": "e"}
CALL = {"type": "function_call", "call_id": "c", "name": "end_call", "status": "completed"}


@pytest.mark.parametrize(
    ("event", "meaning"),
    [
        ({"type": "session.updated", "session": {}}, [ev.ModelReady()]),
        ({"type": "session.created", "session": {}}, []),
        (
            {"type": "response.output_audio.delta", **PLACE, "delta": "AAAA"},
            [ev.ModelAudio("r", "i", "AAAA", bytes(3))],
        ),
        ({"type": "response.output_audio.delta", **PLACE, "delta": '"},{"'}, []),
        ({"type": "response.output_audio.done", **PLACE}, [ev.ModelAudioDone("r", "i")]),
        (
            {"type": "response.output_audio_transcript.delta", **PLACE, "delta": "Hi", "obfuscation": "x"},
            [ev.AgentSaid("r", "i", "Hi", final=False)],
        ),
        (
            {"type": "response.output_audio_transcript.done", **PLACE, "transcript": "Hi."},
            [ev.AgentSaid("r", "i", "Hi.", final=True)],
        ),
        (
            {"type": "input_audio_buffer.speech_started", "item_id": "t", "audio_start_ms": 40},
            [ev.CalleeSpoke("t", 40)],
        ),
        (
            {"type": "input_audio_buffer.speech_stopped", "item_id": "t", "audio_end_ms": 90},
            [ev.CalleeStopped("t", 90)],
        ),
        ({"type": "input_audio_buffer.committed", "item_id": "t"}, [ev.TurnCommitted("t")]),
        (
            {"type": "conversation.item.input_audio_transcription.failed", "item_id": "t", "error": {}},
            [ev.TurnTranscribed("t", "", final=True)],
        ),
        (
            {
                "type": "conversation.item.input_audio_transcription.completed",
                "item_id": "t",
                "transcript": "שלום",
                "usage": {"type": "duration", "seconds": 60},
            },
            [ev.TurnTranscribed("t", "שלום", final=True), ev.Used({"transcribed_seconds": 60.0}, 0.0045)],
        ),
        ({"type": "response.created", "response": {"id": "r"}}, [ev.ResponseStarted("r")]),
        ({"type": "response.done", "response": {"id": "r", "status": "completed"}}, [ev.ResponseDone("r")]),
        ({"type": "response.done", "response": {"id": "r", "status": "cancelled"}}, [ev.ResponseDone("r")]),
        (
            {
                "type": "response.done",
                "response": {
                    "id": "r",
                    "status": "failed",
                    "status_details": {"type": "failed", "error": {"code": "model_not_found"}},
                },
            },
            [ev.ResponseDone("r", "model_not_found")],
        ),
        (
            {"type": "response.output_item.done", "response_id": "r", "item": CALL | {"arguments": '{"a": 1}'}},
            [ev.ToolCalled("r", "c", "end_call", {"a": 1})],
        ),
        (
            {"type": "response.output_item.done", "response_id": "r", "item": CALL | {"arguments": '{"a": '}},
            [ev.ToolCalled("r", "c", "end_call", None)],
        ),
        (
            {"type": "response.output_item.done", "response_id": "r", "item": CALL | {"arguments": "[1]"}},
            [ev.ToolCalled("r", "c", "end_call", None)],
        ),
        ({"type": "response.output_item.done", "response_id": "r", "item": {"type": "message"}}, []),
        (
            {"type": "error", "error": {"code": "response_cancel_not_active"}},
            [ev.ModelFailed("response_cancel_not_active", True)],
        ),
        ({"type": "error", "error": {"code": "session_expired"}}, [ev.ModelFailed("session_expired", False)]),
        (
            {"type": "error", "error": {"code": "beta_api_shape_disabled"}},
            [ev.ModelFailed("beta_api_shape_disabled", False)],
        ),
        (
            {"type": "error", "error": {"code": "unknown_parameter", "event_id": "configure"}},
            [ev.ModelFailed("unknown_parameter", False)],
        ),
        (
            {"type": "error", "event_id": "e1", "error": {"code": "rate_limit_exceeded", "event_id": "respond"}},
            [
                ev.ModelFailed("rate_limit_exceeded", True),
                ev.ResponseStarted("e1"),
                ev.ResponseDone("e1", "rate_limit_exceeded"),
            ],
        ),
        (
            {"type": "error", "event_id": "e1", "error": {"code": "insufficient_quota", "event_id": "respond"}},
            [ev.ModelFailed("insufficient_quota", False)],
        ),
        (
            {
                "type": "error",
                "event_id": "e1",
                "error": {"code": "conversation_already_has_active_response", "event_id": "respond"},
            },
            [ev.ModelFailed("conversation_already_has_active_response", True)],
        ),
        ({"type": "response.audio.delta", **PLACE, "delta": "AAAA"}, []),
        ({"type": "rate_limits.updated", "rate_limits": []}, []),
        ({"type": "response.created"}, []),
        ({"type": "something.new"}, []),
        ({}, []),
    ],
)
def test_a_server_event_is_read_or_passed_over(event: dict[str, Any], meaning: list[ev.ModelEvent]) -> None:
    assert read(**event) == meaning


@pytest.mark.parametrize(
    "usage",
    [
        None,
        [],
        "free",
        {"input_token_details": []},
        {"input_token_details": {"text_tokens": "many", "audio_tokens": -5, "cached_tokens_details": 7}},
        {"output_token_details": {"audio_tokens": float("nan"), "text_tokens": True}},
        {"output_token_details": {"audio_tokens": 10**400}},
    ],
)
def test_what_cannot_be_priced_costs_nothing_and_hides_nothing(usage: Any) -> None:
    response = {"id": "r", "status": "completed", "usage": usage}
    assert read(type="response.done", response=response) == [ev.ResponseDone("r")]
    heard = {"item_id": "i", "transcript": "hello", "usage": usage}
    told = read(type="conversation.item.input_audio_transcription.completed", **heard)
    assert told == [ev.TurnTranscribed("i", "hello", final=True)]


def test_more_cached_than_there_was_is_no_gain() -> None:
    into = {"text_tokens": 10, "cached_tokens": 500, "cached_tokens_details": {"text_tokens": 400, "audio_tokens": 100}}
    usage = {"input_token_details": into, "output_token_details": {"audio_tokens": 100}}
    used, _ = read(type="response.done", response={"id": "r", "usage": usage})
    assert isinstance(used, ev.Used)
    assert used.usd == pytest.approx((10 * 0.4 + 100 * 64) / 1_000_000)


def test_transcription_of_older_models_is_counted_by_its_tokens() -> None:
    usage = {"type": "tokens", "input_token_details": {"audio_tokens": 600, "text_tokens": 0}, "output_tokens": 20}
    event = {"item_id": "i", "transcript": "hello", "usage": usage}
    text = json.dumps({"type": "conversation.item.input_audio_transcription.completed", **event})
    _, used = realtime_codec.decode(text, model="gpt-realtime-2.1", transcription="gpt-4o-transcribe")
    assert used == ev.Used({"transcribed_seconds": 60.0}, 0.017, estimated=True)


def test_a_response_is_priced_with_its_cached_part() -> None:
    usage = {
        "input_token_details": {
            "text_tokens": 1000,
            "audio_tokens": 2000,
            "cached_tokens": 1500,
            "cached_tokens_details": {"text_tokens": 500, "audio_tokens": 1000},
        },
        "output_token_details": {"text_tokens": 100, "audio_tokens": 300},
    }
    used, _ = read(type="response.done", response={"id": "r", "status": "completed", "usage": usage})
    assert isinstance(used, ev.Used)
    assert used.usd == pytest.approx((500 * 4 + 500 * 0.4 + 1000 * 32 + 1000 * 0.4 + 100 * 24 + 300 * 64) / 1_000_000)
    unknown = realtime_codec.decode(
        json.dumps({"type": "response.done", "response": {"id": "r", "status": "completed", "usage": usage}}),
        model="another",
        transcription=EARS,
    )[0]
    assert isinstance(unknown, ev.Used)
    assert (unknown.usd, unknown.estimated, used.estimated) == (used.usd, True, False)


@pytest.mark.parametrize(
    ("message", "meaning"),
    [
        ({"event": "connected", "protocol": "Call", "version": "1.0.0"}, None),
        (
            {
                "event": "start",
                "start": {"streamSid": "MZ1", "callSid": "CA1", "customParameters": {"token": "t"}},
                "streamSid": "MZ1",
            },
            ev.StreamStarted("MZ1", "CA1", {"token": "t"}),
        ),
        (
            {"event": "media", "media": {"track": "inbound", "chunk": "1", "timestamp": "5", "payload": "/w=="}},
            ev.CalleeAudio("/w==", b"\xff", 5),
        ),
        ({"event": "media", "media": {"timestamp": "-5", "payload": "/w=="}}, None),
        ({"event": "media", "media": {"timestamp": "5", "payload": '"},{"'}}, None),
        ({"event": "media", "media": {"timestamp": "5", "payload": ""}}, None),
        ({"event": "media", "media": {"timestamp": "x", "payload": "/w=="}}, None),
        ({"event": "media", "media": {"timestamp": "5", "payload": 7}}, None),
        ({"event": "mark", "mark": {"name": "m1"}}, ev.MarkPlayed("m1")),
        ({"event": "dtmf", "dtmf": {"track": "inbound_track", "digit": "1"}}, ev.Digit("1")),
        ({"event": "stop", "stop": {"callSid": "CA1"}}, ev.StreamStopped(clean=True)),
        ({"event": "new"}, None),
        ([], None),
        ({"event": "start", "start": []}, None),
    ],
)
def test_a_message_of_the_media_stream_is_read_or_passed_over(message: Any, meaning: ev.CarrierEvent | None) -> None:
    assert media_streams.decode(json.dumps(message)) == meaning


SOUND = "gYKDhIWGh4iJiouMjY6PkJGSk5SVlpeYmZqbnJ2en6A="
FRAME = (
    '{"event":"media","sequenceNumber":"2","media":{"track":"inbound","chunk":"1","timestamp":"40","payload":"'
    f'{SOUND}"}},"streamSid":"MZ18ad3ab5a668481ce02b83e7395059f0"}}'
)
DELTA = (
    '{"type":"response.output_audio.delta","event_id":"event_4951","response_id":"resp_001","item_id":"msg_008",'
    f'"output_index":0,"content_index":0,"delta":"{SOUND}"}}'
)


def test_a_frame_means_the_same_in_the_vendors_form_and_in_any_other() -> None:
    """The first is read by a pattern, the second as JSON."""
    for text in (FRAME, json.dumps(json.loads(FRAME), indent=1)):
        assert media_streams.decode(text) == ev.CalleeAudio(SOUND, b64decode(SOUND), 40)
    for text in (DELTA, json.dumps(json.loads(DELTA), indent=1)):
        heard = realtime_codec.decode(text, model=MODEL, transcription=EARS)
        assert heard == [ev.ModelAudio("resp_001", "msg_008", SOUND, b64decode(SOUND))]


@given(st.text("AEw/+=", max_size=9))
def test_sound_is_what_base64_can_be_read_as(sound: str) -> None:
    """In either form, on either wire: what is let through can be decoded."""
    for text in (FRAME.replace(SOUND, sound), json.dumps(json.loads(FRAME.replace(SOUND, sound)), indent=1)):
        read = media_streams.decode(text)
        if isinstance(read, ev.CalleeAudio):
            assert b64decode(read.payload, validate=True) == read.sound
    for text in (DELTA.replace(SOUND, sound), json.dumps(json.loads(DELTA.replace(SOUND, sound)), indent=1)):
        for event in realtime_codec.decode(text, model=MODEL, transcription=EARS):
            assert isinstance(event, ev.ModelAudio)
            assert b64decode(event.payload, validate=True) == event.sound


@given(st.integers(0, len(FRAME)), st.text(max_size=3))
def test_what_is_spliced_is_what_json_says(place: int, noise: str) -> None:
    """A frame with something put into it means what a JSON parser reads, or nothing."""
    text = FRAME[:place] + noise + FRAME[place:]
    read = media_streams.decode(text)
    if isinstance(read, ev.CalleeAudio):
        message = json.loads(text)
        assert (read.payload, read.at) == (message["media"]["payload"], int(message["media"]["timestamp"]))


@pytest.mark.parametrize(
    ("action", "message"),
    [
        (ev.Play("AAAA", bytes(3)), {"event": "media", "streamSid": "MZ1", "media": {"payload": "AAAA"}}),
        (ev.Mark("m1"), {"event": "mark", "streamSid": "MZ1", "mark": {"name": "m1"}}),
        (ev.ClearPlayback(), {"event": "clear", "streamSid": "MZ1"}),
    ],
)
def test_an_action_is_a_message_of_the_media_stream(action: ev.CarrierAction, message: dict[str, Any]) -> None:
    assert json.loads(media_streams.encode(action, "MZ1")) == message


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KINDS = ["media", "start", "mark", "dtmf", "stop", "error", "response.done", "response.output_item.done"]
FIELDS = ["media", "start", "mark", "dtmf", "error", "response", "item", "usage", "response_id", "item_id", "delta"]


@given(
    st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=5),
    st.sampled_from(KINDS),
    st.text(max_size=40),
)
def test_no_message_raises(fields: dict[str, Any], kind: str, text: str) -> None:
    for message in (json.dumps(fields | {"event": kind, "type": kind}), text):
        media_streams.decode(message)
        realtime_codec.decode(message, model=MODEL, transcription=EARS)
