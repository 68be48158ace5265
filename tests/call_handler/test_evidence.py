"""Evidence: what callees really say in numbers, and which claims it supports."""

import pytest

from ringback.call_handler.events import Utterance
from ringback.call_handler.evidence import witness
from ringback.call_handler.numerals import Clock
from ringback.call_handler.quotations import quotes
from ringback.call_handler.statements import state


def minutes(text: str) -> list[str]:
    """The asserted times on the dial."""
    clocks = [atom.value for atom in state(text).asserted() if isinstance(atom.value, Clock)]
    return [f"{time // 60}:{time % 60:02}" for time in sorted({clock.minute for clock in clocks})]


def numbers(text: str) -> list[object]:
    return [atom.value for atom in state(text).asserted() if atom.kind == "number"]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("at seven", ["7:00"]),
        ("seven thirty", ["7:30"]),
        ("half past seven", ["7:30"]),
        ("a quarter to eight", ["7:45"]),
        ("quarter past seven", ["7:15"]),
        ("at 19:30", ["7:30"]),
        ("7:05", ["7:05"]),
        ("בשבע בערב", ["7:00"]),
        ("בשבע וחצי", ["7:30"]),
        ("שבע ורבע", ["7:15"]),
        ("רבע לשמונה", ["7:45"]),
        ("בשעה 19:00", ["7:00"]),
        ("שבע ועשרים", ["7:20"]),
        ("not at seven, only at nine", ["9:00"]),
        ("no, at eight", ["8:00"]),
        ("אין מקום בשבע, רק בשמונה", ["8:00"]),
        ("לא, בשמונה", ["8:00"]),
        ("ninety shekels", []),
    ],
)
def test_times_as_people_say_them(text: str, times: list[str]) -> None:
    assert minutes(text) == times


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("eighty nine shekels", [89]),
        ("eighty-nine", [89]),
        ("one hundred and twenty", [120]),
        ("two thousand five hundred", [2500]),
        ("1,200 shekels", [1200]),
        ("68.50", [68.5]),
        ("שמונים ותשעה שקלים", [89]),
        ("מאה עשרים ושתיים", [122]),
        ("שלוש מאות שקל", [300]),
        ("שבע עשרה", [17]),
        ("שנים עשר", [12]),
        ("לארבעה אנשים", [4]),
        ("מאה ועשרים", [120]),
        ("אלף מאתיים", [1200]),
        ("two three", [2, 3]),
        ("hello there", []),
    ],
)
def test_numbers_as_people_say_them(text: str, values: list[float]) -> None:
    assert numbers(text) == values


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("ready at seven", "Sure, it will be ready at seven, sixty eight shekels.", True),
        ("READY, at seven!", "it is ready at seven", True),
        ("it wil be redy at seven", "It will be ready at seven.", True),
        ("יהיה מוכן בשבע", "כן, זה יהיה מוכן בשבע בערב", True),
        ("יִהְיֶה מוּכָן בְּשֶׁבַע", "זה יהיה מוכן בשבע", True),
        ("ready at seven", "we are closed today", False),
        ("yes", "yes of course", True),
        ("no", "now", False),
        ("", "anything", False),
        ("at seven ready", "nothing of that at all", False),
    ],
)
def test_a_quote_is_found_up_to_slips_of_the_transcription(quote: str, text: str, found: bool) -> None:
    assert quotes(quote, text) is found


TURNS = [
    Utterance(0, "agent", "A large margherita for seven, is that sixty eight shekels?", 0, 1000, True),
    Utterance(1, "callee", "Yes, ready at seven, sixty eight shekels.", 1000, 2000, True),
    Utterance(2, "callee", "Not at eight, sorry. Half past eight is possible.", 3000, 4000, True),
]
SPLIT = [
    Utterance(0, "callee", "It will be ready", 0, 900, True),
    Utterance(1, "agent", "…", 900, 900, True),
    Utterance(2, "callee", "at half past seven.", 1000, 2000, True),
    Utterance(3, "agent", "Thank you.", 2000, 3000, True),
    Utterance(4, "callee", "Goodbye.", 3000, 4000, True),
]


def test_a_sentence_that_a_pause_cut_in_two_is_one() -> None:
    assert witness("19:30", "It will be ready at half past seven", SPLIT) == (2, True)
    assert witness("19:00", "It will be ready at half past seven", SPLIT) == (2, False)
    assert witness("19:30", "at half past seven goodbye indeed and thanks", SPLIT) == (None, False)


@pytest.mark.parametrize(
    ("value", "quote", "turn", "supported"),
    [
        ("19:00", "ready at seven", 1, True),
        ("7", "ready at seven", 1, True),
        ("68", "sixty eight shekels", 1, True),
        ("68 shekels at 19:00", "ready at seven, sixty eight shekels", 1, True),
        ("large margherita", "yes, ready at seven", 1, True),
        ("the large one", "yes, ready at seven", 1, True),
        ("19:30", "ready at seven", 1, False),
        ("69", "sixty eight shekels", 1, False),
        ("20:00", "Not at eight", 2, False),
        ("20:30", "half past eight is possible", 2, True),
        ("19:00", "for seven, is that sixty eight", None, False),
        ("19:00", "we said at seven and you may come", None, False),
        ("19:00", None, None, False),
    ],
)
def test_a_claim_needs_the_callees_words_and_numbers(
    value: str, quote: str | None, turn: int | None, supported: bool
) -> None:
    assert witness(value, quote, TURNS) == (turn, supported)
