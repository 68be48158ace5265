"""Pure: figures of the errands that ended within a span of time, all and step by step; and the calls that are on.

Rules:
1. An errand counts when it ended. The success rate is of those that were tried: what was cancelled before is left out.
2. The answer time is the silence between the callee's last word and our next one, as it stands in the recording.
3. A percentile is a value that was measured (nearest rank); of nothing there is none.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ringback.engine.history import Kind, Record

HOUR = 3600
DAY = 24 * HOUR
TRIED: tuple[Kind, ...] = ("succeeded", "unconfirmed", "failed")
LIVE: frozenset[Kind] = frozenset({"confirmed", "in_call"})
EXAMPLES = 3
LONGEST_SILENCE = 15_000


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the errands that ended from `at` on (seconds since the epoch); times in ms."""

    at: float
    succeeded: int
    unconfirmed: int
    failed: int
    cancelled: int
    cost_usd: float
    answer_p50: int | None
    answer_p95: int | None
    answers: int

    @property
    def success_rate(self) -> float | None:
        tried = self.succeeded + self.unconfirmed + self.failed
        return self.succeeded / tried if tried else None


@dataclass(frozen=True, slots=True)
class Failures:
    """Errands that came to nothing, or to nothing certain, for one reason; `examples` are the newest tasks."""

    kind: Kind
    reason: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analytics:
    total: Figures
    steps: tuple[Figures, ...]
    """One for every `step` seconds of the span, oldest first, also where nothing ended."""
    step: int
    failures: tuple[Failures, ...]
    """The most frequent first."""


def analyse(records: Iterable[Record], *, now: float, hours: int) -> Analytics:
    """The last `hours`, by hour or, over more than two days, by day."""
    step = HOUR if hours <= 48 else DAY
    end = (now // HOUR + 1) * HOUR
    count = -(-hours * HOUR // step)
    begin = end - count * step
    ended: list[Record] = []
    places: defaultdict[int, list[Record]] = defaultdict(list)
    for record in records:
        at = record.last.ts.timestamp()
        if record.kind in (*TRIED, "cancelled") and begin <= at < end:
            ended.append(record)
            places[int((at - begin) // step)].append(record)
    steps = tuple(_figures(begin + place * step, places[place]) for place in range(count))
    return Analytics(_figures(begin, ended), steps, step, _failures(ended))


def _figures(at: float, records: Sequence[Record]) -> Figures:
    silences = sorted(silence for record in records for silence in answer_times(record))
    kinds = [record.kind for record in records]
    return Figures(
        at=at,
        succeeded=kinds.count("succeeded"),
        unconfirmed=kinds.count("unconfirmed"),
        failed=kinds.count("failed"),
        cancelled=kinds.count("cancelled"),
        cost_usd=round(sum(record.cost or 0.0 for record in records), 4),
        answer_p50=percentile(silences, 50),
        answer_p95=percentile(silences, 95),
        answers=len(silences),
    )


def answer_times(record: Record) -> list[int]:
    """Each silence before a word of ours, in ms."""
    found = []
    by_call: defaultdict[tuple[object, ...], list[tuple[int, int, str]]] = defaultdict(list)
    for key, line in record.turns.items():
        by_call[key[:-1]].append((line.t or 0, line.to or 0, line.who))
    for turns in by_call.values():
        for (_, until, before), (begins, _, who) in pairwise(sorted(turns)):
            if (before, who) == ("callee", "agent") and 0 <= begins - until <= LONGEST_SILENCE:
                found.append(begins - until)
    return found


def percentile(ordered: Sequence[int], percent: int) -> int | None:
    """Of values in rising order, by nearest rank."""
    return ordered[-(-len(ordered) * percent // 100) - 1] if ordered else None


def _failures(records: Sequence[Record]) -> tuple[Failures, ...]:
    groups: defaultdict[tuple[Kind, str], list[Record]] = defaultdict(list)
    for record in records:
        if record.kind in ("failed", "unconfirmed"):
            groups[record.kind, record.reason].append(record)
    found = []
    for (kind, reason), group in groups.items():
        newest = sorted(group, key=lambda record: -record.last.seq)
        found.append(Failures(kind, reason, len(group), tuple(one.task or "" for one in newest[:EXAMPLES])))
    return tuple(sorted(found, key=lambda one: (-one.count, one.reason)))


def live(records: Iterable[Record]) -> list[Record]:
    """The errands whose call is being placed or talked through, the longest first."""
    return sorted((one for one in records if one.kind in LIVE and one.confirmed), key=lambda one: one.first.seq)
