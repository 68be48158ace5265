"""How the practice model ends a call: its goodbye, what it reports, and the words it leaves on a machine. Pure.

Rules:
1. What is reported quotes the other side; their own "done" is needed for a success.
2. Without the tool to end the call there is only the goodbye.
"""

from dataclasses import dataclass

from ringback.sandbox.mind import facts as facts
from ringback.sandbox.mind.answers import over_budget
from ringback.sandbox.mind.brief import Brief
from ringback.sandbox.mind.memory import Memory
from ringback.sandbox.mind.phrases import phrase
from ringback.sandbox.mind.talk import Action, CallTool, Say
from ringback.sandbox.mind.words import Mark

END_CALL = "end_call"
_DECLINES: set[Mark] = {"full", "away", "undone", "no"}


@dataclass(frozen=True, slots=True)
class Endings:
    brief: Brief
    memory: Memory
    may_end: bool

    def finish_by_evidence(self) -> tuple[Action, ...]:
        """Their last word counts as a yes only when they declined nothing since our own; its worth others judge."""
        since = self.memory.since(phrase("yes", self.brief))
        last = facts.told(since, self.brief) or ""
        declined = facts.last_with(since, _DECLINES, self.brief) is not None
        agreed = "yes" in facts.seen(last, self.brief) and not declined
        return self.done("thanks") if agreed or self.memory.have_heard("done") else self.failed()

    def done(self, goodbye: str) -> tuple[Action, ...]:
        """They said that it is done; a question needs an answer for that."""
        if self.brief.is_question:
            return self.failed("summary_unanswered")
        evidence, brief = self.memory.evidence, self.brief
        quote = facts.last_with(evidence, {"done"}, brief) or facts.told(evidence, brief) or self.memory.heard
        found = facts.agreed(self.memory.evidence, self.memory.wanted, self.brief)
        if not any(fact["key"] in {"time", "item"} for fact in found):
            found.append(facts.note(quote))
        return self.end(goodbye, "succeeded", "summary_succeeded", found, quote)

    def failed(self, summary: str = "summary_failed", goodbye: str = "anyway") -> tuple[Action, ...]:
        evidence, brief = self.memory.evidence, self.brief
        dear = over_budget(self.memory) is not None
        quote = (facts.priced(evidence, brief) if dear else None) or facts.last_with(evidence, {"full", "away"}, brief)
        quote = quote or facts.last_with(evidence, {"undone", "no", "done"}, brief)
        quote = quote or facts.told(evidence, brief) or self.memory.heard
        found = [*facts.declined(evidence, brief), *([facts.note(quote)] if quote else [])]
        return self.end(goodbye, "failed", summary, found, quote)

    def end(
        self, goodbye: str, outcome: str, summary: str, found: list[facts.Fact], quote: str = ""
    ) -> tuple[Action, ...]:
        words = f"{phrase('no_more', self.brief)} {phrase('thanks', self.brief)}" if goodbye == "no_more" else ""
        say = Say(words or phrase(goodbye, self.brief))
        return (say, CallTool(END_CALL, self.report(outcome, summary, found, quote))) if self.may_end else (say,)

    def report(self, outcome: str, summary: str, found: list[facts.Fact], quote: str = "") -> dict[str, object]:
        told = quote or (found[0]["quote"] if found else "")
        return {"outcome": outcome, "summary": phrase(summary, self.brief, quote=told).strip(), "facts": found}

    def voicemail(self) -> tuple[Action, ...]:
        return self.message() if self.brief.leave_message else self._left()

    def message(self, who: str = "") -> tuple[Action, ...]:
        """What the call is about, said to a machine."""
        return (Say(f"{who}{self.brief.sentence} {phrase('thanks', self.brief)}"), *self._left())

    def _left(self) -> tuple[Action, ...]:
        quote = facts.last_with([self.memory.heard], {"voicemail"}, self.brief) or self.memory.heard
        found = [facts.note(quote)] if quote else []
        end = CallTool(END_CALL, self.report("voicemail", "summary_voicemail", found))
        return (end,) if self.may_end else ()
