"""What the talk leaves open of an errand that is said to be done."""

import pytest

from ringback.engine.doubts import cut_off, doubted, taken_on
from ringback.engine.phrases import LANGUAGES, Phrases
from ringback.engine.task import Language, Outcome, OutcomeFact, SlotValue, Status, Task
from ringback.engine.words import Words

AT_SEVEN = OutcomeFact("time", "19:00", quote="at seven", supported=True)
DONE = Outcome(Status.SUCCEEDED, "goal_reached", facts=(AT_SEVEN,))
WORDS = Words({language: Phrases(language) for language in LANGUAGES}, "IL")


@pytest.mark.parametrize(
    ("items", "said", "status"),
    [
        ("two large margheritas", "A large margherita at seven, right?", Status.UNCONFIRMED),
        ("two large margheritas", "Two margheritas at seven, right?", Status.SUCCEEDED),
        ("two large margheritas", "2 large margheritas, for seven.", Status.SUCCEEDED),
        ("שתי מרגריטות גדולות", "מרגריטה גדולה לשבע, נכון?", Status.UNCONFIRMED),
        ("שתי מרגריטות גדולות", "אז שתי מרגריטות, לשבע.", Status.SUCCEEDED),
        ("two large margheritas", "2 large ones, for seven.", Status.SUCCEEDED),
        ("שתי מרגריטות גדולות", "אז שתיים, לשבע.", Status.SUCCEEDED),
        ("שלוש חלות", "ושלוש חלות, בסדר.", Status.SUCCEEDED),
        ("a large margherita", "A large margherita at seven, right?", Status.SUCCEEDED),
        ("one margherita", "A margherita at seven, right?", Status.SUCCEEDED),
        ("a large margherita and two colas", "A large margherita at seven, right?", Status.UNCONFIRMED),
        ("a large margherita with olives", "A large olive at seven, right?", Status.UNCONFIRMED),
        ("a large margherita with olives", "A large margherita at seven, right?", Status.UNCONFIRMED),
        ("a large margherita with olives", "A large margherita with mushrooms at seven, right?", Status.UNCONFIRMED),
        ("a large margherita with olives", "A large margherita with olives at seven, right?", Status.SUCCEEDED),
        ("a large margherita", "A large margherita with mushrooms at seven, right?", Status.UNCONFIRMED),
        ("a large margherita without onion", "A large margherita at seven, right?", Status.SUCCEEDED),
        ("a large margherita with olives", "Sure, at seven.", Status.UNCONFIRMED),
        ("מרגריטה גדולה עם זיתים", "מרגריטה גדולה עם פטריות לשבע, נכון?", Status.UNCONFIRMED),
        ("מרגריטה גדולה עם זיתים", "מרגריטה גדולה עם זיתים לשבע, נכון?", Status.SUCCEEDED),
        ("a large margherita", "All right, it will be ready at seven.", Status.SUCCEEDED),
        ("three cheesecakes", "Three cheesecake at seven, right?", Status.SUCCEEDED),
        ("large ones", "All right, at seven.", Status.UNCONFIRMED),
        ("מרגריטה גדולה עם זיתים", "זיתים גדולה לשבע, נכון?", Status.UNCONFIRMED),
        ("מרגריטה גדולה", "פפרוני גדולה לשבע, נכון?", Status.UNCONFIRMED),
        ("שתי מרגריטות גדולות", "שתי מרגריטה גדולה לשבע, נכון?", Status.SUCCEEDED),
        ("חלה", "אז החלה תהיה מוכנה בשבע.", Status.SUCCEEDED),
        ("a large margherita", "מרגריטה גדולה לשבע, נכון?", Status.SUCCEEDED),
        ("a large margherita and two colas", "A large margherita and two colas at seven, right?", Status.SUCCEEDED),
        ("a large margherita and two colas", "I noted it, a margherita and the colas.", Status.SUCCEEDED),
        ("זר ורדים", "זר של ורדים לשבע, נכון?", Status.SUCCEEDED),
        ("חלב ולחם", "לחם לשש, נכון?", Status.UNCONFIRMED),
        ("שלוש חלות ועוגת גבינה", "שלוש עוגת גבינה לעשר, נכון?", Status.UNCONFIRMED),
        ("שלוש חלות ועוגת גבינה", "שלוש חלות ועוגת גבינה לעשר, נכון?", Status.SUCCEEDED),
        ("a large margherita", "We have no margherita, only pepperoni. All right.", Status.UNCONFIRMED),
        ("מרגריטה גדולה", "אין לנו מרגריטה, יש פפרוני. טוב.", Status.UNCONFIRMED),
        ("a large margherita", "No problem, a large margherita at seven.", Status.SUCCEEDED),
        ("a large margherita", "Sure, at seven.", Status.UNCONFIRMED),
        ("מרגריטה גדולה", "בטח, בשבע.", Status.UNCONFIRMED),
        ("a large margherita", "Okay, that will be 68 shekels. What name is it for?", Status.UNCONFIRMED),
        ("a large margherita", "Sure, a large one at seven.", Status.SUCCEEDED),
        ("a large margherita", "Yes, your order is in, at seven.", Status.SUCCEEDED),
        ("a large margherita", "I noted nothing.", Status.UNCONFIRMED),
        ("a large margherita", "Sure, I noted it. That will be 68 shekels, what name is it for?", Status.SUCCEEDED),
        ("מרגריטה גדולה", "כן, ההזמנה נקלטה, לשבע.", Status.SUCCEEDED),
        ("מרגריטה גדולה", "בסדר, רשמתי.", Status.SUCCEEDED),
        ("מרגריטה גדולה", "עוד לא רשמתי, אבל בשבע זה בסדר.", Status.UNCONFIRMED),
        ("שתי חלות", "בסדר, רשמתי.", Status.UNCONFIRMED),
        ("two large margheritas", "A large margherita at two, right?", Status.UNCONFIRMED),
        ("שתי מרגריטות", "מרגריטה לשתיים, נכון?", Status.UNCONFIRMED),
    ],
)
def test_an_order_is_done_only_when_the_callee_named_the_thing(items: str, said: str, status: Status) -> None:
    task = Task("t", "me", "c", "web", "en", "order", 0, slots={"items": SlotValue(items, items)})
    talk = [("callee", "Hello."), ("agent", f"I'd like to order {items} for seven."), ("callee", said)]
    assert doubted(task, DONE, talk).status is status


@pytest.mark.parametrize(
    ("goal", "status"),
    [
        ("order two large pepperoni for 19:30 and ask if they deliver", Status.UNCONFIRMED),
        ("order a large pepperoni for two", Status.SUCCEEDED),
        ("ask if they have two rooms", Status.SUCCEEDED),
    ],
)
def test_the_number_counts_too_where_the_order_is_the_goal_of_a_call(goal: str, status: Status) -> None:
    task = Task("t", "me", "c", "web", "en", "phone_call", 0, slots={"goal": SlotValue(goal, goal)})
    said = [("callee", "A large pepperoni at half past seven, right?")]
    assert doubted(task, DONE, said).status is status


def test_the_keys_of_a_menu_are_no_count_of_what_was_ordered() -> None:
    task = Task("t", "me", "c", "web", "en", "order", 0, slots={"items": SlotValue("two rolls", "two rolls")})
    talk = [("agent", "Hello, I'd like two rolls."), ("callee", "For orders press two."), ("callee", "I noted it.")]
    assert doubted(task, DONE, talk).status is Status.UNCONFIRMED
    assert doubted(task, DONE, [*talk, ("callee", "Two rolls, fine.")]).status is Status.SUCCEEDED


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("A table for two at seven, fine.", Status.UNCONFIRMED),
        ("A table for four at seven, fine.", Status.SUCCEEDED),
        ("A table at seven, fine.", Status.SUCCEEDED),
        ("I have a table for seven o'clock.", Status.SUCCEEDED),
        ("שולחן לשניים בשבע, רשמתי.", Status.UNCONFIRMED),
        ("שולחן לארבעה בשבע, רשמתי.", Status.SUCCEEDED),
        ("יש שולחן לשבע, רשמתי.", Status.SUCCEEDED),
    ],
)
def test_a_table_for_another_number_of_people_is_not_the_one_that_was_asked_for(said: str, status: Status) -> None:
    slots = {"party_size": SlotValue("4", "four"), "time": SlotValue("19:00", "seven")}
    task = Task("t", "me", "c", "web", "en", "booking", 0, slots=slots)
    assert doubted(task, DONE, [("agent", "A table for four at seven."), ("callee", said)]).status is status


@pytest.mark.parametrize(
    ("language", "items", "said", "told"),
    [
        (
            "en",
            "two large margheritas",
            "A large margherita at seven, right?",
            "They did not say how many (2). They said: “A large margherita at seven, right?”",
        ),
        (
            "en",
            "a large margherita",
            "Sure, at seven.",
            "They did not say what was ordered (a large margherita). They said: “Sure, at seven.”",
        ),
        (
            "he",
            "מרגריטה גדולה",
            "בטח, בשבע.",
            "לא נאמר שם מה הוזמן (מרגריטה גדולה). מה שנאמר: ״בטח, בשבע.״",
        ),
        (
            "he",
            "שתי מרגריטות",
            "מרגריטה לשבע, נכון?",
            "לא נאמרה שם הכמות שביקשת (2). מה שנאמר: ״מרגריטה לשבע, נכון?״",
        ),
        (
            "he",
            "מרגריטה עם זיתים",
            "מרגריטה עם פטריות לשבע, נכון?",
            "ביקשת מרגריטה עם זיתים, אבל התוספת שנאמרה שם אחרת או חסרה. מה שנאמר: ״מרגריטה עם פטריות לשבע, נכון?״",
        ),
    ],
)
def test_what_is_open_is_told_with_their_words(language: Language, items: str, said: str, told: str) -> None:
    slots = {"items": SlotValue(items, items), "callee": SlotValue("x", "x")}
    task = Task("t", "me", "c", "web", language, "order", 0, slots=slots, call_sid="CA1")
    ended = doubted(task, DONE, [("agent", f"{items}, please."), ("callee", said)])
    assert told in WORDS.ended(task, ended).splitlines()


def test_of_a_result_that_was_not_confirmed_what_nobody_named_is_told() -> None:
    slots = {"party_size": SlotValue("4", "four"), "time": SlotValue("19:00", "seven")}
    task = Task("t", "me", "c", "web", "en", "booking", 0, slots=slots, call_sid="CA1")
    ended = doubted(task, Outcome(Status.UNCONFIRMED, "goal_reached"), [("agent", "A table."), ("callee", "Maybe.")])
    assert WORDS.ended(task, ended).splitlines()[1:] == [
        "They did not say the number of people you asked for (4).",
        "They did not confirm the time you asked for (19:00).",
    ]


def test_a_talk_that_broke_off_is_told_with_the_last_they_said() -> None:
    talk = [
        ("callee", "Hello?"),
        ("agent", "I'd like a cake."),
        ("callee", "We are closed today, we open at nine."),
        ("callee", "All right."),
        ("callee", "Thank you, goodbye."),
    ]
    task = Task("t", "me", "c", "web", "en", "order", 0, slots={"callee": SlotValue("x", "x")}, call_sid="CA1")
    told = WORDS.ended(task, cut_off(Outcome(Status.UNCONFIRMED, "callee_hangup"), talk))
    assert told.endswith("please check with them. They said: “We are closed today, we open at nine.”")
    assert cut_off(DONE, talk) == DONE
    assert cut_off(Outcome(Status.FAILED, "line_dropped"), []).facts == ()


@pytest.mark.parametrize(
    ("kind", "last", "status"),
    [
        ("order", "Thank you, it will be ready at eight. Goodbye.", Status.UNCONFIRMED),
        ("order", "תודה, ההזמנה תהיה מוכנה בשמונה. להתראות.", Status.UNCONFIRMED),
        ("order", "All right, then I noted nothing. Goodbye.", Status.FAILED),
        ("order", "בסדר, אז לא רשמתי כלום. להתראות.", Status.FAILED),
        ("order", "It won't be ready by seven.", Status.FAILED),
        ("order", "זה לא יהיה מוכן בשבע.", Status.FAILED),
        ("booking", "Sorry, we're booked tonight.", Status.FAILED),
        ("booking", "We are all booked, I am sorry.", Status.FAILED),
        ("booking", "The table at eight is booked for you.", Status.UNCONFIRMED),
        ("order", "כבר סגרנו היום.", Status.FAILED),
        ("order", "סגרנו, להתראות מחר.", Status.UNCONFIRMED),
        ("inquiry", "I noted it.", Status.FAILED),
    ],
)
def test_what_they_took_on_in_the_end_is_not_told_as_failed(kind: str, last: str, status: Status) -> None:
    task = Task("t", "me", "c", "web", "en", kind, 0, slots={"callee": SlotValue("x", "x")}, call_sid="CA1")
    failed = Outcome(Status.FAILED, "goal_not_reached")
    ended = taken_on(task, failed, [("agent", "That is too much."), ("callee", last), ("callee", "Goodbye.")])
    assert ended.status is status
    if status is Status.UNCONFIRMED:
        assert WORDS.ended(task, ended) == (
            f"x: What you asked for did not work out. They said: “{last}” "
            "It is not certain what they took from it; please check with them."
        )


@pytest.mark.parametrize(
    ("goal", "said", "status"),
    [
        (
            "cancel the appointment of tomorrow",
            "Yes, there is an appointment tomorrow. I noted it.",
            Status.UNCONFIRMED,
        ),
        ("cancel the appointment of tomorrow", "All right, it is cancelled.", Status.SUCCEEDED),
        ("לבטל את התור של מחר", "כן, יש תור מחר בעשר. רשמתי.", Status.UNCONFIRMED),
        ("לבטל את התור של מחר", "אין בעיה, ביטלתי את התור.", Status.SUCCEEDED),
        ("complain about the delivery", "All right, I noted it.", Status.SUCCEEDED),
    ],
)
def test_an_errand_to_cancel_is_done_when_they_said_so(goal: str, said: str, status: Status) -> None:
    slots = {"goal": SlotValue(goal, goal), "callee": SlotValue("x", "x")}
    task = Task("t", "me", "c", "web", "en", "phone_call", 0, slots=slots, call_sid="CA1")
    ended = doubted(task, DONE, [("agent", f"I'd like to {goal}."), ("callee", said)])
    assert ended.status is status
    if status is Status.UNCONFIRMED:
        assert WORDS.ended(task, ended).endswith(f"They did not say that it is cancelled. They said: “{said}”")
