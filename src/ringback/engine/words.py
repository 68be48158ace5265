"""How an errand stands or ended, in one plain sentence of the user's language.

Rules:
1. Only what the callee was heard to say is told as agreed; the voice model's own summary is never repeated.
2. Every reason has its sentence; the trace is in the log.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ringback.engine.phrases import Phrases
from ringback.engine.plan import number
from ringback.engine.task import ENDED, Language, Outcome, Status, Task
from ringback.engine.task_types.lines import one_line

_OFFER = "alternative_time"


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences for tasks; `phrases` by language, `region` says how numbers are written."""

    phrases: Mapping[Language, Phrases]
    region: str

    def ended(self, task: Task, outcome: Outcome) -> str:
        """One honest message about an ended task."""
        phrases, who = self.phrases[task.language], self.callee(task)
        match outcome.status:
            case Status.SUCCEEDED:
                return phrases.text("outcome.succeeded", callee=who, facts=self.facts(task, outcome)).strip()
            case Status.UNCONFIRMED if task.call_sid is None:
                return phrases.text("outcome.unknown", callee=who)
            case Status.UNCONFIRMED if outcome.reason != "goal_reached":
                return phrases.text("outcome.cut_off", callee=who, cause=self._failure(phrases, outcome))
            case Status.UNCONFIRMED:
                return phrases.text("outcome.unconfirmed", callee=who, facts=self.facts(task, outcome)).strip()
            case Status.CANCELLED:
                return phrases.text("status.cancelled", callee=who)
            case _:
                return f"{who}: {self._failure(phrases, outcome)}"

    def label(self, key: str, language: Language) -> str:
        """What a fact is called."""
        phrases = self.phrases[language]
        return phrases.text(f"fact.{key}") if phrases.has(f"fact.{key}") else key

    def status(self, task: Task, phrases: Phrases) -> str:
        """How a task stands now."""
        if task.status in ENDED and task.outcome is not None:
            return self.ended(task, task.outcome)
        return phrases.text(f"status.{task.status.value}", callee=self.callee(task, phrases))

    def callee(self, task: Task, phrases: Phrases | None = None) -> str:
        """Who is called, or the number when there is no name."""
        name, phone = one_line(task.said("callee")), task.value("phone_number")
        if name:
            return name
        words = phrases or self.phrases[task.language]
        return words.text("task.number", number=number(phone, self.region)) if phone else words.text("status.someone")

    def _failure(self, phrases: Phrases, outcome: Outcome) -> str:
        offers = [fact.value for fact in outcome.facts if fact.key == _OFFER and fact.supported]
        if outcome.reason == "goal_not_reached" and offers:
            return phrases.text("failed.goal_not_reached_offer", offer=", ".join(offers))
        key = f"failed.{outcome.reason}"
        return phrases.text(key if phrases.has(key) else "failed.other")

    def facts(self, task: Task, outcome: Outcome) -> str:
        """What the callee was heard to say, as one line."""
        phrases = self.phrases[task.language]
        told = [
            phrases.text("outcome.fact", label=self.label(fact.key, task.language), value=fact.value)
            for fact in outcome.facts
            if fact.supported
        ]
        return ", ".join(told)
