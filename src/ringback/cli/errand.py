"""Which errand a terminal follows, and where it stands. Pure.

Rules:
1. The errand is the one the last answer of the chat was about; it has ended when the journal says so of this task.
2. Whoever leaves is told how to come back to exactly what is left behind.
"""

from typing import Any, Literal

Json = dict[str, Any]
Stands = Literal["idle", "asks", "plan", "runs", "ended"]

ENDINGS = frozenset({"task.outcome", "task.failed", "task.cancelled"})
RUNNING = frozenset({"confirmed", "scheduled", "ordered", "in_call"})
ENDED = frozenset({"succeeded", "failed", "unconfirmed", "cancelled"})
_OPEN: dict[str, Stands] = {"proposed": "plan", "draft": "asks"}
_STATES: dict[str, Stands] = {"collecting": "asks", "awaiting_confirmation": "plan", "running": "runs", "idle": "idle"}


class Errand:
    def __init__(self, conversation: str) -> None:
        self.conversation = conversation
        self.task: str | None = None
        self.version = 0
        self.stands: Stands = "idle"
        self.calendar = False
        """A day and hour were agreed."""
        self.scheduled = False
        """The user has just chosen an hour for the call."""

    @classmethod
    def of_task(cls, task: Json) -> "Errand":
        errand = cls(task["conversation_id"])
        errand._take(task)
        status: str = task["status"]
        errand.stands = "runs" if status in RUNNING else _OPEN.get(status, "idle")
        return errand

    def answer(self, answer: Json) -> None:
        """What `POST /chat` answered."""
        self.stands = _STATES[answer["state"]]
        if answer["task"] is not None:
            self._take(answer["task"])
            self.scheduled = answer["task"]["status"] == "scheduled"

    def _take(self, task: Json) -> None:
        self.task, self.version = task["id"], task["plan_version"]

    def entry(self, entry: Json) -> bool:
        """True when the errand has ended with this entry of the journal."""
        if self.task is None or entry["task"] != self.task:
            return False
        match entry["type"]:
            case "plan.proposed" | "plan.updated":
                self.version = entry["data"]["plan_version"]
                self.stands = "plan" if self.stands != "runs" else self.stands
            case "task.confirmed":
                self.stands = "runs"
            case kind if kind in ENDINGS:
                self.stands = "ended"
                self.calendar = bool(entry["data"].get("calendar"))
                return True
        return False

    def way_back(self) -> tuple[str, ...] | None:
        """Id of the sentence for who leaves now, then the commands; None when nothing is left behind."""
        match self.stands:
            case "runs":
                return "cli.left.running", f"ringback watch {self.task}", f"ringback hangup {self.task}"
            case "plan":
                confirm = f"ringback confirm {self.task} --version {self.version}"
                return "cli.left.plan", confirm, f"ringback cancel {self.task}"
            case "asks":
                return "cli.left.asks", f'ringback ask --conversation {self.conversation} "…"'
        return None
