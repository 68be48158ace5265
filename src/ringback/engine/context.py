"""What we remember of a user: shown, edited, forgotten one by one, erased as a whole.

Rules:
1. All that is stored can be seen, and whatever is seen can be erased.
2. Erasing ends running calls first, then empties the store, then the call-handler (every call the journal knows of,
   also those that came in), then the personal fields of the logs; what could not be erased is named in the receipt.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog

from ringback import phone
from ringback.engine import settings_words, wishes
from ringback.engine.conversation import without
from ringback.engine.elsewhere import Elsewhere, Kept, owed_in
from ringback.engine.facts import ALL, SECTIONS, SETTINGS
from ringback.engine.journal import Journal
from ringback.engine.kept import is_kept
from ringback.engine.memory_words import memory_text, stored
from ringback.engine.phrases import Phrases
from ringback.engine.ports import CallHandler, Clock, Entry, Fact, Runner, Unit
from ringback.engine.task import RUNNING, Language, Task
from ringback.engine.traces import Traces
from ringback.engine.wishes import BOUNDS, Bounds
from ringback.kit.errors import BadRequest, Conflict, NotFound, RingbackError

log = structlog.get_logger()

END_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Everything:
    """All that is stored of a user; `entries` is the whole journal."""

    facts: Sequence[Fact]
    tasks: Sequence[Task]
    conversations: Sequence[str]
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Receipt:
    erased: Mapping[str, int]
    kept: tuple[Kept, ...] = ()


class Context:
    def __init__(
        self,
        journal: Journal,
        runner: Runner,
        handler: CallHandler,
        elsewhere: Elsewhere,
        clock: Clock,
        phrases: Mapping[Language, Phrases],
        region: str,
        countries: Collection[str] = (),
        *,
        traces: Traces | None = None,
        bounds: Bounds = BOUNDS,
        on_erased: Callable[[str], None] = lambda user_id: None,
    ) -> None:
        self._elsewhere = elsewhere
        self._bounds = bounds
        self._on_erased = on_erased
        self._traces = traces
        self._countries = countries
        self._journal = journal
        self._runner = runner
        self._handler = handler
        self._clock = clock
        self._phrases = phrases
        self._region = region

    async def everything(self, user_id: str) -> Everything:
        async with self._journal.unit(user_id) as unit:
            conversations = [dialogue.conversation_id for dialogue in await unit.dialogues()]
            return Everything(await _facts(unit), await unit.tasks(), conversations, await _all_entries(unit))

    async def facts(self, user_id: str) -> list[Fact]:
        async with self._journal.unit(user_id) as unit:
            return await _facts(unit)

    async def edit(
        self, user_id: str, section: str, key: str, value: str, language: Language, *, new: bool = False
    ) -> Fact:
        """Change the value of a fact there is, or with `new` of one there may be; a setting may always be new.

        A number is checked and kept in E.164; nothing sensitive is kept; a setting is kept only as it may be set.
        """
        if section == SETTINGS:
            value, new = await self._setting(key, value, language), True
        elif section == "contacts" or (section, key) == ("profile", "phone"):
            value = self._number(value)
        elif section in SECTIONS and not is_kept(section, key, value):
            raise BadRequest(self._phrases[language].text("tell.not_kept"), code="not_kept")
        async with self._journal.unit(user_id) as unit:
            found = await _fact(unit, section, key)
            if found is None and not new:
                raise _unknown(section)
            fact = Fact(section, key, value, "user", self._clock.now())
            await unit.save_fact(fact)
            await self._tell(unit, section, key, value, language, before=found)
        return fact

    async def forget(self, user_id: str, section: str, key: str, language: Language) -> Receipt:
        async with self._journal.unit(user_id) as unit:
            found = await _fact(unit, section, key)
            if not await unit.forget(section, key):
                raise _unknown(section)
            await self._tell(unit, section, key, None, language, before=found)
        return Receipt({"facts": 1})

    async def forget_errand(self, user_id: str, task_id: str, language: Language) -> Receipt:
        """One errand with what was said of it, here and at the call-handler; a running call is hung up first."""
        await self._end_calls(user_id, task_id)
        async with self._journal.unit(user_id) as unit:
            task = await unit.task(task_id)
            if task is None:
                raise NotFound(self._phrases[language].text("error.unknown_task"), code="unknown_task")
            talk = await unit.entries(conversation=task.conversation_id, limit=100_000)
            asked = _asked(talk, task_id)
            calls = _sids([task], [entry for entry in talk if entry.task == task_id])
            facts = [fact for fact in await unit.facts() if fact.task == task_id]
            for fact in facts:
                await unit.forget(fact.section, fact.key)
            if dialogue := await unit.dialogue(task.conversation_id):
                await unit.save_dialogue(without(dialogue, task_id))
            events = await unit.erase_task(task_id, asked)
            await self._elsewhere.owe(unit, calls, [task_id])
            text = self._phrases[language].text("forgot.errand")
            change = {"section": "tasks", "key": task_id, "value": None, "text": text, "messages": asked}
            await unit.append("data.changed", change)
        self._on_erased(user_id)
        log.info("errand erased", user_id=user_id, task_id=task_id, events=events)
        erased = {"tasks": 1, "events": events} | ({"facts": len(facts)} if facts else {})
        return await self._erased_elsewhere(user_id, erased, language)

    async def undo(self, user_id: str, seq: int | None, language: Language) -> Entry:
        """Take one change back: that of the journal's entry `seq`, or the last one. What has changed since stays."""
        async with self._journal.unit(user_id) as unit:
            change = await _change(unit, seq)
            if change is None:
                raise NotFound(self._phrases[language].text("tell.nothing_to_undo"), code="nothing_to_undo")
            section, key = change.data["section"], change.data["key"]
            now = await _fact(unit, section, key)
            if (now.value if now else None) != change.data["value"]:
                raise Conflict(self._phrases[language].text("error.changed_since"), code="changed_since")
            before = change.data.get("before")
            value = None
            if before:
                fact = Fact(**{**before, "at": datetime.fromisoformat(before["at"])})
                value = fact.value
                await unit.save_fact(fact)
            else:
                await unit.forget(section, key)
            return await self._tell(unit, section, key, value, language, undoes=change.seq)

    async def erase(self, user_id: str, language: Language) -> Receipt:
        """Everything, here and at the call-handler."""
        await self._end_calls(user_id)
        async with self._journal.unit(user_id) as unit:
            tasks, owed = await unit.tasks(), await owed_in(unit)
            calls = _sids(tasks, await _all_entries(unit))
            erased = await unit.erase()
            for fact in owed:
                await unit.save_fact(fact)
            await self._elsewhere.owe(unit, calls, [task.id for task in tasks], inbound=True)
            text = self._phrases[language].text("forgot.everything")
            await unit.append("data.changed", {"section": "all", "key": "", "value": None, "text": text})
        self._on_erased(user_id)
        log.info("context erased", user_id=user_id, **erased)
        return await self._erased_elsewhere(user_id, erased, language)

    async def _erased_elsewhere(self, user_id: str, erased: Mapping[str, int], language: Language) -> Receipt:
        """The receipt, once the call-handler and the logs have nothing of these calls and tasks either."""
        gone = await self._elsewhere.settle(user_id)
        orders = {"orders": gone.orders} if gone.orders else {}
        scrubbed, aside = await self._scrub(language)
        return Receipt({**erased, "calls": gone.calls, **orders, **scrubbed}, (*gone.kept, *aside))

    async def _scrub(self, language: Language) -> tuple[dict[str, int], list[Kept]]:
        """What is left outside the stores."""
        if self._traces is None:
            return {}, []
        why = self._phrases[language].text("forgot.set_aside")
        aside = [Kept("folder", name, why) for name in self._traces.set_aside()]
        try:
            fields = await self._traces.scrub()
        except OSError as exc:
            log.error("log not scrubbed", error=type(exc).__name__)
            return {}, [*aside, Kept("log", type(exc).__name__, self._phrases[language].text("forgot.log"))]
        return {"log_fields": fields} if fields else {}, aside

    async def _end_calls(self, user_id: str, task_id: str | None = None) -> None:
        """Hang up what runs, all or this one, and give it a moment to end."""
        with self._journal.watch(user_id) as changed, suppress(TimeoutError):
            async with asyncio.timeout(END_SECONDS):
                for task in await self._running(user_id, task_id):
                    await self._runner.cancel(user_id, task.id)
                while await self._running(user_id, task_id):
                    await changed.wait()
                    changed.clear()

    async def _running(self, user_id: str, task_id: str | None) -> list[Task]:
        async with self._journal.unit(user_id) as unit:
            return [task for task in await unit.tasks() if task.status in RUNNING and task_id in (None, task.id)]

    async def _tell(
        self,
        unit: Unit,
        section: str,
        key: str,
        value: str | None,
        language: Language,
        *,
        before: Fact | None = None,
        undoes: int | None = None,
    ) -> Entry:
        phrases = self._phrases[language]
        text = memory_text(phrases, section, key, value, self._region)
        data: dict[str, Any] = {"section": section, "key": key, "value": value, "text": text, "before": stored(before)}
        if undoes is not None:
            data |= {"text": phrases.text("undone", text=text), "undoes": undoes}
        return await unit.append("data.changed", data)

    async def bounds(self) -> Bounds:
        """Within which settings may be; while the call-handler does not answer, as far as is known here."""
        try:
            days = (await self._handler.line(check=False)).limits.recording_days
        except RingbackError:
            return self._bounds
        return replace(self._bounds, recording_days=days)

    async def _setting(self, key: str, text: str, language: Language) -> str:
        """What was typed for a setting, as it is kept."""
        phrases, setting = self._phrases[language], wishes.ALL.get(key)
        if setting is None:
            raise NotFound(phrases.text("setting.unknown", keys=", ".join(wishes.ALL)), code="unknown_key")
        value = wishes.as_kept(setting, text)
        bounds = await self.bounds()
        if why := wishes.wrong(setting, value, bounds):
            raise BadRequest(settings_words.cure(setting, why, phrases, bounds), code="bad_value")
        return value

    def _number(self, text: str) -> str:
        number = phone.check(text, self._region, self._countries)
        if not number.callable or number.e164 is None:
            raise BadRequest(
                "This is not a phone number that can be called; write it with its area code.", code="bad_number"
            )
        return number.e164


async def _facts(unit: Unit) -> list[Fact]:
    return [fact for fact in await unit.facts() if fact.section in ALL]


async def _fact(unit: Unit, section: str, key: str) -> Fact | None:
    return next((fact for fact in await unit.facts() if (fact.section, fact.key) == (section, key)), None)


async def _change(unit: Unit, seq: int | None) -> Entry | None:
    """The entry of the change that is meant: `seq`, or the last one that was not taken back."""
    if seq is not None:
        found = [entry for entry in await unit.entries(after=seq - 1, limit=1) if entry.seq == seq]
    else:
        found = await _all_entries(unit)
    changes = [entry for entry in found if entry.type == "data.changed" and entry.data["section"] in ALL]
    undone = {entry.data.get("undoes") for entry in changes}
    left = [entry for entry in changes if entry.seq not in undone and "undoes" not in entry.data]
    return left[-1] if left else None


async def _all_entries(unit: Unit) -> list[Entry]:
    entries: list[Entry] = []
    while page := await unit.entries(after=entries[-1].seq if entries else 0):
        entries += page
    return entries


def _sids(tasks: Sequence[Task], entries: Sequence[Entry]) -> list[str]:
    """Every call the tasks and the journal know of, each once."""
    told = [*(task.call_sid for task in tasks), *(entry.data.get("call_sid") for entry in entries)]
    return list(dict.fromkeys(str(sid) for sid in told if sid))


def _asked(talk: Sequence[Entry], task_id: str) -> list[int]:
    """Numbers of the user's messages that were answered with something about this errand."""
    found: list[int] = []
    waiting: list[int] = []
    for entry in talk:
        if entry.type == "message" and entry.data["role"] == "user":
            waiting.append(entry.seq)
        elif entry.type == "message":
            found += waiting if entry.task == task_id else []
            waiting = []
    return found


def _unknown(section: str) -> NotFound:
    if section not in ALL:
        return NotFound(f"There is no such section; the sections are {', '.join(ALL)}.", code="unknown_section")
    return NotFound("Nothing is stored under this key.", code="unknown_key")
