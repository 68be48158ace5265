"""Questions the memory answers, which make no errand: "what is Dana's number?", "מה הכתובת שלי?"."""

from ringback.engine.interpreters.requests import value
from ringback.engine.interpreters.text import Text, pattern, trim, words
from ringback.engine.reading import Act, Reading, Situation
from ringback.engine.task import Language

_LEAD = r"(?:(?:so|and|hey|please|ok|okay|wait|by the way|can you|could you|אז|היי|רגע|אגב|בבקשה|אפשר)[ ,]+)*"
_WHAT = (
    r"(?:what(?:'s| is| was|s)|do you (?:have|know|remember)|have you got|(?:give|tell|show|send) me|i (?:need|want))"
)
_PHONE = r"(?:phone |telephone |cell |mobile |contact )*(?:number|phone|telephone)"
_HE_WHAT = r"(?:מהו|מה|(?:האם )?יש לך|ת?ני לי|תן לי|ת?גידי לי|תגיד לי|תזכירי לי|תזכיר לי|אני (?:צריכה?|רוצה))"
_HE_PHONE = r"ה?(?:מספר(?: ה?(?:טלפון|נייד))?|טלפון|נייד)"
_END = r"(?: again| please| בבקשה| שוב)*[?.! ]*"
_NUMBER = pattern(
    rf"""{_LEAD}{_WHAT} (?:(?P<who>[^\d,;:?¦]{{2,40}}?)(?:'s|s') {_PHONE}
    |(?:the |a )?{_PHONE} (?:of|for) (?P<of>[^\d,;:?¦]{{2,40}}?)
    |(?P<them>their|his|her) {_PHONE}){_END}
    |{_LEAD}{_HE_WHAT}(?: מה)?(?: את)? {_HE_PHONE} (?:של (?P<he>[^\d,;:?¦]{{2,40}}?)|(?P<he_them>של(?:הם|הן|ו|ה)))
    {_END}"""
)
_OWN = pattern(
    rf"""{_LEAD}{_WHAT} my (?P<en>name|address|{_PHONE}){_END}
    |{_LEAD}{_HE_WHAT}(?: מה)?(?: את)? (?P<he>ה?שם|ה?כתובת|{_HE_PHONE}) שלי{_END}|{_LEAD}(?P<live>where do i live){_END}
    |{_LEAD}(?P<he_live>איפה אני גרה?){_END}"""
)
_DETAILS = {"name": "name", "שם": "name", "address": "address", "כתובת": "address"}
_NOBODY = words("people guests diners calls me my הסועדים אנשים השיחות סועדים")


def read(text: Text, language: Language, situation: Situation) -> Reading | None:
    """MEMORY with the `callee` whose number is asked for, or with the user's own detail among the `edits`."""
    if situation.asked_kind == "text":
        return None
    if own := _OWN.fullmatch(text.plain):
        said = own["en"] or own["he"] or "address"
        key = next((key for word, key in _DETAILS.items() if word in said), "phone")
        return Reading(Act.MEMORY, language, edits=(key,))
    found = _NUMBER.fullmatch(text.plain)
    if found is None:
        return None
    group = next((name for name in ("who", "of", "he") if found[name]), None)
    if group is None:
        last = situation.past[0].slots.get("callee") if situation.past else None
        return Reading(Act.MEMORY, language, slots={"callee": last}) if last else None
    who = trim(text.cut(*found.span(group)))
    if not who or who.lower().split()[-1] in _NOBODY:
        return None
    return Reading(Act.MEMORY, language, slots={"callee": value(who)})
