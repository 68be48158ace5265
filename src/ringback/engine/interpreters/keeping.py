"""What the memory is to keep or to give up: "remember that I'm vegetarian and my address is …", "forget the dentist".

Rules:
1. Several things told in one sentence are kept one by one; what is no name, address or number of the user is kept in
   their own words.
2. To forget somebody names a contact. While a plan is in hand "forget Dana" gives up the plan to call Dana, and says
   nothing of anybody else.
"""

import re

from ringback import phone
from ringback.engine.interpreters import names, times
from ringback.engine.interpreters import text as texts
from ringback.engine.interpreters.text import Text, pattern, trim
from ringback.engine.matching import find, same
from ringback.engine.reading import Act, Reading, Situation
from ringback.engine.task import Language, Source

_KEEP = pattern(
    r"""(?:(?:please|hey|and|ok|okay|can you|could you|i want you to|בבקשה|היי|אפשר|רק)[ ,]+)*
    (?:(?:remember|note(?: down)?|keep in mind|save|write down|know|for the record)(?:,| that| this:|:)?[ ]
    (?=(?:i|i'm|i've|we|we're|my|our)\b)
    |(?:ת?זכרי?|תזכור|לזכור|ת?רשמי|תרשום|לרשום|ת?דעי?|תדע|ת?שמרי|תשמור|לשמור)(?: לך| בזיכרון| לפניך)?(?:,|:)?[ ]
    (?=ש|(?:אני|ה?כתובת|ה?שם) ))"""
)
_NEXT = pattern(
    r"""[,;.]? and (?:also )?(?:that )?(?=(?:i|i'm|i've|we|we're|my|our)\b)
    |[,;.] (?:that )?(?=(?:i|i'm|i've|we|we're|my|our)\b)
    |[,;.]? ו(?:גם )?(?=ש(?:אני|אנחנו|ה|יש לי|אין לי|ל|קוראים|מי)|אני |ה?כתובת שלי|ה?שם שלי|ה?מספר שלי|ה?טלפון שלי)
    |[,;.] (?=ש(?:אני|אנחנו|ה)|אני )"""
)
_OF_ME = pattern(
    r"""(?P<en>(?:i'm|i am|we're|we are) (?:an? )?(?P<what>.+)|(?:i|we|my|our) (?P<does>.+))
    |(?P<he>(?:אני|אנחנו) (?P<he_what>.+)|(?P<he_has>(?:יש לי|אין לי) .+|ה?[א-ת]+ (?:שלי|שלנו) .+))"""
)
_LONGEST = 80
_OWN_NUMBER = re.compile(r"(?:my|our) (?:phone )?number(?: is)?|ה?(?:מספר|טלפון|נייד)(?: ה?טלפון)? שלי(?: הוא)?")
_FORGET = pattern(
    r"""(?:please |you can )*(?P<verb>forget|delete|erase|remove)(?: about)? (?P<who>[^\d,;:?¦]{2,40}?)
    (?:'s (?:number|contact|details|phone))?(?: from (?:my |your )?(?:contacts|memory|list))?(?: please)?
    |(?:בבקשה |את יכולה ל)*(?P<he_verb>ת?שכחי?|תשכח|לשכוח|שכוח|ת?מחקי?|תמחק|למחוק|מחוק) (?:את )?
    (?P<he>[^\d,;:?¦]{2,40}?)(?: מ(?:אנשי הקשר|הזיכרון|הרשימה))?(?: בבקשה)?"""
)
_FORGET_THAT = pattern(r"(?:that )?(?:i'm|i am) (?:an? )?(?P<en>.+)|ש(?:אני|אנחנו) (?P<he>.+)")
_NO_NAME = pattern(
    r"""(?:that|this|it|everything|all|what|about|את|זה|הכל|הכול|מזה|ש)(?![\wא-ת]).*
    |(?:.* )?(?:bookings?|reservations?|tables?|appointments?|orders?|calls?|meetings?|plans?|visits?)\b.*
    |(?:.* )?[המ]{0,2}(?:הזמנה|הזמנות|תור|תורים|שולחן|פגישה|שיחה|שיחות|תוכנית|בקשה|ביקור)(?![א-ת]).*"""
)


def read(text: Text, language: Language, situation: Situation) -> Reading | None:
    """INFORM with what is `learned`, FORGET with the name, or CANCEL of the plan to call whom the message names."""
    if situation.asked_kind == "text":
        return None
    plain = text.plain.rstrip(" .!")
    lead = _KEEP.match(plain)
    if lead:
        learned = _told(Text(text.said[lead.end() : len(plain)], plain[lead.end() :]), situation)
        return Reading(Act.INFORM, language, learned=learned) if learned else None
    found = _FORGET.fullmatch(plain)
    return _forgotten(text, found, language, situation) if found else None


def _told(text: Text, situation: Situation) -> dict[str, str]:
    """Each of the things a sentence tells of the user; nothing when one of them is not understood."""
    if "?" in text.plain or times.find(text):
        return {}
    learned: dict[str, str] = {}
    for said in _clauses(text):
        clause = texts.read(said)
        home, name = names.address(clause), names.own(clause)
        number = next(iter(phone.extract(clause.said, situation.region, situation.countries)), None)
        about = _OF_ME.fullmatch(clause.plain)
        if home:
            learned["address"] = home.said
        elif name:
            learned["name"] = name.said
        elif number and number.number.e164 and _OWN_NUMBER.match(clause.plain):
            learned["phone"] = number.number.e164
        elif about and number is None and len(clause.said) <= _LONGEST:
            group = next(name for name in ("what", "does", "he_what", "he_has") if about[name])
            learned[f"preferences/{clause.cut(*about.span(group))}"] = trim(clause.said)
        else:
            return {}
    return learned


def _clauses(text: Text) -> list[str]:
    """The sentence part by part, without the ש that joins a Hebrew one to what went before."""
    parts, start = [], 0
    for joint in _NEXT.finditer(text.plain):
        parts.append(text.said[start : joint.start()])
        start = joint.end()
    parts.append(text.said[start:])
    return [
        re.sub(r"^ש(?=אני|אנחנו|ה|יש לי|אין לי|ל|קוראים|מי)", "", said.strip(" ,;."))
        for said in parts
        if said.strip(" ,;.")
    ]


def _forgotten(text: Text, found: re.Match[str], language: Language, situation: Situation) -> Reading | None:
    group = "who" if found["who"] else "he"
    said = text.cut(*found.span(group))
    told = _FORGET_THAT.fullmatch(said.lower())
    if told:
        kept = next(said[slice(*told.span(name))] for name in ("en", "he") if told[name])
        return Reading(Act.FORGET, language, edits=(kept,))
    if _NO_NAME.fullmatch(said.lower()):
        return None
    spelt = [said, *(said[len(mark) :] for mark in ("מה", "מ") if said.startswith(mark) and len(said) > len(mark) + 2)]
    contacts = [known for known in situation.known if known.source is Source.CONTACT]
    person = next((one for name in spelt if (one := find(name, contacts))), None)
    callee = situation.slots["callee"].said if "callee" in situation.slots else ""
    if callee and any(same(name, callee) for name in (*spelt, *([person.name] if person else []))):
        return Reading(Act.CANCEL, language)
    if person:
        return Reading(Act.FORGET, language, edits=(person.name,))
    asked = (found["verb"] or found["he_verb"] or "").startswith(("forget", "תשכח", "שכח", "לשכוח", "שכוח"))
    alone = situation.state == "idle" and asked and not times.find(Text(said, said.lower()))
    return Reading(Act.FORGET, language, edits=(spelt[-1],)) if alone else None
