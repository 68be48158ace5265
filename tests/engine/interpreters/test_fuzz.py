"""Any text whatsoever is read, quickly, and is never a yes unless nothing but a yes is left of it."""

import asyncio
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.engine.interpreters import rules
from ringback.engine.reading import Act, Past, Reading, Situation
from ringback.engine.task import Language, SlotKind, SlotValue
from tests.engine.interpreters.test_tables import WAITING, rows

pytestmark = pytest.mark.slow

YES = [text for label, text in rows("replies.txt") if label == "yes"]
SPOILERS = (
    "but",
    "not",
    "if",
    "?",
    "unless",
    "7",
    "never",
    "4822",
    "cancel",
    "אבל",
    "לא",
    "רק",
    "אם",
    "בלי",
    "🤔",
    "👎",
)
PIECES = (
    *(
        "call",
        "Pizza Place",
        "book a table",
        "for",
        "four",
        "at",
        "8",
        "03-612-3456",
        "+972",
        "*2700",
        "100",
        "yes",
        "no",
    ),
    *("תתקשרי", "ל", "פיצה פלייס", "ותזמיני", "מחר", "בשמונה", "אם אין", "ו", "כן", "לא", "המספר של", "שוב"),
    *(
        "\u202e",
        "\u2066",
        "\u2069",
        "\u200f",
        "\u05b0",
        "👍",
        "🏳️‍🌈",
        "\n",
        "\t",
        '"',
        "(",
        "¦",
        ",",
        ";",
        "?",
        "\x00",
        "٣",
        "İ",
    ),
    *(
        "and",
        "or",
        "if they are full, try",
        "take the cheapest",
        "not",
        "instead of",
        "my number is",
        "save",
        "0",
        "-1",
    ),
)
ASKED: tuple[tuple[str, str, SlotKind], ...] = (
    ("booking", "party_size", "count"),
    ("booking", "time", "time"),
    ("order", "items", "text"),
    ("phone_call", "phone_number", "phone"),
    ("appointment", "name", "name"),
)
SITUATIONS = (
    Situation("he", "IL"),
    Situation("en", "IL", "running", past=(Past("phone_call", WAITING),)),
    Situation("en", "IL", "awaiting_confirmation", "phone_call", WAITING, code="4821"),
    Situation("he", "IL", "awaiting_confirmation", "booking", WAITING, code="4821"),
    *(
        Situation("en", "IL", "collecting", kind, {"callee": SlotValue("A", "A")}, asked=asked, asked_kind=asked_kind)
        for kind, asked, asked_kind in ASKED
    ),
)
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))


@given(text=texts, situation=st.sampled_from(SITUATIONS))
def test_every_text_has_a_reading(text: str, situation: Situation) -> None:
    reading = rules.read(text, situation)
    assert isinstance(reading, Reading)
    for slot in reading.slots.values():
        assert not re.search("[\u202a-\u202e\u2066-\u2069¦]", slot.said)
    if reading.act is Act.AFFIRM:
        assert reading.is_bare


@pytest.mark.parametrize("spoiler", SPOILERS)
def test_a_yes_with_anything_else_is_none(spoiler: str) -> None:
    """Every yes with every spoiler; where it stands and the page's language go by turns."""
    languages: tuple[Language, Language] = ("he", "en")
    for turn, yes in enumerate(YES, SPOILERS.index(spoiler)):
        situation = Situation(languages[turn % 2], "IL", "awaiting_confirmation", "phone_call", WAITING, code="4821")
        words = yes.split()
        place = (0, len(words) // 2, len(words))[turn % 3]
        said = " ".join([*words[:place], spoiler, *words[place:]])
        assert rules.read(said, situation).act is not Act.AFFIRM, said


@pytest.mark.parametrize("mark", ["\u202e", "\u2067", "\u200f", "\u05b0", "\u200d"])
def test_what_cannot_be_seen_changes_no_answer(mark: str) -> None:
    situation = SITUATIONS[2]
    for text in ("yes", "no", "כן", "לא", "yes but at nine", "make it two pizzas"):
        hidden = mark.join(text)
        assert rules.read(hidden, situation).act is rules.read(text, situation).act


@pytest.mark.parametrize(
    "text", ["a", "a ", "כן ", "yes ", "1 ", "05", "if they are full, try ", "not a, b ", '"', "\u202e"]
)
def test_a_megabyte_is_read_like_its_beginning(text: str) -> None:
    long = text * (1_000_000 // len(text))
    for situation in SITUATIONS:
        reading = asyncio.run(rules.Rules().read(long, situation))
        assert reading.act is not Act.AFFIRM


def test_what_is_too_long_to_read_is_noted_and_still_refused() -> None:
    story = "It is a long story and I will tell it all the same. " * 12
    reading = rules.read(f"Call 03-612-3456 and tell them the keys are at home. {story}", Situation("en", "IL"))
    assert reading.act is Act.REQUEST
    assert reading.slots["notes"].said.endswith("tell it all the same")
    threat = rules.read(f"Call 03-612-3456. {story} Tell them I will burn down the shop", Situation("en", "IL"))
    assert threat.act is Act.REFUSE
