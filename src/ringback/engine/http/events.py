"""The journal live: server-sent events and a WebSocket, both from any number on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from typing import Annotated

import structlog
from fastapi import APIRouter, Header, Query, WebSocket, WebSocketDisconnect
from fastapi.sse import EventSourceResponse, ServerSentEvent

from ringback.engine.http.user import User
from ringback.engine.http.views import EntryView
from ringback.engine.journal import Journal
from ringback.kit.errors import RingbackError

log = structlog.get_logger()

After = Annotated[int | None, Query(ge=0, le=2**53, description="the highest `seq` seen")]
GOING_AWAY, BROKEN = 1012, 1011


def create_router(journal: Journal) -> APIRouter:
    router = APIRouter(tags=["events"])

    @router.get("/events", response_class=EventSourceResponse)
    async def events(
        user: User, after: After = None, last_event_id: Annotated[str | None, Header()] = None
    ) -> AsyncIterator[ServerSentEvent]:
        """Entries as `id: SEQ` and `data: <envelope>`, with a comment now and then while nothing happens."""
        start = after if after is not None else _number(last_event_id)
        async with aclosing(journal.subscribe(user, start)) as entries:
            async for entry in entries:
                yield ServerSentEvent(raw_data=EntryView.of(entry).model_dump_json(), id=str(entry.seq))

    @router.websocket("/ws")
    async def ws(socket: WebSocket, user: User, after: After = None) -> None:
        await socket.accept()
        sending = asyncio.create_task(_send(socket, journal, user, after or 0))
        listening = asyncio.create_task(_until_gone(socket))
        try:
            await asyncio.wait((sending, listening), return_when=asyncio.FIRST_COMPLETED)
        finally:
            sending.cancel()
            listening.cancel()
            ends = await asyncio.gather(sending, listening, return_exceptions=True)
        with suppress(WebSocketDisconnect):
            if isinstance(ends[0], RingbackError):
                log.warning("socket closed", error=ends[0].code)
                await socket.close(BROKEN)
            elif ends[0] is None and journal.closed:
                await socket.close(GOING_AWAY)

    return router


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else 0


async def _send(socket: WebSocket, journal: Journal, user: str, after: int) -> None:
    async with aclosing(journal.subscribe(user, after)) as entries:
        async for entry in entries:
            await socket.send_text(EntryView.of(entry).model_dump_json())


async def _until_gone(socket: WebSocket) -> None:
    """Nothing is expected from the other side but its leaving."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass
