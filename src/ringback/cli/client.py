"""The engine's public HTTP as the terminal uses it: requests out, the journal's events in."""

import asyncio
import json
from collections.abc import AsyncGenerator, Collection
from datetime import tzinfo
from typing import Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

import httpx2

from ringback.kit.errors import RingbackError

Json = dict[str, Any]
Plan = tuple[str, int]
"""Id of its task, and its version."""

NO_PLAN: Plan = ("", 0)
"""Nobody has seen one."""
RECONNECT_SECONDS = 0.5
SECONDS = 70.0
"""A hang-up is acknowledged, and a task waited for, in less."""
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Refused(RingbackError):
    """The engine's own sentence; `body` is its whole answer, such as the plan that waits instead."""

    code = "engine_error"

    def __init__(self, answer: httpx2.Response) -> None:
        try:
            body = answer.json()
        except ValueError:
            body = {}
        self.body: Json = body if isinstance(body, dict) else {}
        detail = str(self.body.get("detail", f"The engine answered {answer.status_code}."))
        super().__init__(detail, code=self.body.get("error"), status=answer.status_code)


class EngineClient:
    """One conversation with one engine. Errors are `RingbackError`s; the engine's are `Refused`."""

    def __init__(self, url: str, language: str | None = None, conversation: str | None = None) -> None:
        """`language` is that of what the engine says; without it, each message's own."""
        self._url = url.rstrip("/")
        self._language = language
        self.conversation = conversation
        self._direct = (urlsplit(self._url).hostname or "") in _LOOPBACK
        self._socket = self._url.replace("http", "ws", 1)
        headers = {"accept-language": language} if language else {}
        self._http = httpx2.AsyncClient(
            base_url=self._url,
            timeout=SECONDS,
            headers=headers,
            trust_env=not self._direct,
            verify=not self._url.startswith("http:"),  # reading certificates takes longer than all else
        )

    async def __aenter__(self) -> "EngineClient":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def chat(self, message: str, plan: Plan = NO_PLAN) -> Json:
        """One turn; the answer of `POST /chat`. A yes starts `plan`, which its writer saw, or none."""
        body: Json = {"message": message, "conversation_id": self.conversation, "language": self._language}
        body |= {"task_id": plan[0], "plan_version": plan[1]}
        answer = await self._post("/chat", {key: value for key, value in body.items() if value is not None})
        self.conversation = answer["conversation_id"]
        return answer

    # --- tasks

    def page(self, task_id: str) -> str:
        """Address of the errand's page, which shows its call while it is on and afterwards."""
        return f"{self._url}/calls/{task_id}"

    async def tasks(self) -> list[Json]:
        """Newest first."""
        return list((await self._ask("GET", "/tasks")).json())

    async def task(self, task_id: str, *, wait: float = 0) -> Json:
        """With `wait`, as soon as it changes."""
        return await self._get(f"/tasks/{task_id}", wait=wait)

    async def confirm(self, task_id: str, version: int, at: str | None = None) -> Json:
        """`at` is an ISO time; the call is made then."""
        return await self._post(f"/tasks/{task_id}/confirm", {"plan_version": version, "at": at})

    async def permission(self, task_id: str, at: str | None = None) -> Json:
        """What stands against calling this plan, now or `at` an ISO time; `code` is null when nothing is known of."""
        return await self._get(f"/tasks/{task_id}/permission", at=at)

    async def cancel(self, task_id: str) -> Json:
        return await self._post(f"/tasks/{task_id}/cancel", {})

    async def hangup(self, task_id: str) -> Json:
        return await self._post(f"/tasks/{task_id}/hangup", {})

    async def steer(self, task_id: str, text: str, mode: str) -> Json:
        return await self._post(f"/tasks/{task_id}/steer", {"text": text, "mode": mode})

    async def answer(self, task_id: str, question_id: str, text: str) -> Json:
        return await self._post(f"/tasks/{task_id}/answer", {"question_id": question_id, "text": text})

    async def entries(self, task_id: str) -> list[Json]:
        """All that the journal says of the task until now."""
        found: list[Json] = []
        while page := (await self._ask("GET", "/journal", params=_set(task=task_id, after=_last(found)))).json():
            found += page
        return found

    async def search(self, words: str, kinds: Collection[str], limit: int) -> Json:
        """Errands and talks, last moved first; of no kind named, all."""
        return await self._get("/search", q=words, status=list(kinds), limit=limit)

    async def transcript(self, task_id: str, call: int | None = None) -> Json:
        return await self._get(f"/tasks/{task_id}/transcript", call=call)

    async def calendar(self, task_id: str) -> bytes:
        """What was agreed, as an .ics file."""
        return (await self._ask("GET", f"/tasks/{task_id}/calendar.ics")).content

    async def recording(self, task_id: str, call: int | None = None) -> bytes:
        """A stereo WAV: left the assistant, right the callee."""
        return (await self._ask("GET", f"/tasks/{task_id}/recording", params=_set(call=call))).content

    async def listen(self, task_id: str, call: int | None = None) -> Json:
        """Where the call that is on can be heard, for a minute."""
        return dict((await self._ask("POST", f"/tasks/{task_id}/listen", params=_set(call=call))).json())

    async def audio(self, path: str) -> AsyncGenerator[bytes, None]:
        """The sound there, piece by piece, until the call ends."""
        from websockets.asyncio.client import connect
        from websockets.exceptions import ConnectionClosedError, InvalidStatus

        try:
            async with connect(f"{self._socket}{path}", proxy=None if self._direct else True) as socket:
                async for piece in socket:
                    yield piece if isinstance(piece, bytes) else b""
        except InvalidStatus as exc:
            raise RingbackError("The call cannot be heard any more.", code="too_late", status=409) from exc
        except (ConnectionClosedError, OSError) as exc:
            raise self._down() from exc

    # --- what is stored, and what there is

    async def zone(self) -> tzinfo | None:
        """The user's, by which hours are written; None where the engine does not know it: this machine's."""
        name = (await self.practice()).get("zone")
        return ZoneInfo(name) if name else None

    async def practice(self) -> Json:
        """Whether this is the practice network, its people, and the engine's language."""
        return await self._get("/practice")

    async def context(self) -> Json:
        return await self._get("/context")

    async def settings(self, language: str) -> Json:
        """Each with its value, what it may be, and what holds without one."""
        return await self._get("/context/settings", lang=language)

    async def set(self, key: str, value: str, language: str) -> None:
        path = f"/context/settings/{quote(key, safe='')}"
        await self._ask("PATCH", path, params=_set(lang=language), json={"value": value})

    async def forget(self, section: str, key: str) -> Json:
        return dict((await self._ask("DELETE", f"/context/{section}/{quote(key, safe='')}")).json())

    async def erase(self) -> Json:
        return dict((await self._ask("DELETE", "/context")).json())

    async def export(self) -> AsyncGenerator[bytes, None]:
        """The ZIP with everything that is stored, piece by piece."""
        try:
            async with self._http.stream("GET", "/context/export") as answer:
                if not answer.is_success:
                    await answer.aread()
                    raise Refused(answer)
                async for chunk in answer.aiter_bytes():
                    yield chunk
        except httpx2.TransportError as exc:
            raise self._down() from exc

    # --- the journal

    async def events(
        self, after: int = 0, *, conversation: str | None = None, tail: int | None = None
    ) -> AsyncGenerator[Json, None]:
        """Entries with `seq` above `after`, then live; a dropped socket is taken up again where it broke.

        `conversation` leaves out all others; with `tail` it begins with so many of the newest.
        """
        from websockets.asyncio.client import connect
        from websockets.exceptions import ConnectionClosed

        while True:
            start = _set(tail=tail) if tail is not None else {"after": after}
            query = httpx2.QueryParams({**start, **_set(conversation=conversation)})
            try:
                async with connect(f"{self._socket}/ws?{query}", proxy=None if self._direct else True) as socket:
                    tail = None
                    async for text in socket:
                        entry = json.loads(text)
                        if entry["seq"] > after:
                            after = entry["seq"]
                            yield entry
            except (ConnectionClosed, OSError):
                await asyncio.sleep(RECONNECT_SECONDS)

    # --- on the wire

    async def _get(self, path: str, **params: object) -> Json:
        return dict((await self._ask("GET", path, params=_set(**params))).json())

    async def _post(self, path: str, body: Json) -> Json:
        return dict((await self._ask("POST", path, json=body)).json())

    async def _ask(self, method: str, path: str, **content: Any) -> httpx2.Response:
        try:
            answer = await self._http.request(method, path, **content)
        except httpx2.TransportError as exc:
            raise self._down() from exc
        if not answer.is_success:
            raise Refused(answer)
        return answer

    def _down(self) -> RingbackError:
        return RingbackError(
            f"No engine answers at {self._url}; start it with `ringback up`.", code="engine_down", recoverable=True
        )


def _set(**params: object) -> Json:
    """Those that are given."""
    return {name: value for name, value in params.items() if value is not None}


def _last(entries: list[Json]) -> int:
    return int(entries[-1]["seq"]) if entries else 0
