"""The web page: one document with its first data and its texts, static modules, and the practice phone book."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from ringback.engine.http.guard import SAFE_METHODS
from ringback.engine.http.user import COOKIE, LANGUAGES, User, language_of
from ringback.engine.http.views import EntryView
from ringback.engine.phrases import Phrases
from ringback.engine.ports import PhoneBook, Store
from ringback.engine.task import Language
from ringback.kit.http import refuse

FOLDER = Path(__file__).parents[1] / "page"
_TEMPLATES = Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined)
DIRECTIONS: Mapping[Language, str] = {"he": "rtl", "en": "ltr"}
EMBEDDED = 500
"""How many of the newest entries the document carries."""
YEAR = 365 * 24 * 3600
PLACES = ("/", "/history", "/data", "/settings", "/ops")
"""The page's paths besides those of single errands; all are one document, which shows the place of its path."""
_NAMES = ("page.nav.talk", "page.nav.history", "page.nav.data", "page.nav.settings", "page.nav.ops")


class PersonView(BaseModel):
    name: str
    phone_number: str
    language: Language
    about: str


class PracticeView(BaseModel):
    """Whether real phones ring, who can be called for practice, and by which clock."""

    practice: bool
    language: Language
    zone: str | None = Field(description="the user's time zone, by which hours are written; null where it is not known")
    people: list[PersonView]


class Assets(StaticFiles):
    """Browsers ask again each time and get 304 by ETag; fonts never change under their name."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        lasting = path.endswith(".woff2")
        response.headers["cache-control"] = f"public, max-age={YEAR}" if lasting else "no-cache"
        return response


def lost(default_language: Language) -> Callable[[Request, Exception], Awaitable[Response]]:
    """Answers an address that there is not: people with a page and the ways back, programs with JSON."""

    async def answer(request: Request, exc: Exception) -> Response:
        assert isinstance(exc, HTTPException)
        reads = request.method in SAFE_METHODS and "text/html" in request.headers.get("accept", "")
        if exc.status_code not in (404, 405) or not reads:
            return await refuse(request, exc)
        language = language_of(request, default_language)
        html = _TEMPLATES.get_template("lost.html").render(
            lang=language,
            dir=DIRECTIONS[language],
            texts=Phrases(language).all("page."),
            path=request.url.path,
            places=zip(PLACES, _NAMES, strict=True),
        )
        return HTMLResponse(html, 404)

    return answer


def create_router(
    store: Store, book: PhoneBook, default_language: Language, *, zone: str | None, practice: bool
) -> APIRouter:
    router = APIRouter(tags=["page"])

    async def network(language: Language) -> PracticeView:
        people = [PersonView.model_validate(person, from_attributes=True) for person in await book.people()]
        return PracticeView(practice=practice, language=language, zone=zone, people=people)

    @router.get("/practice")
    async def practice_network() -> PracticeView:
        return await network(default_language)

    @router.get("/texts")
    async def texts(request: Request) -> dict[str, str]:
        """The texts of the page's other places, in the user's language."""
        return Phrases(language_of(request, default_language)).all("pages.")

    async def page(request: Request, user: User) -> HTMLResponse:
        """The page, in the language asked for by `?lang=`, chosen before, or preferred by the browser."""
        language = language_of(request, default_language)
        last = await store.last(user)
        entries = await store.entries(user, max(0, last - EMBEDDED), EMBEDDED)
        first: dict[str, Any] = {
            **(await network(language)).model_dump(mode="json"),
            "events": [EntryView.of(entry).model_dump(mode="json") for entry in entries],
            "seq": entries[-1].seq if entries else last,
        }
        html = _TEMPLATES.get_template("index.html").render(
            lang=language,
            dir=DIRECTIONS[language],
            texts=Phrases(language).all("page."),
            first=first,
        )
        answer = HTMLResponse(html)
        if request.query_params.get("lang") in LANGUAGES:
            answer.set_cookie(COOKIE, language, max_age=YEAR, httponly=True, samesite="lax")
        return answer

    for path in PLACES:
        router.get(path, response_class=HTMLResponse)(page)

    @router.get("/calls/{task_id}", response_class=HTMLResponse)
    async def call_page(task_id: str, request: Request, user: User) -> HTMLResponse:
        """The page, at this errand and its call, while it is on and afterwards."""
        return await page(request, user)

    return router
