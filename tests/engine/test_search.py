"""What is typed finds what was said, however it is written."""

import pytest

from ringback.engine.search import Query


def found(query: str, text: str, *, loose: bool = False) -> list[str]:
    """The parts of `text` that are found, when every word is."""
    wanted = Query(Query.of(query).wanted, loose)
    places = wanted.find(text)
    if len(places) < len(wanted.wanted):
        return []
    return [text[start:end] for start, end in sorted(place for at in places.values() for place in at)]


@pytest.mark.parametrize(
    ("query", "text", "parts"),
    [
        ("pizza", "Call Pizza Place", ["Pizza"]),
        ("piz pl", "Call Pizza Place", ["Pizza", "Place"]),
        ("place call", "Call Pizza Place", ["Call", "Place"]),
        ("cafe", "Café Noir", ["Café"]),
        ("dont", "they don’t deliver", ["don’t"]),
        ("שולחן", "להזמין שולחן לארבעה", ["שולחן"]),
        ("שולחן", "שולחנות", ["שולחנות"]),
        ("שולחן", "וכשהשולחן", ["וכשהשולחן"]),
        ("שולחן", "והשולחן", ["והשולחן"]),
        ("דקל", "במסעדת הדקל", ["הדקל"]),
        ("מסעדה", "בַּמִּסְעָדָה", ["בַּמִּסְעָדָה"]),
        ("מִסְעָדָה", "המסעדה סגורה", ["המסעדה"]),
        ("20:30", "מציעים ב־20:30 – מתאים?", ["20:30"]),
        ("צהל", 'חיילי צה"ל', ['צה"ל']),
        ("צה״ל", 'חיילי צה"ל', ['צה"ל']),
        ("דנה", "על שם \u2068דנה\u2069.", ["דנה"]),
        ("דנה", "ד\u200fנה", ["ד\u200fנה"]),
        ("חן", "שולחן", []),
        ("izza", "pizza", []),
        ("pizza tuesday", "Call Pizza Place", []),
        ("03-612-3456", "Number: 03-612-3456", ["03-612-3456"]),
        ("036123456", "Number: +97236123456", ["97236123456"]),
        ("+972 3 612-3456", "מספר: 03-612-3456", ["03-612-3456"]),
        ("3456", "03-612-3456", ["03-612-3456"]),
        ("345", "03-612-3456", []),
    ],
)
def test_words_are_found(query: str, text: str, parts: list[str]) -> None:
    assert found(query, text) == parts


def test_a_typed_particle_is_left_out_only_when_asked() -> None:
    assert found("במסעדה", "מסעדה טובה") == []
    assert found("במסעדה", "מסעדה טובה", loose=True) == ["מסעדה"]
    assert found("שלום", "לום", loose=True) == ["לום"]
    assert found("שלם", "לם", loose=True) == []


@pytest.mark.parametrize("text", ["", "  ", "?!", "־"])
def test_a_query_without_words_wants_none(text: str) -> None:
    assert Query.of(text).wanted == ()
