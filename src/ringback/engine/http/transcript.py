"""A call's words as they are told: the turns of both sides, and what happened between them."""

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import BaseModel, Field

from ringback.engine.http.views import TurnView, turns
from ringback.engine.ports import Entry


class NoteView(BaseModel):
    """Keys that were pressed, a question to the user and its answer, words of the user into the call."""

    kind: Literal["pressed", "asked", "answered", "default", "guide", "say"]
    text: str
    t: int = Field(description="ms of the recording: where the turn began that was the last when it came")


class TranscriptView(BaseModel):
    task_id: str
    call_sid: str
    turns: list[TurnView]
    notes: list[NoteView] = Field(description="what happened between the turns, in the order it did")


def transcript(task_id: str, call_sid: str, entries: Sequence[Entry]) -> TranscriptView:
    """`entries` of the call alone."""
    return TranscriptView(task_id=task_id, call_sid=call_sid, turns=turns(entries), notes=list(_notes(entries)))


def _notes(entries: Sequence[Entry]) -> Iterator[NoteView]:
    begun = 0
    for entry in entries:
        data = entry.data
        match entry.type:
            case "call.turn":
                begun = max(begun, data["t0"])
            case "call.dtmf":
                yield NoteView(kind="pressed", text=data["digits"], t=begun)
            case "call.ask":
                yield NoteView(kind="asked", text=data["text"], t=begun)
            case "call.answer":
                yield NoteView(kind="default" if data["by"] == "default" else "answered", text=data["text"], t=begun)
            case "call.steer" if data["state"] == "used":
                yield NoteView(kind=data["mode"], text=data["text"], t=begun)
            case _:
                pass
