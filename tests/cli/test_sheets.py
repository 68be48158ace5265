"""Rows and receipts, as they are printed."""

from ringback.cli.sheets import receipt_lines, task_row
from ringback.engine.phrases import Phrases


def test_what_was_erased_is_said_in_words() -> None:
    receipt = {"erased": {"facts": 1, "calls": 2, "tasks": 0}, "kept": []}
    assert [line.text for line in receipt_lines(receipt, Phrases("he"))] == ["נמחק: פרטים שנזכרו: 1, שיחות טלפון: 2"]
    assert [line.text for line in receipt_lines(receipt, Phrases("en"))] == ["Erased: Details remembered: 1, Calls: 2"]


def test_an_errand_with_an_open_question_is_one_line() -> None:
    task = {
        "id": "t_1",
        "status": "draft",
        "summary": "פיצה פלייס: 03-612-3456.\nבשם מי להתקשר?",
        "due_at": None,
        "created_at": "2026-11-22T18:00:00+00:00",
    }
    assert "03-612-3456. בשם מי להתקשר?" in task_row(task, Phrases("he")).text
