"""A database both services open alike: one SQLite file, or PostgreSQL, through SQLAlchemy.

On SQLite every transaction that may write begins IMMEDIATE, so that it never fails half-way for want of the lock;
a connection with the execution option `reading` takes a plain snapshot.
"""

from pydantic import SecretStr
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

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


def engine_of(url: str) -> AsyncEngine:
    """`url` names an async driver: `sqlite+aiosqlite:///…` or `postgresql+psycopg://…`."""
    named = {} if url.startswith("sqlite") else {"application_name": APPLICATION}
    engine = create_async_engine(url, connect_args=named)
    _use_house_rules(engine.sync_engine)
    return engine


def blocking_engine_of(url: str) -> Engine:
    """The same for a thread: `url` names an async driver, and is opened with the blocking one of its database."""
    parsed = make_url(url)
    engine = create_engine(parsed.set(drivername=parsed.drivername.split("+")[0]))
    _use_house_rules(engine)
    return engine


def is_embedded(engine: AsyncEngine | Engine) -> bool:
    """One SQLite file: it has one writer at a time."""
    return engine.dialect.name == "sqlite"


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


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
