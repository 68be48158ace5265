"""A task as it is shown for confirmation: every value with its source, the first sentence, the instructions.

Rules:
1. What is shown is what will be done: the fields, the instructions and the dialled number come from the same slots.
2. The first sentence says that a machine calls and for whom, however the user words it (`manner`).
3. The mandate is shown with every plan: what the voice may agree to, tell and spend, also when nobody widened it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import phonenumbers

from ringback import manner
from ringback.engine import plan_calls, plan_times, schedule
from ringback.engine.phrases import Phrases
from ringback.engine.recall import SPOKEN
from ringback.engine.retries import Retries
from ringback.engine.task import Language, Purpose, SlotKind, SlotValue, Source, Task, TaskType
from ringback.engine.task_types.lines import LEAVE_MESSAGE, NO_MESSAGE, budget, may_say, one_line, voicemail
from ringback.engine.wishes import Bounds

_SOMEONE: Mapping[Language, str] = {"he": "לקוח", "en": "a customer"}
_A_WOMAN = "לקוחה"

_SOURCES: Mapping[Source, str] = {
    Source.CONTACT: "source.contact",
    Source.PROFILE: "source.profile",
    Source.PRACTICE_BOOK: "source.practice_book",
    Source.PAST_CALL: "source.past_call",
    Source.DEFAULT: "source.default",
}


LANGUAGES: Mapping[str, str] = {"he": "language.he", "en": "language.en"}
"""Those that can be spoken on the phone, with their names."""

PRACTICE_APART = 10.0
"""Seconds between two tries of a practice call: nobody waits five minutes to see how it goes on."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a call may take, what a minute may cost, and whether it is one of practice, which costs nothing."""

    max_minutes: int = 10
    practice: bool = False
    usd_per_minute: float = 0.3

    @property
    def bounds(self) -> Bounds:
        """Within which users set their own."""
        return Bounds(self.max_minutes, 0.0 if self.practice else self.usd_per_minute)

    @property
    def retries(self) -> Retries:
        """How a callee is called again who was busy or did not answer, while the user wants it no other way."""
        return Retries(times=2, apart=PRACTICE_APART) if self.practice else Retries(times=2)


LIMITS = Limits()


def principal(task: Task) -> str:
    """For whom the call is made, in the language of the call."""
    if name := one_line(task.said("name")):
        return name
    woman = task.call_language == "he" and task.manner.principal == "female"
    return _A_WOMAN if woman else _SOMEONE[task.call_language]


def disclosure(task: Task) -> str:
    """The first sentence of the call."""
    return manner.disclosure(task.manner, task.call_language, principal(task))


def instructions(task: Task, task_type: TaskType, purpose: Purpose = "errand") -> str:
    """What the voice model is told."""
    if purpose == "cancel":
        return plan_calls.cancelling(task, principal(task), task_type.summary(task, task.call_language))
    return task_type.instructions(task, principal(task), task.call_language)


@lru_cache(maxsize=1024)
def number(e164: str, region: str) -> str:
    """A number as people of `region` write it: national for their own, international for others."""
    try:
        parsed = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    home = phonenumbers.country_code_for_region(region) == parsed.country_code
    kind = phonenumbers.PhoneNumberFormat
    return str(phonenumbers.format_number(parsed, kind.NATIONAL if home else kind.INTERNATIONAL))


def source_text(value: SlotValue, phrases: Phrases) -> str:
    """Where a value came from, or "" for the user's own words."""
    key = _SOURCES.get(value.source)
    return phrases.text(key) if key else ""


def label(slot: str, task_type: TaskType, phrases: Phrases) -> str:
    own = f"label.{task_type.name}.{slot}"
    return phrases.text(own if phrases.has(own) else f"label.{slot}")


def shown(slot: str, value: SlotValue, kind: SlotKind, language: Language, region: str) -> str:
    """A slot's value as the user sees it."""
    match slot, kind:
        case "voicemail", _:
            return voicemail(value.value, language)
        case "budget", _:
            return budget(value.said, language)
        case _, "phone":
            return number(value.value, region)
        case _, "count":
            return value.value
        case _:
            return one_line(value.said)


def summary(task: Task, task_type: TaskType, phrases: Phrases, region: str) -> Iterator[str]:
    """The plan in words, without the number: what will be done, the mandate, the first sentence."""
    yield task_type.summary(task, phrases.language)
    yield from plan_calls.lines(task, phrases, lambda e164: number(e164, region))
    yield from plan_times.lines(task, phrases, region)
    yield phrases.text("plan.if_not", text=_if_not(task, phrases))
    yield phrases.text("plan.may_say", text=_told(task, phrases), language=spoken(task, phrases))
    yield phrases.text("plan.first", text=disclosure(task))


def spoken(task: Task, phrases: Phrases) -> str:
    """What is spoken on the phone, in words."""
    return phrases.text(LANGUAGES[task.call_language])


def _told(task: Task, phrases: Phrases) -> str:
    return may_say(task, phrases.language) or phrases.text("plan.may_say.nothing")


def _if_not(task: Task, phrases: Phrases) -> str:
    return one_line(task.said("if_not")) or phrases.text("plan.if_not.default")


_MANDATE = ("if_not", "may_say", "voicemail")
"""Slots that are shown whether or not anybody filled them; the callback number is shown within `may_say`."""


def _choices(key: str, task: Task, phrases: Phrases) -> Mapping[str, str]:
    """What one of must be chosen, with its words; empty for what is written freely or cannot be changed."""
    if key == "voicemail":
        return {choice: voicemail(choice, phrases.language) for choice in (LEAVE_MESSAGE, NO_MESSAGE)}
    return {code: phrases.text(name) for code, name in LANGUAGES.items()} if _may_choose(key, task) else {}


def _may_choose(key: str, task: Task) -> bool:
    """Several callees each have their own language."""
    return key == SPOKEN and not task.others


def plan_view(
    task: Task, task_type: TaskType, phrases: Phrases, *, region: str, limits: Limits = LIMITS
) -> dict[str, Any]:
    """The data of `plan.proposed`, without `changed`; `expires_at` and `call_at` are ISO 8601, UTC."""
    at = schedule.wanted_at(task)
    language, minutes = phrases.language, task.manner.minutes or limits.max_minutes
    fields = [
        _field(
            slot.name,
            label(slot.name, task_type, phrases),
            shown(slot.name, task.slots[slot.name], slot.kind, language, region),
            source=task.slots[slot.name].source,
            source_text=source_text(task.slots[slot.name], phrases),
            kind=slot.kind,
            typed=_typed(task.slots[slot.name], slot.kind, region),
        )
        for slot in sorted(task_type.slots, key=lambda slot: slot.name != "callee")
        if slot.name in task.slots and slot.name not in (*_MANDATE, "callback_number")
    ]
    mandate = {
        "if_not": _if_not(task, phrases),
        "may_say": _told(task, phrases),
        "voicemail": voicemail(task.value("voicemail"), language),
        SPOKEN: spoken(task, phrases),
        "voice": task.manner.voice.capitalize() or phrases.text("setting.voice.standard"),
        "max_minutes": phrases.count("plan.minutes", minutes),
        "est_cost": phrases.text("plan.cost.practice" if limits.practice else "plan.cost"),
    }
    return {
        "plan_version": task.plan_version,
        "code": task.code,
        "expires_at": datetime.fromtimestamp(
            (task.proposed_at or task.created_at) + schedule.PLAN_SECONDS, UTC
        ).isoformat(),
        "call_at": None if at is None else datetime.fromtimestamp(at, UTC).isoformat(),
        "summary": task_type.summary(task, language),
        "fields": [
            *fields,
            *plan_calls.fields(
                task, phrases, lambda e164: number(e164, region), lambda value: source_text(value, phrases)
            ),
            *(
                _field(
                    key,
                    phrases.text(f"label.{key}"),
                    value,
                    source=_source(key, task),
                    typed=_granted(key, task),
                    options=_choices(key, task, phrases),
                )
                for key, value in (*plan_times.fields(task, phrases, region).items(), *mandate.items())
            ),
        ],
        "disclosure": disclosure(task),
        "instructions_preview": instructions(task, task_type),
        "language": task.call_language,
        "voice": task.manner.voice,
        "max_minutes": minutes,
        "est_cost": mandate["est_cost"],
    }


def _field(
    key: str,
    label: str,
    value: str,
    *,
    source: Source,
    source_text: str = "",
    kind: SlotKind = "text",
    typed: str | None = None,
    options: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Any]:
    """`typed` is what its input holds, None where it cannot be changed; of `options` one must be chosen."""
    return {
        "key": key,
        "label": label,
        "value": value,
        "source": source.value,
        "source_text": source_text,
        "type": kind,
        "input": typed,
        "options": [{"value": option, "label": words} for option, words in options.items()],
    }


def _typed(value: SlotValue, kind: SlotKind, region: str) -> str:
    """A slot's value as its input holds it."""
    match kind:
        case "phone":
            return number(value.value, region)
        case "count":
            return value.value
        case _:
            return value.said


def _granted(key: str, task: Task) -> str | None:
    """What the input of a line of the mandate holds."""
    if _may_choose(key, task):
        return task.call_language
    if key not in _MANDATE:
        return None
    return task.value(key) or NO_MESSAGE if key == "voicemail" else task.said(key)


def _source(key: str, task: Task) -> Source:
    return task.slots[key].source if key in task.slots else Source.DEFAULT
