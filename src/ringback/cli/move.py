"""`ringback data move`: all users from one store to another, and the call-handler's tables with them, without loss.

Rules:
1. Nobody works on either side meanwhile. The source is only read.
2. A database takes it all in one transaction; a folder is filled aside and then renamed. So after an interruption there
   is nothing at the target, or all of it: then moving again finds that and only says so.
3. A target that holds anything else is refused.
4. What arrived is read back and compared with the source, user by user and row by row.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from pydantic import SecretStr
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from ringback.call_handler import guard, sessions, store
from ringback.engine.stores.file import LOCK
from ringback.engine.stores.models import MIGRATIONS
from ringback.engine.stores.shelves import FileShelf, Shelf, SqlShelf
from ringback.kit.database import blocking_engine_of, is_embedded, why_down, with_driver
from ringback.kit.errors import Conflict, RingbackError, SettingsError
from ringback.kit.migrations import Migrations
from ringback.kit.presence import FileLock, alone, alone_on
from ringback.kit.tables import digest, dump, load

HANDLER: Migrations = sessions.MIGRATIONS
_ALL_OF_THEM = (guard.SqlGuard, store.SqlStore)
"""Their modules make the call-handler's tables known."""


class TargetNotEmpty(Conflict):
    code = "target_not_empty"


class MoveFailed(RingbackError):
    code = "move_failed"


@dataclass(frozen=True, slots=True)
class Place:
    """Where users' data are: a database's URL, or the folder of users' files."""

    url: str = ""
    folder: Path | None = None

    def __str__(self) -> str:
        """As one writes it, without the password."""
        if self.folder:
            return str(self.folder)
        url = make_url(self.url)
        return url.set(drivername=url.drivername.split("+")[0]).render_as_string(hide_password=True)


@dataclass(frozen=True, slots=True)
class Moved:
    users: int
    rows: int
    """Of the call-handler's tables."""
    already: bool
    """It was all there before."""


def place(text: str, setting: str) -> Place:
    """A database's URL, or a DATA_DIR whose users are in files."""
    if "://" not in text:
        return Place(folder=Path(text) / "users")
    try:
        return Place(with_driver(SecretStr(text)).get_secret_value())
    except ValueError as exc:
        raise SettingsError(f"{setting}: {exc}; give sqlite:///path, postgresql://user@host/name or a folder.") from exc


def move(source: Place, target: Place, handler: str) -> Moved:
    """`handler` is the URL of the call-handler's database; its tables go along to a target that is another database."""
    if source == target:
        raise SettingsError(f"The data are in {target} already; name another target.")
    if source.url and not _exists(source.url):
        raise SettingsError(f"There is no database at {source}.")
    if source.folder and not source.folder.is_dir():
        raise SettingsError(f"There is no folder {source}.")
    calls = handler if target.url and handler != target.url and _exists(handler) else ""
    try:
        with ExitStack() as held:
            for url in dict.fromkeys(url for url in (source.url, target.url, calls) if url):
                held.enter_context(alone_on(url))
            if source.folder:
                held.enter_context(alone(FileLock(source.folder / LOCK)))
            read = {url: held.enter_context(_read_only(url)) for url in {source.url, calls} - {""}}
            if source.url:
                MIGRATIONS.bring(read[source.url])
            if calls:
                HANDLER.bring(read[calls])
            users: Shelf = FileShelf(source.folder) if source.folder else SqlShelf(read[source.url])
            return _to_folder(users, target.folder) if target.folder else _to_database(users, read.get(calls), target)
    except (SQLAlchemyError, OSError) as exc:
        raise MoveFailed(f"Nothing was moved: {why_down(exc)}") from exc


def _to_database(source: Shelf, calls: Connection | None, target: Place) -> Moved:
    names = list(HANDLER.tables.tables)
    engine = blocking_engine_of(target.url)
    if engine.url.drivername.startswith("sqlite"):
        Path(engine.url.database or "").parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with engine.begin() as connection:
            MIGRATIONS.bring(connection)
            shelf = SqlShelf(connection)
            HANDLER.bring(connection)
            empty = not shelf.users() and (calls is None or digest(connection, names)[0] == 0)
            if empty:
                _copy(source, shelf)
                if calls is not None:
                    load(connection, names, dump(calls, names))
        with engine.connect() as connection:
            same = _same(source, SqlShelf(connection))
            there = digest(connection, names)
            same = same and (calls is None or digest(calls, names) == there)
            return _said(source, there[0] if calls is not None else 0, same=same, empty=empty, target=target)
    finally:
        engine.dispose()


def _to_folder(source: Shelf, folder: Path) -> Moved:
    empty = not (folder.exists() and any(path.name != LOCK for path in folder.iterdir()))
    if empty:
        aside = folder.with_name(f".{folder.name}.moving")
        rmtree(aside, ignore_errors=True)
        aside.mkdir(mode=0o700, parents=True)
        _copy(source, FileShelf(aside))
        (folder / LOCK).unlink(missing_ok=True)
        aside.rename(folder)
    same = _same(source, FileShelf(folder))
    return _said(source, 0, same=same, empty=empty, target=Place(folder=folder))


def _copy(source: Shelf, target: Shelf) -> None:
    for user in source.users():
        target.put(user, source.record(user))


def _same(one: Shelf, other: Shelf) -> bool:
    """The same users with the same data; dialogues also in the same order."""
    if sorted(one.users()) != sorted(other.users()):
        return False
    for user in one.users():
        ours, theirs = one.record(user), other.record(user)
        if ours != theirs or list(ours.dialogues) != list(theirs.dialogues):
            return False
    return True


def _said(source: Shelf, rows: int, *, same: bool, empty: bool, target: Place) -> Moved:
    if not same and empty:
        raise MoveFailed(f"What is in {target} now is not what was moved; do not use it, and report this.")
    if not same:
        raise TargetNotEmpty(f"{target} holds other data already; nothing was moved. Name an empty target.")
    return Moved(len(source.users()), rows, already=not empty)


@contextmanager
def _read_only(url: str) -> Iterator[Connection]:
    """One transaction, which sees one moment and is rolled back, whatever is done in it: the source stays as it is."""
    engine = blocking_engine_of(url)
    try:
        with engine.connect() as connection:
            if not is_embedded(engine):
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection
    finally:
        engine.dispose()


def _exists(url: str) -> bool:
    parsed = make_url(url)
    return not parsed.drivername.startswith("sqlite") or Path(parsed.database or "").is_file()
