"""How things look as JSON: every answer's model, and the one place that makes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from ringback.engine import calendar
from ringback.engine.chat import ChatAnswer
from ringback.engine.context import Everything
from ringback.engine.http.facts import FactView
from ringback.engine.outcome import spent
from ringback.engine.phrases import Phrases
from ringback.engine.plan import LIMITS, Limits, plan_view
from ringback.engine.ports import Entry
from ringback.engine.reading import State
from ringback.engine.task import Language, OutcomeFact, Source, Status, Task, TaskType, missing
from ringback.engine.words import Words


class EntryView(BaseModel):
    """One event of the journal. Keep the highest `seq`, ignore anything at or below it, come back with `after=seq`."""

    seq: int
    id: str
    ts: datetime
    user: str
    conversation: str | None
    task: str | None
    type: str = Field(examples=["message", "plan.proposed", "call.turn", "task.outcome"])
    data: dict[str, Any]
    v: int

    @classmethod
    def of(cls, entry: Entry) -> EntryView:
        return cls.model_validate(entry, from_attributes=True)


class SlotView(BaseModel):
    value: str = Field(description="canonical: E.164, 19:00, 4")
    said: str = Field(description="in the user's own words")
    source: Source


class OptionView(BaseModel):
    value: str
    label: str


class FieldView(BaseModel):
    """One line of the confirm card; `PATCH /tasks/{id}` changes it by its key where it has an `input`."""

    key: str
    label: str
    value: str
    source: str
    source_text: str
    type: str
    input: str | None = Field(default=None, description="what is edited; null where nothing can be")
    options: list[OptionView] = Field(default=[], description="one of these must be chosen, when there are any")


class PlanView(BaseModel):
    """What will be done, exactly; the data of `plan.proposed`."""

    plan_version: int
    code: str
    expires_at: datetime
    call_at: datetime | None = Field(default=None, description="when it will be called; null is at once")
    summary: str
    fields: list[FieldView]
    disclosure: str = Field(description="the first sentence of the call")
    instructions_preview: str
    language: Language
    voice: str = Field(default="", description="that speaks; empty for the usual one")
    max_minutes: int = Field(description="the call is ended after so many minutes")
    est_cost: str = Field(description="what the call may cost, in words")


class FactOfCall(BaseModel):
    """What the callee said, in their words; `t` is where they begin in the recording, in ms."""

    key: str
    label: str
    value: str
    quote: str | None
    t: int | None


class OutcomeView(BaseModel):
    status: Status
    reason: str = Field(examples=["goal_reached", "busy", "provider_down"])
    text: str
    facts: list[FactOfCall]
    doubts: list[FactOfCall] = Field(
        default=[], description="what the voice reported and the callee's words do not bear out; of an unconfirmed call"
    )
    cost: dict[str, float] = Field(
        default={}, description="`total_usd`, its parts `model_usd` and `telephony_usd`, and what was used"
    )


class CallOfTask(BaseModel):
    """One of several calls of an errand; `place` names it in `?call=`, null while it was not made."""

    callee: str
    number: str
    result: str
    place: int | None
    purpose: Literal["errand", "cancel"]
    status: Status | None
    chosen: bool
    call_sid: str | None
    recording: str | None
    transcript: str | None


class NoticeView(BaseModel):
    """A message on its way: how often it was tried, why the last try failed, and when the next is made."""

    tries: int
    problem: str | None
    next_at: datetime


class TaskView(BaseModel):
    id: str
    type: str
    status: Status
    plan_version: int
    code: str
    slots: dict[str, SlotView]
    summary: str
    call_sid: str | None
    outcome: OutcomeView | None
    conversation_id: str
    language: Language
    created_at: datetime
    confirmed_at: datetime | None
    due_at: datetime | None = Field(default=None, description="of a scheduled task, when the call will be made")
    attempt: int = Field(default=1, description="which try this is; busy lines are called again as the plan says")
    notices: list[NoticeView] = Field(default=[], description="messages that have not reached the user's channel yet")
    plan: PlanView | None = Field(description="as it was shown; null while details are missing or changing")
    recording: str | None = Field(description="path of the WAV, once there is one")
    transcript: str | None = Field(description="path of the transcript, once there is a call")
    calendar: str | None = Field(default=None, description="path of the .ics, when a day and hour were agreed")
    begins_at: datetime | None = Field(default=None, description="that day and hour")
    remind_at: datetime | None = Field(default=None, description="when the user is reminded of what was agreed")
    calls: list[CallOfTask] = Field(default=[], description="of an errand that may make several calls, each of them")


class ChatView(BaseModel):
    conversation_id: str
    reply: str
    language: Language
    state: State
    missing: list[str]
    suggestions: list[str]
    task: TaskView | None


class SaidView(BaseModel):
    role: str
    text: str
    ts: datetime


class ConversationView(BaseModel):
    id: str
    messages: list[SaidView]


class TurnView(BaseModel):
    """One utterance; `t0` and `t1` are ms of the recording."""

    turn: int
    who: Literal["agent", "callee"]
    text: str
    final: bool
    t0: int
    t1: int


class CallRecord(BaseModel):
    call_sid: str
    task_id: str
    statuses: list[str]
    turns: list[TurnView]
    recording: str | None


class ContextView(BaseModel):
    """Everything stored about the user."""

    profile: list[FactView]
    contacts: list[FactView]
    aliases: list[FactView]
    preferences: list[FactView]
    agreed: list[FactView] = Field(description="what was agreed in past calls, by callee")
    settings: list[FactView] = Field(description="what the user has set; `GET /context/settings` has the others too")
    tasks: list[TaskView]
    conversations: list[ConversationView]
    calls: list[CallRecord]


class KeptView(BaseModel):
    kind: str
    id: str
    why: str


class ReceiptView(BaseModel):
    """What was erased, by kind, and what could not be."""

    erased: dict[str, int]
    kept: list[KeptView]


@dataclass(frozen=True, slots=True)
class Views:
    """Makes the views that need words."""

    task_types: Mapping[str, TaskType]
    phrases: Mapping[Language, Phrases]
    words: Words
    region: str
    limits: Limits = LIMITS

    def task(self, task: Task) -> TaskView:
        kind = self.task_types.get(task.type)
        plan = None
        if kind is not None and task.plan_version and task.status is not Status.DRAFT and not missing(task, kind):
            view = plan_view(task, kind, self.phrases[task.language], region=self.region, limits=self.limits)
            plan = PlanView.model_validate(view)
        begins = calendar.begins(task, task.outcome, self.region)
        return TaskView(
            id=task.id,
            type=task.type,
            status=task.status,
            plan_version=task.plan_version,
            code=task.code,
            slots={
                name: SlotView(value=slot.value, said=slot.said, source=slot.source)
                for name, slot in task.slots.items()
            },
            summary=plan.summary if plan else "",
            call_sid=task.call_sid,
            outcome=self._outcome(task),
            conversation_id=task.conversation_id,
            language=task.language,
            created_at=datetime.fromtimestamp(task.created_at, UTC),
            confirmed_at=_moment(task.confirmed_at),
            remind_at=_moment(task.remind_at),
            due_at=_moment(task.due_at) if task.status is Status.SCHEDULED else None,
            attempt=task.attempt + 1,
            notices=[
                NoticeView(
                    tries=one.tries, problem=one.problem or None, next_at=datetime.fromtimestamp(one.due_at, UTC)
                )
                for one in task.outbox
            ],
            plan=plan,
            recording=f"/tasks/{task.id}/recording" if task.recording else None,
            transcript=f"/tasks/{task.id}/transcript" if task.call_sid else None,
            calendar=calendar.place(task) if begins else None,
            begins_at=begins,
            calls=self._calls(task),
        )

    def _calls(self, task: Task) -> list[CallOfTask]:
        if not task.calls:
            return []
        made = {
            place: {
                "call_sid": call.call_sid,
                "recording": f"/tasks/{task.id}/recording?call={place}" if call.recording else None,
                "transcript": f"/tasks/{task.id}/transcript?call={place}" if call.call_sid else None,
            }
            for place, call in enumerate(task.calls)
        }
        not_made = dict.fromkeys(("call_sid", "recording", "transcript"))
        rows = [(asdict(row), row.place) for row in self.words.table(task, task.outcome)]
        return [
            CallOfTask.model_validate(row | (made[place] if place is not None else not_made)) for row, place in rows
        ]

    def _outcome(self, task: Task) -> OutcomeView | None:
        outcome = task.outcome
        if outcome is None:
            return None
        text = self.words.ended(task, outcome)
        doubtful = outcome.status is Status.UNCONFIRMED
        return OutcomeView(
            status=outcome.status,
            reason=outcome.reason,
            text=text,
            facts=[self._fact(fact, task) for fact in outcome.facts if fact.supported],
            doubts=[self._fact(fact, task) for fact in outcome.facts if doubtful and not fact.supported],
            cost=spent(task, outcome),
        )

    def _fact(self, fact: OutcomeFact, task: Task) -> FactOfCall:
        label = self.words.label(fact.key, task.language)
        return FactOfCall(key=fact.key, label=label, value=self.words.shown(fact, task), quote=fact.quote, t=fact.at_ms)

    def chat(self, answer: ChatAnswer) -> ChatView:
        return ChatView(
            conversation_id=answer.conversation_id,
            reply=answer.reply,
            language=answer.language,
            state=answer.state,
            missing=list(answer.missing),
            suggestions=list(answer.suggestions),
            task=self.task(answer.task) if answer.task else None,
        )

    def context(self, everything: Everything, language: Language) -> ContextView:
        facts: defaultdict[str, list[FactView]] = defaultdict(list)
        for fact in everything.facts:
            facts[fact.section].append(FactView.of(fact, self.phrases[language]))
        said: defaultdict[str, list[SaidView]] = defaultdict(list)
        of_task: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in everything.entries:
            if entry.type == "message" and entry.conversation:
                said[entry.conversation].append(SaidView(role=entry.data["role"], text=entry.data["text"], ts=entry.ts))
            if entry.task:
                of_task[entry.task].append(entry)
        return ContextView(
            profile=facts["profile"],
            contacts=facts["contacts"],
            aliases=facts["aliases"],
            preferences=facts["preferences"],
            agreed=facts["agreed"],
            settings=facts["settings"],
            tasks=[self.task(task) for task in everything.tasks],
            conversations=[
                ConversationView(id=conversation, messages=said[conversation])
                for conversation in everything.conversations
            ],
            calls=[
                CallRecord(
                    call_sid=task.call_sid,
                    task_id=task.id,
                    statuses=[entry.data["status"] for entry in of_task[task.id] if entry.type == "call.status"],
                    turns=turns(of_task[task.id]),
                    recording=f"/tasks/{task.id}/recording" if task.recording else None,
                )
                for task in everything.tasks
                if task.call_sid
            ],
        )


def _moment(at: float | None) -> datetime | None:
    return datetime.fromtimestamp(at, UTC) if at else None


def turns(entries: Sequence[Entry]) -> list[TurnView]:
    """The utterances of a call, each in its last form, in the order they began."""
    last = {entry.data["turn"]: TurnView.model_validate(entry.data) for entry in entries if entry.type == "call.turn"}
    return sorted((turn for turn in last.values() if turn.text), key=lambda turn: (turn.t0, turn.turn))
