"""The engine's public HTTP as the terminal uses it: messages in, the journal's events out."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from ringback.kit.errors import RingbackError

Json = dict[str, Any]

RECONNECT_SECONDS = 0.5


class EngineClient:
    """One conversation with one engine. Errors are `RingbackError`s with the engine's own sentence."""

    def __init__(self, url: str, language: str | None = None) -> None:
        self._url = url
        self._language = language
        self._conversation: str | None = None
        self._http = httpx2.AsyncClient(base_url=url, timeout=70)

    async def __aenter__(self) -> "EngineClient":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def chat(self, message: str) -> Json:
        """One turn; the answer of `POST /chat`."""
        body: Json = {"message": message, "conversation_id": self._conversation, "language": self._language}
        answer = await self._post("/chat", {key: value for key, value in body.items() if value is not None})
        self._conversation = answer["conversation_id"]
        return answer

    async def hangup(self, task_id: str) -> Json:
        return await self._post(f"/tasks/{task_id}/hangup", {})

    async def steer(self, task_id: str, text: str, mode: str) -> Json:
        return await self._post(f"/tasks/{task_id}/steer", {"text": text, "mode": mode})

    async def answer(self, task_id: str, question_id: str, text: str) -> Json:
        return await self._post(f"/tasks/{task_id}/answer", {"question_id": question_id, "text": text})

    async def practice(self) -> Json:
        """Whether this is the practice network, and its people."""
        return await self._get("/practice")

    async def recording(self, task_id: str) -> bytes:
        answer = await self._http.get(f"/tasks/{task_id}/recording")
        _raise_for(answer)
        return answer.content

    async def events(self, after: int = 0) -> AsyncIterator[Json]:
        """Journal entries with `seq` above `after`, then live; a dropped socket is taken up again where it broke."""
        while True:
            try:
                async with connect(f"{self._url.replace('http', 'ws', 1)}/ws?after={after}") as socket:
                    async for text in socket:
                        entry = json.loads(text)
                        if entry["seq"] > after:
                            after = entry["seq"]
                            yield entry
            except (ConnectionClosed, OSError):
                await asyncio.sleep(RECONNECT_SECONDS)

    async def _get(self, path: str) -> Json:
        answer = await self._http.get(path)
        _raise_for(answer)
        return dict(answer.json())

    async def _post(self, path: str, body: Json) -> Json:
        try:
            answer = await self._http.post(path, json=body)
        except httpx2.TransportError as exc:
            raise RingbackError(
                f"No engine answers at {self._url}; start it with `ringback up`.", code="engine_down", recoverable=True
            ) from exc
        _raise_for(answer)
        return dict(answer.json())


def _raise_for(answer: httpx2.Response) -> None:
    if answer.is_success:
        return
    try:
        body = answer.json()
    except ValueError:
        body = {}
    raise RingbackError(
        body.get("detail", f"The engine answered {answer.status_code}."),
        code=body.get("error", "engine_error"),
        status=answer.status_code,
    )
