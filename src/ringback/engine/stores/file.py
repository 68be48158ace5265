"""Users' data in one readable JSON file a user, meant to be opened and edited by hand.

Rules:
1. A file is replaced whole (write aside, fsync, rename): a crash leaves the old one or the new one.
2. An edit made by hand is picked up by the next unit. Facts may be written short: `"profile": {"name": "Dana"}`.
3. A file that makes no sense is named, kept aside under another name and never overwritten; work goes on from the last
   state this process knows, or from nothing. What was kept aside goes when its user erases everything.
4. A file that cannot be read or kept aside is named, and left as it is: nothing is done for its user until it is
   mended, and everybody else's work goes on.
5. One process at a time works on a folder.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import ParamSpec, TypeVar

import structlog
from pydantic import ValidationError

from ringback.engine.ports import Clock, Entry, Ids, StoreDown, Unit
from ringback.engine.stores.layout import (
    StoredUser,
    edited_at,
    file_name,
    is_named,
    misnamed,
    record_of,
    stored,
    unreadable,
    user_of,
)
from ringback.engine.stores.record import Leases, Record, RecordUnit
from ringback.kit.database import FULL, why_down
from ringback.kit.logs import say
from ringback.kit.presence import FileLock

log = structlog.get_logger()

LOCK = ".lock"

P = ParamSpec("P")
T = TypeVar("T")

Signature = tuple[int, int, int] | None


def _signature(path: Path) -> Signature:
    """None when there is no file; raises `StoreDown` when it cannot be known."""
    try:
        found = path.stat()
    except FileNotFoundError as exc:
        if path.is_symlink():
            raise unreadable(path, exc) from exc
        return None
    except OSError as exc:
        raise unreadable(path, exc) from exc
    return found.st_ino, found.st_mtime_ns, found.st_size


class FileStore:
    def __init__(self, folder: Path, clock: Clock, ids: Ids) -> None:
        self._folder = folder
        self._lock = FileLock(folder / LOCK)
        self._clock = clock
        self._ids = ids
        self._known: dict[str, tuple[Signature, Record]] = {}
        self._leases = Leases()
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._disk = threading.Lock()
        self._told: set[str] = set()
        """What was last said of files that cannot be used."""

    @asynccontextmanager
    async def unit(self, user_id: str) -> AsyncIterator[Unit]:
        async with self._locks[user_id]:
            signature, record = await _on_disk(self._load, user_id)
            unit = RecordUnit(user_id, record.copy(), self._clock, self._ids)
            yield unit
            if unit.changed:
                await _on_disk(self._save, user_id, unit.record, signature)
            if unit.erased:
                await _on_disk(self._drop_aside, user_id)

    async def entries(self, user_id: str, after: int = 0, limit: int = 200) -> list[Entry]:
        _, record = await _on_disk(self._load, user_id)
        return record.after(after, limit)

    async def last(self, user_id: str) -> int:
        _, record = await _on_disk(self._load, user_id)
        return record.seq

    async def users(self) -> list[str]:
        return await _on_disk(lambda: [user_of(path) for path in self._files() if is_named(path)])

    async def running(self) -> list[tuple[str, str]]:
        """Raises while somebody's file cannot be used: whoever asks is not told that an errand is not under way."""
        users = await _on_disk(self._usable)
        return [(user_id, task_id) for user_id, record in users for task_id in record.running()]

    async def lease(self, owner: str, now: float, until: float, limit: int) -> list[tuple[str, str]]:
        users, _ = await _on_disk(self._records)
        due = [(user_id, task_id) for user_id, record in users for task_id in record.due(now)]
        return self._leases.take(owner, now, until, limit, due)

    async def renew(self, owner: str, task_ids: Collection[str], until: float) -> set[str]:
        return self._leases.renew(owner, task_ids, until)

    async def stopping(self, owner: str) -> set[str]:
        users, _ = await _on_disk(self._records)
        return self._leases.mine(owner, [task_id for _, record in users for task_id in record.stopping()])

    async def release(self, owner: str, task_ids: Collection[str]) -> None:
        self._leases.release(owner, task_ids)

    def listening(self, hear: Callable[[str | None], None]) -> AbstractAsyncContextManager[None]:
        """No other process works on these data."""
        return nullcontext()

    async def open(self) -> None:
        try:
            alone = self._lock.take()
        except OSError as exc:
            raise _down(exc) from exc
        if not alone:
            raise StoreDown(
                "Another process works on this folder of users' files; stop it, set another DATA_DIR, or set "
                "CONTEXT_STORE=sql for several engines."
            )

    async def close(self) -> None:
        self._lock.release()

    async def check(self) -> None:
        await _on_disk(self._write, self._folder / ".check", b"." * 4096)
        await _on_disk(self._usable)

    def _path(self, user_id: str) -> Path:
        return self._folder / file_name(user_id)

    def _load(self, user_id: str) -> tuple[Signature, Record]:
        """The user's record and the state of the file it was read from."""
        with self._disk:
            path = self._path(user_id)
            last, known = self._known.get(user_id, (None, Record()))
            found = _signature(path)
            if found is None:
                return None, Record()
            if found != last:
                try:
                    known = record_of(StoredUser.model_validate_json(path.read_bytes()), edited_at(path))
                except ValidationError as exc:
                    why = str(exc.errors(include_input=False, include_url=False)[0]["msg"])
                    return self._replace(user_id, known, why), known
                except OSError as exc:
                    raise unreadable(path, exc) from exc
                self._known[user_id] = (found, known)
            return found, known

    def _save(self, user_id: str, record: Record, read: Signature) -> None:
        """Write `record`; a file that is no longer the one that was `read` is kept aside first."""
        with self._disk:
            edited = _signature(self._path(user_id)) not in (read, None)
            self._replace(user_id, record, "it was edited while it was being written" if edited else "")

    def _replace(self, user_id: str, record: Record, keep: str = "") -> Signature:
        """`keep`: why the file that is there is kept aside."""
        path = self._path(user_id)
        self._write(path, stored(user_id, record).model_dump_json(indent=2).encode(), keep)
        written = _signature(path)
        self._known[user_id] = (written, record)
        return written

    def _write(self, path: Path, content: bytes, keep: str = "") -> None:
        aside = path.with_name(f".{path.name}.new")
        with open(aside, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if keep:
            self._set_aside(path, keep)
        aside.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _set_aside(self, path: Path, why: str) -> None:
        """Under another name, too: there is a file under its own at any moment."""
        kept = path.with_name(f"{path.stem}.kept-{self._clock.now():%Y%m%dT%H%M%S%f}.json.broken")
        try:
            os.link(path, kept)
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links, or a file of somebody else's
            path.rename(kept)
        log.error("user file set aside", file=path.name, kept=kept.name, why=why)
        say(f"{path} could not be used ({why}); it is kept as {kept.name}.")

    def _drop_aside(self, user_id: str) -> None:
        """Files of this user that were kept aside hold personal data, too."""
        stem = self._path(user_id).stem
        for path in self._folder.glob("*.json.broken"):
            if path.name.startswith(f"{stem}.kept-"):
                path.unlink()

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("[!.]*.json"))

    def _records(self) -> tuple[list[tuple[str, Record]], list[str]]:
        """Every user whose file can be used, and what is wrong with the others', said once."""
        found: list[tuple[str, Record]] = []
        wrong: list[str] = []
        nobodys: list[str] = []
        for path in self._files():
            user_id = user_of(path)
            if not is_named(path):
                nobodys.append(misnamed(path))
                continue
            try:
                found.append((user_id, self._load(user_id)[1]))
            except StoreDown as exc:
                wrong.append(exc.detail)
            except OSError as exc:
                wrong.append(f"{path} cannot be kept aside or written anew. {_down(exc).detail}")
        for why in sorted({*wrong, *nobodys} - self._told):
            log.error("user file cannot be used", why=why)
            say(why)
        self._told = {*wrong, *nobodys}
        return found, wrong

    def _usable(self) -> list[tuple[str, Record]]:
        """Every user; raises when somebody's file cannot be used."""
        found, wrong = self._records()
        if wrong:
            raise StoreDown(" ".join(wrong))
        return found


async def _on_disk(step: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """Done in a thread; what the disk refuses is `StoreDown`. A cancelled caller waits: no write outlives its unit."""
    working = asyncio.ensure_future(asyncio.to_thread(step, *args, **named))
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        await asyncio.wait([working])
        working.exception()  # nobody else will ask for it
        raise
    except OSError as exc:
        raise _down(exc) from exc


def _down(problem: OSError) -> StoreDown:
    if problem.errno in FULL:
        return StoreDown(why_down(problem))
    return StoreDown(
        f"The data folder cannot be read or written ({problem.strerror}); look at DATA_DIR: its permissions and space."
    )
