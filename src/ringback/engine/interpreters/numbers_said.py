"""The phone numbers a message holds: the one to call, the user's own, and what announces them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ringback import phone
from ringback.engine.interpreters.requests import value
from ringback.engine.interpreters.text import Text, pattern
from ringback.engine.reading import Situation
from ringback.engine.task import SlotValue

_OWN_NUMBER = re.compile(
    r"(?:\bmy (?:own )?(?:phone |cell |mobile )?(?:number|phone|cell)(?: is|:)?|(?:המספר|הטלפון"
    r"|הנייד) שלי(?: הוא)?:?) *$"
    r"|^(?:please |can you |could you )*(?:call|ring|phone|reach|text) me(?: back)?(?: at| on)?:? *$"
    r"|^(?:אפשר |בבקשה )*(?:תתקשר[יו]?|התקשר[יו]?|להתקשר|תחזר[יו]?|תחזור|צלצלי?) (?:אליי?)(?: [בל]-?| למספר)? ?$"
)
_ANNOUNCES = pattern(
    r"""(?:(?:(?:^|\b(?:and|but) )(?!phone $)|(?<=[,.;:!?¦]) ?)(?:(?:their|his|her|its
    |the) )?(?:(?:tele)?phone |cell |mobile )?
    (?:(?:tele)?phone|number|cell|mobile|tel)\.?(?: is|:)? ?
    |(?<=[,.;!?¦]) ?(?:it's|it is|(?:you can )?(?:reach|call) (?:them|him|her|it) (?:at|on))[ ]
    |(?<![א-ת])ו?ה?(?:טלפון|מספר|נייד)(?: של(?:ו|ה|הם|הן))?(?: הוא)?:? ?
    |(?<![א-ת])[לבמ]\s?-?\s?)$"""
)
_ANNOUNCES_AT_MOST = 40
_OR = re.compile(r"[ ,/]*(?:or|and|או|ו)?[ ,/-]*")
_DIGITS = 100
"""Among so many digits of a message numbers are looked for."""


def of(text: Text, situation: Situation) -> list[phone.Found]:
    """The numbers of the message; when one was asked for, a message of digits is one whatever its form."""
    found = phone.extract(_up_to(text.said, _DIGITS), situation.region, situation.countries)
    if not found and situation.asked_kind == "phone" and re.fullmatch(r"[\d+*#() .-]{2,}", text.plain):
        found = [phone.Found(0, len(text.said), phone.check(text.said, situation.region, situation.countries))]
    return found


def _up_to(said: str, digits: int) -> str:
    """The beginning of a text that holds so many digits."""
    places = [place for place, char in enumerate(said) if char.isdigit()]
    return said[: places[digits]] if len(places) > digits else said


def own(text: Text, found: Sequence[phone.Found]) -> list[phone.Found]:
    """Those the message says are the user's own."""
    return [hit for hit in found if _OWN_NUMBER.search(text.plain[: hit.start])]


def fenced(text: Text, found: Sequence[phone.Found]) -> Text:
    """The text with fences in place of its numbers, of what encloses one and of an "or" between two of them."""
    spans = [(_announced(text, hit.start), hit.end + text.plain.startswith(")", hit.end)) for hit in found]
    joints = [(before[1], after[0]) for before, after in pairwise(spans)]
    return text.fenced([*spans, *(span for span in joints if _OR.fullmatch(text.plain[slice(*span)]))])


def _announced(text: Text, start: int) -> int:
    """Where what announces a number begins: "their number is", "הטלפון שלהם:", the ל, ב or מ that sticks to it."""
    announced = _ANNOUNCES.search(text.plain[max(0, start - _ANNOUNCES_AT_MOST) : start])
    return start - len(announced.group()) if announced else start


def to_call(text: Text, dialled: list[phone.Found]) -> tuple[dict[str, SlotValue], str | None]:
    """The number to call, or why the one given cannot be used."""
    callable_numbers = {hit.number.e164 for hit in dialled if hit.number.callable}
    if len(callable_numbers) > 1:
        return {}, "two_numbers"
    for hit in dialled:
        if hit.number.callable and hit.number.e164:
            return {"phone_number": value(text.said[hit.start : hit.end], hit.number.e164)}, None
    refusal = dialled[0].number.refusal if dialled else None
    return {}, refusal.value if refusal else None
