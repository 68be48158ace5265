"""The practice model's mind, one decision at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.kit.text import dump_json
from ringback.sandbox.mind import mind
from ringback.sandbox.mind.brief import language_of, literal, read
from ringback.sandbox.mind.numbers import Language
from ringback.sandbox.mind.talk import Action, Answered, Called, CallTool, Heard, Said, Say, Silence, Turn
from ringback.sandbox.people.phone_book import book

PIZZA: dict[Language, str] = {
    "en": "On behalf of: Dana\nGoal: order a large margherita for seven\nYou may say: her number is 050-1234567",
    "he": "בשם: דנה\nהמטרה: להזמין מרגריטה גדולה לשבע",
}
GOAL: dict[Language, str] = {
    "en": "I'd like to order a large margherita for seven.",
    "he": "אני רוצה להזמין מרגריטה גדולה לשבע.",
}
TABLE = "On behalf of: Dana\nGoal: book a table\nWhen: today at 20:00\nParty size: 4"
QUESTION = "On behalf of: Dana\nGoal: ask if they are open on Friday"


def decide(*turns: Turn | str, instructions: str = "", language: Language = "en", asked: str = "") -> list[Action]:
    talk: list[Turn] = [Heard(turn) if isinstance(turn, str) else turn for turn in turns]
    instructions = instructions or PIZZA[language]
    return list(mind.next_actions(instructions, talk, tools=["end_call"], language=language, asked=asked))


def answer_to(heard: str, language: Language = "en", instructions: str = "") -> str:
    """What is said when the goal has been stated and this is heard."""
    instructions = instructions or PIZZA[language]
    actions = decide(Said(read(instructions, language).sentence), heard, instructions=instructions, language=language)
    assert isinstance(actions[0], Say)
    return actions[0].text


def ending(actions: list[Action]) -> dict[str, object]:
    [end] = [action for action in actions if isinstance(action, CallTool)]
    assert end is actions[-1]
    assert end.name == "end_call"
    return dict(end.arguments)


@pytest.mark.parametrize(
    ("instructions", "language", "sentence"),
    [
        (PIZZA["en"], "en", GOAL["en"]),
        (PIZZA["he"], "he", GOAL["he"]),
        (TABLE, "en", "I'd like to book a table for four people today at eight."),
        (
            "בשם: דנה\nהמטרה: להזמין שולחן\nמתי: היום ב־20:30\nסועדים: 2",
            "he",
            "אני רוצה להזמין שולחן לשניים היום בשמונה וחצי.",
        ),
        ("Call the bakery and order a cake for seven. Be kind.", "en", "I'd like to order a cake for seven."),
        (
            "You are an assistant.\nThe errand:\nPlease ask if they have milk.",
            "en",
            "I'd like to ask if you have milk.",
        ),
        ("תתקשרי לפיצה פלייס ותזמיני מרגריטה גדולה לשבע", "he", GOAL["he"]),
        (
            "המטרה: להזמין שלוש מרגריטות גדולות\nמתי: לשבע",
            "he",
            "אני רוצה להזמין שלוש מרגריטות גדולות לשבע.",
        ),
        ("Goal: the broken window", "en", "I'm calling about this: the broken window."),
        ("המטרה: חלון שבור", "he", "אני מתקשרת בעניין הזה: חלון שבור."),
    ],
)
def test_the_goal_is_one_polite_sentence(instructions: str, language: Language, sentence: str) -> None:
    assert read(instructions, language).sentence == sentence


@pytest.mark.parametrize(
    ("more", "language", "wishes", "if_not"),
    [
        ("Notes: outside if possible", "en", " Outside if possible.", ""),
        ("Notes: we need a baby chair; allergy to peanuts", "en", " We need a baby chair. Allergy to peanuts.", ""),
        ("Notes: a quiet corner; if full, half past eight", "en", " A quiet corner.", "if full, half past eight"),
        ("הערות: בחוץ אם אפשר", "he", " בחוץ אם אפשר.", ""),
    ],
)
def test_notes_are_said_with_the_request(more: str, language: Language, wishes: str, if_not: str) -> None:
    plan = {"en": TABLE, "he": PIZZA["he"]}[language]
    brief = read(f"{plan}\n{more}", language)
    assert brief.sentence == read(plan, language).sentence + wishes
    assert brief.if_not == if_not
    assert decide("Hello?", instructions=f"{plan}\n{more}", language=language) == [
        Say({"en": "Hello. ", "he": "שלום. "}[language] + brief.sentence)
    ]


@pytest.mark.parametrize(
    ("text", "hints", "language"),
    [
        (PIZZA["he"], [], "he"),
        (PIZZA["en"], [], "en"),
        (PIZZA["en"], ["he"], "he"),
        (PIZZA["en"], ["he", "en"], "en"),
        ("On behalf of: דנה\nGoal: order a pizza", ["he-IL", "en-US"], "en"),
        ("", [], "en"),
        ("Bonjour", ["fr"], "en"),
    ],
)
def test_the_language_is_the_hint_or_the_script(text: str, hints: list[str], language: Language) -> None:
    assert language_of(text, hints) == language


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (
            'Begin with exactly this sentence, word for word: "Hello there." Then say why you call.',
            ("Hello there.", False),
        ),
        ('Say exactly: "I will call back." and nothing else.', ("I will call back.", True)),
        ("Say exactly: “Good day.”", ("Good day.", False)),
        ('אמרי בדיוק: "שלום, אני עוזרת קולית." אחר כך אמרי למה התקשרת.', ("שלום, אני עוזרת קולית.", False)),
        ('אמרי בדיוק "נתקשר מאוחר יותר." ורק את זה.', ("נתקשר מאוחר יותר.", True)),
        ("Say who you are.", None),
    ],
)
def test_a_quoted_sentence_is_found(asked: str, expected: tuple[str, bool] | None) -> None:
    assert literal(asked) == expected


def test_the_forced_sentence_comes_first_then_the_goal() -> None:
    asked = 'Begin with exactly this sentence: "Hello, I am an AI." Then say why you call.'
    assert decide("Pizza Place, hello.", asked=asked) == [Say(f"Hello, I am an AI. {GOAL['en']}")]
    assert decide(asked=asked) == [Say(f"Hello, I am an AI. {GOAL['en']}")]
    assert decide(asked='Say exactly: "One moment." and nothing else.') == [Say("One moment.")]


def test_without_a_forced_sentence_it_greets_and_says_the_goal() -> None:
    assert decide() == [Say(f"Hello. {GOAL['en']}")]
    assert decide("מדברים?", language="he") == [Say(f"שלום. {GOAL['he']}")]


def test_a_goal_that_was_cut_off_is_said_again() -> None:
    assert decide(Said("Hello. I'd like to order a"), "Yes, hello?") == [Say(GOAL["en"])]


@pytest.mark.parametrize(
    ("heard", "language", "said"),
    [
        ("A large margherita at seven, right?", "en", "Yes, that's right."),
        ("A large margherita at eight, right?", "en", "No, for seven please."),
        ("A small margherita for seven, is that correct?", "en", "No, large please."),
        ("A pepperoni at seven, right?", "en", f"No. {GOAL['en']}"),
        ("A small margherita for nine, right?", "en", f"No. {GOAL['en']}"),
        ("Which pizza would you like?", "en", GOAL["en"]),
        ("For what time?", "en", "For seven, please."),
        ("Large or small?", "en", "Large, please."),
        ("What name is it for?", "en", "It's for Dana."),
        ("What is your phone number?", "en", "Zero five zero one two three four five six seven."),
        ("Would you like olives on it?", "en", "No, thank you."),
        ("Where do you live?", "en", "I'm sorry, I don't know that."),
        ("Anything else?", "en", "No, thank you, that's all."),
        ("One moment please.", "en", "Sure, I'll wait."),
        ("Pardon?", "en", GOAL["en"]),
        ("Is this a robot?", "en", f"Yes, I am an AI assistant calling on behalf of Dana. {GOAL['en']}"),
        ("That will be sixty two shekels, okay?", "en", "That is fine, thank you."),
        ("We have no margherita today.", "en", "I see. What would be possible?"),
        ("", "en", "Sorry, I didn't catch that. Could you say it again, please?"),
        ("מרגריטה גדולה לשבע, נכון?", "he", "כן, נכון."),
        ("מרגריטה גדולה לשמונה, נכון?", "he", "לא, לשבע בבקשה."),
        ("מרגריטה קטנה לשבע?", "he", "לא, גדולה בבקשה."),
        ("פפרוני לשבע, נכון?", "he", f"לא. {GOAL['he']}"),
        ("לאיזו שעה?", "he", "לשבע, בבקשה."),
        ("על איזה שם?", "he", "על שם דנה."),
        ("גדולה או קטנה?", "he", "גדולה, בבקשה."),
        ("עוד משהו?", "he", "לא, תודה, זה הכול."),
        ("רגע אחד בבקשה.", "he", "בטח, אני מחכה."),
        ("את רובוט?", "he", f"כן, אני עוזרת מבוססת בינה מלאכותית, ומתקשרת בשם דנה. {GOAL['he']}"),
        ("מה אמרת?", "he", GOAL["he"]),
        ("אין לנו מרגריטה היום.", "he", "אני מבינה. מה כן אפשר?"),
        ("", "he", "סליחה, לא הבנתי. אפשר לחזור על זה?"),
    ],
)
def test_what_is_heard_gets_its_answer(heard: str, language: Language, said: str) -> None:
    assert answer_to(heard, language) == said


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("For how many people?", "For four people, please."),
        ("A table for five at eight, right?", "No, for four people please."),
        ("A table for four at eight, right?", "Yes, that's right."),
        ("We are full at eight. How about nine?", "No, thank you, that does not work for us."),
    ],
)
def test_the_party_and_its_hour_are_kept(heard: str, said: str) -> None:
    assert answer_to(heard, instructions=TABLE) == said


@pytest.mark.parametrize(
    ("if_not", "heard", "said"),
    [
        (
            "half past eight is fine",
            "We are full at eight. How about half past eight?",
            "Half past eight is fine, thank you.",
        ),
        ("half past eight is fine", "We are full at eight.", "Would half past eight be possible?"),
        ("any later time", "We are full at eight. How about nine?", "Nine is fine, thank you."),
        ("any later time", "We are full at eight. How about seven?", "No, thank you, that does not work for us."),
        ("between 20:30 and 21:30", "We are full. How about nine?", "Nine is fine, thank you."),
        ("between 20:30 and 21:30", "We are full. How about ten?", "Would half past eight be possible?"),
        ("say goodbye", "We are full at eight. How about nine?", "No, thank you, that does not work for us."),
        ("sit outside", "We are full inside.", "In that case: sit outside. Is that possible?"),
    ],
)
def test_only_what_the_instructions_allow_is_taken_instead(if_not: str, heard: str, said: str) -> None:
    assert answer_to(heard, instructions=f"{TABLE}\nIf not: {if_not}") == said


@pytest.mark.parametrize(
    ("heard", "language", "outcome"),
    [
        ("Noted, see you at seven.", "en", "succeeded"),
        ("I don't talk to robots!", "en", "refused"),
        ("Please never call this number again.", "en", "refused"),
        ("Please leave a message after the tone.", "en", "voicemail"),
        ("I can not take this order. I booked nothing.", "en", "failed"),
        ("Goodbye.", "en", "failed"),
        ("רשמתי, להתראות.", "he", "succeeded"),
        ("אני לא מדבר עם מכונות.", "he", "refused"),
        ("אל תתקשרו לכאן יותר.", "he", "refused"),
        ("אנא השאירו הודעה אחרי הצליל.", "he", "voicemail"),
        ("לא רשמתי כלום.", "he", "failed"),
    ],
)
def test_a_call_is_ended_with_its_outcome_and_their_own_words(heard: str, language: Language, outcome: str) -> None:
    actions = decide(Said(GOAL[language]), heard, language=language)
    report = ending(actions)
    assert report["outcome"] == outcome
    assert isinstance(report["facts"], list)
    assert report["facts"]
    assert all(fact["quote"] in heard for fact in report["facts"])
    assert isinstance(actions[0], Say) == (outcome != "voicemail")


def test_a_message_is_left_only_when_the_goal_is_to_leave_one() -> None:
    beep = "Please leave a message after the tone."
    actions = decide(beep, instructions="Goal: leave a message that Dana will be late")
    assert actions[0] == Say("I'd like to leave a message that Dana will be late. Thank you very much. Goodbye.")
    assert ending(actions)["outcome"] == "voicemail"


@pytest.mark.parametrize(
    ("heard", "quote"),
    [
        ("Yes, we are open until two.", "Yes, we are open until two."),
        ("No.", "No."),
        ("Hello again. On Friday we are closed. Anything else?", "On Friday we are closed."),
    ],
)
def test_a_question_is_answered_by_their_sentence(heard: str, quote: str) -> None:
    report = ending(decide(Said("I'd like to ask if you are open on Friday."), heard, instructions=QUESTION))
    assert report["outcome"] == "succeeded"
    assert {"key": "answer", "value": quote.strip("."), "quote": quote} in report["facts"]  # type: ignore[operator]  # JSON


def test_it_asks_again_twice_and_then_gives_up() -> None:
    talk: list[Turn | str] = [Said(GOAL["en"])]
    for _ in range(2):
        [again] = decide(*talk, "")
        assert isinstance(again, Say)
        talk += ["", Said(again.text)]
    assert ending(decide(*talk, ""))["outcome"] == "failed"


def test_silence_is_asked_about_twice_and_then_ended() -> None:
    talk: list[Turn | str] = [Said(GOAL["en"])]
    for _ in range(2):
        [anybody] = decide(*talk, Silence())
        assert anybody == Say("Hello, can you hear me?")
        talk += [Silence(), Said("Hello, can you hear me?")]
    assert ending(decide(*talk, Silence()))["outcome"] == "failed"


def test_after_the_goodbye_it_only_speaks_when_it_is_needed() -> None:
    ended: list[Turn | str] = [Said(GOAL["en"]), "Very good, I noted it.", Said("Thank you very much. Goodbye.")]
    ended += [Called("end_call", "{}"), Answered('{"ok":true}')]
    assert decide(*ended) == []
    assert decide(*ended, "") == []
    [end] = decide(*ended, "It will be ready at seven. Goodbye.")
    assert isinstance(end, CallTool)
    assert {"key": "time", "value": "19:00", "quote": "It will be ready at seven."} in end.arguments["facts"]  # type: ignore[operator]  # JSON
    assert decide(*ended, "Wait, what name is it for?") == [Say("It's for Dana.")]


@pytest.mark.parametrize("bye", ["Thank you, goodbye.", "Okay, bye.", "תודה, להתראות."])
def test_their_goodbye_changes_nothing_of_what_was_reported(bye: str) -> None:
    language: Language = "he" if bye.startswith("ת") else "en"
    instructions = {"he": "בשם: דנה\nהמטרה: לשאול אם יש תור מחר", "en": QUESTION}[language]
    answer = {"he": "כן, יש תור מחר בעשר.", "en": "Yes, we have one."}[language]
    talk: list[Turn] = [Said(read(instructions, language).sentence), Heard(answer)]
    goodbye, end = mind.next_actions(instructions, talk, tools=["end_call"], language=language)
    assert isinstance(goodbye, Say)
    assert isinstance(end, CallTool)
    assert end.arguments["outcome"] == "succeeded"
    talk += [Said(goodbye.text), Called("end_call", dump_json(end.arguments)), Answered('{"ok":true}'), Heard(bye)]
    assert mind.next_actions(instructions, talk, tools=["end_call"], language=language) == (end,)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("The line is silent. Ask briefly whether they can hear you.", "Hello, can you hear me?"),
        ("The call is over. Thank them and say goodbye; call no tool.", "Thank you very much. Goodbye."),
        (
            "Apologise that you must end the call and say goodbye.",
            "I'm sorry, I have to end the call now. Thank you, goodbye.",
        ),
    ],
)
def test_instructions_for_one_response_are_followed(asked: str, said: str) -> None:
    assert decide(Said(GOAL["en"]), asked=asked) == [Say(said)]


def test_a_tool_that_must_be_called_is_called() -> None:
    [call] = mind.next_actions(PIZZA["en"], [], tools=["note"], language="en", must="note")
    assert call == CallTool("note", {})


def test_without_end_call_it_only_says_goodbye() -> None:
    talk: list[Turn] = [Said(GOAL["en"]), Heard("Noted, see you at seven.")]
    assert mind.next_actions(PIZZA["en"], talk, tools=[], language="en") == (Say("Thank you very much. Goodbye."),)


def test_a_response_beside_the_conversation_tells_what_was_heard() -> None:
    assert mind.aside("Summarise.", [Said("Hello."), Heard("We are closed.")]) == (Say("We are closed."),)
    assert mind.aside('Say exactly: "yes"', []) == (Say("yes"),)


HEARD = st.lists(
    st.one_of(
        st.sampled_from([*book().phrases("en"), *book().phrases("he")]).map(Heard),
        st.text(max_size=60).map(Heard),
        st.just(Silence()),
    ),
    max_size=24,
)


@given(instructions=st.sampled_from([*PIZZA.values(), TABLE, QUESTION, "", "Goal:"]) | st.text(), heard=HEARD)
def test_whatever_is_said_it_quotes_only_what_it_heard_and_comes_to_an_end(
    instructions: str, heard: list[Turn]
) -> None:
    language = language_of(instructions, [])
    talk: list[Turn] = []
    words: list[str] = []
    for turn in heard:
        talk.append(turn)
        words += [turn.text] if isinstance(turn, Heard) else []
        for action in mind.next_actions(instructions, talk, tools=["end_call"], language=language):
            if isinstance(action, Say):
                assert action.text.strip()
                talk.append(Said(action.text))
            else:
                facts = action.arguments["facts"]
                assert isinstance(facts, list)
                assert all(any(fact["quote"] in said for said in words) for fact in facts)
                return
    assert sum(isinstance(turn, Said) for turn in talk) <= mind.MOST_UTTERANCES
