"""Corrections of an order's sort, size or dish, and those that change two things at once."""

import pytest

from ringback.engine.interpreters import rules
from ringback.engine.interpreters.requests import value
from ringback.engine.reading import Act, Situation
from tests.engine.interpreters.test_details import TABLE, VISIT, order, said, waiting
from tests.engine.test_chat import Desk

MARGHERITA, MARGHERITA_HE = order("en", "a large margherita", "seven"), order("he", "פיצה מרגריטה", "שבע")
TABLE_HE = waiting(
    "he", "booking", party_size=value("לשניים", "2"), date=value("מחר"), time=value("שמונה"), name=value("דנה")
)


@pytest.mark.parametrize(
    ("situation", "message", "slots"),
    [
        (MARGHERITA_HE, "בעצם פפרוני, ושתיים", {"items": "שתי פיצות פפרוני"}),
        (MARGHERITA_HE, "תעשי שתיים, ולשמונה", {"items": "שתי פיצות מרגריטה", "time": "שמונה"}),
        (order("he", "מרגריטה גדולה"), "לא, פפרוני, ושלוש", {"items": "שלוש פפרוני גדולות"}),
        (order("he", "סלט", "שבע"), "בעצם המבורגר, שניים כאלה", {"items": "שני המבורגרים"}),
        (MARGHERITA, "actually pepperoni, and two of them", {"items": "two large pepperoni"}),
        (MARGHERITA, "make it two, and for eight", {"items": "two large margheritas", "time": "eight"}),
        (MARGHERITA, "actually for eight and without onions", {"time": "eight", "notes": "without onions"}),
        (order("en", "a margherita pizza"), "make it small and two of them", {"items": "two small margherita pizzas"}),
        (MARGHERITA_HE, "כן, ושתיים", {"items": "שתי פיצות מרגריטה"}),
        (MARGHERITA, "yes and two of them", {"items": "two large margheritas"}),
        (TABLE_HE, "בעצם ארבעה, ובתשע", {"party_size": "ארבעה", "time": "תשע"}),
        (TABLE_HE, "ביום שישי ולשישה", {"party_size": "שישה", "date": "יום שישי"}),
        (TABLE_HE, "לא מחר אלא ביום ראשון, ואנחנו שלושה", {"party_size": "שלושה", "date": "יום ראשון"}),
        (TABLE_HE, "תשני את השעה לעשר ואת השם לרונית", {"time": "עשר", "name": "רונית"}),
        (TABLE, "actually four, and at nine", {"party_size": "four", "time": "nine"}),
        (TABLE, "change the time to ten and the name to Ronit", {"time": "ten", "name": "Ronit"}),
        (TABLE_HE, "בעצם 8 אנשים, ותגידי שזה יום הולדת", {"party_size": "8 אנשים", "notes": "להגיד שזה יום הולדת"}),
        (TABLE, "make it Monday and say it's a birthday", {"date": "Monday", "notes": "say it's a birthday"}),
        (TABLE, "on Sunday and we're six", {"party_size": "six", "date": "Sunday"}),
    ],
)
def test_both_halves_of_a_correction_are_kept(situation: Situation, message: str, slots: dict[str, str]) -> None:
    reading = rules.read(message, situation)
    assert (reading.act, said(reading)) == (Act.INFORM, slots)


@pytest.mark.parametrize(
    ("situation", "message", "items"),
    [
        (MARGHERITA, "actually pepperoni", "a large pepperoni"),
        (MARGHERITA, "pepperoni instead", "a large pepperoni"),
        (MARGHERITA, "make it small", "a small margherita"),
        (MARGHERITA, "yes, pepperoni", "a large pepperoni"),
        (MARGHERITA, "ok but make it small", "a small margherita"),
        (MARGHERITA_HE, "כן אבל פפרוני", "פיצה פפרוני"),
        (MARGHERITA, "no, a salad", "a salad"),
        (order("en", "pizza"), "a large one with mushrooms", "a large pizza with mushrooms"),
        (order("he", "פיצה"), "אחת גדולה עם פטריות", "פיצה גדולה עם פטריות"),
        (order("en", "two large pizzas with olives"), "actually pepperoni", "two large pepperoni pizzas with olives"),
        (MARGHERITA, "actually two large pepperoni pizzas", "two large pepperoni pizzas"),
        (MARGHERITA_HE, "בעצם פפרוני", "פיצה פפרוני"),
        (MARGHERITA_HE, "תעשי קטנה", "פיצה מרגריטה קטנה"),
        (MARGHERITA_HE, "לא, סלט", "סלט"),
        (order("he", "פיצה", "שבע"), "בעצם פטריות", "פיצה פטריות"),
    ],
)
def test_another_sort_takes_the_place_of_the_old_one(situation: Situation, message: str, items: str) -> None:
    assert said(rules.read(message, situation)) == {"items": items}


@pytest.mark.parametrize(
    "message",
    [
        "actually wait",
        "בעצם רגע",
        "actually never mind the time",
        "בעצם לא יודעת",
        "actually, is it far?",
        "בעצם, מה דעתך?",
    ],
)
@pytest.mark.parametrize("situation", [MARGHERITA, MARGHERITA_HE, TABLE])
def test_what_names_no_sort_changes_none(situation: Situation, message: str) -> None:
    assert "items" not in rules.read(message, situation).slots


@pytest.mark.parametrize(
    "message", ["actually pepperoni", "actually pepperoni, and two of them", "בעצם פפרוני, ושתיים"]
)
def test_of_an_order_of_several_things_it_is_not_known_which_is_meant(message: str) -> None:
    assert "items" not in rules.read(message, order("en", "a pizza and a salad", "seven")).slots


LATE, LATE_HE = (
    waiting("en", "message", message=value("I'm running 10 min late")),
    waiting("he", "message", message=value("שאני מאחרת ב-10 דקות")),
)


@pytest.mark.parametrize(
    ("situation", "message", "slots"),
    [
        (LATE, "sorry, 20 min", {"message": "I'm running 20 min late"}),
        (LATE, "make it 15 minutes", {"message": "I'm running 15 min late"}),
        (TABLE_HE, "בעצם תשע ולא שמונה", {"time": "תשע"}),
        (VISIT, "eleven, not ten", {"time": "eleven"}),
        (
            waiting("en", "phone_call", goal=value("reschedule my appointment from tue 10am to thu")),
            "actually fri",
            {"goal": "reschedule my appointment from tue 10am to fri"},
        ),
        (order("he", "פיצה"), "תביאו ל-9", {"time": "9"}),
        (LATE_HE, "בעצם 20 דקות", {"message": "שאני מאחרת ב-20 דקות"}),
        (
            order("he", "שלוש מרגריטות וטבעונית אחת"),
            "תחליפי את הטבעונית לפפרוני",
            {"items": "שלוש מרגריטות ופפרוני אחת"},
        ),
    ],
)
def test_one_word_of_a_text_is_put_right(situation: Situation, message: str, slots: dict[str, str]) -> None:
    assert said(rules.read(message, situation)) == slots


@pytest.mark.parametrize(
    ("items", "messages", "notes"),
    [
        ("פיצה", ("ואולי גם קולה גדולה", "לא, בלי הקולה"), ""),
        ("a pizza", ("and a coke", "without the coke"), ""),
        ("a pizza", ("no onions", "and a coke", "without the coke"), "no onions"),
        ("a pizza", ("without olives",), "without olives"),
    ],
)
async def test_a_wish_that_is_taken_back_is_gone(items: str, messages: tuple[str, ...], notes: str) -> None:
    desk = Desk()
    await desk.know("profile", "name", "דנה")
    await desk.say(f"order {items} from Pizza Place" if items.isascii() else f"תזמיני {items} מפיצה פלייס")
    for message in messages:
        answer = await desk.say(message)
    assert answer.task is not None
    assert (answer.state, answer.task.said("notes")) == ("awaiting_confirmation", notes)


@pytest.mark.parametrize(
    ("request_", "goal", "question"),
    [
        ("תתקשרי לפיצה פלייס", "תשאלי אם היא צריכה משהו מהסופר", "אם היא צריכה משהו מהסופר"),
        ("call Pizza Place", "ask if she needs anything from Costco", "if she needs anything from Costco"),
    ],
)
async def test_a_place_in_what_is_to_be_asked_is_not_called(request_: str, goal: str, question: str) -> None:
    desk = Desk()
    await desk.know("profile", "name", "דנה")
    callee = (await desk.say(request_)).task
    plan = (await desk.say(goal)).task
    assert callee is not None
    assert plan is not None
    assert (plan.id, plan.said("question")) == (callee.id, question)
    assert plan.value("phone_number") == callee.value("phone_number")


@pytest.mark.parametrize(
    ("situation", "day"),
    [
        (waiting("he", "booking", date=value("מחר"), time=value("שמונה בערב", "20:00")), "יום שישי בצהריים"),
        (waiting("en", "booking", date=value("tomorrow"), time=value("8 pm", "20:00")), "Friday morning"),
    ],
)
def test_an_hour_that_is_not_in_the_new_part_of_the_day_is_asked_for_again(situation: Situation, day: str) -> None:
    reading = rules.read(day, situation)
    assert (said(reading), reading.edits) == ({"date": day}, ("time",))


@pytest.mark.parametrize(
    ("request_", "message", "name", "number"),
    [
        ("order a pizza from Kiosk 03-612-3999", "actually call Pizza Place instead", "Pizza Place", "+97236123556"),
        ("תזמיני פיצה מפיצה פלייס", "בעצם תזמיני ממסעדת הדקל", "מסעדת הדקל", "+97236123457"),
    ],
)
async def test_somebody_else_is_called_by_their_own_number(request_: str, message: str, name: str, number: str) -> None:
    desk = Desk()
    await desk.know("profile", "name", "דנה")
    await desk.say(request_)
    plan = await desk.say(message)
    assert plan.task is not None
    assert (plan.state, plan.task.said("callee"), plan.task.value("phone_number")) == (
        "awaiting_confirmation",
        name,
        number,
    )
    assert "notes" not in plan.task.slots


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ("תשאלי בפיצה פלייס ובמסעדת הדקל כמה עולה אירוע", "ותקבעי אצל הזול"),
        ("ask Pizza Place and מסעדת הדקל what a party costs", "and book at the cheapest"),
    ],
)
async def test_to_book_at_the_cheapest_later_is_to_compare(request_: str, message: str) -> None:
    desk = Desk()
    await desk.know("profile", "name", "דנה")
    await desk.say(request_)
    plan = (await desk.say(message)).task
    assert plan is not None
    assert (plan.type, plan.compare, len(plan.others)) == ("inquiry", "cheapest", 1)


async def test_such_a_correction_shows_a_new_plan_and_calls_nobody() -> None:
    desk = Desk()
    await desk.know("profile", "name", "דנה")
    first = (await desk.say("תזמיני פיצה מרגריטה מפיצה פלייס לשבע")).task
    plan = await desk.say("בעצם פפרוני, ושתיים")
    assert first is not None
    assert plan.task is not None
    assert (plan.state, plan.task.plan_version) == ("awaiting_confirmation", first.plan_version + 1)
    assert "שתי פיצות פפרוני" in plan.reply
    assert desk.runner.started == []
