"""What is on the other side, by its words: a person, a menu, a queue, a call screener, an answering machine. Pure.

Rules:
1. Only plain signs count: a person who says "shall I leave a message" is no machine, a menu names a key, or a word to
   be said to it, and "one moment" is a hold only when the whole turn says no more than that and politeness.
2. What is said last counts, so one call may go from a menu to a queue to a person.
"""

import re
from collections.abc import Mapping
from enum import StrEnum


class Side(StrEnum):
    """The values are the phases of `call.phase`."""

    PERSON = "talking"
    MENU = "menu"
    HOLD = "on_hold"
    SCREENING = "screening"
    VOICEMAIL = "voicemail"


_KEY = r"(?:\d|one|two|three|four|five|six|seven|eight|nine|zero|star|pound|hash|any key)"
_HEBREW_KEY = (
    r"(?:\d|אחת|אחד|שתיים|שניים|שלוש|ארבע|חמש|שש|שבע|שמונה|תשע|אפס|כוכבית|סולמית|(?:את )?(?:ה?מספר|ה?קוד|ה?סיסמ|"
    r"ה?שלוח|מקש))"
)
_NO_ORDER = (
    r"(?!(?:hi|hello|that|this|so|when|no|it|yes(?! or)|thanks|please|something|anything|what|good|your?|the same)\b)"
)
_SPOKEN = (
    rf"(?:\b(?:for|to) [\w' ]{{2,40}},? (?:(?:just|please|you can) )?say {_NO_ORDER}[\"'“‘]?\w+|"
    rf"\bsay {_NO_ORDER}[\"'“‘]?\w+(?: \w+)?[\"'”’]?(?: now)? (?:to (?:speak|talk|make|book|reach|order|hear|cancel|"
    r"change|repeat|go|be connected|return|continue)|for (?!me\b|us\b|you\b|the record\b|tonight\b)\w+)|"
    r"\bsay [\"“‘'](?!(?:hi|hello|yes|no|thanks)\b)\w+|\byou can say (?:things like|[\"“‘'])|"
    r"\b(?:please|just) say (?:yes or no|agent|operator|representative|main menu)\b|"
    r"\bin a few words,? (?:please )?(?:tell|say|describe)|\b(?:tell me|say|describe),? (?:briefly|in a few words)\b|"
    r"(?<!\w)ל[\w ]{2,40},? (?:נא |אנא )?(?:אמרו|אימרו|אמור) (?!לי|לו|לה|לנו|שלום|תודה|את|מה|אם)[\"״'“]?\w+|"
    r"(?:^|[.,;!] ?)(?:נא |אנא |בבקשה )?(?:אמרו|אימרו|תגידו) (?:[\"״“'](?!שלום)\w+|כן או לא|נציג)|"
    r"(?:אמרו|אימרו|ספרו|תארו|ציינו|תגידו)(?: לנו| לי)? ב(?:כמה מילים|מילים ספורות|קצרה)|"
    r"ב(?:כמה מילים|מילים ספורות|קצרה),? (?:אמרו|אימרו|ספרו|תארו|ציינו|תגידו))"
)
"""Words that ask for a word to be said to a machine."""
_KEYED = (
    rf"(?<!\bwe )(?<!\bi )\b(?:press|dial|push|select) (?:(?:or|and) say )?(?:the )?(?:number )?{_KEY}\b"
    r"(?! (?:at|on) the (?:intercom|door|gate|bell|entrance))|"
    r"menu options have changed|(?:enter|type|key in) your [\w ']+ (?:followed by|using|on) (?:the|your) (?:pound|hash|"
    r"star|keypad)|your party's extension|"
    rf"(?:הקישו|הקישי|הקש|להקיש|תקישו|לחצו|ללחוץ|לחץ) (?:או אמרו )?(?:על )?(?:את )?(?:ה?מקש |"
    rf"ה?ספרה )?{_HEBREW_KEY}(?! ב(?:אינטרקום|כניסה|דלת|קודן))"
)
_CERTAIN: Mapping[Side, str] = {
    Side.SCREENING: r"screening (?:service|assistant)|(?:state|say|record|tell me) your name and|"
    r"(?:name and )?(?:why you(?:'re| are) calling)|"
    r"the person you(?:'re| are) (?:calling|trying to reach)(?! (?:is (?:not|un)|isn't|can ?not|can't|has|did))|"
    r"סינון שיחות|שירות סינון|(?:אמרו|ציינו|תגידו|מסרו) את (?:שמכם|השם)",
    Side.VOICEMAIL: r"(?:after|at) the (?:tone|beep)|"
    r"leave (?:us |me )?(?:a|your) (?:voice )?message (?:after|at|and|for)|"
    r"leave (?:us |me )?your name and (?:phone )?number,? and (?:we|i)(?:'ll| will)|"
    r"^(?:hi|hello|hey|this is)\b.*\bleave (?:us |me )?a (?:short )?message\s*[.!]*$|record your message|"
    r"the (?:number|subscriber|customer) (?:you(?:'ve| have)? (?:called|diall?ed)|(?:is|can)(?: ?not|n't))|"
    r"(?<!\bhave )(?<!\bhave a )(?<!\bno )voice ?mail(?!\?)|mailbox|you(?:'ve|"
    r" have) reached .*(?:can ?not|can't|unable|unavailable|not available)|"
    r"(?:אחרי|לאחר|עם|הישמע) ה?(?:צליל|צפצוף|ביפ)|הישמע הצליל|תא ה?קולי|"
    r"(?:השאירו|השאר|השאירי|להשאיר) (?:לנו |לי )?הודעה (?:אחרי|לאחר|ונחזור|ואחזור)|המנוי (?:אינו|שחייגתם)|"
    r"הגעתם .*(?:לא יכולי?ם לענות|לא נוכל לענות|איננו זמינים|איננ?י זמינ|(?:אני|אנחנו) לא זמינ|אין מענה)|"
    r"^(?:(?:שלום|היי|הגעתם).*)?השאירו הודעה\s*[.!]*$",
    Side.MENU: f"{_KEYED}|{_SPOKEN}",
    Side.HOLD: r"please (?:hold|wait|stand by)(?: on)?"
    r"(?=\s*(?:[.,!…]|$)| (?:the line|while|until|as|and|a (?:moment|minute|second)|"
    r"one (?:moment|minute|second)|for (?:the next|an?|our|your))\b)|hold the line|stay on the line|"
    r"remain on the line|your call is important|"
    r"(?:agents|representatives|operators|lines) are (?:currently |all )?busy(?! (?:on|at|every) )|you are (?:number|"
    r"next) |in the queue|you are caller number|"
    r"your (?:estimated|expected) wait|אתם \w+ בתור|זמן ההמתנה|"
    r"(?:transferring|connecting|putting) you(?=\s*(?:[.,!]|$)| (?:to|now|through|over|on)\b)|"
    r"(?:\b(?:we|i|someone)|(?:agent|representative|operator|advis[eo]r|colleague|assistant|specialist|consultant|"
    r"who)s?)"
    r"(?: will|'ll)? be with you|"
    r"(?:(?:אנא|נא|בבקשה) (?:המתינו|המתן|המתיני|להמתין)|המתינו)"
    r"(?=\s*(?:[.,!…]|$)| (?:על הקו|בקו|ל(?:נציג|מענה|תור|רגע)|רגע|דקה|שנייה|מספר|בסבלנות|בבקשה|ו|עד (?:ש?נציג|שית|"
    r"שנת|ל)))|"
    r"הישארו על הקו|שיחתכם חשובה|"
    r"כל (?:ה)?נציגים|נציגינו עסוקים|מעביר(?:ה|ים)? אות|מקומכם בתור|מיד נענה",
}
_CLERK = re.compile(
    r"^(?!.*(?:tone|beep|צליל|צפצוף|ביפ)).*"
    r"(?:\bwith (?:me|us)\b|\bi(?:'ll| will| can) (?:pass|give|tell|make sure|let (?:her|him|them))|אצל(?:י|נו)\b|"
    r"(?:אני|אנחנו) (?:אמסור|נמסור|אעביר|נעביר))"
)
"""Who offers to take a message is no answering machine."""
_WORDS = r"(?: (?!(?:yes|yeah|no|כן|לא)\b)[\w']+){0,8}"
_MOMENT = (
    r"(?:(?:wait,? |just |give me )*(?:one|a|1|one more|half a|another) (?:moment|second|sec|minute|min)(?: more)?|"
    r"(?:hold|hang) on|bear with me|"
    rf"let me (?:just )?(?:check|see|look|ask){_WORDS}|"
    r"(?:ת(?:ן|ני|נו) לי )?(?:רק |עוד )*(?:רגע|שנייה|שניה|דקה)(?: אחת| אחד| קט)?|"
    r"(?:ת?ישאר\w*|הישאר\w*) (?:איתי|על הקו)(?: רגע| שנייה)?|ת?חכ[הי]|ת?חכו|תמתי(?:ן|ני|נו)|המתי(?:ן|ני|נו))"
)
_BESIDES = (
    r"(?:please|okay|ok|alright|all right|yes|sure|of course|sir|madam|ma'am|well|oh|uh|um|hello|hi|thanks|thank you|"
    rf"(?:i'll|i will|i'm|i am|i have to|i need to)(?: just| go(?:ing)?(?: to)?)*"
    rf" (?:check|ask|look|get|fetch|put|transfer|connect|find)(?:ing)?{_WORDS}|"
    r"בבקשה|אוקיי|אוקי|טוב|בסדר|כן|בטח|ברור|שלום|היי|תודה|אדוני|גברתי|מותק|נשמה|"
    rf"(?:אני |אנחנו )?(?:רק |כבר |מיד |תכף )*(?:בודק\w*|אבדוק|נבדוק|מברר\w*|אברר|מסתכל\w*|אסתכל|שואל\w*|אשאל|"
    rf"קורא\w*|אקרא|מעביר\w*|אעביר|מביא\w*|אביא){_WORDS})"
)
_CASUAL = re.compile(rf"(?:{_BESIDES}[\s,.!…-]+)*{_MOMENT}(?:[\s,.!…-]+(?:{_MOMENT}|{_BESIDES}))*[\s.,!…-]*")
_LONG = 20
"""Words of a turn that says more than "one moment"."""
_SIGNS = {side: re.compile(pattern) for side, pattern in _CERTAIN.items()}
_TO_BE_SAID, _TO_BE_PRESSED = re.compile(_SPOKEN), re.compile(_KEYED)
_ASKS_A_PERSON = re.compile(
    r"\?\s*$|how (?:can|may) i help|\bspeaking\b|(?:איך|במה|כיצד) (?:אפשר|אני יכול|ניתן|לעזור)", re.IGNORECASE
)


def recognise(text: str) -> Side:
    """What says these words. Words without any sign are a person's."""
    words = _plain(text)
    for side, sign in _SIGNS.items():
        if sign.search(words) and not (side in (Side.HOLD, Side.VOICEMAIL) and words.endswith("?")):
            return Side.PERSON if side is Side.VOICEMAIL and _CLERK.search(words) else side
    return Side.HOLD if casual(text) else Side.PERSON


def wants_a_word(text: str) -> bool:
    """A menu that is answered with a word; one that also takes keys is answered with those."""
    words = _plain(text)
    return _TO_BE_SAID.search(words) is not None and _TO_BE_PRESSED.search(words) is None


def casual(text: str) -> bool:
    """A person asks for a moment, and says nothing else."""
    words = _plain(text)
    return len(words.split()) <= _LONG and _CASUAL.fullmatch(words) is not None


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def asks_a_person(text: str) -> bool:
    """Words to which a person waits for an answer."""
    return _ASKS_A_PERSON.search(text) is not None
