"""What was erased here and may still be at the call-handler: remembered until it is gone there, too.

Rules:
1. It is written down in the unit that erases it here, by ids alone, which tell nothing of what was said. So neither a
   kill nor a call-handler that is away leaves anything that nobody erases any more.
2. It is tried at once, and again with every later erasure and every sweep; a call-handler that is away is asked once.
3. A call that is still on is named, too, although the call-handler has promised to erase it when it ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import structlog

from ringback.engine.facts import ERASING, Fact
from ringback.engine.journal import Journal
from ringback.engine.ports import CallHandler, CallUnknown, Clock, ErasedLater, HandlerDown, Unit
from ringback.kit.errors import RingbackError

log = structlog.get_logger()

CALL, TASK = "call", "task"


@dataclass(frozen=True, slots=True)
class Kept:
    """What could not be erased, and why."""

    kind: str
    id: str
    why: str


@dataclass(slots=True)
class Gone:
    """How many calls and orders were erased, and what is left."""

    calls: int = 0
    orders: int = 0
    kept: list[Kept] = field(default_factory=list)


class Elsewhere:
    def __init__(self, journal: Journal, handler: CallHandler, clock: Clock) -> None:
        self._journal = journal
        self._handler = handler
        self._clock = clock

    async def owe(self, unit: Unit, calls: Iterable[str], tasks: Iterable[str]) -> None:
        """Part of the unit that erases these calls and tasks here."""
        now = self._clock.now()
        for kind, ids in ((CALL, calls), (TASK, tasks)):
            for one in ids:
                await unit.save_fact(Fact(ERASING, one, kind, "user", now))

    async def settle(self, user_id: str) -> Gone:
        """Erase all that is owed, calls before the orders of their tasks."""
        async with self._journal.unit(user_id) as unit:
            owed = await owed_in(unit)
        gone, done, away = Gone(), [], ""
        for fact in sorted(owed, key=lambda fact: fact.value):
            if away:
                gone.kept.append(Kept(fact.value, fact.key, away))
                continue
            try:
                if fact.value == CALL:
                    gone.calls += await self._handler.erase([fact.key])
                else:
                    gone.orders += await self._handler.erase_orders(fact.key)
            except RingbackError as exc:
                if not isinstance(exc, ErasedLater):
                    log.error("not erased yet", user_id=user_id, kind=fact.value, id=fact.key, error=exc.code)
                    away = exc.detail if isinstance(exc, HandlerDown | CallUnknown) else ""
                elif fact.value == TASK:
                    continue  # its call is named
                gone.kept.append(Kept(fact.value, fact.key, exc.detail))
            else:
                done.append(fact.key)
        if done:
            async with self._journal.unit(user_id) as unit:
                for key in done:
                    await unit.forget(ERASING, key)
        return gone


async def owed_in(unit: Unit) -> list[Fact]:
    return [fact for fact in await unit.facts() if fact.section == ERASING]
