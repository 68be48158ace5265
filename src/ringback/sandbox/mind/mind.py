"""What the practice model says next: a polite errand caller in Hebrew and English. Pure.

Rules:
1. It knows its instructions and what it heard, nothing else; each decision is made from the whole talk so far.
2. It says nothing of the other side that they did not say, and what it reports quotes them.
3. The goodbye is spoken in the same response as `end_call`, before it: two items, the message first.
4. A menu of keys and an announcement of a queue are not answered in words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ringback.sandbox.mind import consult, items, menu, message
from ringback.sandbox.mind import facts as facts
from ringback.sandbox.mind.answers import answers, over_budget, picked
from ringback.sandbox.mind.brief import Brief, literal, read
from ringback.sandbox.mind.endings import END_CALL, Endings
from ringback.sandbox.mind.memory import Memory, unbroken
from ringback.sandbox.mind.menu import PRESS_DIGITS, press
from ringback.sandbox.mind.numbers import Language
from ringback.sandbox.mind.offers import acceptable, counter_offer
from ringback.sandbox.mind.phrases import phrase
from ringback.sandbox.mind.talk import Action, Answered, CallTool, Heard, Say, Silence, Turn

DO_NOT_CALL = "do_not_call"
MOST_ASKED_AGAIN = 2
MOST_UTTERANCES = 14
_END = re.compile(r"goodbye|good-bye|היפרד|להיפרד", re.IGNORECASE)
_SORRY = re.compile(r"apologi|sorry|התנצל", re.IGNORECASE)
_ANYBODY = re.compile(r"hear you|are there|still there|שומעים|נמצאים")
_MOMENT = re.compile(r"\bmoment\b|\bchecking\b|רגע|בודקת", re.IGNORECASE)
_MESSAGE = re.compile(r"leave (?:(?!no\b)\w+ ){0,3}message|(?<!אל )(?:ל|ת)?השאירי? הודעה", re.IGNORECASE)


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
    caller = _Caller(brief, Memory(brief, unbroken(talk)), tuple(tools))
    if must is not None:
        return (CallTool(must, caller.ends.report("failed", "summary_failed", []) if must == END_CALL else {}),)
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
    tools: tuple[str, ...]

    @property
    def ends(self) -> Endings:
        return Endings(self.brief, self.memory, END_CALL in self.tools)

    def asked(self, asked: str) -> tuple[Action, ...] | None:
        """What instructions for this response alone want; None when they want nothing in particular."""
        if sentence := literal(asked):
            if "menu" in self.memory.marks and not sentence[1] and (pressed := self._press()):
                return pressed
            if "voicemail" in self.memory.marks and not sentence[1]:
                return (Say(sentence[0]), *self.ends.voicemail())
            rest = "" if sentence[1] or self.memory.stated or _END.search(asked) else f" {self.brief.sentence}"
            return (Say(sentence[0] + rest),)
        if _END.search(asked):
            return (self._say("out_of_time" if _SORRY.search(asked) else "thanks"),)
        if _MESSAGE.search(asked):
            return self.ends.message(f"{phrase('who', self.brief)} ")
        if _MOMENT.search(asked):
            return (self._say("checking"),)
        return (self._say("anybody"),) if _ANYBODY.search(asked) else None

    def reply(self) -> tuple[Action, ...]:
        if message.wanted(self.brief):
            return message.take(self.memory, END_CALL)
        if self.memory.called(END_CALL) is not None:
            return self._after_the_goodbye() if self.memory.heard else ()
        if consult.waiting(self.memory.talk):
            return (self._say("moment"),) if self.memory.heard else ()
        if (output := consult.unheeded(self.memory.talk)) is not None:
            return self._as_answered(output)
        return self._with_wish(self._decide() if self.memory.heard else self._nothing_heard())

    def _with_wish(self, decided: tuple[Action, ...]) -> tuple[Action, ...]:
        """What the user told us to bring up goes with the next words, and comes before a goodbye."""
        heard = self.memory.all_heard
        wishes = [consult.wish_sentence(wish, heard, self.brief) for wish in consult.wishes(self.memory.talk)]
        wish = next((wish for wish in wishes if wish and not self.memory.have_said(wish)), None)
        if wish is None or not self.memory.stated or self.memory.marks & {"voicemail", "menu", "queue", "refusal"}:
            return decided
        if any(isinstance(action, CallTool) and action.name != END_CALL for action in decided):
            return decided
        words = [action.text for action in decided if isinstance(action, Say) and len(decided) == 1]
        return (Say(" ".join([*words, wish])),)

    def _as_answered(self, output: str) -> tuple[Action, ...]:
        """The user has answered, or nobody has."""
        words = consult.obeyed(consult.verdict(output, self.memory.offered, self.brief), self.brief)
        return (Say(words),) if words else self.ends.failed(goodbye="call_back")

    def _press(self) -> tuple[Action, ...]:
        """The key of a menu; nothing to press gives nothing."""
        return press(self.memory.heard, self.memory.talk, self.brief) if PRESS_DIGITS in self.tools else ()

    def _after_the_goodbye(self) -> tuple[Action, ...]:
        """They spoke again: what they said counts, but one goodbye is enough, and theirs changes nothing."""
        if self.memory.only_leave and (reported := self.memory.arguments_of(END_CALL)):
            return (CallTool(END_CALL, reported),)
        decided = self._decide()
        ending = tuple(action for action in decided if isinstance(action, CallTool))
        if not ending and not self.memory.marks & {"question", "full", "hold", "again"}:
            return self.ends.finish_by_evidence()[1:]
        return ending or decided

    def _decide(self) -> tuple[Action, ...]:
        if len(self.memory.said) >= MOST_UTTERANCES:
            return self.ends.finish_by_evidence()
        if "voicemail" in (found := self.memory.marks):
            return self.ends.voicemail()
        if "menu" in found and (pressed := self._press()):
            return pressed
        if word := menu.word(self.memory.heard, self.brief):
            return (Say(word),)
        if "queue" in found:
            return ()
        if "never" in found and DO_NOT_CALL in self.tools:
            refused = self.ends.end("refused", "refused", "summary_refused", [facts.note(self.memory.heard)])
            return (self._say("never_again"), CallTool(DO_NOT_CALL, {}), *refused[1:])
        if "refusal" in found:
            quote = facts.last_with([self.memory.heard], {"refusal"}, self.brief)
            return self.ends.end("refused", "refused", "summary_refused", [facts.note(quote or self.memory.heard)])
        if "screening" in found:
            return (Say(f"{phrase('who', self.brief)} {self.brief.sentence}"),)
        if "robot" in found:
            return (Say(f"{phrase('machine', self.brief)} {self.brief.sentence}"),)
        if found & {"hold"} and not found & {"question", "done", "full"} and not self._answer():
            return (self._say("wait"),)
        if not self.memory.stated:
            return (self._open(),)
        return self._about_the_errand()

    def _about_the_errand(self) -> tuple[Action, ...]:
        brief, found = self.brief, self.memory.marks
        if found & {"undone", "away"} and "done" not in found:
            return self.ends.failed()
        if words := consult.upon_condition(self.memory):
            return (Say(words),)
        if dear := over_budget(self.memory):
            return self.ends.failed() if self.memory.have_said(dear) else (Say(dear),)
        if brief.is_question and (answer := self._answer()):
            found_facts = [facts.note(answer, "answer"), *facts.agreed(self.memory.evidence, (), brief)]
            return self.ends.end("informed", "succeeded", "summary_answered", found_facts)
        others = [time for time in facts.clocks(self.memory.heard, brief) if time not in self.memory.wanted]
        if "full" in found or ("offer" in found and others and self.memory.wanted):
            return self._consider(others)
        if wrong := items.correction(self.memory):
            return self._consider(others) if self.memory.have_said(wrong) else (Say(wrong),)
        replies = answers(self.memory.heard, found, brief)
        if replies and not (
            replies == [brief.sentence] and self.memory.said[-1].endswith(brief.sentence) and "done" in found
        ):
            return (Say(" ".join(replies)),)
        if "again" in found or (found == {"greeting"} or found == {"greeting", "question"}):
            return (Say(brief.sentence if brief.sentence in self.memory.said[-1] else self.memory.said[-1]),)
        if "else" in found:
            return self.ends.done("no_more") if self.memory.have_heard("done") else (self._say("no_more"),)
        if "done" in found and not self.memory.heard.rstrip().endswith("?"):
            return self.ends.done("thanks")
        if "question" in found:
            return (picked(self.memory.heard, found, brief),)
        return self._statement()

    def _statement(self) -> tuple[Action, ...]:
        brief, found = self.brief, self.memory.marks
        if "bye" in found:
            return self.ends.finish_by_evidence()
        confirming = self.memory.said[-1].endswith(phrase("confirm", brief))
        if confirming and "no" in found:
            return self.ends.failed()
        if (confirming and "yes" in found) or (consult.wishes(self.memory.talk) and self.memory.have_heard("done")):
            return self.ends.done("thanks")
        if facts.clocks(self.memory.heard, brief) or facts.party_sizes(self.memory.heard):
            return (self._say("right"),)
        if facts.prices(self.memory.heard):
            return (self._say("fine"),)
        if self.memory.times_said("confirm") >= MOST_ASKED_AGAIN:
            return self.ends.finish_by_evidence()
        return (self._say("confirm"),)

    def _nothing_heard(self) -> tuple[Action, ...]:
        """Silence, a sound without words, or simply our turn."""
        if not self.memory.fresh or not isinstance(self.memory.fresh[-1], Heard | Silence):
            begin = not self.memory.stated and not any(isinstance(turn, Answered) for turn in self.memory.fresh)
            return (self._open(),) if begin else ()
        if self.memory.said and self.memory.said[-1].endswith(phrase("wait", self.brief)):
            return ()
        name = "anybody" if isinstance(self.memory.fresh[-1], Silence) else "again"
        if name == "again" and not self.memory.stated:
            return (self._open(),)
        if self.memory.times_said("anybody", "again") >= MOST_ASKED_AGAIN:
            return self.ends.end("deaf", "failed", "summary_deaf", [])
        return (self._say(name),)

    def _consider(self, others: Sequence[str]) -> tuple[Action, ...]:
        """What we want is not to be had; perhaps something else is offered."""
        brief = self.brief
        wished = facts.clocks(" ".join(consult.wishes(self.memory.talk)), brief)
        good = acceptable(others, brief) or next((time for time in others if time in wished), None)
        if good:
            return (self._say("accept", time=good),)
        may_ask = consult.ASK_USER in self.tools and consult.asked(self.memory.talk) < consult.MOST_QUESTIONS
        settled = brief.if_not or "bye" in self.memory.marks or self.memory.have_said(phrase("decline", brief))
        if (others or "offer" in self.memory.marks) and may_ask and not settled:
            return (consult.question(self.memory.heard, others, brief),)
        proposal = counter_offer(others, brief)
        if proposal and not self.memory.have_said(proposal):
            return (Say(proposal),)
        name = "decline" if others or "question" in self.memory.marks else "what_else"
        answered = self.memory.have_said(phrase("decline", brief)) or self.memory.have_said(phrase(name, brief))
        return self.ends.failed() if answered or "bye" in self.memory.marks else (self._say(name),)

    def _open(self) -> Say:
        greeting = "" if self.memory.said else phrase("hello", self.brief) + " "
        who = f"{phrase('who', self.brief)} " if "who" in self.memory.marks and self.memory.said else ""
        return Say(f"{greeting}{who}{self.brief.sentence}")

    def _answer(self) -> str | None:
        return facts.answer([self.memory.heard], self.brief) if self.brief.is_question and self.memory.stated else None

    def _say(self, name: str, **values: str) -> Say:
        return Say(phrase(name, self.brief, **values))
