"""An errand of several calls, carried to its end: each once, whatever dies in between, and one notice."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from ringback.engine.ports import CallUnknown
from ringback.engine.task import SlotValue, Status, Target, Task
from ringback.wire import Fact, Reason, Report, Turn
from tests.engine.world import Engine, World, carried
from tests.fakes.call_handler import EventType, a_report, talk

A, B, C = "+97236123556", "+97236123557", "+97236123558"
OTHERS = tuple(Target(SlotValue(name, name), SlotValue(number, number), "en") for name, number in (("B", B), ("C", C)))
Script = list[tuple[EventType, dict[str, Any]]]


def priced(price: str) -> Report:
    turns = [
        Turn(index=0, who="agent", text="What does it cost?", t0=900, t1=3100),
        Turn(index=1, who="callee", text=f"It is {price} shekels.", t0=3400, t1=5600),
    ]
    facts = [Fact(key="price", value=price, quote=f"{price} shekels", turn=1, supported=True)]
    return a_report(turns=turns, facts=facts)


def failing(reason: Reason) -> Script:
    return talk(a_report(reason))


@pytest.fixture
def three(world: World) -> World:
    world.handler.scripts = {A: failing(Reason.BUSY), B: talk(priced("300")), C: talk(priced("250"))}
    return world


def dialled(world: World) -> list[tuple[str, str]]:
    return [(call.order.key, call.order.phone_number) for call in world.handler.calls.values()]


async def confirm(world: World, **change: Any) -> None:
    await world.confirm(**{"type": "inquiry", "others": OTHERS, "strategy": "next_if_failed", **change})


async def until(engine: Engine, found: Callable[[Task], bool]) -> None:
    with engine.journal.watch("me") as changed:
        while not found(await engine.task()):
            await changed.wait()
            changed.clear()


async def test_each_is_told_what_was_stored_for_it_before_it_was_first_ordered(three: World) -> None:
    three.handler.order_failures.append(CallUnknown("slow"))
    await confirm(three)
    async with three.engine():
        await three.handler.asked.wait()
    async with three.engine() as engine:
        engine.opening = "For"
        task = await engine.ended()
    told = [(order.key, order.instructions) for order in three.handler.requests]
    assert told == [("t_1:0", "In the name of: Dana")] * 2 + [("t_1:1", "For: Dana")]
    assert [call.instructions for call in task.calls] == ["", ""]


async def test_the_next_is_called_when_the_first_fails_and_no_further_one(three: World) -> None:
    await confirm(three)
    task, entries, kinds = await carried(three)
    assert dialled(three) == [("t_1:0", A), ("t_1:1", B)]
    assert task.status is Status.SUCCEEDED
    assert task.outcome is not None
    assert task.outcome.chosen == 1
    assert kinds.count("task.outcome") == 1
    assert [entry.data["text"] for entry in entries if entry.type == "message"] == [
        "✓ B: done. Price: 300\n• Pizza Place: The line was busy.\n• C: not called"
    ]
    table = next(entry.data["calls"] for entry in entries if entry.type == "task.outcome")
    assert [(row["callee"], row["place"], row["chosen"]) for row in table] == [
        ("Pizza Place", 0, False),
        ("B", 1, True),
        ("C", None, False),
    ]


async def test_all_are_called_side_by_side_and_the_cheapest_is_taken(three: World) -> None:
    await confirm(three, strategy="compare", compare="cheapest")
    task, entries, _ = await carried(three)
    assert sorted(dialled(three)) == [("t_1:0", A), ("t_1:1", B), ("t_1:2", C)]
    assert task.outcome is not None
    assert (task.outcome.status, task.outcome.chosen) == (Status.SUCCEEDED, 2)
    said = next(entry.data["text"] for entry in entries if entry.type == "message")
    assert said == (
        "The cheapest: C. Price: 250. I only asked; nothing is booked there. "
        'To book, write: "make me an appointment there".\n'
        "• Pizza Place: The line was busy.\n• B: answered. Price: 300"
    )
    ended = next(entry for entry in entries if entry.type == "task.outcome")
    assert ended.data["offer"] == "make me an appointment there"
    turns = [(entry.data["call"], entry.data["turn"]) for entry in entries if entry.type == "call.turn"]
    assert sorted(turns) == [(1, 0), (1, 1), (2, 0), (2, 1)]
    sids = {entry.data["call"]: entry.data["call_sid"] for entry in entries if entry.type.startswith("call.")}
    assert len(set(sids.values())) == 3


async def test_what_was_booked_at_the_others_is_cancelled_by_calls_of_their_own(three: World) -> None:
    three.handler.scripts[A] = talk(priced("400"))
    await confirm(three, type="booking", strategy="compare", compare="cheapest")
    task, entries, _ = await carried(three)
    assert dialled(three)[3:] == [("t_1:3", A), ("t_1:4", B)]
    told = [order.instructions for order in three.handler.requests]
    assert [text.split(":")[0] for text in told] == ["In the name of"] * 3 + ["Cancel for"] * 2
    assert task.status is Status.SUCCEEDED
    said = next(entry for entry in entries if entry.type == "task.outcome").data
    assert said["text"].startswith("The cheapest: C.\n✓ C: done. Price: 250\n")
    assert "offer" not in said


async def test_a_stop_ends_the_errand_not_only_the_call(three: World) -> None:
    await confirm(three)
    ringing: Script = [("call.status", {"status": "ringing"})]
    three.handler.scripts[A] = ringing
    async with three.engine() as engine:
        await until(engine, lambda task: task.call_sid is not None)
        assert await engine.runner.cancel("me", "t_1")
        task = await engine.ended()
    assert dialled(three) == [("t_1:0", A)]
    assert len(three.handler.hung_up) >= 1
    assert task.outcome is not None
    assert task.outcome.reason == "user_hangup"


async def test_a_stop_hangs_up_all_that_are_going_on(three: World) -> None:
    await confirm(three, strategy="compare", compare="cheapest")
    ringing: Script = [("call.status", {"status": "ringing"})]
    three.handler.scripts = dict.fromkeys((A, B, C), ringing)
    async with three.engine() as engine:
        await until(engine, lambda task: len([call for call in task.calls if call.call_sid]) == 3)
        assert await engine.runner.cancel("me", "t_1")
        await engine.ended()
    assert set(three.handler.hung_up) == set(three.handler.calls)


@pytest.mark.parametrize("strategy", ["next_if_failed", "compare"])
@pytest.mark.parametrize("cuts", range(1, 40, 3))
async def test_cut_anywhere_it_goes_on_and_dials_nobody_twice(three: World, strategy: str, cuts: int) -> None:
    """The process is cut after so many steps of the loop, over and over, and begun again from the store."""
    kind = "booking" if strategy == "compare" else "inquiry"
    await confirm(three, strategy=strategy, compare="cheapest" if strategy == "compare" else None, type=kind)
    for _ in range(200):
        async with three.engine() as engine:
            for _ in range(cuts):
                await asyncio.sleep(0)
            if (await engine.task()).status is Status.SUCCEEDED:
                break
    async with three.engine() as engine:
        task = await engine.ended()
        notices = await engine.entries("task.outcome")
    keys = [key for key, _ in dialled(three)]
    assert len(keys) == len(set(keys))
    assert task.status is Status.SUCCEEDED
    assert len(notices) == 1
    assert sorted(keys) == sorted(f"t_1:{place}" for place in range(len(task.calls)))
    assert len(task.calls) == (2 if strategy == "next_if_failed" else 4)


async def test_an_order_nobody_answered_stops_the_row(three: World) -> None:
    """Whether the first was called is not known, so the next is not."""
    three.handler.order_failures.extend([CallUnknown("no answer")] * 100)
    three.handler.withdraw_failures.extend([CallUnknown("no answer")] * 100)
    await confirm(three)
    task, _, _ = await carried(three)
    assert task.status is Status.UNCONFIRMED
    assert {order.phone_number for order in three.handler.requests} == {A}
