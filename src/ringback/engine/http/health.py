"""Is it alive, can it work, how does it go: `/health` asks nobody, `/ready` each dependency, `/metrics` counts."""

import asyncio
from collections.abc import Awaitable
from typing import Literal

import structlog
from fastapi import APIRouter, Response
from pydantic import BaseModel

from ringback.engine.metrics import Metrics
from ringback.engine.ports import CallHandler, Store
from ringback.kit.errors import RingbackError

log = structlog.get_logger()

SECONDS = 3.0


class Alive(BaseModel):
    status: Literal["ok"] = "ok"


class Dependency(BaseModel):
    state: Literal["ok", "down"]
    detail: str


class Ready(BaseModel):
    ready: bool
    store: Dependency
    call_handler: Dependency


def create_router(store: Store, handler: CallHandler, metrics: Metrics) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/health")
    async def health() -> Alive:
        return Alive()

    @router.get("/ready", responses={503: {"model": Ready}})
    async def ready(response: Response) -> Ready:
        """503 while a dependency is down; the chat goes on working without the call-handler."""
        kept, called = await asyncio.gather(
            _ask("store", store.check(), "The store can be written."),
            _ask("call_handler", handler.check(), "The call-handler answers."),
        )
        both = kept.state == called.state == "ok"
        response.status_code = 200 if both else 503
        return Ready(ready=both, store=kept, call_handler=called)

    @router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
    async def prometheus() -> Response:
        """Counts and times for Prometheus, without personal data."""
        return Response(metrics.text(), media_type="text/plain; version=0.0.4")

    return router


async def _ask(name: str, check: Awaitable[None], fine: str) -> Dependency:
    try:
        async with asyncio.timeout(SECONDS):
            await check
    except RingbackError as exc:
        log.warning("dependency down", dependency=name, status=exc.status, error=exc.code)
        return Dependency(state="down", detail=exc.detail)
    except TimeoutError:
        log.warning("dependency slow", dependency=name)
        return Dependency(state="down", detail=f"No answer within {SECONDS:.0f} seconds.")
    return Dependency(state="ok", detail=fine)
