"""The bridge at recorded menus: keys, and words where a menu wants those."""

import base64

import pytest

from ringback.call_handler import events as ev
from ringback.call_handler.limits import Limits
from tests.call_handler.bridge_call import Call, ready, talking

MENU = "You have reached the hotline. For orders press one."


@pytest.fixture
def call() -> Call:
    return ready()


def test_a_menu_is_answered_with_keys_when_it_is_silent(call: Call) -> None:
    call.callee_says(MENU, 3000)
    assert call.phases == ["menu"]
    call.wait(1100)
    assert call.asked() == call.briefing.greeting, "what we began to say is taken back, and nothing else is asked yet"
    call.model(ev.ResponseStarted("g"), ev.ResponseDone("g"))
    call.wait(200)
    assert call.asked() == call.briefing.menu
    played = call.agent_says(ms=0, tool={"digits": "1#"}, name="press_digits")
    assert call.told("call.dtmf") == [{"digits": "1#"}]
    sound = b"".join(base64.b64decode(a.payload) for a in played if isinstance(a, ev.Play))
    assert len(sound) == 2 * 240 * 8
    assert any(isinstance(a, ev.AnswerTool) and a.output == {"ok": True} for a in played)
    assert not any(isinstance(a, ev.CreateResponse) for a in played), "we listen"


def test_a_menu_that_wants_a_word_hears_that_word_and_the_person_behind_it_who_we_are(call: Call) -> None:
    call.callee_says("To speak to someone, say agent.", 3000)
    assert call.phases == ["menu"]
    call.model(ev.ResponseStarted("g"), ev.ResponseDone("g"))
    call.wait(1300)
    assert call.asked() == call.briefing.spoken_menu
    call.agent_says("Agent.", 500)
    call.wait(700)
    call.callee_says("For orders press one.", 2000)
    call.wait(1300)
    assert call.asked() == call.briefing.menu
    call.agent_says(ms=0, tool={"digits": "1"}, name="press_digits")
    call.wait(500)
    call.callee_says("Pizza Place, hello, how can I help?", 800)
    assert call.asked() == call.briefing.greeting


def test_the_menus_voice_does_not_stop_our_keys(call: Call) -> None:
    call.callee_says(MENU, 3000)
    call.model(ev.ResponseStarted("g"), ev.ResponseDone("g"))
    call.wait(1400)
    call.agent_says(ms=0, tool={"digits": "123"}, name="press_digits")
    call.wait(100)
    spoke = call.model(ev.CalleeSpoke("more", call.at))
    assert spoke == []


def test_words_of_ours_are_cut_for_the_keys(call: Call) -> None:
    call.callee_says(MENU, 3000)
    call.model(ev.ResponseStarted("g"), ev.ResponseDone("g"))
    call.wait(1400)
    done = call.agent_says("I press one.", 1000, tool={"digits": "1"}, name="press_digits")
    clear = next(n for n, a in enumerate(done) if isinstance(a, ev.ClearPlayback))
    keys = next(n for n, a in enumerate(done) if isinstance(a, ev.Tell))
    assert clear < keys


@pytest.mark.parametrize("digits", ["hello", None, 1.5, "1" * 40, True])
def test_what_are_no_keys_is_answered_with_an_error(call: Call, digits: object) -> None:
    talking(call)
    done = call.agent_says(ms=0, tool={"digits": digits}, name="press_digits")
    assert any(isinstance(a, ev.AnswerTool) and "error" in a.output for a in done)
    assert call.told("call.dtmf") == []


def test_no_key_yet_is_waiting(call: Call) -> None:
    call.callee_says(MENU, 3000)
    call.model(ev.ResponseStarted("g"), ev.ResponseDone("g"))
    call.wait(1400)
    done = call.agent_says(ms=0, tool={"digits": ""}, name="press_digits")
    assert [a.output for a in done if isinstance(a, ev.AnswerTool)] == [{"ok": True}]
    assert not any(isinstance(a, ev.CreateResponse | ev.Tell) for a in done)


def test_keys_are_not_pressed_for_ever() -> None:
    call = ready(Limits(presses=2))
    talking(call)
    for _ in range(3):
        last = call.agent_says(ms=0, tool={"digits": "1"}, name="press_digits")
        call.wait(400)
        call.callee_says("again")
    assert len(call.told("call.dtmf")) == 2
    assert any(isinstance(a, ev.AnswerTool) and "error" in a.output for a in last)


def test_the_person_behind_the_menu_is_greeted(call: Call) -> None:
    call.callee_says(MENU, 3000)
    call.model(ev.ResponseStarted("g"), ev.ResponseDone("g"))
    call.wait(1400)
    call.agent_says(ms=0, tool={"digits": "1"}, name="press_digits")
    call.wait(500)
    call.callee_says("Please hold.", 800)
    call.wait(20_000)
    call.callee_says("Hello, how can I help?", 800)
    assert call.phases == ["menu", "on_hold", "talking"]
    assert call.asked() == call.briefing.greeting
