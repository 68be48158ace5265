"""Exit codes of `ringback`: what a script may rely on. Pure.

Rules:
1. Every command that follows an errand ends with the errand's outcome.
2. 0 is never said of an errand that was followed and did not surely succeed.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from ringback.kit.errors import RingbackError

Json = dict[str, Any]


class Exit(IntEnum):
    DONE = 0
    REFUSED = 1
    USAGE = 2
    FAILED = 3
    DOWN = 4
    WAITS = 5
    UNCONFIRMED = 6
    CANCELLED = 7
    SCHEDULED = 8
    LEFT = 130


MEANINGS: Mapping[Exit, str] = {
    Exit.DONE: "cli.exit.done",
    Exit.REFUSED: "cli.exit.refused",
    Exit.USAGE: "cli.exit.usage",
    Exit.FAILED: "cli.exit.failed",
    Exit.DOWN: "cli.exit.down",
    Exit.WAITS: "cli.exit.waits",
    Exit.UNCONFIRMED: "cli.exit.unconfirmed",
    Exit.CANCELLED: "cli.exit.cancelled",
    Exit.SCHEDULED: "cli.exit.scheduled",
    Exit.LEFT: "cli.exit.left",
}
_DOWN = 502
"""From this HTTP status on, the part that was asked does not answer."""


def of_error(error: RingbackError) -> Exit:
    """`internal_error`, a fault of ours, is no reason to try again."""
    return Exit.DOWN if error.code == "engine_down" or error.status >= _DOWN else Exit.REFUSED


def of_outcome(status: str, reason: str) -> Exit:
    """Of an errand that has ended; `reason` counts when it failed."""
    match status:
        case "succeeded":
            return Exit.DONE
        case "unconfirmed":
            return Exit.UNCONFIRMED
        case "cancelled":
            return Exit.CANCELLED
        case _:
            return Exit.DOWN if reason == "provider_down" else Exit.FAILED


def of_entry(entry: Json) -> Exit:
    """Of the journal's entry an errand ended with."""
    data = entry["data"]
    match entry["type"]:
        case "task.outcome":
            return of_outcome(data["status"], data["reason"])
        case "task.failed":
            return of_outcome("failed", data["code"])
        case _:
            return Exit.CANCELLED


def of_task(task: Json | None) -> Exit:
    """Of a task as the API shows it; one that has not ended waits for its hour, or for somebody."""
    if task is None:
        return Exit.WAITS
    if outcome := task["outcome"]:
        return of_outcome(outcome["status"], outcome["reason"])
    return {"cancelled": Exit.CANCELLED, "scheduled": Exit.SCHEDULED}.get(task["status"], Exit.WAITS)
