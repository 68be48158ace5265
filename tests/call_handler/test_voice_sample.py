"""A voice is heard without a call: spoken once, kept, tried anew when it failed."""

import asyncio
import io
import wave
from pathlib import Path

import httpx2
import pytest

from ringback.call_handler.ports import ModelUnreachable
from ringback.call_handler.voice_sample import Samples
from tests.call_handler.house import House, house
from tests.fakes.realtime import FakeRealtime, Reply


async def sample(running: House, voice: str = "cedar", language: str = "en") -> httpx2.Response:
    return await running.client.get("/line/voice", params={"voice": voice, "language": language})


async def test_a_voice_says_its_sentence_once_however_many_ask(tmp_path: Path) -> None:
    model = FakeRealtime()
    model.replies.extend([Reply("Hello.", 800), Reply("שלום.", 600)])
    async with house(tmp_path, model=model) as running:
        answers = await asyncio.gather(*(sample(running) for _ in range(3)))
        hebrew = await sample(running, "", "he")
        again = await sample(running, "alloy", "he")
        assert running.twilio.calls == {}
    assert {answer.content for answer in answers} == {answers[0].content}
    assert (answers[0].status_code, answers[0].headers["content-type"]) == (200, "audio/wav")
    with wave.open(io.BytesIO(answers[0].content)) as sound:
        assert (sound.getnchannels(), sound.getframerate(), sound.getnframes()) == (1, 8000, 6400)
    assert again.content == hebrew.content != answers[0].content
    updates = [event["session"] for event in model.received if event["type"] == "session.update"]
    assert [one["audio"]["output"]["voice"] for one in updates] == ["cedar", "alloy"]
    wishes = [event["response"]["instructions"] for event in model.received if event["type"] == "response.create"]
    assert ["how this voice sounds" in wishes[0], "כך נשמע הקול" in wishes[1]] == [True, True]
    assert model.violations == []


async def test_what_failed_is_told_and_tried_anew(tmp_path: Path) -> None:
    model = FakeRealtime()
    model.replies.extend([Reply(failed="server_error"), Reply("Hello."), Reply("Hello.", 400, drops=True)])
    async with house(tmp_path, model=model) as running:
        for _ in range(3):
            answer = await sample(running)
            assert (answer.status_code, answer.json()["error"]) == (503, "model_down")
        assert (await sample(running)).status_code == 200
        unknown = await sample(running, "hal")
        assert (unknown.status_code, unknown.json()["error"]) == (400, "bad_request")
        await asyncio.wait_for(model.all_left.wait(), 5)


async def test_nobody_waits_for_a_model_that_says_nothing() -> None:
    class Mute:
        alive = True
        left = False

        async def open(self, *_: object) -> "Mute":
            return self

        def admit(self) -> None: ...
        async def ended(self) -> None: ...
        def listen(self, *_: object) -> None: ...
        def send(self, *_: object) -> None: ...
        def send_sound(self, *_: object) -> None: ...
        async def leave(self) -> None:
            self.left = True

        async def check(self) -> None: ...
        async def close(self) -> None: ...

    mute = Mute()
    samples = Samples(mute, "alloy", seconds=0.01)
    with pytest.raises(ModelUnreachable, match="in time"):
        await samples.wav("", "he")
    assert mute.left
    await samples.close()
