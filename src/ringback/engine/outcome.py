"""Pure: what a call came to. A report, or the lack of one, read as succeeded, failed or unconfirmed with the reason.

Rules:
1. Success needs the voice model's claim and the callee's own words: at least one fact, and each fact cited from what
   the callee said. A claim without that is unconfirmed.
2. A cause of the line (busy, no answer, voicemail, …) is never overruled by a claim.
3. Whatever is not known is unconfirmed: a call that may have been placed, a report that never came, a talk that was cut
   off after the callee had begun to speak; an order of which the callee read back another thing, or not how many.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from ringback.engine.allowance import NOT_A_CONTACT, SPENDING_LIMIT
from ringback.engine.interpreters.numbers import number
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
NO_REPLY_FROM_YOU = "no_reply_from_you"
MESSAGE_LEFT = "message_left"

NOT_NOW = frozenset({"quiet_hours", "number_daily_limit", "daily_limit", "too_many_orders", SPENDING_LIMIT})
"""Codes for a call that may be made at another time; each is a reason of its own."""

_HEAD = 12
"""Letters at the head of what is ordered, where its count stands."""
_TWO = {"שתי": 2, "ושתי": 2}
_ORDERS = re.compile(
    r"(?:order|buy|להזמין|לקנות)\s+(?P<what>.+?)(?=\s+(?:for|at|by|on|to)\s|\s+ל[\d־]|$)", re.IGNORECASE
)
_WITH = re.compile(r"\s(?:with|without|עם|בלי|ללא)\s")
_COMES_WITH = re.compile(r"\s(?:with|עם)\s+(?:(?:the|some|a)\s+)?([^\W\d]+)")
_NO_THING = frozenset(
    [
        *["the", "and", "some", "for", "one", "ones", "large", "small", "medium", "big", "family", "size", "extra"],
        *["גדול", "גדולה", "גדולים", "גדולות", "קטן", "קטנה", "קטנים", "קטנות", "בינוני", "בינונית", "משפחתי"],
        *["משפחתית", "של", "את", "וגם"],
    ]
)
"""Words of an order that do not say what kind of thing it is."""

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


def ordered(task: Task, outcome: Outcome, said: Iterable[str]) -> Outcome:
    """The same, unless the callee read back another thing than was ordered, or never `said` how many of several."""
    what = _what(task)
    if outcome.status is not Status.SUCCEEDED or not what:
        return outcome
    heard = list(said)
    counts = _counts(what[:_HEAD])
    counted = not counts or counts[0] == 1 or counts[0] in {count for text in heard for count in _counts(text)}
    read_back = [text for text in heard if "?" in text and _counts(text)]
    named = task.type != "order" or not read_back or (_named(what, " ".join(heard)) and _with_that(what, read_back))
    return outcome if counted and named else replace(outcome, status=Status.UNCONFIRMED)


def _what(task: Task) -> str:
    """What is ordered, in the user's words; "" when nothing is."""
    if task.type == "order":
        return task.said("items")
    goal = _ORDERS.match(task.said("goal")) if task.type == "phone_call" else None
    return goal["what"] if goal else ""


def _named(what: str, heard: str) -> bool:
    """A word of the kind of thing (before "with …") was heard; with nothing to compare it counts as heard."""
    words = re.findall(r"[^\W\d]+", _WITH.split(what.lower())[0])
    kind = {_stem(word) for word in words if len(word) > 2 and word not in _NO_THING and not _counts(word)}
    said = re.findall(r"[^\W\d]+", heard.lower())
    stems = {_stem(form) for word in said for form in (word, word[1:])}
    return not kind or not said or _other_letters(what, heard) or bool(kind & stems)


def _other_letters(one: str, other: str) -> bool:
    """One is in Hebrew letters, the other is not: there is nothing to compare."""
    return bool(re.search("[א-ת]", one)) != bool(re.search("[א-ת]", other))


def _with_that(what: str, read_back: list[str]) -> bool:
    """What it comes with was read back as it was ordered, the last time that the thing was."""
    wanted = [_stem(word) for word in _COMES_WITH.findall(what.lower())]
    last = next((text for text in reversed(read_back) if _named(what, text)), None)
    if last is None or _other_letters(what, last):
        return True
    told = [_stem(word) for word in _COMES_WITH.findall(last.lower())]
    return all(word in wanted for word in told[:1]) and (not wanted or bool(told))


def _stem(word: str) -> str:
    """A word without the ending of its number or gender."""
    endings = ("יות", "ות", "ים", "ה", "ת") if "א" <= word[:1] <= "ת" else ("es", "s", "e")
    ending = next((one for one in endings if word.endswith(one) and len(word) > len(one) + 2), "")
    return word.removesuffix(ending)


def _counts(text: str) -> list[int]:
    """The numbers of a text, in figures or words; Hebrew ones also with letters joined to them."""
    words = re.findall(r"\w+", text.lower())
    found = (_TWO.get(word) or number(word) or (number(word[1:]) if word[0] >= "א" else None) for word in words)
    return [count for count in found if count]


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
        case "failed":
            return Outcome(Status.FAILED, Reason.GOAL_NOT_REACHED, report.summary, facts)
        case None if report.reason is Reason.GOAL_REACHED:
            return Outcome(Status.UNCONFIRMED, Reason.GOAL_REACHED, report.summary, facts)
        case None:
            cut_off = report.reason in _CUT_OFF and any(turn.who == "callee" for turn in report.turns)
            status = Status.UNCONFIRMED if cut_off else Status.FAILED
            return Outcome(status, report.reason, report.summary, facts)


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
