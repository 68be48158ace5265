"""What the practice model recognises in an utterance, and the sentences it says. Pure.

Rules:
1. A mark is found by words, never by a whole sentence, so that people may say things in their own way.
2. No sentence of ours that agrees has a "no" in it, and none that declines repeats what was offered: the other side
   may be listening for single words too.
"""

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

from ringback.sandbox.mind.numbers import Language

Mark: TypeAlias = Literal[
    "voicemail",
    "screening",
    "menu",
    "queue",
    "refusal",
    "never",
    "robot",
    "away",
    "full",
    "offer",
    "undone",
    "done",
    "who",
    "name",
    "size",
    "party",
    "time",
    "phone",
    "else",
    "what",
    "again",
    "choice",
    "question",
    "wh",
    "extras",
    "hold",
    "bye",
    "yes",
    "sure",
    "no",
    "greeting",
]

_EN: Mapping[Mark, str] = {
    "voicemail": r"leave (?:a|your|us a|me a)(?: \w+)? message|after the (?:beep|tone|signal)|voice ?mail|the mailbox|"
    r"can ?(?:not|'t) (?:answer|come to|get to|take) (?:the|your) (?:phone|call)",
    "screening": r"(?:record|state|say) your name|reason (?:for|of) (?:your call|calling)|"
    r"if (?:this|the) person is available",
    "menu": r"\b(?:press|dial) (?:the )?(?:number )?"
    r"(?:\d|zero|one|two|three|four|five|six|seven|eight|nine|star|pound|hash)\b",
    "queue": r"your call is important|"
    r"(?:agents?|representatives?|lines?|operators?) (?:are|is) (?:currently |all )?busy|"
    r"in (?:the|a) (?:queue|line)|stay on the line|answered in (?:the )?order",
    "never": r"stop calling|(?:don't|do not|never) (?:ever )?call (?:me|us|here|again|this)|"
    r"(?:take|remove) (?:me|us|this number|my number) (?:off|from)",
    "refusal": r"(?:do not|don't|won't|will not|not going to|never|hate|no|refuse to) (?:\w+ ){0,3}"
    r"(?:machines?|robots?|computers?|bots?|recordings?|ai)\b|"
    r"(?:get|give|want|need|speak|talk) (?:\w+ ){0,3}(?:person|human)\b|"
    r"stop calling|"
    r"(?:don't|do not|never) (?:ever )?call (?:me|us|here|again|this)|leave (?:me|us) alone",
    "robot": r"(?:are you|is this|is that|am i|you're|talking to|speaking (?:to|with)) (?:\w+ ){0,3}"
    r"(?:robot|machine|computer|bot|recording|human|ai|real|person)\b",
    "away": r"wrong number|no such (?:person|shop|place)|"
    r"(?:call|ring|phone|try)(?: us| me)?(?: back| again)? (?:in|later|after)\b|"
    r"call (?:us |me )?back|\bi(?:'m| am) (?:very |too )?busy|can(?:not|'t| not) talk|not a good time",
    "full": r"\bfull\b|fully booked|sold out|no (?:tables?|rooms?|space|appointments?|more|free|slots?|places?)|"
    r"(?:do not|don't|can ?not|can't|could not|couldn't|won't be able to) "
    r"(?:have|do|make|take|offer|book|find|help|get|serve|hear)|"
    r"not (?:possible|available|free|open)|unavailable|closed|ran out|run out|out of|nothing (?:free|available|left)|"
    r"no time for this|unfortunately|impossible|there (?:is|are) no|we have no",
    "offer": r"how about|what about|instead|suits?\b|would (?:\w+ ){0,5}(?:work|do|be)\b|"
    r"(?:i|we) (?:have|can|could) .*\bat\b|does (?:that|it|this) work|"
    r"only (?:at|from|have)|earliest|next (?:free|available)|works? for you|offer",
    "undone": r"(?:noted|booked|wrote|ordered|reserved|took|take) (?:down )?(?:nothing|no\b)|"
    r"nothing (?:is |was )?(?:noted|booked)|"
    r"did not (?:understand|note|book)",
    "done": r"\bnoted\b|\bbooked\b|\breserved\b|\bconfirmed\b|all set|got (?:it|that)|"
    r"(?:wrote|write|put) (?:it|that|you|this) down|see you|"
    r"(?:be|is|are|it's) ready\b|ready (?:at|by|for|in)|it(?:'s| is) done|scheduled|"
    r"order (?:is|has been|was) (?:in|placed|taken)\b|"
    r"(?:i|we)(?:'ll| will) (?:tell|let|pass|give|note|have|write|see|expect|be waiting|wait)",
    "who": r"who(?:'s| is) (?:this|it|there|calling|speaking)|who am i",
    "name": r"(?:what|which|whose|your|the|a) name\b|name is it|who(?:'s| is) it for|name\?",
    "size": r"(?:what|which) size|how (?:big|large)",
    "party": r"how many|party of how|number of (?:people|guests)",
    "time": r"(?:what|which) (?:time|hour|day|date)\b|\bwhen\b",
    "phone": r"phone number|your number|contact number|a number",
    "else": r"anything else|something else|is that (?:all|it|everything)|that's (?:all|it)\?",
    "what": r"what (?:would|can|could|do|will|shall|may|should) (?:you|i|we)|(?:which|what) \w+ (?:would|do) you|"
    r"how (?:can|may|could) (?:i|we)|what(?:'s| is) (?:it|this) (?:about|regarding)|"
    r"what do you need|who would you like",
    "again": r"pardon|come again|say (?:that|it) again|repeat|"
    r"(?:did not|didn't|can't|cannot|can not) (?:hear|catch|get|understand)|"
    r"^(?:sorry|excuse me|what)\?|hello\?",
    "choice": r"\bor\b",
    "extras": r"would you like|do you want|shall i|should i|(?:any|add|extra|with) \w*\??$",
    "wh": r"\b(?:what|which|who|whose|where|why|how|when)\b",
    "hold": r"(?:one|just a|a|half a) (?:moment|minute|second|sec)\b|hold on|hang on|please hold|"
    r"let me (?:check|see|look)|\bwait\b|\bchecking\b|i(?:'m| am) looking",
    "bye": r"\bbye\b|good ?bye|have a (?:nice|good|great)|take care",
    "yes": r"\b(?:yes|yeah|yep|sure|okay|ok|right|correct|exactly|of course|fine|certainly|alright|very good)\b",
    "sure": r"\b(?:right|correct|ok|okay|fine|agreed|good|so|is|are|was|will|do|does|did|can|could|may)\b",
    "no": r"\b(?:no|nope|not)\b",
    "greeting": r"\bhello\b|\bhi\b|good (?:morning|evening|afternoon|day)",
}
_HE: Mapping[Mark, str] = {
    "voicemail": r"השאירו|להשאיר הודעה|השאר הודעה|אחרי (?:הצליל|הצפצוף|הביפ)|לאחר (?:הצליל|הצפצוף|הביפ)|תא קולי|"
    r"משיבון|לא (?:יכולים|יכול|יכולה) לענות|מענה קולי",
    "screening": r"(?:אמרו|הקליטו|ציינו|לומר) את (?:ה?שם|שמכם|שמך)|סיבת (?:השיחה|הפנייה|ההתקשרות)",
    "menu": r"(?:הקישו|הקש|הקישי|להקיש|לחצו|לחץ|לחצי)(?= \S)",
    "queue": r"(?:הנציגים|הקווים|המוקדנים|הנציגות) (?:\S+ )?(?:עסוקים|תפוסים|עסוקות)|שיחתכ\S+ חשובה|ממתינים לפני|"
    r"בתור (?:לשיחה|לנציג|להמתנה)|להישאר על הקו|הישארו על הקו",
    "never": r"אל תתקשר\S*|תפסיק\S* להתקשר|(?:תסיר|הסיר|תמחק|מחק)\S* (?:אותי|אותנו|את המספר)",
    "refusal": r"לא (?:מדבר\S*|רוצה לדבר|אדבר|מוכנה? לדבר)(?: \S+){0,3} "
    r"(?:עם )?(?:ה?מכונ\S+|ה?רובוט\S*|ה?מחשב\S*|בוט\S*|הקלט\S+)|"
    r"עם (?:מכונות|רובוטים|מחשבים)|אל תתקשר\S*|תפסיק\S* להתקשר|עזב\S* אותי|תנ\S+ לי (?:בן )?אדם|לדבר עם (?:בן )?אדם",
    "robot": r"(?:את|אתה|זה|זו|זאת|עם) (?:\S+ )?(?:רובוט|מכונה|מחשב|בוט|הקלטה|בן אדם|בנאדם|אנושית?|אמיתית?|בינה)",
    "away": r"טעות במספר|טעיתם? במספר|המספר לא נכון|(?:תתקשר|תחזר|תצלצל|תנס)\S* (?:שוב |אליי |אלינו |אלי )?"
    r"(?:עוד (?!פעם)|אחר כך|מאוחר יותר|בעוד|מחר)|אני (?:עסוק|עסוקה|באמצע)|לא יכולה? לדבר|לא זמן טוב",
    "full": r"מלאי?ם?(?=[\s.,!?]|$)|מלאה|תפוס|נגמר\S*|אזל\S*|(?:^|\s)ש?אין(?=[\s.,]|$)|סגורים|"
    r"(?:אי|לא) (?:אפשר|ניתן)|לא (?:פנוי|נשאר|יכול|עובד|שומע)\S*|לצערי|לצערנו",
    "offer": r"אולי|במקום|מתאים|מה (?:עם|דעת)|יש (?:\S+ ){0,4}ב|אפשר ב|רק ב|יכול\S* להציע|פנוי\S* ב|הכי מוקדם",
    "undone": r"לא (?:רשמתי|הזמנתי|שמרתי|קבעתי|הבנתי|רשמנו|לקחתי)|לא (?:נרשם|הוזמן)",
    "done": r"רשמתי|רשום|נרשם|הזמנתי|הוזמן|שמרתי|שמור|מאושר|אישרתי|קבעתי|קבענו|נקבע|"
    r"(?:יהיה|תהיה|יהיו) מוכנ?\S*|מוכנ?\S* ב|נתראה|ניפגש|"
    r"ההזמנה (?:נקלטה|התקבלה|בוצעה|אצלי|אצלנו)|סגרנו|סידרתי|(?:^|\s)א(?:עביר|מסור|גיד)|נעביר|"
    r"נמסור|מחכים|נחכה|העברתי|מסרתי",
    "who": r"מי (?:זה|זאת|זו|מדבר|מדברת|מבקש|שואל|את|אתה)",
    "name": r"(?:איזה|מה ה?|על|ה)\s?שם|איך קוראים|שמך|שם מי",
    "size": r"(?:איזה|מה ה)\s?גודל|כמה גדול",
    "party": r"כמה (?:אנשים|סועדים|תהיו|מקומות|איש|נפשות|אתם)|לכמה\?",
    "time": r"(?:איזו|איזה|מה ה) ?(?:שעה|יום|תאריך)|מתי|לכמה בשעה",
    "phone": r"מספר (?:ה?טלפון|לחזרה)|טלפון לחזרה|מה (?:ה?טלפון|ה?מספר)",
    "else": r"עוד משהו|משהו נוסף|משהו אחר|זה (?:הכל|הכול)\?|יש עוד",
    "what": r"מה (?:תרצ|להכין|להזמין|להביא|בשביל|אפשר|ברצונ|צריכ|ה?עניין|ה?בקשה)|"
    r"(?:איזו|איזה) (?!שעה|שם|יום|גודל)\S+ תרצ|"
    r"(?:איך|במה) (?:אפשר|אוכל|נוכל|ניתן)|במה מדובר|מה מדובר|כן, ?מה",
    "again": r"לא שמעתי|לא שומע\S*|עוד פעם|שוב|תחזר\S*|^סליחה\?|מה אמרת|^מה\?|לא הבנתי|הלו\?",
    "choice": r"(?:^|\s)או(?=\s)",
    "extras": r"תרצ\S+|רוצ\S+|להוסיף|תוספ\S+",
    "wh": r"(?:^|\s)(?:מה|מי|איפה|איזה|איזו|כמה|למה|איך|מתי|היכן)(?=[\s?])",
    "hold": r"רגע|שנייה|שניה|דקה|תמתינ\S*|המתינ\S*|תחכ\S+|חכ[יה](?=\s|[.,!]|$)|אני בודק\S*|נבדוק|אבדוק",
    "bye": r"להתראות|(?:^|\s)ביי|יום (?:טוב|נעים)|ערב טוב\.?$|כל טוב|שלום\.$",
    "yes": r"(?:^|\s)(?:כן|בסדר|נכון|בטח|מצוין|בסדר גמור|אוקיי|סבבה|בשמחה|מתאים|יופי|טוב|ברור|בוודאי)(?=[\s.,!?]|$)",
    "sure": r"נכון|בסדר|מתאים|סגור|(?:^|\s)(?:טוב|כן|אוקיי|האם)(?=[\s?,])",
    "no": r"(?:^|\s)(?:לא|אין)(?=[\s.,!?]|$)",
    "greeting": r"שלום|הלו|בוקר טוב|ערב טוב|צהריים טובים|(?:^|\s)היי",
}
_PATTERNS: Mapping[Language, Mapping[Mark, re.Pattern[str]]] = {
    "en": {mark: re.compile(pattern, re.IGNORECASE) for mark, pattern in _EN.items()},
    "he": {mark: re.compile(pattern) for mark, pattern in _HE.items()},
}


def marks(text: str, language: Language) -> frozenset[Mark]:
    found = {mark for mark, pattern in _PATTERNS[language].items() if pattern.search(text)}
    if "?" in text:
        found.add("question")
    if "undone" in found:
        found -= {"done"}
    if "screening" in found:
        found -= {"voicemail"}
    if "never" in found:
        found.add("refusal")
    return frozenset(found)


def parts(text: str) -> list[str]:
    """The sentences, with their marks."""
    return [part for part in re.split(r"(?<=[.!?])\s+", text.strip()) if part]
