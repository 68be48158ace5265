"""Practice people who ring the customer's number, and the number and account as the vendor's client sees them."""

import asyncio

import httpx2
import pytest

from ringback.sandbox.carrier.account import OwnNumber
from ringback.sandbox.people.phone_book import book
from tests.sandbox.conftest import ACCOUNT, FROM, TOKEN, Town

GARAGE, PIZZA, STRANGER = "+97236123559", "+97236123556", "+97236549999"


def ring(town: Town, caller: str) -> str:
    person = book().find(caller).ringing()
    assert person is not None
    number = OwnNumber(FROM, f"{town.customer.url}/twiml", f"{town.customer.url}/status")
    return town.exchange.ring(person, number.order(caller)).sid


@pytest.mark.parametrize("caller", [GARAGE, STRANGER])
async def test_a_call_that_comes_in_asks_for_twiml_and_tells_its_end_alone(town: Town, caller: str) -> None:
    town.customer.twiml = "<Response><Say>hello</Say><Pause length='4'/></Response>"
    sid = ring(town, caller)
    ended = await town.customer.until("/status", CallStatus="completed")
    (asked,) = town.customer.at("/twiml")
    assert {
        "CallSid": sid,
        "AccountSid": ACCOUNT,
        "From": caller,
        "To": FROM,
        "Caller": caller,
        "Called": FROM,
        "Direction": "inbound",
        "CallStatus": "ringing",
    }.items() <= asked.items()
    assert len(town.customer.at("/status")) == 1
    assert ended["Direction"] == "inbound"
    assert all(request.signed for request in town.customer.received)
    leg = town.exchange.find(sid)
    assert leg.record.resource()["direction"] == "inbound"
    assert leg.said, "the one who rings says what they want, once they were greeted"


async def test_one_who_never_rings_is_refused(town: Town) -> None:
    async with httpx2.AsyncClient(base_url=town.url) as client:
        answer = await client.post("/practice/call", json={"from": PIZZA})
        assert (answer.status_code, answer.json()["error"]) == (400, "never_rings")
        assert (await client.post("/practice/call", json={"from": "somebody"})).status_code in (400, 422)
        rung = await client.post("/practice/call", json={"from": "anonymous"})
    assert town.exchange.find(rung.json()["call_sid"]).record.from_ == "anonymous"


async def test_the_vendors_client_finds_the_account_and_its_number(town: Town) -> None:
    def use() -> None:
        client = town.client()
        account = client.api.accounts(ACCOUNT).fetch()
        assert (account.status, account.type) == ("active", "Full")
        (number,) = client.incoming_phone_numbers.list(phone_number=FROM)
        assert number.capabilities["voice"] is True
        assert client.incoming_phone_numbers.list(phone_number="+15550001111") == []

    await asyncio.to_thread(use)


async def test_a_stranger_sees_neither(town: Town) -> None:
    async with httpx2.AsyncClient(base_url=town.url, auth=(ACCOUNT, "wrong")) as client:
        for path in (f"{ACCOUNT}.json", f"{ACCOUNT}/IncomingPhoneNumbers.json"):
            assert (await client.get(f"/2010-04-01/Accounts/{path}")).status_code == 401
    async with httpx2.AsyncClient(base_url=town.url, auth=(ACCOUNT, TOKEN)) as client:
        assert (await client.get("/2010-04-01/Accounts/AC" + "0" * 32 + ".json")).status_code == 404
