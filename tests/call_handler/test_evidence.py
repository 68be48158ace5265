"""Evidence: what callees really say in numbers, and which claims it supports."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.call_handler.dates import days_of
from ringback.call_handler.events import Utterance, Who
from ringback.call_handler.evidence import witness
from ringback.call_handler.numerals import Clock
from ringback.call_handler.quotations import quotes
from ringback.call_handler.statements import state
from tests.call_handler.evidence_rows import (
    Case,
    bounds,
    hedges,
    occasions,
    promises,
    said,
    taken_back,
    unseen,
    unseen_calls,
    unseen_errands,
)

ROWS = (said, bounds, hedges, taken_back, occasions, promises, unseen, unseen_errands, unseen_calls)
SUPPORTED = [case for rows in ROWS for case in rows.SUPPORTED]
NOT_SUPPORTED = [case for rows in ROWS for case in rows.NOT_SUPPORTED]


def minutes(text: str) -> list[str]:
    """The asserted times on the dial."""
    clocks = [atom.value for atom in state(text).asserted() if isinstance(atom.value, Clock)]
    return [f"{time // 60}:{time % 60:02}" for time in sorted({clock.minute for clock in clocks})]


def numbers(text: str) -> list[object]:
    return [atom.value for atom in state(text).asserted() if atom.kind == "number"]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("at seven", ["7:00"]),
        ("seven thirty", ["7:30"]),
        ("half past seven", ["7:30"]),
        ("a quarter to eight", ["7:45"]),
        ("quarter past seven", ["7:15"]),
        ("at 19:30", ["7:30"]),
        ("7:05", ["7:05"]),
        ("בשבע בערב", ["7:00"]),
        ("בשבע וחצי", ["7:30"]),
        ("שבע ורבע", ["7:15"]),
        ("רבע לשמונה", ["7:45"]),
        ("בשעה 19:00", ["7:00"]),
        ("שבע ועשרים", ["7:20"]),
        ("not at seven, only at nine", ["9:00"]),
        ("no, at eight", ["8:00"]),
        ("אין מקום בשבע, רק בשמונה", ["8:00"]),
        ("לא, בשמונה", ["8:00"]),
        ("ninety shekels", []),
    ],
)
def test_times_as_people_say_them(text: str, times: list[str]) -> None:
    assert minutes(text) == times


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("eighty nine shekels", [89]),
        ("eighty-nine", [89]),
        ("one hundred and twenty", [120]),
        ("two thousand five hundred", [2500]),
        ("1,200 shekels", [1200]),
        ("68.50", [68.5]),
        ("שמונים ותשעה שקלים", [89]),
        ("מאה עשרים ושתיים", [122]),
        ("שלוש מאות שקל", [300]),
        ("שבע עשרה", [17]),
        ("שנים עשר", [12]),
        ("לארבעה אנשים", [4]),
        ("מאה ועשרים", [120]),
        ("אלף מאתיים", [1200]),
        ("two three", [2, 3]),
        ("hello there", []),
    ],
)
def test_numbers_as_people_say_them(text: str, values: list[float]) -> None:
    assert numbers(text) == values


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("ready at seven", "Sure, it will be ready at seven, sixty eight shekels.", True),
        ("READY, at seven!", "it is ready at seven", True),
        ("it wil be redy at seven", "It will be ready at seven.", True),
        ("יהיה מוכן בשבע", "כן, זה יהיה מוכן בשבע בערב", True),
        ("יִהְיֶה מוּכָן בְּשֶׁבַע", "זה יהיה מוכן בשבע", True),
        ("ready at seven", "we are closed today", False),
        ("yes", "yes of course", True),
        ("no", "now", False),
        ("", "anything", False),
        ("at seven ready", "nothing of that at all", False),
    ],
)
def test_a_quote_is_found_up_to_slips_of_the_transcription(quote: str, text: str, found: bool) -> None:
    assert quotes(quote, text) is found


TURNS = [
    Utterance(0, "agent", "A large margherita for seven, is that sixty eight shekels?", 0, 1000, True),
    Utterance(1, "callee", "Yes, ready at seven, sixty eight shekels.", 1000, 2000, True),
    Utterance(2, "callee", "Not at eight, sorry. Half past eight is possible.", 3000, 4000, True),
]
SPLIT = [
    Utterance(0, "callee", "It will be ready", 0, 900, True),
    Utterance(1, "agent", "…", 900, 900, True),
    Utterance(2, "callee", "at half past seven.", 1000, 2000, True),
    Utterance(3, "agent", "Thank you.", 2000, 3000, True),
    Utterance(4, "callee", "Goodbye.", 3000, 4000, True),
]


def test_a_sentence_that_a_pause_cut_in_two_is_one() -> None:
    assert witness("19:30", "It will be ready at half past seven", SPLIT) == (2, True)
    assert witness("19:00", "It will be ready at half past seven", SPLIT) == (2, False)
    assert witness("19:30", "at half past seven goodbye indeed and thanks", SPLIT) == (None, False)


@pytest.mark.parametrize(
    ("value", "quote", "turn", "supported"),
    [
        ("19:00", "ready at seven", 1, True),
        ("7", "ready at seven", 1, True),
        ("68", "sixty eight shekels", 1, True),
        ("68 shekels at 19:00", "ready at seven, sixty eight shekels", 1, True),
        ("large margherita", "yes, ready at seven", 1, True),
        ("the large one", "yes, ready at seven", 1, True),
        ("19:30", "ready at seven", 1, False),
        ("69", "sixty eight shekels", 1, False),
        ("20:00", "Not at eight", 2, False),
        ("20:30", "half past eight is possible", 2, True),
        ("19:00", "for seven, is that sixty eight", None, False),
        ("19:00", "we said at seven and you may come", None, False),
        ("19:00", None, None, False),
    ],
)
def test_a_claim_needs_the_callees_words_and_numbers(
    value: str, quote: str | None, turn: int | None, supported: bool
) -> None:
    assert witness(value, quote, TURNS) == (turn, supported)


def turns(talk: str) -> list[Utterance]:
    who: dict[str, Who] = {"c": "callee", "a": "agent"}
    lines = [line.split(": ", 1) for line in talk.split("\n")]
    return [Utterance(at, who[side], text, at * 1000, at * 1000 + 900, True) for at, (side, text) in enumerate(lines)]


@pytest.mark.parametrize("case", SUPPORTED, ids=lambda case: f"{case[0]} → {case[2]}")
def test_what_they_said_is_evidence(case: Case) -> None:
    talk, key, value, quote = case
    assert witness(value, quote, turns(talk), key)[1]


@pytest.mark.parametrize("case", NOT_SUPPORTED, ids=lambda case: f"{case[0]} → {case[2]}")
def test_what_they_did_not_say_or_not_firmly_is_none(case: Case) -> None:
    talk, key, value, quote = case
    assert not witness(value, quote, turns(talk), key)[1]


def test_half_of_the_rows_must_not_be_believed() -> None:
    assert len(NOT_SUPPORTED) >= len(SUPPORTED) >= 400


@pytest.mark.parametrize(
    "said", ["1 2 3 4 ", "eight or ", "you said ", "yes ", "8-", "a party ", "ברחוב ", "it's now ", "eight eight "]
)
def test_who_talks_without_end_holds_nobody_up(said: str) -> None:
    begun = time.process_time()
    witness("20:00", "eight", turns(f"c: {said * 500} eight"), "time")
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("said", "value", "supported"),
    [
        ("Tomorrow at eight.", "2026-12-01", True),
        ("מחר בשמונה.", "2026-12-01", True),
        ("Tonight at eight.", "2026-11-30", True),
        ("The day after tomorrow.", "2.12.2026", True),
        ("Tomorrow at eight.", "2026-12-02", False),
        ("Not tomorrow.", "2026-12-01", False),
        ("Yesterday.", "2026-11-29", False),
    ],
)
def test_days_from_today_are_those_of_the_call(said: str, value: str, supported: bool) -> None:
    assert witness(value, said, turns(f"c: {said}"), "date", "2026-11-30")[1] is supported
    assert not witness(value, said, turns(f"c: {said}"), "date")[1]


def words(text: str) -> list[str]:
    return text.split()


ONES = words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
ONES += ["eighteen", "nineteen"]
TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
HE_ONES = words("אחד שניים שלושה ארבעה חמישה שישה שבעה שמונה תשעה עשרה")
HE_TENS = words("עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים")
HE_ONES_F = words("אחת שתיים שלוש ארבע חמש שש שבע שמונה תשע")
HE_TEENS = ["אחד עשר", "שנים עשר", *(f"{one} עשר" for one in HE_ONES[2:9])]


def english(number: int) -> str:
    if number < 20:
        return ONES[number - 1]
    if number < 100:
        return TENS[number // 10 - 2] + (f" {ONES[number % 10 - 1]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {english(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100 - 1]} hundred{rest}"
    return f"{english(number // 1000)} thousand" + (f" {english(number % 1000)}" if number % 1000 else "")


def hebrew(number: int) -> str:
    if number <= 10:
        return HE_ONES[number - 1]
    if number < 20:
        return HE_TEENS[number - 11]
    if number < 100:
        return HE_TENS[number // 10 - 2] + (f" ו{HE_ONES[number % 10 - 1]}" if number % 10 else "")
    hundreds = {1: "מאה", 2: "מאתיים"}.get(number // 100) or f"{HE_ONES_F[number // 100 - 1]} מאות"
    if not number % 100:
        return hundreds
    rest = hebrew(number % 100)
    return f"{hundreds} {rest}" if " ו" in rest or " " in rest else f"{hundreds} ו{rest}"


@given(st.integers(1, 9999))
def test_english_numbers_in_words(number: int) -> None:
    assert said_number(f"That is {english(number)} shekels.") == number


@given(st.integers(1, 999))
def test_hebrew_numbers_in_words(number: int) -> None:
    assert said_number(f"זה {hebrew(number)} שקל.") == number


def said_number(text: str) -> object:
    [value] = {atom.value for atom in state(text).asserted() if atom.kind == "number"}
    return value


@given(st.integers(1, 12), st.sampled_from([0, 15, 30, 45]), st.booleans(), st.sampled_from(["am", "pm"]))
def test_times_in_words_are_those_in_figures(hour: int, minute: int, in_hebrew: bool, half: str) -> None:
    clock = hour % 12 * 60 + minute
    following = hour % 12 + 1
    if in_hebrew:
        names = [*HE_ONES_F, "עשר", "אחת עשרה", "שתים עשרה"]
        parts = {0: names[hour - 1], 15: f"{names[hour - 1]} ורבע", 30: f"{names[hour - 1]} וחצי"}
        spoken = f"רבע ל{names[following - 1]}" if minute == 45 else f"ב{parts[minute]}"
        text = f"{spoken} {'בבוקר' if half == 'am' else 'בערב'}"
    else:
        parts = {0: f"at {ONES[hour - 1]}", 15: f"quarter past {ONES[hour - 1]}", 30: f"half past {ONES[hour - 1]}"}
        spoken = f"a quarter to {ONES[following - 1]}" if minute == 45 else parts[minute]
        text = f"{spoken} in the {'morning' if half == 'am' else 'evening'}"
    clocks = {atom.value for atom in state(text).asserted() if atom.kind == "time"}
    assert Clock(clock, "am" if half == "am" else "pm") in clocks


@given(st.text(max_size=200), st.text(max_size=40), st.text(max_size=40))
def test_nothing_that_is_said_breaks_it(text: str, value: str, quote: str) -> None:
    index, supported = witness(value, quote, [Utterance(0, "callee", text, 0, 1, True)])
    assert index in (None, 0)
    assert not supported or index == 0


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 2))
def test_a_date_has_its_day_of_the_week(today: date, ahead: int) -> None:
    told = today + timedelta(days=ahead)
    day, from_today = days_of(f"{told}", f"{today}")
    assert (day.value, from_today.value) == (str(told.isoweekday() % 7), ("today", "tomorrow", "later")[ahead])
