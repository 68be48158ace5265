"""Several calls for one errand: "call these three garages and take the cheapest", "if they are full, try the next".

Rules:
1. What is asked of the first is asked of all: the names of the others are cut out and the rest is one request.
2. "If they are full, try X" and "otherwise X" make calls one after another until one succeeds; "the cheapest", "the
   earliest" call all and compare.
3. Two names need a word that says what the second is for; names joined by "and" or "or" are left to `together`.
4. Calls that ask hold nothing: "and book at the cheapest" behind a question is left out of what they are told.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ringback import phone
from ringback.engine.interpreters import text as texts
from ringback.engine.interpreters import times, together
from ringback.engine.interpreters.names import COUNTS
from ringback.engine.interpreters.text import FENCE, Text, pattern, trim
from ringback.engine.reading import Known
from ringback.engine.task import Compare, SlotValue, Strategy

Other = dict[str, SlotValue]

_CHEAPEST = re.compile(
    r"\b(?:cheapest|cheaper|lowest price|best (?:price|deal|offer)|least expensive)\b"
    r"|(?<![א-ת])[ולמבכ]*(?:הכי )?ה?(?:זול|זולה)(?: ביותר)?(?![א-ת])|(?<![א-ת])(?:המחיר הטוב|ההצעה הטובה|המחיר הנמוך)"
)
_EARLIEST = re.compile(
    r"\b(?:earliest|soonest|first available|fastest|quickest)\b"
    r"|(?<![א-ת])[ולמב]*(?:הכי (?:מוקדם|מהר|קרוב)|ה?(?:מוקדם|קרוב|מהיר) ביותר|התור המוקדם)(?![א-ת])"
)
_TAKE = pattern(
    r"""[,.;]?\s*(?:and |then |ו)*(?:(?:take|choose|pick|get|book|go with|order from|use|give me|tell me|find
    |see) (?:me )?
    (?:whichever|whoever|who|which(?: one)?|the one that)?(?: is| has)? ?(?:the )?$|ו?(?:ת?קחי?|תיקחי?|תבחרי?|בחרי?
    |תזמיני?|תגידי לי|תסגרי?|לקחת|לבחור|להזמין|לסגור)
    (?: (?:את|עם|אצל|מ|לי|מי))*\s*(?:ה|ש)?$)"""
)
_IF_NOT = pattern(
    r"""[,.;:]?\s*(?:and |but |ו)?(?:
    if (?:they|it|he|she|that|there|no ?one|nobody|the (?:first|place|line)|this|not|[\w' ]{1,30}?)\b[^,.;]{0,40}?
    \b(?:full|busy|closed|booked(?: up)?|taken|answers?|pick(?:s|ing)? up|available|availability|free|no|not|can't
    |cannot|can not|don't|doesn't|isn't
    |aren't|won't|fails?|out|room|table|space|anything)\b[^,.;]{0,30}?[,;]?\s+(?:then |please |you can |just )*
    (?:try|call|phone|ring|dial|book(?: at| with)?|order from|go (?:to|for|with)|use|ask)
    |(?:otherwise|or else|failing that|as a backup|if not|else)[, ]+(?:then |please )*
    (?:(?:try|call|phone|ring|book|go to|ask)[ ])?
    |(?:and )?then (?:try|call)(?= [A-Z¦])
    |(?<![א-ת])ו?אם (?:הם |הוא |היא |אין |זה |לא |שם |יהיה |אצלם |המקום |כבר )*
    (?:[א-ת]+ ){0,3}?(?:מלא|מלאים|מלאה|תפוס|תפוסים
    |תפוסה|סגור|סגורים|סגורה|עונים|עונה
    |ענו|מקום|פנוי|פנויים|תור|תורים|זמין|זמינים|יכולים|יכול|יכולה|מצליח|אפשר|שולחן|הולך
    |עובד)(?: [א-ת]+)?[, ]+(?:אז |בבקשה )*(?:תנסה|ת?נסי?|לנסות|ת?תקשר[יו]?|להתקשר|ת?חייגי?|תזמיני?|תזמין|לכי|תלכי
    |תשאלי?)
    (?: (?:את|אצל|אל|ב|מ|ל))?
    |(?<![א-ת])(?:אחרת|ואם לא|אם לא)[, ]+(?:אז |בבקשה )*
    (?:(?:תנסה|ת?נסי?|ת?תקשר[יו]?|תזמיני?|תזמין|תשאלי?)(?: (?:את|אצל|אל))? ?)?
    )\s*(?P<other>\S.*)$"""
)
_LIST = pattern(
    r"""(?P<verb>\b(?:call|phone|ring|ask|try|contact|check with)\b|(?<![א-ת])(?:ת?תקשר[יו]?|התקשר[יו]?|ת?חייגי?
    |תשאלי?|תבדקי? (?:עם|אצל)|תבררי? (?:עם|אצל)|להתקשר|לחייג))
    (?P<group>[^:¦]{0,160}?:)?\s*(?:(?:אל|את|ל)\s)?(?P<names>.+?)
    (?=(?:[,.;]\s*(?:and |then |to |ו)*|\s*(?:and |then |to |ו)+)(?:ask|tell|take|book|order|choose
    |pick|get|find|see|check|inquire|compare|use
    |go with|make|schedule)\b|[,.;]?\s+ו?(?:ת?קחי?|תיקחי?
    |תשאלי?|תבדקי?|תבררי?|תזמיני?|תזמין|תקבעי?|תבחרי?|תשווי?|תגידי?|תסגרי?|לקחת|לשאול|לבדוק|לברר|להזמין|לקבוע|לבחור
    |להשוות)(?![א-ת])|[.;]|$)"""
)
_GROUP = pattern(
    r"""(?:(?:these|the|those|both|all|my) )?(?:(?:two|three|four|five|\d|these|following
    |both) )?(?:[a-z]+s)(?: (?:and|for) .*)?
    |(?:ל|אל |את )?(?:שני|שתי|שלושת|שלוש|ארבעת|ארבע|חמשת|חמש|כל|ה)? ?ה?[א-ת]+(?:ים|ות)(?: ה(?:אלה|אלו|באים|בא))?"""
)
_IN_GROUP = re.compile(
    r"[, ]+(?:and|to|then|if|whether|about|what|when|how|for|who|which)\b(?! (?:garages|places|numbers)\b)"
    r"|[, ]+(?:ו?ת(?:שאלי?|גידי?|זמיני?|זמין|ודיעי?|מסרי?|בררי?|בדקי?|קבעי?|שאירי?)|ל(?:שאול|ברר|בדוק|הזמין|קבוע)|אם"
    r"|האם|כמה|מתי|מה|לגבי)(?![א-ת])"
)
"""Where what is to be said begins, before the names: "call these places and ask if they are open: …"."""
_ASKS = re.compile(
    r"\b(?:ask|check|find out|inquire)\b|(?<![א-ת])ו?(?:ת(?:שאלי?|בררי?|בדקי?)|ל(?:שאול|ברר|בדוק))(?![א-ת])"
)
_ASKS_FOR = pattern(
    r"""\b(?:how much|what (?:it|they|[\w' ]+?) (?:costs?|charges?|takes?|asks?)|(?:the |their )?prices?)\b
    |(?<![א-ת])(?:כמה|מה ה?(?:מחיר|עלות)|מחירים|מתי)(?![א-ת])"""
)
_HOLD_THE_BEST = pattern(
    r"""[,.;]?\s*(?:\b(?:and|then|to|also)\b\s*)*(?:\b(?:book|order|reserve|make|schedule|get|set up|arrange
    |take|choose|pick|buy|go with)\b
    |(?<![א-ת])ו?-?(?:ת(?:קבעי?|זמיני?|זמין|סגרי?|סגור|תאמי?|שרייני?|יקחי?|קחי?|בחרי?|קני)|נקבע|נזמין
    |ל(?:קבוע|הזמין|סגור|תאם|קחת|בחור|קנות))(?![א-ת]))(?P<held>[^.;]*)$"""
)
"""What is to be done at the best of those that were asked, at the end of the message."""
_THEN = re.compile(
    r"(?:[,.;] *|\b)(?:and |then |to )+(?=(?:ask|tell|say|let|order|book|inform|check|leave)\b)"
    r"|,? ו?(?=ת(?:שאלי?|גידי?|זמיני?|זמין|ודיעי?|מסרי?|מסור|בררי?|בדקי?|קבעי?|שאירי?)(?![א-ת]))"
)
"""Where what is to be said begins, behind the names."""
_APART = re.compile(
    r"\s*(?:,|;|/|\bor\b|\band\b|\bthen\b|(?<![א-ת])או(?![א-ת])"
    r"|(?<![א-ת])ו-?(?=[א-ת¦\d]))\s*(?:then |or |and )?"
)
_EDGE = re.compile(
    r"^(?:(?:the|to|at|with|ל-?|אל|את|אצל|ב-?(?=[A-Za-z])|instead)(?:\s|(?<=-))+)+|\s+(?:instead"
    r"|please|בבקשה|במקום)$"
)
_NO_NAME = re.compile(
    r"(?:again|later|back|me|us|on|at|in|for|tomorrow|today|tonight|next|another|some|any|it|that|there|ask|tell"
    r"|leave|hang|forget"
    r"|don't|do|no|not|i|we|you|cancel|מחר|היום|הערב|שוב|אחר|אחרי|עוד|לי|אותי|אליי|אני|לא|אל|תבטלי?|תשאירי|יום"
    r"|ביום)(?![\wא-ת'])"
)
_TELLING = re.compile(
    r"\b(?:tell|say|ask)(?: (?:him|her|them|\w+))?$|(?<![א-ת])ו?ת?(?:גידי?|שאלי?"
    r"|מסרי?)(?: [לא][א-ת]+)?(?: ש)?$"
)
_LEFT_OUT = pattern(
    r"""(?:(?:please|no|actually|but|and|בבקשה|בעצם|אבל)[, ]+)*(?:not|without|except|drop|remove|skip|leave out|forget
    |don't (?:call|try)|do not (?:call|try))
    (?: the)? (?P<en>first|second|third|fourth|fifth)(?: one| place| call| number)?(?:,? please)?
    |(?:(?:בבקשה|בעצם|אבל|לא)[, ]+)*(?:לא|בלי|חוץ מ|ת?ורידי?|תוריד|להוריד|ותרי על|תוותרי? על|לא להתקשר ל|אל תתקשרי?
    ל)\s*(?:את )?ה?(?P<he>ראשו(?:ן|נה)|שני(?:יה|ה)?|שלישית?|רביעית?|חמישית?)(?:,? בבקשה)?"""
)
_PLACES = (("first", "ראשו"), ("second", "שני"), ("third", "שליש"), ("fourth", "רביע"), ("fifth", "חמיש"))
_LONGEST = 8
"""No more callees than that are read from one message."""


@dataclass(frozen=True, slots=True)
class Several:
    """`text` is the message with only the first callee left in it."""

    text: Text
    others: tuple[Other, ...]
    strategy: Strategy | None
    compare: Compare | None


def read(text: Text, found: Sequence[phone.Found], known: Sequence[Known] = ()) -> Several | None:
    """The further callees of a message whose numbers are `found`, or None when there is one call to make."""
    compare: Compare | None = (
        "cheapest" if _CHEAPEST.search(text.plain) else "earliest" if _EARLIEST.search(text.plain) else None
    )
    if compare and (asked := _only_asked(text, found)):
        if both := together.read(asked, found, known, compared=True):
            return Several(texts.read(both.text.said), both.others, "compare", compare)
        text = asked
    fenced = text.fenced((hit.start, hit.end) for hit in found)
    spare = _IF_NOT.search(fenced.plain)
    if spare and not _is_time(text, spare.start("other")):
        then = _THEN.search(fenced.plain, spare.start("other"))
        others = _callees(text, fenced, spare.start("other"), then.start() if then else spare.end("other"), found)
        if others and not _TELLING.search(fenced.plain[: spare.start()]):
            told = then is not None and not _THEN.search(fenced.plain[: spare.start()])
            said = text.said[: spare.start()] + (
                f" {text.said[then.start() :].lstrip(' ,.;')}" if then and told else ""
            )
            rest = texts.read(said)
            return Several(rest, others, "next_if_failed", None)
    listed = _LIST.search(fenced.plain)
    if listed is None or not (compare or listed["group"]):
        return _of_unnamed(text, compare) if compare else _named_together(text, found, known)
    callees = _callees(text, fenced, *listed.span("names"), found)
    if len(callees) < 2:
        return _of_unnamed(text, compare) if compare else None
    first, *others_ = callees
    kept = first.get("callee", first.get("phone_number"))
    assert kept is not None
    glue = "ל" if re.search(r"[א-ת]$", listed["verb"]) and re.match(r"[א-ת]", kept.said) else ""
    name = f"{glue}{kept.said}" + (f" {first['phone_number'].said}" if len(first) == 2 else "")
    start, end = listed.end("verb"), listed.end("names")
    asks_at = _IN_GROUP.search(listed["group"] or "")
    deed = text.said[start + asks_at.start() : listed.end("group") - 1] if asks_at else ""
    rest_said = re.sub(r"\s+(?=[,.;])", "", f"{text.said[:start]} {name}{deed} {text.said[end:].lstrip()}").rstrip()
    shown = _untold(rest_said) if compare else rest_said
    all_asked = bool(_ASKS.search(rest_said.lower())) and not together.HOLDS.search(rest_said.lower())
    strategy: Strategy = "compare" if compare or all_asked else "next_if_failed"
    return Several(Text(shown, shown.lower()), tuple(others_), strategy, compare)


def _named_together(text: Text, found: Sequence[phone.Found], known: Sequence[Known]) -> Several | None:
    both = together.read(text, found, known)
    return Several(both.text, both.others, both.strategy, None) if both else None


def best(text: Text) -> Compare | None:
    """ "And book at the cheapest", said of an errand that asks: by what its callees are compared."""
    held = _HOLD_THE_BEST.fullmatch(text.plain.rstrip(" .!"))
    if held is None or len(held["held"].split()) > _BARE:
        return None
    return "cheapest" if _CHEAPEST.search(held["held"]) else "earliest" if _EARLIEST.search(held["held"]) else None


_BARE = 4


def left_out(text: Text) -> tuple[str, ...]:
    """ "Not the second one": which of several callees is taken out, as `target_2`; () when none is."""
    found = _LEFT_OUT.fullmatch(trim(text.plain))
    if found is None:
        return ()
    said = found["en"] or found["he"]
    return tuple(f"target_{place}" for place, words in enumerate(_PLACES, 1) if said.startswith(words))


def _is_time(text: Text, start: int) -> bool:
    """Another time is to be tried, and nobody else."""
    at = [when.start for when in times.find(text)]
    return any(start - 2 <= place <= start for place in at)


def _is_name(name: str) -> bool:
    if not 0 < len(name.split()) <= 5 or not re.search(r"[^\W\d]", name) or name.split()[0] in COUNTS:
        return False
    return not (_GROUP.fullmatch(name.lower()) or _NO_NAME.match(name.lower()) or times.find(Text(name, name.lower())))


def _of_unnamed(text: Text, compare: Compare) -> Several | None:
    """ "Call three garages and take the cheapest", with no name among them."""
    group = re.search(
        r"\b(?:two|three|four|five|few|several|\d|these|all the|some) [a-z]+s\b|(?:שני|שתי|שלוש|שלושה"
        r"|שלושת|ארבעה|כמה|כל) ה?[א-ת]+(?:ים|ות)",
        text.plain,
    )
    return Several(text, (), "compare", compare) if group else None


def _only_asked(text: Text, found: Sequence[phone.Found]) -> Text | None:
    """A message that asks and is to book at the best: as long, and without the booking but for its day and hour."""
    asks = _ASKS.search(text.plain) or _ASKS_FOR.search(text.plain)
    held = _HOLD_THE_BEST.search(text.plain, asks.end()) if asks else None
    if held is None or not (_CHEAPEST.search(held["held"]) or _EARLIEST.search(held["held"])):
        return None
    if any(hit.end > held.start() for hit in found):
        return None
    at = " ".join(text.said[when.start : when.end] for when in times.find(text) if when.start >= held.start())
    said = f"{text.said[: held.start()]} {at}".ljust(len(text.said))
    return Text(said, said.lower())


def _untold(said: str) -> str:
    """The request without "and take the cheapest"."""
    for form in (_CHEAPEST, _EARLIEST):
        found = form.search(said.lower())
        if found:
            before = _TAKE.search(said[: found.start()].lower())
            if before:
                return (
                    said[: before.start()]
                    + " "
                    + re.sub(
                        r"^\s*(?:one|price|offer"
                        r"|ביותר)\b",
                        "",
                        said[found.end() :],
                    )
                )
    return said


def _callees(text: Text, fenced: Text, start: int, end: int, found: Sequence[phone.Found]) -> tuple[Other, ...]:
    """The names and numbers of a list; a number right behind a name is that one's."""
    callees: list[Other] = []
    at = start
    for piece in [*_APART.finditer(fenced.plain, start, end), None]:
        stop = piece.start() if piece else end
        numbers = [hit for hit in found if at <= hit.start < stop and hit.number.callable and hit.number.e164]
        name = _EDGE.sub("", trim(fenced.said[at:stop].split(FENCE)[0]))
        name = re.sub(r"^ל-?(?=[א-ת]{3})", "", name) if callees or re.match(r"ל[א-ת]", name) else name
        name = re.sub(r"\s*(?:at|on|in|phone|number|טלפון|במספר|ב)$", "", name).strip()
        new: Other = {}
        if _is_name(name):
            new["callee"] = SlotValue(name, name)
        if numbers:
            hit = numbers[0]
            new["phone_number"] = SlotValue(hit.number.e164 or "", text.said[hit.start : hit.end])
        if set(new) == {"phone_number"} and callees and "phone_number" not in callees[-1]:
            callees[-1] |= new
        elif new:
            callees.append(new)
        at = piece.end() if piece else end
    return tuple(callees[:_LONGEST])
