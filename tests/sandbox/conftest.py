"""A practice carrier with people who spell, and its customer, on a real port."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from ringback.kit.http import use_house_rules
from ringback.sandbox import practice
from ringback.sandbox.carrier import account
from ringback.sandbox.carrier import rest as carrier
from ringback.sandbox.carrier.account import OwnNumber
from ringback.sandbox.carrier.callbacks import Webhooks, new_client
from ringback.sandbox.carrier.exchange import Exchange
from ringback.sandbox.carrier.leg import Network
from ringback.sandbox.people.phone_book import book
from tests.fakes.customer import Customer
from tests.fakes.senses import spelling_senses
from tests.fakes.server import serving

ACCOUNT = "AC" + "0123456789abcdef" * 2
TOKEN = "12345"
SPEED = 40.0
FROM = "+97233760000"


@dataclass(frozen=True, slots=True)
class Town:
    """The carrier's root URL, its exchange and its customer."""

    url: str
    exchange: Exchange
    customer: Customer

    def client(self, token: str = TOKEN, http: TwilioHttpClient | None = None) -> Client:
        """The vendor's own client, pointed here."""
        client = Client(ACCOUNT, token, http_client=http or TwilioHttpClient(timeout=10, max_retries=0))
        client.api.base_url = self.url
        return client


@dataclass
class Street:
    """One server for all tests; each test has its own town on it."""

    url: str
    exchange: Exchange | None = None
    customer: Customer = field(default_factory=lambda: Customer(TOKEN, ""))

    def here(self) -> Exchange:
        assert self.exchange is not None
        return self.exchange


@pytest.fixture(scope="session")
async def street() -> AsyncIterator[Street]:
    street = Street("")
    app = FastAPI()
    use_house_rules(app)
    carrier.use_carrier_errors(app)
    number = OwnNumber(FROM, "", "")
    app.include_router(account.create_router(street.here, TOKEN, number))
    app.include_router(carrier.create_router(street.here, TOKEN))
    app.include_router(practice.create_router(book(), street.here, number))

    async def customer(scope: Scope, receive: Receive, send: Send) -> None:
        await street.customer.app(scope, receive, send)

    app.mount("/customer", customer)
    async with serving(app) as street.url:
        yield street


@pytest.fixture
async def town(street: Street) -> AsyncIterator[Town]:
    street.customer = customer = Customer(TOKEN, f"{street.url}/customer")
    async with new_client() as client:
        network = Network(ACCOUNT, TOKEN, SPEED, spelling_senses(), Webhooks(client, TOKEN))
        street.exchange = exchange = Exchange(book(), network)
        yield Town(street.url, exchange, customer)
        await exchange.close()
