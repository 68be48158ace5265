"""All data of one user as one value, and a `Unit` over it: what the memory and the file store share."""

from __future__ import annotations

import copy
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ringback.engine.conversation import Dialogue
from ringback.engine.ports import Clock, Entry, Fact, Ids, Standing
from ringback.engine.schedule import due_at, implausible
from ringback.engine.task import RUNNING, Task


@dataclass(slots=True)
class Record:
    """Dialogues are kept in the order they were saved. `seq` is the last number given in the journal."""

    seq: int = 0
    facts: dict[tuple[str, str], Fact] = field(default_factory=dict)
    dialogues: dict[str, Dialogue] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    journal: list[Entry] = field(default_factory=list)
    claims: set[str] = field(default_factory=set)

    def copy(self) -> Record:
        """Containers are copied, their values are immutable."""
        return Record(
            self.seq, dict(self.facts), dict(self.dialogues), dict(self.tasks), list(self.journal), set(self.claims)
        )

    def after(self, seq: int, limit: int) -> list[Entry]:
        """Entries with a number above `seq`, oldest first."""
        start = bisect_right(self.journal, seq, key=lambda entry: entry.seq)
        return self.journal[start : start + limit]

    def running(self) -> list[str]:
        return [task.id for task in self.tasks.values() if task.status in RUNNING]

    def stopping(self) -> list[str]:
        return [task_id for task_id in self.running() if self.tasks[task_id].cancel_requested]

    def kept(self, since: datetime) -> set[str]:
        """Tasks that are under way, that owe the user something, or to which something happened `since`."""
        at = since.timestamp()
        happened = {entry.task for entry in self.journal if entry.ts >= since}
        return {
            task.id
            for task in self.tasks.values()
            if task.created_at >= at or task.id in happened or due_at(task) is not None
        }

    def due(self, now: float) -> list[str]:
        times = ((task.id, due_at(task)) for task in self.tasks.values())
        return [task_id for task_id, at in times if at is not None and at <= now]


class Leases:
    """Who carries which task, of a store that one process has for itself."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[str, float]] = {}

    def take(
        self, owner: str, now: float, until: float, limit: int, due: list[tuple[str, str]]
    ) -> list[tuple[str, str]]:
        far = implausible(now, until)
        held = {task_id for task_id, (_, end) in self._held.items() if now < end <= far}
        free = [(user_id, task_id) for user_id, task_id in due if task_id not in held][:limit]
        self._held.update({task_id: (owner, until) for _, task_id in free})
        return free

    def renew(self, owner: str, task_ids: Collection[str], until: float) -> set[str]:
        mine = self.mine(owner, task_ids)
        self._held.update(dict.fromkeys(mine, (owner, until)))
        return mine

    def release(self, owner: str, task_ids: Collection[str]) -> None:
        for task_id in self.mine(owner, task_ids):
            del self._held[task_id]

    def mine(self, owner: str, task_ids: Collection[str]) -> set[str]:
        return {task_id for task_id in task_ids if self._held.get(task_id, ("", 0.0))[0] == owner}


class RecordUnit:
    """A `Unit` over a copy of the record; the store keeps the copy when the block ends without an error."""

    def __init__(self, user_id: str, record: Record, clock: Clock, ids: Ids) -> None:
        self.record = record
        self.changed = self.erased = False
        self._user_id = user_id
        self._clock = clock
        self._ids = ids

    async def standing(self, conversation_id: str, tasks: int) -> Standing:
        return Standing(await self.dialogue(conversation_id), await self.facts(), await self.tasks(tasks))

    async def dialogue(self, conversation_id: str) -> Dialogue | None:
        return self.record.dialogues.get(conversation_id)

    async def dialogues(self) -> list[Dialogue]:
        return list(reversed(self.record.dialogues.values()))

    async def save_dialogue(self, dialogue: Dialogue) -> None:
        self.changed = True
        self.record.dialogues.pop(dialogue.conversation_id, None)
        self.record.dialogues[dialogue.conversation_id] = dialogue

    async def task(self, task_id: str) -> Task | None:
        return self.record.tasks.get(task_id)

    async def tasks(self, limit: int | None = None) -> list[Task]:
        newest = sorted(self.record.tasks.values(), key=lambda task: (task.created_at, task.id), reverse=True)
        return newest[:limit]

    async def save_task(self, task: Task) -> None:
        self.changed = True
        self.record.tasks[task.id] = task

    async def facts(self) -> list[Fact]:
        return sorted(self.record.facts.values(), key=lambda fact: (fact.section, fact.key))

    async def save_fact(self, fact: Fact) -> None:
        self.changed = True
        self.record.facts[fact.section, fact.key] = fact

    async def forget(self, section: str, key: str) -> bool:
        found = self.record.facts.pop((section, key), None) is not None
        self.changed |= found
        return found

    async def append(
        self, kind: str, data: dict[str, Any], *, conversation: str | None = None, task: str | None = None
    ) -> Entry:
        self.changed = True
        self.record.seq += 1
        entry = Entry(
            seq=self.record.seq,
            id=self._ids.event_id(),
            ts=self._clock.now(),
            user=self._user_id,
            type=kind,
            data=copy.deepcopy(data),
            conversation=conversation,
            task=task,
        )
        self.record.journal.append(entry)
        return entry

    async def entries(
        self, after: int = 0, limit: int = 1000, task: str | None = None, conversation: str | None = None
    ) -> list[Entry]:
        newer = self.record.after(after, len(self.record.journal) if task or conversation else limit)
        if task is not None:
            return [entry for entry in newer if entry.task == task][:limit]
        if conversation is not None:
            return [entry for entry in newer if entry.conversation == conversation][:limit]
        return newer

    async def claim(self, key: str) -> bool:
        if key in self.record.claims:
            return False
        self.changed = True
        self.record.claims.add(key)
        return True

    async def erase_task(self, task_id: str, seqs: Collection[int]) -> int:
        self.changed = True
        record, these = self.record, frozenset(seqs)
        left = [entry for entry in record.journal if entry.task != task_id and entry.seq not in these]
        gone = len(record.journal) - len(left)
        record.journal = left
        record.tasks.pop(task_id, None)
        named = {entry.conversation for entry in left}
        record.dialogues = {name: dialogue for name, dialogue in record.dialogues.items() if name in named}
        return gone

    async def expire(self, before: datetime, kinds: Collection[str] | None = None) -> int:
        record = self.record
        kept = set(record.running()) if kinds is not None else record.kept(before)

        def stays(entry: Entry) -> bool:
            return entry.ts >= before or entry.task in kept or (kinds is not None and entry.type not in kinds)

        old = len(record.journal) + len(record.tasks) + len(record.dialogues)
        record.journal = [entry for entry in record.journal if stays(entry)]
        if kinds is None:
            named = {entry.conversation for entry in record.journal}
            record.tasks = {task_id: task for task_id, task in record.tasks.items() if task_id in kept}
            record.dialogues = {name: dialogue for name, dialogue in record.dialogues.items() if name in named}
        gone = old - len(record.journal) - len(record.tasks) - len(record.dialogues)
        self.changed |= gone > 0
        return gone

    async def erase(self) -> dict[str, int]:
        self.changed = self.erased = True
        old = self.record
        self.record = Record(seq=old.seq)
        return {
            "facts": len(old.facts),
            "conversations": len(old.dialogues),
            "tasks": len(old.tasks),
            "events": len(old.journal),
        }
