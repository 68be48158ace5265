"""Several calls in a plan: every one it may make is named, also those that cancel what is not taken."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ringback.engine import calls
from ringback.engine.phrases import Phrases
from ringback.engine.task import Language, SlotValue, Source, Target, Task
from ringback.engine.task_types.lines import brief, one_line

_ORDER = {
    "next": ("plan.several.next", "plan.several.next.short"),
    "all": ("plan.several.all", "plan.several.all.short"),
    "cheapest": ("plan.several.cheapest", "plan.several.cheapest.short"),
    "earliest": ("plan.several.earliest", "plan.several.earliest.short"),
    "asked": ("plan.several.asked", "plan.several.asked.short"),
}
"""How the calls follow one another, in a sentence and on the card."""
_CANCELLING: Mapping[Language, str] = {
    "he": "לבטל את מה שסוכם קודם באותו עניין בשם {name}: {what}",
    "en": "cancel what was agreed earlier in the name of {name}: {what}",
}
"""A goal, in the words of `lines`."""


def cancelling(task: Task, principal: str, what: str) -> str:
    """What the voice model is told for a call that cancels; `what` is the summary of what was agreed."""
    language = task.call_language
    slots = {name: value for name, value in task.slots.items() if name in (calls.CALLEE, "name")}
    bare = Task(
        task.id,
        task.user_id,
        task.conversation_id,
        task.channel,
        task.language,
        task.type,
        task.created_at,
        slots=slots,
        manner=task.manner,
    )
    goal = _CANCELLING[language].format(name=principal, what=one_line(what).rstrip("."))
    return brief(bare, principal, language, goal)


def _order(task: Task) -> tuple[str, str]:
    if calls.only_asks(task):
        return _ORDER["asked"]
    return _ORDER[(task.compare or "all") if task.strategy == "compare" else "next"]


def lines(task: Task, phrases: Phrases, written: Callable[[str], str]) -> Iterator[str]:
    """What the plan says of its calls; `written` gives a number as it is shown."""
    if task.others:
        names = ", ".join(_name(target, written) for target in task.others)
        yield phrases.text(_order(task)[0], names=names, n=calls.most(task))
        if calls.may_cancel(task):
            yield phrases.text("plan.several.release")


def fields(
    task: Task, phrases: Phrases, written: Callable[[str], str], source_text: Callable[[SlotValue], str]
) -> list[dict[str, Any]]:
    """A line of the card for each further callee, and one that says how the calls follow one another."""
    found = [
        _field(f"target_{place}", phrases.text("label.target", n=place), _name(target, written))
        | _source(target, source_text)
        for place, target in enumerate(task.others, 2)
    ]
    if found:
        how = [phrases.text(_order(task)[1], n=calls.most(task))]
        how += [phrases.text("plan.several.release.short")] if calls.may_cancel(task) else []
        found.append(_field("calls", phrases.text("label.calls"), " ".join(how)))
    return found


def _field(key: str, label: str, value: str) -> dict[str, Any]:
    return {
        "key": key,
        "label": label,
        "value": value,
        "source": Source.USER.value,
        "source_text": "",
        "type": "text",
        "input": None,
        "options": [],
    }


def _source(target: Target, source_text: Callable[[SlotValue], str]) -> dict[str, str]:
    """Where the number, else the name, came from."""
    shown = target.phone_number or target.callee
    return {"source": shown.source.value, "source_text": source_text(shown)} if shown else {}


def _name(target: Target, written: Callable[[str], str]) -> str:
    name = one_line(target.callee.said) if target.callee else ""
    number = written(target.phone_number.value) if target.phone_number else ""
    return " · ".join(filter(None, (name, number)))
