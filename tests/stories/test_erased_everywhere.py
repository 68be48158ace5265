"""After `DELETE /context` nothing personal is left: databases and their logs, recordings, log files, a dump."""

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import structlog
from pydantic import SecretStr
from streamdouble import api
from streamdouble.scenario import Say, Scenario, Wait
from streamdouble.session import SessionConfig

from ringback.engine.app import create_app
from ringback.engine.settings import EngineSettings
from ringback.kit import logs
from tests.call_handler.house import House, house
from tests.call_handler.test_media_stream import DONE, say
from tests.engine.http.conftest import ROOT, Engine
from tests.fakes.call_handler import FakeCallHandler
from tests.fakes.realtime import FakeRealtime, Reply
from tests.postgres import Postgres

pytestmark = pytest.mark.slow

REQUEST = "Call 03-612-3456 and order a large margherita for seven"
PERSONAL = (
    re.compile(rb"3\D{0,3}612\D{0,3}34\D{0,2}56"),
    re.compile(rb"Shoshana", re.IGNORECASE),
    re.compile("שושנה".encode()),
    re.compile(json.dumps("שושנה").strip('"').replace("\\", "\\\\").encode()),
    re.compile(rb"margherita", re.IGNORECASE),
    re.compile(rb"ready at seven", re.IGNORECASE),
)
"""The number in any format, the user's name, what was asked for and what was said."""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Of both services; empty for files of their own."""
    if request.param == "sqlite":
        return ""
    postgres: Postgres = request.getfixturevalue("postgres")
    return postgres.database()


@pytest.fixture
def written_log(tmp_path: Path) -> Iterator[Path]:
    sink = logs.configure("both", tmp_path / "logs")
    yield tmp_path / "logs"
    sink.close()
    structlog.reset_defaults()


def found(folder: Path, database: str) -> dict[str, list[str]]:
    """Which of `PERSONAL` is where."""
    contents = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    if database:
        contents["dump"] = Postgres.dump(database)
    hits = {name: [one.pattern.decode() for one in PERSONAL if one.search(text)] for name, text in contents.items()}
    return {name: found for name, found in hits.items() if found}


def readable(folder: Path) -> bool:
    """Every line of the log files is still one JSON object."""
    lines = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.log")).splitlines()
    return bool(lines) and all(json.loads(line)["event"] for line in lines)


async def talked(running: House, sid: str) -> None:
    token = await running.answered(sid)
    config = SessionConfig(custom_parameters={"token": token}, quiet_period_s=0.3, max_drain_s=4)
    steps: list[Say | Wait] = [say(400), Wait(1.6), say(400), Wait(3.0)]
    await api.run_scenario(f"{running.ws}/media-stream", Scenario(name="talk", steps=steps), config=config)
    await running.ended(sid)


async def test_nothing_personal_is_left(tmp_path: Path, database: str, written_log: Path) -> None:
    model = FakeRealtime()
    model.hears.extend(["hello, who is this", "fine, it is ready at seven"])
    model.replies.extend([Reply("An assistant for Shoshana. A margherita please.", 600), Reply("Bye.", 400, DONE)])
    async with house(tmp_path, model=model, database_url=database) as running:
        settings = EngineSettings(
            _env_file=None,  # type: ignore[call-arg]  # pydantic-settings takes it
            call_handler_host=running.url,
            database_url=SecretStr(database),
            data_dir=tmp_path / "data",
            log_dir=written_log,
        )
        app = create_app(settings)
        transport = httpx2.ASGITransport(app)
        async with app.router.lifespan_context(app), httpx2.AsyncClient(transport=transport, base_url=ROOT) as http:
            engine = Engine(app, http, FakeCallHandler(), settings)
            await engine.say("my name is Shoshana")
            await engine.say("השם שלי שושנה")
            said = await engine.say(REQUEST)
            while said["state"] == "collecting":
                said = await engine.say("Shoshana", said["conversation_id"])
            await engine.confirm(said["task"])
            task = await engine.until(said["task"]["id"], "ordered", "in_call")
            await talked(running, task["call_sid"])
            await engine.until(task["id"], "succeeded", "failed", "unconfirmed")
            structlog.get_logger().info("practice call placed", call_sid=task["call_sid"], pii_to="+97236123456")
            assert await asyncio.to_thread(found, tmp_path, database), "it was there before"
            assert list((tmp_path / "data").rglob("*.ulaw")), "there was a recording"

            receipt = (await http.delete("/context")).json()

            assert receipt["kept"] == []
            assert receipt["erased"]["calls"] == 1
            assert receipt["erased"]["log_fields"] == 1
            assert await asyncio.to_thread(found, tmp_path, database) == {}
            assert running.twilio.deleted == [task["call_sid"]]
            assert list((tmp_path / "data").rglob("*.ulaw")) == []
        assert await asyncio.to_thread(readable, written_log)
