"""Pure: what a call came to. A report, or the lack of one, read as succeeded, failed or unconfirmed with the reason.

Rules:
1. Success needs the voice model's claim and the callee's own words: at least one fact, and each fact cited from what
   the callee said. A claim without that is unconfirmed.
2. A cause of the line (busy, no answer, voicemail, …) is never overruled by a claim.
3. Whatever is not known is unconfirmed: a call that may have been placed, a report that never came, a talk that was cut
   off after the callee had begun to speak. `doubts` has what the talk leaves open, `mandate` what exceeds the plan.
"""

import re
from dataclasses import replace

from ringback.engine.allowance import NOT_A_CONTACT, SPENDING_LIMIT
from ringback.engine.task import Outcome, OutcomeFact, Status, Task
from ringback.wire import Reason, Report

_NO_TALK = frozenset(
    {
        Reason.BUSY,
        Reason.NO_ANSWER,
        Reason.INVALID_NUMBER,
        Reason.VOICEMAIL,
        Reason.CANCELED,
        Reason.CALL_FAILED,
        Reason.PROVIDER_DOWN,
        Reason.CALLEE_REFUSED,
        Reason.DO_NOT_CALL,
    }
)
"""Reasons that leave no room for a result of the talk."""

_CUT_OFF = frozenset({Reason.LINE_DROPPED, Reason.CALLEE_HANGUP, Reason.MODEL_DOWN, Reason.MAX_DURATION})
"""Reasons that leave open what the callee took from the talk."""

NUMBER_NOT_ALLOWED = "number_not_allowed"
NOT_UNDERSTOOD = "not_understood"
NO_REPLY_FROM_YOU = "no_reply_from_you"
MESSAGE_LEFT = "message_left"

NOT_NOW = frozenset({"quiet_hours", "number_daily_limit", "daily_limit", "too_many_orders", SPENDING_LIMIT})
"""Codes for a call that may be made at another time; each is a reason of its own."""

_OUR_FAULT = frozenset({"empty_instructions", "instructions_too_long", "bad_key", "bad_request"})
"""Codes of the call-handler for an order that should not have been sent as it was."""


def judge(report: Report) -> Outcome:
    """The outcome a report stands for."""
    return replace(_result(report), cost=dict(report.cost))


def unanswered(outcome: Outcome) -> Outcome:
    """The same, when the user was asked in the call and did not answer in time."""
    if (outcome.status, outcome.reason) != (Status.FAILED, Reason.GOAL_NOT_REACHED):
        return outcome
    return replace(outcome, reason=NO_REPLY_FROM_YOU)


def passed_on(task: Task, outcome: Outcome) -> Outcome:
    """The same, when all the errand was to pass on a message and it was left: whether it is heard nobody knows yet."""
    if outcome.reason != MESSAGE_LEFT or not task.said("message"):
        return outcome
    return replace(outcome, status=Status.UNCONFIRMED)


def spent(task: Task, outcome: Outcome) -> dict[str, float]:
    """What all calls of the task used and cost, with `total_usd`; empty when nothing is known of it."""
    summed: dict[str, float] = {}
    ends = [call.outcome for call in task.calls if call.outcome] or [*(one.outcome for one in task.tries), outcome]
    for cost in [end.cost for end in ends]:
        for name, amount in cost.items():
            summed[name] = round(summed.get(name, 0.0) + amount, 6)
    priced = [amount for name, amount in summed.items() if name.endswith("_usd")]
    return {"total_usd": round(sum(priced), 4), **summed} if priced else summed


def _result(report: Report) -> Outcome:
    facts = _facts(report)
    match report.claimed:
        case _ if report.reason is Reason.VOICEMAIL and report.message_left:
            return Outcome(Status.FAILED, MESSAGE_LEFT, report.summary, facts)
        case _ if report.reason in _NO_TALK:
            return Outcome(Status.FAILED, report.reason, report.summary, facts)
        case "succeeded" if facts and all(fact.supported for fact in facts):
            return Outcome(Status.SUCCEEDED, Reason.GOAL_REACHED, report.summary, facts)
        case "succeeded":
            return Outcome(Status.UNCONFIRMED, Reason.GOAL_REACHED, report.summary, facts)
        case "failed" if _was_not_understood(report) and not any(fact.supported for fact in facts):
            return Outcome(Status.FAILED, NOT_UNDERSTOOD, report.summary, facts)
        case "failed":
            return Outcome(Status.FAILED, Reason.GOAL_NOT_REACHED, report.summary, facts)
        case None if report.reason is Reason.GOAL_REACHED:
            return Outcome(Status.UNCONFIRMED, Reason.GOAL_REACHED, report.summary, facts)
        case None:
            cut_off = report.reason in _CUT_OFF and any(turn.who == "callee" for turn in report.turns)
            status = Status.UNCONFIRMED if cut_off else Status.FAILED
            return Outcome(status, report.reason, report.summary, facts)


def _was_not_understood(report: Report) -> bool:
    """The last that the callee said is that they did not understand, or could not hear, what was asked."""
    last = next((turn.text for turn in reversed(report.turns) if turn.who == "callee"), "")
    return bool(_NOT_UNDERSTOOD.search(last.lower().replace("’", "'")))


_NOT_UNDERSTOOD = re.compile(
    r"\b(?:did not|didn't|do not|don't|could not|couldn't|cannot|can not|can't) (?:quite |really |even )?"
    r"(?:understand|follow|catch|get (?:that|what)|make out|hear)|\bwhat do you mean\b|\bmakes? no sense\b"
    r"|(?<![א-ת])(?:לא (?:הבנתי|הבנו|מבינ(?:ה|ים)|מבין|הצלחתי להבין|שמעתי|שומע(?:ת|ים)?|קלטתי)|מה זאת אומרת)(?![א-ת])"
)


def not_ordered(code: str) -> Outcome:
    """The order was refused with this error code, or never arrived: surely nothing was dialled."""
    if code == "invalid_number":
        return Outcome(Status.FAILED, Reason.INVALID_NUMBER)
    if code in NOT_NOW or code == NOT_A_CONTACT:
        return Outcome(Status.FAILED, code)
    if code == Reason.DO_NOT_CALL:
        return Outcome(Status.FAILED, Reason.DO_NOT_CALL)
    if code.startswith("number_"):
        return Outcome(Status.FAILED, NUMBER_NOT_ALLOWED)
    if code in _OUR_FAULT:
        return Outcome(Status.FAILED, Reason.CALL_FAILED)
    return Outcome(Status.FAILED, Reason.PROVIDER_DOWN)


def unknown() -> Outcome:
    """A call may have been placed, and nobody could say what came of it."""
    return Outcome(Status.UNCONFIRMED, Reason.PROVIDER_DOWN)


def cancelled() -> Outcome:
    """Given up by the user before anything was dialled."""
    return Outcome(Status.CANCELLED, Reason.CANCELED)


def _facts(report: Report) -> tuple[OutcomeFact, ...]:
    begins = {turn.index: turn.t0 for turn in report.turns}
    return tuple(
        OutcomeFact(
            fact.key,
            fact.value,
            quote=fact.quote if fact.turn is not None else None,
            at_ms=begins.get(fact.turn) if fact.turn is not None else None,
            supported=fact.supported,
            turn=fact.turn,
        )
        for fact in report.facts
    )
