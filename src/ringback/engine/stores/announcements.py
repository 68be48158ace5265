"""What one engine commits the others hear of, by PostgreSQL's LISTEN and NOTIFY.

Rules:
1. An announcement is part of the transaction: it is heard after the commit, or never. It names the user, no more.
2. Whatever may have been missed while the connection was away is made up for by telling that anybody may have changed.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

import structlog
from sqlalchemy import func, select
from sqlalchemy.engine import make_url
from sqlalchemy.sql.expression import bindparam

from ringback.kit.database import APPLICATION

log = structlog.get_logger()

_CHANNEL = "ringback_journal"
_PAUSE_SECONDS = 1.0
_ALIVE = "connect_timeout=5&keepalives_idle=10&keepalives_interval=5&keepalives_count=3"
"""A server that vanished is missed within half a minute."""

ANNOUNCE = select(func.pg_notify(_CHANNEL, bindparam("news")))


class Announcements:
    """`url` is SQLAlchemy's. One process hears nothing of its own."""

    def __init__(self, url: str) -> None:
        address = make_url(url).set(drivername="postgresql").update_query_string(_ALIVE)
        self._address = address.render_as_string(hide_password=False)
        self._process = uuid4().hex[:12]

    def of(self, user_id: str) -> dict[str, str]:
        """For `ANNOUNCE`."""
        return {"news": f"{self._process} {user_id}"}

    @asynccontextmanager
    async def listening(self, hear: Callable[[str | None], None]) -> AsyncIterator[None]:
        listening = asyncio.create_task(self._keep_listening(hear))
        try:
            yield
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening

    async def _keep_listening(self, hear: Callable[[str | None], None]) -> None:
        from psycopg import AsyncConnection, OperationalError

        while True:
            try:
                async with await AsyncConnection.connect(
                    self._address, autocommit=True, application_name=APPLICATION
                ) as connection:
                    await connection.execute(f"LISTEN {_CHANNEL}")
                    hear(None)
                    async for news in connection.notifies():
                        process, _, user_id = news.payload.partition(" ")
                        if process != self._process:
                            hear(user_id)
            except OperationalError as exc:
                log.warning("other engines are not heard", error=type(exc).__name__)
            except Exception:
                log.exception("other engines are not heard")
            await asyncio.sleep(_PAUSE_SECONDS)
