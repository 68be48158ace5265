"""A task as it is shown for confirmation: every value with its source, the first sentence, the instructions.

Rules:
1. What is shown is what will be done: the fields, the instructions and the dialled number come from the same slots.
2. The first sentence says that a machine calls and for whom; nothing the user writes changes it.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import phonenumbers

from ringback.engine.phrases import Phrases
from ringback.engine.task import PLAN_SECONDS, Language, SlotKind, SlotValue, Source, Task, TaskType
from ringback.engine.task_types.lines import one_line

_DISCLOSURE: Mapping[Language, str] = {
    "he": "שלום, אני עוזרת קולית אוטומטית מבוססת בינה מלאכותית, ומתקשרת בשם {name}.",
    "en": "Hello, I am an automated AI assistant calling on behalf of {name}.",
}
_SOMEONE: Mapping[Language, str] = {"he": "לקוח", "en": "a customer"}

_SOURCES: Mapping[Source, str] = {
    Source.CONTACT: "source.contact",
    Source.PROFILE: "source.profile",
    Source.PRACTICE_BOOK: "source.practice_book",
    Source.PAST_CALL: "source.past_call",
    Source.DEFAULT: "source.default",
}


def principal(task: Task) -> str:
    """For whom the call is made, in the language of the call."""
    return one_line(task.said("name")) or _SOMEONE[task.call_language]


def disclosure(task: Task) -> str:
    """The first sentence of the call."""
    return _DISCLOSURE[task.call_language].format(name=principal(task))


def instructions(task: Task, task_type: TaskType) -> str:
    """What the voice model is told."""
    return task_type.instructions(task, principal(task), task.call_language)


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


def shown(value: SlotValue, kind: SlotKind, region: str) -> str:
    """A slot's value as the user sees it."""
    match kind:
        case "phone":
            return number(value.value, region)
        case "count":
            return value.value
        case _:
            return one_line(value.said)


def plan_view(task: Task, task_type: TaskType, phrases: Phrases, *, region: str) -> dict[str, Any]:
    """The data of `plan.proposed`, without `changed`; `expires_at` is ISO 8601, UTC."""
    fields = [
        {
            "key": slot.name,
            "label": label(slot.name, task_type, phrases),
            "value": shown(task.slots[slot.name], slot.kind, region),
            "source": task.slots[slot.name].source.value,
            "source_text": source_text(task.slots[slot.name], phrases),
            "type": slot.kind,
        }
        for slot in sorted(task_type.slots, key=lambda slot: slot.name != "callee")
        if slot.name in task.slots
    ]
    language = {
        "key": "language",
        "label": phrases.text("label.language"),
        "value": phrases.text("language.he" if task.call_language == "he" else "language.en"),
        "source": Source.DEFAULT.value,
        "source_text": "",
        "type": "text",
    }
    return {
        "plan_version": task.plan_version,
        "code": task.code,
        "expires_at": datetime.fromtimestamp((task.proposed_at or task.created_at) + PLAN_SECONDS, UTC).isoformat(),
        "summary": task_type.summary(task, phrases.language),
        "fields": [*fields, language],
        "disclosure": disclosure(task),
        "instructions_preview": instructions(task, task_type),
        "language": task.call_language,
    }
