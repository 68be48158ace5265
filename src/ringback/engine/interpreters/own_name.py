"""The answer to "in whose name?": a name, and nothing that asks for something or says who it is by kinship alone."""

import re

from ringback.engine.interpreters import numbers, verbs
from ringback.engine.interpreters.requests import Slots, value
from ringback.engine.interpreters.text import Text, trim, words

_LEAD = re.compile(
    r"^(?:(?:it'?s|it is|this is|i'?m|i am|my name(?:'s| is)|the name(?:'s| is)|name is|in the name of|under"
    r"|for|on behalf of|just|use|call me|say|tell them(?: it'?s)?|put(?: it under)?)(?: the name)? "
    r"|(?:על שם|בשם של|בשם|השם(?: הוא| שלי(?: הוא)?)?|שמי|קוראים לי|אני|זה|ת?גידי?|תאמרי?|רק|לשם) )+"
)
_NOBODY = re.compile(
    r"(?:set|no|not|yes|actually|wait|stop|why|what|who|when|how|where|which|i|you|we|they|it|that|this|because|nobody"
    r"|nothing|none|without|whatever|anyone|to|an?|my|our|his|her|the|please|about|for|help"
    r"|(?:pizza|tables?|appointments?|taxi)(?= *$))\b"
    r"(?!['-])|(?:לא|כן|בלי|ללא|אין|רגע|למה|מה|מי|מתי|איך|איפה|כמה|אני|אתה|זה|הם|כלום"
    r"|(?:תור|שולחן|פגישה|פיצה|הזמנה|תספורת|מונית|מחיר)(?= *$)"
    r"|בקשה|עזרה|שנה את|שני את)(?![א-ת'])"
)
_KINSHIP = re.compile(r"(?<![א-ת])(?:שלי|שלנו)$")
_TAIL, _LONGEST, _LETTERS = re.compile(r"[ ,]+(?:please|thanks|thank you|בבקשה|תודה)$"), 4, 60
_ALSO_NAMES = words("שני שחר ספר")
"""Forms of verbs that people are called by."""


def answer(text: Text, slot: str) -> Slots:
    """The slot with the name the message gives; nothing when it gives none."""
    name = _name(text)
    return {slot: value(name)} if name else {}


def _name(text: Text) -> str:
    plain = _LEAD.sub("", text.plain)
    if _NOBODY.match(plain) or (numbers.count(text) and plain not in _ALSO_NAMES):
        return ""
    said = trim(_TAIL.sub("", trim(text.said[len(text.said) - len(plain) :])))
    if not said or len(said.split()) > _LONGEST or len(said) > _LETTERS or re.search(r"[\d?¦@#]", said):
        return ""
    first = said.lower().split()[0]
    asks = first in verbs.ENGLISH or (first in verbs.HEBREW and first not in _ALSO_NAMES)
    return "" if asks or _KINSHIP.search(said) else said


def is_told(text: Text) -> bool:
    """ "Tell them Dana": a name behind a word that elsewhere begins an errand."""
    lead = _LEAD.match(text.plain)
    return lead is not None and bool(_name(text))
