"""Calls that are still to be made: called off and told of from any conversation."""

import pytest

from ringback.engine.interpreters import rules
from ringback.engine.reading import EVERYTHING, Act, Situation
from tests.engine.test_chat import PIZZA, Desk

LATER = "call the dentist tomorrow at nine and ask about an opening"
LATER_HE = "תתקשרי לרופא שיניים מחר בתשע ותשאלי אם יש תור"


@pytest.fixture
async def desk() -> Desk:
    desk = Desk()
    await desk.know("profile", "name", "Dana")
    await desk.know("contacts", "dentist", "+97236123459")
    await desk.know("contacts", "רופא שיניים", "+97236123458")
    for request in (LATER, LATER_HE):
        desk.conversation = None
        await desk.say(request)
        await desk.say("כן")
    desk.conversation = None
    return desk


@pytest.mark.parametrize(
    ("said", "callee"),
    [
        ("don't call the dentist tomorrow", "dentist"),
        ("please cancel the scheduled call to the dentist", "dentist"),
        ("cancel tomorrow's call with the dentist", "dentist"),
        ("אל תתקשרי לרופא שיניים מחר", "רופא שיניים"),
        ("תבטלי את השיחה לרופא השיניים", "רופא שיניים"),
    ],
)
async def test_a_call_that_was_scheduled_elsewhere_is_called_off_by_its_name(
    desk: Desk, said: str, callee: str
) -> None:
    answer = await desk.say(said)
    assert answer.task is not None
    assert desk.runner.cancelled == [("me", answer.task.id)]
    assert answer.task.said("callee") == callee
    assert callee in answer.reply


@pytest.mark.parametrize("said", ["cancel all the calls", "cancel all my scheduled calls", "בטלי את כל השיחות"])
async def test_all_of_them_are_called_off_with_the_plan_in_hand(desk: Desk, said: str) -> None:
    await desk.say(PIZZA)
    answer = await desk.say(said)
    assert (len(desk.runner.cancelled), answer.state) == (2, "idle")
    assert "dentist" in answer.reply
    assert "רופא שיניים" in answer.reply


@pytest.mark.parametrize(
    "said", ["what is scheduled?", "which calls are planned?", "מה מתוכנן?", "אילו שיחות מתוכננות?"]
)
async def test_what_is_scheduled_is_told_and_the_plan_in_hand_stays(desk: Desk, said: str) -> None:
    await desk.say(PIZZA)
    answer = await desk.say(said)
    assert "dentist" in answer.reply
    assert "רופא שיניים" in answer.reply
    assert "09:00" in answer.reply
    assert (answer.state, desk.runner.cancelled) == ("awaiting_confirmation", [])


@pytest.mark.parametrize("said", ["don't call the dentist on Wednesday", "cancel the call to the plumber"])
async def test_what_is_not_to_be_made_is_not_called_off(desk: Desk, said: str) -> None:
    answer = await desk.say(said)
    assert answer.reply.startswith("There is nothing to cancel.")
    assert desk.runner.cancelled == []


async def test_a_plan_in_hand_with_that_name_is_dropped_with_the_call(desk: Desk) -> None:
    await desk.say("call the dentist and ask how much a cleaning is")
    answer = await desk.say("cancel the call to the dentist")
    assert (answer.state, len(desk.runner.cancelled)) == ("idle", 1)


@pytest.mark.parametrize(
    "said",
    [
        "cancel my appointment with the dentist",
        "don't call the dentist before ten",
        "don't call the dentist tomorrow, call on Sunday",
        "don't call me tomorrow",
        "אל תתקשרי לרופא שיניים לפני עשר",
        "תבטלי את התור אצל רופא השיניים",
    ],
)
def test_more_than_that_is_read_elsewhere(said: str) -> None:
    reading = rules.read(said, Situation("en", "IL"))
    assert not (reading.act is Act.CANCEL and reading.looks_around), reading
    assert EVERYTHING not in reading.edits
