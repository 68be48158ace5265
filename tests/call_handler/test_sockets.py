"""One suite for both kinds of socket: picows on uvicorn's port, and the WebSocket of any ASGI server."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi import FastAPI, WebSocket
from starlette.requests import HTTPConnection
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from ringback.call_handler.asgi_socket import AsgiSocket
from ringback.call_handler.sockets import CLOSE_SECONDS, NORMAL, REFUSED, SERVICE_RESTART, Socket, SocketLimits
from ringback.call_handler.upgrade import Upgrading
from tests.fakes.server import serving

WIDE = SocketLimits(largest=4096, unsent=64 * 1024, a_second=1000, silence=None)


@dataclass
class Heard:
    """A receiver that keeps what it hears and answers with `reply`."""

    socket: Socket
    reply: Callable[["Heard", str], None]
    messages: list[str] = field(default_factory=list)
    closes: list[int | None] = field(default_factory=list)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    def received(self, message: str) -> None:
        self.messages.append(message)
        self.reply(self, message)

    def closed(self, code: int | None) -> None:
        self.closes.append(code)
        self.gone.set()


@dataclass
class OpenDoor:
    """Lets everyone in, or nobody."""

    limits: SocketLimits = WIDE
    reply: Callable[[Heard, str], None] = lambda heard, message: heard.socket.send(message)
    shut: bool = False
    guests: asyncio.Queue[Heard] = field(default_factory=asyncio.Queue)

    def admits(self, connection: HTTPConnection) -> bool:
        return not self.shut and connection.headers["host"] != "" and connection.url.path == "/media-stream"

    def serve(self, socket: Socket, handshake: HTTPConnection) -> Coroutine[None, None, None]:
        heard = Heard(socket, self.reply)
        socket.hand_to(heard)
        self.guests.put_nowait(heard)
        return socket.wait_closed()


@dataclass
class Served:
    url: str
    door: OpenDoor

    @asynccontextmanager
    async def guest(self) -> AsyncIterator[tuple[ClientConnection, Heard]]:
        async with connect(f"{self.url}/media-stream", compression="deflate") as client:
            yield client, await self.door.guests.get()


Serve = Callable[[OpenDoor], Any]


@pytest.fixture(params=[Upgrading, None], ids=["picows", "asgi"])
def serve(request: pytest.FixtureRequest) -> Serve:
    @asynccontextmanager
    async def run(door: OpenDoor) -> AsyncIterator[Served]:
        async with serving(app_of(door), http=request.param) as url:
            yield Served(url.replace("http", "ws", 1), door)

    return run


def app_of(door: OpenDoor) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[Mapping[str, Any]]:
        yield {"door": door}

    app = FastAPI(lifespan=lifespan)

    @app.websocket("/media-stream")
    async def media_stream(socket: WebSocket) -> None:
        if not door.admits(socket):
            await socket.close(REFUSED)
            return
        await socket.accept()
        wire = AsgiSocket(socket, door.limits)
        await wire.run(door.serve(wire, socket))

    @app.websocket("/other")
    async def other(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text(await socket.receive_text())
        await socket.close()

    @app.get("/media-stream")
    async def plain() -> str:
        return "not a socket"

    return app


async def test_messages_come_and_go_in_order_whole_and_in_pieces(serve: Serve) -> None:
    async with serve(OpenDoor()) as served, served.guest() as (client, heard):
        for number in range(50):
            await client.send(f"שלום {number}")
        await client.send(["in ", "three ", "pieces"])
        await client.send("x" * 4096)
        said = [await client.recv() for _ in range(52)]
        assert said[:50] == [f"שלום {number}" for number in range(50)]
        assert said[50:] == ["in three pieces", "x" * 4096]
        assert heard.messages == said


async def test_a_peer_that_closes_is_told_of_once(serve: Serve) -> None:
    async with serve(OpenDoor()) as served, served.guest() as (client, heard):
        await client.close(1001)
        await heard.gone.wait()
        assert heard.closes == [1001]


async def test_a_peer_that_drops_is_told_of_without_a_code(serve: Serve) -> None:
    async with serve(OpenDoor()) as served, served.guest() as (client, heard):
        client.transport.abort()
        await heard.gone.wait()
        assert heard.closes == [None]


async def test_after_our_close_nothing_more_is_handed_on(serve: Serve) -> None:
    def bye(heard: Heard, _: str) -> None:
        heard.socket.close(NORMAL)
        heard.socket.close(REFUSED)

    async with serve(OpenDoor(reply=bye)) as served, served.guest() as (client, heard):
        await client.send("one")
        await client.send("two")
        assert await closed(client) == NORMAL
        await heard.gone.wait()
        assert (heard.messages, heard.closes) == (["one"], [NORMAL])


async def test_a_peer_that_does_not_answer_our_close_is_dropped(serve: Serve) -> None:
    def bye(heard: Heard, _: str) -> None:
        heard.socket.close(NORMAL)

    async with serve(OpenDoor(reply=bye)) as served, served.guest() as (client, heard):
        client.transport.pause_reading()
        await client.send("one")
        async with asyncio.timeout(10 * CLOSE_SECONDS):
            await heard.gone.wait()
        client.transport.abort()


@pytest.mark.parametrize(
    ("send", "code"),
    [
        (["x" * 5000], 1009),
        ([["x" * 3000, "x" * 3000]], 1009),
        ([b"\x00"], 1003),
        (["x"] * 30, 1008),
    ],
    ids=["big", "big in pieces", "binary", "many"],
)
async def test_what_breaks_a_limit_closes_the_socket(serve: Serve, send: list[Any], code: int) -> None:
    limits = SocketLimits(largest=4096, unsent=64 * 1024, a_second=4, silence=None)
    async with serve(OpenDoor(limits)) as served, served.guest() as (client, heard):
        for message in send:
            await client.send(message)
        assert await closed(client) == code
        await heard.gone.wait()
        assert heard.closes == [code]
        assert len(heard.messages) <= 20


async def test_a_silent_peer_is_closed(serve: Serve) -> None:
    limits = SocketLimits(largest=4096, unsent=64 * 1024, a_second=1000, silence=0.1, window=0.05)
    async with serve(OpenDoor(limits)) as served, served.guest() as (client, heard):
        await client.send("one")
        assert await client.recv() == "one"
        assert await closed(client) == REFUSED
        assert heard.messages == ["one"]


async def test_a_peer_that_takes_nothing_is_dropped(serve: Serve) -> None:
    def flood(heard: Heard, _: str) -> None:
        for _number in range(20_000):
            heard.socket.send("x" * 4000)

    async with serve(OpenDoor(reply=flood)) as served, served.guest() as (client, heard):
        client.transport.pause_reading()
        await client.send("one")
        await heard.gone.wait()
        assert heard.closes == [REFUSED]
        client.transport.abort()


async def test_who_is_not_admitted_gets_403(serve: Serve) -> None:
    async with serve(OpenDoor(shut=True)) as served:
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"{served.url}/media-stream")
        assert refused.value.response.status_code == 403
        assert served.door.guests.empty()


async def test_the_rest_of_the_port_is_as_it_was(serve: Serve) -> None:
    async with serve(OpenDoor()) as served:
        async with connect(f"{served.url}/other") as client:
            await client.send("hello")
            assert await client.recv() == "hello"
        with pytest.raises(InvalidStatus):
            await connect(f"{served.url}/nothing")


async def test_a_server_that_stops_says_so() -> None:
    door = OpenDoor()
    async with serving(app_of(door), http=Upgrading, grace=5) as url:
        client = await connect(f"{url.replace('http', 'ws', 1)}/media-stream")
        heard = await door.guests.get()
    assert heard.closes == [SERVICE_RESTART]
    assert await closed(client) == SERVICE_RESTART


async def closed(client: ClientConnection) -> int | None:
    """Its close code, once it is closed."""
    try:
        while True:
            await client.recv()
    except ConnectionClosed:
        return client.close_code
