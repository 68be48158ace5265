"""Calls that came in, as the user hears of them: one message each, and the errand they settled.

Rules:
1. The call-handler tells of ended calls by number; each is taken once, by the store's claim, however often it is told.
2. A ring-back that ends well, with the caller's own words for it, turns an errand that failed, was left unconfirmed or
   waits to be tried again into a success. No other ring-back changes an outcome: what the errand came to stays true,
   and the message says what they said. What was said is noted with the errand, after what was said in its own call.
3. While the call-handler is away it is asked again after a growing pause.
4. A call that had begun before the user erased everything is not told: it is being erased, too.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace

import structlog

from ringback.engine import outcome
from ringback.engine.elsewhere import all_erased_at
from ringback.engine.journal import Journal
from ringback.engine.notice import Notifier, posted
from ringback.engine.order import Sleep
from ringback.engine.phrases import Phrases
from ringback.engine.plan import number
from ringback.engine.ports import CallHandler, Unit
from ringback.engine.task import Language, Outcome, Status, Task
from ringback.engine.words import Words
from ringback.kit.errors import RingbackError
from ringback.wire import Report

log = structlog.get_logger()

WAIT_SECONDS = 25.0
SHORTEST_PAUSE = 0.5
LONGEST_PAUSE = 60.0
_LONGEST_QUOTE = 500
_ALL = 100_000
_MENDED = frozenset({Status.FAILED, Status.UNCONFIRMED})


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose number it is: to them go the calls of strangers."""

    user_id: str
    language: Language


class Inbound:
    def __init__(
        self,
        journal: Journal,
        handler: CallHandler,
        notifier: Notifier,
        words: Words,
        owner: Owner,
        *,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._journal = journal
        self._handler = handler
        self._notifier = notifier
        self._words = words
        self._owner = owner
        self._sleep = sleep

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Follows the call-handler until the block ends."""
        following = asyncio.create_task(self.follow())
        try:
            yield
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following

    async def follow(self) -> None:
        after, pause = 0, SHORTEST_PAUSE
        while True:
            try:
                told = await self._handler.inbound(after, WAIT_SECONDS)
                for call in told.calls:
                    await self.take(call.report)
                    after = call.seq
                after = after if after <= told.last else 0
                pause = SHORTEST_PAUSE
                continue
            except RingbackError as exc:
                log.warning("inbound calls not followed", status=exc.status, error=exc.code)
            except Exception:
                log.exception("inbound calls not followed")
            await self._sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def take(self, report: Report) -> None:
        """Tell the user of this call, once."""
        user_id = self._owner.user_id
        with structlog.contextvars.bound_contextvars(user_id=user_id, call_sid=report.call_sid):
            async with self._journal.unit(user_id) as unit:
                if report.started_at <= await all_erased_at(unit) or not await unit.claim(f"inbound:{report.call_sid}"):
                    return
                task = await unit.task(report.task_id) if report.task_id else None
                await (self._rang_back(unit, task, report) if task else self._stranger(unit, report))
            log.info("inbound call told", task_id=task.id if task else None, reason=report.reason.value)

    async def _rang_back(self, unit: Unit, task: Task, report: Report) -> None:
        ending = outcome.judge(report)
        text = self._text(task, ending, report)
        place = {"conversation": task.conversation_id, "task": task.id}
        said = [
            entry.data["turn"] for entry in await unit.entries(task=task.id, limit=_ALL) if entry.type == "call.turn"
        ]
        for index, turn in enumerate(report.turns, max(said, default=-1) + 1):
            words = turn.model_dump(include={"who", "text", "final", "t0", "t1"})
            await unit.append("call.turn", {"turn": index, "call_sid": report.call_sid, **words}, **place)
        message = {"role": "assistant", "text": text, "call_sid": report.call_sid}
        told = await unit.append("message", message, **place)
        task = posted(task, f"inbound:{report.call_sid}", told.seq, told.ts)
        tried = task.status is Status.SCHEDULED and bool(task.tries)
        if ending.status is Status.SUCCEEDED and (task.status in _MENDED or tried):
            task = replace(
                task, status=ending.status, outcome=ending, call_sid=report.call_sid, recording=report.recording
            )
            kind, data = self._notifier.entry(task, ending, text)
            await unit.append(kind, data, **place)
        await unit.save_task(task)

    def _text(self, task: Task, ending: Outcome, report: Report) -> str:
        phrases, who = self._words.phrases[task.language], self._words.callee(task)
        if ending.status is Status.SUCCEEDED:
            return phrases.text("inbound.succeeded", callee=who, facts=self._words.facts(task, ending)).strip()
        if said := _said(report):
            return phrases.text("inbound.said", callee=who, words=said)
        return phrases.text("inbound.silent", callee=who)

    async def _stranger(self, unit: Unit, report: Report) -> None:
        dialogues = await unit.dialogues()
        language = dialogues[0].language if dialogues else self._owner.language
        text = self._message(self._words.phrases[language], report)
        conversation = dialogues[0].conversation_id if dialogues else None
        message = {"role": "assistant", "text": text, "call_sid": report.call_sid}
        await unit.append("message", message, conversation=conversation)

    def _message(self, phrases: Phrases, report: Report) -> str:
        caller = report.phone_number
        who = number(caller, self._words.region) if caller else phrases.text("inbound.withheld")
        said = _said(report)
        return phrases.text("inbound.message" if said else "inbound.no_message", caller=who, words=said)


def _said(report: Report) -> str:
    """The caller's own words, one after another."""
    words = " ".join(turn.text for turn in report.turns if turn.who == "callee" and turn.text)
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rstrip()}…"
