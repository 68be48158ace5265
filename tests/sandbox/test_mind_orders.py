"""The practice model's mind when an order is read back to it."""

import pytest

from ringback.sandbox.mind.brief import read
from ringback.sandbox.mind.numbers import Language
from ringback.sandbox.mind.talk import CallTool, Heard, Said, Say
from tests.sandbox.test_mind import answer_to, decide

OLIVES = "On behalf of: Dan\nGoal: order a large margherita with olives\nWhen: for seven"
OLIVES_HE = "בשם: דן\nהמטרה: להזמין מרגריטה גדולה עם זיתים\nמתי: לשבע"
TWO = "On behalf of: Dan\nGoal: order two large pepperonis for 19:30 and ask if they deliver"


@pytest.mark.parametrize(
    ("instructions", "language", "heard", "words"),
    [
        (OLIVES, "en", "A large olive at seven, right?", "A large margherita with olives, please."),
        (OLIVES, "en", "A large margherita at seven, right?", "A large margherita with olives, please."),
        (OLIVES, "en", "A large margherita with olives at seven, right?", "Yes, that's right."),
        (OLIVES_HE, "he", "מרגריטה גדולה לשבע, נכון?", "מרגריטה גדולה עם זיתים, בבקשה."),
        (OLIVES_HE, "he", "מרגריטה גדולה עם זיתים לשבע, נכון?", "כן, נכון."),
        (
            TWO,
            "en",
            "A large pepperoni at half past seven, right?",
            "Two large pepperonis for half past seven, please.",
        ),
        (TWO, "en", "Two large pepperoni at half past seven, right?", "Yes, that's right."),
    ],
)
def test_an_order_read_back_in_part_is_said_again(
    instructions: str, language: Language, heard: str, words: str
) -> None:
    assert answer_to(heard, language, instructions) == words


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        ("A large margherita at seven, right?", "Yes, that's right."),
        ("A large olive at seven, right?", "No, thank you, that does not work for us."),
    ],
)
def test_the_order_is_put_right_once_and_another_thing_is_never_taken(heard: str, words: str) -> None:
    put_right = Said("A large margherita with olives, please.")
    stated = Said(read(OLIVES, "en").sentence)
    assert decide(stated, Heard(heard), put_right, heard, instructions=OLIVES) == [Say(words)]


def test_the_words_of_an_hour_are_no_item() -> None:
    [*_, end] = decide(
        Said(read(TWO, "en").sentence), "Thank you, it will be ready at half past seven. Goodbye.", instructions=TWO
    )
    assert isinstance(end, CallTool)
    facts = end.arguments["facts"]
    assert isinstance(facts, list)
    assert [fact["key"] for fact in facts] == ["time"]
