"""An order desk with a scripted Twilio on a real port: what its clock slept, what was dialled."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import SecretStr

from ringback.call_handler.carriers.twilio import Twilio
from ringback.call_handler.dialler import Dialler
from ringback.call_handler.guard import SqlGuard
from ringback.call_handler.order import OrderDesk, Wish
from ringback.call_handler.pace import Pace
from ringback.call_handler.permits import DiallingRules
from ringback.call_handler.ports import Clock
from ringback.call_handler.store import SqlStore
from ringback.call_handler.switchboard import Switchboard
from tests.call_handler.house import ACCOUNT, AUTH_TOKEN, ERRAND, NUMBER, Late
from tests.fakes.twilio_rest import Failure, FakeTwilio

RULES = DiallingRules("IL", {"IL"})
WISH = Wish(phone_number=NUMBER, instructions=ERRAND, language="en", task_id="t1", key="t1:1")


Opener = Callable[..., AbstractAsyncContextManager["Shop"]]


class QuickClock:
    """Sleeps are remembered, not slept."""

    def __init__(self) -> None:
        self.time = 1_795_000_000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
        await asyncio.sleep(0)


@dataclass
class Shop:
    desk: OrderDesk
    store: SqlStore
    guard: SqlGuard
    switchboard: Switchboard
    twilio: FakeTwilio
    dialler: Dialler
    clock: QuickClock


@dataclass
class Network:
    """One server for all tests; `twilio` is whose turn it is."""

    late: Late
    url: str

    @asynccontextmanager
    async def shop(
        self,
        folder: Path,
        twilio: FakeTwilio,
        *,
        url: str | None = None,
        rules: DiallingRules = RULES,
        per_second: float = 1000,
        clock: Clock | None = None,
    ) -> AsyncIterator[Shop]:
        self.late.app = twilio.app
        quick, store = QuickClock(), SqlStore(f"sqlite+aiosqlite:///{folder / 'calls.db'}")
        clock = clock or quick
        carrier = Twilio(
            base_url=url or self.url,
            account_sid=ACCOUNT,
            auth_token=SecretStr(AUTH_TOKEN),
            from_number="+97233760000",
            public_base_url="http://127.0.0.1:5002",
            ring_seconds=40,
            call_seconds=600,
            timeout=0.3,
        )
        guard = SqlGuard(store.sessions)
        switchboard = Switchboard(store, guard, carrier, clock, ring_seconds=40, call_seconds=600)
        await store.open()
        pace = Pace(clock, per_second=per_second, longest=10)
        dialler = Dialler(store, guard, carrier, switchboard, clock, rules, pace)
        desk = OrderDesk(store, dialler, clock, rules)
        try:
            yield Shop(desk, store, guard, switchboard, twilio, dialler, quick)
        finally:
            await desk.close()
            await switchboard.close()
            await carrier.close()
            await store.close()


def failing(*failures: Failure | None, **more: object) -> FakeTwilio:
    return replace(FakeTwilio(), failures=deque(failures), **more)  # type: ignore[arg-type]  # fields by name
