"""The practice people as machines: whole talks as plain text, and what holds for any script and any caller."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.sandbox.people.callee import MOST_UTTERANCES, PATIENCE_MS, PAUSE_MS, Callee
from ringback.sandbox.people.phone_book import Person, book
from ringback.sandbox.people.script import Script, State
from ringback.sandbox.people.talk import (
    Action,
    Beep,
    CallerSpeaks,
    DropLine,
    Event,
    HangUp,
    Heard,
    Hush,
    Keyed,
    LineGone,
    PickedUp,
    Play,
    Press,
    Said,
    Say,
    Silence,
)
from tests.fakes.senses import ReadingEar, spell

EVERYBODY = [person for person in book().people if person.script is not None]


def someone(key: str, language: str) -> Script:
    person = next(p for p in EVERYBODY if p.key == key and p.language == language)
    assert person.script is not None
    return person.script


class Talk:
    """A person and a caller who takes turns; `lines` is what the person says and does."""

    def __init__(self, script: Script) -> None:
        self.callee = Callee(script)
        self.lines: list[str] = []
        self._do(self.callee.on(PickedUp()))

    def say(self, text: str) -> "Talk":
        """One turn of the caller and the pause after it."""
        self._do(self.callee.on(CallerSpeaks(200)))
        self._do(self.callee.on(Heard(tuple(ReadingEar().spot(spell(text), self.callee.words)))))
        return self.wait(PAUSE_MS)

    def wait(self, ms: int) -> "Talk":
        """Silence of `ms`, or until the person does something."""
        before = len(self.lines)
        for now in range(100, ms + 1, 100):
            if len(self.lines) == before:
                self._do(self.callee.on(Silence(now)))
        return self

    def _do(self, actions: list[Action]) -> None:
        for action in actions:
            match action:
                case Say(text, cut):
                    self.lines.append(text if cut is None else f"{text} /cut")
                    self._do(self.callee.on(Said()))
                case Beep() | Press():
                    self.lines.append("*beep*")
                    self._do(self.callee.on(Said()))
                case HangUp():
                    self.lines.append("*hangs up*")
                case DropLine():
                    self.lines.append("*drops*")


OPENING = {
    "en": "Hello, I am an automated AI assistant calling on behalf of Dana. ",
    "he": "שלום, אני עוזרת קולית אוטומטית מבוססת בינה מלאכותית, ומתקשרת בשם דנה. ",
}

TALKS = {
    ("pizza_place", "en"): (
        ["I'd like to order a large margherita for seven.", "Yes, that's right.", "Dana.", "Thank you, goodbye."],
        [
            "Pizza Place, hello. What would you like to order?",
            "A large margherita at seven, right?",
            "That will be sixty eight shekels. What name is it for?",
            "Thank you Dana, it will be ready at seven. Goodbye.",
            "*hangs up*",
        ],
    ),
    ("pizza_place", "he"): (
        ["אני רוצה להזמין מרגריטה גדולה לשבע.", "כן, נכון.", "על שם דנה.", "תודה רבה, להתראות"],
        [
            "פיצה פלייס, שלום. מה תרצו להזמין?",
            "מרגריטה גדולה לשבע, נכון?",
            "זה יעלה שישים ושמונה שקלים. על איזה שם?",
            "תודה דנה, ההזמנה תהיה מוכנה בשבע. להתראות.",
            "*hangs up*",
        ],
    ),
    ("restaurant", "en"): (
        ["I'd like a table for four today at eight.", "No, thank you, I will check and call back."],
        [
            "HaDekel Restaurant, hello. How can I help you?",
            "I am sorry, we are full at eight. I have a table at half past eight. Does that suit you?",
            "All right, then I booked nothing. Goodbye.",
            "*hangs up*",
        ],
    ),
    ("restaurant", "he"): (
        ["אני רוצה להזמין שולחן לארבעה להיום בשמונה.", "לא, תודה. אבדוק ואחזור אליכם."],
        [
            "מסעדת הדקל, שלום. איך אפשר לעזור?",
            "אני מצטערת, בשמונה אנחנו מלאים. יש שולחן בשמונה וחצי. זה מתאים?",
            "בסדר גמור, אז לא רשמתי כלום. להתראות.",
            "*hangs up*",
        ],
    ),
    ("bakery", "en"): (
        ["I'd like a cake for seven.", "Yes, that's right."],
        [
            "The Bakery, hello.",
            "One cake at seven, right?",
            "Very good, I noted it. It will be ready at seven. Goodbye.",
            "*hangs up*",
        ],
    ),
    ("bakery", "he"): (
        ["אני רוצה להזמין עוגה לשבע", "כן, נכון"],
        ["המאפייה, שלום.", "עוגה לשבע, נכון?", "מצוין, רשמתי. זה יהיה מוכן בשבע. להתראות.", "*hangs up*"],
    ),
    ("book_shop", "en"): (
        ["I'd like to ask if the book has arrived."],
        [
            "Book shop, hello.",
            "One moment, I am looking at the computer. I can see here that the book came in yesterday morning. /cut",
            "*drops*",
        ],
    ),
    ("book_shop", "he"): (
        ["האם הספר הגיע?"],
        [
            "חנות הספרים, שלום.",
            "רגע אחד, אני בודק במחשב. אני רואה כאן שהספר הגיע אלינו אתמול בבוקר. /cut",
            "*drops*",
        ],
    ),
    ("corner_store", "en"): (
        ["Do you have milk?"],
        ["Yes, who is this?", "I do not talk to machines. Goodbye.", "*hangs up*"],
    ),
    ("corner_store", "he"): (["יש חלב?"], ["כן, מי זה?", "אני לא מדבר עם מכונות. שלום.", "*hangs up*"]),
    ("default", "en"): (
        ["I will be ten minutes late.", "No, thank you."],
        ["Hello?", "All right, I noted it. Anything else?", "Thank you, goodbye.", "*hangs up*"],
    ),
    ("default", "he"): (
        ["אני רוצה לבוא בשבע", "לא, תודה"],
        ["הלו?", "בסדר, רשמתי. עוד משהו?", "תודה, להתראות.", "*hangs up*"],
    ),
}


@pytest.mark.parametrize(
    ("person", "language", "order", "read_back"),
    [
        (
            "pizza_place",
            "en",
            "I'd like to order two large margheritas with olives for seven.",
            "So two large margherita pizzas with olives at seven, right?",
        ),
        ("pizza_place", "en", "Three pepperonis for eight, please.", "So three pepperoni pizzas at eight, right?"),
        (
            "pizza_place",
            "he",
            "אני רוצה להזמין שתי מרגריטות גדולות עם זיתים לשבע.",
            "שתי פיצות מרגריטה גדולות עם זיתים לשבע, נכון?",
        ),
        ("pizza_place", "he", "אני רוצה להזמין שלוש פיצות פפרוני לשמונה.", "שלוש פיצות פפרוני לשמונה, נכון?"),
        ("pizza_place", "he", "מרגריטה גדולה עם פטריות לשמונה וחצי.", "מרגריטה גדולה עם פטריות לשמונה וחצי, נכון?"),
        ("bakery", "en", "I'd like to order two cakes for seven.", "So two cakes at seven, right?"),
        ("bakery", "he", "אני רוצה להזמין שתי חלות לתשע.", "שתי חלות לתשע, נכון?"),
    ],
)
def test_an_order_is_read_back_with_its_count_and_topping(
    person: str, language: str, order: str, read_back: str
) -> None:
    assert Talk(someone(person, language)).say(order).lines[-1] == read_back


@pytest.mark.parametrize(("key", "language"), TALKS, ids=str)
def test_a_whole_talk(key: str, language: str) -> None:
    says, lines = TALKS[key, language]
    talk = Talk(someone(key, language))
    for number, text in enumerate(says):
        talk.say((OPENING[language] if number == 0 else "") + text)
    talk.wait(6000).wait(6000)
    assert talk.lines == lines


@pytest.mark.parametrize("language", ["he", "en"])
def test_voicemail_greets_beeps_records_and_hangs_up_after_silence(language: str) -> None:
    talk = Talk(someone("hair_salon", language))
    assert talk.lines[1:] == ["*beep*"]
    talk.say("Hello, this is a message for Rotem.").wait(4900)
    assert talk.lines[2:] == []
    talk.wait(5000)
    assert talk.lines[2:] == ["*hangs up*"]


def test_the_restaurant_books_when_the_caller_accepts_half_past_eight() -> None:
    talk = Talk(someone("restaurant", "en"))
    talk.say("a table for four at eight").say("Yes, that works.").say("Dana")
    assert talk.lines[-2:] == [
        "Very good, a table for four at half past eight. What name is it for?",
        "Thank you Dana, the table at half past eight is booked. Goodbye.",
    ]


def test_what_was_not_heard_is_asked_for_one_thing_at_a_time() -> None:
    talk = Talk(someone("pizza_place", "en"))
    talk.say(OPENING["en"]).say("a margherita please").say("at half past seven")
    assert talk.lines[1:] == [
        "Which pizza would you like?",
        "For what time?",
        "A margherita at half past seven, right?",
    ]


def test_a_correction_starts_the_order_anew() -> None:
    talk = Talk(someone("pizza_place", "en"))
    talk.say("a large pepperoni at six").say("No, that's wrong.").say("a margherita at seven")
    assert talk.lines[-1] == "A margherita at seven, right?"


def test_a_no_with_the_right_thing_is_repeated_back_at_once() -> None:
    talk = Talk(someone("pizza_place", "en"))
    talk.say("a large margherita at six").say("No, for seven please.").say("Yes.")
    assert talk.lines[2:] == [
        "A large margherita at seven, right?",
        "That will be sixty eight shekels. What name is it for?",
    ]


def test_a_person_who_understands_nothing_asks_twice_and_says_no() -> None:
    talk = Talk(someone("pizza_place", "en"))
    for _ in range(3):
        talk.say("mumble mumble")
    talk.wait(5000)
    assert talk.lines[1:] == [
        "Which pizza would you like?",
        "Which pizza would you like?",
        "I am sorry, I did not understand. I can not take this order. Goodbye.",
        "*hangs up*",
    ]


def test_a_silent_caller_gets_more_patience_than_a_pausing_one() -> None:
    talk = Talk(someone("default", "en")).wait(PATIENCE_MS - 100)
    assert talk.lines == ["Hello?"]
    talk.wait(PATIENCE_MS)
    assert talk.lines == ["Hello?", "Hello?"]


def test_the_interrupter_speaks_once_over_a_long_sentence_and_keeps_what_was_heard() -> None:
    callee = Callee(someone("bakery", "en"))
    callee.on(PickedUp())
    callee.on(Said())
    assert callee.on(CallerSpeaks(1400)) == []
    assert callee.on(CallerSpeaks(1500)) == [Say("Yes, yes, hello. What would you like?")]
    assert callee.on(CallerSpeaks(1600)) == []
    assert callee.on(Heard(("cake",))) == [], "no word over the own words"
    assert callee.on(Said()) == []
    assert callee.on(CallerSpeaks(5000)) == []
    assert callee.on(Heard(("seven",))) == [Say("One cake at seven, right?")]


def test_a_word_of_two_groups_fills_the_one_that_is_still_empty() -> None:
    callee = Callee(someone("restaurant", "en"))
    callee.on(PickedUp())
    callee.on(Said())
    callee.on(Heard(("four", "nine")))
    assert callee.known == {"count": "four", "time": "nine"}


def test_keys_are_pressed_where_a_script_says_so() -> None:
    script = Script("menu", {}, {"menu": State(press="12", next="give_up"), "give_up": State(say=("bye",))})
    callee = Callee(script)
    assert callee.on(PickedUp()) == [Press("12")]
    assert callee.on(Said()) == [Say("bye")]


def test_nobody_can_keep_a_person_on_the_line_by_talking_in_circles() -> None:
    talk = Talk(someone("pizza_place", "en"))
    for _ in range(MOST_UTTERANCES):
        talk.say("a margherita at seven").say("no")
    assert talk.wait(5000).lines[-2:] == [
        "I am sorry, I did not understand. I can not take this order. Goodbye.",
        "*hangs up*",
    ]
    assert len(talk.lines) <= MOST_UTTERANCES + 1


people = st.sampled_from(EVERYBODY)
callers = st.lists(
    st.one_of(
        st.builds(CallerSpeaks, st.integers(0, 9000)),
        st.builds(Silence, st.integers(0, 9000)),
        st.builds(Keyed, st.sampled_from("0123")),
        st.just("hear"),
        st.just("said"),
        st.just(LineGone()),
    ),
    max_size=60,
)


@given(people, callers, st.data())
def test_no_person_talks_over_themselves_or_after_the_line_is_gone_and_every_talk_ends(
    person: Person, caller: list[Event | str], data: st.DataObject
) -> None:
    assert person.script is not None
    callee = Callee(person.script)
    sounding = False
    gone = False
    spoken = 0

    def do(event: Event) -> None:
        nonlocal sounding, gone, spoken
        if isinstance(event, Said):
            sounding = False
        actions = callee.on(event)
        assert not (gone and actions)
        for action in actions:
            assert not gone
            if isinstance(action, Hush):
                assert sounding
                sounding = False
            elif isinstance(action, Say | Beep | Play | Press):
                assert not sounding
                sounding = True
                spoken += isinstance(action, Say)
                assert not isinstance(action, Say) or re.search(r"\w", action.text)
                assert not isinstance(action, Say) or not re.search(r"[{}]", action.text)
            else:
                gone = True
        gone = gone or isinstance(event, LineGone)
        assert gone == callee.gone

    do(PickedUp())
    for event in caller:
        match event:
            case "hear" if not gone:
                words = callee.words
                spotted = data.draw(st.lists(st.sampled_from(words), max_size=4)) if words else []
                do(Heard(tuple(spotted)))
            case "said" if sounding:
                do(Said())
            case Silence() if sounding:
                pass
            case str():
                pass
            case _:
                do(event)
    for _ in range(3 * MOST_UTTERANCES):
        if gone:
            break
        do(Said() if sounding else Silence(60_000))
    assert gone
    assert spoken <= MOST_UTTERANCES + 1


def test_a_state_can_forbid_asking_again() -> None:
    script = someone("bakery", "en")
    greet = replace(script.states["greet"], asks=0)
    callee = Callee(replace(script, states={**script.states, "greet": greet}))
    callee.on(PickedUp())
    callee.on(Said())
    assert callee.on(Silence(PATIENCE_MS)) == [Say("I am sorry, I did not understand. I noted nothing. Goodbye.")]


@pytest.mark.parametrize("language", ["he", "en"])
def test_a_menu_is_left_by_its_key_in_the_middle_of_its_words(language: str) -> None:
    callee = Callee(someone("hotline", language))
    callee.on(PickedUp())
    assert callee.on(Keyed("9")) == [], "a key that leads nowhere"
    assert callee.on(Keyed("2")) == [Hush()]
    assert [type(action) for action in callee.on(Silence(1200))] == [Say]
    assert callee.on(Said()) == []
    assert callee.on(Silence(1000)) == [Play(6000)]
    assert callee.on(Keyed("2")) == [], "no menu any more"
    assert callee.on(Said()) == []
    assert callee.on(Silence(1000)) == [Say(someone("hotline", language).states["greet"].say[0])]
