"""The keys of a telephone as sound: dual tones in µ-law, to be sent like speech. Pure.

Rules:
1. A key is 120 ms of its two tones and 120 ms of silence (Q.24 asks for 40 and 40; menus of poor lines for 70 and 70).
2. `w` waits half a second and `W` one, as in Twilio's SendDigits; spaces and hyphens say nothing.
"""

import math
from functools import cache

_ROWS, _COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477, 1633)
_KEYS = "123A456B789C*0#D"
_WAITS = {"w": 500, "W": 1000}
_RATE, _TONE_MS, _GAP_MS = 8, 120, 120
_LEVEL = 9000
"""Peak of each of the two tones: -8 dBFS together."""
_MOST = 32
_BIAS, _CLIP = 0x84, 32635


def readable(digits: object) -> str | None:
    """The keys to press, "" for none of them; None when this is no sequence of keys."""
    text = str(digits) if isinstance(digits, str | int) and not isinstance(digits, bool) else None
    keys = "".join(key for key in text if not key.isspace() and key != "-") if text is not None else None
    if keys is None or len(keys) > _MOST or any(key not in _KEYS and key not in _WAITS for key in keys):
        return None
    return keys


def tones(keys: str) -> bytes:
    """µ-law of keys that are `readable`, in whole 20 ms frames."""
    return b"".join(_silence(_WAITS[key]) if key in _WAITS else _key(key) for key in keys)


@cache
def _key(key: str) -> bytes:
    row, column = divmod(_KEYS.index(key), 4)
    low, high = (2 * math.pi * hertz / (1000 * _RATE) for hertz in (_ROWS[row], _COLUMNS[column]))
    tone = bytes(_encode(_LEVEL * (math.sin(low * n) + math.sin(high * n))) for n in range(_TONE_MS * _RATE))
    return tone + _silence(_GAP_MS)


def _silence(ms: int) -> bytes:
    return b"\xff" * (ms * _RATE)


def _encode(sample: float) -> int:
    """G.711 µ-law of one sample."""
    size = min(int(abs(sample)), _CLIP) + _BIAS
    exponent = size.bit_length() - 8
    code = exponent << 4 | (size >> (exponent + 3)) & 15
    return ~(code | (0x80 if sample < 0 else 0)) & 0xFF
