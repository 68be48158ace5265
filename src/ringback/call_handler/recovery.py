"""The model's session dies, expires or does not come: opened anew once, with the talk so far. Pure.

Rules:
1. A session that broke is replaced once in a call; one that nears its end is replaced in a quiet moment, any time, and
   so is one that came to its end, unless it had only just begun.
2. Errors that another session would meet too are not tried again.
3. A session that is not there in time counts as broken for good. Until there was one, all tries share one time.
"""

from ringback.call_handler import events as ev
from ringback.call_handler.scene import TALKS, Phase, Scene

HOPELESS = {"invalid_api_key", "insufficient_quota", "model_not_found", "beta_api_shape_disabled"}


def hopeless(code: str) -> bool:
    """Another try would meet this error too."""
    return code in HOPELESS


class Recovery:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.used = self._ever = False
        self._waiting_since = 0
        self._again = False
        self._ready_at = 0
        self._renew_at: int | None = None
        self._renew_at_last = 0

    def again(self, code: str, open_calls: tuple[ev.PastCall, ...]) -> list[ev.Action] | None:
        """The session is lost. None when there is no second try. `open_calls` of tools are told to the next one."""
        expired = code == "session_expired" and self._scene.now - self._ready_at >= self._scene.limits.reopen
        if hopeless(code) or (self.used and not expired):
            return None
        self.used = self.used or not expired
        return self._reopen(open_calls)

    def ready(self, lasts_ms: int | None) -> int | None:
        """A session is there; how long the talk was without one, None for the first."""
        scene = self._scene
        without = scene.now - self._waiting_since if self._again else None
        scene.away, self._again, self._renew_at, self._ready_at = False, False, None, scene.now
        self._ever = True
        if lasts_ms is not None:
            margin = min(scene.limits.renew, lasts_ms // 4)
            self._renew_at, self._renew_at_last = scene.now + lasts_ms - margin, scene.now + lasts_ms - margin // 4
        return without

    @property
    def too_late(self) -> bool:
        """The session that was asked for should be there by now."""
        scene = self._scene
        patience = scene.limits.reopen if self._ever else scene.limits.ready
        return scene.away and scene.phase in TALKS and scene.now - self._waiting_since >= patience

    def renew(self, open_calls: tuple[ev.PastCall, ...]) -> list[ev.Action]:
        """Time passes: a session that will end soon is replaced while nobody speaks, at the latest just before."""
        scene = self._scene
        if self._renew_at is None or scene.now < self._renew_at or scene.phase in (Phase.LEAVING, Phase.LISTENING):
            return []
        if not scene.still and scene.now < self._renew_at_last:
            return []
        return self._reopen(open_calls)

    def gone(self) -> None:
        """There is no session any more, and nothing comes of what was asked of it."""
        scene = self._scene
        self._waiting_since, self._renew_at = scene.now if self._ever else 0, None
        scene.away = True
        scene.owed = scene.replies.reset() or scene.speaking_since is not None
        scene.speaking_since = None
        scene.ear.close()
        scene.voice.model_lost()

    def _reopen(self, open_calls: tuple[ev.PastCall, ...]) -> list[ev.Action]:
        scene = self._scene
        self.gone()
        self._again = True
        return [*scene.transcript.lost(scene.now), ev.ReopenModel((*scene.transcript.history(), *open_calls))]
