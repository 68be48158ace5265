"""Hours and days that are suggested fit the errand, the day and the clock, and each is understood when sent back."""

from datetime import UTC, datetime

import pytest

from tests.engine.test_chat import Desk
from tests.fakes.clock import StillClock

SUNDAY_MORNING = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
SUNDAY_EVENING = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
FRIDAY_MORNING = datetime(2026, 11, 27, 6, 0, tzinfo=UTC)
FRIDAY_EVENING = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
VISIT, VISIT_HE = "make me an appointment with The Clinic 03-612-3888", "תקבעי לי תור אצל המרפאה 03-612-3888 לבדיקה"
TABLE, TABLE_HE = "book a table for two at Pizza Place", "תזמיני שולחן לשניים במסעדת הדקל"


@pytest.mark.parametrize(
    ("now", "message", "options"),
    [
        (SUNDAY_MORNING, f"{VISIT_HE} מחר", ["09:00", "10:00", "11:00"]),
        (SUNDAY_MORNING, f"{VISIT_HE} היום", ["09:00", "10:00", "11:00"]),
        (SUNDAY_MORNING, f"{VISIT_HE} מחר בערב", ["17:00", "18:00"]),
        (SUNDAY_MORNING, f"{VISIT_HE} ביום שישי", ["09:00", "10:00", "11:00"]),
        (SUNDAY_MORNING, f"{VISIT_HE} בשבת", []),
        (SUNDAY_MORNING, f"{VISIT} tomorrow afternoon", ["16:00", "17:00"]),
        (SUNDAY_EVENING, f"{VISIT} tomorrow", ["09:00", "10:00", "11:00"]),
        (SUNDAY_MORNING, f"{TABLE_HE} מחר", ["19:30", "20:00", "21:00"]),
        (SUNDAY_MORNING, f"{TABLE_HE} מחר בצהריים", ["12:30", "13:00", "13:30"]),
        (SUNDAY_MORNING, f"{TABLE} for lunch tomorrow", ["12:30", "13:00", "13:30"]),
        (SUNDAY_MORNING, f"{TABLE} tonight", ["19:30", "20:00", "21:00"]),
        (SUNDAY_MORNING, VISIT_HE, ["היום", "מחר"]),
        (SUNDAY_EVENING, VISIT_HE, ["מחר"]),
        (FRIDAY_MORNING, VISIT, ["today"]),
        (FRIDAY_EVENING, VISIT, []),
        (FRIDAY_EVENING, TABLE, ["today", "tomorrow"]),
        (SUNDAY_EVENING, TABLE, ["tomorrow"]),
    ],
)
async def test_only_what_fits_is_suggested(now: datetime, message: str, options: list[str]) -> None:
    desk = Desk(clock=StillClock(now))
    await desk.know("profile", "name", "Dana")
    asked = await desk.say(message)
    assert asked.state == "collecting"
    assert [one for one in asked.suggestions if one not in ("cancel", "ביטול", "forget that", "לשכוח את זה")] == options
    if options:
        slot = asked.missing[0]
        answer = await desk.say(options[0])
        assert answer.task is not None
        assert answer.task.said(slot) == options[0]
