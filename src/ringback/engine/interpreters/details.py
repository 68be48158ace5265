"""A message about the errand in hand: the answer to an open question, or a change of what was planned.

Rules:
1. An answer is read by the kind of its slot; what else the message says is read too.
2. A change that names a value fills the slot. One that only names the slot opens it again. Any other wish ("also add a
   salad") becomes a note in the user's own words, so that nothing said is lost.
3. In a free goal a new time takes the place of the old one; "pasta, not pizza" takes it in any text.
4. While a question is open, "no, at eight" and "make it five people" change what was said before and leave it open.
"""

import re

from ringback.engine.interpreters import (
    asides,
    beside,
    confirm,
    contrasts,
    hebrew,
    kinds,
    names,
    notes,
    numbers,
    own_name,
    quantities,
    requests,
    times,
)
from ringback.engine.interpreters.impossible import PAST
from ringback.engine.interpreters.requests import fields, value
from ringback.engine.interpreters.text import Text, language_of, trim
from ringback.engine.reading import Situation
from ringback.engine.task import SlotValue

Slots = dict[str, SlotValue]

_BEFORE = re.compile(
    r"^(?:(?:no|nope|not|yes|yeah|yep|ok|okay|sure|go ahead|confirm|actually|almost|wait|hold on|well|sorry|oh"
    r"|perfect|great|יאללה|קדימה|(?:sounds |looks |all )?(?:good|fine)|except|wrong (?:address|name|size|order)|and|but"
    r"|so|hmm|please"
    r"|לא|כן|אוקיי?|אוקי|סבבה|בסדר|רגע|שנייה|בעצם|אבל|סליחה|כמעט|אה|טוב"
    r"|מצוין|מעולה|מושלם|נהדר|לאשר|מאשרת?|בבקשה|ו?רק)(?:[ ,.!:-]+|$))+"
)
_WISH = re.compile(
    r"\b(?:i (?:meant|mean|said) (?!no\b|yes\b|it\b)|i(?:'d| would)? (?:do )?(?:like|want|need|prefer|rather)"
    r"|i'd rather|make (?:it|that)|let'?s (?:do|make|go|try)|change|instead|switch|replace|add|remove|include"
    r"|also|as well|rather|look for|use (?:my|the|another))\b"
    r"|(?<![א-ת])(?:אני (?:רוצה|צריך|צריכה|מעדי(?:ף|פה)|מתכוונת?)|התכוונתי|ת?עש[הי]|תוסיפי?|תוסיף|תורידי?|תוריד"
    r"|תשנה|תשני|לשנות"
    r"|להוסיף|להוריד|במקום|עדיף|וגם|גם|שיהיו?|שיהיה|שתהיה|תחליפי?|תחליף)(?![א-ת])"
)
_WISH_AT_HEAD = re.compile(
    r"(?:only|just|with|without|deliver|pick-?up|to(?= \d)|ask(?! m[ey]\b)|tell them|say (?!yes|no\b|confirm"
    r"|it\b(?!'s|.is)|that again"
    r"|again)|mention|no \w+$"
    r"|if (?:they|there|so|not|possible)|the (?:\w+ ){1,3}(?:is|are|should|will|would)"
    r"|it(?:'s| is| should be| was)(?! (?:not|all right|alright|ok|okay|fine|good)\b)|its|at|for|on|maybe"
    r"|can you (?:make|change|add|use)|could you (?:make|change))\b"
    r"|(?:an? )?(?:large|small|medium|big|extra|family size|thin|spicy|mild|vegan|gluten)\b"
    r"|(?:גדול|קט[נן]|בינוני|משפחתי|אישי|חרי[פף]|טבעוני|דק)(?:ה|ים|ות|ת)?(?![א-ת])"
    r"|ש?[תי]ביאו?י? (?:את זה )?(?:ל|ב|עד)|חוץ מ|מלבד |(?:תשלח|ת?שלחי) ל|(?:איסוף|משלוח)(?![א-ת])"
    r"|(?:ו?רק|ו?עם|ו?בלי|ו?אולי|ו?אם|ו?שלא|ו?עוד|פלוס|ה(?:שעה|יום|תאריך|מספר|טלפון|שם|כתובת|שולחן))(?![א-ת])"
    r"|ו(?=ת[א-ת]{3})"
)
_MOVES = re.compile(r"\b(?:move|push|shift|bump|reschedule|bring) (?:it|that|this|the)\b")
_ADDS = re.compile(r"(?:and|also|plus) (?!\w+$)|(?:and|plus) (?:an?|some|two|three|\d+) ")
_REFUSES = re.compile(
    r"(?:(?:and|but|yes|ok|please) )*(?P<none>no (?!limit|way|thank|need|problem|one\b|body|more\b|idea|worr|rush"
    r"|chance|good|deal|sir|ma|please|never|not?\b|wait|that|this|it\b|the\b|i\b|you\b|do|can|change|stop|cancel"
    r"|longer|point|use\b|yes|nope)[a-z'-]+(?: [a-z'-]+)?)(?: please)?[.!]?"
)
"""What is not wanted: "no onions"."""
_CONTRAST = re.compile(r"\b(?:but|only|just|except)\b|(?<![א-ת])(?:אבל|רק)(?![א-ת])")
_CHANGE_AT_HEAD = re.compile(
    r"(?:also(?!,? (?:wh|how|is|are|do|can|could))|change|edit|fix|make (?:it|that)|add|remove|switch|replace|update"
    r"|use)\b"
    r"|(?:ו?גם|לשנות|תשנה|תשני|תוסיף|תוסיפי|להוסיף|תוריד|תורידי|להוריד|תעשה|תעשי|תחליף|תחליפי|תתקן|תתקני|לתקן)(?![א-ת])"
)
_CHANGE_ALONE = re.compile(
    r"(?:please )?(?:change|edit|fix|update)(?: (?:it|that|this|something|the plan))?(?: please)?"
    r"|(?:לשנות|לתקן|לערוך|שינוי|עריכה)(?: (?:משהו|את זה|את התוכנית))?"
)
_NUMBER_IS = re.compile(
    r"(?:(?:please )?(?:(?:change|update|set|fix|correct|use) )?(?:the |their |his |her )?(?:new |right |correct )?"
    r"(?:phone )?number(?: is| to)?|(?:ת?שנ[הי]|לשנות|ת?עדכני?|תעדכן|ת?תקני?|תתקן) (?:את )?ה?(?:מספר|טלפון)(?: ל)?"
    r"|ה?(?:מספר|טלפון)(?: הנכון| החדש)?(?: הוא)?|(?:use|call|try|dial|תתקשר[יו]?|להתקשר)(?: at| on| to)?)"
    r"[ :-]*(?=¦)|(?<=¦)(?: (?:instead|please|במקום|בבקשה))+"
)
_QUANTITY = re.compile(
    rf"(?:\d{{1,3}}|{numbers.one_of(numbers.ENGLISH)}|{numbers.one_of(numbers.PEOPLE)}"
    rf"|{numbers.one_of(numbers.HOURS)}|שתי) (?!sec\b|secs\b|second|minute|moment|min\b"
    rf"|mins\b)[a-zא-ת]{{3,}}(?:,? (?:please|בבקשה))?"
)
_OPENED = (
    ("time", re.compile(r"\b(?:the )?(?:time|hour)\b|(?<![א-ת])(?:את |חוץ מ)?השעה(?![א-ת])")),
    ("date", re.compile(r"\b(?:the )?(?:date|day)\b|(?<![א-ת])(?:את |חוץ מ)?(?:התאריך|היום)(?![א-ת])")),
    ("phone_number", re.compile(r"\b(?:(?:phone )?number|phone)\b|(?<![א-ת])(?:את |חוץ מ)?(?:המספר|הטלפון)(?![א-ת])")),
    ("name", re.compile(r"\bname\b|(?<![א-ת])(?:את |חוץ מ)?השם(?![א-ת])")),
    (
        "party_size",
        re.compile(
            r"\b(?:party size|(?:number|amount) of (?:people|guests|diners)|how many)\b"
            r"|(?<![א-ת])(?:את |חוץ מ)?מספר (?:ה)?(?:סועדים|אנשים)(?![א-ת])"
        ),
    ),
    ("goal", re.compile(r"\b(?:goal|request|order|what)\b|(?<![א-ת])(?:את |חוץ מ)?(?:ה?מטרה|ה?בקשה)(?![א-ת])")),
)
_OPENING = re.compile(
    r"\b(?:change|edit|fix|another|other|different|wrong|except)\b|חוץ מ"
    r"|(?<![א-ת])(?:לשנות|תשנה|תשני|לתקן|תתקן|אחר|אחרת"
    r"|לערוך|שינוי|לא נכון)(?![א-ת])"
)
_ASKS_BACK = re.compile(
    r"(?:why|how|what|when|who|where|which)(?: [a-z]+){0,3}|(?:למה|איך|מה|מתי|מי|איפה)(?: [א-ת]+){0,2}"
)


def answer(text: Text, situation: Situation) -> Slots:
    """What the message answers to the open question; empty when it answers nothing."""
    found = requests.details(text, fields(situation))
    slot, kind = situation.asked or "", situation.asked_kind
    if slot in found:
        return found
    if (kind in ("name", "date", "time") or slot == "delivery_address") and _CHANGE_AT_HEAD.match(text.plain):
        return found or {"notes": notes.noted(trim(text.said), situation)}
    match kind:
        case "name":
            return found or own_name.answer(text, slot)
        case "phone" if _ADDS.match(text.plain) and not found:
            return {"notes": notes.noted(trim(text.said), situation)}
        case "phone":
            left = text.fenced([*requests.spans(text), *(hit.span() for hit in numbers.ALONE.finditer(text.plain))])
            return found | (_callee_answer(left, situation) if re.search(r"[^\W\d_]{2}", left.said) else {})
        case "count":
            party = numbers.count(text) or numbers.ourselves(text)
            if party is None and not found and _CHANGE_AT_HEAD.match(text.plain):
                return {"notes": notes.noted(trim(text.said), situation)}
            return found | ({slot: value(party.said, party.value)} if party else {})
        case "date" | "time":
            other = trim(text.fenced((when.start, when.end) for when in times.find(text)).said)
            return found | _when_answer(text, slot, kind) if other or not found else found
        case "text" | None:
            said = trim(text.said)
            return kinds.content(slot, said, language_of(text, situation.language)) | found if said else found


def corrects(text: Text, situation: Situation) -> Slots:
    """What a message changes of what was said before, while a question is open; a mere answer changes nothing."""
    lead = _BEFORE.match(text.plain)
    wish = _WISH.search(text.plain) or _FIX.match(text.plain)
    if not (wish or (lead and _AGAINST.match(text.plain)) or contrasts.is_one(text)):
        return {}
    found, _ = change(text, situation)
    if not found and lead and "party_size" in situation.slots and situation.asked_kind in ("name", "phone"):
        party = numbers.count(Text(text.said[lead.end() :], text.plain[lead.end() :]))
        found = {"party_size": value(party.said, party.value)} if party else {}
    return {slot: new for slot, new in found.items() if slot in situation.slots and slot != "notes"}


_ONE = re.compile(r"an? (?!bit|lot|little|minute|moment|second|sec|mistake|few)\w+ \w")
_AGAINST = re.compile(r"(?:no|nope|not|actually|wait|sorry|hold on|לא|בעצם|רגע|סליחה)(?![\wא-ת])")
_FIX = re.compile(r"(?:make it|change|תשנ[הי]|לשנות|תעש[הי])(?![\wא-ת])")


def _callee_answer(text: Text, situation: Situation) -> Slots:
    known = names.known_name(text, situation.known)
    if known:
        return {"callee": value(known[0].name)}
    said = trim(re.sub(r"^(?:(?:it'?s|to|call|אל|זה) )+", "", text.said, flags=re.IGNORECASE))
    said = "" if _BEFORE.fullmatch(f"{said.lower()} ") else said
    if "callee" in situation.slots or not 1 <= len(said.split()) <= 6 or "?" in text.plain:
        return {}
    glued = re.sub(r"^ל(?=[א-ת]{3})", "", said)
    return {"callee": value(glued)}


def _when_answer(text: Text, slot: str, kind: str) -> Slots:
    bare = numbers.count(text)
    if kind == "time" and bare and int(bare.value) <= 24:
        at = times.find(Text(f"at {bare.said}", f"at {bare.said}") if bare.said[:1].isdigit() else text)
        return {slot: value(bare.said, at[0].value if at else bare.said)}
    said = trim(text.said)
    return {slot: value(said)} if re.search(r"\w", said) and len(said.split()) <= 6 and "?" not in text.plain else {}


def asks_to_change(text: Text) -> bool:
    """ "Change the time", "add a salad": a change even where a request could be read."""
    lead = _BEFORE.match(text.plain)
    rest = text.plain[lead.end() if lead else 0 :]
    return bool(_CHANGE_AT_HEAD.match(rest) or _CHANGE_ALONE.fullmatch(trim(rest)) or _SET.fullmatch(trim(rest)))


def change(text: Text, situation: Situation) -> tuple[Slots, tuple[str, ...]]:
    """(values, slots to ask again) of a message that changes the errand in hand; both empty when it changes nothing."""
    text = text.fenced(hit.span() for hit in _NUMBER_IS.finditer(text.plain))
    lead = _BEFORE.match(text.plain)
    start = lead.end() if lead else 0
    rest = Text(text.said[start:], text.plain[start:])
    if asides.asks_of_the_plan(text):
        return {}, ()
    if not trim(rest.said) or _CHANGE_ALONE.fullmatch(trim(rest.plain)) or _ASKS_BACK.fullmatch(trim(rest.plain)):
        return {}, ()
    contrast = lead is not None and _CONTRAST.search(lead.group())
    instead = lead is not None and _AGAINST.match(lead.group()) and _ONE.match(rest.plain)
    moves = requests.TIMED & fields(situation) and _MOVES.search(rest.plain)
    said_so = _ADDS.match(text.plain) or _WISH.search(rest.plain) or _WISH_AT_HEAD.match(rest.plain)
    wish = bool(contrast or instead or moves or said_so)
    recounted = quantities.recount(text, start, situation)
    found = (recounted and requests.details(rest) | recounted) or requests.instead(text, fields(situation))
    found = found or contrasts.read(rest, situation) or contrasts.read(text, situation)
    found = found or contrasts.amount(text, situation)
    if found:
        return found, ()
    if contrasts.sets_apart(text):
        return {"notes": notes.noted(trim(text.said), situation)}, ()
    wanted = fields(situation)
    named = _set(rest, wanted)
    if named:
        return named, ()
    if (less := beside.only(rest, situation)) is not None or (less := beside.only(text, situation)) is not None:
        return less
    refused = _REFUSES.fullmatch(text.plain)
    if refused and not times.find(rest) and not confirm.is_yes(rest) and not _OPENING.search(text.plain):
        return {"notes": notes.noted(text.cut(*refused.span("none")), situation)}, ()
    if wish or lead or _is_brief(rest) or names.principal(rest):
        found = requests.details(rest, wanted)
        if not found and "party_size" in wanted:
            found = _new_count(rest, wish=wish)
        if not found and lead and "?" not in rest.plain and _HOUR.fullmatch(said := trim(rest.plain)):
            found = _when_answer(rest, "time", "time") if "time" in wanted else {"notes": notes.noted(said, situation)}
        if not found and "items" in wanted:
            found, _ = kinds.timed(rest, for_hours=True)
        if not found and not requests.TIMED & wanted:
            found = _new_time(rest, situation)
    if found := beside.kept(found, rest, situation):
        denied = {slot for slot, new in found.items() if _denied(text, new)}
        denied |= {"time"} if beside.clashes(found, situation) else set()
        return {slot: new for slot, new in found.items() if slot not in denied}, tuple(sorted(denied))
    if "?" in rest.plain and not re.match(r"(?:can|could|would|will) (?:you|we|i)\b|אפשר|תוכל", rest.plain):
        return {}, ()
    opened = [slot for slot, pattern in _OPENED if _OPENING.search(text.plain) and pattern.search(rest.plain)]
    if opened and len(rest.plain.split()) <= 6:
        return {}, tuple(sorted(opened, key=lambda slot: slot not in situation.slots))[:1]
    wish = wish or ("?" not in rest.plain and beside.is_wish(trim(rest.plain)))
    if wish or (lead and numbers.party(rest)) or _QUANTITY.fullmatch(rest.plain.rstrip(".!")):
        said = hebrew.goal(trim(rest.said)) if language_of(rest, situation.language) == "he" else trim(rest.said)
        said = re.sub(r"^ו(?=(?:בלי|עם|רק|גם|אם|שלא|אולי|עוד)(?![א-ת]))", "", said)
        return {"notes": notes.noted(said, situation)}, ()
    return {}, ()


_HOUR = re.compile(rf"(?:[1-9]|1\d|2[0-4]|{numbers.one_of(numbers.ENGLISH)}|{numbers.one_of(numbers.HOURS)})")
_SET = re.compile(
    r"(?:please )?(?:change|set|update|put|move|switch) (?:the )?(?P<en>time|hour|day|date|name|party size"
    r"|address|number of people)"
    r"(?: of (?:it|the (?:call|booking|order)))? (?:to|at|as) (?P<new>.+)"
    r"|(?:בבקשה )?(?:ת?שנ[הי]|לשנות|ת?עדכני?|תעדכן|לעדכן|ת?חלי[ףפ]י?) (?:את )?ה?(?P<he>שעה|יום|תאריך|שם"
    r"|כתובת|מספר (?:ה)?(?:סועדים|אנשים))"
    r" (?:ל-?|להיות )(?P<he_new>[^ ].*)"
)
_STREET = re.compile(
    r"\d+ [a-z' ]+ (?:st|street|blvd|boulevard|ave|avenue|rd|road|lane|drive|way)\.?(?:, [a-z ]+)?|רחוב [א-ת' ]+ \d+.*"
)
_SLOTS = {
    **dict.fromkeys(("time", "hour", "שעה"), "time"),
    **dict.fromkeys(("day", "date", "יום", "תאריך"), "date"),
    **dict.fromkeys(("name", "שם"), "name"),
    **dict.fromkeys(("address", "כתובת"), "delivery_address"),
}


def _set(text: Text, wanted: frozenset[str]) -> Slots:
    """ "Change the time to 8": the slot and its new value."""
    found = _SET.fullmatch(trim(text.plain))
    if found is None:
        said = trim(contrasts.CHOSEN.sub("", trim(text.said))) if "delivery_address" in wanted else ""
        home = kinds.address(said) or (said if _STREET.fullmatch(said.lower()) else "")
        return {"delivery_address": value(home)} if home else {}
    slot = _SLOTS.get(found["en"] or found["he"], "party_size")
    at = text.plain.find(found["new"] or found["he_new"], found.start("new") if found["new"] else found.start("he_new"))
    said = trim(contrasts.CHOSEN.sub("", text.said[at:]))
    new = Text(said, said.lower())
    if slot not in wanted and slot != "name":
        return {}
    if slot == "party_size":
        party = numbers.count(new)
        return {slot: value(party.said, party.value)} if party else {}
    if slot == "name":
        return own_name.answer(new, slot)
    if slot == "delivery_address":
        return {slot: value(said)} if said else {}
    when = next((when for when in times.find(new) if when.kind == slot), None)
    return {slot: value(when.said, when.value)} if when else _when_answer(new, slot, slot)


def _denied(text: Text, new: SlotValue) -> bool:
    """ "Not today": what is named is what is not wanted."""
    return bool(re.search(rf"(?<![\wא-ת])(?:לא|not) (?:[בל][־-]?|at |on )?{re.escape(new.said.lower())}", text.plain))


def _is_brief(text: Text) -> bool:
    """Nothing but a time, a number of people, and small words."""
    spans = [(when.start, when.end) for when in times.find(text)]
    party = numbers.party(text)
    if party:
        spans.append((party.start, party.end))
    return bool(spans) and len(trim(text.fenced(spans).said).split()) <= 1


_FOR_HOUR = re.compile(
    rf"\bfor (?P<said>\d{{1,2}}|{numbers.one_of(numbers.ENGLISH)})(?![\w:]| (?:people|persons?|guests|of us))"
)


def _hours(text: Text, goal: str) -> list[times.When]:
    """Times and days to come; what is ordered "for seven" is ordered for a time."""
    found = [when for when in times.find(text) if not PAST.fullmatch(when.said.lower())]
    if not found and goal.startswith("order"):
        found = [
            times.When("time", *hit.span(), text.cut(*hit.span("said")), hit["said"])
            for hit in _FOR_HOUR.finditer(text.plain)
        ]
    return found


def _new_time(text: Text, situation: Situation) -> Slots:
    """A new time or day, in the place of the old one in the goal, or beside it."""
    goal = situation.slots.get("goal")
    if "when" not in fields(situation):
        return {}
    found = _hours(text, goal.said if goal else "")
    if not found:
        return {}
    if goal is not None:
        said = goal.said
        for when in found:
            said_before = [w for w in _hours(Text(said, said.lower()), said) if w.kind == when.kind]
            old = next(iter(reversed(said_before) if _TO_MOVE.match(said.lower()) else said_before), None)
            if old is None:
                break
            at = said.index(old.said, old.start)
            dash = "-" if when.said[:1].isdigit() and at and "א" <= said[at - 1] <= "ת" else ""
            said = said[:at] + dash + when.said + said[at + len(old.said) :]
        else:
            return {"goal": value(said)}
    return {"when": value(" ".join(dict.fromkeys(when.said for when in found)))}


_TO_MOVE = re.compile(
    r"(?:re-?schedule|move|change|push|shift|postpone|bring)\b|(?:להזיז|לדחות|להעביר|להקדים|לשנות)(?![א-ת])"
)
"""What is moved has two days: the new one stands last."""


def _new_count(text: Text, *, wish: bool) -> Slots:
    """Another number of people; a bare number only in a word that counts people and not hours."""
    bare = trim(text.plain)
    party = numbers.count(text) if wish or (bare in numbers.PEOPLE and bare not in numbers.HOURS) else None
    return {"party_size": value(party.said, party.value)} if party else {}
