"""Corrections of an order's sort, size or dish, and those that change two things at once."""

import pytest

from ringback.engine.interpreters import rules
from ringback.engine.interpreters.requests import value
from ringback.engine.reading import Act, Situation
from tests.engine.interpreters.test_details import TABLE, order, said, waiting
from tests.engine.test_chat import Desk

MARGHERITA, MARGHERITA_HE = order("en", "a large margherita", "seven"), order("he", "פיצה מרגריטה", "שבע")
TABLE_HE = waiting(
    "he", "booking", party_size=value("לשניים", "2"), date=value("מחר"), time=value("שמונה"), name=value("דנה")
)


@pytest.mark.parametrize(
    ("situation", "message", "slots"),
    [
        (MARGHERITA_HE, "בעצם פפרוני, ושתיים", {"items": "שתי פיצות פפרוני"}),
        (MARGHERITA_HE, "תעשי שתיים, ולשמונה", {"items": "שתי פיצות מרגריטה", "time": "שמונה"}),
        (order("he", "מרגריטה גדולה"), "לא, פפרוני, ושלוש", {"items": "שלוש פפרוני גדולות"}),
        (order("he", "סלט", "שבע"), "בעצם המבורגר, שניים כאלה", {"items": "שני המבורגרים"}),
        (MARGHERITA, "actually pepperoni, and two of them", {"items": "two large pepperoni"}),
        (MARGHERITA, "make it two, and for eight", {"items": "two large margheritas", "time": "eight"}),
        (MARGHERITA, "actually for eight and without onions", {"time": "eight", "notes": "without onions"}),
        (order("en", "a margherita pizza"), "make it small and two of them", {"items": "two small margherita pizzas"}),
        (TABLE_HE, "בעצם ארבעה, ובתשע", {"party_size": "ארבעה", "time": "תשע"}),
        (TABLE_HE, "ביום שישי ולשישה", {"party_size": "שישה", "date": "יום שישי"}),
        (TABLE_HE, "לא מחר אלא ביום ראשון, ואנחנו שלושה", {"party_size": "שלושה", "date": "יום ראשון"}),
        (TABLE_HE, "תשני את השעה לעשר ואת השם לרונית", {"time": "עשר", "name": "רונית"}),
        (TABLE, "actually four, and at nine", {"party_size": "four", "time": "nine"}),
        (TABLE, "change the time to ten and the name to Ronit", {"time": "ten", "name": "Ronit"}),
        (TABLE, "on Sunday and we're six", {"party_size": "six", "date": "Sunday"}),
    ],
)
def test_both_halves_of_a_correction_are_kept(situation: Situation, message: str, slots: dict[str, str]) -> None:
    reading = rules.read(message, situation)
    assert (reading.act, said(reading)) == (Act.INFORM, slots)


@pytest.mark.parametrize(
    ("situation", "message", "items"),
    [
        (MARGHERITA, "actually pepperoni", "a large pepperoni"),
        (MARGHERITA, "pepperoni instead", "a large pepperoni"),
        (MARGHERITA, "make it small", "a small margherita"),
        (MARGHERITA, "no, a salad", "a salad"),
        (order("en", "two large pizzas with olives"), "actually pepperoni", "two large pepperoni pizzas with olives"),
        (MARGHERITA, "actually two large pepperoni pizzas", "two large pepperoni pizzas"),
        (MARGHERITA_HE, "בעצם פפרוני", "פיצה פפרוני"),
        (MARGHERITA_HE, "תעשי קטנה", "פיצה מרגריטה קטנה"),
        (MARGHERITA_HE, "לא, סלט", "סלט"),
        (order("he", "פיצה", "שבע"), "בעצם פטריות", "פיצה פטריות"),
    ],
)
def test_another_sort_takes_the_place_of_the_old_one(situation: Situation, message: str, items: str) -> None:
    assert said(rules.read(message, situation)) == {"items": items}


@pytest.mark.parametrize(
    "message",
    [
        "actually wait",
        "בעצם רגע",
        "actually never mind the time",
        "בעצם לא יודעת",
        "actually, is it far?",
        "בעצם, מה דעתך?",
    ],
)
@pytest.mark.parametrize("situation", [MARGHERITA, MARGHERITA_HE, TABLE])
def test_what_names_no_sort_changes_none(situation: Situation, message: str) -> None:
    assert "items" not in rules.read(message, situation).slots


@pytest.mark.parametrize(
    "message", ["actually pepperoni", "actually pepperoni, and two of them", "בעצם פפרוני, ושתיים"]
)
def test_of_an_order_of_several_things_it_is_not_known_which_is_meant(message: str) -> None:
    assert "items" not in rules.read(message, order("en", "a pizza and a salad", "seven")).slots


async def test_such_a_correction_shows_a_new_plan_and_calls_nobody() -> None:
    desk = Desk()
    await desk.know("profile", "name", "דנה")
    first = (await desk.say("תזמיני פיצה מרגריטה מפיצה פלייס לשבע")).task
    plan = await desk.say("בעצם פפרוני, ושתיים")
    assert first is not None
    assert plan.task is not None
    assert (plan.state, plan.task.plan_version) == ("awaiting_confirmation", first.plan_version + 1)
    assert "שתי פיצות פפרוני" in plan.reply
    assert desk.runner.started == []
