"""The phone line as the call-handler tells of it: limits in force, and whether all is there for a call."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from ringback.engine.check_words import said
from ringback.engine.http.user import User, language_of
from ringback.engine.phrases import Phrases
from ringback.engine.ports import CallHandler
from ringback.engine.task import Language
from ringback.wire import Line, LineCheck


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

    return router


def _told(check: LineCheck, phrases: Phrases) -> LineCheck:
    """In the user's language, but for the name, by which it is known."""
    if phrases.language == "en":
        return check
    return check.model_copy(update={"detail": said(check.detail, phrases), "cure": said(check.cure, phrases)})
