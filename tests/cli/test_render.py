from typing import Any

import pytest

from ringback.cli.render import lines
from ringback.engine.phrases import Phrases


def entry(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    return {"seq": 1, "type": kind, "data": data}


def texts(kind: str, data: dict[str, Any], language: str = "he") -> list[str]:
    return [line.text for line in lines(entry(kind, data), Phrases("en" if language == "en" else "he"))]


def test_a_reply_is_printed_line_by_line_and_what_was_typed_is_not_repeated() -> None:
    assert texts("message", {"role": "assistant", "text": "שלום!\nלמי להתקשר?"}) == ["שלום!", "למי להתקשר?"]
    assert texts("message", {"role": "user", "text": "hello"}) == []


def test_a_phone_number_reads_left_to_right_inside_a_hebrew_line() -> None:
    plan = {
        "fields": [
            {"key": "phone_number", "label": "מספר", "value": "03-612-3456", "type": "phone", "source_text": ""}
        ],
        "disclosure": "שלום",
    }
    assert texts("plan.proposed", plan)[0] == "   מספר: \u206603-612-3456\u2069"


def test_a_turn_shows_who_when_and_what_in_its_own_direction() -> None:
    [line] = texts("call.turn", {"who": "callee", "text": "Pizza Place, hello", "t0": 61_500, "t1": 63_000}, "en")
    assert "\u20661:01\u2069" in line
    assert "\u2068Pizza Place, hello\u2069" in line


def test_words_still_being_heard_are_not_printed() -> None:
    assert texts("call.turn", {"who": "callee", "text": "Piz", "t0": 0, "t1": 1, "final": False}) == []


def test_a_fact_stands_with_the_words_that_say_it() -> None:
    facts = [{"key": "time", "label": "שעה", "value": "19:00", "quote": "בשבע מוכן"}]
    [line] = texts("task.outcome", {"facts": facts})
    assert "19:00" in line
    assert "«\u2068בשבע מוכן\u2069»" in line


@pytest.mark.parametrize("kind", ["data.changed", "task.confirmed", "something.new"])
def test_what_only_machines_read_is_silent(kind: str) -> None:
    assert texts(kind, {}) == []
