"""Run as a program: a store on a disk that fills up (`full`) or may only be read (`read-only`); tells what it saw.

`python -m tests.contracts.disks full|read-only engine|file|handler FOLDER` prints one JSON object: `kept`, how much was
acknowledged before the first error; `down`, what that error said; `check`, what the store said of itself then. When
there is room again one more is taken, number 1000.
"""

import asyncio
import json
import os
import resource
import sys
from dataclasses import replace
from pathlib import Path

from ringback.call_handler.sessions import StoreDown as HandlerDown
from ringback.call_handler.store import SqlStore as HandlerStore
from ringback.engine.ports import Store, StoreDown
from ringback.engine.stores.file import FileStore
from ringback.engine.stores.sql import SqlStore
from tests.contracts.content import ORDER, TASK
from tests.fakes.clock import CountingIds, StillClock

Opened = Store | HandlerStore
NOBODY = 65534


def opened(kind: str, folder: Path) -> Opened:
    match kind:
        case "engine":
            return SqlStore(f"sqlite+aiosqlite:///{folder}/x.db", StillClock(), CountingIds())
        case "file":
            return FileStore(folder / "users", StillClock(), CountingIds())
        case _:
            return HandlerStore(f"sqlite+aiosqlite:///{folder}/x.db")


async def confirm(store: Opened, number: int) -> None:
    """One task confirmed, or one order taken."""
    if isinstance(store, HandlerStore):
        await store.intend(replace(ORDER, id=f"o_{number}", key=f"k_{number}", instructions="x" * 2000))
        return
    async with store.unit("me") as unit:
        await unit.save_task(replace(TASK, id=f"t_{number}"))
        await unit.append("task.confirmed", {"text": "x" * 2000}, task=f"t_{number}")


async def said(store: Opened, number: int | None = None) -> str | None:
    """What is wrong when it takes this one, or when it is asked how it is."""
    try:
        await (store.check() if number is None else confirm(store, number))
    except (StoreDown, HandlerDown) as exc:
        return exc.detail
    return None


def fill_up(folder: Path) -> None:
    """No file of this process may grow much beyond the largest there."""
    largest = max(path.stat().st_size for path in folder.rglob("*.*"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 9000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def make_room() -> None:
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def close_off(folder: Path) -> None:
    """Nothing in there may be written, also by root, who becomes nobody."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder.chmod(0o555)
    if os.getuid() == 0:
        os.setresuid(NOBODY, NOBODY, NOBODY)


async def main(disk: str, kind: str, folder: Path) -> dict[str, object]:
    store = opened(kind, folder)
    await store.open()
    await confirm(store, 0)
    if disk == "full":
        fill_up(folder)
    else:
        await store.close()
        close_off(folder)
        store = opened(kind, folder)
    kept, down = 0, None
    while down is None:
        kept += 1
        down = await said(store, kept)
    check = await said(store)
    while check is None and kind != "file":  # the log has room for some of them
        check = await said(store)
    if disk == "full":
        make_room()
        await store.check()
        await confirm(store, 1000)
    await store.close()
    return {"kept": kept, "down": down, "check": check}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))))
