"""Twilio's REST API for calls, and the TwiML that opens the media stream.

Rules:
1. Only a refused connection and 429 surely did not dial and may be tried again; other 4xx did not dial and will not;
   everything else is ambiguous.
2. No connection is kept alive: one that the other side closed meanwhile would make a failure ambiguous.
3. The order's id goes along in every URL, so that callbacks find their order even when the answer was lost. The stream
   token is derived from it and the auth token: nothing secret is stored, and it is good for one stream.
"""

import asyncio
import hashlib
import hmac
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import isfinite
from typing import Any
from urllib.parse import quote, urlencode

import httpx2
import structlog
from pydantic import SecretStr
from twilio.twiml.voice_response import Connect, Hangup, VoiceResponse

from ringback.call_handler.call import Call, Reported
from ringback.call_handler.carriers.signatures import stream_url
from ringback.call_handler.ports import Ambiguous, CarrierCall, NotDialled, Order, Refused, Unreachable
from ringback.kit.breaker import Breaker
from ringback.kit.errors import NotFound
from ringback.manner import minutes
from ringback.wire import CallStatus, Language

log = structlog.get_logger()

_EVENTS = ("initiated", "ringing", "answered", "completed")
_NOT_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
_WRONG_STATE = 21220
_UNKNOWN = 20404
_REQUEST_TIMEOUT = 408
_BUSY = NotDialled.code
_BAD_NUMBER = {21201, 21211, 21214, 21217}
_NOT_ALLOWED = {13225, 13227, 21202, 21203, 21215, 21216, 21219, 32205}
_VOICES: Mapping[Language, Mapping[str, str]] = {
    "he": {"language": "he-IL", "voice": "Google.he-IL-Standard-A"},
    "en": {"language": "en-US", "voice": "Polly.Joanna"},
}
"""Twilio's own voices, for words no model can say."""
_SECONDS_BEYOND_THE_TALK = 20
"""Twilio's limit ends calls that we did not."""


class Twilio:
    def __init__(
        self,
        *,
        base_url: str,
        account_sid: str,
        auth_token: SecretStr,
        from_number: str,
        public_base_url: str,
        ring_seconds: int,
        call_seconds: int,
        timeout: float = 10.0,
        breaker: Breaker | None = None,
    ) -> None:
        self._account = account_sid
        self._token = auth_token
        self._from = from_number
        self._public = public_base_url
        self._ring_seconds = ring_seconds
        self._call_seconds = call_seconds
        self._longest = timeout * 1.5
        self._breaker = breaker or Breaker(failures=5, rest=30.0)
        self._http = httpx2.AsyncClient(
            base_url=f"{base_url}/2010-04-01/Accounts/{account_sid}",
            auth=(account_sid, auth_token.get_secret_value()),
            timeout=httpx2.Timeout(timeout, connect=min(5.0, timeout)),
            limits=httpx2.Limits(max_connections=200, max_keepalive_connections=0),
            trust_env=base_url.startswith("https"),
        )

    async def close(self) -> None:
        await self._http.aclose()

    async def place(self, order: Order) -> CarrierCall:
        """While the breaker is open nothing is asked, so that nothing can be in doubt."""
        if not self._breaker.allows(time.monotonic()):
            raise NotDialled(
                "The phone service kept failing and is left alone for a moment; nothing was dialled.",
                code="provider_down",
                retry_after=self._breaker.wait(time.monotonic()),
            )
        try:
            placed = await self._create(order)
        except (Ambiguous, NotDialled) as error:
            if error.code == _BUSY:
                self._breaker.succeeded()
            else:
                self._breaker.failed(time.monotonic())
            raise
        except Refused:
            self._breaker.succeeded()
            raise
        self._breaker.succeeded()
        return placed

    async def _create(self, order: Order) -> CarrierCall:
        try:
            answer = await self._ask("create", "POST", "/Calls.json", data=self._creation(order), task_id=order.task_id)
        except _NOT_SENT as error:
            raise NotDialled(
                "The phone service cannot be reached; nothing was dialled.", code="provider_down"
            ) from error
        except httpx2.HTTPError as error:
            raise Ambiguous("The phone service did not answer in time.") from error
        if answer.status_code == 429:
            raise NotDialled(
                "The phone service is busy; nothing was dialled.",
                retry_after=_wait(answer.headers.get("retry-after")),
            )
        if 400 <= answer.status_code < 500 and answer.status_code != _REQUEST_TIMEOUT:
            raise _refusal(answer)
        if not answer.is_success:
            raise Ambiguous("The phone service failed.")
        try:
            placed = _listed(answer.json())
        except (ValueError, LookupError, TypeError) as error:
            raise Ambiguous("The phone service answered something unreadable.") from error
        log.info("twilio call created", call_sid=placed.sid, task_id=order.task_id, status=answer.status_code)
        return placed

    async def find(self, phone_number: str) -> list[CarrierCall]:
        """The newest page of calls from us to this number.

        Not narrowed by StartTime: a call that still waits in Twilio's queue has none.
        """
        query = {"To": phone_number, "From": self._from, "PageSize": "50"}
        body = await self._json("list", "GET", "/Calls.json", params=query)
        try:
            return [_listed(one) for one in body["calls"]]
        except (ValueError, LookupError, TypeError) as error:
            raise Unreachable("The phone service answered something unreadable.") from error

    async def fetch(self, call_sid: str) -> CarrierCall:
        return await self._call("fetch", "GET", call_sid)

    async def hang_up(self, call: Call, last_words: str | None = None, language: Language = "he") -> CarrierCall:
        """An answered call is completed, an unanswered one canceled; one that changed meanwhile, the other way."""
        for status in ("canceled", "completed") if call.can_be_canceled else ("completed", "canceled"):
            if status == "completed" and last_words:
                words = {"Twiml": last_words_twiml(last_words, language)}
                with suppress(Unreachable, Refused):
                    return await self._call("update", "POST", call.sid, data=words)
            try:
                return await self._call("update", "POST", call.sid, data={"Status": status})
            except Refused as error:
                if error.code != f"twilio_{_WRONG_STATE}":
                    raise Unreachable(error.detail) from error
        return await self.fetch(call.sid)

    async def erase(self, call_sid: str) -> None:
        try:
            answer = await self._ask("delete", "DELETE", f"/Calls/{quote(call_sid, safe='')}.json", call_sid=call_sid)
        except httpx2.HTTPError as error:
            raise Unreachable("The phone service cannot be reached; try again later.") from error
        gone = answer.status_code == 404 and _code(answer) == _UNKNOWN
        if not answer.is_success and not gone:
            raise Unreachable(f"The phone service did not erase the call ({answer.status_code}); try again later.")

    async def check(self) -> None:
        if not self._account or not self._token.get_secret_value() or not self._from:
            raise Unreachable("TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN or TWILIO_PHONE_NUMBER is not set.")
        await self._json("list", "GET", "/Calls.json", params={"PageSize": "1"})
        state = self._breaker.state(time.monotonic())
        if state != "closed":
            raise Unreachable(f"Placing calls kept failing; the circuit breaker is {state.replace('_', '-')}.")

    # --- TwiML and tokens

    def stream_token(self, order_id: str) -> str:
        """`<order id>.<proof>`; good for one stream of that order's call."""
        proof = hmac.new(self._token.get_secret_value().encode(), f"stream:{order_id}".encode(), hashlib.sha256)
        return f"{order_id}.{proof.hexdigest()}"

    def order_of_token(self, token: str) -> str | None:
        """The order a genuine token is for."""
        order_id, _, _ = token.partition(".")
        if not self._token.get_secret_value():
            return None
        return order_id if hmac.compare_digest(self.stream_token(order_id).encode(), token.encode()) else None

    def stream_twiml(self, order_id: str) -> str:
        """Connects the call to the media stream, and hangs up when that ends."""
        response = VoiceResponse()
        connect = Connect()
        stream = connect.stream(
            url=stream_url(self._public), name=order_id, status_callback=self._url("/twilio/stream", order_id)
        )
        stream.parameter(name="token", value=self.stream_token(order_id))
        response.append(connect)
        response.append(Hangup())
        return str(response)

    def _url(self, path: str, order_id: str) -> str:
        return f"{self._public}{path}?{urlencode({'order': order_id})}"

    def _creation(self, order: Order) -> Mapping[str, str | list[str]]:
        return {
            "To": order.phone_number,
            "From": self._from,
            "Url": self._url("/twilio/voice", order.id),
            "Method": "POST",
            "StatusCallback": self._url("/twilio/status", order.id),
            "StatusCallbackMethod": "POST",
            "StatusCallbackEvent": list(_EVENTS),
            "Timeout": str(self._ring_seconds),
            "TimeLimit": str(self._talk_seconds(order) + _SECONDS_BEYOND_THE_TALK),
            "MachineDetection": "Enable",
            "AsyncAmd": "true",
            "AsyncAmdStatusCallback": self._url("/twilio/amd", order.id),
            "AsyncAmdStatusCallbackMethod": "POST",
        }

    def _talk_seconds(self, order: Order) -> int:
        """Seconds the talk may take."""
        asked = minutes(order.instructions)
        return self._call_seconds if asked is None else min(self._call_seconds, asked * 60)

    # --- requests

    async def _call(self, what: str, method: str, call_sid: str, **request: Any) -> CarrierCall:
        path = f"/Calls/{quote(call_sid, safe='')}.json"
        try:
            return _listed(await self._json(what, method, path, call_sid=call_sid, **request))
        except (ValueError, LookupError, TypeError) as error:
            raise Unreachable("The phone service answered something unreadable.") from error

    async def _json(self, what: str, method: str, path: str, **request: Any) -> Any:
        """Raises Unreachable, NotFound or Refused."""
        try:
            answer = await self._ask(what, method, path, **request)
        except httpx2.HTTPError as error:
            raise Unreachable("The phone service cannot be reached.") from error
        if answer.status_code == 404:
            if _code(answer) == _UNKNOWN:
                raise NotFound("The phone service does not know this call.")
            raise Unreachable("Something between us and the phone service answers in its place.")
        if 400 <= answer.status_code < 500 and answer.status_code != 429:
            raise _refusal(answer)
        if not answer.is_success:
            raise Unreachable("The phone service failed.")
        try:
            return answer.json()
        except ValueError as error:
            raise Unreachable("The phone service answered something unreadable.") from error

    async def _ask(
        self,
        what: str,
        method: str,
        path: str,
        *,
        call_sid: str | None = None,
        task_id: str | None = None,
        **request: Any,
    ) -> httpx2.Response:
        began = time.monotonic()
        outcome: dict[str, Any] = {}
        try:
            async with asyncio.timeout(self._longest):
                answer = await self._http.request(method, path, **request)
            outcome = {"status": answer.status_code}
        except TimeoutError:
            outcome = {"error": "TimeoutError"}
            raise httpx2.ReadTimeout("no complete answer in time") from None
        except httpx2.HTTPError as error:
            outcome = {"error": type(error).__name__}
            raise
        finally:
            spent = round((time.monotonic() - began) * 1000)
            log.info("twilio asked", what=what, call_sid=call_sid, task_id=task_id, ms=spent, **outcome)
        return answer


def last_words_twiml(text: str, language: Language) -> str:
    """Says this, then hangs up."""
    response = VoiceResponse()
    response.say(text, **_VOICES[language])
    response.append(Hangup())
    return str(response)


def _code(answer: httpx2.Response) -> int:
    """Twilio's error code; 0 when there is none."""
    try:
        return int(answer.json()["code"])
    except (ValueError, LookupError, TypeError):
        return 0


def _refusal(answer: httpx2.Response) -> Refused:
    """Twilio's refusal; its message may hold the number and is not repeated."""
    code = _code(answer)
    log.warning("twilio refused", status=answer.status_code, twilio_code=code)
    if code in _BAD_NUMBER:
        return Refused("The phone service says that this number does not exist.", code="invalid_number", status=400)
    if code in _NOT_ALLOWED:
        return Refused(
            "The phone service does not allow this call; look at the account's permissions and verified numbers.",
            code="number_not_allowed",
            status=403,
        )
    if answer.status_code in (401, 403):
        return Refused(
            "The phone service does not accept TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.", code="provider_auth"
        )
    return Refused(f"The phone service refused the call (Twilio error {code}).", code=f"twilio_{code}")


def _listed(call: Mapping[str, Any]) -> CarrierCall:
    """A Call resource. Its dates are RFC 2822, its numbers texts."""
    created = _moment(call.get("date_created"))
    ended = _moment(call.get("end_time"))
    status = CallStatus(call["status"])
    started = _moment(call.get("start_time"))
    now = datetime.now(UTC).timestamp()
    word = Reported(
        status,
        at=(ended if status.terminal else started) or now,
        answered_by=call.get("answered_by"),
        price_usd=_seconds(call.get("price")) if call.get("price_unit", "USD") == "USD" else None,
        seconds=_seconds(call.get("duration")),
    )
    return CarrierCall(str(call["sid"]), word, created)


def _moment(text: object) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp() if isinstance(text, str) else None
    except ValueError:
        return None


def _seconds(text: object) -> float | None:
    try:
        number = float(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return number if number is not None and isfinite(number) else None


def _wait(text: object) -> float | None:
    """`Retry-After`: seconds, or a moment."""
    seconds, until = _seconds(text), _moment(text)
    if seconds is None and until is not None:
        seconds = until - datetime.now(UTC).timestamp()
    return seconds if seconds is not None and seconds >= 0 else None


def read_status(form: Mapping[str, Any]) -> Reported | None:
    """The word of a status callback or of a TwiML request; None when it has no status we know."""
    try:
        status = CallStatus(str(form.get("CallStatus")))
    except ValueError:
        return None
    sequence, sip = str(form.get("SequenceNumber", "")), str(form.get("SipResponseCode", ""))
    return Reported(
        status,
        at=_moment(form.get("Timestamp")) or datetime.now(UTC).timestamp(),
        sequence=int(sequence) if sequence.isdecimal() else None,
        answered_by=str(form["AnsweredBy"]) if form.get("AnsweredBy") else None,
        sip_code=int(sip) if sip.isdecimal() else None,
        seconds=_seconds(form.get("CallDuration")),
    )
