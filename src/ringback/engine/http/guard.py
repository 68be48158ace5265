"""Who may talk to a server on loopback: a browser only from our own page, and only under a name that is ours.

Rules:
1. The Host must be this machine or the public address: a foreign name that resolves here (rebinding) gets nothing.
2. A browser's request that changes something, and its WebSocket, must come from our own origin. Who sends no Origin is
   not a browser.
3. Every answer carries the security headers; what is personal is not cached.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ringback.kit.http import answer

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

WAVEFORM_STYLE = "sha256-EbQRT+1/o6noeZTUfkkbORH8zUyteVqmj7YFvRqOVrw="
"""The one style that comes from no file: what the vendored waveform puts into its shadow, two lanes of 32 pixels."""

HEADERS = {
    "content-security-policy": (
        f"default-src 'none'; script-src 'self'; style-src 'self' '{WAVEFORM_STYLE}'; img-src 'self' data:; "
        "font-src 'self'; media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """`public_url` is the address people use through a reverse proxy, or empty."""

    def __init__(self, app: ASGIApp, public_url: str = "") -> None:
        self._app = app
        self._names = LOCAL_NAMES | {name for name in (urlsplit(public_url).hostname,) if name}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        problem = self._problem(scope, headers)
        if problem is None:
            await self._app(scope, receive, _with_headers(send))
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": problem})
        else:
            await answer("foreign_origin", problem, 403)(scope, receive, _with_headers(send))

    def _problem(self, scope: Scope, headers: Headers) -> str | None:
        host, origin = headers.get("host", ""), headers.get("origin")
        if _name(host) not in self._names:
            return "This name is not ours; open the engine as localhost, or set ENGINE_PUBLIC_URL."
        changes = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
        foreign = origin is not None and urlsplit(origin).netloc != host
        if changes and (foreign or headers.get("sec-fetch-site") in ("cross-site", "same-site")):
            return "Requests from other pages are refused."
        return None


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return sending
