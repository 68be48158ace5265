"""The single message that tells the user how an errand ended, on the channel it came from.

Rules:
1. Outcome, task and message are one unit, entered by one claim: whoever comes second finds it done.
2. Only what the callee said is told as a fact, with their words and where they begin in the recording.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import structlog

from ringback.engine.call_events import answered_by_default
from ringback.engine.journal import Journal
from ringback.engine.outcome import NO_REPLY_FROM_YOU, spent, unanswered
from ringback.engine.ports import Channel
from ringback.engine.task import ENDED, Outcome, OutcomeFact, Status, Task
from ringback.engine.words import Words

log = structlog.get_logger()

_RETRYABLE = frozenset(
    {
        *("busy", "no_answer", "voicemail", "line_dropped", "callee_hangup", "model_down", "provider_down"),
        NO_REPLY_FROM_YOU,
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
            if not task.others and answered_by_default(await unit.entries(task=task_id, limit=100_000)):
                outcome = unanswered(outcome)
            task = replace(task, status=outcome.status, outcome=outcome, recording=recording)
            text = self._words.ended(task, outcome)
            place = {"conversation": task.conversation_id, "task": task.id}
            await unit.save_task(task)
            await unit.append("message", {"role": "assistant", "text": text}, **place)
            kind, data = self.entry(task, outcome, text)
            await unit.append(kind, data, **place)
        log.info("task ended", outcome=outcome.status.value, reason=outcome.reason, call_sid=task.call_sid)
        await self._channels[task.channel].deliver(user_id, task, text)

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
