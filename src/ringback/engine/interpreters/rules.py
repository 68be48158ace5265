"""The offline interpreter: Hebrew and English by rules, the surest reading first.

Rules:
1. A yes is read by `confirm` and only there, from the whole message.
2. Wording that must not be called for, and numbers that may not be called, are refused before anything is understood.
3. A whole request is one in every state; otherwise a message answers the open question, or changes the plan, or is
   nothing we understand, and then it says nothing.
"""

import re
from collections.abc import Iterable, Sequence

from ringback import phone
from ringback.engine.interpreters import confirm, details, english, hebrew, kinds, names, plugged, refusals, times
from ringback.engine.interpreters import text as texts
from ringback.engine.interpreters.requests import Request, value
from ringback.engine.interpreters.text import Text, trim
from ringback.engine.reading import Act, Reading, Situation
from ringback.engine.task import Language, SlotValue, TaskType

_FORBIDDEN = frozenset({phone.Refusal.EMERGENCY, phone.Refusal.PREMIUM, phone.Refusal.SATELLITE, phone.Refusal.COUNTRY})
_OWN_NUMBER = re.compile(
    r"(?:\bmy (?:own )?(?:phone |cell |mobile )?(?:number|phone|cell)(?: is|:)?|(?:המספר|הטלפון"
    r"|הנייד) שלי(?: הוא)?:?) *$"
)


class Rules:
    """An `Interpreter` that needs nothing but the text; under 5 ms a message. `kinds` may bring verbs of their own."""

    def __init__(self, kinds: Iterable[TaskType] = ()) -> None:
        self._kinds = tuple(kinds)

    async def read(self, text: str, situation: Situation) -> Reading:
        return read(text, situation, self._kinds)


def read(message: str, situation: Situation, types: Sequence[TaskType] = ()) -> Reading:
    """What the message says, as far as the rules go."""
    text = texts.read(message)
    language = texts.language_of(text, situation.language)
    waiting = situation.state == "awaiting_confirmation"
    if waiting and confirm.is_yes(text, situation.code):
        return Reading(Act.AFFIRM, language)
    said = confirm.talk(text)
    if said is Act.CANCEL and situation.state == "idle" and re.search(r"\b(?:order|reservation)\b|את ה", text.plain):
        said = None
    if said is not None:
        return Reading(said, language, edits=confirm.to_forget(text) if said is Act.FORGET else ())
    return _content(text, language, situation, types)


def _content(text: Text, language: Language, situation: Situation, types: Sequence[TaskType]) -> Reading:
    found = _numbers(text, situation)
    own = [hit for hit in found if _OWN_NUMBER.search(text.plain[: hit.start])]
    dialled = [hit for hit in found if hit not in own]
    rest = text.fenced((_with_glued(text, hit.start), hit.end) for hit in found)
    doubt = situation.state != "idle" and confirm.is_doubt(text) and not times.find(text)
    change = situation.task_type is not None and details.asks_to_change(rest)
    request = None
    if not doubt and not change:
        own_words = hebrew if language == "he" else english
        request = plugged.read(rest, language, types, situation.known) or own_words.read(rest, situation.known)
        request = kinds.typed(request, language, rest) if request else None
    refusal = _refusal(text, dialled, bool(request), situation)
    if refusal:
        return Reading(Act.REFUSE, language, refusal=refusal)

    number, unusable = _number(text, dialled)
    if request and situation.task_type is not None and not number:
        request = _beside(request, rest, language, situation)
    learned = dict[str, str]()
    if own and own[-1].number.callable and own[-1].number.e164:
        learned["phone"] = own[-1].number.e164
    name = names.own(text)
    if name:
        learned["name"] = name.said
    if request and (request.slots or number or situation.state == "idle"):
        return Reading(
            Act.REQUEST, language, request.task_type, {**request.slots, **number}, refusal=unusable, learned=learned
        )
    return _about_the_errand(rest, language, situation, number, unusable, learned, doubt=doubt)


def _with_glued(text: Text, start: int) -> int:
    """Where a number begins with the ל, ב or מ that sticks to it."""
    glued = re.search(r"(?<![א-ת])[לבמ]\s?-?\s?$", text.plain[max(0, start - 4) : start])
    return start - len(glued.group()) if glued else start


def _beside(request: Request, text: Text, language: Language, situation: Situation) -> Request | None:
    """A request for nobody else, while an errand is in hand: a time alone is a change, a wish is a note."""
    if set(request.slots) <= {"when", "date", "time"}:
        return None
    if {"callee", "phone_number"} & request.slots.keys() or situation.task_type in ("phone_call", request.task_type):
        return request
    if situation.asked_kind == "text":
        return None
    phrase = hebrew.goal if language == "he" else english.goal
    return Request(situation.task_type or "", {"notes": value(phrase(trim(text.said)))})


def _numbers(text: Text, situation: Situation) -> list[phone.Found]:
    """The numbers of the message; when one was asked for, a message of digits is one whatever its form."""
    found = phone.extract(text.said, situation.region)
    if not found and situation.asked_kind == "phone" and re.fullmatch(r"[\d+*#() .-]{2,}", text.plain):
        found = [phone.Found(0, len(text.said), phone.check(text.said, situation.region))]
    return found


def _about_the_errand(
    text: Text,
    language: Language,
    situation: Situation,
    number: dict[str, SlotValue],
    unusable: str | None,
    learned: dict[str, str],
    *,
    doubt: bool,
) -> Reading:
    """Everything that is no request by itself."""
    edits: tuple[str, ...] = ("phone_number",) if unusable else ()
    if situation.task_type is None:
        slots = number and number | _beside_number(text)
    elif situation.asked and not doubt:
        slots = {} if learned else details.corrects(text, situation) or details.answer(text, situation)
        slots |= number
    else:
        slots, opened = ({}, ()) if doubt else details.change(text, situation)
        slots, edits = slots | number, edits or opened
    bare = situation.asked and not number and (confirm.is_no(text) or confirm.is_yes(text))
    if bare or (not slots and not edits and not learned):
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
    code = refusals.reason(text)
    if code and (code == "injection" or dialled or is_request or situation.state != "idle"):
        return code
    if not any(hit.number.callable for hit in dialled) and refusals.is_emergency(text):
        return phone.Refusal.EMERGENCY.value
    return None


def _number(text: Text, dialled: list[phone.Found]) -> tuple[dict[str, SlotValue], str | None]:
    """The number to call, or why the one given cannot be used."""
    for hit in dialled:
        if hit.number.callable and hit.number.e164:
            return {"phone_number": value(text.said[hit.start : hit.end], hit.number.e164)}, None
    refusal = dialled[0].number.refusal if dialled else None
    return {}, refusal.value if refusal else None


def _beside_number(text: Text) -> dict[str, SlotValue]:
    """A name that came with a number and nothing else: "Pizza Place 03-…"."""
    said = texts.trim(
        re.sub(r"(?:^|(?<= ))(?:number|phone|tel|the|is|of|מספר|טלפון|המספר|הטלפון|של|הוא)(?= |:|$)", "", text.said)
    )
    return {"callee": value(said)} if said and len(said.split()) <= 5 else {}
