"""What a user's own limits allow: whom to call, and how much a day's calls may cost. Pure.

Rules:
1. A call counts with what it cost once that is known; before, with the most it may cost.
2. A day is the last 24 hours.
"""

from collections.abc import Iterable, Mapping

from ringback.engine.facts import Fact
from ringback.engine.task import RUNNING, Outcome, Status, Task
from ringback.engine.wishes import Bounds, Wishes

NOT_A_CONTACT, SPENDING_LIMIT = "not_a_contact", "spending_limit"
_DAY_SECONDS = 24 * 3600.0
_CENT = 0.005


def refusal(
    task: Task, number: str, wishes: Wishes, facts: Iterable[Fact], tasks: Iterable[Task], bounds: Bounds, now: float
) -> str | None:
    """Why a call of `task` to this number may not be made; `tasks` are all of the user's."""
    contacts = {fact.value for fact in facts if fact.section == "contacts"}
    if wishes.contacts_only and number not in contacts:
        return NOT_A_CONTACT
    left = wishes.usd_a_day and left_today(wishes.usd_a_day, tasks, bounds, now, own=task.id)
    if left is not None and left + _CENT < most(task, bounds):
        return SPENDING_LIMIT
    return None


def left_today(usd_a_day: float, tasks: Iterable[Task], bounds: Bounds, now: float, own: str = "") -> float:
    """Dollars that may still be spent; of the task `own` a call that has not been ordered counts for nothing."""
    return usd_a_day - sum(_spent(task, now - _DAY_SECONDS, bounds, own=task.id == own) for task in tasks)


def most(task: Task, bounds: Bounds) -> float:
    """What one call of the task may cost."""
    return (task.manner.minutes or bounds.max_minutes) * bounds.usd_per_minute


def _spent(task: Task, since: float, bounds: Bounds, *, own: bool) -> float:
    parts: list[tuple[float, Outcome | None, str | None]] = [(one.at, one.outcome, one.call_sid) for one in task.tries]
    if task.calls:
        parts = [(call.ordered_at or call.begun_at, call.outcome, call.call_sid) for call in task.calls]
    elif task.outcome or (task.status in RUNNING and task.status is not Status.SCHEDULED):
        at = task.ordered_at or task.begun_at or task.confirmed_at or task.created_at
        parts.append((at, task.outcome, task.call_sid))
    return sum(
        _usd(outcome.cost) if outcome else most(task, bounds) if call_sid or not own else 0.0
        for at, outcome, call_sid in parts
        if at >= since
    )


def _usd(cost: Mapping[str, float]) -> float:
    return sum(amount for name, amount in cost.items() if name.endswith("_usd") and name != "total_usd")
