"""The talk so far, as questions that can be asked of it. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeGuard

from ringback.sandbox.mind import facts as facts
from ringback.sandbox.mind.brief import Brief
from ringback.sandbox.mind.numbers import Language
from ringback.sandbox.mind.phrases import phrase
from ringback.sandbox.mind.talk import Called, Heard, Said, Turn
from ringback.sandbox.mind.words import Mark, marks

_FEW_WORDS = 4
_MANNERS: frozenset[Mark] = frozenset({"bye", "yes", "sure", "greeting"})


@dataclass(frozen=True)
class Memory:
    brief: Brief
    talk: tuple[Turn, ...]

    @cached_property
    def said(self) -> list[str]:
        return [turn.text for turn in self.talk if isinstance(turn, Said) and turn.text]

    @cached_property
    def fresh(self) -> tuple[Turn, ...]:
        """What came after our last words; a beginning of ours that they talked over does not part what they say."""
        ours = [at for at, turn in enumerate(self.talk) if isinstance(turn, Called) or _spoken(turn)]
        while ours and _talked_over(self.talk[ours[-1]]):
            ours.pop()
        return self.talk[ours[-1] + 1 if ours else 0 :]

    @cached_property
    def heard(self) -> str:
        return " ".join(turn.text for turn in self.fresh if isinstance(turn, Heard) and turn.text)

    @cached_property
    def marks(self) -> frozenset[Mark]:
        return facts.seen(self.heard, self.brief)

    @cached_property
    def only_leave(self) -> bool:
        """They only say goodbye."""
        told = facts.clocks(self.heard, self.brief) or facts.prices(self.heard) or facts.party_sizes(self.heard)
        return "bye" in self.marks and self.marks <= _MANNERS and not told

    @cached_property
    def stated(self) -> bool:
        """The goal has been said to its end; what a call screener was told, the person has not heard."""
        language = self.brief.language
        screened = [at for at, turn in enumerate(self.talk) if isinstance(turn, Heard) and _screens(turn, language)]
        said = [turn.text for turn in self.talk[screened[-1] + 1 if screened else 0 :] if _spoken(turn)]
        return any(self.brief.sentence in text for text in said[1 if screened else 0 :])

    @cached_property
    def evidence(self) -> list[str]:
        """The other side's turns since the goal was first begun."""
        begun = next((at for at, turn in enumerate(self.talk) if _spoken(turn)), len(self.talk))
        return [turn.text for turn in self.talk[begun:] if isinstance(turn, Heard) and turn.text]

    def since(self, sentence: str) -> list[str]:
        """The other side's turns since we last said this; without it, all since the goal was first begun."""
        said = [at for at, turn in enumerate(self.talk) if isinstance(turn, Said) and turn.text == sentence]
        heard = self.talk[said[-1] :] if said else ()
        return [turn.text for turn in heard if isinstance(turn, Heard) and turn.text] if said else self.evidence

    @cached_property
    def all_heard(self) -> str:
        return " ".join(self.evidence)

    @cached_property
    def offered(self) -> list[str]:
        """The times they named that are not the errand's."""
        return [
            time for time in dict.fromkeys(facts.clocks(self.all_heard, self.brief)) if time not in self.brief.wanted
        ]

    @cached_property
    def wanted(self) -> tuple[str, ...]:
        """The errand's times, and those we agreed to instead."""
        accepted = [time for time in facts.clocks(self.all_heard, self.brief) if self._agreed_to(time)]
        return tuple(accepted) or self.brief.wanted

    def have_said(self, sentence: str) -> bool:
        return any(sentence in text for text in self.said)

    def have_heard(self, mark: Mark) -> bool:
        return facts.last_with(self.evidence, {mark}, self.brief) is not None

    def times_said(self, *names: str) -> int:
        """How often we ended on one of these phrases."""
        endings = tuple(phrase(name, self.brief) for name in names)
        return sum(text.endswith(endings) for text in self.said)

    def called(self, tool: str) -> Called | None:
        """Our last call of the tool."""
        return next((turn for turn in reversed(self.talk) if isinstance(turn, Called) and turn.name == tool), None)

    def arguments_of(self, tool: str) -> dict[str, object]:
        """What we gave the tool last; none when that cannot be read."""
        call = self.called(tool)
        try:
            given = json.loads(call.arguments) if call else {}
        except ValueError:
            return {}
        return given if isinstance(given, dict) else {}

    def _agreed_to(self, time: str) -> bool:
        return any(self.have_said(phrase(name, self.brief, time=time)) for name in ("accept", "propose_time"))


def _spoken(turn: Turn) -> TypeGuard[Said]:
    return isinstance(turn, Said) and bool(turn.text)


def _screens(turn: Heard, language: Language) -> bool:
    return "screening" in marks(turn.text, language)


def _talked_over(turn: Turn) -> bool:
    return isinstance(turn, Said) and len(turn.text.split()) < _FEW_WORDS and not turn.text.endswith((".", "!", "?"))


def unbroken(talk: Sequence[Turn]) -> tuple[Turn, ...]:
    """The talk without a last sentence of ours that broke off, so that it is said anew."""
    last = talk[-1] if talk else None
    broken = isinstance(last, Said) and last.text and not last.text.endswith((".", "!", "?"))
    return tuple(talk[:-1] if broken else talk)
