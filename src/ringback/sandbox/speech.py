"""Text to a telephone voice: any Hebrew or English text, as µ-law frames."""

import threading
from functools import lru_cache
from typing import Any

import numpy as np

from ringback.sandbox import ulaw
from ringback.sandbox.voice_extra import load

VOICES = ("alloy", "tenor", "bass", "alto")
"""The agent's voice and the people's; any other name speaks as alloy."""


class Speech:
    """One loaded voice model for all; safe to call from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._say = lru_cache(maxsize=256)(self._synthesize)
        self._model: Any = None

    def warm(self) -> None:
        """Loads the models (about a second), so that the first word is not late."""
        self.say("שלום", "he", "alloy")

    def say(self, text: str, language: str, voice: str) -> bytes:
        """µ-law 8 kHz of the text, in whole 160-byte frames. Blocks for about 1/100 of the sound's length."""
        return self._say(text, language, voice)

    def _synthesize(self, text: str, language: str, voice: str) -> bytes:
        with self._lock:
            if self._model is None:
                self._model = load("hibari").Hibari()
            wave = self._model(text[:1000], seed=0)
        pcm = (np.clip(wave[::3], -1, 1) * 16000).astype(np.int16)
        out = ulaw.encode(pcm)
        return out + ulaw.SILENCE * (-len(out) % ulaw.FRAME)
