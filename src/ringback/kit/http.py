"""HTTP habits both services share: errors as `{"error", "detail"}`, a cap on body size, a request id in the logs."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, TypeVar
from uuid import uuid4

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ringback.kit.errors import RingbackError

log = structlog.get_logger()

Handler = Callable[[Request, Exception], Awaitable[JSONResponse]]
T = TypeVar("T")


class ErrorBody(BaseModel):
    """Every error answer of every route."""

    error: str = Field(description="stable code", examples=["not_found"])
    detail: str = Field(description="one plain sentence")


def answer(code: str, detail: str, status: int, *, retry_after: float | None = None) -> JSONResponse:
    headers = None if retry_after is None else {"Retry-After": str(math.ceil(retry_after))}
    return JSONResponse({"error": code, "detail": detail}, status_code=status, headers=headers)


Told = Callable[[Request, RingbackError], str]
"""The sentence of an error, for whoever made the request."""


def _as_it_is(_request: Request, error: RingbackError) -> str:
    return error.detail


def _ours(told: Told) -> Handler:
    async def ours(request: Request, exc: Exception) -> JSONResponse:
        assert isinstance(exc, RingbackError)
        if exc.status >= 500:
            log.error("request failed", error=exc.code, exc_info=exc)
        return answer(exc.code, told(request, exc), exc.status, retry_after=exc.retry_after)

    return ours


async def _invalid(_request: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, RequestValidationError)
    problems = [f"{'.'.join(str(part) for part in e['loc'][1:]) or 'body'}: {e['msg']}" for e in exc.errors()]
    return answer("bad_request", "; ".join(problems)[:500], 400)


_CODES = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    401: "unauthorized",
    403: "forbidden",
    413: "too_large",
}


async def refuse(_request: Request, exc: Exception) -> JSONResponse:
    """What the framework itself refuses: no such route, or not so."""
    assert isinstance(exc, HTTPException)
    return answer(_CODES.get(exc.status_code, "http_error"), str(exc.detail), exc.status_code)


async def _unexpected(_request: Request, exc: Exception) -> JSONResponse:
    log.error("unexpected error", exc_info=exc)
    return answer("internal_error", "Something went wrong on our side; the log has the details.", 500)


class Left(RingbackError):
    """Whoever asked has gone."""

    code = "left"
    status = 499


async def while_there(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """What the work comes to. It is cut when the client leaves, so that nobody's waiting holds up a service's end."""
    working, leaving = asyncio.ensure_future(work), asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise Left("The client has left.")
        return await working
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


class BodyLimit:
    """Refuses bodies over `limit` bytes with 413, declared or not, before anything reads them; `others` by path."""

    def __init__(self, app: ASGIApp, limit: int, others: Mapping[str, int]) -> None:
        self._app = app
        self._limit = limit
        self._others = others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._others.get(scope["path"], self._limit)
        body, more = b"", True
        while more and len(body) <= limit:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
        if len(body) > limit:
            detail = f"The request is larger than {limit} bytes; send a shorter one."
            await answer("too_large", detail, 413)(scope, receive, send)
            return
        read = False

        async def replay() -> Message:
            nonlocal read
            if read:
                return await receive()
            read = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, replay, send)


class RequestId:
    """Binds a short request id to every log line of a request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        with structlog.contextvars.bound_contextvars(request_id=uuid4().hex[:8]):
            await self._app(scope, receive, send)


def use_house_rules(
    app: FastAPI, *, body_limit: int = 64 * 1024, body_limits: Mapping[str, int] = {}, told: Told = _as_it_is
) -> None:
    """Install the error answers and the middleware on `app`; `body_limits` are those of single paths."""
    handlers: dict[type[Exception], Handler] = {
        RingbackError: _ours(told),
        RequestValidationError: _invalid,
        HTTPException: refuse,
        Exception: _unexpected,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)
    app.add_middleware(BodyLimit, limit=body_limit, others=body_limits)
    app.add_middleware(RequestId)
