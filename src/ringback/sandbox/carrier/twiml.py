"""TwiML, the XML a call is steered with, as a tuple of verbs.

Rules:
1. What the practice network cannot do is an error that names the verb, never silently skipped.
2. A document type or an entity is refused before anything is parsed.
3. A stream's address has the scheme wss (ws only on loopback) and no query: real calls fail otherwise (31920, 31922).
"""

import re
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit
from xml.etree import ElementTree

MAX_LENGTH = 64_000
_DIGITS = re.compile(r"[0-9A-D*#wW]{0,200}")
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class TwimlError(Exception):
    """What is wrong with the document; `code` is the carrier's error code."""

    def __init__(self, message: str, code: int = 12100) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Say:
    text: str
    language: str
    """Two letters, "he" or "en"."""


@dataclass(frozen=True, slots=True)
class Pause:
    seconds: float


@dataclass(frozen=True, slots=True)
class PlayDigits:
    digits: str
    """0-9 A-D * # are tones, w waits 0.5 s and W 1 s."""


@dataclass(frozen=True, slots=True)
class Hangup:
    pass


@dataclass(frozen=True, slots=True)
class Redirect:
    url: str
    method: str


@dataclass(frozen=True, slots=True)
class Stream:
    url: str
    name: str
    parameters: tuple[tuple[str, str], ...]
    status_callback: str | None
    status_method: str


@dataclass(frozen=True, slots=True)
class Connect:
    stream: Stream
    action: str | None
    method: str


Verb: TypeAlias = Say | Pause | PlayDigits | Hangup | Redirect | Connect


def parse(document: str) -> tuple[Verb, ...]:
    """The verbs in order. Raises TwimlError."""
    if len(document) > MAX_LENGTH:
        raise TwimlError(f"The document is longer than {MAX_LENGTH} characters.")
    if "<!DOCTYPE" in document or "<!ENTITY" in document:
        raise TwimlError("Document types and entities are not allowed in TwiML.")
    try:
        root = ElementTree.fromstring(document)  # noqa: S314 (entities are refused above)
    except (ElementTree.ParseError, ValueError) as error:
        raise TwimlError(f"Document parse failure: {error}") from error
    if root.tag != "Response":
        raise TwimlError(f"The root must be <Response>, not <{root.tag}>.", 12200)
    return tuple(_verb(element) for element in root)


def _verb(element: ElementTree.Element) -> Verb:
    text = (element.text or "").strip()
    match element.tag:
        case "Say":
            language = element.get("language", "en").split("-")[0].lower()
            return Say(text, "he" if language in {"he", "iw"} else "en")
        case "Pause":
            return Pause(_seconds(element.get("length", "1")))
        case "Play":
            digits = element.get("digits")
            if digits is None:
                raise TwimlError("<Play> of a file is not part of the practice network; use digits.", 12200)
            if not _DIGITS.fullmatch(digits):
                raise TwimlError(f"<Play digits> holds something that is not a key: {digits!r}.", 12200)
            return PlayDigits(digits)
        case "Hangup":
            return Hangup()
        case "Redirect":
            return Redirect(text, element.get("method", "POST").upper())
        case "Connect":
            return _connect(element)
        case other:
            raise TwimlError(f"<{other}> is not part of the practice network.", 12200)


def _connect(element: ElementTree.Element) -> Connect:
    nouns = list(element)
    if len(nouns) != 1 or nouns[0].tag != "Stream":
        raise TwimlError("<Connect> takes exactly one <Stream>.", 12200)
    noun = nouns[0]
    url = noun.get("url", "")
    parts = urlsplit(url)
    if not (parts.scheme == "wss" or (parts.scheme == "ws" and parts.hostname in _LOOPBACK)):
        raise TwimlError("The address of a <Stream> must start with wss:// (ws:// only on loopback).", 31922)
    if parts.query:
        raise TwimlError("The address of a <Stream> must have no query; use <Parameter>.", 31920)
    parameters = []
    for child in noun:
        name, value = child.get("name"), child.get("value")
        if child.tag != "Parameter" or name is None or value is None:
            raise TwimlError("A <Stream> holds only <Parameter name= value=>.", 12200)
        if len(name) + len(value) >= 500:
            raise TwimlError(f"<Parameter {name}> is longer than 500 characters.", 12200)
        parameters.append((name, value))
    stream = Stream(
        url=url,
        name=noun.get("name", ""),
        parameters=tuple(parameters),
        status_callback=noun.get("statusCallback"),
        status_method=noun.get("statusCallbackMethod", "POST").upper(),
    )
    return Connect(stream, element.get("action"), element.get("method", "POST").upper())


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError as error:
        raise TwimlError(f"<Pause length> is not a number: {text!r}.", 12200) from error
    if not 0 <= seconds <= 600:
        raise TwimlError("<Pause length> is 0 to 600 seconds.", 12200)
    return seconds
