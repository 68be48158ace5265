"""Webhooks: repeated once when nobody takes the connection, in order, whatever the customer answers."""

import asyncio
import socket
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request, Response

from ringback.sandbox.carrier.callbacks import Callbacks, Webhooks, new_client
from ringback.sandbox.carrier.orders import Webhook
from tests.fakes.server import serving


async def test_a_fragment_is_not_sent_and_a_get_has_its_form_in_the_query() -> None:
    asked: list[tuple[str, str]] = []
    app = FastAPI()

    @app.api_route("/{path:path}", methods=["GET", "POST"])
    async def take(request: Request) -> Response:
        asked.append((request.method, str(request.url)))
        return Response(status_code=204)

    async with new_client() as client, serving(app) as url:
        webhooks = Webhooks(client, "token")
        await webhooks.send(Webhook(f"{url}/a?b=1#rc=3"), {"c": "d"})
        await webhooks.send(Webhook(f"{url}/a?b=1", "GET"), {"c": "ד"})
    assert asked == [("POST", f"{url}/a?b=1"), ("GET", f"{url}/a?b=1&c=%D7%93")]


async def test_a_refused_connection_is_tried_twice_and_is_no_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with new_client() as client:
        assert await Webhooks(client, "token").send(Webhook(f"http://127.0.0.1:{port}/"), {}) is None


async def test_a_broken_answer_is_no_answer() -> None:
    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, new_client() as client:
        assert await Webhooks(client, "token").send(Webhook(f"http://127.0.0.1:{port}/"), {}) is None


async def test_callbacks_come_one_after_another_though_the_customer_is_slow_and_refuses() -> None:
    log: list[str] = []
    app = FastAPI()

    @app.post("/")
    async def take(request: Request) -> Response:
        number = dict(parse_qsl((await request.body()).decode()))["n"]
        log.append(f"in {number}")
        await asyncio.sleep(0.005)
        log.append(f"out {number}")
        return Response(status_code=500)

    async with new_client() as client, serving(app) as url:
        callbacks = Callbacks(Webhooks(client, "token"))
        callbacks.add(None, {"n": "nobody asked for it"})
        for number in "123":
            callbacks.add(Webhook(f"{url}/"), {"n": number})
        callbacks.finish()
        await callbacks.deliver()
    assert log == ["in 1", "out 1", "in 2", "out 2", "in 3", "out 3"]
