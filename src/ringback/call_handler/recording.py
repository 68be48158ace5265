"""The recording of a call: stereo WAV, 8 kHz, 16 bit; left our agent as it was really played, right the callee.

Rules:
1. Both channels lie on media time. Silence stands where nothing came; what a clear dropped is not in it.
2. Only what can no longer change is written, every few seconds, in a thread.
"""

import asyncio
import base64
import binascii
import struct
import wave
from pathlib import Path

_BYTES_PER_MS = 8
_SILENCE = b"\xff"


def _linear(code: int) -> int:
    """16 bit value of a µ-law byte (G.711)."""
    code = ~code & 0xFF
    magnitude = ((((code & 0x0F) << 3) + 0x84) << ((code >> 4) & 0x07)) - 0x84
    return -magnitude if code & 0x80 else magnitude


_LOW = bytes(struct.pack("<h", _linear(code))[0] for code in range(256))
_HIGH = bytes(struct.pack("<h", _linear(code))[1] for code in range(256))


def stereo(left: bytes, right: bytes) -> bytes:
    """Interleaved 16 bit samples of two µ-law channels of the same length."""
    samples = bytearray(4 * len(left))
    samples[0::4], samples[1::4] = left.translate(_LOW), left.translate(_HIGH)
    samples[2::4], samples[3::4] = right.translate(_LOW), right.translate(_HIGH)
    return bytes(samples)


class Tracks:
    """µ-law of both sides that is not written yet; positions are media ms."""

    def __init__(self) -> None:
        self._written = 0
        self._agent = bytearray()
        self._callee = bytearray()

    def heard(self, payload: str, at: int) -> None:
        """A frame of the callee."""
        self._put(self._callee, payload, at * _BYTES_PER_MS - self._written)

    def played(self, payload: str, now: int) -> None:
        """Audio sent to the callee: it is played after what was sent before it."""
        self._put(self._agent, payload, max(now * _BYTES_PER_MS - self._written, len(self._agent)))

    def cleared(self, now: int) -> None:
        """What was sent and not played by now never will be."""
        del self._agent[max(0, now * _BYTES_PER_MS - self._written) :]

    def take(self, until: int) -> bytes:
        """Stereo samples up to `until`, which are then gone from here."""
        size = until * _BYTES_PER_MS - self._written
        if size <= 0:
            return b""
        self._written += size
        return stereo(_cut(self._agent, size), _cut(self._callee, size))

    @staticmethod
    def _put(track: bytearray, payload: str, place: int) -> None:
        try:
            sound = base64.b64decode(payload)
        except (binascii.Error, ValueError):
            return
        if place < 0:
            sound, place = sound[-place:], 0
        track.extend(_SILENCE * (place - len(track)))
        track[place : place + len(sound)] = sound


def _cut(track: bytearray, size: int) -> bytes:
    """The first `size` bytes, taken out; silence stands for what is missing."""
    head = bytes(track[:size])
    del track[:size]
    return head + _SILENCE * (size - len(head))


class Recording:
    """One call's file; `path` exists once `start` was called."""

    def __init__(self, path: Path) -> None:
        self.tracks = Tracks()
        self._path = path
        self._file: wave.Wave_write | None = None

    async def write(self, until: int) -> None:
        """Append what is final; not to be called twice at once."""
        samples = self.tracks.take(until)
        if samples:
            await asyncio.to_thread(self._append, samples)

    async def close(self, end: int) -> bool:
        """The last of it; True when there is a recording."""
        await self.write(end)
        if self._file is None:
            return False
        await asyncio.to_thread(self._file.close)
        return True

    def _append(self, samples: bytes) -> None:
        if self._file is None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
            self._file = wave.Wave_write(str(self._path))
            self._file.setnchannels(2)
            self._file.setsampwidth(2)
            self._file.setframerate(8000)
        self._file.writeframes(samples)


class Recordings:
    """The folder of recordings, one file a call."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def start(self, call_sid: str) -> Recording:
        return Recording(self._path(call_sid))

    async def load(self, call_sid: str) -> bytes | None:
        path = self._path(call_sid)
        return await asyncio.to_thread(path.read_bytes) if path.is_file() else None

    async def erase(self, call_sid: str) -> None:
        await asyncio.to_thread(self._path(call_sid).unlink, missing_ok=True)

    def _path(self, call_sid: str) -> Path:
        if not call_sid.isalnum():
            raise ValueError("a call's sid is letters and digits")
        return self._folder / f"{call_sid}.wav"
