"""Rows and receipts, as they are printed."""

from typing import Any
from zoneinfo import ZoneInfo

from ringback.cli.sheets import context_lines, receipt_lines, task_row
from ringback.engine.phrases import Phrases

TASK: dict[str, Any] = {
    "id": "t_1",
    "status": "draft",
    "summary": "פיצה פלייס: 03-612-3456.\nבשם מי להתקשר?",
    "due_at": None,
    "created_at": "2026-11-22T18:00:00+00:00",
}


def test_what_was_erased_is_said_in_words() -> None:
    receipt = {"erased": {"facts": 1, "calls": 2, "tasks": 0}, "kept": []}
    assert [line.text for line in receipt_lines(receipt, Phrases("he"))] == ["נמחק: פרטים שנזכרו: 1, שיחות טלפון: 2"]
    assert [line.text for line in receipt_lines(receipt, Phrases("en"))] == ["Erased: Details remembered: 1, Calls: 2"]


def test_an_errand_with_an_open_question_is_one_line() -> None:
    assert "03-612-3456. בשם מי להתקשר?" in task_row(TASK, Phrases("he"), None).text


def test_hours_are_the_users_and_not_those_of_this_machine() -> None:
    for zone, hour in (("Asia/Jerusalem", "22.11. 20:00"), ("Pacific/Auckland", "23.11. 07:00")):
        assert hour in task_row(TASK, Phrases("he"), ZoneInfo(zone)).text
    facts = {"profile": [{"key": "name", "value": "Dana", "at": TASK["created_at"]}]}
    sections = ("contacts", "aliases", "preferences", "agreed", "settings", "tasks", "conversations", "calls")
    empty: dict[str, Any] = {section: [] for section in sections}
    told = [line.text for line in context_lines(empty | facts, Phrases("en"), ZoneInfo("Pacific/Auckland"))]
    assert any("23.11.2026" in line for line in told)
