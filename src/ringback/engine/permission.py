"""Whether a plan would be called, asked before the user confirms it, and what to say when it would not.

Rules:
1. What the call-handler and the user's own limits say is told, never overruled: an order is checked once more.
2. Of several callees one that may be called is enough.
3. When nobody can tell, nothing stands against the call; it fails with its own reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

import structlog

from ringback.engine import calls
from ringback.engine.phrases import Phrases
from ringback.engine.plan_times import moment
from ringback.engine.ports import CallHandler
from ringback.engine.schedule import wanted_at
from ringback.engine.task import Task
from ringback.kit.errors import RingbackError
from ringback.wire import Permission

log = structlog.get_logger()

_BARRED: Mapping[str, str] = {
    "quiet_hours": "guard.quiet_hours",
    "number_daily_limit": "guard.number_daily_limit",
    "daily_limit": "guard.daily_limit",
    "do_not_call": "guard.do_not_call",
    "invalid_number": "refuse.impossible",
    "not_a_contact": "guard.not_a_contact",
    "spending_limit": "guard.spending_limit",
}
_PASSING = frozenset({"quiet_hours", "number_daily_limit", "daily_limit", "spending_limit"})
"""Codes of calls that may be made at another hour."""


@dataclass(frozen=True, slots=True)
class Guard:
    """`code`: why not, None when the call may be made; `text` says so and what to do; `later`: another hour helps."""

    code: str | None = None
    text: str = ""
    again_at: datetime | None = None
    later: bool = True


async def guard(
    handler: CallHandler,
    task: Task,
    phrases: Phrases,
    region: str,
    now: datetime,
    at: datetime | None = None,
    own: Mapping[str, str] = MappingProxyType({}),
) -> Guard:
    """What stands against calling now, when the plan says, or `at` another hour; `own`: numbers that the user's own
    limits stand against, with the code."""
    wanted = wanted_at(task)
    if at is None and wanted is not None and wanted > now.timestamp():
        at = datetime.fromtimestamp(wanted, UTC)
    refused: Permission | None = None
    for target in calls.targets(task):
        if target.phone_number is None:
            continue
        if code := own.get(target.phone_number.value):
            refused = refused or Permission(code=code)
            continue
        try:
            permission = await handler.permission(target.phone_number.value, at)
        except RingbackError as exc:
            log.warning("permission not known", task_id=task.id, error=exc.code)
            return Guard()
        if permission.code is None:
            return Guard()
        refused = refused or permission
    return _told(refused, phrases, region) if refused else Guard()


def _told(refused: Permission, phrases: Phrases, region: str) -> Guard:
    code = refused.code or ""
    key = _BARRED.get(code) or f"refuse.{code.removeprefix('number_')}"
    until = "" if refused.again_at is None else moment(refused.again_at.timestamp(), phrases, region)
    if code == "quiet_hours" and until:
        text = phrases.text("guard.quiet_until", at=until)
    else:
        text = phrases.text(key if phrases.has(key) else "refuse.not_callable")
    return Guard(code, text, refused.again_at, code in _PASSING)
