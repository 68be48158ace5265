"""Who may be called when: the clock where the phone rings, the day's limits."""

from datetime import UTC, datetime, time

import pytest

from ringback.call_handler.permits import DailyLimit, DiallingRules, NotAllowed, QuietHours
from ringback.phone import place

NIGHT = QuietHours(time(21), time(8))
RULES = DiallingRules("IL", frozenset(), NIGHT, a_day=3, a_day_per_number=2)
TEL_AVIV, MOBILE, NEW_YORK, SYDNEY_OR_PERTH, TOLL_FREE = (
    "+97236123456",
    "+972502345678",
    "+12125550100",
    "+61412345678",
    "+18005551212",
)


def at(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


@pytest.mark.parametrize(
    ("number", "moment", "until"),
    [
        (TEL_AVIV, "2026-11-23T07:59+02:00", "2026-11-23 08:00 (Asia/Jerusalem)"),
        (MOBILE, "2026-11-23T21:00+02:00", "2026-11-24 08:00 (Asia/Jerusalem)"),
        (MOBILE, "2026-11-23T02:10+02:00", "2026-11-23 08:00 (Asia/Jerusalem)"),
        (NEW_YORK, "2026-11-23T10:00+02:00", "2026-11-23 08:00 (America/New_York)"),
        (NEW_YORK, "2026-03-08T01:30-05:00", "2026-03-08 08:00 (America/New_York)"),
        (SYDNEY_OR_PERTH, "2026-11-23T09:00+11:00", None),
    ],
)
def test_nobody_is_woken_and_we_say_when_it_is_day(number: str, moment: str, until: str | None) -> None:
    with pytest.raises(NotAllowed) as refused:
        RULES.hour(number, at(moment))
    assert (refused.value.code, refused.value.status) == ("quiet_hours", 403)
    assert refused.value.retry_after is not None
    assert refused.value.retry_after > 0
    if until is not None:
        assert until in refused.value.detail
    RULES.hour(number, at(moment) + refused.value.retry_after)


@pytest.mark.parametrize(
    ("number", "moment"),
    [
        (TEL_AVIV, "2026-11-23T08:00+02:00"),
        (TEL_AVIV, "2026-11-23T20:59+02:00"),
        (NEW_YORK, "2026-11-23T22:00+02:00"),
        (SYDNEY_OR_PERTH, "2026-11-23T15:00+11:00"),
    ],
)
def test_by_day_they_are_called(number: str, moment: str) -> None:
    RULES.hour(number, at(moment))


def test_a_number_of_many_zones_is_called_only_when_none_of_them_sleeps() -> None:
    assert len(place(TOLL_FREE, "IL").zones) > 10
    with pytest.raises(NotAllowed):
        RULES.hour(TOLL_FREE, at("2026-11-23T09:00-05:00"))


@pytest.mark.parametrize(
    ("number", "region", "zone"),
    [
        ("+12011234567", "US", "America/New_York"),
        ("+12011234567", "US", "Pacific/Honolulu"),
        ("+70001234567", "RU", "Asia/Kamchatka"),
        ("+61412345", "AU", "Australia/Perth"),
        ("+972571234", "IL", "Asia/Jerusalem"),
    ],
)
def test_a_number_the_plan_does_not_know_may_ring_anywhere_in_its_country(number: str, region: str, zone: str) -> None:
    there = place(number, "GB")
    assert there.region == region
    assert zone in there.zones
    assert "Europe/London" not in there.zones


def test_a_number_without_a_zone_is_taken_to_be_in_ours() -> None:
    assert place("+80012345678", "IL").zones == ("Asia/Jerusalem",)


def test_quiet_hours_may_lie_within_a_day_or_be_off() -> None:
    siesta = QuietHours(time(13), time(16))
    assert siesta.quiet(datetime(2026, 11, 23, 12, 0, tzinfo=UTC), ["Asia/Jerusalem"], "IL")
    assert not siesta.quiet(datetime(2026, 11, 23, 22, 0, tzinfo=UTC), ["Asia/Jerusalem"], "IL")
    DiallingRules("IL", frozenset()).hour(TEL_AVIV, at("2026-11-23T03:00+02:00"))


@pytest.mark.parametrize(
    ("moment", "rests"),
    [
        ("2026-11-20T15:59+02:00", False),
        ("2026-11-20T16:00+02:00", True),
        ("2026-11-21T12:00+02:00", True),
        ("2026-11-21T20:29+02:00", True),
        ("2026-11-21T20:30+02:00", False),
        ("2026-11-22T12:00+02:00", False),
    ],
)
def test_the_sabbath_is_kept_where_it_is_wished_and_only_there(moment: str, rests: bool) -> None:
    hours = QuietHours(time(21), time(8), keep_sabbath=True)
    there = datetime.fromisoformat(moment)
    assert hours.quiet(there, ["Asia/Jerusalem"], "IL") is rests
    assert not NIGHT.quiet(there, ["Asia/Jerusalem"], "IL")
    if hours.quiet(there, ["Asia/Jerusalem"], "CY") != NIGHT.quiet(there, ["Asia/Jerusalem"], "CY"):
        raise AssertionError("only Israeli numbers rest")


def test_the_days_limits() -> None:
    RULES.spent(1, 2)
    with pytest.raises(NotAllowed) as often:
        RULES.spent(2, 2)
    assert (often.value.code, often.value.status) == ("number_daily_limit", 403)
    with pytest.raises(DailyLimit) as many:
        RULES.spent(1, 3)
    assert (many.value.code, many.value.status) == ("daily_limit", 429)
    DiallingRules("IL", frozenset()).spent(1000, 1000)
