"""What a day has cost: calls with their cost, those that are on with the most they may cost, each once."""

from dataclasses import replace
from typing import Any

import pytest

from ringback.engine.allowance import left_today
from ringback.engine.task import Call, Outcome, Status, Task, Try
from ringback.engine.wishes import Bounds
from ringback.manner import Manner

NOW = 1_000_000.0
BOUNDS = Bounds(max_minutes=10, usd_per_minute=0.3)
COST = Outcome(Status.FAILED, "busy", cost={"model_usd": 0.25, "telephony_usd": 0.15, "seconds": 40})
DONE = {"status": Status.SUCCEEDED, "ordered_at": NOW - 60, "outcome": COST}
ON = {"status": Status.IN_CALL, "ordered_at": NOW - 60, "call_sid": "CA1"}


@pytest.mark.parametrize(
    ("change", "spent"),
    [
        ({"status": Status.PROPOSED}, 0),
        (DONE, 0.4),
        (DONE | {"ordered_at": NOW - 90_000}, 0),
        (ON, 3),
        (ON | {"manner": Manner(minutes=2)}, 0.6),
        ({"status": Status.SCHEDULED, "tries": (Try(NOW - 60, "CA1", COST),)}, 0.4),
        (DONE | {"tries": (Try(NOW - 600, "CA1", COST), Try(NOW - 90_000, "CA1", COST))}, 0.8),
        (
            {"status": Status.CONFIRMED, "calls": (Call(0, NOW - 60, outcome=COST), Call(1, NOW - 9, call_sid="CA2"))},
            3.4,
        ),
        ({"status": Status.CONFIRMED, "calls": (Call(0, NOW - 60, outcome=COST), Call(1, NOW - 9))}, 3.4),
    ],
)
def test_what_is_left_of_a_day(change: dict[str, Any], spent: float) -> None:
    task = replace(Task("t_1", "me", "c_1", "web", "en", "phone_call", NOW - 600), **change)
    assert left_today(5, [task], BOUNDS, NOW) == pytest.approx(5 - spent)


def test_a_call_that_is_about_to_be_ordered_does_not_stand_in_its_own_way() -> None:
    task = Task("t_1", "me", "c_1", "web", "en", "phone_call", NOW, status=Status.CONFIRMED)
    several = replace(task, calls=(Call(0, NOW, outcome=COST), Call(1, NOW)))
    assert [left_today(5, [one], BOUNDS, NOW, own="t_1") for one in (task, several)] == pytest.approx([5, 4.6])
