"""The numbers at which the carrier's own service fails."""

from collections.abc import AsyncIterator

import httpx2
import pytest

from tests.sandbox.conftest import ACCOUNT, FROM, TOKEN, Town

CALLS = f"/2010-04-01/Accounts/{ACCOUNT}/Calls.json"


@pytest.fixture
async def raw(town: Town) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(base_url=town.url, auth=(ACCOUNT, TOKEN), trust_env=False) as client:
        yield client


async def order(raw: httpx2.AsyncClient, to: str) -> httpx2.Response:
    return await raw.post(CALLS, data={"To": to, "From": FROM, "Twiml": "<Response/>"})


async def test_busy_twice_then_a_call(raw: httpx2.AsyncClient, town: Town) -> None:
    answers = [await order(raw, "+97236123601") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [429, 429, 201]
    assert (answers[0].json()["code"], answers[0].headers["retry-after"]) == (20429, "1")
    assert len(town.exchange.legs) == 1


async def test_a_failure_with_and_without_a_call(raw: httpx2.AsyncClient, town: Town) -> None:
    assert (await order(raw, "+97236123603")).status_code == 500
    assert town.exchange.legs == []
    assert (await order(raw, "+97236123604")).status_code == 500
    assert [leg.record.to for leg in town.exchange.legs] == ["+97236123604"]


async def test_a_dropped_connection_leaves_a_call_that_is_listed_or_not(raw: httpx2.AsyncClient, town: Town) -> None:
    for number, status in (("+97236123606", 200), ("+97236123607", 500)):
        with pytest.raises(httpx2.RemoteProtocolError):
            await order(raw, number)
        assert (await raw.get(CALLS, params={"To": number})).status_code == status
    assert len(town.exchange.legs) == 2
