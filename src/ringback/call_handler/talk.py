"""One talk: the phone's socket and the model's, around one bridge.

Rules:
1. Two readers feed the bridge synchronously; two bounded queues and two writers keep the order on each socket.
2. When the bridge hangs up, words of the callee that are under way are waited for, half a second at most; then the
   model's socket is closed. The phone's is the caller's to close.
3. The wall clock only guards against sockets that went dead; all timing of the talk is the bridge's, in media time.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import TypeVar

import structlog
from starlette.websockets import WebSocket

from ringback.call_handler import events as ev
from ringback.call_handler.bridge import Bridge
from ringback.call_handler.briefing import brief
from ringback.call_handler.limits import Limits
from ringback.call_handler.line import Line
from ringback.call_handler.ports import MediaCodec, ModelSession, ModelUnreachable, VoiceModel
from ringback.call_handler.recording import Recording
from ringback.wire import Reason

log = structlog.get_logger()

LARGEST_MESSAGE = 64 * 1024
_IDLE_SECONDS = 20.0
_MOST_QUEUED = 3000
_LONGEST_GAP_MS = 60_000
_LAST_WORDS_SECONDS = 0.5
_RECORD_EVERY_SECONDS = 5.0
_SERVICE_RESTART = 1012

_Message = TypeVar("_Message")


class Talk:
    """`run` returns when the talk is over; the other methods end it from outside."""

    def __init__(
        self,
        line: Line,
        phone: WebSocket,
        stream_sid: str,
        *,
        codec: MediaCodec,
        model: VoiceModel,
        limits: Limits,
        recording: Recording | None,
    ) -> None:
        self._line = line
        self._phone = phone
        self._stream_sid = stream_sid
        self._codec = codec
        self._model = model
        self._recording = recording
        self._briefing = brief(line.order.instructions, line.order.language)
        self._bridge = Bridge(self._briefing, limits)
        self._to_phone: asyncio.Queue[str] = asyncio.Queue(_MOST_QUEUED)
        self._to_model: asyncio.Queue[ev.ModelAction] = asyncio.Queue(_MOST_QUEUED)
        self._over = asyncio.Event()
        self._news = asyncio.Event()

    def end(self, ended_by: ev.EndedBy, reason: Reason | None) -> None:
        self._do(self._bridge.end(ended_by, reason))

    def machine_answered(self) -> None:
        self._do(self._bridge.machine_answered())

    async def run(self) -> None:
        phone = [self._spawn(self._read_phone()), self._spawn(self._write_phone())]
        model = self._spawn(self._talk_to_model())
        keeper = self._spawn(self._keep_recording())
        try:
            await self._over.wait()
            await self._last_words()
        finally:
            for task in (*phone, model):
                task.cancel()
            await asyncio.gather(*phone, model, keeper, return_exceptions=True)
            log.info("talk over", call_sid=self._line.sid, media_ms=self._bridge.now)

    def _spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        return asyncio.create_task(self._guarded(work))

    async def _guarded(self, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except Exception:
            log.exception("talk failed", call_sid=self._line.sid)
            self.end("system", Reason.CALL_FAILED)

    # --- the bridge's actions

    def _do(self, actions: Sequence[ev.Action]) -> None:
        for action in actions:
            match action:
                case ev.Play() | ev.Mark() | ev.ClearPlayback():
                    self._tell_phone(action)
                case ev.Transcribe():
                    self._line.say(action.turn)
                    self._news.set()
                case ev.Claimed():
                    self._line.claim = action.claim
                    self._line.note()
                case ev.HangUp():
                    log.info("hanging up", call_sid=self._line.sid, ended_by=action.ended_by, reason=action.reason)
                    self._line.over(action.ended_by, action.reason)
                    self._over.set()
                case _:
                    self._put(self._to_model, action)

    def _tell_phone(self, action: ev.CarrierAction) -> None:
        match action:
            case ev.Play() if self._recording is not None:
                self._recording.tracks.played(action.payload, self._bridge.now)
            case ev.ClearPlayback():
                while not self._to_phone.empty():
                    self._to_phone.get_nowait()
                if self._recording is not None:
                    self._recording.tracks.cleared(self._bridge.now)
        self._put(self._to_phone, self._codec.encode(action, self._stream_sid))

    def _put(self, queue: asyncio.Queue[_Message], message: _Message) -> None:
        try:
            queue.put_nowait(message)
        except asyncio.QueueFull:
            log.error("a socket does not take what it is sent", call_sid=self._line.sid)
            self.end("system", Reason.CALL_FAILED)

    # --- the phone

    async def _read_phone(self) -> None:
        while not self._bridge.over:
            try:
                async with asyncio.timeout(_IDLE_SECONDS):
                    message = await self._phone.receive()
            except TimeoutError:
                log.warning("media stream went silent", call_sid=self._line.sid)
                self.end("carrier", Reason.LINE_DROPPED)
                return
            if message["type"] == "websocket.disconnect":
                self._phone_closed(message.get("code"))
                return
            text = message.get("text")
            if text is None or len(text) > LARGEST_MESSAGE:
                log.warning("media stream broke its rules", call_sid=self._line.sid)
                self.end("carrier", Reason.LINE_DROPPED)
                return
            self._from_phone(self._codec.decode(text))

    def _from_phone(self, event: ev.CarrierEvent | None) -> None:
        if isinstance(event, ev.CalleeAudio):
            if event.at > self._bridge.now + _LONGEST_GAP_MS:
                return
            if self._recording is not None:
                self._recording.tracks.heard(event.payload, event.at)
        if event is not None:
            self._do(self._bridge.from_carrier(event))

    def _phone_closed(self, code: int | None) -> None:
        if code == _SERVICE_RESTART:
            self.end("system", Reason.LINE_DROPPED)
        else:
            self._do(self._bridge.from_carrier(ev.StreamStopped(clean=False)))

    async def _write_phone(self) -> None:
        with suppress(RuntimeError, OSError):  # the reader tells that the socket is gone
            while True:
                await self._phone.send_text(await self._to_phone.get())

    # --- the model

    async def _talk_to_model(self) -> None:
        try:
            async with self._model.session(self._briefing) as session:
                writer = asyncio.create_task(self._write_model(session))
                try:
                    async for event in session.events():
                        self._from_model(event)
                finally:
                    writer.cancel()
                    await asyncio.gather(writer, return_exceptions=True)
        except ModelUnreachable as error:
            self._from_model(ev.ModelFailed(error.code, recoverable=False))

    def _from_model(self, event: ev.ModelEvent) -> None:
        if isinstance(event, ev.Used):
            self._line.spend({**event.counts, **({} if event.usd is None else {"model_usd": event.usd})})
        self._do(self._bridge.from_model(event))

    async def _write_model(self, session: ModelSession) -> None:
        while True:
            await session.send(await self._to_model.get())

    async def _last_words(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_LAST_WORDS_SECONDS):
                while self._bridge.awaited_words:
                    self._news.clear()
                    await self._news.wait()

    # --- the recording

    async def _keep_recording(self) -> None:
        """A disk that is full costs the recording, not the call."""
        if self._recording is None:
            return
        try:
            while not self._over.is_set():
                with suppress(TimeoutError):
                    async with asyncio.timeout(_RECORD_EVERY_SECONDS):
                        await self._over.wait()
                await self._recording.write(self._bridge.now)
            self._line.recording = await self._recording.close(self._bridge.now)
        except OSError:
            log.exception("recording failed", call_sid=self._line.sid)
            self._recording = None
