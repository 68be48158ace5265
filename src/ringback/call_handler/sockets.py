"""One end of a WebSocket as a talk uses it: what comes is handed on at once, what is sent never waits.

Rules:
1. A socket has one receiver at a time. It hears every message in order, and `closed` once, whoever closed.
2. What breaks the limits closes the socket: size, rate, silence, binary messages, a peer that takes nothing.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

NORMAL, UNSUPPORTED, NO_TEXT, REFUSED, TOO_BIG, SERVICE_RESTART = 1000, 1003, 1007, 1008, 1009, 1012
CLOSE_SECONDS = 0.4
"""How long the other side has to answer a close."""


class Receiver(Protocol):
    def received(self, message: str) -> None: ...
    def closed(self, code: int | None) -> None:
        """The socket is closed; `code` is the first close code that was sent, by either side."""
        ...


class Socket(Protocol):
    def hand_to(self, receiver: Receiver) -> None:
        """From now on this one hears the socket."""
        ...

    def send(self, message: str) -> None: ...
    def close(self, code: int) -> None:
        """Nothing more is handed on; `closed` comes CLOSE_SECONDS later at most."""
        ...

    async def wait_closed(self) -> None: ...


@dataclass(frozen=True, slots=True)
class SocketLimits:
    """`largest` message and `unsent` in bytes; `silence` is how many seconds without a message are too many."""

    largest: int
    unsent: int
    a_second: int
    silence: float | None
    window: float = 5.0
    """Seconds over which `a_second` is averaged and silence is looked for."""


class Traffic:
    """Counts the messages of one socket; `breach` is called for a silence that is too long."""

    def __init__(self, limits: SocketLimits, breach: Callable[[], None]) -> None:
        self._limits = limits
        self._breach = breach
        self._most = self._left = max(1, round(limits.a_second * limits.window))
        self._quiet = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(self._limits.window, self._look)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def admits(self) -> bool:
        """One more message; False when it is one too many."""
        self._left -= 1
        return self._left >= 0

    def _look(self) -> None:
        self._quiet = self._quiet + self._limits.window if self._left == self._most else 0.0
        self._left = self._most
        if self._limits.silence is not None and self._quiet >= self._limits.silence:
            self._breach()
        else:
            self.start()
