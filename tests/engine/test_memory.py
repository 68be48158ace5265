"""The memory over whole conversations, in both languages: cold it asks once, warm it asks nothing."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ringback.engine.channels.web import WebChannel
from ringback.engine.chat import ChatAnswer
from ringback.engine.journal import Journal
from ringback.engine.notice import Notifier
from ringback.engine.phrases import phrases_of
from ringback.engine.task import Language, Outcome, OutcomeFact, Status
from ringback.engine.words import Words
from tests.engine.test_chat import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def fresh(desk: Desk, *messages: str, language: Language | None = None) -> ChatAnswer:
    """A new conversation; its last answer."""
    desk.conversation = None
    answers = [await desk.say(message, language) for message in messages]
    return answers[-1]


async def succeed(desk: Desk, answer: ChatAnswer, *facts: OutcomeFact) -> None:
    """The confirmed errand ends well, as the runner would end it."""
    assert answer.task is not None
    notifier = Notifier(Journal(desk.store), {"web": WebChannel()}, Words(phrases_of({}), "IL"), desk.clock)
    told = facts or (OutcomeFact("time", "19:00", "at seven", 10, supported=True, turn=1),)
    await notifier.finish("me", answer.task.id, Outcome(Status.SUCCEEDED, "goal_reached", facts=told))


async def saved(desk: Desk) -> dict[str, str]:
    return {f"{section}/{key}": value for (section, key), value in (await desk.facts()).items()}


COLD: Sequence[tuple[Language, str, str, str, str]] = [
    ("he", "תזמיני מרגריטה גדולה לשבע מפיצה פלייס", "דנה לוי", "מאשרת", "בשם דנה"),
    ("en", "order a large margherita for seven from Pizza Place", "Dana Levi", "confirm", "in the name of Dana"),
]


@pytest.mark.parametrize(("language", "request_", "name", "yes", "named"), COLD, ids=["he", "en"])
async def test_the_name_is_asked_once_and_never_again(
    desk: Desk, language: Language, request_: str, name: str, yes: str, named: str
) -> None:
    asked = await fresh(desk, request_)
    assert asked.missing == ("name",)
    plan = await desk.say(name)
    assert (plan.state, (await saved(desk))["profile/name"]) == ("awaiting_confirmation", name)
    await succeed(desk, await desk.say(yes))
    again = await fresh(desk, request_)
    assert (again.state, again.language) == ("awaiting_confirmation", language)
    assert f"{named}" in again.reply
    assert name not in again.reply.replace(named, ""), "of the saved name only the first is told"


async def test_what_was_agreed_is_saved_told_and_can_be_undone(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    started = await fresh(desk, "order a large margherita from Pizza Place", "confirm")
    await succeed(desk, started)
    assert await saved(desk) == {
        "profile/name": "Dana",
        "agreed/Pizza Place": "Time: 19:00",
        "preferences/Pizza Place: items": "a large margherita",
    }
    told = [entry.data["text"] for entry in await desk.journal() if entry.type == "data.changed"]
    assert told == [
        "Saved: Agreed with Pizza Place – Time: 19:00.",
        "Saved: Usually at Pizza Place: Order – a large margherita.",
    ]
    undone = await desk.say("undo")
    assert undone.reply.startswith("Undone.")
    assert "preferences/Pizza Place: items" not in await saved(desk)


async def test_the_usual_is_offered_and_a_yes_takes_it(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    await desk.know("preferences", "Pizza Place: items", "a large margherita")
    offered = await fresh(desk, "order from Pizza Place")
    if offered.state == "collecting":
        assert offered.reply.endswith("Order: a large margherita, as last time?")
        assert offered.suggestions[:2] == ("yes", "no")
        plan = await desk.say("yes")
        assert "order a large margherita" in plan.reply
        assert plan.state == "awaiting_confirmation"


async def test_a_declined_offer_is_asked_plainly(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    await desk.know("preferences", "HaDekel: party_size", "4")
    offered = await fresh(desk, "book a table at HaDekel, 03-612-3557, tonight at 20:00")
    assert offered.reply.endswith("People: 4, as last time?")
    asked = await desk.say("no")
    assert asked.reply.endswith("For how many people?")
    plan = await desk.say("2")
    assert plan.task is not None
    assert plan.task.value("party_size") == "2"


async def test_a_name_given_for_one_call_is_offered_the_next_time(desk: Desk) -> None:
    started = await fresh(
        desk, "book a table for two at HaDekel, 03-612-3557, tonight at 20:00 under the name Noa", "confirm"
    )
    assert "profile/name" not in await saved(desk)
    await succeed(desk, started)
    offered = await fresh(desk, "order two falafels from Kiosk, 03-612-3599")
    assert offered.reply.endswith("Under the name Noa, as last time?")
    plan = await desk.say("yes")
    assert plan.state == "awaiting_confirmation"
    assert (await saved(desk))["profile/name"] == "Noa"


@pytest.mark.parametrize(
    ("request_", "question"),
    [
        ("order a pizza from Pizza Place in the name of my wife", "In whose name should I call?"),
        ("תזמיני פיצה מפיצה פלייס על שם אשתי", "בשם מי להתקשר?"),
    ],
)
@pytest.mark.parametrize("own", ["", "Noa Levi"])
async def test_somebody_elses_name_is_asked_once_and_is_not_taken_for_the_users(
    desk: Desk, request_: str, question: str, own: str
) -> None:
    if own:
        await desk.know("profile", "name", own)
        await fresh(desk, "order a pizza from Pizza Place", "confirm")
    asked = await fresh(desk, request_)
    assert asked.reply.endswith(question)
    plan = await desk.say("Ruth")
    assert plan.task is not None
    assert (plan.state, plan.task.said("name")) == ("awaiting_confirmation", "Ruth")
    assert (await saved(desk)).get("profile/name", "") == own


async def test_forgetting_the_name_takes_it_out_of_the_open_plan(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    plan = await fresh(desk, "order a large margherita for seven from Pizza Place")
    assert plan.state == "awaiting_confirmation"
    gone = await desk.say("forget my name")
    assert (gone.state, gone.missing) == ("collecting", ("name",))
    again = await desk.say("Noa")
    assert again.task is not None
    assert plan.task is not None
    assert (again.task.plan_version, again.task.value("name")) == (plan.task.plan_version + 1, "Noa")


async def test_everything_is_not_forgotten_by_a_word(desk: Desk) -> None:
    await desk.know("profile", "name", "דנה")
    answer = await fresh(desk, "תשכחי הכול")
    assert "DELETE /context" in answer.reply
    assert await saved(desk) == {"profile/name": "דנה"}


@pytest.mark.parametrize(
    ("language", "call", "update", "line"),
    [
        ("en", "call Mum at 054-234-5679 and ask how she is", "update the saved number", "update the saved number"),
        ("he", "תתקשרי לאמא 054-234-5679 ותשאלי מה שלומה", "לעדכן את המספר השמור", "לעדכן את המספר השמור"),
    ],
)
async def test_another_number_for_a_contact_asks_whether_to_replace_it(
    desk: Desk, language: Language, call: str, update: str, line: str
) -> None:
    who = {"en": "Mum", "he": "אמא"}[language]
    await desk.know("profile", "name", "Dana")
    await desk.know("contacts", who, "+972542345678")
    plan = await fresh(desk, call)
    assert plan.task is not None
    assert plan.task.value("phone_number") == "+972542345679"
    assert line in plan.reply
    assert line in plan.suggestions
    assert (await saved(desk))[f"contacts/{who}"] == "+972542345678"
    await desk.say(update)
    assert (await saved(desk))[f"contacts/{who}"] == "+972542345679"
    await desk.say("undo")
    assert (await saved(desk))[f"contacts/{who}"] == "+972542345678"


async def test_a_number_is_known_by_any_spelling_of_its_name(desk: Desk) -> None:
    await desk.know("profile", "name", "דנה")
    await desk.know("contacts", "פיצרייה של יוסי", "+97236123499")
    plan = await fresh(desk, "תזמיני פיצה לשבע מפיצריה של יוסי")
    assert plan.task is not None
    assert plan.task.value("phone_number") == "+97236123499"
    assert "מאנשי הקשר" in plan.reply


async def test_a_name_in_the_other_script_is_known_once_linked(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    await desk.know("contacts", "Joe's Cafe", "+97236123499")
    await desk.know("aliases", "קפה ג׳ו", "Joe's Cafe")
    plan = await fresh(desk, "call קפה ג'ו and ask if they are open", language="en")
    assert plan.task is not None
    assert plan.task.value("phone_number") == "+97236123499"


async def test_nothing_sensitive_is_learned_from_what_the_user_says(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    await fresh(desk, "call the psychiatrist at 03-612-3599 and ask for an appointment")
    assert await saved(desk) == {"profile/name": "Dana"}


async def test_what_is_known_can_be_asked(desk: Desk) -> None:
    assert "Nothing is saved" in (await fresh(desk, "what do you know about me?")).reply
    await desk.know("profile", "name", "Dana")
    await desk.know("contacts", "Mum", "+972542345678")
    told = await fresh(desk, "what do you know about me?")
    assert told.reply.splitlines()[1] == "• your name: Dana"
    assert "Mum: " in told.reply
    assert "054-234-5678" in told.reply


async def test_a_fact_names_the_message_it_is_from(desk: Desk) -> None:
    answer = await fresh(desk, "my name is Dana")
    async with desk.store.unit("me") as unit:
        (fact,) = await unit.facts()
    assert (fact.conversation, fact.source) == (answer.conversation_id, "user")
    (said,) = [entry for entry in await desk.journal() if entry.seq == fact.turn]
    assert said.data["text"] == "my name is Dana"


@pytest.mark.parametrize(
    ("language", "first", "again"),
    [
        ("en", "order a large margherita for seven from Pizza Place", "call them again"),
        ("he", "תזמיני מרגריטה גדולה לשבע מפיצה פלייס", "תתקשרי אליהם שוב"),
    ],
)
async def test_again_means_the_last_errand(desk: Desk, language: Language, first: str, again: str) -> None:
    await desk.know("profile", "name", "Dana")
    started = await fresh(desk, first, {"en": "confirm", "he": "מאשרת"}[language])
    await succeed(desk, started)
    plan = await fresh(desk, again)
    assert plan.state == "awaiting_confirmation", plan
    assert plan.task is not None
    assert started.task is not None
    assert plan.task.value("phone_number") == started.task.value("phone_number")
    assert plan.task.value("items") == started.task.value("items")
    assert replace(plan.task, status=Status.CANCELLED).id != started.task.id


async def test_the_address_is_asked_once_when_something_is_brought(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    asked = await fresh(desk, "order a large margherita with delivery from Pizza Place")
    assert asked.missing == ("delivery_address",)
    plan = await desk.say("5 Herzl Street, Tel Aviv")
    assert "delivered to 5 Herzl Street" in plan.reply
    assert "the address 5 Herzl Street" in plan.reply
    again = await fresh(desk, "order a large margherita with delivery from Pizza Place")
    assert again.state == "awaiting_confirmation"
    assert "delivered to 5 Herzl Street" in again.reply


@pytest.mark.parametrize(
    "link", ["Joe's Cafe is קפה ג׳ו", "קפה ג׳ו is Joe's Cafe", "קפה ג׳ו זה Joe's Cafe", "Joe's Cafe = קפה ג׳ו"]
)
async def test_two_names_of_one_place_are_linked_by_saying_so(desk: Desk, link: str) -> None:
    await desk.know("profile", "name", "Dana")
    await desk.know("contacts", "Joe's Cafe", "+97236123499")
    await fresh(desk, link)
    assert (await saved(desk))["aliases/קפה ג׳ו"] == "Joe's Cafe"
    plan = await fresh(desk, "תתקשרי לקפה ג'ו ותשאלי אם פתוח")
    assert plan.task is not None
    assert plan.task.value("phone_number") == "+97236123499"


@pytest.mark.parametrize("said", ["this is פיצה", "my name is דנה", "שלום זה Dana", "what is פיצה פלייס?"])
async def test_other_sentences_link_nothing(desk: Desk, said: str) -> None:
    await fresh(desk, said)
    assert not any(key.startswith("aliases") for key in await saved(desk))


@pytest.mark.parametrize(
    ("request_", "allow", "told"),
    [
        ("order two falafels from Kiosk, 03-612-3599", "you can give them my number", "the callback number"),
        ("תזמיני שני פלאפל מהקיוסק 03-612-3599", "אפשר למסור את המספר שלי", "מספר לחזרה"),
    ],
)
async def test_the_own_number_is_told_only_when_allowed(desk: Desk, request_: str, allow: str, told: str) -> None:
    await desk.know("profile", "name", "Dana")
    await desk.know("profile", "phone", "+972542345678")
    plan = await fresh(desk, request_)
    assert told not in plan.reply
    wider = await desk.say(allow)
    assert wider.state == "awaiting_confirmation"
    assert told in wider.reply
    assert "+972542345678" in wider.reply or "054-234-5678" in wider.reply


async def test_the_number_for_a_call_back_is_asked_once_and_never_dialled(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    await fresh(desk, "order two falafels from Kiosk, 03-612-3599")
    asked = await desk.say("you can give them my number")
    assert asked.missing == ("callback_number",)
    plan = await desk.say("054-234-5678")
    assert plan.task is not None
    assert (plan.state, plan.task.value("phone_number")) == ("awaiting_confirmation", "+97236123599")
    assert plan.task.value("callback_number") == "+972542345678"
    assert (await saved(desk))["profile/phone"] == "+972542345678"
