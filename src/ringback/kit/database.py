"""A database both services open alike: one SQLite file, or PostgreSQL, through SQLAlchemy.

On SQLite every transaction that may write begins IMMEDIATE, so that it never fails half-way for want of the lock;
a connection with the execution option `reading` takes a plain snapshot. Errors tell the statement and never what was
in it.

On PostgreSQL a peer that vanished is missed on both sides within half a minute, and a service that stands still in a
transaction loses it, and its locks, to the others. What the URL says of a connection comes first.
"""

import errno
from importlib.util import find_spec
from typing import Any

from pydantic import SecretStr
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from ringback.kit.errors import SettingsError

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_PRAGMAS = (
    "busy_timeout = 30000",
    "foreign_keys = ON",
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
)


APPLICATION = "ringback"
"""What the services' connections to PostgreSQL are called there."""


PRESENT = 0x52494E48
"""The advisory lock on PostgreSQL that services' connections share, and whoever replaces the data has alone."""


def with_driver(url: SecretStr) -> SecretStr:
    """The URL with the driver we use; empty stays empty. Raises `ValueError` for another kind of database."""
    if not url.get_secret_value():
        return url
    try:
        parsed = make_url(url.get_secret_value())
    except ArgumentError:
        raise ValueError("not a database URL") from None
    family = parsed.drivername.split("+")[0]
    if family not in _DRIVERS:
        raise ValueError("neither sqlite nor postgresql")
    return SecretStr(parsed.set(drivername=_DRIVERS[family]).render_as_string(hide_password=False))


IDLE_SECONDS = 10.0
"""How long a service's transaction may stand still."""
_REACH = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}
_SERVER_REACH = {"tcp_keepalives_idle": 10, "tcp_keepalives_interval": 5, "tcp_keepalives_count": 3}


def engine_of(url: str, idle_seconds: float = IDLE_SECONDS) -> AsyncEngine:
    """`url` names an async driver: `sqlite+aiosqlite:///…` or `postgresql+psycopg://…`.

    On PostgreSQL a transaction that stands still for so long is ended, and a lock is waited for twice as long; so is
    the end of a move or restore, by every connection.
    """
    _need_driver(url)
    idle = round(idle_seconds * 1000)
    patience = {"idle_in_transaction_session_timeout": idle, "lock_timeout": 2 * idle}
    arguments = _arguments(url, patience, application_name=APPLICATION)
    engine = create_async_engine(url, connect_args=arguments, hide_parameters=True)
    _use_house_rules(engine.sync_engine)
    if not is_embedded(engine):
        event.listen(engine.sync_engine, "connect", _show)
    return engine


def blocking_engine_of(url: str) -> Engine:
    """The same for a thread: `url` names an async driver, and is opened with the blocking one of its database.

    Migrations, moves and backups use it: their transactions and locks may take any time.
    """
    _need_driver(url)
    parsed = make_url(url)
    blocking = parsed.set(drivername=parsed.drivername.split("+")[0])
    engine = create_engine(blocking, connect_args=_arguments(url, {}), hide_parameters=True)
    _use_house_rules(engine)
    return engine


def _arguments(url: str, session: dict[str, int], **named: str) -> dict[str, Any]:
    """What a connection is opened with; `session` are settings of the server's side."""
    if url.startswith("sqlite"):
        return {}
    options = " ".join(f"-c {name}={value}" for name, value in {**_SERVER_REACH, **session}.items())
    given = make_url(url).query
    return {name: value for name, value in {**_REACH, "options": options, **named}.items() if name not in given}


def _need_driver(url: str) -> None:
    if not url.startswith("sqlite") and find_spec("psycopg") is None:
        raise SettingsError("DATABASE_URL: PostgreSQL needs the extra postgres: pip install 'ringback[postgres]'.")


def is_embedded(engine: AsyncEngine | Engine) -> bool:
    """One SQLite file: it has one writer at a time."""
    return engine.dialect.name == "sqlite"


def why_down(problem: BaseException) -> str:
    """What is wrong with the database or its disk, and the cure, in one sentence without anybody's data."""
    cause = problem.orig if isinstance(problem, DBAPIError) else problem
    if isinstance(cause, OSError):
        state = _ERRNOS.get(cause.errno or 0, "")
    else:
        told = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
        state = next((state for start, state in _STATES.items() if told.startswith(start)), "")
        if not told and isinstance(problem, OperationalError):
            state = "away"
    return _CURES.get(state, "The database cannot be used; look at DATABASE_URL, and at the log for the details.")


_CURES = {
    "full": "The disk is full, or a limit on the size of files is reached; free some space where DATA_DIR and the "
    "database are.",
    "read-only": "The database cannot be written: its disk, file or user may only read; let this user write to "
    "DATA_DIR and DATABASE_URL.",
    "no folder": "The database cannot be read or written: its folder cannot be made; look at DATA_DIR and "
    "DATABASE_URL.",
    "busy": "Another program has locked the database for too long; end it, or wait.",
    "broken": "The database file is damaged, or is no database (look at DATA_DIR and DATABASE_URL); restore the last "
    "backup (ringback data restore).",
    "away": "The database does not answer; look at DATABASE_URL, and whether the server runs.",
    "tables": "The database has not the tables it should have; look at DATABASE_URL, or restore the last backup.",
}
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_ERRNOS = {
    **dict.fromkeys(FULL, "full"),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), "read-only"),
    **dict.fromkeys((errno.ENOTDIR, errno.EEXIST, errno.EISDIR), "no folder"),
}
_STATES = {
    "SQLITE_FULL": "full",
    "SQLITE_IOERR": "full",
    "SQLITE_READONLY": "read-only",
    "SQLITE_CANTOPEN": "read-only",
    "SQLITE_BUSY": "busy",
    "SQLITE_LOCKED": "busy",
    "SQLITE_CORRUPT": "broken",
    "SQLITE_NOTADB": "broken",
    "SQLITE_ERROR": "tables",
    "53100": "full",
    "25006": "read-only",
    "57P": "away",
    "08": "away",
    "55P03": "busy",
    "42P01": "tables",
}
"""SQLite's error names and PostgreSQL's SQLSTATEs, by how they begin."""


def _use_house_rules(engine: Engine) -> None:
    if is_embedded(engine):
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Transactions are ours to begin; the driver's implicit ones would not be IMMEDIATE."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _show(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """PostgreSQL takes the lock back when the connection ends, however it ends."""
    try:
        cursor = connection.cursor()
        cursor.execute(f"SELECT pg_advisory_lock_shared({PRESENT})")
        cursor.close()
        connection.commit()
    except BaseException:
        connection.close()
        raise


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
