"""Pure: an errand that may make several calls: which come next, and what all of them came to.

Rules:
1. Only calls the plan named are made: one to each target, and, where each call may hold something (a booking, an order,
   an appointment), one to cancel at each target that is not taken.
2. One after another: the next is called only when the last surely came to nothing. A success ends it, and so does a
   call of which nobody knows what came: calling on might order twice.
3. Side by side: all are called, and the best by what the callees were heard to say is taken. When that cannot be told
   (a tie, a success without the price or hour that counts), nothing is taken or cancelled, and the user decides.
   Without a measure to compare by, what all of them said is told.
4. Once the user stops the errand, or hangs up a call of it, nothing more is begun.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ringback.engine.task import Call, Outcome, SlotValue, Status, Target, Task

CALLEE, NUMBER = "callee", "phone_number"
MOST_TARGETS = 5
HOLDING = frozenset({"booking", "order", "appointment"})
"""Task types whose success binds the user somewhere."""

TIE, NOT_COMPARABLE, STILL_HELD = "tie", "not_comparable", "still_held"
"""Reasons of an unconfirmed outcome of several calls."""

_STOPPED = frozenset({"user_hangup", "canceled"})
_MAY_HOLD = frozenset({Status.SUCCEEDED, Status.UNCONFIRMED})


def targets(task: Task) -> tuple[Target, ...]:
    """All that may be called, the task's own callee first."""
    own = Target(task.slots.get(CALLEE), task.slots.get(NUMBER), task.call_language)
    return (own, *task.others)


def may_cancel(task: Task) -> bool:
    """True when the plan includes calls that cancel what is not taken."""
    return task.strategy == "compare" and task.compare is not None and task.type in HOLDING


def only_asks(task: Task) -> bool:
    """True when no call of it binds the user, whatever comes of it: the best is told, and nothing is taken."""
    return task.type == "inquiry" and task.compare is not None


def most(task: Task) -> int:
    """How many calls the plan allows at most."""
    count = len(targets(task))
    return count + (count - 1 if may_cancel(task) else 0)


def alone(task: Task, place: int) -> Task:
    """The task as if the call at `place` were its only one; what is done to it goes back by `put_back`."""
    call = task.calls[place]
    target = targets(task)[call.target]
    slots = {name: value for name, value in task.slots.items() if name not in (CALLEE, NUMBER)}
    return replace(
        task,
        slots=slots | _slots(target),
        call_language=target.call_language or task.call_language,
        attempt=place,
        instructions=call.instructions,
        confirmed_at=call.begun_at,
        begun_at=None,
        ordered_at=call.ordered_at,
        call_sid=call.call_sid,
        call_seq=call.call_seq,
        recording=call.recording,
        outcome=call.outcome,
        others=(),
        calls=(),
    )


@dataclass(frozen=True, slots=True)
class One:
    """One call of a task: its only one, or that at `place` of several. It is read and stored as a task of its own."""

    user_id: str
    task_id: str
    place: int | None = None

    def seen(self, task: Task) -> Task:
        return task if self.place is None else alone(task, self.place)

    def put_back(self, task: Task, single: Task) -> Task:
        return single if self.place is None else put_back(task, self.place, single)

    def marked(self, data: dict[str, Any], single: Task) -> dict[str, Any]:
        """An entry's data, which says of several calls which it is of."""
        if self.place is None:
            return data
        who = single.said(CALLEE) or single.value(NUMBER)
        return {**data, "call": self.place, "call_sid": single.call_sid, "callee": who}


def put_back(task: Task, place: int, single: Task) -> Task:
    """`task` with its call at `place` as `single` has it."""
    call = replace(
        task.calls[place],
        instructions=single.instructions,
        ordered_at=single.ordered_at,
        call_sid=single.call_sid,
        call_seq=single.call_seq,
        recording=single.recording,
        outcome=single.outcome,
    )
    calls = (*task.calls[:place], call, *task.calls[place + 1 :])
    ordered = [call for call in calls if call.call_sid]
    return replace(
        task,
        calls=calls,
        status=task.status if task.status is Status.IN_CALL else single.status,
        call_sid=ordered[-1].call_sid if ordered else None,
        ordered_at=ordered[-1].ordered_at if ordered else None,
    )


def going_on(task: Task) -> tuple[str, ...]:
    """Sids of the calls that have been ordered and have not ended."""
    if not task.others:
        return (task.call_sid,) if task.call_sid and task.outcome is None else ()
    return tuple(call.call_sid for call in task.calls if call.call_sid and call.outcome is None)


def due(task: Task, now: float) -> tuple[Call, ...]:
    """The calls to begin now, while none is open; none when the errand is over."""
    if task.cancel_requested or any(call.outcome is None for call in task.calls) or _was_stopped(task.calls):
        return ()
    everyone = len(targets(task))
    if task.strategy == "compare":
        if not task.calls:
            return tuple(Call(target, now) for target in range(everyone))
        cancelled = any(call.purpose == "cancel" for call in task.calls)
        return () if cancelled else tuple(Call(target, now, "cancel") for target in _to_release(task))
    tried = len(task.calls)
    came_to_nothing = all(call.outcome and call.outcome.status is Status.FAILED for call in task.calls)
    return (Call(tried, now),) if tried < everyone and came_to_nothing else ()


def judge(task: Task) -> Outcome:
    """What all the calls came to; none of them is open."""
    tried = [call for call in task.calls if call.purpose == "errand"]
    ends = [call.outcome for call in tried if call.outcome is not None]
    if not ends:
        return Outcome(Status.CANCELLED, "canceled")
    if task.strategy == "compare" and task.compare is None:
        if any(_succeeded(call) for call in tried):
            return Outcome(Status.SUCCEEDED, "goal_reached")
    elif task.strategy == "compare":
        best, why = _best(task)
        if best is not None:
            held = [call for call in task.calls if call.purpose == "cancel" and not _succeeded(call)]
            return _taken(task, best, STILL_HELD if held else None)
        if why is not None:
            return Outcome(Status.UNCONFIRMED, why)
    else:
        place = next((place for place, call in enumerate(task.calls) if _succeeded(call)), None)
        if place is not None:
            return _taken(task, place)
    unclear = next((end for end in ends if end.status is Status.UNCONFIRMED), None)
    if unclear is not None:
        return Outcome(Status.UNCONFIRMED, unclear.reason)
    if all(end.status is Status.CANCELLED for end in ends):
        return Outcome(Status.CANCELLED, "canceled")
    reasons = {end.reason for end in ends if end.status is Status.FAILED}
    return Outcome(Status.FAILED, reasons.pop() if len(reasons) == 1 else "goal_not_reached")


def _taken(task: Task, place: int, reason: str | None = None) -> Outcome:
    end = task.calls[place].outcome
    assert end is not None
    status = Status.UNCONFIRMED if reason else Status.SUCCEEDED
    return Outcome(status, reason or end.reason, end.summary, end.facts, chosen=place)


def _best(task: Task) -> tuple[int | None, str | None]:
    """(place of the best call, why there is none although some succeeded)."""
    good = [place for place, call in enumerate(task.calls) if call.purpose == "errand" and _succeeded(call)]
    if not good:
        return None, None
    measured = {place: worth(task.calls[place].outcome, task) for place in good}
    known = {place: value for place, value in measured.items() if value is not None}
    if len(known) < len(measured):
        return None, NOT_COMPARABLE
    lowest = min(known.values())
    best = [place for place, value in known.items() if value == lowest]
    return (best[0], None) if len(best) == 1 else (None, TIE)


def _to_release(task: Task) -> Sequence[int]:
    """Targets that may hold something although another one is taken."""
    best, _ = _best(task)
    if best is None or not may_cancel(task):
        return ()
    return [
        call.target
        for place, call in enumerate(task.calls)
        if place != best and call.outcome is not None and call.outcome.status in _MAY_HOLD
    ]


def worth(outcome: Outcome | None, task: Task) -> float | None:
    """The price, or the minute of the day, that the callee was heard to say; None when it is not certain."""
    key = "time" if task.compare == "earliest" else "price"
    said = {fact.value for fact in outcome.facts if fact.key == key and fact.supported} if outcome else set()
    if len(said) != 1:
        return None
    value = said.pop()
    if key == "time":
        clock = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value.strip())
        return int(clock[1]) * 60 + int(clock[2]) if clock else None
    numbers = re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", value).replace(",", "."))
    return float(numbers[0]) if len(numbers) == 1 else None


def _succeeded(call: Call) -> bool:
    return call.outcome is not None and call.outcome.status is Status.SUCCEEDED


def _was_stopped(calls: Sequence[Call]) -> bool:
    return any(call.outcome is not None and call.outcome.reason in _STOPPED for call in calls)


def _slots(target: Target) -> dict[str, SlotValue]:
    found = {CALLEE: target.callee, NUMBER: target.phone_number}
    return {name: value for name, value in found.items() if value is not None}
