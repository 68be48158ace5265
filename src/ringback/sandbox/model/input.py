"""The input audio buffer: frames of the client's format become µ-law, turns and committed sound.

Rules:
1. Time is the sound that was appended: `media_ms` grows 20 ms a frame, however fast it comes.
2. With turn detection only the turn that is being spoken is kept, and a little before it; without, everything until
   a commit.
"""

import base64
import binascii
from collections.abc import Iterator

import numpy as np

from ringback.sandbox.model.events import ProtocolError
from ringback.sandbox.model.shapes import Pcm, Pcmu, ServerVad, TurnDetection
from ringback.sandbox.voice import ulaw
from ringback.sandbox.voice.hearing import SpeechStarted, SpeechStopped, TurnDetector

BYTES_PER_MS = 8
_KEEP = 6000 * BYTES_PER_MS
_PCM_STEP = 6
"""Bytes of 24 kHz sound per telephone sample."""


def from_base64(audio: str) -> bytes:
    """The bytes; raises ProtocolError."""
    try:
        return base64.b64decode(audio, validate=True)
    except (binascii.Error, ValueError) as problem:
        message = "Invalid 'audio'. Expected base64-encoded audio bytes."
        raise ProtocolError("invalid_value", message, param="audio") from problem


def decode(raw: bytes, codec: Pcm | Pcmu) -> bytes:
    """µ-law of sound in the client's format; an incomplete last sample is left out."""
    if isinstance(codec, Pcmu):
        return raw
    samples = np.frombuffer(raw[: len(raw) - len(raw) % _PCM_STEP], "<i2")
    return ulaw.encode(samples.reshape(-1, 3).mean(axis=1).astype(np.int16))


def encode(sound: bytes, codec: Pcm | Pcmu) -> str:
    """Base64 of µ-law sound in the client's format."""
    if isinstance(codec, Pcm):
        samples = ulaw.decode(sound)
        at = np.arange(len(samples) * 3) / 3
        sound = np.interp(at, np.arange(len(samples)), samples).astype("<i2").tobytes()
    return base64.b64encode(sound).decode()


class InputAudio:
    """One direction of one session."""

    def __init__(self, codec: Pcm | Pcmu, detection: TurnDetection | None) -> None:
        self._rest = b""
        self._frame_rest = b""
        self._kept = bytearray()
        self._kept_from = 0
        self._frames = 0
        self.configure(codec, detection)

    @property
    def media_ms(self) -> int:
        return self._frames * 20

    @property
    def kept_ms(self) -> int:
        """Sound that a commit would take."""
        return len(self._kept) // BYTES_PER_MS

    def configure(self, codec: Pcm | Pcmu, detection: TurnDetection | None) -> None:
        """Starts turn detection anew (None = by hand)."""
        self._codec, self._detection = codec, detection
        self._rest = b""
        self.speaking = False
        self._origin_ms = self.media_ms
        match detection:
            case None:
                self._detector = None
            case ServerVad():
                self._detector = TurnDetector(
                    silence_ms=detection.silence_duration_ms,
                    prefix_ms=detection.prefix_padding_ms,
                    threshold=detection.threshold,
                )
            case _:
                self._detector = TurnDetector()

    def append(self, raw: bytes) -> Iterator[SpeechStarted | SpeechStopped]:
        """Takes sound of any length; yields what each frame decided, in times of `media_ms`.

        Take the turn's sound (`take`) when SpeechStopped comes, before the next step.
        """
        raw = self._rest + raw
        self._rest = raw[len(raw) - len(raw) % _PCM_STEP :] if isinstance(self._codec, Pcm) else b""
        sound = self._frame_rest + decode(raw, self._codec)
        whole = len(sound) - len(sound) % ulaw.FRAME
        self._frame_rest = sound[whole:]
        for at in range(0, whole, ulaw.FRAME):
            frame = sound[at : at + ulaw.FRAME]
            self._kept += frame
            self._frames += 1
            event = self._detector.feed(frame) if self._detector else None
            match event:
                case SpeechStarted(start):
                    self.speaking = True
                    self._forget_before(self._origin_ms + start)
                    yield SpeechStarted(self._origin_ms + start)
                case SpeechStopped(end):
                    self.speaking = False
                    yield SpeechStopped(self._origin_ms + end)
                case None if self._detector and not self.speaking and len(self._kept) > 2 * _KEEP:
                    self._forget_before(self.media_ms - _KEEP // BYTES_PER_MS)

    def take(self) -> bytes:
        """The kept sound as µ-law; the buffer is empty then."""
        sound = bytes(self._kept)
        self._kept.clear()
        self._kept_from = self.media_ms
        return sound

    def clear(self) -> None:
        self.take()
        self.configure(self._codec, self._detection)

    def _forget_before(self, ms: int) -> None:
        drop = max(0, ms - self._kept_from) * BYTES_PER_MS
        del self._kept[:drop]
        self._kept_from += drop // BYTES_PER_MS
