"""Pure: a breaker before something that may be down, so that nobody waits for what does not answer.

Rules:
1. Closed: everything passes. `failures` failures in a row open it.
   A failure that the next try would meet too opens it at once.
2. Open: nothing passes for `rest` seconds.
3. Half open, after the rest: one try passes. If it succeeds the breaker closes; if it fails, or never ends, the rest
   begins anew.

The clock is handed in, in seconds; it must not run backwards.
"""

from dataclasses import dataclass
from typing import Literal

State = Literal["closed", "open", "half_open"]


@dataclass(slots=True)
class Breaker:
    """`failures` in a row open it for `rest` seconds."""

    failures: int = 3
    rest: float = 30.0
    _failed: int = 0
    _again: float = 0.0
    """When the next try may pass, while it is open."""

    def state(self, now: float) -> State:
        if self._failed < self.failures:
            return "closed"
        return "half_open" if now >= self._again else "open"

    def allows(self, now: float) -> bool:
        """True when a try may be made now; who is told so must say how it went."""
        match self.state(now):
            case "closed":
                return True
            case "open":
                return False
            case "half_open":
                self._again = now + self.rest
                return True

    def wait(self, now: float) -> float:
        """Seconds until the next try may pass; 0 when one may now."""
        return 0.0 if self._failed < self.failures else max(0.0, self._again - now)

    def succeeded(self) -> None:
        self._failed = 0

    def failed(self, now: float, *, for_good: bool = False) -> None:
        self._failed = self.failures if for_good else min(self._failed + 1, self.failures)
        if self._failed == self.failures:
            self._again = now + self.rest
