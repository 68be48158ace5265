"""A client of the practice model on a real socket: what it sends and what it gets is checked by the referee."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from pydantic import SecretStr
from websockets.asyncio.client import ClientConnection, connect

from ringback.sandbox.model import routes as model
from ringback.sandbox.voice.speech import Speech
from tests.fakes.realtime_referee import check_client, check_server
from tests.fakes.server import serving

KEY = "practice-key"
MODEL = "gpt-realtime-2.1"
PIECE = 1600
PAUSE = b"\xff" * 8000
"""A second of silence: the end of a turn."""

Event = dict[str, Any]


class ScriptedEar:
    """Hears the next line of its script in each sound, whatever it is; an exception in the script is raised."""

    def __init__(self, script: list[str | Exception]) -> None:
        self._script = iter(script)

    def hear(self, ulaw: bytes) -> str:
        heard = next(self._script, "")
        if isinstance(heard, Exception):
            raise heard
        return heard


@dataclass(frozen=True, slots=True)
class Settings:
    openai_api_key: SecretStr
    speed: float


@asynccontextmanager
async def model_serving(*heard: str | Exception, speed: float = 50, speech: Speech) -> AsyncIterator[str]:
    """The root URL of a practice model whose ear hears these lines in turn."""
    ear = ScriptedEar(list(heard))
    app = FastAPI()
    settings = Settings(SecretStr(KEY), speed)
    app.include_router(model.create_router(settings, speech, lambda _language: [], lambda _language, _phrases: ear))
    async with serving(app) as url:
        yield url


class RealtimeClient:
    """`got` is every event so far, each of them valid."""

    def __init__(self, socket: ClientConnection, speech: Speech) -> None:
        self.socket = socket
        self.speech = speech
        self.got: list[Event] = []

    async def send(self, **event: Any) -> None:
        check_client(event)
        await self.socket.send(json.dumps(event))

    async def send_wrong(self, event: object) -> Event:
        """The error event that this brings."""
        await self.socket.send(event if isinstance(event, str | bytes) else json.dumps(event))
        answer = await self.until("error")
        return dict(answer["error"])

    async def next(self) -> Event:
        event: Event = json.loads(await asyncio.wait_for(self.socket.recv(), 20))
        check_server(event)
        self.got.append(event)
        return event

    async def until(self, kind: str, **fields: object) -> Event:
        """The next event of that type with those fields."""
        while True:
            event = await self.next()
            if event["type"] == kind and fields.items() <= event.items():
                return event

    async def done(self) -> Event:
        """The response of the next `response.done`."""
        return dict((await self.until("response.done"))["response"])

    async def configure(self, **session: Any) -> Event:
        await self.send(type="session.update", session={"type": "realtime", **session})
        return dict((await self.until("session.updated"))["session"])

    async def append(self, sound: bytes) -> None:
        for at in range(0, len(sound), PIECE):
            await self.send(type="input_audio_buffer.append", audio=base64.b64encode(sound[at : at + PIECE]).decode())

    async def speak(self, text: str = "Yes, hello there.", pause: bytes = PAUSE) -> None:
        await self.append(self.speech.say(text, "en", "tenor") + pause)

    def sound(self, item_id: str) -> bytes:
        """All sound of the item so far."""
        deltas = [e for e in self.got if e["type"] == "response.output_audio.delta" and e["item_id"] == item_id]
        return b"".join(base64.b64decode(delta["delta"]) for delta in deltas)


@asynccontextmanager
async def connected(
    url: str, speech: Speech, *, name: str = MODEL, headers: Mapping[str, str] | None = None
) -> AsyncIterator[RealtimeClient]:
    """A client whose session has been created."""
    given = {"Authorization": f"Bearer {KEY}", **(headers or {})}
    async with connect(f"ws{url.removeprefix('http')}/v1/realtime?model={name}", additional_headers=given) as socket:
        client = RealtimeClient(socket, speech)
        await client.until("session.created")
        yield client


PHONE: dict[str, dict[str, Any]] = {
    "input": {
        "format": {"type": "audio/pcmu"},
        "transcription": {"model": "gpt-transcribe", "languages": ["en"]},
        "turn_detection": {"type": "server_vad", "silence_duration_ms": 500},
    },
    "output": {"format": {"type": "audio/pcmu"}, "voice": "alloy"},
}


def listening(turn_detection: Mapping[str, object] | None) -> dict[str, Any]:
    """The phone's audio with another turn detection."""
    return {**PHONE, "input": {**PHONE["input"], "turn_detection": turn_detection}}


END_CALL = {"type": "function", "name": "end_call", "description": "Ends the call.", "parameters": {"type": "object"}}
ERRAND = "On behalf of: Dana\nGoal: order a large margherita for seven"
GOAL = "I'd like to order a large margherita for seven."
