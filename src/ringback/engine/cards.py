"""The cards' own turns: a field of the plan is changed, an ended errand is asked for once more.

Rules:
1. A card says what a message could say: it becomes a reading, and the dialogue decides. Nothing here dials.
2. A change is for exactly the version that was seen; what is written into a field is checked like anything else said.
3. An errand is repeated only while none is in hand. Its day is kept on the day it was asked for, else asked anew.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from ringback import phone
from ringback.engine import plan_times
from ringback.engine.chat import Decide
from ringback.engine.conversation import Dialogue
from ringback.engine.interpreters import impossible, numbers, refusals, times
from ringback.engine.interpreters import text as texts
from ringback.engine.interpreters.deeds import Words
from ringback.engine.phrases import Phrases
from ringback.engine.plan import LANGUAGES
from ringback.engine.reading import Act, Reading
from ringback.engine.recall import SPOKEN
from ringback.engine.schedule import CALL_AT, RETRIES
from ringback.engine.task import ENDED, Language, Slot, SlotValue, Status, Task, TaskType
from ringback.engine.task_types.lines import LEAVE_MESSAGE, NO_MESSAGE, one_line
from ringback.engine.turn import Event, Said, Scene
from ringback.kit.errors import BadRequest, Conflict

_DAYS = ("date", "when")


class Turns(Protocol):
    """What carries a turn out."""

    async def turn(self, user_id: str, task_id: str, decide: Decide) -> Task: ...


class Cards:
    def __init__(
        self,
        chat: Turns,
        task_types: Mapping[str, TaskType],
        phrases: Mapping[Language, Phrases],
        region: str,
        countries: Collection[str] = (),
    ) -> None:
        self._chat = chat
        self._task_types = task_types
        self._phrases = phrases
        self._region = region
        self._countries = frozenset(countries)
        zone = phone.zone(region)
        self._zone = ZoneInfo(zone) if zone else None

    async def edit(self, user_id: str, task_id: str, plan_version: int, values: Mapping[str, str]) -> Task:
        """The task with these slots changed: proposed anew, or a draft when something is missing now.

        An empty value takes the slot out. Raises `Conflict` when another version waits or none, `BadRequest` for a
        value that cannot be used.
        """

        def decide(_task: Task, dialogue: Dialogue, scene: Scene) -> tuple[Event, Scene]:
            phrases, task = self._phrases[dialogue.language], dialogue.task
            if task is None or task.id != task_id or task.status is not Status.PROPOSED:
                raise Conflict(phrases.text("error.not_waiting"), code="not_waiting")
            if task.plan_version != plan_version:
                raise Conflict(phrases.text("error.stale_plan"), code="stale_plan")
            emptied = tuple(key for key, value in values.items() if not value.strip() and key in task.slots)
            slots = self._typed(task, values, dialogue.language)
            if slots.keys() & {"date", "time"} and impossible.has_passed({**task.slots, **slots}, scene.clock):
                raise BadRequest(phrases.text("refuse.past_time"), code="bad_value")
            return Said(Reading(Act.INFORM, dialogue.language, slots=slots, edits=emptied)), scene

        return await self._chat.turn(user_id, task_id, decide)

    async def again(self, user_id: str, task_id: str, values: Mapping[str, str], in_minutes: int | None = None) -> Task:
        """A new task like this ended one, with these slots changed, to be called later where `in_minutes` says so.

        Raises `Conflict` while another is in hand.
        """

        def decide(task: Task, dialogue: Dialogue, scene: Scene) -> tuple[Event, Scene]:
            phrases = self._phrases[dialogue.language]
            if dialogue.task is not None:
                raise Conflict(phrases.text("error.errand_open"), code="errand_open")
            if task.status not in ENDED:
                raise Conflict(phrases.text("error.not_ended"), code="not_ended")
            same_day = self._day(task.confirmed_at or task.created_at) == self._day(scene.now)
            kept = {slot: task.slots[slot] for slot in _DAYS if same_day and slot in task.slots}
            slots = {**kept, **self._typed(task, values, dialogue.language)}
            if in_minutes is not None:
                at = scene.now + 60 * in_minutes
                slots[CALL_AT] = SlotValue(f"{at:.0f}", plan_times.moment(at, phrases, self._region))
            reading = Reading(Act.REQUEST, dialogue.language, task.type, slots=slots, again=True)
            return Said(reading), replace(scene, past=(task,))

        return await self._chat.turn(user_id, task_id, decide)

    def _day(self, at: float) -> str:
        return datetime.fromtimestamp(at, self._zone).date().isoformat()

    def _typed(self, task: Task, values: Mapping[str, str], language: Language) -> dict[str, SlotValue]:
        """The values that are given, as their slots take them."""
        phrases = self._phrases[language]
        slots = {slot.name: slot for slot in self._task_types[task.type].slots}
        found: dict[str, SlotValue] = {}
        for key, written in values.items():
            if key == SPOKEN and not task.others and written in LANGUAGES:
                found[key] = SlotValue(written, phrases.text(LANGUAGES[written]))
                continue
            if key not in slots or key in (CALL_AT, RETRIES):
                raise BadRequest(phrases.text("error.unknown_field"), code="unknown_field")
            if not written.strip():
                continue
            value = typed(slots[key], written, self._region, self._countries)
            if isinstance(value, str):
                known = phrases.has(f"refuse.{value}")
                raise BadRequest(phrases.text(f"refuse.{value}" if known else "error.bad_value"), code="bad_value")
            found[key] = value
        return found


def typed(slot: Slot, written: str, region: str, countries: Collection[str] = ()) -> SlotValue | str:
    """What was written into the field of this slot; or the code of why it cannot be used."""
    said = one_line(written) if slot.kind != "text" else written.strip()
    text = texts.read(said)
    if refused := refusals.reason(Words(text.plain)) or impossible.answer(text, slot.kind):
        return refused
    match slot.kind:
        case "phone":
            number = phone.check(said, region, countries)
            if not number.callable or number.e164 is None:
                return (number.refusal or phone.Refusal.IMPOSSIBLE).value
            return SlotValue(number.e164, number.e164)
        case "count":
            party = numbers.count(text)
            if party is None:
                return "unreadable"
            return "no_people" if party.value == "0" else SlotValue(party.value, party.value)
        case "time":
            at = [when for when in times.find(text) if when.kind == "time"] or times.find(texts.read(f"at {said}"))
            return SlotValue(at[0].value if at else said, said)
        case _ if slot.name == "voicemail":
            return SlotValue(said, said) if said in (LEAVE_MESSAGE, NO_MESSAGE) else "unreadable"
        case _:
            return SlotValue(said, said)
