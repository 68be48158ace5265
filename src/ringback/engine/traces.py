"""Where a user leaves traces outside the store: the personal fields of the log, and what was set aside by hand.

Rules:
1. In the logs the values of the fields that are personal are overwritten in place, while the services go on writing.
2. What somebody set aside to go back to (`before-restore-…`) is not ours to delete: it is named in the receipt, and so
   is what a restore or a move left that was killed.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from ringback.kit import logs

_ASIDE = ("before-restore-*", ".restore-*", ".users.moving")


class Traces:
    def __init__(self, log_dir: Path, data_dir: Path) -> None:
        self._log_dir = log_dir
        self._data_dir = data_dir

    async def scrub(self) -> int:
        """How many fields of the logs were emptied."""
        return await asyncio.to_thread(logs.scrub, self._log_dir)

    def set_aside(self) -> Sequence[str]:
        """Names of folders in DATA_DIR that hold data beside the stores."""
        return sorted(path.name for name in _ASIDE for path in self._data_dir.glob(name))
