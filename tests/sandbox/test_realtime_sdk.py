"""The vendor's own client holds a conversation with the practice model, in text and in sound."""

import base64
from typing import Any

import pytest
from openai import AsyncOpenAI, AuthenticationError
from openai.resources.realtime.realtime import AsyncRealtimeConnection

from ringback.sandbox.voice.speech import Speech
from tests.fakes.realtime_client import ERRAND, GOAL, KEY, MODEL, PHONE, model_serving


async def transcript(connection: AsyncRealtimeConnection) -> tuple[str, int]:
    """What the next response says, and the bytes of its sound."""
    said, size = "", 0
    async for event in connection:
        match event.type:
            case "response.output_text.done":
                said = event.text
            case "response.output_audio_transcript.done":
                said = event.transcript
            case "response.output_audio.delta":
                size += len(base64.b64decode(event.delta))
            case "response.done":
                assert event.response.status == "completed"
                return said, size
            case "error":
                raise AssertionError(event.error)
    raise AssertionError("the connection ended")


async def test_the_vendors_client_writes_and_speaks() -> None:
    speech = Speech()
    async with model_serving("Pizza Place, hello.", speech=speech) as url:
        vendor = AsyncOpenAI(api_key=KEY, base_url=f"{url}/v1")
        async with vendor.realtime.connect(model=MODEL) as connection:
            session: Any = {"type": "realtime", "instructions": ERRAND, "audio": PHONE}
            await connection.session.update(session=session)
            await connection.response.create(
                response={
                    "output_modalities": ["text"],
                    "conversation": "none",
                    "instructions": 'Say exactly: "Ready."',
                }
            )
            assert await transcript(connection) == ("Ready.", 0)
            sound = speech.say("Yes, hello there.", "en", "tenor") + b"\xff" * 8000
            for at in range(0, len(sound), 1600):
                await connection.input_audio_buffer.append(audio=base64.b64encode(sound[at : at + 1600]).decode())
            said, size = await transcript(connection)
            assert said == f"Hello. {GOAL}"
            assert size == len(speech.say("Hello.", "en", "alloy") + speech.say(GOAL, "en", "alloy"))
        assert MODEL in [offered.id async for offered in vendor.models.list()]
        await vendor.close()


async def test_the_vendors_client_is_refused_with_a_wrong_key() -> None:
    async with model_serving(speech=Speech()) as url:
        vendor = AsyncOpenAI(api_key="wrong", base_url=f"{url}/v1", max_retries=0)
        with pytest.raises(AuthenticationError):
            await vendor.models.list()
        await vendor.close()
