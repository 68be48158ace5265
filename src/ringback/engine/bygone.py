"""Pure: which errand of before a question is about: "when did I last call the dentist?", "what did I order?"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ringback.engine.conversation import Dialogue
from ringback.engine.matching import find, is_restaurant, same, same_place
from ringback.engine.reading import Known, Reading
from ringback.engine.scene import Scene
from ringback.engine.task import RUNNING, Source, Status, Task
from ringback.engine.turn import Bygone


def called(tasks: Iterable[Task]) -> list[Task]:
    """Those that came to a call, or will, the last confirmed first."""
    made = [
        task
        for task in tasks
        if task.status in RUNNING or (task.outcome and not (task.status is Status.CANCELLED and task.call_sid is None))
    ]
    return sorted(made, key=lambda task: task.confirmed_at or task.created_at, reverse=True)


def answer(dialogue: Dialogue, reading: Reading, scene: Scene) -> tuple[Dialogue, Bygone]:
    """What is told of the errand the question is about, which the next question is about as well."""
    was = about(reading, scene, dialogue.told)
    whom = reading.slots["callee"].said if "callee" in reading.slots else ""
    return replace(dialogue, told=was.id if was else None), Bygone(was, whom)


def about(reading: Reading, scene: Scene, told: str | None = None) -> Task | None:
    """The last errand with whom the question names, of the kind and with the things it names; None when there was none.

    A question that names nothing ("how much was it?") is about the errand with the id `told`, where there is one.
    """
    tasks = called(scene.past)
    if "callee" in reading.slots:
        tasks = with_callee(reading.slots["callee"].value, tasks, scene)
        return next((task for task in tasks if task.type == reading.task_type), next(iter(tasks), None))
    asked = _words(reading.slots["notes"].said) if "notes" in reading.slots else set()
    named = next((task for task in tasks if asked & _words(" ".join(map(task.said, _THINGS)))), None)
    if reading.task_type is not None:
        ofkind = [task for task in tasks if task.type == reading.task_type]
        return named if named in ofkind else next(iter(ofkind), None)
    return named or next((task for task in tasks if task.id == told), next(iter(tasks), None))


_THINGS = ("callee", "items", "service", "question", "message", "goal")
_SMALL = re.compile(
    r"the|and|for|was|did|what|when|who|how|much|many|last|time|call(?:ed)?|order(?:ed)?|book(?:ed)?|table|that|they|them"
    r"|you|have|sa(?:y|id)|t(?:ell|old)|ask(?:ed)?|price|cost|appointment"
    r"|כמה|מתי|מה|היה|עלה|עלתה|אמרו|הזמנתי|קבעתי|שולחן|תור"
)


def _words(said: str) -> set[str]:
    """The words that tell one errand from another; in Hebrew also without the letter that sticks to them."""
    found = {word for word in re.findall(r"[^\W\d_]{3,}", said.lower()) if not _SMALL.fullmatch(word)}
    return found | {word[1:] for word in found if word[0] in "הבלמוש" and len(word) > 3}


def with_callee(name: str, tasks: Sequence[Task], scene: Scene) -> list[Task]:
    """Those with that callee: by the name, by a part of it that is no other's, or by the number of who is known so."""
    were = [Known(task.said("callee"), task.value("phone_number"), Source.PAST_CALL) for task in tasks]
    meant = {one.phone_number for one in were if same(one.name, name)}
    person = find(name, scene.known, scene.aliases) or find(name, were)
    numbers = meant | ({person.phone_number} if person else set())
    if not any(task.value("phone_number") in numbers for task in tasks):
        sort = [task for task in tasks if same_place(name, task.said("callee"))]
        return sort or [task for task in tasks if is_restaurant(name) and task.type == "booking"]
    return [task for task in tasks if task.value("phone_number") in numbers]
