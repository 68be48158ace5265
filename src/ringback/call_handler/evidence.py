"""Does the callee's own speech say what the model claims? Deterministic: the quote is found, and what it says agrees.

Rules:
1. A quote is found in a turn of the callee, or in two that follow each other, when most of its words stand there in
   order; transcription may slip a letter or a word.
2. Every number, price, time and day of the value must be asserted in that same place (`statements`), in the same
   currency and half of the day; a bare yes or no must be theirs.
3. What they only asked or offered ("at eight?") counts once we said yes to it in the next turn. An offer of something
   else (`alternative_time`) needs no yes. Of a range or a choice an end counts when the value tells both, or when our
   next turn names it.
4. What tells it is plainly an answer (`plain`), for no other day than we asked for; what is not plain is no evidence.
5. Their last word counts: what they denied, refused or corrected later in the call, or changed because we asked, is no
   evidence any more; what they said again, or said yes to again, is. A refusal that names nothing refuses what was
   settled, unless it answers a question of ours about something else.
6. "Cancelled" takes back what was settled, unless we asked to cancel: then it is what we came for.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ringback.call_handler.asked import DAYS, Asked
from ringback.call_handler.charges import counts, more_to_pay
from ringback.call_handler.dates import dated, days_of, in_words
from ringback.call_handler.events import Utterance
from ringback.call_handler.figures import Atom, met
from ringback.call_handler.number_words import UNITS
from ringback.call_handler.plain import left_over
from ringback.call_handler.plain_words import ASKING, CHARGES
from ringback.call_handler.quotations import in_order, passages, quotes, text_of, turn_of, words
from ringback.call_handler.refusals import Settled, changed, corrected, refuses, thinks_again
from ringback.call_handler.statements import Clause, Statement, claims, state
from ringback.call_handler.vocabulary import AGREEMENT, CANCELLED, CONFIRMS, EACH, TO_CANCEL
from ringback.call_handler.word_forms import words_of

_NO_NUMBER = re.compile(r"\b(?:one|אחת|אחד)\b", re.IGNORECASE)
"""In a value these mostly are no numbers: "the large one"."""
_FIGURES = re.compile(r"\d[\d\s()-]{2,}")
_PHONE = re.compile(r"[+0]\d[\d\s()-]{6,}")
_OFFERS = {"alternative_time", "alternative", "offer", "note"}
_AMOUNTS = {"price", "total", "cost", "fee", "party_size", "count", "quantity", "guests", "people"}


def witness(
    value: str, quote: str | None, turns: Sequence[Utterance], key: str = "", today: str = ""
) -> tuple[int | None, bool]:
    """(index of the callee's turn that has `quote`, whether what was said there, and after, supports `value`).

    `today` (2026-11-30) is the day of the call where the callee is; without it "tomorrow" is no date.
    """
    heard = sorted((turn for turn in turns if turn.text not in ("", "…")), key=lambda turn: turn.index)
    if any(turn.who == "agent" and TO_CANCEL.search(turn.text) for turn in heard):
        heard = [replace(turn, text=CANCELLED.sub("done", turn.text)) for turn in heard]
        value, quote = CANCELLED.sub("done", value), CANCELLED.sub("done", quote or "")
    found = [passage for passage in passages(heard) if quotes(quote or "", text_of(passage))]
    case = _Case(key, value, heard, today)
    for passage in found:
        if case.supported(passage):
            return turn_of(passage, quote or ""), True
    return (turn_of(found[0], quote or ""), False) if found else (None, False)


class _Case:
    """One claimed value before the whole talk."""

    def __init__(self, key: str, value: str, heard: Sequence[Utterance], today: str) -> None:
        self._key, self._heard, self._read = key, heard, cache(state)
        self._text = value
        self._value = state(value)
        self._has_unit = not UNITS.isdisjoint(word.text for word in words_of(value))
        self._words = [word for word in words(value) if len(word) > 2]
        called = _PHONE.fullmatch(value.strip()) or (
            ("phone" in key or "number" in key) and _FIGURES.fullmatch(value.strip())
        )
        self._of_another_call = "call" in key or any("elsewhen" in clause.words for clause in self._value.clauses)
        self._phone = re.sub(r"\D", "", value) if called else ""
        readings = [] if self._phone else claims(in_words(_NO_NUMBER.sub(" ", value)))
        named = [atom for turn in heard for atom in self._read(turn.text).named()]
        self._claims = dated([self._meant(atoms) for atoms in readings], tuple(days_of(value, today)), named)

    def supported(self, passage: Sequence[Utterance]) -> bool:
        said, after = self._read(text_of(passage)), [turn for turn in self._heard if turn.index > passage[-1].index]
        reply = next((turn.text for turn in after if turn.who == "agent"), "")
        agreed = self._key in _OFFERS or self._agrees(self._read(reply))
        if not agreed and self._declines(said, self._read(reply)):
            return False
        if self._value.currencies and said.currencies and not self._value.currencies & said.currencies:
            return False
        if "total" in self._key and more_to_pay(text_of(passage)) and not more_to_pay(self._text):
            return False
        if self._phone:
            number = rf"(?:(?:972|0)?{self._phone.removeprefix('972').lstrip('0')})+"
            return any(re.fullmatch(number, row) for row in said.spoken)
        counted = said
        if "total" in self._key and not EACH & {word for clause in self._value.clauses for word in clause.words}:
            counted = Statement(tuple(clause for clause in said.clauses if not EACH & set(clause.words)))
        asserted = self._counted(counted, agreed=agreed, chosen=self._named_by(self._read(reply)))
        before = [turn.text for turn in self._heard if turn.who == "agent" and turn.index < passage[0].index]
        asserted = [atom for atom in asserted if counts(atom.charge, self._key, self._text, before)]
        if any(atom.kind == "date" for atoms in self._claims for atom in atoms) and not said.of_the_coming_week:
            asserted = [atom for atom in asserted if atom.kind != "day"]
        if not all(met(atoms, asserted) for atoms in self._claims) or not self._same_sense(said, agreed=agreed):
            return False
        return self._plain(said, passage, agreed=agreed) and self._stands(passage, after)

    def _plain(self, said: Statement, passage: Sequence[Utterance], *, agreed: bool) -> bool:
        """What tells it is plainly an answer. A no needs not be, and neither what is told of another call."""
        if self._value.polarity in ("no", "unsure") or self._of_another_call:
            return True
        kinds, telling = {atom.kind for atoms in self._claims for atom in atoms}, self._telling(said)
        asked = self._asked(passage[0].index)
        if not (agreed or kinds & DAYS) and asked.another_day([said.clauses[at] for at in telling]):
            return False
        ours = asked.words(self._text) | set(self._key.split("_"))
        ours |= (ASKING if agreed else set()) | (set() if "time" in kinds else CHARGES)
        told = agreed or asked.only_to_know(self._named_by if self._claims else None)
        return not left_over(said.clauses, telling, ours, told=told)

    def _asked(self, until: int) -> Asked:
        return Asked([turn.text for turn in self._heard if turn.who == "agent" and turn.index < until], self._read)

    def _telling(self, said: Statement) -> set[int]:
        """The places of the clauses that tell it, the last one for each figure."""
        clauses = list(enumerate(said.clauses))
        if self._claims:
            told = [[at for at, it in clauses if met(atoms, (*it.asserted, *it.open))] for atoms in self._claims]
            return {places[-1] for places in told if places}
        if not self._words or self._value.bare:
            return set({it.sentence: at for at, it in clauses[::-1] if it.polarity == self._value.polarity}.values())
        return {at for at, clause in clauses if self._in(clause)}

    def _counted(self, said: Statement, *, agreed: bool, chosen: bool) -> Sequence[Atom]:
        """What of it counts for this value."""
        if self._value.polarity == "no" or self._of_another_call:
            return said.named()
        whole = self._key in _OFFERS or len(self._claims) > 1
        return (*said.asserted(asked=agreed), *(said.open() if whole or chosen else ()))

    def _meant(self, atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
        """Of the readings of one figure those that fit the key: a price is never a time, and a mere 40 is none."""
        wanted = "number" if self._key in _AMOUNTS else "time" if "time" in self._key else ""
        if wanted == "time" and not self._has_unit and {atom.kind for atom in atoms} == {"number"}:
            return ()
        if not wanted:
            atoms += tuple(replace(atom, kind="name") for atom in atoms if atom.kind == "number")
            atoms += tuple(replace(atom, kind="number") for atom in atoms if atom.kind == "name")
        return tuple(atom for atom in atoms if atom.kind == wanted) or atoms

    def _agrees(self, reply: Statement) -> bool:
        return self._named_by(reply) or reply.polarity == "yes"

    def _declines(self, said: Statement, reply: Statement) -> bool:
        """They asked whether it suits, and we said no."""
        asks = any(clause.asks and AGREEMENT & set(clause.words) for clause in said.clauses)
        return asks and reply.polarity == "no"

    def _same_sense(self, said: Statement, *, agreed: bool) -> bool:
        """A yes is not told as a no, and what they do not have is not told as something they have."""
        wanted = self._value.polarity
        if not self._words or self._value.bare:
            return wanted is None or said.polarity == wanted
        if self._claims:
            return True
        own = [clause for clause in said.clauses if self._in(clause)]
        if own:
            return any(
                clause.polarity in ((wanted,) if wanted in ("no", "unsure") else ("yes", None))
                and (agreed or not clause.asks)
                for clause in own
            )
        return wanted is None or said.polarity in (None, wanted)

    def _stands(self, passage: Sequence[Utterance], after: Sequence[Utterance]) -> bool:
        """Nothing they said later takes it back, or they said it again."""
        said, asked, open_still = self._read(text_of(passage)), Statement(), False
        only_asked = bool(self._claims) and not self._last_said(said, Statement())
        stands = not self._refused(said.clauses[self._last_said(said) :], said, asked)
        for turn in after:
            now = self._read(turn.text)
            if turn.who == "agent":
                asked = now
                continue
            again = self._last_said(now, asked)
            if again:
                open_still = False
                stands = not self._refused(now.clauses[again:], said, asked)
            elif (
                any(
                    self._denied(atoms, now)
                    or corrected(atoms, now, asked_again=self._named_by(asked), amount=self._key in _AMOUNTS)
                    or changed(atoms, asked, now)
                    for atoms in self._claims
                )
                or self._refused(now.clauses, said, asked)
                or thinks_again(now, asked, self._asked(turn.index).words(self._text))
            ):
                stands = open_still = False
            elif now.polarity == "yes" or any((CONFIRMS - {"so", "אז"}) & set(clause.words) for clause in now.clauses):
                open_still = False
            elif only_asked and now.polarity == "unsure" and not any(clause.asks for clause in asked.clauses):
                open_still = True
        return stands and not open_still

    def _last_said(self, said: Statement, asked: Statement | None = None) -> int:
        """Behind the last clause that says all of it, in answer to `asked` also by a yes; 0 when none does."""
        if asked is not None and self._claims and said.polarity == "yes" and self._named_by(asked):
            return len(said.clauses)
        ends = [self._behind(atoms, said, asked=asked is None) for atoms in self._claims]
        if self._claims:
            return max(ends) if all(ends) else 0
        for at in range(len(said.clauses), 0, -1):
            clause = said.clauses[at - 1]
            own = clause.polarity == "yes" if self._value.bare else self._in(clause)
            if own and clause.polarity != "no":
                return at
        return 0

    def _behind(self, atoms: Sequence[Atom], said: Statement, *, asked: bool) -> int:
        places = enumerate(said.clauses, 1)
        return max((at for at, it in places if (asked or not it.asks) and met(atoms, it.asserted)), default=0)

    def _in(self, clause: Clause) -> bool:
        return bool(self._words) and in_order(self._words, clause.words) * 2 >= len(self._words)

    def _named_by(self, asked: Statement) -> bool:
        return bool(self._claims) and all(met(atoms, asked.asserted(asked=True)) for atoms in self._claims)

    def _refused(self, clauses: Sequence[Clause], settled: Statement, asked: Statement) -> bool:
        if self._value.polarity == "no":
            return False
        about_it = self._named_by(asked)
        return refuses(clauses, Settled(self._claims, frozenset(self._words), settled), asked, about_it=about_it)

    def _denied(self, atoms: Sequence[Atom], said: Statement) -> bool:
        wanted = [atom for atom in atoms if atom.kind != "number" or self._key in _AMOUNTS]
        return any(atom.fits(other) for atom in wanted for other in said.denied())
