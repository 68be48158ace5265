"""The practice network in one process: carrier, people and speech model on one loopback port."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from ringback.kit.http import use_house_rules
from ringback.sandbox import practice
from ringback.sandbox.carrier import account
from ringback.sandbox.carrier import rest as carrier
from ringback.sandbox.carrier.account import OwnNumber
from ringback.sandbox.carrier.callbacks import Webhooks, new_client
from ringback.sandbox.carrier.exchange import Exchange
from ringback.sandbox.carrier.leg import Network
from ringback.sandbox.model import chat as text_model
from ringback.sandbox.model import routes as model
from ringback.sandbox.people.handset import TURN_END_MS, Hearing, Senses
from ringback.sandbox.people.phone_book import LANGUAGES, Book, book
from ringback.sandbox.settings import SandboxSettings
from ringback.sandbox.voice.hearing import Ear, TurnDetector
from ringback.sandbox.voice.speech import Speech
from ringback.sandbox.voice.workload import CountedEar, CountedVoice, Workload


def create_app(settings: SandboxSettings, people: Book | None = None) -> FastAPI:
    """`people` can be called; without them, those that come with the package."""
    people = people or book()
    workload = Workload()
    speech = CountedVoice(Speech(), workload)
    ears: dict[str, Hearing] = {language: CountedEar(Ear(language, []), workload) for language in LANGUAGES}
    senses = Senses(speech, ears, lambda: TurnDetector(silence_ms=TURN_END_MS))
    token = settings.twilio_auth_token.get_secret_value()
    running: list[Exchange] = []
    number = OwnNumber(settings.twilio_phone_number, settings.voice_url, settings.voice_status_url)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        warming = asyncio.create_task(asyncio.to_thread(_warm, senses))
        async with new_client() as client:
            webhooks = Webhooks(client, token)
            network = Network(settings.twilio_account_sid, token, settings.speed, senses, webhooks, workload.behind)
            running.append(Exchange(people, network))
            yield
            await running.pop().close()
        await warming

    app = FastAPI(title="Ringback practice network", lifespan=lifespan, docs_url=None, redoc_url=None)
    use_house_rules(app)
    carrier.use_carrier_errors(app)
    app.include_router(account.create_router(lambda: running[0], token, number))
    app.include_router(carrier.create_router(lambda: running[0], token))
    app.include_router(practice.create_router(people, lambda: running[0], number))

    def new_ear(language: str, phrases: list[str]) -> CountedEar:
        with workload.piece():
            return CountedEar(Ear(language, phrases, people.slots(language)), workload)

    app.include_router(model.create_router(settings, speech, people.phrases, new_ear=new_ear))
    app.include_router(text_model.create_router(settings.openai_api_key))
    return app


def _warm(senses: Senses) -> None:
    """Loads the voice and the ears, so that the first call's first word is not late."""
    for language in LANGUAGES:
        sound = senses.voice.say(_FIRST_WORDS[language], language, "alloy")
        senses.ears[language].spot(sound, [_FIRST_WORDS[language]])


_FIRST_WORDS = {"he": "שלום", "en": "hello"}
