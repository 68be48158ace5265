"""Questions about what was: "when did I last call the dentist?", "how much was it?", "מה הזמנתי בפעם שעברה?".

A question that is to be asked of somebody ("ask them what I ordered") is an errand, and not read here.
"""

import re

from ringback.engine.interpreters import names
from ringback.engine.interpreters.requests import value
from ringback.engine.interpreters.text import Text, pattern
from ringback.engine.matching import is_restaurant, same_place
from ringback.engine.reading import Act, Known, Reading, Situation
from ringback.engine.task import Language, Source

_LEAD = r"(?:(?:so|and|hey|please|remind me|can you tell me|do you (?:know|remember)|tell me|by the way)[ ,]+)*"
_DID = r"(?:did|have|had) (?:i|you|we) (?:ever |already |last |just )*"
_DEED = (
    r"(?:call(?:ed)?|r[iau]ng|phoned?|order(?:ed)?|book(?:ed)?|reserved?|cancel(?:l?ed)?|sp[eo]ak(?:en)?|spoke"
    r"|talk(?:ed)?|contact(?:ed)?|schedul(?:ed?)|ask(?:ed)?|make|made|get|got|buy|bought|say|said|tell|told|pay|paid|move[d]?)"
)
_ENGLISH = pattern(
    rf"""{_LEAD}(?:when|what(?: time| day| date)?|which [a-z]+|who(?:m)?|where|how (?:much|many|long ago|often))
    (?: (?!will|can|should|would)[\w' ]{{0,30}}?)? {_DID}(?:{_DEED})\b.*
    |{_LEAD}{_DID}(?:{_DEED})\b.*\?
    |{_LEAD}(?:when|what|how much|where|who) (?:was|were) (?:it|that|(?:my|the|our) (?:last|previous|latest|price|total
    |bill|cost|order|booking|reservation|appointment|call|answer|outcome|result)\b).*
    |{_LEAD}how much did (?:it|that|they|he|she|(?:the|my) [\w ]{{2,30}}?) (?:cost|charge|come to
    |say|want|ask).*
    |{_LEAD}what did (?:they|he|she|(?P<who>[\w' ]{{2,30}}?)) (?:say|answer|reply|tell (?:you|us|me)|offer|want).*"""
)
_HE_DID = (
    r"(?:התקשרתי|התקשרת|התקשרנו|הזמנתי|הזמנת|הזמנו|קבעתי|קבעת|קבענו|דיברתי|דיברת|דיברנו|ביטלתי|ביטלת|שאלתי|שאלת|ביקשתי"
    r"|ביקשת|צלצלתי|צלצלת|שילמתי|שילמנו|קניתי|קנינו|אמרת|מסרת|הזזת|הזזתי)"
)
_HE_LEAD = r"(?:(?:אז|ו|תזכירי לי|תזכיר לי|תגידי לי|תגיד לי|את זוכרת|אתה זוכר|אגב)[ ,]*)*"
_HEBREW = pattern(
    rf"""{_HE_LEAD}(?:מתי|מה|למי|עם מי|איפה|כמה|ממי|ממתי|על מה|אצל מי|באיז[הו] (?:יום|שעה|תאריך))(?: (?:בפעם האחרונה
    |כבר|אני|את|אתה|אנחנו))* {_HE_DID}(?![א-ת]).*
    |{_HE_LEAD}(?:האם )?(?:כבר )?{_HE_DID}(?![א-ת]).*\?
    |{_HE_LEAD}כמה (?:זה |היא |הוא |ה[א-ת]+ )?(?:עלה|עלתה|עלו|יצא|לקחו|גבו|אמרו)(?! היום)(?![א-ת]).*
    |{_HE_LEAD}מה (?:הם |הוא |היא |(?P<who>[א-ת' ]{{2,30}}?) )?(?:אמרו|אמרה|אמר|ענו|ענתה|ענה|הציעו
    |השיבו)(?! שוב)(?![א-ת]).*
    |{_HE_LEAD}(?:מתי|מה|כמה|איפה) (?:היה|היתה|הייתה|היו) (?:ה(?:שיחה|הזמנה|תור|פגישה|מחיר|חשבון|תשובה)[א-ת]*).*"""
)
_HE_VERB = re.compile(rf"{_HE_DID}|(?:אמר|ענ|הציע|השיב|על|יצא)[א-ת]{{1,3}}")
_KINDS = (
    (
        "order",
        re.compile(
            r"\b(?:order|ordered|buy|bought)\b|(?<![א-ת])ה?(?:הזמנתי|הזמנת|הזמנו|קניתי|קנינו)(?! (?:שולחן|מקום|תור))"
        ),
    ),
    ("booking", re.compile(r"\b(?:table|reservation|reserved?)\b|שולחן")),
    ("appointment", re.compile(r"\bappointment\b|(?<![א-ת])ה?(?:תור|קבעתי|קבעת)(?![א-ת])")),
    ("message", re.compile(r"\bmessage\b|הודעה")),
)
_WITH = pattern(
    r"""(?:^| )(?:(?:call(?:ed)?|r[au]ng|ring|phoned?|contact(?:ed)?) (?!last\b|on\b|again\b|yesterday\b|today\b|for\b
    |about\b)|(?:to|with|from|at|by) )(?P<name>(?!me\b|you\b|them\b|it\b|him\b|her\b|there\b|\d)\S)"""
)
_HE_WITH = pattern(
    r"""(?:^| )(?:(?:אל|עם|אצל|את) |[למב]-?)(?=[א-ת]{2})
    (?!פעם|שבוע|יום|אתמול|שעבר|מישהו|סוף|שעה|בוקר|ערב|הם |הן |ה?הזמנה|ה?תור |ה?שולחן|ה?שיחה|ה?פגישה)"""
)


def read(text: Text, language: Language, situation: Situation) -> Reading | None:
    """The reading of a question about an errand of before."""
    if situation.asked_kind == "text":
        return None
    found = _ENGLISH.fullmatch(text.plain.rstrip(" .!")) or _HEBREW.fullmatch(text.plain.rstrip(" .!"))
    if found is None:
        found = _ANSWERED.fullmatch(text.plain.rstrip(" .!")) or _WHEN_IS.fullmatch(text.plain.rstrip(" .!"))
        if found is None or not situation.past:
            return None
        where = next((name for name in ("who", "he_who") if found[name]), None)
        who = _bare(text.cut(*found.span(where))) if where else ""
        kind = next((kind for kind, said in _KINDS if said.search(text.plain)), None)
        if not _happened(who, kind, situation):
            return None
        return Reading(Act.PAST, language, kind, {"notes": value(text.said)} | ({"callee": value(who)} if who else {}))
    kind = next((kind for kind, said in _KINDS if said.search(text.plain)), None)
    who = _who(text, found, situation)
    slots = {"notes": value(text.said)} | ({"callee": value(who)} if who else {})
    return Reading(Act.PAST, language, kind, slots)


_ANSWERED = pattern(
    rf"""{_LEAD}(?:did|have|has) (?:the |my |our )?(?P<who>(?!i\b|you\b|we\b)[\w' -]{{2,30}}?)[ ]
    (?:already |ever |finally )?(?:confirm|agree|accept|approve|answer|repl|respond|call)(?:e?d|y|ied)?\b.*\?
    |{_HE_LEAD}(?:האם )?(?P<he_who>ה[א-ת' ]{{2,30}}?) (?:כבר )?(?:איש(?:ר|רה|רו)|הסכי(?:ם|מה|מו)|ענ(?:ה|תה|ו)
    |חזר(?:ה|ו)?)(?![א-ת]).*\?"""
)
_WHEN_IS = pattern(
    rf"""{_LEAD}(?:when|what (?:time|day|date)|which day)(?:'s| is) (?:my|our|the) (?:next )?(?:[\w-]+ )?
    (?:appointment|reservation|booking|table|order|visit|haircut|check-?up)(?: (?:at|with|in|from|booked) (?:the |my )?
    (?P<who>[\w' .-]{{2,30}}?))?\?*
    |{_HE_LEAD}(?:מתי|באיז[הו] (?:שעה|יום)|לאיז[הו] (?:שעה|יום)|למתי) (?:יש לי |יש לנו |קבוע לי |נקבע |זה )?
    ה?(?:תור|הזמנה|שולחן|פגישה|תספורת|טיפול|משלוח)(?: (?:שלי|שלנו))?(?: (?:אצל |עם |ב-?|ל-?|מ-?)
    (?P<he_who>[א-ת'" ]{{2,30}}?))?\?*"""
)
"""Questions that were answered by an errand of before, where there was one; else they are to be asked."""


def _bare(who: str) -> str:
    return re.sub(r"^ה(?=[א-ת]{3})", "", _TAIL.sub("", who))


def _happened(who: str, kind: str | None, situation: Situation) -> bool:
    """There was an errand with whom the question names, or else of its kind."""
    if who:
        names_ = [past.slots["callee"].said for past in situation.past if "callee" in past.slots]
        return any(same_place(who, name) for name in names_) or (is_restaurant(who) and _had("booking", situation))
    return kind is not None and _had(kind, situation)


def _had(kind: str, situation: Situation) -> bool:
    return any(past.task_type == kind for past in situation.past)


def _who(text: Text, found: re.Match[str], situation: Situation) -> str:
    """Whom it was with: who is known or was called before, else who is named behind the verb."""
    were = [Known(past.slots["callee"].said, "", Source.PAST_CALL) for past in situation.past if "callee" in past.slots]
    if known := names.known_name(text, (*situation.known, *were)):
        return known[0].name
    if found["who"]:
        return text.cut(*found.span("who"))
    if found.re is _ENGLISH:
        behind = _WITH.search(text.plain)
        name = names.english(text, behind.start("name"), any_place=True) if behind else None
    else:
        did = _HE_VERB.search(text.plain)
        behind = _HE_WITH.search(text.plain, did.end()) if did else None
        name = names.hebrew_name(text, behind.end()) if behind else None
    return _TAIL.sub("", name.said) if name else ""


_TAIL = re.compile(r"(?: (?:last|again|before|yesterday|בפעם|האחרונה|לאחרונה|אתמול|שוב)\b.*)$")
