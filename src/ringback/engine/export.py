"""All that is stored of a user as one ZIP: context and journal as JSON, recordings, a word on what is what."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from tempfile import TemporaryFile
from typing import IO

import structlog

from ringback.engine.ports import CallHandler, Entry
from ringback.engine.task import Task
from ringback.kit.errors import RingbackError

log = structlog.get_logger()


async def write(
    context: str, entries: Sequence[Entry], tasks: Sequence[Task], readme: str, handler: CallHandler
) -> IO[bytes]:
    """The ZIP as an open temporary file, at its beginning; a recording that cannot be had now is left out."""
    file = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("README.txt", readme)
        folder.writestr("context.json", context)
        lines = [json.dumps(asdict(entry), ensure_ascii=False, default=str) for entry in entries]
        folder.writestr("journal.jsonl", "".join(f"{line}\n" for line in lines))
        for call_sid in dict.fromkeys(sid for task in tasks for sid in _calls(task)):
            try:
                recording = await handler.recording(call_sid)
            except RingbackError as exc:
                log.warning("recording not exported", call_sid=call_sid, error=exc.code)
                continue
            if recording:
                folder.writestr(f"recordings/{call_sid}.wav", recording)
    file.seek(0)
    return file


def _calls(task: Task) -> list[str]:
    return [sid for sid in (task.call_sid, *(call.call_sid for call in task.calls)) if sid]
