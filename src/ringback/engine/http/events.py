"""The journal live: server-sent events and a WebSocket, both from any number on."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, suppress
from typing import Annotated

import structlog
from fastapi import APIRouter, Header, Query, WebSocket, WebSocketDisconnect
from fastapi.sse import EventSourceResponse, ServerSentEvent

from ringback.engine.http.user import User
from ringback.engine.http.views import EntryView
from ringback.engine.journal import Journal
from ringback.engine.ports import Entry
from ringback.kit.errors import RingbackError

log = structlog.get_logger()

After = Annotated[int | None, Query(ge=0, le=2**53, description="the highest `seq` seen")]
Tail = Annotated[int | None, Query(ge=0, le=1000, description="without `after`: begin so many entries before the end")]
Conversation = Annotated[str | None, Query(max_length=100, description="only what belongs to this conversation")]
GOING_AWAY, BROKEN = 1012, 1011


def create_router(journal: Journal) -> APIRouter:
    router = APIRouter(tags=["events"])

    @router.get("/events", response_class=EventSourceResponse)
    async def events(
        user: User,
        after: After = None,
        tail: Tail = None,
        conversation: Conversation = None,
        last_event_id: Annotated[str | None, Header()] = None,
    ) -> AsyncIterator[ServerSentEvent]:
        """Entries as `id: SEQ` and `data: <envelope>`, with a comment now and then while nothing happens."""
        seen = after if after is not None or last_event_id is None else _number(last_event_id)
        start = await journal.start(user, seen, tail)
        async with aclosing(journal.subscribe(user, start, conversation)) as entries:
            async for entry in entries:
                yield ServerSentEvent(raw_data=EntryView.of(entry).model_dump_json(), id=str(entry.seq))

    @router.websocket("/ws")
    async def ws(
        socket: WebSocket, user: User, after: After = None, tail: Tail = None, conversation: Conversation = None
    ) -> None:
        start = await journal.start(user, after, tail)
        await socket.accept()
        sending = asyncio.create_task(_send(socket, aclosing(journal.subscribe(user, start, conversation))))
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


async def _send(socket: WebSocket, subscription: aclosing[AsyncGenerator[Entry, None]]) -> None:
    async with subscription as entries:
        async for entry in entries:
            await socket.send_text(EntryView.of(entry).model_dump_json())


async def _until_gone(socket: WebSocket) -> None:
    """Nothing is expected from the other side but its leaving."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass
