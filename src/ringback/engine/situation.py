"""Pure: all that a reading may depend on besides the message."""

from collections.abc import Collection

from ringback.engine import calls, others
from ringback.engine.conversation import Dialogue
from ringback.engine.reading import Past, Situation
from ringback.engine.scene import Scene
from ringback.engine.task import Task
from ringback.engine.turn import state


def of(dialogue: Dialogue, scene: Scene, region: str, countries: Collection[str]) -> Situation:
    """Where the dialogue stands before a message, and who and what of before it may mean."""
    task, waits = dialogue.task, scene.waiting()
    kind = scene.task_types.get(task.type) if task else None
    kinds = {slot.name: slot.kind for slot in kind.slots} if kind else {}
    return Situation(
        language=dialogue.language,
        region=region,
        state=state(dialogue.task, scene.started),
        task_type=task.type if task else None,
        slots=task.slots if task else {},
        asked=dialogue.asked,
        asked_kind="phone" if (dialogue.asked or "").startswith(others.ASKED) else kinds.get(dialogue.asked or ""),
        code=task.code if task else None,
        known=scene.known,
        countries=tuple(countries),
        fields=frozenset(kinds),
        past=tuple(_past(past) for past in scene.past),
        waits=waits.slots if waits and not task else {},
        now=scene.clock,
    )


def _past(task: Task) -> Past:
    """An errand of before; of several calls as it was with the one that was taken, who is meant by "there"."""
    taken = task.outcome.chosen if task.outcome else None
    return Past(task.type, task.slots if taken is None else calls.alone(task, taken).slots)
