"""When a plan says to call, and how often again when the line is busy, in the user's words and on their clock."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from ringback import phone
from ringback.engine.phrases import Phrases
from ringback.engine.retries import Retries
from ringback.engine.schedule import CALL_AT, RETRIES, wanted_at
from ringback.engine.task import Task


def moment(at: float, phrases: Phrases, region: str) -> str:
    """A day and an hour where the user is: "Tuesday, 1 December, 09:00"; of a country with several zones in UTC."""
    zone = phone.zone(region)
    local = datetime.fromtimestamp(at, ZoneInfo(zone) if zone else UTC)
    day, month = (phrases.text(key).split("|") for key in ("when.days", "when.months"))
    return phrases.text(
        "when.moment",
        weekday=day[local.weekday()],
        day=local.day,
        month=month[local.month - 1],
        time=f"{local:%H:%M}" if zone else f"{local:%H:%M} UTC",
    )


def asked_on(task: Task, region: str) -> date:
    """The day on which the errand was asked for, where the user is."""
    zone = phone.zone(region)
    return datetime.fromtimestamp(task.confirmed_at or task.created_at, ZoneInfo(zone) if zone else UTC).date()


def day(on: date, phrases: Phrases) -> str:
    """ "Tuesday 1 December"."""
    names, months = (phrases.text(key).split("|") for key in ("when.days", "when.months"))
    return phrases.text("when.day", weekday=names[on.weekday()], day=on.day, month=months[on.month - 1])


def lines(task: Task, phrases: Phrases, region: str) -> Iterator[str]:
    """What the plan says of its hours; nothing of what goes without saying."""
    if (at := wanted_at(task)) is not None:
        yield phrases.text("plan.call_at", at=moment(at, phrases, region))
    if not task.others and (task.retries.times or RETRIES in task.slots):
        yield phrases.text("plan.retries", retries=retries(task.retries, phrases))


def fields(task: Task, phrases: Phrases, region: str) -> Mapping[str, str]:
    """The same as lines of the card."""
    at = wanted_at(task)
    when = phrases.text("plan.now") if at is None else moment(at, phrases, region)
    return {CALL_AT: when} | ({} if task.others else {RETRIES: retries(task.retries, phrases)})


def entry(task: Task, reason: str | None, text: str) -> dict[str, Any]:
    """The data of `task.scheduled`: when the call will be made, as which try of the errand, and why not at once."""
    assert task.due_at is not None
    at = datetime.fromtimestamp(task.due_at, UTC).isoformat()
    return {"at": at, "reason": reason, "attempt": task.attempt + 1, "text": text}


def retries(policy: Retries, phrases: Phrases) -> str:
    """How often and how far apart: "2 more tries, 5 minutes apart, for 3 hours at most"."""
    if not policy.times:
        return phrases.text("retries.none")
    return phrases.text(
        "retries.policy",
        times=phrases.count("retries.times", policy.times),
        apart=_span(policy.apart, phrases),
        within=_span(policy.within, phrases),
    )


def _span(seconds: float, phrases: Phrases) -> str:
    if seconds >= 3600 and seconds % 3600 == 0:
        return phrases.count("span.hours", int(seconds // 3600))
    if seconds >= 60:
        return phrases.count("span.minutes", round(seconds / 60))
    return phrases.count("span.seconds", round(seconds))
