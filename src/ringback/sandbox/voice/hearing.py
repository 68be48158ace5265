"""Sound to words: closed sets of utterances (`Ear.hear`), key words in free speech (`Ear.spot`), turns.

Rules:
1. An ear knows nothing but the sound and what may be said in it; what does not sound like it is not heard.
2. Decoding blocks (about 1/20 of the sound's length): callers use a thread. What an ear needs is made once for the
   process, when an ear with phrases is made or a set of key words first listened for.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from ringback.sandbox.voice import errand_talk, grammar, ulaw
from ringback.sandbox.voice.cepstra import features
from ringback.sandbox.voice.recogniser import Heard, Recogniser, of_language, of_network
from ringback.sandbox.voice.turns import SpeechStarted, SpeechStopped, TurnDetector

__all__ = ["Ear", "SpeechStarted", "SpeechStopped", "TurnDetector"]

_LONGEST = 30 * ulaw.RATE
_SHORTEST = ulaw.RATE // 8
_MOST_DOUBT = 6.3
_MOST_FRAMES = 20
"""Of 10 ms for one letter; slow speech takes 16. Music is taken for words that are drawn out far beyond that."""


class Ear:
    """Hears one language ("he" or "en"); safe to use from many threads.

    `phrases` may hold the slots of `grammar`; `slots` says what one may hold here, or names another.
    """

    def __init__(self, language: str, phrases: Sequence[str], slots: Mapping[str, Sequence[str]] | None = None) -> None:
        self._language = language
        given = {name: grammar.said(values, language) for name, values in (slots or {}).items()}
        known = {**grammar.usual_slots(language), **given}
        self._phrases = [grammar.Phrase(text, language, known) for text in dict.fromkeys(phrases)]
        self._recogniser = of_network(grammar.network_of(self._phrases)) if self._phrases else None

    def hear(self, ulaw: bytes) -> str:
        """The utterance as display text with its slots filled; "" when nothing of the set was said. Blocks."""
        if self._recogniser is None or len(ulaw) < _SHORTEST:
            return ""
        heard = self._recogniser.words(features(ulaw[:_LONGEST]))
        if not _is_speech(heard):
            return ""
        words = [part.word for part in heard]
        return next((text for phrase in self._phrases if (text := phrase.read(words)) is not None), "")

    def spot(self, ulaw: bytes, words: Sequence[str]) -> list[str]:
        """Which of `words` (words or short phrases) were said, in order; the longest where several fit. Blocks."""
        if not words or len(ulaw) < _SHORTEST:
            return []
        heard = _listener(self._language, tuple(words)).words(features(ulaw[:_LONGEST]))
        if not _is_speech(heard):
            return []
        return errand_talk.found([part.word for part in heard], words, self._language)


def _is_speech(heard: Sequence[Heard]) -> bool:
    letters = sum(len(part.word) for part in heard)
    return bool(heard) and sum(part.frames for part in heard) <= _MOST_FRAMES * letters and _doubt(heard) <= _MOST_DOUBT


def _doubt(heard: Sequence[Heard]) -> float:
    """The doubt of the whole, each word by its length."""
    return sum(part.doubt * part.frames for part in heard) / sum(part.frames for part in heard)


@lru_cache(maxsize=32)
def _listener(language: str, words: tuple[str, ...]) -> Recogniser:
    return of_language(*errand_talk.arpa(words, language))
