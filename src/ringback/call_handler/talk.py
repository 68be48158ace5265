"""One talk: the phone's socket and the model's, around one bridge.

Rules:
1. What comes on either socket goes through the bridge and out on the other at once; nothing waits in between.
2. When the bridge hangs up, a response that still runs is cancelled; what it cost, and words of the callee that are
   under way, are waited for, two seconds at most; then the model's socket is closed. The phone's is the caller's.
3. All timing of the talk is the bridge's, in media time; dead sockets are the sockets' own affair.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Literal

import structlog

from ringback.call_handler import events as ev
from ringback.call_handler.answering import patience
from ringback.call_handler.bridge import Bridge
from ringback.call_handler.limits import Limits
from ringback.call_handler.line import Line
from ringback.call_handler.ports import MediaCodec, ModelSession, ModelUnreachable
from ringback.call_handler.recording import Recording
from ringback.call_handler.sockets import SERVICE_RESTART, Socket
from ringback.call_handler.warm import OpenModel, briefing_of
from ringback.wire import Question, Reason

log = structlog.get_logger()

_LONGEST_GAP_MS = 60_000
_LAST_WORDS_SECONDS = 2.0
_RECORD_EVERY_SECONDS = 5.0


class Talk:
    """Receiver of the phone's socket. `run` returns when the talk is over; it can be ended from outside."""

    def __init__(
        self,
        line: Line,
        phone: Socket,
        stream_sid: str,
        *,
        codec: MediaCodec,
        open_model: OpenModel,
        limits: Limits,
        recording: Recording | None,
    ) -> None:
        self._line = line
        self._phone = phone
        self._stream_sid = stream_sid
        self._codec = codec
        self._opener = open_model
        self._session: ModelSession | None = None
        self._unpaid: set[str] = set()
        """Responses that run."""
        self._model_work: set[asyncio.Task[None]] = set()
        self._recording = recording
        self._tracks = None if recording is None else recording.tracks
        self._audience = line.audience
        order = line.order
        self._briefing = briefing_of(order)
        limits = limits.of(order.instructions)
        self._bridge = Bridge(self._briefing, patience(limits, order.instructions) if order.inbound else limits)
        self._lane = self._bridge.lane
        self._over = asyncio.Event()
        self._news = asyncio.Event()

    def end(self, ended_by: ev.EndedBy, reason: Reason | None) -> None:
        self._do(self._bridge.end(ended_by, reason))

    def machine_answered(self) -> None:
        self._do(self._bridge.machine_answered())

    def steer(self, text: str, mode: Literal["guide", "say"]) -> bool:
        """False when it is too late."""
        actions = self._bridge.steer(text, mode)
        self._do(actions or [])
        return actions is not None

    def answer(self, question_id: str, text: str) -> bool:
        """False when this question is not open."""
        actions = self._bridge.answer(question_id, text)
        self._do(actions or [])
        return actions is not None

    async def run(self) -> None:
        self._model_work.add(asyncio.create_task(self._open_model()))
        keeper = asyncio.create_task(self._keep_recording())
        try:
            await self._over.wait()
            await self._last_words()
        finally:
            self._over.set()
            self._audience.end()
            for work in self._model_work:
                work.cancel()
            await asyncio.gather(*self._model_work, return_exceptions=True)
            if self._session is not None:
                await self._session.leave()
            await keeper
            log.info("talk over", call_sid=self._line.sid, media_ms=self._bridge.now)

    # --- the bridge's actions

    def _do(self, actions: Sequence[ev.Action]) -> None:
        for action in actions:
            self._do_one(action)

    def _do_one(self, action: ev.Action) -> None:
        match action:
            case ev.SendAudio():
                self._tell_model(action)
            case ev.Play():
                self._play(action.payload, action.sound)
            case ev.Mark():
                self._tell_phone(action)
            case ev.ClearPlayback():
                if self._tracks is not None:
                    self._tracks.cleared(self._bridge.now)
                self._audience.cleared(self._bridge.now)
                self._tell_phone(action)
            case ev.Transcribe():
                self._line.say(action.turn)
                self._news.set()
            case ev.Claimed():
                self._line.claim = action.claim
                self._line.note()
            case ev.HangUp():
                log.info("hanging up", call_sid=self._line.sid, ended_by=action.ended_by, reason=action.reason)
                self._line.over(action.ended_by, action.reason, action.last_words)
                self._over.set()
            case ev.Tell():
                self._line.tell(action.type, dict(action.data))
            case ev.AskUser():
                self._line.tell("call.ask", _question(action).model_dump(mode="json"))
            case ev.BarNumber():
                self._line.barred = True
                self._line.note()
            case ev.LeftMessage():
                self._line.message_left = True
            case ev.ReopenModel():
                self._reopen_model(action.history)
            case _:
                self._tell_model(action)

    def _play(self, payload: str, sound: bytes) -> None:
        self._phone.send(self._codec.encode_sound(payload, self._stream_sid))
        now = self._bridge.now
        if self._tracks is not None:
            self._tracks.played(sound, now)
        self._audience.played(sound, now)

    def _tell_model(self, action: ev.ModelAction) -> None:
        if self._session is not None:
            self._session.send(action)

    def _tell_phone(self, action: ev.CarrierAction) -> None:
        self._phone.send(self._codec.encode(action, self._stream_sid))

    def _failed(self) -> None:
        log.exception("talk failed", call_sid=self._line.sid)
        self.end("system", Reason.CALL_FAILED)

    # --- the phone

    def received(self, message: str) -> None:
        try:
            event = self._codec.decode(message)
            if isinstance(event, ev.CalleeAudio):
                self._hear(event)
            elif event is not None:
                self._do(self._bridge.from_carrier(event))
        except Exception:
            self._failed()

    def _hear(self, frame: ev.CalleeAudio) -> None:
        if self._lane.to_model(frame):
            if self._session is not None:
                self._session.send_sound(frame.payload)
        elif frame.at <= self._bridge.now + _LONGEST_GAP_MS:
            self._do(self._bridge.from_carrier(frame))
        else:
            return
        if self._tracks is not None:
            self._tracks.heard(frame.sound, frame.at)
        self._audience.heard(frame.sound, frame.at)

    def closed(self, code: int | None) -> None:
        if code == SERVICE_RESTART:
            self.end("system", Reason.LINE_DROPPED)
        else:
            self._do(self._bridge.from_carrier(ev.StreamStopped(clean=False)))

    # --- the model

    def _reopen_model(self, history: Sequence[ev.Past]) -> None:
        log.warning("voice model opened anew", call_sid=self._line.sid)
        left, self._session = self._session, None
        if left is not None:
            left.listen(_deaf)
            self._model_work.add(asyncio.create_task(left.leave()))
        self._model_work.add(asyncio.create_task(self._open_model(history)))

    async def _open_model(self, history: Sequence[ev.Past] = ()) -> None:
        try:
            self._session = await self._opener(self._briefing, history)
            self._session.listen(self._from_model)
        except ModelUnreachable as error:
            self._from_model(ev.ModelFailed(error.code, recoverable=False))
        except Exception:
            self._failed()

    def _from_model(self, event: ev.ModelEvent) -> None:
        try:
            if isinstance(event, ev.ModelAudio) and self._lane.to_phone(event):
                self._play(event.payload, event.sound)
                return
            match event:
                case ev.Used():
                    self._line.used(event)
                case ev.ResponseStarted():
                    self._unpaid.add(event.response_id)
                case ev.ResponseDone():
                    self._unpaid.discard(event.response_id)
                    self._news.set()
                case ev.ModelFailed(recoverable=False):
                    self._unpaid.clear()
                    self._news.set()
            self._do(self._bridge.from_model(event))
        except Exception:
            self._failed()

    async def _last_words(self) -> None:
        """And the price of what was being said."""
        if self._unpaid:
            self._tell_model(ev.CancelResponse(None))
        with suppress(TimeoutError):
            async with asyncio.timeout(_LAST_WORDS_SECONDS):
                while self._bridge.awaited_words or self._unpaid:
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
            self._recording = self._tracks = None


def _question(asked: ev.AskUser) -> Question:
    return Question(
        question_id=asked.question_id,
        text=asked.text,
        options=list(asked.options),
        default=asked.default,
        deadline_at=datetime.now(UTC) + timedelta(seconds=asked.seconds),
    )


def _deaf(event: ev.ModelEvent) -> None: ...
