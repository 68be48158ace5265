"""Every practice person's script is carried to its true end by the mind, by words alone, in both languages."""

import pytest

from ringback.sandbox.mind.numbers import Language
from ringback.sandbox.mind.talk import Said
from ringback.sandbox.people.phone_book import book
from tests.fakes.small_talk import OPENING, SmallTalk

LABELS = {
    "en": {"for": "On behalf of: Dana", "goal": "Goal", "when": "When", "party": "Party size", "if_not": "If not"},
    "he": {"for": "בשם: דנה", "goal": "המטרה", "when": "מתי", "party": "סועדים", "if_not": "אם אין"},
}
CONDUCT = {"en": "Be polite. Thank them and say goodbye.", "he": "דברי בנימוס. הודי והיפרדי."}

GOALS: dict[str, dict[Language, dict[str, str]]] = {
    "pizza_place": {
        "en": {"goal": "order a large margherita for seven"},
        "he": {"goal": "להזמין מרגריטה גדולה לשבע"},
    },
    "restaurant": {
        "en": {"goal": "book a table", "when": "today at eight", "party": "4"},
        "he": {"goal": "להזמין שולחן", "when": "היום בשמונה", "party": "4"},
    },
    "bakery": {"en": {"goal": "order a cake for seven"}, "he": {"goal": "להזמין עוגה לשבע"}},
    "book_shop": {"en": {"goal": "ask if the book has arrived"}, "he": {"goal": "לשאול אם הספר הגיע"}},
    "corner_store": {"en": {"goal": "ask if they have milk"}, "he": {"goal": "לשאול אם יש להם חלב"}},
    "hair_salon": {"en": {"goal": "ask for an appointment"}, "he": {"goal": "לשאול אם יש תור מחר"}},
    "north_garage": {"en": {"goal": "ask what a service costs"}, "he": {"goal": "לשאול כמה עולה טיפול"}},
    "south_garage": {"en": {"goal": "ask what a service costs"}, "he": {"goal": "לשאול כמה עולה טיפול"}},
    "default": {
        "en": {"goal": "tell them that I will be ten minutes late"},
        "he": {"goal": "למסור שאני אאחר בעשר דקות"},
    },
}
ENDS = {
    "pizza_place": ("agent", "succeeded"),
    "restaurant": ("agent", "failed"),
    "bakery": ("agent", "succeeded"),
    "book_shop": ("line", None),
    "corner_store": ("agent", "refused"),
    "hair_salon": ("agent", "voicemail"),
    "north_garage": ("agent", "succeeded"),
    "south_garage": ("agent", "succeeded"),
    "default": ("agent", "succeeded"),
}
ON_THE_LINE = {
    *(
        "clinic",
        "customer_care",
        "electrician",
        "garage",
        "hotline",
        "kiosk",
        "north_garage",
        "screened",
        "seamstress",
        "silent",
    ),
    "south_garage",
}
"""People whose menus, music, silence or second calls need a line: tests/stories hold those talks."""
LANGUAGES: list[Language] = ["he", "en"]


def talk(person: str, language: Language, *, halting: bool = False, **lines: str) -> SmallTalk:
    labels = LABELS[language]
    written = [f"{labels[name]}: {value}" for name, value in (lines or GOALS[person][language]).items()]
    return SmallTalk(person, language, "\n".join([labels["for"], *written, "", CONDUCT[language]]), halting).run()


def test_every_person_who_speaks_has_an_end_here() -> None:
    assert {person.key for person in book().people if person.script} == set(ENDS) | ON_THE_LINE


@pytest.mark.parametrize("halting", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", ENDS)
def test_a_talk_comes_to_its_true_end(person: str, language: Language, halting: bool) -> None:
    call = talk(person, language, halting=halting)
    ended_by, outcome = ENDS[person]
    assert call.ended_by == ended_by, call.written()
    assert (call.report or {}).get("outcome") == outcome, call.written()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", ENDS)
def test_the_first_words_are_those_that_were_asked_for(person: str, language: Language) -> None:
    first = next(turn.text for turn in talk(person, language).turns if isinstance(turn, Said))
    opening = OPENING[language]
    assert first.startswith(opening) or (person == "bakery" and opening.startswith(first.rstrip()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pizza_is_ready_at_the_hour_and_the_price_they_said(language: Language) -> None:
    facts = talk("pizza_place", language).facts
    assert facts["time"] == "19:00"
    assert facts["price"] == "68"
    assert facts["item"] == {"en": "large margherita", "he": "מרגריטה גדולה"}[language]
    assert facts["name"] == {"en": "Dana", "he": "דנה"}[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_hour_is_refused_and_reported(language: Language) -> None:
    facts = talk("restaurant", language).facts
    assert facts["alternative_time"] == "20:30"
    assert "time" not in facts


@pytest.mark.parametrize(
    ("language", "if_not"),
    [
        ("en", "half past eight is fine"),
        ("en", "any later time"),
        ("en", "between 20:00 and 21:00"),
        ("he", "גם שמונה וחצי בסדר"),
        ("he", "עד תשע"),
    ],
)
@pytest.mark.parametrize("halting", [False, True])
def test_another_hour_is_taken_when_the_instructions_allow_it(language: Language, if_not: str, halting: bool) -> None:
    call = talk("restaurant", language, halting=halting, **GOALS["restaurant"][language], if_not=if_not)
    assert call.report is not None
    assert call.report["outcome"] == "succeeded", call.written()
    assert call.facts["time"] == "20:30"
    assert call.facts["party_size"] == "4"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_that_was_only_noted_is_not_an_answer(language: Language) -> None:
    goal = {"en": "ask if they are open on Friday", "he": "לשאול אם פתוח ביום שישי"}[language]
    call = talk("default", language, goal=goal)
    assert call.report is not None
    assert call.report["outcome"] == "failed"
    assert "answer" not in call.facts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("person", "price"), [("north_garage", "300"), ("south_garage", "900")])
def test_a_price_in_hundreds_is_heard(person: str, price: str, language: Language) -> None:
    assert talk(person, language).facts["price"] == price
