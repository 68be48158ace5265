"""The SQL store's statements, each made once: what is asked is handed in as parameters, `me` (the user) to all."""

from functools import cache
from typing import Any

from sqlalchemy import Executable, and_, bindparam, delete, exists, func, inspect, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from ringback.engine.stores.models import ClaimRow, DialogueRow, EntryRow, FactRow, LeaseRow, Table, TaskRow, UserRow
from ringback.engine.task import RUNNING

_ME: Any = bindparam("me")

HOLD = select(UserRow.seq).where(UserRow.id == _ME).with_for_update()
LAST = select(UserRow.seq).where(UserRow.id == _ME)
COUNT = update(UserRow).where(UserRow.id == _ME).values(seq=bindparam("last"))

DIALOGUE = select(DialogueRow.body).where(DialogueRow.user_id == _ME, DialogueRow.id == bindparam("id"))
DIALOGUES = select(DialogueRow.body).where(DialogueRow.user_id == _ME).order_by(DialogueRow.saved.desc())
TASK = select(TaskRow.body).where(TaskRow.user_id == _ME, TaskRow.id == bindparam("id"))
TASKS = (
    select(TaskRow.body)
    .where(TaskRow.user_id == _ME)
    .order_by(TaskRow.created_at.desc(), TaskRow.id.desc())
    .limit(bindparam("limit"))
)
FACTS = select(FactRow.__table__).where(FactRow.user_id == _ME).order_by(FactRow.section, FactRow.key)
FORGET = delete(FactRow).where(
    FactRow.user_id == _ME, FactRow.section == bindparam("of"), FactRow.key == bindparam("named")
)
CLAIM = select(ClaimRow.key).where(ClaimRow.user_id == _ME, ClaimRow.key == bindparam("key"))
ENTRIES = (
    select(EntryRow.__table__)
    .where(EntryRow.user_id == _ME, EntryRow.seq > bindparam("after"))
    .order_by(EntryRow.seq)
    .limit(bindparam("limit"))
)
ENTRIES_OF_TASK = ENTRIES.where(EntryRow.task_id == bindparam("task"))
ENTRIES_OF_CONVERSATION = ENTRIES.where(EntryRow.conversation_id == bindparam("conversation"))

DUE = (
    select(TaskRow.user_id, TaskRow.id.label("task_id"))
    .where(
        TaskRow.due_at <= bindparam("now"),
        ~exists().where(
            LeaseRow.user_id == TaskRow.user_id,
            LeaseRow.task_id == TaskRow.id,
            LeaseRow.until > bindparam("now"),
            LeaseRow.until <= bindparam("far"),
        ),
    )
    .order_by(TaskRow.due_at, TaskRow.created_at)
    .limit(bindparam("limit"))
)
"""Tasks somebody must take up."""
_MINE = LeaseRow.owner == _ME, LeaseRow.task_id.in_(bindparam("these", expanding=True))
RENEW = update(LeaseRow).where(*_MINE).values(until=bindparam("new")).returning(LeaseRow.task_id)
RELEASE = delete(LeaseRow).where(*_MINE)

_UNDER_WAY = TaskRow.status.in_([status.value for status in RUNNING])
UNDER_WAY = select(TaskRow.user_id, TaskRow.id).where(_UNDER_WAY)
STOPPING = (
    select(TaskRow.id)
    .join(LeaseRow, and_(LeaseRow.user_id == TaskRow.user_id, LeaseRow.task_id == TaskRow.id))
    .where(
        LeaseRow.owner == _ME,
        _UNDER_WAY,
        TaskRow.body["cancel_requested"].as_boolean(),
    )
)

USERS = select(UserRow.id).order_by(UserRow.id)

_RUNNING = select(TaskRow.id).where(TaskRow.user_id == _ME, _UNDER_WAY)
_LATER = aliased(EntryRow)
_KEPT = select(TaskRow.id).where(
    TaskRow.user_id == _ME,
    or_(
        _UNDER_WAY,
        TaskRow.due_at.is_not(None),
        TaskRow.created_at >= bindparam("at"),
        exists().where(_LATER.user_id == _ME, _LATER.task_id == TaskRow.id, _LATER.ts >= bindparam("before")),
    ),
)
"""Tasks that are under way, that owe the user something, or to which something happened since."""
_OLD_ENTRIES = delete(EntryRow).where(EntryRow.user_id == _ME, EntryRow.ts < bindparam("before"))
_NAMED = select(EntryRow.conversation_id).where(EntryRow.user_id == _ME, EntryRow.conversation_id.is_not(None))
_EMPTY = delete(DialogueRow).where(DialogueRow.user_id == _ME, DialogueRow.id.not_in(_NAMED))
OLD_OF_KINDS = (
    _OLD_ENTRIES.where(
        EntryRow.type.in_(bindparam("kinds", expanding=True)),
        or_(EntryRow.task_id.is_(None), EntryRow.task_id.not_in(_RUNNING)),
    ),
)
OLD = (
    _OLD_ENTRIES.where(or_(EntryRow.task_id.is_(None), EntryRow.task_id.not_in(_KEPT))),
    delete(TaskRow).where(TaskRow.user_id == _ME, TaskRow.id.not_in(_KEPT)),
    _EMPTY,
)
ERASE_ENTRIES_OF_TASK = delete(EntryRow).where(
    EntryRow.user_id == _ME,
    or_(EntryRow.task_id == bindparam("one"), EntryRow.seq.in_(bindparam("seqs", expanding=True))),
)
ERASE_TASK = (delete(TaskRow).where(TaskRow.user_id == _ME, TaskRow.id == bindparam("one")), _EMPTY)

_NEXT_SAVE = (
    select(func.coalesce(func.max(DialogueRow.saved), 0) + 1).where(DialogueRow.user_id == _ME).scalar_subquery()
)


@cache
def upsert(table: type[Table], dialect: str) -> Executable:
    """Insert a row, or put it in the place of the one with the same key; dialogues are numbered by their saves."""
    keys = [column.name for column in inspect(table).primary_key]
    rest = [column.name for column in inspect(table).columns if column.name not in keys]
    add = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(table)
    if table is DialogueRow:
        add = add.values(saved=_NEXT_SAVE)
    if not rest:
        return add.on_conflict_do_nothing()
    return add.on_conflict_do_update(index_elements=keys, set_={name: add.excluded[name] for name in rest})


@cache
def add_user(dialect: str) -> Executable:
    """Insert the user unless somebody else just did."""
    add = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return add(UserRow).values(id=bindparam("me"), seq=0).on_conflict_do_nothing()


@cache
def take(dialect: str) -> Executable:
    """Lease a task unless it is somebody's; of those that try at once one gets a row back."""
    add = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(LeaseRow)
    return add.on_conflict_do_update(
        index_elements=["user_id", "task_id"],
        set_={"owner": add.excluded.owner, "until": add.excluded.until},
        where=or_(LeaseRow.until <= bindparam("now"), LeaseRow.until > bindparam("far")),
    ).returning(LeaseRow.task_id)
