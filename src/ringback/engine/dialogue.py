"""Pure: where a conversation stands, and what follows from a message or a button. Only `_start` leads to a call.

Rules:
1. `advance` is total: any event in any state gives a dialogue and actions, whatever a reading holds.
2. `_start` is reached by a bare AFFIRM or by `Confirm` of the version that is proposed now and has not expired. There
   is no other way to `Start`, and a started task leaves the hand, so that a version starts at most once.
3. Every `Propose` has a new `plan_version`. Whatever changes, questions or refuses a plan takes it back to draft first;
   only talk that says nothing about it (help, status, greeting, something unclear) leaves it standing.
4. One thing is asked at a time, and only what neither the message nor the memory answers.
5. One errand is in hand per conversation; those that were started go on by themselves and are reported.

After `advance` the caller must save the dialogue and the tasks of `Ask`, `Propose`, `Start` and `Dropped` before doing
anything outside; `Start` and `Abort` are carried out after that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from ringback.engine import recall
from ringback.engine.reading import Act, Reading
from ringback.engine.task import PLAN_SECONDS, RUNNING, Language, SlotValue, Status, Task, missing
from ringback.engine.turn import (
    Abort,
    Action,
    Already,
    Ask,
    By,
    Cancel,
    Confirm,
    Dropped,
    Event,
    Learn,
    Propose,
    Refuse,
    Remind,
    Report,
    Said,
    Scene,
    Stale,
    Start,
    Tell,
    Topic,
)

DEFAULT_TYPE = "phone_call"
"""What a request is while nothing says that it is of another type."""

KEPT = 10
"""How many tasks that left its hand a conversation still knows."""
_TALK: dict[Act, Topic] = {Act.HELP: "help", Act.GREETING: "greeting", Act.OTHER: "unclear"}


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One conversation between its turns; stored as JSON.

    `task` is the errand in hand, draft or proposed; `asked` the slot whose question is open; `shown` the slots of
    the last plan; `learned` the (section, key) that "forget that" would mean; `started` the ids of the last tasks that
    were confirmed or dropped, newest first.
    """

    conversation_id: str
    user_id: str
    channel: str
    language: Language
    task: Task | None = None
    asked: str | None = None
    shown: Mapping[str, SlotValue] = field(default_factory=dict)
    learned: tuple[str, str] | None = None
    started: tuple[str, ...] = ()


Turn = tuple[Dialogue, tuple[Action, ...]]


def advance(dialogue: Dialogue, event: Event, scene: Scene) -> Turn:
    """The dialogue after `event`, and what to do and say, in order."""
    if dialogue.task is not None and dialogue.task.type not in scene.task_types:
        dialogue = replace(dialogue, task=None, asked=None)
    match event:
        case Said(reading):
            return _said(replace(dialogue, language=reading.language), reading, scene)
        case Confirm():
            return _confirm(dialogue, event, scene)
        case Cancel(task_id):
            return _cancel(dialogue, task_id, scene)
        case _:
            assert_never(event)


def _said(dialogue: Dialogue, reading: Reading, scene: Scene) -> Turn:
    task = dialogue.task
    match reading.act:
        case Act.AFFIRM if not (reading.slots or reading.edits or reading.learned):
            return _affirm(dialogue, scene)
        case Act.AFFIRM | Act.INFORM | Act.REQUEST:
            return _details(dialogue, reading, scene)
        case Act.NEGATE:
            if task is None:
                return dialogue, (Tell("fine"),)
            after = _take_back(dialogue)
            return after, (Ask(after.task or task, after.asked),)
        case Act.CANCEL:
            target = task or next(iter(scene.running()), None)
            return _cancel(dialogue, target.id, scene) if target else (dialogue, (Tell("nothing_to_cancel"),))
        case Act.STATUS:
            return dialogue, (Report(((task,) if task else ()) + (scene.running() or scene.started[:1])),)
        case Act.FORGET:
            return _forget(dialogue, reading, scene)
        case Act.REFUSE:
            after = _take_back(dialogue)
            again = (Ask(after.task, after.asked),) if after.task else ()
            return after, (Refuse(reading.refusal or "not_callable"), *again)
        case Act.HELP | Act.GREETING | Act.OTHER:
            return dialogue, (Tell(_TALK[reading.act]), *_where(dialogue))
        case _:
            assert_never(reading.act)


def _affirm(dialogue: Dialogue, scene: Scene) -> Turn:
    task = dialogue.task
    if task is None:
        return dialogue, (Already(scene.started[0]) if scene.started else Tell("nothing_to_confirm"),)
    if task.status is Status.PROPOSED:
        return _start(dialogue, task, "text", scene)
    return _onward(dialogue, task, scene)


def _confirm(dialogue: Dialogue, event: Confirm, scene: Scene) -> Turn:
    task = dialogue.task
    if task is None or task.id != event.task_id:
        gone = scene.find(event.task_id)
        if gone is None:
            return dialogue, (Tell("nothing_to_confirm"),)
        return dialogue, (Already(gone) if gone.plan_version == event.plan_version else Stale(gone),)
    if task.status is not Status.PROPOSED or task.plan_version != event.plan_version:
        return dialogue, (Stale(task),)
    return _start(dialogue, task, event.by, scene)


def _start(dialogue: Dialogue, task: Task, by: By, scene: Scene) -> Turn:
    if task.proposed_at is None or scene.now - task.proposed_at > PLAN_SECONDS:
        return _propose(dialogue, task, scene, expired=True)
    confirmed = replace(task, status=Status.CONFIRMED, confirmed_at=scene.now)
    return _leave(dialogue, task), (Start(confirmed, by),)


def _cancel(dialogue: Dialogue, task_id: str, scene: Scene) -> Turn:
    task = dialogue.task
    if task is not None and task.id == task_id:
        return _leave(dialogue, task), (Dropped(replace(task, status=Status.CANCELLED)),)
    gone = scene.find(task_id)
    if gone is None:
        return dialogue, (Tell("nothing_to_cancel"),)
    return dialogue, (Abort(gone) if gone.status in RUNNING else Report((gone,)),)


def _details(dialogue: Dialogue, reading: Reading, scene: Scene) -> Turn:
    """The message says something of an errand, or of the user."""
    learned: tuple[Action, ...] = tuple(Learn("profile", key, value) for key, value in reading.learned.items())
    refused: tuple[Action, ...] = (Refuse(reading.refusal),) if reading.refusal else ()
    task, dropped = dialogue.task, tuple[Action, ...]()
    if task is None and reading.act is not Act.REQUEST and not {recall.CALLEE, recall.NUMBER} & reading.slots.keys():
        return _remember(dialogue, learned), (*refused, *learned) or (Tell("unclear"),)
    if task is not None and recall.is_for_someone_else(task, reading):
        dropped = (Dropped(replace(task, status=Status.CANCELLED)),)
        dialogue = _leave(dialogue, task)
        task = None
    task = task or _new(dialogue, scene)
    kind = scene.task_types.get(reading.task_type or "", scene.task_types[task.type])
    shaped = replace(task, type=kind.name, language=dialogue.language)
    filled = recall.fill(
        shaped, reading, kind, known=scene.known, profile={**scene.profile, **reading.learned}, asked=dialogue.asked
    )
    before = (*dropped, *refused, *learned, *filled.notes)
    dialogue = _remember(dialogue, before)
    if task.status is Status.PROPOSED and (filled.task.slots, filled.task.type) == (task.slots, task.type):
        after = _take_back(dialogue) if reading.edits else dialogue
        return after, (*before, *_where(after))
    after, actions = _onward(dialogue, filled.task, scene)
    return after, (*before, *actions)


def _new(dialogue: Dialogue, scene: Scene) -> Task:
    return Task(
        id=scene.task_id,
        user_id=dialogue.user_id,
        conversation_id=dialogue.conversation_id,
        channel=dialogue.channel,
        language=dialogue.language,
        call_language=dialogue.language,
        type=DEFAULT_TYPE,
        created_at=scene.now,
    )


def _onward(dialogue: Dialogue, task: Task, scene: Scene) -> Turn:
    """Ask for the first thing missing, or show the plan."""
    if not (gaps := missing(task, scene.task_types[task.type])):
        return _propose(dialogue, task, scene)
    draft = replace(task, status=Status.DRAFT)
    return replace(dialogue, task=draft, asked=gaps[0]), (Ask(draft, gaps[0]),)


def _propose(dialogue: Dialogue, task: Task, scene: Scene, *, expired: bool = False) -> Turn:
    version = task.plan_version + 1
    task = replace(
        task, status=Status.PROPOSED, plan_version=version, proposed_at=scene.now, code=scene.code, confirmed_at=None
    )
    keys = dict.fromkeys([*dialogue.shown, *task.slots]) if dialogue.shown else {}
    changed = tuple(key for key in keys if dialogue.shown.get(key) != task.slots.get(key))
    proposal = Propose(task, changed, dialogue.shown, expired)
    return replace(dialogue, task=task, asked=None, shown=task.slots), (proposal,)


def _leave(dialogue: Dialogue, task: Task) -> Dialogue:
    """The errand leaves the hand, confirmed or dropped."""
    return replace(dialogue, task=None, asked=None, shown={}, started=(task.id, *dialogue.started)[:KEPT])


def _take_back(dialogue: Dialogue) -> Dialogue:
    """A plan that was shown no longer waits for a yes."""
    return replace(dialogue, task=replace(dialogue.task, status=Status.DRAFT)) if dialogue.task else dialogue


def _where(dialogue: Dialogue) -> tuple[Action, ...]:
    """Bring back to mind what the conversation waits for."""
    if (task := dialogue.task) is None:
        return ()
    return (Remind(task),) if task.status is Status.PROPOSED else (Ask(task, dialogue.asked),)


def _remember(dialogue: Dialogue, notes: tuple[Action, ...]) -> Dialogue:
    """What was learned last is what "forget that" means."""
    learned = [(note.section, note.key) for note in notes if isinstance(note, Learn)]
    return replace(dialogue, learned=learned[-1]) if learned else dialogue


def _forget(dialogue: Dialogue, reading: Reading, scene: Scene) -> Turn:
    forgotten = recall.to_forget(reading, scene.known, scene.profile, dialogue.learned)
    if not forgotten:
        return dialogue, (Tell("nothing_to_forget"), *_where(dialogue))
    after = replace(dialogue, learned=None)
    return after, (*forgotten, *_where(after))
