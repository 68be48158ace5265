"""The call-handler as its own process: it starts as documented, ends calls on SIGTERM, and its log keeps no secret."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from ringback.call_handler.store import SqlStore
from ringback.wire import Reason
from tests.call_handler.house import ACCOUNT, AUTH_TOKEN, NUMBER, House
from tests.call_handler.test_media_stream import frame, start
from tests.fakes.realtime import FakeRealtime
from tests.fakes.server import serving
from tests.fakes.twilio_rest import FakeTwilio

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "module": ["-m", "ringback.call_handler"],
    "uvicorn": ["-m", "uvicorn", "main:app", "--port", "{port}"],
}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@asynccontextmanager
async def process(
    folder: Path, command: str, *, twilio: FakeTwilio | None = None, **env: str
) -> AsyncIterator[tuple[House, asyncio.subprocess.Process]]:
    port, twilio, model = free_port(), twilio or FakeTwilio(), FakeRealtime()
    async with serving(twilio.app) as twilio_url, model.serving():
        url = f"http://127.0.0.1:{port}"
        settings = {
            "CALL_HANDLER_PORT": str(port),
            "PUBLIC_BASE_URL": url,
            "TWILIO_API_BASE_URL": twilio_url,
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
            "TWILIO_PHONE_NUMBER": "+97233760000",
            "OPENAI_BASE_URL": model.url,
            "OPENAI_API_KEY": "sk-very-secret",
            "DATA_DIR": str(folder / "data"),
            "LOG_DIR": str(folder / "logs"),
            "REQUIRE_STREAM_SIGNATURE": "false",
        }
        arguments = [part.format(port=port) for part in COMMANDS[command]]
        child = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, cwd=ROOT, env={**os.environ, **settings, **env}, stderr=asyncio.subprocess.PIPE
        )
        try:
            async with httpx2.AsyncClient(base_url=url, timeout=30) as client:
                yield House(url, client, twilio, model, folder), child
        finally:
            if child.returncode is None:
                child.kill()
            await child.wait()


async def ready(house: House, child: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(120):
        while child.returncode is None:
            with contextlib.suppress(httpx2.TransportError):
                if (await house.client.get("/health")).is_success:
                    return
            await asyncio.sleep(0.05)
    raise AssertionError("the process ended")


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_sigterm_ends_the_call_at_twilio_and_reports_it(tmp_path: Path, command: str) -> None:
    async with process(tmp_path, command) as (house, child):
        await ready(house, child)
        ringing = await house.ordered(key="t1:2", phone_number="+97236123457")
        sid = await house.ordered()
        token = await house.answered(sid)
        waiting = asyncio.create_task(house.view(ringing, wait=60))
        listener = connect(f"{house.ws}/calls/{ringing}/events")
        async with connect(f"{house.ws}/media-stream") as phone, listener as following:
            await phone.send(start({"token": token}))
            async with asyncio.timeout(5):
                await house.model.connected.wait()
                await following.recv()
            child.send_signal(signal.SIGTERM)
            with contextlib.suppress(ConnectionClosed):
                while True:
                    await phone.recv()
        async with asyncio.timeout(8):
            assert await child.wait() in (0, -signal.SIGTERM)
        assert (await waiting).report is None
        assert house.twilio.calls[sid]["status"] == "completed"
        assert house.twilio.calls[ringing]["status"] == "canceled"
        assert house.model.open_sessions == 0

    store = SqlStore(f"sqlite+aiosqlite:///{tmp_path / 'data' / 'call_handler.db'}")
    kept, canceled = await store.call(sid), await store.call(ringing)
    await store.close()
    assert kept is not None
    assert kept.report is not None
    assert kept.report.ended_by == "system"
    assert canceled is not None
    assert canceled.report is not None
    assert (canceled.report.reason, canceled.report.ended_by) == (Reason.CANCELED, "system")
    check_log(tmp_path / "logs", sid, token)


async def test_after_a_kill_the_key_still_has_its_call_which_is_ended_and_reported(tmp_path: Path) -> None:
    twilio = FakeTwilio()
    async with process(tmp_path, "module", twilio=twilio) as (house, child):
        await ready(house, child)
        sid = await house.ordered()
        token = await house.answered(sid)
        async with connect(f"{house.ws}/media-stream") as phone:
            await phone.send(start({"token": token}))
            spent = await spends(phone, tmp_path, sid)
            child.kill()
            await child.wait()
    async with process(tmp_path, "module", twilio=twilio) as (house, child):
        await ready(house, child)
        assert await house.ordered() == sid
        view = await house.view(sid, wait=20)
        assert view.report is not None
        assert (view.report.ended_by, twilio.calls[sid]["status"]) == ("system", "completed")
        assert view.report.cost["text_out_tokens"] >= spent["text_out_tokens"] > 0
    assert len(twilio.forms) == 1


async def spends(phone: ClientConnection, folder: Path, sid: str) -> Mapping[str, float]:
    """Silence, until what the voice model has cost is written down."""
    store, at = SqlStore(f"sqlite+aiosqlite:///{folder / 'data' / 'call_handler.db'}"), 0
    try:
        async with asyncio.timeout(20):
            while (kept := await store.call(sid)) is None or not kept.cost:
                await phone.send(frame(at))
                await asyncio.sleep(0.02)
                at += 20
    finally:
        await store.close()
    return kept.cost


def check_log(folder: Path, sid: str, token: str) -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.log"))
    for secret in (NUMBER, NUMBER[1:], "Dana", "margherita", AUTH_TOKEN, "sk-very-secret", token, token[-64:]):
        assert secret not in text, f"the log holds {secret}"
    lines = [json.loads(line) for line in text.splitlines()]
    placed = next(line for line in lines if line["event"] == "twilio asked" and line["what"] == "create")
    assert (placed["status"], placed["task_id"]) == (201, "t1")
    assert any(line.get("call_sid") == sid and line["event"] == "call reported" for line in lines)


async def test_a_wrong_setting_is_one_sentence(tmp_path: Path) -> None:
    async with process(tmp_path, "module", PUBLIC_BASE_URL="https://calls.example") as (_, child):
        _, said = await child.communicate()
        assert child.returncode == 1
        assert b"CALL_HANDLER_TOKEN" in said
        assert b"Traceback" not in said


async def test_a_second_process_on_the_database_leaves_the_calls_of_the_first_alone(tmp_path: Path) -> None:
    twilio = FakeTwilio()
    async with process(tmp_path, "module", twilio=twilio) as (one, first):
        await ready(one, first)
        sid = await one.ordered()
        await one.answered(sid)
        async with process(tmp_path, "module", twilio=twilio) as (other, second):
            await ready(other, second)
            assert await other.ordered() == sid
            keys = [(f"t{number}:1", f"+9723612345{number}") for number in range(7, 10)]
            both = await asyncio.gather(
                *(house.ordered(key, phone_number=number) for key, number in keys for house in (one, other))
            )
            assert both[::2] == both[1::2]
            assert len(set(both)) == 3
            second.kill()
            await second.wait()
        assert twilio.calls[sid]["status"] == "in-progress"
        view = await one.ended(sid)
        assert view.report is not None
    assert len(twilio.forms) == 4


@pytest.mark.slow
async def test_a_carrier_that_hangs_does_not_keep_a_sigterm_waiting(tmp_path: Path) -> None:
    twilio = FakeTwilio(may_update=asyncio.Event())
    assert twilio.may_update is not None
    async with process(tmp_path, "module", twilio=twilio) as (house, child):
        await ready(house, child)
        sid = await house.ordered()
        token = await house.answered(sid)
        async with connect(f"{house.ws}/media-stream") as phone:
            await phone.send(start({"token": token}))
            async with asyncio.timeout(5):
                await house.model.connected.wait()
            child.send_signal(signal.SIGTERM)
            async with asyncio.timeout(9.5):  # of the ten seconds that containers are given
                await child.wait()
            assert house.model.open_sessions == 0
    twilio.may_update.set()
    twilio.calls[sid]["status"] = "in-progress"
    async with process(tmp_path, "module", twilio=twilio) as (house, child):
        await ready(house, child)
        view = await house.view(sid, wait=20)
        assert view.report is not None
        assert view.report.ended_by == "system"
    assert twilio.calls[sid]["status"] == "completed"


async def test_an_end_by_the_user_and_a_sigterm_log_no_error(tmp_path: Path) -> None:
    async with process(tmp_path, "module") as (house, child):
        await ready(house, child)
        sid = await house.ordered()
        token = await house.answered(sid)
        following = asyncio.create_task(house.client.get("/inbound", params={"wait": 20}))
        async with connect(f"{house.ws}/media-stream") as phone, connect(f"{house.ws}/calls/{sid}/events") as listener:
            await phone.send(start({"token": token}))
            async with asyncio.timeout(10):
                while not house.model.heard_bytes:
                    await phone.send(frame())
                    await asyncio.sleep(0.02)
            assert (await house.client.post(f"/calls/{sid}/hangup")).is_success
            with contextlib.suppress(ConnectionClosed):
                while True:
                    await phone.recv()
            told = [json.loads(message)["type"] async for message in listener]
            assert told[-1] == "call.report"
        child.send_signal(signal.SIGTERM)
        assert (await following).json() == {"calls": [], "last": 0}
        async with asyncio.timeout(10):
            assert await child.wait() in (0, -signal.SIGTERM)
    lines = [json.loads(line) for file in (tmp_path / "logs").glob("*.log") for line in file.read_text().splitlines()]
    assert any(line["event"] == "call reported" and line["reason"] == "user_hangup" for line in lines)
    assert [line for line in lines if line["level"] not in ("debug", "info")] == []
