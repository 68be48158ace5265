"""What became of the errands: every one ended, one message each, and no attempt dialled twice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tools.crash.errands import Errand

from ringback.engine.ports import Entry, Store
from ringback.engine.task import ENDED, Status, Task

_TOLD = ("task.outcome", "task.failed", "task.cancelled")
_PAGE = 5000


@dataclass
class Verdict:
    tasks: int = 0
    finished: int = 0
    attempts: int = 0
    dials: int = 0
    notices: int = 0
    undelivered: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    dials_per_attempt: Counter[int] = field(default_factory=Counter)
    notices_per_task: Counter[int] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [
            f"tasks confirmed {self.tasks}, finished {self.finished}, not delivered {self.undelivered}",
            f"attempts {self.attempts}, dials {self.dials}; tasks by dials beyond their attempts: "
            f"{dict(sorted(self.dials_per_attempt.items()))}",
            f"notices {self.notices}; tasks by notices: {dict(sorted(self.notices_per_task.items()))}",
            f"endings: {dict(self.endings.most_common())}",
            *(f"VIOLATION {each}" for each in self.violations[:20]),
            f"violations: {len(self.violations)}",
        ]
        return "\n".join(lines)


async def entries_of(store: Store, user_id: str) -> list[Entry]:
    found: list[Entry] = []
    while page := await store.entries(user_id, found[-1].seq if found else 0, _PAGE):
        found += page
    return found


def judge(
    errands: Sequence[Errand], tasks: Mapping[str, Task], entries: Sequence[Entry], dialled: Sequence[str]
) -> Verdict:
    dials = Counter(dialled)
    ends: Counter[str] = Counter(entry.task or "" for entry in entries if entry.type in _TOLD)
    texts = {entry.task: entry.data.get("text") for entry in entries if entry.type in _TOLD}
    said = Counter(
        entry.task for entry in entries if entry.type == "message" and entry.data["text"] == texts.get(entry.task)
    )
    verdict = Verdict()
    for errand in errands:
        task, made = tasks[errand.task_id], dials[errand.number]
        attempts = task.attempt + 1
        verdict.tasks += 1
        verdict.finished += task.status in ENDED
        verdict.undelivered += bool(task.outbox)
        verdict.attempts += attempts
        verdict.dials += made
        verdict.notices += said[task.id]
        verdict.dials_per_attempt[made - attempts] += 1
        verdict.notices_per_task[said[task.id]] += 1
        verdict.endings[f"{task.status.value} {task.outcome.reason if task.outcome else ''}"] += 1
        wrong = [
            *([f"{task.id} has not ended: {task.status.value}"] if task.status not in ENDED else []),
            *([f"{task.id} was dialled {made} times in {attempts} attempts"] if made > attempts else []),
            *([f"{task.id} ended {ends[task.id]} times"] if ends[task.id] != 1 else []),
            *([f"{task.id} was told {said[task.id]} times"] if said[task.id] != 1 else []),
            *([f"{task.id} was never dialled and ended {task.status.value}"] if _invented(task, made) else []),
        ]
        verdict.violations += wrong
    known = {errand.number for errand in errands}
    verdict.violations += [f"{number} was dialled and nobody confirmed it" for number in dials if number not in known]
    return verdict


def _invented(task: Task, made: int) -> bool:
    """A result of a call that was never made."""
    reason = task.outcome.reason if task.outcome else ""
    return made == 0 and (task.status is Status.SUCCEEDED or reason in ("busy", "no_answer"))
