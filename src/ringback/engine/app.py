"""Composition root of the engine: settings in, adapters built and wired, ASGI app out."""

import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import structlog
from fastapi import FastAPI
from starlette.exceptions import HTTPException

from ringback import phone
from ringback.engine import admission, plan, task_types
from ringback.engine.cards import Cards
from ringback.engine.channels.web import WebChannel
from ringback.engine.chat import PATIENCE, Chat
from ringback.engine.consult import Consult
from ringback.engine.context import Context
from ringback.engine.elsewhere import Elsewhere
from ringback.engine.handler_client import HttpCallHandler
from ringback.engine.http import after, events, health, history, line, operator, page, refusals, sound, tasks
from ringback.engine.http import cards as card_routes
from ringback.engine.http import chat as chat_routes
from ringback.engine.http import context as context_routes
from ringback.engine.http import reports as report_routes
from ringback.engine.http import wishes as wish_routes
from ringback.engine.http.guard import Guard
from ringback.engine.http.user import LOCAL_USER
from ringback.engine.http.views import Views
from ringback.engine.inbound import Inbound, Owner
from ringback.engine.interpreters.llm import ModelReader
from ringback.engine.interpreters.rules import Rules
from ringback.engine.journal import Journal
from ringback.engine.metrics import Metrics
from ringback.engine.notice import Notifier
from ringback.engine.past import Past
from ringback.engine.phrases import phrases_of
from ringback.engine.ports import Clock, Ids, SecondReader, Store
from ringback.engine.practice import PracticeBook
from ringback.engine.recordings import ShorterKept
from ringback.engine.reports import Reports
from ringback.engine.retention import Limits as Kept
from ringback.engine.retention import Retention
from ringback.engine.run import Run
from ringback.engine.runner import LeasedRunner
from ringback.engine.settings import EngineSettings
from ringback.engine.stores.file import FileStore
from ringback.engine.stores.memory import MemoryStore
from ringback.engine.stores.sql import SqlStore
from ringback.engine.system import RandomIds, SystemClock
from ringback.engine.task import TaskType
from ringback.engine.traces import Traces
from ringback.engine.words import Words
from ringback.kit.errors import RingbackError, SettingsError
from ringback.kit.http import ErrorBody, use_house_rules
from ringback.kit.logs import say

log = structlog.get_logger()


ERRORS: dict[int | str, str] = {
    400: "The request cannot be read.",
    413: "The request is too large.",
    "4XX": "The request is refused.",
    500: "Something went wrong on our side.",
    503: "The store or the call-handler does not answer.",
}
"""What any route may answer besides its own."""


def create_app(settings: EngineSettings) -> FastAPI:
    clock, ids = SystemClock(), RandomIds()
    store = open_store(settings, clock, ids)
    journal = Journal(store)
    handler = HttpCallHandler(settings.call_handler_host, settings.call_handler_token)
    book = PracticeBook(settings.practice_url, clock)
    types = task_types.load()
    phrases = phrases_of(types)
    words = Words(phrases, settings.default_region)
    limits = plan.Limits(
        settings.max_call_seconds // 60 or 1,
        practice=bool(settings.practice_url),
        usd_per_minute=settings.usd_per_minute,
    )
    views = Views(types, phrases, words, settings.default_region, limits)
    channels = {"web": WebChannel()}
    metrics = Metrics(lambda: runner.carried, lambda: journal.readers)
    notifier = Notifier(journal, channels, words, clock, on_ended=metrics.ended)
    elsewhere = Elsewhere(journal, handler, clock)
    run = Run(
        journal,
        handler,
        notifier,
        elsewhere,
        lambda task, purpose: plan.instructions(task, types[task.type], purpose),
        clock,
        admit=admission.gate(limits.bounds),
    )
    owner = Owner(LOCAL_USER, settings.default_language)
    inbound = Inbound(journal, handler, notifier, words, owner)
    runner = LeasedRunner(store, journal, handler, run, clock)
    second_reader = open_second_reader(settings, types)
    chat = Chat(
        journal=journal,
        interpreter=Rules(types.values()),
        runner=runner,
        phone_book=book,
        clock=clock,
        ids=ids,
        task_types=types,
        default_language=settings.default_language,
        region=settings.default_region,
        countries=settings.countries,
        limits=limits,
        second_reader=second_reader,
    )
    cards = Cards(chat, types, phrases, settings.default_region, settings.countries)
    consult = Consult(
        chat,
        journal=journal,
        interpreter=Rules(types.values()),
        handler=handler,
        clock=clock,
        phrases=phrases,
        region=settings.default_region,
    )
    past = Past(store)
    context = Context(
        journal,
        runner,
        handler,
        elsewhere,
        clock,
        phrases,
        settings.default_region,
        settings.countries,
        traces=Traces(settings.log_dir, settings.data_dir),
        bounds=limits.bounds,
        on_erased=past.forget,
    )

    kept = Kept(settings.retention_transcripts_days, settings.retention_history_days, settings.retention_logs_days)
    retention = Retention(
        store,
        clock,
        kept,
        settings.log_dir,
        also=(ShorterKept(journal, handler, clock).sweep, elsewhere.settle),
    )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        try:
            await store.open()
        except RingbackError as exc:
            say(f"engine: {exc.detail}")
            raise
        async with journal.listening(), runner.running(), inbound.running(), elsewhere.running(), retention.running():
            log.info("engine started", store=settings.context_store, practice=bool(settings.practice_url))
            yield
            journal.close()
        await handler.close()
        if second_reader is not None:
            await second_reader.close()
        await store.close()
        log.info("engine stopped")

    app = FastAPI(
        title="Ringback engine",
        description="Runs errands by phone: chat, tasks, events, context.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        responses={status: _error(sentence) for status, sentence in ERRORS.items()},
    )
    app.state.journal = journal
    for router in (
        chat_routes.create_router(consult, views, metrics),
        tasks.create_router(chat, journal, runner, handler, views),
        card_routes.create_router(cards, journal, handler, views, limits.bounds, clock.now),
        after.create_router(journal, views, clock),
        sound.create_router(journal, handler, views),
        wish_routes.create_router(context, settings.default_language),
        context_routes.create_router(context, handler, views, settings.default_language),
        history.create_router(journal, past),
        line.create_router(handler, settings.default_language),
        operator.create_router(past, settings.default_language, clock.now),
        events.create_router(journal),
        report_routes.create_router(Reports(store, journal, inbound.take), settings.call_handler_token),
        health.create_router(store, handler, metrics),
        page.create_router(
            store,
            book,
            settings.default_language,
            zone=phone.zone(settings.default_region),
            practice=bool(settings.practice_url),
        ),
    ):
        app.include_router(router)
    app.mount("/static", page.Assets(directory=page.FOLDER / "static"))
    use_house_rules(
        app,
        body_limits={report_routes.PATH: report_routes.LARGEST},
        told=refusals.create(phrases, settings.default_language),
    )
    app.add_exception_handler(HTTPException, page.lost(settings.default_language))
    app.add_middleware(Guard, public_url=settings.engine_public_url)
    return app


def _error(sentence: str) -> dict[str, Any]:
    """An error of a route that answers something else than JSON when all is well."""
    schema = {"$ref": f"#/components/schemas/{ErrorBody.__name__}"}
    return {"description": sentence, "content": {"application/json": {"schema": schema}}}


def open_store(settings: EngineSettings, clock: Clock, ids: Ids) -> Store:
    match settings.context_store:
        case "memory":
            return MemoryStore(clock, ids)
        case "file":
            return FileStore(settings.data_dir / "users", clock, ids)
        case "sql":
            return SqlStore(settings.database, clock, ids)


def open_second_reader(settings: EngineSettings, types: Mapping[str, TaskType]) -> SecondReader | None:
    """The model that reads what the rules are not sure of, if one is set; only then is its library imported."""
    if settings.interpreter == "rules":
        return None
    try:
        from ringback.engine.interpreters.llm_provider import CompatibleModel
    except ModuleNotFoundError as exc:
        raise SettingsError("INTERPRETER: install the extra llm to have a language model read.") from exc
    model = CompatibleModel(settings.llm_model, settings.llm_base_url, settings.llm_api_key, PATIENCE)
    return ModelReader(model, types.values(), time.monotonic)
