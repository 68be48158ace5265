"""Sounds of the telephone itself: the keys' tones and an answering machine's beep, as µ-law."""

import numpy as np

from ringback.sandbox.voice import ulaw

_LOW = (697, 770, 852, 941)
_HIGH = (1209, 1336, 1477, 1633)
_KEYS = "123A456B789C*0#D"
_TONE_MS = 100
_GAP_MS = 100
_WAITS = {"w": 500, "W": 1000}


def keys(digits: str) -> bytes:
    """The tones of 0-9 A-D # *; w waits 0.5 s and W 1 s."""
    sound = b""
    for digit in digits:
        if digit in _WAITS:
            sound += _silence(_WAITS[digit])
        else:
            row, column = divmod(_KEYS.index(digit), 4)
            sound += _tone((_LOW[row], _HIGH[column]), _TONE_MS) + _silence(_GAP_MS)
    return sound


def beep() -> bytes:
    """What an answering machine says before it records."""
    return _tone((1000,), 400)


def music(ms: int) -> bytes:
    """What a telephone exchange plays to those who wait: a slow tune of two voices, without end."""
    notes = [(523, 262), (659, 330), (784, 392), (659, 330), (587, 294), (698, 349), (784, 392), (494, 247)]
    length = 450
    sound = b"".join(_tone(notes[n % len(notes)], length) for n in range(-(-ms // length)))
    return sound[: ms * ulaw.RATE // 1000]


def _tone(frequencies: tuple[int, ...], ms: int) -> bytes:
    t = np.arange(ms * ulaw.RATE // 1000) / ulaw.RATE
    wave = np.sin(2 * np.pi * np.outer(frequencies, t)).mean(axis=0)
    return ulaw.encode((wave * 12000).astype(np.int16))


def _silence(ms: int) -> bytes:
    return ulaw.SILENCE * (ms * ulaw.RATE // 1000)
