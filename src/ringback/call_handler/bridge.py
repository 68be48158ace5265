"""One talk between a callee and a voice model: turns, barge-in, goodbye. Pure; time is media time.

Rules:
1. Every event returns the actions to be done now, in order; after `HangUp` only words of the callee that were missing.
2. The callee speaks first. After their first turn, or 1.5 s without one, we greet with the disclosure; it is asked for
   again until it was heard.
3. A callee who speaks stops us at once: playback cleared, response cancelled, the model told what was really heard.
4. `end_call` hangs up when the goodbye was played and nobody spoke for a second after it; who speaks keeps the line.
5. Silence is asked about twice. A model that stays mute, or fails twice in a row, ends the call.
"""

from enum import Enum, auto
from typing import assert_never

from ringback.call_handler import events as ev
from ringback.call_handler.briefing import Briefing
from ringback.call_handler.claims import read_claim
from ringback.call_handler.ear import Ear
from ringback.call_handler.limits import Limits
from ringback.call_handler.playback import audio_bytes
from ringback.call_handler.replies import Purpose, Replies
from ringback.call_handler.transcript import Transcript
from ringback.call_handler.voice import Voice
from ringback.wire import Reason


class Phase(Enum):
    OPENING = auto()
    TALKING = auto()
    LEAVING = auto()
    LISTENING = auto()
    OVER = auto()


class Bridge:
    """Feed it what happens, do what it returns. `now` is the media time."""

    def __init__(self, briefing: Briefing, limits: Limits | None = None) -> None:
        self._briefing = briefing
        self._limits = limits or Limits()
        self._transcript = Transcript()
        self._replies = Replies()
        self._voice = Voice(self._transcript, self._replies, briefing.disclosure)
        self._ear = Ear(self._limits.backlog)
        self._phase = Phase.OPENING
        self._speaking_since: int | None = None
        self._last_word = 0
        self._turns = self._nudges = self._farewells = self._failures = 0
        self._calls: list[ev.ToolCalled] = []
        self._claim: ev.Claim | None = None
        self._listening_since = 0
        self._parting: tuple[ev.EndedBy, Reason | None] = ("agent", None)
        self.now = 0

    @property
    def over(self) -> bool:
        return self._phase is Phase.OVER

    @property
    def awaited_words(self) -> int:
        """Turns of the callee whose words have not come yet."""
        return self._transcript.awaited

    def from_carrier(self, event: ev.CarrierEvent) -> list[ev.Action]:
        if self.over:
            return []
        match event:
            case ev.CalleeAudio():
                self.now = max(self.now, event.at + audio_bytes(event.payload) // 8)
                heard = [*self._ear.hear(event.payload), *self._voice.overdue(self.now, self._limits.mark_grace)]
                return [*heard, *self._tick()]
            case ev.MarkPlayed():
                return self._voice.marked(event.name, self.now)
            case ev.StreamStopped():
                return self.end("callee") if event.clean else self.end("carrier", Reason.LINE_DROPPED)
            case ev.StreamStarted() | ev.Digit():
                return []
            case _:
                assert_never(event)

    def from_model(self, event: ev.ModelEvent) -> list[ev.Action]:
        if isinstance(event, ev.TurnTranscribed):
            return [*self._transcript.said(event.item_id, event.text, final=event.final)]
        if self.over:
            return []
        match event:
            case ev.ModelReady():
                return [*self._ear.model_ready()]
            case ev.ResponseStarted():
                return [*self._replies.started(event.response_id, self.now)]
            case ev.ModelAudio():
                return self._voice.speak(event, self.now)
            case ev.ModelAudioDone():
                return self._voice.audio_done(event.item_id, self.now)
            case ev.AgentSaid():
                return self._voice.word(event, self.now)
            case ev.CalleeSpoke():
                return self._callee_spoke(event)
            case ev.CalleeStopped():
                self._speaking_since, self._last_word = None, self.now
                return [*self._transcript.ended(event.item_id, self._ear.media_ms(event.audio_ms, self.now))]
            case ev.TurnCommitted():
                return self._turn_committed(event.item_id)
            case ev.ToolCalled():
                return self._tool_called(event)
            case ev.ResponseDone():
                return self._response_done(event)
            case ev.ModelFailed():
                return [] if event.recoverable else self.end("system", Reason.MODEL_DOWN)
            case ev.Used():
                return []
            case _:
                assert_never(event)

    def machine_answered(self) -> list[ev.Action]:
        """The carrier hears a machine. Believed while no talk has come about."""
        return self.end("agent", Reason.VOICEMAIL) if self._turns <= 1 and self._claim is None else []

    def end(self, ended_by: ev.EndedBy, reason: Reason | None = None) -> list[ev.Action]:
        """The talk is over now, whoever ended it."""
        if self.over:
            return []
        self._phase = Phase.OVER
        last_words = [ev.CommitAudio()] if self._speaking_since is not None else []
        told = [*self._voice.stop(self.now), *self._transcript.close(self.now)]
        return [*last_words, *told, ev.HangUp(ended_by, reason)]

    # --- turns

    def _callee_spoke(self, event: ev.CalleeSpoke) -> list[ev.Action]:
        self._transcript.began(event.item_id, "callee", self._ear.media_ms(event.audio_ms, self.now))
        self._speaking_since = self._last_word = self.now
        self._nudges = 0
        return self._voice.interrupt(self.now) if self._keeps_the_line() else []

    def _turn_committed(self, item_id: str) -> list[ev.Action]:
        self._speaking_since, self._last_word = None, self.now
        self._turns += 1
        ended = self._transcript.ended(item_id, self.now)
        return [*ended, *self._answer()] if self._keeps_the_line() else [*ended]

    def _keeps_the_line(self) -> bool:
        """Who speaks while we are leaving is answered; not a machine, and not for ever."""
        if self._phase in (Phase.LEAVING, Phase.LISTENING):
            if self._at_voicemail or self._farewells >= self._limits.farewells:
                return False
            self._phase = Phase.TALKING
        return True

    def _answer(self) -> list[ev.Action]:
        """The model speaks: with the disclosure, until that was heard."""
        self._phase = Phase.TALKING
        if self._voice.disclosed or self._voice.greetings >= self._limits.greetings:
            return [*self._replies.ask(self.now)]
        return [*self._replies.ask(self.now, self._briefing.greeting, Purpose.GREETING)]

    def _tool_called(self, event: ev.ToolCalled) -> list[ev.Action]:
        self._calls.append(event)
        claim = read_claim(event.arguments) if event.name == "end_call" else None
        if claim is None:
            return []
        self._claim = claim
        return [ev.Claimed(claim)]

    def _response_done(self, event: ev.ResponseDone) -> list[ev.Action]:
        kept = self._replies.muted(event.response_id)
        actions = self._voice.response_done(event.response_id, self.now)
        if event.failed is not None and not kept:
            actions += self._trouble()
        else:
            self._failures = 0
            for call in [call for call in self._calls if call.response_id == event.response_id]:
                actions += self._after_tool(call, kept=kept)
        return [*actions, *self._replies.done(event.response_id, self.now)]

    def _after_tool(self, call: ev.ToolCalled, *, kept: bool) -> list[ev.Action]:
        """`kept`: the callee spoke into this response, so the line stays open."""
        self._calls.remove(call)
        if call.name != "end_call" or read_claim(call.arguments) is None:
            wrong = ev.AnswerTool(call.call_id, {"error": "unknown tool or unreadable arguments"})
            return [wrong] if kept else [wrong, *self._replies.ask(self.now)]
        right = ev.AnswerTool(call.call_id, {"ok": True})
        said = self._voice.voiced(call.response_id) or self._at_voicemail
        return [right] if kept else [right, *self._leave(None if said else self._briefing.goodbye)]

    # --- the end

    @property
    def _at_voicemail(self) -> bool:
        return self._claim is not None and self._claim.result is ev.Result.VOICEMAIL

    def _leave(self, last_words: str | None) -> list[ev.Action]:
        """Hang up once what is being said, and `last_words`, was heard."""
        self._phase = Phase.LEAVING
        self._farewells += 1
        return [*self._replies.ask(self.now, last_words, Purpose.GOODBYE)] if last_words else self._depart()

    def _depart(self) -> list[ev.Action]:
        if self._phase is Phase.LEAVING and not self._replies.busy and not self._voice.playing:
            if self._at_voicemail:
                return self.end(*self._parting)
            self._phase, self._listening_since = Phase.LISTENING, self.now
        return []

    def _trouble(self) -> list[ev.Action]:
        """The model could not speak."""
        self._failures += 1
        if self._failures > 1:
            return self.end("system", Reason.MODEL_DOWN)
        return self._answer() if self._phase in (Phase.OPENING, Phase.TALKING) else []

    # --- time

    def _tick(self) -> list[ev.Action]:
        limits = self._limits
        if self.now >= limits.call:
            return self.end("system", Reason.MAX_DURATION)
        if self.now >= limits.call - limits.wrap_up and self._parting[0] == "agent":
            self._parting = ("system", Reason.MAX_DURATION)
            return [*self._voice.interrupt(self.now), *self._leave(self._briefing.time_up)]
        if self._replies.busy and self.now - self._replies.since >= limits.mute_model and not self._voice.playing:
            return [*self._replies.give_up(), *self._trouble()]
        match self._phase:
            case Phase.OPENING if self._ear.open and not self._replies.busy:
                waited = self.now if self._speaking_since is None else self.now - self._speaking_since
                return self._answer() if waited >= self._patience(limits.first_word) else []
            case Phase.TALKING:
                return self._silence()
            case Phase.LEAVING:
                return self._depart()
            case Phase.LISTENING if self.now - self._listening_since >= self._patience(limits.listen):
                return self.end(*self._parting)
        return []

    def _patience(self, with_silence: int) -> int:
        return with_silence if self._speaking_since is None else self._limits.monologue

    def _silence(self) -> list[ev.Action]:
        quiet = self.now - max(self._last_word, self._voice.last_sound)
        busy = self._speaking_since is not None or self._replies.busy or self._voice.playing
        if busy or quiet < self._limits.silence:
            return []
        self._last_word = self.now
        self._nudges += 1
        if self._nudges > self._limits.nudges:
            return self._leave(self._briefing.goodbye)
        return [*self._replies.ask(self.now, self._briefing.nudge)] if self._voice.disclosed else self._answer()
