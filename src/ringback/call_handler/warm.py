"""Sessions of the voice model that are opened while the phone rings, so that the callee does not wait for the model.

Rules:
1. At most one at a time for each call: opened at the carrier's first word that it dials, or was answered.
2. The call's talk takes it over; when the call ends without a talk, or goes to another process, it is left.
3. One that could not be opened, or died before it was taken over, never was: it is opened once more, unless no session
   can be had, and a talk that has begun meanwhile opens its own. When that fails too the call is `forlorn`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any

import structlog

from ringback.call_handler.answering import answering
from ringback.call_handler.briefing import Briefing, brief
from ringback.call_handler.events import Past
from ringback.call_handler.line import Line
from ringback.call_handler.ports import ModelSession, ModelUnreachable, Order, VoiceModel
from ringback.wire import CallStatus

log = structlog.get_logger()

OpenModel = Callable[[Briefing, Sequence[Past]], Awaitable[ModelSession]]
_TRIES = 2
_PAUSE = 1.0  # seconds


def briefing_of(order: Order) -> Briefing:
    return (answering if order.inbound else brief)(order.instructions, order.language)


async def _let_ring(call_sid: str) -> None: ...


class WarmModels:
    def __init__(self, model: VoiceModel, *, pause: float = _PAUSE) -> None:
        self._model = model
        self._pause = pause
        self._seen: set[str] = set()
        self._waiting: dict[str, asyncio.Task[ModelSession | None]] = {}
        self._watches: dict[str, asyncio.Task[None]] = {}
        self._leaving: set[asyncio.Task[None]] = set()
        self.forlorn: Callable[[str], Coroutine[Any, Any, None]] = _let_ring
        """Told the sid of a call that waits for a session in vain."""

    def follow(self, line: Line) -> None:
        """The carrier said something new about this call, or another process took it up."""
        if line.call.status.terminal or line.left:
            self._drop(line.sid)
        elif line.call.status is not CallStatus.QUEUED and line.sid not in self._seen and not line.ended_by:
            self._seen.add(line.sid)
            self._watches[line.sid] = asyncio.create_task(self._keep_warm(line.sid, briefing_of(line.order)))

    def opener(self, sid: str) -> OpenModel:
        """Opens sessions for the talk of this call: the warm one first."""

        async def open_model(briefing: Briefing, history: Sequence[Past]) -> ModelSession:
            self._seen.add(sid)
            waiting = self._taken(sid)
            session = await waiting if waiting is not None else None
            if session is not None and session.alive and not history:
                log.info("warm voice model taken over", call_sid=sid)
                return session
            if session is not None:
                self._leave(session)
            return await self._model.open(briefing, history)

        return open_model

    async def close(self) -> None:
        for sid in self._watches.keys() | self._waiting.keys():
            self._drop(sid)
        await asyncio.gather(*self._leaving, return_exceptions=True)

    async def _keep_warm(self, sid: str, briefing: Briefing) -> None:
        for tried in range(_TRIES):
            if tried:
                if not self._may_try():
                    break
                await asyncio.sleep(self._pause)
            opening = self._waiting[sid] = asyncio.create_task(self._open(sid, briefing))
            session = await asyncio.shield(opening)
            if session is not None:
                await session.ended()
                log.warning("warm voice model died", call_sid=sid)
                self._leave(session)
        del self._watches[sid]
        self._keep(asyncio.create_task(self.forlorn(sid)))

    def _may_try(self) -> bool:
        try:
            self._model.admit()
        except ModelUnreachable:
            return False
        return True

    async def _open(self, sid: str, briefing: Briefing) -> ModelSession | None:
        try:
            return await self._model.open(briefing)
        except ModelUnreachable as error:
            log.warning("voice model not warm", call_sid=sid, error=error.code)
            return None

    def _taken(self, sid: str) -> asyncio.Task[ModelSession | None] | None:
        """Nobody else cares for it from now on."""
        watch = self._watches.pop(sid, None)
        if watch is not None:
            watch.cancel()
        return self._waiting.pop(sid, None)

    def _drop(self, sid: str) -> None:
        self._seen.discard(sid)
        waiting = self._taken(sid)
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
