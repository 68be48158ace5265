"""Twilio's signature of a request: base64 of an HMAC-SHA1 over the address and the form.

Rules:
1. The address is signed exactly as it was given to us (scheme, host, port, path, query), without its fragment.
2. Form fields follow by name, each with its distinct values sorted; a GET and a WebSocket handshake have none.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence

HEADER = "X-Twilio-Signature"


def sign(token: str, url: str, form: Mapping[str, Sequence[str]] | None = None) -> str:
    """The value of `X-Twilio-Signature`; `form` maps each field name to all its values."""
    text = without_fragment(url)
    for name in sorted(form or {}):
        for value in sorted(set((form or {})[name])):
            text += name + value
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def without_fragment(url: str) -> str:
    """The address as it is asked for; what follows `#` only steers the delivery."""
    return url.split("#", 1)[0]
