"""Questions about errands of before: which one is meant, and what is told of it."""

from dataclasses import replace

import pytest

from ringback.engine.interpreters import rules
from ringback.engine.reading import Act, Situation
from ringback.engine.task import Outcome, OutcomeFact, Status
from tests.engine.test_chat import Desk

DENTIST, PIZZA = "ask Dr. Levi 03-612-3459 how much a cleaning is", "Call Pizza Place and order a large margherita"
DENTIST_HE, PIZZA_HE = "תשאלי את רופא השיניים 03-612-3459 כמה עולה ניקוי", "תתקשרי לפיצה פלייס ותזמיני מרגריטה גדולה"


async def done(desk: Desk, request: str, yes: str, price: str) -> None:
    """An errand that was asked for, confirmed and called, an hour ago."""
    desk.conversation = None
    await desk.say(request)
    task = (await desk.say(yes)).task
    assert task is not None
    told = OutcomeFact("price", price, price, supported=True)
    outcome = Outcome(Status.SUCCEEDED, "goal_reached", facts=(told,))
    async with desk.store.unit("me") as unit:
        await unit.save_task(replace(task, status=Status.SUCCEEDED, call_sid="CA1", outcome=outcome))
    desk.clock.advance(3600)
    desk.conversation = None


@pytest.fixture
async def desk() -> Desk:
    desk = Desk()
    await desk.know("profile", "name", "Dana")
    return desk


@pytest.mark.parametrize(
    ("question", "when", "price"),
    [
        ("when did I last call Dr. Levi?", "20:00", "250"),
        ("did you call Dr Levi?", "20:00", "250"),
        ("how much did the cleaning cost?", "20:00", "250"),
        ("what did I order last time?", "21:00", "80"),
        ("what did Pizza Place say?", "21:00", "80"),
        ("when was my last order?", "21:00", "80"),
        ("how much was it?", "21:00", "80"),
    ],
)
async def test_the_errand_that_is_meant_is_told_with_its_day_and_outcome(
    desk: Desk, question: str, when: str, price: str
) -> None:
    await done(desk, DENTIST, "confirm", "250")
    await done(desk, PIZZA, "confirm", "80")
    answer = await desk.say(question)
    assert answer.reply.startswith(f"Sunday, 22 November, {when}: Call ")
    assert answer.reply.endswith(f"Price: {price}")
    assert (answer.state, len(desk.runner.started)) == ("idle", 2)


@pytest.mark.parametrize(
    ("question", "when", "price"),
    [
        ("מתי התקשרתי לרופא השיניים בפעם האחרונה?", "20:00", "250"),
        ("מה רופא השיניים אמר?", "20:00", "250"),
        ("כמה עלה הניקוי?", "20:00", "250"),
        ("מה הזמנתי בפעם שעברה?", "21:00", "80"),
        ("מה אמרו בפיצה פלייס?", "21:00", "80"),
        ("כמה זה עלה?", "21:00", "80"),
    ],
)
async def test_the_same_in_hebrew(desk: Desk, question: str, when: str, price: str) -> None:
    await done(desk, DENTIST_HE, "כן", "250")
    await done(desk, PIZZA_HE, "כן", "80")
    answer = await desk.say(question)
    assert answer.reply.startswith(f"יום ראשון, 22 בנובמבר, {when}: להתקשר אל ")
    assert answer.reply.endswith(f"מחיר: {price}")


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        ("when did I last call the dentist?", "There is no earlier call to the dentist that I know of."),
        ("when did I book a table?", "There is no earlier call that I know of."),
        ("מתי התקשרנו לאמא?", "לא ידוע לי על שיחה קודמת אל אמא."),
        ("מתי קבעתי תור לוטרינר?", "לא ידוע לי על שיחה קודמת אל וטרינר."),
    ],
)
async def test_what_is_not_known_is_said(desk: Desk, question: str, reply: str) -> None:
    await done(desk, PIZZA, "confirm", "80")
    assert (await desk.say(question)).reply == reply


@pytest.mark.parametrize(
    ("first", "then", "price"),
    [("what did I ask Dr. Levi?", "how much was it?", "250"), ("מה שאלתי את Dr. Levi?", "כמה זה עלה?", "250")],
)
async def test_it_is_the_errand_that_was_asked_about_last(desk: Desk, first: str, then: str, price: str) -> None:
    await done(desk, DENTIST, "confirm", "250")
    await done(desk, PIZZA, "confirm", "80")
    await desk.say(first)
    assert (await desk.say(then)).reply.endswith(price)


async def test_an_errand_beyond_the_last_ten_is_found(desk: Desk) -> None:
    await done(desk, DENTIST, "confirm", "250")
    for _ in range(11):
        await done(desk, PIZZA, "confirm", "80")
    assert (await desk.say("when did I last call Dr. Levi?")).reply.endswith("250")


async def test_a_plan_still_waits_behind_the_answer(desk: Desk) -> None:
    await done(desk, DENTIST, "confirm", "250")
    plan = await desk.say(PIZZA)
    asked = await desk.say("when did I last call Dr. Levi?")
    assert asked.reply.endswith(plan.reply)
    assert asked.state == "awaiting_confirmation"


@pytest.mark.parametrize(
    "message",
    [
        "ask Pizza Place what I ordered last time",
        "how much is it?",
        "when do they open?",
        "what did you do?",
        "תשאלי בפיצה פלייס מה הזמנתי בפעם שעברה",
        "כמה זה עולה?",
        "מתי הם פותחים?",
    ],
)
def test_other_questions_are_not_of_the_past(message: str) -> None:
    assert rules.read(message, Situation("en", "IL")).act is not Act.PAST
