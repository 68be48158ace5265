"""The carrier's requests to its customer: signed, in order, tried once more when nobody answers the connection.

Rules:
1. A request is signed over the address as the customer gave it; its fragment is not sent and not signed.
2. A repeated request has the same `I-Twilio-Idempotency-Token`.
3. Callbacks of a call go out one after another; a slow customer delays the next one, never the call.
"""

import asyncio
from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import uuid4

import httpx2
import structlog

from ringback.sandbox.carrier import signature
from ringback.sandbox.carrier.orders import Webhook

log = structlog.get_logger()

TIMEOUT_S = 15.0


def new_client() -> httpx2.AsyncClient:
    """A client for webhooks; it ignores proxies of the environment. The caller closes it."""
    return httpx2.AsyncClient(
        timeout=TIMEOUT_S,
        trust_env=False,
        headers={"User-Agent": "TwilioProxy/1.1", "Accept": "*/*"},
        limits=httpx2.Limits(max_connections=200),
    )


class Webhooks:
    """Sends requests signed with one account's token."""

    def __init__(self, client: httpx2.AsyncClient, token: str) -> None:
        self._client = client
        self._token = token

    async def send(self, webhook: Webhook, form: Mapping[str, str]) -> httpx2.Response | None:
        """The customer's answer, whatever its status; None when it could not be had."""
        url = signature.without_fragment(webhook.url)
        body: str | None = urlencode(form)
        signed: dict[str, list[str]] = {name: [value] for name, value in form.items()}
        if webhook.method == "GET":
            url, body, signed = f"{url}{'&' if '?' in url else '?'}{body}", None, {}
        headers = {
            signature.HEADER: signature.sign(self._token, url, signed),
            "I-Twilio-Idempotency-Token": str(uuid4()),
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
        for _ in range(2):
            try:
                answer = await self._client.request(webhook.method, url, content=body, headers=headers)
            except httpx2.ConnectError:
                continue
            except httpx2.HTTPError as error:
                log.warning("webhook failed", error=type(error).__name__, call_sid=form.get("CallSid"))
                return None
            if answer.status_code >= 400:
                log.warning("webhook refused", status=answer.status_code, call_sid=form.get("CallSid"))
            return answer
        log.warning("webhook not reached", call_sid=form.get("CallSid"))
        return None


class Callbacks:
    """The callbacks of one call in their order. Run `deliver` as a task; it ends after `finish`."""

    def __init__(self, webhooks: Webhooks) -> None:
        self._webhooks = webhooks
        self._queue: asyncio.Queue[tuple[Webhook, Mapping[str, str]] | None] = asyncio.Queue()

    def add(self, webhook: Webhook | None, form: Mapping[str, str]) -> None:
        if webhook is not None:
            self._queue.put_nowait((webhook, form))

    def finish(self) -> None:
        self._queue.put_nowait(None)

    async def deliver(self) -> None:
        while (item := await self._queue.get()) is not None:
            await self._webhooks.send(*item)
