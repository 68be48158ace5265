"""What is named only to be ruled out, and what is no answer to the question that is open."""

from dataclasses import replace

import pytest

from ringback.engine.interpreters.rules import Rules
from ringback.engine.reading import Act, Situation
from ringback.engine.task import Language, SlotValue

SLOTS = {
    "callee": SlotValue("HaDekel", "HaDekel"),
    "phone_number": SlotValue("+97236123457", "03-612-3457"),
    "party_size": SlotValue("4", "4"),
    "date": SlotValue("tomorrow", "tomorrow"),
    "time": SlotValue("20:00", "eight"),
}


def situation(language: Language) -> Situation:
    return Situation(language=language, region="IL", state="awaiting_confirmation", task_type="booking", slots=SLOTS)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "yes but not today"), ("en", "not tomorrow"), ("he", "כן אבל לא היום"), ("he", "לא מחר")],
)
async def test_a_day_that_is_ruled_out_is_asked_for_again(language: Language, text: str) -> None:
    reading = await Rules().read(text, situation(language))
    assert (dict(reading.slots), reading.edits) == ({}, ("date",))


@pytest.mark.parametrize(("language", "text"), [("en", "no, tomorrow"), ("he", "לא, מחר")])
async def test_a_correction_after_a_no_is_taken(language: Language, text: str) -> None:
    reading = await Rules().read(text, situation(language))
    assert reading.slots["date"].said in {"tomorrow", "מחר"}


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "make it six people"), ("en", "no, at nine"), ("he", "חמישה אנשים"), ("he", "לא, בתשע")],
)
async def test_a_correction_is_not_taken_for_a_name(language: Language, text: str) -> None:
    asked = replace(situation(language), state="collecting", asked="name", asked_kind="name")
    reading = await Rules().read(text, asked)
    assert "name" not in reading.slots
    assert "name" not in reading.learned


@pytest.mark.parametrize("text", ["😀", "🙏", "🎉"])
async def test_a_smile_is_not_a_yes(text: str) -> None:
    reading = await Rules().read(text, situation("en"))
    assert reading.act is not Act.AFFIRM
