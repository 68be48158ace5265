"""The practice carrier with people who spell, and what it tells about itself, on a real port."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from ringback.kit.http import use_house_rules
from ringback.sandbox import practice
from ringback.sandbox.carrier import rest as carrier
from ringback.sandbox.carrier.account import OwnNumber
from ringback.sandbox.carrier.callbacks import Webhooks, new_client
from ringback.sandbox.carrier.exchange import Exchange
from ringback.sandbox.carrier.leg import Network
from ringback.sandbox.people.phone_book import book
from tests.fakes.senses import spelling_senses
from tests.fakes.server import serving


@asynccontextmanager
async def practice_carrier(account: str, token: str, *, speed: float = 20.0) -> AsyncIterator[str]:
    """Its root URL."""
    app = FastAPI()
    use_house_rules(app)
    carrier.use_carrier_errors(app)
    async with new_client() as client:
        exchange = Exchange(book(), Network(account, token, speed, spelling_senses(), Webhooks(client, token)))
        app.include_router(carrier.create_router(lambda: exchange, token))
        app.include_router(practice.create_router(book(), lambda: exchange, OwnNumber("+97233760000", "", "")))
        async with serving(app) as url:
            yield url
            await exchange.close()
