"""What the process needs to carry many calls: open files, and a garbage collector that keeps out of the way."""

import gc
import resource

import structlog

log = structlog.get_logger()

_OLD_ENOUGH = (20_000, 20, 100)
"""Frames make and drop small objects all the time; Python's own thresholds spend a third of the frames' time."""


def make_room() -> None:
    """Raises the soft limit of open files to the hard one: a call needs two sockets. What is loaded now is kept."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    log.info("open files allowed", limit=hard, before=soft)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_OLD_ENOUGH)
