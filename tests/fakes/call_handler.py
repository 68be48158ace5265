"""A call-handler that follows a script: what its calls tell, and how it fails."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from ringback.engine.ports import CallUnknown, ErasedLater, HandlerDown
from ringback.engine.task import Language
from ringback.kit.errors import Conflict, NotFound, RingbackError
from ringback.wire import (
    CallEvent,
    CallStatus,
    CallView,
    Fact,
    InboundCall,
    InboundCalls,
    Line,
    Listening,
    Permission,
    Reason,
    Report,
    Turn,
)
from tests.fakes.line import CHECKS, LINE

PIECE_SECONDS = 0.1  # of `sound`
AT = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)

EventType = Literal[
    "call.status", "call.turn", "call.report", "call.ask", "call.answer", "call.steer", "call.dtmf", "call.phase"
]


def a_report(reason: Reason = Reason.GOAL_REACHED, **change: Any) -> Report:
    """A pizza ordered for seven, unless told otherwise."""
    status = {Reason.BUSY: CallStatus.BUSY, Reason.NO_ANSWER: CallStatus.NO_ANSWER}.get(reason, CallStatus.COMPLETED)
    good = reason is Reason.GOAL_REACHED
    turns = [
        Turn(index=0, who="agent", text="Hello, a large margherita for seven please.", t0=900, t1=3100),
        Turn(index=1, who="callee", text="Sure, a large one at seven, sixty two shekels.", t0=3400, t1=5600),
    ]
    facts = [Fact(key="time", value="19:00", quote="at seven", turn=1, supported=True)]
    values: dict[str, Any] = {
        "call_sid": "CA1",
        "status": status,
        "started_at": AT,
        "ended_at": AT,
        "ended_by": "agent",
        "reason": reason,
        "claimed": "succeeded" if good else None,
        "facts": facts if good else [],
        "turns": turns if good else [],
        "recording": good,
    }
    return Report(**(values | change))


def a_question(**change: Any) -> tuple[EventType, dict[str, Any]]:
    """The event by which the assistant asks the user; half past eight is offered unless told otherwise."""
    question = {
        "question_id": "q1",
        "text": "They are full at eight. They offer half past eight.",
        "options": ["Yes, 20:30", "No"],
        "default": "I say that we will call back",
        "deadline_at": "2126-11-22T18:00:00Z",
    }
    return "call.ask", question | change


def talk(report: Report | None = None) -> list[tuple[EventType, dict[str, Any]]]:
    """The events of a whole call that ends in `report`."""
    report = report or a_report()
    turns: list[tuple[EventType, dict[str, Any]]] = [
        ("call.turn", turn.model_dump(mode="json")) for turn in report.turns
    ]
    answered: list[tuple[EventType, dict[str, Any]]] = [("call.status", {"status": "in-progress"})] if turns else []
    return [
        ("call.status", {"status": "queued"}),
        ("call.status", {"status": "initiated"}),
        ("call.status", {"status": "ringing"}),
        *answered,
        *turns,
        ("call.status", {"status": report.status.value}),
        ("call.report", report.model_dump(mode="json")),
    ]


@dataclass
class Order:
    key: str
    task_id: str
    instructions: str
    phone_number: str
    language: str


@dataclass
class FakeCall:
    sid: str
    order: Order
    events: list[CallEvent] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, kind: EventType, data: dict[str, Any]) -> None:
        self.events.append(CallEvent(seq=len(self.events) + 1, ts=AT, type=kind, data=data))
        self.changed.set()
        self.changed = asyncio.Event()

    @property
    def over(self) -> bool:
        return bool(self.events) and self.events[-1].type == "call.report"

    @property
    def report(self) -> Report | None:
        return Report.model_validate(self.events[-1].data) if self.over else None


class FakeCallHandler:
    """`script` is told by every new call, in order. The queues `*_failures` hold what each next request meets: an
    error, or None for success. With `places_anyway` a failed order is dialled all the same.
    """

    def __init__(self) -> None:
        self.calls: dict[str, FakeCall] = {}
        self.rung = asyncio.Event()
        self.reset()

    def reset(self) -> None:
        """Forget all calls and all that was scripted; who follows or waits is let go."""
        followed, waited = self.calls, self.rung
        self.script: list[tuple[EventType, dict[str, Any]]] = talk()
        self.scripts: dict[str, list[tuple[EventType, dict[str, Any]]]] = {}
        """By phone number, in the place of `script`."""
        self.calls = {}
        self.by_key: dict[str, FakeCall] = {}
        self.requests: list[Order] = []
        self.followed: list[tuple[str, int]] = []
        self.hung_up: list[str] = []
        self.erased: list[str] = []
        self.order_failures: deque[RingbackError | None] = deque()
        self.follow_failures: deque[RingbackError | None] = deque()
        self.withdraw_failures: deque[RingbackError] = deque()
        self.withdrawn: list[str] = []
        self.drops: deque[int] = deque()
        """Each next `follow` breaks after so many events."""
        self.on: set[str] = set()
        """Calls that are not over when they are to be erased."""
        self.answers: list[tuple[str, str]] = []
        self.steered: list[tuple[str, str]] = []
        self.acknowledges = asyncio.Event()
        """A hang-up returns once this is set, as it is unless a test clears it."""
        self.acknowledges.set()
        self.hangup_failures = 0
        """How many of the next hang-ups find nobody."""
        self.permissions: dict[str, Permission] = {}
        """By phone number; the others may be called."""
        self.wondered: list[tuple[str, datetime | None]] = []
        self.places_anyway = False
        self.repeats = False
        """Events are told twice."""
        self.unreadable = False
        """A call at rest gives an answer outside the contract."""
        self.down = False
        self.wav: bytes | None = b"RIFF\x00\x00\x00\x00WAVE"
        self.sound: list[bytes] = [b"\xff" * 1600]
        """What a listener hears of each call before it waits for the end."""
        self.murmurs = False
        """The last of it goes on to the end of the call."""
        self.listeners = 0
        self.voices: list[tuple[str, str]] = []
        """That were listened to, with their language."""
        self.speechless = False
        """No voice is to be had."""
        self.asked = asyncio.Event()
        """Set by the first order."""
        self.came_in: list[Report] = []
        """Ended calls to our number."""
        self.rung = asyncio.Event()
        waited.set()
        for call in followed.values():
            call.changed.set()

    @property
    def only(self) -> FakeCall:
        (call,) = self.calls.values()
        return call

    def go_down(self) -> None:
        """Answer nothing more, and break what is being followed."""
        self.down = True
        for call in self.calls.values():
            call.changed.set()

    def _reach(self) -> None:
        if self.down:
            raise HandlerDown("The call-handler does not answer.")

    def _call(self, call_sid: str) -> FakeCall:
        self._reach()
        if call_sid not in self.calls:
            raise NotFound("There is no such call.")
        return self.calls[call_sid]

    async def order(self, *, key: str, task_id: str, instructions: str, phone_number: str, language: Language) -> str:
        self._reach()
        order = Order(key, task_id, instructions, phone_number, language)
        self.requests.append(order)
        self.asked.set()
        failure = self.order_failures.popleft() if self.order_failures else None
        if key in self.withdrawn:
            raise Conflict("It was withdrawn.", code="order_withdrawn")
        if failure is None or self.places_anyway:
            self._dial(order)
        if failure is not None:
            raise failure
        return self.by_key[key].sid

    async def withdraw(self, *, key: str, task_id: str) -> str | None:
        self._reach()
        if self.withdraw_failures:
            raise self.withdraw_failures.popleft()
        self.withdrawn += [key] * (key not in self.by_key)
        return self.by_key[key].sid if key in self.by_key else None

    def _dial(self, order: Order) -> None:
        if order.key in self.by_key:
            return
        call = FakeCall(f"CA{len(self.calls) + 1:032d}", order)
        self.calls[call.sid] = self.by_key[order.key] = call
        for kind, data in self.scripts.get(order.phone_number, self.script):
            told = {**data, "call_sid": call.sid} if kind == "call.report" else data
            call.tell(kind, told)

    async def permission(self, phone_number: str, at: datetime | None = None) -> Permission:
        self._reach()
        self.wondered.append((phone_number, at))
        return self.permissions.get(phone_number, Permission())

    async def follow(self, call_sid: str, after: int = 0) -> AsyncGenerator[CallEvent, None]:
        self.followed.append((call_sid, after))
        failure = self.follow_failures.popleft() if self.follow_failures else None
        if failure is not None:
            raise failure
        call = self._call(call_sid)
        left = self.drops.popleft() if self.drops else None
        while True:
            changed = call.changed
            for event in call.events[after:]:
                for _ in range(2 if self.repeats else 1):
                    if left == 0:
                        raise HandlerDown("The connection to the call-handler was lost.")
                    left = left - 1 if left is not None else None
                    yield event
                after = event.seq
            if call.over and after >= len(call.events):
                return
            await changed.wait()
            if self._call(call_sid) is not call:
                raise NotFound("There is no such call.")

    async def call(self, call_sid: str, wait: float = 0) -> CallView:
        call = self._call(call_sid)
        if wait and not call.over:
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    while not call.over:
                        await call.changed.wait()
        if self.unreadable:
            raise CallUnknown("The call-handler answered something that is not in the contract.")
        report = call.report
        status = report.status if report else CallStatus.IN_PROGRESS
        return CallView(call_sid=call_sid, status=status, started_at=AT, report=report)

    async def hangup(self, call_sid: str) -> None:
        self._reach()
        if self.hangup_failures:
            self.hangup_failures -= 1
            raise HandlerDown("The call-handler does not answer.")
        if call_sid not in self.calls:
            return
        await self.acknowledges.wait()
        self.hung_up.append(call_sid)
        if self.calls[call_sid].events[-1].type != "call.report":
            self.calls[call_sid].tell("call.status", {"status": "completed"})
            ended = a_report(Reason.USER_HANGUP, call_sid=call_sid, ended_by="user")
            self.calls[call_sid].tell("call.report", ended.model_dump(mode="json"))

    async def steer(self, call_sid: str, text: str, mode: Literal["guide", "say"]) -> None:
        call = self._call(call_sid)
        if call.report is not None:
            raise Conflict("The call is over.", code="too_late")
        self.steered.append((mode, text))
        for state in ("sent", "used"):
            call.tell("call.steer", {"text": text, "mode": mode, "state": state})

    async def answer(self, call_sid: str, question_id: str, text: str) -> None:
        call = self._call(call_sid)
        asked = {event.data["question_id"] for event in call.events if event.type == "call.ask"}
        closed = {event.data["question_id"] for event in call.events if event.type == "call.answer"}
        if call.report is not None or question_id not in asked - closed:
            raise Conflict("This question is not open.", code="question_closed")
        self.answers.append((question_id, text))
        call.tell("call.answer", {"question_id": question_id, "text": text, "by": "user"})

    async def listen(self, call_sid: str) -> Listening:
        if self._call(call_sid).report is not None:
            raise Conflict("The call is over.", code="too_late")
        return Listening(token=f"hear-{call_sid}", expires_at=AT)

    async def audio(self, call_sid: str, token: str) -> AsyncGenerator[bytes, None]:
        call = self._call(call_sid)
        if token != f"hear-{call_sid}":
            raise RingbackError("This token opens nothing.", code="bad_token", status=403)
        self.listeners += 1
        try:
            for piece in self.sound:
                yield piece
            while self.murmurs and call.report is None:
                yield self.sound[-1]
                await asyncio.sleep(PIECE_SECONDS)
            while call.report is None:
                await call.changed.wait()
                self._call(call_sid)
        finally:
            self.listeners -= 1

    async def erase_recording(self, call_sid: str) -> None:
        self._reach()
        self.wav = None

    async def recording(self, call_sid: str) -> bytes | None:
        self._reach()
        return self.wav if call_sid in self.calls else None

    def ring(self, report: Report) -> None:
        """A call to our number has ended so."""
        self.came_in.append(report)
        self.rung.set()
        self.rung = asyncio.Event()

    async def inbound(self, after: int, wait: float) -> InboundCalls:
        self._reach()
        rung = self.rung
        if len(self.came_in) <= after and wait:
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await rung.wait()
        calls = [InboundCall(seq=seq, report=report) for seq, report in enumerate(self.came_in, 1)]
        left = [call for call in calls[after:] if call.report.call_sid not in self.erased]
        return InboundCalls(calls=left, last=len(calls))

    async def erase(self, call_sids: Sequence[str]) -> int:
        self._reach()
        on = [sid for sid in call_sids if sid in self.calls and (sid in self.on or self.calls[sid].report is None)]
        for sid in on:
            await self.hangup(sid)
        if on:
            raise ErasedLater("The call is still on; it is erased when it has ended.")
        known = {*self.calls, *(report.call_sid for report in self.came_in)} - set(self.erased)
        gone = [sid for sid in call_sids if sid in known]
        self.erased += gone
        for sid in gone:
            self.calls.pop(sid, None)
        return len(gone)

    async def erase_orders(self, task_id: str) -> int:
        self._reach()
        mine = {order.key for order in self.requests if order.task_id == task_id}
        sids = {self.by_key[key].sid for key in mine if key in self.by_key} & set(self.calls)
        undialled = len(mine - set(self.by_key))
        self.requests = [order for order in self.requests if order.task_id != task_id]
        return undialled + (await self.erase(sorted(sids)) if sids else 0)

    async def voice(self, voice: str, language: Language) -> bytes:
        self._reach()
        if self.speechless:
            raise RingbackError("The voice service did not speak.", code="model_down", status=503, recoverable=True)
        self.voices.append((voice, language))
        return self.wav or b""

    async def line(self, *, check: bool) -> Line:
        self._reach()
        return LINE.model_copy(update={"checks": CHECKS if check else []})

    async def check(self) -> None:
        self._reach()
