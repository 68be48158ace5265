"""What `ringback doctor` asks of the outside: Twilio, OpenAI, and our own public address from the outside in.

Rules:
1. A check costs next to nothing and changes nothing: nobody is called, no call is touched.
2. A failed check says what is wrong and how to mend it, in a sentence each; a secret is never repeated.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, Literal

import httpx2
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake, InvalidStatus, WebSocketException

from ringback.call_handler.settings import HandlerSettings

SECONDS = 10.0
MOST_SKEW_SECONDS = 30.0
_TWILIO = "https://api.twilio.com"
_VOICE_API = "https://voice.twilio.com"
_NOBODY = "CA" + "0" * 32

State = Literal["ok", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report; `cure` only when it failed."""

    name: str
    state: State
    detail: str = ""
    cure: str = ""


def good(name: str, detail: str = "") -> Finding:
    return Finding(name, "ok", detail)


def bad(name: str, detail: str, cure: str) -> Finding:
    return Finding(name, "failed", detail, cure)


def left_out(name: str, why: str) -> Finding:
    return Finding(name, "skipped", why)


# --- Twilio


class TwilioChecks:
    """Asks the account of the settings."""

    def __init__(self, settings: HandlerSettings, http: httpx2.AsyncClient) -> None:
        self._settings = settings
        self._http = http
        self._auth = (settings.twilio_account_sid, settings.twilio_auth_token.get_secret_value())
        self._root = f"{settings.twilio_api_base_url}/2010-04-01/Accounts/{settings.twilio_account_sid}"

    async def run(self) -> list[Finding]:
        name = "Twilio account"
        if not all((*self._auth, self._settings.twilio_phone_number)):
            cure = "Set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_PHONE_NUMBER (Twilio console, Account info)."
            return [bad(name, "a key is not set", cure)]
        try:
            answer = await self._http.get(f"{self._root}.json", auth=self._auth)
        except httpx2.HTTPError as error:
            return [bad(name, f"no answer ({type(error).__name__})", "Look at TWILIO_API_BASE_URL and the network.")]
        if answer.status_code in (401, 403, 404):
            cure = (
                "Copy TWILIO_ACCOUNT_SID and the primary TWILIO_AUTH_TOKEN from the Twilio console anew; they are good "
                "only in the region of TWILIO_API_BASE_URL."
            )
            return [bad(name, f"the credentials are refused ({answer.status_code})", cure)]
        account = _json(answer)
        if account.get("status") != "active":
            state = str(account.get("status", f"HTTP {answer.status_code}"))
            return [bad(name, f"the account is {state}", "Make the account active in the Twilio console.")]
        trial = str(account.get("type", "")).lower() == "trial"
        detail = "active; a trial: only verified numbers can be called, behind a spoken notice" if trial else "active"
        return [good(name, detail), _clock(answer), *await self._number(), await self._permissions()]

    async def _number(self) -> list[Finding]:
        name, number = "Twilio number", self._settings.twilio_phone_number
        query = {"PhoneNumber": number}
        try:
            answer = await self._http.get(f"{self._root}/IncomingPhoneNumbers.json", params=query, auth=self._auth)
        except httpx2.HTTPError as error:
            return [bad(name, f"no answer ({type(error).__name__})", "Try again in a moment.")]
        owned = [one for one in _json(answer).get("incoming_phone_numbers", []) if one.get("phone_number") == number]
        if not owned:
            cure = "Buy it, or set TWILIO_PHONE_NUMBER to a number of this account, like +97233760000."
            return [bad(name, f"{number} does not belong to the account", cure)]
        if not owned[0].get("capabilities", {}).get("voice"):
            return [bad(name, f"{number} cannot make calls", "Take a number with the capability Voice.")]
        return [good(name, number), self._webhook(str(owned[0].get("voice_url") or ""))]

    def _webhook(self, configured: str) -> Finding:
        wanted = f"{self._settings.public_base_url}/twilio/voice"
        if configured == wanted:
            return good("inbound calls", wanted)
        told = f"Twilio asks {configured}" if configured else "Twilio asks nobody"
        cure = f'In the Twilio console set the number\'s "A call comes in" webhook to {wanted} (HTTP POST).'
        return bad("inbound calls", told, cure)

    async def _permissions(self) -> Finding:
        name = "Twilio geo permissions"
        if self._settings.twilio_api_base_url != _TWILIO:
            return left_out(name, "only Twilio itself has them")
        countries = sorted(self._settings.countries)
        closed = []
        for country in countries:
            try:
                answer = await self._http.get(
                    f"{_VOICE_API}/v1/DialingPermissions/Countries/{country}", auth=self._auth
                )
            except httpx2.HTTPError as error:
                return left_out(name, f"no answer ({type(error).__name__})")
            if _json(answer).get("low_risk_numbers_enabled") is False:
                closed.append(country)
        if closed:
            cure = "Allow them in the Twilio console: Voice, Settings, Geo permissions."
            return bad(name, f"calls to {', '.join(closed)} are not allowed", cure)
        return good(name, ", ".join(countries) or "all countries")


def _clock(answer: httpx2.Response) -> Finding:
    name = "clock"
    try:
        theirs = parsedate_to_datetime(answer.headers["date"]).timestamp()
    except (KeyError, ValueError):
        return left_out(name, "Twilio tells no time")
    skew = time.time() - theirs
    if abs(skew) > MOST_SKEW_SECONDS:
        return bad(name, f"{skew:+.0f} s from Twilio's", "Set this machine's clock, best by NTP.")
    return good(name, f"{skew:+.0f} s from Twilio's")


# --- OpenAI


async def check_openai(settings: HandlerSettings) -> Finding:
    """A session opens and answers in text: many a refusal comes only with the first response."""
    name, key = "OpenAI model", settings.openai_api_key.get_secret_value()
    if not key:
        return bad(name, "OPENAI_API_KEY is not set", "Set it; https://platform.openai.com/api-keys has them.")
    url = f"{settings.openai_base_url.replace('http', 'ws', 1)}/realtime?model={settings.openai_realtime_model}"
    headers = {"Authorization": f"Bearer {key}"}
    try:
        async with (
            asyncio.timeout(2 * SECONDS),
            connect(url, additional_headers=headers, open_timeout=SECONDS, max_size=2**22) as socket,
        ):
            await socket.send(json.dumps({"type": "session.update", "session": _QUIET_SESSION}))
            await socket.send(json.dumps({"type": "response.create", "response": {"input": [], **_ONE_WORD}}))
            async for message in socket:
                if (code := _verdict(message)) is not None:
                    return good(name, settings.openai_realtime_model) if code == "" else _refusal(name, code)
    except InvalidStatus as refused:
        code = "invalid_api_key" if refused.response.status_code in (401, 403) else f"{refused.response.status_code}"
        return _refusal(name, code)
    except (WebSocketException, OSError, TimeoutError) as error:
        return bad(name, f"no answer ({type(error).__name__})", "Look at OPENAI_BASE_URL and the network.")
    return bad(name, "the session ended without an answer", "Try again in a moment.")


_QUIET_SESSION: Mapping[str, Any] = {
    "type": "realtime",
    "output_modalities": ["text"],
    "audio": {"input": {"turn_detection": None}},
}
_ONE_WORD: Mapping[str, Any] = {
    "conversation": "none",
    "output_modalities": ["text"],
    "instructions": 'Say exactly this word and nothing else: "ready"',
    "max_output_tokens": 20,
}
_CURES: Mapping[str, str] = {
    "invalid_api_key": "Make a new key at https://platform.openai.com/api-keys and set OPENAI_API_KEY.",
    "model_not_found": "Set OPENAI_REALTIME_MODEL to a model the key may use, such as gpt-realtime-2.1.",
    "insufficient_quota": "Add credit at https://platform.openai.com/settings/organization/billing.",
    "rate_limit_exceeded": "Wait a moment, or raise the account's limits.",
}


def _refusal(name: str, code: str) -> Finding:
    return bad(name, f"refused: {code}", _CURES.get(code, "Try again in a moment; https://status.openai.com tells."))


def _verdict(message: str | bytes) -> str | None:
    """ "" when the model has answered, the code of its refusal, None while neither has come."""
    event = json.loads(message)
    match event.get("type"):
        case "error":
            return str(event["error"].get("code") or "error")
        case "response.done" if event["response"].get("status") in ("completed", "incomplete"):
            return ""
        case "response.done":
            error = (event["response"].get("status_details") or {}).get("error") or {}
            return str(error.get("code") or event["response"].get("status"))
    return None


# --- our own address, from the outside in


class PublicChecks:
    """Goes through PUBLIC_BASE_URL, as Twilio will."""

    def __init__(self, settings: HandlerSettings, http: httpx2.AsyncClient) -> None:
        self._settings = settings
        self._http = http
        self._root = settings.public_base_url

    async def run(self) -> list[Finding]:
        reached = await self._reachable()
        if reached.state != "ok":
            why = "the public address is not reachable"
            return [reached, left_out("webhook signatures", why), left_out("media stream", why)]
        return [reached, await self._webhooks(), await self._stream()]

    async def _reachable(self) -> Finding:
        name, url = "public address", f"{self._root}/health"
        cure = "Start the call-handler and let your proxy or tunnel pass PUBLIC_BASE_URL on to it."
        try:
            answer = await self._http.get(url)
        except httpx2.HTTPError as error:
            return bad(name, f"{url}: no answer ({type(error).__name__})", cure)
        if answer.is_redirect:
            return bad(
                name, f"{url} redirects", "Set PUBLIC_BASE_URL to where it redirects to; Twilio must not be sent on."
            )
        if answer.status_code != 200 or _json(answer).get("status") != "ok":
            return bad(name, f"{url} is not the call-handler (HTTP {answer.status_code})", cure)
        return good(name, self._root)

    async def _webhooks(self) -> Finding:
        """An ended call nobody knows: a right signature is heard and changes nothing."""
        name, url = "webhook signatures", f"{self._root}/twilio/status"
        form = {"CallSid": _NOBODY, "CallStatus": "completed", "From": "", "To": self._settings.twilio_phone_number}
        codes = []
        for signature in (sign("wrong", url, form), sign(self._token, url, form)):
            try:
                answer = await self._http.post(url, data=form, headers={"X-Twilio-Signature": signature})
            except httpx2.HTTPError as error:
                return bad(name, f"no answer ({type(error).__name__})", "Let the proxy pass POST /twilio/… on.")
            codes.append(answer.status_code)
        if codes == [403, 204]:
            return good(name, "a forged one is refused, a true one accepted")
        if codes[0] != 403:
            cure = "Something before the call-handler answers; let the proxy pass /twilio/… on unchanged."
            return bad(name, f"a forged signature was answered with {codes[0]}", cure)
        cure = (
            "Start the call-handler with the same TWILIO_AUTH_TOKEN and PUBLIC_BASE_URL, and let the proxy keep path "
            "and query as they are."
        )
        return bad(name, f"a true signature was answered with {codes[1]}", cure)

    async def _stream(self) -> Finding:
        name = "media stream"
        url = f"{self._root.replace('http', 'ws', 1)}/media-stream"
        forged = await self._opens(url, "forged")
        true = await self._opens(url, sign(self._token, url, {}))
        if true == "HTTP 403":
            cure = (
                "Start the call-handler with the same TWILIO_AUTH_TOKEN and PUBLIC_BASE_URL; if it has them, let the "
                "proxy pass WebSockets on at /media-stream."
            )
            return bad(name, f"a signed WebSocket was not opened: {true}", cure)
        if true != "open":
            cure = "Let the proxy pass WebSockets on (Upgrade and Connection headers) at /media-stream, for 10 minutes."
            return bad(name, f"a signed WebSocket was not opened: {true}", cure)
        if forged == "open":
            return bad(name, "a WebSocket with a forged signature was opened", "Set REQUIRE_STREAM_SIGNATURE=true.")
        return good(name, "opens for Twilio, and for nobody else")

    async def _opens(self, url: str, signature: str) -> str:
        """`open`, or what was answered instead."""
        headers = {"X-Twilio-Signature": signature}
        try:
            async with connect(url, additional_headers=headers, open_timeout=SECONDS, close_timeout=1, proxy=None):
                return "open"
        except InvalidStatus as refused:
            return f"HTTP {refused.response.status_code}"
        except (InvalidHandshake, OSError, TimeoutError) as error:
            return type(error).__name__

    @property
    def _token(self) -> str:
        return self._settings.twilio_auth_token.get_secret_value()


def sign(token: str, url: str, form: Mapping[str, str]) -> str:
    """Twilio's signature of a request with this form."""
    text = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def _json(answer: httpx2.Response) -> dict[str, Any]:
    """The answer's JSON object; empty when it has none."""
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
