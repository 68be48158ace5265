"""The bridge among machines: answering machines, queues, screeners, and who wants no calls."""

import pytest

from ringback.call_handler import events as ev
from ringback.call_handler.audio import encoded
from ringback.call_handler.beep import Beep
from ringback.call_handler.briefing import brief
from ringback.call_handler.limits import Limits
from ringback.wire import Reason
from tests.call_handler.bridge_call import Call, ready, talking

MENU = "You have reached the hotline. For orders press one."
MACHINE = "Please leave a message after the tone."
ERRAND = "On behalf of: Dana\nGoal: order a pizza"


@pytest.fixture
def call() -> Call:
    return ready()


def tone(hertz: int, ms: int) -> list[bytes]:
    """A square tone as frames."""
    half = 8000 // hertz // 2
    sound = bytes(0x10 if n // half % 2 else 0x90 for n in range(8 * ms))
    return [sound[at : at + 160] for at in range(0, len(sound), 160)]


def beep(call: Call, ms: int = 400) -> None:
    for sound in tone(1000, ms):
        call.take(call.bridge.from_carrier(ev.CalleeAudio(encoded(sound), sound, call.at)))
        call.at += 20


# --- answering machines


def test_a_voicemail_known_by_its_words_is_left_at_once(call: Call) -> None:
    call.callee_says(MACHINE, 3000)
    assert call.all(ev.HangUp) == [ev.HangUp("agent", Reason.VOICEMAIL)]
    assert call.phases == ["voicemail"]
    assert call.all(ev.LeftMessage) == []


def test_one_that_the_carrier_hears_is_left_when_its_words_are_known(call: Call) -> None:
    call.model(ev.CalleeSpoke("turn", 0))
    call.wait(2000)
    assert call.take(call.bridge.machine_answered()) == []
    call.wait(1000)
    call.model(ev.CalleeStopped("turn", call.at), ev.TurnCommitted("turn"))
    assert call.all(ev.CreateResponse) == [], "nobody greets a machine"
    call.model(ev.TurnTranscribed("turn", "rhubarb rhubarb", final=True))
    assert call.all(ev.HangUp) == [ev.HangUp("agent", Reason.VOICEMAIL)]


def test_one_that_says_nothing_is_left_soon(call: Call) -> None:
    call.take(call.bridge.machine_answered())
    call.wait(3200)
    assert call.all(ev.HangUp) == [ev.HangUp("agent", Reason.VOICEMAIL)]


@pytest.mark.parametrize(("words", "phase"), [(MENU, "menu"), ("All lines are busy, please hold.", "on_hold")])
def test_a_menu_or_a_queue_is_no_voicemail_though_the_carrier_says_so(call: Call, words: str, phase: str) -> None:
    call.take(call.bridge.machine_answered())
    call.callee_says(words, 1000)
    assert call.phases == [phase]
    assert call.all(ev.HangUp) == []


def test_a_person_who_asks_is_a_person_though_the_carrier_says_machine(call: Call) -> None:
    call.take(call.bridge.machine_answered())
    call.callee_says("Pizza Place, Rotem speaking, how can I help you?", 1000)
    assert call.asked() == call.briefing.greeting
    assert call.all(ev.HangUp) == []


@pytest.mark.parametrize("by_beep", [True, False])
def test_our_message_is_left_after_the_beep_or_after_silence(by_beep: bool) -> None:
    call = ready(briefing=brief(f"{ERRAND}\nVoicemail: call Dana back", "en"))
    call.callee_says(MACHINE, 3000)
    assert call.all(ev.HangUp) == []
    call.agent_says(call.briefing.disclosure, 3000)
    assert call.all(ev.Play) == [], "no greeting is heard"
    if by_beep:
        beep(call)
        call.wait(100)
    else:
        call.wait(2800)
        assert call.briefing.message not in [a.instructions for a in call.all(ev.CreateResponse)]
        call.wait(300)
    assert call.asked() == call.briefing.message
    assert call.briefing.message is not None
    assert call.briefing.disclosure in call.briefing.message
    assert "call Dana back" in call.briefing.message
    call.agent_says(ms=0)
    assert call.wait(200)[-1] == ev.HangUp("agent", Reason.VOICEMAIL)
    assert call.all(ev.LeftMessage) == [], "nothing was heard of it"


def test_a_message_that_was_played_is_left_and_not_interrupted() -> None:
    call = ready(briefing=brief(f"{ERRAND}\nתא קולי: להתקשר לדנה", "he"))
    call.callee_says("אנא השאירו הודעה אחרי הצליל.", 3000)
    call.agent_says("greeting that was taken back", 0)
    call.wait(3100)
    call.agent_says("זו הודעה", 2000)
    call.wait(500)
    spoke = call.callee_says("to send it press one", 300)
    assert all(isinstance(a, ev.Transcribe) for a in spoke)
    call.wait(1500)
    assert call.all(ev.LeftMessage) == [ev.LeftMessage()]
    assert call.all(ev.HangUp) == [ev.HangUp("agent", Reason.VOICEMAIL)]


def test_a_voicemail_the_model_recognises_gets_our_message_too() -> None:
    call = ready(briefing=brief(f"{ERRAND}\nVoicemail: call Dana back", "en"))
    call.callee_says("rhubarb", 3000)
    call.agent_says(ms=0, tool={"outcome": "voicemail", "summary": "", "facts": []})
    assert call.all(ev.HangUp) == []
    call.wait(3100)
    assert call.asked() == call.briefing.message


def test_a_machine_that_never_beeps_is_left_in_the_end() -> None:
    call = ready(Limits(recording=20_000), brief(f"{ERRAND}\nVoicemail: call Dana back", "en"))
    call.take(call.bridge.machine_answered())
    call.callee_says("we are not here", 300)
    call.model(ev.CalleeSpoke("endless", call.at))
    call.wait(20_500)
    assert call.all(ev.HangUp) == [ev.HangUp("agent", Reason.VOICEMAIL)]


def test_a_beep_alone_is_an_answering_machine(call: Call) -> None:
    call.callee_says("rhubarb", 1000)
    beep(call)
    call.wait(100)
    assert call.all(ev.HangUp) == [ev.HangUp("agent", Reason.VOICEMAIL)]


def test_but_not_in_a_talk(call: Call) -> None:
    talking(call)
    beep(call)
    call.wait(1000)
    assert call.all(ev.HangUp) == []


@pytest.mark.parametrize(("hertz", "ms", "heard"), [(1000, 400, True), (500, 300, True), (1000, 200, False)])
def test_a_beep_is_long_and_steady(hertz: int, ms: int, heard: bool) -> None:
    listener = Beep()
    frames = [*tone(hertz, ms), b"\xff" * 160]
    assert [listener.ends(frame) for frame in frames].count(True) == heard


def test_a_tone_that_glides_is_no_beep() -> None:
    listener = Beep()
    frames = [frame for hertz in (500, 650, 800, 1000, 1300) for frame in tone(hertz, 100)]
    assert not any(listener.ends(frame) for frame in frames)


# --- queues and screeners


def test_on_hold_we_are_silent_until_a_person_speaks(call: Call) -> None:
    talking(call)
    before = len(call.all(ev.CreateResponse))
    call.callee_says("One moment please.", 600)
    call.agent_says("Of course, I will wait.", 1000)
    call.callee_says("", 8000)
    call.callee_says("Your call is important to us.", 3000)
    call.wait(30_000)
    assert len(call.all(ev.CreateResponse)) - before <= 1
    assert "wait" not in "".join(a.turn.text for a in call.all(ev.Transcribe))
    call.callee_says("Yes, I am back.", 600)
    assert call.phases == ["on_hold", "talking"]
    assert call.asked() is None, "no second greeting"


@pytest.mark.parametrize("words", ["One moment please.", "רגע אחד, אני בודקת."])
def test_who_asked_for_a_moment_is_asked_for_after_a_while_and_then_waited_for(call: Call, words: str) -> None:
    talking(call)
    call.agent_says("So?", 200)
    call.callee_says(words, 600)
    call.model(ev.ResponseStarted("r"), ev.ResponseDone("r"))
    asked = len(call.all(ev.CreateResponse))
    call.wait(15_000)
    assert len(call.all(ev.CreateResponse)) == asked
    for _ in range(2):
        call.wait(5_000)
        assert call.asked() == call.briefing.nudge
        call.agent_says("Are you there?", 200)
        call.wait(14_000)
    call.wait(60_000)
    assert len(call.all(ev.CreateResponse)) == asked + 2
    assert call.phases == ["on_hold"]


def test_who_asked_for_a_moment_at_once_is_greeted_in_the_end(call: Call) -> None:
    call.callee_says("One moment please.", 600)
    call.model(ev.ResponseStarted("r"), ev.ResponseDone("r"))
    call.wait(20_000)
    assert [a.instructions for a in call.all(ev.CreateResponse)] == [call.briefing.greeting] * 2


@pytest.mark.parametrize("known", [True, False])
def test_who_asked_for_a_moment_is_back_with_any_sound(call: Call, known: bool) -> None:
    """The words were not understood, or do not come."""
    talking(call)
    call.agent_says("So?", 200)
    call.callee_says("One moment please.", 600)
    call.model(ev.ResponseStarted("r"), ev.ResponseDone("r"))
    call.wait(10_000)
    asked = len(call.all(ev.CreateResponse))
    if known:
        call.callee_says("", 800)
    else:
        call.callee_says_without_words("back", 800)
        call.wait(3_100)
    assert len(call.all(ev.CreateResponse)) == asked + 1
    assert call.phases == ["on_hold", "talking"]


def test_a_recorded_queue_is_never_nudged(call: Call) -> None:
    talking(call)
    call.agent_says("So?", 200)
    call.callee_says("One moment please.", 600)
    call.model(ev.ResponseStarted("r"), ev.ResponseDone("r"))
    call.callee_says("All our lines are busy, please hold.", 3000)
    asked = len(call.all(ev.CreateResponse))
    call.callee_says("", 800)
    call.wait(60_000)
    assert len(call.all(ev.CreateResponse)) == asked


def test_nobody_waits_for_ever() -> None:
    call = ready(Limits(hold=20_000))
    talking(call)
    call.agent_says("So?", 200)
    call.callee_says("Please hold.", 600)
    call.model(ev.ResponseStarted("r"), ev.ResponseDone("r"))
    call.wait(20_500)
    assert call.asked() == call.briefing.goodbye
    call.agent_says("Goodbye.", 300)
    call.wait(2000)
    assert call.all(ev.HangUp) == [ev.HangUp("agent", None)]


def test_long_sound_without_words_is_music(call: Call) -> None:
    talking(call)
    call.agent_says("So?", 200)
    call.callee_says("", 6000)
    assert call.phases == ["on_hold"]


def test_a_screener_hears_who_and_why_and_the_person_again(call: Call) -> None:
    call.callee_says("Please say your name and why you are calling.", 3000)
    assert call.phases == ["screening"]
    assert [a.instructions for a in call.all(ev.CreateResponse)] == [call.briefing.greeting]
    call.agent_says(call.briefing.disclosure, 3000)
    call.wait(25_000)
    assert len(call.all(ev.CreateResponse)) == 1, "no silence is broken while they fetch somebody"
    call.callee_says("Hello?", 300)
    assert call.phases == ["screening", "talking"]
    assert call.asked() == call.briefing.greeting
    assert len(call.all(ev.CreateResponse)) == 2


# --- no more calls


@pytest.mark.parametrize("by_tool", [True, False])
def test_who_wants_no_more_calls_is_remembered_and_left(call: Call, by_tool: bool) -> None:
    talking(call)
    if by_tool:
        call.agent_says(ms=0, tool={}, name="do_not_call")
    else:
        call.callee_says("Do not call me again!")
        call.model(ev.ResponseStarted("r"), ev.ResponseDone("r"))
    assert call.all(ev.BarNumber) == [ev.BarNumber()]
    assert call.asked() == call.briefing.no_more_calls
    call.agent_says("Sorry, goodbye.", 500)
    call.callee_says("and don't call again", 200)
    call.wait(1500)
    assert call.all(ev.HangUp) == [ev.HangUp("agent", Reason.DO_NOT_CALL)]
    assert call.all(ev.BarNumber) == [ev.BarNumber()]


def test_a_wish_whose_words_come_late_is_heard_too(call: Call) -> None:
    talking(call)
    call.callee_says_without_words("wish")
    call.callee_says_without_words("bye")
    call.model(ev.TurnTranscribed("wish", "Don't ever call me again!", final=True))
    call.model(ev.TurnTranscribed("bye", "Bye.", final=True))
    assert call.all(ev.BarNumber) == [ev.BarNumber()]


def test_a_wish_whose_words_come_after_the_click_is_heard_too(call: Call) -> None:
    talking(call)
    call.callee_says_without_words("wish")
    call.take(call.bridge.from_carrier(ev.StreamStopped(clean=True)))
    done = call.model(ev.TurnTranscribed("wish", "Don't ever call me again!", final=True))
    assert [a for a in done if not isinstance(a, ev.Transcribe)] == [ev.BarNumber()]
    assert call.all(ev.HangUp) == [ev.HangUp("callee", None)]


def test_a_goodbye_in_the_same_response_is_enough(call: Call) -> None:
    talking(call)
    asked = len(call.all(ev.CreateResponse))
    call.agent_says("Sorry, we will not call again.", 500, tool={}, name="do_not_call")
    call.wait(2000)
    assert len(call.all(ev.CreateResponse)) == asked
    assert call.all(ev.HangUp) == [ev.HangUp("agent", Reason.DO_NOT_CALL)]
