"""A carrier whose own service fails, over real HTTP: the right code, the right retry, and never two calls.

The practice carrier's numbers that fail (`sandbox/carrier/faults.py`); the calls are counted there. Each number has a
call-handler of its own, so that none is spared the failures of another; all run at the same time.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from ringback.call_handler.app import create_app
from ringback.engine.app import create_app as create_engine
from ringback.engine.settings import EngineSettings
from tests.call_handler.house import ACCOUNT, AUTH_TOKEN, Late, a_setting
from tests.fakes.realtime import FakeRealtime
from tests.fakes.server import serving
from tests.sandbox.town import practice_carrier
from tests.stories.conftest import Json, errand

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("failing")]

AFTER_TWO, BUSY, FAILS_ONCE, FAILS_AFTER, HANGS, DROPS, LOSES, MUTE = (f"+9723612360{n}" for n in range(1, 9))
GOOD = "+97236123699"
BEING_PLACED = "being_placed"


@dataclass(frozen=True)
class Handler:
    client: httpx2.AsyncClient
    url: str

    async def order(self, number: str, key: str = "t1:1") -> httpx2.Response:
        params = {"phone_number": number, "instructions": "Goal: ask when they close", "language": "en"}
        return await self.client.get("/order", params=params, headers={"Idempotency-Key": key})


@dataclass
class Carrier:
    url: str
    model: FakeRealtime
    folder: Path

    @asynccontextmanager
    async def handler(self, name: str) -> AsyncIterator[Handler]:
        late = Late()
        async with serving(late, grace=2) as url:
            urls = {"twilio_api_base_url": self.url, "openai_base_url": self.model.url, "public_base_url": url}
            late.app = create_app(a_setting(self.folder / name, **urls))
            async with httpx2.AsyncClient(base_url=url, timeout=90) as client:
                yield Handler(client, url)

    async def placed(self) -> Counter[str]:
        """The calls that were placed, by number."""
        async with httpx2.AsyncClient(base_url=self.url) as client:
            return Counter(call["to"] for call in (await client.get("/practice/calls")).json())


@pytest.fixture(scope="module")
async def carrier(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Carrier]:
    model = FakeRealtime()
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(practice_carrier(ACCOUNT, AUTH_TOKEN))
        await stack.enter_async_context(model.serving())
        yield Carrier(url, model, tmp_path_factory.mktemp("failing"))


@dataclass(frozen=True)
class Ordered:
    """What was answered to the same order, sent twice, the second time after the first answer; and the call."""

    first: httpx2.Response
    second: httpx2.Response
    call: Json

    @property
    def codes(self) -> list[tuple[int, str]]:
        answers = [(one.status_code, one.json()) for one in (self.first, self.second)]
        return [(status, body.get("error", body.get("status"))) for status, body in answers]


async def order_twice(carrier: Carrier, number: str) -> Ordered:
    async with carrier.handler(number) as handler:
        first, second = await handler.order(number), await handler.order(number)
        while second.status_code == 504 and second.json()["error"] == BEING_PLACED:
            second = await handler.order(number)
        if not second.is_success:
            return Ordered(first, second, {})
        assert not first.is_success or second.json()["call_sid"] == first.json()["call_sid"]
        call = await handler.client.get(f"/calls/{second.json()['call_sid']}", params={"wait": 60})
        return Ordered(first, second, dict(call.json()))


async def errand_that_gets_lost(carrier: Carrier) -> Json:
    """The task, as the user sees it."""
    async with carrier.handler("engine") as handler:
        settings = EngineSettings(
            _env_file=None,  # type: ignore[call-arg]  # pydantic-settings takes it
            call_handler_host=handler.url,
            context_store="memory",
            data_dir=carrier.folder / "engine",
        )
        async with serving(create_engine(settings)) as url, httpx2.AsyncClient(base_url=url, timeout=90) as client:
            answers = {"contact_name": "The Shop", "principal": "Dana", "user_name": "Dana"}
            return await errand(client, "Call 03-612-3607 and ask when they close", answers, "yes")


@dataclass(frozen=True)
class Circuit:
    """The states `/ready` told, before, while it was open and after; the order in between, and the calls then."""

    states: list[str]
    refused: httpx2.Response
    placed_meanwhile: int


async def failures_in_a_row(carrier: Carrier) -> Circuit:
    async with carrier.handler("circuit") as handler:

        async def state() -> str:
            return str((await handler.client.get("/ready")).json()["checks"]["twilio"])

        states = [await state()]
        for turn in range(5):
            assert (await handler.order(DROPS, f"c{turn}:1")).is_success
        refused = await handler.order(GOOD, "c9:1")
        states.append(await state())
        meanwhile = (await carrier.placed())[GOOD]
        await asyncio.sleep(float(refused.headers["retry-after"]) + 1)
        assert (await handler.order(GOOD, "c9:1")).is_success
        return Circuit([*states, await state()], refused, meanwhile)


@dataclass(frozen=True)
class Happened:
    orders: Mapping[str, Ordered]
    task: Json
    circuit: Circuit
    placed: Counter[str]


@pytest.fixture(scope="module")
async def happened(carrier: Carrier) -> Happened:
    numbers = (AFTER_TWO, BUSY, FAILS_ONCE, FAILS_AFTER, HANGS, DROPS, LOSES, MUTE)
    orders = asyncio.gather(*(order_twice(carrier, number) for number in numbers))
    ordered, task, circuit = await asyncio.gather(orders, errand_that_gets_lost(carrier), failures_in_a_row(carrier))
    return Happened(dict(zip(numbers, ordered, strict=True)), task, circuit, await carrier.placed())


@pytest.mark.parametrize("number", [AFTER_TWO, FAILS_ONCE, FAILS_AFTER, HANGS, DROPS, MUTE])
async def test_whatever_the_carrier_answered_there_is_a_call_and_it_is_reported(
    happened: Happened, number: str
) -> None:
    order = happened.orders[number]
    not_yet = {(504, "unconfirmed"), (504, BEING_PLACED)}
    assert order.codes[0] in {(200, "Call initiated")} | not_yet, "not yet found is not denied"
    assert order.codes[1] == (200, "Call initiated")
    assert order.call["report"]["status"] == "completed", order.call


async def test_no_order_has_two_calls(happened: Happened) -> None:
    orders = dict.fromkeys((AFTER_TWO, FAILS_ONCE, FAILS_AFTER, HANGS, MUTE, GOOD), 1)
    assert dict(happened.placed) == orders | {DROPS: 1 + 5, LOSES: 1 + 1}


async def test_a_carrier_that_stays_busy_is_told(happened: Happened) -> None:
    assert happened.orders[BUSY].codes == [(503, "provider_busy")] * 2
    assert happened.orders[BUSY].first.headers["retry-after"] == "1"


async def test_a_call_that_can_be_neither_found_nor_excluded_is_unconfirmed(happened: Happened) -> None:
    assert happened.orders[LOSES].codes == [(504, "unconfirmed")] * 2


async def test_the_user_is_told_that_it_is_not_known_whether_somebody_was_called(happened: Happened) -> None:
    outcome = happened.task["outcome"]
    assert (happened.task["status"], outcome["reason"]) == ("unconfirmed", "provider_down"), outcome
    assert "not clear whether the call" in outcome["text"]


async def test_the_circuit_opens_and_closes_and_ready_tells(happened: Happened) -> None:
    before, meanwhile, after = happened.circuit.states
    assert (before, after) == ("ok", "ok")
    assert "open" in meanwhile
    refused = happened.circuit.refused
    assert (refused.status_code, refused.json()["error"]) == (503, "provider_down")
    assert happened.circuit.placed_meanwhile == 0, "nothing was asked"
