"""Practice people with the real voice and the real ears: a caller who only speaks, as fast as the machine can."""

import asyncio
from collections.abc import Sequence

import pytest

from ringback.sandbox.carrier.line import Line
from ringback.sandbox.carrier.playback import SILENT_FRAME
from ringback.sandbox.people.callee import Callee
from ringback.sandbox.people.handset import TURN_END_MS, Handset, Hearing, Senses
from ringback.sandbox.people.phone_book import LANGUAGES, book
from ringback.sandbox.people.talk import PickedUp, Said
from ringback.sandbox.voice.hearing import Ear, TurnDetector
from ringback.sandbox.voice.speech import Speech

pytestmark = pytest.mark.slow

WAITS = 40
"""Silent frames after the person's words, before the caller speaks."""

MOST_FRAMES = 50 * 90

TALKS = {
    "+97236123456": (
        "he",
        [
            "שלום, אני עוזרת קולית אוטומטית מבוססת בינה מלאכותית, ומתקשרת בשם דנה. אני רוצה להזמין מרגריטה גדולה לשבע.",
            "כן, נכון.",
            "על שם דנה.",
            "תודה רבה, להתראות.",
        ],
        [
            "פיצה פלייס, שלום. מה תרצו להזמין?",
            "מרגריטה גדולה לשבע, נכון?",
            "זה יעלה שישים ושמונה שקלים. על איזה שם?",
            "תודה דנה, ההזמנה תהיה מוכנה בשבע. להתראות.",
        ],
    ),
    "+97237654322": (
        "en",
        [
            "Hello, I am an automated AI assistant calling on behalf of Dana. "
            "I'd like to tell you that I will be late.",
            "No, thank you, that's all.",
        ],
        ["הלו?", "All right, I noted it. Anything else?", "Thank you, goodbye."],
    ),
}


@pytest.fixture(scope="module")
def senses() -> Senses:
    ears: dict[str, Hearing] = {language: Ear(language, []) for language in LANGUAGES}
    return Senses(Speech(), ears, lambda: TurnDetector(silence_ms=TURN_END_MS))


class NoClock:
    """Ticks follow one another at once; a line that is faster than real time waits for the person's thoughts."""

    def time(self) -> float:
        return 0.0

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)


class Caller:
    """Says the next line when the person has said something and then is silent for a while."""

    def __init__(self, line: Line, handset: Handset, sounds: Sequence[bytes]) -> None:
        self._line, self._handset, self._sounds = line, handset, list(sounds)
        self._quiet = 0
        self._answered = 0

    def media(self, frame: bytes) -> None:
        self._quiet = self._quiet + 1 if frame == SILENT_FRAME and self._line.playback.empty else 0
        if self._quiet == WAITS and self._sounds and len(self._handset.said) > self._answered:
            self._answered = len(self._handset.said)
            self._line.playback.add(self._sounds.pop(0))

    def mark(self, name: str) -> None:
        raise AssertionError(name)

    def key(self, digit: str) -> None:
        raise AssertionError(digit)


@pytest.mark.parametrize("number", TALKS)
async def test_a_talk_on_real_audio_goes_as_it_should(senses: Senses, number: str) -> None:
    language, says, answers = TALKS[number]
    people = book()
    person = people.find(number)
    async with asyncio.TaskGroup() as work:
        handset = Handset(person, senses, work, people.twin(person))
        line = Line(handset, 2.0, NoClock())
        line.limit(MOST_FRAMES * 20)
        line.attach(Caller(line, handset, [senses.voice.say(text, language, "alloy") for text in says]))
        await line.run()
    assert handset.said == answers, handset.heard
    assert handset.ending == "hang_up"


@pytest.mark.parametrize(
    ("language", "order", "heard"),
    [
        ("he", "אני רוצה להזמין מרגריטה עם זיתים לשבע.", ["מרגריטה", "זיתים", "שבע"]),
        (
            "he",
            "אני רוצה להזמין מרגריטה גדולה עם זיתים לשמונה וחצי.",
            ["מרגריטה", "גדולה", "זיתים", "שמונה וחצי"],
        ),
        ("he", "מרגריטה גדולה עם זיתים, בבקשה.", ["מרגריטה", "גדולה", "זיתים"]),
        ("he", "אני רוצה להזמין מרגריטה עם פטריות לשבע.", ["מרגריטה", "פטריות", "שבע"]),
        ("he", "אני רוצה להזמין שתי מרגריטות גדולות לשבע.", ["שתי", "מרגריטות", "גדולות", "שבע"]),
        ("he", "אני רוצה להזמין שתי מרגריטות עם זיתים לשבע.", ["שתי", "מרגריטות", "זיתים", "שבע"]),
        ("en", "A large margherita with olives, please.", ["large", "margherita", "olives"]),
        ("en", "A large margherita with mushrooms, please.", ["large", "margherita", "mushroom"]),
        ("en", "I'd like to order two large margheritas for seven.", ["two", "large", "margheritas", "seven"]),
    ],
)
def test_the_pizzeria_hears_toppings_and_counts_as_they_are_said(
    senses: Senses, language: str, order: str, heard: list[str]
) -> None:
    [person] = [person for person in book().people if (person.key, person.language) == ("pizza_place", language)]
    assert person.script is not None
    callee = Callee(person.script)
    for event in (PickedUp(), Said()):
        callee.on(event)
    assert senses.ears[language].spot(senses.voice.say(order, language, "alloy"), callee.words) == heard
