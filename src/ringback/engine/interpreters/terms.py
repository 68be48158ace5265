"""The terms of a call within a message: what to do if it is not possible, up to what price, what may be told.

Rules:
1. A term is a clause of its own; it is taken out of the message before the request is read, and fenced.
2. "If …" is a term only where a clause can begin, so that what is to be asked ("ask if they are full") is not; what to
   try elsewhere is not one either.
3. A limit has its currency, or a word that speaks of money.
"""

import re

from ringback.engine.interpreters import numbers
from ringback.engine.interpreters.requests import Slots, value
from ringback.engine.interpreters.text import FENCE, Text, pattern, trim
from ringback.engine.recall import SPOKEN
from ringback.engine.task import SlotValue

_BEGINS = rf"(?:^|[,;.!?{FENCE}]|(?<=\d)|\band\b|\bbut\b|\bor\b) *(?:and |but )?"
_IF = pattern(
    rf"""{_BEGINS}(?:if (?:not|(?:that|it|this|the time)(?: is|'s)? (?:not (?:possible|available|free)|taken|full
    |unavailable)|(?:that|it|this) (?:doesn't|does not) work|they(?: are|'re) (?:full|fully booked|out(?: of it)?)
    |there(?: is|'s) (?:none|nothing|no table|no room)|not possible|(?:that|it)(?: is|'s) gone))
    (?:,| then|:)* +(?P<what>[^,;{FENCE}][^;{FENCE}]*?)(?=$|[;{FENCE}]|[.!?](?: |$)|, and\b)"""
)
_HE_IF = pattern(
    rf"""(?:^|[,;.!?{FENCE}]|(?<=\d)) *(?:ו|אבל )?(?:אם (?:אין(?: מקום| שולחן| תור)?|לא(?: (?:אפשר|מתאים|פנוי|יהיה|הולך
    |ניתן))|לא(?=,| אז|:| *\d| ב)|זה לא (?:אפשרי|מתאים|פנוי)|אי אפשר|מלא(?: שם)?|תפוס)|במקרה שלא)(?:,| אז|:)*
    +(?P<what>[^,;{FENCE}][^;{FENCE}]*?)(?=$|[;{FENCE}]|[.!?](?: |$))"""
)
_ELSEWHERE = re.compile(
    r"(?:then )?(?:try|call|phone|go to|the next|cancel|hang up)\b|ת?נסי?(?:ו)? |לנסות|ת?תקשרי?|להתקשר|הבא|לבטל|לנתק"
)
_AT_AN_HOUR = re.compile(
    rf" *(?:then |אז )?(?:try|ת?נסי?|לנסות|תנסה) (?:for |at |ב-?|ל-?)?(?P<hour>\d{{1,2}}(?::\d\d)?(?!\d)"
    rf"|(?<=ב)(?:{numbers.one_of(numbers.HOURS)})(?![א-ת]))"
)
"""Another hour to try at the same place."""
_UNIT = r"(?:shekels?|nis|ils|₪|dollars?|usd|\$|bucks|euros?|eur|€|pounds?|£|שקל(?:ים)?|ש\"ח|שח|דולר(?:ים)?|יורו)"
_UPTO = (
    r"(?:up to|at most|no more than|not more than|max(?:imum)?(?: of)?|under|below|less than"
    r"|עד|לא יותר מ|מקסימום|לכל היותר|פחות מ)"
)
_MONEY = (
    r"(?:(?:you (?:can|may) )?(?:spend|pay)|(?:my |the )?budget(?: is| of)?|limit(?: is| of)?|(?:the )?price"
    r"|תקציב(?: של)?|בתקציב(?: של)?|ב?מחיר(?: של)?|לשלם|תשלמי?|להוציא|תוציאי?)"
)
_ONLY_IF = (
    r"(?:(?:but )?(?:only )?(?:if|as long as|provided(?: that)?) (?:it|that|they|the price)(?: is|'s| are|'re| costs?)?"
    r"|(?:אבל )?(?:רק )?(?:אם|בתנאי ש)[ -]?(?:היא|הוא|זה|הן|הם|המחיר)(?: עולה| עולים| יעלה)?)"
)
_SUM = r"\d+(?:[.,]\d+)?"
_BUDGET = re.compile(
    rf"(?:[,;] *)?(?<![\wא-ת])(?:for )?(?:{_ONLY_IF} )?(?:"
    rf"(?:{_MONEY}[ :,]+)?{_UPTO}[ -]*(?P<a>[$€£₪]? ?{_SUM}[ -]?{_UNIT})(?![a-zא-ת])"
    rf"|(?:{_MONEY}[ :,]+)?{_UPTO}[ -]*(?P<b>[$€£₪] ?{_SUM})"
    rf"|{_MONEY}[ :,]+(?:{_UPTO}[ -]*)?(?P<c>{_SUM})(?![\d:]))"
)
_AMOUNT = re.compile(
    rf"(?:(?:no|actually|make it|only|לא|בעצם|רק|תעשי)[ ,]+)*(?:{_UPTO}[ -]*(?P<b>{_SUM})"
    rf"|(?P<a>[$€£₪]? ?{_SUM}[ -]?{_UNIT}|[$€£₪] ?{_SUM}))[.!]?"
)
_MINE = r"my ((?:phone )?number|phone|address)|את ה(מספר|טלפון|כתובת)(?: שלי)?"
_TELL = pattern(
    rf"""(?:[,;] *)?(?:and )?(?:(?:you|they) (?:can|may)|feel free to|please|it is (?:ok|fine) to|it's (?:ok|fine) to)
    (?: also)? *(?:give|tell|share|leave|have)(?: (?:them|out|him|her))? (?:{_MINE})(?: to them)?
    |(?:[,;] *)?(?:אפשר|מותר|ו?ת?מסרי|ו?ת?תני)(?: ל?(?:מסור|תת|השאיר|הגיד))?(?: להם)? (?:{_MINE})"""
)
_VOICEMAIL = pattern(
    r"""(?:[,;.] *)?(?:and )?(?:if (?:no ?body|no one|nobody) (?:answers|picks up)|if (?:it goes to|you (?:get|reach)
    |there is)(?: a| the| their)? ?(?:voice ?mail|machine)|on (?:the |their )?voice ?mail|if they (?:don't|do not)
    (?:answer|pick up)),? *(?:then |please )*(?P<not>(?:don't|do not) )?leave (?:a |them a |no )?(?:short )?
    (?:message|voice ?mail)
    |(?:[,;.] *)?(?:\b(?:and|but|yes|ok|okay|please)[ ,]+)*(?P<not5>\b(?:don't|do not) )?\bleave (?:a |them a |him a
    |her a |any )?(?:short )?(?:message|voice ?mail) (?:if|when|in case) (?:(?:no ?body|no one) (?:answers|picks up
    |is there)|(?:they|he|she|you) (?:don't|do not|doesn't|does not|can't|cannot) (?:answer|pick up|reach (?:them|anyone
    |anybody|him|her))|there(?:'s| is) no (?:answer|reply)|no answer|it goes to (?:a |the |their )?voice ?mail
    |you (?:get|reach) (?:a |the |their )?(?:voice ?mail|machine))
    |(?:[,;.] *)?(?:(?<![א-ת])(?:כן|בבקשה)[ ,]+)*(?P<not6>(?<![א-ת])(?:אל|לא|בלי) )?(?<![א-ת])ו?(?:ת|ל|לה)?שאירי?
    (?: להם| לו| לה)? הודעה(?: קולית)? אם (?:אין (?:מענה|תשובה)|(?:הם )?לא (?:עונים|יענו|ענו|מרימים)|(?:היא |הוא )?לא
    (?: עונה| יענה| תענה)|אף אחד לא (?:עונה|יענה|מרים))
    |(?:[,;.] *)?(?:and )?(?P<not2>(?:don't|do not) leave (?:a |any )?(?:message|voice ?mail))
    |(?:[,;.] *)?ו?אם (?:אין מענה|לא עונים|לא ענו|אף אחד לא עונה|יש תא קולי|זה תא קולי|עונה תא קולי|מגיעים לתא קולי),?
    (?: אז)? *(?P<not3>(?:אל|לא|בלי) )?(?:ת|ל|לה)?שאירי? (?:להם )?הודעה
    |(?:[,;.] *)?(?P<not4>(?:אל תשאירי?|בלי להשאיר|לא להשאיר) הודעה)"""
)


_CLAUSE = r"(?:^|[,;.!] *)(?:and |but |ו|אבל )?"
_TONGUE = pattern(
    rf"""{_CLAUSE}(?:please |but |only |just )*(?:(?:speak|talk|do it|call|make the call|have the call)(?: (?:to|with))?
    (?: them| him| her| it)?,? )?(?:in )?(?P<a>english|hebrew)(?: (?:to|with) (?:them|him|her))?
    (?:,? (?:please|only|instead))*(?=$|[.,;!])
    |{_CLAUSE}(?:בבקשה |רק )*(?:(?:ת?דבר[יו]?|לדבר|ת?תקשר[יו]?|התקשר[יו]?|להתקשר|תעש[הי] את זה)
    (?: (?:איתם|איתו|איתה|אליהם|אליו|אליה))? )?ב(?P<b>אנגלית|עברית)(?:,? (?:בבקשה|במקום))*(?=$|[.,;!])
    |\b(?:call|phone|ring|speak to|talk to) (?:(?!and |if |ask |to |has |have |about )[^ ]+ ){{1,5}}?
    (?P<cut>in (?P<c>english|hebrew)(?:,? please)?)(?=$|[ .,;!])
    |(?:תקשר[יו]?|חייגי?|צלצלי?|דבר[יו]?) (?:(?!ו|אם |יש |ש)[^ ]+ ){{1,4}}?
    (?P<he_cut>ב(?P<d>אנגלית|עברית)(?:,? בבקשה)?)(?=$|[ .,;!])"""
)
"""In which language to speak on the phone; "do they have a menu in English" says none."""


def take(text: Text, *, limited: bool = False) -> tuple[Slots, Text]:
    """The terms the message sets, and the message with them fenced.

    `limited`: there is a limit already, which an amount by itself changes.
    """
    found: Slots = {}
    spans: list[tuple[int, int]] = []
    if hit := _VOICEMAIL.search(text.plain):
        no = (
            any(hit.group(name) for name in ("not", "not2", "not3", "not4", "not5", "not6"))
            or " no message" in hit.group()
        )
        found["voicemail"] = SlotValue("none" if no else "leave", text.cut(*hit.span()))
        spans.append(hit.span())
    if hit := _BUDGET.search(text.plain) or (_AMOUNT.fullmatch(text.plain) if limited else None):
        name = next(name for name, amount in hit.groupdict().items() if amount)
        amount = re.sub(r"[^\d.]", "", hit.group(name).replace(",", "."))
        found["budget"] = value(text.cut(*hit.span(name)), amount.strip("."))
        spans.append(hit.span())
    for hit in _TELL.finditer(text.plain):
        word = next(filter(None, hit.groups()))
        what = "address" if word in ("address", "כתובת") else "phone"
        found["may_say"] = value(text.cut(*hit.span()), ",".join(filter(None, (_said(found, "may_say"), what))))
        spans.append(hit.span())
    if hit := _TONGUE.search(text.fenced(spans).plain):
        tongue = next(filter(None, (hit[name] for name in "abcd")))
        group = "cut" if hit["cut"] else "he_cut" if hit["he_cut"] else 0
        found[SPOKEN] = value(text.cut(*hit.span(group)), "he" if tongue in ("hebrew", "עברית") else "en")
        spans.append(hit.span(group))
    for clause in (_IF, _HE_IF):
        hit = clause.search(text.fenced(spans).plain)
        at = _AT_AN_HOUR.match(hit.group("what")) if hit else None
        if hit and (at or not _ELSEWHERE.match(trim(hit.group("what")))):
            instead = text.cut(hit.start("what") + (at.start("hour") if at else 0), hit.end("what"))
            found["if_not"] = value(instead.split(" אז ")[-1])
            spans.append(hit.span())
            break
    return found, text.fenced(spans)


def _said(found: Slots, slot: str) -> str:
    return found[slot].value if slot in found else ""
