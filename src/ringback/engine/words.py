"""How an errand stands or ended, in one plain sentence of the user's language.

Rules:
1. Only what the callee was heard to say is told as agreed; the voice model's own summary is never repeated.
2. Every reason has its sentence; the trace is in the log.
3. Several calls are told one by one below the result, also those that were not made; the one that is taken is the
   result. Of calls that only asked it is said that nothing is booked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ringback.engine import calls, plan_times
from ringback.engine.agreed_day import agreed_day
from ringback.engine.calls import HOLDING
from ringback.engine.interpreters import days
from ringback.engine.mandate import BEYOND, OTHER_COUNT, OTHER_DAY, OTHER_TIME, OVER_BUDGET
from ringback.engine.order_words import covers
from ringback.engine.outcome import MESSAGE_LEFT, NO_REPLY_FROM_YOU
from ringback.engine.phrases import Phrases
from ringback.engine.plan import number
from ringback.engine.plan_times import asked_on, moment
from ringback.engine.task import ENDED, Language, Outcome, OutcomeFact, Purpose, Status, Task
from ringback.engine.task_types.lines import budget, one_line
from ringback.wire import Reason

_OFFER = "alternative_time"
_TALKED = (Reason.GOAL_NOT_REACHED, NO_REPLY_FROM_YOU)
"""Reasons behind which stands what they said."""
_BEST = {"cheapest": "several.cheapest", "earliest": "several.earliest"}
_BEYOND = {
    OVER_BUDGET: ("outcome.over_budget", "price", ("budget",)),
    OTHER_TIME: ("outcome.other_time", "time", ("time", "when")),
    OTHER_DAY: ("outcome.other_day", "date", ("date", "when")),
    OTHER_COUNT: ("outcome.other_count", "party_size", ("party_size",)),
}
"""The sentence, the fact that goes beyond the plan, and the slots that may have said what it should be."""
_LONGEST_QUOTE = 160
_HELD = ("items", "service", "party_size", "date", "time", "delivery_address", "name")
"""Slots of what somebody holds for the user."""
_UNDECIDED = {calls.TIE: "several.tie", calls.NOT_COMPARABLE: "several.not_comparable"}


def _short(quote: str) -> str:
    """One line of a quote; of a long one the end, which is what it came to."""
    line = one_line(quote)
    return line if len(line) <= _LONGEST_QUOTE else f"… {line[-_LONGEST_QUOTE:].partition(' ')[2]}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of several calls; `place` is the call's in `Task.calls`, None while it was not made."""

    callee: str
    number: str
    result: str
    place: int | None = None
    purpose: Purpose = "errand"
    status: Status | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences for tasks; `phrases` by language, `region` says how numbers are written."""

    phrases: Mapping[Language, Phrases]
    region: str

    def ended(self, task: Task, outcome: Outcome, *, plan: bool = True) -> str:
        """One honest message about an ended task; without the `plan` where that is told beside it."""
        if task.others:
            return self._several(task, outcome)
        phrases, who = self.phrases[task.language], self.callee(task)
        match outcome.status:
            case Status.SUCCEEDED:
                told = phrases.text("outcome.succeeded", callee=who, facts=self.facts(task, outcome)).strip()
                return "\n".join([told, *(self._as_asked(task, outcome) if plan else [])])
            case Status.UNCONFIRMED if task.call_sid is None:
                return phrases.text("outcome.unknown", callee=who)
            case Status.UNCONFIRMED if outcome.reason in BEYOND:
                return "\n".join([self._beyond(task, outcome, phrases), *self._doubts(task, outcome)])
            case Status.UNCONFIRMED if outcome.reason == MESSAGE_LEFT:
                return f"{who}: {self._failure(phrases, outcome)}"
            case Status.UNCONFIRMED if outcome.reason != "goal_reached":
                told = phrases.text("outcome.cut_off", callee=who, cause=self._failure(phrases, outcome))
                return told if outcome.reason in _TALKED else " ".join([told, *self._quotes(outcome, phrases)])
            case Status.UNCONFIRMED:
                doubted = " ".join(fact.quote or "" for fact in outcome.facts if not fact.supported)
                cited = [fact for fact in outcome.facts if fact.key == "note" and (fact.quote or "") in doubted]
                rest = replace(outcome, facts=tuple(fact for fact in outcome.facts if fact not in cited))
                told = phrases.text("outcome.unconfirmed", callee=who, facts=self.facts(task, rest)).strip()
                return "\n".join([told, *self._doubts(task, outcome)])
            case Status.CANCELLED:
                return phrases.text("status.cancelled", callee=who)
            case _:
                told = f"{who}: {self._failure(phrases, outcome, task.type)}"
                return f"{told} {phrases.count('outcome.tries', len(task.tries) + 1)}" if task.tries else told

    def _beyond(self, task: Task, outcome: Outcome, phrases: Phrases) -> str:
        """What was agreed goes beyond what the plan allowed: what was said, what was asked, and their words."""
        sentence, key, slots = _BEYOND[outcome.reason]
        told = [fact for fact in outcome.facts if fact.supported and fact.key == key]
        if outcome.reason == OTHER_DAY and not told:
            told = [fact for fact in outcome.facts if fact.supported and fact.key == "time"]
        said = ", ".join(self._value(fact.key, fact.value, task) for fact in told)
        asked = next((slot for slot in slots if task.said(slot)), slots[0])
        wanted = budget(task.said(asked), task.language) if asked == "budget" else self._asked(asked, task)
        if outcome.reason == OTHER_DAY and (day := agreed_day(outcome, asked_on(task, self.region))):
            said = plan_times.day(day, phrases)
        rest = [
            fact for fact in outcome.facts if fact.supported and fact not in told and fact.key not in ("date", "note")
        ]
        others = ", ".join(self._told(fact.key, self._value(fact.key, fact.value, task), phrases) for fact in rest)
        quotes = list(dict.fromkeys(_short(fact.quote) for fact in told if fact.quote))
        text = phrases.text(sentence, callee=self.callee(task), said=said, wanted=wanted)
        quoted = [phrases.text("outcome.quote", quote=quote) for quote in quotes]
        return " ".join(filter(None, [text, *quoted, others]))

    def _as_asked(self, task: Task, outcome: Outcome) -> list[str]:
        """What the plan said beyond what the callee was heard to say, when they agreed to it as a whole."""
        told = {fact.key: fact.value for fact in outcome.facts if fact.supported}
        if agreed_day(outcome, asked_on(task, self.region)):
            told["date"] = ""
        thing = " ".join(told[key] for key in ("count", "quantity", "item") if key in told)
        if "item" in told and covers(thing, task.said("items")):
            told["items"] = ""
        slots = _HELD if task.type in HOLDING else ("goal", "when") if task.type == "phone_call" else ()
        phrases = self.phrases[task.language]
        asked = [
            self._told(slot if slot != "items" else "item", self._asked(slot, task), phrases)
            for slot in slots
            if slot not in told and task.said(slot)
        ]
        return [phrases.text("outcome.as_asked", asked=", ".join(asked))] if asked else []

    def _asked(self, slot: str, task: Task) -> str:
        """The slot as the plan had it; an hour or a number in figures, a day with its date."""
        exact = slot in ("time", "party_size")
        return self._value(slot, task.value(slot) if exact else task.said(slot), task)

    def _value(self, key: str, value: str, task: Task) -> str:
        """A day by its name and date, whenever it is read; anything else as it stands."""
        on = days.day(value, asked_on(task, self.region)) if key == "date" else None
        return plan_times.day(on, self.phrases[task.language]) if on else one_line(value)

    def shown(self, fact: OutcomeFact, task: Task) -> str:
        """The value as the user reads it."""
        return self._value(fact.key, fact.value, task)

    def _told(self, key: str, value: str, phrases: Phrases) -> str:
        if key in ("date", "goal"):
            return value
        names = (f"fact.{key}", f"label.{key}")
        label = next((phrases.text(name) for name in names if phrases.has(name)), key)
        return phrases.text("outcome.fact", label=label, value=value)

    def table(self, task: Task, outcome: Outcome | None = None) -> list[Row]:
        """A line for each call that was begun, then for each target that was not called; nothing for a single call."""
        phrases, made = self.phrases[task.language], {call.target for call in task.calls}
        rows = []
        for place, call in enumerate(task.calls):
            single = calls.alone(task, place)
            end = call.outcome
            rows.append(
                Row(
                    self.callee(single),
                    number(single.value("phone_number"), self.region),
                    self._result(single, end, call.purpose) if end else phrases.text("several.going_on"),
                    place,
                    call.purpose,
                    end.status if end else None,
                    outcome is not None and outcome.chosen == place,
                )
            )
        for index, target in enumerate(calls.targets(task) if task.others else ()):
            if index not in made:
                phone = target.phone_number.value if target.phone_number else ""
                name = one_line(target.callee.said) if target.callee else number(phone, self.region)
                rows.append(Row(name, number(phone, self.region), phrases.text("several.not_called")))
        return rows

    def _result(self, single: Task, end: Outcome, purpose: Purpose) -> str:
        """What one call came to, without the name."""
        phrases = self.phrases[single.language]
        if purpose == "cancel":
            return phrases.text("several.released" if end.status is Status.SUCCEEDED else "several.not_released")
        match end.status:
            case Status.SUCCEEDED:
                done = "several.answered" if single.type == "inquiry" else "several.done"
                return phrases.text(done, facts=self.facts(single, end)).strip()
            case Status.UNCONFIRMED:
                return phrases.text("several.unclear", facts=self.facts(single, end)).strip()
            case Status.CANCELLED:
                return phrases.text("several.not_called")
            case _:
                return self._failure(phrases, end, single.type)

    def offer(self, task: Task, outcome: Outcome) -> str:
        """What the user may say to book at the best of those that were only asked; "" when there is none."""
        asked = outcome.chosen is not None and calls.only_asks(task)
        return self.phrases[task.language].text("suggest.book_there") if asked else ""

    def _several(self, task: Task, outcome: Outcome) -> str:
        phrases = self.phrases[task.language]
        lines = []
        if outcome.chosen is not None and task.compare and (offer := self.offer(task, outcome)):
            single = calls.alone(task, outcome.chosen)
            best, facts = phrases.text(_BEST[task.compare], callee=self.callee(single)), self.facts(single, outcome)
            lines.append(phrases.text("several.asked", best=best, facts=facts, offer=offer))
        elif outcome.chosen is not None:
            single = calls.alone(task, outcome.chosen)
            if task.strategy == "compare" and task.compare:
                lines.append(phrases.text(_BEST[task.compare], callee=self.callee(single)))
            held = outcome.reason == calls.STILL_HELD
            lines.append(self.ended(single, replace(outcome, status=Status.SUCCEEDED) if held else outcome))
            if held:
                lines.append(phrases.text("several.still_held"))
        elif outcome.reason in _UNDECIDED:
            lines.append(phrases.text(_UNDECIDED[outcome.reason]))
        elif outcome.status is Status.SUCCEEDED:
            lines.append(phrases.text("several.all_done"))
        elif outcome.status is Status.CANCELLED:
            lines.append(phrases.text("status.cancelled", callee=self.callee(task)))
        elif outcome.status is Status.UNCONFIRMED:
            lines.append(phrases.text("several.stopped_unclear"))
        else:
            lines.append(phrases.text("several.failed"))
        others = [row for row in self.table(task, outcome) if not row.chosen]
        lines += [phrases.text("several.row", callee=row.callee, result=row.result) for row in others]
        return "\n".join(lines)

    def _doubts(self, task: Task, outcome: Outcome) -> list[str]:
        """What was not borne out: what was asked for or reported, with what they said instead."""
        phrases, lines = self.phrases[task.language], []
        for fact in outcome.facts:
            quoted = phrases.text("outcome.quote", quote=_short(fact.quote)) if fact.quote else ""
            label = self.label(fact.key, task.language)
            if not fact.supported and phrases.has(f"doubt.{fact.key}"):
                lines.append(f"{phrases.text(f'doubt.{fact.key}', value=one_line(fact.value))} {quoted}".strip())
            elif not fact.supported and quoted:
                lines.append(f"{phrases.text('outcome.doubt', label=label, value=fact.value)} {quoted}")
        return lines

    def label(self, key: str, language: Language) -> str:
        """What a fact is called."""
        phrases = self.phrases[language]
        return phrases.text(f"fact.{key}") if phrases.has(f"fact.{key}") else key

    def status(self, task: Task, phrases: Phrases, *, plan: bool = True) -> str:
        """How a task stands now; `plan` as for `ended`."""
        if task.status in ENDED and task.outcome is not None:
            return self.ended(task, task.outcome, plan=plan)
        if task.status is Status.SCHEDULED and task.due_at is not None:
            return self.scheduled(task, task.tries[-1].outcome.reason if task.tries else None, phrases)
        return phrases.text(f"status.{task.status.value}", callee=self.callee(task, phrases))

    def scheduled(self, task: Task, reason: str | None, phrases: Phrases | None = None) -> str:
        """When the call will be made; `reason`: what kept the last try from reaching anybody."""
        words, who = phrases or self.phrases[task.language], self.callee(task, phrases)
        at = moment(task.due_at or task.created_at, words, self.region)
        if reason is None:
            return words.text("task.scheduled", callee=who, at=at)
        cause = self._failure(words, Outcome(Status.FAILED, reason))
        return words.text("task.again", callee=who, cause=cause, at=at, n=task.attempt + 1, most=task.retries.times + 1)

    def reminder(self, task: Task, at: float) -> str:
        """What was agreed, shortly before it takes place."""
        words = self.phrases[task.language]
        return words.text("task.reminder", callee=self.callee(task), at=moment(at, words, self.region))

    def callee(self, task: Task, phrases: Phrases | None = None) -> str:
        """Who is called, or the number when there is no name."""
        name, phone = one_line(task.said("callee")), task.value("phone_number")
        if name:
            return name
        words = phrases or self.phrases[task.language]
        return words.text("task.number", number=number(phone, self.region)) if phone else words.text("status.someone")

    def _failure(self, phrases: Phrases, outcome: Outcome, kind: str = "") -> str:
        """Why it came to nothing, with what they offered and said when they were talked to; `kind`: the task's type."""
        told = [fact for fact in outcome.facts if fact.supported]
        offers = [fact.value for fact in told if fact.key == _OFFER]
        key = f"failed.{outcome.reason}"
        if outcome.reason not in _TALKED:
            return phrases.text(key if phrases.has(key) else "failed.other")
        if kind == "inquiry" and outcome.reason == Reason.GOAL_NOT_REACHED and not offers:
            key = "failed.not_answered"
        offer = [phrases.text("failed.offer", offer=", ".join(offers))] if offers else []
        return " ".join([phrases.text(key), *offer, *self._quotes(outcome, phrases)])

    def _quotes(self, outcome: Outcome, phrases: Phrases) -> list[str]:
        """What else they said, in their words, whatever was made of them."""
        notes = [fact for fact in outcome.facts if fact.key == "note" and fact.quote]
        return [phrases.text("outcome.quote", quote=_short(fact.quote or "")) for fact in notes]

    def facts(self, task: Task, outcome: Outcome) -> str:
        """What the callee was heard to say, as one line, the day before the rest."""
        phrases, told = self.phrases[task.language], [fact for fact in outcome.facts if fact.supported]
        named = [fact for fact in told if fact.key == "date"]
        beside = agreed_day(outcome, asked_on(task, self.region)) if not named else None
        day = [plan_times.day(beside, phrases)] if beside else []
        rest = [
            self._told(fact.key, self._value(fact.key, fact.value, task), phrases)
            for fact in sorted(told, key=lambda fact: fact.key != "date")
        ]
        return ", ".join([*day, *rest])
