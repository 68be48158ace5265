"""Telephone sound to what the recogniser's acoustic model expects: cepstra of 16 kHz speech from 8 kHz µ-law.

Rules:
1. The model was trained on a filter bank from 130 to 6,800 Hz; a telephone carries up to 4,000 Hz. The upper filters
   are fed with a weakened mirror image of the band, which serves better than silence there.
2. Level and line are taken away: the mean of the utterance's speech, blended with the mean of all telephone speech,
   so that a single word is not taken for its own background.
3. What remains between telephone and model is one linear map, measured once (`lexicon/telephone.toml`).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from ringback.sandbox.voice import ulaw

Floats = NDArray[np.float32]

FRAMES_A_SECOND = 100
_FILTERS, _COEFFICIENTS = 25, 13
_WINDOW, _STEP, _FFT = 205, 80, 256
_BIN_HZ = 8000 / _FFT
_IMAGE, _FLOOR = 0.25, 1e4
_PAD = ulaw.SILENCE * 1600
_SPEECH_BELOW_PEAK = 8.0
_BLEND_FRAMES = 30


@dataclass(frozen=True, slots=True)
class Line:
    """Means of telephone speech and of the model's, and the map from one to the other."""

    telephone: Floats
    model: Floats
    peak: float
    rows: Floats


def features(sound: bytes) -> Floats:
    """(frames of 10 ms, 13) cepstra of the sound with 0.2 s of silence on both sides, as the model expects them."""
    line = _line()
    raw = cepstra(_PAD + sound + _PAD)
    mean = _blended(*speech(raw), line)
    return np.asarray((raw - mean + line.model) @ line.rows[:, :-1].T + line.rows[:, -1], dtype=np.float32)


def speech(raw: Floats) -> tuple[Floats, float]:
    """The frames that are loud enough to be speech, and the level of the loudest twentieth."""
    level = raw[:, 0]
    peak = float(np.percentile(level, 95))
    return raw[level > peak - _SPEECH_BELOW_PEAK], peak


def _blended(spoken: Floats, peak: float, line: Line) -> Floats:
    usual = line.telephone.copy()
    usual[0] = peak - line.peak
    return np.asarray((spoken.sum(axis=0) + _BLEND_FRAMES * usual) / (len(spoken) + _BLEND_FRAMES), dtype=np.float32)


@cache
def _line() -> Line:
    table = tomllib.loads(
        files("ringback.sandbox.voice.lexicon").joinpath("telephone.toml").read_text(encoding="utf-8")
    )
    telephone, model, rows = (np.array(table[name], dtype=np.float32) for name in ("telephone", "model", "rows"))
    return Line(telephone, model, float(table["peak"]), rows)


def cepstra(sound: bytes) -> Floats:
    """(frames, 13) as they come from the wire."""
    wave = ulaw.decode(sound).astype(np.float32)
    wave = np.concatenate([wave[:1], wave[1:] - 0.97 * wave[:-1]])
    windows = np.lib.stride_tricks.sliding_window_view(wave, _WINDOW)[::_STEP]
    power = np.abs(np.fft.rfft(windows * np.hamming(_WINDOW).astype(np.float32), _FFT, axis=1)) ** 2
    return np.asarray(np.log(power @ _bank().T + _FLOOR) @ _cosines().T, dtype=np.float32)


@cache
def _bank() -> Floats:
    """(filters, bins up to 4 kHz): triangles even on the mel scale; what lies above 4 kHz is folded back."""
    edges = 700 * (10 ** (np.linspace(_mel(130), _mel(6800), _FILTERS + 2) / 2595) - 1)
    edges = np.round(edges / _BIN_HZ) * _BIN_HZ
    hertz = np.arange(_FFT + 1) * _BIN_HZ
    half = _FFT // 2
    bank = np.zeros((_FILTERS, half + 1))
    for row, (low, mid, high) in enumerate(zip(edges, edges[1:], edges[2:], strict=False)):
        shape = np.maximum(0, np.minimum((hertz - low) / (mid - low), (high - hertz) / (high - mid)))
        shape /= shape.sum()
        bank[row] = shape[: half + 1]
        bank[row, :half] += _IMAGE * shape[:half:-1]
    return bank.astype(np.float32)


def _mel(hertz: float) -> float:
    return float(2595 * np.log10(1 + hertz / 700))


@cache
def _cosines() -> Floats:
    """The cosine transform with the recogniser's lifter."""
    rows = []
    for k in range(_COEFFICIENTS):
        wave = np.cos(np.pi * k * (np.arange(_FILTERS) + 0.5) / _FILTERS)
        lifter = 1 + 11 * np.sin(k * np.pi / 22) if k else 1.0
        rows.append(np.sqrt((2 if k else 1) / _FILTERS) * wave * lifter)
    return np.array(rows, dtype=np.float32)
