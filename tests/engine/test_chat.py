"""The use case over a real store and journal: what is saved, what is written, and what starts when."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from ringback.engine import task_types
from ringback.engine.chat import LONGEST_MESSAGE, Chat, ChatAnswer, Message
from ringback.engine.interpreters.rules import Rules
from ringback.engine.journal import Journal
from ringback.engine.ports import Entry, Fact, Person
from ringback.engine.reading import Act, Reading, Situation
from ringback.engine.schedule import PLAN_SECONDS
from ringback.engine.stores.memory import MemoryStore
from ringback.engine.task import Language, SlotValue, Status
from ringback.kit.errors import BadRequest, Conflict, NotFound, RingbackError
from tests.fakes.clock import CountingIds, StillClock
from tests.fakes.runner import NotingRunner

PEOPLE = [
    Person("פיצה פלייס", "+97236123456", "he"),
    Person("Pizza Place", "+97236123556", "en"),
    Person("מסעדת הדקל", "+97236123457", "he"),
]
PIZZA = "Call Pizza Place and order a large margherita for seven"


class Book:
    def __init__(self) -> None:
        self.down = False

    async def people(self) -> list[Person]:
        if self.down:
            raise RingbackError("The practice network is away.", recoverable=True)
        return PEOPLE


@dataclass
class Fixed:
    """An interpreter that reads whatever it was told to."""

    reading: Reading

    async def read(self, text: str, situation: Situation) -> Reading:
        return self.reading


@dataclass
class Desk:
    """Everything chat stands on, and one conversation with it."""

    clock: StillClock = field(default_factory=StillClock)
    ids: CountingIds = field(default_factory=CountingIds)
    runner: NotingRunner = field(default_factory=NotingRunner)
    book: Book = field(default_factory=Book)
    conversation: str | None = None

    def __post_init__(self) -> None:
        self.store = MemoryStore(self.clock, self.ids)
        self.chat = self.make()

    def make(self, interpreter: Rules | Fixed | None = None) -> Chat:
        return Chat(
            journal=Journal(self.store),
            interpreter=interpreter or Rules(),
            runner=self.runner,
            phone_book=self.book,
            clock=self.clock,
            ids=self.ids,
            task_types=task_types.load(),
            default_language="he",
            region="IL",
        )

    async def say(self, text: str, language: Language | None = None) -> ChatAnswer:
        answer = await self.chat.message(Message("me", "web", text, self.conversation, language))
        self.conversation = answer.conversation_id
        return answer

    async def know(self, section: str, key: str, value: str) -> None:
        async with self.store.unit("me") as unit:
            await unit.save_fact(Fact(section, key, value, "user", self.clock.now()))

    async def facts(self) -> dict[tuple[str, str], str]:
        async with self.store.unit("me") as unit:
            return {(fact.section, fact.key): fact.value for fact in await unit.facts()}

    async def journal(self) -> list[Entry]:
        return await self.store.entries("me", limit=1000)


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_a_hebrew_errand_from_request_to_start(desk: Desk) -> None:
    asked = await desk.say("תתקשרי לפיצה פלייס ותזמיני מרגריטה גדולה לשבע")
    assert (asked.state, asked.missing, asked.language) == ("collecting", ("name",), "he")
    assert "ממדריך התרגול" in asked.reply
    assert asked.reply.endswith("בשם מי להתקשר?")

    plan = await desk.say("דנה")
    assert (plan.state, plan.missing, plan.suggestions[:2]) == (
        "awaiting_confirmation",
        (),
        ("כן, להתקשר", "ביטול"),
    )
    assert "נשמר: השם – דנה." in plan.reply
    assert "להתקשר אל פיצה פלייס ולהזמין מרגריטה גדולה לשבע, בשם דנה." in plan.reply
    assert "03-612-3456" in plan.reply
    assert desk.runner.started == []

    started = await desk.say("מאשרת")
    assert started.task is not None
    assert (started.state, started.task.status) == ("running", Status.CONFIRMED)
    assert desk.runner.started == [("me", started.task.id)]
    assert await desk.facts() == {("profile", "name"): "דנה"}


async def test_an_english_errand_without_a_question_when_everything_is_known(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    plan = await desk.say(PIZZA)
    assert (plan.state, plan.language) == ("awaiting_confirmation", "en")
    assert "Call Pizza Place and order a large margherita for seven, in the name of Dana." in plan.reply
    assert plan.task is not None
    assert plan.task.call_language == "en"


async def test_the_journal_tells_the_turn_in_order(desk: Desk) -> None:
    await desk.say(PIZZA)
    await desk.say("Dana")
    await desk.say("yes but at nine")
    answer = await desk.say("confirm")
    entries = await desk.journal()
    assert [entry.type for entry in entries] == [
        *("message", "message", "question"),
        *("message", "data.changed", "message", "plan.proposed"),
        *("message", "message", "plan.updated"),
        *("message", "message", "task.confirmed"),
    ]
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    why = entries[2].data.pop("why")
    assert entries[2].data == {"text": "In whose name should I call?", "options": [], "field": "name"}
    assert why.startswith("They will ask whom it is for")
    assert entries[4].data["text"] == "Saved: your name – Dana."
    updated = entries[9]
    assert (updated.data["plan_version"], updated.data["changed"]) == (2, ["time"])
    assert entries[-1].data == {"plan_version": 2, "by": "text", "channel": "web"}
    assert answer.task is not None
    assert {entry.task for entry in entries[6:] if entry.type != "message"} == {answer.task.id}
    assert {entry.conversation for entry in entries} == {answer.conversation_id}


async def test_the_button_starts_its_version_once(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    task = (await desk.say(PIZZA)).task
    assert task is not None
    with pytest.raises(Conflict, match="confirm the version shown now") as stale:
        await desk.chat.confirm("me", task.id, task.plan_version + 1)
    assert stale.value.code == "stale_plan"
    again = await asyncio.gather(*(desk.chat.confirm("me", task.id, task.plan_version) for _ in range(5)))
    assert {(found.id, found.status) for found in again} == {(task.id, Status.CONFIRMED)}
    assert desk.runner.started == [("me", task.id)]
    entries = await desk.journal()
    assert [entry.data["by"] for entry in entries if entry.type == "task.confirmed"] == ["button"]
    assert [entry.type for entry in entries[-2:]] == ["message", "task.confirmed"], "pressed again, nothing is said"


async def test_yes_said_many_times_at_once_starts_one_call(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    await desk.say(PIZZA)
    answers = await asyncio.gather(*(desk.say("confirm") for _ in range(5)))
    assert {answer.state for answer in answers} == {"running"}
    assert len(desk.runner.started) == 1


async def test_an_expired_plan_is_shown_again_and_does_not_start(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    task = (await desk.say(PIZZA)).task
    assert task is not None
    desk.clock.advance(PLAN_SECONDS + 1)
    with pytest.raises(Conflict) as expired:
        await desk.chat.confirm("me", task.id, task.plan_version)
    assert expired.value.code == "plan_expired"
    assert desk.runner.started == []
    await desk.chat.confirm("me", task.id, task.plan_version + 1)
    assert len(desk.runner.started) == 1


async def test_cancelling_drops_a_plan_and_hangs_up_a_call(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    task = (await desk.say(PIZZA)).task
    assert task is not None
    assert (await desk.chat.cancel("me", task.id)).status is Status.CANCELLED
    with pytest.raises(Conflict) as gone:
        await desk.chat.confirm("me", task.id, task.plan_version)
    assert gone.value.code == "not_waiting"
    await desk.say(PIZZA)
    await desk.say("confirm")
    await desk.say("hang up")
    assert desk.runner.cancelled == desk.runner.started


async def test_ids_nobody_gave_out_are_errors(desk: Desk) -> None:
    with pytest.raises(NotFound):
        await desk.chat.confirm("me", "t_none", 1)
    with pytest.raises(NotFound):
        await desk.chat.cancel("me", "t_none")
    with pytest.raises(BadRequest):
        await desk.chat.message(Message("me", "web", "hello", "not/an id"))


async def test_another_users_task_is_unknown(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    task = (await desk.say(PIZZA)).task
    assert task is not None
    with pytest.raises(NotFound):
        await desk.chat.confirm("someone else", task.id, task.plan_version)


@pytest.mark.parametrize("text", ["", "   \n\t ", "\x00\x01\x02", "\u200f\u202e\u2066", "\ufffd\ufffd", "\ud800"])
async def test_an_empty_message_is_refused_in_one_sentence(desk: Desk, text: str) -> None:
    with pytest.raises(BadRequest, match="ההודעה ריקה") as empty:
        await desk.say(text)
    assert empty.value.code == "empty_message"
    assert await desk.journal() == []


async def test_a_message_that_is_too_long_is_not_read_and_loses_nothing(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    task = (await desk.say(PIZZA)).task
    answer = await desk.say("yes " * LONGEST_MESSAGE)
    assert "4000" in answer.reply
    assert (answer.state, answer.task) == ("awaiting_confirmation", task)
    assert desk.runner.started == []


async def test_control_characters_are_taken_out(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    plan = await desk.say("Call Pizza\x00 Place and order\x1b a pizza\ufffd")
    assert plan.task is not None
    assert plan.task.said("items") == "a pizza"


async def test_the_reply_is_in_the_language_of_the_message_unless_one_is_named(desk: Desk) -> None:
    assert (await desk.say("hello")).language == "en"
    assert (await desk.say("שלום")).language == "he"
    assert (await desk.say("hello", "he")).reply.startswith("שלום")


async def test_refusals_begin_nothing(desk: Desk) -> None:
    answer = await desk.say("call 911")
    assert (answer.state, answer.task) == ("idle", None)
    assert "dial it yourself" in answer.reply


def hostile(number: str) -> Reading:
    slots = {"phone_number": SlotValue(number, number), "goal": SlotValue("x", "x"), "name": SlotValue("x", "x")}
    return Reading(Act.REQUEST, "en", "phone_call", slots)


@pytest.mark.parametrize("number", ["100", "+972100", "*2700", "+1900555012", "+88213000000", "not a number", "+1"])
async def test_no_interpreter_gets_a_forbidden_number_into_a_plan(desk: Desk, number: str) -> None:
    desk.chat = desk.make(Fixed(hostile(number)))
    answer = await desk.say("anything")
    assert (answer.state, answer.task) == ("idle", None)


async def test_a_forbidden_contact_is_not_recalled(desk: Desk) -> None:
    await desk.know("contacts", "Police", "100")
    answer = await desk.say("call Police and say hello")
    assert answer.task is None or not answer.task.value("phone_number")


async def test_without_the_practice_book_the_number_is_asked(desk: Desk) -> None:
    desk.book.down = True
    answer = await desk.say(PIZZA)
    assert answer.missing[0] == "phone_number"
    assert "Pizza Place" in answer.reply


async def test_forget_that_undoes_what_was_saved(desk: Desk) -> None:
    await desk.say(PIZZA)
    saved = await desk.say("Dana")
    assert saved.suggestions[-1] == "forget that"
    forgotten = await desk.say(saved.suggestions[-1])
    assert forgotten.reply.startswith("Forgotten: your name.")
    assert forgotten.state == "awaiting_confirmation"
    assert await desk.facts() == {}


SUGGESTIONS: dict[str, Callable[[ChatAnswer], bool]] = {
    "כן, להתקשר": lambda answer: answer.state == "running",
    "confirm": lambda answer: answer.state == "running",
    "ביטול": lambda answer: answer.state == "idle",
    "cancel": lambda answer: answer.state == "idle",
}


@pytest.mark.parametrize(("request_text", "language"), [(PIZZA, "en"), ("תתקשרי לפיצה פלייס ותזמיני פיצה", "he")])
async def test_every_suggestion_is_understood_when_it_is_sent(request_text: str, language: Language) -> None:
    for place in range(2):
        desk = Desk()
        await desk.know("profile", "name", "Dana")
        offered = (await desk.say(request_text)).suggestions
        assert SUGGESTIONS[offered[place]](await desk.say(offered[place]))


async def test_the_examples_and_the_options_lead_on() -> None:
    for greeting in ("שלום", "hello"):
        for example in (await Desk().say(greeting)).suggestions:
            assert (await Desk().say(example)).state == "collecting"
    desk = Desk()
    await desk.know("profile", "name", "דנה")
    answer = await desk.say("לשריין שולחן במסעדת הדקל")
    while answer.state == "collecting":
        answer = await desk.say(answer.suggestions[0])
    assert answer.state == "awaiting_confirmation"


async def test_a_second_errand_while_the_first_runs(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    await desk.say(PIZZA)
    first = (await desk.say("confirm")).task
    await desk.say("לשריין שולחן לארבעה במסעדת הדקל הערב בשמונה")
    second = (await desk.say("כן")).task
    assert first is not None
    assert second is not None
    assert desk.runner.started == [("me", first.id), ("me", second.id)]
    status = await desk.say("מה המצב?")
    assert status.reply.splitlines()[0] == "שתי שיחות בדרך:"
    async with desk.store.unit("me") as unit:
        await unit.save_task(replace(first, status=Status.CANCELLED))
    assert "מסעדת הדקל" in (await desk.say("מה המצב?")).reply


async def test_conversations_do_not_share_a_plan(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    await desk.say(PIZZA)
    desk.conversation = None
    answer = await desk.say("confirm")
    assert (answer.state, answer.task) == ("idle", None)
    assert desk.runner.started == []


async def test_a_plan_is_confirmed_for_another_hour_and_moved(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    task = (await desk.say(PIZZA)).task
    assert task is not None
    at = desk.clock.now() + timedelta(hours=2)
    with pytest.raises(BadRequest) as past:
        await desk.chat.confirm("me", task.id, task.plan_version, at=desk.clock.now() - timedelta(hours=2))
    assert past.value.code == "bad_time"
    waits = await desk.chat.confirm("me", task.id, task.plan_version, at=at)
    assert (waits.status, waits.due_at) == (Status.SCHEDULED, at.timestamp())
    assert (await desk.chat.confirm("me", task.id, task.plan_version)).due_at == at.timestamp()
    moved = await desk.chat.confirm("me", task.id, task.plan_version, at=at + timedelta(hours=1))
    assert (moved.status, moved.due_at) == (Status.SCHEDULED, at.timestamp() + 3600)
    kinds = [entry.type for entry in await desk.journal() if entry.type.startswith("task.")]
    assert kinds == ["task.confirmed", "task.scheduled", "task.scheduled"]


@pytest.mark.parametrize(("later", "again", "yes"), [("call in an hour", "call in two hours", "confirm")])
async def test_an_hour_said_in_words_is_part_of_the_plan_that_is_confirmed(
    desk: Desk, later: str, again: str, yes: str
) -> None:
    await desk.know("profile", "name", "Dana")
    first = (await desk.say(PIZZA)).task
    assert first is not None
    planned = await desk.say(later)
    assert planned.task is not None
    assert (planned.task.id, planned.task.plan_version) == (first.id, first.plan_version + 1)
    assert "I will call on Sunday, 22 November, 21:00." in planned.reply
    waits = (await desk.say(yes)).task
    assert waits is not None
    assert (waits.status, waits.due_at) == (Status.SCHEDULED, desk.clock.now().timestamp() + 3600)
    held = (await desk.say(again)).task
    assert held is not None
    assert (held.id, held.status, held.plan_version) == (first.id, Status.PROPOSED, first.plan_version + 2)
    async with desk.store.unit("me") as unit:
        assert await unit.task(first.id) == held
    moved = (await desk.say(yes)).task
    assert moved is not None
    assert moved.due_at == desk.clock.now().timestamp() + 7200


async def test_a_scheduled_call_is_asked_about_and_cancelled(desk: Desk) -> None:
    await desk.know("profile", "name", "Dana")
    await desk.say(PIZZA)
    await desk.say("call in an hour")
    await desk.say("confirm")
    assert (await desk.say("status")).reply.startswith("Pizza Place: I will call on Sunday, 22 November, 21:00.")
    assert (await desk.say("cancel")).reply == "Cancelled. Pizza Place will not be called."
    assert desk.runner.cancelled == desk.runner.started
    far = await desk.say("call Pizza Place in 200 days and ask if they have roses")
    assert "That hour has passed, or is more than 90 days ahead." in far.reply
