"""Another number of what is ordered: "make it three pizzas", "בעצם שלוש פיצות", "make it three".

Rules:
1. A number with a noun that the order has takes the place of its count; what else the order says of it ("large") stays.
2. A number alone is a count only for an order that begins with one, and never while a time or a party is asked for;
   where it could be an hour as well ("no, three", "change it to three") it is one only for an order without a time.
3. "And three pizzas" adds, and changes no count.
"""

import re
from dataclasses import dataclass

from ringback.engine.interpreters import kinds, numbers
from ringback.engine.interpreters.requests import Slots, value
from ringback.engine.interpreters.text import Text, pattern, trim
from ringback.engine.reading import Situation

_N = rf"(?:\d{{1,3}}|שתי|{numbers.one_of({**numbers.ENGLISH, **numbers.PEOPLE, **numbers.HOURS})})"
_ONE = frozenset({"one", "1", "a", "an", "אחת", "אחד"})
_COUNT = pattern(
    rf"""(?:(?:please|can you|could you)[ ])*(?:(?P<verb>(?:(?:just )?make (?:it|that|this)|(?:change|set) the (?:amount
    |quantity|number|count) to|i (?:want|need|meant|mean|said)|i'd like|let's (?:do|make it|have|get)|get|order|only
    |just
    |ת?עש[הי] (?:את זה|מזה)|שיהיו?|אני (?:רוצה|צריכה?)|רק)(?: (?:only|just|רק))?[ ]
    |(?:ת?שנ[הי]|לשנות) את ה?(?:כמות|מספר) ל-?)
    |(?:change|set)(?: (?:it|that|this|the order))? to |ת?עש[הי][ ]
    |(?:(?:ת?שנ[הי]|לשנות)(?: את (?:זה|ההזמנה))?|התכוונתי) ל-?)?
    (?:(?P<n>{_N})(?: (?P<noun>(?!more\b|other\b|עוד )[^\d,.;:!?]+?))?|(?P<single>[א-ת]+) (?P<one>אחת|אחד))
    (?:,?[ ](?:and not|not|instead of|rather than|ולא|לא|במקום) {_N}(?: [^\d,.;:!?]+)?)?(?:,?[ ](?:please|instead
    |thanks|בבקשה|תודה))*"""
)
_ADDS = re.compile(r"\b(?:and|plus|also)[ ,]*$|(?<![א-ת])גם[ ,]*$")
_JOINT = re.compile(r"(\s*[,;]\s*| (?:and|plus|with|without|of|in) | ו(?=[א-ת])| (?:עם|בלי|של) )")
"""What stands between two things of an order, or between a thing and what it comes with."""
_COUNTED = re.compile(rf"(?:(?P<n>{_N}|an?) )?(?P<words>\S.*)", re.IGNORECASE)
_ENDING = re.compile(r"(?:ies|y|es|s|e|ות|ים|ה|ת|י)$")
_FINAL = str.maketrans("ךםןףץ", "כמנפצ")
_BEFORE_NOUN = {**dict.fromkeys(("שתיים", "שתים"), "שתי"), **dict.fromkeys(("שניים", "שנים"), "שני")}


@dataclass(frozen=True, slots=True)
class Thing:
    """The one thing of an order: how many, what, and what it comes with, as it was said."""

    count: str
    words: str
    tail: str

    def written(self, said: str, count: str | None = None) -> str:
        """The same in other words."""
        return " ".join(filter(None, (self.count if count is None else count, said))) + self.tail


def single(items: str) -> Thing | None:
    """The thing of an order that is for one kind of thing; None for more."""
    first, *rest = _JOINT.split(items)
    thing = _COUNTED.fullmatch(first)
    if thing is None or any(not _COMES_WITH.fullmatch(joint) for joint in rest[::2]):
        return None
    return Thing(thing["n"] or "", thing["words"], "".join(rest))


_COMES_WITH = re.compile(r" (?:with|without|in|עם|בלי) ")


def is_count(word: str) -> bool:
    return bool(re.fullmatch(_N, word))


def so_many(items: str, count: str) -> str:
    """`count` of the one thing of an order; empty when it is of more."""
    thing = single(items)
    if thing is None:
        return ""
    said = thing.words
    if count not in _ONE and (not thing.count or thing.count.lower() in _ONE):
        head, others = _parted(said, hebrew=not said.isascii())
        many = _MANY.get(head.lower(), head)
        said = f"{others} {many}".strip() if said.isascii() else f"{many} {_of_many(others)}".strip()
    if not said.isascii() and count in ("אחת", "אחד"):
        return ""
    written = _BEFORE_NOUN.get(count, count)
    return thing.written(said, _OF_MEN.get(written, written) if said.split()[0].endswith("ים") else written)


_OF_MEN = {"שתי": "שני", "שלוש": "שלושה", "ארבע": "ארבעה", "חמש": "חמישה", "שש": "שישה"}


_MANY = {
    "pizza": "pizzas",
    "pie": "pies",
    "salad": "salads",
    "burger": "burgers",
    "hamburger": "hamburgers",
    "wrap": "wraps",
    "roll": "rolls",
    "tray": "trays",
    "margherita": "margheritas",
    "sandwich": "sandwiches",
    "פיצה": "פיצות",
    "מרגריטה": "מרגריטות",
    "עוגה": "עוגות",
    "מגש": "מגשים",
    "סלט": "סלטים",
    "המבורגר": "המבורגרים",
    "כריך": "כריכים",
    "שניצל": "שניצלים",
    "טוסט": "טוסטים",
}


def _of_many(said: str) -> str:
    """Sizes in the plural of the feminine, as pizzas have it: "פפרוני גדולה" of many is "פפרוני גדולות"."""
    return re.sub(r"(?<![א-ת])(גדול|קטנ|בינוני|משפחתי|אישי)(?:ה|ת)(?![א-ת])", r"\1ות", said)


def recount(text: Text, start: int, situation: Situation) -> Slots:
    """The items with the count that `text` gives them behind `start`, and the time it says beside; else nothing."""
    items = situation.slots.get("items")
    if items is None:
        return {}
    rest = Text(text.said[start:], text.plain[start:])
    alone = _COUNT.fullmatch(trim(rest.plain))
    if alone and alone["n"] and not alone["noun"]:
        asked = situation.asked_kind in ("time", "count")
        meant = alone["verb"] or (start and "time" not in situation.slots)
        said = "" if asked or not meant else _with_count(items.said, alone["n"])
        return {"items": value(said)} if said else {}
    when, rest = kinds.timed(rest, for_hours=True)
    found = _COUNT.fullmatch(trim(rest.plain))
    if found is None or not (noun := found["noun"] or found["single"]):
        return {}
    if not found["verb"] and _ADDS.search(text.plain[:start]):
        return {}
    said = _with_things(items.said, found["n"] or found["one"], noun)
    return {"items": value(said)} | when if said else {}


def _with_count(items: str, count: str) -> str:
    """The order with another count of its first thing; empty when that has none."""
    first, *rest = _JOINT.split(items)
    thing = _COUNTED.fullmatch(first)
    if thing is None or not thing["n"] or thing["n"].lower() in ("a", "an"):
        return ""
    words = thing["words"]
    if count in _ONE:
        if not words.isascii():
            return ""
        words = re.sub(r"(?:(?<=ch|sh)es|(?<=[xs])es|s)$", "", words)
    return "".join((f"{_BEFORE_NOUN.get(count, count)} {words}", *rest))


def _with_things(items: str, count: str, noun: str) -> str:
    """The order with `count` of what it has by the head of `noun`; empty when it has no such thing."""
    new, *tail = _JOINT.split(noun)
    if "".join(tail) not in items.lower():
        return ""
    hebrew = bool(re.match("[א-ת]", noun))
    head, others = _parted(new, hebrew=hebrew)
    parts = _JOINT.split(items)
    for place, part in enumerate(parts[::2]):
        thing = _COUNTED.fullmatch(part)
        old, kept = _parted(thing["words"], hebrew=hebrew) if thing else ("", "")
        if thing is None or _stem(old) != _stem(head):
            continue
        if hebrew and count not in _ONE and thing["n"] and thing["n"] not in _ONE:
            head = old
        kept = others or (_agreeing(kept, head) if hebrew else kept)
        order = (
            (head, count, kept) if count in ("אחת", "אחד") else (count, head, kept) if hebrew else (count, kept, head)
        )
        parts[2 * place] = " ".join(filter(None, order))
        return "".join(parts)
    return ""


def _parted(words: str, *, hebrew: bool) -> tuple[str, str]:
    """What a thing is, which Hebrew says first and English last, and what is said of it."""
    first, *rest = words.split() if hebrew else reversed(words.split())
    return first, " ".join(rest if hebrew else reversed(rest))


def _stem(word: str) -> str:
    return _ENDING.sub("", word.lower()).translate(_FINAL)


def _agreeing(words: str, head: str) -> str:
    """The first of the words behind a feminine noun in its number: "פיצות גדולות", "פיצה גדולה"."""
    if head.endswith("ות"):
        return re.sub(r"^([א-ת]{3,}?)(?:ה|(י)ת)(?![א-ת])", r"\1\2ות", words)
    return re.sub(r"^([א-ת]{3,}?)(?:(י)ות|ות)(?![א-ת])", lambda hit: f"{hit[1]}{'ית' if hit[2] else 'ה'}", words)
