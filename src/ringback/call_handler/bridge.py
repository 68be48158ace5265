"""One talk between a callee and a voice model: turns, barge-in, goodbye. Pure; time is media time.

Rules:
1. Every event returns the actions to be done now, in order; after `HangUp` only words of the callee that were
   missing, and their wish not to be called again.
2. The callee speaks first. After their first turn, or 1.5 s without one, we greet with the disclosure; it is asked for
   again until it was heard.
3. A callee who speaks stops us at once: playback cleared, response cancelled, the model told what was really heard.
4. `end_call` hangs up when the goodbye was played and nobody spoke for a second after it; who speaks keeps the line.
5. Silence is asked about twice. A model that dies or stays mute is opened anew once, with the talk so far; when that
   does not help, the carrier's voice apologises and the call ends.
6. The clock is looked at every 100 ms, and after each event that is not sound.
7. The parts: `turns` (and by `other_side` menus, queues, screeners), `voicemail`, `toolbox`, `consult`, `steering`,
   `farewell`, `recovery`; what they share is the `scene`.
"""

from typing import assert_never

from ringback.call_handler import events as ev
from ringback.call_handler.briefing import Briefing
from ringback.call_handler.consult import Consult
from ringback.call_handler.ear import Ear
from ringback.call_handler.farewell import Farewell
from ringback.call_handler.fast_lane import FastLane
from ringback.call_handler.limits import Limits
from ringback.call_handler.other_side import Side
from ringback.call_handler.recovery import Recovery, hopeless
from ringback.call_handler.replies import Replies
from ringback.call_handler.scene import TALKS, Phase, Scene
from ringback.call_handler.steering import Mode, Steering
from ringback.call_handler.toolbox import Toolbox
from ringback.call_handler.transcript import Transcript
from ringback.call_handler.turns import Turns
from ringback.call_handler.voice import Voice
from ringback.call_handler.voicemail import Voicemail
from ringback.wire import Reason

_OVER, _VOICEMAIL = Phase.OVER, Side.VOICEMAIL


class Bridge:
    """Feed it what happens, do what it returns; sound may take its `lane` first. `now` is the media time."""

    def __init__(self, briefing: Briefing, limits: Limits | None = None) -> None:
        limits = limits or Limits()
        transcript, replies = Transcript(), Replies()
        voice = Voice(transcript, replies, briefing.disclosure)
        self._scene = Scene(briefing, limits, transcript, replies, voice, Ear(limits.backlog))
        self._farewell = Farewell(self._scene)
        self._consult = Consult(self._scene)
        self._steering = Steering(self._scene)
        self._recovery = Recovery(self._scene)
        self._voicemail = Voicemail(self._scene)
        self._turns = Turns(self._scene, self._farewell, self._consult)
        self._toolbox = Toolbox(self._scene, self._turns, self._farewell, self._consult)
        self._failures = 0
        self.lane = FastLane(self._scene, self._turns)

    @property
    def now(self) -> int:
        return self._scene.now

    @property
    def over(self) -> bool:
        return self._scene.phase is _OVER

    @property
    def awaited_words(self) -> int:
        """Turns of the callee whose words have not come yet."""
        return self._scene.transcript.awaited

    # --- from the phone

    def from_carrier(self, event: ev.CarrierEvent) -> list[ev.Action]:
        scene = self._scene
        if scene.phase is _OVER:
            return []
        if isinstance(event, ev.CalleeAudio):
            return self._frame(event)
        match event:
            case ev.MarkPlayed():
                scene.look_at = 0
                return scene.voice.marked(event.name, scene.now)
            case ev.StreamStopped():
                return self.end("callee") if event.clean else self.end("carrier", Reason.LINE_DROPPED)
            case ev.StreamStarted() | ev.Digit():
                return []
            case _:
                assert_never(event)

    def _frame(self, frame: ev.CalleeAudio) -> list[ev.Action]:
        scene = self._scene
        scene.now = max(scene.now, frame.at + len(frame.sound) // 8)
        actions = scene.ear.hear(frame)
        if (self._turns.early or scene.side is _VOICEMAIL) and self._voicemail.hear(frame.sound):
            actions += self._turns.beeped()
            scene.look_at = 0
        if scene.now >= scene.look_at:
            scene.look_at = (scene.now // scene.limits.look + 1) * scene.limits.look
            actions += [*scene.voice.overdue(scene.now, scene.limits.mark_grace), *self._tick()]
        return actions

    def machine_answered(self) -> list[ev.Action]:
        """The carrier hears a machine. Believed while no talk has come about, and the words are not a menu's."""
        if self.over or self._toolbox.claim is not None:
            return []
        return [*self._turns.machine_answered(), *self._at_voicemail()]

    # --- from the model

    def from_model(self, event: ev.ModelEvent) -> list[ev.Action]:
        scene = self._scene
        if isinstance(event, ev.ModelAudio):
            return [] if scene.phase is _OVER else scene.voice.speak(event, scene.now)
        scene.look_at = 0
        if isinstance(event, ev.TurnTranscribed):
            told: list[ev.Action] = [*scene.transcript.said(event.item_id, event.text, final=event.final)]
            if not event.final:
                return told
            return [*told, *self._turns.worded(event.item_id, event.text), *self._at_voicemail()]
        if self.over:
            return []
        match event:
            case ev.ModelReady():
                return self._model_ready(event.lasts_ms)
            case ev.ResponseStarted():
                return [*scene.replies.started(event.response_id, scene.now), *self._steering.responds()]
            case ev.ModelAudioDone():
                return scene.voice.audio_done(event.item_id, scene.now)
            case ev.AgentSaid():
                return scene.voice.word(event, scene.now)
            case ev.CalleeSpoke():
                return self._turns.spoke(event.item_id, scene.ear.media_ms(event.audio_ms, scene.now))
            case ev.CalleeStopped():
                return self._turns.stopped(event.item_id, scene.ear.media_ms(event.audio_ms, scene.now))
            case ev.TurnCommitted():
                return self._turns.committed(event.item_id)
            case ev.ToolCalled():
                return self._toolbox.called(event)
            case ev.ResponseDone():
                return self._response_done(event)
            case ev.ModelFailed():
                return [] if event.recoverable else self._model_lost(event.code)
            case ev.Used():
                return []
            case _:
                assert_never(event)

    def _response_done(self, event: ev.ResponseDone) -> list[ev.Action]:
        scene = self._scene
        kept = scene.replies.muted(event.response_id)
        actions = scene.voice.response_done(event.response_id, scene.now)
        if event.failed is not None and not kept:
            return [*actions, *scene.replies.done(event.response_id, scene.now), *self._trouble(event.failed)]
        self._failures = 0
        actions += self._toolbox.done(event.response_id, kept=kept)
        return [*actions, *scene.replies.done(event.response_id, scene.now)]

    def _trouble(self, code: str) -> list[ev.Action]:
        """The model could not speak. While we take leave the carrier's voice says what it did not."""
        self._failures += 1
        if self._scene.phase not in TALKS:
            return []
        if self._failures > 1 or hopeless(code):
            return self._give_up()
        return [] if self._scene.replies.busy else self._turns.again(busy=code == "rate_limit_exceeded")

    def _model_lost(self, code: str) -> list[ev.Action]:
        """While we take leave there is nothing more to say; else the session is opened anew, once."""
        scene = self._scene
        if scene.phase in TALKS:
            again = self._recovery.again(code, self._consult.past())
            if again is not None:
                return self._reopened(again)
            self._recovery.gone()
            return self._give_up()
        self._recovery.gone()
        self._farewell.final = True
        return []

    def _reopened(self, actions: list[ev.Action]) -> list[ev.Action]:
        self._toolbox.model_lost()
        self._failures = 0
        return actions

    def _model_ready(self, lasts_ms: int | None) -> list[ev.Action]:
        scene = self._scene
        without = self._recovery.ready(lasts_ms)
        actions = scene.ear.model_ready()
        if without is None:
            return actions
        notes = [*self._steering.model_ready(), *self._consult.model_ready()]
        owed, scene.owed = scene.owed or without >= scene.limits.gap, False
        if not owed or scene.phase not in TALKS:
            return [*actions, *notes]
        back = scene.voice.disclosed and scene.side in (Side.PERSON, Side.SCREENING)
        return [*actions, *notes, *(scene.ask(scene.briefing.back) if back else self._turns.answer())]

    def _give_up(self) -> list[ev.Action]:
        return self.end("system", Reason.MODEL_DOWN, self._scene.apology)

    # --- from the user

    def steer(self, text: str, mode: Mode) -> list[ev.Action] | None:
        """None when the call is over."""
        return None if self.over else self._steering.steer(text, mode)

    def answer(self, question_id: str, text: str) -> list[ev.Action] | None:
        """None when this question is not open."""
        return None if self.over else self._consult.answered(question_id, text)

    # --- the end

    def end(self, ended_by: ev.EndedBy, reason: Reason | None = None, last_words: str | None = None) -> list[ev.Action]:
        """The talk is over now, whoever ended it."""
        if self.over:
            return []
        scene = self._scene
        scene.phase = Phase.OVER
        self._consult.close()
        commit = [ev.CommitAudio()] if scene.speaking_since is not None and not scene.away else []
        left = [ev.LeftMessage()] if self._voicemail.left else []
        told = [*scene.voice.stop(scene.now), *scene.transcript.close(scene.now), *self._steering.close()]
        return [*commit, *left, *told, ev.HangUp(ended_by, reason, last_words)]

    def _at_voicemail(self) -> list[ev.Action]:
        if self.over or self._scene.side is not Side.VOICEMAIL:
            return []
        actions = self._voicemail.tick()
        return self.end("agent", Reason.VOICEMAIL) if actions is None else actions

    def _tick(self) -> list[ev.Action]:
        scene, limits = self._scene, self._scene.limits
        if scene.now >= limits.call:
            return self.end("system", Reason.MAX_DURATION)
        if scene.now >= limits.call - limits.wrap_up and self._farewell.ended_by == "agent":
            self._farewell.ended_by, self._farewell.reason = "system", self._farewell.reason or Reason.MAX_DURATION
            return [*scene.voice.interrupt(scene.now), *self._farewell.leave(scene.briefing.time_up)]
        if self._recovery.too_late:
            return self._give_up()
        patience = limits.mute_again if self._recovery.used else limits.mute_model
        if scene.replies.busy and scene.now - scene.replies.since >= patience and not scene.voice.playing:
            return self._model_lost("mute")
        if scene.side is _VOICEMAIL:
            return self._at_voicemail()
        if self._farewell.heard_out():
            return self.end(self._farewell.ended_by, self._farewell.reason, self._farewell.missing)
        again = self._recovery.renew(self._consult.past())
        renewed = self._reopened(again) if again else []
        return [*renewed, *self._consult.tick(), *self._steering.tick(), *self._turns.tick()]
