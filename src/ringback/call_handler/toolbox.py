"""What the model's tools do when their response is done. Pure.

Rules:
1. Every call of a tool is answered; what cannot be read or done is answered with an error, and the model speaks again.
2. Keys are pressed when we are silent, and not over words of ours.
3. `end_call` says goodbye if the model has not; at an answering machine our message comes before the end.
"""

from ringback.call_handler import events as ev
from ringback.call_handler.claims import read_claim
from ringback.call_handler.consult import Consult
from ringback.call_handler.dtmf import readable, tones
from ringback.call_handler.farewell import Farewell
from ringback.call_handler.other_side import Side
from ringback.call_handler.scene import Phase, Scene
from ringback.call_handler.tools import read_question
from ringback.call_handler.turns import Turns


class Toolbox:
    def __init__(self, scene: Scene, turns: Turns, farewell: Farewell, consult: Consult) -> None:
        self._scene = scene
        self._turns = turns
        self._farewell = farewell
        self._consult = consult
        self._calls: list[ev.ToolCalled] = []
        self._presses = 0
        self.claim: ev.Claim | None = None

    def called(self, event: ev.ToolCalled) -> list[ev.Action]:
        """A claim is told at once; the rest waits for the response to be done."""
        self._calls.append(event)
        claim = read_claim(event.arguments) if event.name == "end_call" else None
        if claim is None:
            return []
        self.claim = claim
        return [ev.Claimed(claim)]

    def done(self, response_id: str, *, kept: bool) -> list[ev.Action]:
        """`kept`: the callee spoke into this response, so the line stays open."""
        calls = [call for call in self._calls if call.response_id == response_id]
        self._calls = [call for call in self._calls if call.response_id != response_id]
        return [action for call in calls for action in self._use(call, kept=kept)]

    def model_lost(self) -> None:
        self._calls.clear()

    def _use(self, call: ev.ToolCalled, *, kept: bool) -> list[ev.Action]:
        right = ev.AnswerTool(call.call_id, {"ok": True})
        voiced = self._scene.voice.voiced(call.response_id)
        match call.name:
            case "end_call" if read_claim(call.arguments) is not None:
                return [right] if kept else [right, *self._end_call(voiced=voiced)]
            case "do_not_call":
                return [right, *self._turns.no_more_calls(said=voiced and not kept)]
            case "press_digits":
                return self._press(call, kept=kept)
            case "ask_user" if self._scene.phase not in (Phase.OPENING, Phase.TALKING):
                return [ev.AnswerTool(call.call_id, {"error": "the call is ending"})]
            case "ask_user" if self._consult.open:
                return self._refuse(call, "one question is open already; wait for its answer", kept=kept)
            case "ask_user" if (question := read_question(call.arguments)) is not None:
                return self._consult.ask(call.call_id, question, told=voiced or kept)
        return self._refuse(call, "unknown tool or unreadable arguments", kept=kept)

    def _refuse(self, call: ev.ToolCalled, error: str, *, kept: bool) -> list[ev.Action]:
        return [ev.AnswerTool(call.call_id, {"error": error}), *([] if kept else self._scene.ask())]

    def _end_call(self, *, voiced: bool) -> list[ev.Action]:
        closed = self._consult.close()
        if self.claim is None or self.claim.result is not ev.Result.VOICEMAIL:
            return [*closed, *self._farewell.leave(None if voiced else self._scene.briefing.goodbye)]
        return [*closed, *self._scene.meet(Side.VOICEMAIL)]

    def _press(self, call: ev.ToolCalled, *, kept: bool) -> list[ev.Action]:
        scene = self._scene
        keys = readable((call.arguments or {}).get("digits"))
        if keys is None:
            return self._refuse(call, "no telephone keys; use 0-9, * and #", kept=kept)
        if kept and keys:
            return [ev.AnswerTool(call.call_id, {"error": "they spoke meanwhile; nothing was pressed"})]
        if keys and self._presses >= scene.limits.presses:
            return self._refuse(call, "too many keys; give up with end_call", kept=kept)
        right = ev.AnswerTool(call.call_id, {"ok": True})
        if not keys:
            return [right]
        self._presses += 1
        scene.last_word = scene.now
        hushed = scene.voice.interrupt(scene.now) if scene.side is Side.MENU else []
        return [right, *hushed, ev.Tell("call.dtmf", {"digits": keys}), *scene.voice.press(tones(keys), scene.now)]
