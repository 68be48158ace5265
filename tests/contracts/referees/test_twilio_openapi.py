"""The practice carrier under schemathesis, which makes requests of Twilio's own published OpenAPI and judges answers.

`twilio_calls.openapi.json` is twilio-oai's `twilio_api_v2010.json`, cut down to calls and without its descriptions.
Only what the answers look like is judged, and that there is no server error: the published document lists no refusals.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from ringback.sandbox.carrier import rest as carrier
from ringback.sandbox.carrier.callbacks import Webhooks, new_client
from ringback.sandbox.carrier.exchange import Exchange
from ringback.sandbox.carrier.leg import Network
from ringback.sandbox.carrier.orders import read_order
from ringback.sandbox.people.phone_book import book
from tests.fakes.senses import spelling_senses
from tests.fakes.server import serving

pytestmark = pytest.mark.slow

ACCOUNT = "AC" + "0123456789abcdef" * 2
TOKEN = "12345"
BUSY, NOBODY, OURS = "+97236123459", "+97236123460", "+97233760000"
DOCUMENT = (Path(__file__).parent / "twilio_calls.openapi.json").read_text(encoding="utf-8")
PUBLISHED = json.loads(DOCUMENT.replace('"format": "uri"', '"format": "uri-reference"'))
"""Twilio's pages name each other by path alone, as its own examples do; the document calls that `uri`."""


@dataclass
class Carrier:
    url: str
    exchange: Exchange


@pytest.fixture
async def running() -> AsyncIterator[Carrier]:
    exchanges: list[Exchange] = []
    app = FastAPI()
    carrier.use_carrier_errors(app)
    app.include_router(carrier.create_router(lambda: exchanges[0], TOKEN))
    async with new_client() as client, serving(app) as url:
        exchanges.append(Exchange(book(), Network(ACCOUNT, TOKEN, 5.0, spelling_senses(), Webhooks(client, TOKEN))))
        yield Carrier(url, exchanges[0])
        await exchanges[0].close()


def meant(operation: str, case: schemathesis.Case[Any], sids: list[str]) -> None:
    """Let a request hit something: our account, a call that rings or has ended, a person in the book."""
    case.path_parameters["AccountSid"] = ACCOUNT
    if "Sid" in case.path_parameters and sids:
        case.path_parameters["Sid"] = sids[0] if operation == "UpdateCall" else sids[-1]
    if operation == "CreateCall":
        case.body = {"To": BUSY, "From": OURS, "Twiml": "<Response/>"}
    elif operation == "UpdateCall":
        case.body = {"Status": "completed"}


def judge(operation: str, running: Carrier) -> set[int]:
    """The statuses that were seen. Every second request is made to hit something."""
    statuses: list[int] = []
    found = schemathesis.openapi.from_dict(PUBLISHED).find_operation_by_id(operation)

    @settings(max_examples=24, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(found.as_strategy())
    def ask(case: schemathesis.Case[Any]) -> None:
        if len(statuses) % 2 == 0:
            meant(operation, case, [leg.record.sid for leg in running.exchange.legs])
        answer = case.call(base_url=running.url, auth=(ACCOUNT, TOKEN))
        case.validate_response(answer, checks=[not_a_server_error, response_schema_conformance])
        statuses.append(answer.status_code)

    ask()
    return set(statuses)


@pytest.mark.parametrize("operation", ["CreateCall", "ListCall", "FetchCall", "UpdateCall", "DeleteCall"])
async def test_answers_are_as_published(running: Carrier, operation: str) -> None:
    running.exchange.place(read_order({"To": [NOBODY], "From": [OURS], "Twiml": ["<Response/>"]}))
    ended = running.exchange.place(read_order({"To": [BUSY], "From": [OURS], "Twiml": ["<Response/>"]}))
    while not running.exchange.find(ended.sid).record.status.terminal:
        await asyncio.to_thread(len, running.url)
    statuses = await asyncio.to_thread(judge, operation, running)
    assert statuses & {200, 201, 204}, "some of it worked"
