"""English requests: who is called, and what for."""

import re
from collections.abc import Sequence

from ringback.engine.interpreters import english_notes, names, numbers, verbs
from ringback.engine.interpreters.english_words import (
    AFTER_CALLEE,
    ASKED,
    BARE,
    BUSINESS,
    CALL,
    CALL_LATER,
    CAN_I,
    EATS,
    GIVEN_UP,
    IDIOM,
    INQUIRE,
    LEAD,
    MEANT,
    NO_ERRAND,
    NO_TABLE,
    OBJECT,
    OF_MINE,
    ORDERED,
    PLACE,
    PLACES,
    PLAIN_VERBS,
    PRONOUNS,
    QUESTION,
    REQUEST,
    SENDER,
    SUBJECT,
    TALKING,
    TO_WHOM,
    UNDO,
    UNDONE,
    WISH,
)
from ringback.engine.interpreters.requests import (
    TABLE,
    Request,
    Slots,
    behind_when,
    callee,
    details,
    goal_or_time,
    spans,
    value,
)
from ringback.engine.interpreters.text import FENCE, Text, pattern, trim
from ringback.engine.matching import find
from ringback.engine.reading import Known

_MEETS = re.compile(r"\b(?:appointments?|appts?|slots?|opening)\b")
_REMINDER = re.compile(
    r"(?:set|add|create|make|put)(?: up| in)? (?:me )?(?:an? )?(?:reminder|alarm|timer|note|task)\b|remind me\b"
)
_ASKS_THERE = re.compile(r"\b(?:ask|find out|check)(?: (?:them|for me|please))*[.!? ]*$")
_LETS = re.compile(
    r"(?:will|does|do|would|can) (?!i\b|you\b|we\b|u\b|it\b|they\b|someone\b)[\w'&-]+(?: [\w'&-]+){0,4}? (?:let"
    r"|allow)s? (?:me|us|you)\b"
)


def read(text: Text, known: Sequence[Known]) -> Request | None:
    """The request of a message in which the numbers are fenced."""
    text = text.reworded(PLAIN_VERBS)
    opening = behind_when(text)
    lead = LEAD.match(text.plain) or LEAD.match(text.plain, opening)
    head = lead.end() if lead else opening
    if _REMINDER.match(text.plain, head):
        return None
    asked = ASKED.fullmatch(text.plain)
    if asked:
        end = asked.end("question")
        only = Text(text.said[:end], text.plain[:end])
        if QUESTION.match(text.plain, head) or (lead and "wonder" in lead.group()):
            return _inquiry(only, head, known)
        if _ASKS_THERE.search(text.plain, end) and names.place(only.fenced(spans(only))):
            return _inquiry(only, 0, known)
    call = _call(text, head)
    if call:
        return _call_request(text, call, known, text.said[: call[0]])
    if NO_ERRAND.search(text.plain) and not TO_WHOM.match(text.plain, head):
        return None
    undone = UNDONE.search(text.plain)
    if undone:
        verb = next(verb for verb in ("cancel", "move", "reschedule", "change") if undone["verb"].startswith(verb[:4]))
        thing = undone.span("thing")
        return _errand(
            Text(f"{verb} {text.said[slice(*thing)]}", f"{verb} {text.plain[slice(*thing)]}"), 0, len(verb), known
        )
    given_up = GIVEN_UP.fullmatch(text.plain)
    if given_up:
        said = f"cancel {text.cut(*given_up.span('thing'))}"
        return _errand(Text(said, said.lower()), 0, len("cancel"), known)
    if _LETS.match(text.plain):
        return _inquiry(text, 0, known)
    can_i = CAN_I.search(text.plain)
    if can_i:
        return _inquiry(text, can_i.start(), known)
    errand = _errand_at(text, head)
    if errand is not None:
        return _errand(text, *errand, known)
    inquiry = INQUIRE.match(text.plain, head)
    begin = 0 if inquiry is None and QUESTION.match(text.plain) else head
    asks = inquiry is not None or QUESTION.match(text.plain, begin) is not None
    if asks and BUSINESS.search(text.plain) and PLACE.search(text.plain):
        return _inquiry(text, begin, known)
    return None


def _call(text: Text, head: int) -> tuple[int, int] | None:
    """The place of a verb of calling that opens the request or a clause of it."""
    first = CALL.match(text.plain, head)
    if first and not IDIOM.match(text.plain, first.end()):
        return first.span()
    if _RECALLS.match(text.plain):
        return None
    for clause in CALL_LATER.finditer(text.plain, head):
        found = CALL.match(text.plain, clause.end())
        if clause.group().startswith("to") and _WONDERS.match(text.plain):
            continue
        if found and not IDIOM.match(text.plain, found.end()) and not _talks_first(text, head, clause.start()):
            return found.span()
    return None


def _talks_first(text: Text, head: int, before: int) -> bool:
    """ "Tell them to call me": the calling is what is told."""
    first = text.plain[head:before].split()[:1]
    return bool(first) and first[0] in TALKING


_WONDERS = re.compile(r"(?:what|which|where|who|why|how|when)(?:'?s)?\b")
_RECALLS = re.compile(
    r"(?:i|we|he|she|they) (?:was|were|am|is|are) (?:told|asked|supposed|going)\b|(?:did|didn't|why did|when did"
    r"|have|haven't) (?:i|you|we|they|he|she)\b"
)
"""What was done or not, which asks for nothing."""


def _errand_at(text: Text, head: int) -> tuple[int, int] | None:
    """Where an errand begins and where its verb ends, in the first sentence or a later one."""
    bare = (BARE.match(text.plain) if spans(text) else None) or (FENCE in text.plain and ORDERED.match(text.plain))
    if bare:
        return 0, bare.end()
    starts = [
        head,
        *(
            found.end()
            for found in re.finditer(rf"(?<=[.!?{FENCE};,]) +|\b(?:and|please|now|or|so) (?=\S)", text.plain)
        ),
        *(found.end() for found in MEANT.finditer(text.plain) if not _WONDERS.match(text.plain)),
    ]
    for start in starts:
        lead = LEAD.match(text.plain, start)
        begin = lead.end() if lead and start != head else start
        found = REQUEST.match(text.plain, begin) or (
            BARE.match(text.plain, begin) if start != head and numbers.party(text) else None
        )
        whole = OBJECT.match(text.plain, head) if start != head and _IT.match(text.plain, begin) else None
        if found:
            return (head, whole.end()) if whole else (begin, found.end())
        wished = text.plain[:begin] if start == head else (lead.group() if lead else "")
        thing = OBJECT.match(text.plain, begin)
        if thing and WISH.search(wished):
            return begin, thing.end()
    return None


_IT = re.compile(r"(?:book|reserve|order|schedule|make|get) (?:it|that|this|one)\b")
"""What is to be got was said before."""


def _call_request(text: Text, call: tuple[int, int], known: Sequence[Known], before: str) -> Request:
    slots: Slots = {}
    end = call[1]
    found = names.known_name(Text(text.said[end:], text.plain[end:]), known)
    name = names.english(text, end, any_place=True)
    if found and (name is None or found[1].start <= name.end - end):
        slots["callee"] = value(found[0].name)
        end += found[1].end
    elif name:
        whole = _WHOLE_NAME.match(text.plain, name.end)
        end = whole.end() if whole else name.end
        if name.said.lower() not in PRONOUNS:
            slots["callee"] = value(text.cut(name.start, end))
    end = names.past_principal(text, end)
    rest = AFTER_CALLEE.sub("", text.plain[end:])
    said = goal(trim(text.said[len(text.said) - len(rest) :])) if trim(rest) else ""
    if said and _LIST.match(said.lower()) and ":" in text.plain[call[1] : text.plain.find(said.lower())][-3:]:
        said = f"order {said}"
    said = said or _before(before)
    table = _is_table(said.lower()) and not said.lower().startswith(
        ("ask", "tell", "cancel", "check", "confirm", "see ", "find out", "make sure")
    )
    slots |= details(text, TABLE if table else ())
    if table:
        tail = Text(said, said.lower())
        notes = english_notes.read(tail.fenced(spans(tail)), 0)
        return Request("booking", slots | ({"notes": value(notes)} if notes else {}))
    return Request("phone_call", slots | goal_or_time(said))


_WHOLE_NAME = re.compile(
    r" (?:and|&) (?!(?:ask|tell|say|order|book|check|get|make|see|reserve|buy|schedule|have|find|request"
    r"|then)\b)[\w'.-]+"
    r"(?: [\w'-]+)?(?= (?:and|to|then) (?:order|book|reserve|make|get|buy|schedule)\b)"
)
"""What goes on with the name of one place: "Ben and Jerry's and order …"."""


def _before(said: str) -> str:
    """What was said before the request itself: "I need a plumber. Call Joe's"."""
    said = trim(said)
    lead = LEAD.fullmatch(f"{said.lower()} ")
    return "" if lead or len(said.split()) < 2 else said


def _inquiry(text: Text, start: int, known: Sequence[Known]) -> Request:
    said = trim(text.said[start:])
    asked = INQUIRE.match(said.lower())
    if asked:
        joint = asked["joint"] or "about"
        goal_said = f"ask {'if' if joint in ('whether', 'of') else joint} {said[asked.end() :].strip()}"
    else:
        goal_said = f"ask: {said}"
    guess = names.place(text.fenced(spans(text))) or _subject(text, start)
    return Request("phone_call", {"goal": value(goal_said)} | callee(text, known, guess))


_IF_THEY = re.compile(r"(?:see|ask|check|find out) (?:if|whether) ")
_ME_IN = re.compile(r"(?:book|put|get|fit|squeeze) (?:me|us|him|her|my \w+) in\b")
"""A visit where the message speaks of one, else a table."""
_WITH_PLACE = re.compile(r"\b(?:reservations?|bookings?) with (?!an?\b|some\b|my\b|our\b)")
_LIST = re.compile(r"(?:\d+|an?|some|one|two|three|four|five|six|half an?) (?!\w+ (?:ago|later)\b)[a-z]")
_OF_WHAT = re.compile(r"\b(?:hours|menu|prices?|address) (?:of|at|for) (?P<name>\S)")
_RESERVED_AT = re.compile(
    r"\b(?:reservations?|bookings?) (?:for|with) (?P<name>(?!me\b|us\b|my\b|our\b|dinner|lunch|breakfast|brunch)\S)"
)


def _subject(text: Text, start: int) -> names.Name | None:
    """Of whom a question asks: "does X deliver"."""
    found = _OF_WHAT.search(text.plain, start) or SUBJECT.search(text.plain, start)
    found = found or _RESERVED_AT.search(text.fenced(spans(text)).plain, start)
    return names.english(text, found.start("name"), subject=True) if found else None


def _errand(text: Text, start: int, end: int, known: Sequence[Known]) -> Request:
    if _IF_THEY.match(text.plain, start):
        return _inquiry(text, start, known)
    verb = text.plain[start:end].split()[0]
    fenced = text.fenced(spans(text))
    if (
        (_is_table(text.plain[start:]) or (_ME_IN.match(text.plain, start) and numbers.party(text)))
        and not (_ME_IN.match(text.plain, start) and NO_TABLE.search(text.plain))
        and not re.match(
            r"(?:ask|tell|cancel|check|confirm|resched|postpon|mov|chang|modif|updat|verif|no |call|drop|get rid"
            rf"|remov|delet|{UNDO}|double|make sure|fix|push|shift|bump|swap|switch|extend"
            r"|delay"
            r"|put (?:off|back))",
            text.plain[start:],
        )
    ):
        slots = details(text, TABLE)
        meets = _WITH_PLACE.search(text.plain) is not None
        place = callee(text, known, names.place(fenced, meeting=meets) or _booked(fenced))
        slots |= place
        if "name" not in slots:
            slots |= _trailing_name(fenced, slots)
        notes = english_notes.read(english_notes.without_place(fenced, place), start)
        if not place and (person := find(notes, known)):
            slots, notes = slots | {"callee": value(person.name)}, ""
        return Request("booking", slots | ({"notes": value(notes)} if notes else {}))
    thing = REQUEST.match(text.plain, start) is None
    slots = {"goal": value(("get " if thing else "") + goal(trim(text.said[start:])))} | details(text)
    before = _before(text.said[:start])
    if len(before.split()) > 2:
        slots["notes"] = value(before)
    whom = TO_WHOM.match(text.plain, start)
    if whom:
        told = names.english(text, whom.end() + 1, any_place=True)
        if told and told.said.lower() not in PRONOUNS:
            slots |= callee(text, known, told)
            if verb == "ask" and trim(text.said[told.end :]):
                slots["goal"] = value(goal(f"ask {trim(text.said[told.end :])}"))
            return Request("phone_call", slots)
    sender = SENDER.match(text.plain, start)
    if sender:
        who = names.english(
            Text(text.said[: sender.end("name")], text.plain[: sender.end("name")]), sender.start("name")
        )
        return Request("phone_call", slots | callee(text, known, who))
    meeting = verb not in ("order", "ordering", "get", "buy", "grab") or bool(_MEETS.search(text.plain, start))
    return Request("phone_call", slots | callee(text, known, names.place(fenced, meeting=meeting)))


def _is_table(plain: str) -> bool:
    meal = re.match(
        r"(?:a |some |my )?(?:\w+ )?(?:dinner|lunch|breakfast|brunch|drinks) (?:for|at|with|in|on|to)", plain
    )
    table = meal or re.search(
        rf"\b(?:{PLACES}|eat|dine|book|reserve|(?:set up|arrange|schedule|plan) (?:dinner"
        rf"|lunch|brunch)|(?:get|fit|squeeze) (?:me|us) into)\b",
        plain,
    )
    other = NO_TABLE.search(plain)
    eats = EATS.search(plain, 0, other.start()) if other else None
    apart = eats and other and " and " in plain[eats.end() : other.start()]
    return table is not None and (other is None or bool(eats and not apart))


_BOOKED = pattern(
    rf"""(?:\b(?:book|reserve|reservation for|booking for|reservation to)|{FENCE},) (?:me |us )?
    (?P<name>(?!(?:an?|the (?:next|first|same|best|nearest)|me|us|it|for|in|my|our|some|two|indoor|outdoor)\b
    |{PLACES})\S)"""
)


def _booked(text: Text) -> names.Name | None:
    """ "Book Oregon Electric Station", "a reservation for Longhorn": the place right behind the verb."""
    found = _BOOKED.search(text.plain)
    if found is None:
        found = _APART_NAME.search(text.said)
    return names.english(text, found.start("name")) if found else None


_APART_NAME = re.compile(
    rf"[,{FENCE}] ?(?P<name>[A-Z][\w'&-]*(?: (?:[A-Z&][\w'&-]*|of|the|and|de|la))*)[.!]?(?= *(?:$|[,{FENCE}]))"
)
"""A capitalised name that stands between commas."""


_TRAILING = pattern(
    rf"\bfor (?P<name>(?!(?:me|us|the|a|my|it|dinner|lunch|breakfast|brunch|today|one|two)\b)[a-z]+)[.!{FENCE} ]*$"
)


def _trailing_name(text: Text, slots: Slots) -> Slots:
    """ "… at 7 for Michael": one word behind the last "for" is in whose name."""
    found = _TRAILING.search(text.plain)
    said = text.cut(*found.span("name")) if found else ""
    return {} if not said or ("callee" in slots and said in slots["callee"].said) else {"name": value(said)}


def goal(said: str) -> str:
    """A sentence as an infinitive phrase, without politeness."""
    lead = LEAD.match(f"{said.lower()} ")
    if lead and lead.end() < len(said):
        said = said[lead.end() :]
    said = re.sub(
        r"^(order|book|get|reserve|find|make|buy|schedule) (?:me|us) (?=\w)", r"\1 ", said, flags=re.IGNORECASE
    )
    said = re.sub(rf"^(?:{UNDO}) (?=my|our|the|that|this|{OF_MINE})", "cancel ", said, flags=re.IGNORECASE)
    said = re.sub(r"^(?:shift|bump|put off|put back|swap) (?=my|our|the)", "move ", said, flags=re.IGNORECASE)
    said = re.sub(r"^no longer (?:need|want) ", "cancel ", said, flags=re.IGNORECASE)
    said = re.sub(
        r"(?:(?:^|[ ,]+)(?:please|thanks|thank you|for me|instead"
        r"|any ?more))+$",
        "",
        said,
        flags=re.IGNORECASE,
    )
    said = re.sub(r"^(cancel .+) cancel(?:l?ed)?$", r"\1", said, flags=re.IGNORECASE)
    first = said.split()[0].lower() if said.split() else ""
    return said[:1].lower() + said[1:] if first in verbs.ENGLISH else said
