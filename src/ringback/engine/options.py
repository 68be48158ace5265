"""What may be answered to an open question at a press: hours and days that fit the errand and are still to come.

Rules:
1. A table is for a meal, a visit is within the day; when a place really opens nobody here knows, so only what hardly
   any place is open for is left out. In Israel visits end at noon on Friday, and on Saturday no hour is suggested.
2. A day is suggested only while an hour of it is.
3. What the user said of the part of the day is kept to: "tomorrow evening" suggests no morning.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ringback.engine.interpreters import days
from ringback.engine.interpreters.impossible import has_passed
from ringback.engine.phrases import Phrases
from ringback.engine.task import SlotValue
from ringback.engine.turn import Ask

MOST = 3
_HOURS = {
    "appointment": ("09:00", "10:00", "11:00", "12:00", "16:00", "17:00", "18:00"),
    "booking": ("09:00", "12:30", "13:00", "13:30", "19:30", "20:00", "21:00"),
}
_PARTS = (
    (re.compile(r"\bafternoon\b|אחרי? הצהריי?ם"), 13, 18),
    (re.compile(r"\b(?:lunch|noon|midday)\b|צהריי?ם"), 12, 15),
    (re.compile(r"\b(?:morning|breakfast|brunch)\b|בוקר"), 6, 12),
    (re.compile(r"\b(?:evening|tonight|dinner|night)\b|ערב|הלילה|בלילה"), 17, 24),
)
_USUAL = {"booking": (18, 24)}
"""From and up to which hour, by what was said of the day; a table of which nothing is said is for the evening."""
_FRIDAY, _SATURDAY, _NOON = 4, 5, 12
_SAYS_WHEN = ("date", "when", "notes", "service")


@dataclass(frozen=True, slots=True)
class Options:
    """`region` says which days are of rest; `clock` is the user's, ISO 8601, where it is known."""

    phrases: Phrases
    region: str
    clock: str | None

    def of(self, ask: Ask) -> list[str]:
        """At most three for an hour; none for what is written freely."""
        if ask.offer is not None:
            return [self.phrases.text("suggest.yes"), self.phrases.text("suggest.no")]
        said, kind = ask.task.slots, ask.task.type
        if ask.slot == "time":
            words = " ".join(said[slot].said.lower() for slot in _SAYS_WHEN if slot in said)
            return list(self._hours(kind, words, said["date"].said if "date" in said else ""))[:MOST]
        if ask.slot is None or not self.phrases.has(f"options.{ask.slot}"):
            return []
        found = self.phrases.text(f"options.{ask.slot}").split("|")
        if ask.slot != "date":
            return found
        if "time" in said:
            return [day for day in found if not has_passed({**said, "date": SlotValue(day, day)}, self.clock)]
        return [day for day in found if any(self._hours(kind, "", day))]

    def _hours(self, kind: str, words: str, day: str) -> Iterator[str]:
        """The hours of an errand of this kind on that day that are still to come."""
        first, last = next(((at, to) for form, at, to in _PARTS if form.search(words)), _USUAL.get(kind, (0, 24)))
        now = datetime.fromisoformat(self.clock) if self.clock else None
        on = days.day(day, now.date(), certain=False) if now and day else None
        if on is not None and kind == "appointment" and self.region == "IL":
            last = {_FRIDAY: min(last, _NOON), _SATURDAY: 0}.get(on.weekday(), last)
        for hour in _HOURS.get(kind, _HOURS["booking"]):
            is_over = now is not None and on == now.date() and hour <= f"{now:%H:%M}"
            if first <= int(hour[:2]) < last and not is_over:
                yield hour
