"""The offline interpreter: Hebrew and English by rules, the surest reading first.

Rules:
1. A yes is read by `confirm` and only there, from the whole message.
2. Wording that must not be called for, and numbers that may not be called, are refused before anything is understood,
   wherever in the message they stand.
3. A whole request is one in every state; otherwise a message answers the open question, or changes the plan, or is
   nothing we understand, and then it says nothing.
4. What cannot be (yesterday, 25:00, nobody, two numbers) is left out and asked about.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ringback import phone
from ringback.engine import sensitive
from ringback.engine.interpreters import (
    again,
    alternatives,
    asides,
    beside_number,
    bygone,
    confirm,
    contrasts,
    details,
    english,
    hebrew,
    impossible,
    keeping,
    kinds,
    later,
    lookups,
    memory,
    names,
    notes,
    nothing_more,
    numbers_said,
    own_name,
    plugged,
    recurring,
    refusals,
    several,
    sorts,
    terms,
    times,
    two_changes,
    typos,
    underway,
)
from ringback.engine.interpreters import text as texts
from ringback.engine.interpreters.deeds import Words
from ringback.engine.interpreters.requests import TABLE, Request, Slots, fields, value
from ringback.engine.interpreters.text import Text, trim
from ringback.engine.matching import find
from ringback.engine.reading import Act, Reading, Situation
from ringback.engine.schedule import CALL_AT, RETRIES
from ringback.engine.task import Language, SlotValue, TaskType

_FORBIDDEN = frozenset({phone.Refusal.EMERGENCY, phone.Refusal.PREMIUM, phone.Refusal.SATELLITE, phone.Refusal.COUNTRY})

_TELLS = re.compile(r"\b(?:tell|say|saying|let|that)\b|(?<![א-ת])(?:ת?גידי?|תגיד|תמסרי?|ש)(?![א-ת])")
"""Behind it a fact is what is to be told."""
_STATES = re.compile(
    r"(?:(?:please )?(?:remember|note|save)(?: that)? )?(?:my|our|i have|i've got|i'm|i am)\b[^?]*$"
    r"|(?:ת?זכרי? ש)?(?:ה?[א-ת]+ [א-ת]* ?(?:שלי|שלנו)|יש לי|אני)(?![א-ת])[^?]*$"
)
"""A message that tells something of the user."""
_HELD = {"card": "card number", "account": "iban", "identity": "passport", "secret": "password", "health": "diagnosis"}
"""What is never kept, by a name the memory knows it by."""
_NAMES_IT = re.compile(r"\b(?:order|reservation)\b|את ה")
"""With nothing in hand, "cancel the order" is an errand."""


_READ, _LONGEST = 320, 4000
"""Characters of a message that are read for an errand, the rest is a note; those that are looked through for what must
be refused."""


class Rules:
    """An `Interpreter` that needs nothing but the text; under 5 ms a message. `kinds` may bring verbs of their own."""

    def __init__(self, kinds: Iterable[TaskType] = ()) -> None:
        self._kinds = tuple(kinds)

    async def read(self, text: str, situation: Situation) -> Reading:
        return read(text, situation, self._kinds)


def read(message: str, situation: Situation, types: Sequence[TaskType] = ()) -> Reading:
    """What the message says, as far as the rules go."""
    whole = texts.read(message[:_LONGEST])
    text, tail = whole.parted(_READ)
    language = texts.language_of(text, situation.language)
    waiting = situation.state == "awaiting_confirmation"
    callee = situation.slots["callee"].said if "callee" in situation.slots else ""
    if waiting and not tail and confirm.is_yes(text, situation.code, callee):
        return Reading(Act.AFFIRM, language)
    text = nothing_more.without(typos.mended(text))
    if nothing_more.is_all(text, situation):
        return Reading(Act.INFORM if situation.task_type else Act.NEGATE, language)
    aside = None if tail else _aside(text, language, situation)
    if aside is not None and not (
        aside.act is Act.CANCEL
        and not aside.looks_around
        and situation.state == "idle"
        and _NAMES_IT.search(text.plain)
    ):
        return aside
    if (was := bygone.read(text, language, situation)) is not None:
        return was
    reading = _errand(text, whole, language, situation, types)
    if (once := recurring.once(text)) is not None and recurring.is_said_of_it(text, reading):
        reading = recurring.told(text, _errand(once, whole, language, situation, types), situation)
    if not tail or not reading.slots:
        return reading
    notes = reading.slots.get("notes")
    return replace(reading, slots={**reading.slots, "notes": value(f"{notes.said}; {tail}" if notes else tail)})


def _errand(text: Text, whole: Text, language: Language, situation: Situation, types: Sequence[TaskType]) -> Reading:
    """What a message says of an errand, with the terms of its call; wishes that are all taken back are taken out."""
    given, rest = terms.take(text, limited="budget" in situation.slots)
    if "if_not" in given and phone.extract(given["if_not"].said, situation.region):
        given, rest = {}, text
    if "if_not" not in given:
        other, rest = alternatives.take(rest, situation)
        given |= other
    hours, rest = later.take(rest, situation)
    given |= hours
    reading = _content(rest, whole, language, situation, types)
    if "notes" in reading.slots and not reading.slots["notes"].value:
        kept = {key: slot for key, slot in reading.slots.items() if key != "notes"}
        reading = replace(reading, slots=kept, edits=(*reading.edits, "notes"))
    return _with_terms(reading, given, situation) if given else reading


def _aside(text: Text, language: Language, situation: Situation) -> Reading | None:
    """The reading of a message about what goes on, the memory or the talk itself, by the first that knows it."""
    return (
        underway.read(text, language, situation)
        or lookups.read(text, language, situation)
        or keeping.read(text, language, situation)
        or asides.read(text, language, situation)
    )


def _with_terms(reading: Reading, given: Slots, situation: Situation) -> Reading:
    """The reading with the terms of the call, which belong to an errand that is asked for or in hand."""
    if reading.act in (Act.REQUEST, Act.INFORM):
        return replace(reading, slots={**given, **reading.slots})
    waits = situation.state == "running" and given.keys() & {CALL_AT, RETRIES}
    if (situation.task_type is None and not waits) or reading.act is Act.REFUSE:
        return reading
    return replace(reading, act=Act.INFORM, slots=given)


def _content(text: Text, whole: Text, language: Language, situation: Situation, types: Sequence[TaskType]) -> Reading:
    found = numbers_said.of(text, situation)
    own = numbers_said.own(text, found)
    dialled = [hit for hit in found if hit not in own]
    if situation.task_type is not None and (gone := several.left_out(text)):
        return Reading(Act.INFORM, language, edits=gone)
    if situation.task_type == "inquiry" and situation.asked is None and (by := several.best(text)):
        return Reading(Act.INFORM, language, strategy="compare", compare=by)
    if contact := memory.to_save(numbers_said.fenced(text, found), dialled, situation):
        return Reading(Act.INFORM, language, contacts=contact)
    if alias := memory.other_name(text, situation):
        return Reading(Act.INFORM, language, learned={f"aliases/{name}": known for name, known in alias.items()})
    many = several.read(text, dialled, situation.known)
    said, here = (many.text, numbers_said.of(many.text, situation)) if many else (text, dialled)
    home, name, unnamed = names.address(said), names.own(said), names.unnamed(said)
    told = name is not None and _TELLS.search(said.plain[: name.start])
    rest = numbers_said.fenced(said, here if many else found).fenced(
        (fact.start, fact.end) for fact in (home, None if told else name, unnamed) if fact
    )
    request = _request(rest, language, situation, types)
    if request is None and not many and situation.state == "idle":
        request = beside_number.asks_there(rest, language, situation.known)
    refusal = _refusal(whole, dialled, bool(request or many), situation)
    if refusal:
        return Reading(Act.REFUSE, language, refusal=refusal)

    back, here = memory.callback(said, here)
    number, unusable = numbers_said.to_call(said, here)
    learned = dict[str, str]()
    if own and own[-1].number.callable and own[-1].number.e164:
        learned["phone"] = own[-1].number.e164
    if name:
        learned["name"] = name.said
        number |= {"name": value(name.said)} if request else {}
    if home:
        learned["address"] = home.said
        wanted = (
            fields(replace(situation, task_type=request.task_type, fields=frozenset()))
            if request
            else fields(situation)
        )
        number |= {"delivery_address": value(home.said)} if "delivery_address" in wanted else {}
    reading = _asked_for(request, rest, language, situation, number | back, unusable, learned)
    if reading is None:
        reading = _about_the_errand(rest, language, situation, number | back, unusable, learned)
    if unnamed and reading.act is Act.OTHER and situation.task_type:
        reading = Reading(Act.INFORM, language)
    if unnamed and reading.act in (Act.REQUEST, Act.INFORM) and "name" not in reading.slots:
        reading = replace(reading, edits=(*reading.edits, "name"))
    if many:
        act = Act.INFORM if reading.act is Act.OTHER and situation.task_type else reading.act
        reading = replace(reading, act=act, others=many.others, strategy=many.strategy, compare=many.compare)
    return _possible(reading, said, situation)


def _request(rest: Text, language: Language, situation: Situation, types: Sequence[TaskType]) -> Request | None:
    """The request of a message in which the numbers are fenced."""
    in_hand = situation.task_type is not None
    if _doubts(rest, situation) or (in_hand and (details.asks_to_change(rest) or asides.asks_of_the_plan(rest))):
        return None
    if repeated := again.read(rest, situation):
        return repeated
    own_words, others = (hebrew, english) if language == "he" else (english, hebrew)
    request = plugged.read(rest, language, types, situation.known) or own_words.read(rest, situation.known)
    if request is None and texts.is_mixed(rest):
        request, language = others.read(rest, situation.known), "en" if language == "he" else "he"
    if request is None and situation.state == "idle":
        return memory.bare_name(rest, situation)
    if request and "callee" not in request.slots and language == "en" and texts.is_mixed(rest):
        place = names.hebrew_place(rest, meeting=request.task_type == "booking", guess=True)
        request = replace(request, slots=request.slots | ({"callee": value(place.said)} if place else {}))
    goal = request.slots.get("goal") if request else None
    if request and goal and language == "en" and re.match("[א-ת]", goal.said):
        request, language = replace(request, slots={**request.slots, "goal": value(hebrew.goal(goal.said))}), "he"
    return kinds.typed(request, language, rest) if request else None


def _doubts(text: Text, situation: Situation) -> bool:
    """Neither a yes nor a no to what is in hand; a time that is said counts, but not the time of a later answer."""
    doubt = confirm.puts_off(text) or (confirm.is_doubt(text) and not times.find(text))
    return situation.state != "idle" and doubt


def _asked_for(
    request: Request | None,
    rest: Text,
    language: Language,
    situation: Situation,
    number: Slots,
    unusable: str | None,
    learned: dict[str, str],
) -> Reading | None:
    """The reading of a request, unless it is about the errand in hand or the call that runs."""
    if request and situation.task_type is not None and not number:
        request = _beside(request, rest, language, situation)
    if request is None or not (request.slots or number or situation.state == "idle" or situation.asked == "goal"):
        return None
    slots, again = {**request.slots, **number}, False
    if situation.task_type is None and not {"callee", "phone_number"} & slots.keys():
        if situation.state == "running" and memory.points_back(rest):
            return Reading(Act.INFORM, language, slots={"notes": value(trim(rest.said))}, learned=learned)
        slots |= memory.whom(rest, situation)
    if situation.task_type is None and (before := memory.as_before(rest, slots, situation)) is not None:
        slots, again = before, True
    return Reading(Act.REQUEST, language, request.task_type, slots, refusal=unusable, learned=learned, again=again)


def _possible(reading: Reading, text: Text, situation: Situation) -> Reading:
    """The reading without what cannot be, which is asked about."""
    if reading.act not in (Act.REQUEST, Act.INFORM, Act.OTHER, Act.NEGATE) or reading.refusal:
        return reading
    if situation.asked and (code := impossible.answer(text, situation.asked_kind)):
        return replace(reading, act=Act.INFORM, slots={}, edits=(situation.asked,), refusal=code)
    if reading.act not in (Act.REQUEST, Act.INFORM):
        return reading
    wanted = (
        fields(replace(situation, task_type=reading.task_type, fields=frozenset()))
        if reading.task_type
        else fields(situation)
    )
    before = situation.slots if reading.act is Act.INFORM else {}
    found = impossible.find(text, reading.slots, wanted, situation.now, before)
    if not found:
        return reading
    slots = {key: kept for key, kept in reading.slots.items() if key not in found}
    if "notes" in slots:
        notes = impossible.without(slots.pop("notes").said)
        slots |= {"notes": value(notes)} if notes else {}
    return replace(reading, slots=slots, edits=(*reading.edits, *found), refusal=next(iter(found.values())))


def _beside(request: Request, text: Text, language: Language, situation: Situation) -> Request | None:
    """A request for nobody else, while an errand is in hand: a time alone is a change, a wish is a note."""
    if situation.asked is None and two_changes.read(text, situation, details.change):
        return None
    if situation.asked_kind == "name" and own_name.is_told(text):
        return None
    what_for = situation.asked == "goal" and request.task_type != situation.task_type
    if set(request.slots) <= {"when", "date", "time"} and not what_for:
        return None
    if situation.asked == "goal" and "callee" in situation.slots and _is_of_the_goal(request, situation):
        return replace(request, slots={key: slot for key, slot in request.slots.items() if key != "callee"})
    if {"callee", "phone_number"} & request.slots.keys() or situation.task_type in ("phone_call", request.task_type):
        return request
    if situation.asked_kind == "text":
        return None
    phrase = hebrew.goal if language == "he" else english.goal
    return Request(situation.task_type or "", {"notes": notes.noted(phrase(trim(text.said)), situation)})


def _is_of_the_goal(request: Request, situation: Situation) -> bool:
    """Whom it names nobody knows: a place in what is to be said to who is called, "ask if she needs milk from …"."""
    callee = request.slots.get("callee")
    return "phone_number" not in request.slots and (callee is None or find(callee.said, situation.known) is None)


def _about_the_errand(
    text: Text,
    language: Language,
    situation: Situation,
    number: dict[str, SlotValue],
    unusable: str | None,
    learned: dict[str, str],
) -> Reading:
    """Everything that is no request by itself."""
    doubt = _doubts(text, situation)
    edits: tuple[str, ...] = ("phone_number",) if unusable else ()
    fixed: Slots = {}
    if situation.task_type is None:
        slots = number and number | beside_number.name(text)
        if number and not slots.keys() & {"callee"} and (asked := beside_number.what_for(text, language, number)):
            return Reading(Act.REQUEST, language, asked.task_type, asked.slots, refusal=unusable, learned=learned)
        if situation.state == "running" and not slots and not doubt:
            last = situation.past[0].slots if situation.past else {}
            slots, _ = details.change(text, replace(situation, slots=last, fields=TABLE))
    elif situation.asked and not doubt:
        both = {} if learned else two_changes.read(text, situation, details.change)
        fixed = both if both.keys() <= situation.slots.keys() else {}
        fixed = fixed or ({} if learned else details.corrects(text, situation))
        slots = fixed or ({} if learned else details.answer(text, situation))
        slots |= number
        no_goal = confirm.is_yes(text) or confirm.is_mere_no(text)
        if situation.asked == "goal" and "goal" in slots and not no_goal:
            typed = kinds.typed(Request("phone_call", slots), language, text)
            return Reading(Act.INFORM, language, typed.task_type, typed.slots, refusal=unusable, learned=learned)
    else:
        both = {} if doubt else two_changes.read(text, situation, details.change)
        both = both or ({} if doubt else beside_number.is_called(text, situation))
        both = both or ({} if doubt else contrasts.other_callee(text, situation))
        slots, opened = (both, ()) if both or doubt else details.change(text, situation)
        slots = slots if doubt or slots.keys() - {"notes"} else sorts.read(text, situation) or slots
        slots, edits = slots | number, edits or opened
    bare = (
        not number
        and not fixed
        and (confirm.is_mere_no(text) or (situation.asked and (confirm.is_no(text) or confirm.is_yes(text))))
    )
    if bare or (not slots and not edits and not learned):
        if situation.asked is None and _STATES.match(text.plain) and (held := sensitive.kind(text.said)):
            return Reading(Act.INFORM, language, learned={_HELD[held]: "-"})
        return Reading(_short(text, situation), language)
    return Reading(Act.INFORM, language, slots=slots, edits=edits, refusal=unusable, learned=learned)


def _short(text: Text, situation: Situation) -> Act:
    """A message without content: no, yes, or nothing we know."""
    if confirm.is_no(text) or (situation.task_type is not None and details.asks_to_change(text)):
        return Act.NEGATE
    if situation.state != "awaiting_confirmation" and confirm.is_yes(text):
        return Act.AFFIRM
    return Act.OTHER


def _refusal(text: Text, dialled: list[phone.Found], is_request: bool, situation: Situation) -> str | None:
    for hit in dialled:
        if hit.number.refusal in _FORBIDDEN:
            return hit.number.refusal.value
    words = Words(text.plain)
    code = refusals.reason(words)
    called = dialled or is_request or situation.state != "idle"
    if code and (code == "injection" or called or refusals.is_order(text)):
        return code
    if refusals.is_danger(words) or (not any(hit.number.callable for hit in dialled) and refusals.is_emergency(words)):
        return phone.Refusal.EMERGENCY.value
    return None
