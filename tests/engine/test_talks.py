"""Whole talks in both languages: what is asked, what the plan holds in the end, and what is left alone."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ringback.engine.chat import ChatAnswer
from ringback.engine.task import Status
from tests.engine.test_chat import Desk

ORDER, ORDER_HE = "Call Pizza Place and order a large margherita", "תתקשרי לפיצה פלייס ותזמיני מרגריטה גדולה"
LATER = "Call Pizza Place tomorrow at eleven and order a large margherita"
LATER_HE = "תתקשרי מחר באחת עשרה לפיצה פלייס ותזמיני מרגריטה גדולה"
NUMBER = "03-612-3458"


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def talk(desk: Desk, *messages: str, name: bool = True) -> ChatAnswer:
    """The answer to the last of the messages."""
    if name:
        await desk.know("profile", "name", "Dana")
    for message in messages:
        answer = await desk.say(message)
    return answer


def said(answer: ChatAnswer) -> Mapping[str, str]:
    """The slots of the task in hand, as they were said."""
    assert answer.task is not None
    return {name: slot.said for name, slot in answer.task.slots.items()}


@pytest.mark.parametrize(
    ("messages", "day", "hour"),
    [
        ((LATER, "confirm", "at ten instead"), 23, 10),
        ((LATER, "confirm", "push it to noon"), 23, 12),
        ((LATER, "confirm", "make it half past ten"), 23, 10.5),
        ((LATER, "confirm", "move it to Sunday"), 29, 11),
        ((LATER, "confirm", "not tomorrow, on Sunday"), 29, 11),
        ((LATER, "confirm", "wait, don't cancel, move it to Sunday"), 29, 11),
        ((LATER, "no, at ten"), 23, 10),
        ((LATER_HE, "כן", "תזיז לעשר"), 23, 10),
        ((LATER_HE, "כן", "בעצם בעשר"), 23, 10),
        ((LATER_HE, "כן", "תדחי ליום שלישי"), 24, 11),
        ((LATER_HE, "כן", "לא מחר, ביום ראשון"), 29, 11),
        ((LATER_HE, "כן", "רגע, אל תבטלי, תזיזי ליום ראשון"), 29, 11),
    ],
)
async def test_a_call_that_waits_for_its_hour_is_moved(
    desk: Desk, messages: tuple[str, ...], day: int, hour: float
) -> None:
    moved = (await talk(desk, *messages)).task
    assert moved is not None
    assert (moved.status, "time" in moved.slots) == (Status.PROPOSED, False)
    due = (await desk.say("confirm" if messages[0] == LATER else "כן")).task
    assert due is not None
    assert due.due_at is not None
    at = datetime.fromtimestamp(due.due_at, tz=ZoneInfo("Asia/Jerusalem"))
    assert (at.day, at.hour + at.minute / 60) == (day, hour)


@pytest.mark.parametrize(
    ("request_", "yes", "no", "reply"),
    [
        (LATER, "confirm", "cancel it", "Cancelled. Pizza Place will not be called."),
        (LATER_HE, "כן", "תבטלי את זה", "בוטל. לא תהיה שיחה אל פיצה פלייס."),
    ],
)
async def test_a_call_that_waits_for_its_hour_is_given_up(
    desk: Desk, request_: str, yes: str, no: str, reply: str
) -> None:
    waits = await talk(desk, request_, yes)
    gone = await desk.say(no)
    assert (gone.reply, gone.state, gone.suggestions) == (reply, "idle", ())
    assert gone.task is not None
    assert waits.task is not None
    assert (gone.task.id, gone.task.status) == (waits.task.id, Status.CANCELLED)


@pytest.mark.parametrize(
    ("request_", "yes", "kept", "chip"),
    [(LATER, "confirm", "wait, don't cancel", "cancel"), (LATER_HE, "כן", "אל תבטלי", "ביטול")],
)
async def test_a_call_that_waits_is_kept(desk: Desk, request_: str, yes: str, kept: str, chip: str) -> None:
    waits = await talk(desk, request_, yes)
    answer = await desk.say(kept)
    assert (answer.reply, answer.suggestions[1]) == (waits.reply, chip)
    assert desk.runner.cancelled == []


@pytest.mark.parametrize(
    ("messages", "slot", "now"),
    [
        (("Book a table for four at Pizza Place on Sunday at eight", "move it to Monday"), "date", "Monday"),
        (("תזמיני שולחן לארבעה בפיצה פלייס ביום ראשון בשמונה בערב", "תזיזי ליום שני"), "date", "יום שני"),
        (("תזמיני שולחן לארבעה בפיצה פלייס ביום ראשון בשמונה בערב", "תקדימי לשבע"), "time", "שבע בערב"),
    ],
)
async def test_to_move_a_table_moves_the_table(desk: Desk, messages: tuple[str, ...], slot: str, now: str) -> None:
    slots = said(await talk(desk, *messages))
    assert (slots[slot], "call_at" in slots) == (now, False)


@pytest.mark.parametrize(
    ("message", "question", "strategy"),
    [
        (
            "call these places and ask whether they have a child seat: Pizza Place, מסעדת הדקל",
            "whether they have a child seat",
            "compare",
        ),
        (
            "ask these places if they are open on Friday: Pizza Place, מסעדת הדקל",
            "if they are open on Friday",
            "compare",
        ),
        ("תתקשרי למקומות האלה ותשאלי אם יש להם כיסא תינוק: פיצה פלייס, מסעדת הדקל", "אם יש להם כיסא תינוק", "compare"),
        ("תשאלי את המקומות האלה כמה עולה פיצה: פיצה פלייס, מסעדת הדקל", "כמה עולה פיצה", "compare"),
    ],
)
async def test_what_is_asked_before_the_names_is_asked(desk: Desk, message: str, question: str, strategy: str) -> None:
    answer = await talk(desk, message)
    assert answer.task is not None
    assert (said(answer)["question"], answer.task.strategy, len(answer.task.others)) == (question, strategy, 1)


async def test_a_table_at_one_of_several_is_not_compared(desk: Desk) -> None:
    answer = await talk(desk, "Call these for a table for two tomorrow at eight: Pizza Place, Taizu 03-612-3470")
    assert answer.task is not None
    assert (answer.task.type, answer.task.strategy) == ("booking", "next_if_failed")


@pytest.mark.parametrize(
    ("message", "service"),
    [
        (f"Call City Garage {NUMBER} to book a service", "service"),
        (f"book a service at City Garage {NUMBER}", "service"),
        (f"Call Dr. Levi {NUMBER} and book for Monday", None),
        (f"call the dentist {NUMBER} to book", None),
        (f"תזמיני מקום במספרה של נועה {NUMBER}", None),
        (f"תזמיני לי מקום אצל הפיזיותרפיסטית {NUMBER}", None),
    ],
)
async def test_nobody_is_counted_for_a_visit(desk: Desk, message: str, service: str | None) -> None:
    answer = await talk(desk, message)
    assert answer.task is not None
    assert (answer.task.type, "party_size" in answer.missing) == ("appointment", False)
    assert said(answer).get("service") == service


@pytest.mark.parametrize(
    "message",
    [f"book a table at the Garage Bar {NUMBER} tomorrow", f"תזמיני שולחן במוסך בר {NUMBER} מחר"],
)
async def test_a_table_at_a_bar_named_after_a_garage_is_a_table(desk: Desk, message: str) -> None:
    answer = await talk(desk, message)
    assert answer.task is not None
    assert (answer.task.type, answer.missing[0]) == ("booking", "party_size")


@pytest.mark.parametrize(
    ("request_", "message"),
    [(ORDER, message) for message in ("to book an appointment", "ask about the price", "why?", "I told you")]
    + [(ORDER, "for my mom")]
    + [(ORDER_HE, message) for message in ("לקבוע תור", "להזמין שולחן", "לברר מחיר", "תור", "למה?", "תקבעי לי תור")],
)
async def test_what_asks_for_something_is_no_name(desk: Desk, request_: str, message: str) -> None:
    first = await talk(desk, request_, name=False)
    answer = await desk.say(message)
    assert answer.missing == ("name",)
    assert answer.task is not None
    assert first.task is not None
    assert answer.task.id == first.task.id
    assert ("profile", "name") not in await desk.facts()


@pytest.mark.parametrize(
    ("request_", "message", "name"),
    [
        (ORDER, "tell them Dana", "Dana"),
        (ORDER, "Bill Order", "Bill Order"),
        (ORDER, "Pizza Palace", "Pizza Palace"),
        (ORDER_HE, "לאה", "לאה"),
        (ORDER_HE, "שני", "שני"),
        (ORDER_HE, "להב כהן", "להב כהן"),
        (ORDER_HE, "תגידי דנה", "דנה"),
    ],
)
async def test_a_name_is_a_name(desk: Desk, request_: str, message: str, name: str) -> None:
    assert said(await talk(desk, request_, message, name=False))["name"] == name


async def test_whose_name_it_is_to_the_user_is_not_learned(desk: Desk) -> None:
    await talk(desk, ORDER_HE, "על שם אבא שלי", name=False)
    assert ("profile", "name") not in await desk.facts()


@pytest.mark.parametrize(
    ("messages", "kind", "asked"),
    [
        ((f"Call the clinic {NUMBER}", "book an appointment"), "appointment", "date"),
        ((f"Call the clinic {NUMBER}", "to book an appointment for Tuesday at ten"), "appointment", None),
        ((f"תתקשרי למרפאה {NUMBER}", "לקבוע תור"), "appointment", "date"),
        ((f"Call Pizza Hut {NUMBER}", "order two pizzas"), "order", None),
        ((f"תתקשרי לפיצה האט {NUMBER}", "להזמין שתי פיצות"), "order", None),
    ],
)
async def test_what_a_call_is_for_makes_it_of_its_kind(
    desk: Desk, messages: tuple[str, ...], kind: str, asked: str | None
) -> None:
    answer = await talk(desk, *messages)
    assert answer.task is not None
    assert (answer.task.type, next(iter(answer.missing), None)) == (kind, asked)


@pytest.mark.parametrize(
    ("messages", "time", "if_not"),
    [
        (
            ("Book a table for two at Pizza Place tomorrow at nine", "half past nine is also fine"),
            "nine",
            "half past nine",
        ),
        (("Book a table for two at Pizza Place tomorrow at nine or half past nine",), "nine", "half past nine"),
        (("Book a table for two at Pizza Place tomorrow at nine", "or Monday"), "nine", "Monday"),
        (("תזמיני שולחן לשניים בפיצה פלייס מחר בתשע", "אפשר גם בתשע וחצי"), "תשע", "תשע וחצי"),
        (("תזמיני שולחן לשניים בפיצה פלייס מחר בתשע או בתשע וחצי",), "תשע", "תשע וחצי"),
        (("תזמיני שולחן לשניים בפיצה פלייס מחר בתשע", "או ביום שני"), "תשע", "יום שני"),
    ],
)
async def test_another_hour_that_would_do_is_kept_beside_the_first(
    desk: Desk, messages: tuple[str, ...], time: str, if_not: str
) -> None:
    slots = said(await talk(desk, *messages))
    assert (slots["time"], slots["if_not"]) == (time, if_not)


@pytest.mark.parametrize(
    ("messages", "time"),
    [
        (("Book a table for two at Pizza Place tomorrow at nine", "half past nine instead"), "half past nine"),
        (("תזמיני שולחן לשניים בפיצה פלייס מחר בתשע", "בעצם בתשע וחצי"), "תשע וחצי"),
    ],
)
async def test_another_hour_instead_takes_its_place(desk: Desk, messages: tuple[str, ...], time: str) -> None:
    slots = said(await talk(desk, *messages))
    assert (slots["time"], "if_not" in slots) == (time, False)


async def test_an_or_in_a_question_is_asked(desk: Desk) -> None:
    slots = said(await talk(desk, "ask Pizza Place if they have a table at nine or half past nine"))
    assert slots["question"] == "if they have a table at nine or half past nine"


@pytest.mark.parametrize("message", ["call me at 054-234-5678", "תתקשר אליי 054-234-5678", "תתקשר אלי ב-054-2345678"])
async def test_who_is_to_be_called_back_is_no_contact(desk: Desk, message: str) -> None:
    assert (await talk(desk, message)).task is None
    assert await desk.facts() == {("profile", "name"): "Dana", ("profile", "phone"): "+972542345678"}


@pytest.mark.parametrize(
    ("message", "items"),
    [
        ("Order a large margherita from Pizza Place to my home", "a large margherita"),
        ("Order a large margherita from Pizza Place, deliver it home", "a large margherita"),
        ("תזמיני פיצה מפיצה פלייס הביתה", "פיצה"),
        ("תזמיני מגש פיצה מפיצה פלייס עם משלוח הביתה", "מגש פיצה"),
    ],
)
async def test_what_is_brought_home_goes_to_the_address_that_is_known(desk: Desk, message: str, items: str) -> None:
    asked = await talk(desk, message)
    assert asked.missing == ("delivery_address",)
    desk.conversation = None
    await desk.know("profile", "address", "12 Herzl Street")
    slots = said(await desk.say(message))
    assert (slots["items"], slots["delivery_address"]) == (items, "12 Herzl Street")


@pytest.mark.parametrize(
    ("messages", "items", "address"),
    [
        (("Order from Pizza Place", "a large pizza, deliver to 5 Oak Street"), "a large pizza", "5 Oak Street"),
        (("Order a pizza from Pizza Place to be delivered to 5 Oak Street",), "a pizza", "5 Oak Street"),
        (("Order two pizzas and deliver to 5 Oak Street from Pizza Place",), "two pizzas", "5 Oak Street"),
        (("תזמיני מפיצה פלייס", "מגש פיצה, משלוח לרחוב האלון 5"), "מגש פיצה", "רחוב האלון 5"),
    ],
)
async def test_another_address_that_is_said_is_the_one(
    desk: Desk, messages: tuple[str, ...], items: str, address: str
) -> None:
    await desk.know("profile", "address", "12 Herzl Street")
    slots = said(await talk(desk, *messages))
    assert (slots["items"], slots["delivery_address"]) == (items, address)


@pytest.mark.parametrize(
    "message",
    [
        f"Leave a message for Roni {NUMBER} on behalf of a customer that the order is late",
        f"Call Roni {NUMBER} with a message on behalf of a customer: the order is late",
        f"תשאירי הודעה לרוני {NUMBER} בשם לקוח שההזמנה מאחרת",
    ],
)
async def test_who_a_customer_is_is_asked(desk: Desk, message: str) -> None:
    answer = await talk(desk, message)
    assert answer.task is not None
    assert (answer.task.type, answer.missing) == ("message", ("name",))
