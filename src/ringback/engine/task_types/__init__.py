"""Kinds of errand, one module each. They plug in by the entry point group `ringback.task_types`."""

from importlib.metadata import EntryPoint, entry_points

from ringback.engine.task import TaskType
from ringback.kit.errors import SettingsError

GROUP = "ringback.task_types"


def load() -> dict[str, TaskType]:
    """Every installed task type by its name; a broken one ends the start and is named."""
    types: dict[str, TaskType] = {}
    for point in entry_points(group=GROUP):
        found = made(point)
        if found.name in types:
            raise SettingsError(f"Two task types are named {found.name}; uninstall or rename one of them.")
        types[found.name] = found
    return types


def made(point: EntryPoint) -> TaskType:
    """The task type an entry point offers, made and looked over."""
    whose = f"The task type {point.name} ({point.value})"
    try:
        kind: TaskType = point.load()()
    except Exception as exc:
        raise SettingsError(f"{whose} cannot be loaded: {type(exc).__name__}; mend or uninstall its package.") from exc
    lacking = [
        part for part in ("name", "slots", "verbs", "phrases", "instructions", "summary") if not hasattr(kind, part)
    ]
    if lacking:
        raise SettingsError(f"{whose} lacks {', '.join(lacking)}; see TaskType in ringback.engine.task.")
    return kind
