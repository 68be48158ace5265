"""What is on the other side, by its words: a person, a menu, a queue, a call screener, an answering machine. Pure.

Rules:
1. Only plain signs count: a person who says "shall I leave a message" is no machine, and "one moment" in the middle of
   a longer sentence is no queue.
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


_SHORT = 9
"""Words of a turn in which a casual "one moment" is all there is."""
_KEY = r"(?:\d|one|two|three|four|five|six|seven|eight|nine|zero|star|pound|hash|any key)"
_CERTAIN: Mapping[Side, str] = {
    Side.SCREENING: r"screening (?:service|assistant)|(?:state|say|record|tell me) your name and|"
    r"(?:name and )?(?:why you(?:'re| are) calling)|the person you(?:'re| are) (?:calling|trying to reach)|"
    r"סינון שיחות|שירות סינון|(?:אמרו|ציינו|תגידו|מסרו) את (?:שמכם|השם)",
    Side.VOICEMAIL: r"(?:after|at) the (?:tone|beep)|"
    r"leave (?:us |me )?(?:a|your) (?:voice )?message (?:after|at|and|for)|"
    r"voice ?mail|mailbox|you(?:'ve| have) reached .*(?:can ?not|can't|unable|unavailable|not available)|"
    r"(?:אחרי|לאחר|עם|הישמע) ה?(?:צליל|צפצוף|ביפ)|הישמע הצליל|תא ה?קולי|"
    r"(?:השאירו|השאר|השאירי|להשאיר) (?:לנו |לי )?הודעה (?:אחרי|לאחר|ונחזור|ואחזור)|המנוי (?:אינו|שחייגתם)|"
    r"הגעתם .*(?:לא יכולי?ם לענות|לא נוכל לענות|איננו זמינים|אין מענה)",
    Side.MENU: rf"\b(?:press|dial|push|select) (?:the )?(?:number )?{_KEY}\b|main menu|following options|"
    r"(?:הקישו|הקישי|הקש|להקיש|תקישו|לחצו|ללחוץ|לחץ)(?=\s)|תפריט ראשי",
    Side.HOLD: r"please (?:hold|wait|stay)|hold the line|stay on the line|remain on the line|your call is important|"
    r"(?:agents|representatives|operators|lines) are (?:currently |all )?busy|you are (?:number|next) |in the queue|"
    r"(?:transferring|connecting|putting) you|will be with you|"
    r"(?:אנא|נא|בבקשה) (?:המתינו|המתן|המתיני|להמתין)|המתינו|נא להמתין|הישארו על הקו|שיחתכם חשובה|"
    r"כל (?:ה)?נציגים|נציגינו עסוקים|מעביר(?:ה|ים)? אות|מקומכם בתור|מיד נענה",
}
_CASUAL = re.compile(
    r"\b(?:one|just a|a) (?:moment|second|sec|minute)\b|\bhold on\b|\blet me (?:check|see|look)\b|\bbear with me\b|"
    r"(?:^|\s)(?:רגע|רק רגע|שנייה|שניה|דקה)(?=[\s,.!]|$)|(?:^|\s)(?:חכי|תחכי|תמתיני|תמתינו)(?=[\s,.!]|$)"
)
_SIGNS = {side: re.compile(pattern) for side, pattern in _CERTAIN.items()}
_ASKS_A_PERSON = re.compile(
    r"\?\s*$|how (?:can|may) i help|\bspeaking\b|(?:איך|במה|כיצד) (?:אפשר|אני יכול|ניתן|לעזור)", re.IGNORECASE
)


def recognise(text: str) -> Side:
    """What says these words. Words without any sign are a person's."""
    words = text.casefold().replace("’", "'")
    for side, sign in _SIGNS.items():
        if sign.search(words) and not (side in (Side.HOLD, Side.VOICEMAIL) and words.rstrip().endswith("?")):
            return side
    casual = _CASUAL.search(words) is not None and len(words.split()) < _SHORT and "?" not in words
    return Side.HOLD if casual else Side.PERSON


def asks_a_person(text: str) -> bool:
    """Words to which a person waits for an answer."""
    return _ASKS_A_PERSON.search(text) is not None
