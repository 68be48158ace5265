"""The bridge when the model's session dies, expires or stays away: one new session, and nobody left in silence."""

import pytest

from ringback.call_handler import events as ev
from ringback.call_handler.briefing import brief
from ringback.call_handler.limits import Limits
from ringback.wire import Language, Reason
from tests.call_handler.bridge_call import DONE, SILENCE, Call, ready, sound, spoken, talking

LOST = ev.ModelFailed("connection_lost", recoverable=False)
EXPIRED = ev.ModelFailed("session_expired", recoverable=False)


@pytest.fixture
def call() -> Call:
    return talking(ready())


def down(call: Call, *, greeted: bool = True) -> ev.HangUp:
    return ev.HangUp("system", Reason.MODEL_DOWN, call.briefing.apology if greeted else call.briefing.excuse)


def test_a_session_that_dies_is_replaced_with_the_talk_so_far(call: Call) -> None:
    [opened] = call.model(LOST)
    assert opened == ev.ReopenModel(
        (
            ev.PastTurn("callee", "pizza place"),
            ev.PastTurn("agent", call.briefing.disclosure),
            ev.PastTurn("callee", "yes?"),
        )
    )
    assert not any(isinstance(a, ev.ModelAction) for a in call.wait(400)), "nothing is told to a session that is gone"
    back = call.model(ev.ModelReady())
    assert back[:-1] == [ev.SendAudio(SILENCE)] * 20, "what was said meanwhile is not lost"
    assert back[-1] == ev.CreateResponse(call.briefing.back), "the answer is owed, and there is no second greeting"


def test_a_loss_in_silence_is_not_spoken_of(call: Call) -> None:
    call.agent_says("At seven?", 400)
    call.wait(1000)
    call.model(LOST)
    call.wait(1000)
    assert all(isinstance(a, ev.SendAudio) for a in call.model(ev.ModelReady()))


def test_a_long_gap_is(call: Call) -> None:
    call.agent_says("At seven?", 400)
    call.wait(1000)
    call.model(LOST)
    call.wait(2200)
    assert call.model(ev.ModelReady())[-1] == ev.CreateResponse(call.briefing.back)


@pytest.mark.parametrize("wait", [100, 1000])
def test_a_greeting_that_broke_off_is_asked_for_again(wait: int) -> None:
    call = ready()
    call.callee_says("hello")
    call.model(ev.ResponseStarted("r"), ev.AgentSaid("r", "i", "Hello, I am", final=False))
    call.model(spoken("r", "i", sound(600)), LOST)
    call.wait(wait)
    assert call.model(ev.ModelReady())[-1] == ev.CreateResponse(call.briefing.greeting)


def test_items_of_the_old_session_are_not_truncated_in_the_new_one(call: Call) -> None:
    call.model(ev.ResponseStarted("r"), ev.AgentSaid("r", "i", "a long sentence of ours", final=False))
    call.model(spoken("r", "i", sound(5000)), LOST, ev.ModelReady())
    call.wait(600)
    cut = call.model(ev.CalleeSpoke("turn", 600))
    assert ev.ClearPlayback() in cut
    assert call.all(ev.TruncateModel) == []


def test_the_second_loss_ends_the_call_with_an_apology(call: Call) -> None:
    call.model(LOST, ev.ModelReady())
    assert call.model(LOST)[-1] == down(call)


def test_a_new_session_that_does_not_come_ends_the_call(call: Call) -> None:
    call.model(LOST)
    assert call.wait(5_900) == []
    assert call.wait(200)[-1] == down(call)


def test_the_first_session_has_its_time_too() -> None:
    call = Call()
    assert call.wait(5_900) == []
    assert call.wait(200)[-1] == down(call, greeted=False)


def test_a_second_try_for_the_first_session_has_no_time_of_its_own() -> None:
    call = Call()
    call.wait(5_000)
    assert call.model(ev.ModelFailed("model_down", recoverable=False)) == [ev.ReopenModel(())]
    assert call.wait(900) == []
    assert call.wait(200)[-1] == down(call, greeted=False)


@pytest.mark.parametrize("code", ["invalid_api_key", "model_not_found", "insufficient_quota"])
def test_what_a_new_session_would_not_cure_is_not_tried(call: Call, code: str) -> None:
    assert call.model(ev.ModelFailed(code, recoverable=False))[-1] == down(call)


def test_a_failed_response_with_such_a_code_ends_the_call(call: Call) -> None:
    call.model(ev.ResponseStarted("r"))
    assert call.model(ev.ResponseDone("r", failed="insufficient_quota"))[-1] == down(call)


def test_two_failed_responses_end_the_call(call: Call) -> None:
    call.model(ev.ResponseStarted("r1"))
    assert call.model(ev.ResponseDone("r1", failed="server_error")) == [ev.CreateResponse(None)]
    call.model(ev.ResponseStarted("r2"))
    assert call.model(ev.ResponseDone("r2", failed="server_error"))[-1] == down(call)


def test_a_model_that_is_asked_too_often_is_given_a_moment(call: Call) -> None:
    call.model(ev.ResponseStarted("r1"))
    assert call.model(ev.ResponseDone("r1", failed="rate_limit_exceeded")) == []
    assert call.wait(1_400) == []
    assert call.wait(200) == [ev.CreateResponse(None)]
    call.model(ev.ResponseStarted("r2"))
    assert call.model(ev.ResponseDone("r2", failed="rate_limit_exceeded"))[-1] == down(call)


def test_a_failed_greeting_is_asked_for_again() -> None:
    call = ready()
    call.callee_says("hello")
    call.model(ev.ResponseStarted("r1"))
    assert call.model(ev.ResponseDone("r1", failed="server_error")) == [ev.CreateResponse(call.briefing.greeting)]


def test_a_mute_session_is_replaced(call: Call) -> None:
    assert [a for a in call.wait(6_100) if not isinstance(a, ev.Transcribe)] == [ev.ReopenModel(_history(call))]
    call.model(ev.ModelReady())
    assert call.wait(4_100)[-1] == down(call), "and the second time sooner"


def test_a_loss_after_the_goodbye_ends_as_it_would_have(call: Call) -> None:
    call.agent_says("Goodbye.", 800, DONE)
    assert call.model(LOST) == []
    call.wait(2500)
    assert call.all(ev.HangUp) == [ev.HangUp("agent", None)]


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("fails", ["dies", "fails", "refuses", "is mute"])
def test_a_goodbye_that_does_not_come_is_said_by_the_carrier(fails: str, language: Language) -> None:
    call = talking(ready(briefing=brief("", language)))
    call.agent_says(ms=0, tool=DONE)
    match fails:
        case "dies":
            call.model(LOST)
        case "is mute":
            call.wait(6_100)
        case _:
            code = "insufficient_quota" if fails == "refuses" else "server_error"
            call.model(ev.ResponseStarted("bye"), ev.ResponseDone("bye", failed=code))
    call.wait(1_200)
    assert call.all(ev.HangUp) == [ev.HangUp("agent", None, call.briefing.parting)]


def test_one_that_broke_off_is_enough(call: Call) -> None:
    call.agent_says(ms=0, tool=DONE)
    call.model(ev.ResponseStarted("bye"), ev.AgentSaid("bye", "i", "Thank you, good", final=False))
    call.model(spoken("bye", "i", sound(600)), LOST)
    call.wait(2_000)
    assert call.all(ev.HangUp) == [ev.HangUp("agent", None)]


def test_who_is_not_called_again_is_not_told_that_we_call_again(call: Call) -> None:
    call.agent_says("So?", 200)
    call.callee_says("Do not call me again!")
    call.model(ev.ResponseStarted("r"), ev.ResponseDone("r"))
    for response in ("bye", "again"):
        call.model(ev.ResponseStarted(response), ev.ResponseDone(response, failed="server_error"))
    call.wait(1_500)
    assert call.all(ev.HangUp) == [ev.HangUp("agent", Reason.DO_NOT_CALL, call.briefing.parting)]


def test_a_session_near_its_end_is_replaced_in_a_quiet_moment() -> None:
    call = Call(Limits(silence=10**6))
    call.model(ev.ModelReady(lasts_ms=40_000))
    talking(call)
    call.agent_says("So?", 200)
    call.wait(24_000)
    call.agent_says("Can you hear me?", 4_000)
    assert call.all(ev.ReopenModel) == []
    call.wait(5_000)
    assert len(call.all(ev.ReopenModel)) == 1
    call.model(ev.ModelReady(lasts_ms=40_000))
    assert len(call.model(LOST)) == 1, "a session that breaks is still replaced"


def test_a_session_that_came_to_its_end_is_replaced_every_time_but_not_a_new_one() -> None:
    call = Call(Limits(silence=10**6, mute_model=10**6))
    call.model(ev.ModelReady(lasts_ms=40_000))
    talking(call)
    call.wait(7_000)
    for _ in range(3):
        assert len(call.model(EXPIRED)) == 1, "and it still may break"
        call.model(ev.ModelReady(lasts_ms=40_000))
        call.wait(7_000)
    assert len(call.model(LOST)) == 1
    call.model(ev.ModelReady(lasts_ms=40_000))
    call.wait(100)
    assert call.model(EXPIRED)[-1] == down(call)


def test_and_at_the_latest_just_before() -> None:
    call = Call(Limits(ramble=10**6, monologue=10**6))
    call.model(ev.ModelReady(lasts_ms=40_000))
    talking(call)
    call.model(ev.CalleeSpoke("endless", call.at))
    call.wait(38_000 - call.at)
    assert len(call.all(ev.ReopenModel)) == 1


def _history(call: Call) -> tuple[ev.PastTurn, ...]:
    return (
        ev.PastTurn("callee", "pizza place"),
        ev.PastTurn("agent", call.briefing.disclosure),
        ev.PastTurn("callee", "yes?"),
    )
