"""Pure: when a confirmed errand is called, and when it is called again because the line was busy or nobody answered.

Rules:
1. What is asked for is in the plan: the hour as the slot `call_at`, the wish for more or fewer tries as `retries`. What
   the plan showed is what is kept: the policy is fixed when it is proposed.
2. Only a call that surely reached nobody is made again, and never one of several: there the next callee is the retry.
3. Each try has an attempt of its own, and so a key of its own. Within one try nothing is ever dialled twice.
4. A try that would fall into the callee's quiet hours waits for their end, unless that is too late for the errand.
"""

from dataclasses import replace

from ringback.engine.retries import Retries
from ringback.engine.task import RUNNING, Outcome, SlotValue, Status, Task, Try

CALL_AT, RETRIES = "call_at", "retries"
"""Slots every errand may have: seconds since the epoch; `policy` tells how a wish for tries is written."""

MOST_RETRIES, LONGEST_APART, FURTHEST = 10, 24 * 3600.0, 90 * 24 * 3600.0
"""What may be asked for: so many more tries, so many seconds between them, so many seconds ahead."""

PLAN_SECONDS = 30 * 60
"""How long a proposed plan can be confirmed."""

AGAIN = frozenset({"busy", "no_answer"})
QUIET = "quiet_hours"
MISSED = "missed"
"""Reason of an errand whose hour passed while nobody was there to call."""

Current = tuple[int, str | None]
"""A task's present attempt, and the sid of its call when that is known."""


def policy(wish: SlotValue | None, usual: Retries) -> Retries:
    """`usual` as the user wants it: "3/600/7200" is three more tries ten minutes apart, for two hours at most.

    Each number may be left out: then there are as many tries as the time allows, and time for all of them.
    """
    times, apart, within = [*(wish.value.split("/") if wish else ()), "", "", ""][:3]
    pause = min(float(apart), LONGEST_APART) if apart.isdigit() else usual.apart
    longest = float(within) if within.isdigit() else None
    many = int(times) if times.isdigit() else usual.times if longest is None else int(longest // pause)
    many = min(many, MOST_RETRIES)
    return Retries(many, pause, max(usual.within, many * pause) if longest is None else longest)


def wanted_at(task: Task) -> float | None:
    """When the plan says to call; None is at once."""
    written = task.value(CALL_AT)
    return float(written) if written else None


def proposed(task: Task, now: float, code: str, usual: Retries) -> Task:
    """The next version of the plan, shown at `now`; an hour that nobody can call at is left out."""
    at = wanted_at(task)
    usable = at is None or now < at <= now + FURTHEST
    slots = task.slots if usable else {name: value for name, value in task.slots.items() if name != CALL_AT}
    return replace(
        task,
        status=Status.PROPOSED,
        slots=slots,
        plan_version=task.plan_version + 1,
        proposed_at=now,
        code=code,
        confirmed_at=None,
        retries=policy(slots.get(RETRIES), usual),
    )


def confirmed(task: Task, now: float, at: float | None = None) -> Task:
    """The task to be called now, or `at` the hour given with the yes, else when the plan says."""
    due = wanted_at(task) if at is None else at
    if due is None or due <= now:
        return replace(task, status=Status.CONFIRMED, confirmed_at=now, due_at=None)
    return replace(task, status=Status.SCHEDULED, confirmed_at=now, due_at=due)


def due_at(task: Task) -> float | None:
    """When somebody must next do something for the task, as seconds since the epoch; None when nothing is left.

    0 is at once, whatever the clock says: one that steps back holds up no errand that is to be called now.
    """
    if task.status not in RUNNING:
        reminder = () if task.remind_at is None else (task.remind_at,)
        return min((*reminder, *(notice.due_at for notice in task.outbox)), default=None)
    waits = task.status is Status.SCHEDULED and not task.cancel_requested
    return task.due_at if waits and task.due_at is not None else 0.0


def implausible(now: float, until: float) -> float:
    """A lease that ends later than this, when one taken now ends at `until`, is from before the clock stepped back.

    Further ahead than the clocks of those who lease may ever be apart.
    """
    return now + 10 * (until - now)


def current(task: Task) -> Current:
    return task.attempt, task.call_sid


def begun(task: Task, now: float) -> Task:
    """A try of a scheduled errand begins: from here on a call may have been ordered."""
    return replace(task, status=Status.CONFIRMED, begun_at=now)


def missed(task: Task, now: float, deadline: float) -> Outcome | None:
    """How a scheduled errand ends whose hour passed more than `deadline` seconds ago; None while it may be called."""
    if task.due_at is None or now <= task.due_at + deadline:
        return None
    return too_late(task)


def too_late(task: Task) -> Outcome:
    """It surely was not called, and will not be any more."""
    return last(task) or Outcome(Status.FAILED, MISSED)


def last(task: Task) -> Outcome | None:
    """What the try before this one came to."""
    return task.tries[-1].outcome if task.tries else None


def again(task: Task, ended: Outcome, now: float, quiet_for: float | None = None) -> Task | None:
    """The task with its next try put off, when `ended` leaves one; None when it has ended.

    `quiet_for`: seconds until the callee may be called, where they told so.
    """
    if task.others or task.cancel_requested or ended.status is not Status.FAILED:
        return None
    until = (task.tries[0].at if task.tries else now) + task.retries.within
    if ended.reason == QUIET and task.tries and quiet_for is not None:
        at = now + quiet_for
        return _put_off(task, at) if at <= until else None
    at = now + task.retries.apart
    if ended.reason not in AGAIN or len(task.tries) >= task.retries.times or at > until:
        return None
    tries = (*task.tries, Try(now, task.call_sid, ended))
    return replace(_put_off(task, at), attempt=task.attempt + 1, instructions="", tries=tries)


def _put_off(task: Task, at: float) -> Task:
    return replace(task, status=Status.SCHEDULED, due_at=at, begun_at=None, ordered_at=None, call_sid=None, call_seq=0)
