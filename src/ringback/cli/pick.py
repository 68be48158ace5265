"""Which task is meant by what was typed, or by nothing. Pure.

Rules:
1. An id may be shortened to any beginning that only one task has; `t_` may be left out.
2. Nothing typed means the newest that fits. Where something is done to a call or a plan it must be the only one.
"""

from collections.abc import Collection, Sequence
from typing import Any

Json = dict[str, Any]

_MARKS = "\u2066\u2067\u2068\u2069 "
"""Copied along from a terminal."""


class NotOne(Exception):
    """None fits, or several do; `key` is the id of the sentence that says so."""

    def __init__(self, key: str, tasks: Sequence[Json] = ()) -> None:
        super().__init__(key)
        self.key = key
        self.tasks = tuple(tasks)


def pick(tasks: Sequence[Json], typed: str | None, fits: Collection[str] = (), *, only: bool = False) -> Json:
    """One of `tasks` (newest first). `fits` are the statuses that can be meant when nothing is typed."""
    if typed is not None:
        wanted = "t_" + typed.strip(_MARKS).removeprefix("t_")
        found = [task for task in tasks if task["id"].startswith(wanted)]
        exact = [task for task in found if task["id"] == wanted]
        if exact or len(found) == 1:
            return (exact or found)[0]
        raise NotOne("cli.pick.several" if found else "cli.pick.unknown", found)
    found = [task for task in tasks if not fits or task["status"] in fits]
    if not found:
        raise NotOne("cli.pick.none")
    if only and len(found) > 1:
        raise NotOne("cli.pick.several", found)
    return found[0]
