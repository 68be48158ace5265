"""The call-handler over HTTP and WebSocket: the `CallHandler` port's real adapter.

Rules:
1. Every wait has an end. Redirects and proxies are refused: an order goes where the setting says, or nowhere.
2. A try that surely did not arrive is `HandlerDown`; one that may have is `CallUnknown`; an answer speaks for itself.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from datetime import datetime
from typing import Any, Literal, TypeVar
from urllib.parse import quote

import httpx2
import structlog
from pydantic import BaseModel, SecretStr, ValidationError
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from ringback.engine.ports import CallUnknown, ErasedLater, HandlerDown
from ringback.engine.task import Language
from ringback.kit.errors import RingbackError
from ringback.wire import (
    CallEvent,
    CallView,
    ErasedOrders,
    InboundCalls,
    Line,
    Listening,
    Ordered,
    Permission,
    Withdrawn,
)

log = structlog.get_logger()

CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 30.0
LONGEST_EVENT = 4 * 1024 * 1024

_PASSING = frozenset({408, 425, 429, 503})
_NEVER_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.UnsupportedProtocol)

Model = TypeVar("Model", bound=BaseModel)


class _Direct(connect):
    """A WebSocket that follows no redirect."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


class HttpCallHandler:
    """`url` is the call-handler's root; `token` goes as Bearer with every request."""

    def __init__(self, url: str, token: SecretStr, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        self._url = url.rstrip("/")
        secret = token.get_secret_value()
        self._headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        self._http = httpx2.AsyncClient(
            base_url=self._url,
            headers=self._headers,
            timeout=httpx2.Timeout(answer_seconds, connect=CONNECT_SECONDS),
            limits=httpx2.Limits(max_connections=200, max_keepalive_connections=20),
            trust_env=False,
        )

    async def close(self) -> None:
        await self._http.aclose()

    async def order(self, *, key: str, task_id: str, instructions: str, phone_number: str, language: Language) -> str:
        answer = await self._send(
            "GET",
            "/order",
            params={
                "instructions": instructions,
                "phone_number": phone_number,
                "task_id": task_id,
                "language": language,
            },
            headers={"Idempotency-Key": key},
        )
        return _read(answer, Ordered).call_sid

    async def withdraw(self, *, key: str, task_id: str) -> str | None:
        headers = {"Idempotency-Key": key}
        return _read(
            await self._send("DELETE", "/order", params={"task_id": task_id}, headers=headers), Withdrawn
        ).call_sid

    async def permission(self, phone_number: str, at: datetime | None = None) -> Permission:
        when = {} if at is None else {"at": at.isoformat()}
        return _read(await self._send("GET", "/permission", params={"phone_number": phone_number, **when}), Permission)

    async def follow(self, call_sid: str, after: int = 0) -> AsyncGenerator[CallEvent, None]:
        address = f"{self._url.replace('http', 'ws', 1)}/calls/{quote(call_sid, safe='')}/events?after={after}"
        try:
            async with _Direct(
                address,
                additional_headers=self._headers,
                open_timeout=CONNECT_SECONDS,
                close_timeout=1,
                max_size=LONGEST_EVENT,
                proxy=None,
            ) as socket:
                async for text in socket:
                    event = CallEvent.model_validate_json(text)
                    yield event
                    if event.type == "call.report":
                        return
        except InvalidStatus as exc:
            status = exc.response.status_code
            raise _refused(status, "The call-handler refused to tell of the call.", recoverable=status != 404) from exc
        except ValidationError as exc:
            raise _odd() from exc
        except (ConnectionClosed, WebSocketException, OSError, TimeoutError) as exc:
            raise HandlerDown("The connection to the call-handler was lost.") from exc

    async def call(self, call_sid: str, wait: float = 0) -> CallView:
        return _read(await self._send("GET", f"/calls/{quote(call_sid, safe='')}", params={"wait": wait}), CallView)

    async def hangup(self, call_sid: str) -> None:
        """A call the handler does not have, or that has ended, needs no hanging up."""
        await self._send("POST", f"/calls/{quote(call_sid, safe='')}/hangup", fine=frozenset({404, 409}))

    async def steer(self, call_sid: str, text: str, mode: Literal["guide", "say"]) -> None:
        await self._send("POST", f"/calls/{quote(call_sid, safe='')}/steer", json={"text": text, "mode": mode})

    async def answer(self, call_sid: str, question_id: str, text: str) -> None:
        body = {"question_id": question_id, "text": text}
        await self._send("POST", f"/calls/{quote(call_sid, safe='')}/answer", json=body)

    async def inbound(self, after: int, wait: float) -> InboundCalls:
        return _read(await self._send("GET", "/inbound", params={"after": after, "wait": wait}), InboundCalls)

    async def listen(self, call_sid: str) -> Listening:
        return _read(await self._send("POST", f"/calls/{quote(call_sid, safe='')}/listen"), Listening)

    async def audio(self, call_sid: str, token: str) -> AsyncGenerator[bytes, None]:
        place = f"/calls/{quote(call_sid, safe='')}/audio?token={quote(token, safe='')}"
        try:
            async with _Direct(
                f"{self._url.replace('http', 'ws', 1)}{place}",
                open_timeout=CONNECT_SECONDS,
                close_timeout=1,
                compression=None,
                proxy=None,
            ) as socket:
                async for piece in socket:
                    if isinstance(piece, bytes):
                        yield piece
        except InvalidStatus as exc:
            code = "bad_token" if exc.response.status_code == 403 else "too_late"
            raise _refused(exc.response.status_code, "This call cannot be listened to.", code) from exc
        except (ConnectionClosed, WebSocketException, OSError, TimeoutError) as exc:
            raise HandlerDown("The sound of the call was lost.") from exc

    async def recording(self, call_sid: str) -> bytes | None:
        answer = await self._send("GET", f"/calls/{quote(call_sid, safe='')}/recording", fine=frozenset({404}))
        return answer.content if answer.status_code == 200 else None

    async def erase_recording(self, call_sid: str) -> None:
        await self._send("DELETE", f"/calls/{quote(call_sid, safe='')}/recording", fine=frozenset({404}))

    async def erase(self, call_sids: Sequence[str]) -> int:
        answers = [
            await self._send("DELETE", f"/calls/{quote(call_sid, safe='')}", fine=frozenset({404}))
            for call_sid in call_sids
        ]
        if any(answer.status_code == 202 for answer in answers):
            raise _later()
        return sum(answer.is_success for answer in answers)

    async def erase_orders(self, task_id: str) -> int:
        answer = await self._send("DELETE", "/orders", params={"task_id": task_id}, fine=frozenset({404}))
        if not answer.is_success:
            return 0
        erased = _read(answer, ErasedOrders)
        if erased.later:
            raise _later()
        return erased.erased

    async def voice(self, voice: str, language: Language) -> bytes:
        return (await self._send("GET", "/line/voice", params={"voice": voice, "language": language})).content

    async def line(self, *, check: bool) -> Line:
        return _read(await self._send("GET", "/line", params={"check": check}), Line)

    async def check(self) -> None:
        await self._send("GET", "/health")

    async def _send(
        self, method: str, path: str, *, fine: frozenset[int] = frozenset(), **request: Any
    ) -> httpx2.Response:
        """The answer, when it is a success or its status is `fine`; else the error it stands for."""
        try:
            answer = await self._http.request(method, path, **request)
        except _NEVER_SENT as exc:
            log.warning("call-handler not reached", method=method, path=path, error=type(exc).__name__)
            raise HandlerDown("The call-handler does not answer; start it or look at CALL_HANDLER_HOST.") from exc
        except httpx2.TransportError as exc:
            log.warning("call-handler did not answer", method=method, path=path, error=type(exc).__name__)
            raise CallUnknown("The call-handler took the request and did not answer.") from exc
        log.info("call-handler answered", method=method, path=path, status=answer.status_code)
        if answer.is_success or answer.status_code in fine:
            return answer
        if answer.is_redirect:
            raise RingbackError(
                "The call-handler's address redirects; set CALL_HANDLER_HOST to where it really is.",
                code="handler_redirects",
                status=502,
            )
        raise _refused(answer.status_code, *_said(answer), retry_after=_seconds(answer.headers.get("retry-after")))


def _said(answer: httpx2.Response) -> tuple[str, str]:
    """The handler's sentence and code."""
    try:
        body = answer.json()
        return str(body["detail"]), str(body["error"])
    except (ValueError, LookupError, TypeError):
        return "The call-handler refused the request.", "handler_refused"


def _refused(
    status: int,
    detail: str,
    code: str = "handler_refused",
    *,
    recoverable: bool | None = None,
    retry_after: float | None = None,
) -> RingbackError:
    """What an error answer stands for. 500 and 504 leave open whether the call was placed; what the provider said
    (`provider_…`) the call-handler has asked often enough.
    """
    if status in (500, 504):
        return CallUnknown(detail, code=code)
    lasting = code == "daily_limit" or code.startswith("provider_")
    passing = status in _PASSING and not lasting if recoverable is None else recoverable
    return RingbackError(detail, code=code, status=status, recoverable=passing, retry_after=retry_after)


def _seconds(header: str | None) -> float | None:
    return float(header) if header is not None and header.isdecimal() else None


def _later() -> ErasedLater:
    return ErasedLater("The call is still on; it is erased when it has ended.")


def _odd() -> CallUnknown:
    return CallUnknown("The call-handler answered something that is not in the contract.")


def _read(answer: httpx2.Response, model: type[Model]) -> Model:
    try:
        return model.model_validate_json(answer.content)
    except ValidationError as exc:
        raise _odd() from exc
