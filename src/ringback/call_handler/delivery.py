"""Reports are posted to the engine, signed, until it acknowledges them.

Rules:
1. A report is owed from the moment it is written, in the same transaction; what is owed outlives every process.
2. Whichever process takes it sends it; while it does, others leave it alone. So it arrives once or more often.
3. What is not acknowledged comes again after a growing pause, for as long as the call is kept.
"""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

import httpx2
import structlog
from pydantic import SecretStr

from ringback.call_handler.ports import Clock, Owed, Store
from ringback.kit.errors import RingbackError
from ringback.kit.webhooks import signed
from ringback.wire import Report

log = structlog.get_logger()

ANSWER_SECONDS = 15.0
LONGEST_PAUSE = 600.0
_LOOK_SECONDS = 5.0
_AT_ONCE = 20


class NotTaken(RingbackError):
    """The engine did not acknowledge a report."""

    code = "not_taken"
    recoverable = True


class Engine(Protocol):
    async def post(self, report: Report, now: float) -> None:
        """Returns when the engine has acknowledged; raises NotTaken."""
        ...

    async def close(self) -> None: ...


class HttpEngine:
    """`url` is the engine's root; `key` signs."""

    def __init__(self, url: str, key: SecretStr) -> None:
        self._key = key
        self._http = httpx2.AsyncClient(base_url=url, timeout=ANSWER_SECONDS, trust_env=False)

    async def post(self, report: Report, now: float) -> None:
        body = report.model_dump_json().encode()
        headers = signed(self._key, f"report_{report.call_sid}", now, body) | {"content-type": "application/json"}
        try:
            answer = await self._http.post("/reports", content=body, headers=headers)
        except httpx2.TransportError as exc:
            raise NotTaken("The engine does not answer; look at ENGINE_URL.", status=503) from exc
        if not answer.is_success:
            raise NotTaken("The engine did not take the report.", status=answer.status_code)

    async def close(self) -> None:
        await self._http.aclose()


class Delivery:
    """`reported` gives the event that the next report sets."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        clock: Clock,
        reported: Callable[[], asyncio.Event],
        *,
        look_seconds: float = _LOOK_SECONDS,
    ) -> None:
        self._store = store
        self._engine = engine
        self._clock = clock
        self._reported = reported
        self._look_seconds = look_seconds
        self._always: asyncio.Task[None] | None = None

    async def open(self) -> None:
        self._always = asyncio.create_task(self._keep_sending())

    async def close(self) -> None:
        if self._always is not None:
            self._always.cancel()
            await asyncio.gather(self._always, return_exceptions=True)
        await self._engine.close()

    async def send(self) -> int:
        """All that is due now; how many were sent, acknowledged or not."""
        now = self._clock.now()
        due = await self._store.owed(now, now + 2 * ANSWER_SECONDS, _AT_ONCE)
        await asyncio.gather(*(self._send(one) for one in due))
        return len(due)

    async def _send(self, owed: Owed) -> None:
        sid, told = owed.report.call_sid, log.bind(task_id=owed.report.task_id, tries=owed.tries)
        try:
            await self._engine.post(owed.report, self._clock.now())
        except NotTaken as exc:
            told.warning("report not taken", call_sid=sid, status=exc.status)
            await self._store.owe_until(sid, self._clock.now() + _pause(owed.tries))
        else:
            told.info("report posted", call_sid=sid)
            await self._store.settle_debt(sid)

    async def _keep_sending(self) -> None:
        while True:
            reported = self._reported()
            try:
                while await self.send() == _AT_ONCE:
                    pass
            except RingbackError as error:
                log.error("reports could not be sent", error=error.code)
            except Exception:
                log.exception("reports could not be sent")
            with suppress(TimeoutError):
                async with asyncio.timeout(self._look_seconds):
                    await reported.wait()


def _pause(tries: int) -> float:
    """Seconds until the next try, after so many."""
    return min(LONGEST_PAUSE, 2.0 ** min(tries, 20)) * random.uniform(0.5, 1.0)
