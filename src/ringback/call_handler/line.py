"""One call that is on now: what is known of it, who waits for it, and what is still to be written down.

Rules:
1. Events count from 1 without gaps. They are kept in memory until the call has its report, so that live listeners need
   no database.
2. Whoever waits is woken by every change.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, Literal, Protocol

from ringback.call_handler.call import Call
from ringback.call_handler.events import Claim, EndedBy, Told, Used, Utterance
from ringback.call_handler.listening import Audience
from ringback.call_handler.other_side import Side
from ringback.call_handler.ports import Order, StoredCall
from ringback.call_handler.report import MODEL_ESTIMATED, Talk, make_report, wire_turn
from ringback.phone import day
from ringback.wire import CallEvent, CallView, Reason, Report

EventType = Literal["call.status", "call.turn", "call.report", "call.ask"] | Told


class Conversation(Protocol):
    """The talk on an open media stream."""

    def end(self, ended_by: EndedBy, reason: Reason | None) -> None: ...
    def machine_answered(self) -> None: ...
    def steer(self, text: str, mode: Literal["guide", "say"]) -> bool:
        """False when it is too late."""
        ...

    def answer(self, question_id: str, text: str) -> bool:
        """False when this question is not open."""
        ...


class Line:
    """`conversation` while the media stream is open, `talked` once it was; `changed` what is not written down yet.

    `barred`: the callee asked never to be called again. `left`: another process has the call now.
    """

    def __init__(self, order: Order, call: Call, earlier: list[CallEvent] | None = None) -> None:
        self.order = order
        self.call = call
        self.events: list[CallEvent] = list(earlier or [])
        self.unwritten: list[CallEvent] = []
        self.turns: dict[int, Utterance] = {}
        self.claim: Claim | None = None
        self.ended_by: EndedBy | None = None
        self.reason: Reason | None = None
        self.last_words: str | None = None
        self.barred = False
        self.left = False
        self.conversation: Conversation | None = None
        self.audience = Audience()
        self.talked = False
        self.recording = False
        self.message_left = False
        self.cost: dict[str, float] = {}
        self.report: Report | None = None
        self.changed = False
        self.finishing = asyncio.Lock()
        self.ending = asyncio.Lock()
        self._news = asyncio.Event()

    @property
    def sid(self) -> str:
        return self.call.sid

    @property
    def talk(self) -> Talk:
        return Talk(
            ended_by=self.ended_by,
            reason=self.reason,
            claim=self.claim,
            turns=list(self.turns.values()),
            talked=self.talked,
            recording=self.recording,
            message_left=self.message_left,
            barred=self.barred,
            at_machine=self._phase == Side.VOICEMAIL,
            cost=self.cost,
        )

    @property
    def _phase(self) -> str:
        phases = (str(event.data["phase"]) for event in reversed(self.events) if event.type == "call.phase")
        return next(phases, Side.PERSON)

    def tell(self, kind: EventType, data: dict[str, Any]) -> None:
        """The next event, to be written and heard by who listens."""
        event = self.next_event(kind, data)
        self.events.append(event)
        self.unwritten.append(event)
        self.note()

    def next_event(self, kind: EventType, data: dict[str, Any]) -> CallEvent:
        seq = self.events[-1].seq + 1 if self.events else 1
        return CallEvent(seq=seq, ts=datetime.now(UTC), type=kind, data=data)

    def say(self, turn: Utterance) -> None:
        if turn.text:
            self.turns[turn.index] = turn
        else:
            self.turns.pop(turn.index, None)
        # Told several times a second, so without the model; it is what `Turn` says all the same.
        data = {"index": turn.index, "who": turn.who, "text": turn.text, "t0": turn.t0, "t1": turn.t1}
        self.tell("call.turn", data | {"final": turn.final})

    def used(self, used: Used) -> None:
        """Tokens, seconds and US dollars, as their names say."""
        for name, amount in {**used.counts, "model_usd": used.usd}.items():
            self.cost[name] = round(self.cost.get(name, 0.0) + amount, 6)
        if used.estimated:
            self.cost[MODEL_ESTIMATED] = 1.0
        self.note()

    def over(self, ended_by: EndedBy, reason: Reason | None, last_words: str | None = None) -> None:
        """How the call ended; the first word stands. `last_words` are said by the carrier before it hangs up."""
        if self.ended_by is None:
            self.ended_by, self.reason, self.last_words = ended_by, reason, last_words
            self.note()

    def note(self) -> None:
        """Something changed: it is to be written, and who waits looks again."""
        self.changed = True
        self._news.set()
        self._news = asyncio.Event()

    async def news(self) -> None:
        """Until something changes."""
        await self._news.wait()

    async def quiet(self, seconds: float) -> bool:
        """False: something changed within that time."""
        try:
            async with asyncio.timeout(seconds):
                await self.news()
        except TimeoutError:
            return True
        return False

    def leave(self) -> None:
        """Another process has the call now, and ends it; the talk here ends too."""
        self.left = True
        if self.conversation is not None:
            self.conversation.end("system", Reason.LINE_DROPPED)
        self.note()

    async def follow(self, after: int) -> AsyncIterator[CallEvent]:
        """Events after `after`, then live, to the report, or until another process has the call.

        Who has heard of events that were lost with their process, before they were written, may wait for a number above
        the report's: for them it ends without it.
        """
        seen = after
        while not self.left:
            for event in self.events[self._place(seen) :]:
                seen = event.seq
                yield event
                if event.type == "call.report":
                    return
            if self.report is not None:
                return
            if self._place(seen) == len(self.events):
                await self.news()

    def _place(self, seq: int) -> int:
        first = self.events[0].seq if self.events else 1
        return max(0, min(len(self.events), seq - first + 1))

    def make_report(self, now: float, usd_per_minute: float | None) -> Report:
        order = self.order
        today = day(order.phone_number, datetime.fromtimestamp(order.created_at, UTC))
        return make_report(
            self.call,
            self.talk,
            task_id=order.task_id,
            now=now,
            phone_number=order.phone_number,
            inbound=order.inbound,
            usd_per_minute=usd_per_minute,
            today=f"{today:%F}" if today else "",
        )

    def view(self) -> CallView:
        return view(self.order, self.call, self.talk, self.report)


def taken_up(stored: StoredCall, events: list[CallEvent]) -> Line:
    """A call that another process had, as far as it was written down."""
    line = Line(stored.order, stored.call, events)
    line.claim, line.cost = stored.claim, dict(stored.cost)
    turns = [Utterance(**event.data) for event in events if event.type == "call.turn"]
    line.turns = {turn.index: turn for turn in turns}
    line.talked = bool(turns)
    return line


def view(order: Order, call: Call, talk: Talk, report: Report | None) -> CallView:
    """`GET /calls/{sid}`."""
    turns = [wire_turn(turn) for turn in sorted(talk.turns, key=lambda turn: turn.index)]
    return CallView(
        call_sid=call.sid,
        status=call.status,
        answered_by=call.answered_by,
        started_at=datetime.fromtimestamp(order.created_at, UTC),
        ended_at=report.ended_at if report else None,
        ended_by=report.ended_by if report else talk.ended_by,
        reason=report.reason if report else talk.reason,
        turns=report.turns if report else turns,
        report=report,
        cost=report.cost if report else dict(talk.cost),
    )
