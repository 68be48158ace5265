"""The practice model's mind with all its tools: it asks the user, presses keys, waits, obeys, and goes on."""

import json

import pytest

from ringback.sandbox.mind import facts as facts
from ringback.sandbox.mind import mind
from ringback.sandbox.mind.brief import read
from ringback.sandbox.mind.numbers import Language
from ringback.sandbox.mind.talk import Action, Answered, Called, CallTool, Heard, Said, Say, Silence, Told, Turn

TOOLS = ["end_call", "ask_user", "press_digits", "do_not_call"]
TABLE: dict[Language, str] = {
    "en": "On behalf of: Dana\nGoal: book a table\nWhen: today at 20:00\nParty size: 4",
    "he": "בשם: דנה\nהמטרה: להזמין שולחן\nמתי: היום בשמונה\nסועדים: 4",
}
FULL: dict[Language, str] = {
    "en": "I am sorry, we are full at eight. I have a table at half past eight. Does that suit you?",
    "he": "אני מצטערת, בשמונה אנחנו מלאים. יש שולחן בשמונה וחצי. זה מתאים?",
}
LANGUAGES: list[Language] = ["he", "en"]


def decide(
    *turns: Turn | str, language: Language = "en", more: str = "", asked: str = "", instructions: str = ""
) -> list[Action]:
    instructions = instructions or TABLE[language] + more
    stated = Said(read(instructions, language).sentence)
    talk = [stated, *(Heard(turn) if isinstance(turn, str) else turn for turn in turns)]
    return list(mind.next_actions(instructions, talk, tools=TOOLS, language=language, asked=asked))


def said(actions: list[Action]) -> str:
    assert isinstance(actions[0], Say), actions
    return actions[0].text


def called(actions: list[Action]) -> list[str]:
    return [action.name for action in actions if isinstance(action, CallTool)]


@pytest.mark.parametrize(
    ("language", "question", "options"),
    [
        ("en", "They are full. They offer 20:30 – is that OK?", ["Yes, 20:30", "No, look elsewhere"]),
        ("he", "מלא בשעה שביקשת. מציעים 20:30 – מתאים?", ["כן, 20:30", "לא, נחפש מקום אחר"]),
    ],
)
def test_an_offer_nobody_spoke_of_is_put_to_the_user(language: Language, question: str, options: list[str]) -> None:
    [ask] = decide(FULL[language], language=language)
    assert isinstance(ask, CallTool)
    assert (ask.name, ask.arguments["question"], ask.arguments["options"]) == ("ask_user", question, options)
    assert ask.arguments["default"]


@pytest.mark.parametrize(
    ("language", "wish"), [("en", "\nNotes: outside if possible"), ("he", "\nהערות: בחוץ אם אפשר")]
)
def test_a_wish_is_no_leave_to_take_another_hour(language: Language, wish: str) -> None:
    [ask] = decide(FULL[language], language=language, more=wish)
    assert isinstance(ask, CallTool)
    assert ask.name == "ask_user"


def test_an_offer_of_another_thing_is_put_in_their_own_words() -> None:
    heard = "We have no margherita today. How about a pepperoni?"
    [ask] = decide(heard, instructions="On behalf of: Dana\nGoal: order a large margherita")
    assert isinstance(ask, CallTool)
    assert heard in str(ask.arguments["question"])


@pytest.mark.parametrize(
    ("more", "name"),
    [("\nIf not: half past eight is fine", "Half past eight is fine, thank you."), ("\nIf not: say goodbye", "No, ")],
)
def test_what_the_errand_says_of_it_needs_no_question(more: str, name: str) -> None:
    assert said(decide(FULL["en"], more=more)).startswith(name)


def asking(language: Language, output: str | None) -> list[Turn | str]:
    """They offered half past eight, the user was asked, and answered `output`."""
    hold = {"en": "One moment please, I'm checking.", "he": "רגע אחד בבקשה, אני בודקת."}[language]
    turns: list[Turn | str] = [FULL[language], Called("ask_user", "{}"), Said(hold)]
    return turns if output is None else [*turns, Answered(output)]


ANSWERS: list[tuple[Language, str, str]] = [
    ("en", '{"answer": "Yes, 20:30"}', "Half past eight is fine, thank you."),
    ("en", '{"answer": "ok"}', "Half past eight is fine, thank you."),
    ("en", '{"answer": "no problem, 8:30"}', "Half past eight is fine, thank you."),
    ("en", '{"text": "No, look elsewhere"}', "No, thank you, that does not work for us."),
    ("en", '{"answer": "not at 20:30"}', "No, thank you, that does not work for us."),
    ("en", '{"answer": "No, ask for 21:00"}', "Would nine be possible?"),
    ("en", '{"answer": "a table outside"}', "In that case: a table outside. Is that possible?"),
    ("en", '{"answer": "כן"}', "Half past eight is fine, thank you."),
    ("en", "Yes please", "Half past eight is fine, thank you."),
    ("he", '{"answer": "כן, 20:30"}', "שמונה וחצי זה בסדר, תודה."),
    ("he", '{"answer": "אין בעיה, שמונה וחצי"}', "שמונה וחצי זה בסדר, תודה."),
    ("he", '{"answer": "לא, נחפש מקום אחר"}', "לא, תודה, זה לא מסתדר לנו."),
    ("he", '{"answer": "לבקש 21:00"}', "אפשר בתשע?"),
]


@pytest.mark.parametrize(("language", "output", "words"), ANSWERS)
def test_the_users_answer_is_followed(language: Language, output: str, words: str) -> None:
    assert decide(*asking(language, output), language=language) == [Say(words)]


@pytest.mark.parametrize(
    "output",
    [
        *['{"by": "default", "answer": "I say that we will call back"}', '{"default": "take it"}', '{"answer": ""}'],
        *['{"answer": null}', "{}", ""],
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nobodys_answer_is_never_a_yes(language: Language, output: str) -> None:
    actions = decide(*asking(language, output), language=language)
    assert {"en": "we will call you back", "he": "ונחזור אליכם"}[language] in said(actions)
    end = actions[1]
    assert isinstance(end, CallTool)
    assert (end.name, end.arguments["outcome"]) == ("end_call", "failed")
    assert json.loads(json.dumps(end.arguments))["facts"][0]["value"] == "20:30"


def test_while_the_answer_is_awaited_they_are_asked_to_wait() -> None:
    assert decide(*asking("en", None), "Hello? Are you still there?") == [Say("Just a moment more, please.")]
    assert decide(*asking("en", None)) == []


def test_a_hold_line_that_ends_after_the_answer_is_no_reply_to_it() -> None:
    late: list[Turn | str] = [
        FULL["en"],
        Called("ask_user", "{}"),
        Answered('{"answer": "no"}'),
        Said("One moment please, I am checking."),
    ]
    decline = "No, thank you, that does not work for us."
    assert decide(*late) == [Say(decline)]
    assert called(decide(*late, Said(decline), "Does half past eight suit you?")) == ["end_call"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ('Say exactly: "One moment, I am checking." and nothing else.', "One moment, I am checking."),
        ("Tell them it takes a moment.", "One moment please, I'm checking."),
    ],
)
def test_the_hold_line_is_said_when_it_is_asked_for(asked: str, words: str) -> None:
    assert decide(FULL["en"], Called("ask_user", "{}"), asked=asked) == [Say(words)]


def test_what_was_agreed_after_the_answer_is_reported() -> None:
    turns = [*asking("en", '{"answer": "yes"}'), Said("Half past eight is fine, thank you.")]
    actions = decide(*turns, "Thank you Dana, the table at half past eight is booked. Goodbye.")
    end = actions[-1]
    assert isinstance(end, CallTool)
    facts = json.loads(json.dumps(end.arguments["facts"]))
    assert (end.arguments["outcome"], {fact["key"]: fact["value"] for fact in facts}["time"]) == ("succeeded", "20:30")


def test_it_asks_twice_at_most() -> None:
    first: list[Turn | str] = [*asking("en", '{"answer": "ask for nine"}'), Said("Would nine be possible?")]
    again = "No, we only have half past eight."
    assert called(decide(*first, again)) == ["ask_user"]
    second = [*first, again, Called("ask_user", "{}"), Answered('{"answer": "ask for ten"}')]
    assert "ask_user" not in called(decide(*second, Said("Would ten be possible?"), again))


def test_without_the_tool_a_menu_is_talked_to_like_anybody() -> None:
    heard: list[Turn] = [Heard("For orders press one. For questions press two.")]
    assert said(list(mind.next_actions(TABLE["en"], heard, tools=["end_call"], language="en")))


def test_after_the_key_it_listens() -> None:
    assert decide("For orders press one.", Called("press_digits", '{"digits":"1"}'), Answered('{"ok":true}')) == []


@pytest.mark.parametrize(
    ("language", "heard"),
    [("en", "All our agents are busy. Your call is important to us."), ("he", "כל הנציגים עסוקים, נא להישאר על הקו.")],
)
def test_a_queue_is_waited_through_in_silence(language: Language, heard: str) -> None:
    assert decide(heard, language=language) == []


@pytest.mark.parametrize("sound", [Heard(""), Silence()])
def test_on_hold_it_says_nothing_to_the_music(sound: Turn) -> None:
    assert decide("One moment please.", Said("Sure, I'll wait."), sound) == []
    assert said(decide("One moment please.", Said("Sure, I'll wait."), sound, "What name is it for?")) == (
        "It's for Dana."
    )


@pytest.mark.parametrize(
    ("language", "heard"),
    [
        ("en", "Please don't call here again."),
        ("en", "Take me off your list."),
        ("he", "אל תתקשרו לכאן יותר."),
        ("he", "תמחקו את המספר הזה."),
    ],
)
def test_who_wants_no_more_calls_is_told_so_and_barred(language: Language, heard: str) -> None:
    actions = decide(heard, language=language)
    assert (
        said(actions)
        == {"en": "I understand, we will not call again. Goodbye.", "he": "אני מבינה, לא נתקשר יותר. להתראות."}[
            language
        ]
    )
    assert called(actions) == ["do_not_call", "end_call"]


def test_who_only_refuses_to_talk_is_not_barred() -> None:
    assert called(decide("I don't talk to robots!")) == ["end_call"]


@pytest.mark.parametrize(
    ("language", "told", "words"),
    [
        ("en", "Guidance from the user: ask if they deliver", "I'd like to ask if you deliver."),
        ("en", "Ask if they have olives.", "I'd like to ask if you have olives."),
        ("en", "no onions", "One more thing: no onions."),
        ("he", "הנחיה מהלקוח: תשאלי אם יש משלוח", "אני רוצה לשאול אם יש משלוח."),
        ("he", "בלי בצל", "ועוד דבר: בלי בצל."),
    ],
)
def test_guidance_is_brought_up_with_the_next_words(language: Language, told: str, words: str) -> None:
    asks = {"en": "What name is it for?", "he": "על איזה שם?"}[language]
    assert said(decide(asks, Told(told), language=language)).endswith(words)
    assert decide(Told(told), language=language) == [Say(words)]
    again = decide(Told(told), Said(words), asks, language=language)
    assert words not in said(again)


def test_guidance_comes_before_the_goodbye() -> None:
    done = "The table at eight is booked. Goodbye."
    asked = decide(Told("ask if they have parking"), done)
    assert asked == [Say("I'd like to ask if you have parking.")]
    after = decide(Told("ask if they have parking"), done, Said("I'd like to ask if you have parking."), "Yes, we do.")
    assert called(after) == ["end_call"]


def test_guidance_may_allow_what_is_offered() -> None:
    assert decide(Told("take half past eight"), FULL["en"]) == [Say("Half past eight is fine, thank you.")]


def test_after_a_reconnect_it_goes_on_without_a_second_greeting() -> None:
    instructions, goal = TABLE["en"], read(TABLE["en"], "en").sentence
    opened: list[Turn] = [Heard("Hello."), Said(f"Hello, I am an AI assistant. {goal}")]

    def go_on(*turns: Turn) -> list[Action]:
        return list(mind.next_actions(instructions, [*opened, *turns], tools=TOOLS, language="en", asked="Go on."))

    assert go_on() == []
    assert go_on(Heard("What name is it for?")) == [Say("It's for Dana.")]
    assert go_on(Heard("What name is it for?"), Said("It's for")) == [Say("It's for Dana.")]


MACHINE: dict[Language, str] = {
    "en": "You have reached the salon. Please leave a message after the tone.",
    "he": "הגעתם למספרה. אנא השאירו הודעה אחרי הצליל.",
}


@pytest.mark.parametrize(
    ("language", "line", "leaves"),
    [
        ("en", "Voicemail: leave a short message", True),
        ("en", "Voicemail: hang up, no message", False),
        ("he", "תא קולי: להשאיר הודעה קצרה", True),
        ("he", "תא קולי: לנתק בלי הודעה", False),
    ],
)
def test_a_message_is_left_when_the_errand_says_so(language: Language, line: str, leaves: bool) -> None:
    instructions = f"{TABLE[language]}\n{line}"
    greet = 'Begin with exactly this sentence: "Hello, I am an AI." Then say why you call.'
    turns: list[Turn] = [Heard(MACHINE[language])]
    actions = mind.next_actions(instructions, turns, tools=TOOLS, language=language, asked=greet)
    spoken = " ".join(action.text for action in actions if isinstance(action, Say))
    assert (read(instructions, language).sentence in spoken) is leaves
    assert called(list(actions)) == ["end_call"]


def test_a_message_that_is_asked_for_says_who_is_calling() -> None:
    actions = decide(asked="After the tone leave a short message and hang up.")
    assert said(actions).startswith("I am an automated assistant calling on behalf of Dana. I'd like to book a table")
    assert called(actions) == ["end_call"]


@pytest.mark.parametrize(
    ("language", "heard", "words"),
    [
        ("en", "Please state your name and the reason for your call after the tone.", "calling on behalf of Dana"),
        ("he", "מי מדבר? אמרו את שמכם ואת סיבת השיחה.", "מתקשרת בשם דנה"),
    ],
)
def test_who_screens_calls_hears_for_whom_and_why(language: Language, heard: str, words: str) -> None:
    spoken = said(decide(heard, language=language))
    assert words in spoken
    assert read(TABLE[language], language).sentence in spoken
    greet = 'Begin with exactly this sentence: "Hello, I am an AI." Then say why you call.'
    person = {"en": "Hello, Yossi speaking.", "he": "הלו, מדבר יוסי."}[language]
    turns: list[Turn] = [Heard(heard), Said(spoken), Heard(person)]
    again = mind.next_actions(TABLE[language], turns, tools=TOOLS, language=language, asked=greet)
    assert again == (Say(f"Hello, I am an AI. {read(TABLE[language], language).sentence}"),)


@pytest.mark.parametrize(
    ("language", "heard", "answer"),
    [
        ("en", "Thank you for waiting. Yes, there is one at ten.", "Yes, there is one at ten."),
        ("he", "תודה על ההמתנה. כן, יש תור מחר בעשר.", "כן, יש תור מחר בעשר."),
    ],
)
def test_thanks_are_no_answer(language: Language, heard: str, answer: str) -> None:
    brief = read({"en": "Goal: ask if there is an appointment", "he": "המטרה: לשאול אם יש תור"}[language], language)
    assert facts.answer([heard], brief) == answer


def test_who_talks_on_and_on_has_not_answered() -> None:
    brief = read("Goal: ask if the dress is ready", "en")
    brother = "So I called my brother, and he came with all his tools, and he opened it and closed it and opened it"
    assert facts.answer(
        [f"{brother}, and sat here for a whole hour and drank coffee.", "It needs a week more."], brief
    ) == ("It needs a week more.")
