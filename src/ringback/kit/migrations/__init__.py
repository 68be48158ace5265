"""A service's tables, brought to the version its code knows before anything uses them.

Rules:
1. Each service counts versions of its own tables in a table of its own: one database may hold the tables of both, and
   of other libraries, which are left alone.
2. Of processes that start together one migrates and the others wait: by an advisory lock on PostgreSQL, by the write
   lock on SQLite. It is one transaction: a version is there whole or not at all.
3. Tables that were made before versions were counted are those of the first version.
4. A version this code does not know ends the start.
"""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, MetaData, column, inspect, select, table, text

from ringback.kit.database import blocking_engine_of, is_embedded
from ringback.kit.errors import RingbackError

_ADVISORY_LOCK = 0x52494E47
_ONE_AT_A_TIME = Lock()
"""Alembic's `context` and `op` are one a process."""


class WrongVersion(RingbackError):
    """The database was made by another version of the code than this one can bring up to date."""

    code = "wrong_version"
    status = 503


@dataclass(frozen=True, slots=True)
class Migrations:
    """`folder` holds the revisions, `latest` is the last of them, `tables` what they lead to."""

    folder: Path
    latest: str
    version_table: str
    tables: MetaData

    def version(self, connection: Connection) -> str | None:
        """None for a database without versions."""
        if not inspect(connection).has_table(self.version_table):
            return None
        return connection.scalar(select(table(self.version_table, column("version_num")).c.version_num))

    def bring(self, connection: Connection, to: str = "head") -> None:
        """Migrate up or down within the connection's transaction; it does not commit."""
        if not is_embedded(connection.engine):
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        now = self.version(connection)
        if to == "head" and now == self.latest:
            return
        from alembic import command
        from alembic.script import ScriptDirectory

        config = self._config(connection)
        known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
        if now is not None and now not in known:
            raise WrongVersion(
                f"The database has version {now}, this program knows {self.latest} at most: it was made by a newer "
                "Ringback. Start that one, or restore a backup of before (ringback data restore)."
            )
        upwards = to == "head" or now is None or now < to != "base"
        with _ONE_AT_A_TIME:
            (command.upgrade if upwards else command.downgrade)(config, to)
        if now is None and to == "head":
            self._refuse_strangers(connection)

    def is_ours(self, thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
        """Alembic's `include_object`: other libraries' tables are none of our business."""
        return kind != "table" or name in self.tables.tables

    def _config(self, connection: Connection) -> Any:
        from alembic.config import Config

        config = Config()
        config.set_main_option("path_separator", "newline")
        config.set_main_option("script_location", _literal(Path(__file__).parent))
        config.set_main_option("version_locations", _literal(self.folder))
        config.attributes.update(connection=connection, migrations=self)
        return config

    def _refuse_strangers(self, connection: Connection) -> None:
        """Tables of before versions were counted may be older than the first version."""
        found = inspect(connection)
        for name, ours in self.tables.tables.items():
            missing = {column.name for column in ours.columns} - {column["name"] for column in found.get_columns(name)}
            if missing:
                raise WrongVersion(
                    f"The database's table {name} has no column {min(missing)}: it was made by a Ringback too old to "
                    "be brought up to date. Set DATA_DIR or DATABASE_URL to an empty one."
                )


def prepare(url: str, migrations: Migrations) -> None:
    """Make the database's folder and bring its tables up to date; blocks. `url` names an async driver."""
    engine = blocking_engine_of(url)
    try:
        if is_embedded(engine) and engine.url.database:
            Path(engine.url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with engine.begin() as connection:
            migrations.bring(connection)
    finally:
        engine.dispose()


def probe(url: str, migrations: Migrations) -> None:
    """Write something that changes nothing, on a connection of its own; blocks, and raises when it cannot be written.

    On SQLite it waits two seconds for whoever holds the lock: less than who asks whether we are ready.
    """
    versions = table(migrations.version_table, column("version_num"))
    engine = blocking_engine_of(url)
    try:
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            if is_embedded(engine) and driver is not None:
                driver.execute("PRAGMA busy_timeout = 2000")
            connection.execute(versions.update().values(version_num=versions.c.version_num))
            connection.commit()
    finally:
        engine.dispose()


def _literal(path: Path) -> str:
    return str(path).replace("%", "%%")
