"""Journal entries as lines of a terminal, one idea a line, in the entry's own direction.

Values of another direction (numbers, names) stand between bidi isolates, so that a Hebrew line with a phone number in
it reads right in terminals that know bidi; there are no boxes around right-to-left text.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ringback.engine.phrases import Phrases

Json = dict[str, Any]

_FSI, _LRI, _PDI = "\u2068", "\u2066", "\u2069"


def isolate(text: str) -> str:
    """`text` in its own direction."""
    return f"{_FSI}{text}{_PDI}"


def ltr(text: str) -> str:
    """A number or a path: left to right wherever it stands."""
    return f"{_LRI}{text}{_PDI}"


@dataclass(frozen=True, slots=True)
class Line:
    """One line for the terminal; `style` is a Rich style."""

    text: str
    style: str = ""


def lines(entry: Json, phrases: Phrases) -> list[Line]:
    """What a person sees of one journal entry; entries that only machines read give none."""
    draw = _DRAW.get(entry["type"])
    return list(draw(entry["data"], phrases)) if draw else []


def _message(data: Json, phrases: Phrases) -> Iterator[Line]:
    if data["role"] == "assistant":
        for part in data["text"].splitlines():
            yield Line(part)


def _question(data: Json, phrases: Phrases) -> Iterator[Line]:
    if data.get("options"):
        yield Line("  ".join(f"[{option}]" for option in data["options"]), "dim")


def _plan(data: Json, phrases: Phrases) -> Iterator[Line]:
    for field in data["fields"]:
        source = f"  · {field['source_text']}" if field.get("source_text") else ""
        value = ltr(field["value"]) if field.get("type") == "phone" else isolate(field["value"])
        yield Line(f"   {field['label']}: {value}{source}", "cyan")
    yield Line(f"   {phrases.text('cli.first_sentence')}: {isolate(data['disclosure'])}", "dim")


_STATUS: dict[str, str] = {
    "queued": "cli.status.queued",
    "dialing": "cli.status.dialing",
    "ringing": "cli.status.ringing",
    "answered": "cli.status.answered",
    "voicemail": "cli.status.voicemail",
    "ended": "cli.status.ended",
}


def _status(data: Json, phrases: Phrases) -> Iterator[Line]:
    if key := _STATUS.get(data["status"]):
        yield Line(f"☎  {phrases.text(key)}", "yellow")


def _turn(data: Json, phrases: Phrases) -> Iterator[Line]:
    if data["text"] and data.get("final", True):
        agent = data["who"] == "agent"
        who = phrases.text("cli.agent") if agent else phrases.text("cli.callee")
        stamp = f"{data['t0'] // 60000}:{data['t0'] // 1000 % 60:02d}"
        yield Line(f"   {ltr(stamp)} {who}: {isolate(data['text'])}", "green" if agent else "magenta")


def _ended(data: Json, phrases: Phrases) -> Iterator[Line]:
    for fact in data.get("facts", []):
        quote = f"  «{isolate(fact['quote'])}»" if fact.get("quote") else ""
        yield Line(f"   {fact['label']}: {isolate(fact['value'])}{quote}", "bold")


_DRAW: dict[str, Callable[[Json, Phrases], Iterator[Line]]] = {
    "message": _message,
    "question": _question,
    "plan.proposed": _plan,
    "plan.updated": _plan,
    "call.status": _status,
    "call.turn": _turn,
    "task.outcome": _ended,
    "task.failed": _ended,
}
