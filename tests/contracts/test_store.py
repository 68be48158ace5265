"""The Store port: one suite for memory, file, SQLite and PostgreSQL."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ringback.engine.dialogue import Dialogue
from ringback.engine.ports import Fact, Standing, Store, Unit
from ringback.engine.task import Notice, Outcome, OutcomeFact, SlotValue, Source, Status, Task
from tests.fakes.clock import StillClock

AT = datetime(2026, 11, 22, 18, 30, 5, 250_000, tzinfo=UTC)


def a_task(task_id: str = "t_1", created_at: float = 1.5, status: Status = Status.CONFIRMED) -> Task:
    return Task(
        id=task_id,
        user_id="me",
        conversation_id="c_1",
        channel="web",
        language="he",
        call_language="en",
        type="phone_call",
        created_at=created_at,
        status=status,
        slots={"callee": SlotValue("פיצה פלייס", "פיצה פלייס", Source.PRACTICE_BOOK), "goal": SlotValue("a\nb", "a")},
        plan_version=3,
        code="0042",
        call_sid="CA1",
        outcome=Outcome(Status.SUCCEEDED, "goal_reached", "ok", (OutcomeFact("time", "19:00", "בשבע", 4200, True),)),
    )


def a_dialogue(conversation_id: str = "c_1", task: Task | None = None) -> Dialogue:
    return Dialogue(
        conversation_id,
        "me",
        "web",
        "he",
        task=task,
        asked="goal",
        shown={"goal": SlotValue("x", "x")},
        learned=("profile", "name"),
    )


async def test_what_is_saved_is_read_back_equal_after_reopening(store: Store, build: Callable[[], Store]) -> None:
    task, dialogue = a_task(), a_dialogue(task=a_task(status=Status.PROPOSED))
    fact = Fact("contacts", "רותם / מספרה", "+972361234 58", "user", AT)
    setting = Fact("settings", "max_minutes", "5", "user", AT)
    erasing = Fact("erasing", "CA1", "call", "user", AT)
    async with store.unit("me") as unit:
        await unit.save_task(task)
        await unit.save_dialogue(dialogue)
        await unit.save_fact(fact)
        await unit.save_fact(setting)
        await unit.save_fact(erasing)
        written = await unit.append(
            "message", {"role": "user", "text": "שלום \u200f\n"}, conversation="c_1", task="t_1"
        )
    await store.close()
    again = build()
    await again.open()
    async with again.unit("me") as unit:
        assert await unit.task("t_1") == task
        assert await unit.dialogue("c_1") == dialogue
        assert await unit.facts() == [fact, erasing, setting]
        assert await unit.entries() == [written]
    assert await again.entries("me") == [written]
    await again.close()
    assert (written.seq, written.type, written.conversation, written.task, written.v) == (1, "message", "c_1", "t_1", 1)
    assert written.ts == StillClock().now()


async def test_a_unit_that_fails_keeps_nothing(store: Store) -> None:
    async with store.unit("me") as unit:
        await unit.append("message", {})

    async def fail() -> None:
        async with store.unit("me") as unit:
            await unit.append("message", {})
            await unit.save_task(a_task())
            await unit.save_dialogue(a_dialogue())
            await unit.save_fact(Fact("profile", "name", "Dana", "user", AT))
            await unit.claim("k")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with store.unit("me") as unit:
        assert (await unit.tasks(), await unit.dialogues(), await unit.facts()) == ([], [], [])
        assert await unit.claim("k")
        assert (await unit.append("message", {})).seq == 2
    assert await store.running() == []


async def test_a_unit_that_is_cancelled_keeps_nothing_and_frees_its_user(store: Store) -> None:
    inside = asyncio.Event()

    async def stuck() -> None:
        async with store.unit("me") as unit:
            await unit.append("message", {})
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(stuck())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.unit("me") as unit:
        assert (await unit.append("message", {})).seq == 1


async def test_a_unit_reads_its_own_writes(store: Store) -> None:
    async with store.unit("me") as unit:
        await unit.save_task(a_task())
        await unit.save_task(replace(a_task(), status=Status.ORDERED))
        await unit.save_fact(Fact("profile", "name", "Dana", "user", AT))
        await unit.save_fact(Fact("profile", "name", "Noa", "user", AT))
        await unit.append("message", {"n": 1})
        assert [task.status for task in await unit.tasks()] == [Status.ORDERED]
        assert [fact.value for fact in await unit.facts()] == ["Noa"]
        assert [entry.data for entry in await unit.entries()] == [{"n": 1}]
        assert await unit.forget("profile", "name")
        assert not await unit.forget("profile", "name")
        assert await unit.facts() == []


async def test_units_of_one_user_run_one_after_another_and_lose_no_update(store: Store) -> None:
    async with store.unit("me") as unit:
        await unit.save_fact(Fact("profile", "count", "0", "user", AT))

    async def add() -> None:
        async with store.unit("me") as unit:
            count = int((await unit.facts())[0].value)
            await asyncio.sleep(0)
            await unit.save_fact(Fact("profile", "count", str(count + 1), "user", AT))
            await unit.append("message", {"count": count + 1})

    await asyncio.gather(*(add() for _ in range(20)))
    entries = await store.entries("me")
    assert [entry.seq for entry in entries] == list(range(1, 21))
    assert [entry.data["count"] for entry in entries] == list(range(1, 21))


async def test_users_do_not_see_each_other(store: Store) -> None:
    for user in ("me", "you/../me", ".me"):
        async with store.unit(user) as unit:
            assert await unit.tasks() == []
            await unit.save_task(a_task())
            assert (await unit.append("message", {"user": user})).seq == 1
    assert [entry.data["user"] for entry in await store.entries("you/../me")] == ["you/../me"]
    assert sorted(await store.running()) == [(".me", "t_1"), ("me", "t_1"), ("you/../me", "t_1")]


async def test_tasks_come_newest_first_and_dialogues_last_saved_first(store: Store) -> None:
    async with store.unit("me") as unit:
        for number in (2, 3, 1):
            await unit.save_task(a_task(f"t_{number}", created_at=float(number)))
            await unit.save_dialogue(a_dialogue(f"c_{number}"))
        await unit.save_dialogue(a_dialogue("c_2"))
        assert [task.id for task in await unit.tasks()] == ["t_3", "t_2", "t_1"]
        assert [dialogue.conversation_id for dialogue in await unit.dialogues()] == ["c_2", "c_1", "c_3"]
        standing = await unit.standing("c_1", 2)
        assert standing == Standing(
            a_dialogue("c_1"), await unit.facts(), [a_task("t_3", created_at=3.0), a_task("t_2", created_at=2.0)]
        )
        assert (await unit.standing("c_9", 0)).dialogue is None


async def test_running_are_the_confirmed_that_have_not_ended(store: Store) -> None:
    async with store.unit("me") as unit:
        for status in Status:
            await unit.save_task(a_task(f"t_{status}", status=status))
    assert sorted(await store.running()) == [("me", f"t_{s}") for s in ("confirmed", "in_call", "ordered", "scheduled")]


async def test_entries_are_read_by_number_limit_task_and_conversation(store: Store) -> None:
    async with store.unit("me") as unit:
        for number in range(1, 8):
            place = {"task": f"t_{number % 2}", "conversation": f"c_{number % 2}"}
            await unit.append("call.turn", {"n": number}, **place)
        assert [entry.seq for entry in await unit.entries(after=2, limit=3)] == [3, 4, 5]
        assert [entry.seq for entry in await unit.entries(after=2, task="t_1")] == [3, 5, 7]
        assert [entry.seq for entry in await unit.entries(1, 2, conversation="c_1")] == [3, 5]
    assert [entry.seq for entry in await store.entries("me", after=5)] == [6, 7]
    assert await store.entries("me", after=99) == []
    assert (await store.last("me"), await store.last("nobody")) == (7, 0)


async def test_a_reader_waits_for_no_unit_and_sees_only_what_is_committed(store: Store) -> None:
    async with store.unit("me") as unit:
        await unit.append("message", {"n": 1})
    async with store.unit("me") as unit:
        await unit.append("message", {"n": 2})
        assert [entry.data["n"] for entry in await store.entries("me")] == [1]
    assert [entry.data["n"] for entry in await store.entries("me")] == [1, 2]


async def test_a_claim_is_given_once(store: Store) -> None:
    async def claim() -> bool:
        async with store.unit("me") as unit:
            return await unit.claim("notice:t_1")

    assert sorted(await asyncio.gather(*(claim() for _ in range(5)))) == [False] * 4 + [True]
    async with store.unit("me") as unit:
        assert await unit.claim("notice:t_2")
        assert not await unit.claim("notice:t_2")


async def test_erase_leaves_nothing_but_the_counter(store: Store) -> None:
    async with store.unit("me") as unit:
        await unit.save_task(a_task())
        await unit.save_dialogue(a_dialogue())
        await unit.save_fact(Fact("profile", "name", "Dana", "user", AT))
        await unit.append("message", {"text": "x"})
        await unit.append("message", {"text": "y"})
    async with store.unit("you") as unit:
        await unit.save_task(a_task("t_2"))
    async with store.unit("me") as unit:
        assert await unit.erase() == {"facts": 1, "conversations": 1, "tasks": 1, "events": 2}
        assert await unit.task("t_1") is None
        assert (await unit.append("data.changed", {})).seq == 3
    async with store.unit("me") as unit:
        assert (await unit.tasks(), await unit.dialogues(), await unit.facts()) == ([], [], [])
    assert [entry.seq for entry in await store.entries("me")] == [3]
    assert await store.running() == [("you", "t_2")]


async def test_what_is_old_goes_but_for_what_is_under_way(store: Store) -> None:
    old, new = AT.timestamp() - 100, AT.timestamp() + 100
    async with store.unit("me") as unit:
        await unit.save_fact(Fact("profile", "name", "Dana", "user", AT))
        for task in (
            a_task("t_old", created_at=old, status=Status.SUCCEEDED),
            a_task("t_on", created_at=old, status=Status.SCHEDULED),
            a_task("t_new", created_at=new, status=Status.FAILED),
        ):
            await unit.save_task(task)
        for name in ("c_old", "c_on", "c_none"):
            await unit.save_dialogue(replace(a_dialogue(), conversation_id=name))
        for kind, conversation, task_id in (
            ("message", "c_old", None),
            ("call.turn", "c_old", "t_old"),
            ("call.turn", "c_on", "t_on"),
            ("task.outcome", "c_old", "t_old"),
        ):
            await unit.append(kind, {}, conversation=conversation, task=task_id)
    assert await store.users() == ["me"]
    long_ago, soon = AT - timedelta(days=400), AT + timedelta(seconds=1)
    async with store.unit("me") as unit:
        assert await unit.expire(long_ago) == 1, "a conversation nothing is left of"
        assert not await unit.expire(long_ago)
        assert await unit.expire(soon, {"call.turn", "call.ask"}) == 1
    assert [entry.seq for entry in await store.entries("me")] == [1, 3, 4], "what is under way stays"
    assert [entry.seq for entry in await store.entries("me", 1, 1)] == [3]
    async with store.unit("me") as unit:
        assert await unit.expire(soon) == 4
    async with store.unit("me") as unit:
        assert [task.id for task in await unit.tasks()] == ["t_new", "t_on"]
        assert [dialogue.conversation_id for dialogue in await unit.dialogues()] == ["c_on"]
        assert len(await unit.facts()) == 1
        assert (await unit.append("message", {})).seq == 5


async def test_age_counts_from_what_happened_last_and_nothing_that_is_owed_goes(store: Store) -> None:
    now, owed = StillClock().now(), Notice("k", 1, 300.0)
    long_ago = (now - timedelta(days=40)).timestamp()
    async with store.unit("me") as unit:
        for task in (
            a_task("t_just_ended", long_ago, Status.SUCCEEDED),
            replace(a_task("t_notice", long_ago, Status.FAILED), outbox=(owed,)),
            replace(a_task("t_reminder", long_ago, Status.SUCCEEDED), remind_at=now.timestamp() + 86400),
            a_task("t_gone", long_ago, Status.CANCELLED),
        ):
            await unit.save_task(task)
            if task.id != "t_just_ended":
                await unit.append("message", {}, conversation=task.id, task=task.id)
            await unit.save_dialogue(replace(a_dialogue(), conversation_id=task.id))
        await unit.append("task.outcome", {}, conversation="t_just_ended", task="t_just_ended")
    async with store.unit("me") as unit:
        assert await unit.expire(now) == 0
        assert len(await unit.tasks()) == 4
        assert await unit.expire(now + timedelta(seconds=1)) == 6, "two errands with an entry and a conversation each"
    async with store.unit("me") as unit:
        assert [task.id for task in await unit.tasks()] == ["t_reminder", "t_notice"]
        assert [entry.task for entry in await unit.entries()] == ["t_notice", "t_reminder"]
        assert [one.conversation_id for one in await unit.dialogues()] == ["t_reminder", "t_notice"]


async def test_one_task_goes_with_its_entries_and_its_empty_dialogue(store: Store) -> None:
    async with store.unit("me") as unit:
        for task in ("t_1", "t_2"):
            await unit.save_task(a_task(task))
        for name in ("c_1", "c_2"):
            await unit.save_dialogue(replace(a_dialogue(), conversation_id=name))
        for conversation, task_id in (("c_1", None), ("c_1", "t_1"), ("c_2", "t_2"), ("c_2", None)):
            await unit.append("message", {}, conversation=conversation, task=task_id)
    async with store.unit("you") as unit:
        await unit.save_task(replace(a_task("t_9"), user_id="you"))
        await unit.append("message", {}, task="t_9")
    async with store.unit("me") as unit:
        assert await unit.erase_task("t_1", [1]) == 2
        assert await unit.erase_task("t_9", []) == 0
        assert unit.changed
    async with store.unit("me") as unit:
        assert [task.id for task in await unit.tasks()] == ["t_2"]
        assert [dialogue.conversation_id for dialogue in await unit.dialogues()] == ["c_2"]
        assert (await unit.append("message", {})).seq == 5
    assert [entry.seq for entry in await store.entries("me")] == [3, 4, 5]
    assert [entry.task for entry in await store.entries("you")] == ["t_9"]


WRITES: list[Callable[[Unit], Awaitable[object]]] = [
    lambda unit: unit.save_task(a_task()),
    lambda unit: unit.save_dialogue(a_dialogue()),
    lambda unit: unit.save_fact(Fact("profile", "name", "Dana", "user", AT)),
    lambda unit: unit.forget("profile", "name"),
    lambda unit: unit.append("message", {}),
    lambda unit: unit.claim("k"),
    lambda unit: unit.erase_task("t_1", []),
    lambda unit: unit.erase(),
]


async def test_a_unit_knows_whether_it_wrote(store: Store) -> None:
    for write in WRITES:
        async with store.unit("me") as unit:
            await unit.task("t_1")
            await unit.entries()
            await unit.forget("profile", "none")
            assert not unit.changed
            await write(unit)
            assert unit.changed
    async with store.unit("me") as unit:
        await unit.claim("k")
    async with store.unit("me") as unit:
        assert not await unit.claim("k")
        assert not unit.changed


async def test_check_passes_on_a_store_that_works(store: Store) -> None:
    await store.check()
