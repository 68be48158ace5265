"""What is old goes: recordings, then calls with all that belongs to them, log files."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from ringback.call_handler.erasure import Erasure
from ringback.call_handler.ports import DAY_SECONDS, OrderState
from ringback.call_handler.recording import Recordings
from ringback.call_handler.retention import Kept, Retention
from ringback.wire import CallStatus
from tests.call_handler.test_erasure import ORDER, Place, at

__all__ = ["at"]


def retention(at: Place, folder: Path, kept: Kept) -> Retention:
    recordings = Recordings(folder / "recordings")
    erasure = Erasure(at.store, at.guard, at.carrier, at.switchboard, recordings.erase, at.clock)
    return Retention(at.store, erasure, recordings, at.clock, kept, folder / "logs")


def recording(folder: Path, sid: str, written: float) -> None:
    path = folder / "recordings" / f"{sid}.ulaw"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"\xff" * 160)
    os.utime(path, (written, written))


def recordings(folder: Path) -> list[str]:
    return sorted(path.stem for path in (folder / "recordings").iterdir())


async def test_calls_go_with_all_that_belongs_to_them(at: Place, tmp_path: Path) -> None:
    now = at.clock.now()
    old, new = now - 91 * DAY_SECONDS, now - 89 * DAY_SECONDS
    for sid, made in (("CA1", old), ("CA2", new), ("CA3", old)):
        await at.call(sid, replace(ORDER, id=f"o_{sid}", key=sid, created_at=made))
        recording(tmp_path, sid, now)
    await at.ended("CA1", replace(ORDER, id="o_CA1"))
    await at.ended("CA2", replace(ORDER, id="o_CA2"))
    at.carrier.down = True
    await retention(at, tmp_path, Kept(recordings=0, calls=90, logs=0)).sweep()
    assert "o_CA1" in at.store.orders, "the phone service is asked again later"
    at.carrier.down = False
    await at.store.intend(replace(ORDER, id="o_4", key="4", created_at=old, state=OrderState.NOT_DIALLED))
    await retention(at, tmp_path, Kept(recordings=0, calls=90, logs=0)).sweep()
    assert sorted(at.store.orders) == ["o_CA2", "o_CA3"], "one is too young, one is still on"
    assert recordings(tmp_path) == ["CA2", "CA3"]
    assert ("erase", "CA1") in at.carrier.asked, "at the phone service, too"


@pytest.mark.parametrize(("days", "left"), [(30, ["CA1"]), (0, ["CA1", "CA2"])])
async def test_recordings_go_earlier_and_those_of_no_call_at_once(
    at: Place, tmp_path: Path, days: int, left: list[str]
) -> None:
    now = at.clock.now()
    for sid, written in (("CA1", now - 29 * DAY_SECONDS), ("CA2", now - 31 * DAY_SECONDS)):
        await at.call(sid, replace(ORDER, id=f"o_{sid}", key=sid, created_at=now))
        recording(tmp_path, sid, written)
    recording(tmp_path, "CA9", now)
    at.carrier.statuses["CA9"] = CallStatus.COMPLETED
    await retention(at, tmp_path, Kept(recordings=days, calls=0, logs=0)).sweep()
    assert recordings(tmp_path) == left
    assert len(at.store.orders) == 2


async def test_log_files_go(at: Place, tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "2020-01-01.log").write_text("{}\n")
    (logs / "2999-01-01.log").write_text("{}\n")
    await retention(at, tmp_path, Kept(recordings=0, calls=0, logs=30)).sweep()
    assert [path.name for path in logs.iterdir()] == ["2999-01-01.log"]
