"""Wishes beside the slots of an errand, in the user's own words, one behind the other."""

import re

from ringback.engine.interpreters.requests import value
from ringback.engine.reading import Situation
from ringback.engine.task import SlotValue

_FOR_OR_AGAINST = re.compile(r"(?:and |but )?(?:with(?:out)?|no|extra|add|ו?(?:עם|בלי|ללא|בתוספת)) ")


def noted(said: str, situation: Situation) -> SlotValue:
    """A wish beside those noted before; "with olives" takes the place of "no olives"."""
    before = situation.slots.get("notes")
    if before is None:
        return value(said)
    if said in before.said:
        return value(before.said)
    kept = [one for one in before.said.split("; ") if not _is_of_the_same(one, said)]
    return value("; ".join([*kept, said]))


def _is_of_the_same(one: str, other: str) -> bool:
    """Both say whether something shall be there, of the same thing."""
    found = [_FOR_OR_AGAINST.match(said.lower()) for said in (one, other)]
    things = [said.lower()[hit.end() :] for said, hit in zip((one, other), found, strict=True) if hit]
    return len(things) == 2 and things[0] == things[1]
