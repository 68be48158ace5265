"""The callee's side of the talk on its way to the model: kept until the model is ready, and its clock.

Rules:
1. At most `backlog` ms are kept, the newest; they are sent first and in order.
2. The model counts the audio it got; its end is now, so its positions are media times. A new session counts anew.
"""

from collections import deque

from ringback.call_handler.events import Action, CalleeAudio, SendAudio


class Ear:
    """`sent_bytes` went to the model's present session."""

    def __init__(self, backlog: int) -> None:
        self._most = backlog * 8
        self._kept: deque[CalleeAudio] = deque()
        self._kept_bytes = 0
        self.sent_bytes = 0
        self.open = False

    def hear(self, frame: CalleeAudio) -> list[Action]:
        if self.open:
            self.sent_bytes += len(frame.sound)
            return [SendAudio(frame.payload)]
        self._kept.append(frame)
        self._kept_bytes += len(frame.sound)
        while self._kept_bytes > self._most:
            self._kept_bytes -= len(self._kept.popleft().sound)
        return []

    def model_ready(self) -> list[Action]:
        self.open = True
        kept, self._kept = self._kept, deque()
        self._kept_bytes = 0
        return [action for frame in kept for action in self.hear(frame)]

    def close(self) -> None:
        """The model is gone; what is said now is kept for the next one."""
        self.open, self.sent_bytes = False, 0

    def media_ms(self, audio_ms: int, now: int) -> int:
        """The media time of a position in the model's input."""
        return max(0, min(now, now - self.sent_bytes // 8 + audio_ms))
