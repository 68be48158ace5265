"""Callees named together: "call Dana and Roni and ask …", "tell mom and dad …", "a table at Taizu or Nopa".

Rules:
1. "And" calls all of them and tells what each said; "or" calls the next one when the last came to nothing.
2. Nothing is ordered or booked at two places by an "and": what is named so is one callee, as it was said.
3. A second name ends where the errand begins; where that cannot be told, nothing is split.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ringback import phone
from ringback.engine.interpreters import names, numbers, requests, times, verbs
from ringback.engine.interpreters.text import FENCE, Text, pattern
from ringback.engine.reading import Known
from ringback.engine.task import SlotValue, Strategy

Other = dict[str, SlotValue]


@dataclass(frozen=True, slots=True)
class Together:
    """`text` is the message with only the first callee left in it."""

    text: Text
    others: tuple[Other, ...]
    strategy: Strategy


@dataclass(frozen=True, slots=True)
class _Named:
    end: int
    callee: Other


_EN_VERB = re.compile(
    r"(?:^|[,.;!?] |\b(?:please|to|and|you|then) )(?P<verb>(?:call|phone|ring|contact|dial)(?: up| both)?|(?:ask"
    r"|tell|inform"
    r"|notify|remind|update|let|wish)(?: both)?) (?=\S)"
)
_EN_AT = re.compile(r"\b(?:at|from|with|try) (?=\S)")
_EN_JOINT = re.compile(r",? (?P<or>or)(?: (?:at|from|with|call|ask|try))? |(?:,? (?:and|&)(?: then| also)?|, then|,) ")
_EN_ERRAND = pattern(
    rf"""[ {FENCE}]*(?:[.!,]*$|(?:[,.;:]? ?(?:and|to|then) )+(?:also )?(?:ask|tell|say|let|check|find|inform|remind
    |wish|invite|see
    |thank|update|leave|order|book|reserve|make|get|schedule)\b|[,:]? ?(?:if|whether|that|about|to|know|what|when
    |how|why|where|not|i|i'm|i'll|i've|we
    |we're|we'll
    |he|she|they|it|it's|the|my|our|a happy|happy|merry|good|for|on|tomorrow|tonight|today|at)\b)"""
)
_EN_ASKED = re.compile(r"[,;] (?:please )?(?:ask|check|find out|see)\b")
_EN_NO_NAME = re.compile(
    r"(?:ask|tell|say|order|book|check|see|find|get|make|cancel|let|leave|wish|invite|then|i|we|if|they|call|phone"
    r"|reserve"
    r"|inform|remind|request|complain|schedule|buy|thank|move|confirm|speak|talk|hang|wait|report|have|do|be|not|no)\b"
)
_KIN = re.compile(r"(?:my )?(?:mom|mum|dad|mother|father|grandma|grandpa|granny|grandmother|grandfather)\b")
_HE_VERB = re.compile(
    r"(?<![א-ת])ו?(?:ת?תקשר[יו]?|התקשר[יו]?|להתקשר|תצלצלי?|תחייגי?|תשאלי?|לשאול|תגידי?|להגיד|תודיעי?|להודיע|תמסרי?"
    r"|תמסור|תזכירי?"
    r"|תעדכני?|תברכי?|תאחלי?|תזמיני?|תבררי?|תבדקי?)(?: בבקשה)? (?P<mark>אל |את |עם |אצל |ל-?|מ|ב)(?=\S)"
)
_HE_AT = re.compile(r"(?<![א-ת])(?P<mark>אצל |ב-?|מה?-?)(?=[א-תA-Za-z]{3})")
_HE_JOINT = re.compile(
    r",? ?(?:(?P<or>או) (?:(?:אל|את|עם|אצל) |[לבמ]-?)|ו(?:אל |את |עם |אצל |ל-?|מ(?=[א-ת]{3})|ב(?=[א-ת]{3})))(?=\S)"
    r"|, (?:ל|את |עם |אצל |ב(?!בקש|קיצור|עצם)(?=[א-ת]{3}))(?=\S)"
)
_INFINITIVE_AT = re.compile(rf"(?:{'|'.join(verbs.INFINITIVES)})(?![א-ת'\"])")
"""What begins with ל and is to be done, and is nobody: "להתקשר לרופא ולבטל"."""
_MOST = 5


def read(
    text: Text, found: Sequence[phone.Found], known: Sequence[Known], *, compared: bool = False
) -> Together | None:
    """The further callees of a message whose numbers are `found`; None when one is named, or none.

    When they are `compared`, "at one and the other" names two.
    """
    if not (_EN_JOINT.search(text.plain) or _HE_JOINT.search(text.plain)):
        return None
    fenced = text.fenced([*((hit.start, hit.end) for hit in found), *requests.spans(text)])
    for mark, joint, errand, name in (
        (_EN_VERB, _EN_JOINT, _EN_ERRAND, _english),
        (_HE_VERB, _HE_JOINT, None, _hebrew),
        (_EN_AT, _EN_JOINT, None, _english),
        (_HE_AT, _HE_JOINT, None, _hebrew),
    ):
        alternatives = mark in (_EN_AT, _HE_AT)
        for hit in mark.finditer(fenced.plain):
            if mark is _EN_VERB and _TOLD.search(fenced.plain[: hit.start("verb")]):
                break
            callees, joints = _list(text, fenced, hit.end(), joint, name, found)
            both = "or" not in joints
            if len(callees) < 2 or _is_known(fenced.plain[hit.end() : callees[-1].end], known):
                continue
            begins = errand is None or bool(errand.match(fenced.plain, callees[-1].end))
            begins = begins or (compared and bool(_EN_ASKED.match(fenced.plain, callees[-1].end)))
            if (both and alternatives and not compared) or not begins:
                continue
            if both and HOLDS.search(fenced.plain):
                continue
            end = hit.start() if both and alternatives else callees[0].end
            rest = f"{text.said[:end]}{text.said[callees[-1].end :]}"
            if both and alternatives:
                rest = _asked_of(text.said[hit.end() : callees[0].end], rest)
            return Together(
                Text(rest, rest.lower()),
                tuple(named.callee for named in callees[1:]),
                "compare" if both else "next_if_failed",
            )
    return None


def _asked_of(first: str, question: str) -> str:
    """The request to call the first of the callees and ask what was asked at all of them."""
    if re.search("[א-ת]", question):
        asks = "" if _HE_ASKS.match(question) else "לשאול "
        return f"להתקשר אל {first} ו{asks}{question}"
    return f"call {first} and {'' if _EN_ASKS.match(question) else 'ask '}{question}"


_EN_ASKS = re.compile(r"(?:please |can you |could you )*(?:ask|check|find out|inquire|see)\b", re.IGNORECASE)
_HE_ASKS = re.compile(r"(?:בבקשה |אפשר )*(?:ת(?:שאלי?|בררי?|בדקי?)|ל(?:שאול|ברר|בדוק))(?![א-ת])")
_TOLD = re.compile(r"(?:^|[,.;] |\b(?:please|you|and|to) )(?:ask|tell|inform|remind|let|notify) \S.* $")
"""Somebody else is to do what follows: "ask Dana to call Roni and Gil"."""
HOLDS = re.compile(
    r"\b(?:order|book|reserve|buy|schedule|appointment|reservation)\b|(?<![א-ת])ו?(?:ת?זמינ?י?|להזמין|תקבעי?|לקבוע"
    r"|תשרייני?)(?![א-ת])"
)


def _list(
    text: Text,
    fenced: Text,
    start: int,
    joint: re.Pattern[str],
    name: Callable[[Text, int], names.Name | None],
    found: Sequence[phone.Found],
) -> tuple[list[_Named], set[str]]:
    """The names from `start` on that joints hold together, and what holds them together."""
    callees: list[_Named] = []
    joints: set[str] = set()
    at = start
    while len(callees) < _MOST and (next_one := _one(text, fenced, at, name, found)):
        callees.append(next_one)
        held = joint.match(fenced.plain, next_one.end)
        if held is None:
            break
        kind = "or" if held["or"] else "and"
        at = held.end()
        if _one(text, fenced, at, name, found):
            joints.add(kind)
    return callees, joints


def _one(
    text: Text,
    fenced: Text,
    start: int,
    name: Callable[[Text, int], names.Name | None],
    found: Sequence[phone.Found],
) -> _Named | None:
    """The name at `start`, the number behind it, or a number alone."""
    number = next((hit for hit in found if hit.start == start and hit.number.callable), None)
    if number is not None and number.number.e164:
        return _Named(number.end, {"phone_number": SlotValue(number.number.e164, text.said[number.start : number.end])})
    got = name(fenced, start)
    if got is None:
        return None
    callee: Other = {"callee": SlotValue(got.said, got.said)}
    gap = re.match(rf"[ ,:(]*(?:at |on |ב-?|בטלפון |במספר )?(?={FENCE})", fenced.plain[got.end :])
    behind = next((hit for hit in found if gap and hit.start == got.end + gap.end() and hit.number.e164), None)
    if behind is None:
        return _Named(got.end, callee)
    said = text.said[behind.start : behind.end]
    return _Named(behind.end, callee | {"phone_number": SlotValue(behind.number.e164 or "", said)})


def _english(text: Text, start: int) -> names.Name | None:
    kin = _KIN.match(text.plain, start)
    if kin:
        return names.Name(start, kin.end(), text.cut(*kin.span()))
    if _EN_NO_NAME.match(text.plain, start):
        return None
    got = names.english(text, start, any_place=True)
    if got is None:
        return None
    bare = re.sub(r" (?:know|both)$", "", got.said)
    return _fit(names.Name(got.start, got.end - (len(got.said) - len(bare)), bare))


def _hebrew(text: Text, start: int) -> names.Name | None:
    got = None if _INFINITIVE_AT.match(text.plain, max(start - 1, 0)) else names.hebrew_name(text, start)
    if got is None:
        return None
    cut = re.search(r",? ו(?:אל |את |עם |אצל |ל|מ|ב)[א-ת]| או ", got.said)
    said = got.said[: cut.start()] if cut else got.said
    at = text.said.find(said, start)
    return _fit(names.Name(start, at + len(said), said)) if said and at >= 0 else None


def _fit(name: names.Name) -> names.Name | None:
    """The name, unless it is a time, a number or a sentence."""
    lower = name.said.lower()
    timed = times.find(Text(name.said, lower)) or numbers.number(lower) is not None
    return None if timed or not 1 <= len(name.said.split()) <= 4 else name


def _is_known(plain: str, known: Sequence[Known]) -> bool:
    """One known name holds all of it: "Ben and Jerry's"."""
    return any(" and " in one.name.lower() and one.name.lower() in plain for one in known)
