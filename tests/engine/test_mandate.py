from datetime import date

import pytest

from ringback.engine.agreed_day import is_another
from ringback.engine.mandate import OTHER_COUNT, OTHER_DAY, OTHER_TIME, OVER_BUDGET, bound
from ringback.engine.task import Outcome, OutcomeFact, SlotValue, Status, Task


def outcome(**facts: str) -> Outcome:
    told = tuple(OutcomeFact(key, value, quote="x", supported=True) for key, value in facts.items())
    return Outcome(Status.SUCCEEDED, "goal_reached", facts=told)


def task(**slots: str) -> Task:
    return Task("t", "me", "c", "web", "en", "booking", 0.0, slots={k: SlotValue(v, v) for k, v in slots.items()})


WITHIN: list[tuple[dict[str, str], dict[str, str]]] = [
    ({"budget": "80"}, {"price": "80"}),
    ({"budget": "80"}, {"price": "68 shekels"}),
    ({}, {"price": "500", "time": "03:00"}),
    ({"time": "20:00"}, {"time": "20:00"}),
    ({"time": "eight"}, {"time": "20:00"}),
    ({"time": "שמונה"}, {"time": "20:00"}),
    ({"time": "שמונה", "date": "הערב"}, {"time": "20:00"}),
    ({"time": "around eight"}, {"time": "20:30"}),
    ({"time": "20:00", "if_not": "20:30 or 21:00"}, {"time": "21:00"}),
    ({"time": "20:00", "if_not": "any other time"}, {"time": "22:15"}),
    ({"time": "שמונה", "if_not": "מאוחר יותר"}, {"time": "21:00"}),
    ({"time": "שמונה וחצי"}, {"time": "20:30"}),
    ({"time": "sometime"}, {"time": "20:30"}),
    ({"time": "20:00", "if_not": "ask for the bar"}, {"time": "20:30"}),
    ({"party_size": "4"}, {"party_size": "4 people"}),
]
BEYOND: list[tuple[dict[str, str], dict[str, str], str]] = [
    ({"budget": "80"}, {"price": "95"}, OVER_BUDGET),
    ({"budget": "80"}, {"price": "80.5 שקל", "time": "20:00"}, OVER_BUDGET),
    ({"time": "20:00"}, {"time": "21:00"}, OTHER_TIME),
    ({"time": "eight"}, {"time": "21:00"}, OTHER_TIME),
    ({"time": "eight", "date": "tonight"}, {"time": "08:00"}, OTHER_TIME),
    ({"time": "שמונה בבוקר"}, {"time": "20:00"}, OTHER_TIME),
    ({"when": "שבע"}, {"time": "20:00"}, OTHER_TIME),
    ({"time": "20:00", "if_not": "20:30"}, {"time": "21:00"}, OTHER_TIME),
    ({"party_size": "4"}, {"party_size": "2"}, OTHER_COUNT),
]


@pytest.mark.parametrize(("slots", "facts"), WITHIN, ids=str)
def test_what_the_plan_allows_stays_as_it_is(slots: dict[str, str], facts: dict[str, str]) -> None:
    assert bound(task(**slots), outcome(**facts)) == outcome(**facts)


@pytest.mark.parametrize(("slots", "facts", "reason"), BEYOND, ids=str)
def test_what_goes_beyond_the_plan_is_not_told_as_done(
    slots: dict[str, str], facts: dict[str, str], reason: str
) -> None:
    ended = bound(task(**slots), outcome(**facts))
    assert (ended.status, ended.reason) == (Status.UNCONFIRMED, reason)


def test_only_what_was_heard_is_judged() -> None:
    claimed = Outcome(Status.SUCCEEDED, "goal_reached", facts=(OutcomeFact("price", "900"),))
    assert bound(task(budget="80"), claimed) == claimed
    failed = Outcome(Status.FAILED, "goal_not_reached", facts=outcome(price="900").facts)
    assert bound(task(budget="80"), failed) == failed


@pytest.mark.parametrize(
    ("slots", "facts", "agreed", "within"),
    [
        ({"time": "20:00"}, {"time": "20:30"}, ("Yes", "They offer 20:30 – is that OK?"), True),
        ({"time": "20:00"}, {"time": "20:30"}, ("half past eight",), True),
        ({"time": "20:00"}, {"time": "20:30"}, ("שמונה וחצי",), True),
        ({"time": "20:00"}, {"time": "21:00"}, ("Yes, 20:30",), False),
        ({"time": "20:00"}, {"time": "20:30"}, (), False),
        ({"budget": "80"}, {"price": "95"}, ("yes", "It costs 95 shekels – is that OK?"), True),
        ({"budget": "80"}, {"price": "99"}, ("yes", "It costs 95 shekels – is that OK?"), False),
    ],
)
def test_what_the_user_agreed_to_in_the_call_is_within(
    slots: dict[str, str], facts: dict[str, str], agreed: tuple[str, ...], within: bool
) -> None:
    assert (bound(task(**slots), outcome(**facts), agreed).status is Status.SUCCEEDED) is within


@pytest.mark.parametrize(
    ("slots", "key", "said", "agreed", "reason"),
    [
        ({"date": "tomorrow"}, "date", "tomorrow", (), "goal_reached"),
        ({"date": "tomorrow"}, "date", "Wednesday", (), "goal_reached"),
        ({"date": "tomorrow"}, "date", "Thursday", (), OTHER_DAY),
        ({"date": "tomorrow"}, "time", "Thursday at ten", (), OTHER_DAY),
        ({"date": "tomorrow"}, "time", "We are full today, tomorrow at ten", (), "goal_reached"),
        ({"date": "tomorrow"}, "time", "Nothing tomorrow, there is one on Thursday at ten", (), OTHER_DAY),
        ({"date": "מחר"}, "time", "מחר אין, יש תור ביום חמישי בעשר", (), OTHER_DAY),
        ({"date": "tomorrow"}, "time", "Thursday at ten", ("Yes, Thursday",), "goal_reached"),
        ({"date": "tomorrow", "if_not": "Thursday"}, "time", "Thursday at ten", (), "goal_reached"),
        ({"date": "tomorrow", "if_not": "any other day"}, "date", "Sunday", (), "goal_reached"),
        ({"when": "tomorrow at ten"}, "date", "Sunday", (), OTHER_DAY),
        ({}, "date", "Sunday", (), "goal_reached"),
        ({"date": "מחר"}, "time", "יש תור מחר בעשר", (), "goal_reached"),
        ({"date": "מחר"}, "time", "יש תור ביום חמישי בעשר", (), OTHER_DAY),
        ({"date": "מחר"}, "time", "שני סועדים בעשר", (), "goal_reached"),
    ],
)
def test_another_day_than_was_asked_for_is_not_told_as_done(
    slots: dict[str, str], key: str, said: str, agreed: tuple[str, ...], reason: str
) -> None:
    fact = OutcomeFact(key, said if key == "date" else "10:00", quote=said, supported=True)
    told = Outcome(Status.SUCCEEDED, "goal_reached", facts=(fact,))
    other_day = is_another(task(**slots), told, agreed, date(2026, 12, 1))
    assert bound(task(**slots), told, agreed, other_day=other_day).reason == reason
