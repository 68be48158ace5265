"""The calls that are on now, from the carrier's first word to the one report.

Rules:
1. Every call ends with exactly one report, also when callbacks are lost (the carrier is asked) and after a restart.
2. The report waits for the talk to end and for the carrier's final word, which is asked for once the media ended.
3. Events are written behind the live listeners, in order; the report is written before anyone hears of it.
4. A call belongs to one process on the database, by a lease that it prolongs; the call of one that died is taken up,
   and ended unless the phone still rings. What others have is told from the database, and passed on to them (peers.py).
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress

import structlog

from ringback.call_handler import call as calls
from ringback.call_handler.briefing import brief
from ringback.call_handler.call import Call, Reported
from ringback.call_handler.leases import BEAT_SECONDS, Leases
from ringback.call_handler.legs import Legs
from ringback.call_handler.line import Conversation, Line, taken_up, view
from ringback.call_handler.ports import Carrier, CarrierCall, Clock, Guard, Order, Store, StoredCall, Unreachable
from ringback.call_handler.report import Talk
from ringback.call_handler.writing import Writing
from ringback.kit.errors import Conflict, NotFound, RingbackError
from ringback.wire import Answer, CallEvent, CallStatus, CallView, Reason, Report, Steer

log = structlog.get_logger()

AFTER_MEDIA = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0, 60.0, 60.0, 60.0)
"""Seconds between the questions to the carrier once the media has ended; after the last one the call counts as over."""
LAST_WORDS_QUESTIONS = 3
"""So many questions the carrier's last words may outlast; then the leg is ended whatever is being said."""
_RINGS = (CallStatus.QUEUED, CallStatus.INITIATED, CallStatus.RINGING)
_ELSEWHERE_PAUSE = 0.5  # seconds between looks into the database at a call that another process has
_SHUTDOWN_SECONDS = 3.0


class Switchboard:
    """`ring_seconds` and `call_seconds` are the carrier's limits; `on_status` hears of new statuses and lost calls."""

    def __init__(
        self,
        store: Store,
        guard: Guard,
        carrier: Carrier,
        clock: Clock,
        *,
        ring_seconds: float,
        call_seconds: float,
        usd_per_minute: float | None = 0.0,
        after_media: Sequence[float] = AFTER_MEDIA,
        on_status: Callable[[Line], None] = lambda line: None,
        beat_seconds: float = BEAT_SECONDS,
        address: str = "",
    ) -> None:
        self._store = store
        self._carrier = carrier
        self._clock = clock
        self._ring_seconds = ring_seconds
        self._call_seconds = call_seconds
        self._usd_per_minute = usd_per_minute
        self._after_media = after_media
        self._lines: dict[str, Line] = {}
        self._watches: dict[str, asyncio.Task[None]] = {}
        self._leases = Leases(guard, clock, address=address, beat_seconds=beat_seconds)
        self._always: list[asyncio.Task[None]] = []
        self._writing = Writing(store, guard, clock, self._lines)
        self._on_status = on_status
        self.legs = Legs(carrier, clock, on_status)
        self.reported = asyncio.Event()
        """Set by the next report of any call; then another one takes its place."""
        self.stopped = False
        """Nobody waits any longer for a call to end."""
        self.on_report: list[Callable[[Report], None]] = []

    # --- life of the service

    async def open(self) -> None:
        """Takes up every call that has no report and no living process; the carrier is asked in the background."""
        await self._take_up_all()
        beat = self._leases.beat(lambda: self._lines, self._lost, self._take_up, self._take_up_all)
        self._always = [asyncio.create_task(work) for work in (self._writing.keep_writing(), beat)]

    def stop(self) -> None:
        """The service stops: whoever waits for a call to end is told how it is now."""
        self.stopped = True
        for line in self._lines.values():
            line.note()
        self._wake()

    async def close(self) -> None:
        """Calls in progress are ended at the carrier and reported; what cannot be is taken up at the next start."""
        await asyncio.gather(*(self._shut_down(line) for line in list(self._lines.values())))
        for task in [*self._watches.values(), *self._always]:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self._writing.write()
        await self._leases.drop_all(self._lines)

    def _lost(self, call_sid: str) -> None:
        if (line := self._lines.pop(call_sid, None)) is not None:
            log.error("another process took this call up", call_sid=call_sid, task_id=line.order.task_id)
            line.leave()
            self._on_status(line)

    async def _take_up_all(self) -> None:
        for call_sid in {stored.call.sid for stored in await self._store.unfinished()} - self._lines.keys():
            await self._take_up(call_sid)

    async def _take_up(self, call_sid: str) -> None:
        """A call that nobody cares for any more, unless another process was first."""
        if not await self._leases.take(call_sid):
            return
        stored, events = await self._store.call(call_sid), await self._store.events(call_sid)
        if stored is None or stored.report is not None:
            await self._leases.drop(call_sid)
        elif call_sid not in self._lines:
            log.info("call taken up", call_sid=call_sid, task_id=stored.order.task_id)
            self._connect(taken_up(stored, events), adrift=True)

    async def _shut_down(self, line: Line) -> None:
        await self._end_leg(line)
        with suppress(TimeoutError):
            async with asyncio.timeout(_SHUTDOWN_SECONDS):
                while line.report is None:
                    await line.news()

    async def _end_leg(self, line: Line) -> None:
        """End the call at the carrier, as far as it can be reached; the rest is the watch's."""
        reason = Reason.LINE_DROPPED if line.talked else None
        if not line.call.status.terminal:
            line.over("system", reason)
            with suppress(Unreachable, TimeoutError):
                await asyncio.wait_for(self.legs.end(line), _SHUTDOWN_SECONDS)
        if line.conversation is not None:
            line.conversation.end("system", reason)
        await self.settle(line)

    # --- calls

    async def placed(self, order_id: str, found: CarrierCall) -> Order:
        """The carrier has this call for the order. The order as stored: another call may have been first."""
        call = calls.advance(Call(found.sid, self._clock.now()), found.word)
        leased = await self._leases.take(found.sid)
        order = await self._store.place(order_id, call)
        kept, earlier = await self._store.call(found.sid), await self._store.events(found.sid)
        if leased and found.sid not in self._lines:
            if kept is None or kept.report is not None:
                await self._leases.drop(found.sid)
            else:
                self._connect(line := taken_up(kept, earlier), adrift=bool(earlier))
                if not earlier:
                    line.tell("call.status", {"status": kept.call.status.value, "answered_by": None})
                    self._on_status(line)
        if order is None:
            raise NotFound("There is no such order.")
        return order

    async def told(self, order_id: str, call_sid: str, word: Reported) -> None:
        """A callback of the carrier. A call that is not the order's is hung up: it must not ring."""
        if call_sid not in self._lines:
            try:
                order = await self.placed(order_id, CarrierCall(call_sid, word))
            except NotFound:
                await self._hang_up_stray(call_sid, word)
                raise
            if order.call_sid != call_sid:
                await self._hang_up_stray(call_sid, word)
                return
        if (line := self._lines.get(call_sid)) is not None:
            self.legs.heard(line, word)
            await self.settle(line)

    async def _hang_up_stray(self, call_sid: str, word: Reported) -> None:
        log.error("a stray call was hung up", call_sid=call_sid)
        with suppress(NotFound):
            await self._carrier.hang_up(Call(call_sid, self._clock.now(), word.status))

    def line(self, call_sid: str) -> Line | None:
        return self._lines.get(call_sid)

    async def elsewhere(self, call_sid: str) -> str | None:
        """The address of the process that has this call, when it is another one."""
        return None if call_sid in self._lines else await self._leases.elsewhere(call_sid)

    @property
    def lines(self) -> list[Line]:
        """The calls that are on."""
        return list(self._lines.values())

    def detected(self, line: Line, who: str) -> None:
        """The result of answering machine detection."""
        line.call = calls.answered_by(line.call, who)
        log.info("answering machine detection", call_sid=line.sid, answered_by=who)
        if line.call.by_machine and line.conversation is not None:
            line.conversation.machine_answered()
        line.note()

    async def talk_over(self, line: Line) -> None:
        """The media stream has ended: so must the leg, whoever ended it."""
        line.conversation, line.talked = None, True
        line.note()
        if not line.call.status.terminal:
            try:
                await self.legs.end(line)
            except Unreachable as error:
                log.warning("leg not ended", call_sid=line.sid, error=error.code)
        await self.settle(line)

    async def settle(self, line: Line) -> None:
        """Writes the report if the call is over: the carrier said its last word and the talk has ended."""
        async with line.finishing:
            done = line.report is not None or line.left
            if done or line.conversation is not None or not line.call.status.terminal:
                return
            await self._writing.write([line])
            await self._writing.bar(line)
            report = await asyncio.to_thread(line.make_report, self._clock.now(), self._usd_per_minute)
            event = line.next_event("call.report", report.model_dump(mode="json"))
            if not await self._store.finish(line.call, report, event):
                log.error("a second report was not written", call_sid=line.sid)
            line.report = report
            line.events.append(event)
            self._lines.pop(line.sid, None)
            line.note()
            for tell in self.on_report:
                tell(report)
            self._wake()
        await self._leases.drop(line.sid)
        log.info("call reported", call_sid=line.sid, task_id=line.order.task_id, reason=report.reason.value)

    def _wake(self) -> None:
        self.reported.set()
        self.reported = asyncio.Event()

    async def hang_up(self, call_sid: str) -> CallView:
        """The user ends the talk at once, and the call: returns when the carrier has acknowledged, or it was over."""
        if (line := self._lines.get(call_sid)) is not None:
            line.over("user", Reason.USER_HANGUP)
            line.last_words = None
            if (talk := line.conversation) is not None:
                talk.end("user", Reason.USER_HANGUP)
            try:
                await self.legs.end(line)
            except Unreachable:
                if talk is None:
                    raise
                log.warning("hung up through the media stream", call_sid=call_sid)
            await self.settle(line)
        elif (stored := await self._stored(call_sid)).report is None:
            await self._carrier.hang_up(stored.call)
        return await self.view(call_sid)

    async def nobody_to_speak(self, call_sid: str) -> None:
        """The voice model cannot be had: a phone that rings is let go before anyone answers, or hears why."""
        line = self._lines.get(call_sid)
        if line is None or line.order.inbound or line.talked or line.call.status not in _RINGS:
            return
        log.warning("call canceled: nobody could speak", call_sid=call_sid, task_id=line.order.task_id)
        line.over("system", Reason.MODEL_DOWN, brief(line.order.instructions, line.order.language).excuse)
        try:
            await self.legs.end(line)
        except Unreachable as error:
            log.warning("leg not ended", call_sid=call_sid, error=error.code)
        await self.settle(line)

    async def steer(self, call_sid: str, wish: Steer) -> None:
        """Raises Conflict when nobody is on the line any more."""
        conversation = await self._conversation(call_sid)
        if conversation is None or not conversation.steer(wish.text, wish.mode):
            raise Conflict("There is no conversation to steer: the call has not begun or is over.", code="too_late")

    async def answer(self, call_sid: str, answer: Answer) -> None:
        """Raises Conflict when this question is not open."""
        conversation = await self._conversation(call_sid)
        if conversation is None or not conversation.answer(answer.question_id, answer.text):
            raise Conflict("This question is not open: it was answered, or its time is over.", code="question_closed")

    async def _conversation(self, call_sid: str) -> Conversation | None:
        if (line := self._lines.get(call_sid)) is None:
            await self._stored(call_sid)
            return None
        return line.conversation

    async def view(self, call_sid: str, wait: float = 0) -> CallView:
        """Waits up to `wait` seconds for the report."""
        loop = asyncio.get_running_loop()
        until = loop.time() + wait
        while (line := self._lines.get(call_sid)) is None:
            stored = await self._stored(call_sid)
            if stored.report is not None or self.stopped or loop.time() >= until:
                return view(stored.order, stored.call, Talk(claim=stored.claim, cost=stored.cost), stored.report)
            await asyncio.sleep(min(_ELSEWHERE_PAUSE, until - loop.time()))
        with suppress(TimeoutError):
            async with asyncio.timeout_at(until):
                while line.report is None and not line.left and not self.stopped:
                    await line.news()
        return line.view()

    async def follow(self, call_sid: str, after: int) -> AsyncIterator[CallEvent]:
        """Events after `after`, then live, to the report."""
        seen, over = after, False
        while not over:
            if (line := self._lines.get(call_sid)) is not None:
                async for event in line.follow(seen):
                    seen, over = event.seq, event.type == "call.report"
                    yield event
                continue
            stored = await self._store.call(call_sid)
            for event in await self._store.events(call_sid, seen):
                seen = event.seq
                yield event
            over = stored is None or stored.report is not None
            if not over:
                await asyncio.sleep(_ELSEWHERE_PAUSE)

    async def _stored(self, call_sid: str) -> StoredCall:
        stored = await self._store.call(call_sid)
        if stored is None:
            raise NotFound("There is no such call.")
        return stored

    def _connect(self, line: Line, *, adrift: bool = False) -> None:
        """`adrift`: it was another process's, which died."""
        self._lines[line.sid] = line
        watch = asyncio.create_task(self._watch(line, adrift=adrift))
        self._watches[line.sid] = watch
        watch.add_done_callback(lambda _: self._watches.pop(line.sid, None))

    # --- a call whose callbacks do not come

    async def _watch(self, line: Line, *, adrift: bool) -> None:
        questions = 0
        while line.report is None and not line.left:
            try:
                if adrift:
                    adrift = False
                    await self._go_on(line)
                elif await line.quiet(self._patience(line, questions)):
                    questions += 1
                    await self._ask(line, questions)
                    await self.settle(line)
            except Exception as error:
                known = error.code if isinstance(error, RingbackError) else None
                log.warning("call could not be followed", call_sid=line.sid, error=known, exc_info=known is None)

    async def _go_on(self, line: Line) -> None:
        """A phone that rings rings on. A talk was lost with its process, so the leg must end too."""
        if line.call.status in _RINGS:
            await self._ask(line, 0)
        if line.call.status not in _RINGS:
            await self._end_leg(line)
        self._on_status(line)

    def _patience(self, line: Line, questions: int) -> float:
        """Seconds without news before the carrier is asked."""
        if line.conversation is not None:
            return 3 if line.call.status.terminal else self._call_seconds + 30
        if line.talked or line.ended_by is not None or line.call.status.terminal:
            return self._after_media[min(questions, len(self._after_media) - 1)]
        return self._ring_seconds + 15

    async def _ask(self, line: Line, questions: int) -> None:
        """What became of the call. One whose talk is over is told to end, once its last words had their time."""
        over = line.conversation is None and (line.talked or line.ended_by is not None)
        try:
            said = not line.last_words or line.call.can_be_canceled or questions > LAST_WORDS_QUESTIONS
            if over and not line.call.status.terminal and said:
                if questions > LAST_WORDS_QUESTIONS:
                    line.last_words = None
                await self.legs.end(line)
            else:
                await self.legs.look(line)
        except NotFound as error:
            with suppress(Unreachable):
                self.legs.unknown(line, error)
        except Unreachable as error:
            log.warning("call could not be looked up", call_sid=line.sid, error=error.code)
        last = questions >= len(self._after_media)
        if line.conversation is not None and line.call.status.terminal:
            line.conversation.end("carrier", None)
        elif last and line.conversation is None and not line.call.status.terminal:
            log.error("call taken as over without the carrier's word", call_sid=line.sid)
            self.legs.take_as_over(line)
