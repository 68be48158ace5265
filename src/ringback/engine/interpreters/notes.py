"""Wishes beside the slots of an errand, in the user's own words, one behind the other."""

import re

from ringback.engine.interpreters.requests import value
from ringback.engine.reading import Situation
from ringback.engine.task import SlotValue

_AGAINST = re.compile(r"(?:and |but )?(?:without|no|skip|drop|remove|ו?(?:בלי|ללא)) (?:the |any |ה)?(?P<thing>\S.*)")
_ADDED = re.compile(
    r"(?:and |maybe |perhaps )*(?:also |add |plus |with )|(?:and )?(?:an?|one|two|some) "
    r"|ו?(?:אולי |גם |עוד |עם )+|תוסיפי? |להוסיף "
)
_FOR_OR_AGAINST = re.compile(r"(?:and |but )?(?:with(?:out)?|no|extra|add|ו?(?:עם|בלי|ללא|בתוספת)) ")


def noted(said: str, situation: Situation) -> SlotValue:
    """A wish beside those noted before; "with olives" takes the place of "no olives"."""
    before = situation.slots.get("notes")
    if before is None:
        return value(said)
    if said in before.said:
        return value(before.said)
    wishes = before.said.split("; ")
    kept = [one for one in wishes if not _is_taken_back(one, said)]
    if len(kept) < len(wishes):
        return value("; ".join(kept))
    kept = [one for one in wishes if not _is_of_the_same(one, said)]
    return value("; ".join([*kept, said]))


def _is_taken_back(one: str, said: str) -> bool:
    """ "Without the coke" takes back "and a coke", which only a wish had added."""
    against, added = _AGAINST.fullmatch(said.lower()), _ADDED.match(one.lower())
    return bool(against and added and re.search(rf"(?<![\wא-ת]){re.escape(against['thing'])}(?![\wא-ת])", one.lower()))


def _is_of_the_same(one: str, other: str) -> bool:
    """Both say whether something shall be there, of the same thing."""
    found = [_FOR_OR_AGAINST.match(said.lower()) for said in (one, other)]
    things = [said.lower()[hit.end() :] for said, hit in zip((one, other), found, strict=True) if hit]
    return len(things) == 2 and things[0] == things[1]
