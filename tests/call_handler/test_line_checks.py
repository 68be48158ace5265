"""What the doctor reads from Twilio's answers: each state of an account, a number and a country."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path
from time import time
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr
from twilio.request_validator import RequestValidator

from ringback.call_handler.line_checks import Finding, TwilioChecks, sign
from ringback.call_handler.settings import HandlerSettings

ACCOUNT, NUMBER = "AC" + "0" * 32, "+97233760000"
PUBLIC = "https://ring.example"


@dataclass
class Twilio(httpx2.AsyncBaseTransport):
    """Twilio's answers, without a network."""

    account: Mapping[str, Any] = field(default_factory=lambda: {"status": "active", "type": "Full"})
    number: Mapping[str, Any] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    ahead: float = 0.0
    status: int = 200

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        body: dict[str, Any]
        match request.url.host, request.url.path.rsplit("/", 1)[-1]:
            case "voice.twilio.com", country:
                body = {"low_risk_numbers_enabled": country not in self.closed}
            case _, "IncomingPhoneNumbers.json":
                right = {"phone_number": NUMBER, "capabilities": {"voice": True}, "voice_url": f"{PUBLIC}/twilio/voice"}
                body = {"incoming_phone_numbers": [{**right, **self.number}]}
            case _:
                body = dict(self.account)
        headers = {"date": formatdate(time() + self.ahead, usegmt=True)}
        return httpx2.Response(self.status, json=body, headers=headers, request=request)


async def findings(twilio: Twilio, folder: Path, countries: str = "IL,US") -> dict[str, Finding]:
    settings = HandlerSettings.model_validate(
        {
            "_env_file": None,
            "twilio_account_sid": ACCOUNT,
            "twilio_auth_token": SecretStr("token"),
            "twilio_phone_number": NUMBER,
            "twilio_api_base_url": "https://api.twilio.com",
            "public_base_url": PUBLIC,
            "call_handler_token": SecretStr("between us"),
            "allowed_countries": countries,
            "data_dir": folder,
        }
    )
    async with httpx2.AsyncClient(transport=twilio) as http:
        return {one.name: one for one in await TwilioChecks(settings, http).run()}


async def test_an_account_that_can_call(tmp_path: Path) -> None:
    found = await findings(Twilio(), tmp_path)
    assert {name: one.state for name, one in found.items()} == dict.fromkeys(
        ("Twilio account", "clock", "Twilio number", "inbound calls", "Twilio geo permissions"), "ok"
    )
    assert found["Twilio geo permissions"].detail == "IL, US"


@pytest.mark.parametrize(
    ("twilio", "name", "says"),
    [
        (Twilio(status=401), "Twilio account", "refused (401)"),
        (Twilio(account={"status": "suspended", "type": "Full"}), "Twilio account", "suspended"),
        (Twilio(account={}), "Twilio account", "HTTP 200"),
        (Twilio(number={"phone_number": "+1"}), "Twilio number", "does not belong"),
        (Twilio(number={"capabilities": {"voice": False}}), "Twilio number", "cannot make calls"),
        (Twilio(number={"voice_url": ""}), "inbound calls", "Twilio asks nobody"),
        (Twilio(number={"voice_url": "https://demo.twilio.com"}), "inbound calls", "https://demo.twilio.com"),
        (Twilio(closed=frozenset({"US"})), "Twilio geo permissions", "calls to US are not allowed"),
        (Twilio(ahead=120), "clock", "s from Twilio's"),
    ],
)
async def test_what_keeps_it_from_calling_is_named(tmp_path: Path, twilio: Twilio, name: str, says: str) -> None:
    found = (await findings(twilio, tmp_path))[name]
    assert (found.state, bool(found.cure)) == ("failed", True)
    assert says in found.detail


async def test_a_trial_is_told(tmp_path: Path) -> None:
    found = await findings(Twilio(account={"status": "active", "type": "Trial"}), tmp_path)
    assert "trial" in found["Twilio account"].detail
    assert found["Twilio account"].state == "ok"


@pytest.mark.parametrize("form", [{}, {"CallSid": "CA1", "CallStatus": "completed", "From": ""}])
def test_the_doctor_signs_as_twilio_does(form: dict[str, str]) -> None:
    url = f"{PUBLIC}/twilio/status"
    assert sign("12345", url, form) == RequestValidator("12345").compute_signature(url, form)
