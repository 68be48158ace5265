"""`POST /reports`: only what the call-handler signed lately is taken."""

import time
from collections.abc import AsyncIterator

import httpx2
import pytest
from pydantic import SecretStr

from ringback.engine.http.reports import LARGEST
from ringback.engine.settings import EngineSettings
from ringback.kit.webhooks import TOLERANCE_SECONDS, signed
from tests.engine.http.conftest import Engine, running
from tests.fakes.call_handler import FakeCallHandler, a_report

KEY = SecretStr("a long random text")
BODY = a_report(task_id="t_9").model_dump_json().encode()


@pytest.fixture
async def keyed(served_handler: tuple[FakeCallHandler, str], settings: EngineSettings) -> AsyncIterator[Engine]:
    async with running(served_handler[0], settings.model_copy(update={"call_handler_token": KEY})) as engine:
        yield engine


async def post(engine: Engine, headers: dict[str, str], body: bytes = BODY) -> httpx2.Response:
    return await engine.http.post("/reports", content=body, headers={"content-type": "application/json", **headers})


async def test_a_signed_one_is_taken(keyed: Engine) -> None:
    assert (await post(keyed, signed(KEY, "report_CA1", time.time(), BODY))).status_code == 200
    large = b" " * 200_000 + BODY
    assert (await post(keyed, signed(KEY, "report_CA1", time.time(), large), large)).status_code == 200


async def test_others_are_refused(keyed: Engine, engine: Engine) -> None:
    good = signed(KEY, "report_CA1", time.time(), BODY)
    old = signed(KEY, "report_CA1", time.time() - TOLERANCE_SECONDS - 5, BODY)
    wrong = signed(SecretStr("another"), "report_CA1", time.time(), BODY)
    for headers in ({}, old, wrong, good | {"webhook-id": "report_CA2"}, good | {"webhook-timestamp": "now"}):
        refused = await post(keyed, headers)
        assert (refused.status_code, refused.json()["error"]) == (403, "bad_signature")
    assert (await post(keyed, good, BODY.replace(b"goal_reached", b"goal_not_reached"))).status_code == 403
    unread = signed(KEY, "report_CA1", time.time(), b"{}")
    assert (await post(keyed, unread, b"{}")).status_code == 400
    assert (await post(keyed, good, b"x" * (LARGEST + 1))).status_code == 413
    without_key = signed(SecretStr(""), "report_CA1", time.time(), BODY)
    assert (await post(engine, without_key)).status_code == 403, "an engine without a token takes nothing"
