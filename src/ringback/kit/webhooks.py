"""Signed messages between services, as Standard Webhooks has them: who sent it, that it is whole, and not an old one.

Rules:
1. Signed are id, time and body, with HMAC-SHA256: `webhook-signature: v1,<base64>`; several may stand there, with
   spaces between them.
2. A message whose time is more than five minutes from ours is refused. The id stays the same when it is sent again.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping

from pydantic import SecretStr

from ringback.kit.errors import RingbackError

TOLERANCE_SECONDS = 300
_ID, _TIME, _SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"


class BadSignature(RingbackError):
    code = "bad_signature"
    status = 403


def signed(key: SecretStr, message_id: str, now: float, body: bytes) -> dict[str, str]:
    """The headers that go with `body`; `now` is seconds since 1970."""
    at = str(int(now))
    return {_ID: message_id, _TIME: at, _SIGNATURE: f"v1,{_signature(key, message_id, at, body)}"}


def check(key: SecretStr, headers: Mapping[str, str], now: float, body: bytes) -> None:
    """Raises `BadSignature`, also when there is no key to check with."""
    message_id, at, given = (headers.get(name, "") for name in (_ID, _TIME, _SIGNATURE))
    fresh = at.isascii() and at.isdecimal() and abs(now - int(at[:15])) <= TOLERANCE_SECONDS
    expected = f"v1,{_signature(key, message_id, at, body)}".encode()
    good = any(hmac.compare_digest(one.encode(), expected) for one in given.split(" "))
    if not (key.get_secret_value() and message_id and fresh and good):
        raise BadSignature("This message was not signed with CALL_HANDLER_TOKEN, or a while ago.")


def _signature(key: SecretStr, message_id: str, at: str, body: bytes) -> str:
    content = b".".join((message_id.encode(), at.encode(), body))
    return base64.b64encode(hmac.digest(key.get_secret_value().encode(), content, hashlib.sha256)).decode()
