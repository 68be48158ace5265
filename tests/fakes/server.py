"""An ASGI app on a real loopback port, in this event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals stay the test runner's."""
        yield


@asynccontextmanager
async def serving(
    app: ASGIApp, *, grace: int = 1, http: type[asyncio.Protocol] | None = None, port: int = 0
) -> AsyncIterator[str]:
    """The app's root URL while it serves; who connects before it does waits in the listener's queue.

    `http` is another protocol class than uvicorn's own; `port` 0 takes a free one.
    """
    listener = socket.create_server(("127.0.0.1", port))
    config = uvicorn.Config(
        app, log_config=None, access_log=False, timeout_graceful_shutdown=grace, http=http or "auto"
    )
    server = _Server(config)
    serve = asyncio.create_task(server.serve([listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serve
