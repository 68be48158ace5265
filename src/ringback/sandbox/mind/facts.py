"""What the other side really said, as facts with their own words. Pure.

Rule: a fact is read from one sentence of theirs and quotes it; nothing comes from our own words or from the errand.
"""

import re
from collections.abc import Sequence

from ringback.sandbox.mind.brief import PEOPLE, Brief, seats, sizes
from ringback.sandbox.mind.numbers import counted, numbers, stem, tokens
from ringback.sandbox.mind.times import clock, times
from ringback.sandbox.mind.words import Mark, marks, parts

Fact = dict[str, str]
"""`key`, `value`, `quote`."""

_CURRENCY = r"shekels?|nis|dollars?|שקל|שקלים|שח|ש״ח|₪"
_THANKS = re.compile(r"\W*(?:thank|תודה)", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|(?<![א-ת])[לב]?(היום|הערב|מחרתיים|מחר|יום (?:ראשון|שני|שלישי|רביעי|חמישי|שישי)|שבת)(?![א-ת])",
    re.IGNORECASE,
)
_ORDERS = re.compile(r"(?:to )?(?:order|buy|get|book|reserve)\b|(?:להזמין|לקנות)(?![א-ת])", re.IGNORECASE)
_CANCEL = re.compile(r"^(?:to )?cancel\b|^לבטל(?![א-ת])", re.IGNORECASE)
_CANCELLED = re.compile(
    r"(?<!not )\bcancell?ed\b|(?<!לא )(?<![א-ת])(?:ביטלתי|ביטלנו|בוטלה?|מבוטלת?)(?![א-ת])", re.IGNORECASE
)
_LONGEST_ANSWER = 25
"""Words. Who talks on and on has not answered."""
_SMALL_WORDS = {
    *[
        "a",
        "an",
        "the",
        "to",
        "for",
        "at",
        "and",
        "or",
        "i",
        "of",
        "on",
        "in",
        "is",
        "it",
        "that",
        "you",
        "your",
        "with",
    ],
    *["order", "book", "get", "buy", "make", "reserve", "schedule", "please", "table", "people", "today", "tomorrow"],
    *["appointment", "meeting", "תור", "פגישה"],
    *["half", "past", "quarter", "o'clock", "morning", "noon", "afternoon", "evening", "night", "tonight"],
    *["וחצי", "ורבע", "בבוקר", "בצהריים", "בערב", "בלילה", "הערב", "הלילה"],
    *["להזמין", "לקבוע", "לקנות", "לשמור", "של", "את", "עם", "על", "אנשים", "היום", "מחר", "שולחן"],
}


_BETWEEN = {"with", "without", "and", "עם", "בלי", "ללא"}
"""Between the words of one thing."""
_HOURS = {"at", "for", "by", "past", "to"}
_PIZZAS = {"pizza", "pizzas", "פיצה", "פיצות"}
"""Said beside the kind of it, or not."""


def clocks(text: str, brief: Brief) -> list[str]:
    """The times in the text, read as the errand would mean them."""
    return [clock(time, brief.goal) for time in times(text)]


def party_sizes(text: str) -> list[int]:
    return counted(text, PEOPLE) or seats(text)


def prices(text: str) -> list[int]:
    return counted(text, _CURRENCY)


def agreed(heard: Sequence[str], wanted: Sequence[str], brief: Brief) -> list[Fact]:
    """Facts of an errand that went well; `wanted` are the times that were agreed to."""
    found: dict[str, Fact] = {}
    for sentence, seen in _sentences(heard, brief):
        if "full" in seen:
            continue
        said = clocks(sentence, brief)
        matching = [time for time in said if time in wanted] if wanted else said if "done" in seen else []
        if said and wanted and not matching:
            continue
        item, count = (None, None) if brief.is_question else _thing(sentence, brief)
        values = {
            "date": _day(sentence) if matching else None,
            "time": matching[-1] if matching else None,
            "price": next(map(str, prices(sentence)), None),
            "party_size": next((str(size) for size in party_sizes(sentence) if size == brief.party), None),
            "item": item,
            "count": count,
            "name": _name(sentence, brief),
        }
        found |= {key: _fact(key, value, sentence) for key, value in values.items() if value}
    return list(found.values())


def declined(heard: Sequence[str], brief: Brief) -> list[Fact]:
    """The last other time that was offered."""
    for sentence, _ in reversed(_sentences(heard, brief)):
        others = [time for time in clocks(sentence, brief) if time not in brief.wanted]
        if others:
            return [_fact("alternative_time", others[-1], sentence)]
    return []


def note(sentence: str, key: str = "note") -> Fact:
    return _fact(key, sentence.strip(" ."), sentence)


def told(heard: Sequence[str], brief: Brief) -> str | None:
    """The last sentence that is more than manners or a goodbye."""
    every = [sentence for sentence, found in _sentences(heard, brief) if not found & {"bye", "greeting", "hold"}]
    return next((sentence for sentence in reversed(every) if not _THANKS.match(sentence)), None)


def priced(heard: Sequence[str], brief: Brief) -> str | None:
    """The last sentence that names a price."""
    return next((sentence for sentence, _ in reversed(_sentences(heard, brief)) if prices(sentence)), None)


def last_with(heard: Sequence[str], wanted: set[Mark], brief: Brief) -> str | None:
    """The last sentence that bears one of the marks."""
    return next((sentence for sentence, seen in reversed(_sentences(heard, brief)) if seen & wanted), None)


def answer(heard: Sequence[str], brief: Brief) -> str | None:
    """The sentence that answers the errand's question: a statement that is more than manners."""
    for sentence, seen in _sentences(heard, brief):
        words = [word for word in tokens(sentence) if word.isalpha() or "'" in word]
        manners = seen & {"question", "hold", "bye", "greeting", "again", "who", "else", "undone", "done"}
        if manners or _THANKS.match(sentence) or len(words) > _LONGEST_ANSWER:
            continue
        if len(words) >= 3 or seen & {"yes", "no", "full", "offer"}:
            return sentence
    return None


def _sentences(heard: Sequence[str], brief: Brief) -> list[tuple[str, frozenset[Mark]]]:
    return [(part, seen(part, brief)) for text in heard for part in parts(text)]


def seen(text: str, brief: Brief) -> frozenset[Mark]:
    """The marks; "cancelled" is done where that is the errand."""
    found = marks(text, brief.language)
    return found | {"done"} if _CANCEL.search(brief.goal) and _CANCELLED.search(text) else found


def _day(sentence: str) -> str | None:
    """The one day that is named."""
    found = {named[1] or named[0] for named in _DAY.finditer(sentence)}
    return found.pop() if len(found) == 1 else None


def _fact(key: str, value: str, quote: str) -> Fact:
    return {"key": key, "value": value, "quote": quote}


def _name(sentence: str, brief: Brief) -> str | None:
    name = brief.principal
    return name if name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence, re.IGNORECASE) else None


def _thing(sentence: str, brief: Brief) -> tuple[str | None, str | None]:
    """(the longest run of the errand's own words that the sentence has and that names a thing, how many of it)."""
    goal = tokens(brief.goal) if _ORDERS.match(brief.goal) else []
    said = [word for word in tokens(sentence) if word not in _PIZZAS or word in goal]
    begin, best = 0, 0
    for at in range(len(said)):
        for start in range(len(goal)):
            length = 0
            for one, other in zip(said[at:], goal[start:], strict=False):
                fits = _names_a_thing(one) or (length and one in _BETWEEN)
                if not fits or stem(one) not in (stem(other), stem(other.removeprefix("ו"))):
                    break
                length += 1
            while length and goal[start + length - 1] in _BETWEEN:
                length -= 1
            if length > best:
                begin, best = start, length
    run = goal[begin : begin + best]
    if not any(_names_a_thing(word) and not sizes(word) for word in run):
        return None, None
    return " ".join([run[0].removeprefix("ו") if run[0] not in said else run[0], *run[1:]]), _count(said, goal, begin)


def _count(said: list[str], goal: list[str], begin: int) -> str | None:
    """How many are ordered of what begins there, when as many are said, not only as an hour."""
    several = [
        n.value
        for n in numbers(goal)
        if n.value > 1 and n.end <= begin and all(word in _PIZZAS or sizes(word) for word in goal[n.end : begin])
    ]
    told = [n.value for n in numbers(said) if not n.prefix and (n.start == 0 or said[n.start - 1] not in _HOURS)]
    return str(several[-1]) if several and several[-1] in told else None


def _names_a_thing(word: str) -> bool:
    return word not in _SMALL_WORDS and word[0].isalpha() and not numbers([word])
