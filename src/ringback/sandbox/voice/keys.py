"""Which key of the telephone sounds in a frame: the two tones of Q.23, measured on the sound itself.

Rules:
1. A key counts when two frames in a row have the same pair, and once until it is released.
2. The pair must hold most of the sound, and neither tone be far weaker than the other: speech has no such frames.
"""

import numpy as np

from ringback.sandbox.voice import ulaw

_LOW = (697, 770, 852, 941)
_HIGH = (1209, 1336, 1477, 1633)
_KEYS = "123A456B789C*0#D"
_SHARE = 0.7
_TWIST = 6.0
_LOUD = 200.0
_FRAMES = 2
_TIMES = np.arange(ulaw.FRAME) / ulaw.RATE
_WAVES = np.exp(-2j * np.pi * np.outer((*_LOW, *_HIGH), _TIMES))


class KeyListener:
    """Feed it every 20 ms frame of one direction of one call."""

    def __init__(self) -> None:
        self._last: str | None = None
        self._frames = 0

    def feed(self, frame: bytes) -> str | None:
        """Takes 160 µ-law bytes; the key, in the frame that makes sure of it."""
        key = _key_in(ulaw.decode(frame).astype(np.float64))
        self._frames = self._frames + 1 if key == self._last else 1
        self._last = key
        return key if self._frames == _FRAMES else None


def _key_in(sound: np.ndarray[tuple[int], np.dtype[np.float64]]) -> str | None:
    level = float(np.sqrt(np.mean(sound**2)))
    if level < _LOUD:
        return None
    # the power of a sine of this frequency, if it were all there is
    power = np.abs(_WAVES @ sound) ** 2 * 2 / len(sound) ** 2
    low, high = int(np.argmax(power[:4])), int(np.argmax(power[4:]))
    pair = float(power[low]), float(power[4 + high])
    if sum(pair) < _SHARE * level**2 or max(pair) > _TWIST * min(pair):
        return None
    return _KEYS[4 * low + high]
