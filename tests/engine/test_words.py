from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ringback.engine.phrases import Phrases
from ringback.engine.plan_times import moment
from ringback.engine.task import Call, Language, Outcome, OutcomeFact, SlotValue, Status, Target, Task
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


def test_how_many_they_said_is_part_of_what_was_agreed() -> None:
    two = OutcomeFact("count", "2", quote="two large ones", supported=True)
    item = OutcomeFact("item", "large margheritas", quote="large margheritas", supported=True)
    done = Outcome(Status.SUCCEEDED, "goal_reached", facts=(item, two))
    told = WORDS.ended(errand("order", "en", callee="x", items="two large margheritas"), done)
    assert told == "✓ x: done. Item: large margheritas, Quantity: 2"


@pytest.mark.parametrize("reason", ["goal_reached", "still_held"])
def test_of_several_calls_one_that_is_doubted_is_not_told_as_done(reason: str) -> None:
    doubt = OutcomeFact("ordered_thing", "a cake", quote="Sure, at seven.")
    unclear = Outcome(Status.UNCONFIRMED, reason, facts=(doubt,), chosen=0)
    order = errand("order", "en", callee="x", items="a cake")
    other = Target(SlotValue("B", "B"), SlotValue("+97236123557", "03-612-3557"), "en")
    several = replace(order, others=(other,), strategy="next_if_failed", calls=(Call(0, 0.0, outcome=unclear),))
    told = WORDS.ended(replace(several, calls=(replace(several.calls[0], call_sid="CA1"),)), unclear)
    assert ("✓" in told) is (reason == "still_held")
    assert ("did not say what was ordered (a cake)" in told) is (reason == "goal_reached")


def test_of_a_long_speech_the_end_is_quoted() -> None:
    note = OutcomeFact("note", "x", quote=f"{'And so on. ' * 40}We are closed.", supported=True)
    told = WORDS.ended(task(), Outcome(Status.FAILED, "goal_not_reached", facts=(note,)))
    assert "They said: “… And so on. And" in told
    assert told.endswith("We are closed.”")
    assert len(told) < 250


@pytest.mark.parametrize(
    ("kind", "reason", "language", "quote", "told"),
    [
        (
            "order",
            "goal_not_reached",
            "en",
            "We are closed today.",
            "What you asked for did not work out. They said: “We are closed today.”",
        ),
        ("order", "goal_not_reached", "he", "נגמרו החלות.", "הבקשה לא התאפשרה. מה שנאמר: ״נגמרו החלות.״"),
        (
            "inquiry",
            "goal_not_reached",
            "en",
            "I noted it.",
            "They did not answer the question. They said: “I noted it.”",
        ),
        ("inquiry", "goal_not_reached", "he", "רשמתי.", "לא התקבלה תשובה לשאלה. מה שנאמר: ״רשמתי.״"),
        ("order", "busy", "en", "Hello.", "The line was busy."),
    ],
)
def test_what_came_to_nothing_is_told_with_their_words(
    kind: str, reason: str, language: Language, quote: str, told: str
) -> None:
    note = OutcomeFact("note", quote, quote=quote, supported=True)
    ended = WORDS.ended(replace(task(language), type=kind), Outcome(Status.FAILED, reason, facts=(note,)))
    assert ended.removeprefix("\u200f") == f"Pizza Place: {told}"


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


DECEMBER = 1_796_115_600.0
"""Tuesday, 1 December 2026, at nine where the user is."""


def errand(kind: str, language: Language, **slots: str) -> Task:
    said = {name: SlotValue({"time": "10:00"}.get(name, value), value) for name, value in slots.items()}
    return Task("t", "me", "c", "web", language, kind, DECEMBER, slots=said, call_sid="CA1")


def test_an_appointment_is_told_in_full_with_its_day() -> None:
    at_ten = OutcomeFact("time", "10:00", quote="כן, יש תור מחר בעשר.", supported=True)
    he = errand("appointment", "he", callee="המרפאה", service="רופא", date="מחר", time="בעשר", name="דנה")
    done = Outcome(Status.SUCCEEDED, "goal_reached", facts=(at_ten,))
    assert WORDS.ended(he, done).splitlines() == [
        "✓ המרפאה: בוצע. יום רביעי, 2 בדצמבר, שעה: 10:00",
        "לפי הבקשה – טיפול: רופא, על שם: דנה",
    ]
    en = errand("appointment", "en", callee="The Clinic", service="a checkup", date="tomorrow", time="ten", name="Dana")
    price = OutcomeFact("price", "300", quote="It costs three hundred shekels.", supported=True)
    done = Outcome(Status.SUCCEEDED, "goal_reached", facts=(OutcomeFact("time", "10:00", "at ten", 0, True), price))
    assert WORDS.ended(en, done).splitlines() == [
        "✓ The Clinic: done. Time: 10:00, Price: 300",
        "As asked – What for: a checkup, Wednesday, 2 December, Name: Dana",
    ]


@pytest.mark.parametrize(
    ("item", "asked"), [("two margheritas", ""), ("margheritas", "\nAs asked – Item: two margheritas")]
)
def test_an_order_they_named_in_full_is_told_once(item: str, asked: str) -> None:
    fact = OutcomeFact("item", item, quote="x", supported=True)
    done = Outcome(Status.SUCCEEDED, "goal_reached", facts=(fact,))
    told = WORDS.ended(errand("order", "en", callee="Pizza Place", items="two margheritas"), done)
    assert told == f"✓ Pizza Place: done. Item: {item}{asked}"


@pytest.mark.parametrize(
    ("reason", "slots", "fact", "told"),
    [
        ("other_time", {"time": "10:00"}, ("time", "10:30"), "x: they said 10:30, you asked for 10:00, so"),
        (
            "over_budget",
            {"budget": "50"},
            ("price", "68"),
            "x: the price they said, 68, is not within your limit (up to",
        ),
        ("other_count", {"party_size": "4"}, ("party_size", "2"), "x: they said 2 people, you asked for 4, so"),
        (
            "other_day",
            {"date": "tomorrow"},
            ("date", "Thursday"),
            "x: they said Thursday, 3 December, you asked for Wednesday, 2 December, so",
        ),
    ],
)
def test_what_goes_beyond_the_plan_is_told_with_both_and_their_words(
    reason: str, slots: dict[str, str], fact: tuple[str, str], told: str
) -> None:
    beyond = Outcome(Status.UNCONFIRMED, reason, facts=(OutcomeFact(*fact, quote="So it is", supported=True),))
    text = WORDS.ended(errand("booking", "en", callee="x", **slots), beyond)
    assert text.startswith(told)
    assert text.endswith("They said: “So it is”")
