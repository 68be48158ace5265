import pytest

from ringback.engine.interpreters import rules
from ringback.engine.reading import Act, Situation
from ringback.engine.task import SlotValue

GARAGES = ["City Garage", "Fast Fix"]


@pytest.mark.parametrize(
    ("message", "callee", "others", "strategy", "compare"),
    [
        (
            "call these three garages: Joe's Garage, City Garage and Fast Fix and ask how much an oil change costs, "
            "take the cheapest",
            "Joe's Garage",
            GARAGES,
            "compare",
            "cheapest",
        ),
        ("Call Joe's, City Garage and Fast Fix and take the cheapest", "Joe's", GARAGES, "compare", "cheapest"),
        (
            "Book a table for four at Taizu tomorrow at 8. If they are full, try HaDekel Restaurant",
            "Taizu",
            ["HaDekel Restaurant"],
            "next_if_failed",
            None,
        ),
        (
            "book a table at Taizu for 2 tonight at 8, and if they're booked try Nopa or Zuni",
            "Taizu",
            ["Nopa", "Zuni"],
            "next_if_failed",
            None,
        ),
        (
            "תתקשרי לשלושת המוסכים: מוסך גולן, מוסך העיר ומוסך רפי ותקחי את הזול",
            "מוסך גולן",
            ["מוסך העיר", "מוסך רפי"],
            "compare",
            "cheapest",
        ),
        (
            "להתקשר למוסך גולן ולמוסך העיר ולשאול כמה עולה טיפול ולקחת את הזול ביותר",
            "מוסך גולן",
            ["מוסך העיר"],
            "compare",
            "cheapest",
        ),
        (
            "להתקשר למוסך גולן ולמוסך העיר ולבדוק כמה עולה טיפול. לבחור את הזול",
            "מוסך גולן",
            ["מוסך העיר"],
            "compare",
            "cheapest",
        ),
        (
            "תזמיני שולחן לארבעה בטאיזו מחר בשמונה, אם אין מקום תנסי את מסעדת הדקל",
            "טאיזו",
            ["מסעדת הדקל"],
            "next_if_failed",
            None,
        ),
        (
            "תתקשרי לפיצה פלייס ותזמיני מרגריטה. אם הם סגורים תתקשרי לפיצה שמש",
            "פיצה פלייס",
            ["פיצה שמש"],
            "next_if_failed",
            None,
        ),
    ],
)
def test_several_callees_of_one_errand(
    message: str, callee: str, others: list[str], strategy: str, compare: str | None
) -> None:
    reading = rules.read(message, Situation("he", "IL"))
    assert reading.act is Act.REQUEST
    assert reading.slots["callee"].said == callee
    assert [other["callee"].said for other in reading.others] == others
    assert (reading.strategy, reading.compare) == (strategy, compare)


@pytest.mark.parametrize(
    ("message", "callees", "question", "compare"),
    [
        (
            "תשאלי במוסך גולן ובמוסך העיר כמה עולה טיפול ותקבעי אצל הזול",
            ["מוסך גולן", "מוסך העיר"],
            "כמה עולה טיפול",
            "cheapest",
        ),
        (
            "תשאלי את מוסך גולן ואת מוסך העיר כמה עולה טיפול ותקבעי תור למחר בעשר אצל הזול",
            ["מוסך גולן", "מוסך העיר"],
            "כמה עולה טיפול למחר בעשר",
            "cheapest",
        ),
        (
            "כמה עולה טיפול במוסך גולן ובמוסך העיר? תקבעי אצל הכי זול",
            ["מוסך גולן", "מוסך העיר"],
            "כמה עולה טיפול",
            "cheapest",
        ),
        (
            "תבררי במוסך גולן, במוסך העיר ובמוסך רפי מתי התור הכי מוקדם ותקבעי אצל המוקדם ביותר",
            ["מוסך גולן", "מוסך העיר", "מוסך רפי"],
            "מתי התור הכי מוקדם",
            "earliest",
        ),
        (
            "ask what an oil change costs at City Garage and Fast Fix and book at the cheapest",
            GARAGES,
            "what an oil change costs",
            "cheapest",
        ),
        (
            "call Fast Fix and Dr. Cohen, ask what an oil change costs and book at the cheapest",
            ["Fast Fix", "Dr. Cohen"],
            "what an oil change costs",
            "cheapest",
        ),
        (
            "ask City Garage and Fast Fix how much a wash costs, then book for tomorrow at 10 at the cheaper one",
            GARAGES,
            "how much a wash costs for tomorrow at 10",
            "cheapest",
        ),
    ],
)
def test_those_who_are_asked_and_compared_are_not_told_to_book(
    message: str, callees: list[str], question: str, compare: str
) -> None:
    reading = rules.read(message, Situation("he", "IL"))
    assert (reading.task_type, reading.slots["question"].said) == ("inquiry", question)
    assert [reading.slots["callee"].said, *(other["callee"].said for other in reading.others)] == callees
    assert (reading.strategy, reading.compare) == ("compare", compare)


@pytest.mark.parametrize(
    ("message", "callee", "others", "strategy", "content"),
    [
        ("call Dana and Roni and ask if they can come", "Dana", ["Roni"], "compare", "if they can come"),
        ("tell mom and dad I'm on my way", "mom", ["dad"], "compare", "I'm on my way"),
        ("call mom, then dad, and tell them I landed", "mom", ["dad"], "compare", "I landed"),
        ("call Pizza Place or Pizza Hut and order a salad", "Pizza Place", ["Pizza Hut"], "next_if_failed", "a salad"),
        ("תתקשרי לדנה ולרוני ותשאלי אם הן באות", "דנה", ["רוני"], "compare", "אם הן באות"),
        ("תגידי לאמא ולאבא שאני בדרך", "אמא", ["אבא"], "compare", "שאני בדרך"),
        ("תשאלי את דנה או את רוני אם המפתח אצלן", "דנה", ["רוני"], "next_if_failed", "אם המפתח אצלן"),
        ("להתקשר לדנה ולהילה ולשאול אם הן באות", "דנה", ["הילה"], "compare", "אם הן באות"),
        ("להתקשר לרופא ולבטל את התור שלי", "רופא", [], None, "לבטל את התור שלי"),
        ("אפשר להתקשר לדנה ולהגיד שאני מאחר", "דנה", [], None, "שאני מאחר"),
    ],
)
def test_callees_named_together(
    message: str, callee: str, others: list[str], strategy: str | None, content: str
) -> None:
    reading = rules.read(message, Situation("he", "IL"))
    assert reading.slots["callee"].said == callee
    assert [other["callee"].said for other in reading.others] == others
    assert (reading.strategy, reading.compare) == (strategy, None)
    assert content in {slot.said for slot in reading.slots.values()}


@pytest.mark.parametrize(
    ("message", "goal"),
    [
        ("להתקשר ל-03-612-3456 ולבטל את התור שלי", "לבטל את התור שלי"),
        ("תתקשרי ל03-612-3456 ולהזיז את התור למחר", "להזיז את התור למחר"),
    ],
)
def test_what_is_to_be_done_is_no_second_callee(message: str, goal: str) -> None:
    reading = rules.read(message, Situation("he", "IL"))
    assert (reading.slots["phone_number"].value, reading.slots["goal"].said) == ("+97236123456", goal)
    assert reading.others == ()


def test_a_table_at_one_place_or_the_other() -> None:
    reading = rules.read("תזמיני שולחן בטאיזו או במחניודה לשניים מחר בשמונה", Situation("he", "IL"))
    assert (reading.slots["callee"].said, reading.slots["party_size"].value) == ("טאיזו", "2")
    assert [other["callee"].said for other in reading.others] == ["מחניודה"]
    assert reading.strategy == "next_if_failed"


def test_two_numbers_are_both_called() -> None:
    reading = rules.read("call 03-612-3456 and 03-612-3457 and ask if they are open", Situation("en", "IL"))
    assert reading.slots["phone_number"].value == "+97236123456"
    assert [other["phone_number"].value for other in reading.others] == ["+97236123457"]


def test_a_number_behind_a_name_is_that_ones() -> None:
    reading = rules.read(
        "תתקשרי למוסך העיר 03-6123459 ולמוסך גולן 03-6123466 ותשאלי כמה עולה טסט, ותקחי את הכי זול",
        Situation("he", "IL"),
    )
    assert (reading.slots["callee"].said, reading.slots["phone_number"].value) == ("מוסך העיר", "+97236123459")
    [other] = reading.others
    assert (other["callee"].said, other["phone_number"].value) == ("מוסך גולן", "+97236123466")


def test_a_number_may_be_the_spare_one() -> None:
    reading = rules.read("call the clinic, if no one answers call 03-6123456", Situation("en", "IL"))
    assert "phone_number" not in reading.slots
    assert [other["phone_number"].value for other in reading.others] == ["+97236123456"]


def test_a_spare_one_for_the_plan_in_hand() -> None:
    waiting = Situation(
        "en", "IL", "awaiting_confirmation", "booking", {"callee": SlotValue("Taizu", "Taizu")}, code="1234"
    )
    reading = rules.read("if they are full, try HaDekel", waiting)
    assert reading.act is Act.INFORM
    assert reading.strategy == "next_if_failed"
    assert [other["callee"].said for other in reading.others] == ["HaDekel"]


@pytest.mark.parametrize(
    "message",
    [
        "call Pizza Place and order pizza, salad and coke",
        "order the cheapest pizza from Pizza Place",
        "call mom and tell her if she is not home I will call again later",
        "call the plumber and ask if he is free tomorrow, otherwise on Sunday",
        "תתקשר לבזק ותגיד שאם הם לא באים היום אני מבטל",
        "call Dr. Levi and ask if they are open, and then tell them I am late",
        "call Ben and Jerry's and order a tub of vanilla",
        "ask Dana to call Roni and Gil",
        "tell Dana that mom and dad are fine",
        "call the bank and ask about my card and my loan",
        "book a table at 8 or 9 at Nopa",
        "תגידי לדנה שאמא ואבא בסדר",
    ],
)
def test_one_call_is_one_call(message: str) -> None:
    reading = rules.read(message, Situation("en", "IL"))
    assert (reading.others, reading.strategy) == ((), None)
