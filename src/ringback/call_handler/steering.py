"""What the user says into the call: guidance for the model, or words to be said exactly. Pure.

Rules:
1. Guidance is put into the conversation at once and counts as used when a response begins that was asked for after it.
2. Exact words are said as soon as nobody speaks, to a person who knows already what we are.
3. What was not used when the call ends was too late.
"""

from dataclasses import dataclass
from typing import Literal

from ringback.call_handler import events as ev
from ringback.call_handler.other_side import Side
from ringback.call_handler.scene import Phase, Scene

Mode = Literal["guide", "say"]
_DEAF = {Side.MENU, Side.HOLD, Side.VOICEMAIL}


@dataclass(slots=True)
class _Wish:
    """`after` is how many responses had been asked for when the guidance was given to the model; None before."""

    text: str
    mode: Mode
    after: int | None = None


class Steering:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._wishes: list[_Wish] = []

    def steer(self, text: str, mode: Mode) -> list[ev.Action]:
        wish = _Wish(text, mode)
        self._wishes.append(wish)
        return [self._tell(wish, "sent"), *self._give_notes()]

    def responds(self) -> list[ev.Action]:
        """A response has begun."""
        used = [wish for wish in self._wishes if wish.after is not None and wish.after < self._scene.replies.created]
        return self._settle(used, "used")

    def tick(self) -> list[ev.Action]:
        if not self._wishes:
            return []
        scene = self._scene
        waiting = next((wish for wish in self._wishes if wish.mode == "say"), None)
        able = scene.still and scene.voice.disclosed and scene.side not in _DEAF
        if waiting is None or not able or scene.phase not in (Phase.TALKING, Phase.LISTENING):
            return []
        scene.phase = Phase.TALKING
        return [*scene.ask(scene.briefing.exactly(waiting.text)), *self._settle([waiting], "used")]

    def model_ready(self) -> list[ev.Action]:
        """A session that was opened anew has not heard the guidance."""
        for wish in self._wishes:
            wish.after = None
        return self._give_notes()

    def close(self) -> list[ev.Action]:
        return self._settle(list(self._wishes), "too_late")

    def _give_notes(self) -> list[ev.Action]:
        if self._scene.away:
            return []
        fresh = [wish for wish in self._wishes if wish.mode == "guide" and wish.after is None]
        for wish in fresh:
            wish.after = self._scene.replies.created
        return [ev.AddNote(self._scene.briefing.sentences.note.format(wish.text)) for wish in fresh]

    def _settle(self, wishes: list[_Wish], state: str) -> list[ev.Action]:
        self._wishes = [wish for wish in self._wishes if wish not in wishes]
        return [self._tell(wish, state) for wish in wishes]

    @staticmethod
    def _tell(wish: _Wish, state: str) -> ev.Tell:
        return ev.Tell("call.steer", {"text": wish.text, "mode": wish.mode, "state": state})
