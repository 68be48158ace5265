"""A file that a command writes: new, for its owner only, and whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ringback.engine.phrases import Phrases
from ringback.kit.errors import RingbackError


@contextmanager
def new_file(file: Path, phrases: Phrases) -> Iterator[BinaryIO]:
    """Open to be written; gone again when the block fails."""
    try:
        out = os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
    except OSError as exc:
        key = "cli.file_exists" if isinstance(exc, FileExistsError) else "cli.file_not_written"
        raise RingbackError(phrases.text(key, file=file), code="file_not_written", status=400) from None
    try:
        with out:
            yield out
    except BaseException:
        file.unlink()
        raise
