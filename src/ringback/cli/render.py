"""Journal entries as lines of a terminal, one idea a line, in the entry's own direction.

Values of another direction (numbers, names) stand between bidi isolates, so that a Hebrew line with a phone number in
it reads right in terminals that know bidi; there are no boxes around right-to-left text.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
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


def lines(entry: Json, phrases: Phrases, *, said: bool = False) -> list[Line]:
    """What a person sees of one journal entry; entries that only machines read give none.

    `said`: of a plan that was just told in words, only what the words leave out.
    """
    draw = _left_out if said else _DRAW.get(entry["type"])
    return list(draw(entry["data"], phrases)) if draw else []


def _message(data: Json, phrases: Phrases) -> Iterator[Line]:
    if data["role"] == "assistant":
        for part in data["text"].splitlines():
            yield Line(part)


def _question(data: Json, phrases: Phrases) -> Iterator[Line]:
    if data.get("options"):
        yield Line("  ".join(f"[{option}]" for option in data["options"]), "dim")


def field_lines(data: Json, phrases: Phrases) -> Iterator[Line]:
    """The plan: each field with where it comes from, and the first sentence of the call."""
    for field in data["fields"]:
        source = f"  · {field['source_text']}" if field.get("source_text") else ""
        value = ltr(field["value"]) if field.get("type") == "phone" else isolate(field["value"])
        yield Line(f"   {field['label']}: {value}{source}", "cyan")
    yield Line(f"   {phrases.text('cli.first_sentence')}: {isolate(data['disclosure'])}", "dim")


_NOT_IN_WORDS = frozenset({"voicemail", "voice", "max_minutes", "est_cost"})


def _left_out(data: Json, phrases: Phrases) -> Iterator[Line]:
    left = [field for field in data["fields"] if field["key"] in _NOT_IN_WORDS]
    yield Line("   " + " · ".join(f"{field['label']}: {isolate(field['value'])}" for field in left), "cyan")


_STATUS: dict[str, str] = {
    "queued": "cli.status.queued",
    "dialing": "cli.status.dialing",
    "ringing": "cli.status.ringing",
    "answered": "cli.status.answered",
    "ivr": "cli.status.ivr",
    "on_hold": "cli.status.on_hold",
    "screening": "cli.status.screening",
    "voicemail": "cli.status.voicemail",
    "ended": "cli.status.ended",
}


def _status(data: Json, phrases: Phrases) -> Iterator[Line]:
    if key := _STATUS.get(data["status"]):
        yield Line(f"☎  {phrases.text(key)}", "yellow")


def _turn(data: Json, phrases: Phrases) -> Iterator[Line]:
    if data["text"] and data.get("final", True):
        yield turn_line(data, phrases)


def turn_line(turn: Json, phrases: Phrases) -> Line:
    """Who said what, and when in the call."""
    agent = turn["who"] == "agent"
    who = phrases.text("cli.agent") if agent else phrases.text("cli.callee")
    stamp = f"{turn['t0'] // 60000}:{turn['t0'] // 1000 % 60:02d}"
    return Line(f"   {ltr(stamp)} {who}: {isolate(turn['text'])}", "green" if agent else "magenta")


def _asked(data: Json, phrases: Phrases) -> Iterator[Line]:
    yield Line(f"?  {phrases.text('cli.ask', text=isolate(data['text']))}", "bold yellow")
    if options := data.get("options"):
        numbered = [f"[{number}] {isolate(option)}" for number, option in enumerate(options, 1)]
        yield Line(f"   {'  '.join(numbered)}", "yellow")
    left = math.ceil((datetime.fromisoformat(data["deadline_at"]) - datetime.now(UTC)).total_seconds())
    default = data.get("default") or phrases.text("cli.ask_default")
    if left > 0:
        yield Line(f"   {phrases.text('cli.ask_deadline', seconds=left, default=isolate(default))}", "dim")
        yield Line(f"   {phrases.text('cli.ask_how')}", "dim")


def _answered(data: Json, phrases: Phrases) -> Iterator[Line]:
    key = "cli.answered_default" if data["by"] == "default" else "cli.answered"
    yield Line(f"   {phrases.text(key, text=isolate(data['text']))}", "yellow")


_STEER_MODES = {"guide": "cli.steer.guide", "say": "cli.steer.say"}
_STEER_STATES = {"sent": "cli.steer.sent", "used": "cli.steer.used", "too_late": "cli.steer.too_late"}


def _steered(data: Json, phrases: Phrases) -> Iterator[Line]:
    state = phrases.text(_STEER_STATES[data["state"]])
    yield Line(f"   {phrases.text(_STEER_MODES[data['mode']], state=state, text=isolate(data['text']))}", "dim italic")


def _pressed(data: Json, phrases: Phrases) -> Iterator[Line]:
    yield Line(f"   {phrases.text('cli.pressed', digits=ltr(data['digits']))}", "yellow")


_NOTES = {
    "pressed": "cli.pressed",
    "asked": "cli.ask",
    "answered": "cli.answered",
    "default": "cli.answered_default",
    "guide": "cli.steer.guide",
    "say": "cli.steer.say",
}


def note_line(note: Json, phrases: Phrases) -> Line:
    """What happened between the turns of a call that was."""
    text, state = isolate(note["text"]), phrases.text("cli.steer.used")
    return Line(f"        {phrases.text(_NOTES[note['kind']], text=text, digits=text, state=state)}", "yellow")


def _again(data: Json, phrases: Phrases) -> Iterator[Line]:
    """The next try; an hour that the user chose is told in the reply."""
    if data["reason"]:
        yield Line(data["text"], "yellow")


def outcome_lines(data: Json, phrases: Phrases) -> Iterator[Line]:
    """Each fact with the words that say it, and what it cost."""
    for fact in data.get("facts", []):
        quote = f"  «{isolate(fact['quote'])}»" if fact.get("quote") else ""
        yield Line(f"   {fact['label']}: {isolate(fact['value'])}{quote}", "bold")
    if (usd := data.get("cost", {}).get("total_usd")) is not None:
        cost = phrases.text("cli.cost", cost=ltr(dollars(usd))) if usd else phrases.text("cli.cost.nothing")
        yield Line(f"   {cost}", "dim")


def dollars(usd: float) -> str:
    """A price as it is told: never nothing when something was spent."""
    return f"${max(usd, 0.01) if usd > 0 else 0:.2f}"


_DRAW: dict[str, Callable[[Json, Phrases], Iterator[Line]]] = {
    "message": _message,
    "question": _question,
    "plan.proposed": field_lines,
    "plan.updated": field_lines,
    "call.status": _status,
    "call.turn": _turn,
    "call.ask": _asked,
    "call.answer": _answered,
    "call.steer": _steered,
    "call.dtmf": _pressed,
    "task.scheduled": _again,
    "task.outcome": outcome_lines,
    "task.failed": outcome_lines,
}
