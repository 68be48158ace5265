"""What a request for a call is made of, in either language: `english` and `hebrew` find it.

Rules:
1. A request has a verb of `verbs` where requests have it, or asks something only a business can answer. Questions about
   the world and things we cannot do by phone (timers, music, jokes) are no requests.
2. The goal is the user's own sentence, turned into an infinitive phrase; nothing of it is left out but the number, the
   name that stands as callee, and politeness.
3. A table is a booking; rooms, taxis, appointments and everything else are told as a goal.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from ringback.engine.interpreters import names, numbers, times
from ringback.engine.interpreters.text import Text, trim
from ringback.engine.reading import Known, Situation
from ringback.engine.task import SlotValue

Span = tuple[int, int]
Slots = dict[str, SlotValue]


@dataclass(frozen=True, slots=True)
class Request:
    task_type: str
    slots: Slots = field(default_factory=dict)


def value(said: str, canonical: str | None = None) -> SlotValue:
    return SlotValue(said if canonical is None else canonical, said)


TIMED = frozenset({"date", "time"})
TABLE = frozenset({"party_size", *TIMED})
_FIELDS: Mapping[str, frozenset[str]] = {
    "phone_call": frozenset({"goal", "when"}),
    "booking": TABLE,
    "order": frozenset({"items", "delivery_address", *TIMED}),
    "appointment": frozenset({"service", *TIMED}),
    "inquiry": frozenset({"question"}),
    "message": frozenset({"message"}),
}


def fields(situation: Situation) -> frozenset[str]:
    """The slots the task in hand has."""
    return situation.fields or _FIELDS.get(situation.task_type or "", frozenset())


def details(text: Text, wanted: Collection[str] = ()) -> Slots:
    """In whose name; and of how many people, the day and the time those that are `wanted`."""
    found: Slots = {}
    principal = names.principal(text)
    if principal:
        found["name"] = value(principal.said)
        text = text.fenced([(principal.start, principal.end)])
    party = numbers.party(text) if "party_size" in wanted else None
    if party:
        found["party_size"] = value(party.said, party.value)
        text = text.fenced([(party.start, party.end)])
    for when in times.find(text):
        if when.kind in wanted and when.kind not in found:
            found[when.kind] = value(when.said, when.value)
    hour = _FOR_HOUR.search(text.plain) if party and "time" in wanted and "time" not in found else None
    return found | ({"time": value(hour["said"])} if hour else {})


_FOR_HOUR = re.compile(rf"\bfor (?P<said>[1-9]|1[0-2]|{numbers.one_of(numbers.ENGLISH)})(?= *(?:$|[,.;¦]))")
""" "A table for two for eight": behind the people a number is the hour."""


NOT = re.compile(r"(?<!\bif )(?<!\bwhy )\bnot $|(?<![א-ת])(?<!אם )(?<!למה )לא $")


def instead(text: Text, wanted: Collection[str]) -> Slots:
    """ "Not tomorrow, friday": the details of a message without the day or time it denies, where it says another."""
    found = times.find(text)
    denied = [when for when in found if NOT.search(text.plain[: when.start])]
    others = {when.kind for when in found if when not in denied}
    if not {when.kind for when in denied} & others & set(wanted):
        return {}
    return details(text.fenced((when.start, when.end) for when in denied), wanted)


def goal_or_time(said: str) -> Slots:
    """What a call is for, or, when only a time is left of the sentence, when."""
    found = times.find(Text(said, said.lower()))
    rest = trim(Text(said, said.lower()).fenced((when.start, when.end) for when in found).said)
    if found and not rest:
        return {"when": value(" ".join(dict.fromkeys(when.said for when in found)))}
    return {"goal": value(said)} if re.search(r"[^\W\d]", said) else {}


def spans(text: Text) -> list[Span]:
    """Places of people, times and principal, which no name reaches across; children are noted as well."""
    party, principal = numbers.party(text), names.principal(text)
    party = None if party and numbers.CHILDREN.search(party.said.lower()) else party
    found = [(when.start, when.end) for when in times.find(text)]
    return found + [(other.start, other.end) for other in (party, principal) if other]


def behind_when(text: Text) -> int:
    """Where a message goes on behind a time or people it opens with: "On june 27 I'd like …"."""
    opening = 0
    for start, end in sorted(spans(text)):
        before = text.plain[opening:start]
        if not before or before in ("for ", "at ", "on ", "in ", "by "):
            opening = end + len(text.plain[end:]) - len(text.plain[end:].lstrip(" ,"))
    return opening


def callee(text: Text, known: Sequence[Known], guess: names.Name | None) -> Slots:
    """A known name anywhere in the message but where it says for whom the call is made, else the guess."""
    principal = names.principal(text)
    elsewhere = text.fenced([(principal.start, principal.end)] if principal else ())
    found = names.known_name(elsewhere, known)
    if found:
        return {"callee": value(found[0].name)}
    return {"callee": value(guess.said)} if guess else {}
