"""The carrier's REST API under the vendor's own SDK and its published shapes."""

import asyncio
import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.rest import Client

from tests.sandbox.conftest import ACCOUNT, FROM, TOKEN, Town

BUSY, NOBODY = "+97236123459", "+97236123460"
SCHEMA = json.loads((Path(__file__).parent / "twilio_call.schema.json").read_text(encoding="utf-8"))
CALLS = f"/2010-04-01/Accounts/{ACCOUNT}/Calls"


def problems(schema: dict[str, Any], value: Any, at: str = "$") -> list[str]:
    """What in `value` is not as the published schema says; unknown and missing keys are problems too."""
    if "$ref" in schema:
        schema = SCHEMA[schema["$ref"].removeprefix("#/")]
    if value is None:
        return [] if schema.get("nullable") else [f"{at} is null"]
    match schema["type"]:
        case "object" if "properties" in schema:
            known = schema["properties"]
            found = [f"{at}.{key} is {what}" for key, what in _other_keys(known, value)]
            return found + [
                p for key in known.keys() & value.keys() for p in problems(known[key], value[key], f"{at}.{key}")
            ]
        case "object":
            return [] if isinstance(value, dict) else [f"{at} is no object"]
        case "array":
            return [p for n, item in enumerate(value) for p in problems(schema["items"], item, f"{at}[{n}]")]
        case "integer":
            return [] if isinstance(value, int) else [f"{at} is no integer"]
        case _:
            return _text_problems(schema, value, at)


def _other_keys(known: dict[str, Any], value: dict[str, Any]) -> list[tuple[str, str]]:
    return [(key, "missing") for key in known.keys() - value.keys()] + [
        (key, "unknown") for key in value.keys() - known.keys()
    ]


def _text_problems(schema: dict[str, Any], value: Any, at: str) -> list[str]:
    if not isinstance(value, str):
        return [f"{at} is no text"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at} is {value!r}")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{at} does not match")
    if schema.get("format") == "date-time-rfc-2822":
        parsedate_to_datetime(value)
    return found


@pytest.fixture
async def raw(town: Town) -> Any:
    async with httpx2.AsyncClient(base_url=town.url, auth=(ACCOUNT, TOKEN), trust_env=False) as client:
        yield client


def form(to: str, **more: str) -> dict[str, str]:
    return {"To": to, "From": FROM, "Twiml": "<Response/>", **more}


async def test_a_call_is_created_fetched_listed_and_deleted_by_the_vendors_client(town: Town) -> None:
    client = town.client()

    def use() -> str:
        call = client.calls.create(
            to=BUSY,
            from_=FROM,
            url=f"{town.customer.url}/twiml",
            status_callback=f"{town.customer.url}/status",
            status_callback_event=["initiated", "ringing", "answered", "completed"],
            timeout=30,
            time_limit=600,
        )
        assert call.status == "queued"
        assert call.direction == "outbound-api"
        assert isinstance(call.date_created, datetime)
        assert client.calls(call.sid).fetch().to == BUSY
        return str(call.sid)

    sid = await asyncio.to_thread(use)
    await town.customer.until("/status", CallStatus="busy")

    def after() -> None:
        [found] = client.calls.list(to=BUSY, from_=FROM, start_time_after=datetime.now(UTC) - timedelta(minutes=1))
        assert (found.sid, found.status) == (sid, "busy")
        assert client.calls.list(start_time_after=datetime.now(UTC) + timedelta(minutes=1)) == []
        assert client.calls(sid).delete()
        with pytest.raises(TwilioRestException) as refused:
            client.calls(sid).fetch()
        assert (refused.value.status, refused.value.code) == (404, 20404)

    await asyncio.to_thread(after)


@pytest.mark.filterwarnings(  # both inside the vendor's client
    "ignore:BasicAuth is deprecated:DeprecationWarning", "ignore:The 'auth' parameter is deprecated:DeprecationWarning"
)
async def test_the_vendors_async_client_works_too(town: Town) -> None:
    async with AsyncTwilioHttpClient() as http:
        client = Client(ACCOUNT, TOKEN, http_client=http)
        client.api.base_url = town.url
        call = await client.calls.create_async(to=NOBODY, from_=FROM, twiml="<Response/>")
        updated = await client.calls(call.sid).update_async(status="canceled")
    assert updated.sid == call.sid


async def test_every_answer_has_the_published_shape(town: Town, raw: httpx2.AsyncClient) -> None:
    created = await raw.post(f"{CALLS}.json", data=form(BUSY, StatusCallback=f"{town.customer.url}/status"))
    assert created.status_code == 201
    assert problems({"$ref": "#/call"}, created.json()) == []
    await town.customer.until("/status", CallStatus="busy")
    fetched = await raw.get(f"{CALLS}/{created.json()['sid']}.json")
    assert problems({"$ref": "#/call"}, fetched.json()) == []
    listed = await raw.get(f"{CALLS}.json")
    assert problems({"$ref": "#/list"}, listed.json()) == []
    assert [call["sid"] for call in listed.json()["calls"]] == [created.json()["sid"]]


async def test_the_shape_check_can_fail(town: Town, raw: httpx2.AsyncClient) -> None:
    call = (await raw.post(f"{CALLS}.json", data=form(BUSY))).json()
    wrong = {**call, "status": "initiated", "duration": 3, "extra": "x", "sid": "CA1"}
    del wrong["uri"]
    assert sorted(problems({"$ref": "#/call"}, wrong)) == [
        "$.duration is no text",
        "$.extra is unknown",
        "$.sid does not match",
        "$.status is 'initiated'",
        "$.uri is missing",
    ]


async def test_a_list_comes_in_pages_newest_first(town: Town) -> None:
    client = town.client()

    def use() -> tuple[list[str], list[str]]:
        placed = [client.calls.create(to=NOBODY, from_=FROM, twiml="<Response/>").sid for _ in range(5)]
        return placed, [call.sid for call in client.calls.list(page_size=2, to=NOBODY)]

    placed, listed = await asyncio.to_thread(use)
    assert listed == placed[::-1]


async def test_a_refusal_has_the_published_shape_and_places_no_call(town: Town, raw: httpx2.AsyncClient) -> None:
    answer = await raw.post(f"{CALLS}.json", data=form("hello"))
    assert (answer.status_code, answer.json()) == (
        400,
        {
            "code": 21211,
            "message": "The 'To' number hello is not a valid phone number.",
            "more_info": "https://www.twilio.com/docs/errors/21211",
            "status": 400,
        },
    )
    assert town.exchange.legs == []


async def test_a_wrong_token_and_another_account_are_refused(town: Town, raw: httpx2.AsyncClient) -> None:
    def wrong() -> None:
        with pytest.raises(TwilioRestException) as refused:
            town.client("wrong").calls.create(to=BUSY, from_=FROM, twiml="<Response/>")
        assert (refused.value.status, refused.value.code) == (401, 20003)

    await asyncio.to_thread(wrong)
    assert (await raw.get(f"{CALLS}.json", auth=None, headers={"Authorization": "Basic !"})).json()["code"] == 20003
    assert (await raw.get(f"{CALLS.replace(ACCOUNT, 'AC' + 'f' * 32)}.json")).json()["code"] == 20404
    assert (await raw.get(f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json")).json()["code"] == 20404
    assert (await raw.get(f"{CALLS}/CA{'0' * 32}.json")).json()["code"] == 20404


@pytest.mark.parametrize("query", ["Status=sleeping", "StartTime>=yesterday", "PageSize=many", "Page=-1"])
async def test_a_bad_filter_is_refused(raw: httpx2.AsyncClient, query: str) -> None:
    answer = await raw.get(f"{CALLS}.json?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, 20001)


async def test_a_list_is_filtered_by_status_and_by_day(town: Town, raw: httpx2.AsyncClient) -> None:
    await raw.post(f"{CALLS}.json", data=form(BUSY, StatusCallback=f"{town.customer.url}/status"))
    await raw.post(f"{CALLS}.json", data=form(NOBODY))
    await town.customer.until("/status", CallStatus="busy")
    today = f"{datetime.now(UTC):%Y-%m-%d}"

    async def count(query: str) -> int:
        return len((await raw.get(f"{CALLS}.json?{query}")).json()["calls"])

    assert await count("Status=busy") == 1
    assert await count("Status=completed") == 0
    assert await count(f"StartTime={today}") == 2
    assert await count("StartTime<=2020-01-01") == 0
    assert await count(f"EndTime>={today}") == 1
    assert await count("From=%2B15005550006") == 0
    assert await count(f"ParentCallSid=CA{'0' * 32}") == 0


@pytest.mark.parametrize("change", [{"Status": "completed"}, {"Status": "canceled"}, {"Twiml": "<Response/>"}])
async def test_an_ended_call_cannot_be_changed(town: Town, raw: httpx2.AsyncClient, change: dict[str, str]) -> None:
    sid = (await raw.post(f"{CALLS}.json", data=form(BUSY, StatusCallback=f"{town.customer.url}/s"))).json()["sid"]
    await town.customer.until("/s", CallStatus="busy")
    answer = await raw.post(f"{CALLS}/{sid}.json", data=change)
    assert (answer.status_code, answer.json()["code"]) == (400, 21220)


async def test_a_ringing_call_cannot_be_redirected_or_deleted_and_a_bad_status_is_refused(
    town: Town, raw: httpx2.AsyncClient
) -> None:
    sid = (await raw.post(f"{CALLS}.json", data=form(NOBODY))).json()["sid"]
    assert (await raw.post(f"{CALLS}/{sid}.json", data={"Twiml": "<Response/>"})).json()["code"] == 21220
    assert (await raw.post(f"{CALLS}/{sid}.json", data={"Status": "busy"})).json()["code"] == 20001
    assert (await raw.delete(f"{CALLS}/{sid}.json")).json()["code"] == 20009


async def test_the_phone_book_and_the_calls_are_told(town: Town, raw: httpx2.AsyncClient) -> None:
    people = (await raw.get("/people")).json()
    assert {person["language"] for person in people} == {"he", "en"}
    assert len({person["phone_number"] for person in people}) == len(people)
    assert people[0] == {
        "phone_number": "+97236123456",
        "language": "he",
        "name": "פיצה פלייס",
        "also": ["Pizza Place"],
        "about": "לוקחת הזמנות: חוזרת על מה ששמעה ואומרת את המחיר",
    }
    sid = (await raw.post(f"{CALLS}.json", data=form(NOBODY))).json()["sid"]
    [call] = (await raw.get("/practice/calls")).json()
    assert (call["call_sid"], call["said"]) == (sid, [])
    assert (await raw.get("/health")).json() == {"status": "ok"}
