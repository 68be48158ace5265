"""What the user reads after a turn: actions as sentences, suggestions and journal entries.

Rules:
1. A reply is complete by itself: whoever sees only the text can go on.
2. What a plan shows and what its journal entry holds come from one `plan_view`.
3. Every suggestion is understood when it is sent back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from ringback.engine import others, plan_times
from ringback.engine.facts import Fact
from ringback.engine.memory_words import left_to_right, memory_text, remembered, stored
from ringback.engine.options import Options
from ringback.engine.phrases import Phrases
from ringback.engine.plan import LIMITS, Limits, label, number, plan_view, shown, source_text, spoken, summary
from ringback.engine.plan_times import moment
from ringback.engine.reading import State
from ringback.engine.recall import SPOKEN
from ringback.engine.schedule import CALL_AT, RETRIES
from ringback.engine.task import RUNNING, Language, SlotValue, Status, Task, TaskType
from ringback.engine.turn import (
    Abort,
    Action,
    Already,
    Ask,
    Bygone,
    Differ,
    Dropped,
    Forget,
    Learn,
    NumberOf,
    OnCall,
    Propose,
    Recall,
    Recite,
    Refuse,
    Remind,
    Report,
    Restore,
    Stale,
    Start,
    Tell,
)
from ringback.engine.words import Words


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

    def reply(self, actions: Sequence[Action], language: Language, state: State, clock: str | None) -> Reply:
        """`clock` is the user's, ISO 8601."""
        lines: list[str] = []
        before: list[Note] = []
        after: list[Note] = []
        for place, action in enumerate(actions):
            follows = actions[place + 1] if place + 1 < len(actions) else None
            lines += self._lines(action, follows, self.phrases[language])
            match action:
                case Learn() | Forget() | Restore():
                    before.append(self._memory(action, self.phrases[language]))
                case Propose() | Ask() | Start() | Dropped():
                    after += self._notes(action, self.phrases[language], clock)
                case _:
                    pass
        suggestions = tuple(self._suggestions(actions, state, self.phrases[language], clock))
        return Reply("\n".join(lines), suggestions, tuple(before), tuple(after))

    def question(self, ask: Ask, phrases: Phrases) -> str:
        """The one question for a slot."""
        task, slot = ask.task, ask.slot
        if slot is None:
            return phrases.text("ask.change")
        if slot == "phone_number" and not task.said("callee"):
            return phrases.text("ask.whom")
        if ask.offer is not None:
            named = "ask.name.again" if slot == "name" else "ask.again"
            return phrases.text(named, label=label(slot, self.task_types[task.type], phrases), value=ask.offer.said)
        if slot.startswith(others.ASKED):
            return phrases.text("ask.target", callee=self._target(task, slot))
        for key in (f"ask.{task.type}.{slot}", f"ask.{slot}"):
            if phrases.has(key):
                return phrases.text(key, callee=self.words.callee(task, phrases))
        return phrases.text("ask.detail", label=label(slot, self.task_types[task.type], phrases))

    def _called(self, task: Task, phrases: Phrases) -> str:
        """Whom the errand calls first: one, or all that are compared."""
        first = self.words.callee(task, phrases)
        if task.strategy != "compare":
            return first
        return ", ".join([first, *(to.callee.said for to in task.others if to.callee)])

    def _target(self, task: Task, slot: str) -> str:
        """The name of the callee whose number is asked for."""
        callee = task.others[int(slot.removeprefix(others.ASKED)) - 2].callee
        return callee.said if callee else ""

    def _lines(self, action: Action, follows: Action | None, phrases: Phrases) -> Iterator[str]:
        match action:
            case Ask():
                yield self.question(action, phrases)
            case Propose(task):
                if action.expired:
                    yield phrases.text("plan.expired")
                elif action.unseen:
                    yield phrases.text("plan.unseen")
                elif changes := self._changes(action, phrases):
                    yield phrases.text("plan.changed", changes=changes)
                yield from self._plan(task, phrases)
            case Remind(task):
                yield phrases.text("plan.waits")
                yield from self._plan(task, phrases)
            case Stale(task):
                yield from self._stale(task, phrases)
            case Start(task) if task.status is Status.SCHEDULED:
                yield self.words.scheduled(task, None, phrases)
            case Start(task):
                yield phrases.text("task.started", callee=self._called(task, phrases))
            case Dropped(_, ()):
                yield phrases.text("task.dropped")
            case Dropped(_, beside):
                yield phrases.text("task.dropped_beside")
                yield from [self.words.status(task, phrases) for task in beside]
            case OnCall(task):
                yield phrases.text("task.on_call", callee=self.words.callee(task, phrases))
            case Abort(task) if task.status is Status.SCHEDULED:
                yield phrases.text("task.called_off", callee=self.words.callee(task, phrases))
            case Abort(task):
                yield phrases.text("task.aborting", callee=self.words.callee(task, phrases))
            case Already(task):
                yield self.words.status(task, phrases)
            case Report(tasks):
                running = [task for task in tasks if task.status in RUNNING]
                if len(running) > 1:
                    yield phrases.count("status.running", len(running))
                rest = [task for task in tasks if task not in running]
                yield from [self.words.status(task, phrases) for task in (*running, *rest)] or [
                    phrases.text("status.none")
                ]
            case Bygone(task, callee):
                yield from self._bygone(task, callee, phrases)
            case Recall(task):
                if not isinstance(follows, Propose):
                    yield self._recalled(task, phrases)
            case Differ(name, used, saved):
                yield phrases.text("plan.differs", name=name, used=self._ltr(used), saved=self._ltr(saved))
            case Learn() | Forget() | Restore():
                yield self._memory(action, phrases).data["text"]
            case Recite(facts):
                yield from remembered(facts, phrases, self.region)
            case NumberOf():
                yield self._number_of(action, phrases)
            case Refuse(code):
                key = f"refuse.{code}"
                yield phrases.text(key if phrases.has(key) else "refuse.not_callable")
            case Tell(topic):
                yield self._tell(topic, follows, phrases)
            case _:
                assert_never(action)

    def _plan(self, task: Task, phrases: Phrases) -> Iterator[str]:
        first, *rest = summary(task, self.task_types[task.type], phrases, self.region)
        yield first
        source = source_text(task.slots["phone_number"], phrases) if "phone_number" in task.slots else ""
        phone = self._ltr(task.value("phone_number"))
        if source:
            yield phrases.text("plan.number_from", number=phone, source=source)
        else:
            yield phrases.text("plan.number", number=phone)
        yield from rest
        yield phrases.text("plan.confirm")

    def _bygone(self, task: Task | None, callee: str, phrases: Phrases) -> Iterator[str]:
        if task is None:
            yield phrases.text("past.none_of", callee=callee) if callee else phrases.text("past.none")
            return
        at = moment(task.confirmed_at or task.created_at, phrases, self.region)
        yield phrases.text("past.told", at=at, what=self.task_types[task.type].summary(task, phrases.language))
        yield self.words.status(task, phrases, plan=False)

    def _changes(self, action: Propose, phrases: Phrases) -> str:
        """What differs from the plan shown before: `Time (8 → 9)`."""
        task_type = self.task_types[action.task.type]
        kinds = {slot.name: slot.kind for slot in task_type.slots}
        parts = []
        if {CALL_AT, RETRIES, SPOKEN} & set(action.changed):
            set_ = {**plan_times.fields(action.task, phrases, self.region), SPOKEN: spoken(action.task, phrases)}
            parts = [
                phrases.text("plan.added", label=phrases.text(f"label.{key}"), new=set_[key])
                for key in action.changed
                if key in set_
            ]
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

    def _number_of(self, action: NumberOf, phrases: Phrases) -> str:
        if (known := action.known) is None:
            return phrases.text("memory.no_number", callee=action.name)
        source = source_text(SlotValue(known.phone_number, known.phone_number, known.source), phrases)
        return phrases.text("plan.recalled", callee=known.name, number=self._ltr(known.phone_number), source=source)

    def _memory(self, action: Learn | Forget | Restore, phrases: Phrases) -> Note:
        value: str | None = None
        before: Fact | None = None
        match action:
            case Learn():
                value, before = action.value, action.before
            case Forget():
                before = action.before
            case Restore(fact=Fact() as fact):
                value = fact.value
            case _:
                pass
        text = memory_text(phrases, action.section, action.key, value, self.region)
        if isinstance(action, Restore):
            text = phrases.text("undone", text=text)
        data = {"section": action.section, "key": action.key, "value": value, "text": text, "before": stored(before)}
        return Note("data.changed", data)

    def _tell(self, topic: str, follows: Action | None, phrases: Phrases) -> str:
        match topic, follows:
            case "greeting", Ask() | Remind():
                return phrases.text("tell.hello")
            case "why", Ask(_, slot):
                return self._why(slot, phrases)
            case "unclear", Ask():
                return phrases.text("tell.unclear_answer")
            case "unclear", Remind():
                return phrases.text("tell.unclear_plan")
            case _:
                return phrases.text(f"tell.{topic}")

    def _why(self, slot: str | None, phrases: Phrases) -> str:
        """Why the question about this slot is asked."""
        key = f"why.{slot}"
        return phrases.text(key if phrases.has(key) else "why.detail")

    def _notes(self, action: Propose | Ask | Start | Dropped, phrases: Phrases, clock: str | None) -> Iterator[Note]:
        task = action.task
        match action:
            case Propose():
                view = plan_view(task, self.task_types[task.type], phrases, region=self.region, limits=self.limits)
                kind = "plan.proposed" if task.plan_version == 1 else "plan.updated"
                yield Note(kind, {**view, "changed": list(action.changed)}, task.id)
            case Ask(_, slot):
                options = self._options(action, phrases, clock)
                text = self.question(action, phrases)
                why = self._why(slot, phrases)
                yield Note("question", {"text": text, "options": options, "field": slot, "why": why}, task.id)
            case Start(_, by, moved):
                told = {"plan_version": task.plan_version, "by": by, "channel": task.channel}
                if not moved:
                    yield Note("task.confirmed", told, task.id)
                if task.status is Status.SCHEDULED:
                    text = self.words.scheduled(task, None, phrases)
                    yield Note("task.scheduled", {**plan_times.entry(task, None, text), **told}, task.id)
            case Dropped():
                yield Note("task.cancelled", {}, task.id)
            case _:
                assert_never(action)

    def _options(self, ask: Ask, phrases: Phrases, clock: str | None) -> list[str]:
        return Options(phrases, self.region, clock).of(ask)

    def _suggestions(
        self, actions: Sequence[Action], state: State, phrases: Phrases, clock: str | None
    ) -> Iterator[str]:
        match state:
            case "awaiting_confirmation":
                yield from (phrases.text("suggest.confirm"), phrases.text("suggest.cancel"))
            case "collecting":
                asked = next((action for action in actions if isinstance(action, Ask)), None)
                yield from (*(self._options(asked, phrases, clock) if asked else ()), phrases.text("suggest.cancel"))
            case "running" if any(_waits(action) for action in actions):
                yield from (phrases.text("suggest.status"), phrases.text("suggest.cancel"))
            case "running":
                yield from (phrases.text("suggest.status"), phrases.text("suggest.hang_up"))
            case "idle":
                if any(isinstance(action, Tell | Refuse) for action in actions):
                    yield from (phrases.text("suggest.example.table"), phrases.text("suggest.example.call"))
        if any(isinstance(action, Differ) for action in actions):
            yield phrases.text("suggest.replace")
        if any(isinstance(action, Learn) for action in actions):
            yield phrases.text("suggest.forget")
        if any(isinstance(action, Forget) for action in actions):
            yield phrases.text("suggest.undo")

    def _ltr(self, e164: str) -> str:
        """A number that reads left to right inside any text."""
        return left_to_right(number(e164, self.region)) if e164 else ""


def _waits(action: Action) -> bool:
    """It tells of an errand that is called later, which can be cancelled and not hung up."""
    match action:
        case Start(task) | Already(task) | Report((task,)):
            return task.status is Status.SCHEDULED
        case _:
            return False
