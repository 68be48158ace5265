"""An answering machine's beep, found in the callee's frames. Pure.

Rules:
1. A beep is one steady tone of 450 to 2200 Hz for 240 ms or more. It is over when the tone is, and only then counts.
2. A frame's pitch is how often the sign changes, which µ-law shows without decoding; a frame of speech keeps no pitch
   for so long.
"""

_SIGN = bytes(1 if code & 0x80 else 0 for code in range(256))
_LOUD = bytes(code for code in range(256) if (~code & 0x70) >> 4 >= 3)
"""Codes of samples louder than about -36 dBFS; a tone has many in every frame."""
_FEWEST, _MOST, _STEADY = 9, 44, 1
_FRAMES = 12


class Beep:
    def __init__(self) -> None:
        self._frames = 0
        self._pitch = 0

    def ends(self, sound: bytes) -> bool:
        """True for the frame after a beep. Takes every frame of the callee, in order."""
        rises = sound.translate(_SIGN).count(b"\x00\x01")
        loud = len(sound) - len(sound.translate(None, _LOUD))
        if _FEWEST <= rises <= _MOST and 2 * loud > len(sound):
            if self._frames and abs(rises - self._pitch) <= _STEADY:
                self._frames += 1
            else:
                self._frames, self._pitch = 1, rises
            return False
        ended = self._frames >= _FRAMES
        self._frames = 0
        return ended
