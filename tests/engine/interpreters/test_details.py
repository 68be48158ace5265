"""Messages about the errand in hand: answers to the open question, and changes of the plan."""

import pytest

from ringback.engine.interpreters import rules
from ringback.engine.reading import Act, Known, Reading, Situation
from ringback.engine.task import Language, SlotKind, SlotValue, Source

KNOWN = (Known("פיצה פלייס", "+97236123456", Source.PRACTICE_BOOK, "he"),)
IDLE = Situation("he", "IL", known=KNOWN)


def read(message: str, situation: Situation = IDLE) -> Reading:
    return rules.read(message, situation)


def said(reading: Reading) -> dict[str, str]:
    return {slot: value.said for slot, value in reading.slots.items()}


def value(words: str, canonical: str = "") -> SlotValue:
    return SlotValue(canonical or words, words)


def waiting(language: Language, kind: str, **slots: SlotValue) -> Situation:
    number = SlotValue("+97236123456", "03-612-3456", Source.PRACTICE_BOOK)
    return Situation(
        language, "IL", "awaiting_confirmation", kind, {"phone_number": number, **slots}, code="4821", known=KNOWN
    )


CALL = waiting("he", "phone_call", callee=value("פיצה פלייס"), goal=value("להזמין מרגריטה לשבע"), name=value("דנה"))
ORDER = waiting(
    "en", "phone_call", callee=value("Pizza Place"), goal=value("order a pizza at seven"), name=value("Dana")
)
TABLE = waiting(
    "he",
    "booking",
    callee=value("מסעדת הדקל"),
    party_size=value("ארבעה", "4"),
    date=value("הערב"),
    time=value("שמונה", "20:00"),
    name=value("דנה"),
)


@pytest.mark.parametrize(
    ("situation", "message", "slots"),
    [
        (CALL, "כן אבל לתשע", {"goal": "להזמין מרגריטה לתשע"}),
        (CALL, "בעצם ב-20:30", {"goal": "להזמין מרגריטה ל-20:30"}),
        (CALL, "כן, רק בלי זיתים", {"notes": "בלי זיתים"}),
        (CALL, "תוסיפי קולה", {"notes": "להוסיף קולה"}),
        (CALL, "ובלי בצל", {"notes": "בלי בצל"}),
        (CALL, "ותשאלי כמה זמן זה לוקח", {"notes": "לשאול כמה זמן זה לוקח"}),
        (ORDER, "no onions", {"notes": "no onions"}),
        (ORDER, "no wait, two", {"notes": "two"}),
        (ORDER, "deliver it to 4 Bialik", {"notes": "deliver it to 4 Bialik"}),
        (CALL, "איסוף עצמי", {"notes": "איסוף עצמי"}),
        (ORDER, "and a coke", {"notes": "a coke"}),
        (ORDER, "change the name to Noa", {"name": "Noa"}),
        (TABLE, "תשני את השעה לעשר", {"time": "עשר"}),
        (TABLE, "תעדכני את מספר הסועדים ל-6", {"party_size": "6"}),
        (TABLE, "אם מלא תנסי בתשע", {"if_not": "תשע"}),
        (CALL, "על שם נועה", {"name": "נועה"}),
        (CALL, "המספר הוא 03-612-3457", {"phone_number": "03-612-3457"}),
        (ORDER, "no, make it eight", {"goal": "order a pizza at eight"}),
        (ORDER, "it's Pizza Palace, not Pizza Place", {"callee": "Pizza Palace"}),
        (ORDER, "and also ask for extra napkins", {"notes": "also ask for extra napkins"}),
        (TABLE, "לא, חמישה", {"party_size": "חמישה"}),
        (TABLE, "נהיה שישה", {"party_size": "שישה"}),
        (TABLE, "כן אבל בתשע", {"time": "תשע"}),
        (TABLE, "זה לארבעה, לא לשניים", {"party_size": "ארבעה"}),
        (TABLE, "it's for four, not two", {"party_size": "four"}),
        (CALL, "זה לארבעה, לא לשניים", {"notes": "זה לארבעה, לא לשניים"}),
        (TABLE, "in English, please", {"language": "in English, please"}),
        (CALL, "תדברי איתם באנגלית", {"language": "תדברי איתם באנגלית"}),
        (TABLE, "מחר", {"date": "מחר"}),
        (TABLE, "אבל בחוץ אם אפשר", {"notes": "בחוץ אם אפשר"}),
    ],
)
def test_a_change_of_the_plan_is_read_as_one(situation: Situation, message: str, slots: dict[str, str]) -> None:
    reading = read(message, situation)
    assert reading.act in (Act.INFORM, Act.REQUEST)
    assert said(reading) == slots


@pytest.mark.parametrize(
    ("situation", "message", "edits"),
    [
        (TABLE, "לשנות את השעה", ("time",)),
        (ORDER, "change the time", ("time",)),
        (ORDER, "use another number", ("phone_number",)),
        (TABLE, "השם לא נכון", ("name",)),
    ],
)
def test_a_slot_named_without_a_value_is_opened_again(
    situation: Situation, message: str, edits: tuple[str, ...]
) -> None:
    reading = read(message, situation)
    assert (reading.act, reading.slots, reading.edits) == (Act.INFORM, {}, edits)


@pytest.mark.parametrize("message", ["change it", "לא", "nope", "no way"])
def test_a_wish_to_change_what_nobody_can_tell_is_a_no(message: str) -> None:
    assert read(message, ORDER).act is Act.NEGATE


@pytest.mark.parametrize(
    "message",
    [
        "hmm",
        "what will you say?",
        "I don't know",
        "רגע",
        "למה?",
        "confirm 1234",
        "yes?",
        "will you tell them my name?",
        "how much will the call cost?",
        "להגיד כן?",
    ],
)
def test_what_says_nothing_of_the_plan_is_nothing(message: str) -> None:
    assert read(message, ORDER) == Reading(Act.OTHER, "he" if message[0] > "z" else "en")


def test_a_yes_is_one_only_while_a_plan_waits_or_a_question_is_open() -> None:
    assert read("confirm 4821", ORDER).act is Act.AFFIRM
    assert read("תתקשרי", CALL).act is Act.AFFIRM
    assert read("תתקשרי").act is Act.REQUEST


def asking(slot: str, kind: SlotKind, task: str = "phone_call", **slots: SlotValue) -> Situation:
    return Situation("he", "IL", "collecting", task, slots, slot, kind, known=KNOWN)


@pytest.mark.parametrize(
    ("situation", "message", "slots"),
    [
        (asking("name", "name"), "דנה", {"name": "דנה"}),
        (asking("name", "name"), "על שם דנה כהן, תודה", {"name": "דנה כהן"}),
        (asking("name", "name"), "it's Dana", {"name": "Dana"}),
        (asking("phone_number", "phone"), "03-6123456", {"phone_number": "03-6123456"}),
        (asking("phone_number", "phone"), "לפיצה פלייס", {"callee": "פיצה פלייס"}),
        (asking("phone_number", "phone"), "המכולת של משה", {"callee": "המכולת של משה"}),
        (asking("party_size", "count", "booking"), "נהיה ארבעה", {"party_size": "ארבעה"}),
        (asking("party_size", "count", "booking"), "4", {"party_size": "4"}),
        (asking("time", "time", "booking"), "8", {"time": "8"}),
        (asking("time", "time", "booking"), "בשמונה וחצי", {"time": "שמונה וחצי"}),
        (asking("date", "date", "booking"), "מחר בתשע", {"date": "מחר", "time": "תשע"}),
        (asking("goal", "text"), "שיחזרו אליי", {"goal": "שיחזרו אליי"}),
        (asking("goal", "text"), "תזמיני שתי פיתות", {"items": "שתי פיתות"}),
        (asking("items", "text", "order"), "שתי פיתות לשמונה בערב", {"items": "שתי פיתות", "time": "שמונה בערב"}),
        (asking("items", "text", "order"), "please order two pitas", {"items": "two pitas"}),
        (asking("message", "text", "message"), "ask him to call me back", {"message": "ask him to call me back"}),
    ],
)
def test_an_answer_is_read_by_what_was_asked(situation: Situation, message: str, slots: dict[str, str]) -> None:
    assert said(read(message, situation)) == slots


@pytest.mark.parametrize(
    ("message", "act"),
    [("כן", Act.AFFIRM), ("לא", Act.NEGATE), ("ביטול", Act.CANCEL), ("עזרה", Act.HELP), ("לא יודעת", Act.OTHER)],
)
def test_talk_is_no_answer(message: str, act: Act) -> None:
    assert read(message, asking("name", "name")) == Reading(act, "he")


@pytest.mark.parametrize(("message", "code"), [("100", "emergency"), ("03-123", "short"), ("031234", "short")])
def test_a_bad_number_is_no_answer(message: str, code: str) -> None:
    reading = read(message, asking("phone_number", "phone"))
    assert reading.refusal == code
    assert not reading.slots


def order(language: Language, items: str, time: str = "") -> Situation:
    return waiting(
        language, "order", callee=value("Pizza Place"), items=value(items), **({"time": value(time)} if time else {})
    )


@pytest.mark.parametrize(
    ("situation", "message", "slots"),
    [
        (order("en", "2 pizzas"), "make it 3 pizzas", {"items": "3 pizzas"}),
        (order("en", "2 pizzas"), "actually three pizzas", {"items": "three pizzas"}),
        (order("en", "2 pizzas"), "three pizzas, not two", {"items": "three pizzas"}),
        (order("en", "two pizzas"), "only one", {"items": "one pizza"}),
        (order("en", "two pizzas"), "make it three pizzas at 8", {"items": "three pizzas", "time": "8"}),
        (order("en", "two pizzas"), "no, three", {"items": "three pizzas"}),
        (order("en", "two large pizzas and a coke", "seven"), "make it 3", {"items": "3 large pizzas and a coke"}),
        (order("en", "two pizzas and a coke"), "make it two cokes", {"items": "two pizzas and two cokes"}),
        (order("en", "a large pizza with olives"), "make it two pizzas", {"items": "two large pizzas with olives"}),
        (order("en", "two baguettes", "seven"), "make it three baguettes", {"items": "three baguettes"}),
        (order("he", "שתי פיצות"), "בעצם שלוש פיצות", {"items": "שלוש פיצות"}),
        (order("he", "שתי פיצות", "שבע"), "תעשי את זה שלוש", {"items": "שלוש פיצות"}),
        (order("he", "שלוש פיצות גדולות וקולה"), "תעשה את זה שתיים", {"items": "שתי פיצות גדולות וקולה"}),
        (order("he", "פיצה גדולה"), "לא, שתי פיצות בבקשה", {"items": "שתי פיצות גדולות"}),
        (order("he", "שתי פיצות גדולות"), "רק פיצה אחת", {"items": "פיצה אחת גדולה"}),
        (order("he", "3 מגשי פיצה"), "בעצם 2 מגשים", {"items": "2 מגשי פיצה"}),
        (order("he", "שתי פיצות"), "תשני את הכמות לשלוש", {"items": "שלוש פיצות"}),
    ],
)
def test_another_count_takes_the_place_of_the_old_one(
    situation: Situation, message: str, slots: dict[str, str]
) -> None:
    assert said(read(message, situation)) == slots


@pytest.mark.parametrize(
    ("situation", "message", "slots"),
    [
        (order("en", "two pizzas"), "and 3 pizzas", {"notes": "3 pizzas"}),
        (order("en", "two pizzas"), "add 3 cokes", {"notes": "add 3 cokes"}),
        (order("en", "two pizzas"), "three salads", {"notes": "three salads"}),
        (order("en", "a large pizza", "seven"), "make it eight", {"time": "eight"}),
        (order("en", "two pizzas", "seven"), "no, at three", {"time": "three"}),
        (order("en", "two pizzas", "seven"), "actually 3", {"time": "3"}),
        (order("en", "two pizzas", "seven"), "make it three thirty", {"time": "three thirty"}),
        (order("en", "two pizzas", "seven"), "make it eight tomorrow", {"time": "eight", "date": "tomorrow"}),
        (order("en", "two pizzas", "seven"), "make it three salads", {"notes": "make it three salads"}),
        (order("he", "שתי פיצות"), "תוסיפי שלוש פיצות", {"notes": "להוסיף שלוש פיצות"}),
        (order("he", "שתי פיצות"), "בעצם לשלוש", {"time": "שלוש"}),
        (order("he", "שתי פיצות", "שבע"), "תשני את זה לשמונה", {"time": "שמונה"}),
        (TABLE, "make it three", {"time": "three"}),
    ],
)
def test_what_is_no_count_changes_none(situation: Situation, message: str, slots: dict[str, str]) -> None:
    assert said(read(message, situation)) == slots


def test_a_number_is_no_count_where_an_hour_is_asked_for() -> None:
    situation = asking("time", "time", "order", items=value("two pizzas"))
    assert said(read("make it three", situation)) == {"time": "three"}


NOTED = waiting("en", "order", callee=value("Pizza Place"), items=value("two pizzas"), notes=value("no olives"))


@pytest.mark.parametrize(
    ("message", "notes"),
    [("and a coke", "no olives; a coke"), ("cancel the onions", "no olives; cancel the onions")],
)
def test_a_wish_stands_beside_those_before(message: str, notes: str) -> None:
    assert said(read(message, NOTED)) == {"notes": notes}


@pytest.mark.parametrize(
    ("message", "home"),
    [
        ("my address is 12 Herzl st, Tel Aviv", "12 Herzl st, Tel Aviv"),
        ("I live at 4 Ben Yehuda", "4 Ben Yehuda"),
        ("הכתובת שלי היא הרצל 12 תל אביב", "הרצל 12 תל אביב"),
        ("אני גרה בהרצל 12", "הרצל 12"),
    ],
)
def test_the_users_address_is_learned(message: str, home: str) -> None:
    assert read(message).learned == {"address": home}


@pytest.mark.parametrize("message", ["what is my address?", "do you know my address is wrong?", "מה הכתובת שלי?"])
def test_a_question_tells_no_address(message: str) -> None:
    assert read(message).learned == {}


@pytest.mark.parametrize(
    ("message", "key"),
    [("my password is hunter2", "password"), ("הסיסמה שלי היא 1234", "password"), ("יש לי סוכרת", "diagnosis")],
)
def test_what_is_never_kept_is_learned_without_its_value(message: str, key: str) -> None:
    assert read(message).learned == {key: "-"}


def test_an_appointment_moves_by_an_hour_alone() -> None:
    visit = waiting("en", "appointment", callee=value("Dr. Cohen"), date=value("Monday"), time=value("10"))
    assert said(read("no, 11", visit)) == {"time": "11"}


VISIT = waiting("en", "appointment", callee=value("Dr. Cohen"), date=value("tomorrow"), time=value("ten"))


@pytest.mark.parametrize(
    ("situation", "message", "slots"),
    [
        (VISIT, "no, not tomorrow, friday", {"date": "friday"}),
        (VISIT, "not tomorrow but friday", {"date": "friday"}),
        (VISIT, "not at ten, at eleven", {"time": "eleven"}),
        (VISIT, "no, not tomorrow, friday at nine", {"date": "friday", "time": "nine"}),
        (TABLE, "לא הערב, מחר", {"date": "מחר"}),
        (TABLE, "לא, לא הערב, ביום שישי בתשע", {"date": "יום שישי", "time": "תשע"}),
        (TABLE, "לא בשמונה אלא בתשע", {"time": "תשע"}),
    ],
)
def test_of_two_days_the_one_that_is_not_denied_is_meant(
    situation: Situation, message: str, slots: dict[str, str]
) -> None:
    reading = read(message, situation)
    assert (said(reading), reading.edits) == (slots, ())


@pytest.mark.parametrize(("message", "slot"), [("not tomorrow", "date"), ("not at ten", "time")])
def test_what_is_only_denied_is_asked_for_again(message: str, slot: str) -> None:
    reading = read(message, VISIT)
    assert (reading.slots, reading.edits) == ({}, (slot,))


def test_no_calendar_has_the_day() -> None:
    visit = waiting("en", "appointment", callee=value("Dr. Cohen"), date=value("Monday"), time=value("10"))
    assert read("Feb 30", visit).refusal == "no_such_date"


def test_pick_up_takes_the_place_of_delivery() -> None:
    brought = waiting("en", "order", items=value("two pizzas delivery"))
    assert said(read("yes but pick up not delivery", brought)) == {"items": "two pizzas pick up"}


def test_what_is_to_be_said_is_said_to_all_who_are_called() -> None:
    reading = read("call City Garage, if no answer call Mom and tell her the car is stuck", Situation("en", "IL"))
    assert (said(reading)["callee"], said(reading)["message"]) == ("City Garage", "the car is stuck")
    assert [other["callee"].said for other in reading.others] == ["Mom"]
