"""How a call is made, as both services read it in its instructions."""

import pytest

from ringback.call_handler.briefing import brief
from ringback.call_handler.limits import Limits
from ringback.manner import DISCLOSURE, VOICES, Language, Manner, lines, problem, read, written

OPENINGS: list[tuple[Language, str]] = [
    ("en", "Good morning, I am an automated assistant and I call for {name}."),
    ("en", "Hi! {name}'s AI assistant here."),
    ("en", "Hello, this is a robot that makes calls for {name}."),
    ("he", "היי, כאן העוזרת האוטומטית של {שם}."),
    ("he", "בוקר טוב, אני סוכן מבוסס בינה מלאכותית ומתקשר בשביל {שם}."),
    ("he", "שלום, מדבר הרובוט של {name}."),
    ("en", "Hello, I'm Ringo, the AI assistant of {name}, calling about your robot vacuum."),
    ("en", "Good evening, the AI assistant of {name} is calling."),
    ("en", "Hi, you are speaking with {name}'s automated voice assistant."),
    ("en", "Hello {name} here. This is an automated call... I am a bot."),
    ("en", "Hello, this is a voice assistant powered by AI on behalf of {name}."),
    ("he", "היי, אני רובוט ומתקשר בשם {שם} בקשר לשואב."),
    ("he", "שלום, כאן רינגו, עוזרת קולית אוטומטית של {שם}."),
    ("he", "שלום, מדברת עוזרת הבינה המלאכותית של ד״ר {שם}."),
    ("he", "שלום, אתם מדברים עם מערכת אוטומטית בשם {שם}."),
]
REFUSED = [
    ("Hello, I am calling for {name}.", "no_machine"),
    ("Hello, {name} would like your AI course.", "no_machine"),
    ("Hello, I am an AI assistant.", "no_name"),
    ("I am not an AI assistant, I am {name}.", "human"),
    ("This isn't an automated assistant of {name}.", "human"),
    ("שלום, כאן {שם}, ואינני עוזרת אוטומטית.", "human"),
    ("שלום, אני העוזרת הדיגיטלית של {שם}.", "no_machine"),
    *(
        (opening, "no_machine")
        for opening in (
            "Hello, this is {name} from the robot shop.",
            "Hi, {name} here, I have a question about your robot vacuum.",
            "Hi, it's {name}, calling about the automated door assistant you sold me.",
            "This is {name}, I was told your bot is down.",
            "Hi this is {name}, am I talking to a robot?",
            "Hi, this is {name}. This is a robot?",
            "Hi, this is {name}, the robot is down.",
            "Hi, I am a robot mechanic and work for {name}.",
            "Hi, {name} here about this: it is a robot.",
            "היי, מדברת {שם}, אני מתקשרת בקשר לרובוט ששואב.",
            "היי, כאן {שם}, הרובוט התקלקל.",
            "היי, כאן {שם}, לגבי ההודעה: זה רובוט.",
            "היי, אני {שם} ויש לי שאלה על העוזרת האוטומטית.",
            "היי, כאן {שם}. זה רובוט?",
        )
    ),
    *(
        (opening, "human")
        for opening in (
            "Hello, I am {name}, a real woman, calling about a robot.",
            "Hello, I am a robot of {name}, just kidding.",
            "I am not a robot, I am {name}.",
            "היי, אני {שם}, אישה אמיתית, ולא רובוט.",
        )
    ),
    ("I am the AI assistant of {name}. " + "Really. " * 25, "too_long"),
]


@pytest.mark.parametrize(("language", "opening"), OPENINGS, ids=lambda value: str(value)[:24])
def test_what_is_written_is_read_and_said(language: Language, opening: str) -> None:
    assert problem(opening) is None
    manner = Manner("male" if language == "he" else "female", "female", "cedar", {language: opening}, 3)
    head = {"he": "בשם: דנה", "en": "On behalf of: Dana"}[language]
    name = head.partition(": ")[2]
    told = "\n".join([head, *lines(manner, language, name)])
    found = read(told, language, name)
    assert (found.speaker, found.voice, found.minutes) == (manner.speaker, "cedar", 3)
    briefing = brief(told, language)
    assert briefing.voice == "cedar"
    assert name in briefing.disclosure
    assert f'"{briefing.disclosure}"' in briefing.greeting
    assert briefing.disclosure in told
    assert (briefing.checking != brief(head, language).checking) == (language == "he")


@pytest.mark.parametrize(("opening", "why"), REFUSED, ids=lambda value: str(value)[:24])
def test_a_first_sentence_says_that_a_machine_calls_and_for_whom(opening: str, why: str) -> None:
    assert problem(opening) == why
    heard = brief(f"On behalf of: Dana\nOpening: {opening.replace('{name}', 'Dana').replace('{שם}', 'Dana')}", "en")
    assert heard.disclosure == "Hello, I am an automated AI assistant calling on behalf of Dana."


def test_our_own_first_sentences_say_it() -> None:
    assert [problem(said) for by in DISCLOSURE.values() for said in by.values()] == [None] * 4


def test_what_is_not_known_changes_nothing() -> None:
    told = "On behalf of: Dana\nGoal: ask\nVoice: siri\nLongest call: soon"
    assert read(told, "en", "Dana") == Manner()
    assert Limits().of(told) == Limits()
    assert Limits().of("Longest call: 90 minutes").call == Limits().call
    assert Limits().of("משך מרבי: 2 דקות").call == 120_000
    assert "alloy" in VOICES
    assert written('  ד"ר\n "כהן" ') == "ד״ר כהן"
