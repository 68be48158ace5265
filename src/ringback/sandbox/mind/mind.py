"""What the practice model says next: a polite errand caller in Hebrew and English. Pure.

Rules:
1. It knows its instructions and what it heard, nothing else; each decision is made from the whole talk so far.
2. It says nothing of the other side that they did not say, and what it reports quotes them.
3. The goodbye is spoken in the same response as `end_call`, before it: two items, the message first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ringback.sandbox.mind import facts as facts
from ringback.sandbox.mind.answers import answers, mistaken, picked
from ringback.sandbox.mind.brief import Brief, literal, read
from ringback.sandbox.mind.memory import Memory
from ringback.sandbox.mind.numbers import Language
from ringback.sandbox.mind.offers import acceptable, counter_offer
from ringback.sandbox.mind.phrases import phrase
from ringback.sandbox.mind.talk import Action, Answered, CallTool, Heard, Say, Silence, Turn

END_CALL = "end_call"

MOST_ASKED_AGAIN = 2
MOST_UTTERANCES = 14
_END = re.compile(r"goodbye|good-bye|היפרד|להיפרד", re.IGNORECASE)
_SORRY = re.compile(r"apologi|sorry|התנצל", re.IGNORECASE)
_ANYBODY = re.compile(r"hear you|are there|still there|שומעים|נמצאים")
_LEAVE_MESSAGE = re.compile(r"leave (?:a|the|this) message|(?:ל|ת)השאירי? הודעה|תשאירי? הודעה")


def next_actions(
    instructions: str,
    talk: Sequence[Turn],
    *,
    tools: Sequence[str],
    language: Language,
    asked: str = "",
    must: str | None = None,
) -> tuple[Action, ...]:
    """What to say and do now. `asked` are instructions for this response alone, `must` a tool that has to be called."""
    own = read(asked, language)
    brief = own if own.labelled else read(instructions, language)
    caller = _Caller(brief, Memory(brief, tuple(talk)), END_CALL in tools)
    if must is not None:
        return (CallTool(must, caller.report("failed", "summary_failed", []) if must == END_CALL else {}),)
    wanted = None if own.labelled and not literal(asked) else caller.asked(asked)
    return wanted if wanted is not None else caller.reply()


def aside(instructions: str, talk: Sequence[Turn]) -> tuple[Action, ...]:
    """A response outside the conversation: the sentence that is asked for, else what was said so far, in short."""
    said = literal(instructions)
    if said:
        return (Say(said[0]),)
    return (Say(" ".join(turn.text for turn in talk if isinstance(turn, Heard) and turn.text) or "—"),)


@dataclass(frozen=True)
class _Caller:
    """One decision: the errand, the talk so far, and whether the call may be ended."""

    brief: Brief
    memory: Memory
    may_end: bool

    def asked(self, asked: str) -> tuple[Action, ...] | None:
        """What instructions for this response alone want; None when they want nothing in particular."""
        sentence = literal(asked)
        if sentence:
            if "voicemail" in self.memory.marks and not sentence[1]:
                return (Say(sentence[0]), *self._voicemail())
            rest = "" if sentence[1] or self.memory.stated or _END.search(asked) else f" {self.brief.sentence}"
            return (Say(sentence[0] + rest),)
        if _END.search(asked):
            return (self._say("out_of_time" if _SORRY.search(asked) else "thanks"),)
        return (self._say("anybody"),) if _ANYBODY.search(asked) else None

    def reply(self) -> tuple[Action, ...]:
        if self.memory.called(END_CALL) is None:
            return self._decide() if self.memory.heard else self._nothing_heard()
        return self._after_the_goodbye() if self.memory.heard else ()

    def _after_the_goodbye(self) -> tuple[Action, ...]:
        """They spoke again: what they said counts, but one goodbye is enough."""
        decided = self._decide()
        ending = tuple(action for action in decided if isinstance(action, CallTool))
        if not ending and not self.memory.marks & {"question", "full", "hold", "again"}:
            return self._finish_by_evidence()[1:]
        return ending or decided

    def _decide(self) -> tuple[Action, ...]:
        found = self.memory.marks
        if len(self.memory.said) >= MOST_UTTERANCES:
            return self._finish_by_evidence()
        if "voicemail" in found:
            return self._voicemail()
        if "refusal" in found:
            quote = facts.last_with([self.memory.heard], {"refusal"}, self.brief)
            return self._end("refused", "refused", "summary_refused", [facts.note(quote or self.memory.heard)])
        if "robot" in found:
            return (Say(f"{phrase('machine', self.brief)} {self.brief.sentence}"),)
        if found & {"hold"} and not found & {"question", "done", "full"} and not self._answer():
            return (self._say("wait"),)
        if not self.memory.stated:
            return (self._open(),)
        return self._about_the_errand()

    def _about_the_errand(self) -> tuple[Action, ...]:
        brief, found = self.brief, self.memory.marks
        if "undone" in found:
            return self._failed()
        if brief.is_question and (answer := self._answer()):
            found_facts = [facts.note(answer, "answer"), *facts.agreed(self.memory.evidence, (), brief)]
            return self._end("informed", "succeeded", "summary_answered", found_facts)
        others = [time for time in facts.clocks(self.memory.heard, brief) if time not in self.memory.wanted]
        if "full" in found or ("offer" in found and others and self.memory.wanted):
            return self._consider(others)
        correction = mistaken(self.memory.heard, self.memory.wanted, brief)
        if correction and not self.memory.have_said(correction):
            return (Say(correction),)
        if correction:
            return self._consider(others)
        replies = answers(self.memory.heard, found, brief)
        if replies and not (
            replies == [brief.sentence] and self.memory.said[-1].endswith(brief.sentence) and "done" in found
        ):
            return (Say(" ".join(replies)),)
        if "again" in found or (found == {"greeting"} or found == {"greeting", "question"}):
            return (Say(brief.sentence if brief.sentence in self.memory.said[-1] else self.memory.said[-1]),)
        if "else" in found:
            return self._done("no_more") if self.memory.have_heard("done") else (self._say("no_more"),)
        if "done" in found and not self.memory.heard.rstrip().endswith("?"):
            return self._done("thanks")
        if "question" in found:
            return (picked(self.memory.heard, found, brief),)
        return self._statement()

    def _statement(self) -> tuple[Action, ...]:
        brief, found = self.brief, self.memory.marks
        if "bye" in found:
            return self._finish_by_evidence()
        confirming = self.memory.said[-1].endswith(phrase("confirm", brief))
        if confirming and "no" in found:
            return self._failed()
        if confirming and "yes" in found:
            return self._done("thanks")
        if facts.clocks(self.memory.heard, brief) or facts.party_sizes(self.memory.heard):
            return (self._say("right"),)
        if facts.prices(self.memory.heard):
            return (self._say("fine"),)
        if self.memory.times_said("confirm") >= MOST_ASKED_AGAIN:
            return self._finish_by_evidence()
        return (self._say("confirm"),)

    def _nothing_heard(self) -> tuple[Action, ...]:
        """Silence, a sound without words, or simply our turn."""
        if not self.memory.fresh or not isinstance(self.memory.fresh[-1], Heard | Silence):
            begin = not self.memory.stated and not any(isinstance(turn, Answered) for turn in self.memory.fresh)
            return (self._open(),) if begin else ()
        name = "anybody" if isinstance(self.memory.fresh[-1], Silence) else "again"
        if name == "again" and not self.memory.stated:
            return (self._open(),)
        if self.memory.times_said("anybody", "again") >= MOST_ASKED_AGAIN:
            return self._end("deaf", "failed", "summary_deaf", [])
        return (self._say(name),)

    def _consider(self, others: Sequence[str]) -> tuple[Action, ...]:
        """What we want is not to be had; perhaps something else is offered."""
        brief = self.brief
        good = acceptable(others, brief)
        if good:
            return (self._say("accept", time=good),)
        proposal = counter_offer(others, brief)
        if proposal and not self.memory.have_said(proposal):
            return (Say(proposal),)
        name = "decline" if others or "question" in self.memory.marks else "what_else"
        answered = self.memory.have_said(phrase("decline", brief)) or self.memory.have_said(phrase(name, brief))
        return self._failed() if answered or "bye" in self.memory.marks else (self._say(name),)

    def _voicemail(self) -> tuple[Action, ...]:
        quote = facts.last_with([self.memory.heard], {"voicemail"}, self.brief) or self.memory.heard
        end = CallTool(END_CALL, self.report("voicemail", "summary_voicemail", [facts.note(quote)]))
        message = Say(f"{self.brief.sentence} {phrase('thanks', self.brief)}")
        words = (message,) if _LEAVE_MESSAGE.search(self.brief.goal) else ()
        return (*words, end) if self.may_end else words

    def _finish_by_evidence(self) -> tuple[Action, ...]:
        return self._done("thanks") if self.memory.have_heard("done") else self._failed()

    def _done(self, goodbye: str) -> tuple[Action, ...]:
        """They said that it is done; a question needs an answer for that."""
        if self.brief.is_question:
            return self._failed("summary_unanswered")
        quote = facts.last_with(self.memory.evidence, {"done"}, self.brief) or self.memory.heard
        found = facts.agreed(self.memory.evidence, self.memory.wanted, self.brief)
        if not any(fact["key"] in {"time", "item"} for fact in found):
            found.append(facts.note(quote))
        return self._end(goodbye, "succeeded", "summary_succeeded", found, quote)

    def _failed(self, summary: str = "summary_failed") -> tuple[Action, ...]:
        evidence, brief = self.memory.evidence, self.brief
        quote = facts.last_with(evidence, {"full"}, brief) or facts.last_with(evidence, {"undone", "no", "done"}, brief)
        quote = quote or self.memory.heard
        found = [*facts.declined(evidence, brief), facts.note(quote)]
        return self._end("anyway", "failed", summary, found, quote)

    def _end(
        self, goodbye: str, outcome: str, summary: str, found: list[facts.Fact], quote: str = ""
    ) -> tuple[Action, ...]:
        words = f"{phrase('no_more', self.brief)} {phrase('thanks', self.brief)}" if goodbye == "no_more" else ""
        say = Say(words or phrase(goodbye, self.brief))
        return (say, CallTool(END_CALL, self.report(outcome, summary, found, quote))) if self.may_end else (say,)

    def report(self, outcome: str, summary: str, found: list[facts.Fact], quote: str = "") -> dict[str, object]:
        told = quote or (found[0]["quote"] if found else "")
        return {"outcome": outcome, "summary": phrase(summary, self.brief, quote=told).strip(), "facts": found}

    def _open(self) -> Say:
        greeting = "" if self.memory.said else phrase("hello", self.brief) + " "
        who = f"{phrase('who', self.brief)} " if "who" in self.memory.marks and self.memory.said else ""
        return Say(f"{greeting}{who}{self.brief.sentence}")

    def _answer(self) -> str | None:
        return facts.answer([self.memory.heard], self.brief) if self.brief.is_question and self.memory.stated else None

    def _say(self, name: str, **values: str) -> Say:
        return Say(phrase(name, self.brief, **values))
