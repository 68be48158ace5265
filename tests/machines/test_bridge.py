"""The bridge against a phone and a model that know the truth: what was played when, and what may be said.

The phone plays 20 ms a frame, returns a mark when all before it was played (perhaps late), and at a clear drops what is
queued. From that the machine computes the number the model must be told at an interruption.
"""

from __future__ import annotations

import base64
from collections import deque
from dataclasses import dataclass, field

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ringback.call_handler import events as ev
from ringback.call_handler.briefing import brief
from ringback.call_handler.limits import Limits
from tests.call_handler.bridge_call import frame, spoken
from tests.machines.lanes import BothLanes

pytestmark = pytest.mark.slow

FRAME_MS = 20
BRIEFING = brief("On behalf of: Dana\nGoal: order a pizza", "en")
LIMITS = Limits(call=10_000_000, farewells=1_000_000, mute_model=10_000_000, ready=10_000_000, rambles=1_000_000)
CLAIM = {"outcome": "succeeded", "summary": "done", "facts": []}


def sound(ms: int) -> str:
    return base64.b64encode(bytes(8 * ms)).decode()


def ms_of(payload: str) -> int:
    return len(base64.b64decode(payload)) // 8


@dataclass
class Piece:
    """Audio between two marks, as the phone got it."""

    item: str
    ms: int = 0
    mark: str | None = None
    since: int | None = None
    played: int = 0


@dataclass
class Phone:
    """`late` is how many frames a mark needs to come back."""

    late: int = 0
    queue: list[Piece] = field(default_factory=list)
    unconfirmed: list[Piece] = field(default_factory=list)
    due: deque[tuple[int, str]] = field(default_factory=deque)
    played: dict[str, int] = field(default_factory=dict)
    confirmed: dict[str, int] = field(default_factory=dict)
    frames: int = 0

    def take(self, item: str, payload: str, now: int) -> None:
        last = self.unconfirmed[-1] if self.unconfirmed else None
        if last is None or last.mark is not None or last.item != item:
            last = Piece(item, since=None if self.unconfirmed else now)
            self.queue.append(last)
            self.unconfirmed.append(last)
        elif last.since is not None and now - last.since > last.ms:
            last.since = now - last.ms
        last.ms += ms_of(payload)

    def mark(self, name: str) -> None:
        self.unconfirmed[-1].mark = name

    def clear(self) -> None:
        for piece in self.queue:
            if piece.mark is not None:
                self.due.append((self.frames, piece.mark))
        self.queue.clear()
        self.unconfirmed.clear()

    def frame(self) -> list[str]:
        """Play 20 ms; the marks that come back now."""
        self.frames += 1
        left = FRAME_MS
        while self.queue and left:
            piece = self.queue[0]
            step = min(left, piece.ms - piece.played)
            piece.played += step
            left -= step
            self.played[piece.item] = self.played.get(piece.item, 0) + step
            if piece.played < piece.ms or piece.mark is None:
                break
            self.due.append((self.frames + self.late, self.queue.pop(0).mark or ""))
        back = [name for at, name in self.due if at <= self.frames]
        self.due = deque((at, name) for at, name in self.due if at > self.frames)
        return back

    def confirm(self, name: str, now: int) -> None:
        if all(piece.mark != name for piece in self.unconfirmed):
            return
        while True:
            piece = self.unconfirmed.pop(0)
            self.confirmed[piece.item] = self.confirmed.get(piece.item, 0) + piece.ms
            if piece.mark == name:
                break
        if self.unconfirmed:
            self.unconfirmed[0].since = now

    def heard(self, item: str, now: int) -> int:
        """By the rule of the protocol sheet: confirmed by marks, plus the time since, up to the next mark."""
        head = self.unconfirmed[0] if self.unconfirmed else None
        since = 0
        if head is not None and head.item == item and head.since is not None:
            since = min(now - head.since, head.ms)
        return self.confirmed.get(item, 0) + since


class Talk(RuleBasedStateMachine):
    @initialize(late=st.sampled_from([0, 0, 1, 5]), before=st.sampled_from([0, 20, 74, 99, 102, 150]))
    def begin(self, late: int, before: int) -> None:
        """`before`: frames that come before the model is ready."""
        self.bridge = BothLanes(BRIEFING, LIMITS)
        self.phone = Phone(late)
        self.at = 0
        self.ready_at: int | None = None
        self.frames: list[str] = []
        self.sent_to_model: list[str] = []
        self.sent: dict[str, int] = {}
        self.open_items: dict[str, bool] = {}
        self.asked = self.asked_at = 0
        self.active: str | None = None
        self.cancel_first = False
        self.cancelled: set[str] = set()
        self.item: str | None = None
        self.speaking: str | None = None
        self.speaking_since = 0
        self.spoken = False
        self.creates: list[str | None] = []
        self.ending = False
        self.over = False
        self.count = 0
        self.time_passes(before)

    # --- the world

    @rule(frames=st.integers(1, 40))
    def time_passes(self, frames: int) -> None:
        for _ in range(frames):
            if self.over:
                return
            payload = base64.b64encode(len(self.frames).to_bytes(4, "big") + bytes([255] * 156)).decode()
            self.frames.append(payload)
            back = self.phone.frame()
            actions = self.bridge.from_carrier(frame(payload, self.at))
            self.at += FRAME_MS
            self.do(actions)
            for name in back:
                self.phone.confirm(name, self.at)
                self.do(self.bridge.from_carrier(ev.MarkPlayed(name)))
            self.settle()

    @precondition(lambda self: self.ready_at is None)
    @rule()
    def model_gets_ready(self) -> None:
        self.ready_at = self.at
        self.do(self.bridge.from_model(ev.ModelReady()))

    @precondition(lambda self: self.ready_at is not None and self.speaking is None and not self.over)
    @rule()
    def callee_speaks(self) -> None:
        self.speaking, self.speaking_since = self.new("turn"), self.at
        playing = bool(self.phone.unconfirmed)
        expected = [
            (item, self.phone.heard(item, self.at))
            for item, complete in self.open_items.items()
            if not complete or self.phone.heard(item, self.at) < self.sent[item]
        ]
        truth = {item: self.phone.played.get(item, 0) for item, _ in expected}
        actions = self.bridge.from_model(ev.CalleeSpoke(self.speaking, max(0, self.at - (self.ready_at or 0) - 60)))

        told = [(a.item_id, a.audio_ms) for a in actions if isinstance(a, ev.TruncateModel)]
        assert told == expected
        for item, heard in told:
            assert 0 <= heard <= self.sent[item]
            if self.phone.late == 0:
                assert 0 <= truth[item] - heard < FRAME_MS, "what is told is what was played"
            assert heard <= truth[item], "nobody is said to have heard more than was played"
        assert any(isinstance(a, ev.ClearPlayback) for a in actions) == playing
        if playing:
            assert isinstance(actions[0], ev.ClearPlayback), "silence first"
        cancels = [a for a in actions if isinstance(a, ev.CancelResponse)]
        assert [a.response_id for a in cancels] == ([self.active] if self.alive(self.active) else [])
        self.open_items.clear()
        self.cancel_first = self.asked > 0
        self.ending, self.spoken = False, True
        self.do(actions)

    @precondition(lambda self: self.speaking is not None)
    @rule()
    def callee_stops(self) -> None:
        assert self.speaking is not None
        before = len(self.creates)
        busy = self.asked > 0 or self.active is not None
        self.do(self.bridge.from_model(ev.CalleeStopped(self.speaking, self.at - (self.ready_at or 0))))
        self.do(self.bridge.from_model(ev.TurnCommitted(self.speaking)))
        self.do(self.bridge.from_model(ev.TurnTranscribed(self.speaking, "well", final=True)))
        self.speaking = None
        if not busy and not self.over:
            assert len(self.creates) == before + 1, "a turn is answered"

    # --- the model

    @precondition(lambda self: self.asked > 0)
    @rule()
    def response_begins(self) -> None:
        self.asked -= 1
        self.active, self.item = self.new("resp"), None
        actions = self.bridge.from_model(ev.ResponseStarted(self.active))
        if self.cancel_first and not self.over:
            assert actions == [ev.CancelResponse(self.active)]
        self.cancel_first = False
        self.do(actions)

    @precondition(lambda self: self.active is not None)
    @rule(ms=st.integers(1, 60).map(lambda n: n * 20), new_item=st.booleans())
    def model_speaks(self, ms: int, new_item: bool) -> None:
        assert self.active is not None
        if self.item is None or (new_item and self.open_items.get(self.item, True)):
            self.item = self.new("item")
        if self.open_items.get(self.item) or (self.item not in self.open_items and self.item in self.sent):
            self.item = self.new("item")
        actions = self.bridge.from_model(spoken(self.active, self.item, sound(ms)))
        played = sum(ms_of(a.payload) for a in actions if isinstance(a, ev.Play))
        if self.over or not self.alive(self.active):
            assert actions == [], "late audio is dropped"
            return
        assert played == ms, "all audio goes out"
        self.open_items.setdefault(self.item, False)
        self.do(actions)

    @precondition(lambda self: self.active is not None and self.item is not None and self.item in self.open_items)
    @rule()
    def item_is_complete(self) -> None:
        assert self.active is not None
        assert self.item is not None
        self.open_items[self.item] = True
        self.do(self.bridge.from_model(ev.ModelAudioDone(self.active, self.item)))
        self.settle()

    @precondition(lambda self: self.active is not None)
    @rule(says_goodbye=st.booleans())
    def response_is_done(self, says_goodbye: bool) -> None:
        assert self.active is not None
        response, alive = self.active, self.alive(self.active)
        voiced = alive and any(True for item in self.open_items)
        if says_goodbye:
            self.do(self.bridge.from_model(ev.ToolCalled(response, self.new("call"), "end_call", CLAIM)))
        for item in self.open_items:
            self.open_items[item] = True
        self.active = None
        if says_goodbye and alive and not self.over:
            self.ending = True
        actions = self.bridge.from_model(ev.ResponseDone(response))
        if says_goodbye and not self.over:
            assert any(isinstance(a, ev.AnswerTool) for a in actions), "every call of a tool is answered"
            if alive and voiced:
                assert not any(isinstance(a, ev.CreateResponse) for a in actions)
        self.do(actions)
        self.settle()

    @precondition(lambda self: bool(self.cancelled))
    @rule(data=st.data())
    def late_audio(self, data: st.DataObject) -> None:
        response = data.draw(st.sampled_from(sorted(self.cancelled)))
        assert self.bridge.from_model(spoken(response, self.new("item"), sound(100))) == []

    @precondition(lambda self: self.asked > 0)
    @rule(ms=st.integers(5, 150).map(lambda n: n * 20), says_goodbye=st.booleans())
    def model_answers_at_once(self, ms: int, says_goodbye: bool) -> None:
        """A whole response, faster than it can be played."""
        self.response_begins()
        self.model_speaks(ms, new_item=True)
        if self.item in self.open_items:
            self.item_is_complete()
        self.response_is_done(says_goodbye)

    @precondition(lambda self: self.asked > 0 and self.speaking is None and self.ready_at is not None and not self.over)
    @rule(ms=st.integers(5, 150).map(lambda n: n * 20), frames=st.integers(0, 60))
    def callee_cuts_in(self, ms: int, frames: int) -> None:
        self.model_answers_at_once(ms, says_goodbye=False)
        self.time_passes(frames)
        if not self.over:
            self.callee_speaks()

    @precondition(lambda self: self.alive(self.active) and self.speaking is None and not self.over)
    @rule(pause=st.integers(1, 12), after=st.integers(0, 3))
    def model_stammers(self, pause: int, after: int) -> None:
        """Too little for a mark, a pause, a little more, and the callee speaks."""
        for frames in (pause, after):
            self.model_speaks(60, new_item=False)
            self.time_passes(frames)
        if not self.over:
            self.callee_speaks()

    # --- what the actions do to the world

    def do(self, actions: list[ev.Action]) -> None:
        if self.over:
            assert all(isinstance(action, ev.Transcribe) for action in actions), "after the end only missing words"
        for action in actions:
            match action:
                case ev.SendAudio():
                    assert self.ready_at is not None, "nothing is sent before the model is ready"
                    self.sent_to_model.append(action.payload)
                case ev.Play():
                    assert self.item is not None
                    self.sent[self.item] = self.sent.get(self.item, 0) + ms_of(action.payload)
                    self.phone.take(self.item, action.payload, self.at)
                case ev.Mark():
                    self.phone.mark(action.name)
                case ev.ClearPlayback():
                    self.phone.clear()
                case ev.CreateResponse():
                    lost = self.at - self.asked_at >= LIMITS.mute_model
                    assert self.asked == 0 or lost, "one response at a time"
                    assert not self.alive(self.active), "one response at a time"
                    self.asked, self.asked_at, self.cancel_first = 1, self.at, False
                    self.creates.append(action.instructions)
                case ev.CancelResponse():
                    assert action.response_id == self.active
                    self.cancelled.add(action.response_id or "")
                case ev.HangUp():
                    self.hung_up(action)

    def hung_up(self, action: ev.HangUp) -> None:
        self.over = True
        if action.ended_by == "agent":
            unheard = {item: ms for item, ms in self.sent.items() if item in self.open_items}
            assert all(self.phone.played.get(item, 0) >= ms for item, ms in unheard.items()), "the goodbye was heard"
            long = self.speaking is not None and self.at - self.speaking_since >= LIMITS.monologue
            assert self.speaking is None or long, "nobody is cut off who does not talk for ever"

    def settle(self) -> None:
        """Items whose end came back are turns that are over."""
        held = {piece.item for piece in self.phone.unconfirmed}
        for item in [item for item, complete in self.open_items.items() if complete and item not in held]:
            del self.open_items[item]

    def alive(self, response: str | None) -> bool:
        return response is not None and response not in self.cancelled

    def new(self, kind: str) -> str:
        self.count += 1
        return f"{kind}_{self.count:04d}"

    # --- always

    @invariant()
    def the_model_hears_the_callee_in_order_and_without_gaps(self) -> None:
        if self.ready_at is None:
            return
        missing = len(self.frames) - len(self.sent_to_model)
        assert self.sent_to_model == self.frames[missing:]
        assert missing == max(0, self.ready_at // FRAME_MS - 100), "at most two seconds are kept, none of them lost"

    @invariant()
    def the_fast_lane_changes_nothing(self) -> None:
        self.bridge.alike()

    @invariant()
    def the_first_response_is_the_disclosure(self) -> None:
        if self.creates:
            assert self.creates[0] == BRIEFING.greeting

    @invariant()
    def the_callee_is_greeted_in_time(self) -> None:
        if self.ready_at is not None and not self.spoken and self.at > max(self.ready_at, 1480) + FRAME_MS:
            assert self.creates, "a callee who says nothing is greeted after a second and a half"


Talk.TestCase.settings = settings(max_examples=150, stateful_step_count=60)
TestTalk = Talk.TestCase
