"""The few statements SQLite and PostgreSQL write each in their own dialect."""

from typing import Any

from sqlalchemy import Executable, inspect
from sqlalchemy.dialects import postgresql, sqlite

from ringback.engine.stores.models import Table, UserRow


def upsert(table: type[Table], row: dict[str, Any], dialect: str) -> Executable:
    """Insert the row, or put it in the place of the one with the same key."""
    keys = [column.name for column in inspect(table).primary_key]
    rest = [name for name in row if name not in keys]
    add = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(table).values(row)
    if not rest:
        return add.on_conflict_do_nothing()
    return add.on_conflict_do_update(index_elements=keys, set_={name: add.excluded[name] for name in rest})


def add_user(user_id: str, dialect: str) -> Executable:
    """Insert the user unless somebody else just did."""
    add = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return add(UserRow).values(id=user_id, seq=0).on_conflict_do_nothing()
