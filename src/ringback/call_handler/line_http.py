"""Routes of the line itself: whom and when it calls, whether all is there for a call, how its voices sound."""

import asyncio
from dataclasses import asdict
from typing import Annotated

import httpx2
from fastapi import APIRouter, Query, Response
from pydantic import SecretStr

from ringback.call_handler.http import NOT_ADMITTED, Admitted, errors
from ringback.call_handler.line_checks import SECONDS, PublicChecks, TwilioChecks, check_openai
from ringback.call_handler.settings import HandlerSettings, is_loopback
from ringback.kit.settings import masked
from ringback.manner import VOICES
from ringback.wire import Language, Line, LineCheck, LineKey, LineLimits


def create_router(settings: HandlerSettings) -> APIRouter:
    router = APIRouter()

    @router.get("/line", responses=NOT_ADMITTED)
    async def line(
        desk: Admitted, check: Annotated[bool, Query(description="ask Twilio, OpenAI and our public address")] = False
    ) -> Line:
        """Whether real phones ring, the limits and, with `check`, what `ringback doctor --live` asks outside."""
        rules = desk.rules
        hours = rules.quiet_hours
        return Line(
            practice=settings.practice,
            phone_number=settings.twilio_phone_number,
            model=settings.openai_realtime_model,
            voice=settings.openai_realtime_voice,
            recording=settings.records,
            limits=LineLimits(
                countries=sorted(rules.countries),
                quiet_hours=f"{hours.begins:%H:%M}-{hours.ends:%H:%M}" if hours else None,
                keep_sabbath=hours is not None and hours.keep_sabbath,
                calls_a_day=rules.a_day,
                calls_a_day_per_number=rules.a_day_per_number,
                call_seconds=settings.max_call_seconds,
                ring_seconds=settings.ring_seconds,
                consult_seconds=settings.consult_seconds,
                recording_days=settings.retention_recordings_days or None,
            ),
            keys=_keys(settings),
            checks=await _checks(settings) if check else [],
        )

    @router.get(
        "/line/voice",
        response_class=Response,
        responses={
            200: {"content": {"audio/wav": {}}, "description": "one sentence, mono"},
            **NOT_ADMITTED,
            **errors(s400="No such voice", s503="The voice service does not speak"),
        },
    )
    async def voice(
        desk: Admitted,
        voice: Annotated[str, Query(pattern=f"^({'|'.join(VOICES)})?$", description="empty for the usual one")] = "",
        language: Annotated[Language | None, Query()] = None,
    ) -> Response:
        """How a voice sounds; nobody is called. Each is spoken once and then kept in memory."""
        sound = await desk.samples.wav(voice, language or desk.default_language)
        return Response(sound, media_type="audio/wav")

    return router


_KEYS = ("OPENAI_API_KEY", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_PHONE_NUMBER", "PUBLIC_BASE_URL")
"""What a real call needs."""


def _keys(settings: HandlerSettings) -> list[LineKey]:
    """Of a practice line its own credentials count for nothing: a key is set unless it is told as missing."""
    if settings.practice:
        missing = {*settings.missing_keys.split(","), "PUBLIC_BASE_URL"}
        return [LineKey(name=name, is_set=bool(settings.missing_keys) and name not in missing) for name in _KEYS]
    values = {name: getattr(settings, name.lower()) for name in _KEYS}
    shown = {
        name: masked(value.get_secret_value()) if isinstance(value, SecretStr) else value
        for name, value in values.items()
    }
    return [LineKey(name=name, is_set=bool(value), shown=value) for name, value in shown.items()]


async def _checks(settings: HandlerSettings) -> list[LineCheck]:
    async with httpx2.AsyncClient(timeout=SECONDS, trust_env=not is_loopback(settings.public_host)) as http:
        twilio, openai, public = await asyncio.gather(
            TwilioChecks(settings, http).run(), check_openai(settings), PublicChecks(settings, http).run()
        )
    return [LineCheck.model_validate(asdict(one)) for one in (*twilio, openai, *public)]
