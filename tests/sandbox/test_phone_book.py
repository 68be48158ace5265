"""The practice people's files: all are right, wrong ones are named, and the phone book they make."""

import re

import pytest

from ringback.kit.errors import SettingsError
from ringback.sandbox.people.phone_book import LANGUAGES, Book, book, read_classes, read_person
from ringback.sandbox.voice.speech import VOICES

CLASSES = read_classes('[he.time]\n"שבע" = ["לשבע"]\n[en.time]\n"seven" = ["at seven"]\n')
NOBODY = '[he]\nname = "א"\nabout = "א"\n'


def english(body: str, answers: str = "person") -> str:
    """A file whose Hebrew half is the smallest that is right."""
    hebrew = f'answers = "{answers}"\n{NOBODY}start = "a"\n[he.states.a]\nsay = "א"\n[he.states.give_up]\nsay = "א"\n'
    return hebrew + f'[en]\nname = "A"\nabout = "A"\nstart = "a"\n{body}\n'


GOOD = '[en.states.a]\nsay = "a"\n[en.states.give_up]\nsay = "b"\n'


def test_every_practice_person_has_both_languages_and_a_known_voice() -> None:
    people = book().people
    for key in {person.key for person in people}:
        assert {person.language for person in people if person.key == key} == set(LANGUAGES)
    assert all(person.voice in VOICES for person in people)
    numbers = [person.number for person in book().listed]
    assert len(set(numbers)) == len(numbers)


def test_a_number_finds_its_person_and_any_other_the_default() -> None:
    assert book().find("+97236123456").name == "פיצה פלייס"
    assert book().find("+97236123556").name == "Pizza Place"
    assert (book().find("+97237654321").key, book().find("+97237654321").language) == ("default", "he")
    assert (book().find("+14155550100").key, book().find("+14155550100").language) == ("default", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_are_all_that_can_be_said_with_slots_for_what_is_repeated(language: str) -> None:
    said = book().phrases(language)
    assert len(said) == len(set(said)) > 30
    assert {slot for text in said for slot in re.findall(r"<(\w+)>", text)} == set(book().slots(language))
    assert not any(mark in text for text in said for mark in "{}")
    letter = "[א-ת]" if language == "he" else "[a-z]"
    assert all(re.search(letter, text) for text in said)


def test_slots_hold_all_that_anybody_can_repeat() -> None:
    slots = book().slots("en")
    assert set(slots) == {"count", "food", "many", "name", "size", "time", "topping"}
    assert {"margherita", "cake"} <= set(slots["food"])
    assert "half past eight" in slots["time"]


def test_a_group_that_stands_before_others_names_groups_of_hear() -> None:
    with pytest.raises(SettingsError, match="before names 'food'"):
        read_person("x", english(GOOD + '[en.hear]\nmany = ["two"]\n[en.before]\nmany = ["food"]\n'), CLASSES)


def test_words_of_a_class_and_values_with_other_forms() -> None:
    (_, person) = read_person(
        "x", english(GOOD + '[en.hear]\ntime = ["<time>", "now"]\nfood = { "cake" = ["a cake"] }\n'), CLASSES
    )
    assert person.script is not None
    assert person.script.hear == {
        "time": {"seven": "seven", "at seven": "seven", "now": "now"},
        "food": {"cake": "cake", "a cake": "cake"},
    }
    assert Book((person,)).phrases("en") == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("answers =", "Invalid value"),
        (english(GOOD, "maybe"), "answers"),
        (english('[en.states.a]\nsay = "a"\n'), "no state 'give_up'"),
        (english('[en.states.give_up]\nsay = "a"\n'), "no state 'a'"),
        (english(GOOD + '[en.states.c]\nnext = "a"\n'), "says nothing"),
        (english(GOOD + '[en.states.c]\nsay = "c"\nnext = "nowhere"\n'), "leads to 'nowhere'"),
        (english(GOOD + '[en.states.c]\nsay = "c"\non.yes = "a"\n'), "listens for 'yes'"),
        (english(GOOD + '[en.states.c]\nsay = "c"\nagain = "{time}"\n'), "asks with a slot"),
        (english(GOOD + '[en.states.c]\nsay = "c"\ninterrupt_ms = 900\n'), "no interrupt"),
        (english(GOOD + '[en.states.c]\nsay = "c"\nsings = true\n'), "sings"),
        (english(GOOD + '[en.hear]\nday = ["<day>"]\n'), "no class <day>"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(text: str, problem: str) -> None:
    with pytest.raises(SettingsError, match=re.escape("person x.toml")) as refused:
        read_person("x", text, CLASSES)
    assert problem in refused.value.detail
