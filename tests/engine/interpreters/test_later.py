"""When the call is to be made, and how often again; every other time is what the errand is for."""

from datetime import datetime

import pytest

from ringback.engine.interpreters import later, text
from ringback.engine.interpreters.rules import read
from ringback.engine.reading import Act, Situation

NOW = "2026-11-30T10:20:00+02:00"
"""A Monday."""

HOURS = [
    ("call tomorrow at nine", "2026-12-01T09:00"),
    ("Call them tomorrow at 9:30", "2026-12-01T09:30"),
    ("call in an hour", "2026-11-30T11:20"),
    ("please call Pizza Place in 20 minutes", "2026-11-30T10:40"),
    ("not now, call at five", "2026-11-30T17:00"),
    ("call on sunday at 10", "2026-12-06T10:00"),
    ("schedule it for tomorrow morning", "2026-12-01T09:00"),
    ("tomorrow at nine call Pizza Place and order a pizza", "2026-12-01T09:00"),
    ("in two hours call Pizza Place and order a pizza", "2026-11-30T12:20"),
    ("call Pizza Place tomorrow at nine and ask if they have roses", "2026-12-01T09:00"),
    ("call 03-612-3456 tomorrow at nine to ask if they are open", "2026-12-01T09:00"),
    ("תתקשרי לפיצה פלייס מחר בתשע ותשאלי אם יש להם ורדים", "2026-12-01T09:00"),
    ("תתקשרי ל-03-612-3456 מחר בבוקר ותזמיני מרגריטה", "2026-12-01T09:00"),
    ("call tonight", "2026-11-30T19:00"),
    ("call next sunday at 10", "2026-12-06T10:00"),
    ("call on december 5 at 10", "2026-12-05T10:00"),
    ("תתקשרי ב-5 בדצמבר בעשר", "2026-12-05T10:00"),
    ("תתקשרי מחר בתשע", "2026-12-01T09:00"),
    ("תתקשר אליהם בעוד שעה", "2026-11-30T11:20"),
    ("להתקשר בעוד חצי שעה", "2026-11-30T10:50"),
    ("לא עכשיו, תתקשרי בחמש", "2026-11-30T17:00"),
    ("מחר בתשע תתקשרי לפיצה פלייס ותזמיני פיצה", "2026-12-01T09:00"),
    ("תתקשרי ביום ראשון בעשר", "2026-12-06T10:00"),
]
NONE = [
    *("book a table tomorrow at nine", "call Pizza Place and order a pizza for seven", "at nine", "in an hour"),
    *("call the clinic and ask if they open tomorrow at nine", "call yesterday", "call Dana about tomorrow at nine"),
    *(
        "call Pizza Place and ask about tomorrow at nine and order a pizza",
        "call the clinic for tomorrow at nine and book it",
    ),
    *("להזמין שולחן מחר בתשע", "תתקשרי לפיצה פלייס ותזמיני מרגריטה לשבע", "בעוד שעה"),
]
TRIES = [
    ("don't try again", "0/"),
    ("try three times", "3/"),
    ("try again every 10 minutes", "/600"),
    ("try 4 more times", "4/"),
    ("בלי ניסיונות נוספים", "0/"),
    ("תנסי שלוש פעמים", "3/"),
    ("תנסי שוב כל 10 דקות", "/600"),
    ("try again every 4 hours", "/14400"),
    ("try three times every hour", "3/3600"),
    ("keep trying, again every half an hour", "/1800"),
    ("try every 10 minutes for 5 hours", "/600/18000"),
    ("תנסי שוב כל 4 שעות", "/14400"),
    ("תנסי שלוש פעמים כל שעה", "3/3600"),
    ("תנסי שוב כל שעתיים", "/7200"),
    ("תנסי שוב כל חצי שעה במשך שלוש שעות", "/1800/10800"),
]


@pytest.mark.parametrize(("said", "at"), HOURS)
def test_an_hour_by_the_verb_of_calling_is_the_calls(said: str, at: str) -> None:
    found, rest = later.take(text.read(said), Situation("en", "IL", now=NOW))
    wanted = datetime.fromisoformat(f"{at}:00+02:00")
    assert datetime.fromtimestamp(float(found["call_at"].value), wanted.tzinfo) == wanted
    assert found["call_at"].said not in rest.said


SUMMER_TIME = [
    ("2027-03-25T10:20:00+02:00", "call tomorrow at nine", "2027-03-26T09:00:00+03:00"),
    ("2027-03-25T23:30:00+02:00", "call in three hours", "2027-03-26T03:30:00+03:00"),
    ("2027-10-30T10:20:00+03:00", "תתקשרי ב-1 בנובמבר בתשע", "2027-11-01T09:00:00+02:00"),
    ("2027-10-30T23:30:00+03:00", "call in three hours", "2027-10-31T01:30:00+02:00"),
]


@pytest.mark.parametrize(("now", "said", "at"), SUMMER_TIME)
def test_an_hour_beyond_a_change_of_the_clocks_is_by_the_clock_of_that_day(now: str, said: str, at: str) -> None:
    found, _ = later.take(text.read(said), Situation("en", "IL", now=now))
    assert float(found["call_at"].value) == datetime.fromisoformat(at).timestamp()


@pytest.mark.parametrize("said", NONE)
def test_every_other_time_is_the_errands(said: str) -> None:
    message = text.read(said)
    assert later.take(message, Situation("en", "IL", now=NOW)) == ({}, message)


@pytest.mark.parametrize(("said", "tries"), TRIES)
def test_how_often_it_is_tried_is_said_in_words(said: str, tries: str) -> None:
    found, _ = later.take(text.read(said), Situation("en", "IL", now=NOW))
    assert found["retries"].value == tries


@pytest.mark.parametrize("said", ["call tomorrow at nine", "תתקשרי מחר בתשע"])
@pytest.mark.parametrize("state", ["awaiting_confirmation", "running"])
def test_an_hour_alone_changes_the_errand_and_confirms_nothing(said: str, state: str) -> None:
    waits = state == "awaiting_confirmation"
    situation = Situation(
        "en",
        "IL",
        state="awaiting_confirmation" if waits else "running",
        task_type="phone_call" if waits else None,
        fields=frozenset({"callee", "goal"}) if waits else frozenset(),
        now=NOW,
    )
    reading = read(said, situation)
    assert (reading.act, set(reading.slots)) == (Act.INFORM, {"call_at"})


def test_a_request_for_later_is_a_request_with_its_errand() -> None:
    reading = read("Tomorrow at nine call Pizza Place and order a large margherita", Situation("en", "IL", now=NOW))
    assert reading.act is Act.REQUEST
    assert reading.slots["callee"].said == "Pizza Place"
    assert "call_at" in reading.slots
    assert not {"date", "time", "when"} & reading.slots.keys()
