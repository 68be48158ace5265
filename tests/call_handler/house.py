"""A running call-handler between a scripted Twilio and a scripted voice model, all on real loopback sockets."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
from starlette.types import ASGIApp, Receive, Scope, Send
from twilio.request_validator import RequestValidator

from ringback.call_handler.app import create_app
from ringback.call_handler.settings import HandlerSettings
from ringback.call_handler.upgrade import Upgrading
from ringback.wire import CallView
from tests.fakes.realtime import FakeRealtime
from tests.fakes.server import serving
from tests.fakes.twilio_rest import FakeTwilio

ACCOUNT = "AC" + "0" * 32
AUTH_TOKEN = "12345"
ERRAND = "On behalf of: Dana\nCalling: Pizza Place\nGoal: order a large margherita for seven"
NUMBER = "+97236123456"


class Late:
    """An app that is named once its address is known."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


def a_setting(folder: Path, **change: Any) -> HandlerSettings:
    values: dict[str, Any] = {
        "_env_file": None,
        "twilio_account_sid": ACCOUNT,
        "twilio_auth_token": AUTH_TOKEN,
        "twilio_phone_number": "+97233760000",
        "openai_api_key": "sk-test",
        "data_dir": folder / "data",
        "log_dir": folder / "logs",
        "require_stream_signature": False,
    }
    return HandlerSettings(**(values | change))


@dataclass
class House:
    url: str
    client: httpx2.AsyncClient
    twilio: FakeTwilio
    model: FakeRealtime
    folder: Path

    @property
    def ws(self) -> str:
        return self.url.replace("http", "ws", 1)

    async def order(self, key: str = "t1:1", **change: Any) -> httpx2.Response:
        params = {"phone_number": NUMBER, "instructions": ERRAND, "task_id": "t1", "language": "en"} | change
        return await self.client.get("/order", params=params, headers={"Idempotency-Key": key})

    async def ordered(self, key: str = "t1:1", **change: Any) -> str:
        answer = await self.order(key, **change)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["call_sid"])

    async def view(self, call_sid: str, wait: float = 0) -> CallView:
        answer = await self.client.get(f"/calls/{call_sid}", params={"wait": wait})
        assert answer.status_code == 200, answer.text
        return CallView.model_validate(answer.json())

    async def hook(self, hook: str, call_sid: str, **form: str) -> httpx2.Response:
        """A signed request of Twilio to the address that was given with the call. `hook` is voice, status or amd."""
        return await self.post_signed(self.address(hook, call_sid), {"CallSid": call_sid, **form})

    async def post_signed(self, url: str, form: dict[str, str]) -> httpx2.Response:
        signature = RequestValidator(AUTH_TOKEN).compute_signature(url, form)
        return await self.client.post(url, data=form, headers={"X-Twilio-Signature": signature})

    async def status(self, call_sid: str, status: str, sequence: int, **form: str) -> None:
        answer = await self.hook("status", call_sid, CallStatus=status, SequenceNumber=str(sequence), **form)
        assert answer.status_code == 204, answer.text

    async def answered(self, call_sid: str) -> str:
        """The callee picks up; the token for the media stream."""
        self.twilio.calls[call_sid]["status"] = "in-progress"
        await self.status(call_sid, "in-progress", 2)
        twiml = await self.hook("voice", call_sid, CallStatus="in-progress")
        assert twiml.status_code == 200, twiml.text
        found = re.search(r'name="token" value="([^"]+)"', twiml.text)
        assert found is not None, twiml.text
        return found.group(1)

    async def ended(self, call_sid: str, status: str = "completed", **form: str) -> CallView:
        """Twilio's final word; the call with its report."""
        await self.status(call_sid, status, 3, **form)
        return await self.view(call_sid, wait=5)

    def address(self, hook: str, call_sid: str) -> str:
        form = self.twilio.forms[list(self.twilio.calls).index(call_sid)]
        name = {"voice": "Url", "status": "StatusCallback", "amd": "AsyncAmdStatusCallback"}[hook]
        assert urlsplit(form[name][0]).path == f"/twilio/{hook}"
        return form[name][0]


@asynccontextmanager
async def house(
    folder: Path,
    *,
    twilio: FakeTwilio | None = None,
    model: FakeRealtime | None = None,
    http: type[asyncio.Protocol] | None = Upgrading,
    **settings: Any,
) -> AsyncIterator[House]:
    """`http` None: the server knows nothing of picows."""
    twilio, model = twilio or FakeTwilio(), model or FakeRealtime()
    late = Late()
    async with serving(twilio.app) as twilio_url, model.serving(), serving(late, grace=2, http=http) as url:
        urls = {"twilio_api_base_url": twilio_url, "openai_base_url": model.url, "public_base_url": url}
        urls["call_handler_address"] = url
        late.app = create_app(a_setting(folder, **(urls | settings)))
        async with httpx2.AsyncClient(base_url=url, timeout=30) as client:
            yield House(url, client, twilio, model, folder)
