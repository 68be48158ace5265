"""The callee's turns: when they interrupt us, what is on the other side by their words, how they are answered. Pure.

Rules:
1. A turn is answered at once; its words, which come later, may show a machine: then what we began to say is taken back.
2. A menu is answered when it is silent, with keys, or with the word it asks for. A queue is never answered, until
   words come that are a person's again. A person who asked for a moment is back with any sound that is no music, and
   is asked for when they do not come back.
3. A call screener hears who calls and why; the person behind it hears it too.
4. Who does not stop talking is answered over their words, a few times.
5. One greeting at a time: a turn that began before ours is answered by it.
"""

from ringback.call_handler import events as ev
from ringback.call_handler.consult import Consult
from ringback.call_handler.farewell import Farewell
from ringback.call_handler.never_again import never_again
from ringback.call_handler.other_side import Side, asks_a_person, casual, recognise, wants_a_word
from ringback.call_handler.replies import Purpose
from ringback.call_handler.scene import TALKS, Phase, Scene
from ringback.wire import Reason

_EARLY = 4
"""Turns in which an answering machine, a menu or a screener shows itself; later such words are a person's."""
_FIRST_MET = {Side.VOICEMAIL, Side.MENU, Side.SCREENING}
_OPENING, _HOLD = Phase.OPENING, Side.HOLD


class Turns:
    def __init__(self, scene: Scene, farewell: Farewell, consult: Consult) -> None:
        self._scene = scene
        self._farewell = farewell
        self._consult = consult
        self._latest = ""
        self._answer_at: int | None = None
        self._pending = False
        self._over_them = False
        self._rambles = self._silences = 0
        self._barred = self._machine = self._screened = self._moment = self._by_word = False
        self.count = 0

    @property
    def early(self) -> bool:
        """It may still be an answering machine, whose beep is listened for."""
        return self.count <= 1 and not self._scene.voice.disclosed

    # --- what the model's ear tells

    def spoke(self, item_id: str, at: int) -> list[ev.Action]:
        scene = self._scene
        scene.transcript.began(item_id, "callee", at)
        scene.speaking_since = scene.last_word = scene.now
        self._silences, self._answer_at, self._pending = 0, None, False
        if scene.side is Side.VOICEMAIL or scene.voice.presses or self._over_them:
            return []
        return scene.voice.interrupt(scene.now) if self._farewell.keeps_the_line() else []

    def stopped(self, item_id: str, at: int) -> list[ev.Action]:
        scene = self._scene
        scene.speaking_since, scene.last_word, self._pending = None, scene.now, True
        return [*scene.transcript.ended(item_id, at)]

    def committed(self, item_id: str) -> list[ev.Action]:
        scene = self._scene
        if not self._over_them:
            scene.speaking_since = None
        scene.last_word, self._pending, self._latest = scene.now, False, item_id
        self.count += 1
        ended: list[ev.Action] = [*scene.transcript.ended(item_id, scene.now)]
        if not self._farewell.keeps_the_line():
            return ended
        if self._machine or scene.side is not Side.PERSON:
            patience = scene.limits.menu if scene.side is Side.MENU else scene.limits.words
            self._answer_at = scene.now + patience if scene.side is not Side.VOICEMAIL else None
            return ended
        return [*ended, *self.answer()]

    def worded(self, item_id: str, text: str) -> list[ev.Action]:
        """All words of a turn are known. A wish not to be called is heard in any of them, also after the end."""
        scene = self._scene
        if never_again(text):
            return self.no_more_calls()
        if scene.phase not in TALKS or item_id != self._latest or scene.side is Side.VOICEMAIL:
            return []
        return self._meet(self._side_of(text, scene.transcript.length(item_id)), spoken=bool(text.strip()))

    def _side_of(self, text: str, length: int) -> Side:
        scene, machine = self._scene, self._machine
        self._machine = False
        if not text.strip():
            if machine:
                return Side.VOICEMAIL
            if length < scene.limits.music:
                return Side.PERSON if self._moment else scene.side
            return Side.HOLD if scene.side is Side.PERSON else scene.side
        side = recognise(text)
        self._by_word = wants_a_word(text)
        self._moment = side is Side.HOLD and casual(text)
        if side in _FIRST_MET and scene.side is Side.PERSON and self.count > _EARLY:
            return Side.PERSON
        return Side.VOICEMAIL if machine and side is Side.PERSON and not asks_a_person(text) else side

    # --- the carrier's word

    def machine_answered(self) -> list[ev.Action]:
        """The carrier hears a machine: believed while no talk has come about and no words say otherwise.

        A talk has come about with the second turn, with our disclosure, or with a short hello.
        """
        scene = self._scene
        words = scene.transcript.words(self._latest)
        short = self.count == 1 and scene.transcript.length(self._latest) < scene.limits.hello
        hello = short and (words is None or words.strip() != "")
        if self.count > 1 or hello or scene.voice.disclosed or scene.side is not Side.PERSON:
            return []
        self._machine = True
        self._answer_at = scene.now + scene.limits.words
        return [] if words is None else self._meet(self._side_of(words, 0), spoken=True)

    def beeped(self) -> list[ev.Action]:
        """A beep was heard: an answering machine's, while no talk has come about."""
        scene = self._scene
        early = self.count <= 1 and scene.side is Side.PERSON and not scene.voice.disclosed
        return self._meet(Side.VOICEMAIL, spoken=True) if early else []

    # --- what follows

    def _meet(self, side: Side, *, spoken: bool) -> list[ev.Action]:
        scene, before = self._scene, self._scene.side
        told = scene.meet(side)
        match side:
            case Side.PERSON if before is Side.PERSON:
                return self.answer() if self._answer_at is not None else []
            case Side.PERSON:
                if self._screened:
                    scene.voice.forget_disclosure()
                self._screened = self._moment = False
                return [*told, *self.answer()] if scene.speaking_since is None else told
            case Side.HOLD | Side.VOICEMAIL:
                self._answer_at = None
                return [*told, *(scene.voice.interrupt(scene.now) if told else [])]
            case Side.MENU:
                if told:
                    self._answer_at = scene.last_word + scene.limits.menu
                return [*told, *(scene.voice.interrupt(scene.now) if told else [])]
            case Side.SCREENING:
                self._screened = True
                again = not told and spoken
                return [*told, *(self.answer() if told or again else [])]

    def again(self, *, busy: bool) -> list[ev.Action]:
        """The model failed to speak; one that is busy is given a moment."""
        if not busy:
            return self.answer()
        self._answer_at = self._scene.now + self._scene.limits.busy
        return []

    def answer(self) -> list[ev.Action]:
        """The model speaks: with the disclosure, until that was heard."""
        scene, briefing = self._scene, self._scene.briefing
        scene.phase, self._answer_at = Phase.TALKING, None
        if scene.side in (Side.HOLD, Side.VOICEMAIL):
            return []
        if scene.side is Side.MENU:
            return scene.ask(briefing.spoken_menu if self._by_word else briefing.menu)
        if not scene.voice.disclosed and scene.voice.greetings < scene.limits.greetings:
            return [] if scene.voice.greets else scene.ask(briefing.greeting, Purpose.GREETING)
        if self._over_them:
            return scene.ask(briefing.interject)
        return scene.ask(briefing.waiting if self._consult.open else None)

    def no_more_calls(self, *, said: bool = False) -> list[ev.Action]:
        """They are not called again. `said`: our goodbye is under way."""
        if self._barred:
            return []
        self._barred = True
        closed = self._consult.close()
        scene = self._scene
        self._farewell.reason = Reason.DO_NOT_CALL
        if scene.phase not in TALKS or scene.side is Side.VOICEMAIL:
            return [ev.BarNumber(), *closed]
        hushed = [] if said else scene.voice.interrupt(scene.now)
        leaves = self._farewell.leave(None if said else scene.briefing.no_more_calls)
        self._farewell.final = True
        return [ev.BarNumber(), *closed, *hushed, *leaves]

    # --- time

    def tick(self) -> list[ev.Action]:
        scene = self._scene
        if self._over_them and not scene.replies.busy and not scene.voice.playing:
            self._over_them = False
        if scene.phase not in TALKS:
            return []
        if scene.phase is _OPENING and scene.ear.open and not scene.replies.busy and not self._machine:
            return self._opening()
        return self._due() or self._ramble() or self._silence()

    def _opening(self) -> list[ev.Action]:
        scene = self._scene
        if scene.speaking_since is not None:
            return self.answer() if scene.now - scene.speaking_since >= scene.limits.monologue else []
        pending = self._pending and scene.now - scene.last_word < scene.limits.listen
        return self.answer() if scene.now >= scene.limits.first_word and not pending else []

    def _due(self) -> list[ev.Action]:
        """An answer that waited for silence, or for words that did not come."""
        scene = self._scene
        if self._answer_at is None or scene.now < self._answer_at or scene.speaking_since is not None:
            return []
        self._answer_at = None
        if self._machine or scene.side is Side.HOLD:
            return self._meet(self._side_of("", scene.transcript.length(self._latest)), spoken=False)
        return self.answer()

    def _ramble(self) -> list[ev.Action]:
        scene = self._scene
        ours = self._over_them or scene.replies.busy or scene.voice.playing
        talks = not ours and scene.speaking_since is not None and scene.side is Side.PERSON
        patience = scene.limits.ramble if scene.voice.disclosed else scene.limits.monologue
        if not talks or scene.now - (scene.speaking_since or 0) < patience:
            return []
        self._rambles += 1
        self._over_them, scene.speaking_since = True, scene.now
        if self._rambles > scene.limits.rambles:
            self._farewell.final = True
            return self._farewell.leave(scene.briefing.goodbye)
        return [ev.CommitAudio()]

    def _silence(self) -> list[ev.Action]:
        scene, limits = self._scene, self._scene.limits
        if scene.side is _HOLD:
            if scene.now - scene.side_since >= limits.hold:
                return self._farewell.leave(scene.briefing.goodbye)
            if not self._moment or self._silences >= limits.nudges:
                return []
        if not scene.still or self._consult.open or self._answer_at is not None:
            return []
        patience = {Side.SCREENING: limits.patience, Side.HOLD: limits.moment}.get(scene.side, limits.silence)
        if scene.now - max(scene.last_word, scene.voice.last_sound) < patience:
            return []
        scene.last_word = scene.now
        self._silences += 1
        if self._silences > limits.nudges:
            return self._farewell.leave(scene.briefing.goodbye)
        if scene.side is Side.HOLD and not scene.voice.disclosed:
            return scene.ask(scene.briefing.greeting, Purpose.GREETING)
        if not scene.voice.disclosed or scene.side is Side.MENU:
            return self.answer()
        return scene.ask(scene.briefing.nudge)
