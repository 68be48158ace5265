"""`ringback data backup` and `restore`: everything both services keep, in one ZIP file.

Rules:
1. A backup is made beside running services: an SQLite file by SQLite's online backup, PostgreSQL's tables in one
   snapshot, a row a line, users' files as they are. The engine's part is taken first: what it has ordered the
   call-handler knows.
2. The backup file appears whole or not at all, for its owner only, and never in the place of another.
3. Restoring refuses while a service runs, checks the whole file before it touches anything, and keeps what was there:
   in DATA_DIR/before-restore-<time>.
4. Whether an errand that was under way has been dialled since, the backup cannot know: it is cancelled, never dialled.
"""

import json
import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfileobj, move
from tempfile import TemporaryDirectory
from typing import IO, Any

from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from ringback.call_handler import guard, sessions, store
from ringback.engine.stores.file import LOCK
from ringback.engine.stores.layout import user_of
from ringback.engine.stores.models import MIGRATIONS
from ringback.engine.stores.shelves import FileShelf, SqlShelf, stop_all
from ringback.kit.database import blocking_engine_of, why_down
from ringback.kit.errors import Conflict, RingbackError
from ringback.kit.migrations import Migrations
from ringback.kit.presence import FileLock, alone, alone_on
from ringback.kit.tables import Line, dump, load

FORMAT = 1
MANIFEST = "manifest.json"
RECORDINGS = "recordings/"
USERS = "users/"
_ALL_OF_THEM = (guard.SqlGuard, store.SqlStore)
"""Their modules make the call-handler's tables known."""


class BackupFailed(RingbackError):
    code = "backup_failed"


class NoBackup(Conflict):
    """The file cannot be restored here."""

    code = "no_backup"


@dataclass(frozen=True, slots=True)
class Data:
    """Where everything is. `users` is the folder of users' files, or else they are in the database at `engine`."""

    engine: str
    """Empty when nothing is kept in a database."""
    users: Path | None
    call_handler: str
    folder: Path
    """DATA_DIR, with the recordings."""

    @property
    def kind(self) -> str:
        return "file" if self.users else _kind(self.engine) if self.engine else "memory"

    @property
    def databases(self) -> dict[str, list[Migrations]]:
        """Whose tables are in which: the engine's first."""
        found: dict[str, list[Migrations]] = {}
        for url, migrations in ((self.engine, MIGRATIONS), (self.call_handler, sessions.MIGRATIONS)):
            if url:
                found.setdefault(url, []).append(migrations)
        return found


@dataclass(frozen=True, slots=True)
class Saved:
    databases: int
    users: int
    """Files of users; 0 when they are in a database."""
    recordings: int


def _kind(url: str) -> str:
    return "sqlite" if url.startswith("sqlite") else "postgresql"


# --- backup


def backup(data: Data, file: Path) -> Saved:
    if file.exists():
        raise BackupFailed(f"{file} exists already; name another file.")
    if not os.access(file.parent, os.W_OK | os.X_OK):
        raise BackupFailed(f"The folder {file.parent} is not there or cannot be written; name a file in another one.")
    aside = file.with_name(f".{file.name}.part")
    try:
        with _private(aside) as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
            saved = _save(data, archive, file.parent)
        os.link(aside, file)
        _sync_folder(file.parent)
    except FileExistsError:
        raise BackupFailed(f"{file} exists already; name another file.") from None
    except (SQLAlchemyError, sqlite3.Error, OSError) as exc:
        raise BackupFailed(f"No backup was made: {why_down(exc)}") from exc
    finally:
        aside.unlink(missing_ok=True)
    return saved


def _save(data: Data, archive: zipfile.ZipFile, room: Path) -> Saved:
    users = FileShelf(data.users).files() if data.users else []
    for path in users:
        FileShelf(path.parent).record(user_of(path))  # raises when it cannot be read
        archive.writestr(f"{USERS}{path.name}", path.read_bytes())
    versions: dict[str, str] = {}
    names: dict[str, str] = {}
    for number, (url, owners) in enumerate(data.databases.items(), start=1):
        if not _exists(url):
            continue
        names[url] = f"database-{number}." + ("db" if _kind(url) == "sqlite" else "jsonl")
        if _kind(url) == "sqlite":
            versions |= _save_file(Path(make_url(url).database or ""), owners, archive, names[url], room)
        else:
            versions |= _save_tables(url, owners, archive, names[url])
    recordings = sorted((data.folder / "recordings").glob("*.ulaw"))
    for path in recordings:
        archive.write(path, f"{RECORDINGS}{path.name}")
    if not (users or names or recordings):
        raise BackupFailed("There is nothing to back up; look at DATA_DIR, DATABASE_URL and CONTEXT_STORE.")
    manifest = {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(),
        "engine": {"kind": data.kind, "database": names.get(data.engine)},
        "call_handler": {"kind": _kind(data.call_handler), "database": names.get(data.call_handler)},
        "versions": versions,
    }
    archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
    return Saved(len(names), len(users), len(recordings))


def _save_file(path: Path, owners: list[Migrations], archive: zipfile.ZipFile, name: str, room: Path) -> dict[str, str]:
    """SQLite's online backup, beside whoever writes; every page of the copy is checked."""
    with TemporaryDirectory(dir=room, prefix=".backup-") as folder:
        copy = Path(folder) / name
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        with closing(sqlite3.connect(copy)) as made:
            _refuse_damaged(made, f"{path} is damaged; no backup was made of it. Restore the last good one.")
        archive.write(copy, name)
        engine = blocking_engine_of(f"sqlite+aiosqlite:///{copy}")
        try:
            with engine.connect() as connection:
                return _versions(connection, owners)
        finally:
            engine.dispose()


def _refuse_damaged(database: sqlite3.Connection, sentence: str) -> None:
    try:
        sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        raise NoBackup(sentence)


def _save_tables(url: str, owners: list[Migrations], archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    engine = blocking_engine_of(url)
    try:
        with engine.connect().execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        ) as connection:
            with archive.open(name, "w", force_zip64=True) as lines:
                for line in dump(connection, _tables(owners)):
                    lines.write(json.dumps(line).encode() + b"\n")
            return _versions(connection, owners)
    finally:
        engine.dispose()


def _tables(owners: list[Migrations]) -> list[str]:
    return [name for one in owners for name in one.tables.tables]


def _versions(connection: Connection, owners: list[Migrations]) -> dict[str, str]:
    return {one.version_table: version for one in owners if (version := one.version(connection))}


# --- restore


@dataclass(frozen=True, slots=True)
class Restored:
    made_at: str
    kept: Path | None
    """Where what was there before is; None when there was nothing."""
    saved: Saved
    stopped: int
    """Errands that were under way when the backup was made."""


def restore(data: Data, file: Path) -> Restored:
    try:
        with ExitStack() as held:
            archive = held.enter_context(_opened(file))
            manifest = _manifest(archive, file)
            _refuse_other_kinds(data, manifest)
            for url in data.databases:
                held.enter_context(alone_on(url))
            if data.users:
                held.enter_context(alone(FileLock(data.users / LOCK)))
            new = Path(held.enter_context(TemporaryDirectory(dir=_made(data.folder), prefix=".restore-")))
            _unpack(archive, new)
            return _put(data, manifest, new)
    except (SQLAlchemyError, sqlite3.Error, OSError) as exc:
        raise NoBackup(f"Not restored: {why_down(exc)}") from exc


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    if not file.is_file():
        raise NoBackup(f"There is no file {file}.")
    try:
        with zipfile.ZipFile(file) as archive:
            if archive.testzip() is not None:
                raise NoBackup(f"{file} is damaged; nothing was restored. Take another backup.")
            yield archive
    except zipfile.BadZipFile:
        raise NoBackup(f"{file} is no backup, or is damaged; nothing was restored. Take another one.") from None


def _manifest(archive: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    if MANIFEST not in archive.namelist():
        raise NoBackup(f"{file} is no backup that `ringback data backup` made.")
    manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if manifest["format"] != FORMAT:
        raise NoBackup(f"{file} was made by a newer Ringback; restore it with that one.")
    return manifest


def _refuse_other_kinds(data: Data, manifest: dict[str, Any]) -> None:
    """What was in one kind of store goes back into that kind; `ringback data move` goes on from there."""
    theirs, ours = manifest["engine"]["kind"], data.kind
    if theirs != ours:
        raise NoBackup(
            f"The backup is of users' data in {theirs}, the settings say {ours}. Set CONTEXT_STORE and DATABASE_URL as "
            "they were, restore, then move the data (ringback data move)."
        )
    theirs, ours = manifest["call_handler"]["kind"], _kind(data.call_handler)
    if theirs != ours:
        raise NoBackup(
            f"The backup is of a call-handler with {theirs}, the settings say {ours}; set DATABASE_URL as it was."
        )
    shared = manifest["engine"]["database"] == manifest["call_handler"]["database"] is not None
    both = bool(manifest["engine"]["database"] and manifest["call_handler"]["database"])
    if both and shared != (data.engine == data.call_handler):
        raise NoBackup("The services shared one database, or did not, unlike now; set DATABASE_URL as it was.")
    for one in (MIGRATIONS, sessions.MIGRATIONS):
        if (manifest["versions"].get(one.version_table) or "") > one.latest:
            raise NoBackup("The backup was made by a newer Ringback; restore it with that one.")


def _unpack(archive: zipfile.ZipFile, folder: Path) -> None:
    (folder / "users").mkdir(mode=0o700)
    (folder / "recordings").mkdir(mode=0o700)
    for name in archive.namelist():
        path = folder / name
        if name == MANIFEST or path.parent not in (folder, folder / "users", folder / "recordings"):
            continue
        with archive.open(name) as packed, _private(path) as file:
            copyfileobj(packed, file)
    for path in folder.glob("*.db"):
        with closing(sqlite3.connect(path)) as database:
            _refuse_damaged(database, "A database in the backup is damaged; nothing was restored. Take another backup.")


def _put(data: Data, manifest: dict[str, Any], new: Path) -> Restored:
    kept = data.folder / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
    names = {data.engine: manifest["engine"]["database"], data.call_handler: manifest["call_handler"]["database"]}
    stopped = stop_all(FileShelf(new / "users"))
    databases = 0
    for url, owners in data.databases.items():
        if names.get(url) is None:
            continue
        databases += 1
        if _kind(url) == "sqlite":
            with _begun(f"sqlite+aiosqlite:///{new / names[url]}") as connection:
                stopped += _up_to_date(connection, owners)
            path = Path(make_url(url).database or "")
            for ending in ("", "-wal", "-shm"):
                _keep(path.with_name(path.name + ending), kept)
            _put_files([], [(new / names[url]).rename(new / path.name)], path.parent, kept)
        else:
            stopped += _put_tables(url, owners, new / names[url], manifest["versions"], kept)
    users, recordings = sorted((new / "users").iterdir()), sorted((new / "recordings").iterdir())
    if data.users:
        _put_files(FileShelf(data.users).files(), users, data.users, kept / "users")
    sounds = data.folder / "recordings"
    _put_files(sorted(sounds.glob("*.ulaw")), recordings, sounds, kept / "recordings")
    saved = Saved(databases, len(users), len(recordings))
    return Restored(manifest["made_at"], kept if kept.exists() else None, saved, stopped)


def _put_files(old: list[Path], new: list[Path], folder: Path, kept: Path) -> None:
    for path in old:
        _keep(path, kept)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in new:
        beside = folder / f".{path.name}.new"
        move(path, beside)
        beside.replace(folder / path.name)
    _sync_folder(folder)


def _keep(path: Path, kept: Path) -> None:
    if not path.exists():
        return
    place = _made(kept) / path.name
    while place.exists():
        place = place.with_name(f"other-{place.name}")
    move(path, place)


def _put_tables(url: str, owners: list[Migrations], file: Path, versions: dict[str, str], kept: Path) -> int:
    """In one transaction: what is there goes into a file, the tables become those of the backup, then up to date."""
    names = _tables(owners)
    with _begun(url) as connection:
        with _private(_made(kept) / file.name) as lines:
            for line in dump(connection, names):
                lines.write(json.dumps(line).encode() + b"\n")
        for one in owners:
            one.bring(connection)
            one.bring(connection, "base")
            one.bring(connection, versions.get(one.version_table, "0001"))
        with file.open(encoding="utf-8") as rows:
            load(connection, names, (_line(row) for row in rows))
        return _up_to_date(connection, owners)


def _up_to_date(connection: Connection, owners: list[Migrations]) -> int:
    """The tables of this version, and no errand under way; how many there were."""
    for one in owners:
        one.bring(connection)
    return stop_all(SqlShelf(connection)) if MIGRATIONS in owners else 0


@contextmanager
def _begun(url: str) -> Iterator[Connection]:
    """One transaction, kept when the block ends."""
    engine = blocking_engine_of(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _line(row: str) -> Line:
    line: Line = json.loads(row)
    return line


# --- files


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    """For its owner only; on the disk when the block ends."""
    path.unlink(missing_ok=True)
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _exists(url: str) -> bool:
    return _kind(url) != "sqlite" or Path(make_url(url).database or "").is_file()
