"""aimock is OpenAI's Realtime to our client: its handshake, its answers, the dead beta's rejection, and chaos."""

import asyncio
import json
import time
from collections.abc import AsyncIterator

import httpx2
import pytest
from pydantic import SecretStr
from tools.referees.conftest import node, port, process
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from ringback.call_handler import events as ev
from ringback.call_handler.briefing import brief
from ringback.call_handler.voice_models.openai_realtime import OpenAIRealtime
from ringback.call_handler.voice_models.realtime_codec import decode
from ringback.engine import task_types
from ringback.engine.chat import PATIENCE
from ringback.engine.interpreters.llm import FAILURES, REST_SECONDS, ModelReader
from ringback.engine.interpreters.llm_provider import CompatibleModel
from ringback.engine.reading import Act, Reading, Situation

MODEL, EARS = "gpt-realtime-2", "gpt-transcribe"
BRIEFING = brief("On behalf of: Dana\nGoal: order a pizza", "en")
SECONDS = 20
READ = {
    "act": "request",
    "task_type": "phone_call",
    "slots": [
        {"slot": "callee", "words": "Pizza Place"},
        {"slot": "goal", "words": "sort a pie"},
        {"slot": "phone_number", "words": "03-999-1234"},
    ],
    "change": [],
    "refusal": None,
}
"""As a model reads "would you sort me a pie at Pizza Place", with a number that nobody wrote."""


@pytest.fixture(scope="module")
async def aimock(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    fixtures = tmp_path_factory.mktemp("aimock") / "fixtures.json"
    said = {"match": {"userMessage": "pizza"}, "response": {"content": "A margherita, please."}}
    ends = {"outcome": "succeeded", "summary": "done", "facts": []}
    ended = {
        "match": {"userMessage": "goodbye"},
        "response": {"toolCalls": [{"name": "end_call", "arguments": json.dumps(ends)}]},
    }
    overloaded = {"message": "try later", "type": "server_error", "code": "server_overloaded"}
    failed = {"match": {"userMessage": "fail"}, "response": {"error": overloaded, "status": 503}}
    broken = {
        "match": {"userMessage": "break off"},
        "response": {"content": "A long sentence that never comes to its end, for the line is cut."},
        "truncateAfterChunks": 1,
    }
    read = {
        "match": {"userMessage": "sort me a pie", "responseFormat": "json_schema"},
        "response": {"content": json.dumps(READ)},
    }
    nonsense = {"match": {"userMessage": "sort me nonsense"}, "response": {"content": '{"act": "affirm"}'}}
    declined = {
        "match": {"userMessage": "sort me trouble"},
        "response": {"content": "I'm sorry, but I can't help with that.", "finishReason": "content_filter"},
    }
    known = [read, nonsense, declined, said, ended, failed, broken]
    fixtures.write_text(json.dumps({"fixtures": known}), encoding="utf-8")
    number = port()
    async with process(node("llmock"), "-p", str(number), "-f", str(fixtures), port=number) as url:
        yield url


def client(url: str) -> OpenAIRealtime:
    return OpenAIRealtime(
        base_url=f"{url}/v1", api_key=SecretStr("sk-test"), model=MODEL, voice="alloy", transcription=EARS
    )


class Heard:
    """The events of a session, as they come."""

    def __init__(self) -> None:
        self.events: list[ev.ModelEvent] = []
        self._news = asyncio.Event()

    def __call__(self, event: ev.ModelEvent) -> None:
        self.events.append(event)
        self._news.set()

    async def until(self, *kinds: type) -> None:
        async with asyncio.timeout(SECONDS):
            while not set(kinds) <= {type(event) for event in self.events}:
                self._news.clear()
                await self._news.wait()


@pytest.mark.parametrize(
    ("words", "kinds"), [("order a pizza", (ev.ResponseDone,)), ("say goodbye", (ev.ResponseDone, ev.ToolCalled))]
)
async def test_a_session_is_configured_and_answers(aimock: str, words: str, kinds: tuple[type, ...]) -> None:
    model, heard = client(aimock), Heard()
    session = await model.open(BRIEFING, [ev.PastTurn("callee", words)])
    session.listen(heard)
    await heard.until(ev.ModelReady)
    session.send(ev.CreateResponse())
    await heard.until(ev.ResponseStarted, *kinds)
    await session.leave()
    await model.close()
    assert not [event for event in heard.events if isinstance(event, ev.ModelFailed) and not event.recoverable]
    for event in heard.events:
        if isinstance(event, ev.ToolCalled):
            assert (event.name, (event.arguments or {})["outcome"]) == ("end_call", "succeeded")


async def test_the_betas_rejection_is_read_as_the_end(aimock: str) -> None:
    """We never ask for the beta; were it asked for us, the talk would end at once instead of waiting."""
    read: list[ev.ModelEvent] = []
    url = f"{aimock.replace('http', 'ws', 1)}/v1/realtime?model={MODEL}"
    headers = {"Authorization": "Bearer sk-test", "OpenAI-Beta": "realtime=v1"}
    async with connect(url, additional_headers=headers) as socket:
        try:
            async with asyncio.timeout(SECONDS):
                async for message in socket:
                    read += decode(str(message), model=MODEL, transcription=EARS)
        except ConnectionClosed:
            pass
    assert socket.close_code == 4000
    assert read == [ev.ModelFailed("beta_api_shape_disabled", recoverable=False)]


@pytest.mark.parametrize("words", ["fail please", "break off please"])
async def test_a_failed_or_broken_answer_is_heard_of(aimock: str, words: str) -> None:
    """A response that failed says so; a socket that breaks in the middle is a model that failed."""
    model, heard = client(aimock), Heard()
    session = await model.open(BRIEFING, [ev.PastTurn("callee", words)])
    session.listen(heard)
    await heard.until(ev.ModelReady)
    session.send(ev.CreateResponse())
    await heard.until(ev.ResponseDone if words.startswith("fail") else ev.ModelFailed)
    await session.leave()
    await model.close()
    done = [event for event in heard.events if isinstance(event, ev.ResponseDone)]
    assert [event.failed for event in done] == (["server_overloaded"] if words.startswith("fail") else [])


@pytest.mark.parametrize(
    "chaos",
    [{"dropRate": 1}, {"malformedRate": 1}, {"disconnectRate": 1}, {"rateLimitRate": 1}, {"latencyMs": 20_000}],
    ids=lambda chaos: next(iter(chaos)),
)
async def test_chaos_costs_a_second_reading_and_nothing_else(aimock: str, chaos: dict[str, int]) -> None:
    first = Reading(Act.OTHER, "en")
    types = task_types.load().values()
    model = CompatibleModel("gpt-6-luna", f"{aimock}/v1", SecretStr("sk-test"), PATIENCE)
    reader = ModelReader(model, types, time.monotonic)
    async with httpx2.AsyncClient(base_url=aimock) as operator:
        assert (await operator.post("/__aimock/chaos", json=chaos)).is_success
        try:
            async with asyncio.timeout(SECONDS):
                assert await reader.read("order a pizza", Situation("en", "IL"), first, PATIENCE) is first
        finally:
            assert (await operator.delete("/__aimock/chaos")).is_success
            await reader.close()


@pytest.mark.parametrize(
    ("message", "slots"),
    [
        ("would you sort me a pie at Pizza Place", {"callee": "Pizza Place", "goal": "sort a pie"}),
        ("would you sort me nonsense", {}),
        ("would you sort me trouble", {}),
    ],
)
async def test_a_second_reading_keeps_what_the_message_bears_out(
    aimock: str, message: str, slots: dict[str, str]
) -> None:
    model = CompatibleModel("gpt-6-luna", f"{aimock}/v1", SecretStr("sk-test"), SECONDS)
    reader = ModelReader(model, task_types.load().values(), time.monotonic)
    reading = await reader.read(message, Situation("en", "IL"), Reading(Act.OTHER, "en"), SECONDS)
    await reader.close()
    assert {name: value.value for name, value in reading.slots.items()} == slots
    assert reading.act is (Act.REQUEST if slots else Act.OTHER)


async def test_an_outage_ends_and_the_model_is_asked_again(aimock: str) -> None:
    """Left alone after two failures, for its minute; then it reads again."""
    now = 0.0
    message, first = "would you sort me a pie at Pizza Place", Reading(Act.OTHER, "en")
    model = CompatibleModel("gpt-6-luna", f"{aimock}/v1", SecretStr("sk-test"), SECONDS)
    reader = ModelReader(model, task_types.load().values(), lambda: now)
    async with httpx2.AsyncClient(base_url=aimock) as operator:
        assert (await operator.post("/__aimock/chaos", json={"dropRate": 1})).is_success
        try:
            for _ in range(FAILURES):
                assert await reader.read(message, Situation("en", "IL"), first, SECONDS) is first
        finally:
            assert (await operator.delete("/__aimock/chaos")).is_success
    assert not reader.is_wanted(message, first)
    assert await reader.read(message, Situation("en", "IL"), first, SECONDS) is first
    now += REST_SECONDS
    assert (await reader.read(message, Situation("en", "IL"), first, SECONDS)).act is Act.REQUEST
    await reader.close()
