"""The arguments of `end_call`, read defensively: a model may send anything."""

from collections.abc import Mapping
from typing import Any

from ringback.call_handler.events import Claim, ClaimedFact, Result

_MOST_FACTS = 30
_LONGEST = 300


def read_claim(arguments: Mapping[str, Any] | None) -> Claim | None:
    """None when there is no readable outcome; facts without key or value are left out."""
    if arguments is None:
        return None
    try:
        result = Result(str(arguments.get("outcome")))
    except ValueError:
        return None
    facts = arguments.get("facts")
    rows = [row for row in facts if isinstance(row, Mapping)] if isinstance(facts, list) else []
    read = [
        ClaimedFact(_text(row.get("key")), _text(row.get("value")), _text(row.get("quote")) or None)
        for row in rows[:_MOST_FACTS]
    ]
    return Claim(result, _text(arguments.get("summary")), tuple(fact for fact in read if fact.key and fact.value))


def _text(value: object) -> str:
    return str(value).strip()[:_LONGEST] if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
