"""What the dialogue may know at a turn, besides what was said in it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ringback.engine.facts import Fact
from ringback.engine.notes import Forget
from ringback.engine.reading import Known
from ringback.engine.retries import ONCE, Retries
from ringback.engine.task import RUNNING, Language, Status, Task, TaskType
from ringback.manner import USUAL, Manner


@dataclass(frozen=True, slots=True)
class Scene:
    """What the dialogue may know at this turn.

    `started` are the conversation's tasks that have left its hand, newest first; `past` the user's last tasks whatever
    the conversation, newest first; `known` lists contacts before the practice book; `facts` are all that is remembered;
    `task_id` and `code` are fresh, for a task or plan that begins now; `retries` is what a plan says by itself.
    `clock` is the user's, ISO 8601, where their time zone is known. As the user has set it, `language` is spoken on the
    phone, `manner` is how calls are made, and with `contacts_only` nobody else is called.
    """

    now: float
    task_types: Mapping[str, TaskType]
    task_id: str
    code: str
    known: tuple[Known, ...] = ()
    profile: Mapping[str, str] = field(default_factory=dict)
    started: tuple[Task, ...] = ()
    facts: tuple[Fact, ...] = ()
    past: tuple[Task, ...] = ()
    retries: Retries = ONCE
    language: Language | None = None
    manner: Manner = USUAL
    contacts_only: bool = False
    clock: str | None = None

    @property
    def aliases(self) -> Mapping[str, str]:
        """Other names of what is known: alias to name."""
        return {fact.key: fact.value for fact in self.facts if fact.section == "aliases"}

    def fact(self, section: str, key: str) -> Fact | None:
        """What is remembered under this key."""
        return next((fact for fact in self.facts if (fact.section, fact.key) == (section, key)), None)

    def without(self, forgotten: Sequence[Forget]) -> "Scene":
        """When these are no longer remembered."""
        gone = {(one.section, one.key) for one in forgotten}
        facts = tuple(fact for fact in self.facts if (fact.section, fact.key) not in gone)
        known = tuple(known for known in self.known if ("contacts", known.name) not in gone)
        profile = {key: value for key, value in self.profile.items() if ("profile", key) not in gone}
        return replace(self, facts=facts, known=known, profile=profile)

    def find(self, task_id: str) -> Task | None:
        """A started task by its id."""
        return next((task for task in self.started if task.id == task_id), None)

    def running(self) -> tuple[Task, ...]:
        return tuple(task for task in self.started if task.status in RUNNING)

    def waiting(self) -> Task | None:
        """The newest errand that is scheduled: it may still be changed, no call of it is being made."""
        return next((one for one in self.started if one.status is Status.SCHEDULED and not one.cancel_requested), None)
