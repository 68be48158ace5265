"""A call's events as the journal tells them, and the question that is open in it. Pure.

Rules:
1. Each event of the wire is at most one entry; what cannot be read, and what says nothing new, is none.
2. A phase of the talk is a `call.status` like the line's own: menu → ivr, on_hold, screening, voicemail, talking →
   answered. While the user is consulted the question itself says so.
3. A question is open from its `call.ask` until its answer, the end of its call or its deadline.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ringback.engine.ports import Entry
from ringback.wire import CallEvent, CallStatus, Question, Turn

_LINE = {
    CallStatus.QUEUED: "queued",
    CallStatus.INITIATED: "dialing",
    CallStatus.RINGING: "ringing",
    CallStatus.IN_PROGRESS: "answered",
}
"""Twilio's word → ours; every other one means that the call has ended."""

_PHASES = {
    "talking": "answered",
    "menu": "ivr",
    "on_hold": "on_hold",
    "screening": "screening",
    "voicemail": "voicemail",
}

IN_CALL = frozenset(_PHASES.values())
"""Statuses in which somebody or something has picked up."""

_NO = re.compile(r"\s*(?:no|nope|not|לא|אין)(?![\w'])(?!\s+(?:problem|worries))", re.IGNORECASE)
_FIGURE = re.compile(r"\d")

ENTRY_TYPES = {
    "call.status": "call.status",
    "call.phase": "call.status",
    "call.turn": "call.turn",
    "call.ask": "call.ask",
    "call.answer": "call.answer",
    "call.steer": "call.steer",
    "call.dtmf": "call.dtmf",
}
"""Type on the wire → type in the journal."""

_FIELDS = {
    "call.answer": ("question_id", "text", "by"),
    "call.steer": ("text", "mode", "state"),
    "call.dtmf": ("digits",),
}


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    question_id: str
    text: str
    options: tuple[str, ...]
    deadline: float
    """Seconds since the epoch."""
    call: int | None = None
    """Of several calls of a task, the one that asks, and its sid."""
    call_sid: str | None = None


def entry_of(event: CallEvent, call_sid: str | None) -> tuple[str, dict[str, Any]] | None:
    """The journal entry's type and data; None for what is not told. Raises ValueError for what cannot be read."""
    match event.type:
        case "call.turn":
            turn = Turn.model_validate(event.data)
            data = {"turn": turn.index, **turn.model_dump(include={"who", "text", "final", "t0", "t1"})}
        case "call.status":
            status = CallStatus(event.data.get("status", ""))
            machine = str(event.data.get("answered_by") or "").startswith("machine")
            word = "voicemail" if machine and not status.terminal else _LINE.get(status, "ended")
            data = {"status": word, "call_sid": call_sid, "provider": status.value}
        case "call.phase":
            phase = _PHASES.get(_text(event, "phase"))
            if phase is None:
                return None
            data = {"status": phase, "call_sid": call_sid, "provider": CallStatus.IN_PROGRESS.value}
        case "call.ask":
            data = Question.model_validate(event.data).model_dump(mode="json")
        case "call.report":
            return None
        case kind:
            data = {field: _text(event, field) for field in _FIELDS[kind]}
    return ENTRY_TYPES[event.type], data


def repeats(data: dict[str, Any], entries: Sequence[Entry]) -> bool:
    """True when the last `call.status` of `entries` already says the status of `data`."""
    last = next((entry for entry in reversed(entries) if entry.type == "call.status"), None)
    return last is not None and last.data["status"] == data["status"]


def of_call(entries: Sequence[Entry], place: int | None, call_sid: str | None) -> list[Entry]:
    """Those of one task's `entries` that are of this call, and not of an earlier try."""
    return [one for one in entries if one.data.get("call") == place and one.data.get("call_sid") in (None, call_sid)]


def open_question(entries: Sequence[Entry], now: float) -> OpenQuestion | None:
    """The question of one task's `entries` that waits for an answer at `now`; the newest of several."""
    found: OpenQuestion | None = None
    for entry in entries:
        match entry.type:
            case "call.ask":
                asked = Question.model_validate(entry.data)
                deadline, options = asked.deadline_at.timestamp(), tuple(asked.options)
                call, call_sid = entry.data.get("call"), entry.data.get("call_sid")
                found = OpenQuestion(asked.question_id, asked.text, options, deadline, call, call_sid)
            case "call.answer" if found and entry.data["question_id"] == found.question_id:
                found = None
            case "call.status" if found and entry.data["status"] == "ended" and entry.data.get("call") == found.call:
                found = None
            case _:
                pass
    return found if found and found.deadline > now else None


def talk(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """Who said what, turn by turn, each in its last form."""
    turns = {
        (one.data.get("call"), one.data["turn"]): (str(one.data["who"]), str(one.data["text"]))
        for one in entries
        if one.type == "call.turn"
    }
    return list(turns.values())


def agreed(entries: Sequence[Entry]) -> tuple[str, ...]:
    """What the user agreed to during the call: their answers, the questions they said yes to, and their guidance."""
    asked: dict[str, str] = {}
    found: list[str] = []
    for entry in entries:
        match entry.type, entry.data:
            case "call.ask", {"question_id": str(question_id), "text": str(text)}:
                asked[question_id] = text
            case "call.answer", {"by": "user", "question_id": str(question_id), "text": str(text)}:
                if not _NO.match(text):
                    found += [text, *([] if _FIGURE.search(text) else [asked.get(question_id, "")])]
            case "call.steer", {"mode": "guide", "state": "used", "text": str(text)}:
                found.append(text)
            case _:
                pass
    return tuple(found)


def answered_by_default(entries: Sequence[Entry]) -> bool:
    """True when the user's last question of the call was answered by its default."""
    last = next((entry for entry in reversed(entries) if entry.type == "call.answer"), None)
    return last is not None and last.data["by"] == "default"


def _text(event: CallEvent, field: str) -> str:
    value = event.data.get(field)
    if not isinstance(value, str):
        raise ValueError(f"{event.type} without {field}")
    return value
