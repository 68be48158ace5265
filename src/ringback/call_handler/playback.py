"""What the callee has heard of the agent: audio sent to the carrier, marks that came back, and the media clock.

Rules:
1. The carrier plays in order. A mark that comes back proves that all before it was played.
2. Heard of the piece that is playing = the time since it became the first in the queue, never more than its length.
3. A clear forgets the marks before it: they come back too, unplayed, and say nothing. No name is used twice.
4. Base64 is cut at multiples of four characters, so what is sent on needs no encoding.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from ringback.call_handler.events import Action, CarrierAction, Mark, Play

_CHUNK = 2400
"""Bytes in one message: 300 ms, 3200 characters of base64."""
_MARK_EVERY_BYTES = 1600
"""200 ms."""


@dataclass(slots=True)
class _Piece:
    """Audio between two marks; `mark` is None while more may be added, `since` None while others play before it."""

    item_id: str
    size: int = 0
    mark: str | None = None
    since: int | None = None

    @property
    def ms(self) -> int:
        return self.size // 8

    def goes_on(self, now: int) -> None:
        """If the queue had run dry, the new audio starts now."""
        if self.since is not None and now - self.since > self.ms:
            self.since = now - self.ms


class Playback:
    """The queue at the carrier, as far as we can know it."""

    def __init__(self) -> None:
        self._queue: deque[_Piece] = deque()
        self._played: dict[str, int] = {}
        self._sent: dict[str, int] = {}
        self._marks = 0
        self._due = 0

    @property
    def playing(self) -> bool:
        """Some of what was sent may still be unheard."""
        return bool(self._queue)

    def holds(self, item_id: str) -> bool:
        return any(piece.item_id == item_id for piece in self._queue)

    def starts_at(self, now: int) -> int:
        """When audio sent now will begin to be heard."""
        return max(self._due, now) if self._queue else now

    def sent_ms(self, item_id: str) -> int:
        return self._sent.get(item_id, 0) // 8

    def heard_ms(self, item_id: str, now: int) -> int:
        queued = sum(self._heard_of(piece, now) for piece in self._queue if piece.item_id == item_id)
        return self._played.get(item_id, 0) // 8 + queued

    def play(self, item_id: str, payload: str, sound: bytes, now: int) -> list[Action]:
        """Send audio of an item, base64 and bytes, with a mark every 200 ms or more."""
        size = len(sound)
        self._sent[item_id] = self._sent.get(item_id, 0) + size
        self._due = max(self._due, now) + size // 8
        if size > _CHUNK:
            return [action for chunk in _chunks(payload, sound) for action in self._play(item_id, chunk, now)]
        return self._play(item_id, Play(payload, sound), now)

    def goes_on(self, item_id: str, size: int, now: int) -> bool:
        """`play`, if these bytes but lengthen the piece that is open; else False, and nothing was done."""
        last = self._queue[-1] if self._queue else None
        if last is None or last.item_id != item_id or last.mark is not None or last.size < 8:
            return False
        if last.size + size >= _MARK_EVERY_BYTES:
            return False
        last.goes_on(now)
        last.size += size
        self._sent[item_id] += size
        self._due = max(self._due, now) + size // 8
        return True

    def finish(self) -> list[CarrierAction]:
        """No more audio is coming: mark the end of what was sent."""
        last = self._queue[-1] if self._queue else None
        return [self._close(last)] if last is not None and last.mark is None else []

    def marked(self, name: str, now: int) -> None:
        if not any(piece.mark == name for piece in self._queue):
            return
        while self._pop().mark != name:
            pass
        if self._queue:
            self._queue[0].since = now

    def overdue(self, now: int, grace: int) -> bool:
        """The marks of what is queued should have come back `grace` ms ago; taken as played from now on."""
        if not self._queue or now < self._due + grace:
            return False
        while self._queue:
            self._pop()
        return True

    def clear(self, now: int) -> bool:
        """Forget what is queued; True when there was something."""
        cleared = bool(self._queue)
        self._queue.clear()
        self._due = now
        return cleared

    def _play(self, item_id: str, chunk: Play, now: int) -> list[Action]:
        piece = self._open_piece(item_id, now)
        piece.size += len(chunk.sound)
        return [chunk] if piece.size < _MARK_EVERY_BYTES else [chunk, self._close(piece)]

    def _open_piece(self, item_id: str, now: int) -> _Piece:
        last = self._queue[-1] if self._queue else None
        if last is None or last.mark is not None or last.item_id != item_id:
            last = _Piece(item_id, since=None if self._queue else now)
            self._queue.append(last)
        else:
            last.goes_on(now)
        return last

    def _close(self, piece: _Piece) -> Mark:
        self._marks += 1
        piece.mark = f"m{self._marks}"
        return Mark(piece.mark)

    def _pop(self) -> _Piece:
        piece = self._queue.popleft()
        self._played[piece.item_id] = self._played.get(piece.item_id, 0) + piece.size
        return piece

    @staticmethod
    def _heard_of(piece: _Piece, now: int) -> int:
        return 0 if piece.since is None else max(0, min(now - piece.since, piece.ms))


def _chunks(payload: str, sound: bytes) -> Iterator[Play]:
    for start in range(0, len(sound), _CHUNK):
        end = start + _CHUNK
        yield Play(payload[start // 3 * 4 : end // 3 * 4], sound[start:end])
