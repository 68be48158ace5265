"""English requests: who is called, and what for."""

import re
from collections.abc import Sequence

from ringback.engine.interpreters import names, verbs
from ringback.engine.interpreters.requests import Request, Slots, callee, details, goal_or_time, spans, value
from ringback.engine.interpreters.text import FENCE, Text, flat, pattern, trim, words
from ringback.engine.reading import Known

LEAD = pattern(
    r"""(?:
    (?:hey|hi|hello)(?: (?!i\b|i'|id\b|can\b|could|would|will|please|call|order|book|phone|ring|we\b|let|get
    |make|is\b|do)
    [a-z]+)?[,.! ]+
    |(?:olly|alexa|siri),? |(?:please|ok|okay|so|well|just|kindly|now|also|and|then),? |go ahead and |(?:try
    |remember) to
    |(?:can|could|would|will) (?:you|i|we)(?: please| kindly)?(?: (?:help
    |try to) (?:me )?(?:to )?)? |do you mind |would you mind
    |i(?:'d| would|d) (?:really )?(?:like|love|want|need|prefer)(?: you| help(?: with)?)? (?:to )?
    |(?:i |we )?(?:really )?(?:want|need|wanna|have)(?: you)?(?: help(?: with)?)? (?:to )?
    |(?:i am|i'm|we're|we are) (?:looking|trying|hoping|going|planning) (?:to|for) |(?:i am
    |i'm) (?:really )?craving (?:for )?
    |help me (?:to |with )?|let(?:'s| us| me) |you to |i need help (?:with )?
    )+"""
)
_WISH = pattern(r"\b(?:want|need|like|love|prefer|looking|craving|have|wanna|get)\b")
_FOOD = flat(
    r"""
    pizzas?|sushi|food|take ?-?out|take ?-?away|delivery|burgers?|sandwich(?:es)?|soup|salads?|noodles|wings
    |fries|coffee
    |cakes?|flowers|tacos?|burritos?|pasta|curry|chicken|dumplings|bouquet|chinese|thai|indian|mexican|italian"""
)
_STAY = r"hotel|rooms?|suite|hostel|motel|airbnb"
_RIDE = r"cabs?|taxis?|rides?|uber|lyft|limo|shuttle"
_VISIT = flat(
    r"""
    appointments?|haircut|check ?-?up|massage|manicure|pedicure|test drive|inspection|consultation|oil change|blow ?dry
    |physical|teeth cleaning|cleaning"""
)
_TABLE = flat(
    r"""
    tables?|reservations?|booking|restaurants?|spot|seats?|seating|diner|brasserie|bistro|steakhouse|pub
    |tavern|taverna
    |cafeteria|gastropub|osteria|trattoria|food court|dining"""
)
_NOUN = rf"(?:{_FOOD}|{_STAY}|{_RIDE}|{_VISIT}|{_TABLE})"
_OF_MINE = (
    r"(?:reservations?|bookings?|appointments?|orders?|tables?|meeting|haircut|subscription|membership"
    r"|delivery|session|visit|pickup)"
)
_REQUEST = pattern(
    rf"""(?:order|book|reserve)(?:ing)?\b(?! (?:club|of|number|status|history|report))(?= \S)
    |(?:mak(?:e|ing)|do(?! (?:i|you|we|they|not)\b)(?:ing)?|set(?:ting)?(?: up)?|arrang(?:e|ing)
    |find(?!ing? out)(?: me)?|schedul(?:e|ing)
    |creat(?:e|ing)|plac(?:e|ing)|put in)\b
    (?! out)(?: [\w']+){{0,5}}? (?:reservations?|bookings?|appointments?|table|order for|{_VISIT})\b
    |(?:get|getting|buy|grab|have|hire|call|send|bring|find)(?: me| us)?(?: [\w']+){{0,3}}? (?:{_FOOD}|{_RIDE}
    |{_VISIT}|table|reservations?)\b
    |see(?:ing)? (?:a|the|my|an) (?:doctor|dentist|vet|physio\w*|dermatologist|specialist|optometrist
    |gynecologist|therapist|lawyer|barber)\b
    |get(?:ting)? (?:my|our|the) (?:[\w']+ ){{1,3}}(?:done|fixed|cut|checked|repaired|washed|serviced|cleaned
    |trimmed|colou?red|replaced)\b
    |(?:eat(?:ing)?|dine|dining|have (?:dinner|lunch|breakfast|brunch)) (?:at|in|by|for|tonight|tomorrow|out|on|with)\b
    |(?:cancel|reschedul|postpon|mov|chang|confirm|modify|verify|updat|extend|delay|call off|get rid of|drop
    |remov|undo|no longer need|push|bring forward
    |double ?check|make sure|check on|fix)(?:e|ing)?\b (?:[\w']+ ){{0,6}}?(?:{_OF_MINE}|hotel|cab|taxi
    |\d{{1,2}}(?::\d\d)? ?(?:am|pm))\b
    |(?:ask|tell|inform|notify|remind|check with|wish)
    (?! (?:me|us|you|yourself|google|siri|a (?:joke|story|question)|(?:the )?(?:time|date|truth|difference
    |story)|about|if|whether|for (?:help|advice))\b)
    (?= \S)
    |let (?!me\b|us\b|you\b)\w+(?: \w+){{0,3}} know\b|complain (?:to|at)\b|leave (?:a message|word)\b"""
)
_OBJECT = pattern(rf"(?:[\w']+ ){{0,4}}?{_NOUN}\b")
_NO_ERRAND = pattern(
    r"""
    \b(?:recipes?|calories|ingredients?|directions|reviews?|ratings?|songs?|music|playlist|podcast|timer|alarm
    |reminder|calendar|weather|meaning
    |definition|translate|how (?:do|to) (?:you )?(?:make|cook|prepare|say|spell)|(?:shopping|to ?do
    |grocery) list|lists?|e-?mails?|text message|map|score
    |joke|wikipedia|traffic|temperature|brightness|volume|lights?|credit limit|pto|vacation days)\b"""
)
_INQUIRE = pattern(
    r"(?:tell me|find(?:ing)? out|check|see|know|inquire|ask|double ?check|make sure|look up|wondering"
    r"|i wonder)\b(?: (?:to|me))?(?: (?P<joint>if|whether|of|when|what time|how long|how|until|about))?"
)
_BUSINESS = pattern(
    r"""
    \b(?:deliver\w*|take ?-?outs?|take ?-?aways?|carry ?-?out|curbside|drive ?-?through|reservations?|(?:the|a
    |any)(?: \w+)? (?:wait|line)|wait time|waiting|busy|crowded|packed
    |my (?:order|reservation|table|food|appointment|car|prescription)|in stock|open|opens|close[sd]?
    |opening hours|walk-?ins?|parking|vacanc\w+|table for|appointments?)\b"""
)
_QUESTION = pattern(
    r"(?:does|do|is|are|can|will|would|how|what time|when|until when|at what time|what are|what is|what's|has"
    r"|have|did)\b"
)
_PLACE = pattern(
    r"\b(?:at|from) \S|\b(?:does|do|is|are|has|have|will|can|if|whether|of|when|time) (?!i\b|you\b|it\b|we\b|my\b"
    r"|there\b|they\b|the wait)\S"
)
_SUBJECT = pattern(
    r"\b(?:does|do|is|are|has|have|will|can|if|whether|of|that|busy is|when|time) (?P<name>(?!is\b|do\b|does\b"
    r"|are\b|will\b|i\b|you\b|they\b|it\b|we\b"
    r"|my\b|there\b|he\b|she\b|takeout|the wait|take)\S)"
)
_NO_TABLE = pattern(
    rf"""
    \b(?:{_STAY}|{_RIDE}|{_VISIT}|doctor|dentist|vet|salon|barber|flights?|cars?|tickets?|(?<!food )court|class|plumber
    |technician|therapist|practitioner|stylist|gynecologist|dermatologist|optometrist|psychologist|order)\b"""
)
_CALL_VERB = flat(
    r"(?:call|phone|ring|dial|telephone|contact|reach(?: out to)?|get in touch with|(?:make"
    r"|place) a (?:phone )?call to|speak (?:to|with)|talk (?:to|with)|connect me (?:to|with))"
)
_CALL = pattern(
    rf"(?:{_CALL_VERB})(?: up)? (?=\S)|(?:give|get) (?=(?:\S+ ){{1,4}}(?:a (?:call|ring|buzz)|on the (?:phone"
    rf"|line))\b)(?!me |us )"
)
_CALL_LATER = pattern(
    r"(?:(?<=[.,;:!?¦])|\band|\bthen|\bto|\bplease) (?=(?:call|phone|ring|dial|telephone|contact)(?: up)? \S)"
)
_IDIOM = pattern(
    r"(?:it (?:a|an|off|quits)\b|me\b|us\b|this\b|that\b|yourself|out\b|off\b|for\b|in sick|of\b"
    r"|number\b(?! *¦)|center|history|duty)"
)
_PRONOUNS = words("them him her back again someone somebody these number this that")
_AFTER_CALLEE = pattern(
    rf"""
    ^(?:[{FENCE}\s,.;:!?-]|(?:a )?(?:call|ring|buzz)\b(?! )|a (?:call|ring|buzz) |on the (?:phone|line)|(?:at
    |on)(?= *{FENCE})
    |(?:his|her|their|the|my)? ?(?:tel|phone|number|mobile|cell)(?: number)?(?: is)?(?= *[{FENCE}:.])|(?:and
    |then|please|to|so)(?= )|(?:again|back)\b|on (?:his|her|their|the|my) (?:cell|mobile|phone|landline)\b)+"""
)
_TALKING = frozenset({"ask", "tell", "inform", "notify", "remind", "wish", "let"})


def read(text: Text, known: Sequence[Known]) -> Request | None:
    """The request of a message in which the numbers are fenced."""
    lead = LEAD.match(text.plain)
    head = lead.end() if lead else 0
    call = _call(text, head)
    if call:
        return _call_request(text, call, known, text.said[: call[0]])
    if _NO_ERRAND.search(text.plain):
        return None
    errand = _errand_at(text, head)
    if errand is not None:
        return _errand(text, *errand, known)
    inquiry = _INQUIRE.match(text.plain, head)
    begin = 0 if inquiry is None and _QUESTION.match(text.plain) else head
    asks = inquiry is not None or _QUESTION.match(text.plain, begin) is not None
    if asks and _BUSINESS.search(text.plain) and _PLACE.search(text.plain):
        return _inquiry(text, begin, known)
    return None


def _call(text: Text, head: int) -> tuple[int, int] | None:
    """The place of a verb of calling that opens the request or a clause of it."""
    first = _CALL.match(text.plain, head)
    if first and not _IDIOM.match(text.plain, first.end()):
        return first.span()
    for clause in _CALL_LATER.finditer(text.plain, head):
        found = _CALL.match(text.plain, clause.end())
        if found and not _IDIOM.match(text.plain, found.end()) and not _talks_first(text, head, clause.start()):
            return found.span()
    return None


def _talks_first(text: Text, head: int, before: int) -> bool:
    """ "Tell them to call me": the calling is what is told."""
    first = text.plain[head:before].split()[:1]
    return bool(first) and first[0] in _TALKING


def _errand_at(text: Text, head: int) -> tuple[int, int] | None:
    """Where an errand begins and where its verb ends, in the first sentence or a later one."""
    starts = [
        head,
        *(
            found.end()
            for found in re.finditer(rf"(?<=[.!?{FENCE};,]) +|\b(?:and|lunch|dinner|please|now|or) (?=\S)", text.plain)
        ),
    ]
    for start in starts:
        lead = LEAD.match(text.plain, start)
        begin = lead.end() if lead and start != head else start
        found = _REQUEST.match(text.plain, begin)
        if found:
            return begin, found.end()
        wished = text.plain[:begin] if start == head else (lead.group() if lead else "")
        thing = _OBJECT.match(text.plain, begin)
        if thing and _WISH.search(wished):
            return begin, thing.end()
    return None


def _call_request(text: Text, call: tuple[int, int], known: Sequence[Known], before: str) -> Request:
    slots: Slots = {}
    end = call[1]
    found = names.known_name(Text(text.said[end:], text.plain[end:]), known)
    name = names.english(text, end, any_place=True)
    if found and (name is None or found[1].start <= name.end - end):
        slots["callee"] = value(found[0].name)
        end += found[1].end
    elif name:
        end = name.end
        if name.said.lower() not in _PRONOUNS:
            slots["callee"] = value(name.said)
    rest = _AFTER_CALLEE.sub("", text.plain[end:])
    said = goal(trim(text.said[len(text.said) - len(rest) :])) if trim(rest) else ""
    said = said or _before(before)
    table = _is_table(said.lower()) and not said.lower().startswith(("ask", "tell", "cancel", "check", "confirm"))
    slots |= details(text, booking=table)
    if table:
        notes = _notes(Text(said, said.lower()), 0)
        return Request("booking", slots | ({"notes": value(notes)} if notes else {}))
    return Request("phone_call", slots | goal_or_time(said))


def _before(said: str) -> str:
    """What was said before the request itself: "I need a plumber. Call Joe's"."""
    said = trim(said)
    lead = LEAD.fullmatch(f"{said.lower()} ")
    return "" if lead or len(said.split()) < 2 else said


def _inquiry(text: Text, start: int, known: Sequence[Known]) -> Request:
    said = trim(text.said[start:])
    asked = _INQUIRE.match(said.lower())
    if asked:
        joint = asked["joint"] or "about"
        goal_said = f"ask {'if' if joint in ('whether', 'of') else joint} {said[asked.end() :].strip()}"
    else:
        goal_said = f"ask: {said}"
    guess = names.place(text.fenced(spans(text))) or _subject(text, start)
    return Request("phone_call", {"goal": value(goal_said)} | callee(text, known, guess))


def _subject(text: Text, start: int) -> names.Name | None:
    """Of whom a question asks: "does X deliver"."""
    found = _SUBJECT.search(text.plain, start)
    return names.english(text, found.start("name"), subject=True) if found else None


def _errand(text: Text, start: int, end: int, known: Sequence[Known]) -> Request:
    verb = text.plain[start:end].split()[0]
    fenced = text.fenced(spans(text))
    if _is_table(text.plain[start:]) and not re.match(
        r"(?:ask|tell|cancel|check|confirm|resched|postpon|mov|chang|modif|updat|verif|no |call|drop|get rid"
        r"|remov|undo|double|make sure|fix|push)",
        text.plain[start:],
    ):
        slots = details(text, booking=True)
        place = callee(text, known, names.place(fenced) or _booked(fenced))
        slots |= place
        if "name" not in slots:
            slots |= _trailing_name(fenced, slots)
        notes = _notes(_without_place(fenced, place), start)
        return Request("booking", slots | ({"notes": value(notes)} if notes else {}))
    thing = _REQUEST.match(text.plain, start) is None
    slots = {"goal": value(("get " if thing else "") + goal(trim(text.said[start:])))} | details(text, booking=False)
    before = _before(text.said[:start])
    if len(before.split()) > 2:
        slots["notes"] = value(before)
    if verb in _TALKING:
        told = names.english(text, start + len(verb) + 1, any_place=True)
        if told and told.said.lower() not in _PRONOUNS:
            slots |= callee(text, known, told)
            if verb == "ask" and trim(text.said[told.end :]):
                slots["goal"] = value(goal(f"ask {trim(text.said[told.end :])}"))
            return Request("phone_call", slots)
    meeting = verb not in ("order", "ordering", "get", "buy", "grab")
    return Request("phone_call", slots | callee(text, known, names.place(fenced, meeting=meeting)))


def _is_table(plain: str) -> bool:
    return bool(re.search(rf"\b(?:{_TABLE}|eat|dine|book|reserve)\b", plain)) and not _NO_TABLE.search(plain)


_BOOKED = pattern(
    rf"""(?:\b(?:book|reserve|reservation for|booking for|reservation to)|{FENCE},) (?:me |us )?
    (?P<name>(?!(?:an?|the (?:next|first|same|best|nearest)|me|us|it|for|in|my|our|some|two|indoor|outdoor)\b
    |{_TABLE})\S)"""
)


def _booked(text: Text) -> names.Name | None:
    """ "Book Oregon Electric Station", "a reservation for Longhorn": the place right behind the verb."""
    found = _BOOKED.search(text.plain)
    return names.english(text, found.start("name")) if found else None


_TRAILING = pattern(
    rf"\bfor (?P<name>(?!(?:me|us|the|a|my|it|dinner|lunch|breakfast|brunch|today|one|two)\b)[a-z]+)[.!{FENCE} ]*$"
)


def _trailing_name(text: Text, slots: Slots) -> Slots:
    """ "… at 7 for Michael": one word behind the last "for" is in whose name."""
    found = _TRAILING.search(text.plain)
    said = text.cut(*found.span("name")) if found else ""
    return {} if not said or ("callee" in slots and said in slots["callee"].said) else {"name": value(said)}


def _without_place(text: Text, place: Slots) -> Text:
    said = place["callee"].said.lower() if place else ""
    at = text.plain.find(said) if said else -1
    return text.fenced([(at, at + len(said))]) if at >= 0 else text


_EDGES = pattern(
    r"""
    ^(?:(?:to )?(?:make|book|reserve|set|eat|get|have|find|schedule|order|a|an|the|me|us|some|any|my|for|at|on
    |by|with|and|of|is|please|called|try
    |tables?|reservations?|booking|spot|seats?|reserved|reserving|making|to|up|that|name|one|it|its
    |restaurant(?: tables?)?(?= *$))\b[ ,.]*)+
    |[ ,.]*(?:\b(?:for|at|on|by|with|in|and|of|the|a|an|please|under|to|from|called|thanks|restaurant)\b[ ,.]*)+$"""
)


def _notes(text: Text, start: int) -> str:
    """What a booking says beside its slots: what kind of place, where, what else is wished."""
    notes: list[str] = []
    for piece in re.split(rf"{FENCE}+|[.!?]\s", text.said[start:]):
        lead = LEAD.match(f"{piece.strip().lower()} ")
        said = trim(piece.strip()[lead.end() if lead else 0 :])
        while (
            shorter := trim(
                _EDGES.sub("", said) if said == said.lower() else re.sub(_EDGES.pattern, "", said, flags=re.IGNORECASE)
            )
        ) != said:
            said = shorter
        if len(said) > 2 and not re.fullmatch(r"(?:name|my name|its|it's|also)", said.lower()):
            notes.append(said)
    return "; ".join(dict.fromkeys(notes))


def goal(said: str) -> str:
    """A sentence as an infinitive phrase, without politeness."""
    lead = LEAD.match(f"{said.lower()} ")
    if lead and lead.end() < len(said):
        said = said[lead.end() :]
    said = re.sub(
        r"^(order|book|get|reserve|find|make|buy|schedule) (?:me|us) (?=\w)", r"\1 ", said, flags=re.IGNORECASE
    )
    said = re.sub(r"(?:(?:^|[ ,]+)(?:please|thanks|thank you|for me|instead))+$", "", said, flags=re.IGNORECASE)
    first = said.split()[0].lower() if said.split() else ""
    return said[:1].lower() + said[1:] if first in verbs.ENGLISH else said
