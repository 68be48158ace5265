"""The words of the bridge: what the carrier and the voice model tell it, and what it tells them. No provider's names.

Rules:
1. Audio is µ-law, 8 bytes a millisecond: `payload` is its base64, sent on as it came, and `sound` the bytes themselves.
2. `at` and every other time is media time: milliseconds of the callee's audio since the stream began.
3. Nobody changes an event. The four that carry sound are not frozen, for what is frozen takes three times as long to
   make, and these are made a hundred times a second for each call.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from ringback.wire import Reason

Who = Literal["agent", "callee"]
EndedBy = Literal["agent", "callee", "user", "carrier", "system"]
Told = Literal["call.phase", "call.dtmf", "call.answer", "call.steer"]


# --- from the carrier


@dataclass(frozen=True, slots=True)
class StreamStarted:
    """The media stream is open; `parameters` are ours, from the TwiML."""

    stream_sid: str
    call_sid: str
    parameters: Mapping[str, str]


@dataclass(slots=True)
class CalleeAudio:
    """One frame of the callee; `at` is its start."""

    payload: str
    sound: bytes
    at: int


@dataclass(frozen=True, slots=True)
class MarkPlayed:
    """All audio before this mark was played, or dropped by a clear."""

    name: str


@dataclass(frozen=True, slots=True)
class Digit:
    """The callee pressed a key."""

    digit: str


@dataclass(frozen=True, slots=True)
class StreamStopped:
    """The phone's side is over; `clean` when the carrier said so, False when the line just broke."""

    clean: bool


CarrierEvent = StreamStarted | CalleeAudio | MarkPlayed | Digit | StreamStopped


# --- from the voice model


@dataclass(frozen=True, slots=True)
class ModelReady:
    """The session is configured; audio may be sent. `lasts_ms` is how long the session may live, when it is known."""

    lasts_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ResponseStarted:
    response_id: str


@dataclass(slots=True)
class ModelAudio:
    response_id: str
    item_id: str
    payload: str
    sound: bytes


@dataclass(frozen=True, slots=True)
class ModelAudioDone:
    """No more audio of this item."""

    response_id: str
    item_id: str


@dataclass(frozen=True, slots=True)
class AgentSaid:
    """Words of an agent item: a further piece, or with `final` all of them."""

    response_id: str
    item_id: str
    text: str
    final: bool


@dataclass(frozen=True, slots=True)
class CalleeSpoke:
    """The callee began to speak at `audio_ms` of the audio sent to the model."""

    item_id: str
    audio_ms: int


@dataclass(frozen=True, slots=True)
class CalleeStopped:
    item_id: str
    audio_ms: int


@dataclass(frozen=True, slots=True)
class TurnCommitted:
    """The callee's turn is complete and in the conversation; its words may come later."""

    item_id: str


@dataclass(frozen=True, slots=True)
class TurnTranscribed:
    """The callee's words: a further piece, or with `final` all of them (empty when nothing could be understood)."""

    item_id: str
    text: str
    final: bool


@dataclass(frozen=True, slots=True)
class ToolCalled:
    """`arguments` is None when they could not be read."""

    response_id: str
    call_id: str
    name: str
    arguments: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class ResponseDone:
    """`failed` carries the code when the model could not answer; a cancelled response is not a failure."""

    response_id: str
    failed: str | None = None


@dataclass(frozen=True, slots=True)
class ModelFailed:
    """An error of the session. Not `recoverable`: nothing more will come."""

    code: str
    recoverable: bool


@dataclass(frozen=True, slots=True)
class Used:
    """What the model charged for: counts by name, and their price in US dollars; `estimated` when it is not known."""

    counts: Mapping[str, float]
    usd: float
    estimated: bool = False


ModelEvent = (
    ModelReady
    | ResponseStarted
    | ModelAudio
    | ModelAudioDone
    | AgentSaid
    | CalleeSpoke
    | CalleeStopped
    | TurnCommitted
    | TurnTranscribed
    | ToolCalled
    | ResponseDone
    | ModelFailed
    | Used
)


# --- what the bridge tells the carrier


@dataclass(slots=True)
class Play:
    payload: str
    sound: bytes


@dataclass(frozen=True, slots=True)
class Mark:
    name: str


@dataclass(frozen=True, slots=True)
class ClearPlayback:
    """Drop what was sent and not yet played."""


CarrierAction = Play | Mark | ClearPlayback


# --- what the bridge tells the voice model


@dataclass(slots=True)
class SendAudio:
    payload: str


@dataclass(frozen=True, slots=True)
class CommitAudio:
    """Take what the callee is saying as a turn now."""


@dataclass(frozen=True, slots=True)
class CreateResponse:
    """Speak; with `instructions` for this response only."""

    instructions: str | None = None


@dataclass(frozen=True, slots=True)
class CancelResponse:
    response_id: str | None


@dataclass(frozen=True, slots=True)
class TruncateModel:
    """The callee heard only `audio_ms` of this item."""

    item_id: str
    audio_ms: int


@dataclass(frozen=True, slots=True)
class AnswerTool:
    call_id: str
    output: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AddNote:
    """A system message in the conversation, for the model's next response."""

    text: str


ModelAction = SendAudio | CommitAudio | CreateResponse | CancelResponse | TruncateModel | AnswerTool | AddNote


# --- what the bridge tells the rest of the handler


@dataclass(frozen=True, slots=True)
class Utterance:
    """One turn; told again under the same `index` when more of it is known. `t0` and `t1` are ms of the recording."""

    index: int
    who: Who
    text: str
    t0: int
    t1: int
    final: bool


@dataclass(frozen=True, slots=True)
class Transcribe:
    turn: Utterance


class Result(StrEnum):
    """What the model says came of the talk."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    VOICEMAIL = "voicemail"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ClaimedFact:
    key: str
    value: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What the model claims when it ends the call; nothing of it is believed yet."""

    result: Result
    summary: str = ""
    facts: tuple[ClaimedFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Claimed:
    claim: Claim


@dataclass(frozen=True, slots=True)
class PastTurn:
    """One turn of the talk so far, for a session that does not know it."""

    who: Who
    text: str


@dataclass(frozen=True, slots=True)
class PastCall:
    """A call of a tool that is still to be answered, for a session that did not make it."""

    call_id: str
    name: str
    arguments: Mapping[str, Any]


Past = PastTurn | PastCall


@dataclass(frozen=True, slots=True)
class ReopenModel:
    """Close the model's session and open another with the same briefing and this history; `ModelReady` comes again."""

    history: tuple[Past, ...]


@dataclass(frozen=True, slots=True)
class Tell:
    """A live event of the call, as in `wire.CallEvent`."""

    type: Told
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AskUser:
    """A question to the user; the bridge itself counts the seconds, in media time, and takes `default` after them."""

    question_id: str
    text: str
    options: tuple[str, ...]
    default: str
    seconds: float


@dataclass(frozen=True, slots=True)
class BarNumber:
    """The callee does not want to be called again."""


@dataclass(frozen=True, slots=True)
class LeftMessage:
    """Our message to an answering machine was played to its end."""


@dataclass(frozen=True, slots=True)
class HangUp:
    """The talk is over; `reason` when it is not what the claim says, `last_words` for the carrier's own voice."""

    ended_by: EndedBy
    reason: Reason | None = None
    last_words: str | None = None


Action = (
    CarrierAction | ModelAction | Transcribe | Claimed | ReopenModel | Tell | AskUser | BarNumber | LeftMessage | HangUp
)
