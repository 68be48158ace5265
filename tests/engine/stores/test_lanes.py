"""Group commit: nobody goes on before what they wrote is on the disk, and one sync serves all who wait."""

import asyncio
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection

from ringback.engine.stores.lanes import CHECKPOINT, LONGEST_LOG, Disk, EmbeddedLanes, sync_file


class SlowDisk:
    """A sync that ends when it is let go; counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.begun = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._let_go = threading.Semaphore(0)
        self.broken = False

    def __call__(self) -> None:
        self.asked += 1
        self._loop.call_soon_threadsafe(self.begun.set)
        self._let_go.acquire()
        if self.broken:
            raise OSError("the disk is gone")

    def let_go(self) -> None:
        self._let_go.release()


async def test_who_writes_while_the_disk_is_busy_waits_for_one_more_sync_together() -> None:
    slow = SlowDisk()
    disk = Disk(slow)
    disk.written()
    first = asyncio.create_task(disk.synced())
    await slow.begun.wait()
    later = []
    for _ in range(5):
        disk.written()
        later.append(asyncio.create_task(disk.synced()))
    await asyncio.sleep(0)
    assert not first.done()
    slow.let_go()
    await first
    assert not any(task.done() for task in later)
    slow.let_go()
    await asyncio.gather(*later)
    assert slow.asked == 2
    await disk.synced()
    assert slow.asked == 2


async def test_who_is_cancelled_stops_nobody_elses_sync() -> None:
    slow = SlowDisk()
    disk = Disk(slow)
    disk.written()
    gone, stays = asyncio.create_task(disk.synced()), asyncio.create_task(disk.synced())
    await slow.begun.wait()
    gone.cancel()
    slow.let_go()
    await stays
    assert slow.asked == 1


async def test_a_disk_that_fails_is_said_and_asked_again() -> None:
    slow = SlowDisk()
    slow.broken = True
    disk = Disk(slow)
    disk.written()
    slow.let_go()
    with pytest.raises(OSError, match="gone"):
        await disk.synced()
    slow.broken = False
    slow.let_go()
    await disk.synced()
    assert slow.asked == 2


async def test_what_is_synced_is_the_log_of_the_database(tmp_path: Path) -> None:
    synced: list[Path] = []
    lanes = EmbeddedLanes(f"sqlite+aiosqlite:///{tmp_path}/x.db", synced.append)
    async with lanes.writing("me") as lane:
        await lane.run(lambda connection: connection.exec_driver_sql("CREATE TABLE t (a)"))
        await lane.run(Connection.commit)
    await lanes.durable()
    assert synced == [tmp_path / "x.db-wal"]
    assert synced[0].is_file()
    sync_file(synced[0])
    sync_file(tmp_path / "none")
    await lanes.close()


async def test_the_log_is_taken_in_beside_the_units_and_does_not_grow(tmp_path: Path) -> None:
    lanes = EmbeddedLanes(f"sqlite+aiosqlite:///{tmp_path}/x.db", lambda _: None)
    async with lanes.writing("me") as lane:
        await lane.run(lambda connection: connection.exec_driver_sql("CREATE TABLE t (a)"))
        await lane.run(Connection.commit)
    sizes = [0]
    while len(sizes) <= 8 * CHECKPOINT or sizes[-1] >= LONGEST_LOG / 2:
        assert len(sizes) < 80 * CHECKPOINT, "one that has grown large is small again"
        async with lanes.writing("me") as lane:
            await lane.run(lambda connection: connection.exec_driver_sql("INSERT INTO t VALUES (zeroblob(16000))"))
            await lane.run(Connection.commit)
        await lanes.durable()
        sizes.append((tmp_path / "x.db-wal").stat().st_size)
    await lanes.close()
    all_of_it = (sizes[2] - sizes[1]) * len(sizes)
    assert LONGEST_LOG < max(sizes) < 0.9 * all_of_it
    assert (tmp_path / "x.db").stat().st_size > 8 * CHECKPOINT * 16000
    assert not (tmp_path / "x.db-wal").exists()
