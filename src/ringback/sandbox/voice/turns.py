"""Turns: when somebody on the line starts and stops speaking, by webrtcvad with hysteresis.

Rules:
1. Speech starts when 4 of the last 5 frames (80 of 100 ms) are voice: a click or a knock is not a turn.
2. It stops after `silence_ms` without voice; single voiced frames in between (breath, line noise) do not keep it open.
3. Times are milliseconds since the first frame, as on the model's wire: a start reaches `prefix_ms` back
   before the voice, a stop counts the silence that was waited for.
"""

from collections import deque
from dataclasses import dataclass

from ringback.sandbox.voice import ulaw
from ringback.sandbox.voice.extra import load

FRAME_MS = 20
_WINDOW = 5
_NEEDED = 4
_FLOOR = 60
"""Mean level (of 32767) under which a frame is silence whatever the detector says."""


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    audio_start_ms: int
    """Beginning of the turn, the prefix included."""


@dataclass(frozen=True, slots=True)
class SpeechStopped:
    audio_end_ms: int
    """End of the turn, the waited silence included."""


class TurnDetector:
    """Feed it every 20 ms frame of one direction of one call; not shared between calls.

    `threshold` is the model API's 0..1: the higher, the surer it must be that a frame is voice.
    """

    def __init__(self, *, silence_ms: int = 500, prefix_ms: int = 300, threshold: float = 0.5) -> None:
        self._vad = load("webrtcvad").Vad(min(3, max(0, round(threshold * 4))))
        self._silence_frames = max(1, silence_ms // FRAME_MS)
        self._prefix_ms = prefix_ms
        self._recent: deque[bool] = deque(maxlen=_WINDOW)
        self._frames = 0
        self._quiet = 0
        self._speaking = False

    def feed(self, frame: bytes) -> SpeechStarted | SpeechStopped | None:
        """Takes 160 µ-law bytes; the turn's event when this frame decides one."""
        pcm = ulaw.decode(frame)
        self._frames += 1
        voiced = float(abs(pcm.astype("int32")).mean()) > _FLOOR and self._vad.is_speech(pcm.tobytes(), ulaw.RATE)
        self._recent.append(voiced)
        if not self._speaking:
            if sum(self._recent) < _NEEDED:
                return None
            self._speaking, self._quiet = True, 0
            return SpeechStarted(max(0, (self._frames - _WINDOW) * FRAME_MS - self._prefix_ms))
        self._quiet = 0 if sum(self._recent) >= 2 else self._quiet + 1
        if self._quiet < self._silence_frames:
            return None
        self._speaking = False
        self._recent.clear()
        return SpeechStopped(self._frames * FRAME_MS)
