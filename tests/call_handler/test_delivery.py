"""Reports reach the engine although it is away, refuses, or takes its time; each until it is acknowledged."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fastapi import FastAPI, Request, Response
from pydantic import SecretStr

from ringback.call_handler.call import Call
from ringback.call_handler.delivery import LONGEST_PAUSE, Delivery, NotTaken
from ringback.call_handler.ports import Order
from ringback.call_handler.report import Talk, make_report
from ringback.kit.webhooks import check
from ringback.wire import CallEvent, CallStatus, Report
from tests.call_handler.house import house
from tests.call_handler.shop import QuickClock
from tests.fakes.call_handler import AT
from tests.fakes.handler_store import MemoryStore
from tests.fakes.server import serving

KEY = "a long random text"


@dataclass
class FakeEngine:
    """Refuses as often as it is told to."""

    refuses: int = 0
    asked: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    async def post(self, report: Report, now: float) -> None:
        self.asked.append(report.call_sid)
        if self.refuses:
            self.refuses -= 1
            raise NotTaken("no")
        self.taken.append(report.call_sid)

    async def close(self) -> None: ...


async def owing(sids: list[str]) -> MemoryStore:
    store = MemoryStore(owes_reports=True)
    for sid in sids:
        await store.intend(Order(f"o_{sid}", f"{sid}:0", "d", "+97236123456", "call", "en", 1000.0, task_id="t_1"))
        call = Call(sid, 1000.0, CallStatus.COMPLETED)
        await store.place(f"o_{sid}", call)
        event = CallEvent(seq=1, ts=AT, type="call.report", data={})
        await store.finish(call, make_report(call, Talk(), task_id="t_1", now=1001.0), event)
    return store


async def test_what_is_refused_comes_again_after_growing_pauses_and_not_after_it_was_taken() -> None:
    store, engine, clock = await owing(["CA1"]), FakeEngine(refuses=12), QuickClock()
    delivery = Delivery(store, engine, clock, asyncio.Event)
    pauses: list[float] = []
    since = clock.time
    while not engine.taken:
        if await delivery.send():
            pauses.append(clock.time - since)
            since = clock.time
        clock.time += 0.5
    assert len(pauses) == 13
    assert pauses[1] <= 2.5
    assert 250 <= max(pauses) <= LONGEST_PAUSE + 0.5
    clock.time += 10 * LONGEST_PAUSE
    assert await delivery.send() == 0


async def test_two_processes_share_the_work() -> None:
    sids = [f"CA{n}" for n in range(30)]
    store, engine, clock = await owing(sids), FakeEngine(), QuickClock()
    both = [Delivery(store, engine, clock, asyncio.Event) for _ in range(2)]
    await asyncio.gather(*(one.send() for one in both))
    assert sorted(engine.asked) == sorted(sids), "none is sent twice"


def engine_app(answers: deque[int], bodies: list[bytes], taken: Callable[[], Awaitable[None]]) -> FastAPI:
    app = FastAPI()

    @app.post("/reports")
    async def reports(request: Request) -> Response:
        body = await request.body()
        check(SecretStr(KEY), request.headers, time.time(), body)
        bodies.append(body)
        status = answers.popleft() if answers else 204
        if status == 204:
            await taken()
        return Response(status_code=status)

    return app


@pytest.mark.slow
async def test_an_ended_call_is_posted_signed_also_by_a_process_that_starts_later(tmp_path: Path) -> None:
    bodies: list[bytes] = []
    taken = asyncio.Event()

    async def note() -> None:
        taken.set()

    async with serving(engine_app(deque([503]), bodies, note)) as engine_url:
        async with house(tmp_path, call_handler_token=KEY, engine_url=engine_url) as first:
            first.client.headers["authorization"] = f"Bearer {KEY}"
            sid = await first.ordered()
            await first.ended(sid, "busy")
        async with house(tmp_path, twilio=first.twilio, call_handler_token=KEY, engine_url=engine_url):
            await asyncio.wait_for(taken.wait(), 30)
    told = [json.loads(body) for body in bodies]
    assert {(one["call_sid"], one["reason"], one["task_id"]) for one in told} == {(sid, "busy", "t1")}
    assert len(told) >= 2, "the first one was refused"
