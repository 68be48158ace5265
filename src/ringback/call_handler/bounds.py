"""Figures and days that are not said by themselves: "more than 68", "seven or eight", "four to six", "room eight".

Rules:
1. A bound ("at least", "before", "up to", "almost") stays with its figure, which then meets a claim of the same alone.
2. Of a range or a choice neither end is said by itself, except of the hours one is open.
3. A number right behind "room", "line" and their likes is a name: no time and no amount.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ringback.call_handler.number_words import HALVES, PART, UNITS
from ringback.call_handler.numerals import Amount
from ringback.call_handler.word_forms import Word

Bound = Literal["over", "under", "near"]


def _list(words: str) -> list[str]:
    return words.split()


_BEFORE_IT: Sequence[tuple[Bound, str]] = (
    (
        "near",
        r"almost|nearly|near|close to|something like|in the region of|(?<!how )(?<!what )about",
    ),
    ("near", r"כמעט|לקראת|קרוב ל|משהו כמו|סביב ה?|באזור ה?"),
    (
        "over",
        r"more than|north of|over|above|at least|as little as|from only|later than|after",
    ),
    ("over", r"minimum(?: (?:order|spend|charge|age|amount|party|group))?(?: is)?|min"),
    ("over", r"יותר (?:מ|מאשר)|מעל|אחרי|לפחות|מינימום(?: ל?הזמנה)?(?: הוא)?|החל (?:מ|ב)"),
    (
        "under",
        r"(?:less|fewer|lower) than|under|below|at most|up to|as much as|earlier than|maximum(?: \w+)?(?: is)?|"
        r"max|before",
    ),
    ("under", r"פחות מ|מתחת ל|לפני|לכל היותר|מקסימום"),
)
_STARTS = re.compile(
    r"(?<!\S)(?:(?:start|begin)(?:s|ing)?(?: at| from)?|מתחיל(?:ה|ים|ות)? (?:מ|ב))(?: (?:the|a|about))*$"
)
"""A price that starts at forty; what starts at eight does so."""
_BEHIND_IT: Sequence[tuple[Bound, str]] = (
    ("near", r"something|ish|odd|or so|give or take|or thereabouts|ומשהו|בערך|או משהו"),
    (
        "over",
        r"(?:and|or) (?:up|more|over|upwards|above|later)|upwards|at least|at the earliest|minimum",
    ),
    ("over", r"ומעלה|לכל המוקדם|לפחות|מינימום"),
    (
        "under",
        r"or (?:less|fewer|under|earlier)|tops|max|maximum|at most|at the latest",
    ),
    ("under", r"מקסימום|גג|לכל המאוחר|לכל היותר"),
)
_UNIT = "|".join(map(re.escape, sorted(UNITS)))
_BEFORE = [(it, re.compile(rf"(?<!\S)(?:{words})(?: (?:of|the|a|about|[$€£₪]))*$")) for it, words in _BEFORE_IT]
_BEHIND = [(it, re.compile(rf"(?:(?:{_UNIT}) )*(?:{words})(?!\S)")) for it, words in _BEHIND_IT]
_UNTIL = {"until", "till", "עד"}
_COME = frozenset(_list("come arrive תבואו תבוא תבואי תגיעו תגיע תגיעי להגיע"))
_OR = {"or", "או"}
_TO = {"to", "through", *_UNTIL}
_BETWEEN = {"between", "בין"}
_OPEN = frozenset(_list("open opening hours work working פתוח פתוחים פתוחה שעות עובדים"))
_NAMES = frozenset(
    _list(
        "room table line bus number floor flat apartment gate building suite desk extension platform press option "
        "channel entrance exit highway route unit station seat row counter terminal size age aged lot chapter "
        "season חדר שולחן קו קומה דירה שער בניין שלוחה עמדה מספר אוטובוס רציף תחנה ערוץ הקישו הקש יציאה כביש "
        "מושב שורה דלפק מידה בגיל בן בת"
    )
)
_PREFIXES = tuple("בהלומ")
_NEAR = 4


class Place(NamedTuple):
    """Words [first:end] name a figure or a day."""

    first: int
    end: int


def bound(words: Sequence[Word], place: Place, *, of_day: bool = False, clock: bool = False) -> Bound | None:
    first, end = place
    before = " ".join(word.text for word in words[max(0, first - _NEAR) : first])
    behind = " ".join(f"{word.joined}{word.text}" for word in words[end : end + _NEAR])
    last = words[first - 1].text if first else ""
    if first > 1 and last == "after" and words[first - 2].text in PART:
        return None
    if last in _UNTIL and (_COME.intersection(before.split()) if clock else not (of_day and _open(words))):
        return "under"
    lead = f"{before} {words[first].joined}".strip()
    found: list[Bound] = [found for found, known in _BEFORE if known.search(lead)]
    found += ["over"] if not clock and _STARTS.search(lead) else []
    found += [found for found, known in _BEHIND if known.match(behind)]
    return found[0] if found else None


def is_name(words: Sequence[Word], amount: Amount) -> bool:
    """Room eight, line 3; but "a table eight thirty" is a time."""
    before = words[amount.first - 1].text if amount.first else ""
    named = before in _NAMES or (before[:1] in _PREFIXES and before[1:] in _NAMES)
    if not named or words[amount.first].joined:
        return False
    near = {word.text for word in words[amount.end : amount.end + 2]}
    return not near & (HALVES.keys() | UNITS | {"o'clock"}) and not (amount.clock and amount.clock.minute % 60)


def open_ends(words: Sequence[Word], places: Sequence[Place]) -> Iterator[Place]:
    """Those of the places, in order, that are the ends of a range or a choice."""
    for one, other in itertools.pairwise(places):
        link = [word.text for word in words[one.end : other.first]]
        before = {word.text for word in words[max(0, one.first - _NEAR) : one.first]}
        chosen = len(link) <= _NEAR and not _OR.isdisjoint(link)
        ranged = len(link) < _NEAR and (_BETWEEN & before or _TO.intersection(link[-1:]))
        if chosen or (ranged and not _open(words)):
            yield from (one, other)


def _open(words: Sequence[Word]) -> bool:
    return any(word.text in _OPEN for word in words)
