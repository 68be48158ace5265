"""Did Twilio send this? Signatures over the URL that Twilio used, which is built from PUBLIC_BASE_URL.

Rules:
1. The URL is the public root plus the raw path and query as they came; nothing else of the request is trusted.
2. WebSocket handshakes are signed over the wss (on loopback ws) form of the URL, some with a slash at the end, some
   with the port that goes without saying.
3. A body that is no form is signed by its SHA-256 in the query.
4. A signature made with a webhook shared key (HMAC-SHA256) is checked with that key, never with the auth token.
"""

import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import urlsplit

from pydantic import SecretStr
from starlette.datastructures import FormData
from starlette.requests import HTTPConnection
from twilio.request_validator import (
    SIGNATURE_HEADER,
    SIGNATURE_SETTINGS_HEADER,
    RequestValidator,
    get_signature_algorithm,
)

_BODY_DIGEST = "bodySHA256"


class Signatures:
    """`keys` are webhook shared keys by their id."""

    def __init__(self, public_base_url: str, auth_token: SecretStr, keys: Mapping[str, SecretStr]) -> None:
        self._root = public_base_url
        self._token = auth_token
        self._keys = keys

    def present(self, connection: HTTPConnection) -> bool:
        return SIGNATURE_HEADER in connection.headers

    def valid_request(self, request: HTTPConnection, form: FormData, body: bytes = b"") -> bool:
        digest = request.query_params.get(_BODY_DIGEST)
        if digest is not None and not hmac.compare_digest(digest.encode(), hashlib.sha256(body).hexdigest().encode()):
            return False
        return self._valid(request, [self._root + _raw_target(request)], form)

    def valid_handshake(self, socket: HTTPConnection) -> bool:
        target = _raw_target(socket)
        return self._valid(
            socket, [root + target + end for root in _ws_roots(self._root) for end in ("", "/")], FormData()
        )

    def _valid(self, connection: HTTPConnection, urls: list[str], form: FormData) -> bool:
        signature = connection.headers.get(SIGNATURE_HEADER)
        settings = connection.headers.get(SIGNATURE_SETTINGS_HEADER, "")
        secret = self._keys.get(_key_id(settings)) if settings else self._token
        if not signature or secret is None or not secret.get_secret_value():
            return False
        validator = RequestValidator(secret.get_secret_value())
        algorithm = get_signature_algorithm(settings)
        return any(validator.validate(url, form, signature, algorithm) for url in urls)


def _ws_roots(public_base_url: str) -> list[str]:
    """The public root for WebSockets, with the port as it was given, and with and without one that is the default."""
    root = public_base_url.replace("http", "ws", 1)
    parts = urlsplit(root)
    if parts.scheme != "wss" or parts.port not in (None, 443):
        return [root]
    host = parts.netloc.removesuffix(":443")
    return [f"wss://{host}{parts.path}", f"wss://{host}:443{parts.path}"]


def _raw_target(connection: HTTPConnection) -> str:
    """Path and query, percent-encoding untouched."""
    raw_path = connection.scope.get("raw_path") or connection.scope["path"].encode()
    path = raw_path.decode("ascii", "replace").partition("?")[0]
    query = connection.scope["query_string"].decode("ascii", "replace")
    return f"{path}?{query}" if query else path


def _key_id(settings: str) -> str:
    parts = dict(part.strip().partition("=")[::2] for part in settings.split(","))
    return parts.get("key", "")


def stream_url(public_base_url: str) -> str:
    """Where Twilio opens the media stream."""
    parts = urlsplit(public_base_url)
    return f"{'wss' if parts.scheme == 'https' else 'ws'}://{parts.netloc}{parts.path}/media-stream"
