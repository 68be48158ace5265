"""Twilio Media Streams, message by message: JSON text to carrier events, carrier actions to JSON text.

Rules:
1. What cannot be read is None; a message never raises. `timestamp` is a string of media ms.
2. Audio that is no base64 is no audio, so its text is sent on as it came and needs no escaping.
3. A frame in exactly Twilio's form and without escapes is read by one pattern, everything else as JSON.
"""

import json
import re
from typing import Any, assert_never

from ringback.call_handler.audio import decoded
from ringback.call_handler.events import (
    CalleeAudio,
    CarrierAction,
    CarrierEvent,
    ClearPlayback,
    Digit,
    Mark,
    MarkPlayed,
    Play,
    StreamStarted,
    StreamStopped,
)

_FRAME = re.compile(
    r'\{"event":"media","sequenceNumber":"[0-9]{1,10}","media":\{"track":"inbound","chunk":"[0-9]{1,10}",'
    r'"timestamp":"([0-9]{1,10})","payload":"([^"]+)"\},"streamSid":"[A-Za-z0-9]+"\}'
).fullmatch


def decode(text: str) -> CarrierEvent | None:
    """The event of one message; None for `connected` and for what is not readable."""
    frame = _FRAME(text)
    try:
        if frame is not None and "\\" not in text:
            at, payload = frame.groups()
            return CalleeAudio(payload, decoded(payload), int(at))
        message = json.loads(text)
        return _event(message) if isinstance(message, dict) else None
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def _event(message: dict[str, Any]) -> CarrierEvent | None:
    match message["event"]:
        case "media":
            media = message["media"]
            payload, at = media["payload"], int(media["timestamp"])
            return CalleeAudio(payload, decoded(payload), at) if at >= 0 else None
        case "mark":
            return MarkPlayed(str(message["mark"]["name"]))
        case "start":
            start = message["start"]
            parameters = {str(name): str(value) for name, value in start.get("customParameters", {}).items()}
            stream_sid = str(start["streamSid"])
            return StreamStarted(stream_sid, str(start["callSid"]), parameters) if stream_sid.isalnum() else None
        case "dtmf":
            return Digit(str(message["dtmf"]["digit"]))
        case "stop":
            return StreamStopped(clean=True)
    return None


def encode(action: CarrierAction, stream_sid: str) -> str:
    match action:
        case Play():
            return encode_sound(action.payload, stream_sid)
        case Mark():
            return f'{{"event":"mark","streamSid":"{stream_sid}","mark":{{"name":{_dump(action.name)}}}}}'
        case ClearPlayback():
            return _dump({"event": "clear", "streamSid": stream_sid})
        case _:
            assert_never(action)


def encode_sound(payload: str, stream_sid: str) -> str:
    return f'{{"event":"media","streamSid":"{stream_sid}","media":{{"payload":"{payload}"}}}}'


_dump = json.JSONEncoder(separators=(",", ":")).encode
