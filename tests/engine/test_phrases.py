import re
import string
from pathlib import Path

import pytest

from ringback.call_handler.tools import END_CALL
from ringback.engine import task_types
from ringback.engine.phrases import MissingPhrase, Phrases
from ringback.engine.task import Language
from ringback.wire import Reason

SOURCE = Path(__file__).parents[2] / "src" / "ringback"
HE, EN = Phrases("he"), Phrases("en")

_FACT = END_CALL["parameters"]["properties"]["facts"]["items"]["properties"]
FAMILIES = {
    "ask.": {slot.name for kind in task_types.load().values() for slot in kind.slots},
    "label.": {slot.name for kind in task_types.load().values() for slot in kind.slots},
    "failed.": {reason.value for reason in Reason},
    "fact.": set(re.findall(r"\w{3,}", _FACT["key"]["description"])),
}
"""Ids that are put together at run time, and what must be there of each."""
PUT_TOGETHER = (
    "why.",
    *(
        "ask.",
        "label.",
        "options.",
        "memory.",
        "refuse.",
        "refused.",
        "tell.",
        "status.",
        "failed.",
        "fact.",
        "doubt.",
        "page.",
        "doctor.",
        "cli.usage.",
        "setting.",
    ),
)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_ids() -> None:
    assert HE.all("").keys() == EN.all("").keys()


def test_a_text_is_there_in_both_languages_with_the_same_placeholders() -> None:
    english, hebrew = EN.all(""), HE.all("")
    assert [key for key in english if not hebrew.get(key, "").strip()] == []
    assert [key for key, text in english.items() if placeholders(hebrew[key]) != placeholders(text)] == []


@pytest.mark.parametrize(
    ("language", "texts"), [("he", ("שיחה אחת", "שתי שיחות", "5 שיחות")), ("en", ("One", "2", "5"))]
)
def test_each_number_has_its_form(language: Language, texts: tuple[str, ...]) -> None:
    for n, begins in zip((1, 2, 5), texts, strict=True):
        assert Phrases(language).count("status.running", n).startswith(begins)


def sources() -> dict[Path, str]:
    files = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.js"), *SOURCE.rglob("*.html")]
    return {file: file.read_text(encoding="utf-8") for file in files if "vendor" not in file.parts}


def test_every_id_the_code_names_is_in_the_catalogue() -> None:
    named = {
        (key, file.name)
        for file, text in sources().items()
        for key in re.findall(r"""(?:\.text|\.count|\bt)\(\s*['"]([a-z_]+(?:\.[a-z_0-9]+)+)['"]""", text)
    }
    assert len(named) > 50
    assert {(key, file) for key, file in named if not EN.has(key)} == set()


def test_every_id_of_the_catalogue_is_used() -> None:
    text = "\n".join(sources().values())
    unused = [key for key in EN.all("") if key not in text and not key.startswith(PUT_TOGETHER)]
    assert unused == []


@pytest.mark.parametrize("family", FAMILIES)
def test_every_member_of_a_family_has_its_text(family: str) -> None:
    beside = {"goal_reached"}
    assert {name for name in FAMILIES[family] - beside if not EN.has(family + name)} - {"notes"} == set()


def test_a_missing_id_is_an_error_in_tests_and_itself_in_production() -> None:
    with pytest.raises(MissingPhrase):
        EN.text("no.such.id")
    with pytest.warns(MissingPhrase):
        assert EN.text("no.such.{id}") == "no.such.{id}"


def test_a_task_types_own_texts_stand_above_the_catalogue() -> None:
    phrases = Phrases("en", {"ask.goal": "Which colour, {callee}?"})
    assert phrases.text("ask.goal", callee="Mum") == "Which colour, Mum?"


def test_values_are_not_read_as_placeholders() -> None:
    assert EN.text("status.cancelled", callee="{facts} {0}") == "{facts} {0}: cancelled."


@pytest.mark.parametrize(
    ("language", "callee", "text"),
    [
        ("en", "אמא", "\u200eאמא: done."),
        ("en", "Mum", "Mum: done."),
        ("he", "Mum", "\u200fMum: בוצע."),
        ("he", "אמא", "אמא: בוצע."),
        ("en", "\u206603-555\u2069", "\u206603-555\u2069: done."),
    ],
)
def test_a_sentence_that_begins_with_a_foreign_name_keeps_the_direction_of_its_language(
    language: Language, callee: str, text: str
) -> None:
    assert Phrases(language).text("status.succeeded", callee=callee) == text


def test_a_value_alone_keeps_its_own_direction() -> None:
    assert Phrases("en").text("outcome.fact", label="שעה", value="20:30") == "שעה: 20:30"
