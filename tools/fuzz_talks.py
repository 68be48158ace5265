"""What the fuzz run sends: right messages of both wires, wrong ones near them, and garbage, as strategies."""

import base64
import json
from typing import Any

from hypothesis import strategies as st

Step = tuple[str, Any]

anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
ids = st.sampled_from(["resp_1", "resp_2", "item_1", "item_2", "item_3", ""])
moments = st.one_of(
    st.integers(0, 600_000), st.integers(-(10**20), 10**20), st.sampled_from(["", "0", "-1", "99999999", "x", None])
)
sounds = st.sampled_from(
    [base64.b64encode(bytes([byte]) * size).decode() for byte in (0x10, 0xFF) for size in (1, 160, 4000)]
    + ["", "!!", "A", "é", "=" * 10]
)


def phone(event: str, **fields: Any) -> dict[str, Any]:
    return {"event": event, "sequenceNumber": "2", "streamSid": "MZ" + "0" * 32, **fields}


phone_events: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(
        lambda at, sound: phone("media", media={"track": "inbound", "chunk": "1", "timestamp": at, "payload": sound}),
        moments.map(lambda at: at if at is None else str(at)),
        sounds,
    ),
    st.builds(lambda name: phone("mark", mark={"name": name}), st.text(max_size=12) | ids),
    st.builds(lambda key: phone("dtmf", dtmf={"track": "inbound_track", "digit": key}), st.text(max_size=3)),
    st.builds(lambda: phone("stop", stop={"accountSid": "AC", "callSid": "CA"})),
    st.builds(lambda: {"event": "connected", "protocol": "Call", "version": "1.0.0"}),
    st.builds(
        lambda given: phone("start", start={"streamSid": "MZ", "callSid": "CA", "customParameters": given}), anything
    ),
)
arguments = st.one_of(
    st.just('{"outcome":"succeeded","summary":"x","facts":[{"key":"time","value":"19:00","quote":"seven"}]}'),
    st.just('{"question":"At eight?","options":["yes","no"],"default":"no"}'),
    st.just('{"digits":"12#w"}'),
    st.text(max_size=30),
    anything.map(lambda value: json.dumps(value)),
)
tools = st.sampled_from(["end_call", "ask_user", "press_digits", "do_not_call", "launch"])


def model(kind: str, **fields: Any) -> dict[str, Any]:
    return {"type": kind, "event_id": "event_1", **fields}


PLACE = {"output_index": 0, "content_index": 0}
model_events: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(lambda i, at: model("input_audio_buffer.speech_started", item_id=i, audio_start_ms=at), ids, moments),
    st.builds(lambda i, at: model("input_audio_buffer.speech_stopped", item_id=i, audio_end_ms=at), ids, moments),
    st.builds(lambda i: model("input_audio_buffer.committed", item_id=i, previous_item_id=None), ids),
    st.builds(
        lambda i, said: model(
            "conversation.item.input_audio_transcription.completed", item_id=i, content_index=0, transcript=said
        ),
        ids,
        st.text(max_size=40),
    ),
    st.builds(lambda r: model("response.created", response={"id": r, "status": "in_progress"}), ids),
    st.builds(
        lambda r, i, sound: model("response.output_audio.delta", response_id=r, item_id=i, delta=sound, **PLACE),
        ids,
        ids,
        sounds,
    ),
    st.builds(lambda r, i: model("response.output_audio.done", response_id=r, item_id=i, **PLACE), ids, ids),
    st.builds(
        lambda r, i, said: model(
            "response.output_audio_transcript.done", response_id=r, item_id=i, transcript=said, **PLACE
        ),
        ids,
        ids,
        st.text(max_size=60),
    ),
    st.builds(
        lambda r, name, given: model(
            "response.output_item.done",
            response_id=r,
            output_index=0,
            item={"type": "function_call", "call_id": "call_1", "name": name, "arguments": given},
        ),
        ids,
        tools,
        arguments,
    ),
    st.builds(
        lambda r, status, code: model(
            "response.done",
            response={"id": r, "status": status, "status_details": {"error": {"code": code}}, "output": []},
        ),
        ids,
        st.sampled_from(["completed", "failed", "cancelled", "incomplete", "?"]),
        st.text(max_size=12),
    ),
    st.builds(
        lambda code: model("error", error={"type": "invalid_request_error", "code": code, "message": "x"}),
        st.sampled_from(["session_expired", "invalid_value", "response_cancel_not_active", "", None]),
    ),
    st.builds(lambda: model("session.updated", session={"type": "realtime"})),
)


@st.composite
def mutated(draw: st.DrawFn, events: st.SearchStrategy[dict[str, Any]]) -> dict[str, Any]:
    """A right event with one part, however deep, replaced or missing."""
    event: dict[str, Any] = json.loads(json.dumps(draw(events)))
    place = event
    while True:
        key = draw(st.sampled_from(sorted(place)))
        inner = place[key]
        if isinstance(inner, dict) and inner and draw(st.booleans()):
            place = inner
            continue
        if draw(st.booleans()):
            place[key] = draw(anything)
        else:
            del place[key]
        return event


garbage = st.one_of(
    st.text(max_size=60),
    st.binary(max_size=60),
    st.sampled_from(["", "{", "null", "[]", '"x"', "{" * 9, '{"event":"media"}']),
    anything.map(lambda value: json.dumps(value)),
)


def talks() -> st.SearchStrategy[list[Step]]:
    """What the two sides do, in turn. `media` is a stretch of orderly sound, so that a talk gets under way."""
    said = phone_events | mutated(phone_events)
    thought = model_events | mutated(model_events)
    step: st.SearchStrategy[Step] = st.one_of(
        st.tuples(st.just("phone"), said.map(json.dumps)),
        st.tuples(st.just("model"), thought.map(json.dumps)),
        st.tuples(st.just("model"), thought.map(json.dumps)),
        st.tuples(st.sampled_from(["phone", "model"]), garbage),
        st.tuples(st.just("media"), st.integers(1, 150)),
        st.tuples(st.sampled_from(["phone_deep", "model_deep"]), st.sampled_from([1_000, 60_000, 70_000])),
        st.tuples(st.sampled_from(["phone_leaves", "model_leaves", "phone_breaks"]), st.none()),
    )
    return st.lists(step, min_size=1, max_size=40)
