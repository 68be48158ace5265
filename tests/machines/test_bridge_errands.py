"""The bridge among machines, questions, keys and dying sessions: what never happens, whatever comes.

The phone plays and returns marks as in `bridge_call`. The machine keeps its own books: which greeting was cut, what is
open, what is being played; and it lets every call run out, which must end it.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ringback.call_handler import events as ev
from ringback.call_handler.briefing import brief
from ringback.call_handler.limits import Limits
from tests.call_handler.bridge_call import DONE, SILENCE, Call, frame

pytestmark = pytest.mark.slow

LIMITS = Limits(call=120_000, wrap_up=10_000)
WORDS = [
    "Hello?",
    "Yes, at seven.",
    "",
    "One moment please.",
    "All our agents are busy, please hold.",
    "For orders press one. For questions press two.",
    "Please leave a message after the tone.",
    "Do not call me again.",
]
TOOLS: dict[str, dict[str, Any]] = {
    "end_call": DONE,
    "ask_user": {"question": "Is eight fine?", "default": "no"},
    "press_digits": {"digits": "12"},
    "do_not_call": {},
    "launch": {},
}


class Keypad(Call):
    """A call that watches its keys: no clear may cut them."""

    keys: frozenset[str] = frozenset()

    def take(self, actions: list[ev.Action]) -> list[ev.Action]:
        for at, action in enumerate(actions):
            match action:
                case ev.Tell("call.dtmf"):
                    marks = [later.name for later in actions[at:] if isinstance(later, ev.Mark)]
                    assert marks, "keys end with a mark"
                    self.keys = frozenset(marks)
                    unheard = [a for a in self.queue if isinstance(a, ev.Play)]
                    menu = self.phases[-1:] == ["menu"]
                    cleared = any(isinstance(a, ev.ClearPlayback) for a in actions[:at])
                    assert not menu or cleared or not unheard, "nothing of ours is said over a menu's keys"
                case ev.ClearPlayback():
                    waiting = {a.name for a in self.queue if isinstance(a, ev.Mark)}
                    assert not waiting & self.keys, "keys are played to their end"
        return super().take(actions)


class Errand(RuleBasedStateMachine):
    @initialize(message=st.booleans())
    def begin(self, message: bool) -> None:
        left = "\nVoicemail: call us back" if message else ""
        self.call = Keypad(LIMITS, brief(f"On behalf of: Dana\nGoal: order a pizza{left}", "en"))
        self.seen = 0
        self.connected = False
        self.reopened = 0
        self.question: str | None = None
        self.asked = 0
        self.answered = False
        self.greeted = False
        self.pending = 0
        self.response: str | None = None
        self.over = False

    # --- the world

    @rule(ms=st.sampled_from([20, 200, 1000, 2500, 9000]))
    def time_passes(self, ms: int) -> None:
        self.call.wait(ms)
        self.look()

    @precondition(lambda self: not self.connected)
    @rule()
    def model_gets_ready(self) -> None:
        self.connected, self.pending, self.response = True, 0, None
        self.call.model(ev.ModelReady())
        self.look()

    @precondition(lambda self: self.connected)
    @rule(words=st.sampled_from(WORDS), ms=st.sampled_from([100, 600, 3000]))
    def callee_says(self, words: str, ms: int) -> None:
        self.call.callee_says(words, ms)
        self.look()

    @precondition(lambda self: self.connected and self.pending > 0)
    @rule(ms=st.sampled_from([0, 200, 3000]), tool=st.sampled_from([None, *TOOLS]))
    def model_answers(self, ms: int, tool: str | None) -> None:
        """A whole response, at once."""
        self.pending = 0
        greets, before = self.call.asked() == self.call.briefing.greeting, len(self.call.done)
        self.call.agent_says("Well then.", ms, TOOLS[tool] if tool else None, tool or "")
        if greets and ms and any(isinstance(action, ev.Play) for action in self.call.done[before:]):
            self.greeted = True
        self.look()

    @precondition(lambda self: self.connected and self.pending > 0)
    @rule(tool=st.sampled_from(["ask_user", "press_digits"]), words=st.sampled_from(WORDS))
    def they_speak_into_a_tool(self, tool: str, words: str) -> None:
        """Keys are still being played, or the user has not answered yet."""
        self.model_answers(0, tool)
        if self.connected and not self.over:
            self.callee_says(words, 100)
        if self.connected and self.pending > 0 and not self.over:
            self.model_answers(200, tool)

    @precondition(lambda self: self.connected)
    @rule(code=st.sampled_from(["connection_lost", "session_expired", "invalid_api_key"]))
    def model_dies(self, code: str) -> None:
        self.connected = False
        before = len(self.call.done)
        self.call.model(ev.ModelFailed(code, recoverable=False))
        self.look()
        again = [action for action in self.call.done[before:] if isinstance(action, ev.ReopenModel)]
        if code == "invalid_api_key":
            assert not again, "what another session would meet too is not tried again"
        if code == "session_expired":
            self.reopened -= len(again)

    @rule(text=st.sampled_from(["yes", "no"]))
    def user_answers(self, text: str) -> None:
        taken = self.call.bridge.answer(f"q{self.asked}", text)
        open_now = self.question is not None and not self.over and not self.answered
        assert (taken is not None) == open_now
        self.answered |= taken is not None and not self.connected
        self.call.take(taken or [])
        self.look()

    @rule(mode=st.sampled_from(["guide", "say"]))
    def user_steers(self, mode: str) -> None:
        taken = self.call.bridge.steer("Be brief.", "say" if mode == "say" else "guide")
        assert (taken is None) == self.over
        self.call.take(taken or [])
        self.look()

    @rule()
    def carrier_hears_a_machine(self) -> None:
        self.call.take(self.call.bridge.machine_answered())
        self.look()

    # --- the books

    def look(self) -> None:
        """Reads what was done since, in order."""
        for action in self.call.done[self.seen :]:
            assert not self.over or isinstance(action, ev.Transcribe | ev.BarNumber), f"after the end: {action}"
            self.read(action)
        self.seen = len(self.call.done)

    def read(self, action: ev.Action) -> None:
        match action:
            case ev.CreateResponse():
                assert self.connected, "nothing is asked of a session that is gone"
                assert action.instructions != self.call.briefing.greeting or not self.greeted, "one greeting"
                self.pending += 1
            case ev.ClearPlayback():
                self.greeted = False
            case ev.SendAudio() | ev.CancelResponse() | ev.TruncateModel() | ev.AnswerTool() | ev.CommitAudio():
                assert self.connected, f"{action} to a session that is gone"
            case ev.ReopenModel():
                self.reopened += 1
                self.connected = False
            case ev.AskUser():
                assert self.question is None, "one question at a time"
                self.asked += 1
                self.question = action.question_id
            case ev.Tell("call.answer", data):
                assert data["question_id"] == self.question
                self.question, self.answered = None, False
            case ev.HangUp():
                self.over = True
                if action.last_words is not None:
                    assert action.ended_by == "system" or action.last_words == self.call.briefing.parting

    @invariant()
    def a_session_that_breaks_is_replaced_once(self) -> None:
        """One that came to its end is not counted."""
        assert self.reopened <= 1

    def teardown(self) -> None:
        """Silence without end, and a model that says nothing more, end every call at its limit."""
        if not hasattr(self, "call"):
            return
        while self.call.at <= LIMITS.call + 200 and not self.call.bridge.over:
            self.call.take(self.call.bridge.from_carrier(frame(SILENCE, self.call.at)))
            self.call.at += 100
        self.look()
        assert self.over
        assert len(self.call.all(ev.HangUp)) == 1


Errand.TestCase.settings = settings(max_examples=120, stateful_step_count=40)
TestErrand = Errand.TestCase
