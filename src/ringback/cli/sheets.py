"""Tasks, and what is stored, as lines of a terminal; hours are those of `zone`, or of this machine where it is None."""

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Any

from ringback.cli.render import Line, field_lines, isolate, ltr, note_line, outcome_lines, turn_line
from ringback.engine.phrases import Phrases

Json = dict[str, Any]

_STATUS: Mapping[str, tuple[str, str]] = {
    "talk": ("cli.task.talk", "dim"),
    "draft": ("cli.task.draft", "dim"),
    "proposed": ("cli.task.proposed", "yellow"),
    "confirmed": ("cli.task.confirmed", "yellow"),
    "scheduled": ("cli.task.scheduled", "yellow"),
    "ordered": ("cli.task.ordered", "yellow"),
    "in_call": ("cli.task.in_call", "bold yellow"),
    "succeeded": ("cli.task.succeeded", "green"),
    "failed": ("cli.task.failed", "red"),
    "unconfirmed": ("cli.task.unconfirmed", "bold red"),
    "cancelled": ("cli.task.cancelled", "dim"),
}


ERRANDS = tuple(status for status in _STATUS if status not in ("talk", "ordered"))
"""What the search calls errands."""


def task_row(task: Json, phrases: Phrases, zone: tzinfo | None) -> Line:
    """A task on one line: when it began or will be called, how it stands, what it is, and its id last."""
    return _row(task["due_at"] or task["created_at"], task["status"], task["summary"], task["id"], phrases, zone)


def found_lines(record: Json, phrases: Phrases, zone: tzinfo | None) -> Iterator[Line]:
    """An errand or talk that was found, and the lines with the words."""
    id_ = record["task_id"] or record["conversation_id"] or ""
    yield _row(record["began_at"], record["status"], record["summary"], id_, phrases, zone)
    for hit in record["hits"]:
        yield Line(f"      {isolate(hit['text'])}", "dim")


def _row(moment: str, status: str, summary: str, id_: str, phrases: Phrases, zone: tzinfo | None) -> Line:
    key, style = _STATUS[status]
    when = datetime.fromisoformat(moment).astimezone(zone)
    about = isolate(" ".join(summary.split()) or phrases.text("cli.task.no_summary"))
    return Line(f"{ltr(f'{when:%d.%m. %H:%M}')}  {phrases.text(key)}  {about}  {ltr(id_)}", style)


def task_lines(task: Json, phrases: Phrases, zone: tzinfo | None, said: Json | None = None) -> Iterator[Line]:
    """Everything of one task: what was to be done, what came of it, and what was said (its `turns` and `notes`)."""
    yield task_row(task, phrases, zone)
    if plan := task["plan"]:
        yield from field_lines(plan, phrases)
    if outcome := task["outcome"]:
        yield Line(outcome["text"], "bold")
        yield from outcome_lines(outcome, phrases)
        for doubt in outcome["doubts"]:
            yield Line(f"   {phrases.text('cli.doubt', label=doubt['label'], value=isolate(doubt['value']))}", "red")
    for call in task["calls"]:
        chosen = "✓ " if call["chosen"] else "   "
        place = "" if call["place"] is None else f"  --call {call['place']}"
        yield Line(f"{chosen}{isolate(call['callee'])} {ltr(call['number'])}: {call['result']}{ltr(place)}", "cyan")
    if said:
        told = [(note["t"], 1, note_line(note, phrases)) for note in said["notes"]]
        told += [(turn["t0"], 0, turn_line(turn, phrases)) for turn in said["turns"]]
        yield from (line for *_, line in sorted(told, key=lambda one: one[:2]))


_SECTIONS: Mapping[str, str] = {
    "profile": "cli.section.profile",
    "contacts": "cli.section.contacts",
    "aliases": "cli.section.aliases",
    "preferences": "cli.section.preferences",
    "agreed": "cli.section.agreed",
    "settings": "cli.section.settings",
}


def context_lines(context: Json, phrases: Phrases, zone: tzinfo | None) -> Iterator[Line]:
    """What is remembered, fact by fact as `data forget` wants it, and how much else there is."""
    for section, key in _SECTIONS.items():
        if facts := context[section]:
            yield Line(phrases.text(key), "bold")
        for fact in facts:
            when = ltr(f"{datetime.fromisoformat(fact['at']).astimezone(zone):%d.%m.%Y}")
            name = ltr(f"{section}/{isolate(fact['key'])}")
            yield Line(f"   {name}  {isolate(fact['value'])}  · {when}")
    counts = {name: len(context[name]) for name in ("tasks", "conversations", "calls")}
    yield Line(phrases.text("cli.data.counts", **counts), "dim")


_ERASED: Mapping[str, str] = {
    "facts": "pages.erase.facts",
    "conversations": "pages.erase.conversations",
    "tasks": "pages.erase.tasks",
    "events": "pages.erase.events",
    "calls": "pages.erase.calls",
    "orders": "pages.erase.orders",
    "log_fields": "pages.erase.log_fields",
}


def receipt_lines(receipt: Json, phrases: Phrases) -> Iterator[Line]:
    """What was erased, and what was not."""
    erased = ((_ERASED.get(kind), kind, count) for kind, count in receipt["erased"].items() if count)
    counted = ", ".join(f"{phrases.text(key) if key else kind}: {count}" for key, kind, count in erased)
    yield Line(phrases.text("cli.data.erased", what=counted or "0"))
    for kept in receipt["kept"]:
        yield Line(f"   {kept['kind']} {ltr(kept['id'])}: {kept['why']}", "red")
