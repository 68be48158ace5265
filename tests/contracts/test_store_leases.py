"""Who carries which task: the Store port's leases, in every store."""

import asyncio
from dataclasses import replace

from ringback.engine.ports import Store
from ringback.engine.task import Notice, Status
from tests.contracts.test_store import a_task


async def test_what_is_due_is_leased_to_one_owner_until_it_falls_silent(store: Store) -> None:
    async with store.unit("me") as unit:
        await unit.save_task(replace(a_task("t_1", status=Status.SCHEDULED), due_at=100.0))
        await unit.save_task(replace(a_task("t_2", status=Status.SCHEDULED), due_at=200.0))
        await unit.save_task(a_task("t_3", status=Status.SUCCEEDED))
        await unit.save_task(replace(a_task("t_4", status=Status.FAILED), outbox=(Notice("k", 1, 300.0),)))
        await unit.save_task(a_task("t_5", status=Status.PROPOSED))
    assert await store.lease("one", 99.0, 105.0, 10) == []
    assert await store.lease("one", 100.0, 106.0, 10) == [("me", "t_1")]
    assert await store.lease("two", 300.0, 306.0, 0) == []
    assert sorted(await store.lease("two", 105.9, 400.0, 10)) == []
    assert await store.renew("one", ["t_1", "t_2"], 250.0) == {"t_1"}
    assert await store.renew("two", ["t_1"], 250.0) == set()
    assert await store.lease("two", 240.0, 400.0, 10) == [("me", "t_2")]
    await store.release("one", ["t_2"])
    assert await store.lease("three", 260.0, 400.0, 10) == [("me", "t_1")]
    assert await store.renew("one", ["t_1"], 500.0) == set()
    await store.release("three", ["t_1"])
    assert sorted(await store.lease("one", 300.0, 400.0, 10)) == [("me", "t_1"), ("me", "t_4")]
    async with store.unit("me") as unit:
        await unit.erase()
    assert await store.lease("one", 1000.0, 1006.0, 10) == []


async def test_an_owner_is_told_which_of_its_calls_are_to_stop(store: Store) -> None:
    stop = replace(a_task(), cancel_requested=True)
    tasks = [stop, a_task(), replace(stop, call_sid=None), replace(stop, status=Status.FAILED), stop]
    for number, task in enumerate(tasks):
        async with store.unit("me") as unit:
            outbox = (Notice("k", 1, 0.0),) if task.status is Status.FAILED else ()
            await unit.save_task(replace(task, id=f"t_{number}", outbox=outbox))
        owner = "two" if number == 4 else "one"
        assert await store.lease(owner, 4.0, 10.0, 10) == [("me", f"t_{number}")]
    assert [await store.stopping(owner) for owner in ("one", "two", "three")] == [{"t_0", "t_2"}, {"t_4"}, set()]


async def test_of_many_who_ask_at_once_one_gets_a_task(store: Store) -> None:
    async with store.unit("me") as unit:
        for number in range(10):
            await unit.save_task(a_task(f"t_{number}"))
    taken = await asyncio.gather(*(store.lease(f"owner {number}", 10.0, 20.0, 10) for number in range(4)))
    assert sorted(task_id for got in taken for _, task_id in got) == [f"t_{number}" for number in range(10)]


async def test_a_clock_that_steps_back_holds_up_nothing_that_is_to_be_done_at_once(store: Store) -> None:
    hour = 3600.0
    async with store.unit("me") as unit:
        await unit.save_task(replace(a_task("t_1"), created_at=2 * hour, confirmed_at=2 * hour))
        await unit.save_task(replace(a_task("t_2", status=Status.SCHEDULED), due_at=2 * hour))
    assert await store.lease("one", hour, hour + 6, 10) == [("me", "t_1")]
    assert await store.lease("two", hour - 40, hour - 34, 10) == [], "clocks may be some seconds apart"
    assert await store.lease("two", 10.0, 16.0, 10) == [("me", "t_1")], "of before the clock stepped back"
    assert await store.renew("one", ["t_1"], 20.0) == set()
    assert await store.lease("one", 11.0, 17.0, 10) == []
    assert sorted(await store.lease("one", 2 * hour, 2 * hour + 6, 10)) == [("me", "t_1"), ("me", "t_2")]
