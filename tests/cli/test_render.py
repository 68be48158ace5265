from datetime import UTC, datetime, timedelta
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


def asking(seconds: float) -> dict[str, Any]:
    deadline = datetime.now(UTC) + timedelta(seconds=seconds)
    return {
        "question_id": "q1",
        "text": "מציעים 20:30 – מתאים?",
        "options": ["כן, 20:30", "לא"],
        "default": "אגיד שנחזור אליהם",
        "deadline_at": deadline.isoformat(),
    }


def test_a_plan_that_was_said_in_words_is_not_listed_again() -> None:
    fields = [
        {"key": "phone_number", "label": "Number", "value": "03-612-3556", "type": "phone"},
        {"key": "max_minutes", "label": "At most", "value": "10 minutes"},
        {"key": "est_cost", "label": "Cost", "value": "nothing"},
    ]
    shown = {"type": "plan.proposed", "data": {"fields": fields, "disclosure": "Hello."}}
    assert len(lines(shown, Phrases("en"))) == 4
    (line,) = lines(shown, Phrases("en"), said=True)
    assert line.text == "   At most: \u206810 minutes\u2069 · Cost: \u2068nothing\u2069"


def test_a_question_shows_its_options_the_seconds_left_and_what_happens_then() -> None:
    first, options, deadline, how = texts("call.ask", asking(24.5))
    assert "מציעים 20:30 – מתאים?" in first
    assert options == "   [1] \u2068כן, 20:30\u2069  [2] \u2068לא\u2069"
    assert "25" in deadline
    assert "אגיד שנחזור אליהם" in deadline
    assert how
    assert len(texts("call.ask", asking(-1))) == 2


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("call.answer", {"question_id": "q1", "text": "Yes", "by": "user"}, "your answer"),
        ("call.answer", {"question_id": "q1", "text": "Later", "by": "default"}, "no answer in time"),
        ("call.dtmf", {"digits": "2#"}, "pressed"),
        ("call.steer", {"text": "ask", "mode": "guide", "state": "used"}, "told the assistant (used)"),
        ("call.steer", {"text": "Hello", "mode": "say", "state": "too_late"}, "to be said exactly (too late)"),
        ("call.status", {"status": "on_hold"}, "on hold"),
        ("call.status", {"status": "ivr"}, "menu"),
        ("task.failed", {"cost": {"total_usd": 0.0714}}, "about \u2066$0.07\u2069"),
        ("task.outcome", {"facts": [], "cost": {"total_usd": 0}}, "cost nothing"),
        ("task.outcome", {"facts": [], "cost": {"total_usd": 0.001}}, "about \u2066$0.01\u2069"),
    ],
)
def test_what_happens_in_a_call_has_its_line(kind: str, data: dict[str, Any], words: str) -> None:
    assert words in texts(kind, data, "en")[0]
