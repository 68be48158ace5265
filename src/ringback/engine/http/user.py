"""Whose request it is, and in which language they read. One local user; authentication will answer here."""

from typing import Annotated, get_args

from fastapi import Depends
from starlette.requests import HTTPConnection

from ringback.engine.task import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)
COOKIE = "lang"
LOCAL_USER = "me"


async def local_user() -> str:
    """Async, for that costs no thread."""
    return LOCAL_USER


User = Annotated[str, Depends(local_user)]


def language_of(connection: HTTPConnection, default: Language) -> Language:
    """What was asked for by `?lang=`, chosen before (cookie), or preferred by the browser; else `default`."""
    wishes = [connection.query_params.get("lang", ""), connection.cookies.get(COOKIE, "")]
    wishes += [part.strip().lower()[:2] for part in connection.headers.get("accept-language", "").split(",")]
    return next((language for wish in wishes for language in LANGUAGES if language == wish), default)
