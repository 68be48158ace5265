"""Real audio and a voice model that dies, fails, expires, refuses or is slow: the callee is never left in silence.

Each model has a call-handler of its own on the same practice network; the calls run at the same time.
"""

import asyncio
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from ringback.call_handler.app import create_app
from tests.call_handler.house import Late, a_setting
from tests.fakes.server import serving
from tests.stories.conftest import CREDENTIALS, House
from tests.stories.test_talk import CASES, DISCLOSED, Live, place

pytestmark = pytest.mark.sound

MODELS = {
    "practice-drop-after-2-turns": "hostile-en",
    "practice-fail-after-2-turns": "hostile-en",
    "practice-expire-after-30-seconds": "hold-en",
    "practice-refuse-503": "hangs_up-he",
    "practice-slow-1500-ms": "hostile-en",
}
PAUSE_MS = 4_500
"""Of a model that takes 1.5 s longer to begin; without its session being there before, it would be more."""


@pytest.fixture(scope="session")
async def calls(house: House, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Live]:
    async def call(model: str) -> Live:
        return await called(house, tmp_path_factory.mktemp("handler"), model)

    return dict(zip(MODELS, await asyncio.gather(*map(call, MODELS)), strict=True))


async def called(house: House, folder: Path, model: str) -> Live:
    late = Late()
    async with serving(late, grace=2) as url:
        settings = {
            "twilio_api_base_url": house.sandbox,
            "openai_base_url": f"{house.sandbox}/v1",
            "public_base_url": url,
            "call_handler_token": house.token,
            "openai_realtime_model": model,
        }
        late.app = create_app(a_setting(folder, **(CREDENTIALS | settings)))
        return await place(url, house.token, model, CASES[MODELS[model]])


async def test_a_session_that_dies_is_replaced_and_the_errand_is_done(calls: Mapping[str, Live]) -> None:
    call = calls["practice-drop-after-2-turns"]
    assert call.report["reason"] == "goal_reached", call.turns
    assert sum(DISCLOSED["en"] in text for text in call.ours) == 1, "nobody is greeted twice"


async def test_a_model_that_cannot_speak_any_more_apologises_and_ends(calls: Mapping[str, Live]) -> None:
    call = calls["practice-fail-after-2-turns"]
    assert (call.report["reason"], call.report["ended_by"]) == ("model_down", "system")
    assert call.report["status"] == "completed"


async def test_a_session_that_expires_is_replaced_in_time(calls: Mapping[str, Live]) -> None:
    call = calls["practice-expire-after-30-seconds"]
    assert call.report["reason"] == "goal_reached", call.turns
    assert sum(DISCLOSED["en"] in text for text in call.ours) == 1


async def test_a_model_that_refuses_lets_the_phone_go_before_anyone_answers(calls: Mapping[str, Live]) -> None:
    call = calls["practice-refuse-503"]
    assert (call.report["status"], call.report["reason"], call.report["ended_by"]) == (
        "canceled",
        "model_down",
        "system",
    )
    assert call.turns == []


async def test_a_slow_model_is_ready_before_the_callee_hears_silence(calls: Mapping[str, Live]) -> None:
    call = calls["practice-slow-1500-ms"]
    greeting, ours = next((before, turn) for before, turn in pairwise(call.turns) if turn["who"] == "agent")
    assert greeting["who"] == "callee"
    assert DISCLOSED["en"] in ours["text"], call.turns
    assert ours["t0"] - greeting["t1"] < PAUSE_MS, call.turns
    assert call.report["reason"] == "goal_reached", call.turns
