"""Pure: when the rules have read a message with certainty, so that no model is asked.

Rules:
1. Closed lists are certain: yes, no, cancel, forget, refusals, small talk; and several callees, which only rules read.
2. Anything else is certain when the rules found something and left hardly a word of the message unread.
"""

import re

from ringback.engine.interpreters import text as texts
from ringback.engine.reading import Act, Reading

_CLOSED = frozenset(
    {Act.AFFIRM, Act.NEGATE, Act.CANCEL, Act.FORGET, Act.REFUSE, Act.STATUS, Act.PAST, Act.HELP, Act.GREETING}
)
_WORD = re.compile(r"[^\W_]+(?:['\"][^\W_]+)*")
_GLUED = re.compile(r"^[ולבמהשכ]{1,3}(?=[א-ת\d]{2})")
_UNREAD = 1
"""So many words may be left over, besides the small ones."""

_SMALL = texts.words(
    """
    a an the to of for at on in and or is it its it's this that my me i i'd i'm id we us our you your please can could
    would will should want need like have with by from name number phone call ring dial them him her then now so no not
    yes ok okay hi hello hey thanks thank up there about just make book reserve order ask tell table people persons
    guests change instead actually set rather people's get sure be say
    את של על עם אל אני לי לנו זה הזה זאת בבקשה תודה היי שלום אפשר רוצה צריך צריכה אשמח תוכלי תוכל כן לא בעצם רגע טוב אז
    גם שם בשם מספר טלפון תתקשר תתקשרי להתקשר התקשר התקשרי תחייג תחייגי לחייג תזמין תזמיני להזמין הזמן הזמיני תקבע תקבעי
    לקבוע קבע קבעי תשאל תשאלי לשאול שאל שאלי תגיד תגידי להגיד שולחן מקום אנשים סועדים איש תשנה תשני לשנות יהיה שיהיה
    תעשה תעשי תבדוק תבדקי לבדוק לברר תבררי תברר ותזמין ותזמיני ותשאל ותשאלי ותקבע ותקבעי ותגיד ותגידי ותבדוק ותבדקי
    """
)


def is_certain(message: str, reading: Reading) -> bool:
    """True when a model could not know better."""
    if reading.act in _CLOSED or reading.others or reading.strategy or reading.refusal:
        return True
    if reading.act is Act.OTHER or not (reading.slots or reading.edits or reading.learned):
        return False
    read = {
        form
        for said in (*(slot.said for slot in reading.slots.values()), *reading.learned.values())
        for word in _WORD.findall(texts.read(said).plain)
        for form in forms(word)
    }
    left = [word for word in _WORD.findall(texts.read(message).plain) if not read & forms(word)]
    unread = [word for word in left if not _SMALL & forms(word) and not word.isdigit()]
    digits = sum(word.isdigit() for word in left) if "phone_number" not in reading.slots else 0
    return len(unread) + digits <= _UNREAD


def forms(word: str) -> set[str]:
    """A word of the plain text, and what it is without the letters that stick to it in Hebrew."""
    return {word, _GLUED.sub("", word), word.removesuffix("'s")}
