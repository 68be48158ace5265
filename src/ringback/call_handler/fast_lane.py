"""Sound in the middle of a talk, on which nothing turns: it goes on as it came, and clocks and counts change. Pure.

Rules:
1. What this lane takes, the bridge would have answered with the same sound and nothing else, and would be as it is now.
2. What it does not take it has not touched: that is for the bridge.
"""

from ringback.call_handler.events import CalleeAudio, ModelAudio
from ringback.call_handler.other_side import Side
from ringback.call_handler.scene import Phase, Scene
from ringback.call_handler.turns import Turns

_OVER, _VOICEMAIL = Phase.OVER, Side.VOICEMAIL


class FastLane:
    """True: taken, and the event's payload is to be sent on now."""

    def __init__(self, scene: Scene, turns: Turns) -> None:
        self._scene = scene
        self._turns = turns

    def to_model(self, frame: CalleeAudio) -> bool:
        """A frame between two looks at the clock, in which nobody listens for a beep."""
        scene, size = self._scene, len(frame.sound)
        ear, now = scene.ear, frame.at + size // 8
        if not (ear.open and scene.now <= now < scene.look_at) or scene.side is _VOICEMAIL or scene.phase is _OVER:
            return False
        if self._turns.early:
            return False
        scene.now = now
        ear.sent_bytes += size
        return True

    def to_phone(self, audio: ModelAudio) -> bool:
        """More of what is being said, before its next mark."""
        scene = self._scene
        return scene.phase is not _OVER and scene.voice.goes_on(audio, scene.now)
