"""Each voice is heard through the engine, spoken by the practice network's own model; nobody is called."""

import array
import io
import wave

import pytest

from tests.stories.conftest import House

pytestmark = pytest.mark.sound


@pytest.mark.parametrize("language", ["he", "en"])
async def test_a_voice_is_heard(house: House, language: str) -> None:
    async with house.client() as client:
        calls = (await client.get("/calls")).json()
        answer = await client.get("/line/voice", params={"voice": "cedar", "language": language})
        assert answer.status_code == 200, answer.text
        assert (await client.get("/calls")).json() == calls
    with wave.open(io.BytesIO(answer.content)) as file:
        seconds = file.getnframes() / file.getframerate()
        samples = array.array("h", file.readframes(file.getnframes()))
    assert 1.5 < seconds < 12
    assert sum(sample * sample for sample in samples) / len(samples) > 200**2
