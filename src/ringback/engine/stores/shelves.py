"""All users of a store that nobody works on, each as one `Record`: what moving and backing up read and write."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, insert, select, update

from ringback.engine.conversation import Dialogue
from ringback.engine.ports import Entry, Fact, StoreDown
from ringback.engine.schedule import due_at
from ringback.engine.stores.layout import (
    StoredUser,
    edited_at,
    file_name,
    misnamed,
    record_of,
    stored,
    unreadable,
    user_of,
)
from ringback.engine.stores.models import ClaimRow, DialogueRow, EntryRow, FactRow, Table, TaskRow, UserRow
from ringback.engine.stores.record import Record
from ringback.engine.task import RUNNING, Task

_TASK = TypeAdapter(Task)
_DIALOGUE = TypeAdapter(Dialogue)


class Shelf(Protocol):
    def users(self) -> list[str]: ...

    def record(self, user_id: str) -> Record: ...

    def put(self, user_id: str, record: Record) -> None:
        """A user who is not there yet."""
        ...

    def save_task(self, task: Task) -> None:
        """In the place of the one there is."""
        ...


def stop_all(shelf: Shelf) -> int:
    """Have every task that is under way cancelled as soon as an engine takes it up; how many there are.

    An order of which no call is known is not sent again, not even to be hung up: the call-handler of the backup may not
    know it.
    """
    count = 0
    for user in shelf.users():
        for task in shelf.record(user).tasks.values():
            if task.status in RUNNING:
                calls = tuple(call if call.call_sid else replace(call, instructions="") for call in task.calls)
                instructions = task.instructions if task.call_sid else ""
                shelf.save_task(replace(task, cancel_requested=True, instructions=instructions, calls=calls))
                count += 1
    return count


class FileShelf:
    """A folder of users' files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def users(self) -> list[str]:
        return [user_of(path) for path in self.files()]

    def files(self) -> list[Path]:
        return sorted(self._folder.glob("[!.]*.json"))

    def record(self, user_id: str) -> Record:
        path = self._folder / file_name(user_id)
        try:
            return record_of(StoredUser.model_validate_json(path.read_bytes()), edited_at(path))
        except ValidationError as exc:
            why = exc.errors(include_input=False, include_url=False)[0]["msg"]
            raise StoreDown(f"{path} cannot be read ({why}); mend it or take it out of the folder.") from exc
        except OSError as exc:
            if isinstance(exc, FileNotFoundError) and not path.is_symlink():  # a copy beside it, say
                raise StoreDown(misnamed(self._folder / f"{user_id}.json")) from exc
            raise unreadable(path, exc) from exc

    def save_task(self, task: Task) -> None:
        record = self.record(task.user_id)
        record.tasks[task.id] = task
        (self._folder / file_name(task.user_id)).unlink()
        self.put(task.user_id, record)

    def put(self, user_id: str, record: Record) -> None:
        path = self._folder / file_name(user_id)
        with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(stored(user_id, record).model_dump_json(indent=2).encode())
            file.flush()
            os.fsync(file.fileno())


class SqlShelf:
    """The engine's tables, in the transaction of `connection`; whoever opened it commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def users(self) -> list[str]:
        return list(self._connection.scalars(select(UserRow.id).order_by(UserRow.id)))

    def record(self, user_id: str) -> Record:
        facts = [
            Fact(row.section, row.key, row.value, row.source, row.at, row.conversation_id, row.task_id, row.turn)
            for row in self._rows(FactRow, user_id)
        ]
        dialogues = [_DIALOGUE.validate_python(row.body) for row in self._rows(DialogueRow, user_id, "saved")]
        tasks = [_TASK.validate_python(row.body) for row in self._rows(TaskRow, user_id)]
        return Record(
            seq=self._connection.scalar(select(UserRow.seq).where(UserRow.id == user_id)) or 0,
            facts={(fact.section, fact.key): fact for fact in facts},
            dialogues={dialogue.conversation_id: dialogue for dialogue in dialogues},
            tasks={task.id: task for task in tasks},
            journal=[
                Entry(row.seq, row.id, row.ts, user_id, row.type, row.data, row.conversation_id, row.task_id, row.v)
                for row in self._rows(EntryRow, user_id, "seq")
            ],
            claims={row.key for row in self._rows(ClaimRow, user_id)},
        )

    def put(self, user_id: str, record: Record) -> None:
        self._connection.execute(insert(UserRow).values(id=user_id, seq=record.seq))
        self._add(
            FactRow,
            user_id,
            [
                {
                    "section": fact.section,
                    "key": fact.key,
                    "value": fact.value,
                    "source": fact.source,
                    "at": fact.at,
                    "conversation_id": fact.conversation,
                    "task_id": fact.task,
                    "turn": fact.turn,
                }
                for fact in record.facts.values()
            ],
        )
        self._add(
            DialogueRow,
            user_id,
            [
                {"id": one.conversation_id, "saved": number, "body": _DIALOGUE.dump_python(one, mode="json")}
                for number, one in enumerate(record.dialogues.values(), start=1)
            ],
        )
        self._add(
            TaskRow,
            user_id,
            [
                {
                    "id": task.id,
                    "status": task.status.value,
                    "created_at": task.created_at,
                    "due_at": due_at(task),
                    "body": _TASK.dump_python(task, mode="json"),
                }
                for task in record.tasks.values()
            ],
        )
        self._add(
            EntryRow,
            user_id,
            [
                {
                    "seq": entry.seq,
                    "id": entry.id,
                    "ts": entry.ts,
                    "type": entry.type,
                    "conversation_id": entry.conversation,
                    "task_id": entry.task,
                    "data": entry.data,
                    "v": entry.v,
                }
                for entry in record.journal
            ],
        )
        self._add(ClaimRow, user_id, [{"key": key} for key in sorted(record.claims)])

    def save_task(self, task: Task) -> None:
        mine = TaskRow.user_id == task.user_id, TaskRow.id == task.id
        body = _TASK.dump_python(task, mode="json")
        values = {"status": task.status.value, "due_at": due_at(task), "body": body}
        self._connection.execute(update(TaskRow).where(*mine).values(values))

    def _rows(self, table: type[Table], user_id: str, order: str | None = None) -> Sequence[Any]:
        columns: Any = table.__table__
        wanted = select(columns).where(columns.c.user_id == user_id)
        return self._connection.execute(wanted.order_by(columns.c[order]) if order else wanted).all()

    def _add(self, table: type[Table], user_id: str, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), [{"user_id": user_id, **row} for row in rows])
