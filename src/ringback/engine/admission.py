"""Whether an order is let through under the limits its user has set; asked right before it, and for a plan.

Rules:
1. What was let through once is never refused again: it may have been dialled.
2. A limit counts for the calls that begin after it was set.
"""

from collections.abc import Awaitable, Callable

import structlog

from ringback.engine import allowance, wishes
from ringback.engine.facts import SETTINGS
from ringback.engine.ports import Unit
from ringback.engine.task import Task
from ringback.engine.wishes import Bounds, Wishes
from ringback.kit.errors import RingbackError
from ringback.manner import Manner

log = structlog.get_logger()

Admit = Callable[[Unit, Task, str], Awaitable[None]]


class OverLimit(RingbackError):
    """The user's own limit stands against this call; nothing was dialled."""

    status = 403


def gate(bounds: Bounds) -> Admit:
    """Asks for one call of a task, under the key of its order; raises `OverLimit`."""

    async def admit(unit: Unit, task: Task, key: str) -> None:
        begun = task.begun_at or task.confirmed_at or task.created_at
        facts = await unit.facts()
        wished = wishes.of(fact for fact in facts if fact.section != SETTINGS or fact.at.timestamp() <= begun)
        if not wished.contacts_only and wished.usd_a_day is None:
            return
        number = task.value("phone_number")
        code = allowance.refusal(task, number, wished, facts, await unit.tasks(), bounds, begun)
        if await unit.claim(f"admitted:{key}") and code is not None:
            log.info("call refused by the user's own limit", task_id=task.id, error=code)
            raise OverLimit("The user's own limit stands against this call.", code=code)

    return admit


async def refusal(unit: Unit, task: Task, number: str, bounds: Bounds, now: float) -> str | None:
    """The same asked beforehand, for a plan."""
    facts = await unit.facts()
    wished = wishes.of(facts)
    if not wished.contacts_only and wished.usd_a_day is None:
        return None
    return allowance.refusal(task, number, wished, facts, await unit.tasks(), bounds, now)


async def manner(unit: Unit, wished: Wishes, bounds: Bounds, now: float) -> Manner:
    """How a call that is planned now will be made: no longer than what is left of the day's money."""
    if wished.usd_a_day is None:
        return wished.manner(bounds)
    return wished.manner(bounds, allowance.left_today(wished.usd_a_day, await unit.tasks(), bounds, now))


async def nobody_minds(unit: Unit, task: Task, key: str) -> None:
    """Lets every order through."""
