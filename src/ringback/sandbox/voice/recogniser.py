"""pocketsphinx as this project uses it: cepstra in, words with their place and their doubt out.

Rules:
1. One decoder holds one search: a network of words, or a language model with its vocabulary.
2. Decoding goes in steps of 0.1 s, because the library holds the interpreter's lock: sound on other lines goes on.
3. Sounds are scored once: all of them, in one pass (no second search, no look ahead), because that is what costs.
4. A word's doubt is how far its sounds lie below the best that any sound would give on the same frames.
"""

import math
import os
import re
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ringback.sandbox.voice.cepstra import Floats
from ringback.sandbox.voice.extra import load
from ringback.sandbox.voice.grammar import END, START, Network
from ringback.sandbox.voice.phonemes import pronunciations

_FRAMES_AT_ONCE = 10
_VARIANT = re.compile(r"\(\d+\)$")
_NO_WORDS = {"<s>", "</s>", "<sil>", "(NULL)", "[NOISE]", "[SPEECH]"}


@dataclass(frozen=True, slots=True)
class Heard:
    """A word on its frames (of 10 ms); `doubt` is per frame, about 3 to 5 for what was really said."""

    word: str
    frames: int
    doubt: float


class Recogniser:
    """Safe to use from many threads; they take turns."""

    def __init__(self, decoder: Any, scale: float = 1.0) -> None:
        """`scale` is what the search divides its log likelihoods by."""
        self._decoder = decoder
        self._scale = scale
        self._lock = threading.Lock()

    def words(self, heard: Floats) -> list[Heard]:
        """The likeliest words of an utterance; none when no path fits."""
        with self._lock:
            self._decoder.start_utt()
            for at in range(0, len(heard), _FRAMES_AT_ONCE):
                self._decoder.process_cep(heard[at : at + _FRAMES_AT_ONCE].tobytes())
            self._decoder.end_utt()
            if self._decoder.hyp() is None:
                return []
            return [self._heard(part) for part in self._decoder.seg() if part.word not in _NO_WORDS]

    def _heard(self, part: Any) -> Heard:
        frames = part.end_frame - part.start_frame + 1
        doubt = -self._scale * math.log(max(part.ascore, 1e-300)) / frames
        return Heard(_VARIANT.sub("", part.word), frames, doubt)


def of_network(network: Network) -> Recogniser:
    """Hears exactly the paths of the network."""
    decoder = _decoder(bestpath=False, beam=1e-70, wbeam=1e-50, pbeam=1e-70)
    _teach(decoder, network.words())
    decoder.add_fsg("said", decoder.create_fsg("said", START, END, network.chances()))
    decoder.activate_search("said")
    return Recogniser(decoder, scale=1000.0)


def of_language(arpa: str, vocabulary: Iterable[str]) -> Recogniser:
    """Hears free speech of a language model in ARPA's format."""
    decoder = _decoder(fwdflat=False, bestpath=True, beam=1e-60, wbeam=1e-40, pbeam=1e-60, lw=6.5)
    _teach(decoder, vocabulary)
    handle, path = tempfile.mkstemp(suffix=".lm")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(arpa)
        decoder.add_lm_file("said", path)
    finally:
        Path(path).unlink()
    decoder.activate_search("said")
    return Recogniser(decoder)


def _decoder(**settings: object) -> Any:
    package = load("pocketsphinx")
    model = package.get_model_path("en-us/en-us")
    decoder = package.Decoder(
        package.Config(hmm=model, dict=None, lm=None, loglevel="FATAL", compallsen=True, pl_window=0, **settings)
    )
    decoder.config["cmn"] = "none"  # the acoustic model's own file has set it, and `cepstra` has done it
    decoder.reinit_feat()
    return decoder


def _teach(decoder: Any, words: Iterable[str]) -> None:
    """Adds the words to the dictionary, each with its pronunciations."""
    for word in sorted(set(words)):
        for index, sounds in enumerate(pronunciations(word)):
            decoder.add_word(word if index == 0 else f"{word}({index + 1})", " ".join(sounds), False)
