"""The single message that tells the user how an errand ended, on the channel it came from.

Rules:
1. Outcome, task and message are one unit, entered by one claim: whoever comes second finds it done.
2. Only what the callee said is told as a fact, with their words and where they begin in the recording.
3. What goes beyond the mandate is not told as done. What an errand that succeeded teaches is saved, and told.
4. A message leaves by the outbox: it is written into the task with what it tells, and tried under one key until its
   channel took it. The channel drops a key it has had; so the user reads it once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from typing import Any

import structlog

from ringback.engine import calendar, plan_times
from ringback.engine.agreed_day import is_another
from ringback.engine.call_events import agreed, answered_by_default, talk
from ringback.engine.conversation import KEPT
from ringback.engine.doubts import cut_off, doubted, taken_on
from ringback.engine.facts import Change, Fact
from ringback.engine.journal import Journal
from ringback.engine.learned import from_outcome
from ringback.engine.mandate import bound
from ringback.engine.memory_words import changed
from ringback.engine.outcome import MESSAGE_LEFT, NO_REPLY_FROM_YOU, passed_on, spent, unanswered
from ringback.engine.ports import Channel, Clock, Unit
from ringback.engine.schedule import Current, current
from ringback.engine.task import ENDED, Notice, Outcome, OutcomeFact, Source, Status, Task
from ringback.engine.words import Words
from ringback.kit.errors import RingbackError

log = structlog.get_logger()

_RETRYABLE = frozenset(
    {
        *("busy", "no_answer", "voicemail", "line_dropped", "callee_hangup", "model_down", "provider_down"),
        NO_REPLY_FROM_YOU,
        MESSAGE_LEFT,
    }
)


PAUSE_SECONDS, LONGEST_PAUSE = 5.0, 3600.0
"""Between the tries of a message that its channel did not take; each is twice as long as the one before."""


class Notifier:
    """`on_ended` is told of every errand that has ended."""

    def __init__(
        self,
        journal: Journal,
        channels: Mapping[str, Channel],
        words: Words,
        clock: Clock,
        on_ended: Callable[[Task, Outcome], None] = lambda task, outcome: None,
    ) -> None:
        self._on_ended = on_ended
        self._journal = journal
        self._channels = channels
        self._words = words
        self._clock = clock

    async def finish(
        self, user_id: str, task_id: str, outcome: Outcome, *, recording: bool = False, of: Current | None = None
    ) -> None:
        """End the task with `outcome`, its one message in the outbox, unless it was erased or has ended.

        With `of` only while it is at this attempt.
        """
        async with self._journal.unit(user_id) as unit:
            task = await unit.task(task_id)
            if task is None or task.status in ENDED or of not in (None, current(task)):
                return
            if not await unit.claim(f"notice:{task_id}"):
                return
            entries = await unit.entries(task=task_id, limit=100_000)
            if not task.others and answered_by_default(entries):
                outcome = unanswered(outcome)
            yes = agreed(entries)
            other_day = is_another(task, outcome, yes, plan_times.asked_on(task, self._words.region))
            outcome = bound(task, passed_on(task, outcome), yes, other_day=other_day)
            taken = outcome.chosen
            said = talk([entry for entry in entries if taken is None or entry.data.get("call") == taken])
            outcome = cut_off(taken_on(task, doubted(task, outcome, said), said), said)
            task = replace(task, status=outcome.status, outcome=outcome, recording=recording)
            text = self._words.ended(task, outcome)
            place = {"conversation": task.conversation_id, "task": task.id}
            message = await unit.append("message", {"role": "assistant", "text": text}, **place)
            await unit.save_task(posted(task, f"outcome:{task_id}", message.seq, message.ts))
            kind, data = self.entry(task, outcome, text)
            ended = await unit.append(kind, data, **place)
            await self._learn(unit, task, outcome, ended.ts)
        log.info("task ended", outcome=outcome.status.value, reason=outcome.reason, call_sid=task.call_sid)
        self._on_ended(task, outcome)

    async def remind(self, user_id: str, task_id: str) -> None:
        """When the reminder of what was agreed is due, put it into the outbox, once."""
        now = self._clock.now().timestamp()
        async with self._journal.unit(user_id) as unit:
            task = await unit.task(task_id)
            if task is None or task.status not in ENDED or task.remind_at is None or task.remind_at > now:
                return
            at = calendar.begins(task, task.outcome, self._words.region)
            reminded = replace(task, remind_at=None)
            if at is not None and at.timestamp() > now:
                text = self._words.reminder(task, at.timestamp())
                place = {"conversation": task.conversation_id, "task": task.id}
                message = await unit.append("message", {"role": "assistant", "text": text}, **place)
                await unit.append("task.reminded", {"text": text}, **place)
                reminded = posted(reminded, f"reminder:{task_id}:{message.seq}", message.seq, message.ts)
            await unit.save_task(reminded)
        log.info("reminded", user_id=user_id, task_id=task_id)

    async def deliver(self, user_id: str, task_id: str) -> None:
        """Send what is in the task's outbox and due; what is not taken stays there and says why."""
        while True:
            now = self._clock.now().timestamp()
            async with self._journal.unit(user_id) as unit:
                task = await unit.task(task_id)
                notice = next((one for one in task.outbox if one.due_at <= now), None) if task else None
                if task is None or notice is None:
                    return
                entries = await unit.entries(after=notice.seq - 1, limit=1)
            text = str(entries[0].data["text"]) if entries else ""
            problem = await self._sent(task, text, notice)
            async with self._journal.unit(user_id) as unit:
                if (task := await unit.task(task_id)) is None:
                    return
                left = tuple(one for one in task.outbox if one.key != notice.key)
                if problem is not None:
                    pause = min(PAUSE_SECONDS * 2**notice.tries, LONGEST_PAUSE)
                    failed = replace(notice, tries=notice.tries + 1, problem=problem, due_at=now + pause)
                    left = (*left, failed)
                await unit.save_task(replace(task, outbox=left))
            if all(one.due_at > now for one in left):
                return

    async def _sent(self, task: Task, text: str, notice: Notice) -> str | None:
        """None when the channel took it, else why not."""
        if (channel := self._channels.get(task.channel)) is None:
            return "unknown_channel"
        try:
            await channel.deliver(task.user_id, task, text, key=notice.key)
        except RingbackError as exc:
            log.warning("notice not delivered", channel=task.channel, tries=notice.tries + 1, error=exc.code)
            return exc.code
        return None

    def scheduled(self, task: Task, reason: str) -> tuple[str, dict[str, Any]]:
        """Type and data of the entry that says when the next try is made, and why there is one."""
        return "task.scheduled", plan_times.entry(task, reason, self._words.scheduled(task, reason))

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
        if begins := calendar.begins(task, outcome, self._words.region):
            data |= {"calendar": calendar.place(task), "begins_at": begins.isoformat()}
        if task.others:
            data["calls"] = [asdict(row) for row in self._words.table(task, outcome)]
        if offer := self._words.offer(task, outcome):
            data["offer"] = offer
        if outcome.status is Status.UNCONFIRMED:
            data["doubts"] = [self._fact(fact, task) for fact in outcome.facts if not fact.supported]
        if cost := spent(task, outcome):
            data["cost"] = cost
        if outcome.status is Status.FAILED:
            return "task.failed", {"code": outcome.reason, "retryable": outcome.reason in _RETRYABLE, **data}
        return "task.outcome", {"status": outcome.status.value, "reason": outcome.reason, **data}

    def _fact(self, fact: OutcomeFact, task: Task) -> dict[str, Any]:
        label = self._words.label(fact.key, task.language)
        return {
            "key": fact.key,
            "label": label,
            "value": self._words.shown(fact, task),
            "quote": fact.quote,
            "t": fact.at_ms,
        }


def posted(task: Task, key: str, seq: int, at: datetime) -> Task:
    """The task with the journal's message `seq` in its outbox."""
    return replace(task, outbox=(*task.outbox, Notice(key, seq, at.timestamp())))
