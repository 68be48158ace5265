"""The practice model's mind when the user's yes in mid-call hangs on something."""

import pytest

from ringback.sandbox.mind.numbers import Language
from ringback.sandbox.mind.talk import Said, Say
from tests.sandbox.test_mind_consults import asking, decide

CONDITIONS: list[tuple[Language, str, str]] = [
    ("en", "yes, but only if outside", "Only if outside. Is that possible?"),
    ("en", "ok, as long as it is not by the door", "Only if it is not by the door. Is that possible?"),
    ("en", "if it's outside, yes", "Only if it's outside. Is that possible?"),
    ("en", "Yes, 20:30, but outside", "Only if outside. Is that possible?"),
    ("en", "yes, outside if possible", "Half past eight is fine, thank you."),
    ("he", "כן, אבל רק אם בחוץ", "רק אם בחוץ. אפשר?"),
    ("he", "כן, בתנאי שזה בחוץ", "רק אם זה בחוץ. אפשר?"),
]


@pytest.mark.parametrize(("language", "output", "words"), CONDITIONS)
def test_a_yes_with_a_condition_is_put_to_them(language: Language, output: str, words: str) -> None:
    assert decide(*asking(language, output), language=language) == [Say(words)]


@pytest.mark.parametrize(
    ("language", "heard", "words"),
    [
        ("en", "Yes, that table is outside.", "Half past eight is fine, thank you."),
        ("en", "No, only inside.", "No, thank you, that does not work for us."),
        ("en", "Does half past eight suit you?", "Only if outside. Is that possible?"),
        ("he", "כן, השולחן הזה בחוץ.", "שמונה וחצי זה בסדר, תודה."),
        ("he", "לא, רק בפנים.", "לא, תודה, זה לא מסתדר לנו."),
        ("he", "שמונה וחצי מתאים לכם?", "רק אם בחוץ. אפשר?"),
    ],
)
def test_what_hangs_on_a_condition_is_agreed_to_once_they_agree(language: Language, heard: str, words: str) -> None:
    output, put = {
        "en": ("yes, but only if outside", "Only if outside. Is that possible?"),
        "he": ("כן, אבל רק אם בחוץ", "רק אם בחוץ. אפשר?"),
    }[language]
    assert decide(*asking(language, output), Said(put), heard, language=language) == [Say(words)]
