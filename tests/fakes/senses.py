"""A voice that spells its text into the frames and an ear that reads them: fast, exact, and only through the wire.

A letter is one 20 ms frame that begins with a zero byte; everything else is silence.
"""

import re
from collections.abc import Sequence

from ringback.sandbox.carrier.playback import FRAME
from ringback.sandbox.people.handset import TICK_MS, TURN_END_MS, Hearing, Senses
from ringback.sandbox.voice.turns import SpeechStarted, SpeechStopped


def spell(text: str) -> bytes:
    """The sound of a text."""
    return b"".join((b"\0" + letter.encode()).ljust(FRAME, b"\xff") for letter in text)


def read(sound: bytes) -> str:
    """The text in a sound; silence has none."""
    frames = [sound[at : at + FRAME] for at in range(0, len(sound), FRAME)]
    return "".join(frame[1:].rstrip(b"\xff").decode() for frame in frames if frame[:1] == b"\0")


class SpellingVoice:
    def say(self, text: str, language: str, voice: str) -> bytes:
        return spell(text)


class ReadingEar:
    """Finds the longest of the words first and none inside another; Hebrew ones behind prefix letters too."""

    def spot(self, ulaw: bytes, words: Sequence[str]) -> list[str]:
        text = read(ulaw).lower()
        found = []
        for word in sorted(words, key=len, reverse=True):
            prefixes = "[ובהלכמש]?" if "א" <= word[0] <= "ת" else ""
            hit = re.search(rf"\b{prefixes}({re.escape(word.lower())})\b", text)
            if hit:
                found.append((hit.start(1), word))
                text = text[: hit.start()] + "." * len(hit[0]) + text[hit.end() :]
        return [word for _, word in sorted(found)]


class SpellingTurns:
    """A turn begins with its first letter and ends TURN_END_MS after its last."""

    def __init__(self) -> None:
        self._frames = 0
        self._quiet: int | None = None

    def feed(self, frame: bytes) -> SpeechStarted | SpeechStopped | None:
        self._frames += 1
        now = self._frames * TICK_MS
        if frame[0] == 0:
            started = self._quiet is None
            self._quiet = 0
            return SpeechStarted(now) if started else None
        if self._quiet is None:
            return None
        self._quiet += TICK_MS
        if self._quiet < TURN_END_MS:
            return None
        self._quiet = None
        return SpeechStopped(now)


def spelling_senses() -> Senses:
    ears: dict[str, Hearing] = {"he": ReadingEar(), "en": ReadingEar()}
    return Senses(SpellingVoice(), ears, SpellingTurns)
