"""The customer's account and its one phone number, as the carrier's REST API shows them.

Rules:
1. Both have Twilio's published fields. The account is always active; the number has voice, and the webhooks of calls
   that come in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from ringback.sandbox.carrier.exchange import Exchange, not_found
from ringback.sandbox.carrier.orders import CarrierError, Order, Program, Webhook
from ringback.sandbox.carrier.records import API_VERSION, formatted, rfc2822
from ringback.sandbox.carrier.rest import ROOT, knows


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """The customer's number; its webhooks are asked when it is rung, and told when such a call has ended."""

    number: str
    voice_url: str
    status_url: str = ""

    def order(self, caller: str) -> Order:
        """A call that comes in, as the exchange runs it."""
        return Order(
            to=self.number,
            from_=caller,
            program=Program(Webhook(self.voice_url), None, None),
            status_callback=Webhook(self.status_url) if self.status_url else None,
            events=frozenset({"completed"}),
            timeout=60,
            time_limit=14_400,
            send_digits="",
            detection=None,
        )


def create_router(exchange: Callable[[], Exchange], token: str, number: OwnNumber) -> APIRouter:
    router = APIRouter()
    root = ROOT + "/Accounts/{account}"
    since = rfc2822(datetime.now(UTC))

    def enter(request: Request, account: str) -> str:
        account_sid = exchange().account_sid
        if not knows(request.headers.get("authorization", ""), account_sid, token):
            raise CarrierError(20003, "Authenticate", 401)
        if account != account_sid:
            raise not_found(request.url.path)
        return account_sid

    @router.get(root + ".json")
    async def account(request: Request, account: str) -> JSONResponse:
        sid = enter(request, account)
        path = f"/{API_VERSION}/Accounts/{sid}"
        return JSONResponse(
            {
                "sid": sid,
                "owner_account_sid": sid,
                "friendly_name": "Practice network",
                "status": "active",
                "type": "Full",
                "auth_token": "",
                "date_created": since,
                "date_updated": since,
                "uri": f"{path}.json",
                "subresource_uris": {
                    "calls": f"{path}/Calls.json",
                    "incoming_phone_numbers": f"{path}/IncomingPhoneNumbers.json",
                },
            }
        )

    @router.get(root + "/IncomingPhoneNumbers.json")
    async def numbers(request: Request, account: str) -> JSONResponse:
        """Narrowed by `PhoneNumber`, where it stands anywhere in the number."""
        sid = enter(request, account)
        path = f"/{API_VERSION}/Accounts/{sid}/IncomingPhoneNumbers"
        shown = [number] if request.query_params.get("PhoneNumber", "") in number.number else []
        page = f"{path}.json?PageSize=50&Page=0"
        return JSONResponse(
            {
                "incoming_phone_numbers": [_resource(one, sid, path, since) for one in shown],
                "first_page_uri": page,
                "next_page_uri": None,
                "previous_page_uri": None,
                "page": 0,
                "page_size": 50,
                "start": 0,
                "end": max(0, len(shown) - 1),
                "uri": page,
            }
        )

    return router


def _resource(number: OwnNumber, account_sid: str, path: str, since: str | None) -> dict[str, object]:
    sid = "PN" + md5(number.number.encode(), usedforsecurity=False).hexdigest()
    nothing = ("address_sid", "bundle_sid", "identity_sid", "trunk_sid", "emergency_address_sid")
    return dict.fromkeys(nothing) | {
        "sid": sid,
        "account_sid": account_sid,
        "phone_number": number.number,
        "friendly_name": formatted(number.number),
        "origin": "twilio",
        "type": "local",
        "status": "in-use",
        "beta": False,
        "api_version": API_VERSION,
        "address_requirements": "none",
        "capabilities": {"voice": True, "sms": False, "mms": False, "fax": False},
        "date_created": since,
        "date_updated": since,
        "emergency_status": "Inactive",
        "emergency_address_status": "unregistered",
        "sms_application_sid": "",
        "sms_url": "",
        "sms_method": "POST",
        "sms_fallback_url": "",
        "sms_fallback_method": "POST",
        "voice_receive_mode": "voice",
        "voice_application_sid": "",
        "voice_url": number.voice_url,
        "voice_method": "POST",
        "voice_fallback_url": "",
        "voice_fallback_method": "POST",
        "status_callback": number.status_url,
        "status_callback_method": "POST",
        "uri": f"{path}/{sid}.json",
    }
