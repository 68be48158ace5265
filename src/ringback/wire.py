"""The contract between the engine and the call-handler: all that crosses the wire between them.

Engine → handler: `GET /order?instructions=&phone_number=&task_id=&language=` with `Idempotency-Key`.
Handler → engine: `WS /calls/{sid}/events?after=SEQ`, one `CallEvent` a message; the last one is `call.report`.
`GET /calls/{sid}` is the same state at rest. Times within a call are milliseconds of its recording.
"""

import re
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, Field

Language = Literal["he", "en"]

_PRINCIPAL = re.compile(r"^\s*(?:On behalf of|בשם)\s*:\s*(\S[^\r\n]{0,79})", re.MULTILINE)


def principal(instructions: str) -> str | None:
    """For whom the call is made: the `On behalf of: …` / `בשם: …` line of the instructions, if there is one."""
    found = _PRINCIPAL.search(instructions)
    return found.group(1).strip() if found else None


class CallStatus(StrEnum):
    """Twilio's own words for a call."""

    QUEUED = "queued"
    INITIATED = "initiated"
    RINGING = "ringing"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    BUSY = "busy"
    FAILED = "failed"
    NO_ANSWER = "no-answer"
    CANCELED = "canceled"

    @property
    def terminal(self) -> bool:
        return self in _TERMINAL


_TERMINAL = {CallStatus.COMPLETED, CallStatus.BUSY, CallStatus.FAILED, CallStatus.NO_ANSWER, CallStatus.CANCELED}


class Reason(StrEnum):
    """Why a call ended as it did. Telephony causes and results of the talk are different members and never mix."""

    GOAL_REACHED = "goal_reached"
    GOAL_NOT_REACHED = "goal_not_reached"
    CALLEE_REFUSED = "callee_refused"
    VOICEMAIL = "voicemail"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    INVALID_NUMBER = "invalid_number"
    CANCELED = "canceled"
    USER_HANGUP = "user_hangup"
    CALLEE_HANGUP = "callee_hangup"
    LINE_DROPPED = "line_dropped"
    MAX_DURATION = "max_duration"
    MODEL_DOWN = "model_down"
    PROVIDER_DOWN = "provider_down"
    CALL_FAILED = "call_failed"
    DO_NOT_CALL = "do_not_call"


class Turn(BaseModel):
    """One utterance. `t0` and `t1` are ms of the recording.

    A live turn that is told anew without text was not heard after all.
    """

    index: int
    who: Literal["agent", "callee"]
    text: str
    t0: int
    t1: int
    final: bool = True


class Fact(BaseModel):
    """Something agreed or learned in the call, with the callee's words that say it.

    `turn` is the index of the callee's turn that contains `quote`; a fact with `supported=False` is not evidence.
    """

    key: str
    value: str
    quote: str | None = None
    turn: int | None = None
    supported: bool = False


class Report(BaseModel):
    """What the call-handler says about an ended call."""

    call_sid: str
    task_id: str | None = None
    status: CallStatus
    answered_by: str | None = None
    started_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime
    ended_by: Literal["agent", "callee", "user", "carrier", "system"]
    reason: Reason
    claimed: Literal["succeeded", "failed"] | None = Field(
        default=None, description="what the voice model said of the result; not yet believed"
    )
    summary: str = Field(default="", description="the voice model's own one-sentence summary; not evidence")
    facts: list[Fact] = []
    turns: list[Turn] = []
    recording: bool = False
    message_left: bool | None = Field(default=None, description="at an answering machine: whether ours was left")
    cost: dict[str, float] = {}
    direction: Literal["outbound", "inbound"] = "outbound"
    phone_number: str = Field(default="", description="the other side's number, E.164; empty when withheld")


class Question(BaseModel):
    """A question of the voice model to the user, in the middle of the call; `default` is told when nobody answers."""

    question_id: str
    text: str
    options: list[str] = []
    default: str = ""
    deadline_at: datetime


class Answer(BaseModel):
    """Body of `POST /calls/{sid}/answer`. An unknown or closed question is 409 `question_closed`."""

    question_id: str = Field(min_length=1, max_length=100)
    text: str = Field(min_length=1, max_length=500)


class Steer(BaseModel):
    """Body of `POST /calls/{sid}/steer`: `guide` tells the assistant, `say` has it say exactly these words."""

    text: str = Field(min_length=1, max_length=500)
    mode: Literal["guide", "say"] = "guide"


class Steered(BaseModel):
    """Answer of `POST /calls/{sid}/steer`; a call that is over is 409 `too_late`."""

    state: Literal["sent"] = "sent"


class Listening(BaseModel):
    """Answer of `POST /calls/{sid}/listen`: what opens `WS /calls/{sid}/audio?token=` until `expires_at`.

    Each binary message there is a tenth of a second or so: samples of both sides in turn, our assistant's first.
    """

    token: str
    expires_at: datetime
    encoding: Literal["mulaw"] = "mulaw"
    rate: Literal[8000] = 8000
    channels: Literal[2] = 2


class Ordered(BaseModel):
    """Answer of `GET /order`."""

    status: Literal["Call initiated"] = "Call initiated"
    call_sid: str


class Withdrawn(BaseModel):
    """Answer of `DELETE /order`: the call the order has all the same, or null: there is none and will be none."""

    call_sid: str | None


class ErasedCall(BaseModel):
    """Answer of `DELETE /calls/{sid}`: the call's sid; empty (202) while it is on: then it is erased when it ends."""

    erased: str
    when: Literal["now", "ended"] = "now"


class ErasedOrders(BaseModel):
    """Answer of `DELETE /orders?task_id=`: how many calls and orders are gone, how many will be when they are over."""

    erased: int
    later: int


class CallView(BaseModel):
    """Answer of `GET /calls/{sid}`."""

    call_sid: str
    status: CallStatus
    answered_by: str | None = None
    started_at: datetime
    ended_at: datetime | None = None
    ended_by: str | None = None
    reason: Reason | None = None
    turns: list[Turn] = []
    report: Report | None = None
    cost: dict[str, float] = {}


class LineCheck(BaseModel):
    """Something a call needs; `cure` says how to mend what failed."""

    name: str
    state: Literal["ok", "failed", "skipped"]
    detail: str = ""
    cure: str = ""


class LineLimits(BaseModel):
    """What is in force on the line; null is no limit."""

    countries: list[str] = Field(description="that may be called; empty for all")
    quiet_hours: str | None = Field(description="when nobody is called, like 21:00-08:00")
    keep_sabbath: bool
    calls_a_day: int | None
    calls_a_day_per_number: int | None
    call_seconds: int
    ring_seconds: int
    consult_seconds: int
    recording_days: int | None = Field(default=None, description="how long recordings are kept")


class LineKey(BaseModel):
    """A setting that a real call needs; `shown` is its value, of a secret the last four characters at most."""

    name: str
    is_set: bool
    shown: str = ""


class Line(BaseModel):
    """Answer of `GET /line`: `checks` are made only when they are asked for."""

    practice: bool
    phone_number: str
    model: str
    voice: str
    recording: bool
    limits: LineLimits
    keys: list[LineKey] = []
    checks: list[LineCheck] = []


class Permission(BaseModel):
    """Answer of `GET /permission`: the `code` an order would be refused with, null when it would be dialled.

    `again_at` is from when on it would be, where that is known.
    """

    code: str | None = None
    again_at: datetime | None = None


class InboundCall(BaseModel):
    """One ended call that came in; `seq` counts them."""

    seq: int
    report: Report


class InboundCalls(BaseModel):
    """Answer of `GET /inbound`, oldest first. `last` is the newest number there is: less than the one that was asked
    after means that the call-handler began to count anew.
    """

    calls: list[InboundCall] = []
    last: int = 0


class CallEvent(BaseModel):
    """One live event of a call.

    `call.status` {status, answered_by} · `call.turn` a Turn · `call.report` a Report · `call.ask` a Question ·
    `call.answer` {question_id, text, by: user | default} · `call.steer` {text, mode, state: sent | used | too_late} ·
    `call.dtmf` {digits} · `call.phase` {phase: talking | menu | on_hold | screening | voicemail | consulting}.
    """

    seq: int
    ts: datetime
    type: Literal[
        "call.status",
        "call.turn",
        "call.report",
        "call.ask",
        "call.answer",
        "call.steer",
        "call.dtmf",
        "call.phase",
    ]
    data: dict[str, Any]
