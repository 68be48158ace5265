"""What a typed line means while a call goes on."""

from typing import Any

import pytest

from ringback.cli.in_call import Answer, Chat, HangUp, Help, InCall, Steer, Typed

ASK = {"question_id": "q1", "text": "OK?", "options": ["Yes, 20:30", "No"]}


def following(*entries: tuple[str, dict[str, Any]]) -> InCall:
    call = InCall()
    for kind, data in entries:
        call.entry({"type": kind, "task": "t_1", "ts": "2026-11-22T18:00:00Z", "data": data})
    return call


IN_CALL = ("call.status", {"status": "answered"})
OVER = ("call.status", {"status": "ended"})


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("/tell ask if they deliver", Steer("t_1", "ask if they deliver", "guide")),
        ("/say We are late.", Steer("t_1", "We are late.", "say")),
        ("/say", Help()),
        ("/hangup", HangUp("t_1")),
        ("/help", Help()),
        ("status", Chat("status")),
    ],
)
def test_commands_go_into_the_call(line: str, meant: Typed) -> None:
    assert following(IN_CALL).read(line) == meant


@pytest.mark.parametrize(
    ("line", "text"), [("1", "Yes, 20:30"), ("2", "No"), ("3", "3"), (" ask for nine ", "ask for nine"), ("כן", "כן")]
)
def test_a_line_answers_the_open_question(line: str, text: str) -> None:
    assert following(IN_CALL, ("call.ask", ASK)).read(line) == Answer("t_1", "q1", text)


def test_a_command_is_no_answer() -> None:
    assert following(IN_CALL, ("call.ask", ASK)).read("/hangup") == HangUp("t_1")


@pytest.mark.parametrize(
    "entries",
    [
        [IN_CALL],
        [IN_CALL, ("call.ask", ASK), ("call.answer", {"question_id": "q1", "text": "", "by": "default"})],
        [IN_CALL, ("call.ask", ASK), OVER],
        [IN_CALL, ("call.ask", ASK), ("task.outcome", {})],
    ],
)
def test_without_an_open_question_a_line_is_a_message(entries: list[tuple[str, dict[str, Any]]]) -> None:
    assert following(*entries).read("1") == Chat("1")


@pytest.mark.parametrize("line", ["/say hello", "/tell hello", "/hangup"])
def test_without_a_call_a_command_says_so(line: str) -> None:
    assert following().read(line) == Help(no_call=True)
    assert following(IN_CALL, OVER).read(line) == Help(no_call=True)
