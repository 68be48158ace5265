"""What Prometheus may know of us: counts and times, never a number, a name or a word.

Rules:
1. Labels come from closed lists: statuses and reason codes. Nothing a user or a callee says becomes a label.
2. Each running engine has its own registry.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from ringback.engine.outcome import spent
from ringback.engine.task import Outcome, Task

_TURN_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """`running` tells how many errands are being carried out, `readers` how many follow the journal live."""

    def __init__(self, running: Callable[[], int], readers: Callable[[], int]) -> None:
        self._registry = CollectorRegistry()
        self._turns = Histogram(
            "ringback_chat_seconds",
            "Time until a message of the user is answered.",
            buckets=_TURN_BUCKETS,
            registry=self._registry,
        )
        self._ended = Counter(
            "ringback_errands", "Ended errands by status and reason.", ["status", "reason"], registry=self._registry
        )
        self._cost = Counter("ringback_cost_usd", "What the calls of ended errands cost.", registry=self._registry)
        Gauge("ringback_errands_running", "Errands that are being carried out.", registry=self._registry).set_function(
            running
        )
        Gauge("ringback_readers", "Who follows the journal live.", registry=self._registry).set_function(readers)

    def turn(self) -> AbstractContextManager[object]:
        """To be open while a message is answered."""
        return self._turns.time()

    def ended(self, task: Task, outcome: Outcome) -> None:
        self._ended.labels(outcome.status.value, str(outcome.reason)).inc()
        self._cost.inc(max(0.0, spent(task, outcome).get("total_usd", 0.0)))

    def text(self) -> bytes:
        """In Prometheus' text format."""
        return generate_latest(self._registry)
