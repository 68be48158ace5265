"""Numbers in words, and how many people a message speaks of.

Rules:
1. Hebrew counts people in the masculine and hours in the feminine: "לארבעה" is a party, "לארבע" a time.
2. `for N` is a party unless a clock, a span of time or a date follows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ringback.engine.interpreters.text import Text

ENGLISH: Mapping[str, int] = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
}
HOURS: Mapping[str, int] = {
    **dict.fromkeys(("אחת עשרה", "אחת-עשרה"), 11),
    **dict.fromkeys(("שתים עשרה", "שתים-עשרה", "שתיים עשרה"), 12),
    "אחת": 1,
    "שתיים": 2,
    "שתים": 2,
    "שלוש": 3,
    "ארבע": 4,
    "חמש": 5,
    "שש": 6,
    "שבע": 7,
    "שמונה": 8,
    "תשע": 9,
    "עשר": 10,
}
"""Feminine: hours of the clock."""
PEOPLE: Mapping[str, int] = {
    **dict.fromkeys(("אחד עשר", "אחד-עשר"), 11),
    **dict.fromkeys(("שנים עשר", "שנים-עשר", "שניים עשר"), 12),
    "אחד": 1,
    "שניים": 2,
    "שנים": 2,
    "שני": 2,
    "זוג": 2,
    "שלושה": 3,
    "ארבעה": 4,
    "חמישה": 5,
    "שישה": 6,
    "ששה": 6,
    "שבעה": 7,
    "שמונה": 8,
    "תשעה": 9,
    "עשרה": 10,
}
"""Masculine: people."""


def one_of(words: Mapping[str, int]) -> str:
    """An alternation for a regular expression, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_TENS: Mapping[str, int] = {
    word: 10 * place
    for place, words in enumerate(
        (
            "twenty עשרים",
            "thirty שלושים",
            "forty fourty ארבעים",
            "fifty חמישים",
            "sixty שישים",
            "seventy שבעים",
            "eighty שמונים",
            "ninety תשעים",
        ),
        start=2,
    )
    for word in words.split()
}
_HUNDREDS: Mapping[str, int] = {"hundred": 100, "מאה": 100, "מאתיים": 200}
_BIG = rf"(?:(?:an?|one|two|three) )?(?:{one_of({**_TENS, **_HUNDREDS})})"
_JOINT = rf"(?:(?:[ -]|,? and | ו-?)(?:{one_of(_TENS)}|{one_of(ENGLISH)}|{one_of(PEOPLE)}|{one_of(HOURS)}))"
_LARGE = rf"{_BIG}{_JOINT}{{0,2}}"
_EN = rf"(?:\d{{1,3}}|{_LARGE}|{one_of(ENGLISH)})"
_HE = rf"(?:\d{{1,3}}|{_LARGE}|{one_of(PEOPLE)})"
_NOT_PEOPLE = (
    r"(?![\w:/]|\s*(?:am|pm|a\.m|p\.m|o'?clock|o\"clock|hours?|minutes?|seconds?|days?|weeks?|nights?|months?|years?"
    r"|st|nd|rd|th|thirty|fifteen|forty|oh|in the (?:morning|afternoon|evening)|dollars?|shekels?"
    r"|pizzas|pizza(?! (?:place|hut|palace|house|shop|bar))|rooms?"
    r"|january|february"
    r"|march|april|may\b"
    r"|june|july|august|september|october|november|december)\b|[.,]\d)"
)
_ABOUT = r"(?:about|around|roughly|approximately|up to|at least)"
_EN_NOUN = r"(?:people|persons?|guests?|diners?|adults?|pax|ppl|of us|friends|seats?)"
_HE_NOUN = r"(?:אנשים|איש|סועדים|אורחים|נפשות|מבוגרים|חברים|מקומות)"
CHILDREN = re.compile(r"kid|child|toddler|bab(?:y|ies)|infant|teen|ילד|תינוק|פעוט|קטנים")
_FEW = {"a": 1, "an": 1, "שני": 2, "שתי": 2, "שלוש": 3, "שלושה": 3}
_FAMILIES = (
    re.compile(
        rf"(?<!\w)(?:for )?(?P<said>(?P<n>{_EN}) (?:adults?|grown-?ups?|people)"
        rf" ?(?:and|plus|,|\+|&) ?(?P<more>{_EN}|an?)"
        r" (?:kids?|child(?:ren)?|toddlers?|bab(?:y|ies)|infants?|teens?|teenagers?))\b"
    ),
    re.compile(
        rf"(?<![א-ת\d])(?:ל\s?-?\s?)?(?P<said>(?P<n>{_HE}|זוג|שני|שלושה) ?(?:מבוגרים|הורים|אנשים)?"
        rf",? ?ו-?(?:עוד )?(?P<more>{_HE}|שני"
        r"|שתי|שלוש) (?:ילדים|ילדות|תינוקות|פעוטות|קטנים))(?![א-ת])"
    ),
)
_PARTIES = (
    re.compile(rf"(?<![א-ת\d])(?:ל\s?-?\s?)?(?P<said>(?P<pairs>{_HE}) זוגות)(?![א-ת])"),
    re.compile(rf"(?<!\w)(?:for )?(?:{_ABOUT} )?(?P<said>(?P<pairs>{_EN}) couples)\b"),
    re.compile(rf"(?<![\w])(?:(?:for )?{_ABOUT} )?(?P<said>(?P<n>{_EN})(?: (?:other|more))? {_EN_NOUN})\b"),
    re.compile(rf"\b(?:party|group|table) of (?P<said>(?P<n>{_EN}))\b"),
    re.compile(rf"\bfor (?:a |{_ABOUT} )?(?P<said>(?P<n>{_EN}))(?!\w){_NOT_PEOPLE}"),
    re.compile(rf"(?:(?<=\bbook )|(?<=\breserve ))(?P<said>(?P<n>{_EN}))(?= (?:under|at|in|on)\b| ¦)"),
    re.compile(rf"\bwe(?:'ll be|'re| are| will be) (?:{_ABOUT} )?(?P<said>(?P<n>{_EN}))(?!\w){_NOT_PEOPLE}"),
    re.compile(r"\bfor (?P<said>(?P<me>me and (?:my )?[a-z]+))\b"),
    re.compile(rf"(?<![א-ת\d])(?:ל\s?-?\s?)?(?P<said>(?P<n>{_HE}) {_HE_NOUN})"),
    re.compile(rf"(?:שולחן|מקום|מקומות) ל\s?-?\s?(?P<said>(?P<n>{_HE}))(?![א-ת\d:])(?! וחצי| ורבע)"),
    re.compile(rf"(?<![א-ת])(?:נהיה|אנחנו|נגיע) (?:בערך |בסביבות |משהו כמו |כ-?)?(?P<said>(?P<n>{_HE}))(?![א-ת\d:])"),
    re.compile(rf"(?<![א-ת])ל(?P<said>(?P<n>{one_of({k: v for k, v in PEOPLE.items() if k != 'שמונה'})}))(?![א-ת])"),
)


@dataclass(frozen=True, slots=True)
class Party:
    start: int
    end: int
    said: str
    value: str


def number(word: str) -> int | None:
    """A number in digits or in a word of either language."""
    word = word.strip().lower()
    if word.isdigit() and len(word) < 6:
        return int(word)
    for words in (ENGLISH, PEOPLE, HOURS, _TENS):
        if word in words:
            return words[word]
    return _sum(re.split(r"[ -]+", word))


def _sum(words: Sequence[str]) -> int | None:
    """A number of several words: "twenty five", "a hundred and one", "מאה ואחת"."""
    total = 0
    for word in words:
        bare = word.rstrip(",").removeprefix("ו")
        if bare in _HUNDREDS:
            total = max(total, 1) * _HUNDREDS[bare]
        elif bare not in ("and", "a", "an", ""):
            found = next((table[bare] for table in (ENGLISH, PEOPLE, HOURS, _TENS) if bare in table), None)
            if found is None:
                return None
            total += found
    return total or None


def party(text: Text) -> Party | None:
    """How many people, where the message says so."""
    for pattern in (*_FAMILIES, *_PARTIES) if CHILDREN.search(text.plain) else _PARTIES:
        for found in pattern.finditer(text.plain):
            start, end = found.span("said")
            parts = found.groupdict()
            count = (
                2
                if parts.get("me") or parts.get("n") == "זוג"
                else 2 * (number(parts.get("pairs") or "") or 0)
                or number(parts.get("n") or "")
                or _FEW.get(parts.get("n") or "")
            )
            more = parts.get("more") or ""
            if count:
                count += (number(more) or HOURS.get(more) or _FEW.get(more) or 0) if more else 0
                return Party(found.start(), found.end(), text.cut(start, end), str(count))
    return None


_BARE = re.compile(rf"(?<![\w])(?:ל\s?-?\s?|ב\s?-?\s?)?({_EN}|{_HE}|{one_of(HOURS)})(?![\w:])")


ALONE = re.compile(rf"^ ?ל?-?(?:{one_of(PEOPLE)}|{one_of(ENGLISH)})[.! ]*$")
"""A message that is nothing but a number in words."""
_OURSELVES = re.compile(
    r"(?:(?:it'?s |we are |we're |just |only |it is |for )*(?:(?P<two>(?:me|myself|i) and (?:my |a )?[a-z]+"
    r"|my [a-z]+ and (?:me|i|myself)|(?:the )?(?:two|both) of us|us two|a couple)"
    r"|(?P<one>me|myself|alone|just me|by myself)))"
    r"|(?:(?:רק|זה|אנחנו|נהיה|ל) ?)*(?:(?P<he_two>אני ו[א-ת]+(?: שלי)?|[א-ת]+(?: שלי)? ואני|שנינו|שתינו|זוג)"
    r"|(?P<he_one>אני|לבד|אני לבד))"
)


def ourselves(text: Text) -> Party | None:
    """The answer to "how many?" by who they are: "me and my wife", "רק אני"."""
    plain = text.plain.strip(" .!")
    found = _OURSELVES.fullmatch(plain)
    if found is None:
        return None
    return Party(0, len(text.plain), text.cut(0, len(text.said)), "2" if found["two"] or found["he_two"] else "1")


def count(text: Text) -> Party | None:
    """The answer to "how many?": a party, or the only number there is."""
    found = party(text)
    if found:
        return found
    hits = [hit for hit in _BARE.finditer(text.plain) if number(hit.group(1))]
    if len(hits) != 1:
        return None
    value = number(hits[0].group(1))
    return Party(*hits[0].span(), text.cut(*hits[0].span(1)), str(value))
