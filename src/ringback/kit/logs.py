"""JSON lines in `LOG_DIR/YYYY-MM-DD.log`, one file a day, shared by all services.

Rules:
1. The event is a fixed sentence; everything variable is a field (`user_id`, `task_id`, `call_sid`, `status`, …).
2. Personal data goes only under keys that start with `pii_`, as text, never into the event text or an exception's
   text. So it can be found again and overwritten.
3. Exceptions are logged with their trace here and nowhere else.
4. A line the disk does not take is dropped, and who is at the terminal is told: no service stands still for its log.
"""

import errno
import logging
import os
import re
import sys
from collections.abc import MutableMapping
from datetime import UTC, date, datetime
from io import FileIO
from pathlib import Path
from typing import Any

import structlog

from ringback.kit.text import dump_json

Event = MutableMapping[str, Any]


class DailyFile:
    """Appends lines to today's file, each by one write; opens the next one when the day changes (UTC)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._day = ""
        self._file: FileIO | None = None
        self._fails = self._cut = False

    def write_line(self, line: str) -> None:
        try:
            self._write(f"{line}\n".encode(errors="backslashreplace"))
        except OSError as exc:
            if not self._fails:
                say(
                    f"The log in {self._folder} cannot be written ({exc.strerror}); look at LOG_DIR and its free space."
                )
            self._fails = True
        else:
            self._fails = False

    def _write(self, line: bytes) -> None:
        day = f"{datetime.now(UTC):%Y-%m-%d}"
        if day != self._day or self._file is None:
            self.close()
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = (self._folder / f"{day}.log").open("ab", buffering=0)
            self._day = day
        line = b"\n" + line if self._cut else line
        written = self._file.write(line)
        self._cut = written < len(line)
        if self._cut:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


_PERSONAL = re.compile(rb'("pii_[a-z0-9_]+":")((?:[^"\\\n]|\\.)+)(?=["\n]|\Z)')


def scrub(folder: Path) -> int:
    """Overwrite the values of all personal fields, byte for byte, beside whoever writes; how many there were."""
    count = 0
    for path in sorted(folder.glob("*.log")):
        with path.open("r+b") as file:
            for line in iter(file.readline, b""):
                blank = _PERSONAL.sub(lambda found: found[1] + b"-" * len(found[2]), line)
                if blank != line:
                    count += len(_PERSONAL.findall(line))
                    end = file.tell()
                    file.seek(end - len(line))
                    file.write(blank)
                    file.seek(end)
    return count


def sweep(folder: Path, before: date) -> int:
    """Delete the files of the days before; how many."""
    old = [path for path in folder.glob("????-??-??.log") if path.stem < before.isoformat()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


class _ToDailyFile:
    """structlog's last step: one JSON object a line."""

    def __init__(self, sink: DailyFile) -> None:
        self._sink = sink

    def msg(self, message: str) -> None:
        self._sink.write_line(message)

    log = debug = info = warning = error = critical = exception = msg


def _to_json(_logger: object, _name: str, event: Event) -> str:
    return dump_json(dict(event))


class _StandardLogging(logging.Handler):
    """Library logs (uvicorn, SQLAlchemy) end in the same file."""

    def emit(self, record: logging.LogRecord) -> None:
        structlog.get_logger().log(
            record.levelno, "library log", logger=record.name, text=record.getMessage(), exc_info=record.exc_info
        )


def configure(service: str, folder: Path, *, level: int = logging.INFO) -> DailyFile:
    """Send every log line of this process to `folder`; `service` is stamped on each. Returns the open sink.

    The server's access log is off: addresses carry numbers and texts.
    """
    sink = DailyFile(folder)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="timestamp"),
            structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False)),
            _stamp(service),
            _to_json,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: _ToDailyFile(sink),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers = [_StandardLogging()]
    root.setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    logging.getLogger("uvicorn.access").disabled = True
    return sink


def _stamp(service: str) -> structlog.typing.Processor:
    def stamp(_logger: object, _name: str, event: Event) -> Event:
        event.setdefault("service", service)
        return event

    return stamp


def say(line: str) -> None:
    """One line to the person at the terminal (not a log)."""
    print(line, file=sys.stderr, flush=True)
