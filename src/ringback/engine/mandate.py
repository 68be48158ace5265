"""Pure: what a call was allowed to agree to, and whether what was agreed stays within it.

Rules:
1. Only what the callee was heard to say is judged: a price above the budget; a day or a time that is neither the one
   asked for nor one that "if not" allows; another number of people.
2. A limit that cannot be read as a number or a time judges nothing; what goes beyond one that can makes the result
   unconfirmed, with the reason.
3. An hour whose half of the day nobody said is both.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ringback.engine.interpreters.numbers import number
from ringback.engine.task import Outcome, Status, Task

OVER_BUDGET, OTHER_TIME = "over_budget", "other_time"
OTHER_DAY, OTHER_COUNT = "other_day", "other_count"
BEYOND = (OVER_BUDGET, OTHER_TIME, OTHER_DAY, OTHER_COUNT)

_AMOUNT = re.compile(r"\d+(?:[.,]\d+)?")
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?!\d)")
_LOOSE = re.compile(
    r"\b(?:around|about|after|before|until|till|by|between|from|any\w*|whenever|earliest|soon\w*)\b"
    r"|(?<![א-ת])(?:בערך|בסביבות|סביבות|אחרי|לפני|עד|בין|החל|מתי|כל|הכי|בהקדם|לקראת)(?![א-ת])",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:any|other|another|whatever|later|earlier|closest|nearest)\b"
    r"|כל שעה|שעה אחרת|מה שיש|הכי קרוב|מאוחר יותר|מוקדם יותר|קודם",
    re.IGNORECASE,
)
_EVENING = re.compile(r"\b(?:pm|p\.m|evening|tonight|night|afternoon)|ערב|לילה|צהריים|אחה", re.IGNORECASE)
_MORNING = re.compile(r"\b(?:am|a\.m|morning)|בוקר", re.IGNORECASE)
_HALF = re.compile(r"half past|thirty|וחצי")
_QUARTER = re.compile(r"quarter past|ורבע")
_WORD = re.compile(r"[a-z]+|[א-ת]+|\d{1,2}")

Minutes = frozenset[int]
"""Times of day an expression may mean, in minutes since midnight."""


def bound(task: Task, outcome: Outcome, agreed: Sequence[str] = (), *, other_day: bool = False) -> Outcome:
    """The outcome, unconfirmed when it goes beyond the mandate of the plan and of what the user `agreed` to since.

    `other_day`: what was agreed is on another day than may be (`agreed_day`).
    """
    if outcome.status is not Status.SUCCEEDED:
        return outcome
    reason = beyond(task, outcome, agreed) or (OTHER_DAY if other_day else None)
    return replace(outcome, status=Status.UNCONFIRMED, reason=reason) if reason else outcome


def beyond(task: Task, outcome: Outcome, agreed: Sequence[str] = ()) -> str | None:
    """Why what was agreed goes beyond the mandate, or None."""
    limit = amount(task.value("budget"))
    prices = [amount(fact.value) for fact in outcome.facts if fact.supported and fact.key == "price"]
    granted = {float(found.replace(",", ".")) for text in agreed for found in _AMOUNT.findall(text)}
    if limit is not None and any(price is not None and price > limit and price not in granted for price in prices):
        return OVER_BUDGET
    allowed = _allowed(task)
    times = [meant(fact.value) for fact in outcome.facts if fact.supported and fact.key == "time"]
    clocks = [meant(":".join(clock)) for text in agreed for clock in _CLOCK.findall(text)] or [*map(meant, agreed)]
    if allowed is not None and any(time and not time & allowed.union(*clocks) for time in times):
        return OTHER_TIME
    people = task.value("party_size")
    seats = {amount(fact.value) for fact in outcome.facts if fact.supported and fact.key == "party_size"} - {None}
    if people.isdecimal() and seats and not seats & {float(people), *granted}:
        return OTHER_COUNT
    return None


def any_will_do(instead: str) -> bool:
    """What "if not" says leaves open which."""
    return bool(_OPEN.search(instead) or _LOOSE.search(instead))


def amount(text: str) -> float | None:
    found = _AMOUNT.search(text)
    return float(found.group().replace(",", ".")) if found else None


def meant(text: str, day: str = "") -> Minutes:
    """The times of day one expression may mean; empty when it is none we can read."""
    if clock := _CLOCK.search(text):
        hour, minute, sure = int(clock[1]), int(clock[2]), int(clock[1]) > 12 or len(clock[1]) == 2
    else:
        words = [word for word in _WORD.findall(text.lower()) if word not in ("half", "quarter", "past", "at")]
        named = next((n for word in words if (n := number(word)) is not None and n < 25), None)
        if named is None:
            return frozenset()
        hour, minute, sure = named, 30 if _HALF.search(text) else 15 if _QUARTER.search(text) else 0, named > 12
    around = f"{text} {day}"
    if not sure and hour <= 12 and _EVENING.search(around):
        return frozenset({(hour % 12 + 12) * 60 + minute})
    if sure or _MORNING.search(around):
        return frozenset({hour % 24 * 60 + minute})
    return frozenset({hour % 12 * 60 + minute, (hour % 12 + 12) * 60 + minute})


def _allowed(task: Task) -> Minutes | None:
    """The times the plan allows; None when any may be."""
    asked = task.slots.get("time") or task.slots.get("when")
    if asked is None or _LOOSE.search(asked.said):
        return None
    wanted = meant(asked.value, task.said("date")) or meant(asked.said, task.said("date"))
    instead = task.said("if_not")
    if not wanted or _OPEN.search(instead) or _LOOSE.search(instead):
        return None
    others = [
        meant(part, task.said("date")) for part in re.split(r"\bor\b|,|/| או | ו-?(?=\d)", instead) if part.strip()
    ]
    return None if instead and not any(others) else wanted.union(*others)
