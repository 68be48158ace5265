"""As last time, with what shall differ; and questions about how the last time came out."""

from dataclasses import replace

import pytest

from ringback.engine import calls
from ringback.engine.channels.web import WebChannel
from ringback.engine.journal import Journal
from ringback.engine.notice import Notifier
from ringback.engine.phrases import phrases_of
from ringback.engine.task import Call, Outcome, OutcomeFact, Status
from ringback.engine.words import Words
from tests.engine.test_chat import Desk

PIZZA, PIZZA_HE = "order two large pizzas from Pizza Place for seven", "תזמיני שתי פיצות גדולות מפיצה פלייס לשבע"
TABLE = "book a table at מסעדת הדקל for 2 tomorrow at 8"
CLINIC = "call The Clinic 03-612-3888 and book a check-up tomorrow at ten"


@pytest.fixture
async def desk() -> Desk:
    desk = Desk()
    await desk.know("profile", "name", "Dana")
    return desk


_LAST = ("again", "order again", "order what", "שוב", "תזמיני שוב,", "תזמיני לי את מה")
"""Messages that name nobody mean the last errand of all."""


async def asked_after(desk: Desk, requests: tuple[str, ...], message: str) -> dict[str, str]:
    """The plan a message in a new conversation comes to, after these errands were confirmed."""
    for request in requests:
        desk.conversation = None
        await desk.say(request)
        await desk.say("כן")
    desk.conversation = None
    task = (await desk.say(message)).task
    assert task is not None
    return {"type": task.type, **{key: slot.said for key, slot in task.slots.items()}}


@pytest.mark.parametrize(
    ("request_", "message", "items", "time"),
    [
        (PIZZA, "same as last time at Pizza Place but for eight", "two large pizzas", "eight"),
        (PIZZA, "order the usual from Pizza Place", "two large pizzas", "seven"),
        (PIZZA_HE, "כמו בפעם הקודמת בפיצה פלייס", "שתי פיצות גדולות", "שבע"),
        (PIZZA_HE, "תזמיני שוב מפיצה פלייס כמו בפעם שעברה, אבל לשמונה", "שתי פיצות גדולות", "שמונה"),
        (PIZZA_HE, "תזמיני את הרגיל מפיצה פלייס", "שתי פיצות גדולות", "שבע"),
        (PIZZA, "again", "two large pizzas", "seven"),
        (PIZZA, "again but 3", "3 large pizzas", "seven"),
        (PIZZA_HE, "תזמיני לי את מה שהזמנתי בפעם שעברה", "שתי פיצות גדולות", "שבע"),
        (PIZZA, "order what I had last time", "two large pizzas", "seven"),
        (PIZZA, "order again, a large salad", "a large salad", "seven"),
        (PIZZA, "order again but a large salad and a coke for eight", "a large salad and a coke", "eight"),
        (PIZZA, "again, but for nine", "two large pizzas", "nine"),
        (PIZZA_HE, "שוב", "שתי פיצות גדולות", "שבע"),
        (PIZZA_HE, "תזמיני שוב, סלט גדול", "סלט גדול", "שבע"),
        (PIZZA_HE, "שוב, אבל לשמונה", "שתי פיצות גדולות", "שמונה"),
        (PIZZA_HE, "שוב, אבל שתי מרגריטות", "שתי מרגריטות", "שבע"),
    ],
)
async def test_an_order_is_as_last_time_but_for_what_differs(
    desk: Desk, request_: str, message: str, items: str, time: str
) -> None:
    before = (request_,) if message.startswith(_LAST) else (TABLE, request_, TABLE)
    plan = await asked_after(desk, before, message)
    assert (plan["type"], plan["items"], plan["time"]) == ("order", items, time)
    assert len(desk.runner.started) == len(before), "a plan is shown, nothing is dialled"


async def test_a_table_as_last_time_is_for_other_people_on_another_day(desk: Desk) -> None:
    plan = await asked_after(desk, (TABLE, PIZZA), "same as last time at מסעדת הדקל but for 4 people on Friday")
    assert (plan["type"], plan["party_size"], plan["date"], plan["time"]) == ("booking", "4 people", "Friday", "8")


async def test_what_was_cancelled_before_a_call_is_no_last_time(desk: Desk) -> None:
    await asked_after(desk, (PIZZA,), TABLE)
    await desk.say("cancel")
    again = (await desk.say("same as last time")).task
    assert again is not None
    assert again.said("items") == "two large pizzas"


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("מה אמרו במסעדה?", "מסעדת הדקל"),
        ("האם המסעדה אישרה?", "מסעדת הדקל"),
        ("did the restaurant confirm my table?", "מסעדת הדקל"),
        ("when is my appointment at the clinic?", "Clinic"),
        ("מתי התור שלי במרפאה?", "Clinic"),
    ],
)
async def test_a_question_about_an_errand_of_before_leaves_the_plan_in_hand(
    desk: Desk, question: str, about: str
) -> None:
    await asked_after(desk, (TABLE, CLINIC), PIZZA)
    answer = await desk.say(question)
    assert about in answer.reply.split("\n")[0]
    assert answer.task is not None
    assert (answer.state, answer.task.said("items")) == ("awaiting_confirmation", "two large pizzas")
    assert "notes" not in answer.task.slots


async def test_with_no_errand_before_such_a_question_is_asked_of_somebody(desk: Desk) -> None:
    plan = await asked_after(desk, (), "did the restaurant confirm my table?")
    assert (plan["type"], plan.get("callee", "")) == ("inquiry", "")


async def asked_and_compared(desk: Desk, request: str, yes: str, *prices: str) -> str:
    """What is told when those that were asked have named these prices."""
    await desk.say(request)
    started = (await desk.say(yes)).task
    assert started is not None
    facts = [(OutcomeFact("price", price, f"it is {price}", 10, supported=True, turn=1),) for price in prices]
    ends = [Outcome(Status.SUCCEEDED, "goal_reached", facts=found) for found in facts]
    made = tuple(Call(place, 0.0, outcome=end) for place, end in enumerate(ends))
    called = replace(started, calls=made)
    async with desk.store.unit("me") as unit:
        await unit.save_task(called)
    notifier = Notifier(Journal(desk.store), {"web": WebChannel()}, Words(phrases_of({}), "IL"), desk.clock)
    await notifier.finish("me", started.id, calls.judge(called))
    return str((await desk.journal())[-1].data["text"])


@pytest.mark.parametrize(
    ("request_", "yes", "not_booked"),
    [
        ("תשאלי בפיצה פלייס ובמסעדת הדקל כמה עולה אירוע ותקבעי אצל הזול", "כן", "שאלתי בלבד; לא נקבע שם דבר."),
        ("ask Pizza Place and מסעדת הדקל what a party costs and book at the cheapest", "confirm", "I only asked"),
    ],
)
async def test_those_who_were_only_asked_are_booked_by_a_plan_of_its_own(
    desk: Desk, request_: str, yes: str, not_booked: str
) -> None:
    told = await asked_and_compared(desk, request_, yes, "400", "300")
    assert not_booked in told.split("\n")[0]
    assert told.count("מסעדת הדקל") == 1
    ended = next(entry for entry in reversed(await desk.journal()) if entry.type == "task.outcome")
    plan = (await desk.say(ended.data["offer"])).task
    assert plan is not None
    assert (plan.type, plan.said("callee"), plan.value("phone_number")) == ("appointment", "מסעדת הדקל", "+97236123457")
    assert (plan.status, plan.said("service"), len(desk.runner.started)) == (Status.DRAFT, "", 1)
