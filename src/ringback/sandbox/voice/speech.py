"""Text to a telephone voice: any Hebrew or English text, as µ-law frames.

One voice model speaks for all; a person's timbre is a pitch, a vocal tract's length and a tempo. Hebrew is given to
the model as phonemes (`phonemes.transcribe`).
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ringback.sandbox.voice import ulaw
from ringback.sandbox.voice.extra import load
from ringback.sandbox.voice.phonemes import transcribe

Wave = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Timbre:
    """`pitch` multiplies the voice's own; `tract` under 1 is a longer throat, a deeper sound."""

    pitch: float = 1.0
    tract: float = 1.0
    tempo: float = 1.0


VOICES: Mapping[str, Timbre] = {
    "alloy": Timbre(),
    "alto": Timbre(0.95, 0.92),
    "tenor": Timbre(0.70, 0.87, 1.05),
    "bass": Timbre(0.60, 0.83, 0.98),
}
"""The agent's voice and the people's; any other name speaks as alloy."""

_MODEL_RATE, _PHONE_RATE = 24_000, ulaw.RATE
_HIGHEST_HZ = 3600
_PEAK = 0.5
_QUIET, _BREATH_SECONDS = 0.02, 0.12


class Speech:
    """One loaded voice model for all; safe to call from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._say = lru_cache(maxsize=512)(self._synthesize)
        self._model: Any = None

    def warm(self) -> None:
        """Loads the models (about a second), so that the first word is not late."""
        self.say("שלום", "he", "alloy")

    def say(self, text: str, language: str, voice: str) -> bytes:
        """µ-law 8 kHz of the text, in whole 160-byte frames. Blocks for about 1/100 of the sound's length."""
        return self._say(text, language, voice if voice in VOICES else "alloy")

    def _synthesize(self, text: str, language: str, voice: str) -> bytes:
        timbre = VOICES[voice]
        with self._lock:
            if self._model is None:
                self._model = load("hibari").Hibari()
            sentences = [_trimmed(_wave(self._model, sounds, timbre)) for sounds in transcribe(text, language)]
        if not sentences:
            return ulaw.SILENCE * ulaw.FRAME
        sound = ulaw.encode(_over_the_phone(np.concatenate(sentences), timbre.tract))
        return sound + ulaw.SILENCE * (-len(sound) % ulaw.FRAME)


def _wave(model: Any, sounds: str, timbre: Timbre) -> Wave:
    """24 kHz sound of one sentence, as long as it will be once the tract has stretched it."""
    random = np.random.default_rng(0)
    inputs = {
        "ids": np.asarray([model.ids(sounds)], np.int64),
        "speed": np.asarray([timbre.tempo / timbre.tract], np.float32),
    }
    low_h, top_h, low_n, low_r, phase, f0 = (out[0] for out in model.sess.run(None, inputs))
    if timbre.pitch != 1:
        voiced = f0 > 40
        phase, low_r = phase.copy(), low_r.copy()
        phase[:, voiced] = random.uniform(-np.pi, np.pi, (phase.shape[0], voiced.sum()))
        low_r[:, voiced] -= 1.0
    synth = load("hibari.dsp").synth
    return np.asarray(synth(low_h, top_h, low_n, low_r, phase, f0 * timbre.pitch, random), dtype=np.float32)


def _trimmed(wave: Wave) -> Wave:
    """With a short breath at either end, so that the pause between two sentences is not taken for the end of a turn."""
    loud = np.flatnonzero(np.abs(wave) > _QUIET * np.abs(wave).max(initial=0))
    breath = int(_BREATH_SECONDS * _MODEL_RATE)
    return wave[max(0, loud[0] - breath) : loud[-1] + breath] if len(loud) else wave


def _over_the_phone(wave: Wave, tract: float) -> NDArray[np.int16]:
    """Low-passed, 8 kHz, peak at -6 dB; reading slower by `tract` lowers every formant."""
    clean = np.convolve(wave, _low_pass(_HIGHEST_HZ / tract), mode="same")
    step = _MODEL_RATE / _PHONE_RATE * tract
    samples = np.interp(np.arange(int(len(clean) / step)) * step, np.arange(len(clean)), clean)
    loudest = max(1e-6, float(np.abs(samples).max(initial=0)))
    return np.asarray(samples / loudest * _PEAK * 32767, dtype=np.int16)


@cache
def _low_pass(hertz: float) -> Wave:
    at = np.arange(97) - 48
    taps = np.sinc(2 * hertz / _MODEL_RATE * at) * np.hamming(97)
    return np.asarray(taps / taps.sum(), dtype=np.float32)
