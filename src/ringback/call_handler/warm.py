"""Sessions of the voice model that are opened while the phone rings, so that the callee does not wait for the model.

Rules:
1. At most one for each call: opened at the carrier's first word that the phone rings or was answered.
2. The call's talk takes it over; when the call ends without a talk, or goes to another process, it is left.
3. One that could not be opened, or died before it was taken over, never was: the talk opens its own.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

import structlog

from ringback.call_handler.answering import answering
from ringback.call_handler.briefing import Briefing, brief
from ringback.call_handler.events import Past
from ringback.call_handler.line import Line
from ringback.call_handler.ports import ModelSession, ModelUnreachable, Order, VoiceModel
from ringback.wire import CallStatus

log = structlog.get_logger()

OpenModel = Callable[[Briefing, Sequence[Past]], Awaitable[ModelSession]]


def briefing_of(order: Order) -> Briefing:
    return (answering if order.inbound else brief)(order.instructions, order.language)


class WarmModels:
    def __init__(self, model: VoiceModel) -> None:
        self._model = model
        self._seen: set[str] = set()
        self._waiting: dict[str, asyncio.Task[ModelSession | None]] = {}
        self._leaving: set[asyncio.Task[None]] = set()

    def follow(self, line: Line) -> None:
        """The carrier said something new about this call, or another process took it up."""
        sid, status = line.sid, line.call.status
        if status.terminal or line.left:
            self._drop(sid)
        elif status in (CallStatus.RINGING, CallStatus.IN_PROGRESS) and sid not in self._seen and not line.ended_by:
            self._seen.add(sid)
            self._waiting[sid] = asyncio.create_task(self._prepare(sid, briefing_of(line.order)))

    def opener(self, sid: str) -> OpenModel:
        """Opens sessions for the talk of this call: the warm one first."""

        async def open_model(briefing: Briefing, history: Sequence[Past]) -> ModelSession:
            self._seen.add(sid)
            waiting = self._waiting.pop(sid, None)
            session = await waiting if waiting is not None else None
            if session is not None and session.alive and not history:
                log.info("warm voice model taken over", call_sid=sid)
                return session
            if session is not None:
                self._leave(session)
            return await self._model.open(briefing, history)

        return open_model

    async def close(self) -> None:
        for sid in list(self._waiting):
            self._drop(sid)
        await asyncio.gather(*self._leaving, return_exceptions=True)

    async def _prepare(self, sid: str, briefing: Briefing) -> ModelSession | None:
        try:
            return await self._model.open(briefing)
        except ModelUnreachable as error:
            log.warning("voice model not warm", call_sid=sid, error=error.code)
            return None

    def _drop(self, sid: str) -> None:
        self._seen.discard(sid)
        waiting = self._waiting.pop(sid, None)
        if waiting is not None:
            self._keep(asyncio.create_task(_give_up(waiting)))

    def _leave(self, session: ModelSession) -> None:
        self._keep(asyncio.create_task(session.leave()))

    def _keep(self, work: asyncio.Task[None]) -> None:
        self._leaving.add(work)
        work.add_done_callback(self._leaving.discard)


async def _give_up(waiting: asyncio.Task[ModelSession | None]) -> None:
    waiting.cancel()
    with suppress(asyncio.CancelledError):
        session = await waiting
        if session is not None:
            await session.leave()
