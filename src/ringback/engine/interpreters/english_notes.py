"""What an English booking says beside its slots: what kind of place, where, what else is wished."""

import re

from ringback.engine.interpreters.english_words import LEAD
from ringback.engine.interpreters.requests import Slots
from ringback.engine.interpreters.text import FENCE, Text, pattern, trim

_EDGES = pattern(
    r"""
    ^(?!for (?:my|our) \w+$)
    (?:(?:to )?(?:put|down|make|book|reserve|set|eat|get|have|find|schedule|order|a|an|the|me|us|some|any|my|for|at|on
    |by|with|into|and|of|is|please|called|try
    |tables?|reservations?|booking|spot|seats?|reserved|reserving|making|to|up|that|name|one|it|its
    |restaurant(?: tables?)?(?= *$))\b[ ,.]*)+
    |[ ,.]*(?:\b(?:for|at|on|by|with|in|and|of|the|a|an|please|under|to|from|called|thanks|restaurant)\b[ ,.]*)+$"""
)


def read(text: Text, start: int) -> str:
    """The wishes of a booking whose slots are fenced, one behind the other."""
    notes: list[str] = []
    for piece in re.split(rf"{FENCE}+|[.!?]\s", text.said[start:]):
        lead = LEAD.match(f"{piece.strip().lower()} ")
        said = trim(piece.strip()[lead.end() if lead else 0 :])
        while (
            shorter := trim(
                _EDGES.sub("", said) if said == said.lower() else re.sub(_EDGES.pattern, "", said, flags=re.IGNORECASE)
            )
        ) != said:
            said = shorter
        if len(said) > 2 and not re.fullmatch(r"(?:name|my name|its|it's|also)", said.lower()):
            notes.append(said)
    return "; ".join(dict.fromkeys(notes))


def without_place(text: Text, place: Slots) -> Text:
    """The message with a fence in place of the name of who is called."""
    said = place["callee"].said.lower() if place else ""
    at = text.plain.find(said) if said else -1
    return text.fenced([(at, at + len(said))]) if at >= 0 else text
