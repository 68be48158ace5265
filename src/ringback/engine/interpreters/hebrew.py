"""Hebrew requests: who is called, and what for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ringback.engine.interpreters import names, numbers, verbs
from ringback.engine.interpreters.requests import TABLE, Request, Slots, callee, details, goal_or_time, spans, value
from ringback.engine.interpreters.text import FENCE, Text, pattern, trim, words
from ringback.engine.matching import find
from ringback.engine.reading import Known

LEAD = pattern(
    r"""
    (?:(?:היי|הי|הלו|נו|אוקיי?|אוקי|סבבה|אחלה|פליז|רגע|תקשיבי?|תשמעי?|מותק|מאמי|אחי|אחותי(?= ת)|ת?עשי לי טובה ו?|שלום
    |אהלן|בבקשה|אפשר|אנא|נא|תוכלי?|תוכלו|(?:אתה|את) (?:יכול|יכולה)|(?:אני )?(?:רוצה|צריך
    |צריכה|מבקש|מבקשת|מעוניין
    |מעוניינת|חייב|חייבת)|בא לי|[אנ]שמח|נרצה|הייתי (?:רוצה|שמח|שמחה)|היינו (?:רוצים|שמחים)|רציתי|תעזור לי|תעזרי לי
    |בואי?|יאללה|טוב|אז|יש (?:מצב
    |סיכוי|אפשרות)
    |מישהו|גם|ש|ש(?:את|אתה|אפשר)|אנחנו (?:רוצים|צריכים|מחפשים)|(?:את|אתה) מוכנ?ה?|חשבתי|מתחשק לי|דחוף
    |(?:כאן|פה|מדברת?) [א-ת]+(?=,))[ ,:!]+
    |ש(?=ת[א-ת]{3}))+"""
)
_ERRAND_NOUN = pattern(
    r"""
    (?<![א-ת])[והבלמ]*(?:שולחן|מקום|מקומות|תור|תורים|פגישה|פגישת|הזמנה|הזמנת|מונית|חדר|פיצה|פיצות|משלוח|מנוי
    |כרטיס|כרטיסים|טכנאי|אינסטלטור|טיפול|צימר|סוויטה|דירה|מלון
    |ביקור|שיעור|תספורת|מסאז'|מסג'|בדיקה|שעה|מסירה|איסוף|הובלה|תיקון|אירוע)(?![א-ת])"""
)
_EAT = pattern(r"(?:לאכול|לסעוד|לחגוג|לשבת|ל?ארוחת (?:ערב|צהריים|בוקר))(?![א-ת])")
_FOOD = (
    r"(?:פיצ(?:ה|ות)|סושי|המבורגר\w*|פלאפל\w*|שווארמ\w*|חומוס|סביח\w*|סלט\w*|מרק\w*|בורקס\w*|מגש\w*|ארוח(?:ה|ות)"
    r"|פסטה|צ'יפס|כרי(?:ך|כים)"
    r"|עוג(?:ה|ות)|זר|פרחים|נודלס|מרגריט(?:ה|ות)|קפה|לאפ(?:ה|ות)|סנדוויצ'\w*|גליד(?:ה|ות)|שניצל\w*|בגט\w*|מנ(?:ה"
    r"|ות)|קובה|ג'חנון|רגיל)"
)
_THING = pattern(
    rf"""(?:את )?(?:(?!(?:רק|לא|גם|כן|אז|בעצם|כמה|איזה|מתכון|יש|אין|האם) )[א-ת\d]+ )?(?:ה?{_FOOD}(?=.*(?<![א-ת])(?:מ
    |ב)-?[א-ת\w])|ל?(?:שולחן|מקום ל|מונית|פיצה|פיצות|משלוח|סושי|חדר|מקומות|ארוחה|טרמפ
    |צימר|לינה|הסעה|הסעות|(?P<visit>תור|פגישה|תספורת
    |ביקור)))(?![א-ת])"""
)
_AT_SOMEONE = re.compile(r"(?<![א-ת])אצל [א-ת]")
"""With a time beside it, what is wished for is a visit: "צבע לשיער אצל יוסי ברביעי"."""
_EATS_OUT = re.compile(r"(?<![א-ת])(?:לאכול|לסעוד|לחגוג|לשבת|ארוחת ערב|ארוחת צהריים) ")
_TO_A_THING = re.compile(r"ל(?=שולחן|מקום|תור|מונית|חדר|פיצה)")
_QUESTION = pattern(
    r"(?:האם|מתי|עד איז[הו]|באיז[הו] שעה|מאיז[הו]|עד מתי|ממתי|מה|כמה|באיזה|באיזו|איפה|יש|אפשר|אתם)(?![א-ת])"
)
_BUSINESS = pattern(
    r"""(?<![א-ת])(?:ו|ש|ה)?(?:פתוח|פתוחה|פתוחים|פותחים|סוגרים|פותחת?|סוגרת?|נסגר|נסגרת|נפתח|נפתחת|סגור|סגורה
    |שעות (?:ה)?(?:פתיחה|פעילות)|משלוח|משלוחים|חניה|במלאי|נשארו?|כרטיסים ל|פנוי|פנויה|מקום פנוי|מוכן|מוכנה|הזמנות
    |טייק אווי
    |לחכות לשולחן|מחכים|לחכות|מקום ל-?[א-ת\d]+|שולחן ל-?[א-ת\d]+|המתנה|תור ארוך|יש (?:להם|לכם|אצלם)|מקבל(?:ים|ת)?
    |קהל|עובדים|עובדת?|עונים|לוקחים|גובים|עולה|עולים
    |מחיר)(?![א-ת])"""
)
_HAVE_IT = re.compile(r"(?:האם )?יש (?:לכם |להם |אצלם )?[^?]{2,} (?:ב|אצל )[^?]+\?")
_SUBJECT = pattern(
    r"""(?<![א-ת])(?:אם|האם|מתי|עד מתי|ממתי|כמה) (?P<name>(?!(?:הוא|היא|הם|הן|אתם|אני|זה|יש|זמן|כסף) )
    [א-ת][א-ת'" -]*?)[ ]
    (?:פתוח|סגור|נסגר|נפתח|עוש|מקבל|שולח|יש|מוכן|עובד|לוקח|גוב)
    |^(?P<first>(?!(?:הוא|היא|הם|הן|אתם|אתה|את|אני|זה|מי|מה|למה|איך|כמה|מתי|יש|איפה|אפשר|מישהו) )
    [א-ת]{2,}(?: [א-ת]+){0,3}?) (?:פתוח|סגור|נסגר|נפתח|עוש|מקבל|שולח)[^?]*\?"""
)
_SUBJECT_BEHIND = pattern(
    r"(?:פתוח[הי]?ם?|נסגרת?|נפתחת?|סגור[הי]?ם?|סוגרת?|פותחת?) (?P<name>(?!היום|מחר|הערב|עכשיו|בשבת|ביום|אצל|כבר"
    r"|בערב|יותר)[א-ת]{3})"
)
_OF_WHOM = pattern(r"(?<![א-ת])של (?P<name>[א-ת])")
_TABLE = pattern(r"(?<![א-ת])ה?(?:שולחן|מקומות?(?= ב| ל)|מקום)(?![א-ת])")
_NOT_A_TABLE = pattern(r"(?<![א-ת])ה?(?:תור|פגישה|מונית|חדר|כרטיס|כרטיסים|חניה)(?![א-ת])")
_OPENS = pattern(rf"(?:[.,;:!?{FENCE}-] ?|(?<![א-ת])(?:בבקשה|ואז|אז|לכן) )$")
_CALLEE_MARK = pattern(
    r"\s*(?:לי |שוב |עכשיו |בבקשה |דחוף |רגע )*(?:אל |ל-?\s?|עם |את )?(?:ה?טלפון |ה?מספר )?(?=[^\s¦])"
)
_AFTER_CALLEE = pattern(
    rf"""
    ^(?:[{FENCE}\s,.;:!?-]|(?:אל|ל|ב)?-?(?:ה?מספר|ה?טלפון|ה?נייד)(?: ש?ל(?:ו|ה|הם|הן))?(?: הוא)?(?= *[{FENCE}:])
    |(?:כדי|בשביל|ואז|בבקשה|לבקשתי)(?= )
    |ב?ל?-?(?={FENCE}))+"""
)
_PRONOUNS = words("הם הוא היא שם ם ו ה הן י נו אליהם אליו אליה כולם מספר המספר טלפון הטלפון נייד")
_OF_OURS = re.compile(r"בדיח|סיפור|חיד(?:ה|ות)|שיר(?![א-ת])|תזכורת|שעון|טיימר|אזעקה|יומן|שיא|עובדה|מה|איך")
"""What is told or set without a call."""
_THERE = re.compile(r"לחכות|מחכים|המתנה|תור|סוגרים|פותחים")
"""Asked of a place that an unknown word behind ב names."""
_ARE_YOU = re.compile(r"(?:^| )ש?(?:את|אתה) $")
_TOLD = pattern(
    r"""(?!ת?אשרי? |לאשר )\S+ (?:(?:אותי|לי|בבקשה|רגע|הודעה) )?(?:את |עם |אצל |ל-?|ב-?
    |מ-?(?!חיר|ידע|ספר|ועד|צב|תי|לאי|בצע|שהו))(?=[א-ת])"""
)
_TO_ME = pattern(r"\S+ (?:לי|לנו|אותי)(?![א-ת])")
_ASKS = pattern(r"(?<![א-ת])(?:אם|האם|מתי|כמה|עד מתי|איפה|ש[א-ת]+|מה ה?(?:שעות|מחיר|מצב))(?![א-ת])")


def read(text: Text, known: Sequence[Known]) -> Request | None:
    """The request of a message in which the numbers are fenced."""
    text = text.reworded(_PLAIN_VERBS)
    handed_on = _ASKED.fullmatch(text.plain)
    if handed_on:
        end = handed_on.end("question")
        only = Text(text.said[:end], text.plain[:end])
        question = _question(only, 0, known, anything=True)
        if question:
            return question
    lead = LEAD.match(text.plain)
    head = lead.end() if lead else 0
    phrase = verbs.phone_phrase(text.plain)
    if phrase:
        return _call(text, phrase[1], known, text.said[head : phrase[0]])
    asked = bool(_ARE_YOU.search(text.plain[:head]))
    for token in re.finditer(r"[א-ת][א-ת'\"]*", text.plain):
        opens = token.start() in (0, head) or bool(_OPENS.search(text.plain[max(0, token.start() - 8) : token.start()]))
        verb = verbs.hebrew(token.group(), at_head=token.start() == head, asked=asked and opens)
        if verb is None or not (opens or verb[0]):
            continue
        request = _from(text, token, verb[1], known, text.said[head : token.start()])
        if request:
            return _in_its_place(request, text.said[head : token.start()])
    return _wish(text, head, known) or _question(text, head, known)


def _in_its_place(request: Request, before: str) -> Request:
    """With what was told before, where the request speaks of it: "השארתי שם מעיל, תבררי אם מצאו אותו"."""
    told, goal = trim(before), request.slots.get("goal")
    if goal is None or FENCE in before or len(told.split()) < 3 or not _OF_IT.search(goal.said):
        return request
    return replace(request, slots={**request.slots, "notes": value(told)})


_OF_IT = re.compile(r"(?<![א-ת])(?:אות[והםן]|זה|זאת)(?![א-ת])")
_MAKES = r"(?<![א-ת])(?:ת?עש[הי]|לעשות|תבצעי?|לבצע|תשימי?)(?: לי| לנו)? הזמנה"
_PLAIN_VERBS = (
    (re.compile(r"(?<![א-ת])ת?שלחי? הודעה(?= ל)"), "להשאיר הודעה"),
    (
        re.compile(r"^הזמנה (?=ל-?(?:\d|זוג|שני|שלוש|ארבע|חמש|חמיש|שש|שיש|שבע|שמונ|תשע|עשר))"),
        "להזמין שולחן ",
    ),
    (re.compile(rf"{_MAKES} של(?![א-ת])"), "להזמין"),
    (re.compile(rf"{_MAKES}(?= מ(?!סעד))(?![א-ת])"), "להזמין"),
    (re.compile(rf"{_MAKES}(?![א-ת])"), "להזמין שולחן"),
    (
        re.compile(
            r"(?<![א-ת])(?:ת?וותרי?|לוותר) על (?=ה?(?:הזמנה|תור|שולחן|מקום|פגישה)(?![א-ת]))"
            r"|(?<![א-ת])(?:ת?הרוג|תהרגי|להרוג) את (?=ה?(?:הזמנה|תור|שולחן|פגישה)(?![א-ת]))"
        ),
        "לבטל את ",
    ),
    (re.compile(rf"(?<![א-ת])ת?ביאי? (?:לי|לנו)(?= .*(?:{FENCE}| מה?{names.PLACE_HEADS}(?![א-ת])))"), "להזמין לי"),
    (
        re.compile(
            rf"(?<![א-ת])(?:ת?עבירי?|להעביר) (?=ל(?!יום|שעה|שבוע|חודש|מחר|-?\d)[א-ת]+(?: של[א-ת]+)?[ ,{FENCE}]+ש[א-ת])"
        ),
        "להגיד ",
    ),
)
""" "Make an order of", "give up the table", "pass on to Dana that": each as the verb it is."""
_ASKED = pattern(
    rf"""(?P<question>.{{6,}}?\?)(?=.*(?:תקשר|צלצל|ברר|שאל|בד|וודא))[ ,.]*(?:(?:בבקשה|אפשר|תוכלי?|אז
    |אנא)[ ])*(?:(?:ת?תקשר[יו]?|התקשר[יו]?|להתקשר|תצלצלי?)(?: (?:אליהם
    |לשם|אליו|אליה|בבקשה))*[ ,]*)?(?:[לב]?-?{FENCE}+[ ,]*)?(?:ו?(?:ת?ברר[יו]?|ת?שאל[יו]?|תבדו?קי?|בדקי|לברר|לשאול
    |לבדוק|תוודאי?)
    (?: (?:אותם|אצלם|שם|לי|איתם|בבקשה|את זה))*)?[ {FENCE}.!]*"""
)
"""A question and then only who is to answer it: "המסעדה כשרה? תתקשרי ותבררי"."""


def _wish(text: Text, head: int, known: Sequence[Known]) -> Request | None:
    """A thing wished for without a verb: "שולחן לשניים הערב", "אני רוצה מונית"."""
    thing = _THING.match(text.plain, head)
    if _EAT.match(text.plain, head) and (numbers.party(text) or (head and spans(text))):
        return _errand(Text(f"להזמין שולחן {text.said[head:]}", f"להזמין שולחן {text.plain[head:]}"), 0, known, "order")
    if thing is None and head and _AT_SOMEONE.search(text.plain, head) and spans(text):
        return _errand(Text(f"לקבוע {text.said[head:]}", f"לקבוע {text.plain[head:]}"), 0, known, "book")
    if thing is None or "?" in text.plain[:head]:
        return None
    head += bool(_TO_A_THING.match(text.plain, head))
    verb = "לקבוע" if thing["visit"] else "להזמין"
    request = _errand(Text(f"{verb} {text.said[head:]}", f"{verb} {text.plain[head:]}"), 0, known, "order")
    alone = thing.group().startswith("מונית")
    return request if head or alone or len(request.slots) > 1 or spans(text) else None


def _question(text: Text, head: int, known: Sequence[Known], *, anything: bool = False) -> Request | None:
    """What only a business can answer: "מה שעות הפתיחה של …", "האם יש משלוחים ב…"; `anything` is asked when told to."""
    asked_at = _QUESTION.match(text.plain, head) or (_SUBJECT.match(text.plain) and "?" in text.plain)
    if not anything and not (asked_at and (_BUSINESS.search(text.plain) or _HAVE_IT.match(text.plain, head))):
        return None
    asked, owner = _SUBJECT.search(text.plain, head), _OF_WHOM.search(text.plain, head)
    behind = _SUBJECT_BEHIND.search(text.plain, head)
    guess = _subject(text, asked) if asked else names.hebrew_name(text, owner.start("name")) if owner else None
    guess = guess or names.hebrew_place(text, guess=anything or bool(_THERE.search(text.plain)))
    guess = guess or (names.hebrew_name(text, behind.start("name")) if behind else None)
    whom = callee(text, known, guess)
    if not whom and not anything:
        return None
    return Request("phone_call", {"goal": value(f"לשאול: {trim(text.said[head:])}")} | whom)


def _subject(text: Text, asked: re.Match[str]) -> names.Name:
    """Of whom a question asks: "אם הסופר פתוח"."""
    place = asked.span("name" if asked["name"] else "first")
    return names.Name(*place, text.cut(*place))


def _from(text: Text, token: re.Match[str], kind: verbs.Kind, known: Sequence[Known], before: str) -> Request | None:
    """The request that begins with the verb `token`, when its kind and what follows make one."""
    rest = text.plain[token.end() :]
    if kind == "call":
        speaks = token.group().endswith(("דבר", "דברי", "דברו"))
        return None if speaks and not re.match(r" (?:עם|אל) ", rest) else _call(text, token.end(), known, before)
    counts = token.group() in ("שני", "שנה") and not re.match(r" (?:לי |לנו )?את ", rest)
    if counts or len(trim(rest).split()) < 1 or kind == "do":
        return None
    errand = _errand(text, token.start(), known, kind)
    to_me = bool(_TO_ME.match(text.plain, token.start()))
    match kind:
        case "order":
            return errand
        case "tell":
            ours = _OF_OURS.match(trim(rest)) is not None
            return None if ours or (to_me and not _asks_a_place(text, errand)) else errand
        case "ask":
            return errand if "callee" in errand.slots or FENCE in text.plain else None
        case _:
            named = "callee" in errand.slots or FENCE in text.plain
            meets = verbs.hebrew(token.group(), at_head=True)
            visit = meets is not None and meets[2] in ("לקבוע", "לתאם") and not _OF_OURS.search(rest)
            return errand if named or visit or _ERRAND_NOUN.search(rest) else None


def _asks_a_place(text: Text, errand: Request) -> bool:
    return "callee" in errand.slots and bool(_ASKS.search(text.plain))


_CALL_ME = re.compile(r" (?:אליי?|אלינו)(?![א-ת])")


def _call(text: Text, end: int, known: Sequence[Known], before: str) -> Request | None:
    slots: Slots = {}
    if _CALL_ME.match(text.plain, end):
        return None
    rest = Text(text.said[end:], text.plain[end:])
    found = names.known_name(rest, known)
    mark = _CALLEE_MARK.match(rest.plain)
    name = names.hebrew_name(rest, mark.end()) if mark else None
    if found and (name is None or found[1].start <= name.end):
        slots["callee"] = value(found[0].name)
        end += found[1].end
    elif name:
        end += name.end
        if name.said not in _PRONOUNS:
            slots["callee"] = value(name.said)
    end = names.past_principal(text, end)
    plain = _AFTER_CALLEE.sub("", text.plain[end:])
    said = trim(text.said[len(text.said) - len(plain) :]) if trim(plain) else trim(_led(before))
    said = goal(said) if said else ""
    table = _is_table(said) and said.startswith(("להזמין", "לשריין", "לשמור", "לקבוע", "לסגור"))
    slots |= details(text, TABLE if table else ())
    if table:
        return Request("booking", slots | _notes(text, len(text.said) - len(plain), known, None))
    return Request("phone_call", slots | goal_or_time(said))


def _errand(text: Text, start: int, known: Sequence[Known], kind: verbs.Kind) -> Request:
    wished = kind in ("order", "book") or text.plain[start:].startswith(("תבקש", "לבקש"))
    table = wished and (
        _is_table(text.plain[start:])
        or bool((_EATS_OUT.search(text.plain[:start]) or " במסעד" in text.plain) and numbers.party(text))
    )
    slots = details(text, TABLE if table else ())
    place = names.hebrew_place(
        text.fenced(spans(text)),
        meeting=kind != "order",
        guess=table
        or (kind == "ask" and _told(text, start, kind) is None and bool(_BUSINESS.search(text.plain)))
        or (kind in ("cancel", "move") and _is_table(text.plain)),
    )
    asked = _SUBJECT.search(text.plain, start) if kind == "ask" and _BUSINESS.search(text.plain) else None
    subject = _subject(text, asked) if asked else None
    slots |= callee(text, known, _told(text, start, kind) or place or subject or _before(text, start))
    if table and "callee" not in slots and (place := _at_known(text, start, known)):
        slots["callee"] = value(place.said)
    if table:
        return Request("booking", slots | _notes(text, start, known, place))
    return Request("phone_call", slots | {"goal": value(goal(trim(text.said[start:])))})


_FILLS = (
    r"(?:לי|לנו|לו|לה|להם|את|שולחן|שולחנות|מקום|מקומות|הזמנה|איזה|איזשהו|פנוי|במסעדה|במסעדת|מסעדה|מסעדת|אנחנו|נהיה"
    r"|נגיע|אנשים|בתאריך|בשביל|עבור|בערך|בסביבות|כ|הוא|היא|אז|כן|ארוחת|לארוחת|ערב|צהריים|רק)"
)
_DAY = r"[בל]?יום(?! (?:ה?הולדת|ה?נישואי[םן]))"
_ENDS = rf"(?:[בלמהוש]|על|שם|השם|בשם|של|{_DAY}|בשעה|לשעה|שעה|אצל|עם|הטלפון|טלפון|המספר|מספר|בבקשה|תודה|רבה|נא)"
_BESIDE = pattern(
    rf"^(?:[ ,.;:!?־-]|(?:{_FILLS}|{_ENDS}(?<!עם))(?![א-ת]))+|(?:[ ,.;:!?־-]|(?<![א-ת])(?:לי|לנו|{_ENDS})(?![א-ת]))+$"
)


def _notes(text: Text, start: int, known: Sequence[Known], place: names.Name | None) -> Slots:
    """What a booking says beside its slots: "בחוץ אם אפשר", "עם כיסא תינוק"."""
    named = names.known_name(text, known)
    whom = [(name.start, name.end) for name in (place, named[1] if named else None) if name]
    verb = re.compile(r"\S*").match(text.said, start)
    fenced = text.fenced([*spans(text), *whom, *([verb.span()] if verb else [])])
    pieces = (goal(trim(_BESIDE.sub("", piece))) for piece in re.split(rf"{FENCE}+|[.!?]\s", fenced.said[start:]))
    notes = "; ".join(dict.fromkeys(piece for piece in pieces if len(piece) > 2))
    return {"notes": value(notes)} if notes else {}


def _is_table(plain: str) -> bool:
    return bool(_TABLE.search(plain)) and not _NOT_A_TABLE.search(plain)


def _told(text: Text, start: int, kind: verbs.Kind) -> names.Name | None:
    """Who is asked or told: the name behind the verb, up to what is asked."""
    found = _TOLD.match(text.plain, start) if kind in ("ask", "tell") else None
    name = names.hebrew_name(text, found.end()) if found else None
    return None if name is None or name.said in _PRONOUNS or name.said.startswith(("זה", "עצמ")) else name


def _before(text: Text, start: int) -> names.Name | None:
    """A name with its number at the head of the message: "pizza place 03-… תזמין"."""
    head = text.said[:start].split(FENCE)[0] if FENCE in text.said[:start] else ""
    said = trim(_led(head))
    return names.Name(0, len(head), said) if said and len(said.split()) <= 5 else None


def _at_known(text: Text, start: int, known: Sequence[Known]) -> names.Name | None:
    """A table "לדקל", where somebody known is called so."""
    for hit in _AT_A_WORD.finditer(text.plain, start):
        if person := find(hit["name"], known):
            return names.Name(*hit.span(), person.name)
    return None


_AT_A_WORD = re.compile(r"(?<![א-ת])[לב](?P<name>[א-ת]{3,})(?![א-ת])")


def _led(said: str) -> str:
    """What is said behind the words that lead up to it."""
    lead = LEAD.match(said)
    return said[lead.end() :] if lead else said


def goal(said: str) -> str:
    """A sentence as an infinitive phrase, without politeness."""
    lead = LEAD.match(f"{said} ")
    if lead and lead.end() < len(said):
        said = said[lead.end() :]
    first = said.split()[0] if said.split() else ""
    if first.startswith("ו") and verbs.hebrew(first, at_head=False):
        said = said[1:]
    return verbs.in_infinitives(said)
