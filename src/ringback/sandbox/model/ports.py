"""What a Realtime session needs from outside: a voice, ears, and the client's end of the wire."""

from typing import Any, Protocol

from ringback.sandbox.mind.numbers import Language


class Voice(Protocol):
    def say(self, text: str, language: str, voice: str) -> bytes:
        """µ-law of the text; blocks."""
        ...


class Ears(Protocol):
    def prepare(self, language: Language) -> object:
        """Makes ready to hear, so that the first words need not wait; blocks."""
        ...

    def hear(self, language: Language, ulaw: bytes) -> str:
        """The words in the sound, "" when there are none; blocks."""
        ...


class Outlet(Protocol):
    """The client's end of the socket."""

    def send(self, event: dict[str, Any]) -> None: ...

    def close(self, code: int, reason: str = "") -> None: ...
