"""Which models the practice network answers as, and names that make it misbehave on purpose.

practice-drop-after-2-turns      the third spoken response dies with the socket after its first piece of sound
practice-fail-after-2-turns      from the third response on: `response.done` failed, `server_error`
practice-slow-1500-ms            that much later than it could, every response
practice-expire-after-30-seconds  the session's maximum duration
practice-refuse-503              the handshake is answered with that HTTP status
"""

import re
from dataclasses import dataclass

OFFERED = {
    "gpt-realtime-2.1",
    "gpt-realtime-2.1-mini",
    "gpt-realtime-2",
    "gpt-realtime-1.5",
    "gpt-realtime",
    "gpt-realtime-2025-08-28",
    "gpt-realtime-mini",
    "gpt-realtime-mini-2025-12-15",
    "practice",
}

MAX_SESSION_S = 3600

_SCRIPTED = re.compile(
    r"practice-(?:drop-after-(?P<drop>\d+)-turns|fail-after-(?P<fail>\d+)-turns|slow-(?P<slow>\d+)-ms"
    r"|expire-after-(?P<expire>\d+)-seconds|refuse-(?P<refuse>[45]\d\d))"
)


@dataclass(frozen=True, slots=True)
class Model:
    name: str
    exists: bool = True
    drop_after: int | None = None
    fail_after: int | None = None
    slow_ms: int = 0
    max_session_s: int = MAX_SESSION_S
    refuse: int | None = None


def model_named(name: str) -> Model:
    """The model of that name; one that does not exist opens a session too, and fails every response."""
    scripted = _SCRIPTED.fullmatch(name)
    if scripted is None:
        return Model(name, exists=name in OFFERED)
    given = {key: int(value) for key, value in scripted.groupdict().items() if value}
    return Model(
        name,
        drop_after=given.get("drop"),
        fail_after=given.get("fail"),
        slow_ms=given.get("slow", 0),
        max_session_s=given.get("expire", MAX_SESSION_S),
        refuse=given.get("refuse"),
    )
