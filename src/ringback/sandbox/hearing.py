"""Sound to words: closed sets of utterances (`Ear.hear`), key words in free speech (`Ear.spot`), turns.

Slots a phrase may hold: <time> <price> <count> <size> <food> <name> <day> <phone>; in Hebrew also after
prefix letters ("ל<time>").
"""

from collections.abc import Sequence

from ringback.sandbox.turns import SpeechStarted, SpeechStopped, TurnDetector

__all__ = ["Ear", "SpeechStarted", "SpeechStopped", "TurnDetector"]


class Ear:
    """Hears one closed set of phrases in one language ("he" or "en"); safe to call from many threads."""

    def __init__(self, language: str, phrases: Sequence[str]) -> None:
        self._language = language
        self._phrases = tuple(phrases)

    def hear(self, ulaw: bytes) -> str:
        """The utterance as display text with its slots filled; "" when nothing of the set was said. Blocks."""
        return ""

    def spot(self, ulaw: bytes, words: Sequence[str]) -> list[str]:
        """Which of `words` (words or short phrases, in any language script of this ear) were said, in order. Blocks."""
        return []
