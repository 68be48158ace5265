"""A customer of the carrier: keeps what the carrier sends, checks every signature with the vendor's validator."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response, WebSocket
from starlette.websockets import WebSocketDisconnect
from twilio.request_validator import RequestValidator

Conversation = Callable[[WebSocket], Awaitable[None]]


async def listen(socket: WebSocket) -> None:
    """Takes everything and answers nothing."""
    while True:
        await socket.receive_text()


@dataclass
class Received:
    path: str
    form: dict[str, str]
    token: str
    signed: bool


@dataclass
class Customer:
    """`app` is served at `url`."""

    token: str
    url: str
    twiml: str = "<Response/>"
    twiml_status: int = 200
    conversation: Conversation = listen
    received: list[Received] = field(default_factory=list)
    news: asyncio.Condition = field(default_factory=asyncio.Condition)
    streams: int = 0
    stream_signed: bool = False

    @cached_property
    def app(self) -> FastAPI:
        app = FastAPI()

        @app.api_route("/twiml", methods=["GET", "POST"])
        async def twiml(request: Request) -> Response:
            await self._note(request)
            return Response(self.twiml, self.twiml_status, media_type="text/xml")

        @app.websocket("/media")
        async def media(socket: WebSocket) -> None:
            url = self.url.replace("http", "ws") + "/media"
            self.stream_signed = self._validator.validate(url, {}, socket.headers.get("x-twilio-signature", ""))
            self.streams += 1
            await socket.accept()
            try:
                await self.conversation(socket)
            except WebSocketDisconnect:
                return
            await socket.close()

        @app.api_route("/{path:path}", methods=["GET", "POST"])
        async def callback(request: Request) -> Response:
            await self._note(request)
            return Response(status_code=204)

        return app

    @property
    def _validator(self) -> RequestValidator:
        return RequestValidator(self.token)

    @property
    def stream_twiml(self) -> str:
        url = self.url.replace("http", "ws") + "/media"
        return (
            f'<Response><Connect><Stream url="{url}" statusCallback="{self.url}/stream">'
            '<Parameter name="token" value="secret"/></Stream></Connect></Response>'
        )

    async def _note(self, request: Request) -> None:
        form = await request.form()
        query = f"?{request.url.query}" if request.url.query else ""
        path = request.url.path.removeprefix(urlsplit(self.url).path)
        url = self.url + path + query
        signature = request.headers.get("x-twilio-signature", "")
        values = dict(request.query_params) | {name: str(value) for name, value in form.items()}
        async with self.news:
            self.received.append(
                Received(
                    path,
                    values,
                    request.headers.get("i-twilio-idempotency-token", ""),
                    self._validator.validate(url, form, signature),
                )
            )
            self.news.notify_all()

    def at(self, path: str) -> list[dict[str, str]]:
        """The forms received at a path, in their order."""
        return [each.form for each in self.received if each.path == path]

    async def until(self, path: str, count: int = 1, **fields: str) -> dict[str, str]:
        """Waits for the `count`-th form at a path with these fields; returns it."""

        def matching() -> list[dict[str, str]]:
            return [form for form in self.at(path) if fields.items() <= form.items()]

        async with asyncio.timeout(10), self.news:
            await self.news.wait_for(lambda: len(matching()) >= count)
        return matching()[count - 1]
