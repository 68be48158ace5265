"""When what was asked for is not to be had: what may be taken instead, as the errand's "If not" line says. Pure."""

import re
from collections.abc import Sequence

from ringback.sandbox.mind.brief import Brief
from ringback.sandbox.mind.phrases import phrase
from ringback.sandbox.mind.times import clock, spoken, times

_ANY = re.compile(r"\b(?:any|another|other|whatever|closest|nearest)\b|כל שעה|שעה אחרת|מה שיש|הכי קרוב|כל זמן")
_LATER = re.compile(r"\b(?:later|after)\b|מאוחר יותר|אחרי")
_EARLIER = re.compile(r"\b(?:earlier|before)\b|מוקדם יותר|לפני")
_UNTIL = re.compile(r"\b(?:until|till|up to|latest)\b|עד|לא יאוחר")
_BETWEEN = re.compile(r"\bbetween\b|בין")
_NOTHING = re.compile(
    r"^(?:do not|don't|no\b|never|thank|leave it|say goodbye|cancel|nothing)|^(?:לא|אל|תודה|לוותר|להודות|כלום)(?:\s|$)",
    re.IGNORECASE,
)


def acceptable(others: Sequence[str], brief: Brief) -> str | None:
    """The first offered time ("20:30") that the errand allows."""
    return next((time for time in others if _allowed(time, brief)), None)


def counter_offer(others: Sequence[str], brief: Brief) -> str | None:
    """What to propose when nothing allowed was offered: a sentence, None when the errand names nothing else."""
    allowed = [time for time in _named(brief) if time not in others and time not in brief.wanted]
    if allowed:
        return phrase("propose_time", brief, time=allowed[0])
    if not brief.if_not or _NOTHING.search(brief.if_not) or _ANY.search(brief.if_not) or times(brief.if_not):
        return None
    what = re.sub(r"^(?:take|get|order|ask for|להזמין|לקחת|לבקש|אז)\s+", "", brief.if_not, flags=re.IGNORECASE)
    return phrase("propose", brief, what=spoken(what.rstrip(" ."), brief.language))


def _named(brief: Brief) -> list[str]:
    return [] if _NOTHING.search(brief.if_not) else [clock(time, brief.goal) for time in times(brief.if_not)]


def _allowed(time: str, brief: Brief) -> bool:
    rule, named = brief.if_not, _named(brief)
    if not rule or (_NOTHING.search(rule) and not named):
        return False
    if time in named:
        return True
    if len(named) >= 2 and _BETWEEN.search(rule):
        return min(named) <= time <= max(named)
    if named and _UNTIL.search(rule):
        return min([*brief.wanted, max(named)]) <= time <= max(named)
    if named:
        return False
    if brief.wanted and _LATER.search(rule):
        return time > min(brief.wanted)
    if brief.wanted and _EARLIER.search(rule):
        return time < max(brief.wanted)
    return bool(_ANY.search(rule))
