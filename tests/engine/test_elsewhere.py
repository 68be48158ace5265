"""What was erased here is erased at the call-handler too, whatever dies or is away in between."""

import asyncio
from collections.abc import Sequence

import pytest

from ringback.engine.context import Context
from ringback.engine.phrases import phrases_of
from ringback.engine.ports import CallUnknown
from ringback.engine.task import Status
from tests.engine.world import Engine, World
from tests.fakes.call_handler import FakeCallHandler, talk


def a_context(world: World, engine: Engine) -> Context:
    return Context(engine.journal, engine.runner, world.handler, engine.elsewhere, world.clock, phrases_of({}), "IL")


class KilledOnce(FakeCallHandler):
    """The engine dies when it first asks it to erase."""

    killed = False

    async def erase(self, call_sids: Sequence[str]) -> int:
        if self.killed:
            return await super().erase(call_sids)
        self.killed = True
        raise asyncio.CancelledError


async def test_a_kill_between_both_erasures_leaves_nothing_for_ever() -> None:
    world = World(KilledOnce())
    await world.confirm()
    async with world.engine() as engine:
        await engine.ended()
        with pytest.raises(asyncio.CancelledError):
            await a_context(world, engine).erase("me", "en")
        assert world.handler.calls
        gone = await engine.elsewhere.settle("me")
        assert (world.handler.calls, gone.calls, gone.kept) == ({}, 1, [])
        assert (await engine.elsewhere.settle("me")).calls == 0


async def test_an_order_without_a_call_is_erased_once_the_handler_is_back() -> None:
    world = World()
    world.handler.order_failures.extend([CallUnknown("x")] * 3)
    await world.confirm()
    async with world.engine() as engine:
        assert (await engine.ended()).status is Status.FAILED
        world.handler.down = True
        first = await a_context(world, engine).erase("me", "en")
        assert [kept.kind for kept in first.kept] == ["inbound", "task"]
        world.handler.down = False
        assert (await a_context(world, engine).erase("me", "en")).erased["orders"] == 1
        assert world.handler.requests == []


class Hanging(FakeCallHandler):
    """It takes what it is asked and does not answer."""

    tried = 0

    async def erase_orders(self, task_id: str) -> int:
        self.tried += 1
        raise CallUnknown("It took the request and did not answer.")


async def test_a_handler_that_does_not_answer_is_asked_once_and_all_that_is_owed_is_named() -> None:
    world = World(Hanging())
    engine = Engine(world.store, world.handler, world.clock)
    for task_id in ("t_1", "t_2", "t_3"):
        await world.confirm(id=task_id, status=Status.FAILED)
    receipt = await a_context(world, engine).erase("me", "en")
    assert isinstance(world.handler, Hanging)
    assert (world.handler.tried, [kept.id for kept in receipt.kept]) == (1, ["t_1", "t_2", "t_3"])


async def test_a_call_whose_errand_is_erased_while_the_handler_is_away_is_hung_up_once_it_is_back() -> None:
    world = World()
    world.handler.script = talk()[:4]
    await world.confirm()
    engine = Engine(world.store, world.handler, world.clock)
    carrying = asyncio.create_task(engine.run.carry("me", "t_1"))
    await engine.until(Status.IN_CALL)
    carrying.cancel()
    world.handler.down = True
    async with engine.elsewhere.running():
        async with engine.journal.unit("me") as unit:
            await unit.erase()
            await engine.elsewhere.owe(unit, list(world.handler.calls), ["t_1"])
        assert [kept.kind for kept in (await engine.elsewhere.settle("me")).kept] == ["call", "task"]
        world.handler.down = False
        while world.handler.calls:  # noqa: ASYNC110  # nothing tells of an erasure
            await asyncio.sleep(0)
    assert len(world.handler.hung_up) == len(world.handler.erased) == 1
