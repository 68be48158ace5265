"""Phone numbers: what is called, what is refused and why, and what is found in running text."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.phone import Refusal, check, day, extract

GLUED = ("ל054-1234567", "ל-054-1234567", "ל־054-1234567", "ל0541234567", "ל054 123 4567", "ל- 054-1234567")
MEASURE = Path(__file__).parents[2] / "shared" / "data" / "phones.dev.jsonl"


@pytest.mark.parametrize(
    ("text", "region", "e164", "kind"),
    [
        ("03-612-3456", "IL", "+97236123456", "fixed_line"),
        ("+972 3 612 3456", "US", "+97236123456", "fixed_line"),
        ("972-3-612-3456", "IL", "+97236123456", "fixed_line"),
        ("00972 3 6123456", "IL", "+97236123456", "fixed_line"),
        ("tel:054-2345678", "IL", "+972542345678", "mobile"),
        ("\u202a054\u2011234\u20115678\u202c", "IL", "+972542345678", "mobile"),
        ("٠٣-٦١٢٣٤٥٦", "IL", "+97236123456", "fixed_line"),
        ("06 6982", "IT", "+39066982", "fixed_line"),
        ("(415) 666-7777", "US", "+14156667777", "fixed_line_or_mobile"),
        ("072-2345678", "IL", "+972722345678", "voip"),
        ("1-700-500-500", "IL", "+9721700500500", "shared_cost"),
        ("1-599-555-555", "IL", "+9721599555555", "uan"),
    ],
)
def test_a_number_is_read_as_e164(text: str, region: str, e164: str, kind: str) -> None:
    number = check(text, region)
    assert (number.e164, number.kind, number.sure, number.callable) == (e164, kind, True, True)


@pytest.mark.parametrize(
    ("text", "region", "refusal"),
    [
        ("100", "IL", Refusal.EMERGENCY),
        ("101", "IL", Refusal.EMERGENCY),
        ("102", "IL", Refusal.EMERGENCY),
        ("911", "IL", Refusal.EMERGENCY),
        ("+911", "US", Refusal.EMERGENCY),
        ("1-1-2", "IL", Refusal.EMERGENCY),
        ("17", "FR", Refusal.EMERGENCY),
        ("106", "IL", Refusal.SHORT),
        ("988", "US", Refusal.SHORT),
        ("*2700", "IL", Refusal.STAR),
        ("*100#", "IL", Refusal.STAR),
        ("2700*", "IL", Refusal.STAR),
        ("1-900-505-123", "IL", Refusal.PREMIUM),
        ("1-919-123-456", "IL", Refusal.PREMIUM),
        ("0906 123 4567", "GB", Refusal.PREMIUM),
        ("070 1234 5678", "GB", Refusal.PREMIUM),
        ("+44 70 1234 5678", "IL", Refusal.PREMIUM),
        ("1-500-555-1234", "US", Refusal.PREMIUM),
        ("+8821 2345 6789", "IL", Refusal.SATELLITE),
        ("+870 773 111 632", "IL", Refusal.SATELLITE),
        ("03-123456", "IL", Refusal.IMPOSSIBLE),
        ("1234567", "IL", Refusal.IMPOSSIBLE),
        ("+1 123 456 7890", "IL", Refusal.IMPOSSIBLE),
        ("03-1X34567", "IL", Refusal.IMPOSSIBLE),
        ("not a number", "IL", Refusal.IMPOSSIBLE),
        ("", "IL", Refusal.IMPOSSIBLE),
        ("+" + "1" * 5000, "IL", Refusal.IMPOSSIBLE),
    ],
)
def test_what_is_never_called_says_why(text: str, region: str, refusal: Refusal) -> None:
    number = check(text, region)
    assert (number.refusal, number.callable) == (refusal, False)


def test_a_country_that_is_not_allowed_is_refused() -> None:
    assert check("+14156667777", "IL", {"IL"}).refusal is Refusal.COUNTRY
    assert check("+876 212 3456", "IL", {"US"}).refusal is not None
    assert check("+1 876 212 3456", "IL", {"US"}).refusal is Refusal.COUNTRY, "Jamaica shares +1 with the US"
    assert check("+14156667777", "IL", {"IL", "US"}).callable


def test_a_mobile_the_plan_does_not_know_is_callable_but_not_sure() -> None:
    number = check("050-1234567", "IL")
    assert (number.e164, number.sure, number.callable) == ("+972501234567", False, True)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("תתקשר ל03-6123456 ותזמין פיצה ל-4 ב-19:30", ["+97236123456"]),
        ("נייד: 050-1234567, לא 052", ["+972501234567"]),
        ("call zero three, six one two, three four five six", ["+97236123456"]),
        ("call oh three six one two double three five six", ["+97236123356"]),
        ("חייג אפס שלוש שש אחת שתיים שלוש ארבע חמש ושש", ["+97236123456"]),
        ("my number is 054-2345678, call the restaurant at 03-6123456", ["+972542345678", "+97236123456"]),
        ("order number 0501234567 on 24.12.2026 at 19:30", []),
        ("a table for 4 on 24.12.2026 at 20:00, about 150 shekels", []),
        ("two large pizzas, one small, three drinks", []),
        ("my card is 4580 1234 1234 1234", []),
        *((f"תתקשר {glued} ותשאל אם פתוח", ["+972541234567"]) for glued in GLUED),
        ("call 054 123 4567 and ask if they are open", ["+972541234567"]),
        ("או לחייג ל054-1234567 או ל03-6123456", ["+972541234567", "+97236123456"]),
        ("קוד ל0541234567", []),
        ("שולחן ל20.30-22.30, מ24.12.2026, ב1000-1500 שקל", []),
    ],
)
def test_numbers_are_found_in_running_text(text: str, numbers: list[str]) -> None:
    assert [f.number.e164 for f in extract(text, "IL") if f.number.callable] == numbers


@pytest.mark.parametrize(
    ("text", "refusals"),
    [
        ("תתקשר ל-100", [Refusal.EMERGENCY]),
        ("call 911 now", [Refusal.EMERGENCY]),
        ("call one zero zero", [Refusal.EMERGENCY]),
        ("תתקשרי ל *2700 בבקשה", [Refusal.STAR]),
        ("תתקשרי ל*2700", [Refusal.STAR]),
        ("תחייג ל-*2700 ותבדוק", [Refusal.STAR]),
        ("ול*2700 גם", [Refusal.STAR]),
        ("תתקשר ל1-900-555-1234", [Refusal.PREMIUM]),
        ("call 1-900-555-1234", [Refusal.PREMIUM]),
        ("תתקשר ל1-800-555-1234", [Refusal.IMPOSSIBLE]),
        ("תתקשר ל100 054-1234567", [Refusal.EMERGENCY]),
        ("תתקשר ל911", [Refusal.EMERGENCY]),
        ("תתקשר ל03-123456", [Refusal.IMPOSSIBLE]),
        ("call 106", [Refusal.SHORT]),
        ("call 1-900-505-123", [Refusal.PREMIUM]),
        ("call 03-123456 please", [Refusal.IMPOSSIBLE]),
        ("the flat is #103", []),
        ("order 100 rolls", []),
    ],
)
def test_refused_numbers_in_text_are_found_too(text: str, refusals: list[Refusal]) -> None:
    assert [f.number.refusal for f in extract(text, "IL")] == refusals


def test_what_was_found_points_into_the_original_text() -> None:
    text = "\u200fתתקשר ל\u2066054-234-5678\u2069 עכשיו"
    (found,) = extract(text, "IL")
    assert text[found.start : found.end] == "054-234-5678"


@given(st.text(max_size=80), st.sampled_from(["IL", "US", "GB"]))
def test_any_text_is_read_without_error_and_nothing_refused_is_callable(text: str, region: str) -> None:
    for number in [check(text, region), *(f.number for f in extract(text, region))]:
        assert not (number.refusal and number.callable)
        assert number.e164 is None or number.e164.startswith("+")


def test_the_shared_measure() -> None:
    """Every row of the shared evaluation data, where it is there: no other number than the row's, none forbidden."""
    measure = MEASURE.read_text(encoding="utf-8") if MEASURE.is_file() else ""
    rows = [json.loads(line) for line in measure.split("\n") if line]
    missed = []
    for row in rows:
        found = extract(row["text"], row["default_region"])
        exact = {f.number.e164 for f in found} - {None} == {e["e164"] for e in row["expect"]} - {None}
        right = {f.number.e164 for f in found if f.number.callable} == {
            e["e164"] for e in row["expect"] if e["callable"]
        }
        if not (exact and right):
            missed.append((row["id"], row["text"]))
    assert missed == []


@pytest.mark.parametrize(
    ("e164", "hour", "told"),
    [
        ("+97236123456", 21, date(2026, 11, 30)),
        ("+97236123456", 23, date(2026, 12, 1)),
        ("+14156667777", 3, date(2026, 11, 29)),
        ("+18002345678", 6, None),
        ("anonymous", 12, None),
    ],
)
def test_the_day_where_a_phone_rings(e164: str, hour: int, told: date | None) -> None:
    assert day(e164, datetime(2026, 11, 30, hour, tzinfo=UTC)) == told
