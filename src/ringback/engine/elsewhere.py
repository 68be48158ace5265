"""What was erased here and may still be at the call-handler: remembered until it is gone there, too.

Rules:
1. It is written down in the unit that erases it here, by ids alone, which tell nothing of what was said. So neither a
   kill nor a call-handler that is away leaves anything that nobody erases any more.
2. It is tried at once, where a call-handler that is away is asked once; then again after a growing pause until all is
   gone, and with every later erasure and every sweep. The call-handler hangs up a call that is on.
3. A call that is still on is named, too, although the call-handler has promised to erase it when it ends.
4. Of calls that came in before all was erased the user is told nothing any more, also when they end later: the hour
   is remembered for as long as one of them can be on.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import structlog

from ringback.engine.facts import ERASING, Fact
from ringback.engine.journal import Journal
from ringback.engine.order import Sleep
from ringback.engine.ports import CallHandler, CallUnknown, Clock, ErasedLater, HandlerDown, Unit
from ringback.kit.errors import RingbackError

log = structlog.get_logger()

CALL, INBOUND, TASK = "call", "inbound", "task"

SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
_LONGEST_CALL = timedelta(hours=2)
_NEVER = datetime.min.replace(tzinfo=UTC)


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
    def __init__(self, journal: Journal, handler: CallHandler, clock: Clock, sleep: Sleep = asyncio.sleep) -> None:
        self._journal = journal
        self._handler = handler
        self._clock = clock
        self._sleep = sleep
        self._owing: set[str] = set()
        """Users of whom something is left."""
        self._more = asyncio.Event()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Asks again for what is left, until the block ends."""
        asking = asyncio.create_task(self._keep_asking())
        try:
            yield
        finally:
            asking.cancel()
            with suppress(asyncio.CancelledError):
                await asking

    async def owe(self, unit: Unit, calls: Iterable[str], tasks: Iterable[str], *, inbound: bool = False) -> None:
        """Part of the unit that erases these calls and tasks here; with `inbound` all calls that came in, too."""
        now = self._clock.now()
        for kind, ids in ((CALL, calls), (INBOUND, [INBOUND] if inbound else []), (TASK, tasks)):
            for one in ids:
                await unit.save_fact(Fact(ERASING, one, kind, "user", now))

    async def discard(self, user_id: str, call_sid: str) -> None:
        """End and erase a call whose task was erased."""
        async with self._journal.unit(user_id) as unit:
            await self.owe(unit, [call_sid], [])
        await self.settle(user_id)

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
                if await self._erased(fact, gone):
                    done.append(fact.key)
            except RingbackError as exc:
                if not isinstance(exc, ErasedLater):
                    log.error("not erased yet", user_id=user_id, kind=fact.value, id=fact.key, error=exc.code)
                    away = exc.detail if isinstance(exc, HandlerDown | CallUnknown) else ""
                elif fact.value == TASK:
                    continue  # its call is named
                gone.kept.append(Kept(fact.value, fact.key, exc.detail))
        if done:
            async with self._journal.unit(user_id) as unit:
                for key in done:
                    await unit.forget(ERASING, key)
        if len(done) < len(owed):
            self._owing.add(user_id)
            self._more.set()
        return gone

    async def _erased(self, fact: Fact, gone: Gone) -> bool:
        """Whether nothing of it is left, and nothing can come."""
        if fact.value == CALL:
            gone.calls += await self._handler.erase([fact.key])
        elif fact.value == TASK:
            gone.orders += await self._handler.erase_orders(fact.key)
        else:
            gone.calls += await self._handler.erase(await self._came_in(fact.at))
            return self._clock.now() - fact.at > _LONGEST_CALL
        return True

    async def _came_in(self, until: datetime) -> list[str]:
        """Ended calls to our number that had begun by then."""
        begun: list[str] = []
        after = 0
        while (told := await self._handler.inbound(after, 0)).calls:
            begun += [call.report.call_sid for call in told.calls if call.report.started_at <= until]
            after = told.calls[-1].seq
        return begun

    async def _keep_asking(self) -> None:
        pause = SHORTEST_PAUSE
        while True:
            await self._more.wait()
            await self._sleep(pause)
            self._more.clear()
            owing, self._owing = self._owing, set()
            for user_id in owing:
                try:
                    await self.settle(user_id)
                except RingbackError as exc:
                    log.error("not erased yet", user_id=user_id, error=exc.code)
                    self._owing.add(user_id)
                    self._more.set()
            pause = min(pause * 2, LONGEST_PAUSE) if self._owing else SHORTEST_PAUSE


async def owed_in(unit: Unit) -> list[Fact]:
    return [fact for fact in await unit.facts() if fact.section == ERASING]


async def all_erased_at(unit: Unit) -> datetime:
    """When everything was erased last, if a call that came in before may still be told of."""
    return max((fact.at for fact in await owed_in(unit) if fact.value == INBOUND), default=_NEVER)
