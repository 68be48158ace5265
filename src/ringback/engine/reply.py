"""What the user reads after a turn: actions as sentences, suggestions and journal entries.

Rules:
1. A reply is complete by itself: whoever sees only the text can go on.
2. What a plan shows and what its journal entry holds come from one `plan_view`.
3. Every suggestion is understood when it is sent back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from ringback.engine.phrases import Phrases
from ringback.engine.plan import LIMITS, Limits, label, number, plan_view, shown, source_text, summary
from ringback.engine.reading import State
from ringback.engine.task import Language, Status, Task, TaskType
from ringback.engine.turn import (
    Abort,
    Action,
    Already,
    Ask,
    Differ,
    Dropped,
    Forget,
    Learn,
    Propose,
    Recall,
    Refuse,
    Remind,
    Report,
    Stale,
    Start,
    Tell,
)
from ringback.engine.words import Words

_LRI, _PDI = "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class Note:
    """A journal entry that goes with a reply."""

    kind: str
    data: dict[str, Any]
    task: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """`before` are entries for what was learned, `after` those drawn below the message."""

    text: str
    suggestions: tuple[str, ...]
    before: tuple[Note, ...]
    after: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Teller:
    """Turns actions into a reply in one language."""

    phrases: Mapping[Language, Phrases]
    task_types: Mapping[str, TaskType]
    words: Words
    region: str
    limits: Limits = LIMITS

    def reply(self, actions: Sequence[Action], language: Language, state: State) -> Reply:
        lines: list[str] = []
        before: list[Note] = []
        after: list[Note] = []
        for place, action in enumerate(actions):
            follows = actions[place + 1] if place + 1 < len(actions) else None
            lines += self._lines(action, follows, self.phrases[language])
            match action:
                case Learn() | Forget():
                    before.append(self._memory(action, self.phrases[language]))
                case Propose() | Ask() | Start() | Dropped():
                    after += self._notes(action, self.phrases[language])
                case _:
                    pass
        suggestions = tuple(self._suggestions(actions, state, self.phrases[language]))
        return Reply("\n".join(lines), suggestions, tuple(before), tuple(after))

    def question(self, ask: Ask, phrases: Phrases) -> str:
        """The one question for a slot."""
        task, slot = ask.task, ask.slot
        if slot is None:
            return phrases.text("ask.change")
        if slot == "phone_number" and not task.said("callee"):
            return phrases.text("ask.whom")
        for key in (f"ask.{task.type}.{slot}", f"ask.{slot}"):
            if phrases.has(key):
                return phrases.text(key, callee=self.words.callee(task, phrases))
        return phrases.text("ask.detail", label=label(slot, self.task_types[task.type], phrases))

    def _lines(self, action: Action, follows: Action | None, phrases: Phrases) -> Iterator[str]:
        match action:
            case Ask():
                yield self.question(action, phrases)
            case Propose(task):
                if action.expired:
                    yield phrases.text("plan.expired")
                elif changes := self._changes(action, phrases):
                    yield phrases.text("plan.changed", changes=changes)
                yield from self._plan(task, phrases)
            case Remind(task):
                yield phrases.text("plan.waits")
                yield from self._plan(task, phrases)
            case Stale(task):
                yield from self._stale(task, phrases)
            case Start(task):
                yield phrases.text("task.started", callee=self.words.callee(task, phrases))
            case Dropped():
                yield phrases.text("task.dropped")
            case Abort(task):
                yield phrases.text("task.aborting", callee=self.words.callee(task, phrases))
            case Already(task):
                yield self.words.status(task, phrases)
            case Report(tasks):
                if len(tasks) > 1:
                    yield phrases.count("status.running", len(tasks))
                yield from [self.words.status(task, phrases) for task in tasks] or [phrases.text("status.none")]
            case Recall(task):
                if not isinstance(follows, Propose):
                    yield self._recalled(task, phrases)
            case Differ(name, used, saved):
                yield phrases.text("plan.differs", name=name, used=self._ltr(used), saved=self._ltr(saved))
            case Learn() | Forget():
                yield self._memory(action, phrases).data["text"]
            case Refuse(code):
                key = f"refuse.{code}"
                yield phrases.text(key if phrases.has(key) else "refuse.not_callable")
            case Tell(topic):
                yield self._tell(topic, follows, phrases)
            case _:
                assert_never(action)

    def _plan(self, task: Task, phrases: Phrases) -> Iterator[str]:
        first, *rest = summary(task, self.task_types[task.type], phrases)
        yield first
        source = source_text(task.slots["phone_number"], phrases) if "phone_number" in task.slots else ""
        phone = self._ltr(task.value("phone_number"))
        if source:
            yield phrases.text("plan.number_from", number=phone, source=source)
        else:
            yield phrases.text("plan.number", number=phone)
        yield from rest
        yield phrases.text("plan.confirm")

    def _changes(self, action: Propose, phrases: Phrases) -> str:
        """What differs from the plan shown before: `Time (8 → 9)`."""
        task_type = self.task_types[action.task.type]
        kinds = {slot.name: slot.kind for slot in task_type.slots}
        parts = []
        for key in action.changed:
            if key in action.task.slots and key in kinds:
                new = shown(key, action.task.slots[key], kinds[key], phrases.language, self.region)
                before = action.before.get(key)
                old = shown(key, before, kinds[key], phrases.language, self.region) if before else ""
                name = label(key, task_type, phrases)
                if not old or kinds[key] == "phone":
                    parts.append(phrases.text("plan.added", label=name, new=new))
                elif old != new:
                    parts.append(phrases.text("plan.change", label=name, old=old, new=new))
        return ", ".join(parts)

    def _stale(self, task: Task, phrases: Phrases) -> Iterator[str]:
        if task.status is Status.PROPOSED:
            yield phrases.text("plan.stale")
            yield from self._plan(task, phrases)
        else:
            yield self.words.status(task, phrases)

    def _recalled(self, task: Task, phrases: Phrases) -> str:
        value = task.slots["phone_number"]
        return phrases.text(
            "plan.recalled",
            callee=self.words.callee(task, phrases),
            number=self._ltr(value.value),
            source=source_text(value, phrases),
        )

    def _memory(self, action: Learn | Forget, phrases: Phrases) -> Note:
        value = action.value if isinstance(action, Learn) else None
        text = memory_text(phrases, action.section, action.key, value, self.region)
        return Note("data.changed", {"section": action.section, "key": action.key, "value": value, "text": text})

    def _tell(self, topic: str, follows: Action | None, phrases: Phrases) -> str:
        match topic, follows:
            case "greeting", Ask() | Remind():
                return phrases.text("tell.hello")
            case "unclear", Ask():
                return phrases.text("tell.unclear_answer")
            case "unclear", Remind():
                return phrases.text("tell.unclear_plan")
            case _:
                return phrases.text(f"tell.{topic}")

    def _notes(self, action: Propose | Ask | Start | Dropped, phrases: Phrases) -> Iterator[Note]:
        task = action.task
        match action:
            case Propose():
                view = plan_view(task, self.task_types[task.type], phrases, region=self.region, limits=self.limits)
                kind = "plan.proposed" if task.plan_version == 1 else "plan.updated"
                yield Note(kind, {**view, "changed": list(action.changed)}, task.id)
            case Ask(_, slot):
                options = self._options(slot, phrases)
                text = self.question(action, phrases)
                yield Note("question", {"text": text, "options": options, "field": slot}, task.id)
            case Start(_, by):
                version = task.plan_version
                yield Note("task.confirmed", {"plan_version": version, "by": by, "channel": task.channel}, task.id)
            case Dropped():
                yield Note("task.cancelled", {}, task.id)
            case _:
                assert_never(action)

    def _options(self, slot: str | None, phrases: Phrases) -> list[str]:
        return phrases.text(f"options.{slot}").split("|") if phrases.has(f"options.{slot}") else []

    def _suggestions(self, actions: Sequence[Action], state: State, phrases: Phrases) -> Iterator[str]:
        match state:
            case "awaiting_confirmation":
                yield from (phrases.text("suggest.confirm"), phrases.text("suggest.cancel"))
            case "collecting":
                asked = next((action.slot for action in actions if isinstance(action, Ask)), None)
                yield from (*self._options(asked, phrases), phrases.text("suggest.cancel"))
            case "running":
                yield from (phrases.text("suggest.status"), phrases.text("suggest.hang_up"))
            case "idle":
                if any(isinstance(action, Tell | Refuse) for action in actions):
                    yield from (phrases.text("suggest.example.table"), phrases.text("suggest.example.call"))
        if any(isinstance(action, Learn) for action in actions):
            yield phrases.text("suggest.forget")

    def _ltr(self, e164: str) -> str:
        """A number that reads left to right inside any text."""
        return f"{_LRI}{number(e164, self.region)}{_PDI}" if e164 else ""


def memory_text(phrases: Phrases, section: str, key: str, value: str | None, region: str) -> str:
    """`Saved: …` or, without a value, `Forgotten: …`; the text of a `data.changed` entry."""
    if section == "contacts":
        if value is None:
            return phrases.text("forgot.contact", key=key)
        return phrases.text("saved.contact", key=key, value=f"{_LRI}{number(value, region)}{_PDI}")
    known = f"memory.{key}"
    name = phrases.text(known) if phrases.has(known) else phrases.text("memory.other", key=key)
    if value is None:
        return phrases.text("forgot.profile", label=name)
    return phrases.text("saved.profile", label=name, value=value)
