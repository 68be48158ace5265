"""What was agreed, as an entry of a calendar: RFC 5545, with a reminder an hour before.

Rules:
1. Only what the callee was heard to agree to is entered, and only when its day and hour are certain.
2. The task's id is the UID: an entry that is taken in again takes the place of the first.
"""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from ringback import phone
from ringback.engine.interpreters import days
from ringback.engine.phrases import Phrases
from ringback.engine.plan_times import asked_on
from ringback.engine.task import Outcome, Status, Task
from ringback.engine.task_types.lines import one_line
from ringback.engine.words import Words

LASTS = timedelta(hours=1)
BEFORE = timedelta(hours=1)

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_NIGHT = re.compile(r"tonight|night|הערב|הלילה|לילה")
_SMALL_HOURS = 5


def begins(task: Task, outcome: Outcome | None, region: str) -> datetime | None:
    """When what was agreed takes place, where the user is; None when it is not certain."""
    zone = phone.zone(region)
    if outcome is None or outcome.status is not Status.SUCCEEDED or task.others or zone is None:
        return None
    heard = {fact.key: fact.value for fact in outcome.facts if fact.supported}
    clock = _CLOCK.fullmatch((heard.get("time") or task.value("time")).strip())
    said = heard.get("date") or task.said("date") or task.said("when")
    on = days.day(said, asked_on(task, region))
    if clock is None or on is None:
        return None
    hour, minute = int(clock[1]), int(clock[2])
    if hour < _SMALL_HOURS and _NIGHT.search(said.lower()):
        on += timedelta(days=1)
    return _at(on, time(hour, minute), zone)


def place(task: Task) -> str:
    """Path of the task's .ics; there is one when it is certain when it `begins`."""
    return f"/tasks/{task.id}/calendar.ics"


def entry(task: Task, outcome: Outcome, at: datetime, words: Words, summary: str, now: datetime) -> bytes:
    """The .ics of one errand; `summary` says what was asked for, `now` when it is written."""
    phrases: Phrases = words.phrases[task.language]
    who = words.callee(task)
    event = Event()
    event.add("uid", task.id)
    event.add("dtstamp", now)
    event.add("dtstart", at)
    event.add("dtend", at + LASTS)
    event.add("summary", phrases.text("calendar.summary", callee=who))
    event.add("location", who)
    told = [summary, words.facts(task, outcome)]
    told += [f"“{one_line(fact.quote)}”" for fact in outcome.facts if fact.supported and fact.quote]
    event.add("description", "\n".join(filter(None, told)))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -BEFORE)
    alarm.add("description", phrases.text("calendar.summary", callee=who))
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Ringback//Ringback//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _at(on: date, at: time, zone: str) -> datetime:
    """In UTC, which every calendar reads without a table of time zones."""
    return datetime.combine(on, at, ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))
