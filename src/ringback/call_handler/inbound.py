"""Calls to our number: who rings, about which errand, and what came of it for those who want to know.

Rules:
1. Whoever we called lately about an errand that is still open rings back about that; all others leave a message. An
   errand is closed when one of its calls, to whomever and also one that came in, has succeeded, or when the last one
   was called off.
2. An inbound call is an order like any other, with its call from the start: the same bridge, watch, events and report.
3. A repeated request of the carrier gives the same answer. Beyond `most` calls at once the caller is asked to try
   later. Do-not-call and quiet hours are about calling; they do not keep us from answering.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import structlog

from ringback import phone
from ringback.call_handler.call import Reported
from ringback.call_handler.ports import INBOUND, CarrierCall, Clock, Order, OrderState, Store
from ringback.call_handler.switchboard import Switchboard
from ringback.kit.errors import BadRequest
from ringback.wire import CallStatus, InboundCalls, Language, Reason, Report

log = structlog.get_logger()

PAGE = 100
_HOUR = 3600.0
_ELSEWHERE_PAUSE = 1.0
"""Between looks into the database for calls that ended in another process."""
_CALLED_OFF = {Reason.USER_HANGUP, Reason.CANCELED, Reason.DO_NOT_CALL}
_WITHHELD = {"", "+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"}
"""What Twilio gives as caller when there is none: words on a telephone's keys (ANONYMOUS, RESTRICTED, BLOCKED, …)."""

FULL: Mapping[Language, str] = {
    "he": "כל הקווים תפוסים כרגע. אפשר להתקשר שוב בעוד כמה דקות. תודה ולהתראות.",
    "en": "All lines are busy now. Please call again in a few minutes. Thank you, goodbye.",
}
"""Said to a caller for whom there is no line."""


@dataclass(frozen=True, slots=True)
class AnsweringRules:
    """`hours`: how long after our call a caller is taken to ring back. `language` is a stranger's."""

    region: str
    language: Language
    hours: float
    most: int


class InboundDesk:
    def __init__(self, store: Store, switchboard: Switchboard, clock: Clock, rules: AnsweringRules) -> None:
        self._store = store
        self._switchboard = switchboard
        self._clock = clock
        self._rules = rules
        self._arriving = asyncio.Lock()

    async def arrived(self, call_sid: str, caller: str) -> Order | None:
        """The order of this call, on and bound to it; None when there is no line for it."""
        if not call_sid:
            raise BadRequest("The request has no CallSid.")
        async with self._arriving:
            known = await self._store.call(call_sid)
            if known is not None:
                return known.order
            if sum(line.order.inbound for line in self._switchboard.lines) >= self._rules.most:
                log.warning("inbound call refused, all lines are busy", call_sid=call_sid)
                return None
            order = await self._store.intend(await self._order(call_sid, self._number(caller)))
            word = Reported(CallStatus.IN_PROGRESS, self._clock.now())
            bound = await self._switchboard.placed(order.id, CarrierCall(call_sid, word, self._clock.now()))
        log.info("inbound call", call_sid=call_sid, task_id=bound.task_id, known=bool(bound.instructions))
        return bound

    async def ended(self, after: int, wait: float) -> InboundCalls:
        """Inbound calls whose report came after `after`, oldest first; waits up to `wait` seconds for one."""
        until = asyncio.get_running_loop().time() + wait
        while True:
            reported = self._switchboard.reported
            calls = await self._store.inbound(after, PAGE)
            if calls.calls or calls.last < after or self._switchboard.stopped:
                return calls
            try:
                async with asyncio.timeout_at(min(until, asyncio.get_running_loop().time() + _ELSEWHERE_PAUSE)):
                    await reported.wait()
            except TimeoutError:
                if asyncio.get_running_loop().time() >= until:
                    return calls

    def _number(self, caller: str) -> str:
        """E.164, or empty when the caller has no number to be called back at."""
        if caller in _WITHHELD:
            return ""
        return phone.check(caller, self._rules.region).e164 or ""

    async def _order(self, call_sid: str, caller: str) -> Order:
        errand = await self._errand(caller) if caller else None
        return Order(
            id=f"{INBOUND}{uuid4().hex}",
            key=f"{INBOUND}{call_sid}",
            digest="",
            phone_number=caller,
            instructions=errand.instructions if errand else "",
            language=errand.language if errand else self._rules.language,
            created_at=self._clock.now(),
            task_id=errand.task_id if errand else None,
            state=OrderState.INTENDED,
        )

    async def _errand(self, caller: str) -> Order | None:
        """The latest errand we called this number for, when it is still open."""
        latest = await self._store.latest_call(caller, since=self._clock.now() - self._rules.hours * _HOUR)
        if latest is None:
            return None
        task_id = latest.order.task_id
        orders = [latest.order] if task_id is None else await self._store.orders_of(task_id)
        calls = [await self._store.call(order.call_sid) for order in orders if order.call_sid is not None]
        closed = _closed([call.report for call in calls if call is not None and call.report is not None])
        return None if closed else latest.order


def _closed(reports: Sequence[Report]) -> bool:
    """`reports` of all calls of an errand."""
    last = max(reports, key=lambda report: report.ended_at, default=None)
    return last is not None and (last.reason in _CALLED_OFF or any(succeeded(report) for report in reports))


def succeeded(report: Report) -> bool:
    """The goal was reached, and the callee's own words say so."""
    return (
        report.reason is Reason.GOAL_REACHED
        and report.claimed == "succeeded"
        and bool(report.facts)
        and all(fact.supported for fact in report.facts)
    )


def caller_of(form: Mapping[str, Any]) -> str:
    """The caller's number as the carrier writes it; empty when it is withheld, or found to be forged."""
    given = str(form.get("From", "")).strip()
    forged = str(form.get("StirVerstat", "")).startswith("TN-Validation-Failed")
    return given if given.startswith("+") and not forged else ""
