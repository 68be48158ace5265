"""A question to the user in the middle of the call, while the callee waits. Pure.

Rules:
1. One question at a time. The callee hears that we are checking, and halfway through the wait that we still are.
2. The user's answer, or after `consult` ms the default, goes to the model as its tool's output, and the talk goes on.
3. A session that was opened anew does not know the tool's call: it gets the answer as a note.
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
        self._call_id: str | None = None
        self._since = 0
        self._reminded = False

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
        question, scene = self._question, self._scene
        if question is None or question_id != f"q{self._count}":
            return None
        self._question = None
        answer: ev.Action
        if self._call_id is None:
            answer = ev.AddNote(scene.briefing.sentences.answer.format(question.text, text or _NO_ANSWER))
        else:
            output = {"answer": text, "by": by} if text else {"answer": None, "by": by, "note": _NO_ANSWER}
            answer = ev.AnswerTool(self._call_id, output)
        return [
            answer,
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

    def close(self) -> None:
        """The talk ends, or the callee's goodbye made the question idle."""
        self._question = None

    def model_lost(self) -> None:
        self._call_id = None
