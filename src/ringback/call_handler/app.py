"""The call-handler's composition root: settings in, ASGI app out."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import structlog
from fastapi import FastAPI

from ringback.call_handler import do_not_call, http, line_http, listen_http
from ringback.call_handler.carriers import media_streams, twilio_hooks
from ringback.call_handler.carriers.signatures import Signatures
from ringback.call_handler.carriers.twilio import Twilio
from ringback.call_handler.delivery import Delivery, HttpEngine
from ringback.call_handler.dialler import Dialler
from ringback.call_handler.erasure import Erasure
from ringback.call_handler.guard import SqlGuard
from ringback.call_handler.inbound import AnsweringRules, InboundDesk
from ringback.call_handler.limits import Limits
from ringback.call_handler.listening import ListenTokens
from ringback.call_handler.media_stream import MediaStream
from ringback.call_handler.metrics import Metrics
from ringback.call_handler.order import LONGEST_QUEUE_SECONDS, OrderDesk
from ringback.call_handler.pace import Pace
from ringback.call_handler.peers import PassOn
from ringback.call_handler.prices import Prices
from ringback.call_handler.recording import Recordings
from ringback.call_handler.retention import Kept, Retention
from ringback.call_handler.settings import HandlerSettings
from ringback.call_handler.store import SqlStore
from ringback.call_handler.switchboard import Switchboard
from ringback.call_handler.voice_models.openai_realtime import OpenAIRealtime
from ringback.call_handler.voice_sample import Samples
from ringback.call_handler.warm import WarmModels
from ringback.kit.errors import RingbackError
from ringback.kit.http import use_house_rules
from ringback.kit.logs import say

log = structlog.get_logger()


class WallClock:
    def now(self) -> float:
        return time.time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class CallHandler:
    """All parts of one running call-handler."""

    def __init__(self, settings: HandlerSettings) -> None:
        clock = WallClock()
        self.store = SqlStore(settings.database, owes_reports=bool(settings.engine_url))
        self.carrier = Twilio(
            base_url=settings.twilio_api_base_url,
            account_sid=settings.twilio_account_sid,
            auth_token=settings.twilio_auth_token,
            from_number=settings.twilio_phone_number,
            public_base_url=settings.public_base_url,
            ring_seconds=settings.ring_seconds,
            call_seconds=settings.max_call_seconds,
        )
        self.metrics = Metrics(lambda: len(self.switchboard.lines))
        self.model = OpenAIRealtime(
            base_url=settings.openai_base_url,
            api_key=settings.openai_api_key,
            model=settings.openai_realtime_model,
            voice=settings.openai_realtime_voice,
            transcription=settings.openai_transcription_model,
            first_sound=self.metrics.model_spoke,
        )
        self.warm = WarmModels(self.model)
        self.samples = Samples(self.model, settings.openai_realtime_voice)
        self.guard = SqlGuard(self.store.sessions)
        self.switchboard = Switchboard(
            self.store,
            self.guard,
            self.carrier,
            clock,
            ring_seconds=settings.ring_seconds,
            call_seconds=settings.max_call_seconds,
            usd_per_minute=None if settings.free else settings.twilio_usd_per_minute,
            on_status=self.warm.follow,
            address=settings.address,
        )
        self.warm.forlorn = self.switchboard.nobody_to_speak
        self.switchboard.on_report.append(self.metrics.reported)
        self.delivery: Delivery | None = None
        if settings.engine_url:
            engine = HttpEngine(settings.engine_url, settings.call_handler_token)
            self.delivery = Delivery(self.store, engine, clock, lambda: self.switchboard.reported)
        self.prices = Prices(self.store, self.carrier, clock)
        self.switchboard.on_report.append(self.prices.reported)
        rules = settings.rules
        pace = Pace(clock, per_second=settings.calls_per_second, longest=LONGEST_QUEUE_SECONDS)
        dialler = Dialler(self.store, self.guard, self.carrier, self.switchboard, clock, rules, pace)
        self.orders = OrderDesk(self.store, dialler, clock, rules, admit=self.model.admit)
        recordings = Recordings(settings.data_dir / "recordings")
        self.erasure = Erasure(self.store, self.guard, self.carrier, self.switchboard, recordings.erase, clock)
        kept = Kept(settings.retention_recordings_days, settings.retention_calls_days, settings.retention_logs_days)
        self.retention = Retention(self.store, self.erasure, recordings, clock, kept, settings.log_dir)
        signatures = Signatures(settings.public_base_url, settings.twilio_auth_token, settings.twilio_webhook_keys)
        media_stream = MediaStream(
            self.switchboard,
            self.store,
            self.warm,
            codec=media_streams,
            handshakes=signatures,
            tokens=self.carrier,
            limits=Limits(call=settings.max_call_seconds * 1000, consult=settings.consult_seconds * 1000),
            recordings=recordings if settings.records else None,
            strict=settings.require_stream_signature,
        )
        self.inbound = InboundDesk(
            self.store,
            self.switchboard,
            clock,
            AnsweringRules(
                region=settings.default_region,
                language=settings.default_language,
                hours=settings.inbound_hours,
                most=settings.inbound_calls,
            ),
        )
        self.hooks = twilio_hooks.Hooks(
            self.carrier, signatures, self.switchboard, media_stream, self.inbound, settings.default_language
        )
        self.desk = http.Desk(
            orders=self.orders,
            switchboard=self.switchboard,
            erasure=self.erasure,
            guard=self.guard,
            rules=rules,
            metrics=self.metrics,
            recordings=recordings,
            token=settings.call_handler_token,
            default_language=settings.default_language,
            inbound=self.inbound,
            listen_tokens=ListenTokens(settings.twilio_auth_token),
            samples=self.samples,
            checks={"store": self.store.check, "twilio": self.carrier.check, "openai": self.model.check},
        )

    async def open(self) -> None:
        await self.store.open()
        await self.switchboard.open()
        await self.erasure.open()
        await self.retention.open()
        if self.delivery is not None:
            await self.delivery.open()
        log.info("call-handler started")

    async def close(self) -> None:
        await self.orders.close()
        await self.erasure.close()
        await self.retention.close()
        await self.prices.close()
        await self.switchboard.close()
        if self.delivery is not None:
            await self.delivery.close()
        await self.warm.close()
        await self.samples.close()
        await self.carrier.close()
        await self.model.close()
        await self.store.close()
        log.info("call-handler stopped")


def create_app(settings: HandlerSettings) -> FastAPI:
    """Everything starts and stops with the app's lifespan."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[Mapping[str, Any]]:
        try:
            handler = CallHandler(settings)
            app.state.desk, app.state.hooks = handler.desk, handler.hooks
            app.state.elsewhere = handler.switchboard.elsewhere
            await handler.open()
        except RingbackError as exc:
            say(f"call-handler: {exc.detail}")
            raise
        try:
            yield {"door": handler.hooks.media_stream, "stop": handler.switchboard.stop}
        finally:
            await handler.close()

    async def elsewhere(call_sid: str) -> str | None:
        address: str | None = await app.state.elsewhere(call_sid)
        return address

    app = FastAPI(title="Ringback call-handler", lifespan=lifespan)
    app.add_middleware(PassOn, elsewhere=elsewhere)
    use_house_rules(app)
    app.include_router(http.router)
    app.include_router(do_not_call.router)
    app.include_router(listen_http.router)
    app.include_router(line_http.create_router(settings))
    app.include_router(twilio_hooks.router)
    return app
