import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.engine.interpreters import asides, confirm, rules, text
from ringback.engine.reading import Act, Situation

YES = [
    "yes",
    "Yes!",
    "YES PLEASE",
    "yep, go ahead",
    "sure, sounds great",
    "ok do it",
    "that's all correct, thanks",
    "Everything looks good to me.",
    "I confirm",
    "you have my permission to proceed",
    "you are right, please proceed",
    "Yes, I'd like to do that",
    "sounds like a plan",
    "yes, make the payment",
    "book it",
    "yes, place the order",
    "👍",
    "ok 👍🏽",
    "\u202bכן\u202c",
    "כן",
    "כּן",
    "כן, תתקשרי בבקשה",
    "מאשרת",
    "כן, להתקשר",
    "להתקשר",
    "בסדר גמור, תודה",
    "יאללה, סגור",
    "הכול נכון",
    "נשמע מצוין",
    "אין בעיה",
]
NOT_YES = [
    "",
    "?",
    "yes?",
    "is that right",
    "yeah right",
    "yes but at nine",
    "yes and no",
    "yes, for five people",
    "she said yes",
    "don't confirm",
    "not yes",
    "ok, cancel",
    "sure, when I am dead",
    "ok and",
    "yes, and then",
    "all good, thanks",
    "no problem at all",
    "oh ok",
    "confirm 5",
    "confirm the other number",
    "yes to everything except the time",
    "good morning",
    "yesterday",
    "okra",
    "אני חושב שכן",
    "כן אבל בתשע",
    "כן ולא",
    "כנראה",
    "כן, רק בלי זיתים",
    "לא, תודה",
    "לאשר מה",
    "כן תבטלי",
    "למה לא",
    "ברור שלא",
    "הכול טוב",
    "כן, אז",
]


@pytest.mark.parametrize("message", YES)
def test_a_clear_yes_is_one(message: str) -> None:
    assert confirm.is_yes(text.read(message))


@pytest.mark.parametrize("message", NOT_YES)
def test_what_is_not_clearly_a_yes_is_none(message: str) -> None:
    assert not confirm.is_yes(text.read(message))


def test_the_cards_own_code_may_stand_with_a_yes_and_no_other_number() -> None:
    assert confirm.is_yes(text.read("confirm 4821"), code="4821")
    assert confirm.is_yes(text.read("מאשרת 4821"), code="4821")
    assert not confirm.is_yes(text.read("confirm 4822"), code="4821")
    assert not confirm.is_yes(text.read("4821"), code="4821")


@given(
    st.sampled_from(["yes", "ok", "confirm", "כן", "מאשר", "sounds good"]),
    st.text(st.sampled_from("abdfgjlmqvwxzאבגדזחטיעפצק0123456789?"), min_size=3, max_size=12),
)
def test_a_yes_with_an_unknown_word_is_none(word: str, noise: str) -> None:
    assert not confirm.is_yes(text.read(f"{word} q{noise}"))
    assert not confirm.is_yes(text.read(f"q{noise} {word}"))


@given(
    st.lists(st.sampled_from(["ok", "good", "all right", "that is", "it", "go ahead", "and", "please"]), max_size=900)
)
def test_no_message_takes_the_closed_lists_long(words: list[str]) -> None:
    message = text.read(" ".join([*words, "unknown"]))
    assert not confirm.is_yes(message)
    assert asides.read(message, "en", Situation("en", "IL", "awaiting_confirmation", "phone_call")) is None


@pytest.mark.parametrize(
    ("message", "act"),
    [
        ("cancel", Act.CANCEL),
        ("please cancel that", Act.CANCEL),
        ("ok stop", Act.CANCEL),
        ("never mind", Act.CANCEL),
        ("forget it", Act.CANCEL),
        ("hang up", Act.CANCEL),
        ("hey assistant, cancel it now", Act.CANCEL),
        ("I need you to stop talking", Act.CANCEL),
        ("rescind that", Act.CANCEL),
        ("oops, cancel it, I know the answer", Act.CANCEL),
        ("what you did is no help, please stop", Act.CANCEL),
        ("cancel that, make it two", None),
        ("stop, I want sushi at eight", None),
        ("חבל, תבטלי", Act.CANCEL),
        ("ביטול", Act.CANCEL),
        ("תבטלי את זה", Act.CANCEL),
        ("עזבי, לא צריך", Act.CANCEL),
        ("תשכחי מזה", Act.CANCEL),
        ("ניתוק", Act.CANCEL),
        ("forget that", Act.FORGET),
        ("לשכוח את זה", Act.FORGET),
        ("forget my name", Act.FORGET),
        ("status", Act.STATUS),
        ("what's the status?", Act.STATUS),
        ("מה המצב?", Act.STATUS),
        ("יש חדש?", Act.STATUS),
        ("help", Act.HELP),
        ("what can you do?", Act.HELP),
        ("Why do you ask?", Act.WHY),
        ("למה זה נחוץ?", Act.WHY),
        ("עזרה", Act.HELP),
        ("מה את יודעת לעשות?", Act.HELP),
        ("hello there", Act.GREETING),
        ("תודה רבה!", Act.NEGATE),
        ("שלום!", Act.GREETING),
        ("סבבה", None),
        ("בוקר טוב", Act.GREETING),
        ("cancel my appointment with Dr. Levi", None),
        ("hello, call Pizza Place", None),
        ("what is the weather", None),
    ],
)
def test_small_talk_is_the_whole_message(message: str, act: Act | None) -> None:
    reading = asides.read(text.read(message), "en", Situation("en", "IL"))
    assert (reading.act if reading else None) is act


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("forget that", ()),
        ("forget my name", ("name",)),
        ("delete my number please", ("phone",)),
        ("תמחקי את הכתובת שלי", ("address",)),
        ("forget the number of Pizza Place", ("pizza place",)),
        ("תשכח את המספר של דני", ("דני",)),
    ],
)
def test_what_shall_be_forgotten_is_named(message: str, named: tuple[str, ...]) -> None:
    reading = asides.read(text.read(message), "en", Situation("en", "IL"))
    assert reading is not None
    assert (reading.act, reading.edits) == (Act.FORGET, named)


@pytest.mark.parametrize(
    "message",
    ["no", "no thanks", "that's wrong", "don't", "how do I cancel?", "לא", "לא נכון", "בשום אופן לא", "וויתרתי"],
)
def test_a_no_is_one(message: str) -> None:
    assert confirm.is_no(text.read(message))


@pytest.mark.parametrize(
    "message",
    [
        "not sure",
        "I don't know",
        "I don't have an answer to that",
        "it is not decided yet",
        "say that again",
        "I'd like to hear it once more",
        "לא יודעת",
        "לא הבנתי",
        "yes",
        "Noa",
    ],
)
def test_doubt_is_no_no(message: str) -> None:
    assert not confirm.is_no(text.read(message))


@pytest.mark.parametrize(
    "message", ["I'll confirm tomorrow", "ok, I will decide at eight", "אאשר מחר", "אני אחליט בערב"]
)
def test_an_answer_promised_for_later_changes_nothing(message: str) -> None:
    here = Situation("en", "IL", "awaiting_confirmation", "phone_call")
    reading = rules.read(message, here)
    assert (reading.act, dict(reading.slots)) == (Act.OTHER, {})
