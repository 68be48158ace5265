"""An answering machine: its greeting is heard out, our message is left after the beep, or nothing is. Pure.

Rules:
1. Without a message we hang up at once.
2. The message begins when the beep ended, or when the machine has been silent for a while; it is not interrupted.
3. It counts as left when it was played to its end.
"""

from ringback.call_handler import events as ev
from ringback.call_handler.beep import Beep
from ringback.call_handler.other_side import Side
from ringback.call_handler.replies import Purpose
from ringback.call_handler.scene import Scene


class Voicemail:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._beep = Beep()
        self._beeped = False
        self._speaks = False

    def hear(self, sound: bytes) -> bool:
        """Takes the callee's frames in order. True when a beep ended."""
        ended = not self._speaks and self._beep.ends(sound)
        self._beeped |= ended
        return ended

    def tick(self) -> list[ev.Action] | None:
        """Time passes at an answering machine. None when there is nothing left to do but to hang up."""
        scene, message = self._scene, self._scene.briefing.message
        if message is None:
            return None
        if self._speaks:
            return [] if scene.replies.busy or scene.voice.playing or scene.away else None
        silent = scene.speaking_since is None and (
            scene.now - max(scene.last_word, scene.side_since) >= scene.limits.greeting_end
        )
        if scene.now - scene.side_since >= scene.limits.recording:
            return None
        if not (self._beeped or silent) or scene.away:
            return []
        self._speaks = True
        return scene.ask(message, Purpose.MESSAGE)

    @property
    def left(self) -> bool:
        return self._scene.side is Side.VOICEMAIL and self._scene.voice.finished(Purpose.MESSAGE)
