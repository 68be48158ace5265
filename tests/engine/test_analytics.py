"""Figures of ended errands, computed from their records."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from ringback.engine.analytics import analyse, answer_times, percentile
from ringback.engine.history import Archive, Record
from ringback.engine.ports import Entry

NOW = datetime(2026, 11, 22, 18, 20, tzinfo=UTC)


def turn(seq: int, index: int, who: str, t0: int, t1: int) -> Entry:
    data = {"turn": index, "who": who, "text": "word", "final": True, "t0": t0, "t1": t1}
    return Entry(seq, "e", NOW, "me", "call.turn", data, "c", "t")


def ended(hours_ago: float, kind: str, reason: str = "goal_reached", usd: float = 0.0, task: str = "t") -> Record:
    archive = Archive()
    data = {"status": kind, "reason": reason, "code": reason, "text": "", "facts": [], "cost": {"total_usd": usd}}
    kinds = {"failed": "task.failed", "cancelled": "task.cancelled"}
    at = NOW - timedelta(hours=hours_ago)
    given = {key: value for key, value in data.items() if key != "status" or kind not in kinds}
    archive.take([Entry(1, "e", at, "me", kinds.get(kind, "task.outcome"), given, "c", task)])
    return archive.records[0]


@pytest.mark.parametrize(
    ("percent", "values", "value"),
    [(50, [], None), (50, [7], 7), (95, [7], 7), (50, [1, 2, 3, 4], 2), (95, list(range(1, 101)), 95)],
)
def test_percentiles_are_measured_values(percent: int, values: Sequence[int], value: int | None) -> None:
    assert percentile(values, percent) == value


def test_an_answer_time_is_the_silence_between_their_word_and_ours() -> None:
    archive = Archive()
    archive.take(
        [
            turn(1, 0, "callee", 0, 900),
            turn(2, 1, "agent", 1500, 3000),
            turn(3, 2, "callee", 3100, 4000),
            turn(4, 3, "agent", 3900, 5000),  # we spoke into their word
            turn(5, 4, "agent", 5400, 6000),  # our own pause
            turn(6, 5, "callee", 6100, 7000),
            turn(7, 6, "agent", 7400, 8000),
        ]
    )
    assert answer_times(archive.records[0]) == [600, 400]


def test_every_hour_of_the_span_has_its_figures() -> None:
    records = [
        ended(0.1, "succeeded", usd=0.2, task="a"),
        ended(0.2, "failed", "busy", task="b"),
        ended(3, "unconfirmed", task="c"),
        ended(3, "cancelled", task="d"),
        ended(24.5, "succeeded", task="old"),
    ]
    found = analyse(records, now=NOW.timestamp(), hours=24)
    assert (found.step, len(found.steps)) == (3600, 24)
    assert found.steps[-1].at == datetime(2026, 11, 22, 18, tzinfo=UTC).timestamp()
    assert [(one.succeeded, one.unconfirmed, one.failed, one.cancelled) for one in found.steps[-4:]] == [
        (0, 1, 0, 1),
        (0, 0, 0, 0),
        (0, 0, 0, 0),
        (1, 0, 1, 0),
    ]
    assert (found.total.success_rate, found.total.cost_usd, found.total.answer_p50) == (1 / 3, 0.2, None)
    assert [(one.kind, one.reason, one.count, one.examples) for one in found.failures] == [
        ("failed", "busy", 1, ("b",)),
        ("unconfirmed", "goal_reached", 1, ("c",)),
    ]
    assert analyse(records, now=NOW.timestamp(), hours=24 * 7).total.succeeded == 2
