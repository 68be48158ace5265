"""The journal live over real sockets: server-sent events and WebSocket."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.engine.http.conftest import Engine, on_a_port


@pytest.fixture
async def url(engine: Engine) -> AsyncIterator[str]:
    async with on_a_port(engine) as root:
        yield root


async def write(engine: Engine, count: int, size: int = 0) -> None:
    for _ in range(count):
        async with engine.app.state.journal.unit("me") as unit:
            await unit.append("message", {"role": "user", "text": "ש" * size})


async def sse(url: str, last: int, query: str = "", headers: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """Envelopes up to the one numbered `last`, each checked against its `id:` line."""
    seen: list[dict[str, Any]] = []
    async with (
        httpx2.AsyncClient(timeout=10) as http,
        http.stream("GET", f"{url}/events{query}", headers=headers) as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        async for line in answer.aiter_lines():
            if line.startswith("data:"):
                seen.append(json.loads(line[5:]))
            elif line.startswith("id:"):
                assert int(line[3:]) == seen[-1]["seq"]
                if seen[-1]["seq"] == last:
                    return seen
    return seen


async def ws(socket: ClientConnection, last: int) -> list[int]:
    seen: list[int] = []
    async for text in socket:
        seen.append(json.loads(text)["seq"])
        if seen[-1] == last:
            break
    return seen


def socket_to(url: str, after: int | str = 0, **options: Any) -> connect:
    return connect(f"{url.replace('http', 'ws')}/ws?after={after}", proxy=None, close_timeout=1, **options)


async def test_server_sent_events_replay_and_then_go_on_live(engine: Engine, url: str) -> None:
    await write(engine, 3)
    reading = asyncio.create_task(sse(url, 6))
    await write(engine, 3)
    entries = await reading
    assert [entry["seq"] for entry in entries] == [1, 2, 3, 4, 5, 6]
    assert set(entries[0]) == {"seq", "id", "ts", "user", "conversation", "task", "type", "data", "v"}


async def test_server_sent_events_resume_by_query_or_by_the_last_id(engine: Engine, url: str) -> None:
    await write(engine, 5)
    assert [entry["seq"] for entry in await sse(url, 5, "?after=3")] == [4, 5]
    assert [entry["seq"] for entry in await sse(url, 5, headers={"Last-Event-ID": "4"})] == [5]
    assert [entry["seq"] for entry in await sse(url, 5, headers={"Last-Event-ID": "rubbish"})] == [1, 2, 3, 4, 5]


async def test_a_socket_resumes_exactly(engine: Engine, url: str) -> None:
    await write(engine, 300)
    async with socket_to(url, max_queue=None) as socket:
        assert await ws(socket, 250) == list(range(1, 251))
    async with socket_to(url, after=250) as socket:
        reading = asyncio.create_task(ws(socket, 310))
        await write(engine, 10)
        assert await reading == list(range(251, 311))


async def test_what_a_client_sends_is_ignored(engine: Engine, url: str) -> None:
    async with socket_to(url) as socket:
        await socket.send("hello")
        await socket.send(b"\x00\xff")
        await write(engine, 1)
        assert await ws(socket, 1) == [1]


async def test_a_client_that_stands_still_holds_up_nobody(engine: Engine, url: str) -> None:
    async with socket_to(url, max_queue=1) as slow:
        await write(engine, 200, size=20_000)
        async with socket_to(url) as quick:
            assert await ws(quick, 200) == list(range(1, 201))
        assert (await sse(url, 200))[-1]["seq"] == 200
        assert await ws(slow, 200) == list(range(1, 201))


async def test_a_browser_on_another_page_gets_no_socket(url: str) -> None:
    with pytest.raises(InvalidStatus) as raised:
        async with socket_to(url, origin="https://evil.example"):
            pass
    assert raised.value.response.status_code == 403
    async with socket_to(url, origin=url):
        pass


async def test_a_bad_number_gets_no_socket(url: str) -> None:
    with pytest.raises(InvalidStatus):
        async with socket_to(url, after=-1):
            pass


async def test_the_end_of_the_engine_ends_every_stream(engine: Engine, url: str) -> None:
    await write(engine, 1)
    async with socket_to(url) as socket:
        await ws(socket, 1)
        reading = asyncio.create_task(sse(url, 99))
        engine.app.state.journal.close()
        with pytest.raises(ConnectionClosed) as raised:
            await socket.recv()
        assert raised.value.rcvd is not None
        assert raised.value.rcvd.code == 1012
        assert len(await reading) <= 1


async def test_the_end_alone_or_one_conversation_alone(engine: Engine, url: str) -> None:
    await write(engine, 5)
    assert [entry["seq"] for entry in await sse(url, 5, "?tail=2")] == [4, 5]
    assert [entry["seq"] for entry in await sse(url, 5, "?tail=2&after=1")] == [2, 3, 4, 5], "what was seen counts more"
    async with (
        socket_to(url, after="0&conversation=c_9") as ours,
        connect(f"{url}/ws?tail=0".replace("http", "ws")) as new,
    ):
        async with engine.app.state.journal.unit("me") as unit:
            await unit.append("message", {}, conversation="c_9")
        assert await ws(ours, 6) == [6]
        assert await ws(new, 6) == [6]
