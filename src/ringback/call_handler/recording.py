"""The recording of a call: stereo, 8 kHz; left our agent as it was really played, right the callee.

Rules:
1. Both channels lie on media time. Silence stands where nothing came; what a clear dropped is not in it.
2. Every few seconds what can no longer change is appended to the file by a thread, as µ-law with the two channels
   interleaved. Who loads it gets a WAV of 16 bit samples.
"""

import asyncio
import io
import struct
import wave
from pathlib import Path
from typing import NamedTuple

_BYTES_PER_MS = 8
_SILENCE = b"\xff"
_KIND = ".ulaw"


def _linear(code: int) -> int:
    """16 bit value of a µ-law byte (G.711)."""
    code = ~code & 0xFF
    magnitude = ((((code & 0x0F) << 3) + 0x84) << ((code >> 4) & 0x07)) - 0x84
    return -magnitude if code & 0x80 else magnitude


_LOW = bytes(struct.pack("<h", _linear(code))[0] for code in range(256))
_HIGH = bytes(struct.pack("<h", _linear(code))[1] for code in range(256))


def wav(sound: bytes, channels: int = 2) -> bytes:
    """A WAV file of 16 bit samples from interleaved µ-law channels."""
    samples = bytearray(2 * len(sound))
    samples[0::2], samples[1::2] = sound.translate(_LOW), sound.translate(_HIGH)
    file = io.BytesIO()
    with wave.Wave_write(file) as writing:
        writing.setnchannels(channels)
        writing.setsampwidth(2)
        writing.setframerate(8000)
        writing.writeframes(samples)
    return file.getvalue()


class Sides(NamedTuple):
    """The same `size` bytes of both sides; silence stands for what is missing at the end."""

    agent: bytes
    callee: bytes
    size: int

    def interleaved(self) -> bytes:
        both = bytearray(2 * self.size)
        both[0::2], both[1::2] = self.agent.ljust(self.size, _SILENCE), self.callee.ljust(self.size, _SILENCE)
        return bytes(both)


class Tracks:
    """Both sides, as they are told, from `begins` on; positions are media ms."""

    def __init__(self, begins: int = 0) -> None:
        self._taken = begins * _BYTES_PER_MS
        self._agent = bytearray()
        self._callee = bytearray()

    def heard(self, sound: bytes, at: int) -> None:
        """A frame of the callee."""
        track = self._callee
        place = at * _BYTES_PER_MS - self._taken
        if place != len(track):
            sound, place = sound[max(0, -place) :], max(0, place)
            track.extend(_SILENCE * (place - len(track)))
            track[place : place + len(sound)] = sound
        else:
            track += sound

    def played(self, sound: bytes, now: int) -> None:
        """Audio sent to the callee: it is played after what was sent before it."""
        track = self._agent
        pause = now * _BYTES_PER_MS - self._taken - len(track)
        if pause > 0:
            track += _SILENCE * pause
        track += sound

    def cleared(self, now: int) -> None:
        """What was sent and not played by now never will be."""
        del self._agent[max(0, now * _BYTES_PER_MS - self._taken) :]

    def take(self, until: int) -> Sides:
        """Both sides up to `until`, which are then gone from here."""
        size = max(0, until * _BYTES_PER_MS - self._taken)
        self._taken += size
        return Sides(_cut(self._agent, size), _cut(self._callee, size), size)


def _cut(track: bytearray, size: int) -> bytes:
    """The first `size` bytes, or as many as there are, taken out."""
    head = bytes(track[:size])
    del track[:size]
    return head


class Recording:
    """One call's file; it exists once there was something to write."""

    def __init__(self, path: Path) -> None:
        self.tracks = Tracks()
        self._path = path
        self._begun = False

    async def write(self, until: int) -> None:
        """Append what is final; not to be called twice at once."""
        sides = self.tracks.take(until)
        if sides.size:
            await asyncio.to_thread(self._append, sides)

    async def close(self, end: int) -> bool:
        """The last of it; True when there is a recording."""
        await self.write(end)
        return self._begun

    def _append(self, sides: Sides) -> None:
        if not self._begun:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
            self._begun = True
        with self._path.open("ab") as file:
            file.write(sides.interleaved())


class Recordings:
    """The folder of recordings, one file a call."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def start(self, call_sid: str) -> Recording:
        return Recording(self._path(call_sid))

    async def load(self, call_sid: str) -> bytes | None:
        """The call as a WAV file."""
        path = self._path(call_sid)
        return await asyncio.to_thread(lambda: wav(path.read_bytes())) if path.is_file() else None

    async def all(self) -> list[tuple[str, float]]:
        """(call_sid, last written in seconds since 1970) of each there is."""

        def found() -> list[tuple[str, float]]:
            return [(path.stem, path.stat().st_mtime) for path in self._folder.glob(f"*{_KIND}")]

        return await asyncio.to_thread(found)

    async def erase(self, call_sid: str) -> None:
        await asyncio.to_thread(self._path(call_sid).unlink, missing_ok=True)

    def _path(self, call_sid: str) -> Path:
        if not call_sid.isalnum():
            raise ValueError("a call's sid is letters and digits")
        return self._folder / f"{call_sid}{_KIND}"
