"""G.711 µ-law, the telephone's 8-bit sound: 16-bit samples to bytes and back, by table.

Rules:
1. One byte a sample, 8000 samples a second, so 160 bytes are 20 ms.
2. Decoding is the standard's 256 values; encoding takes the standard's code of every 16-bit value.
"""

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.int16]

RATE = 8000
"""Samples (and bytes) a second."""

FRAME = 160
"""Bytes of one 20 ms frame."""

SILENCE = b"\xff"

_BIAS = 0x84
_CLIP = 32635


def _decoding() -> Samples:
    code = ~np.arange(256, dtype=np.uint8)
    exponent = (code >> 4) & 7
    magnitude = (((code.astype(np.int32) & 15) << 3) + _BIAS << exponent) - _BIAS
    return np.where(code & 0x80, -magnitude, magnitude).astype(np.int16)


def _encoding() -> npt.NDArray[np.uint8]:
    value = np.arange(-32768, 32768, dtype=np.int32)
    biased = np.minimum(np.abs(value), _CLIP) + _BIAS
    exponent = np.floor(np.log2(biased)).astype(np.int32) - 7
    mantissa = (biased >> (exponent + 3)) & 15
    sign = np.where(value < 0, 0x80, 0)
    codes = ~(sign | (exponent << 4) | mantissa).astype(np.uint8)
    return np.roll(codes, 32768)


_DECODE = _decoding()
_ENCODE = _encoding()


def encode(pcm: Samples) -> bytes:
    """µ-law bytes of int16 samples."""
    return _ENCODE[pcm.view(np.uint16)].tobytes()


def decode(ulaw: bytes) -> Samples:
    """int16 samples of µ-law bytes."""
    return _DECODE[np.frombuffer(ulaw, np.uint8)]
