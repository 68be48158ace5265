"""The real clock and random ids: what ties the engine to this machine and moment."""

import secrets
from datetime import UTC, datetime
from uuid import uuid4


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class RandomIds:
    """Ids are unguessable; the code is four digits, for a person to read and type."""

    def task_id(self) -> str:
        return f"t_{secrets.token_hex(8)}"

    def conversation_id(self) -> str:
        return f"c_{secrets.token_hex(8)}"

    def event_id(self) -> str:
        return str(uuid4())

    def code(self) -> str:
        return f"{secrets.randbelow(10_000):04d}"
