"""What a client of the carrier may ask for, read from its form, with Twilio's own refusals.

Rules:
1. A refusal has the published code; a parameter the practice network does not serve is refused, not ignored.
2. The magic numbers of Twilio's test credentials behave as published and ring nobody.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

Form = Mapping[str, Sequence[str]]

EVENTS = ("initiated", "ringing", "answered", "completed")
_E164 = re.compile(r"\+[1-9]\d{6,14}")
_KEYS = re.compile(r"[0-9A-D#*wW]{1,32}")
_MAGIC_TO = {
    "+15005550001": (21211, "The 'To' number +15005550001 is not a valid phone number."),
    "+15005550002": (21214, "'To' phone number cannot be reached."),
    "+15005550003": (21215, "Account not authorized to call +15005550003."),
    "+15005550004": (21216, "Account not allowed to call +15005550004."),
    "+15005550009": (21217, "Phone number does not appear to be valid."),
}
_MAGIC_FROM = {
    "+15005550001": (21212, "The source phone number provided, +15005550001, is not a valid phone number."),
}
_NOT_SERVED = ("ApplicationSid", "SipAuthUsername", "SipAuthPassword", "Byoc", "CallToken")


class CarrierError(Exception):
    """A refusal in the carrier's own shape."""

    def __init__(self, code: int, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status
        self.body = {
            "code": code,
            "message": message,
            "more_info": f"https://www.twilio.com/docs/errors/{code}",
            "status": status,
        }


@dataclass(frozen=True, slots=True)
class Webhook:
    url: str
    method: str = "POST"


@dataclass(frozen=True, slots=True)
class Detection:
    """Answering machine detection as it was asked for."""

    wait_for_beep: bool
    timeout_ms: int
    speech_ms: int
    speech_end_ms: int
    background: bool
    """Beside the running call; otherwise the call waits for the result."""
    callback: Webhook | None


@dataclass(frozen=True, slots=True)
class Program:
    """What steers an answered call: an address to ask, or the document itself."""

    webhook: Webhook | None
    twiml: str | None
    fallback: Webhook | None
    """Asked when the document cannot be had or read."""


@dataclass(frozen=True, slots=True)
class Order:
    """An accepted `POST Calls.json`. Times in seconds."""

    to: str
    from_: str
    program: Program
    status_callback: Webhook | None
    events: frozenset[str]
    timeout: int
    time_limit: int
    send_digits: str
    detection: Detection | None


@dataclass(frozen=True, slots=True)
class Change:
    """An accepted `POST Calls/{Sid}.json`."""

    status: Literal["canceled", "completed"] | None
    program: Program | None
    time_limit: int | None
    status_callback: Webhook | None


def read_order(form: Form) -> Order:
    """Raises CarrierError."""
    for name in _NOT_SERVED:
        if _one(form, name):
            raise CarrierError(20001, f"The practice network does not serve the parameter '{name}'; leave it out.")
    if _flag(form, "Record"):
        raise CarrierError(20001, "The practice network does not record; leave out 'Record'.")
    return Order(
        to=_to(form),
        from_=_from(form),
        program=_program(form) or _no_program(),
        status_callback=_webhook(form, "StatusCallback", 21609),
        events=_events(form),
        timeout=_number(form, "Timeout", 60, 1, 600),
        time_limit=_number(form, "TimeLimit", 14400, 1, 86400),
        send_digits=_send_digits(form),
        detection=_detection(form),
    )


def read_change(form: Form) -> Change:
    """Raises CarrierError."""
    status = _one(form, "Status")
    if status not in {"", "canceled", "completed"}:
        raise CarrierError(20001, f"'Status' may be canceled or completed, not {status!r}.")
    return Change(
        status="canceled" if status == "canceled" else "completed" if status else None,
        program=_program(form),
        time_limit=_number(form, "TimeLimit", 0, 1, 86400) or None,
        status_callback=_webhook(form, "StatusCallback", 21609),
    )


def _one(form: Form, name: str) -> str:
    values = form.get(name) or [""]
    return values[-1].strip()


def _flag(form: Form, name: str) -> bool:
    return _one(form, name).lower() == "true"


def _number(form: Form, name: str, default: int, least: int, most: int) -> int:
    text = _one(form, name)
    if not text:
        return default
    if not re.fullmatch(r"\d{1,6}", text) or not least <= int(text) <= most:
        raise CarrierError(20001, f"'{name}' must be a whole number from {least} to {most}.")
    return int(text)


def _to(form: Form) -> str:
    to = _one(form, "To")
    if not to:
        raise CarrierError(21201, "No 'To' number is specified.")
    if to in _MAGIC_TO:
        raise CarrierError(*_MAGIC_TO[to])
    if not _E164.fullmatch(to):
        raise CarrierError(21211, f"The 'To' number {to} is not a valid phone number.")
    return to


def _from(form: Form) -> str:
    number = _one(form, "From")
    if not number:
        raise CarrierError(21213, "No 'From' number is specified.")
    if number in _MAGIC_FROM:
        raise CarrierError(*_MAGIC_FROM[number])
    if not _E164.fullmatch(number):
        raise CarrierError(21212, f"The source phone number provided, {number}, is not a valid phone number.")
    return number


def _webhook(form: Form, name: str, code: int) -> Webhook | None:
    url = _one(form, name)
    if not url:
        return None
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not host or (name == "StatusCallback" and "_" in host):
        raise CarrierError(code, f"The '{name}' URL {url} is not a valid URL.")
    method = _one(form, "Method" if name == "Url" else f"{name}Method").upper() or "POST"
    if method not in {"GET", "POST"}:
        raise CarrierError(20001, f"The method of '{name}' must be GET or POST.")
    return Webhook(url, method)


def _program(form: Form) -> Program | None:
    webhook = _webhook(form, "Url", 21205)
    twiml = _one(form, "Twiml")
    if len(twiml) > 4000:
        raise CarrierError(20001, "'Twiml' is longer than 4000 characters.")
    if webhook is None and not twiml:
        return None
    return Program(webhook, None if webhook else twiml, _webhook(form, "FallbackUrl", 21205))


def _no_program() -> Program:
    raise CarrierError(21205, "Url parameter is required.")


def _events(form: Form) -> frozenset[str]:
    asked = [event for value in form.get("StatusCallbackEvent") or () for event in value.split()]
    for event in asked:
        if event not in EVENTS:
            raise CarrierError(20001, f"'StatusCallbackEvent' may be one of {', '.join(EVENTS)}, not {event!r}.")
    return frozenset(asked or ["completed"])


def _send_digits(form: Form) -> str:
    digits = _one(form, "SendDigits")
    if digits and not _KEYS.fullmatch(digits):
        raise CarrierError(20001, "'SendDigits' holds up to 32 of 0-9 A-D # * w W.")
    if digits and _one(form, "MachineDetection"):
        raise CarrierError(20001, "'SendDigits' does not go with 'MachineDetection'.")
    return digits


def _detection(form: Form) -> Detection | None:
    mode = _one(form, "MachineDetection")
    if not mode or mode == "none":
        return None
    if mode not in {"Enable", "DetectMessageEnd"}:
        raise CarrierError(20001, "'MachineDetection' may be Enable or DetectMessageEnd.")
    return Detection(
        wait_for_beep=mode == "DetectMessageEnd",
        timeout_ms=1000 * _number(form, "MachineDetectionTimeout", 30, 3, 59),
        speech_ms=_number(form, "MachineDetectionSpeechThreshold", 2400, 1000, 6000),
        speech_end_ms=_number(form, "MachineDetectionSpeechEndThreshold", 1200, 500, 5000),
        background=_flag(form, "AsyncAmd"),
        callback=_webhook(form, "AsyncAmdStatusCallback", 21205),
    )
