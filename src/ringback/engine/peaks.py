"""Pure: how loud a recording is, for drawing it."""

import io
import sys
import wave
from array import array
from itertools import pairwise

_FULL = 32768


def peaks(wav: bytes, count: int) -> tuple[float, list[list[float]]]:
    """The length of a 16 bit WAV in seconds, and of each channel `count` peaks at most, 0 to 1, in equal steps."""
    with wave.open(io.BytesIO(wav)) as file:
        channels, rate, frames = file.getnchannels(), file.getframerate(), file.getnframes()
        samples = array("h", file.readframes(frames))
    if sys.byteorder == "big":
        samples.byteswap()
    sides = [samples[side::channels] for side in range(channels)]
    steps = min(count, frames)
    bounds = [frames * step // steps for step in range(steps + 1)] if steps else [0]
    return frames / rate, [
        [round(max(max(side[a:b]), -min(side[a:b])) / _FULL, 3) for a, b in pairwise(bounds)] for side in sides
    ]
