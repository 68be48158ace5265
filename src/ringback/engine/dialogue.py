"""Pure: where a conversation stands, and what follows from a message or a button. Only `_start` leads to a call.

Rules:
1. `advance` is total: any event in any state gives a dialogue and actions, whatever a reading holds.
2. `_start` is reached by a bare AFFIRM or by `Confirm` of the version that is proposed now and has not expired; a yes
   to another plan shows it anew. There is no other way to `Start`, and a started task leaves the hand, so that a
   version starts at most once.
3. Every `Propose` has a new `plan_version`. Whatever changes, questions or refuses a plan takes it back to draft first;
   only talk that says nothing about it (help, status, greeting, something unclear) leaves it standing.
4. One thing is asked at a time, and only what neither the message nor the memory answers.
5. One errand is in hand per conversation; those that were started go on by themselves and are reported.

After `advance` the caller must save the dialogue and the tasks of `Ask`, `Propose`, `Start` and `Dropped` before doing
anything outside; `Start` and `Abort` are carried out after that.
"""

from dataclasses import replace
from typing import assert_never

from ringback.engine import kept, lookup, others, recall, schedule, underway
from ringback.engine.conversation import Dialogue as Dialogue
from ringback.engine.conversation import bring_back, leave, remember, take_back, where
from ringback.engine.reading import HANG_UP, Act, Reading
from ringback.engine.task import RUNNING, Status, Task, missing
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
    OnCall,
    Propose,
    Refuse,
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

_TALK: dict[Act, Topic] = {Act.HELP: "help", Act.WHY: "why", Act.GREETING: "greeting", Act.OTHER: "unclear"}

Turn = tuple[Dialogue, tuple[Action, ...]]


def advance(dialogue: Dialogue, event: Event, scene: Scene) -> Turn:
    """The dialogue after `event`, and what to do and say, in order."""
    if dialogue.task is not None and dialogue.task.type not in scene.task_types:
        dialogue = replace(dialogue, task=None, asked=None)
    match event:
        case Said(reading, seen):
            return _said(replace(dialogue, language=reading.language), reading, seen, scene)
        case Confirm():
            return _confirm(dialogue, event, scene)
        case Cancel(task_id):
            return _cancel(dialogue, task_id, scene)
        case _:
            assert_never(event)


def _said(dialogue: Dialogue, reading: Reading, seen: tuple[str, int] | None, scene: Scene) -> Turn:
    task = dialogue.task
    match reading.act:
        case Act.AFFIRM if reading.is_bare:
            return _affirm(dialogue, seen, scene)
        case Act.AFFIRM | Act.INFORM | Act.REQUEST:
            return _details(dialogue, reading, scene)
        case Act.NEGATE:
            if task is None:
                return dialogue, (Tell("fine"),)
            declined = (dialogue.asked,) if dialogue.offered and dialogue.asked else ()
            after = replace(take_back(dialogue), offered=None, declined=(*dialogue.declined, *declined))
            return after, (Ask(after.task or task, after.asked),)
        case Act.CANCEL | Act.STATUS if reading.looks_around:
            return underway.answer(dialogue, reading, scene)
        case Act.CANCEL:
            on_call = next(iter(scene.running()), None)
            target = on_call or task if HANG_UP in reading.edits else task or on_call
            return _cancel(dialogue, target.id, scene) if target else (dialogue, (Tell("nothing_to_cancel"),))
        case Act.STATUS:
            return dialogue, (Report(((task,) if task else ()) + (scene.running() or scene.started[:1])),)
        case Act.PAST:
            return underway.past(dialogue, reading, scene)
        case Act.FORGET:
            return _forget(dialogue, reading, scene)
        case Act.UNDO:
            return _noted(dialogue, kept.to_undo(dialogue.changes, scene) or Tell("nothing_to_undo"))
        case Act.REPLACE:
            replaced = kept.to_replace(dialogue.differs, scene) or Tell("nothing_to_replace")
            return _noted(replace(dialogue, differs=None), replaced)
        case Act.MEMORY:
            return dialogue, (lookup.answer(reading, scene), *where(dialogue))
        case Act.REFUSE:
            after = take_back(dialogue)
            again = (Ask(after.task, after.asked),) if after.task else ()
            return after, (Refuse(reading.refusal or "not_callable"), *again)
        case Act.HELP | Act.WHY | Act.GREETING | Act.OTHER:
            return dialogue, (Tell(_TALK[reading.act]), *where(dialogue))
        case _:
            assert_never(reading.act)


def _affirm(dialogue: Dialogue, seen: tuple[str, int] | None, scene: Scene) -> Turn:
    task = dialogue.task
    if task is None:
        return dialogue, (Already(scene.started[0]) if scene.started else Tell("nothing_to_confirm"),)
    if task.status is Status.PROPOSED:
        if seen is not None and seen != (task.id, task.plan_version):
            return _propose(dialogue, task, scene, unseen=True)
        return _start(dialogue, task, "text", scene)
    if dialogue.offered and dialogue.asked:
        taken = Reading(Act.INFORM, dialogue.language, slots={dialogue.asked: dialogue.offered})
        return _details(dialogue, taken, scene)
    return _onward(dialogue, task, scene)


def _confirm(dialogue: Dialogue, event: Confirm, scene: Scene) -> Turn:
    task = dialogue.task
    if task is None or task.id != event.task_id:
        gone = scene.find(event.task_id)
        if gone is None:
            return dialogue, (Tell("nothing_to_confirm"),)
        if gone.plan_version != event.plan_version:
            return dialogue, (Stale(gone),)
        if event.at is None or gone.status is not Status.SCHEDULED or gone.cancel_requested:
            return dialogue, (Already(gone),)
        return dialogue, (Start(replace(gone, due_at=event.at), event.by, moved=True),)
    if task.status is not Status.PROPOSED or task.plan_version != event.plan_version:
        return dialogue, (Stale(task),)
    return _start(dialogue, task, event.by, scene, event.at)


def _start(dialogue: Dialogue, task: Task, by: By, scene: Scene, at: float | None = None) -> Turn:
    if task.proposed_at is None or scene.now - task.proposed_at > schedule.PLAN_SECONDS:
        return _propose(dialogue, task, scene, expired=True)
    return leave(dialogue, task), (Start(schedule.confirmed(task, scene.now, at), by),)


def _cancel(dialogue: Dialogue, task_id: str, scene: Scene) -> Turn:
    task = dialogue.task
    if task is not None and task.id == task_id:
        return leave(dialogue, task), (Dropped(replace(task, status=Status.CANCELLED), scene.running()),)
    gone = scene.find(task_id)
    if gone is None:
        return dialogue, (Tell("nothing_to_cancel"),)
    return dialogue, (Abort(gone) if gone.status in RUNNING else Report((gone,)),)


def _details(dialogue: Dialogue, reading: Reading, scene: Scene) -> Turn:
    """The message says something of an errand, or of the user."""
    learned = kept.to_learn(reading, scene)
    refused: tuple[Action, ...] = (Refuse(reading.refusal),) if reading.refusal else ()
    task, dropped = dialogue.task, tuple[Action, ...]()
    if task is None and reading.act is not Act.REQUEST and (reading.slots or reading.edits):
        dialogue = bring_back(dialogue, scene.waiting())
        task = dialogue.task
    about_nobody = not {recall.CALLEE, recall.NUMBER} & reading.slots.keys()
    if task is None and reading.act is not Act.REQUEST and about_nobody and not reading.again:
        changed = scene.running()[:1] if reading.slots or reading.edits else ()
        unclear = (OnCall(changed[0]),) if changed else (Tell("unclear"),)
        return remember(dialogue, learned), (*refused, *learned) or unclear
    if task is not None and recall.is_for_someone_else(task, reading, scene):
        dropped = (Dropped(replace(task, status=Status.CANCELLED)),)
        dialogue, task = leave(dialogue, task), None
    fresh = task is None
    task = task or _new(dialogue, scene)
    if reading.again and fresh:
        last = recall.last_time(reading, scene)
        if last is None and not reading.slots:
            return dialogue, (*dropped, Tell("nothing_to_repeat"))
        task = recall.repeated(task, last) if last else task
    kind = scene.task_types.get(reading.task_type or "", scene.task_types[task.type])
    shaped = replace(task, type=kind.name, language=dialogue.language)
    shaped, reading = others.take(shaped, reading, scene, dialogue.asked)
    filled = recall.fill(shaped, reading, kind, scene, asked=dialogue.asked)
    before = (*dropped, *refused, *learned, *filled.notes)
    dialogue = remember(dialogue, before)
    if task.status is Status.PROPOSED and filled.task == replace(task, language=dialogue.language):
        after = take_back(dialogue) if reading.edits else dialogue
        unread = reading.slots.keys() - {slot.name for slot in kind.slots}
        return after, (*before, *([] if before or not unread else [Tell("unclear")]), *where(after))
    opened = [slot.name for slot in kind.slots if slot.name in reading.edits and slot.name not in filled.task.slots]
    if reading.refusal and opened and recall.NUMBER in filled.task.slots:
        draft = replace(filled.task, status=Status.DRAFT)
        return replace(dialogue, task=draft, asked=opened[0], offered=None), (*before, Ask(draft, opened[0]))
    after, actions = _onward(dialogue, filled.task, scene)
    return after, (*before, *actions)


def _new(dialogue: Dialogue, scene: Scene) -> Task:
    return Task(
        id=scene.task_id,
        user_id=dialogue.user_id,
        conversation_id=dialogue.conversation_id,
        channel=dialogue.channel,
        language=dialogue.language,
        call_language=scene.language or dialogue.language,
        type=DEFAULT_TYPE,
        created_at=scene.now,
    )


def _onward(dialogue: Dialogue, task: Task, scene: Scene) -> Turn:
    """Ask for the first thing missing, or show the plan."""
    if not (gaps := missing(task, scene.task_types[task.type])):
        return _propose(dialogue, task, scene)
    draft = replace(task, status=Status.DRAFT)
    offer = None if gaps[0] in dialogue.declined else recall.offer(draft, gaps[0], scene)
    return replace(dialogue, task=draft, asked=gaps[0], offered=offer), (Ask(draft, gaps[0], offer),)


def _propose(dialogue: Dialogue, task: Task, scene: Scene, *, expired: bool = False, unseen: bool = False) -> Turn:
    wanted = schedule.CALL_AT in task.slots
    task = replace(schedule.proposed(task, scene.now, scene.code, scene.retries), manner=scene.manner)
    keys = dict.fromkeys([*dialogue.shown, *task.slots]) if dialogue.shown else {}
    changed = tuple(key for key in keys if dialogue.shown.get(key) != task.slots.get(key))
    proposal = Propose(task, changed, dialogue.shown, expired, unseen)
    told = (Tell("no_such_hour"),) if wanted and schedule.CALL_AT not in task.slots else ()
    return replace(dialogue, task=task, asked=None, offered=None, shown=task.slots), (*told, proposal)


def _forget(dialogue: Dialogue, reading: Reading, scene: Scene) -> Turn:
    """What is forgotten by name leaves the plan in hand as well; "forget that" leaves what the user said for it."""
    if kept.EVERYTHING in reading.edits:
        return dialogue, (Tell("forget_everything"), *where(dialogue))
    forgotten = kept.to_forget(reading, scene, dialogue.learned)
    if not forgotten:
        return dialogue, (Tell("nothing_to_forget"), *where(dialogue))
    after = remember(dialogue, forgotten)
    task = dialogue.task and kept.without(dialogue.task, forgotten, named=bool(reading.edits))
    if task is None or task == dialogue.task:
        return after, (*forgotten, *where(after))
    after, actions = _onward(after, task, scene.without(forgotten))
    return after, (*forgotten, *actions)


def _noted(dialogue: Dialogue, note: Action) -> Turn:
    """A change of the memory that leaves the errand as it is."""
    after = remember(dialogue, (note,))
    return after, (note, *where(after))
