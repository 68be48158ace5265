"""The practice model's mind before a menu: which key it presses, which word it says."""

import pytest

from ringback.sandbox.mind import mind
from ringback.sandbox.mind.brief import read
from ringback.sandbox.mind.menu import choose
from ringback.sandbox.mind.menu import word as spoken
from ringback.sandbox.mind.numbers import Language
from ringback.sandbox.mind.talk import CallTool, Heard, Say
from ringback.sandbox.people.phone_book import book
from tests.sandbox.test_mind_consults import TABLE, called, decide

MENUS: list[tuple[Language, str, str, str]] = [
    ("en", "order a large pizza", "For orders press one. For opening hours press two.", "1"),
    ("en", "order a large pizza", "Press two for deliveries, press three for complaints.", "2"),
    ("en", "book an appointment", "To hear our hours, press one. To book or change an appointment, press 2.", "2"),
    ("en", "ask if they are open", "For billing press one, for information press three, else press nine.", "3"),
    ("en", "tell them that I am late", "For sales press one. To speak to a representative, press zero.", "0"),
    ("en", "cancel the appointment", "Press one to book an appointment or press two to cancel an appointment.", "2"),
    ("en", "ask if my car is ready", "For orders press one for the garage press four", "4"),
    ("he", "לקבוע תור", "למידע על שעות הפתיחה הקישו אחת. לקביעת תור הקישו שתיים.", "2"),
    ("he", "להזמין מרגריטה", "להזמנות הקישו אחת, לבירורים הקישו שתיים, לנציג הקישו אפס.", "1"),
    ("he", "לשאול אם האוטו מוכן", "למכירות לחצו שלוש. לשירות ולמידע לחצו ארבע.", "4"),
    ("he", "למסור שאני מאחר", "להזמנות הקישו אחת, לנציג הקישו אפס.", "0"),
    ("he", "לבטל את התור", "לקביעת תור הקישו 1. לביטול תור הקישו 2. לסיום הקישו כוכבית.", "2"),
]


@pytest.mark.parametrize(("language", "goal", "heard", "digit"), MENUS)
def test_a_menu_is_answered_with_the_key_the_errand_needs(
    language: Language, goal: str, heard: str, digit: str
) -> None:
    label = {"en": "Goal", "he": "המטרה"}[language]
    instructions = f"{label}: {goal}"
    assert decide(heard, language=language, instructions=instructions) == [CallTool("press_digits", {"digits": digit})]
    greet = 'Begin with exactly this sentence: "Hello, I am an AI." Then say why you call.'
    assert called(decide(heard, language=language, instructions=instructions, asked=greet)) == ["press_digits"]


@pytest.mark.parametrize(
    ("language", "goal", "key"),
    [
        ("en", "complain about the delivery", "2"),
        ("en", "complain about a wrong order", "2"),
        ("en", "tell them that the lamp blinks", "2"),
        ("he", "להתלונן על המשלוח", "2"),
        ("he", "להתלונן על ההזמנה", "2"),
    ],
)
def test_a_complaint_goes_to_service(language: Language, goal: str, key: str) -> None:
    person = next(one for one in book().people if one.key == "hotline" and one.language == language)
    assert person.script is not None
    menu = person.script.states["menu"].say[0]
    assert choose(menu, read({"en": "Goal", "he": "המטרה"}[language] + f": {goal}", language)) == key


@pytest.mark.parametrize(
    ("language", "goal", "word"),
    [
        ("en", "order a cake", "Orders."),
        ("en", "ask if the bill is right", "Service."),
        ("en", "talk to a person", "Agent."),
        ("he", "להזמין עוגה", "הזמנות."),
        ("he", "לשאול אם החשבון נכון", "שירות."),
        ("he", "לדבר עם נציג", "נציג."),
    ],
)
def test_a_menu_that_is_answered_in_words_is_told_the_one_the_errand_needs(
    language: Language, goal: str, word: str
) -> None:
    [person] = [person for person in book().people if (person.key, person.language) == ("customer_care", language)]
    assert person.script is not None
    plan = {"en": "Goal", "he": "המטרה"}[language] + f": {goal}"
    heard = Heard(person.script.states["menu"].say[0])
    assert mind.next_actions(plan, [heard], tools=["end_call"], language=language) == (Say(word),)


def test_who_asks_for_a_word_offers_no_menu() -> None:
    brief = read("Goal: order a cake", "en")
    assert spoken("Please say your name and why you are calling.", brief) is None
    assert spoken("Sorry, could you say that again? For what time?", brief) is None


def test_what_is_no_menu_has_no_key() -> None:
    brief = read(TABLE["en"], "en")
    assert choose("We press our own olives.", brief) is None
    assert choose("", brief) is None
