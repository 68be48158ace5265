"""Who works on stored data now, so that nobody puts other data under a running service.

Rules:
1. A service shows itself while its store is open: by a shared lock on a file beside the data, which the system takes
   away when the process dies, or on PostgreSQL by the name of its connections.
2. Who replaces data does so alone, or not at all; while that goes on no service starts on them.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url

from ringback.kit.database import APPLICATION, blocking_engine_of
from ringback.kit.errors import Conflict

_OTHERS = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = :name")


class InUse(Conflict):
    """Somebody else works on these data."""

    code = "in_use"


class FileLock:
    """A lock of this object's own on a file, made if need be: shared by several holders, or held alone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def take(self, *, shared: bool = False) -> bool:
        """False, at once, when others hold it."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.release()
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            os.close(file)


class Presence:
    """A service's own, on the database at `url`."""

    def __init__(self, url: str) -> None:
        self._lock = lock_of(url)

    def enter(self) -> None:
        if self._lock is not None and not self._lock.take(shared=True):
            raise InUse("The data are being moved or restored; start again when that is done.")

    def leave(self) -> None:
        if self._lock is not None:
            self._lock.release()


def lock_of(url: str) -> FileLock | None:
    """None for a database that is no file."""
    parsed = make_url(url)
    return FileLock(Path(f"{parsed.database}.lock")) if parsed.drivername.startswith("sqlite") else None


@contextmanager
def alone_on(url: str) -> Iterator[None]:
    """No service works on the database until the block ends; raises `InUse` when one does."""
    lock = lock_of(url)
    if lock is None:
        engine = blocking_engine_of(url)
        with engine.connect() as connection:
            others = connection.scalar(_OTHERS, {"name": APPLICATION})
        engine.dispose()
        if others:
            raise _in_use()
        yield
        return
    with alone(lock):
        yield


@contextmanager
def alone(lock: FileLock) -> Iterator[None]:
    if not lock.take():
        raise _in_use()
    try:
        yield
    finally:
        lock.release()


def _in_use() -> InUse:
    return InUse("A service works on these data; stop the engine and the call-handler first.")
