"""Calls that are to be made, in whichever conversation: "don't call the dentist tomorrow", "what is scheduled?".

Rules:
1. To call one off is read by the whole message: a call, with whom, and at most one day. An appointment that is to be
   cancelled by phone is an errand, and not read here.
2. "Don't call X" while a plan is in hand is about that plan, and not read here.
"""

import re

from ringback.engine.interpreters import times
from ringback.engine.interpreters.requests import Slots, value
from ringback.engine.interpreters.text import Text, pattern, trim, words
from ringback.engine.reading import EVERYTHING, Act, Reading, Situation
from ringback.engine.task import Language

_LEAD = (
    r"(?:(?:please|no|sorry|actually|wait|ok|okay|hey|can you|could you|i want(?: you)? to|i'd like(?: you)? to|בבקשה"
    r"|אפשר|לא|רגע|בעצם|סליחה|אני רוצה)[ ,]+)*"
)
_GIVE_UP = r"(?:cancel|call off|drop|stop|delete|remove|scrap|forget|don't make|do not make)"
_HE_GIVE_UP = r"(?:ת?בטלי?|תבטלו|לבטל|ביטול(?: של)?|ת?מחקי?|למחוק|אל תעש[הי]|תורידי?)"
_PLANNED = r"(?:scheduled|planned|upcoming|waiting|pending|future|phone|coming) "
_HE_PLANNED = r"(?: (?:ה?(?:מתוכננ|מתוזמנ|קבוע|ממתינ|עתידי|מחכ)[א-ת]*|שמתוכננ[א-ת]*|שקבענו|שקבעתי|שתזמנתי))"
_ALL = pattern(
    rf"""{_LEAD}{_GIVE_UP} (?:all|every one)(?: of)? ?(?:the |my |your |our |those |these )?(?:{_PLANNED})*calls?
    (?: (?:that are )?(?:scheduled|planned|waiting|you have|i scheduled|please))*
    |{_LEAD}{_HE_GIVE_UP} (?:את )?כל ה?שיחות(?: שלי)?{_HE_PLANNED}?(?: בבקשה)?"""
)
_ONE = pattern(
    rf"""{_LEAD}{_GIVE_UP} (?:the |my |that |your |tomorrow's |today's )?(?:{_PLANNED})*call (?:to|with) (?P<who>\S.*)
    |{_LEAD}{_HE_GIVE_UP} (?:את )?ה?שיחה{_HE_PLANNED}? (?:אל |עם |ל-?)(?P<he>[א-תa-z].*)"""
)
_NOT = pattern(
    rf"""{_LEAD}(?:don't|do not|dont|no need to|you don't (?:need|have) to) (?:call|phone|ring) (?P<who>[a-zא-ת].*)
    |{_LEAD}(?:אל ת(?:תקשר[יו]?|צלצל[יו]?|חייג[יו]?)|לא להתקשר|(?:לא צריך|אין צורך|לא צריכה) להתקשר) (?:אל |ל-?)
    (?P<he>[א-תa-z].*)"""
)
_LIST = pattern(
    rf"""{_LEAD}(?:so |and )?(?:what(?: calls)?(?: do i have| have i(?: got)?)?|what's|which calls|(?:show|list|tell)
    (?: me)?(?: all| what)?(?: the| my| of my)?|(?:do i have|are there|is there)(?: any(?:thing)?)?)
    (?: calls?)?(?: is| are)?(?: (?:currently|still|already|next))*
    (?: (?:scheduled|planned|upcoming|pending|waiting|coming up|lined up|on the schedule|for later|to be made))+
    (?: calls?| for me| for (?:today|tomorrow|this week)| now| today| tomorrow)*
    |{_LEAD}(?:אז )?(?:מה|אילו שיחות|איזה שיחות|אלו שיחות|(?:האם )?יש(?: לי)?(?: שיחות)?|(?:ת?ראי|תראה|ת?גידי)
    (?: לי)?(?: את)?(?: כל| מה)?(?: ה?שיחות)?)(?: יש(?: לי)?| עוד)*(?: ו?ש?ה?(?:מתוכננ|מתוכנן|מתוזמנ|מתוזמן|קבוע
    |ממתינ|מחכ|עתידי)[א-ת]*)(?: לי| היום| מחר| להיום| למחר| עכשיו)*"""
)
_NO_NAME = words("me us them him her it back anyone anybody everyone that this again yet now here there אותי אליי לי")
_MORE = re.compile(
    r"[,;:\d¦]|\b(?:and|but|before|after|until|till|unless|if|because|again|about|too|just|only|instead|so|or)\b"
    r"|(?<![א-ת])(?:אבל|לפני|אחרי|עד|אם|כי|שוב|רק|אלא|במקום|יותר|או|ו?ת[א-ת]{3,})(?![א-ת])"
)
"""More than whom not to call, and on what day."""
_EDGE = re.compile(r"(?: (?:on|at|for|this|please|ב|ל|של|בבקשה|any ?more))+$")
_NAME = 4


def read(text: Text, language: Language, situation: Situation) -> Reading | None:
    """CANCEL of the call or calls that are named, STATUS of all; None for any other message."""
    if situation.asked_kind == "text":
        return None
    plain = text.plain.rstrip(" .!?")
    if _LIST.fullmatch(plain):
        return Reading(Act.STATUS, language, edits=(EVERYTHING,))
    if _ALL.fullmatch(plain):
        return Reading(Act.CANCEL, language, edits=(EVERYTHING,))
    found = _ONE.fullmatch(plain) or (_NOT.fullmatch(plain) if situation.task_type is None else None)
    slots = _named(text, found) if found else {}
    return Reading(Act.CANCEL, language, slots=slots) if slots else None


def _named(text: Text, found: re.Match[str]) -> Slots:
    """Whose call it is, and the day where one is said; nothing when more is said."""
    start = found.start("who") if found["who"] else found.start("he")
    tail = Text(text.said[start : found.end()], text.plain[start : found.end()])
    whens = times.find(tail)
    days = [when for when in whens if when.kind == "date"]
    bare = tail.fenced((when.start, when.end) for when in whens)
    end = min((when.start for when in whens), default=len(tail.plain))
    who = _EDGE.sub("", trim(tail.said[:end]))
    rest = _EDGE.sub("", f" {trim(bare.said[end:]).lower()}")
    first = who.lower().split()[:1]
    if not first or first[0] in _NO_NAME or len(who.split()) > _NAME or rest.strip() or len(days) > 1:
        return {}
    if _MORE.search(who.lower()) or any(_MORE.search(re.sub(r"\d", "", when.said.lower())) for when in whens):
        return {}
    return {"callee": value(who)} | ({"date": value(days[0].said, days[0].value)} if days else {})
