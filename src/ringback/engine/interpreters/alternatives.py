"""Another day or hour that would do as well: "at nine or half past nine", "Monday is also fine", "אפשר גם בתשע וחצי".

Rules:
1. What is said first is asked for; what would do as well is what may be agreed to if that is not possible.
2. Only what is booked or ordered has another hour: in a question or a message, "or" is a part of what is said.
"""

import re
from itertools import pairwise

from ringback.engine.interpreters import times
from ringback.engine.interpreters.requests import Slots, value
from ringback.engine.interpreters.text import FENCE, Text, pattern
from ringback.engine.reading import Situation

_HOLDS = re.compile(
    r"\b(?:order|book|reserve|tables?|reservation|appointment|haircut|schedule)\b"
    r"|(?<![א-ת])[והלבמש]{0,2}(?:הזמין|תזמיני?|תזמין|תקבעי?|קבוע|תור|שולחן|מקום|תספורת|פגישה"
    r"|הזמנה)(?![א-ת])"
)
_SAYS = re.compile(
    r"\b(?:ask|tell|whether|if|say|check|find out|message|let|remind|cancel|move|change|reschedule)\b|\?"
    r"|(?<![א-ת])ו?(?:תשאלי?|לשאול|תגידי?|להגיד|תבררי?|לברר|תבדקי?|לבדוק|אם|האם|הודעה"
    r"|תמסרי?|תזכירי?|תבטלי?|תזיזי?|תדחי)(?![א-ת])"
)
_OR = re.compile(r",? (?:or(?: else| maybe| even)?|או(?: אולי)?) ")
_OR_DAY = re.compile(r" או (?:ב|ל)?-?(?:יום )?(?P<day>ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת)(?![א-ת])")
_LEAD = pattern(
    r"""(?:(?:or|also|and|but|yes|ok|okay|maybe|even|on|at|for|it|can|could)[ ,]*(?:be |can be )?)*
    |(?:(?:או|גם|וגם|אפשר|יכול להיות|אבל|בסדר|אולי|כן|מתאים לי|טוב לי|מתאים|מבחינתי)[ ,]*(?:[לב]-?)?)*"""
)
_TAIL = pattern(
    r"""[ ,]*(?:(?:is|are|would be|will be|works?|will work|would work|can work|could work|will do|would do|goes|also
    |too|as well|just|fine|ok|okay|good|great|possible|all right|alright|suits? (?:me|us)|for (?:me|us)|if (?:not|needed
    |necessary|they prefer)|at a pinch|זה|גם|כן|בסדר|טוב|מתאים|אפשרי|אפשר|הולך|סבבה|יתאים|ילך|מצוין|לי|לנו
    |אם צריך)[ ]?)*[.! ]*"""
)
_ALSO = re.compile(
    r"\b(?:or|also|too|as well|fine|ok|okay|works?|will do|would do|good|possible|suits?)\b"
    r"|(?<![א-ת])(?:או|גם|וגם|בסדר|מתאים|אפשרי|הולך|סבבה|יתאים)(?![א-ת])"
)
_DENIES = re.compile(
    r"\b(?:no|not|instead|rather|better|only|actually|make it)\b"
    r"|(?<![א-ת])(?:לא|במקום|עדיף|רק|בעצם)(?![א-ת])"
)


def take(text: Text, situation: Situation) -> tuple[Slots, Text]:
    """`if_not` with the other day or hour, and the message with it fenced."""
    if not _ALSO.search(text.plain) or not (found := times.find(text)):
        return {}, text
    if situation.task_type is not None and situation.asked is None and _alone(text, found, situation):
        others, spans = found, [(0, len(text.plain))]
    elif _HOLDS.search(text.plain) and not _SAYS.search(text.plain):
        if day := next(
            (hit for one in found if one.kind == "date" and (hit := _OR_DAY.match(text.plain, one.end))), None
        ):
            return {"if_not": value(f"יום {day['day']}")}, text.fenced([day.span()])
        pairs = [(one, other) for one, other in pairwise(found) if _either(text, one, other)]
        others, spans = [other for _, other in pairs], [(one.end, other.end) for one, other in pairs]
    else:
        return {}, text
    before = [situation.slots["if_not"].said] if "if_not" in situation.slots else []
    said = dict.fromkeys([*before, " ".join(dict.fromkeys(when.said for when in others))])
    return ({"if_not": value(", ".join(said))}, text.fenced(spans)) if others else ({}, text)


def _either(text: Text, one: times.When, other: times.When) -> bool:
    return one.kind == other.kind and bool(_OR.fullmatch(text.plain, one.end, other.start))


def _alone(text: Text, found: list[times.When], situation: Situation) -> bool:
    """A message that says nothing but that another day or hour would do."""
    start, end = min(when.start for when in found), max(when.end for when in found)
    around = f"{text.plain[:start]}{FENCE}{text.plain[end:]}"
    return (
        {when.kind for when in found} <= situation.slots.keys()
        and not _DENIES.search(around)
        and bool(_ALSO.search(around))
        and bool(_LEAD.fullmatch(text.plain, 0, start) and _TAIL.fullmatch(text.plain, end))
    )
