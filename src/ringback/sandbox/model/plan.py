"""What one response shall be: the session's settings, those of `response.create` over them, and the model's faults."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ringback.sandbox.mind.numbers import Language
from ringback.sandbox.model.items import Item
from ringback.sandbox.model.models import Model
from ringback.sandbox.model.shapes import Pcm, Pcmu, ResponseParams, Session, ToolChoiceFunction


@dataclass(frozen=True, slots=True)
class Plan:
    instructions: str
    override: str | None
    language: Language
    modality: Literal["audio", "text"]
    codec: Pcm | Pcmu
    voice: str
    tools: tuple[str, ...]
    forced_tool: str | None
    max_tokens: int | Literal["inf"]
    metadata: dict[str, str] | None
    context: tuple[Item, ...]
    """Items the model sees; with `conversation` None they are all it sees."""
    failure: dict[str, str] | None = None
    delay_s: float = 0.0
    drop: Callable[[], None] | None = None
    """Called after the first piece instead of going on: the line to the model dies."""


def plan(
    config: Session,
    params: ResponseParams,
    model: Model,
    *,
    done: int,
    language: Language,
    context: tuple[Item, ...],
    speed: float,
    drop: Callable[[], None],
) -> Plan:
    """`done` counts the responses the conversation has had; `drop` kills the line to the model."""
    output = params.audio.output if params.audio and params.audio.output else None
    voice = output.voice if output and output.voice else config.audio.output.voice
    choice = params.tool_choice or config.tool_choice
    tools = config.tools if params.tools is None else params.tools
    names = tuple(tool.name for tool in tools) if choice != "none" else ()
    forced = choice.name if isinstance(choice, ToolChoiceFunction) else None
    if choice == "required" and names:
        forced = names[0]
    return Plan(
        instructions=config.instructions,
        override=params.instructions,
        language=language,
        modality=(params.output_modalities or config.output_modalities)[0],
        codec=output.format if output and output.format else config.audio.output.format,
        voice=voice if isinstance(voice, str) else voice.id,
        tools=names,
        forced_tool=forced,
        max_tokens=params.max_output_tokens or config.max_output_tokens,
        metadata=params.metadata,
        context=context,
        failure=_failure(model, done),
        delay_s=model.slow_ms / 1000 / speed,
        drop=drop if model.drop_after is not None and done >= model.drop_after else None,
    )


def _failure(model: Model, done: int) -> dict[str, str] | None:
    if not model.exists:
        message = f"The model `{model.name}` does not exist or you do not have access to it."
        return {"type": "invalid_request_error", "code": "model_not_found", "message": message}
    if model.fail_after is not None and done >= model.fail_after:
        message = "The server had an error while processing your request."
        return {"type": "server_error", "code": "server_error", "message": message}
    return None
