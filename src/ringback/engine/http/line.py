"""The phone line as the call-handler tells of it: limits in force, whether all is there for a call, its voices."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from ringback.engine.check_words import said
from ringback.engine.http.user import User, language_of
from ringback.engine.phrases import Phrases
from ringback.engine.ports import CallHandler, HandlerDown
from ringback.engine.task import Language
from ringback.kit.errors import RingbackError
from ringback.kit.http import ErrorBody
from ringback.manner import VOICES
from ringback.wire import Line, LineCheck

_KEPT = {"cache-control": "private, max-age=3600"}


class NoSample(RingbackError):
    code = "no_sample"
    status = 503
    recoverable = True


def create_router(handler: CallHandler, default_language: Language) -> APIRouter:
    router = APIRouter(tags=["line"])

    @router.get("/line")
    async def line(
        user: User,
        request: Request,
        check: Annotated[bool, Query(description="make the checks, which takes seconds")] = False,
    ) -> Line:
        """The limits in force and, with `check`, what `ringback doctor --live` finds on the way out."""
        found = await handler.line(check=check)
        phrases = Phrases(language_of(request, default_language))
        return found.model_copy(update={"checks": [_told(one, phrases) for one in found.checks]})

    @router.get(
        "/line/voice",
        response_class=Response,
        responses={
            200: {"content": {"audio/wav": {}}, "description": "one sentence, mono"},
            400: {"model": ErrorBody, "description": "no such voice"},
            503: {"model": ErrorBody, "description": "the voice service does not speak"},
        },
    )
    async def voice(
        _user: User,
        request: Request,
        voice: Annotated[str, Query(pattern=f"^({'|'.join(VOICES)})?$", description="empty for the usual one")] = "",
        language: Annotated[Language | None, Query(description="that it speaks")] = None,
    ) -> Response:
        """How a voice of the calls sounds; nobody is called."""
        try:
            sound = await handler.voice(voice, language or language_of(request, default_language))
        except HandlerDown:
            raise
        except RingbackError as exc:
            raise NoSample(
                "The voice service does not speak now. The check of the line in Settings says what is missing and how "
                "to mend it; so does `ringback doctor --live`."
            ) from exc
        return Response(sound, media_type="audio/wav", headers=_KEPT)

    return router


def _told(check: LineCheck, phrases: Phrases) -> LineCheck:
    """In the user's language, but for the name, by which it is known."""
    if phrases.language == "en":
        return check
    return check.model_copy(update={"detail": said(check.detail, phrases), "cure": said(check.cure, phrases)})
