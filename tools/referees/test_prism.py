"""Prism judges every request of our Twilio client by Twilio's published OpenAPI."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from pydantic import SecretStr
from tools.referees.conftest import SPECS, node, port, process

from ringback.call_handler.call import Call
from ringback.call_handler.carriers.twilio import Twilio
from ringback.call_handler.ports import Order
from ringback.wire import CallStatus

ACCOUNT, CALL = "AC" + "0" * 32, "CA" + "0" * 32
SPEC = SPECS / "twilio_calls_messages_recordings.openapi.json"


@pytest.fixture(scope="module")
async def prism(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    assert SPEC.exists(), f"{SPEC} is not there; set SPECS to the folder of Twilio's OpenAPI file"
    spec = tmp_path_factory.mktemp("prism") / "twilio.json"
    spec.write_text(with_arrays(SPEC), encoding="utf-8")
    number = port()
    async with process(node("prism"), "mock", "-h", "127.0.0.1", "-p", str(number), str(spec), port=number) as url:
        yield url


def with_arrays(spec: Path) -> str:
    """Prism takes a repeated form field for a list only where the spec says so in so many words."""
    document = json.loads(spec.read_text(encoding="utf-8"))
    for path in document["paths"].values():
        for method in ("post", "put"):
            content = path.get(method, {}).get("requestBody", {}).get("content", {})
            form = content.get("application/x-www-form-urlencoded")
            for name, schema in (form or {}).get("schema", {}).get("properties", {}).items():
                if schema.get("type") == "array":
                    form.setdefault("encoding", {})[name] = {"style": "form", "explode": True}
    return json.dumps(document)


@pytest.fixture
async def twilio(prism: str) -> AsyncIterator[Twilio]:
    client = Twilio(
        base_url=prism,
        account_sid=ACCOUNT,
        auth_token=SecretStr("token"),
        from_number="+97233760000",
        public_base_url="https://ring.example",
        ring_seconds=40,
        call_seconds=600,
        timeout=30,
    )
    yield client
    await client.close()


def order() -> Order:
    return Order("o_1", "t_1:0", "digest", "+97236123456", "Goal: order a pizza", "he", 0.0)


async def test_a_call_is_placed_as_published(twilio: Twilio) -> None:
    assert (await twilio.place(order())).sid.startswith("CA")


async def test_calls_are_found_and_fetched_as_published(twilio: Twilio) -> None:
    assert await twilio.find("+97236123456")
    assert (await twilio.fetch(CALL)).word.status in set(CallStatus)


@pytest.mark.parametrize("last_words", [None, "סליחה, ניפרד כאן."])
async def test_a_call_is_ended_as_published(twilio: Twilio, last_words: str | None) -> None:
    assert (await twilio.hang_up(Call(CALL, 0.0, status=CallStatus.IN_PROGRESS), last_words, "he")).sid


async def test_the_account_is_checked_and_a_call_erased_as_published(twilio: Twilio) -> None:
    await twilio.check()
    await twilio.erase(CALL)


async def test_the_judge_refuses_what_is_not_as_published(prism: str) -> None:
    root = f"{prism}/2010-04-01/Accounts/{ACCOUNT}/Calls.json"
    async with httpx2.AsyncClient(timeout=30, auth=(ACCOUNT, "token")) as client:
        assert (await client.post(root, data={"To": "+97236123456"})).status_code == 422
        assert (await client.post(root, data={"To": "+9721", "From": "+9722", "Timeout": "soon"})).status_code == 422
    async with httpx2.AsyncClient(timeout=30) as stranger:
        assert (await stranger.get(root)).status_code == 401
