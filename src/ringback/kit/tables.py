"""Tables as JSON values, a row each, so that rows can go from any of our databases to any other.

Rules:
1. Tables are taken as they are in the database, not as the code knows them: a dump fits the version it was made of.
2. Numbers a table gives by itself go on where they stood.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Connection, DateTime, MetaData, Table, func, insert, inspect, select, text

from ringback.kit.database import is_embedded

Line = dict[str, Any]
"""`{"table", "row": {…}}`, or `{"table", "given": N}`: the last number the table gave."""

_MANY = 500


def dump(connection: Connection, names: Sequence[str]) -> Iterator[Line]:
    """All rows of those of these tables that are there, parents first."""
    for table in _reflected(connection, names):
        for row in connection.execute(select(table), execution_options={"yield_per": _MANY}).mappings():
            yield {"table": table.name, "row": {name: _plain(value) for name, value in row.items()}}
        if (given := _given(connection, table)) is not None:
            yield {"table": table.name, "given": given}


def load(connection: Connection, names: Sequence[str], lines: Iterable[Line]) -> int:
    """Insert them; how many rows there were."""
    tables = {table.name: table for table in _reflected(connection, names)}
    rows: list[Line] = []
    count = 0

    def flush() -> None:
        if rows:
            connection.execute(insert(tables[rows[0]["table"]]), [_typed(tables, line) for line in rows])
            rows.clear()

    for line in lines:
        if rows and (len(rows) == _MANY or rows[0]["table"] != line["table"]):
            flush()
        if "given" in line:
            flush()
            _go_on_after(connection, tables[line["table"]], line["given"])
        else:
            rows.append(line)
            count += 1
    flush()
    return count


def digest(connection: Connection, names: Sequence[str]) -> tuple[int, str]:
    """How many rows there are, and a sum over their content, whatever their order."""
    count = total = 0
    for line in dump(connection, names):
        content = json.dumps(line, sort_keys=True).encode()
        total = (total + int.from_bytes(hashlib.sha256(content).digest())) % 2**256
        count += "row" in line
    return count, f"{total:064x}"


def _reflected(connection: Connection, names: Sequence[str]) -> list[Table]:
    there = [name for name in inspect(connection).get_table_names() if name in names]
    known = MetaData()
    known.reflect(connection, only=there)
    for table in known.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = JSON(none_as_null=True)
    return known.sorted_tables


def _plain(value: object) -> object:
    """SQLite has no time zones: what it keeps is UTC."""
    if isinstance(value, datetime):
        return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()
    return value


def _typed(tables: dict[str, Table], line: Line) -> dict[str, Any]:
    columns = tables[line["table"]].columns
    return {
        name: datetime.fromisoformat(value) if value and isinstance(columns[name].type, DateTime) else value
        for name, value in line["row"].items()
    }


def _given(connection: Connection, table: Table) -> int | None:
    """None for a table that gives no numbers, or gave none yet."""
    if not is_embedded(connection.engine):
        sequence = _sequence(connection, table)
        return (
            None
            if sequence is None
            else _number(connection, "SELECT pg_sequence_last_value(CAST(:name AS regclass))", sequence)
        )
    if connection.scalar(text("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'")) is None:
        return None
    return _number(connection, "SELECT seq FROM sqlite_sequence WHERE name = :name", table.name)


def _go_on_after(connection: Connection, table: Table, given: int) -> None:
    if is_embedded(connection.engine):
        values = {"name": table.name, "given": given}
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), values)
        connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :given)"), values)
    else:
        values = {"name": _sequence(connection, table), "given": given}
        connection.execute(text("SELECT setval(CAST(:name AS regclass), :given)"), values)


def _number(connection: Connection, query: str, name: str) -> int | None:
    found = connection.scalar(text(query), {"name": name})
    return None if found is None else int(found)


def _sequence(connection: Connection, table: Table) -> str | None:
    column = table.autoincrement_column
    if column is None:
        return None
    return connection.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
