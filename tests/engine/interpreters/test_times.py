import pytest

from ringback.engine.interpreters import numbers, text, times


def found(message: str) -> list[tuple[str, str, str]]:
    return [(when.kind, when.said, when.value) for when in times.find(text.read(message))]


@pytest.mark.parametrize(
    ("message", "said", "clock"),
    [
        ("at 7 pm", "7 pm", "19:00"),
        ("by half past three in the afternoon", "half past three in the afternoon", "15:30"),
        ("at quarter to 9 pm", "quarter to 9 pm", "20:45"),
        ("at 12:15 am", "12:15 am", "00:15"),
        ("20:30", "20:30", "20:30"),
        ("at noon", "noon", "12:00"),
        ("at 10 o'clock in the morning", "10 o'clock in the morning", "10:00"),
        ("ב-19:30", "19:30", "19:30"),
        ("בשמונה בערב", "שמונה בערב", "20:00"),
        ("לעשר בבוקר", "עשר בבוקר", "10:00"),
        ("ברבע לתשע בערב", "רבע לתשע בערב", "20:45"),
        ("בשתים עשרה בצהריים", "שתים עשרה בצהריים", "12:00"),
        ("בחצות", "חצות", "00:00"),
    ],
)
def test_a_clock_time_is_kept_as_said_and_told_on_the_clock(message: str, said: str, clock: str) -> None:
    assert found(message) == [("time", said, clock)]


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("at seven", "seven"),
        ("make it 8", "8"),
        ("after 4", "after 4"),
        ("sometime between 7 and 8:30", "between 7 and 8:30"),
        ("לשבע", "שבע"),
        ("בשמונה וחצי", "שמונה וחצי"),
        ("אחרי ארבע", "אחרי ארבע"),
        ("בין שבע לשמונה", "בין שבע לשמונה"),
    ],
)
def test_an_hour_that_may_be_either_is_not_put_on_the_clock(message: str, said: str) -> None:
    assert found(message) == [("time", said, said)]


def test_the_day_tells_which_half_it_is() -> None:
    assert found("tonight at eight") == [("date", "tonight", "tonight"), ("time", "eight", "20:00")]
    assert found("מחר בבוקר בשמונה") == [("date", "מחר בבוקר", "מחר בבוקר"), ("time", "שמונה", "08:00")]


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("on Friday next week", "Friday next week"),
        ("next week on Monday", "next week on Monday"),
        ("in two days", "in two days"),
        ("for the 4th of March", "the 4th of March"),
        ("on 24/12/2026", "24/12/2026"),
        ("the day after tomorrow", "the day after tomorrow"),
        ("ביום שלישי הבא", "יום שלישי הבא"),
        ("ב-5 בדצמבר", "5 בדצמבר"),
        ("מחרתיים", "מחרתיים"),
        ("בשבוע הבא ביום שני", "שבוע הבא ביום שני"),
        ("בעוד יומיים", "בעוד יומיים"),
    ],
)
def test_a_day_is_kept_as_said(message: str, said: str) -> None:
    assert found(message) == [("date", said, said)]


def test_a_span_from_now_is_day_and_time_at_once() -> None:
    assert found("in two hours") == [("date", "in two hours", "in two hours"), ("time", "in two hours", "in two hours")]
    assert [kind for kind, _, _ in found("בעוד שעתיים")] == ["date", "time"]


@pytest.mark.parametrize(
    "message", ["03-612-3456", "call 5 people", "54 37th avenue", "שתי פיצות", "a party of 12", "ל-4"]
)
def test_other_numbers_are_no_times(message: str) -> None:
    assert found(message) == []


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("a table for four", "4"),
        ("for 2 people", "2"),
        ("a party of twelve", "12"),
        ("for me and my sister", "2"),
        ("שולחן לארבעה", "4"),
        ("שולחן לשמונה", "8"),
        ("ל-5 סועדים", "5"),
        ("נהיה שישה", "6"),
        ("לזוג", "2"),
    ],
)
def test_people_are_counted(message: str, value: str) -> None:
    party = numbers.party(text.read(message))
    assert party is not None
    assert party.value == value


@pytest.mark.parametrize(
    "message", ["for 7 pm", "for two hours", "for the 4th", "לשבע", "לארבע", "for 3 pizzas", "for Dana"]
)
def test_what_is_no_party_is_none(message: str) -> None:
    assert numbers.party(text.read(message)) is None
