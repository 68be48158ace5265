"""What waits to be played to the callee, and the marks between.

Rules:
1. Audio is played in order, one 20 ms frame a tick; a last piece shorter than a frame is filled with silence.
2. A mark comes back when the audio queued before it has been played to its end, or when `clear` drops that audio.
3. A mark with nothing before it comes back at once, at the next tick.
"""

from collections import deque

FRAME = 160
"""Bytes of 20 ms of µ-law at 8 kHz."""

SILENT_FRAME = b"\xff" * FRAME


class Playback:
    """Positions are bytes since the start of the call; a mark waits at the position where it was queued."""

    def __init__(self) -> None:
        self._chunks: deque[bytes] = deque()
        self._offset = 0
        self._queued = 0
        self._played = 0
        self._marks: deque[tuple[int, str]] = deque()

    @property
    def empty(self) -> bool:
        return self._played == self._queued

    def add(self, ulaw: bytes) -> None:
        if ulaw:
            self._chunks.append(ulaw)
            self._queued += len(ulaw)

    def mark(self, name: str) -> None:
        self._marks.append((self._queued, name))

    def clear(self) -> None:
        """Drops what was not played yet; its marks are due at once."""
        self._chunks.clear()
        self._offset = 0
        self._played = self._queued

    def due(self) -> list[str]:
        """The marks whose audio has been played; each is given once. Ask before `next_frame` of a tick."""
        names = []
        while self._marks and self._marks[0][0] <= self._played:
            names.append(self._marks.popleft()[1])
        return names

    def next_frame(self) -> bytes | None:
        """The 160 bytes to play now, or None when nothing waits."""
        if not self._chunks:
            return None
        frame = b""
        while self._chunks and len(frame) < FRAME:
            chunk = self._chunks[0]
            piece = chunk[self._offset : self._offset + FRAME - len(frame)]
            frame += piece
            self._offset += len(piece)
            if self._offset == len(chunk):
                self._chunks.popleft()
                self._offset = 0
        self._played += len(frame)
        return frame + SILENT_FRAME[len(frame) :]
