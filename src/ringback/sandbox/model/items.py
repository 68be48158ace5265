"""A Realtime conversation: its items in order, what was said and heard in them, and what they weigh in tokens.

Rules:
1. A spoken item knows when each of its words ends, so that cutting its audio also drops the words nobody heard.
2. Text weighs a token per four characters, the user's audio 10 tokens a second, the assistant's 20.
"""

import asyncio
import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil
from secrets import token_hex
from typing import Any, Literal, assert_never

from ringback.sandbox.mind import talk as mind_talk
from ringback.sandbox.model.events import ProtocolError
from ringback.sandbox.model.shapes import (
    AssistantMessage,
    AudioPart,
    CreatedItem,
    FunctionCall,
    FunctionCallOutput,
    SystemMessage,
    UserMessage,
)

Kind = Literal["message", "function_call", "function_call_output"]
Role = Literal["system", "user", "assistant"]

IN_PER_S, OUT_PER_S = 10, 20
BYTES_PER_MS = 8


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    end_ms: int


@dataclass(slots=True)
class Item:
    """One item; which fields count depends on `kind` and `role`."""

    id: str
    kind: Kind
    role: Role | None = None
    status: Literal["completed", "incomplete", "in_progress"] = "completed"
    texts: list[str] = field(default_factory=list)
    """Written parts of a message."""
    ulaw: bytes = b""
    """The user's sound."""
    heard: "asyncio.Future[str] | None" = None
    """Resolves to the words in `ulaw`."""
    silent: bool = False
    """Made of the silence that an idle timeout committed."""
    words: list[Word] = field(default_factory=list)
    spoken: bool = False
    sent_ms: int = 0
    cut_ms: int | None = None
    call_id: str = ""
    name: str = ""
    arguments: str = ""
    output: str = ""

    @property
    def transcript(self) -> str:
        """What of a spoken assistant item was (or can still be) heard."""
        return "".join(word.text for word in self.words if self.cut_ms is None or word.end_ms <= self.cut_ms)

    @property
    def heard_text(self) -> str | None:
        """The words of a user's sound, once known."""
        return self.heard.result() if self.heard and self.heard.done() else None

    def truncate(self, audio_end_ms: int) -> None:
        if not self.spoken:
            raise ProtocolError("invalid_value", "Only model output audio messages can be truncated.", param="item_id")
        if audio_end_ms > self.sent_ms:
            raise ProtocolError(
                "invalid_value",
                f"Audio content of {self.sent_ms}ms is already shorter than {audio_end_ms}ms",
                param="audio_end_ms",
            )
        if audio_end_ms < 0:
            raise ProtocolError("invalid_value", "'audio_end_ms' must not be negative.", param="audio_end_ms")
        self.cut_ms = audio_end_ms

    def tokens(self) -> tuple[int, int]:
        """(text, audio) as this item counts in the context of a response."""
        written = "".join(self.texts) + self.name + self.arguments + self.output
        if self.spoken:
            ms = self.sent_ms if self.cut_ms is None else self.cut_ms
            return text_tokens(self.transcript), ceil(ms * OUT_PER_S / 1000)
        return text_tokens(written), ceil(len(self.ulaw) / BYTES_PER_MS * IN_PER_S / 1000)

    def json(self, *, empty: bool = False, audio: bool = False) -> dict[str, Any]:
        """As it goes over the wire; `empty` before its content came, `audio` with the user's sound (µ-law)."""
        base: dict[str, Any] = {"id": self.id, "object": "realtime.item", "type": self.kind, "status": self.status}
        if self.kind == "function_call":
            return base | {"call_id": self.call_id, "name": self.name, "arguments": "" if empty else self.arguments}
        if self.kind == "function_call_output":
            return base | {"call_id": self.call_id, "output": self.output}
        return base | {"role": self.role, "content": [] if empty else self._content(audio=audio)}

    def _content(self, *, audio: bool) -> list[dict[str, Any]]:
        if self.spoken:
            return [{"type": "output_audio", "transcript": self.transcript}]
        kind = "output_text" if self.role == "assistant" else "input_text"
        content: list[dict[str, Any]] = [{"type": kind, "text": text} for text in self.texts]
        if self.ulaw or self.silent:
            sound = {"audio": base64.b64encode(self.ulaw).decode()} if audio else {}
            content.append({"type": "input_audio", "transcript": self.heard_text} | sound)
        return content

    def turn(self) -> mind_talk.Turn:
        """As the mind remembers it; the user's sound must have been heard by now."""
        match self.kind, self.role:
            case "function_call", _:
                return mind_talk.Called(self.name, self.arguments)
            case "function_call_output", _:
                return mind_talk.Answered(self.output)
            case _, "assistant":
                return mind_talk.Said(self.transcript if self.spoken else " ".join(self.texts))
            case _, "system":
                return mind_talk.Told(" ".join(self.texts))
            case _:
                heard = [*self.texts, self.heard_text or ""]
                return mind_talk.Silence() if self.silent else mind_talk.Heard(" ".join(filter(None, heard)))


def written(new: CreatedItem, item_id: str) -> Item:
    """The item a client creates, without its sound."""
    match new:
        case FunctionCall():
            return Item(item_id, "function_call", name=new.name, arguments=new.arguments, call_id=new.call_id or "")
        case FunctionCallOutput():
            return Item(item_id, "function_call_output", call_id=new.call_id, output=new.output)
        case SystemMessage() | UserMessage() | AssistantMessage():
            texts = [part.text for part in new.content if not isinstance(part, AudioPart)]
            return Item(item_id, "message", role=new.role, texts=texts)
        case _:
            assert_never(new)


def new_id(prefix: str) -> str:
    return f"{prefix}_{token_hex(10)}"


def text_tokens(text: str) -> int:
    return ceil(len(text) / 4)


class Conversation:
    """Items in order, found by id."""

    def __init__(self) -> None:
        self._items: dict[str, Item] = {}

    def __iter__(self) -> Iterator[Item]:
        return iter(list(self._items.values()))

    @property
    def last_id(self) -> str | None:
        return next(reversed(self._items), None)

    def before(self, item: Item) -> str | None:
        """The id of the item before this one; None also when a client has deleted it."""
        order = list(self._items)
        at = order.index(item.id) if item.id in order else 0
        return order[at - 1] if at else None

    def append(self, item: Item) -> str | None:
        """Adds it at the end; the id of the item before it."""
        previous = self.last_id
        self._items[item.id] = item
        return previous

    def insert(self, item: Item, previous: str | None) -> str | None:
        """Adds it after `previous` ("root" = first, None = last); the id of the item before it."""
        if item.id in self._items:
            raise ProtocolError("invalid_value", f"An item with id '{item.id}' already exists.", param="item.id")
        if item.kind == "function_call_output" and not any(item.call_id == known.call_id for known in self):
            raise ProtocolError(
                "invalid_tool_call_id",
                f"Tool call ID '{item.call_id}' not found in conversation.",
                param="item.call_id",
            )
        if previous is None:
            return self.append(item)
        if previous != "root" and previous not in self._items:
            raise ProtocolError(
                "invalid_value", f"Previous item with item_id '{previous}' not found.", param="previous_item_id"
            )
        order = list(self._items)
        at = 0 if previous == "root" else order.index(previous) + 1
        self._items[item.id] = item
        order.insert(at, item.id)
        self._items = {key: self._items[key] for key in order}
        return None if previous == "root" else previous

    def find(self, item_id: str, verb: str) -> Item:
        """The item, or ProtocolError `item_{verb}_invalid_item_id`."""
        if item_id not in self._items:
            raise ProtocolError(
                f"item_{verb}_invalid_item_id",
                f"Error {verb[:-1]}ing item: the item with id '{item_id}' does not exist.",
                param="item_id",
            )
        return self._items[item_id]

    def delete(self, item_id: str) -> None:
        del self._items[self.find(item_id, "delete").id]
