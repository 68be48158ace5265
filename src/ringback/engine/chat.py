"""A message comes in: load, read, advance, save, and only then act.

Rules:
1. One turn is one unit of the store: the dialogue, the tasks, what was learned and the journal change together or not
   at all. Units of one user run one after another, so two confirms of one version start once.
2. A second reader is asked between two units, never within one. What it reads counts only where it read it: when the
   dialogue has moved meanwhile it is asked once more, and after that the offline reading is taken.
3. Messages of one conversation are read in the order they came.
4. A confirmed task is handed to the runner after the commit; chat itself never dials.
5. Whatever an interpreter says, a number is checked here once more before the dialogue sees it.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from weakref import WeakValueDictionary
from zoneinfo import ZoneInfo

import structlog

from ringback import phone
from ringback.engine import admission, wishes
from ringback.engine import situation as situations
from ringback.engine.checked import checked
from ringback.engine.dialogue import Dialogue, advance
from ringback.engine.facts import SECTIONS
from ringback.engine.journal import Journal
from ringback.engine.phrases import phrases_of
from ringback.engine.plan import LIMITS, Limits
from ringback.engine.ports import Clock, Fact, Ids, Interpreter, PhoneBook, Runner, SecondReader, Standing, Unit
from ringback.engine.reading import Act, Known, Reading, Situation, State
from ringback.engine.reply import Note, Reply, Teller
from ringback.engine.schedule import FURTHEST
from ringback.engine.task import ENDED, OPEN, RUNNING, Language, Source, Status, Task, TaskType, missing
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
    Forget,
    Learn,
    Propose,
    Restore,
    Said,
    Scene,
    Stale,
    Start,
    Tell,
    after,
    pressed_again,
    spoken_of,
    state,
)
from ringback.engine.words import Words
from ringback.kit.errors import BadRequest, Conflict, NotFound, RingbackError

log = structlog.get_logger()

LONGEST_MESSAGE = 4000

PATIENCE = 2.5
"""Seconds a turn waits for the second reader, all in all."""

_PAST = 10
"""How many errands of before a turn may refer to."""

_PAST_BY = timedelta(minutes=1)
"""An hour that has just passed is now."""
_TIMES_ASKED = 2
_CLOSED = frozenset({Act.AFFIRM, Act.NEGATE, Act.CANCEL, Act.FORGET, Act.UNDO, Act.REPLACE, Act.MEMORY, Act.PAST})
"""Acts that no second reader can read: they stand in closed lists."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufeff\ud800-\udfff]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_CONVERSATION = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Message:
    """`language` fixes that of the reply, else it is the message's own; `seen` is the plan on the screen, if known."""

    user_id: str
    channel: str
    text: str
    conversation_id: str | None = None
    language: Language | None = None
    seen: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class ChatAnswer:
    """The fields of `POST /chat`'s answer; `task` is the errand in hand, or else the last one of the conversation."""

    conversation_id: str
    reply: str
    language: Language
    state: State
    missing: tuple[str, ...]
    suggestions: tuple[str, ...]
    task: Task | None


@dataclass(frozen=True, slots=True)
class _Turn:
    dialogue: Dialogue
    actions: tuple[Action, ...]
    started: tuple[Task, ...]
    reply: Reply


Decide = Callable[[Task, Dialogue, Scene], tuple[Event, Scene]]
"""What a button or a card says, given its task and where the conversation stands; raises what the user is told."""


Before = Callable[[Unit, Dialogue, Sequence[Task]], Awaitable[None]]
"""Looks, within the unit, at where the conversation stands and at its errands; what it raises ends the turn."""


def _saying(event: Event) -> Decide:
    return lambda _task, _dialogue, scene: (event, scene)


class Chat:
    """The use case behind every channel."""

    def __init__(
        self,
        *,
        journal: Journal,
        interpreter: Interpreter,
        runner: Runner,
        phone_book: PhoneBook,
        clock: Clock,
        ids: Ids,
        task_types: Mapping[str, TaskType],
        default_language: Language,
        region: str,
        countries: Collection[str] = (),
        limits: Limits = LIMITS,
        second_reader: SecondReader | None = None,
    ) -> None:
        """`countries` are those that may be called, two letters each; empty allows all."""
        self._journal = journal
        self._interpreter = interpreter
        self._second_reader = second_reader
        self._turns: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()
        self._runner = runner
        self._phone_book = phone_book
        self._clock = clock
        self._ids = ids
        self._task_types = task_types
        self._language = default_language
        self._region = region
        self._countries = frozenset(countries)
        self._zone = ZoneInfo(zone) if (zone := phone.zone(region)) else None
        self._phrases = phrases_of(task_types)
        self._limits = limits
        self._teller = Teller(self._phrases, task_types, Words(self._phrases, region), region, limits)

    async def message(self, message: Message, before: Before | None = None) -> ChatAnswer:
        """One turn by text; raises `BadRequest` for an empty message, and what `before` raises."""
        text = _CONTROL.sub("", message.text).strip()
        language = message.language or self._language
        if not _INVISIBLE.sub("", text).strip():
            raise BadRequest(self._phrases[language].text("error.empty"), code="empty_message")
        conversation_id = message.conversation_id or self._ids.conversation_id()
        if not _CONVERSATION.fullmatch(conversation_id):
            raise BadRequest(self._phrases[language].text("error.unknown_conversation"), code="bad_conversation_id")
        book = await self._book()
        lock = self._turns.setdefault((message.user_id, conversation_id), asyncio.Lock())
        async with lock:
            fresh = Dialogue(conversation_id, message.user_id, message.channel, language)
            turn = await self._said(replace(message, text=text), fresh, book, before)
        await self._act(turn)
        return self._answer(turn)

    async def confirm(
        self, user_id: str, task_id: str, plan_version: int, by: By = "button", at: datetime | None = None
    ) -> Task:
        """Start exactly this version, now or `at` another hour; once more gives the same task, with another `at` moved.

        Raises `Conflict` when another version waits, `BadRequest` for an hour that is past or too far off.
        """
        event = Confirm(task_id, plan_version, by, at.timestamp() if at else None)
        now = self._clock.now()
        if at is not None and not now - _PAST_BY <= at <= now + timedelta(seconds=FURTHEST):
            raise BadRequest(self._phrases[self._language].text("error.bad_time"), code="bad_time")
        turn = await self._press(user_id, task_id, _saying(event))
        phrases = self._phrases[turn.dialogue.language]
        for action in turn.actions:
            match action:
                case Stale():
                    raise Conflict(phrases.text("error.stale_plan"), code="stale_plan")
                case Tell("no_such_hour"):
                    pass  # the plan without it follows
                case Propose():
                    raise Conflict(phrases.text("error.plan_expired"), code="plan_expired")
                case Tell() | Already(Task(status=Status.CANCELLED)):
                    raise Conflict(phrases.text("error.not_waiting"), code="not_waiting")
                case Start(task) | Already(task):
                    return task
                case _:
                    pass
        raise AssertionError(turn.actions)

    async def cancel(self, user_id: str, task_id: str) -> Task:
        """Give the task up: drop it before a call, hang up during one; an ended task is returned as it is."""
        await self._press(user_id, task_id, _saying(Cancel(task_id)))
        async with self._journal.unit(user_id) as unit:
            return await self._stored(unit, task_id)

    async def turn(self, user_id: str, task_id: str, decide: Decide) -> Task:
        """One turn by a card; the task in hand after it, else the one the card is of."""
        turn = await self._press(user_id, task_id, decide)
        async with self._journal.unit(user_id) as unit:
            return turn.dialogue.task or await self._stored(unit, task_id)

    async def _press(self, user_id: str, task_id: str, decide: Decide) -> _Turn:
        """One turn by a button."""
        async with self._journal.unit(user_id) as unit:
            task = await self._stored(unit, task_id)
            standing = await unit.standing(task.conversation_id, _PAST)
            dialogue = standing.dialogue or Dialogue(task.conversation_id, user_id, task.channel, task.language)
            scene = await self._scene(unit, dialogue, standing, (), task)
            event, scene = decide(task, dialogue, scene)
            turn = await self._turn(unit, dialogue, event, scene)
        await self._act(turn)
        return turn

    async def _said(self, message: Message, fresh: Dialogue, book: Sequence[Known], before: Before | None) -> _Turn:
        """One turn by text; `fresh` is the dialogue of a new conversation."""
        clock = asyncio.get_running_loop().time
        until = clock() + PATIENCE
        second, asked = self._second_reader, 0
        heard: tuple[Situation, Reading] | None = None
        while True:
            async with self._journal.unit(message.user_id) as unit:
                standing = await unit.standing(fresh.conversation_id, _PAST)
                dialogue = standing.dialogue or fresh
                dialogue = replace(dialogue, channel=message.channel, language=message.language or dialogue.language)
                if len(message.text) > LONGEST_MESSAGE:
                    return await self._too_long(unit, dialogue, standing, message.text)
                scene = await self._scene(unit, dialogue, standing, book)
                if before is not None:
                    await before(unit, dialogue, scene.started)
                situation = situations.of(dialogue, scene, self._region, self._countries)
                first = await self._interpreter.read(message.text, situation)
                if heard and heard[0] == situation:
                    reading = first if heard[1].act in _CLOSED else heard[1]
                elif second is None or asked == _TIMES_ASKED or not second.is_wanted(message.text, first):
                    reading = first
                else:
                    reading = None
                if second is None or reading is not None:
                    data = {"role": "user", "text": message.text}
                    entry = await unit.append("message", data, conversation=dialogue.conversation_id)
                    read = replace(reading or first, language=message.language or (reading or first).language)
                    said = Said(checked(read, self._region, self._countries), message.seen)
                    scene = replace(scene, past=tuple(await unit.tasks())) if read.looks_around else scene
                    return await self._turn(unit, dialogue, said, scene, entry.seq)
            asked += 1
            heard = situation, await second.read(message.text, situation, first, until - clock())

    async def _stored(self, unit: Unit, task_id: str) -> Task:
        task = await unit.task(task_id)
        if task is None:
            raise NotFound(self._phrases[self._language].text("error.unknown_task"), code="unknown_task")
        return task

    async def _turn(self, unit: Unit, dialogue: Dialogue, event: Event, scene: Scene, seq: int | None = None) -> _Turn:
        """Decide, and put all that was decided into the unit; `seq` is the message's number in the journal."""
        dialogue, actions = advance(dialogue, event, scene)
        started = after(actions, scene.started)
        for action in actions:
            match action:
                case Ask(task) | Propose(task) | Start(task) | Dropped(task):
                    await unit.save_task(task)
                case Learn(section, key, value, source):
                    place, now = dialogue.conversation_id, self._clock.now()
                    await unit.save_fact(Fact(section, key, value, source.value, now, conversation=place, turn=seq))
                case Restore(fact=Fact() as fact):
                    await unit.save_fact(fact)
                case Forget(section, key) | Restore(section, key):
                    await unit.forget(section, key)
                case _:
                    pass
        await unit.save_dialogue(dialogue)
        reply = self._teller.reply(actions, dialogue.language, state(dialogue.task, started), scene.clock)
        if not pressed_again(event, actions):
            await self._write(unit, dialogue, reply, dialogue.task or spoken_of(actions, ()))
        log.info(
            "turn",
            user_id=dialogue.user_id,
            conversation_id=dialogue.conversation_id,
            task_id=dialogue.task.id if dialogue.task else None,
            actions=[type(action).__name__ for action in actions],
        )
        return _Turn(dialogue, actions, started, reply)

    async def _write(self, unit: Unit, dialogue: Dialogue, reply: Reply, about: Task | None) -> None:
        said = Note("message", {"role": "assistant", "text": reply.text}, about.id if about else None)
        for note in (*reply.before, said, *reply.after):
            await unit.append(note.kind, note.data, conversation=dialogue.conversation_id, task=note.task)

    async def _act(self, turn: _Turn) -> None:
        """What leaves the engine, after the commit."""
        for action in turn.actions:
            match action:
                case Start(task):
                    await self._runner.start(task.user_id, task.id)
                case Abort(task):
                    await self._runner.cancel(task.user_id, task.id)
                case _:
                    pass

    async def _scene(
        self, unit: Unit, dialogue: Dialogue, standing: Standing, book: Sequence[Known], about: Task | None = None
    ) -> Scene:
        """What is known at this turn; `about` is the task a button belongs to, however old."""
        newest = {task.id: task for task in standing.tasks}
        found = [newest.get(task_id) or await unit.task(task_id) for task_id in dialogue.started]
        started = [task for task in found if task is not None]
        if about is not None and about.status not in OPEN and about not in started:
            started.append(about)
        facts = [fact for fact in standing.facts if fact.section in SECTIONS]
        wished, now = wishes.of(standing.facts), self._clock.now().timestamp()
        contacts = [
            Known(fact.key, fact.value, Source.CONTACT)
            for fact in facts
            if fact.section == "contacts" and phone.is_callable(fact.value, self._region, self._countries)
        ]
        return Scene(
            now=now,
            clock=datetime.fromtimestamp(now, self._zone).isoformat() if self._zone else None,
            task_types=self._task_types,
            task_id=self._ids.task_id(),
            code=self._ids.code(),
            known=(*contacts, *book),
            profile={fact.key: fact.value for fact in facts if fact.section == "profile"},
            started=tuple(started),
            facts=tuple(facts),
            retries=self._limits.retries,
            language=wished.language,
            contacts_only=wished.contacts_only,
            manner=await admission.manner(unit, wished, self._limits.bounds, now),
            past=tuple(past for past in standing.tasks if past.status in RUNNING | ENDED),
        )

    async def _book(self) -> tuple[Known, ...]:
        """The practice network's people; without them the errand goes on by number."""
        try:
            people = await self._phone_book.people()
        except RingbackError as exc:
            log.warning("phone book not read", error=exc.code)
            return ()
        return tuple(Known(p.name, p.phone_number, Source.PRACTICE_BOOK, p.language, p.also) for p in people)

    async def _too_long(self, unit: Unit, dialogue: Dialogue, standing: Standing, text: str) -> _Turn:
        """Ask for less; where the conversation stands does not change."""
        place = dialogue.conversation_id
        await unit.append("message", {"role": "user", "text": text[:LONGEST_MESSAGE] + "…"}, conversation=place)
        sentence = self._phrases[dialogue.language].text("tell.too_long", limit=LONGEST_MESSAGE)
        scene = await self._scene(unit, dialogue, standing, ())
        reply = Reply(sentence, (), (), ())
        await unit.save_dialogue(dialogue)
        await self._write(unit, dialogue, reply, dialogue.task)
        return _Turn(dialogue, (), scene.started, reply)

    def _answer(self, turn: _Turn) -> ChatAnswer:
        dialogue, task = turn.dialogue, turn.dialogue.task
        return ChatAnswer(
            conversation_id=dialogue.conversation_id,
            reply=turn.reply.text,
            language=dialogue.language,
            state=state(dialogue.task, turn.started),
            missing=missing(task, self._task_types[task.type]) if task else (),
            suggestions=turn.reply.suggestions,
            task=task or spoken_of(turn.actions, turn.started),
        )
