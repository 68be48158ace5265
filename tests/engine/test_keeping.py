"""What is told to be remembered or forgotten, and what the memory answers, each without an errand."""

import pytest

from tests.engine.test_chat import Desk

PIZZA, PIZZA_HE = "order a pizza from Pizza Place", "תזמיני פיצה מפיצה פלייס"


@pytest.fixture
async def desk() -> Desk:
    desk = Desk()
    await desk.know("profile", "name", "Dana")
    await desk.know("contacts", "רופא השיניים", "+97236129999")
    await desk.know("contacts", "dentist", "+97236129998")
    await desk.know("contacts", "משה", "+97236129997")
    return desk


@pytest.mark.parametrize(
    ("message", "saved"),
    [
        (
            "תזכרי שאני צמחונית ושהכתובת שלי הרצל 5 תל אביב",
            {("preferences", "צמחונית"): "אני צמחונית", ("profile", "address"): "הרצל 5 תל אביב"},
        ),
        (
            "תזכרי שקוראים לי מיכל ושאני מעדיפה שולחן בחוץ",
            {("profile", "name"): "מיכל", ("preferences", "מעדיפה שולחן בחוץ"): "אני מעדיפה שולחן בחוץ"},
        ),
        (
            "remember that I'm vegetarian and my address is 5 Herzl, Tel Aviv",
            {("preferences", "vegetarian"): "I'm vegetarian", ("profile", "address"): "5 Herzl, Tel Aviv"},
        ),
        (
            "please remember I don't eat pork, and that my number is 054-123-4567",
            {("preferences", "don't eat pork"): "I don't eat pork", ("profile", "phone"): "+972541234567"},
        ),
    ],
)
async def test_two_things_told_in_one_sentence_are_both_kept(
    desk: Desk, message: str, saved: dict[tuple[str, str], str]
) -> None:
    answer = await desk.say(message)
    assert saved.items() <= (await desk.facts()).items()
    assert (answer.task, answer.reply.count("\n")) == (None, 1)
    async with desk.store.unit("me") as unit:
        kept = {(fact.section, fact.key): fact for fact in await unit.facts()}
    assert {(kept[place].source, kept[place].turn is not None) for place in saved} == {("user", True)}


@pytest.mark.parametrize("message", ["תזכרי שאני חולה סכרת ושהכתובת שלי הרצל 5", "remember that I'm diabetic"])
async def test_what_is_never_kept_is_not_kept_by_being_told_to(desk: Desk, message: str) -> None:
    await desk.say(message)
    assert not [key for section, key in await desk.facts() if section == "preferences"]


@pytest.mark.parametrize(
    ("message", "gone"),
    [
        ("forget the dentist", "dentist"),
        ("please forget about my dentist", "dentist"),
        ("delete the dentist from my contacts", "dentist"),
        ("תשכחי מרופא השיניים", "רופא השיניים"),
        ("תשכחי ממשה", "משה"),
        ("תמחקי את משה מאנשי הקשר", "משה"),
    ],
)
async def test_a_contact_is_forgotten_by_what_it_is_called(desk: Desk, message: str, gone: str) -> None:
    await desk.say(message)
    assert ("contacts", gone) not in await desk.facts()
    await desk.say("undo")
    assert ("contacts", gone) in await desk.facts()


@pytest.mark.parametrize(
    ("told", "message"),
    [("remember that I'm vegetarian", "forget that I'm vegetarian"), ("תזכרי שאני צמחונית", "תשכחי שאני צמחונית")],
)
async def test_what_was_told_is_forgotten_in_the_same_words(desk: Desk, told: str, message: str) -> None:
    before = await desk.facts()
    await desk.say(told)
    assert await desk.facts() != before
    await desk.say(message)
    assert await desk.facts() == before


@pytest.mark.parametrize(("request_", "message"), [(PIZZA, "forget Pizza Place"), (PIZZA_HE, "תשכחי מפיצה פלייס")])
async def test_to_forget_who_is_to_be_called_gives_the_plan_up(desk: Desk, request_: str, message: str) -> None:
    await desk.say(request_)
    answer = await desk.say(message)
    assert (answer.state, desk.runner.started) == ("idle", [])


@pytest.mark.parametrize("message", ["forget the neighbour", "תשכחי מהשכנה"])
async def test_nobody_by_that_name_is_said_to_be_forgotten(desk: Desk, message: str) -> None:
    before = await desk.facts()
    answer = await desk.say(message)
    assert (answer.task, await desk.facts()) == (None, before)
    assert ("There is no such thing" in answer.reply) or ("לא נמצא פרט כזה" in answer.reply)


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("what is Pizza Place's number?", ("03-612-3556", "from the practice phone book")),
        ("do you have the number of my dentist", ("dentist", "03-612-9998", "from your contacts")),
        ("what's the neighbour's number?", ("I do not know the number of the neighbour", "write")),
        ("what's my address?", ("not saved here", "my address is")),
        ("what is my name", ("Dana",)),
        ("מה המספר של פיצה פלייס?", ("03-612-3456", "ממדריך התרגול")),
        ("תני לי את הטלפון של משה בבקשה", ("03-612-9997", "מאנשי הקשר")),
        ("מה המספר של השכנה", ("המספר של השכנה לא ידוע לי", "לכתוב")),
        ("מה הכתובת שלי?", ("זה לא שמור אצלי",)),
    ],
)
@pytest.mark.parametrize("in_hand", [False, True])
async def test_the_memory_answers_and_makes_no_errand(
    desk: Desk, question: str, answered: tuple[str, ...], *, in_hand: bool
) -> None:
    plan = (await desk.say(PIZZA)).task if in_hand else None
    answer = await desk.say(question)
    assert all(part in answer.reply for part in answered), answer.reply
    assert answer.task == plan


@pytest.mark.parametrize(
    ("request_", "more"),
    [
        (f"{PIZZA}, no notes", "no notes"),
        (f"{PIZZA}, no special requests, thanks", "nothing else"),
        (f"{PIZZA}. That's all", "no special requests"),
        (f"{PIZZA_HE}, בלי הערות", "אין הערות"),
        (f"{PIZZA_HE}, זה הכל תודה", "זה הכל"),
        (PIZZA, "nothing else, go ahead"),
        (PIZZA_HE, "כן, זה הכל"),
        (PIZZA, "again"),
    ],
)
async def test_that_there_is_nothing_more_is_no_wish(desk: Desk, request_: str, more: str) -> None:
    first, answer = await desk.say(request_), await desk.say(more)
    assert first.task is not None
    assert (first.task.said("items") in ("a pizza", "פיצה"), "notes" in first.task.slots) == (True, False)
    assert (answer.state, answer.task, desk.runner.started) == ("awaiting_confirmation", first.task, [])


@pytest.mark.parametrize(("request_", "message"), [("call Pizza Place", "yes"), ("תתקשרי לפיצה פלייס", "כן")])
async def test_a_yes_is_not_what_a_call_is_for(desk: Desk, request_: str, message: str) -> None:
    await desk.say(request_)
    answer = await desk.say(message)
    assert (answer.state, answer.missing, desk.runner.started) == ("collecting", ("goal",), [])


@pytest.mark.parametrize(
    ("request_", "message", "callee"),
    [
        ("תתקשרי למספר 03-6128885 ותגידי שאני בדרך", "זה רועי", "רועי"),
        ("call 03-612-8885 and tell them I'm on my way", "it's Roy", "Roy"),
        ("call 03-612-8885 and tell them I'm on my way", "it's fine", ""),
        ("תתקשרי למספר 03-6128885 ותגידי שאני בדרך", "זה דחוף", ""),
    ],
)
async def test_whose_number_it_is_may_be_told_later(desk: Desk, request_: str, message: str, callee: str) -> None:
    await desk.say(request_)
    task = (await desk.say(message)).task
    assert task is not None
    assert (task.said("callee"), desk.runner.started) == (callee, [])


@pytest.mark.parametrize("message", ["שימי על שם בעלי", "put it in my husband's name"])
async def test_somebody_elses_name_is_asked_for_in_a_plan_too(desk: Desk, message: str) -> None:
    await desk.say(PIZZA_HE)
    answer = await desk.say(message)
    assert (answer.state, answer.missing) == ("collecting", ("name",))


@pytest.mark.parametrize(
    ("message", "callee", "service"),
    [
        ("get an appointment with The Clinic 03-612-3888 for a check-up", "The Clinic", "check-up"),
        ("make me an appointment at the clinic 03-612-3888 for a check-up", "the clinic", "check-up"),
        ("תשיגי לי תור עם המרפאה 03-612-3888 לבדיקה", "המרפאה", "בדיקה"),
    ],
)
async def test_what_stands_before_a_number_is_who_is_called(
    desk: Desk, message: str, callee: str, service: str
) -> None:
    task = (await desk.say(message)).task
    assert task is not None
    assert (task.said("callee"), task.said("service")) == (callee, service)
