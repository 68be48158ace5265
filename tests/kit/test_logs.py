import json
import logging
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog

from ringback.kit import logs


def read(folder: Path) -> list[dict[str, Any]]:
    file = folder / f"{datetime.now(UTC):%Y-%m-%d}.log"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    sink = logs.configure("engine", tmp_path)
    yield tmp_path
    sink.close()
    structlog.reset_defaults()


def test_a_line_is_one_json_object_with_time_service_and_fields(folder: Path) -> None:
    structlog.get_logger().info("order sent", task_id="t1", status=200, pii_name="דנה")

    [line] = read(folder)

    assert line["event"] == "order sent"
    assert line["service"] == "engine"
    assert line["level"] == "info"
    assert (line["task_id"], line["status"], line["pii_name"]) == ("t1", 200, "דנה")
    assert datetime.fromisoformat(line["timestamp"]).tzinfo is not None


def test_an_exception_is_logged_with_its_trace_and_without_local_values(folder: Path) -> None:
    def fail(secret: str) -> None:
        raise ValueError("boom")

    try:
        fail("hunter2")
    except ValueError as exc:
        structlog.get_logger().error("it failed", exc_info=exc)

    [line] = read(folder)
    assert line["exception"][0]["exc_type"] == "ValueError"
    assert "hunter2" not in json.dumps(line)


def test_library_logs_end_in_the_same_file(folder: Path) -> None:
    logging.getLogger("uvicorn.error").warning("port is %s", "busy")

    [line] = read(folder)
    assert (line["logger"], line["text"]) == ("uvicorn.error", "port is busy")


def test_two_services_append_to_the_same_day(tmp_path: Path) -> None:
    for service, event in (("engine", "one"), ("call_handler", "two")):
        sink = logs.configure(service, tmp_path)
        structlog.get_logger().info(event)
        sink.close()

    assert [line["service"] for line in read(tmp_path)] == ["engine", "call_handler"]


def test_a_bound_id_is_on_every_line_of_its_block(folder: Path) -> None:
    with structlog.contextvars.bound_contextvars(task_id="t9"):
        structlog.get_logger().info("inside")
    structlog.get_logger().info("outside")

    inside, outside = read(folder)
    assert inside["task_id"] == "t9"
    assert "task_id" not in outside


def test_personal_fields_are_overwritten_while_the_log_is_written(folder: Path) -> None:
    log = structlog.get_logger()
    log.info("one", pii_name='Dana "D" כהן', pii_to="+97236123456", task_id="t1")
    log.info("two", status=200)
    before = read(folder)

    assert logs.scrub(folder) == 2
    assert logs.scrub(folder) == 0, "there is nothing left to overwrite"
    log.info("three", pii_name="Noa")

    after = read(folder)
    assert after[0] == {
        **before[0],
        "pii_name": "-" * len(json.dumps(before[0]["pii_name"], ensure_ascii=False).encode()[1:-1]),
        "pii_to": "-" * 12,
    }
    assert after[1] == before[1]
    assert after[2]["pii_name"] == "Noa", "the writer goes on where it was"


def test_files_of_days_long_past_are_deleted(tmp_path: Path) -> None:
    for name in ("2026-10-31.log", "2026-11-01.log", "notes.log"):
        (tmp_path / name).write_text("{}\n")
    assert logs.sweep(tmp_path, date(2026, 11, 1)) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2026-11-01.log", "notes.log"]


def test_a_log_the_disk_does_not_take_stops_nobody(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log, file = structlog.get_logger(), folder / f"{datetime.now(UTC):%Y-%m-%d}.log"
    log.info("order sent", number=0, pii_name="Dana")
    with room_for(file.stat().st_size + 9):
        for number in range(1, 4):
            log.info("order sent", number=number, pii_name="Dana")
    for number in range(4, 6):
        log.info("order sent", number=number, pii_name="Dana")
    lines = file.read_text().splitlines()
    assert [len(lines[1]), *(json.loads(line)["number"] for line in (lines[0], *lines[2:]))] == [9, 0, 4, 5]
    assert capsys.readouterr().err.count("cannot be written (No space left on device); look at LOG_DIR") == 1


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file of this process can grow larger, in bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_line_that_was_cut_is_scrubbed_too(tmp_path: Path) -> None:
    (tmp_path / "2026-11-30.log").write_bytes(b'{"pii_to":"+97236\n{"pii_to":"+9723"}\n{"pii_to":"+9')
    assert logs.scrub(tmp_path) == 3
    assert b"9" not in (tmp_path / "2026-11-30.log").read_bytes()
