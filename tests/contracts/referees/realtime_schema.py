"""The vendor's published JSON Schema of client events, as a judge that lets no unknown field pass."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

EVENTS = {
    "session.update": "RealtimeClientEventSessionUpdate",
    "input_audio_buffer.append": "RealtimeClientEventInputAudioBufferAppend",
    "input_audio_buffer.commit": "RealtimeClientEventInputAudioBufferCommit",
    "response.create": "RealtimeClientEventResponseCreate",
    "response.cancel": "RealtimeClientEventResponseCancel",
    "conversation.item.create": "RealtimeClientEventConversationItemCreate",
    "conversation.item.truncate": "RealtimeClientEventConversationItemTruncate",
}
_FILE = Path(__file__).parent / "openai_realtime_client.schema.json"


def problems(event: dict[str, Any]) -> list[str]:
    """What is wrong with an event we send: nothing, if it is as published."""
    name = EVENTS.get(str(event.get("type")))
    if name is None:
        return [f"we never send {event.get('type')}"]
    return [f"{'/'.join(map(str, error.instance_path))}: {error.message}" for error in _judge(name).iter_errors(event)]


@cache
def _judge(name: str) -> Any:
    schema = json.loads(_FILE.read_text(encoding="utf-8"))
    defs = {key: _closed(value) for key, value in schema["$defs"].items()}
    return jsonschema_rs.validator_for({"$ref": f"#/$defs/{name}", "$defs": defs})


def _closed(schema: Any) -> Any:
    """The same, where an object takes no property but those it names."""
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and "allOf" not in schema:
        closed.setdefault("additionalProperties", False)
    return closed
