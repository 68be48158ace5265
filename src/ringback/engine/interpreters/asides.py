"""Messages about the talk itself, by closed lists: cancel, status, help, greetings, memory, "again".

Rules:
1. Giving up and hanging up are read freely: they harm nobody. "No, thanks" gives up a plan and never ends a call.
2. To erase everything is never done by a message; the dialogue says where it is done.
"""

import re
from collections.abc import Iterator

from ringback.engine.interpreters.confirm import plain
from ringback.engine.interpreters.text import Text, pattern
from ringback.engine.reading import EVERYTHING, HANG_UP, Act, Reading, Situation
from ringback.engine.task import Language

_LONGEST = 15
"""No message of more words is an aside."""

_CANCEL_FILL = (
    r"yes|ok|okay|sure|no|please|just|go ahead and|actually|can you|could you|you can|would you|i want to"
    r"|i would like to"
    r"|let us|thanks|thank you|and|then|well|oh|wait|right|now|so|hey|sorry|i (?:said|say|repeat|mean)"
    r"|i (?:need|want|would like) you to|oops|do|command|ai|assistant|computer|siri|alexa|google|olly"
)
_CANCEL_WORD = (
    r"cancel|stop|abort|quit|drop|scrap|kill|discard|call off|end|turn off|forget|leave|nevermind|hold off(?: on)?"
    r"|never mind|hang up|rescind|revoke|void|annul|nix|halt|terminate|cease|eliminate|retract|withdraw|dismiss"
    r"|back out(?: of)?|exit|get rid of|abandon|close|cut it out|knock it off|discontinue|shut up|refrain from|hush"
    r"|shush|quiet"
)
_CANCEL_WHAT = (
    r"it|this|that|everything|all|the|my|last|current|previous|whole|call|task|order|request|plan|process|command|input"
    r"|operation|thing|errand|conversation|action|job|program|on them|of it"
    r"|what you (?:are|were) doing|what i (?:just )?(?:said|asked|told you|typed|wrote)(?: for)?|(?:talking"
    r"|speaking|working|running)(?: on (?:it|that|this))?|any ?more|any further"
    r"|for (?:now|a (?:second|minute|moment))|immediately|and go back"
    r"|i (?:(?:really|actually) )?do not (?:want|need) (?:it|this|that)(?: any ?more)?"
)
_CANCEL = re.compile(
    rf"(?:(?:{_CANCEL_FILL}) )*(?:{_CANCEL_WORD})(?: about)?(?: (?:{_CANCEL_WHAT}|{_CANCEL_FILL}|{_CANCEL_WORD}))*"
    r"|ignore (?:the|my) (?:previous|last) (?:command|message|request)"
)
_REASON = re.compile(
    r"(?:because |as |since )?(?:i|it|that|this|what|we|you)\b(?!.*(?:\d|\b(?:make|change|instead|add|but|order"
    r"|book|call|at"
    r"|for|with|want (?!it|this|that|any)|like|number|address|time|not (?:cancel|stop|abort))\b))"
    r"|(?:never ?mind|sorry|thanks|thank you|do not (?:do|say|talk|continue|bother)\b.*)"
    rf"|(?:(?:{_CANCEL_FILL})(?: |$))+$"
)
"""Why a plan is given up, in a clause of its own, which asks for nothing else."""
_HE_CANCEL_FILL = (
    r"חבל|יאללה|בואי?|לא חשוב|לא משנה|אני|כן|סבבה|אוקיי?|אוקי|לא|בבקשה|רגע|עכשיו|תודה|פשוט|טוב|בסדר|אז|אני רוצה|רוצה"
    r"|אפשר|כבר|מיד"
)
_HE_CANCEL_WORD = (
    r"ת?בטל[יו]?|לבטל|ביטול|ת?עצור|תעצרי|עצרי|לעצור|עזו?בי?|תעזבי|תעזוב|עזבו|די|מספיק|התחרטתי|(?:ת?שכחי?"
    r"|תשכחו) מזה|לא צריך|לא צריכה"
    r"|אין צורך|ו?ויתרתי|ירדתי מזה|רד מזה|תרדי? מזה|ת?נתקי?|לנתק|ניתוק|סטופ|עצירה|מבטלת?|נבטל"
)
_HE_CANCEL_WHAT = r"הכל|הכול|את הכל|את הכול|את זה|את השיחה|את התוכנית|את המשימה|את הבקשה|השיחה|מזה"
_HE_CANCEL = re.compile(
    rf"(?:(?:{_HE_CANCEL_FILL}) )*(?:{_HE_CANCEL_WORD})(?: (?:{_HE_CANCEL_WHAT}|{_HE_CANCEL_FILL}|{_HE_CANCEL_WORD}))*"
)
_NO_CALL = pattern(
    r"""(?:(?:but|no|please|ok|okay|sure|yes|fine|stop|wait) )*(?:do not|dont|never) (?:call|dial|phone|ring|contact
    |do (?:it|that|this))(?: (?:them|him|her|it
    |anyone|now|please))*
    |no calls?(?: please)?|(?:(?:לא|אבל|בסדר|סבבה|טוב|אוקיי?|כן|אז) )*(?:אל ת(?:תקשר[יו]?|חייג[יו]?|צלצל[יו]?)
    |לא להתקשר|בלי שיחה|אל תעש[הי] (?:את )?זה)(?: (?:אליהם|אליו
    |אליה|לשם|בבקשה))*"""
)
_NO_THANKS = pattern(
    r"""(?:no|nope|nah) (?:thanks?|thank you|thx)(?: (?:you|so much))?|(?:no )?i (?:changed|have changed) my mind
    |לא תודה(?: רבה)?|לא רוצה(?: יותר)?|(?:אני )?שיניתי את דעתי"""
)
_NOT_CANCEL = pattern(
    r"""(?:(?:wait|no|hold on|stop|please|sorry|actually) )*(?:do not|dont) (?:cancel|stop|drop|hang up)
    (?: (?:it|that|this|anything|the call|please|yet))*
    |(?:(?:רגע|לא|סליחה|בבקשה|בעצם|טעות) )*(?:אל ת(?:בטלי?|בטל|עצרי?|נתקי?)|לא ל(?:בטל|עצור|נתק))
    (?: (?:את זה|את השיחה|כלום|בבקשה|עדיין))*"""
)
"""What runs shall go on: how it stands is told."""
_HANG_UP = pattern(
    r"""(?:please )?(?:hang up|end|stop|drop|cut)(?: (?:the|this|that))?(?: (?:call|phone))?(?: (?:now|please|on them))*
    |(?:בבקשה )?(?:ת?נתקי?|לנתק|ניתוק)(?: את השיחה| עכשיו| בבקשה)*"""
)
_EVERYTHING = pattern(
    r"""(?:please )?(?:forget|delete|erase|wipe|remove|clear) (?:everything|all(?: of)?(?: my)?(?: the)? (?:data
    |information|info|memory)
    |my data|all)(?: (?:you (?:know|have|remember|saved|stored)|about me|on me|now|please))*
    |(?:בבקשה )?(?:ת?מחקי?|למחוק|ת?שכחי?|לשכוח) (?:את )?(?:הכל|הכול|כל (?:המידע|הנתונים|מה ש(?:את|אתה) יודעת?)
    |המידע שלי|הנתונים שלי)
    (?: (?:עליי|עלי|שלי|בבקשה))*"""
)
_UNDO = pattern(
    r"(?:please )?undo(?: (?:that|it|this|the last change))?(?: please)?|(?:לבטל|ת?בטלי?) את (?:השמירה"
    r"|השינוי)"
)
_REPLACE = pattern(
    r"""(?:please )?(?:update|replace|overwrite|change) (?:the )?saved (?:number|one|contact)|save the new (?:number
    |one)
    |(?:ת?עדכני?|לעדכן|ת?חליפי?|להחליף) את המספר השמור|(?:ת?שמרי?|לשמור) את המספר החדש"""
)
_MEMORY = pattern(
    r"""what (?:do you|have you|did you) (?:know|remember|saved?|stored?|learned)(?: (?:about|on|of) me)?
    |(?:show|list) (?:me )?(?:my (?:data|contacts|details|information)|what you (?:know|remember)(?: about me)?)
    |מה (?:את|אתה) (?:יודעת?|זוכרת?)(?: (?:עליי|עלי))?|מה שמור(?: (?:עליי|עלי|אצלך))?|מה שמרת(?: (?:עליי|עלי))?"""
)
_AGAIN = pattern(
    r"""(?:please |now |can you |could you )*(?:call|phone|ring|dial|try|do|order|book)(?: (?:them|him|her|it|that
    |there|the same|this))*
    (?: (?:again|once more|one more time|another time))+(?: please| now)*|again(?: please)?|once (?:more|again)|redial
    |repeat (?:the|that|my) (?:last )?(?:call|order|booking)
    |(?:the )?same(?: thing| order| call| again)*(?: (?:as|like) (?:last time|before|always|usual
    |the last one))?(?: please)?
    |(?:just )?(?:like|as) (?:last time|before|usual|always)|the usual
    |(?:אפשר |בבקשה )*(?:ת?תקשר[יו]?|התקשר[יו]?|ת?נסי?|תנסה|ת?חייגי?|להתקשר|לנסות|תזמיני?|תזמין)(?: (?:אליהם|אליו
    |אליה|לשם|להם|לו|לה))?
    (?: (?:שוב|עוד פעם|פעם נוספת|שנית))+(?: בבקשה)?|שוב|עוד פעם|כמו (?:ב?ה?פעם|ב?שבוע) (?:ה?שעברה?|ה?קודמת|ה?אחרונה)
    |(?:את )?אותו (?:ה)?דבר(?: כמו .{0,30})?|אותה ההזמנה(?: כמו .{0,30})?|כרגיל|כמו תמיד"""
)
_AS_BEFORE = re.compile(
    r"\b(?:the usual|(?:the )?same (?:(?:thing|order|as) )*(?:last time|before|usual|always)|(?:like"
    r"|as) (?:last time|usual|always)"
    r"|what (?:i|we) (?:ordered|had|got|booked)(?: (?:last time|before|the last time))?|again)\b"
    r"|(?<![א-ת])(?:מה ש(?:הזמנתי|לקחתי|קבעתי|היה)(?: (?:ב?ה?פעם (?:ה?שעברה|ה?קודמת|ה?אחרונה)|קודם))?"
    r"|כמו (?:ב?ה?פעם) (?:ה?שעברה|ה?קודמת|ה?אחרונה)|כרגיל|כמו תמיד|שוב|עוד פעם"
    r"|(?:את )?הרגילה?)(?![א-ת])"
)

_STATUS = re.compile(
    r"(?:so |and |hey |please )*(?:(?:what is |whats )?(?:the |my )?(?:current )?status(?: of (?:the |my )?(?:call"
    r"|order|task|request|errand))?"
    r"|(?:is there )?any (?:news|updates?)|what is (?:happening|going on|new)|how is it going|how did it go"
    r"|did (?:they|you|anyone|he|she) (?:answer|call|pick up)(?: them)?(?: yet)?|where (?:are we"
    r"|does it stand)|updates?)(?: please| now)*"
    r"|(?:אז |ו)?(?:מה )?ה?(?:סטטוס|מצב)(?: של ה?שיחה)?|מה קורה(?: עם (?:זה|השיחה|ההזמנה))?|יש (?:חדש|עדכון"
    r"|תשובה)|מה עם (?:השיחה|ההזמנה|זה)"
    r"|(?:כבר )?(?:התקשרת|ענו|דיברת איתם)(?: כבר)?|עדכון|איפה זה עומד|מה נסגר"
)
_HELP = re.compile(
    r"(?:please )?help(?: me)?(?: please)?|what (?:can|do|could) you do(?: for me)?|how does (?:this|it) work"
    r"|how do i use (?:this|it)|what (?:is this|are you)"
    r"|who are you|what can i (?:ask|say|do)(?: you)?|instructions|commands"
    r"|(?:בבקשה )?(?:עזרה|תעזור לי|תעזרי לי|הצילו)|מה (?:אתה|את) (?:יודעת?|יכולה?|עושה)(?: לעשות)?"
    r"|מה אפשר (?:לעשות|לבקש)(?: כאן| פה)?"
    r"|איך זה עובד|איך משתמשים(?: בזה)?|מי (?:אתה|את)|מה זה|מה (?:אתה|את)"
)
_WHY = re.compile(
    r"(?:and |but )?why (?:do|would) you (?:ask|(?:need|want) (?:it|that|this|to know))(?: that| this)?"
    r"|why (?:is|does) (?:it|that|this) (?:needed|necessary|matter|important)|what do you need (?:it|that|this) for"
    r"|(?:ו|אבל )?(?:למה|בשביל מה) (?:זה(?: (?:נחוץ|צריך|חשוב|משנה))?|צריך את זה"
    r"|(?:את|אתה) (?:שואלת?|צריכה?)(?: את זה)?)"
)
_GREETING = re.compile(
    r"(?!again$)(?:(?:hello|hi|hey|hiya|good (?:morning|afternoon|evening|day)|thanks|thank you|bye|goodbye|good ?night"
    r"|there|how are (?:you|things)"
    r"|what is up|so much|very much|again|nice to meet you|cheers|great|cool|nice"
    r"|שלום|היי|הי|אהלן|בוקר טוב|ערב טוב|צהריים טובים|לילה טוב|מה שלומ(?:ך|כם)|מה נשמע|תודה(?: רבה)?|ביי"
    r"|להתראות|יופי|רבה)(?: |$))+"
)
_THANKS = re.compile(
    r"(?=.*(?:thank|thx|bye|good ?night|cheers|תודה|ביי|להתראות|לילה טוב))(?:(?:thanks|thank you|thx|bye|goodbye"
    r"|good ?night|so much|very much|a lot|a bunch|cheers|great|cool|nice|ok|okay|תודה|רבה|ביי|להתראות|לילה טוב|יופי"
    r"|אחלה|סבבה|מותק|מאמי)(?: |$))+"
)
"""Said when something is over: nothing is asked back."""
_FORGET = re.compile(
    r"(?:please )?(?:forget|delete|erase|remove|do not (?:save|remember))(?: about)? (?:(?:that|this)(?: please)?"
    r"|my (?P<mine>name|number|phone|address)|(?:the )?(?:number|contact|phone) (?:of|for) (?P<whose>.+)"
    r"|(?P<owner>.+?)'?s (?:number|contact))"
    r"|(?:בבקשה )?(?:ת?שכחי?|לשכוח|ת?מחקי?|למחוק|אל תשמרי?|לא לשמור) (?:את זה|את (?P<he_mine>השם|המספר|הטלפון"
    r"|הכתובת)(?: שלי)?"
    r"|את (?:המספר|הטלפון|איש הקשר) של (?P<he_whose>.+))"
)
_KEYS = {"name": "name", "number": "phone", "phone": "phone", "address": "address"}
_KEYS |= {"השם": "name", "המספר": "phone", "הטלפון": "phone", "הכתובת": "address"}

_OF_THE_PLAN = pattern(
    r"""(?:so |and |but |wait,? |ok,? )*(?:will|do|are|would|did|when do|how do|what (?:will|do)) (?:you|they)[ ]
    (?:going to )?(?:also )?(?:tell|say|give|share|mention|leave|reveal|use|get|see|hear|know)
    (?: (?:to )?(?:them|him|her))? (?:my|our|who i|who we)\b.*\?
    |(?:so |and |but )*(?:how much|how long|what) (?:will|does|do|would|is) (?:the|this|that|your) (?:call|plan)\b.*\?
    |(?:רגע |אז |ו|אבל )*(?:כמה|מה) (?:זה )?(?:ת|י)?(?:עלה|עולה|קח) ה?שיחה.*\?
    |(?:להגיד|לומר|לענות|לכתוב|לאשר) (?:כן|לא)\?"""
)


def read(text: Text, language: Language, situation: Situation) -> Reading | None:
    """The reading of a message that is nothing but an aside."""
    if text.plain.count(" ") > 2 * _LONGEST:
        return None
    words = plain(text).rstrip("? ")
    if words.count(" ") > _LONGEST:
        return None
    in_hand = situation.task_type is not None
    if _EVERYTHING.fullmatch(words):
        return Reading(Act.FORGET, language, edits=(EVERYTHING,))
    if _NO_THANKS.fullmatch(words):
        return Reading(Act.CANCEL if in_hand else Act.NEGATE, language)
    if _NO_CALL.fullmatch(words):
        return Reading(Act.CANCEL if in_hand or situation.state == "running" else Act.NEGATE, language)
    if situation.state == "running" and not in_hand and _NOT_CANCEL.fullmatch(words):
        return Reading(Act.STATUS, language)
    for act, form in ((Act.UNDO, _UNDO), (Act.REPLACE, _REPLACE), (Act.MEMORY, _MEMORY)):
        if form.fullmatch(words):
            return Reading(act, language)
    if not in_hand and _AGAIN.fullmatch(words):
        return Reading(Act.REQUEST, language, again=True)
    if _CANCEL.fullmatch(words) or _HE_CANCEL.fullmatch(words) or _with_reason(text):
        if _FORGET.fullmatch(words):
            return Reading(Act.FORGET, language)
        return Reading(Act.CANCEL, language, edits=(HANG_UP,) if _HANG_UP.fullmatch(words) else ())
    if situation.state == "idle" and _THANKS.fullmatch(words):
        return Reading(Act.NEGATE, language)
    for act, form in ((Act.STATUS, _STATUS), (Act.HELP, _HELP), (Act.WHY, _WHY), (Act.GREETING, _GREETING)):
        if form.fullmatch(words):
            return Reading(act, language)
    forgotten = _FORGET.fullmatch(re.sub(r"(?: please| בבקשה)+$", "", words))
    return Reading(Act.FORGET, language, edits=_named(forgotten)) if forgotten else None


def _with_reason(text: Text) -> bool:
    """Giving up with why: "cancel that, I know the answer", "what you do is no help, please stop"."""
    clauses = [plain(Text(part, part)) for part in _CLAUSE.split(text.plain) if part.strip()]
    if not 1 < len(clauses) < _CLAUSES or "?" in text.plain:
        return False
    given_up = [bool(_CANCEL.fullmatch(clause)) for clause in clauses]
    return any(given_up) and all(done or _REASON.match(clause) for done, clause in zip(given_up, clauses, strict=True))


_CLAUSE, _CLAUSES = re.compile(r"[,.;!]+"), 4


def every_as_before(plain_text: str) -> Iterator[re.Match[str]]:
    """All the places where it says so."""
    return _AS_BEFORE.finditer(plain_text)


def as_before(plain_text: str) -> re.Match[str] | None:
    """Where a request says that it is to be as it was last time."""
    return _AS_BEFORE.search(plain_text)


def _named(found: re.Match[str]) -> tuple[str, ...]:
    """What is to be forgotten: a profile key or a contact's name; nothing for "that"."""
    mine = found["mine"] or found["he_mine"]
    whose = found["whose"] or found["owner"] or found["he_whose"]
    return (_KEYS[mine],) if mine else (whose,) if whose else ()


def asks_of_the_plan(text: Text) -> bool:
    """A question about the call in hand, which changes nothing: "will you tell them my name?"."""
    return bool(_OF_THE_PLAN.fullmatch(text.plain))
