"""One message, and the plan it comes to: nothing that was said is lost, and nothing is added."""

from collections.abc import Mapping

import pytest

from tests.engine.test_chat import Desk
from tests.engine.test_talks import NUMBER, said, talk


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize(
    ("message", "kind", "slots"),
    [
        (
            f"let my mom {NUMBER} know the flight is two hours late",
            "message",
            {"callee": "my mom", "message": "the flight is two hours late"},
        ),
        (
            f"find out from the bank {NUMBER} why I was charged twice",
            "inquiry",
            {"question": "why I was charged twice"},
        ),
        (
            f"renew my prescription at the pharmacy {NUMBER}",
            "phone_call",
            {"goal": "renew my prescription at the pharmacy", "callee": "the pharmacy"},
        ),
        (f"return my shoes to ShoeShop {NUMBER}", "phone_call", {"goal": "return my shoes to ShoeShop"}),
        (
            f"אני צריכה שמישהו יבוא לתקן את המזגן, תתקשרי לטכנאי {NUMBER}",
            "phone_call",
            {"callee": "טכנאי", "goal": "שמישהו יבוא לתקן את המזגן"},
        ),
        (
            f"תזמיני מונית מהבית לשדה התעופה מחר בארבע בבוקר {NUMBER}",
            "phone_call",
            {"goal": "להזמין מונית מהבית לשדה התעופה מחר בארבע בבוקר"},
        ),
        (f"חשוב לי לדעת אם המחשב מוכן {NUMBER}", "phone_call", {"goal": "חשוב לי לדעת אם המחשב מוכן"}),
        (f"תקבעי לבת שלי תור לרופא ילדים {NUMBER}", "appointment", {"service": "רופא ילדים לבת שלי"}),
        (
            f"תקבעי לי appointment עם Dr. Levi {NUMBER} on Monday ב10",
            "appointment",
            {"callee": "Dr. Levi", "date": "Monday", "time": "10"},
        ),
        (
            f"book me in for a trim w/ Joe {NUMBER} tmrw",
            "appointment",
            {"callee": "Joe", "date": "tomorrow", "service": "trim"},
        ),
        (
            f"תור למספרה של רותם {NUMBER} ביום שלישי בעשר לתספורת",
            "appointment",
            {"callee": "מספרה של רותם", "date": "יום שלישי", "time": "עשר", "service": "תספורת"},
        ),
        (
            f"haircut at Rotem's salon {NUMBER} tomorrow at ten",
            "appointment",
            {"callee": "Rotem's salon", "date": "tomorrow", "time": "ten", "service": "haircut"},
        ),
        (
            f"תקבעי תור לבמרפאה {NUMBER} לבדיקה מחר בעשר",
            "appointment",
            {"callee": "מרפאה", "date": "מחר", "time": "עשר", "service": "בדיקה"},
        ),
        (
            f"תקבעי אצל הווטרינר חיסון לכלב יום ראשון אחרי 4, {NUMBER}",
            "appointment",
            {"callee": "הווטרינר", "service": "חיסון לכלב", "date": "יום ראשון", "time": "אחרי 4"},
        ),
        (
            "תזמיני שלוש מרגריטות וטבעונית אחת מפיצה פלייס למשלוח להרצל 5 תל אביב",
            "order",
            {"items": "שלוש מרגריטות וטבעונית אחת", "delivery_address": "הרצל 5 תל אביב"},
        ),
        (
            f"תקבעי פגישה עם עו״ד כהן {NUMBER} בנושא הצוואה ביום רביעי ב-11 בבוקר",
            "appointment",
            {"callee": "עו״ד כהן", "service": "הצוואה", "date": "יום רביעי", "time": "11 בבוקר"},
        ),
        (
            f"can u call the vet {NUMBER} n book my cat a checkup sunday after 4pm",
            "appointment",
            {"callee": "the vet", "service": "checkup for my cat", "date": "sunday", "time": "after 4pm"},
        ),
        (
            "table 4 pizza place tonight 9ish",
            "booking",
            {"callee": "Pizza Place", "party_size": "4", "date": "tonight", "time": "9"},
        ),
        (
            f"book me a cut w rotem {NUMBER} thurs arvo",
            "appointment",
            {"callee": "rotem", "service": "cut", "date": "thurs afternoon"},
        ),
        ("תזמיני מבפיצה פלייס מרגריטה", "order", {"callee": "פיצה פלייס", "items": "מרגריטה"}),
        (
            "תזמיני שולחן לבמסעדת הדקל לשניים מחר בשמונה בערב",
            "booking",
            {"callee": "מסעדת הדקל", "party_size": "שניים", "date": "מחר", "time": "שמונה בערב"},
        ),
        (
            f'תקבעי לי תור אצל ד"ר לוי {NUMBER} ביום שני או שלישי',
            "appointment",
            {"date": "יום שני", "if_not": "יום שלישי"},
        ),
        ("תזמניי פיצה מפיצה פלייס", "order", {"items": "פיצה", "callee": "פיצה פלייס"}),
        (
            "תזמיני 2 פיצות מפיצה פלייס עם זיתים ובלי בצל, לאסוף בשמונה",
            "order",
            {"items": "2 פיצות עם זיתים ובלי בצל, לאסוף", "time": "שמונה"},
        ),
        (
            "order 3 large pizzas from Pizza Place, pickup at 7pm, pay cash",
            "order",
            {"items": "3 large pizzas, pickup, pay cash", "time": "7pm"},
        ),
    ],
)
async def test_an_errand_is_what_was_said(desk: Desk, message: str, kind: str, slots: Mapping[str, str]) -> None:
    answer = await talk(desk, message)
    assert answer.task is not None
    assert answer.task.type == kind
    assert {key: said(answer).get(key) for key in slots} == slots
    assert set(said(answer)) - set(slots) <= {"phone_number", "callee", "name", "voicemail"}


@pytest.mark.parametrize(
    "message", [f"Bed and Breakfast {NUMBER}", f"Dana and Roni's flower shop {NUMBER}", f"תמרי {NUMBER}"]
)
async def test_a_name_beside_a_number_is_a_name(desk: Desk, message: str) -> None:
    slots = said(await talk(desk, message))
    assert (slots["callee"], "goal" in slots) == (message.removesuffix(f" {NUMBER}"), False)


@pytest.mark.parametrize(
    ("message", "people"),
    [
        ("table for 2 adults and 3 kids at Pizza Place tomorrow at 7pm", "5"),
        ("Book a table for 4 people and a baby at Pizza Place tomorrow at 7pm", "5"),
        ("תזמיני שולחן לשני מבוגרים ושלושה ילדים במסעדת הדקל מחר בשבע", "5"),
        ("תזמיני שולחן לזוג ושני ילדים במסעדת הדקל מחר בשבע", "4"),
    ],
)
async def test_children_are_counted_and_told(desk: Desk, message: str, people: str) -> None:
    answer = await talk(desk, message)
    assert answer.task is not None
    assert answer.task.value("party_size") == people
    assert said(answer)["party_size"] in said(answer)["notes"]


async def test_what_is_to_be_confirmed_there_is_confirmed(desk: Desk) -> None:
    answer = await talk(desk, f"phone Dr. Levi {NUMBER} to confirm my appointment tomorrow at 9")
    assert "Call Dr. Levi and confirm my appointment tomorrow at 9, in the name of Dana." in answer.reply


@pytest.mark.parametrize(
    ("message", "kind", "slots"),
    [
        ("תזמיני שולחן לדקל", "booking", {"callee": "מסעדת הדקל"}),
        (
            "הזמנה לשניים לפיצה פלייס היום ב9 בלילה",
            "booking",
            {"party_size": "שניים", "date": "היום", "time": "9 בלילה"},
        ),
        (f"תשלחי הודעה לדנה {NUMBER} שהפגישה נדחתה", "message", {"callee": "דנה", "message": "שהפגישה נדחתה"}),
        (f"send a message to Roni {NUMBER} that I am late", "message", {"callee": "Roni", "message": "I am late"}),
        (f"tell the cleaning lady {NUMBER} not to come", "message", {"message": "not to come"}),
        (f"רוצה לדעת מתי סופר יודה פתוח בשבת {NUMBER}", "inquiry", {"question": "מתי סופר יודה פתוח בשבת"}),
        (
            f"book an appointment with Dr. Levi {NUMBER} on Monday, preferably in the morning",
            "appointment",
            {"date": "Monday", "notes": "preferably in the morning"},
        ),
        (
            f"תקבעי פגישה עם רואה החשבון {NUMBER} לשבוע הבא, עדיף בבוקר",
            "appointment",
            {"date": "שבוע הבא", "notes": "עדיף בבוקר"},
        ),
        (
            "Get me a table at Pizza Place tonight for 6, 8ish, outside",
            "booking",
            {"party_size": "6", "time": "8ish", "date": "tonight", "notes": "outside"},
        ),
        (
            "תזמיני שולחן במסעדת הדקל ל-8 אנשים ליום הולדת של אמא מחר בשמונה",
            "booking",
            {"party_size": "8 אנשים", "date": "מחר", "time": "שמונה", "notes": "ליום הולדת של אמא"},
        ),
    ],
)
async def test_nothing_is_lost_and_nothing_added(desk: Desk, message: str, kind: str, slots: Mapping[str, str]) -> None:
    answer = await talk(desk, message)
    assert answer.task is not None
    assert answer.task.type == kind
    assert {key: said(answer).get(key) for key in slots} == slots
    assert set(said(answer)) - set(slots) <= {"phone_number", "callee", "name", "voicemail"}


@pytest.mark.parametrize(
    ("messages", "people"),
    [
        (("Book a table at Pizza Place tomorrow 8pm", "just me and my wife"), "2"),
        (("Book a table at Pizza Place tomorrow 8pm", "just me"), "1"),
        (("תזמיני שולחן בפיצה פלייס מחר בשמונה", "אני ואשתי"), "2"),
        (("תזמיני שולחן בפיצה פלייס מחר בשמונה", "רק אני"), "1"),
    ],
)
async def test_who_comes_says_how_many(desk: Desk, messages: tuple[str, ...], people: str) -> None:
    answer = await talk(desk, *messages)
    assert answer.task is not None
    assert (answer.task.value("party_size"), answer.state) == (people, "awaiting_confirmation")


async def test_how_many_is_nobody_to_call(desk: Desk) -> None:
    answer = await talk(desk, "תזמיני שולחן", "לארבעה")
    assert (said(answer)["party_size"], "callee" in said(answer), answer.missing[0]) == ("ארבעה", False, "phone_number")


@pytest.mark.parametrize(
    ("messages", "notes"),
    [
        (("Order a pizza from Pizza Place", "large with mushrooms"), "large with mushrooms"),
        (("תזמיני פיצה מפיצה פלייס", "גדולה עם פטריות"), "גדולה עם פטריות"),
        (
            ("Book a table at Pizza Place tomorrow 8pm", "add a note that we have a stroller"),
            "add a note that we have a stroller",
        ),
    ],
)
async def test_what_is_said_of_it_later_is_kept(desk: Desk, messages: tuple[str, ...], notes: str) -> None:
    assert said(await talk(desk, *messages))["notes"] == notes


@pytest.mark.parametrize(
    ("messages", "notes"),
    [
        (("Order a pizza from Pizza Place", "no olives", "and no onions", "no, with olives"), "no onions; with olives"),
        (("תזמיני פיצה מפיצה פלייס", "בלי זיתים", "לא, עם זיתים"), "עם זיתים"),
    ],
)
async def test_a_wish_takes_the_place_of_its_opposite(desk: Desk, messages: tuple[str, ...], notes: str) -> None:
    assert said(await talk(desk, *messages))["notes"] == notes


@pytest.mark.parametrize(
    ("message", "kind", "slots"),
    [
        (
            "I left my jacket at Pizza Place last night, ask if they found it",
            "phone_call",
            {"goal": "I left my jacket at Pizza Place last night, ask if they found it"},
        ),
        (
            "השארתי אתמול את המעיל בפיצה פלייס, תבררי אם מצאו אותו",
            "inquiry",
            {"question": "אם מצאו אותו", "notes": "השארתי אתמול את המעיל בפיצה פלייס"},
        ),
        (
            f"get a quote from City Garage {NUMBER} for new brakes",
            "phone_call",
            {"goal": "get a quote from City Garage for new brakes"},
        ),
        ("table for three pizza place tomorrow 7", "booking", {"party_size": "three", "date": "tomorrow", "time": "7"}),
        (f'שלום, מדברת דנה, אפשר לקבוע תור לשיננית אצל ד"ר לוי {NUMBER}?', "appointment", {"service": "שיננית"}),
    ],
)
async def test_it_is_understood_however_it_is_told(
    desk: Desk, message: str, kind: str, slots: Mapping[str, str]
) -> None:
    answer = await talk(desk, message)
    assert answer.task is not None
    assert answer.task.type == kind
    assert {key: said(answer).get(key) for key in slots} == slots
