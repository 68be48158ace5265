"""One session of the practice model, driven without a socket: errors, responses beside, faults, and rubbish."""

import asyncio
import base64
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringback.sandbox.model.models import model_named
from ringback.sandbox.model.session import RealtimeSession
from tests.fakes.realtime_client import END_CALL, ERRAND, GOAL, MODEL, Event
from tests.fakes.realtime_referee import check_client, check_server


class ToneSpeech:
    """Says anything as 10 ms of sound a letter."""

    def say(self, text: str, language: str, voice: str) -> bytes:
        return b"\x30" * 80 * len(text)


class BrokenSpeech:
    def say(self, text: str, language: str, voice: str) -> bytes:
        raise OSError("no voice")


class NoEars:
    def prepare(self, language: str) -> None:
        pass

    def hear(self, language: str, ulaw: bytes) -> str:
        return ""


class Wire:
    """A session and what came out of it; every event is valid."""

    def __init__(self, name: str = MODEL, voice: ToneSpeech | BrokenSpeech | None = None) -> None:
        self.sent: asyncio.Queue[Event] = asyncio.Queue()
        self.closed: list[int] = []
        self.session = RealtimeSession(
            model_named(name), speech=voice or ToneSpeech(), ears=NoEars(), speed=1000, outlet=self
        )
        self.session.open()

    def send(self, event: dict[str, Any]) -> None:
        check_server(event)
        assert json.loads(json.dumps(event)) == event
        self.sent.put_nowait(event)

    def close(self, code: int, reason: str = "") -> None:
        self.closed.append(code)

    def take(self, **event: Any) -> None:
        check_client(event)
        self.session.take(json.dumps(event))

    def wrong(self, **event: Any) -> Event:
        """The error that this brings."""
        self.session.take(json.dumps(event))
        *_, error = self.drain()
        assert error["type"] == "error"
        return dict(error["error"])

    def item(self, **item: Any) -> str:
        """A new item's id."""
        self.take(type="conversation.item.create", item=item)
        *_, added = (event for event in self.drain() if event["type"] == "conversation.item.added")
        return str(added["item"]["id"])

    def drain(self) -> list[Event]:
        return [self.sent.get_nowait() for _ in range(self.sent.qsize())]

    async def done(self) -> Event:
        while True:
            event = await asyncio.wait_for(self.sent.get(), 10)
            if event["type"] == "response.done":
                return dict(event["response"])


def text(words: str, role: str = "user") -> dict[str, Any]:
    kind = "output_text" if role == "assistant" else "input_text"
    return {"type": "message", "role": role, "content": [{"type": kind, "text": words}]}


@pytest.fixture
async def wire() -> Wire:
    wire = Wire()
    wire.take(type="session.update", session={"type": "realtime", "instructions": ERRAND, "tools": [END_CALL]})
    wire.drain()
    return wire


@pytest.mark.parametrize(
    ("event", "code", "param"),
    [
        ({"type": "session.update", "session": {"voice": "alloy"}}, "missing_required_parameter", "session.type"),
        (
            {"type": "session.update", "session": {"type": "realtime", "voice": "alloy"}},
            "unknown_parameter",
            "session.voice",
        ),
        (
            {"type": "session.update", "session": {"type": "realtime", "input_audio_format": "g711_ulaw"}},
            "unknown_parameter",
            "session.input_audio_format",
        ),
        (
            {"type": "session.update", "session": {"type": "realtime", "output_modalities": ["audio", "text"]}},
            "invalid_value",
            "session.output_modalities",
        ),
        ({"type": "session.update", "session": {"type": "transcription"}}, "invalid_value", "session.type"),
        (
            {"type": "session.update", "session": {"type": "realtime", "model": "gpt-realtime"}},
            "invalid_value",
            "session.model",
        ),
        ({"type": "response.cancel"}, "response_cancel_not_active", None),
        ({"type": "response.cancel", "response_id": "resp_x"}, "response_cancel_not_active", None),
        ({"type": "conversation.item.retrieve", "item_id": "x"}, "item_retrieve_invalid_item_id", "item_id"),
        ({"type": "conversation.item.delete", "item_id": "x"}, "item_delete_invalid_item_id", "item_id"),
        (
            {"type": "conversation.item.truncate", "item_id": "x", "content_index": 0, "audio_end_ms": 0},
            "item_truncate_invalid_item_id",
            "item_id",
        ),
        ({"type": "input_audio_buffer.append", "audio": "%%%"}, "invalid_value", "audio"),
        ({"type": "input_audio_buffer.append"}, "missing_required_parameter", "audio"),
        ({"type": "output_audio_buffer.clear"}, "invalid_event", None),
        ({"type": "nonsense"}, "invalid_value", "type"),
        ({"session": {}}, "invalid_event", None),
        (
            {"type": "conversation.item.create", "item": text("x"), "previous_item_id": "y"},
            "invalid_value",
            "previous_item_id",
        ),
        (
            {"type": "conversation.item.create", "item": {"type": "message", "role": "assistant", "content": [{}]}},
            "missing_required_parameter",
            "item.content[0].type",
        ),
    ],
)
def test_what_is_wrong_is_said_with_code_and_place(event: Event, code: str, param: str | None) -> None:
    async def check() -> None:
        error = Wire().wrong(event_id="mine", **event)
        assert (error["code"], error["param"], error["event_id"]) == (code, param, "mine")

    asyncio.run(check())


@pytest.mark.parametrize("message", ["", "{", "[]", "null", b"\xff\xfe", '{"type":"response.create"}x', "[" * 5000])
async def test_a_message_that_is_no_event_is_refused(wire: Wire, message: str | bytes) -> None:
    wire.session.take(message)
    [event] = wire.drain()
    assert event["error"]["code"] in {"invalid_json", "invalid_event"}


async def test_items_are_kept_in_the_order_they_were_put(wire: Wire) -> None:
    first = wire.item(**text("one"))
    last = wire.item(**text("three"))
    wire.take(type="conversation.item.create", item=text("two", "assistant"), previous_item_id=first)
    [added, done] = wire.drain()
    assert added["previous_item_id"] == done["previous_item_id"] == first
    wire.take(type="conversation.item.create", item={**text("zero", "system"), "id": "mine"}, previous_item_id="root")
    assert wire.drain()[0]["previous_item_id"] is None
    assert wire.wrong(type="conversation.item.create", item={**text("again"), "id": "mine"})["param"] == "item.id"
    wire.take(type="conversation.item.delete", item_id=last)
    assert wire.drain()[0]["type"] == "conversation.item.deleted"
    assert wire.wrong(type="conversation.item.retrieve", item_id=last)["code"] == "item_retrieve_invalid_item_id"
    assert (
        wire.wrong(type="conversation.item.truncate", item_id=first, content_index=0, audio_end_ms=0)["code"]
        == "invalid_value"
    )


async def test_a_history_in_text_is_taken_up_where_it_ended(wire: Wire) -> None:
    wire.item(**text(f"Hello. {GOAL}", "assistant"))
    wire.item(**text("A large margherita at seven, right?"))
    wire.take(type="response.create")
    [item] = (await wire.done())["output"]
    assert item["content"] == [{"type": "output_audio", "transcript": "Yes, that's right."}]


async def test_one_response_at_a_time_and_it_can_be_cancelled(wire: Wire) -> None:
    wire.take(type="response.create")
    error = wire.wrong(type="response.create")
    assert error["code"] == "conversation_already_has_active_response"
    wire.take(type="response.cancel")
    done = await wire.done()
    assert done["status_details"] == {"type": "cancelled", "reason": "client_cancelled"}
    wire.take(type="response.create")
    assert (await wire.done())["status"] == "completed"


async def test_responses_beside_the_conversation_leave_it_alone(wire: Wire) -> None:
    item = wire.item(**text("We are open until nine."))
    wire.take(type="response.create")
    beside = {"conversation": "none", "output_modalities": ["text"], "metadata": {"for": "a"}}
    wire.take(type="response.create", response={**beside, "input": [{"type": "item_reference", "id": item}]})
    wire.take(type="response.create", response={**beside, "metadata": {"for": "b"}, "input": []})
    done = [await wire.done() for _ in range(3)]
    by_purpose = {(response["metadata"] or {}).get("for"): response for response in done}
    assert by_purpose["a"]["output"][0]["content"] == [{"type": "output_text", "text": "We are open until nine."}]
    assert by_purpose["a"]["conversation_id"] is None
    assert by_purpose[None]["conversation_id"] is not None
    left_out = by_purpose["b"]["output"][0]["id"]
    assert wire.wrong(type="conversation.item.retrieve", item_id=left_out)["code"] == "item_retrieve_invalid_item_id"


async def test_usage_counts_sound_and_words(wire: Wire) -> None:
    wire.item(**text("12345678"))
    wire.take(type="response.create")
    response = await wire.done()
    [item] = response["output"]
    spoken = item["content"][0]["transcript"]
    usage = response["usage"]
    sent_ms = 10 * len(spoken.replace(" I'd", "I'd"))
    assert usage["output_token_details"] == {"text_tokens": -(-len(spoken) // 4), "audio_tokens": -(-sent_ms // 50)}
    assert usage["input_token_details"]["text_tokens"] == -(-len(ERRAND) // 4) + 2
    assert usage["total_tokens"] == usage["input_tokens"] + usage["output_tokens"]
    wire.take(type="response.create")
    again = (await wire.done())["usage"]["input_token_details"]
    assert again["audio_tokens"] == usage["output_token_details"]["audio_tokens"]
    assert again["cached_tokens_details"]["text_tokens"] == usage["input_token_details"]["text_tokens"]


async def test_a_response_that_grows_too_long_is_incomplete(wire: Wire) -> None:
    wire.take(type="response.create", response={"max_output_tokens": 4})
    response = await wire.done()
    assert response["status_details"] == {"type": "incomplete", "reason": "max_output_tokens"}
    assert response["output"][0]["status"] == "incomplete"


async def test_the_voice_is_fixed_once_it_was_heard(wire: Wire) -> None:
    def voice(name: str) -> Event:
        return {"type": "realtime", "audio": {"output": {"voice": name}}}

    wire.take(type="session.update", session=voice("cedar"))
    wire.take(type="response.create")
    await wire.done()
    assert wire.wrong(type="session.update", session=voice("marin"))["code"] == "cannot_update_voice"
    wire.take(type="session.update", session=voice("cedar"))


async def test_sound_may_be_given_as_an_item(wire: Wire) -> None:
    sound = base64.b64encode(b"\0\1" * 2400).decode()
    item = {"type": "message", "role": "user", "content": [{"type": "input_audio", "audio": sound}]}
    item_id = wire.item(**item)
    wire.take(type="conversation.item.retrieve", item_id=item_id)
    [got] = [event for event in wire.drain() if event["type"] == "conversation.item.retrieved"]
    assert len(base64.b64decode(got["item"]["content"][0]["audio"])) == 4800
    wire.take(type="response.create")
    assert (await wire.done())["status"] == "completed"


@pytest.mark.parametrize("name", ["gpt-4o-realtime-preview", "gpt-9", ""])
async def test_a_model_that_does_not_exist_fails_the_first_response(name: str) -> None:
    wire = Wire(name)
    wire.take(type="response.create")
    response = await wire.done()
    assert response["status"] == "failed"
    assert response["status_details"]["error"]["code"] == "model_not_found"


async def test_a_voice_that_breaks_fails_the_response_and_not_the_session() -> None:
    wire = Wire(voice=BrokenSpeech())
    wire.take(type="response.create")
    assert (await wire.done())["status_details"]["error"]["code"] == "server_error"
    wire.take(type="response.create", response={"output_modalities": ["text"]})
    assert (await wire.done())["status"] == "completed"


async def test_models_misbehave_by_their_name() -> None:
    failing, dropping, slow = (
        Wire("practice-fail-after-1-turns"),
        Wire("practice-drop-after-1-turns"),
        Wire("practice-slow-50-ms"),
    )
    for wire in (failing, dropping, slow):
        wire.take(type="response.create")
        assert (await wire.done())["status"] == "completed"
        wire.take(type="response.create", response={"instructions": 'Say exactly: "Once more."'})
    assert (await failing.done())["status"] == "failed"
    assert (await slow.done())["status"] == "completed"
    while not dropping.closed:
        await asyncio.wait_for(dropping.sent.get(), 10)
        await asyncio.sleep(0)
    assert dropping.closed == [1011]
    assert model_named("practice-refuse-503").refuse == 503
    assert not model_named("practice-drop-after-x-turns").exists
    for wire in (failing, dropping, slow):
        await wire.session.close()


async def test_a_session_that_is_too_long_is_ended() -> None:
    wire = Wire("practice-expire-after-1-seconds")
    wire.drain()
    event = await asyncio.wait_for(wire.sent.get(), 10)
    assert event["error"]["code"] == "session_expired"
    assert wire.closed == [1000]


async def test_nothing_runs_on_when_the_session_is_closed(wire: Wire) -> None:
    before = asyncio.all_tasks()
    wire.take(type="response.create")
    wire.take(type="response.create", response={"conversation": "none", "input": []})
    assert asyncio.all_tasks() > before
    await wire.session.close()
    assert asyncio.all_tasks() <= before


KINDS = ["session.update", "input_audio_buffer.append", "input_audio_buffer.commit", "input_audio_buffer.clear"]
KINDS += ["conversation.item.create", "conversation.item.retrieve", "conversation.item.truncate"]
KINDS += ["conversation.item.delete", "response.create", "response.cancel", "output_audio_buffer.clear", "x"]
NAMES = ["type", "session", "audio", "item", "item_id", "response", "content", "role", "content_index", "input"]
NAMES += ["audio_end_ms", "event_id", "instructions", "tools", "format", "turn_detection", "output_modalities"]
VALUES = ["realtime", "message", "user", "assistant", "input_text", "audio/pcmu", "server_vad", "function_call", "AAAA"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(VALUES),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=12,
)
WHOLE: list[Event] = [
    {"type": "session.update", "session": {"type": "realtime", "tools": [END_CALL], "tool_choice": "auto"}},
    {"type": "session.update", "session": {"type": "realtime", "audio": {"input": {"turn_detection": None}}}},
    {"type": "input_audio_buffer.append", "audio": "AAAA" * 800},
    {"type": "conversation.item.create", "item": {**text("hello"), "id": "a"}, "previous_item_id": "root"},
    {"type": "conversation.item.truncate", "item_id": "a", "content_index": 0, "audio_end_ms": 10},
    {"type": "response.create", "response": {"conversation": "none", "input": [text("x")], "metadata": {"a": "b"}}},
    {"type": "response.create", "response": {"instructions": 'Say exactly: "x"', "max_output_tokens": 5}},
    *({"type": kind} for kind in KINDS),
]


@st.composite
def spoiled(draw: st.DrawFn) -> Event:
    """A good event with one of its values exchanged, a field taken away, or one more."""
    event: Event = json.loads(json.dumps(draw(st.sampled_from(WHOLE))))
    at: Any = event
    while isinstance(at, dict) and at and draw(st.booleans()):
        key = draw(st.sampled_from(sorted(at)))
        if not isinstance(at[key], dict) or draw(st.booleans()):
            at[key] = draw(JSON)
            return event
        at = at[key]
    if isinstance(at, dict) and draw(st.booleans()):
        at[draw(st.sampled_from(NAMES))] = draw(JSON)
    return event


MESSAGES = st.one_of(
    spoiled().map(json.dumps),
    spoiled().map(json.dumps),
    JSON.map(json.dumps),
    st.text(max_size=30),
    st.binary(max_size=9),
)


@settings(max_examples=150)
@given(st.lists(MESSAGES, max_size=8))
def test_rubbish_brings_valid_errors_and_the_session_lives(messages: list[str | bytes]) -> None:
    async def check() -> None:
        wire = Wire()
        for message in messages:
            wire.session.take(message)
        current = asyncio.current_task()
        await asyncio.gather(*(task for task in asyncio.all_tasks() if task is not current), return_exceptions=True)
        wire.drain()
        wire.take(type="session.update", session={"type": "realtime", "instructions": "Still here?"})
        assert "session.updated" in [event["type"] for event in wire.drain()]
        assert wire.closed == []
        await wire.session.close()

    asyncio.run(check())
