"""The practice model at a stranger's call: it takes the message as it was said, and nothing for a message."""

import pytest

from ringback.sandbox.mind import mind
from ringback.sandbox.mind.numbers import Language
from ringback.sandbox.mind.talk import Action, Called, CallTool, Heard, Said, Say, Turn

RULES: dict[Language, str] = {"en": "Answer briefly.\nGoal: take a message\n", "he": "עני בקצרה.\nהמטרה: לקבל הודעה\n"}
GREETING = Said("Hello, I am an automated AI assistant. Please leave your name and a message.")


def then(*turns: Turn, language: Language = "en") -> tuple[Action, ...]:
    return mind.next_actions(RULES[language], (GREETING, *turns), tools=["end_call"], language=language)


def notes(end: CallTool) -> list[dict[str, str]]:
    found = end.arguments["facts"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("language", "message"), [("en", "It is Noa. Your parcel is with me."), ("he", "מדברת נועה, החבילה נמצאת אצלי.")]
)
def test_a_message_is_noted_word_for_word_and_the_call_ends(language: Language, message: str) -> None:
    goodbye, end = then(Heard(message), language=language)
    assert isinstance(goodbye, Say)
    assert isinstance(end, CallTool)
    assert end.arguments["outcome"] == "succeeded"
    assert [(note["key"], note["quote"]) for note in notes(end)] == [("note", message)]


def test_who_speaks_on_has_all_of_it_noted() -> None:
    first = then(Heard("Your neighbour here, listen."))
    (_, end) = then(Heard("Your neighbour here, listen."), Said("Thank"), Heard("The parcel is with me."))
    assert len(first) == 2
    assert isinstance(end, CallTool)
    assert [note["quote"] for note in notes(end)] == [
        "Your neighbour here, listen.",
        "The parcel is with me.",
    ]


def test_a_greeting_alone_is_no_message() -> None:
    (again,) = then(Heard("Hello?"))
    assert isinstance(again, Say)


def test_after_the_goodbye_nothing_more_is_said() -> None:
    assert then(Heard("The parcel is with me."), Called("end_call", "{}"), Heard("Bye.")) == ()
