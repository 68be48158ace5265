"""JSON as we write it everywhere: compact, Hebrew readable, times in ISO 8601."""

import json
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any


def dump_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case Enum():
            return value.value
        case Path():
            return str(value)
        case bytes():
            return f"<{len(value)} bytes>"
        case _:
            return str(value)
