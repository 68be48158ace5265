import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel

from ringback.kit.errors import Conflict, NotFound
from ringback.kit.http import answer, use_house_rules, while_there
from tests.fakes.server import serving


class Body(BaseModel):
    number: int


@pytest.fixture
async def client() -> AsyncIterator[httpx2.AsyncClient]:
    app = FastAPI()
    use_house_rules(app, body_limit=1000)

    @app.post("/echo")
    async def echo(body: Body) -> Body:
        return body

    @app.get("/gone")
    async def gone() -> None:
        raise NotFound("There is no such thing.")

    @app.get("/stale")
    async def stale() -> None:
        raise Conflict("The plan has changed.", code="stale_plan")

    @app.get("/teapot")
    async def teapot() -> None:
        raise HTTPException(403, "Not from here.")

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("secret inside")

    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as http:
        yield http


@pytest.mark.parametrize(
    ("path", "status", "error"),
    [
        ("/gone", 404, "not_found"),
        ("/stale", 409, "stale_plan"),
        ("/teapot", 403, "forbidden"),
        ("/broken", 500, "internal_error"),
        ("/nowhere", 404, "not_found"),
    ],
)
async def test_every_error_is_a_code_and_a_sentence(
    client: httpx2.AsyncClient, path: str, status: int, error: str
) -> None:
    answer = await client.get(path)

    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.json().keys() == {"error", "detail"}
    assert "secret inside" not in answer.text


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[]", b'{"number": "many"}', b'{"number"'])
async def test_a_body_that_is_not_the_shape_is_400_and_says_where(client: httpx2.AsyncClient, content: bytes) -> None:
    answer = await client.post("/echo", content=content, headers={"content-type": "application/json"})

    assert answer.status_code == 400
    assert answer.json()["error"] == "bad_request"


async def test_a_body_over_the_limit_is_413_when_declared(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/echo", content=b"1" * 1001)

    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")


async def test_a_body_over_the_limit_is_413_when_streamed(client: httpx2.AsyncClient) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"1" * 100

    answer = await client.post("/echo", content=chunks(), headers={"content-type": "application/json"})

    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")


async def test_a_body_within_the_limit_passes(client: httpx2.AsyncClient) -> None:
    answer: Any = await client.post("/echo", json={"number": 3})

    assert answer.json() == {"number": 3}


async def test_who_asked_and_left_is_not_waited_for() -> None:
    app, cut = FastAPI(), asyncio.Event()
    use_house_rules(app)

    async def news() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cut.set()

    @app.get("/news")
    async def wait(request: Request) -> None:
        await while_there(request, news())

    async with serving(app) as url, httpx2.AsyncClient(base_url=url) as http:
        with pytest.raises(httpx2.ReadTimeout):
            await http.get("/news", timeout=httpx2.Timeout(5, read=0.1))
        async with asyncio.timeout(5):
            await cut.wait()


def test_an_error_tells_after_how_long_to_ask_again() -> None:
    assert "retry-after" not in answer("busy", "Later.", 503).headers
    assert answer("busy", "Later.", 503, retry_after=1.2).headers["Retry-After"] == "2"
