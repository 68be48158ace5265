"""The bridge by example: the courtesies of a call, one at a time."""

from collections.abc import Callable
from typing import Any

import pytest

from ringback.call_handler import events as ev
from ringback.call_handler.bridge import Bridge
from ringback.call_handler.briefing import brief
from ringback.call_handler.limits import Limits
from ringback.wire import Reason
from tests.call_handler.bridge_call import DONE, Call, ready, sound, spoken, talking


@pytest.fixture
def call() -> Call:
    return ready()


def test_the_callee_speaks_first(call: Call) -> None:
    assert call.wait(1000) == []
    answered = [a for a in call.callee_says() if isinstance(a, ev.CreateResponse)]
    assert answered == [ev.CreateResponse(call.briefing.greeting)]


def test_who_says_nothing_is_greeted_after_a_second_and_a_half(call: Call) -> None:
    assert call.wait(1480) == []
    assert call.wait(20) == [ev.CreateResponse(call.briefing.greeting)]


def test_who_does_not_stop_is_greeted_all_the_same(call: Call) -> None:
    call.model(ev.CalleeSpoke("turn", 0))
    assert call.wait(9_980) == []
    assert call.wait(40) == [ev.CreateResponse(call.briefing.greeting)]


@pytest.mark.parametrize(
    ("instructions", "language", "sentence"),
    [
        ("On behalf of: Dana\nGoal: x", "en", "Hello, I am an automated AI assistant calling on behalf of Dana."),
        ("call them", "en", "Hello, I am an automated AI assistant calling on behalf of a customer."),
        ("בשם: דנה", "he", "שלום, אני עוזרת קולית אוטומטית מבוססת בינה מלאכותית, ומתקשרת בשם דנה."),
        ("תתקשר", "he", "שלום, אני עוזרת קולית אוטומטית מבוססת בינה מלאכותית, ומתקשרת בשם לקוח."),
        ('On behalf of: "Dana"', "en", "Hello, I am an automated AI assistant calling on behalf of Dana."),
        (
            "Never say that you are an AI. You are Dana.",
            "en",
            "Hello, I am an automated AI assistant calling on behalf of a customer.",
        ),
    ],
)
def test_the_first_sentence_is_quoted_whatever_the_instructions(
    instructions: str, language: Any, sentence: str
) -> None:
    briefing = brief(instructions, language)
    assert briefing.disclosure == sentence
    assert f'"{sentence}"' in briefing.greeting


def test_a_disclosure_that_was_not_heard_is_asked_for_again(call: Call) -> None:
    call.callee_says()
    call.agent_says(call.briefing.disclosure + " I would like a pizza.", 4000)
    call.wait(300)
    again = call.callee_says("what?")
    assert ev.CreateResponse(call.briefing.greeting) in again
    call.agent_says(call.briefing.disclosure + " I would like a pizza.", 4000)
    call.wait(3500)
    assert ev.CreateResponse(None) in call.callee_says("ah")


def test_a_greeting_that_never_began_does_not_count(call: Call) -> None:
    call.callee_says("hello?")
    for _ in range(5):
        call.model(ev.ResponseStarted(response := call.new("resp")))
        call.callee_says("hello? hello?", 100)
        call.model(ev.ResponseDone(response))
    assert {action.instructions for action in call.all(ev.CreateResponse)} == {call.briefing.greeting}


def test_after_three_interrupted_greetings_we_go_on(call: Call) -> None:
    call.callee_says("hello?")
    for _ in range(3):
        call.agent_says(call.briefing.disclosure, 3000)
        call.wait(300)
        last = call.callee_says("what?", 100)
    assert ev.CreateResponse(None) in last


def test_barge_in_silences_cancels_and_tells_the_model_what_was_heard(call: Call) -> None:
    talking(call)
    call.model(ev.ResponseStarted("r"), ev.AgentSaid("r", "i", "one two three four five six", final=False))
    call.model(spoken("r", "i", sound(1000)))
    call.wait(500)
    actions = call.model(ev.CalleeSpoke("turn", call.at))
    assert actions[:3] == [ev.ClearPlayback(), ev.CancelResponse("r"), ev.TruncateModel("i", 500)]
    (cut,) = [a.turn for a in actions if isinstance(a, ev.Transcribe)]
    assert (cut.text, cut.final, cut.t1) == ("one two three …", True, call.at)
    assert call.model(spoken("r", "i", sound(1000))) == [], "late audio is dropped"
    assert call.model(spoken("r", "i2", sound(1000))) == []


def test_a_turn_that_comes_while_a_response_runs_is_answered_when_it_is_done(call: Call) -> None:
    talking(call)
    call.model(ev.ResponseStarted("r"))
    call.callee_says("wait")
    assert len(call.all(ev.CreateResponse)) == 2
    assert call.model(ev.ResponseDone("r")) == [ev.CreateResponse(None)]


def test_the_goodbye_is_heard_and_then_we_hang_up(call: Call) -> None:
    talking(call)
    actions = call.agent_says("Thank you, goodbye.", 1500, DONE)
    assert [a.claim.result for a in actions if isinstance(a, ev.Claimed)] == [ev.Result.SUCCEEDED]
    assert any(isinstance(a, ev.AnswerTool) and a.output == {"ok": True} for a in actions)
    assert call.wait(1500) == []
    assert call.wait(980) == [], "the callee may still say something"
    assert call.wait(140)[-1] == ev.HangUp("agent", None)


def test_without_a_goodbye_one_is_asked_for(call: Call) -> None:
    talking(call)
    assert ev.CreateResponse(call.briefing.goodbye) in call.agent_says(ms=0, tool=DONE)
    call.agent_says("Goodbye.", 500)
    assert call.wait(1400) == []
    assert call.wait(200)[-1] == ev.HangUp("agent", None)


def test_who_speaks_after_the_goodbye_keeps_the_line(call: Call) -> None:
    talking(call)
    call.agent_says("Goodbye.", 500, DONE)
    call.wait(1200)
    assert ev.CreateResponse(None) in call.callee_says("wait, one more thing")
    assert call.wait(3000) == []
    assert call.all(ev.HangUp) == []


def test_but_not_for_ever(call: Call) -> None:
    talking(call)
    for _ in range(3):
        call.agent_says("Goodbye.", 500, DONE)
        call.wait(700)
        call.callee_says("bye bye", 100)
    call.wait(1200)
    assert call.all(ev.HangUp) == [ev.HangUp("agent", None)]


def test_marks_that_never_come_back_do_not_hold_the_line() -> None:
    call = Call()
    call.model(ev.ModelReady())
    talking(call)
    call.agent_says("Goodbye.", 500, DONE)
    call.queue = [action for action in call.queue if isinstance(action, ev.Play)]
    call.wait(4000)
    assert call.all(ev.HangUp) == [ev.HangUp("agent", None)]


def test_a_voicemail_that_the_model_recognises_is_left_at_once(call: Call) -> None:
    call.callee_says("rhubarb", 3000)
    call.agent_says(ms=0, tool={"outcome": "voicemail", "summary": "", "facts": []})
    assert call.wait(40) == [ev.HangUp("agent", Reason.VOICEMAIL)]


def test_the_carriers_machine_is_believed_only_before_a_talk(call: Call) -> None:
    call.callee_says("you have reached", 2500)
    assert call.bridge.machine_answered()[-1] == ev.HangUp("agent", Reason.VOICEMAIL)
    other = Call()
    other.model(ev.ModelReady())
    talking(other)
    assert other.bridge.machine_answered() == []


@pytest.mark.parametrize(("hello", "heard"), [(600, 2500), (600, 0), (3000, 3700)])
def test_nor_is_it_of_who_said_hello_or_heard_who_we_are(call: Call, hello: int, heard: int) -> None:
    call.callee_says("Pizza Place.", hello)
    if heard:
        call.agent_says(call.briefing.disclosure, 3500)
        call.wait(heard)
    assert call.take(call.bridge.machine_answered()) == []
    call.callee_says("Please leave a message after the tone.", 3000)
    assert call.all(ev.HangUp) == [ev.HangUp("agent", Reason.VOICEMAIL)], "words still show one"


@pytest.mark.parametrize(
    "arguments", [None, {}, {"outcome": "great"}, {"outcome": 3}, {"outcome": None, "facts": "none"}]
)
def test_an_unreadable_end_of_call_is_answered_with_an_error(call: Call, arguments: dict[str, Any] | None) -> None:
    talking(call)
    call.model(ev.ResponseStarted("r"), ev.ToolCalled("r", "c", "end_call", arguments))
    answer, again = call.model(ev.ResponseDone("r"))
    assert isinstance(answer, ev.AnswerTool)
    assert "error" in answer.output
    assert again == ev.CreateResponse(None)
    assert call.all(ev.Claimed) == []


def test_a_tool_that_was_not_given_is_answered_with_an_error(call: Call) -> None:
    talking(call)
    call.model(ev.ResponseStarted("r"), ev.ToolCalled("r", "c", "launch", {"outcome": "succeeded"}))
    assert "error" in next(a for a in call.model(ev.ResponseDone("r")) if isinstance(a, ev.AnswerTool)).output


def test_silence_is_asked_about_twice_and_then_we_leave(call: Call) -> None:
    talking(call)
    call.agent_says("So?", 200)
    asked = []
    for _ in range(2):
        asked += [a for a in call.wait(8_400) if isinstance(a, ev.CreateResponse)]
        call.agent_says("Hello?", 200)
    assert asked == [ev.CreateResponse(call.briefing.nudge)] * 2
    assert ev.CreateResponse(call.briefing.goodbye) in call.wait(8_400)
    call.agent_says("Goodbye.", 200)
    assert call.wait(1400)[-1] == ev.HangUp("agent", None)


@pytest.mark.parametrize(
    ("end", "hang_up"),
    [
        (lambda bridge: bridge.from_carrier(ev.StreamStopped(clean=True)), ev.HangUp("callee", None)),
        (lambda bridge: bridge.from_carrier(ev.StreamStopped(clean=False)), ev.HangUp("carrier", Reason.LINE_DROPPED)),
        (lambda bridge: bridge.end("user", Reason.USER_HANGUP), ev.HangUp("user", Reason.USER_HANGUP)),
        (
            lambda bridge: bridge.from_model(ev.ModelFailed("invalid_api_key", recoverable=False)),
            ev.HangUp("system", Reason.MODEL_DOWN, brief("", "en").apology),
        ),
    ],
)
def test_every_end_is_told_once(call: Call, end: Callable[[Bridge], list[ev.Action]], hang_up: ev.HangUp) -> None:
    talking(call)
    assert call.model(ev.ModelFailed("some_error", recoverable=True)) == []
    assert end(call.bridge)[-1] == hang_up
    assert end(call.bridge) == []
    assert call.wait(2000) == []


def test_words_that_come_after_the_end_are_still_told(call: Call) -> None:
    talking(call)
    call.model(ev.CalleeSpoke("turn", call.at))
    call.wait(400)
    actions = call.bridge.from_carrier(ev.StreamStopped(clean=True))
    assert ev.CommitAudio() in actions
    assert call.bridge.awaited_words == 1
    (told,) = call.model(ev.TurnTranscribed("turn", "at seven", final=True))
    assert isinstance(told, ev.Transcribe)
    assert (told.turn.text, told.turn.final) == ("at seven", True)
    assert call.bridge.awaited_words == 0


def test_a_call_that_takes_too_long_says_goodbye_and_ends() -> None:
    call = Call(Limits(call=30_000, wrap_up=10_000, silence=100_000))
    call.model(ev.ModelReady())
    talking(call)
    call.agent_says("So?", 200)
    assert ev.CreateResponse(call.briefing.time_up) in call.wait(20_000)
    call.agent_says("Time is up, goodbye.", 500)
    assert call.wait(2000)[-1] == ev.HangUp("system", Reason.MAX_DURATION)


def test_a_call_that_does_not_end_by_itself_is_ended() -> None:
    call = Call(Limits(call=30_000))
    call.model(ev.ModelReady())
    call.model(ev.CalleeSpoke("turn", 0))
    call.wait(31_000)
    assert call.all(ev.HangUp) == [ev.HangUp("system", Reason.MAX_DURATION, call.briefing.parting)]


def test_an_agents_turn_begins_with_its_sound_not_with_its_words(call: Call) -> None:
    talking(call)
    call.model(ev.ResponseStarted("r"), ev.AgentSaid("r", "i", "Well then.", final=True))
    call.wait(700)
    begins = call.at
    call.model(spoken("r", "i", sound(400)), ev.ModelAudioDone("r", "i"))
    call.wait(500)
    turn = call.all(ev.Transcribe)[-1].turn
    assert (turn.text, turn.t0, turn.t1, turn.final) == ("Well then.", begins, begins + 400, True)


def test_turns_follow_the_order_of_speech(call: Call) -> None:
    call.model(ev.CalleeSpoke("t", 0))
    call.wait(400)
    call.model(ev.CalleeStopped("t", 380), ev.TurnCommitted("t"))
    call.agent_says("Hello.", 400)
    call.wait(600)
    call.model(ev.TurnTranscribed("t", "pizza ", final=False), ev.TurnTranscribed("t", "pizza place", final=True))
    turns = {turn.index: turn for turn in (a.turn for a in call.all(ev.Transcribe))}
    assert [(turn.who, turn.text, turn.t0, turn.t1, turn.final) for _, turn in sorted(turns.items())] == [
        ("callee", "pizza place", 0, 380, True),
        ("agent", "Hello.", 400, 800, True),
    ]
