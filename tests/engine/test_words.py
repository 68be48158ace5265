from datetime import UTC, datetime

import pytest

from ringback.engine.phrases import Phrases
from ringback.engine.plan_times import moment
from ringback.engine.task import Language, Outcome, OutcomeFact, SlotValue, Status, Task
from ringback.engine.words import Words
from ringback.wire import Reason

WORDS = Words({"he": Phrases("he"), "en": Phrases("en")}, "IL")
AGREED = (
    OutcomeFact("time", "19:00", quote="seven is fine", at_ms=9000, supported=True),
    OutcomeFact("price", "62", supported=False),
)


def task(language: Language = "en", *, callee: str = "Pizza Place", call_sid: str | None = "CA1") -> Task:
    number = SlotValue("+97236123556", "03-612-3556")
    slots = {"phone_number": number} | ({"callee": SlotValue(callee, callee)} if callee else {})
    return Task("t", "me", "c", "web", language, "phone_call", 0.0, slots=slots, call_sid=call_sid)


def test_success_tells_only_what_the_callee_said() -> None:
    outcome = Outcome(Status.SUCCEEDED, "goal_reached", "They promised the moon.", AGREED)
    assert WORDS.ended(task(), outcome) == "✓ Pizza Place: done. Time: 19:00"
    assert WORDS.ended(task("he"), outcome) == "\u200f✓ Pizza Place: בוצע. שעה: 19:00"


def test_an_end_without_a_clear_confirmation_says_so() -> None:
    told = WORDS.ended(task(), Outcome(Status.UNCONFIRMED, "goal_reached", facts=AGREED[1:]))
    assert "did not clearly confirm" in told
    assert "62" not in told


def test_a_call_that_may_have_been_made_is_not_called_a_failure() -> None:
    told = WORDS.ended(task(call_sid=None), Outcome(Status.UNCONFIRMED, "provider_down"))
    assert told == "It is not clear whether the call to Pizza Place was made. Please check before calling again."


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.GOAL_REACHED])
@pytest.mark.parametrize("language", ["he", "en"])
def test_every_reason_of_a_call_has_its_own_sentence(reason: Reason, language: Language) -> None:
    told = WORDS.ended(task(language), Outcome(Status.FAILED, reason))
    others = {
        WORDS.ended(task(language), Outcome(Status.FAILED, other)) for other in [*Reason, "other"] if other != reason
    }
    assert told.startswith("Pizza Place: ")
    assert told not in others


def test_an_offer_the_callee_made_is_told() -> None:
    offer = OutcomeFact("alternative_time", "20:30", quote="I have half past eight", supported=True)
    told = WORDS.ended(task(), Outcome(Status.FAILED, "goal_not_reached", facts=(offer,)))
    assert told == "Pizza Place: What you asked for did not work out. They offer 20:30."


def test_without_a_name_the_number_is_told() -> None:
    assert WORDS.callee(task(callee="")) == "the number 03-612-3556"


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_words(status: Status) -> None:
    standing = Task("t", "me", "c", "web", "en", "phone_call", 0.0, status=status)
    assert WORDS.status(standing, Phrases("en")).startswith("the call: ")


def test_a_fact_nobody_named_keeps_its_key() -> None:
    assert (WORDS.label("price", "he"), WORDS.label("colour", "he")) == ("מחיר", "colour")


def test_an_hour_is_of_the_users_clock_and_says_so_where_there_are_several() -> None:
    noon = datetime(2026, 12, 1, 12, tzinfo=UTC).timestamp()
    assert moment(noon, Phrases("en"), "IL") == "Tuesday, 1 December, 14:00"
    assert moment(noon, Phrases("en"), "US") == "Tuesday, 1 December, 12:00 UTC"
