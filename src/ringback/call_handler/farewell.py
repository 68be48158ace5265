"""Taking leave: the goodbye, a moment to listen, the end. Pure.

Rules:
1. We hang up when the goodbye was heard and nobody spoke for a second after it; who speaks keeps the line.
2. A goodbye of which nothing was sent is said by the carrier's voice.
3. Not for ever: after a few goodbyes, or once it is `final`, who speaks is heard out and not answered.
"""

from ringback.call_handler import events as ev
from ringback.call_handler.replies import Purpose
from ringback.call_handler.scene import TALKS, Phase, Scene
from ringback.wire import Reason


class Farewell:
    """`ended_by` and `reason` are what the call ends with."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._count = 0
        self._listening_since = 0
        self._goodbyes: int | None = None
        self.final = False
        self.ended_by: ev.EndedBy = "agent"
        self.reason: Reason | None = None

    def leave(self, last_words: str | None = None) -> list[ev.Action]:
        """Hang up once what is being said, and a response by these instructions, was heard."""
        self._scene.phase = Phase.LEAVING
        self._count += 1
        self._goodbyes = self._scene.voice.begun(Purpose.GOODBYE) if last_words else None
        return self._scene.ask(last_words, Purpose.GOODBYE) if last_words else []

    @property
    def missing(self) -> str | None:
        """The goodbye that was asked for and did not come, for the carrier's voice."""
        came = self._goodbyes is None or self._scene.voice.begun(Purpose.GOODBYE) > self._goodbyes
        return None if came else self._scene.briefing.parting

    def keeps_the_line(self) -> bool:
        """Somebody speaks: True when they are to be answered."""
        scene = self._scene
        if scene.phase in (Phase.LEAVING, Phase.LISTENING):
            if self.final or self._count >= scene.limits.farewells:
                return False
            scene.phase = Phase.TALKING
        return True

    def heard_out(self) -> bool:
        """Time passes while we take leave: True when we may hang up."""
        scene = self._scene
        if scene.phase in TALKS:
            return False
        if scene.phase is Phase.LEAVING and not scene.replies.busy and not scene.voice.playing:
            scene.phase, self._listening_since = Phase.LISTENING, scene.now
        if scene.phase is not Phase.LISTENING:
            return False
        patience = scene.limits.listen if scene.speaking_since is None else scene.limits.monologue
        return scene.now - self._listening_since >= patience
