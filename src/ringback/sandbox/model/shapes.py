"""Sessions, items and responses as a client may write them (Realtime, GA), checked field by field.

Rules:
1. A field nobody knows is refused, so that a session in the beta's shape cannot slip through.
2. `Session` is a whole configuration and also a change of one: the fields that were set are the change.
"""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, JsonValue, Tag


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class Pcm(Shape):
    type: Literal["audio/pcm"] = "audio/pcm"
    rate: Literal[24000] = 24000


class Pcmu(Shape):
    type: Literal["audio/pcmu"] = "audio/pcmu"


Format = Annotated[Pcm | Pcmu, Field(discriminator="type")]


class Transcription(Shape):
    model: str | None = None
    language: str | None = None
    languages: Annotated[list[str], Field(min_length=1)] | None = None
    prompt: str | None = None
    keywords: list[str] | None = None
    delay: Literal["minimal", "low", "medium", "high", "xhigh"] | None = None


class NoiseReduction(Shape):
    type: Literal["near_field", "far_field"]
    strength: float | None = None


class ServerVad(Shape):
    type: Literal["server_vad"]
    threshold: float = Field(default=0.5, ge=0, le=1)
    prefix_padding_ms: int = Field(default=300, ge=0, le=5000)
    silence_duration_ms: int = Field(default=500, ge=0, le=30_000)
    idle_timeout_ms: int | None = Field(default=None, ge=5000, le=30_000)
    create_response: bool = True
    interrupt_response: bool = True


class SemanticVad(Shape):
    type: Literal["semantic_vad"]
    eagerness: Literal["low", "medium", "high", "auto"] = "auto"
    create_response: bool = True
    interrupt_response: bool = True


TurnDetection = ServerVad | SemanticVad


class AudioInput(Shape):
    format: Format = Field(default_factory=Pcm)
    transcription: Transcription | None = None
    noise_reduction: NoiseReduction | None = None
    turn_detection: Annotated[TurnDetection, Field(discriminator="type")] | None = Field(
        default_factory=lambda: ServerVad(type="server_vad", silence_duration_ms=200)
    )


class VoiceId(Shape):
    id: str


class AudioOutput(Shape):
    format: Format = Field(default_factory=Pcm)
    voice: str | VoiceId = "marin"
    speed: float = Field(default=1, ge=0.25, le=1.5)

    @property
    def voice_name(self) -> str:
        return self.voice if isinstance(self.voice, str) else self.voice.id


class Audio(Shape):
    input: AudioInput = Field(default_factory=AudioInput)
    output: AudioOutput = Field(default_factory=AudioOutput)


class FunctionTool(Shape):
    type: Literal["function"] = "function"
    name: str = Field(min_length=1, max_length=64)
    description: str | None = None
    parameters: dict[str, JsonValue] | None = None


class ToolChoiceFunction(Shape):
    type: Literal["function"]
    name: str


ToolChoice = Literal["none", "auto", "required"] | ToolChoiceFunction
Modalities = Annotated[list[Literal["text", "audio"]], Field(min_length=1, max_length=1)]
MaxTokens = Annotated[int, Field(ge=1, le=32_768)] | Literal["inf"]


class Reasoning(Shape):
    effort: Literal["minimal", "low", "medium", "high", "xhigh"] | None = None


class TokenLimits(Shape):
    post_instructions: int | None = None


class RetentionRatio(Shape):
    type: Literal["retention_ratio"]
    retention_ratio: float = Field(ge=0, le=1)
    token_limits: TokenLimits | None = None


class Tracing(Shape):
    group_id: str | None = None
    workflow_name: str | None = None
    metadata: dict[str, JsonValue] | None = None


class Session(Shape):
    """A whole configuration, and also a change of one: `model_fields_set` says which fields were named."""

    type: Literal["realtime"]
    model: str = ""
    output_modalities: Modalities = ["audio"]
    instructions: str = "You are a helpful assistant on the telephone. Be brief and kind."
    tools: list[FunctionTool] = []
    tool_choice: ToolChoice = "auto"
    parallel_tool_calls: bool | None = None
    max_output_tokens: MaxTokens = "inf"
    reasoning: Reasoning | None = None
    truncation: Literal["auto", "disabled"] | RetentionRatio = "auto"
    tracing: Literal["auto"] | Tracing | None = None
    prompt: None = None
    include: list[Literal["item.input_audio_transcription.logprobs"]] | None = None
    audio: Audio = Field(default_factory=Audio)

    def changed(self, change: "Session") -> "Session":
        """This session with the fields that `change` names; a format, a turn detection, a list change as a whole."""
        return _changed(self, change)


S = TypeVar("S", bound=Shape)


def _changed(current: S, change: S) -> S:
    update: dict[str, Any] = {}
    for name in change.model_fields_set:
        new, old = getattr(change, name), getattr(current, name)
        deep = isinstance(old, Audio | AudioInput | AudioOutput)
        update[name] = _changed(old, new) if deep else new
    return current.model_copy(update=update)


class TextPart(Shape):
    type: Literal["input_text"]
    text: str


class AudioPart(Shape):
    type: Literal["input_audio"]
    audio: str
    transcript: str | None = None


class OutputTextPart(Shape):
    type: Literal["output_text"]
    text: str


class NewItem(Shape):
    id: str | None = Field(default=None, min_length=1, max_length=64)
    object: Literal["realtime.item"] | None = None
    status: Literal["completed", "incomplete", "in_progress"] | None = None


class SystemMessage(NewItem):
    type: Literal["message"]
    role: Literal["system"]
    content: list[TextPart]


class UserMessage(NewItem):
    type: Literal["message"]
    role: Literal["user"]
    content: list[Annotated[TextPart | AudioPart, Field(discriminator="type")]]


class AssistantMessage(NewItem):
    type: Literal["message"]
    role: Literal["assistant"]
    content: list[OutputTextPart]


class FunctionCall(NewItem):
    type: Literal["function_call"]
    call_id: str | None = None
    name: str
    arguments: str


class FunctionCallOutput(NewItem):
    type: Literal["function_call_output"]
    call_id: str
    output: str


class ItemReference(Shape):
    type: Literal["item_reference"]
    id: str


def item_tag(value: Any) -> str:
    kind, role = (value.get("type"), value.get("role")) if isinstance(value, dict) else (None, None)
    return str(role) if kind == "message" else str(kind)


CreatedItem = (
    Annotated[SystemMessage, Tag("system")]
    | Annotated[UserMessage, Tag("user")]
    | Annotated[AssistantMessage, Tag("assistant")]
    | Annotated[FunctionCall, Tag("function_call")]
    | Annotated[FunctionCallOutput, Tag("function_call_output")]
)
ContextItem = CreatedItem | Annotated[ItemReference, Tag("item_reference")]


class ResponseOutput(Shape):
    format: Format | None = None
    voice: str | VoiceId | None = None


class ResponseAudio(Shape):
    output: ResponseOutput | None = None


Metadata = Annotated[
    dict[Annotated[str, Field(max_length=64)], Annotated[str, Field(max_length=512)]], Field(max_length=16)
]


class ResponseParams(Shape):
    """What `response.create` says for this one response; None means: as the session says."""

    instructions: str | None = None
    output_modalities: Modalities | None = None
    audio: ResponseAudio | None = None
    tools: list[FunctionTool] | None = None
    tool_choice: ToolChoice | None = None
    parallel_tool_calls: bool | None = None
    reasoning: Reasoning | None = None
    max_output_tokens: MaxTokens | None = None
    conversation: Literal["auto", "none"] | None = None
    input: list[Annotated[ContextItem, Discriminator(item_tag)]] | None = None
    metadata: Metadata | None = None
    prompt: None = None
