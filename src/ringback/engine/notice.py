"""The single message that tells the user how an errand ended, on the channel it came from.

Rules:
1. Outcome, task and message are one unit, entered by one claim: whoever comes second finds it done.
2. Only what the callee said is told as a fact, with their words and where they begin in the recording.
3. What goes beyond the mandate is not told as done. What an errand that succeeded teaches is saved, and told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from typing import Any

import structlog

from ringback.engine.call_events import agreed, answered_by_default
from ringback.engine.conversation import KEPT
from ringback.engine.facts import Change, Fact
from ringback.engine.journal import Journal
from ringback.engine.learned import from_outcome
from ringback.engine.mandate import bound
from ringback.engine.outcome import MESSAGE_LEFT, NO_REPLY_FROM_YOU, passed_on, spent, unanswered
from ringback.engine.ports import Channel, Unit
from ringback.engine.reply import changed
from ringback.engine.task import ENDED, Outcome, OutcomeFact, Source, Status, Task
from ringback.engine.words import Words

log = structlog.get_logger()

_RETRYABLE = frozenset(
    {
        *("busy", "no_answer", "voicemail", "line_dropped", "callee_hangup", "model_down", "provider_down"),
        NO_REPLY_FROM_YOU,
        MESSAGE_LEFT,
    }
)


class Notifier:
    def __init__(self, journal: Journal, channels: Mapping[str, Channel], words: Words) -> None:
        self._journal = journal
        self._channels = channels
        self._words = words

    async def finish(self, user_id: str, task_id: str, outcome: Outcome, *, recording: bool = False) -> None:
        """End the task with `outcome` and tell the user, once; nothing happens when it was erased or has ended."""
        async with self._journal.unit(user_id) as unit:
            task = await unit.task(task_id)
            if task is None or task.status in ENDED or not await unit.claim(f"notice:{task_id}"):
                return
            entries = await unit.entries(task=task_id, limit=100_000)
            if not task.others and answered_by_default(entries):
                outcome = unanswered(outcome)
            outcome = passed_on(task, bound(task, outcome, agreed(entries)))
            task = replace(task, status=outcome.status, outcome=outcome, recording=recording)
            text = self._words.ended(task, outcome)
            place = {"conversation": task.conversation_id, "task": task.id}
            await unit.save_task(task)
            await unit.append("message", {"role": "assistant", "text": text}, **place)
            kind, data = self.entry(task, outcome, text)
            ended = await unit.append(kind, data, **place)
            await self._learn(unit, task, outcome, ended.ts)
        log.info("task ended", outcome=outcome.status.value, reason=outcome.reason, call_sid=task.call_sid)
        await self._channels[task.channel].deliver(user_id, task, text)

    async def _learn(self, unit: Unit, task: Task, outcome: Outcome, at: datetime) -> None:
        """Save what the errand teaches, and tell it."""
        saved = {(fact.section, fact.key): fact for fact in await unit.facts()}
        changes: list[Change] = []
        for lesson in from_outcome(task, outcome, partial(self._words.label, language=task.language)):
            before = saved.get((lesson.section, lesson.key))
            if before is not None and before.value == lesson.value:
                continue
            fact = Fact(
                lesson.section,
                lesson.key,
                lesson.value,
                Source.PAST_CALL,
                at,
                conversation=task.conversation_id,
                task=task.id,
                turn=lesson.turn,
            )
            await unit.save_fact(fact)
            data = changed(self._words.phrases[task.language], fact, before, self._words.region)
            await unit.append("data.changed", data, conversation=task.conversation_id, task=task.id)
            changes.insert(0, Change(fact.section, fact.key, before, fact.value))
        dialogue = await unit.dialogue(task.conversation_id) if changes else None
        if dialogue is not None:
            learned = (changes[0].section, changes[0].key)
            kept = (*changes, *dialogue.changes)[:KEPT]
            await unit.save_dialogue(replace(dialogue, learned=learned, changes=kept))

    def entry(self, task: Task, outcome: Outcome, text: str) -> tuple[str, dict[str, Any]]:
        """Type and data of the journal entry the outcome is drawn from."""
        if outcome.status is Status.CANCELLED:
            return "task.cancelled", {}
        data: dict[str, Any] = {
            "text": text,
            "facts": [self._fact(fact, task) for fact in outcome.facts if fact.supported],
            "recording": f"/tasks/{task.id}/recording" if task.recording else None,
            "transcript": f"/tasks/{task.id}/transcript" if task.call_sid else None,
        }
        if task.others:
            data["calls"] = [asdict(row) for row in self._words.table(task, outcome)]
        if outcome.status is Status.UNCONFIRMED:
            data["doubts"] = [self._fact(fact, task) for fact in outcome.facts if not fact.supported]
        if cost := spent(task, outcome):
            data["cost"] = cost
        if outcome.status is Status.FAILED:
            return "task.failed", {"code": outcome.reason, "retryable": outcome.reason in _RETRYABLE, **data}
        return "task.outcome", {"status": outcome.status.value, "reason": outcome.reason, **data}

    def _fact(self, fact: OutcomeFact, task: Task) -> dict[str, Any]:
        label = self._words.label(fact.key, task.language)
        return {"key": fact.key, "label": label, "value": fact.value, "quote": fact.quote, "t": fact.at_ms}
