"""Numbers at which the carrier's own service fails, on purpose and always the same; the polite person answers them.

03-612-3601   busy (429) at the first two orders, then a call
03-612-3602   busy (429) always
03-612-3603   fails (500) at the first order and places no call, then a call
03-612-3604   places the call and fails (500)
03-612-3605   places the call and never answers
03-612-3606   places the call and drops the connection in the middle of its answer
03-612-3607   as 3606, and nobody hears of the call again: no callback, and no list of calls to this number
03-612-3608   places the call and answers; its status callbacks are lost
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from fastapi import Response
from fastapi.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from ringback.sandbox.carrier.orders import CarrierError, Order, Program
from ringback.sandbox.carrier.records import CallRecord

_HANGS_S = 60.0
_ALWAYS = 1_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    how: Literal["busy", "fails", "fails_after", "hangs", "drops", "loses", "mute"]
    times: int = _ALWAYS
    """After so many orders the number is like any other."""


_FAULTS = {
    "+97236123601": Fault("busy", times=2),
    "+97236123602": Fault("busy"),
    "+97236123603": Fault("fails", times=1),
    "+97236123604": Fault("fails_after"),
    "+97236123605": Fault("hangs"),
    "+97236123606": Fault("drops"),
    "+97236123607": Fault("loses"),
    "+97236123608": Fault("mute"),
}


class Faults:
    """Counts the orders to each number."""

    def __init__(self) -> None:
        self._orders: Counter[str] = Counter()

    async def create(self, order: Order, place: Callable[[Order], CallRecord]) -> Response:
        """The answer to an order; `place` makes its call."""
        self._orders[order.to] += 1
        fault = _FAULTS.get(order.to)
        if fault is None or self._orders[order.to] > fault.times:
            return _created(place(order))
        match fault.how:
            case "busy":
                refusal = CarrierError(20429, "Too Many Requests", 429)
                return JSONResponse(refusal.body, 429, {"Retry-After": "1"})
            case "fails":
                return failed()
            case "fails_after":
                place(order)
                return failed()
            case "hangs":
                place(order)
                await asyncio.sleep(_HANGS_S)
                return failed()
            case "drops":
                place(order)
                return _Dropped()
            case "loses":
                silent = Program(webhook=None, twiml="<Response/>", fallback=None)
                place(replace(order, program=silent, status_callback=None, detection=None))
                return _Dropped()
            case "mute":
                return _created(place(replace(order, status_callback=None)))

    @staticmethod
    def hides(number: str) -> bool:
        """There is no list of the calls to this number."""
        fault = _FAULTS.get(number)
        return fault is not None and fault.how == "loses"


def failed() -> Response:
    return JSONResponse(CarrierError(20500, "Internal Server Error", 500).body, 500)


def _created(record: CallRecord) -> Response:
    return JSONResponse(record.resource(), 201)


class _Dropped(Response):
    """The server closes a connection whose answer has no end."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 201, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})
