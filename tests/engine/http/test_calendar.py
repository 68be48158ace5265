"""What was agreed as an entry of a calendar, read back by two parsers."""

import warnings
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest

from ringback.engine.interpreters.days import day
from ringback.wire import Fact, Reason
from tests.engine.http.conftest import Engine
from tests.fakes.call_handler import a_report, talk

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tonight", (2026, 11, 22)),
        ("this evening", (2026, 11, 22)),
        ("הערב", (2026, 11, 22)),
        ("tomorrow morning", (2026, 11, 23)),
        ("מחר בערב", (2026, 11, 23)),
        ("the day after tomorrow", (2026, 11, 24)),
        ("מחרתיים", (2026, 11, 24)),
        ("Thursday", (2026, 11, 26)),
        ("on tuesday evening", (2026, 11, 24)),
        ("יום חמישי", (2026, 11, 26)),
        ("ביום ה'", (2026, 11, 26)),
        ("Sunday", (2026, 11, 29)),
        ("5.12", (2026, 12, 5)),
        ("5/12/26", (2026, 12, 5)),
        ("3.1", (2027, 1, 3)),
        ("2026-12-24", (2026, 12, 24)),
        ("December 5", (2026, 12, 5)),
        ("the 5th of December", (2026, 12, 5)),
        ("5 בדצמבר", (2026, 12, 5)),
        ("31.2", None),
        ("next Thursday", None),
        ("יום חמישי הבא", None),
        ("the weekend", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_day_is_the_one_that_is_meant_or_none(said: str, meant: tuple[int, int, int] | None) -> None:
    assert day(said, SUNDAY) == (date(*meant) if meant else None)


async def booked(engine: Engine, when: str, *, supported: bool = True) -> dict[str, Any]:
    quote = "a table for four at half past eight"
    fact = Fact(key="time", value="20:30", quote="half past eight", turn=1, supported=supported)
    turns = a_report().turns
    turns[1] = turns[1].model_copy(update={"text": quote})
    engine.handler.script = talk(a_report(Reason.GOAL_REACHED, facts=[fact], turns=turns))
    said = await engine.say(f"Book a table for four at HaDekel, 03-612-3556, {when} at 20:30")
    while said["state"] == "collecting":
        said = await engine.say("Dana", said["conversation_id"])
    await engine.confirm(said["task"])
    return await engine.until(said["task"]["id"], "succeeded", "unconfirmed", "failed")


async def test_a_booking_comes_into_any_calendar(engine: Engine) -> None:
    task = await booked(engine, "tomorrow")
    assert task["calendar"] == f"/tasks/{task['id']}/calendar.ics"
    answer = await engine.http.get(task["calendar"])
    assert answer.headers["content-type"].startswith("text/calendar")

    calendar = icalendar.Calendar.from_ical(answer.content)
    (event,) = calendar.walk("VEVENT")
    begins = event.decoded("dtstart")
    confirmed = datetime.fromisoformat(task["confirmed_at"])
    assert (calendar["method"], event["uid"]) == ("PUBLISH", task["id"])
    assert begins.tzinfo is not None
    assert 0 < (begins - confirmed).total_seconds() < 48 * 3600
    assert begins.astimezone(UTC).minute == 30
    assert "HaDekel" in str(event["summary"])
    assert "half past eight" in str(event["description"])
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger").total_seconds() == -3600

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import ics

        (other,) = ics.Calendar(answer.text).events
    assert (other.uid, other.begin.datetime, other.name) == (task["id"], begins, str(event["summary"]))
    async with engine.app.state.journal.unit("me") as unit:
        ended = [entry.data for entry in await unit.entries() if entry.type == "task.outcome"]
    assert ended[0]["calendar"] == task["calendar"]
    assert [datetime.fromisoformat(one["begins_at"]) for one in (ended[0], task)] == [begins, begins]


async def test_what_is_not_certain_is_in_no_calendar(engine: Engine) -> None:
    task = await booked(engine, "tomorrow", supported=False)
    assert (task["status"], task["calendar"]) == ("unconfirmed", None)
    answer = await engine.http.get(f"/tasks/{task['id']}/calendar.ics")
    assert (answer.status_code, answer.json()["error"]) == (404, "no_appointment")


async def test_a_reminder_is_set_for_an_hour_before_and_taken_back(engine: Engine) -> None:
    task = await booked(engine, "tomorrow")
    path = f"/tasks/{task['id']}/reminder"
    reminded = (await engine.http.put(path)).json()
    event = icalendar.Calendar.from_ical((await engine.http.get(task["calendar"])).content).walk("VEVENT")[0]
    assert event.decoded("dtstart") - datetime.fromisoformat(reminded["remind_at"]) == timedelta(hours=1)
    assert (await engine.http.delete(path)).json()["remind_at"] is None
    async with engine.app.state.journal.unit("me") as unit:
        told = [entry.data["at"] for entry in await unit.entries() if entry.type == "task.reminder"]
    assert told[1] is None
    assert datetime.fromisoformat(told[0]) == datetime.fromisoformat(reminded["remind_at"])


async def test_without_a_certain_hour_there_is_no_reminder(engine: Engine) -> None:
    task = await booked(engine, "tomorrow", supported=False)
    answer = await engine.http.put(f"/tasks/{task['id']}/reminder")
    assert (answer.status_code, answer.json()["error"]) == (404, "no_appointment")
