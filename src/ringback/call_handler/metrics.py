"""What Prometheus may know of us: counts and times, never a number, a name or a word.

Rules:
1. Labels come from closed lists: error codes, reasons. Nothing a caller sends becomes a label.
2. Each running call-handler has its own registry.
"""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from ringback.wire import Report

PLACED = "placed"
_SOUND_BUCKETS = (0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10)
_ORDER_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30)


class Metrics:
    """`active` tells how many calls are on."""

    def __init__(self, active: Callable[[], int]) -> None:
        self._registry = CollectorRegistry()
        self._orders = Counter(
            "ringback_orders", "Orders by how they were answered.", ["code"], registry=self._registry
        )
        self._order_seconds = Histogram(
            "ringback_order_seconds",
            "Time until an order is answered.",
            buckets=_ORDER_BUCKETS,
            registry=self._registry,
        )
        self._first_sound = Histogram(
            "ringback_model_first_sound_seconds",
            "Time from the wish for a response to its first sound.",
            buckets=_SOUND_BUCKETS,
            registry=self._registry,
        )
        self._calls = Counter(
            "ringback_calls", "Ended calls by direction and reason.", ["direction", "reason"], registry=self._registry
        )
        self._talked = Counter("ringback_talk_seconds", "Seconds from answer to end.", registry=self._registry)
        Gauge("ringback_calls_active", "Calls that are on.", registry=self._registry).set_function(active)

    def ordered(self, code: str, seconds: float) -> None:
        """`code` is an error's, or PLACED."""
        self._orders.labels(code).inc()
        self._order_seconds.observe(seconds)

    def model_spoke(self, seconds: float) -> None:
        """A response's first sound came so long after the wish for it."""
        self._first_sound.observe(seconds)

    def reported(self, report: Report) -> None:
        self._calls.labels(report.direction, report.reason.value).inc()
        if report.answered_at is not None:
            self._talked.inc(max(0.0, (report.ended_at - report.answered_at).total_seconds()))

    def text(self) -> bytes:
        """In Prometheus' text format."""
        return generate_latest(self._registry)
