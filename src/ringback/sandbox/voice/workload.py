"""What the voices and ears of the practice network are at work on, so that its time can wait for them.

Rules:
1. On a machine that is busy with other things speaking and hearing take longer than a real network's would. The lines
   stand still meanwhile (`behind`): whoever is called or calls is only slower then, never silent or deaf.
2. Safe to use from many threads.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

ALLOWED_SECONDS = 0.4
"""For one piece of work, before the lines wait for it."""


class Workload:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begun: dict[int, float] = {}
        self._count = 0

    @contextmanager
    def piece(self) -> Iterator[None]:
        with self._lock:
            self._count += 1
            number = self._count
            self._begun[number] = time.monotonic()
        try:
            yield
        finally:
            with self._lock:
                del self._begun[number]

    def behind(self) -> bool:
        """Some piece takes too long."""
        with self._lock:
            oldest = next(iter(self._begun.values()), None)
        return oldest is not None and time.monotonic() - oldest > ALLOWED_SECONDS


class Voice(Protocol):
    def say(self, text: str, language: str, voice: str) -> bytes: ...


class Hearing(Protocol):
    def hear(self, ulaw: bytes) -> str: ...
    def spot(self, ulaw: bytes, words: Sequence[str]) -> list[str]: ...


class CountedVoice:
    def __init__(self, voice: Voice, workload: Workload) -> None:
        self._voice = voice
        self._workload = workload

    def say(self, text: str, language: str, voice: str) -> bytes:
        with self._workload.piece():
            return self._voice.say(text, language, voice)


class CountedEar:
    def __init__(self, ear: Hearing, workload: Workload) -> None:
        self._ear = ear
        self._workload = workload

    def hear(self, ulaw: bytes) -> str:
        with self._workload.piece():
            return self._ear.hear(ulaw)

    def spot(self, ulaw: bytes, words: Sequence[str]) -> list[str]:
        with self._workload.piece():
            return self._ear.spot(ulaw, words)
