"""The practice model's mind when an order is read back to it."""

import pytest

from ringback.sandbox.mind.brief import read
from ringback.sandbox.mind.numbers import Language
from ringback.sandbox.mind.talk import CallTool, Heard, Said, Say
from tests.sandbox.test_mind import answer_to, decide, ending

OLIVES = "On behalf of: Dan\nGoal: order a large margherita with olives\nWhen: for seven"
OLIVES_HE = "בשם: דן\nהמטרה: להזמין מרגריטה גדולה עם זיתים\nמתי: לשבע"
TWO = "On behalf of: Dan\nGoal: order two large pepperonis for 19:30 and ask if they deliver"


@pytest.mark.parametrize(
    ("instructions", "language", "heard", "words"),
    [
        (OLIVES, "en", "A large olive at seven, right?", "A large margherita with olives, please."),
        (OLIVES, "en", "A large margherita at seven, right?", "A large margherita with olives, please."),
        (OLIVES, "en", "A large margherita with olives at seven, right?", "Yes, that's right."),
        (OLIVES_HE, "he", "מרגריטה גדולה לשבע, נכון?", "מרגריטה גדולה עם זיתים, בבקשה."),
        (OLIVES_HE, "he", "מרגריטה גדולה עם פטריות לשבע, נכון?", "מרגריטה גדולה עם זיתים, בבקשה."),
        (OLIVES_HE, "he", "מרגריטה גדולה עם זיתים לשבע, נכון?", "כן, נכון."),
        (
            TWO,
            "en",
            "A large pepperoni at half past seven, right?",
            "Two large pepperonis for half past seven, please.",
        ),
        (TWO, "en", "Two large pepperoni at half past seven, right?", "Yes, that's right."),
    ],
)
def test_an_order_read_back_in_part_is_said_again(
    instructions: str, language: Language, heard: str, words: str
) -> None:
    assert answer_to(heard, language, instructions) == words


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        ("A large margherita at seven, right?", "Yes, that's right."),
        ("A large olive at seven, right?", "No, thank you, that does not work for us."),
        ("A large margherita with mushrooms at seven, right?", "No, thank you, that does not work for us."),
    ],
)
def test_the_order_is_put_right_once_and_another_thing_is_never_taken(heard: str, words: str) -> None:
    put_right = Said("A large margherita with olives, please.")
    stated = Said(read(OLIVES, "en").sentence)
    assert decide(stated, Heard(heard), put_right, heard, instructions=OLIVES) == [Say(words)]


def test_the_words_of_an_hour_are_no_item() -> None:
    [*_, end] = decide(
        Said(read(TWO, "en").sentence), "Thank you, it will be ready at half past seven. Goodbye.", instructions=TWO
    )
    assert isinstance(end, CallTool)
    facts = end.arguments["facts"]
    assert isinstance(facts, list)
    assert [fact["key"] for fact in facts] == ["time"]


@pytest.mark.parametrize(
    ("instructions", "language", "heard", "facts"),
    [
        (
            OLIVES,
            "en",
            "A large margherita with olives at seven, I noted it.",
            {"item": "large margherita with olives"},
        ),
        (OLIVES_HE, "he", "מרגריטה גדולה עם זיתים לשבע, רשמתי.", {"item": "מרגריטה גדולה עם זיתים"}),
        (
            TWO,
            "en",
            "So two large pepperoni pizzas at half past seven, I noted it.",
            {"item": "large pepperonis", "count": "2"},
        ),
        ("המטרה: להזמין שתי חלות\nמתי: לתשע", "he", "שתי חלות לתשע, רשמתי.", {"item": "חלות", "count": "2"}),
        (
            "המטרה: להזמין שלוש חלות ועוגת גבינה\nמתי: לעשר",
            "he",
            "שלוש עוגת גבינה לעשר, רשמתי.",
            {"item": "עוגת גבינה"},
        ),
        ("Goal: order two cakes\nWhen: for two", "en", "One cake at two, I noted it.", {"item": "cakes"}),
        (
            "Goal: make an appointment\nWhen: tomorrow at ten",
            "en",
            "There is an appointment tomorrow at ten. I noted it.",
            {"date": "tomorrow", "time": "10:00"},
        ),
        ("המטרה: לקבוע תור\nמתי: מחר בעשר", "he", "כן, יש תור מחר בעשר. רשמתי.", {"date": "מחר", "time": "10:00"}),
    ],
)
def test_what_was_agreed_is_reported_in_full(
    instructions: str, language: Language, heard: str, facts: dict[str, str]
) -> None:
    stated = Said(read(instructions, language).sentence)
    reported = ending(decide(stated, heard, instructions=instructions, language=language))["facts"]
    assert isinstance(reported, list)
    found = {fact["key"]: fact["value"] for fact in reported}
    assert found == {**({"time": found.get("time")} if "time" in found else {}), **facts}


BUDGET: dict[Language, str] = {
    "en": "Goal: book a service for the car\nBudget: up to 500 shekels",
    "he": "המטרה: לקבוע טיפול לרכב\nתקציב: עד 500 שקל",
}
DEAR: dict[Language, str] = {
    "en": "I'm sorry, that is more than we can spend. Is there anything cheaper?",
    "he": "סליחה, זה יותר ממה שאפשר לשלם. יש משהו זול יותר?",
}


@pytest.mark.parametrize(
    ("language", "heard", "dear"),
    [
        ("en", "A service costs nine hundred shekels.", True),
        ("en", "That will be nine hundred shekels. What name is it for?", True),
        ("en", "It is nine hundred shekels, I noted it.", True),
        ("en", "A service costs four hundred shekels.", False),
        ("he", "טיפול עולה תשע מאות שקל.", True),
        ("he", "טיפול עולה ארבע מאות שקל.", False),
    ],
)
def test_a_price_above_the_budget_is_not_fine(language: Language, heard: str, dear: bool) -> None:
    assert (answer_to(heard, language, BUDGET[language]) == DEAR[language]) is dear


@pytest.mark.parametrize(
    ("heard", "outcome"), [("No, that is the price.", "failed"), ("All right, I noted it.", "failed")]
)
def test_what_stays_above_the_budget_is_not_agreed_to(heard: str, outcome: str) -> None:
    actions = decide(
        Said(read(BUDGET["en"], "en").sentence),
        "It costs nine hundred shekels.",
        Said(DEAR["en"]),
        heard,
        instructions=BUDGET["en"],
    )
    assert ending(actions)["outcome"] == "failed"


def test_a_cheaper_price_within_the_budget_is_fine() -> None:
    stated, cheaper = Said(read(BUDGET["en"], "en").sentence), "A small one costs four hundred shekels."
    actions = decide(stated, "It costs nine hundred shekels.", Said(DEAR["en"]), cheaper, instructions=BUDGET["en"])
    assert actions == [Say("That is fine, thank you.")]


def test_asking_for_the_price_agrees_to_none() -> None:
    asks = "Goal: ask what a service costs\nBudget: up to 500 shekels"
    actions = decide(Said(read(asks, "en").sentence), "A service costs nine hundred shekels.", instructions=asks)
    assert ending(actions)["outcome"] == "succeeded"


CAKE: dict[Language, str] = {"en": "Goal: order a cake for seven", "he": "המטרה: להזמין עוגה לשבע"}
CANCEL: dict[Language, str] = {"en": "Goal: cancel the appointment", "he": "המטרה: לבטל את התור"}


@pytest.mark.parametrize(
    ("instructions", "language", "heard", "outcome", "quote"),
    [
        (CAKE, "en", "You have the wrong number, this is a private home.", "failed", "You have the wrong number"),
        (CAKE, "he", "טעות במספר, זה בית פרטי.", "failed", "טעות במספר"),
        (CAKE, "en", "I am busy now, call back in ten minutes.", "failed", "I am busy now"),
        (CAKE, "he", "אני עסוק עכשיו, תתקשרו עוד עשר דקות.", "failed", "אני עסוק עכשיו"),
        (CAKE, "en", "Yes, your order is in, at seven.", "succeeded", "your order is in"),
        (CAKE, "he", "כן, ההזמנה נקלטה, לשבע.", "succeeded", "ההזמנה נקלטה"),
        (CANCEL, "en", "I cancelled the appointment.", "succeeded", "I cancelled"),
        (CANCEL, "he", "ביטלתי את התור.", "succeeded", "ביטלתי"),
    ],
)
def test_what_they_say_at_once_ends_the_call_with_their_words(
    instructions: dict[Language, str], language: Language, heard: str, outcome: str, quote: str
) -> None:
    plan = instructions[language]
    reported = ending(decide(Said(read(plan, language).sentence), heard, instructions=plan, language=language))
    assert reported["outcome"] == outcome
    assert isinstance(reported["facts"], list)
    assert all(quote in fact["quote"] for fact in reported["facts"])


def test_a_bare_yes_is_reported_as_it_is_and_a_goodbye_is_no_reason() -> None:
    stated, right = Said(read(CAKE["en"], "en").sentence), Said("Yes, that's right.")
    agreed = ending(decide(stated, Heard("Sure, at seven."), right, "Thank you, goodbye.", instructions=CAKE["en"]))
    assert agreed["outcome"] == "succeeded"
    assert agreed["facts"] == [{"key": "time", "value": "19:00", "quote": "Sure, at seven."}]
    unclear = ending(decide(stated, Heard("We bake on Friday."), right, "Thank you, goodbye.", instructions=CAKE["en"]))
    assert (unclear["outcome"], unclear["facts"]) == (
        "failed",
        [{"key": "note", "value": "We bake on Friday", "quote": "We bake on Friday."}],
    )


def test_a_price_that_was_too_high_is_the_reason() -> None:
    dear = "It costs nine hundred shekels."
    stated = Said(read(BUDGET["en"], "en").sentence)
    actions = decide(stated, dear, Said(DEAR["en"]), "No, that is the price.", instructions=BUDGET["en"])
    assert ending(actions)["facts"] == [{"key": "note", "value": dear.rstrip("."), "quote": dear}]
