"""The guide's task type, installed as the separate package it is, does an errand."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from ringback.engine.settings import EngineSettings
from tests.engine.http.conftest import Engine, running
from tests.fakes.call_handler import FakeCallHandler

GUIDE = Path(__file__).parents[3] / "docs" / "how-to" / "task-type.md"
FILES = {"toml": "pyproject.toml", "python": "ringback_taxi.py"}
MOST_LINES = 60

pytestmark = pytest.mark.slow


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The guide's package, built and installed into a folder of its own, which this process can import from."""
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    blocks = re.findall(r"```(\w+)\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert sorted(kind for kind, _ in blocks) == sorted(FILES)
    assert sum(len(text.splitlines()) for _, text in blocks) < MOST_LINES
    for kind, text in blocks:
        (source / FILES[kind]).write_text(text, encoding="utf-8")
    offline = ["--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet"]
    command = [sys.executable, "-m", "pip", "install", *offline, "--target", str(target), str(source)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    monkeypatch.syspath_prepend(target)
    monkeypatch.delitem(sys.modules, "ringback_taxi", raising=False)


@pytest.mark.usefixtures("installed")
async def test_the_guides_task_type_does_an_errand(
    served_handler: tuple[FakeCallHandler, str], settings: EngineSettings
) -> None:
    async with running(served_handler[0], settings) as engine:
        await english(engine)
        await hebrew(engine)


async def english(engine: Engine) -> None:
    asked = await engine.say("Order a taxi to the airport, their number is 03-612-3599")
    assert (asked["task"]["type"], asked["missing"]) == ("taxi", ["pickup", "name"])
    assert asked["reply"].endswith("Pick you up where?")
    asked = await engine.say("5 Herzl Street", asked["conversation_id"])
    plan = await engine.say("Dana", asked["conversation_id"])
    assert "and order a taxi to the airport" in plan["reply"]
    assert "pick-up at 5 Herzl Street, in the name of Dana." in plan["reply"]
    fields = {field["label"]: field["value"] for field in plan["task"]["plan"]["fields"]}
    assert fields["Pick-up"] == "5 Herzl Street"
    done = await engine.say("confirm", plan["conversation_id"])
    task = await engine.until(done["task"]["id"], "succeeded")
    assert task["type"] == "taxi"
    (order,) = engine.handler.requests
    assert order.phone_number == "+97236123599"
    assert "Notes: pick-up at 5 Herzl Street" in order.instructions


async def hebrew(engine: Engine) -> None:
    answer = await engine.http.post("/chat", json={"message": "תזמיני מונית לשדה התעופה, הטלפון 03-612-3598"})
    asked = answer.json()
    assert (asked["task"]["type"], asked["missing"]) == ("taxi", ["pickup"])
    assert asked["reply"].endswith("מאיפה לאסוף?")
