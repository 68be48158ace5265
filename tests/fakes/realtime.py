"""An OpenAI Realtime server for one process: real sockets, real audio, and answers by script.

Every event a client sends is checked strictly against the SDK's types; what does not fit is kept in `violations`.
"""

import asyncio
import base64
import json
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, get_args

from openai.types.realtime import RealtimeClientEvent, RealtimeServerEvent
from pydantic import BaseModel, ValidationError
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

Event = dict[str, Any]


def _by_type(union: Any) -> dict[str, type[BaseModel]]:
    members: tuple[type[BaseModel], ...] = get_args(get_args(union)[0])
    return {get_args(member.model_fields["type"].annotation)[0]: member for member in members}


CLIENT_EVENTS = _by_type(RealtimeClientEvent)
SERVER_EVENTS = _by_type(RealtimeServerEvent)


def unknown_fields(model: object, path: str = "") -> Iterator[str]:
    """Fields the SDK does not know."""
    if isinstance(model, BaseModel):
        for name in model.model_extra or {}:
            yield f"{path}.{name}"
        for name in type(model).model_fields:
            yield from unknown_fields(getattr(model, name), f"{path}.{name}")
    elif isinstance(model, list):
        for place, one in enumerate(model):
            yield from unknown_fields(one, f"{path}[{place}]")


def client_event_problems(event: Event) -> list[str]:
    """What is wrong with an event of a client, by the SDK's types: nothing, if it is right."""
    kind = CLIENT_EVENTS.get(str(event.get("type")))
    if kind is None:
        return [f"unknown type {event.get('type')}"]
    try:
        return list(unknown_fields(kind.model_validate(event, strict=True)))
    except ValidationError as error:
        return [f"{event['type']}: {problem['loc']} {problem['msg']}" for problem in error.errors()]


@dataclass
class Reply:
    """What the model does with one `response.create`: `ms` of sound with `words`, then perhaps a tool call.

    `drops`: the socket dies after the sound. `stalls`: it is never done. `refused`: no response begins, for that reason
    """

    words: str = ""
    ms: int = 0
    tool: Event | None = None
    tool_name: str = "end_call"
    failed: str | None = None
    refused: str | None = None
    drops: bool = False
    stalls: bool = False


@dataclass
class FakeRealtime:
    """`replies` and `hears` (words of the callee's turns) are used up in order; without any it answers shortly."""

    replies: deque[Reply] = field(default_factory=deque)
    hears: deque[str] = field(default_factory=deque)
    received: list[Event] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    heard_bytes: int = 0
    open_sessions: int = 0
    connected: asyncio.Event = field(default_factory=asyncio.Event)
    hearing: asyncio.Event = field(default_factory=asyncio.Event)
    refused: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    all_left: asyncio.Event = field(default_factory=asyncio.Event)
    refuse: int | None = None
    url: str = ""

    def kinds(self) -> list[str]:
        """Types of the client's events, without the audio."""
        return [event["type"] for event in self.received if event["type"] != "input_audio_buffer.append"]

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["FakeRealtime"]:
        async with serve(self._session, "127.0.0.1", 0, process_request=self._admit) as server:
            self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
            yield self

    def _admit(self, connection: ServerConnection, request: Request) -> Response | None:
        self.headers = {name.lower(): value for name, value in request.headers.raw_items()}
        if self.refuse is not None:
            self.refused.release()
            return connection.respond(self.refuse, "no")
        if "/realtime" not in request.path:
            return connection.respond(200, "{}")
        return None

    async def _session(self, socket: ServerConnection) -> None:
        self.open_sessions += 1
        self.all_left.clear()
        self.connected.set()
        try:
            await _Session(self, socket).run()
        except ConnectionClosed:
            pass
        finally:
            self.open_sessions -= 1
            if not self.open_sessions:
                self.all_left.set()


class _Session:
    def __init__(self, server: FakeRealtime, socket: ServerConnection) -> None:
        self._server = server
        self._socket = socket
        self._count = 0
        self._ear = _Ear()
        self._turn = ""
        self._answering: asyncio.Task[None] | None = None
        self._active = ""

    async def run(self) -> None:
        await self._send("session.created", session={"type": "realtime"})
        try:
            async for message in self._socket:
                event = json.loads(message)
                self._server.received.append(event)
                self._server.violations += client_event_problems(event)
                await self._take(event)
        finally:
            if self._answering is not None:
                self._answering.cancel()

    async def _take(self, event: Event) -> None:
        match event["type"]:
            case "session.update":
                await self._send("session.updated", session={"type": "realtime"})
            case "input_audio_buffer.append":
                await self._hear(base64.b64decode(event["audio"]))
            case "input_audio_buffer.commit":
                await self._commit()
            case "response.create" if self._active:
                await self._refuse(event, "conversation_already_has_active_response")
            case "response.create":
                reply = self._server.replies.popleft() if self._server.replies else Reply("Yes.", 400)
                if reply.refused is not None:
                    await self._refuse(event, reply.refused)
                    return
                self._active = self._id("resp")
                self._answering = asyncio.create_task(self._answer(self._active, reply))
            case "response.cancel" if self._active and self._answering is not None:
                self._answering.cancel()
                await self._response_done(self._active, "cancelled")
            case "conversation.item.truncate":
                said = {key: event[key] for key in ("item_id", "content_index", "audio_end_ms")}
                await self._send("conversation.item.truncated", **said)

    async def _hear(self, sound: bytes) -> None:
        self._server.heard_bytes += len(sound)
        self._server.hearing.set()
        for change in self._ear.hear(sound):
            if change == "started":
                self._turn = self._id("item")
                await self._send(
                    "input_audio_buffer.speech_started", item_id=self._turn, audio_start_ms=self._ear.started
                )
            else:
                stopped = {"item_id": self._turn, "audio_end_ms": self._ear.ms}
                await self._send("input_audio_buffer.speech_stopped", **stopped)
                await self._commit()

    async def _commit(self) -> None:
        await self._send("input_audio_buffer.committed", item_id=self._turn, previous_item_id=None)
        words = self._server.hears.popleft() if self._server.hears else "hello"
        usage = {"type": "duration", "seconds": 1.0}
        done = {"item_id": self._turn, "content_index": 0, "transcript": words, "usage": usage}
        await self._send("conversation.item.input_audio_transcription.completed", **done)

    async def _answer(self, response: str, reply: Reply) -> None:
        item = self._id("item")
        place = {"response_id": response, "item_id": item, "output_index": 0, "content_index": 0}
        await self._send("response.created", response=_response(response, "in_progress"))
        if reply.failed is not None:
            await self._response_done(response, "failed", reply.failed)
            return
        if reply.ms:
            await self._send("response.output_audio_transcript.delta", **place, delta=reply.words)
            for start in range(0, reply.ms, 200):
                sound = base64.b64encode(bytes([0x10]) * 8 * min(200, reply.ms - start)).decode()
                await self._send("response.output_audio.delta", **place, delta=sound)
            if reply.drops:
                await self._socket.close(1011)
                return
            if reply.stalls:
                return
            await self._send("response.output_audio.done", **place)
            await self._send("response.output_audio_transcript.done", **place, transcript=reply.words)
        if reply.tool is not None:
            call = {
                "type": "function_call",
                "id": self._id("item"),
                "call_id": self._id("call"),
                "name": reply.tool_name,
            }
            said = call | {"arguments": json.dumps(reply.tool, ensure_ascii=False), "status": "completed"}
            await self._send("response.output_item.done", response_id=response, output_index=1, item=said)
        await self._response_done(response, "completed")

    async def _refuse(self, event: Event, code: str) -> None:
        error = {"type": "invalid_request_error", "code": code, "message": "no", "param": None}
        await self._send("error", error=error | {"event_id": event.get("event_id")})

    async def _response_done(self, response: str, status: str, code: str | None = None) -> None:
        self._active = ""
        await self._send("response.done", response=_response(response, status, code))

    async def _send(self, kind: str, **fields: Any) -> None:
        event = {"type": kind, "event_id": self._id("event"), **fields}
        SERVER_EVENTS[kind].model_validate(event)
        await self._socket.send(json.dumps(event))

    def _id(self, prefix: str) -> str:
        self._count += 1
        return f"{prefix}_{self._count}"


def _response(response: str, status: str, code: str | None = None) -> Event:
    details = {"type": "failed", "error": {"type": "invalid_request_error", "code": code}} if code else None
    usage = {
        "total_tokens": 60,
        "input_tokens": 40,
        "output_tokens": 20,
        "input_token_details": {"text_tokens": 30, "audio_tokens": 10, "cached_tokens": 0},
        "output_token_details": {"text_tokens": 5, "audio_tokens": 15},
    }
    body: Event = {
        "id": response,
        "object": "realtime.response",
        "status": status,
        "status_details": details,
        "output": [],
    }
    return body if status == "in_progress" else body | {"usage": usage}


class _Ear:
    """Speech is sound that is not silence: it starts with 60 ms of it and stops after 300 ms without."""

    def __init__(self) -> None:
        self.ms = 0
        self.started = 0
        self._speaking = False
        self._run = 0

    def hear(self, sound: bytes) -> Iterator[str]:
        for start in range(0, len(sound), 160):
            frame = sound[start : start + 160]
            loud = sum(1 for byte in frame if byte & 0x7F < 0x60) > len(frame) // 4
            self.ms += 20
            self._run = self._run + 1 if loud != self._speaking else 0
            if self._run >= (15 if self._speaking else 3):
                self._speaking, self._run = not self._speaking, 0
                self.started = self.ms - 60
                yield "started" if self._speaking else "stopped"
