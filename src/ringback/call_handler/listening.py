"""Listening in on a call while it is on: who may, and what they hear.

Rules:
1. Nobody is heard by accident: a listener shows a token that is signed for one call and good for a minute.
2. The bridge never waits for a listener, and does nothing for them while there is none. Who falls behind misses sound.
3. Both sides lie on media time, as in the recording: what a clear dropped is not heard.
"""

import asyncio
import base64
import hashlib
import hmac
import secrets
from collections.abc import AsyncGenerator

from pydantic import SecretStr

from ringback.call_handler.recording import Tracks

TOKEN_SECONDS = 60
"""How long a token opens the door; who is in stays."""
_PIECE_MS = 100
_MOST_PIECES = 30
"""Three seconds; what is older than that is left out for a listener who takes nothing."""

Queue = asyncio.Queue[bytes | None]


class ListenTokens:
    """`secret` is known to every process that may have the call; without one, tokens are good in this process alone."""

    def __init__(self, secret: SecretStr) -> None:
        self._secret = secret.get_secret_value().encode() or secrets.token_bytes(32)

    def make(self, call_sid: str, now: float) -> tuple[str, float]:
        """A token for this call, and when it ends, in seconds since the epoch."""
        until = int(now) + TOKEN_SECONDS
        return f"{until}.{self._proof(call_sid, until)}", float(until)

    def good(self, token: str, call_sid: str, now: float) -> bool:
        until, _, proof = token.partition(".")
        if not (until.isascii() and until.isdigit() and len(until) < 16 and proof.isascii()):
            return False
        return now <= int(until) and hmac.compare_digest(proof, self._proof(call_sid, int(until)))

    def _proof(self, call_sid: str, until: int) -> str:
        digest = hmac.new(self._secret, f"listen:{call_sid}:{until}".encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


class Audience:
    """Those who listen to one call. Positions are media ms, as for `Tracks`."""

    def __init__(self) -> None:
        self._listeners: set[Queue] = set()
        self._tracks: Tracks | None = None
        self._told = 0
        self._over = False

    def heard(self, sound: bytes, at: int) -> None:
        """A frame of the callee; the clock of what is told."""
        if not self._listeners:
            return
        tracks = self._from(at)
        tracks.heard(sound, at)
        if at - self._told >= _PIECE_MS:
            self._tell(tracks.take(at).interleaved())
            self._told = at

    def played(self, sound: bytes, now: int) -> None:
        if self._listeners:
            self._from(now).played(sound, now)

    def cleared(self, now: int) -> None:
        if self._listeners:
            self._from(now).cleared(now)

    def end(self) -> None:
        """The talk is over."""
        self._over = True
        for queue in self._listeners:
            queue.put_nowait(None)

    async def listen(self) -> AsyncGenerator[bytes, None]:
        """µ-law at 8 kHz with the two sides interleaved, our agent first, from now to the end of the talk."""
        if self._over:
            return
        if not self._listeners:
            self._tracks = None
        queue: Queue = asyncio.Queue()
        self._listeners.add(queue)
        try:
            while (piece := await queue.get()) is not None:
                yield piece
        finally:
            self._listeners.discard(queue)

    def _from(self, now: int) -> Tracks:
        """The tracks, which begin with the first sound after somebody came."""
        if self._tracks is None:
            self._tracks, self._told = Tracks(now), now
        return self._tracks

    def _tell(self, sound: bytes) -> None:
        for queue in self._listeners:
            if queue.qsize() >= _MOST_PIECES:
                queue.get_nowait()
            queue.put_nowait(sound)
