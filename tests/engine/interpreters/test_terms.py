import pytest

from ringback.engine.interpreters import terms, text
from ringback.engine.interpreters.rules import read
from ringback.engine.reading import Act, Situation
from ringback.engine.task import SlotValue

SET = [
    ("book a table for 4 tonight at 8, if not 20:30 is fine", {"if_not": "20:30 is fine"}),
    ("a table at 8, and if they're full then 9 or 9:30 works", {"if_not": "9 or 9:30 works"}),
    ("שולחן לארבעה הערב בשמונה, ואם אין אז בתשע", {"if_not": "בתשע"}),
    ("אם אין אז ביום רביעי", {"if_not": "ביום רביעי"}),
    ("אם אין סושי אז פיצה", {"if_not": "פיצה"}),
    ("order sushi up to 120 shekels", {"budget": "120"}),
    ("sushi for up to $50, if not a salad", {"budget": "50", "if_not": "a salad"}),
    ("spend up to 300", {"budget": "300"}),
    ("עד 120 שקל", {"budget": "120"}),
    ("לא, עד 150 ש״ח", {"budget": "150"}),
    ("תקציב של 100", {"budget": "100"}),
    ("you can give them my number", {"may_say": "phone"}),
    ("אפשר למסור את המספר שלי", {"may_say": "phone"}),
    ("you may share my address", {"may_say": "address"}),
    ("if nobody answers leave a message", {"voicemail": "leave"}),
    ("don't leave a message", {"voicemail": "none"}),
    ("אם אין מענה תשאירי הודעה", {"voicemail": "leave"}),
    ("בלי להשאיר הודעה", {"voicemail": "none"}),
]
NOT_SET = [
    *("up to 4 people", "עד שמונה", "ask if they are full", "תשאלי אם אין חלב", "ask about the price"),
    *("if they are full, try the next", "אם לא עונים תתקשרי לבא", "leave a message that I am late", "until 8"),
    *("תבררי מה המחיר של 2 פיצות", "my number is 054-234-5678"),
]


@pytest.mark.parametrize(("said", "slots"), SET)
def test_a_term_is_taken_out_of_the_message(said: str, slots: dict[str, str]) -> None:
    found, rest = terms.take(text.read(said))
    assert {name: slot.value for name, slot in found.items()} == slots
    assert all(slot.said not in rest.said for slot in found.values())


@pytest.mark.parametrize("said", NOT_SET)
def test_what_is_no_term_stays(said: str) -> None:
    message = text.read(said)
    assert terms.take(message) == ({}, message)


def test_a_request_keeps_its_terms_beside_what_is_asked_for() -> None:
    reading = read("order sushi from Japan Kitchen for seven up to 120 shekels, if not a salad", Situation("en", "IL"))
    said = {name: slot.said for name, slot in reading.slots.items()}
    assert (said["budget"], said["if_not"]) == ("120 shekels", "a salad")
    assert "120" not in said["items"]


@pytest.mark.parametrize("said", ["yes, up to 150 shekels", "no, up to 150 shekels", "up to 150 shekels"])
def test_a_term_changes_the_plan_in_hand_and_never_confirms_it(said: str) -> None:
    situation = Situation("en", "IL", state="awaiting_confirmation", task_type="order", code="1234")
    reading = read(said, situation)
    assert (reading.act, reading.slots["budget"]) == (Act.INFORM, SlotValue("150", "150 shekels"))


def test_a_term_alone_asks_for_nothing() -> None:
    assert read("up to 150 shekels", Situation("en", "IL")).act is Act.OTHER


@pytest.mark.parametrize("said", ["no, 150 shekels", "לא, 150 שקל", "$150", "actually 150 nis"])
def test_an_amount_alone_changes_a_limit_there_is(said: str) -> None:
    message = text.read(said)
    assert terms.take(message, limited=True)[0]["budget"].value == "150"
    assert terms.take(message) == ({}, message)
