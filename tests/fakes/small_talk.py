"""The practice model's mind and a practice person joined in memory: they talk by text alone, to the end of the call."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ringback.sandbox.mind import mind
from ringback.sandbox.mind.numbers import Language
from ringback.sandbox.mind.talk import Action, Called, CallTool, Heard, Said, Say, Silence, Turn
from ringback.sandbox.mind.words import parts
from ringback.sandbox.people import talk
from ringback.sandbox.people.callee import Callee
from ringback.sandbox.people.phone_book import book
from tests.fakes.senses import ReadingEar, spell

MS_PER_LETTER = 60
MOST_STEPS = 60
OPENING = {
    "en": "Hello, I am an automated AI assistant calling on behalf of Dana.",
    "he": "שלום, אני עוזרת קולית אוטומטית מבוססת בינה מלאכותית, ומתקשרת בשם דנה.",
}
GREET = {
    "en": 'Begin with exactly this sentence, word for word: "{}" Then say in one short sentence why you call.',
    "he": 'פתחי בדיוק במשפט הזה, מילה במילה: "{}" אחריו אמרי במשפט קצר אחד לשם מה התקשרת.',
}


@dataclass
class SmallTalk:
    """One call. `turns` is the talk as the mind knows it, `report` what it said of the call."""

    person: str
    language: Language
    instructions: str
    halting: bool = False
    """They pause after each sentence, so that we begin to answer too early and are cut off."""
    turns: list[Turn] = field(default_factory=list)
    report: dict[str, object] | None = None
    ended_by: str = ""

    def run(self) -> "SmallTalk":
        key = (self.person, self.language)
        script = next(p.script for p in book().people if (p.key, p.language) == key)
        assert script is not None
        self.callee = Callee(script)
        self._they_do(self.callee.on(talk.PickedUp()))
        for step in range(MOST_STEPS):
            if self.ended_by:
                return self
            greet = GREET[self.language].format(OPENING[self.language]) if step == 0 else ""
            self._we_do(greet)
            if not self.ended_by:
                self._they_go_on()
        raise AssertionError("the talk never ends:\n" + self.written())

    def written(self) -> str:
        return "\n".join(repr(turn) for turn in self.turns)

    @property
    def facts(self) -> dict[str, str]:
        assert self.report is not None
        facts = self.report["facts"]
        assert isinstance(facts, list)
        return {fact["key"]: fact["value"] for fact in facts}

    def _we_do(self, asked: str) -> None:
        for action in self._actions(asked):
            if isinstance(action, CallTool):
                self.turns.append(Called(action.name, "{}"))
                self.report = dict(action.arguments)
                self.ended_by = "agent"
                return
            self._we_say(action)

    def _actions(self, asked: str) -> Sequence[Action]:
        return mind.next_actions(self.instructions, self.turns, tools=["end_call"], language=self.language, asked=asked)

    def _we_say(self, action: Say) -> None:
        for letters in range(0, len(action.text), 4):
            interruption = self.callee.on(talk.CallerSpeaks(letters * MS_PER_LETTER))
            if interruption:
                self.turns.append(Said(action.text[:letters]))
                self.callee.on(talk.Heard(()))
                self._they_do(interruption)
                return
        self.turns.append(Said(action.text))
        words = tuple(ReadingEar().spot(spell(action.text), self.callee.words))
        self._they_do(self.callee.on(talk.Heard(words)))

    def _we_hear(self, text: str) -> None:
        *begun, last = parts(text) if self.halting else [text]
        for sentence in begun:
            self.turns.append(Heard(sentence))
            for action in self._actions(""):
                if isinstance(action, Say):
                    self.turns.append(Said(action.text[:12]))
                    break
        self.turns.append(Heard(last))

    def _they_go_on(self) -> None:
        if self.turns and isinstance(self.turns[-1], Heard):
            return
        for ms in range(0, 8000, 100):
            done = self.callee.on(talk.Silence(ms))
            if done:
                self._they_do(done)
                return
        self.turns.append(Silence())

    def _they_do(self, actions: list[talk.Action]) -> None:
        for action in actions:
            match action:
                case talk.Say(text, cut_ms):
                    if cut_ms is None:
                        self._we_hear(text)
                    self._they_do(self.callee.on(talk.Said()))
                case talk.Beep() | talk.Press():
                    self._they_do(self.callee.on(talk.Said()))
                case talk.HangUp():
                    self.ended_by = "callee"
                case talk.DropLine():
                    self.ended_by = "line"
