"""The carrier tells what a call cost some time after it ended; until then its report holds our estimate.

Rules:
1. It is asked a few times, at growing distances; then the estimate stays, and a restart does not ask again.
2. A price is never a reason to fail: what cannot be had or written is tried at the next distance.
"""

import asyncio
from collections.abc import Sequence

import structlog

from ringback.call_handler.ports import Carrier, Clock, Store
from ringback.call_handler.report import ESTIMATED
from ringback.kit.errors import RingbackError
from ringback.wire import Report

log = structlog.get_logger()

PAUSES = (60.0, 600.0, 3600.0)


class Prices:
    def __init__(self, store: Store, carrier: Carrier, clock: Clock, *, pauses: Sequence[float] = PAUSES) -> None:
        self._store = store
        self._carrier = carrier
        self._clock = clock
        self._pauses = pauses
        self.asking: set[asyncio.Task[None]] = set()

    def reported(self, report: Report) -> None:
        """A call ended; its price is asked for in the background when it was estimated."""
        if ESTIMATED in report.cost:
            task = asyncio.create_task(self._ask(report.call_sid))
            self.asking.add(task)
            task.add_done_callback(self.asking.discard)

    async def close(self) -> None:
        asking = list(self.asking)
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)

    async def _ask(self, call_sid: str) -> None:
        for pause in self._pauses:
            await self._clock.sleep(pause)
            try:
                usd = (await self._carrier.fetch(call_sid)).word.price_usd
                if usd is not None:
                    await self._store.price(call_sid, abs(usd))
                    log.info("price told", call_sid=call_sid)
                    return
            except RingbackError as error:
                log.warning("price not known yet", call_sid=call_sid, error=error.code)
