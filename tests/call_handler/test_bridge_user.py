"""The bridge and the user: questions in the middle of the call, guidance, words to be said."""

from typing import Any

import pytest

from ringback.call_handler import events as ev
from ringback.call_handler.tools import Wondering, read_question
from tests.call_handler.bridge_call import Call, ready, sound, spoken, talking

ASKED = "They have eight thirty. Is that fine?"
QUESTION: dict[str, Any] = {"question": ASKED, "options": ["Yes", "No"], "default": "No, call back"}


@pytest.fixture
def call() -> Call:
    return talking(ready())


def asking(call: Call, ms: int = 0) -> Call:
    call.agent_says("One moment, I will ask.", ms, QUESTION, "ask_user")
    return call


def wait_for_the_deadline(call: Call) -> None:
    call.wait(22_600)
    call.agent_says("I am still checking.", 600)
    call.wait(22_500)


def outputs(call: Call) -> list[object]:
    return [dict(action.output) for action in call.all(ev.AnswerTool)]


def test_a_question_reaches_the_user_and_the_callee_hears_that_we_check(call: Call) -> None:
    asking(call)
    assert call.all(ev.AskUser) == [ev.AskUser("q1", ASKED, ("Yes", "No"), "No, call back", 45.0)]
    assert call.asked() == call.briefing.checking
    assert call.phases == ["consulting"]
    assert outputs(call) == [], "the tool is answered by the user"


def test_what_the_model_said_itself_is_enough(call: Call) -> None:
    asked = len(call.all(ev.CreateResponse))
    asking(call, 900)
    assert len(call.all(ev.CreateResponse)) == asked


def test_the_users_answer_goes_to_the_model_and_the_talk_goes_on(call: Call) -> None:
    asking(call)
    call.agent_says("One moment please.", 600)
    call.wait(5000)
    assert call.bridge.answer("q9", "yes") is None
    taken = call.bridge.answer("q1", "Yes")
    assert taken is not None
    assert isinstance(taken[0], ev.AnswerTool)
    assert taken[0].output == {"answer": "Yes", "by": "user"}
    assert taken[1:] == [
        ev.Tell("call.answer", {"question_id": "q1", "text": "Yes", "by": "user"}),
        ev.Tell("call.phase", {"phase": "talking"}),
        ev.CreateResponse(None),
    ]
    assert call.bridge.answer("q1", "No") is None, "it is closed"


def test_without_an_answer_the_default_is_taken(call: Call) -> None:
    asking(call)
    call.agent_says("One moment please.", 600)
    wait_for_the_deadline(call)
    assert {"answer": "No, call back", "by": "default"} in outputs(call)
    assert call.told("call.answer") == [{"question_id": "q1", "text": "No, call back", "by": "default"}]
    assert call.bridge.answer("q1", "Yes") is None


def test_without_a_default_the_model_decides_nothing(call: Call) -> None:
    call.agent_says(ms=0, tool={"question": "Is that fine?"}, name="ask_user")
    call.agent_says("One moment please.", 600)
    wait_for_the_deadline(call)
    [output] = outputs(call)
    assert output == {
        "answer": None,
        "by": "default",
        "note": "No answer came in time. Do not decide it: say that you will call back.",
    }


def test_halfway_the_callee_hears_that_we_are_still_there(call: Call) -> None:
    asking(call)
    call.agent_says("One moment please.", 600)
    call.wait(22_400)
    assert call.asked() == call.briefing.checking
    call.wait(200)
    assert call.asked() == call.briefing.still_checking
    call.agent_says("Still checking.", 600)
    call.wait(15_000)
    assert call.briefing.nudge not in [a.instructions for a in call.all(ev.CreateResponse)], "the wait is no silence"


def test_a_callee_who_speaks_meanwhile_is_answered_and_kept(call: Call) -> None:
    asking(call)
    call.agent_says("One moment please.", 600)
    call.wait(2000)
    call.callee_says("Fine, but be quick")
    assert call.asked() == call.briefing.waiting
    call.agent_says("One more moment.", 400)
    call.wait(1000)
    assert call.bridge.answer("q1", "Yes") is not None


def test_one_question_at_a_time(call: Call) -> None:
    asking(call)
    call.agent_says(ms=0, tool=QUESTION, name="ask_user")
    assert len(call.all(ev.AskUser)) == 1
    assert any("error" in action.output for action in call.all(ev.AnswerTool))
    call.agent_says("One moment.", 300)
    call.wait(1000)
    call.take(call.bridge.answer("q1", "Yes") or [])
    call.agent_says(ms=0, tool=QUESTION, name="ask_user")
    assert [action.question_id for action in call.all(ev.AskUser)] == ["q1", "q2"]


def test_the_end_of_the_talk_closes_the_question(call: Call) -> None:
    asking(call)
    call.take(call.bridge.from_carrier(ev.StreamStopped(clean=True)))
    assert call.bridge.answer("q1", "Yes") is None
    assert call.told("call.answer") == []


def test_a_new_session_is_told_of_the_question_and_gets_its_answer(call: Call) -> None:
    asking(call)
    call.model(ev.ModelFailed("connection_lost", recoverable=False))
    asked = call.all(ev.ReopenModel)[0].history[-1]
    assert isinstance(asked, ev.PastCall)
    assert (asked.name, asked.arguments) == ("ask_user", QUESTION)
    assert call.bridge.answer("q1", "Yes") == [], "it is kept until somebody can take it"
    assert call.bridge.answer("q1", "No") is None
    back = call.model(ev.ModelReady())
    assert ev.AnswerTool(asked.call_id, {"answer": "Yes", "by": "user"}) in back


@pytest.mark.parametrize("arguments", [None, {}, {"question": 3}, {"question": "  "}])
def test_no_question_is_an_error(call: Call, arguments: dict[str, object] | None) -> None:
    assert read_question(arguments) is None
    call.model(ev.ResponseStarted("r"), ev.ToolCalled("r", "c", "ask_user", arguments), ev.ResponseDone("r"))
    assert "error" in call.all(ev.AnswerTool)[-1].output
    assert call.all(ev.AskUser) == []


def test_options_and_default_are_read_defensively() -> None:
    read = read_question({"question": " x ", "options": ["a", 3, "", "b", "c", "d", "e"], "default": 7})
    assert read == Wondering("x", ("a", "b", "c"), "")
    assert read_question({"question": "x", "options": "a"}) == Wondering("x")


# --- steering


def test_guidance_is_for_the_next_response(call: Call) -> None:
    sent = call.take(call.bridge.steer("Ask for a window table.", "guide") or [])
    assert sent[0] == ev.Tell("call.steer", {"text": "Ask for a window table.", "mode": "guide", "state": "sent"})
    assert isinstance(sent[1], ev.AddNote)
    assert sent[1].text.endswith(": Ask for a window table.")
    call.agent_says("asked for before", 300)
    assert [told["state"] for told in call.told("call.steer")] == ["sent"]
    call.wait(500)
    call.callee_says("yes")
    call.agent_says("At the window?", 300)
    assert [told["state"] for told in call.told("call.steer")] == ["sent", "used"]


def test_words_are_said_when_nobody_speaks(call: Call) -> None:
    call.model(ev.ResponseStarted("r"), spoken("r", "i", sound(600)))
    call.take(call.bridge.steer('Say "hi" to them.', "say") or [])
    assert call.asked() is None
    call.model(ev.ModelAudioDone("r", "i"), ev.ResponseDone("r"))
    call.wait(800)
    assert call.asked() == call.briefing.exactly("Say hi to them.")
    assert [told["state"] for told in call.told("call.steer")] == ["sent", "used"]


def test_words_wait_for_the_callee_and_for_the_disclosure() -> None:
    call = ready()
    call.take(call.bridge.steer("Hello from me.", "say") or [])
    call.wait(1600)
    call.agent_says(call.briefing.disclosure, 2000)
    assert [a.instructions for a in call.all(ev.CreateResponse)] == [call.briefing.greeting]
    call.model(ev.CalleeSpoke("turn", call.at))
    call.wait(3000)
    assert call.told("call.steer")[-1]["state"] == "sent"


def test_what_was_not_used_was_too_late(call: Call) -> None:
    call.take(call.bridge.steer("x", "guide") or [])
    call.take(call.bridge.end("user", None))
    assert call.told("call.steer")[-1] == {"text": "x", "mode": "guide", "state": "too_late"}
    assert call.bridge.steer("y", "say") is None


def test_words_keep_the_line_that_was_about_to_end(call: Call) -> None:
    call.agent_says("Goodbye.", 300, {"outcome": "failed", "summary": "", "facts": []})
    call.wait(500)
    call.take(call.bridge.steer("One more thing: thank you.", "say") or [])
    call.wait(200)
    assert call.asked() == call.briefing.exactly("One more thing: thank you.")
    call.agent_says("One more thing: thank you.", 300)
    call.wait(4000)
    assert call.all(ev.HangUp) == []
