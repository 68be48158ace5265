"""One response of the practice model: thinks, speaks or writes, calls tools, and ends exactly once.

Rules:
1. Sound goes out faster than it plays, in pieces, with the transcript a little ahead of it.
2. `stop` ends a response at once, wherever it is: its open item is incomplete, `response.done` says why.
3. Outside the conversation (`conversation: "none"`) nothing is added to it and nothing of it is changed.
"""

import asyncio
import re
from collections.abc import Callable, Sequence
from itertools import accumulate
from math import ceil
from typing import Any, Literal, assert_never

import structlog

from ringback.kit.text import dump_json
from ringback.sandbox.mind import mind
from ringback.sandbox.mind.talk import Action, CallTool, Say
from ringback.sandbox.model.input import BYTES_PER_MS, encode
from ringback.sandbox.model.items import OUT_PER_S, Conversation, Item, Word, new_id, text_tokens
from ringback.sandbox.model.plan import Plan
from ringback.sandbox.model.ports import Voice

log = structlog.get_logger()

Status = Literal["completed", "cancelled", "failed", "incomplete"]
Emit = Callable[..., None]


PIECE_MS = 200
PACE_S = 0.01
"""Wall-clock time of one piece: twenty times faster than it plays."""


class Response:
    """Start it, and either let it end or `stop` it; `on_end` hears of it after `response.done`."""

    def __init__(
        self,
        plan: Plan,
        *,
        speech: Voice,
        speed: float,
        emit: Emit,
        conversation: Conversation | None,
        conversation_id: str,
        on_end: Callable[["Response"], None],
        cached_tokens: tuple[int, int],
    ) -> None:
        self.id = new_id("resp")
        self.plan = plan
        self.context_tokens = (0, 0)
        self.first_sound: Callable[[], None] | None = None
        self._speech, self._speed, self._emit = speech, speed, emit
        self._conversation = conversation
        self._conversation_id = conversation_id if conversation is not None else None
        self._on_end = on_end
        self._cached = cached_tokens
        self._output: list[Item] = []
        self._open: Item | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def sent_ms(self) -> int:
        return sum(item.sent_ms for item in self._output)

    @property
    def completed(self) -> bool:
        return bool(self._output) and all(item.status == "completed" for item in self._output)

    def start(self) -> "asyncio.Task[None]":
        self._emit("response.created", response=self._json("in_progress"))
        self._task = asyncio.create_task(self._run())
        return self._task

    def stop(self, reason: Literal["turn_detected", "client_cancelled"]) -> None:
        assert self._task is not None
        self._task.cancel()
        self._end("cancelled", reason=reason)

    async def _run(self) -> None:
        try:
            await self._generate()
        except Exception as problem:
            log.exception("practice model failed", response=self.id)
            self._end("failed", error={"type": "server_error", "code": "server_error", "message": str(problem)})

    async def _generate(self) -> None:
        if self.plan.delay_s:
            await asyncio.sleep(self.plan.delay_s)
        if self.plan.failure:
            self._end("failed", error=self.plan.failure)
            return
        unheard = [item.heard for item in self.plan.context if item.heard and not item.heard.done()]
        if unheard:
            await asyncio.wait(unheard)
        for action in self._think():
            match action:
                case Say(text) if self.plan.modality == "audio":
                    whole = await self._speak(text)
                case Say(text):
                    whole = self._write(text)
                case CallTool(name, arguments):
                    whole = self._call(name, dump_json(arguments))
                case _:
                    assert_never(action)
            if not whole:
                self._end("incomplete", reason="max_output_tokens")
                return
        self._end("completed")

    def _think(self) -> Sequence[Action]:
        plan = self.plan
        talk = [item.turn() for item in plan.context]
        weights = [item.tokens() for item in plan.context]
        read = plan.override if plan.override is not None else plan.instructions
        self.context_tokens = (text_tokens(read) + sum(text for text, _ in weights), sum(audio for _, audio in weights))
        if self._conversation is None:
            return mind.aside(read, talk)
        return mind.next_actions(
            plan.instructions,
            talk,
            tools=plan.tools,
            language=plan.language,
            asked=plan.override or "",
            must=plan.forced_tool,
        )

    async def _speak(self, text: str) -> bool:
        item = self._add(Item(new_id("item"), "message", role="assistant", status="in_progress", spoken=True))
        self._part("response.content_part.added", item, {"type": "audio", "transcript": ""})
        for sentence in sentences(text):
            sound = await asyncio.to_thread(self._speech.say, sentence, self.plan.language, self.plan.voice)
            words = timed(sentence, item.sent_ms, len(sound) // BYTES_PER_MS, begins=not item.words)
            for at in range(0, len(sound), PIECE_MS * BYTES_PER_MS):
                piece = sound[at : at + PIECE_MS * BYTES_PER_MS]
                end_ms = item.sent_ms + len(piece) // BYTES_PER_MS
                while words and (item.words[-1].end_ms if item.words else 0) < end_ms:
                    item.words.append(words.pop(0))
                    self._delta("response.output_audio_transcript.delta", item, item.words[-1].text)
                if self.first_sound:
                    self.first_sound()
                    self.first_sound = None
                self._delta("response.output_audio.delta", item, encode(piece, self.plan.codec))
                item.sent_ms = end_ms
                if self.plan.drop:
                    self.plan.drop()
                    await asyncio.Event().wait()
                await asyncio.sleep(PACE_S / self._speed)
                if self.plan.max_tokens != "inf" and self._audio_tokens() >= self.plan.max_tokens:
                    return False
        self._close("completed")
        return True

    def _write(self, text: str) -> bool:
        item = self._add(Item(new_id("item"), "message", role="assistant", status="in_progress", texts=[""]))
        self._part("response.content_part.added", item, {"type": "text", "text": ""})
        for word in timed(text, 0, 1, begins=True):
            item.texts[0] += word.text
            self._delta("response.output_text.delta", item, word.text)
            if self.plan.max_tokens != "inf" and text_tokens(item.texts[0]) >= self.plan.max_tokens:
                return False
        self._close("completed")
        return True

    def _call(self, name: str, arguments: str) -> bool:
        item = Item(new_id("item"), "function_call", status="in_progress", name=name, call_id=new_id("call"))
        self._add(item)
        item.arguments = arguments
        for at in range(0, len(arguments), 40):
            self._event(
                "response.function_call_arguments.delta", item, call_id=item.call_id, delta=arguments[at : at + 40]
            )
        self._close("completed")
        return True

    def _add(self, item: Item) -> Item:
        self._output.append(item)
        self._open = item
        self._item_event("response.output_item.added", item, empty=True)
        if self._conversation is not None:
            previous = self._conversation.append(item)
            self._emit("conversation.item.added", previous_item_id=previous, item=item.json(empty=True))
        return item

    def _close(self, status: Literal["completed", "incomplete"]) -> None:
        """Ends the open item, whatever of it is there."""
        item, self._open = self._open, None
        if item is None:
            return
        item.status = status
        if item.kind == "function_call":
            self._event(
                "response.function_call_arguments.done",
                item,
                call_id=item.call_id,
                name=item.name,
                arguments=item.arguments,
            )
        elif item.spoken:
            self._event("response.output_audio.done", item, content_index=0)
            self._event("response.output_audio_transcript.done", item, content_index=0, transcript=item.transcript)
            self._part("response.content_part.done", item, {"type": "audio", "transcript": item.transcript})
        else:
            self._event("response.output_text.done", item, content_index=0, text=item.texts[0])
            self._part("response.content_part.done", item, {"type": "text", "text": item.texts[0]})
        if self._conversation is not None:
            previous = self._conversation.before(item)
            self._emit("conversation.item.done", previous_item_id=previous, item=item.json())
        self._item_event("response.output_item.done", item)

    def _end(self, status: Status, *, reason: str | None = None, error: dict[str, str] | None = None) -> None:
        self._close("incomplete")
        details = {"type": status, "reason": reason, "error": error} if status != "completed" else None
        details = {key: value for key, value in details.items() if value is not None} if details else None
        self._emit("response.done", response=self._json(status, details=details, usage=self._usage()))
        self._on_end(self)

    def _event(self, kind: str, item: Item, **fields: object) -> None:
        index = self._output.index(item)
        self._emit(kind, response_id=self.id, item_id=item.id, output_index=index, **fields)

    def _item_event(self, kind: str, item: Item, *, empty: bool = False) -> None:
        index = self._output.index(item)
        self._emit(kind, response_id=self.id, output_index=index, item=item.json(empty=empty))

    def _part(self, kind: str, item: Item, part: dict[str, str]) -> None:
        self._event(kind, item, content_index=0, part=part)

    def _delta(self, kind: str, item: Item, delta: str) -> None:
        self._event(kind, item, content_index=0, delta=delta)

    def _audio_tokens(self) -> int:
        return ceil(self.sent_ms * OUT_PER_S / 1000)

    def _usage(self) -> dict[str, Any]:
        text_in, audio_in = self.context_tokens
        cached_text, cached_audio = min(self._cached[0], text_in), min(self._cached[1], audio_in)
        written = "".join(item.transcript + "".join(item.texts) + item.name + item.arguments for item in self._output)
        text_out, audio_out = text_tokens(written), self._audio_tokens()
        cached = {"text_tokens": cached_text, "audio_tokens": cached_audio, "image_tokens": 0}
        return {
            "total_tokens": text_in + audio_in + text_out + audio_out,
            "input_tokens": text_in + audio_in,
            "output_tokens": text_out + audio_out,
            "input_token_details": {
                "text_tokens": text_in,
                "audio_tokens": audio_in,
                "image_tokens": 0,
                "cached_tokens": cached_text + cached_audio,
                "cached_tokens_details": cached,
            },
            "output_token_details": {"text_tokens": text_out, "audio_tokens": audio_out},
        }

    def _json(self, status: str, *, details: object = None, usage: object = None) -> dict[str, Any]:
        return {
            "object": "realtime.response",
            "id": self.id,
            "status": status,
            "status_details": details,
            "output": [item.json() for item in self._output],
            "conversation_id": self._conversation_id,
            "output_modalities": [self.plan.modality],
            "max_output_tokens": self.plan.max_tokens,
            "audio": {"output": {"format": self.plan.codec.model_dump(), "voice": self.plan.voice}},
            "usage": usage,
            "metadata": self.plan.metadata,
        }


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.!?])\s+", text.strip()) if sentence]


def timed(text: str, start_ms: int, length_ms: int, *, begins: bool) -> list[Word]:
    """The words and when each ends, if all letters were equally long; a space before each but the one that `begins`."""
    words = [word if begins and not index else f" {word}" for index, word in enumerate(text.split())]
    ends = list(accumulate(len(word) for word in words))
    return [Word(word, start_ms + length_ms * end // ends[-1]) for word, end in zip(words, ends, strict=True)]
