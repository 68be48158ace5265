"""Errands over and over are not made: the first is planned and that is said; what is told of every day stays."""

import pytest

from tests.engine.test_chat import Desk

NOT_OFFERED = {"he": "אין אצלי שיחות שחוזרות מעצמן", "en": "I do not repeat calls by themselves"}


@pytest.fixture
async def desk() -> Desk:
    desk = Desk()
    await desk.know("profile", "name", "דנה")
    await desk.know("contacts", "אמא", "+97236123907")
    await desk.know("contacts", "Mom", "+97236123908")
    return desk


@pytest.mark.parametrize(
    ("message", "slots"),
    [
        ("תתקשרי לאמא כל יום בשמונה ותשאלי מה שלומה", {"question": "מה שלומה", "call_at": "בשמונה"}),
        ("תתקשרי כל בוקר לאמא ותזכירי לה לקחת את התרופה", {"message": "לקחת את התרופה"}),
        ("תזמיני פיצה מפיצה פלייס כל יום שישי לשבע", {"items": "פיצה", "date": "יום שישי", "time": "שבע"}),
        ("תזמיני שולחן לשניים במסעדת הדקל פעם בשבוע ביום שני בשמונה בערב", {"date": "יום שני", "time": "שמונה בערב"}),
        ("call Mom every day at eight and ask how she is", {"question": "how she is", "call_at": "at eight"}),
        ("order a pizza from Pizza Place every Friday", {"items": "a pizza", "date": "Friday"}),
        ("call Mom daily and tell her I love her", {"message": "I love her"}),
    ],
)
async def test_only_the_first_is_planned_and_that_is_said(desk: Desk, message: str, slots: dict[str, str]) -> None:
    answer = await desk.say(message)
    assert answer.task is not None
    assert answer.reply.startswith(NOT_OFFERED[answer.language])
    assert (answer.state, {slot: answer.task.said(slot) for slot in slots}) == ("awaiting_confirmation", slots)


@pytest.mark.parametrize(
    ("message", "slots"),
    [
        ("תשאלי בפיצה פלייס אם הם פתוחים כל יום", {"question": "אם הם פתוחים כל יום"}),
        ("call Mom and tell her I call every day", {"message": "I call every day"}),
        ("ask Pizza Place if they are open every day", {"question": "if they are open every day"}),
    ],
)
async def test_what_is_told_or_asked_of_every_day_stays(desk: Desk, message: str, slots: dict[str, str]) -> None:
    answer = await desk.say(message)
    assert answer.task is not None
    assert NOT_OFFERED[answer.language] not in answer.reply
    assert {slot: answer.task.said(slot) for slot in slots} == slots


@pytest.mark.parametrize(
    ("request_", "more"),
    [
        ("תתקשרי לאמא ותשאלי מה שלומה", "תעשי את זה כל יום"),
        ("call Mom and ask how she is", "make it every day"),
    ],
)
async def test_a_plan_in_hand_is_not_made_to_recur(desk: Desk, request_: str, more: str) -> None:
    plan = await desk.say(request_)
    answer = await desk.say(more)
    assert answer.reply.startswith(NOT_OFFERED[answer.language])
    assert (answer.state, answer.task, desk.runner.started) == ("awaiting_confirmation", plan.task, [])
