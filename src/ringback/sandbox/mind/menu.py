"""A menu, heard: which key the errand needs, or which word where it is answered in words. Pure.

Rules:
1. A key belongs to the words of its own clause, "press one for orders", or, when that says nothing more, to those
   before it: "for orders, press one".
2. The key with most of the errand's own words and topics is pressed; without any, the one that leads to a person, else
   to service, else the last that is more than an announcement.
3. A word is said only to a menu that offers several, and that takes no keys.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ringback.sandbox.mind.brief import Brief
from ringback.sandbox.mind.numbers import EN_ONES, HE_COUNTS, HE_HOURS, tokens
from ringback.sandbox.mind.talk import Called, CallTool, Turn

PRESS_DIGITS = "press_digits"
MOST_PRESSED = 5

_KEYS = {
    **{word: str(value) for value, word in enumerate(EN_ONES[:10])},
    **{word: str(value) for value, word in enumerate(HE_HOURS[:10])},
    **{word: str(value) for value, word in enumerate(HE_COUNTS[:9], 1)},
    **{str(value): str(value) for value in range(10)},
    **dict.fromkeys(["star", "asterisk", "כוכבית"], "*"),
    **dict.fromkeys(["pound", "hash", "סולמית"], "#"),
}
_PRESS = re.compile(
    rf"(?:press|dial|הקישו|הקש|הקישי|להקיש|לחצו|לחץ|לחצי)\s+(?:(?:the|number|את|על|ה?ספרה|ה?מקש)\s+)*({'|'.join(_KEYS)})(?!\w)"
    r"(?:\s+(?:key|now))?",
    re.IGNORECASE,
)
_SAY = re.compile(
    r"(?:(?P<about>\b(?:for|to) [^.,;!?]{2,40}|(?<![א-ת])ל[^.,;!?]{2,40}?),? (?:just |please |נא |אנא )?)"
    r"(?:say|אמרו|אימרו|אמור|אמרי) [\"“״]?(?P<word>\w+)",
    re.IGNORECASE,
)
_TOPICS = {
    "order": r"order|deliver|take ?away|sales|buy|purchase|הזמנ|להזמין|משלוח|מכירות|לקנות|קניי",
    "booking": r"book|reserv|appointment|schedul|table|תור|שולח|הזמנ|להזמין שולחן|לקבוע|קביעת|פגיש",
    "question": r"\bask\b|inform|hours|question|service|support|check|לשאול|לברר|לבדוק|מידע|שעות|שאלות|שירות|בירור",
    "change": r"cancel|change|move|reschedul|לבטל|ביטול|לשנות|שינוי|להזיז|לדחות|דחיי",
    "repair": r"repair|fix|garage|car\b|תיקון|לתקן|מוסך|רכב|אוטו",
}
_COMPLAINT = re.compile(r"complain|refund|תלונ|להתלונ|מתלונ|זיכוי|החזר כספי", re.IGNORECASE)
_PERSON = re.compile(
    r"operator|representative|agent|person|human|reception|secretary|other|else|נציג|מרכזנית|מזכירות|אדם|קבלה|אחר",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"service|support|question|help|שירות|תמיכה|בירור|עזרה", re.IGNORECASE)
_ANNOUNCED = re.compile(r"opening hours|address|directions|website|repeat|שעות|כתובת|הגעה|אתר|לשמוע שוב", re.IGNORECASE)
"""Keys that only play something."""
_TOO_SHORT = 3


@dataclass(frozen=True, slots=True)
class _Key:
    """What is pressed, or said, and what for."""

    digit: str
    about: str


def press(heard: str, talk: Sequence[Turn], brief: Brief) -> tuple[CallTool, ...]:
    """The key to press, if there is one and the menus come to an end."""
    pressed = sum(isinstance(turn, Called) and turn.name == PRESS_DIGITS for turn in talk)
    digit = choose(heard, brief)
    return (CallTool(PRESS_DIGITS, {"digits": digit}),) if digit and pressed < MOST_PRESSED else ()


def word(heard: str, brief: Brief) -> str | None:
    """What to say to a menu that offers words, one of them; None when there is none."""
    offered = [_Key(found["word"], f"{found['about']} {found['word']}") for found in _SAY.finditer(heard)]
    return f"{_best(offered, brief).capitalize()}." if len(offered) > 1 and not _keys(heard) else None


def choose(heard: str, brief: Brief) -> str | None:
    """The digit to press; None when no menu was heard."""
    keys = _keys(heard)
    return _best(keys, brief) if keys else None


def _best(keys: Sequence[_Key], brief: Brief) -> str:
    scored = [(_score(key, brief), key) for key in keys]
    best, key = max(scored, key=lambda pair: pair[0])
    if best:
        return key.digit
    leads = [key for pattern in (_PERSON, _SERVICE) for key in keys if pattern.search(key.about)]
    talks = [key for key in keys if not _ANNOUNCED.search(key.about)]
    return next(iter([*leads, *talks[::-1], keys[-1]])).digit


def _keys(heard: str) -> list[_Key]:
    found: list[_Key] = []
    before = ""
    for clause in re.split(r"[.,;!?]\s*", heard):
        pressed = list(_PRESS.finditer(clause))
        rest = _PRESS.sub(" ", clause).strip()
        if len(pressed) == 1:
            found.append(_Key(_KEYS[pressed[0][1].lower()], rest or before))
        elif pressed:
            found += _several(clause, pressed)
        before = "" if pressed else rest
    return found


def _several(clause: str, pressed: list[re.Match[str]]) -> list[_Key]:
    """ "for orders press one for questions press two": each key ends its own words, or begins them."""
    ends_with_a_key = not clause[pressed[-1].end() :].strip()
    edges = (
        [0, *(key.end() for key in pressed)] if ends_with_a_key else [*(key.start() for key in pressed), len(clause)]
    )
    return [
        _Key(_KEYS[key[1].lower()], _PRESS.sub(" ", clause[start:end]))
        for key, start, end in zip(pressed, edges, edges[1:], strict=False)
    ]


def _score(key: _Key, brief: Brief) -> int:
    goal = brief.goal
    said = {word for word in tokens(key.about) if len(word) > _TOO_SHORT}
    own = {word for word in tokens(goal) if len(word) > _TOO_SHORT}
    shared = sum(word in own or word[1:] in own or any(word == other[1:] for other in own) for word in said)
    if _COMPLAINT.search(goal):
        heeded = _COMPLAINT.search(key.about) is not None
        return 2 * heeded + (heeded or _SERVICE.search(key.about) is not None)
    topics = sum(_about(pattern, key.about) and _about(pattern, goal) for pattern in _TOPICS.values())
    return 2 * shared + 3 * topics


def _about(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None
