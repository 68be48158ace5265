"""A question to the user in the middle of the call, while the callee waits. Pure.

Rules:
1. One question at a time. The callee hears that we are checking, and halfway through the wait that we still are.
2. The user's answer, or after `consult` ms the default, goes to the model as its tool's output, and the talk goes on.
3. A session that is opened anew is told of the question, so that it gets the answer as the first one would have.
"""

from typing import Literal

from ringback.call_handler import events as ev
from ringback.call_handler.scene import Scene
from ringback.call_handler.tools import Wondering

_NO_ANSWER = "No answer came in time. Do not decide it: say that you will call back."


class Consult:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._count = 0
        self._question: Wondering | None = None
        self._call_id = ""
        self._since = 0
        self._reminded = False
        self._given: str | None = None

    @property
    def open(self) -> bool:
        return self._question is not None

    def ask(self, call_id: str, question: Wondering, *, told: bool) -> list[ev.Action]:
        """`told`: the callee has heard that we are checking."""
        scene = self._scene
        self._count += 1
        self._question, self._call_id = question, call_id
        self._since, self._reminded = scene.now, False
        seconds = scene.limits.consult / 1000
        return [
            ev.AskUser(f"q{self._count}", question.text, question.options, question.default, seconds),
            ev.Tell("call.phase", {"phase": "consulting"}),
            *([] if told else scene.ask(scene.briefing.checking)),
        ]

    def answered(self, question_id: str, text: str, by: Literal["user", "default"] = "user") -> list[ev.Action] | None:
        """None when this question is not open."""
        scene = self._scene
        if self._question is None or self._given is not None or question_id != f"q{self._count}":
            return None
        if scene.away:
            self._given = text
            return []
        self._question = None
        output = {"answer": text, "by": by} if text else {"answer": None, "by": by, "note": _NO_ANSWER}
        return [
            ev.AnswerTool(self._call_id, output),
            ev.Tell("call.answer", {"question_id": question_id, "text": text, "by": by}),
            ev.Tell("call.phase", {"phase": scene.side.value}),
            *(scene.ask() if scene.speaking_since is None else []),
        ]

    def tick(self) -> list[ev.Action]:
        scene, question = self._scene, self._question
        if question is None or scene.away:
            return []
        waited = scene.now - self._since
        if waited >= scene.limits.consult:
            return self.answered(f"q{self._count}", question.default, "default") or []
        if self._reminded or waited < scene.limits.consult // 2 or not scene.still:
            return []
        self._reminded = True
        return scene.ask(scene.briefing.still_checking)

    def close(self) -> list[ev.Action]:
        """The callee's goodbye made the question idle; its default is what counts."""
        question, self._question = self._question, None
        if question is None:
            return []
        told = {"question_id": f"q{self._count}", "text": question.default, "by": "default"}
        return [ev.Tell("call.answer", told), ev.Tell("call.phase", {"phase": self._scene.side.value})]

    def model_ready(self) -> list[ev.Action]:
        """An answer that came while there was no session."""
        given, self._given = self._given, None
        return [] if given is None else self.answered(f"q{self._count}", given) or []

    def past(self) -> tuple[ev.PastCall, ...]:
        """The question, for a session that did not ask it."""
        if self._question is None:
            return ()
        asked = {"question": self._question.text, "options": [*self._question.options]}
        return (ev.PastCall(self._call_id, "ask_user", {**asked, "default": self._question.default}),)
