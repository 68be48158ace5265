"""Who works on stored data now, so that nobody puts other data under a running service.

Rules:
1. A service shows itself while its store is open: by a shared lock on a file beside the data, which the system takes
   away when the process dies, or on PostgreSQL by one that each of its connections holds, every later one too.
2. Who replaces data does so alone, or not at all; while that goes on no service starts on them.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import TextClause, text
from sqlalchemy.engine import make_url

from ringback.kit.database import PRESENT, blocking_engine_of
from ringback.kit.errors import Conflict

_SHARED = text("SELECT pg_try_advisory_lock_shared(:key)")
_ALONE = text("SELECT pg_try_advisory_lock(:key)")


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
        self._url = url
        self._lock = lock_of(url)

    def enter(self) -> None:
        if not (self._lock.take(shared=True) if self._lock is not None else self._is_free()):
            raise InUse("The data are being moved or restored; start again when that is done.")

    def leave(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def _is_free(self) -> bool:
        with _locked(self._url, _SHARED) as free:
            return free


def lock_of(url: str) -> FileLock | None:
    """None for a database that is no file."""
    parsed = make_url(url)
    return FileLock(Path(f"{parsed.database}.lock")) if parsed.drivername.startswith("sqlite") else None


@contextmanager
def alone_on(url: str) -> Iterator[None]:
    """No service works on the database until the block ends; raises `InUse` when one does."""
    lock = lock_of(url)
    if lock is not None:
        with alone(lock):
            yield
        return
    with _locked(url, _ALONE) as locked:
        if not locked:
            raise _in_use()
        yield


@contextmanager
def _locked(url: str, wanted: TextClause) -> Iterator[bool]:
    """Whether PostgreSQL gave the lock at once; it is held until the block ends, outside any transaction."""
    engine = blocking_engine_of(url)
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield bool(connection.scalar(wanted, {"key": PRESENT}))
    finally:
        engine.dispose()


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
