"""Requests that say little but that all shall be as last time: "same as last time at Pizza Place but for eight".

Behind "again" stands what is to differ: the day, the hour, the people; of an order also what is ordered.
"""

import re

from ringback.engine.interpreters import asides, kinds, names, quantities, times
from ringback.engine.interpreters.requests import TABLE, Request, details, spans, value
from ringback.engine.interpreters.text import FENCE, Text, pattern, trim
from ringback.engine.reading import Known, Past, Situation
from ringback.engine.task import Source

_SMALL = pattern(
    r"""(?:[ ,.!¦-]|\b(?:please|can|could|you|i|want|would|i'd|like|to|call|ring|order|book|reserve|get|do|make|have|me
    |us|the|same|usual|thing|order|as|last|time|we|had|from|at|with|in|on|and|but|only|just|this|for|again|it|hi|hey)\b
    |(?<![א-ת])(?:ת?זמיני?|תזמין|להזמין|ת?תקשר[יו]?|תתקשר[יו]?|להתקשר|תקבעי?|לקבוע|תעש[הי]|תביאי?|אפשר|בבקשה|אני|רוצה
    |לי|לנו|את|אל|אותו|אותה|דבר|הזמנה|ההזמנה|אבל|רק|ו?הפעם|שוב|הרגיל|הרגילה|כמו|היי|[ובלמ]|ל?שעה|ב?שעה)(?![א-ת]))*"""
)


def read(text: Text, situation: Situation) -> Request | None:
    """Whom to call and what is to differ; None for a message that asks for anything by itself."""
    marks = list(asides.every_as_before(text.plain))
    if not marks or situation.task_type is not None or not situation.past:
        return None
    called = [(past, past.slots["callee"].said) for past in situation.past if "callee" in past.slots]
    were = tuple(Known(name, "", Source.PAST_CALL) for _, name in called)
    rest = text.fenced(hit.span() for hit in marks)
    found = names.known_name(rest, (*situation.known, *were))
    if found is None:
        return _but(rest, marks[0], situation.past[0])
    rest = rest.fenced([(found[1].start, found[1].end)])
    last = next((past for past, name in called if name == found[0].name), None)
    if last is not None and last.task_type == "booking":
        changed, left = details(rest, TABLE), rest.fenced(spans(rest))
        left = left.fenced((when.start, when.end) for when in times.find(left))
    else:
        changed, left = kinds.timed(rest, for_hours=True)
    return Request("", changed | {"callee": value(found[0].name)}) if _SMALL.fullmatch(left.plain) else None


def _but(rest: Text, mark: re.Match[str], last: Past) -> Request | None:
    """The last errand of all, with what stands behind "again" at the head of the message."""
    if not _SMALL.fullmatch(rest.plain[: mark.start()]):
        return None
    if last.task_type == "booking":
        changed, left = details(rest, TABLE), rest.fenced(spans(rest))
        left = left.fenced((when.start, when.end) for when in times.find(left))
    else:
        changed, left = kinds.timed(rest, for_hours=True)
    behind = Text(left.said[mark.end() :], left.plain[mark.end() :])
    if not trim(behind.said):
        return None
    if _SMALL.fullmatch(behind.plain):
        return Request("", changed) if changed else None
    apart = _APART.match(behind.plain)
    if last.task_type != "order" or apart is None:
        return None
    items = trim(re.sub(rf"[ {FENCE}]+", " ", behind.said[apart.end() :]))
    if quantities.is_count(items.lower()):
        items = quantities.so_many(last.slots["items"].said, items.lower()) if "items" in last.slots else ""
    return Request("order", changed | {"items": value(items)}) if items else None


_APART = pattern(
    r"""[ ,;:.-]*[,;:.-][ ]*(?:(?:but|and|only|this time|with|אבל|רק|ו?הפעם|עם)[ ,]+)*
    |[ ]+(?:(?:but|only|this time|אבל|רק
    |ו?הפעם)[ ,]+)+(?:(?:with|עם)[ ]+)?"""
)
"""Between "again" and what is ordered instead."""
