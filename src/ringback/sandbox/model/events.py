"""The client's half of the Realtime protocol (GA): its eleven events, read strictly.

Rule: what is wrong is said as the vendor says it: a code, the parameter's path, one sentence. The session stays open.
"""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, from_json

from ringback.sandbox.model.shapes import CreatedItem, ResponseParams, Session, Shape, item_tag


class ProtocolError(Exception):
    """An `error` event to be; `event_id` is the client's own id of the event that caused it."""

    def __init__(self, code: str, message: str, *, param: str | None = None, event_id: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.param = param
        self.event_id = event_id


class Event(Shape):
    event_id: str | None = Field(default=None, max_length=512)


class SessionUpdate(Event):
    type: Literal["session.update"]
    session: Session


class BufferAppend(Event):
    type: Literal["input_audio_buffer.append"]
    audio: str = Field(max_length=15 * 2**20)


class BufferCommit(Event):
    type: Literal["input_audio_buffer.commit"]


class BufferClear(Event):
    type: Literal["input_audio_buffer.clear"]


class ItemCreate(Event):
    type: Literal["conversation.item.create"]
    previous_item_id: str | None = None
    item: Annotated[CreatedItem, Discriminator(item_tag)]


class ItemRetrieve(Event):
    type: Literal["conversation.item.retrieve"]
    item_id: str


class ItemTruncate(Event):
    type: Literal["conversation.item.truncate"]
    item_id: str
    content_index: int
    audio_end_ms: int


class ItemDelete(Event):
    type: Literal["conversation.item.delete"]
    item_id: str


class ResponseCreate(Event):
    type: Literal["response.create"]
    response: ResponseParams | None = None


class ResponseCancel(Event):
    type: Literal["response.cancel"]
    response_id: str | None = None


class OutputBufferClear(Event):
    type: Literal["output_audio_buffer.clear"]


ClientEvent = (
    SessionUpdate
    | BufferAppend
    | BufferCommit
    | BufferClear
    | ItemCreate
    | ItemRetrieve
    | ItemTruncate
    | ItemDelete
    | ResponseCreate
    | ResponseCancel
    | OutputBufferClear
)

_EVENTS: TypeAdapter[ClientEvent] = TypeAdapter(Annotated[ClientEvent, Field(discriminator="type")])


def read_event(text: str | bytes) -> ClientEvent:
    """The client's event; raises ProtocolError when it is none."""
    try:
        raw = from_json(text, allow_inf_nan=False)
    except ValueError as problem:
        raise ProtocolError("invalid_json", f"The message is not valid JSON: {problem}.") from problem
    if not isinstance(raw, dict):
        raise ProtocolError("invalid_event", "An event is a JSON object.")
    named = raw.get("event_id")
    event_id = named if isinstance(named, str) else None
    if "type" not in raw:
        raise ProtocolError("invalid_event", "The 'type' field is missing.", event_id=event_id)
    try:
        return _EVENTS.validate_python(raw)
    except ValidationError as problem:
        error = problem.errors(include_url=False, include_input=False)[0]
        raise _refusal(error, raw, event_id) from problem


def _refusal(error: ErrorDetails, raw: Any, event_id: str | None) -> ProtocolError:
    kind = error["type"]
    param = _path(error["loc"], raw, missing=kind == "missing")
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        param = f"{param}.type".lstrip(".")
    if kind == "missing":
        return ProtocolError(
            "missing_required_parameter", f"Missing required parameter: '{param}'.", param=param, event_id=event_id
        )
    if kind == "extra_forbidden":
        return ProtocolError("unknown_parameter", f"Unknown parameter: '{param}'.", param=param, event_id=event_id)
    code = "invalid_type" if kind.endswith("_type") else "invalid_value"
    word = "type" if code == "invalid_type" else "value"
    return ProtocolError(code, f"Invalid {word} for '{param}': {error['msg']}.", param=param, event_id=event_id)


def _path(loc: tuple[int | str, ...], raw: Any, *, missing: bool) -> str:
    """`session.audio.input` of an error's place: the steps that exist in what was sent, without the union's tags."""
    path, at = "", raw
    for index, step in enumerate(loc):
        if isinstance(at, dict) and isinstance(step, str) and step in at:
            path, at = f"{path}.{step}", at[step]
        elif isinstance(at, list) and isinstance(step, int) and step < len(at):
            path, at = f"{path}[{step}]", at[step]
        elif missing and index == len(loc) - 1:
            path = f"{path}.{step}"
    return path.lstrip(".")
