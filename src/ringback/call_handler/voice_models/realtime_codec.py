"""OpenAI Realtime (GA), message by message: bridge actions to client events, server events to model events.

Rules:
1. GA shapes only. Unknown events and fields are passed over; a message never raises.
2. Turns are detected by the server; answering and interrupting are the bridge's, so `create_response` and
   `interrupt_response` are off.
3. An audio delta in exactly OpenAI's form and without escapes is read by one pattern, everything else as JSON. Audio
   that is no base64 is no audio, so its text is sent on as it came and needs no escaping.
4. Errors leave the session usable except those in `_FATAL`, and a refusal of our configuration. A response that is
   refused is told as one that began and failed, unless it was refused because another one runs.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, assert_never

from ringback.call_handler import events as ev
from ringback.call_handler.audio import decoded
from ringback.call_handler.briefing import Briefing
from ringback.call_handler.recovery import HOPELESS
from ringback.call_handler.tools import TOOLS
from ringback.call_handler.voice_models.realtime_costs import PER_MINUTE, of_response, of_transcription

_CONFIGURE, _RESPOND = "configure", "respond"
_RUNS = "conversation_already_has_active_response"
_FATAL = HOPELESS | {"session_expired"}


# --- what we send


def configure(briefing: Briefing, *, model: str, voice: str, transcription: str) -> str:
    """The session.update that makes a fresh session ready for one call."""
    several = transcription in PER_MINUTE
    hint: dict[str, Any] = {"languages": ["he", "en"]} if several else {"language": briefing.language}
    session: dict[str, Any] = {
        "type": "realtime",
        "model": model,
        "output_modalities": ["audio"],
        "instructions": briefing.rules,
        "audio": {
            "input": {
                "format": {"type": "audio/pcmu"},
                "transcription": {"model": transcription, **hint},
                "noise_reduction": {"type": "near_field"},
                "turn_detection": {
                    "type": "server_vad",
                    "threshold": 0.5,
                    "prefix_padding_ms": 300,
                    "silence_duration_ms": 500,
                    "create_response": False,
                    "interrupt_response": False,
                },
            },
            "output": {"format": {"type": "audio/pcmu"}, "voice": voice},
        },
        "tools": [{"type": "function", **tool} for tool in TOOLS],
        "tool_choice": "auto",
        "truncation": {"type": "retention_ratio", "retention_ratio": 0.8},
    }
    if model.startswith("gpt-realtime-2"):
        session |= {"reasoning": {"effort": "low"}, "parallel_tool_calls": False}
    return _dump({"type": "session.update", "event_id": _CONFIGURE, "session": session})


def encode(action: ev.ModelAction) -> str:
    match action:
        case ev.SendAudio():
            return encode_sound(action.payload)
        case ev.CommitAudio():
            return _dump({"type": "input_audio_buffer.commit"})
        case ev.CreateResponse():
            extra = {} if action.instructions is None else {"response": {"instructions": action.instructions}}
            return _dump({"type": "response.create", "event_id": _RESPOND, **extra})
        case ev.CancelResponse():
            named = {} if action.response_id is None else {"response_id": action.response_id}
            return _dump({"type": "response.cancel", **named})
        case ev.TruncateModel():
            return _dump(
                {
                    "type": "conversation.item.truncate",
                    "item_id": action.item_id,
                    "content_index": 0,
                    "audio_end_ms": action.audio_ms,
                }
            )
        case ev.AnswerTool():
            item = {"type": "function_call_output", "call_id": action.call_id, "output": _dump(dict(action.output))}
            return _dump({"type": "conversation.item.create", "item": item})
        case ev.AddNote():
            return _message("system", "input_text", action.text)
        case _:
            assert_never(action)


def encode_sound(payload: str) -> str:
    return f'{{"type":"input_audio_buffer.append","audio":"{payload}"}}'


def recall(past: ev.Past) -> str:
    """Something of the talk so far, for a session that does not know it."""
    match past:
        case ev.PastCall():
            arguments = _dump(dict(past.arguments))
            call = {"type": "function_call", "call_id": past.call_id, "name": past.name, "arguments": arguments}
            return _dump({"type": "conversation.item.create", "item": call})
        case ev.PastTurn(who="agent"):
            return _message("assistant", "output_text", past.text)
        case ev.PastTurn():
            return _message("user", "input_text", past.text)


def _message(role: str, kind: str, text: str) -> str:
    item = {"type": "message", "role": role, "content": [{"type": kind, "text": text}]}
    return _dump({"type": "conversation.item.create", "item": item})


_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


# --- what we get


_DELTA = re.compile(
    r'\{"type":"response\.output_audio\.delta","event_id":"[A-Za-z0-9_-]+","response_id":"([A-Za-z0-9_-]+)",'
    r'"item_id":"([A-Za-z0-9_-]+)",'
    r'"output_index":[0-9]+,"content_index":[0-9]+,"delta":"([^"]+)"\}'
).fullmatch


def decode_sound(text: str) -> ev.ModelAudio | None:
    """The audio delta that this is, when it is in exactly OpenAI's form; None says nothing."""
    delta = _DELTA(text)
    if delta is None or "\\" in text:
        return None
    response_id, item_id, payload = delta.groups()
    try:
        return ev.ModelAudio(response_id, item_id, payload, decoded(payload))
    except ValueError:
        return None


def decode(text: str, *, model: str, transcription: str, now: float = 0.0) -> list[ev.ModelEvent]:
    """What one server event means; nothing for those that do not concern the bridge. `now` in seconds since 1970."""
    audio = decode_sound(text)
    if audio is not None:
        return [audio]
    try:
        event = json.loads(text)
        return _read(event, model, transcription, now) if isinstance(event, dict) else []
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError):
        return []


def _read(event: Mapping[str, Any], model: str, transcription: str, now: float) -> list[ev.ModelEvent]:
    match event["type"]:
        case "response.output_audio.delta":
            payload = event["delta"]
            return [ev.ModelAudio(event["response_id"], event["item_id"], payload, decoded(payload))]
        case "response.output_audio.done":
            return [ev.ModelAudioDone(event["response_id"], event["item_id"])]
        case "response.output_audio_transcript.delta":
            return [ev.AgentSaid(event["response_id"], event["item_id"], str(event["delta"]), final=False)]
        case "response.output_audio_transcript.done":
            return [ev.AgentSaid(event["response_id"], event["item_id"], str(event["transcript"]), final=True)]
        case "input_audio_buffer.speech_started":
            return [ev.CalleeSpoke(event["item_id"], int(event["audio_start_ms"]))]
        case "input_audio_buffer.speech_stopped":
            return [ev.CalleeStopped(event["item_id"], int(event["audio_end_ms"]))]
        case "input_audio_buffer.committed":
            return [ev.TurnCommitted(event["item_id"])]
        case "conversation.item.input_audio_transcription.delta":
            return [ev.TurnTranscribed(event["item_id"], str(event.get("delta") or ""), final=False)]
        case "conversation.item.input_audio_transcription.completed":
            heard = ev.TurnTranscribed(event["item_id"], str(event["transcript"]), final=True)
            return [heard, *of_transcription(event.get("usage"), transcription)]
        case "conversation.item.input_audio_transcription.failed":
            return [ev.TurnTranscribed(event["item_id"], "", final=True)]
        case "response.created":
            return [ev.ResponseStarted(event["response"]["id"])]
        case "response.output_item.done":
            return _tool_call(event["response_id"], event["item"])
        case "response.done":
            return _done(event["response"], model)
        case "session.updated":
            ends = event.get("session", {}).get("expires_at")
            return [ev.ModelReady(max(0, int((ends - now) * 1000)) if ends and now else None)]
        case "error":
            return _error(event["error"], str(event.get("event_id")))
    return []


def _tool_call(response_id: str, item: Mapping[str, Any]) -> list[ev.ModelEvent]:
    if item.get("type") != "function_call" or item.get("status") == "incomplete":
        return []
    try:
        arguments = json.loads(item.get("arguments") or "{}")
    except ValueError:
        arguments = None
    read = arguments if isinstance(arguments, dict) else None
    return [ev.ToolCalled(response_id, str(item["call_id"]), str(item.get("name")), read)]


def _done(response: Mapping[str, Any], model: str) -> list[ev.ModelEvent]:
    failed = None
    if response.get("status") == "failed":
        error = (response.get("status_details") or {}).get("error") or {}
        failed = str(error.get("code") or error.get("type") or "unknown")
    done = ev.ResponseDone(str(response["id"]), failed)
    return [*of_response(response.get("usage"), model), done]


def _error(error: Mapping[str, Any], its_id: str) -> list[ev.ModelEvent]:
    code, about = str(error.get("code") or error.get("type") or "unknown"), error.get("event_id")
    fatal = code in _FATAL or about == _CONFIGURE
    refused = about == _RESPOND and not fatal and code != _RUNS
    response: list[ev.ModelEvent] = [ev.ResponseStarted(its_id), ev.ResponseDone(its_id, code)] if refused else []
    return [ev.ModelFailed(code, recoverable=not fatal), *response]
