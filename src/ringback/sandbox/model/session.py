"""One Realtime session of the practice network: what each client event does, and what each turn of sound does.

Rules:
1. Events are taken in the order they came; what a client did wrong becomes an `error` event and changes nothing.
2. One response at a time speaks in the conversation; responses beside it (`conversation: "none"`) may be many.
3. All that is known of the people on the line is the sound that was appended.
"""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any, assert_never

import structlog

from ringback.sandbox.mind.brief import language_of
from ringback.sandbox.mind.numbers import Language
from ringback.sandbox.model.events import (
    BufferAppend,
    BufferClear,
    BufferCommit,
    ItemCreate,
    ItemDelete,
    ItemRetrieve,
    ItemTruncate,
    OutputBufferClear,
    ProtocolError,
    ResponseCancel,
    ResponseCreate,
    SessionUpdate,
    read_event,
)
from ringback.sandbox.model.input import InputAudio, decode, encode, from_base64
from ringback.sandbox.model.items import BYTES_PER_MS, Conversation, Item, new_id, written
from ringback.sandbox.model.models import Model
from ringback.sandbox.model.plan import Plan, plan
from ringback.sandbox.model.ports import Ears, Outlet, Voice
from ringback.sandbox.model.response import Response
from ringback.sandbox.model.shapes import (
    AudioPart,
    CreatedItem,
    ItemReference,
    ResponseParams,
    ServerVad,
    Session,
    UserMessage,
)
from ringback.sandbox.voice.hearing import SpeechStarted, SpeechStopped

log = structlog.get_logger()

MIN_COMMIT_MS = 100


class RealtimeSession:
    """Call `open`, then `take` for each message, then `close`."""

    def __init__(self, model: Model, *, speech: Voice, ears: Ears, speed: float, outlet: Outlet) -> None:
        self._model = model
        self._speech, self._ears, self._speed, self._outlet = speech, ears, speed, outlet
        self._id, self._conversation_id = new_id("sess"), new_id("conv")
        self._expires_at = int(time.time()) + model.max_session_s
        self._config = Session(type="realtime", model=model.name)
        self._conversation = Conversation()
        self._input = InputAudio(self._config.audio.input.format, self._config.audio.input.turn_detection)
        self._active: Response | None = None
        self._beside: dict[str, Response] = {}
        self._queued = False
        self._turn_item = ""
        self._idle_at: int | None = None
        self._spoke = False
        self._responses = 0
        self._billed = (0, 0)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._expiry: asyncio.TimerHandle | None = None

    def open(self) -> None:
        limit = self._model.max_session_s / self._speed
        self._expiry = asyncio.get_running_loop().call_later(limit, self._expire)
        self._emit("session.created", session=self._session_json())

    async def close(self) -> None:
        """Ends whatever still runs; nothing is sent any more."""
        if self._expiry:
            self._expiry.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def take(self, message: str | bytes) -> None:
        """One message of the client."""
        event_id = None
        try:
            event = read_event(message)
            event_id = event.event_id
            match event:
                case BufferAppend():
                    self._append(from_base64(event.audio))
                case SessionUpdate():
                    self._update(event.session)
                case BufferCommit():
                    self._commit_by_hand()
                case BufferClear():
                    self._input.clear()
                    self._emit("input_audio_buffer.cleared")
                case ItemCreate():
                    self._create_item(event)
                case ItemRetrieve():
                    item = self._conversation.find(event.item_id, "retrieve")
                    self._emit("conversation.item.retrieved", item=self._retrieved(item))
                case ItemTruncate():
                    self._truncate(event)
                case ItemDelete():
                    self._conversation.delete(event.item_id)
                    self._emit("conversation.item.deleted", item_id=event.item_id)
                case ResponseCreate():
                    self._create_response(event.response or ResponseParams())
                case ResponseCancel():
                    self._cancel(event.response_id)
                case OutputBufferClear():
                    raise ProtocolError(
                        "invalid_event", "output_audio_buffer.clear is for WebRTC and SIP sessions only."
                    )
                case _:
                    assert_never(event)
        except ProtocolError as refusal:
            self._refuse(refusal, refusal.event_id or event_id)

    # what the client asks for

    def _update(self, change: Session) -> None:
        if "model" in change.model_fields_set and change.model != self._model.name:
            raise ProtocolError("invalid_value", "The model of a session cannot be changed.", param="session.model")
        old, new = self._config, self._config.changed(change)
        if self._spoke and new.audio.output.voice != old.audio.output.voice:
            message = "Cannot update a conversation's voice if assistant audio is present."
            raise ProtocolError("cannot_update_voice", message, param="session.audio.output.voice")
        before, after = old.audio.input, new.audio.input
        if (before.format, before.turn_detection) != (after.format, after.turn_detection):
            self._input.configure(after.format, after.turn_detection)
        self._config = new
        self._emit("session.updated", session=self._session_json())
        self._keep(asyncio.create_task(self._prepare()))

    def _commit_by_hand(self) -> None:
        if self._input.kept_ms < MIN_COMMIT_MS:
            raise ProtocolError(
                "input_audio_buffer_commit_empty",
                "Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, "
                f"but buffer only has {self._input.kept_ms:.2f}ms of audio.",
            )
        self._commit(self._turn_item if self._input.speaking else new_id("item"))
        self._input.clear()

    def _create_item(self, event: ItemCreate) -> None:
        item = self._made(event.item)
        previous = self._conversation.insert(item, event.previous_item_id)
        if item.ulaw:
            self._listen(item)
        for kind in ("conversation.item.added", "conversation.item.done"):
            self._emit(kind, previous_item_id=previous, item=item.json())

    def _truncate(self, event: ItemTruncate) -> None:
        item = self._conversation.find(event.item_id, "truncate")
        if event.content_index != 0:
            raise ProtocolError("invalid_value", "The item has one content part only: 0.", param="content_index")
        item.truncate(event.audio_end_ms)
        self._emit("conversation.item.truncated", item_id=item.id, content_index=0, audio_end_ms=event.audio_end_ms)

    def _create_response(self, params: ResponseParams) -> None:
        if params.conversation != "none" and self._active:
            raise ProtocolError(
                "conversation_already_has_active_response",
                f"Conversation already has an active response in progress: {self._active.id}. "
                "Wait until the response is finished before creating a new one.",
            )
        self._respond(params)

    def _cancel(self, response_id: str | None) -> None:
        running = self._beside | ({self._active.id: self._active} if self._active else {})
        wanted = self._active if response_id is None else running.get(response_id)
        if wanted is None:
            raise ProtocolError("response_cancel_not_active", "Cancellation failed: no active response found")
        wanted.stop("client_cancelled")

    # what the sound brings

    def _append(self, raw: bytes) -> None:
        detection = self._config.audio.input.turn_detection
        for event in self._input.append(raw):
            assert detection is not None
            match event:
                case SpeechStarted(start):
                    self._turn_item = new_id("item")
                    self._idle_at = None
                    self._emit("input_audio_buffer.speech_started", audio_start_ms=start, item_id=self._turn_item)
                    if detection.interrupt_response and self._active:
                        self._active.stop("turn_detected")
                case SpeechStopped(end):
                    self._emit("input_audio_buffer.speech_stopped", audio_end_ms=end, item_id=self._turn_item)
                    self._commit(self._turn_item)
                    if detection.create_response:
                        self._respond_when_free()
        if self._idle_at is not None and self._input.media_ms >= self._idle_at and not self._input.speaking:
            self._ask_whether_somebody_is_there(self._idle_at)

    def _ask_whether_somebody_is_there(self, at: int) -> None:
        self._idle_at = None
        detection = self._config.audio.input.turn_detection
        if self._active or not isinstance(detection, ServerVad) or detection.idle_timeout_ms is None:
            return
        item_id = new_id("item")
        self._emit(
            "input_audio_buffer.timeout_triggered",
            audio_start_ms=at - detection.idle_timeout_ms,
            audio_end_ms=self._input.media_ms,
            item_id=item_id,
        )
        self._commit(item_id, silent=True)
        self._respond_when_free()

    def _commit(self, item_id: str, *, silent: bool = False) -> None:
        item = Item(item_id, "message", role="user", ulaw=self._input.take(), silent=silent)
        if not silent:
            self._listen(item)
        previous = self._conversation.append(item)
        self._emit("input_audio_buffer.committed", previous_item_id=previous, item_id=item_id)
        for kind in ("conversation.item.added", "conversation.item.done"):
            self._emit(kind, previous_item_id=previous, item=item.json())

    def _listen(self, item: Item, *, transcribe: bool = True) -> None:
        told = transcribe and self._config.audio.input.transcription is not None
        item.heard = self._spawn(self._hear(item, transcribe=told))

    async def _prepare(self) -> None:
        try:
            await asyncio.to_thread(self._ears.prepare, self._language)
        except Exception:
            log.exception("practice model cannot hear")

    async def _hear(self, item: Item, *, transcribe: bool) -> str:
        where = {"item_id": item.id, "content_index": 0}
        kind = "conversation.item.input_audio_transcription"
        try:
            text = await asyncio.to_thread(self._ears.hear, self._language, item.ulaw)
        except Exception as problem:
            log.exception("practice model cannot hear", item=item.id)
            if transcribe:
                error = {"type": "transcription_error", "code": "audio_unintelligible", "message": str(problem)}
                self._emit(f"{kind}.failed", **where, error=error)
            return ""
        if transcribe:
            if text:
                self._emit(f"{kind}.delta", **where, delta=text)
            usage = {"type": "duration", "seconds": round(len(item.ulaw) / BYTES_PER_MS / 1000, 2)}
            self._emit(f"{kind}.completed", **where, transcript=text, usage=usage)
        return text

    # responses

    def _respond_when_free(self) -> None:
        if self._active:
            self._queued = True
        else:
            self._respond(ResponseParams())

    def _respond(self, params: ResponseParams) -> None:
        beside = params.conversation == "none"
        response = Response(
            self._plan(params),
            speech=self._speech,
            speed=self._speed,
            emit=self._emit,
            conversation=None if beside else self._conversation,
            conversation_id=self._conversation_id,
            on_end=self._ended,
            cached_tokens=self._billed,
        )
        if beside:
            self._beside[response.id] = response
        else:
            self._active = response
            self._idle_at = None
            response.first_sound = self._started_to_speak
        self._keep(response.start())

    def _started_to_speak(self) -> None:
        self._spoke = True
        detection = self._config.audio.input.turn_detection
        if isinstance(detection, ServerVad) and detection.idle_timeout_ms is not None:
            self._idle_at = self._input.media_ms + detection.idle_timeout_ms

    def _ended(self, response: Response) -> None:
        left = {"requests": 5000 - self._responses, "tokens": max(0, 250_000 - sum(response.context_tokens))}
        limits = {"requests": 5000, "tokens": 250_000}
        self._emit(
            "rate_limits.updated",
            rate_limits=[
                {"name": name, "limit": limit, "remaining": left[name], "reset_seconds": 0.1}
                for name, limit in limits.items()
            ],
        )
        if self._beside.pop(response.id, None):
            return
        self._active = None
        self._responses += response.completed
        self._billed = response.context_tokens
        if self._idle_at is not None:
            self._idle_at += response.sent_ms
        if self._queued:
            self._queued = False
            self._respond(ResponseParams())

    def _plan(self, params: ResponseParams) -> Plan:
        return plan(
            self._config,
            params,
            self._model,
            done=self._responses,
            language=self._language,
            context=self._context(params),
            speed=self._speed,
            drop=self._drop,
        )

    # the means

    def _context(self, params: ResponseParams) -> tuple[Item, ...]:
        if params.input is None:
            return tuple(self._conversation)
        items = tuple(
            self._conversation.find(new.id, "retrieve") if isinstance(new, ItemReference) else self._made(new)
            for new in params.input
        )
        for item in items:
            if item.ulaw and not item.heard and not item.silent:
                self._listen(item, transcribe=False)
        return items

    def _made(self, new: CreatedItem) -> Item:
        item = written(new, new.id or new_id("item"))
        if isinstance(new, UserMessage):
            sounds = [part.audio for part in new.content if isinstance(part, AudioPart)]
            item.ulaw = b"".join(decode(from_base64(sound), self._config.audio.input.format) for sound in sounds)
        return item

    def _retrieved(self, item: Item) -> dict[str, Any]:
        whole = item.json()
        for part in whole.get("content", []):
            if part["type"] == "input_audio":
                part["audio"] = encode(item.ulaw, self._config.audio.input.format)
        return whole

    @property
    def _language(self) -> Language:
        hints = self._config.audio.input.transcription
        named = [*(hints.languages or []), *filter(None, [hints.language])] if hints else []
        return language_of(self._config.instructions, named)

    def _session_json(self) -> dict[str, Any]:
        known = {"object": "realtime.session", "id": self._id, "expires_at": self._expires_at}
        return known | self._config.model_dump()

    def _refuse(self, refusal: ProtocolError, event_id: str | None) -> None:
        error = {"type": "invalid_request_error", "code": refusal.code, "message": refusal.message}
        self._emit("error", error=error | {"param": refusal.param, "event_id": event_id})

    def _expire(self) -> None:
        minutes = self._model.max_session_s / 60
        message = f"Your session hit the maximum duration of {minutes:g} minutes."
        self._refuse(ProtocolError("session_expired", message), None)
        self._outlet.close(1000)

    def _drop(self) -> None:
        self._outlet.close(1011)

    def _emit(self, kind: str, **fields: object) -> None:
        self._outlet.send({"type": kind, "event_id": new_id("event"), **fields})

    def _spawn(self, work: Coroutine[Any, Any, str]) -> "asyncio.Task[str]":
        task = asyncio.create_task(work)
        self._keep(task)
        return task

    def _keep(self, task: "asyncio.Task[Any]") -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
