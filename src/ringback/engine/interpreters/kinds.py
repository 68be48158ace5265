"""A call for something said in one phrase, as the kind of errand it is: order, appointment, question, message.

Rules:
1. The kind is told by the verb the goal begins with. A goal of two kinds ("order … and ask …") stays one phrase.
2. What the slots of a kind hold is cut out of the user's own words; nothing is reworded.
3. Taxis, rooms, cancelling, moving and complaining stay a call with a goal: their whole sentence is what must be said.
"""

import re
from dataclasses import replace

from ringback.engine.interpreters import english, hebrew, names, numbers, times, verbs
from ringback.engine.interpreters.english_words import PRACTITIONER, QUESTION, VISIT
from ringback.engine.interpreters.requests import Request, Slots, value
from ringback.engine.interpreters.text import FENCE, Text, flat, pattern, trim
from ringback.engine.task import Language

_QUESTION = (
    r"(?:if|whether|about|how|what|what's|when|where|which|who|why|until when|till when|do|does|did|is|are|can|could"
    r"|will|would|has|have)\b"
)
_EN_ASK = pattern(
    rf"""(?:ask|inquire)(?: (?:at|with|of))?(?:: |\b(?P<whom>[^:]*?) (?={_QUESTION}))(?P<rest>.+)
    |(?P<whole>(?:(?:double )?check|find out|verify|confirm|make sure|inquire|see (?=if|whether|when|what|how))\b.+)"""
)
_EN_TELL = pattern(
    r"""(?:tell|inform|notify|update|remind|warn|assure|advise)(?P<whom>(?: (?!and\b
    |that\b)[\w.'-]+){1,8}?)(?: that|:) (?P<that>.+)
    |(?:tell|inform|notify|update|remind|warn) (?:him|her|them|it|the \w+|my \w+|[\w.']+?)(?:,| about)? (?P<rest>.+)
    |let .+? know(?: that|:| about)? (?P<known>.+)
    |(?:leave|pass)(?: on)? (?:a |the |this )?(?:message|word|note)(?: (?:for|to|with) .+?)?(?: that
    |:| saying| to say) (?P<left>.+)
    |with (?:an? |the |this )?(?:message|word|note)[ ,]*(?::|that|saying) *(?P<word>.+)
    |say (?:that )?(?P<said>.+)"""
)
_EN_WHOM = re.compile(r"(?:tell|inform|notify|update|remind|warn|let) ")
_PRONOUNS = frozenset({"him", "her", "them", "it", "that", "the", "someone", "somebody", "everyone"})
_EN_ORDER = pattern(
    r"""(?:order(?:ing)?|buy|(?:call in|place|put in) (?:an?|my|the|our) (?:[\w-]+ )?order(?: for)?
    |get(?! (?:(?:me |us )?(?:an? |the |their |some )?(?:quote|estimate|price|refund|answer|update|confirmation|copy
    |receipt|invoice|info)\w*\b|rid|in|my(?! usual
    | regular)|our
    |the [\w ]+ on)\b)|grab|place an order
    |have(?= .+ (?:delivered|sent|brought))|have [\w' -]+? (?:send|bring|deliver|make|cook|prepare|drop off)(?: over)?
    |send(?: over)?|bring|pick up)(?: in)?(?: (?:me|us))?\b(?: up)?"""
)
_EN_BOOK = pattern(
    r"""(?:(?:make|making|book|booking|schedule|scheduling|set|setting|arrange|arranging|get|getting|find|have|see
    |seeing|do|create|reserve|take|need|want|bring|be seen by|visit|consult|fit|squeeze|put)\b(?: (?:up|me|us
    |myself|in))*\b ?)+"""
)
_EN_VISIT = pattern(
    rf"""\b(?:appointments?|appt|hair ?cut|(?:hair|nails?|beard)\b.*\b(?:cut|done|trimmed|colou?red)|check-?up
    |massage|manicure|pedicure|facial|consultation|cleaning|physical|oil change|tune[ -]?up|(?:tire|tyre) rotation
    |maintenance|alignment|detailing|(?:oil|tires?|tyres?|brakes?|battery) (?:changed|rotated|checked|replaced
    |looked at)|test drive|inspection|blow ?dry
    |session|lesson|(?<!first )(?<!business )class
    |therapy|vaccin\w+|shot|x-?ray|mri|scan|blood test|exam|doctor|dentist|vet|veterinarian|dermatologist
    |gynecologist|optometrist|physio\w*|orthodontist|pediatrician|psycholog\w+|psychiatrist|therapist|specialist
    |hairdresser|hair stylist|stylist|barber|salon|clinic|slot|practitioner|lawyer|accountant|mechanic|visit
    |meeting|dr\.?
    |(?:oil|tires?|tyres?|brakes?|battery|filter) (?:\w+ )?(?:changed|rotated|checked|replaced|inspected)
    |{VISIT}|(?:get|have|need|want) (?:my|our|the|his|her|it) (?:[\w']+ ){{0,3}}?(?:done|fixed|cut|checked|cleaned
    |changed|serviced|repaired)
    |(?:get|fit|squeeze|book|put|bring|take) (?:(?:me|us|him|her|my [a-z]+|the [a-z]+) )?in\b|(?:take|bring|drop
    |get) (?:my|our|the) (?:\w+ )?(?:car|truck|van
    |bike|dog|cat|puppy|son|daughter)(?: off| over| down)? (?:to|at|by)|be seen|{PRACTITIONER}
    |(?:for|an?|the|my|full|annual|car|boiler) (?:service|servicing|repair|inspection))(?! (?:charge|fee
    |table))(?![\w])"""
)
_EN_NOT_A_VISIT = pattern(
    r"\b(?:room|hotel|suite|motel|taxi|cab|ride|uber|lyft|limo|shuttle|flight|tickets?|car rental|rental car)\b"
)
_EN_SMALL = flat(
    r"""(?:an?|the|some|my own|appointments?|appt|something|time|slot|in|for|at|on|by|to|and|with|me|us|up|please
    |from|around|there
    |booked|scheduled|set)"""
)
_EN_SCHEDULE = re.compile(r"schedul(?:e|ing)\b|(?:set up|find|arrange|make|get)(?: me| us)? an? (?:time|slot)\b")
_EN_EDGES = re.compile(rf"^(?:[ ,.;:-]|\b{_EN_SMALL}(?![\w'-]))+|(?:[ ,.;:-]|(?<![\w'-]){_EN_SMALL}(?![\w'-]))+$")
_EN_TAIL = re.compile(r"^(?:for|of|with) |(?:^|[ ,]+)(?:please|from|at|by|for|on|to|and|with|of|in|until|around)$")

_HE_ASK = re.compile(r"(?:לשאול|לברר|לבדוק|לוודא|לדעת|לאשר(?= את))(?![א-ת])")
_HE_QUESTION = pattern(
    r"""(?<![א-ת])(?:אם|האם|מתי|עד מתי|ממתי|כמה|מה|מהן?|למה|איפה|איך|איז[הו]|באיז[הו]|עד איזו|לגבי|על מה|מי)(?![א-ת])"""
)
_HE_TELL = re.compile(
    r"(?:(?:להעביר|להשאיר)(?= (?:ל[^ ]+ )?הודעה)|להגיד|לומר|למסור|להודיע|לעדכן|להשאיר הודעה|לספר"
    r"|להזכיר)(?![א-ת])"
)
_HE_TOLD = pattern(
    r"""^(?:\s*(?:לו|לה|להם|להן|אות[והםן]|הודעה)(?![א-ת]))*(?: (?:את |ל-?|אצל |עם )[^:]*?)??
    (?:\s*:\s*|\s+(?=ש[א-ת]|כי |תודה|מזל טוב|חג ))
    |^ (?:ל|את )[^ ]+(?: (?:של[יך]|שלנו|[א-ת]+))?? (?=לה?[א-ת]{3,} )"""
)
_HE_ORDER = re.compile(r"(?:להזמין|לקנות|להשיג)(?: (?:לי|לנו|לו|לה|להם|מהם|שם))*(?![א-ת])")
_HE_BOOK = re.compile(
    r"(?:לקבוע|להזמין|לתאם|לשריין|להשיג|לסגור|לשמור|לארגן|לסדר|למצוא)(?: (?:לי|לנו|לו|לה|איתו|איתה|איתם))*(?![א-ת])"
)
_HE_VISIT = pattern(
    r"""(?<![א-ת])[הלו]?(?:תור|תורים|פגישה|פגישת [א-ת]+|ביקור|טיפול|תספורת|פן|מסאז'|מניקור|פדיקור|בדיקה|בדיקת [א-ת]+
    |חיסון
    |שיעור|ייעוץ|טסט|החלפת שמן|עיסוי|גבות|שעווה|לק ג'ל|החלקה|מפגש)(?![א-ת])
    |(?<![א-ת])שעה(?= אצל| ל[א-ת]{3,})"""
)
_HE_NOT_A_VISIT = re.compile(r"(?<![א-ת])[הלב]?(?:מונית|חדר|מלון|צימר|טיסה|כרטיס|כרטיסים|שולחן)(?![א-ת])")
_HE_BARBER = re.compile(r"(?<=תור) לספר(?![א-ת])")
"""Whom the appointment is with, not to tell."""
_PREFERS = re.compile(
    r"[,.;] *(?P<wish>(?:preferably|ideally|rather|if possible)\b|(?:עדיף|רצוי|אם אפשר|מעדי(?:ף|פה))(?![א-ת]))"
)
_HE_WHOSE = re.compile(r"ל?(?P<who>[א-ת]+(?: של[א-ת]+)?) (?:תור|פגישה) (?:ל|אצל |עם )(?P<what>.+)")
"""For whom, before what for: "לבת שלי תור לרופא ילדים"."""
_HE_EDGES = re.compile(
    r"^(?:[ ,.;:-]|(?:תור|פגישה|appointment|ל|ב|מ|את|עם|אצל|בשביל|של|לי|לנו|שם|אצלם|אצלו|אצלה|איתם)(?![א-ת]))+"
    r"|(?:[ ,.;:-]|(?<![א-ת])(?:ל|ב|מ|את|עם|אצל|בשביל|של|שם|אצלם|אצלו|אצלה|איתם|בבקשה|תודה|ו|ה)(?![א-ת]))+$"
)
_PRACTICE = re.compile(
    r"\b(?:garage|clinic|salon|barber\w*|hair ?dress\w*|dentist|dental|doctor|dr|vet\w*|spa|physio\w*|hospital|surgery"
    r"|workshop|mechanics?|auto\w*|motors|tyres?|tires?|groom\w*|nails?|opticians?|optic\w*|lawyer|beauty|hair|therap\w+"
    r"|[a-z]{3,}olog(?:y|ists?))\b"
    r"|(?<![א-ת])[הלב]{0,2}(?:מוסך|מוסכי|מרפאה|מרפאת|מספרה|מספרת|רופא|רופאה|רופאת|ד\"ר|דר'?|ד״ר|פיזיותרפי[א-ת]*|קליניקה"
    r"|קליניקת|מכון|וטרינר[א-ת]*|ווטרינר[א-ת]*|ספא|קוסמטיק[א-ת]*|שיננית|שיניים|פדיקור|מניקור|ציפורניים|אופטיק[א-ת]*|ספר|ספרית)(?![א-ת])"
)
_TABLE = re.compile(
    r"\b(?:tables?|dinner|lunch|brunch|breakfast|drinks|eat|dine|restaurant|bar|seats)\b"
    r"|שולחן|סועדים|לאכול|מסעד|ארוח|[ ]בר[ ]"
)
"""Where people come one by one, and what says that they come to eat."""
_HE_TAIL = re.compile(_HE_EDGES.pattern.replace("|את|עם|", "|את|", 1))
"""What is ordered may go on with "with": "פיצה … עם זיתים"."""
_EN_AND = re.compile(r"(?:,| and| then| also)+ (?:then |also |please )*(?P<verb>[a-z]+)")
_FOR_HOUR = re.compile(
    rf"\bfor (?P<said>\d{{1,2}}|{numbers.one_of(numbers.ENGLISH)})(?= *(?:$|[,.;¦]))|"
    rf"(?<![א-ת])ל-?(?P<he>{numbers.one_of(numbers.HOURS)}|\d{{1,2}})(?= *(?:$|[,.;¦]))"
)
_BRING = (
    r"(?:,? ?(?:and )?(?:please )?(?:have (?:it|them) |to be )?(?:deliver(?:ed|y)?|sent?|send|brought|bring"
    r"|ship(?:ped)?)"
    r"(?: (?:it|them|that|this))?(?: over)? )"
)
_NO_STREET = r"(?:from|at|by|for|with|and|please|tomorrow|today|tonight|before|on|asap|now|people|in)"
_ADDRESS = re.compile(
    rf"(?<![\wא-ת]){_BRING}?to(?: me at)? (?P<en>\d+(?: (?!{_NO_STREET}\b)[A-Za-z][\w']*)+"
    r"|[A-Z][\w']+(?: [A-Z][\w']+)* \d+)"
    r"|(?:,? ?(?:ב|עם )?משלוח )?(?<![א-ת])ל(?:כתובת |-)?(?P<street>רחוב [^,.;¦]+)"
    r"|,? ?(?<![א-ת])(?:ב|ל|עם )?משלוח ל-?(?P<to>(?!שעה|יום|בית|דירה)[א-ת'\" ]+? \d+[^,.;¦]*)"
    r"|(?<![\wא-ת])(?:,? ?(?:ב|עם )?משלוח )?לכתובת (?P<he>(?!של)[^,.;¦]+)"
)
_HOME = re.compile(
    rf"{_BRING}(?:to )?(?:(?:me |us )?(?:at )?home|(?:my|our) (?:home|house|place|flat|apartment|address"
    rf"|door))(?! town)(?!\w)"
    r"| to (?:my|our) (?:home|house|place|flat|apartment|address|door)(?!\w)"
    r"|(?:,? ?(?:עם |ב)?משלוח)?(?: אליי?| אלינו)? (?:הביתה|לבית(?: שלי| שלנו)?|לדירה(?: שלי| שלנו)?|לכתובת של(?:י|נו))"
    r"(?![א-ת]| של| ה)"
)
"""Brought to where the user lives."""


def address(said: str) -> str:
    """Where something is to be brought to, as an order says it: "to 12 Herzl", "לכתובת הרצל 12"."""
    found = _ADDRESS.search(said) or _ADDRESS.search(said.lower())
    return trim(said[slice(*found.span(found.lastgroup))]) if found and found.lastgroup else ""


def typed(request: Request, language: Language, text: Text) -> Request:
    """The same request as the kind of errand its goal tells; `text` is the whole message, whose times count as well."""
    request = _visit(request, text)
    goal = request.slots.get("goal")
    if request.task_type != "phone_call" or goal is None or _is_mixed(goal.said, language):
        return request
    rest = {key: slot for key, slot in request.slots.items() if key not in ("goal", "when")}
    found = _hebrew(goal.said, rest) if language == "he" else _english(goal.said, rest)
    if found is None:
        return request
    if found.task_type in ("order", "appointment"):
        around, _ = timed(text)
        found = replace(found, slots={**around, **found.slots})
        if "when" in request.slots and "time" not in found.slots:
            found = replace(found, slots={**found.slots, "time": request.slots["when"]})
    return replace(found, slots={**rest, **found.slots})


def _visit(request: Request, text: Text) -> Request:
    """A table at a garage or a clinic is a visit, which nobody is counted for."""
    slots = request.slots
    at = slots["callee"].said.lower() if "callee" in slots else ""
    if request.task_type != "booking" or "party_size" in slots or not _PRACTICE.search(at) or _TABLE.search(text.plain):
        return request
    kept = {key: slot for key, slot in slots.items() if key != "notes"}
    return Request("appointment", kept | ({"service": slots["notes"]} if "notes" in slots else {}))


def content(slot: str, said: str, language: Language) -> Slots:
    """The answer to the question for a text slot: the slot, and the times it holds where the kind has them."""
    goal = hebrew.goal(said) if language == "he" else english.goal(said)
    verb = {"items": {"he": "להזמין ", "en": "order "}}.get(slot, {"he": "", "en": ""})[language]
    ordered = (_HE_ORDER if language == "he" else _EN_ORDER).match(goal.lower())
    phrase = goal if ordered else verb + goal
    found = typed(Request("phone_call", {"goal": value(phrase)}), language, Text(phrase, phrase.lower())).slots
    if slot in found:
        return {
            key: slot_value
            for key, slot_value in found.items()
            if key in (slot, "date", "time", "delivery_address", "may_say")
        }
    return {slot: value(goal if slot == "goal" else said)}


def _is_mixed(goal: str, language: Language) -> bool:
    """Two things to do of different kinds."""
    if language == "he":
        head = verbs.hebrew(goal.split()[0], at_head=True) if goal.split() else None
        apart = _HE_BARBER.sub(" ", goal).split()[1:]
        kinds = {verb[1] for word in apart if (verb := verbs.hebrew(word.strip(",.:;!?"), at_head=False))}
        return bool(head and kinds - {head[1], "do"} - ({"order", "book"} if head[1] in ("order", "book") else set()))
    first = verbs.ENGLISH.get(goal.split()[0].lower().rstrip(":")) if goal.split() else None
    others = {verbs.ENGLISH[hit["verb"]] for hit in _EN_AND.finditer(goal.lower()) if hit["verb"] in verbs.ENGLISH}
    return bool(first and others - {first} - ({"order", "book"} if first in ("order", "book") else set()))


def _english(goal: str, slots: Slots) -> Request | None:
    text = Text(goal, goal.lower())
    if goal.endswith("?") and QUESTION.match(text.plain):
        return Request("inquiry", {"question": value(goal)})
    asked = _EN_ASK.fullmatch(text.plain)
    if asked:
        group = "rest" if asked["rest"] else "whole"
        return Request("inquiry", {"question": value(trim(goal[slice(*asked.span(group))]) + "?" * goal.endswith("?"))})
    told = _EN_TELL.fullmatch(text.plain)
    if told:
        group = told.lastgroup or "rest"
        whom = _EN_WHOM.match(text.plain)
        name = names.english(text, whom.end(), any_place=True) if whom and "callee" not in slots else None
        who = {"callee": value(name.said)} if name and name.said.lower() not in _PRONOUNS else {}
        message = trim(goal[slice(*told.span(group))])
        if group == "rest" and "callee" in slots and (named := _named(text, slots["callee"].said)):
            message = trim(goal[named:])
        return Request("message", {"message": value(message)} | who)
    if _EN_NOT_A_VISIT.search(text.plain):
        return None
    book = _EN_BOOK.match(text.plain)
    if book and (_EN_VISIT.search(text.plain) or _EN_SCHEDULE.match(text.plain)):
        return _appointment(text, book.end(), slots, "en")
    order = _EN_ORDER.match(text.plain)
    return _order(text, order.end(), slots, "en") if order else None


def _named(text: Text, callee: str) -> int:
    """Where the name behind the verb of telling ends; 0 when it does not stand there."""
    found = re.match(
        rf"\w+ (?:the |my )?{re.escape(re.sub('^(?:the|my) ', '', callee.lower()))}(?:,| about)? ", text.plain
    )
    return found.end() if found else 0


def _hebrew(goal: str, slots: Slots) -> Request | None:
    text = Text(goal, goal.lower())
    if _HE_QUESTION.match(goal) and goal.endswith("?"):
        return Request("inquiry", {"question": value(goal)})
    asked = _HE_ASK.match(goal)
    if asked:
        question = _HE_QUESTION.search(goal, asked.end())
        return Request("inquiry", {"question": value(trim(goal[question.start() :]) if question else goal)})
    told = _HE_TELL.match(goal)
    if told:
        whom = _HE_TOLD.match(goal[told.end() :])
        return Request("message", {"message": value(trim(goal[told.end() + whom.end() :]))}) if whom else None
    other, visit = _HE_NOT_A_VISIT.search(goal), _HE_VISIT.search(goal)
    if other and (visit is None or other.start() < visit.start()):
        return None
    book = _HE_BOOK.match(goal)
    if book and (visit or goal.startswith(("לקבוע ", "לתאם "))):
        return _appointment(text, book.end(), slots, "he")
    order = _HE_ORDER.match(goal)
    return _order(text, order.end(), slots, "he") if order else None


def _order(text: Text, end: int, slots: Slots, language: Language) -> Request:
    found, rest = timed(text, for_hours=True)
    address = _ADDRESS.search(rest.said, end)
    if address:
        found["delivery_address"] = value(trim(next(filter(None, address.groups()))))
        rest = rest.fenced([address.span()])
    elif home := _HOME.search(rest.plain, end):
        found["may_say"] = value("address")
        rest = rest.fenced([home.span()])
    items = _rest(_without(rest, slots, language), end, _EN_TAIL if language == "en" else _HE_TAIL)
    return Request("order", found | ({"items": value(items)} if items else {}))


def _appointment(text: Text, end: int, slots: Slots, language: Language) -> Request:
    found, rest = timed(text)
    wish = _PREFERS.search(rest.plain, end)
    if wish:
        found["notes"] = value(trim(text.said[wish.start("wish") :]))
        rest = rest.fenced([(wish.start(), len(rest.plain))])
    service = _rest(_without(rest, slots, language), end, _EN_EDGES if language == "en" else _HE_EDGES)
    if language == "he":
        service = re.sub(r"^ל(?=[א-ת]{3})", "", service)
        if whose := _HE_WHOSE.fullmatch(service):
            service = f"{whose['what']} ל{whose['who']}"
        service = re.sub(r"^(?:בנושא|לגבי|בעניין|בקשר ל) ?", "", service)
    elif whom := re.fullmatch(r"(?P<who>(?:my|our|his|her) \w+) an? (?P<what>\w.*)", service, re.IGNORECASE):
        service = f"{whom['what']} for {whom['who']}"
    elif re.match(r"(?:my|our|his|her)\b", service.lower()):
        service = f"for {service}"
    return Request("appointment", found | ({"service": value(service)} if service else {}))


def timed(text: Text, *, for_hours: bool = False) -> tuple[Slots, Text]:
    """Day and time of a phrase, and the phrase without them and without in whose name."""
    found: Slots = {}
    principal = names.principal(text)
    if principal:
        text = text.fenced([(principal.start, principal.end)])
    spans = []
    for when in times.find(text):
        if when.kind not in found:
            found[when.kind] = value(when.said, when.value)
            spans.append((when.start, when.end))
    text = text.fenced(spans)
    hour = _FOR_HOUR.search(text.plain) if for_hours and "time" not in found else None
    if hour:
        said = hour["said"] or hour["he"]
        found["time"] = value(said)
        text = text.fenced([hour.span()])
    return found, text


def _without(text: Text, slots: Slots, language: Language) -> Text:
    """The phrase without the callee's name and the word that announced it."""
    if "callee" not in slots:
        return text
    name = re.escape(slots["callee"].said.lower()).replace(r"\ ", r"\s+")
    whose = rf"(?:(?:אצל |אל |עם |[בלמ]-?)?ה?{names.PLACE_HEADS}(?: ה?[א-ת]+)? של )?"
    hebrew_before = rf"{whose}(?:(?:אצל|עם|מול|אל) ה?|[בלמ]-?ה?)?"
    in_hebrew = language == "he" or re.match("[א-ת]", slots["callee"].said)
    before = hebrew_before if in_hebrew else r"(?:\b(?:from|at|with|by|called) (?:the )?|[בלמ]-)?"
    found = re.search(before + name if in_hebrew else rf"{before}(?<![\w']){name}(?![\w'])", text.plain)
    return text.fenced([found.span()]) if found else text


def _rest(text: Text, start: int, edges: re.Pattern[str]) -> str:
    """What is left of a phrase behind its verb, without small words at its edges."""
    pieces: list[str] = []
    before = ""
    for piece in re.split(rf"{FENCE}+", text.said[start:]):
        said = trim(piece)
        apart = pieces and (piece.lstrip()[:1] in _APART or before.rstrip()[-1:] in _APART)
        while (shorter := trim(edges.sub("", said) if said == said.lower() else _sub(edges, said))) != said:
            said = shorter
        if said:
            pieces[-1:] = [f"{pieces[-1]}," if apart else pieces[-1]] if pieces else []
            pieces.append(said)
            before = piece
    return " ".join(pieces)


_APART = (",", ";", ".")


def _sub(edges: re.Pattern[str], said: str) -> str:
    """The edges taken off whatever the case."""
    found = [hit.span() for hit in edges.finditer(said.lower())]
    for start, end in reversed(found):
        said = said[:start] + said[end:]
    return said
