import pytest

from ringback.engine.interpreters import numbers, text


@pytest.mark.parametrize(
    ("message", "said", "value"),
    [
        ("a table for twenty five people", "twenty five people", "25"),
        ("a hundred and one guests", "a hundred and one guests", "101"),
        ("for thirty-two people", "thirty-two people", "32"),
        ("table of twenty", "twenty", "20"),
        ("שולחן לעשרים וחמישה אנשים", "עשרים וחמישה אנשים", "25"),
        ("מאה ואחת אורחים", "מאה ואחת אורחים", "101"),
        ("מאתיים איש", "מאתיים איש", "200"),
        ("שולחן לארבעה", "ארבעה", "4"),
        ("שלושה סועדים", "שלושה סועדים", "3"),
    ],
)
def test_people_are_counted_in_words(message: str, said: str, value: str) -> None:
    party = numbers.party(text.read(message))
    assert party is not None
    assert (party.said, party.value) == (said, value)


@pytest.mark.parametrize(
    "message", ["for seven thirty", "for twenty minutes", "for eight o'clock", "ב-20 במאי", "לארבע"]
)
def test_times_are_no_people(message: str) -> None:
    assert numbers.party(text.read(message)) is None
