"""Pure: the journal as a list of errands and talks, each with the lines it can be found by.

Rules:
1. What is said in a conversation belongs to its open errand, or to the next one it proposes; the rest is talk.
2. A turn of a call counts in its last form, a plan in its last version; the message that repeats a plan does not.
3. An erasure ends all that came before it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Literal

from ringback.engine.call_events import IN_CALL
from ringback.engine.ports import Entry
from ringback.engine.search import Query, fold

Where = Literal["message", "plan", "call", "fact"]
Kind = Literal[
    "talk", "draft", "proposed", "confirmed", "scheduled", "in_call", "succeeded", "unconfirmed", "failed", "cancelled"
]
"""A task's statuses as the journal shows them; talk is what led to no errand."""

_ENDS: Mapping[str, Kind | None] = {"task.outcome": None, "task.failed": "failed", "task.cancelled": "cancelled"}
"""What an entry says of how the errand ended; None: its own status does."""
MOST_HITS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was said or written. `turn`, `t` and `to` (ms of the recording) are a call's, `call` its place."""

    where: Where
    text: str
    seq: int
    who: str = ""
    turn: int | None = None
    t: int | None = None
    to: int | None = None
    call: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A line with the places (first and behind the last character) of the words that were found in it."""

    line: Line
    marks: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Record:
    """An errand, or talk that led to none (`task` is None), from its first entry to its last."""

    conversation: str | None
    task: str | None
    first: Entry
    last: Entry
    kind: Kind = "talk"
    reason: str = ""
    callee: str = ""
    phone_number: str = ""
    summary: str = ""
    text: str = ""
    cost: float | None = None
    recording: str | None = None
    confirmed: Entry | None = None
    status: Entry | None = None
    """The last `call.status`."""
    answered: Entry | None = None
    asks: str = ""
    """The question that waits for the user."""
    said: list[Line] = field(default_factory=list)
    planned: list[Line] = field(default_factory=list)
    turns: dict[tuple[Any, ...], Line] = field(default_factory=dict)
    facts: list[Line] = field(default_factory=list)

    _folded: str | None = None

    @property
    def lines(self) -> Sequence[Line]:
        return [*self.facts, *self.planned, *self.said, *sorted(self.turns.values(), key=lambda line: line.t or 0)]

    @property
    def folded(self) -> str:
        """All lines as they are compared, made once."""
        if self._folded is None:
            self._folded = fold("\n".join(line.text for line in self.lines))
        return self._folded

    def moved(self, entry: Entry) -> None:
        self.last, self._folded = entry, None


class Archive:
    """Takes the journal's entries, oldest first, and has the records they make."""

    def __init__(self) -> None:
        self._errands: dict[str, Record] = {}
        self._talks: dict[str, Record] = {}
        self._open: dict[str, str] = {}

    def take(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self._take(entry)

    @property
    def records(self) -> list[Record]:
        """Last moved first."""
        every = [*self._errands.values(), *(talk for talk in self._talks.values() if talk.said)]
        return sorted(every, key=lambda record: record.last.seq, reverse=True)

    def _take(self, entry: Entry) -> None:
        data = entry.data
        match entry.type:
            case "message":
                record = self._place(entry)
                record.said.append(Line("message", data["text"], entry.seq, data["role"]))
                record.moved(entry)
            case "plan.proposed" | "plan.updated":
                self._plan(self._errand(entry), entry)
            case "call.turn":
                errand = self._errand(entry)
                key = (data.get("call_sid"), data.get("call"), data["turn"])
                errand.turns.pop(key, None)
                if data["text"]:
                    times = (data["turn"], data["t0"], data["t1"], data.get("call"))
                    errand.turns[key] = Line("call", data["text"], entry.seq, data["who"], *times)
            case "task.confirmed":
                errand = self._errand(entry)
                errand.kind, errand.confirmed = "confirmed", entry
            case "call.ask":
                self._errand(entry).asks = data["text"]
            case "call.answer":
                self._errand(entry).asks = ""
            case "task.scheduled":
                self._errand(entry).kind = "scheduled"
            case "call.status":
                self._status(self._errand(entry), entry)
            case kind if kind in _ENDS:
                self._end(self._errand(entry), entry)
            case "data.changed" if data["section"] == "all":
                self._errands, self._talks, self._open = {}, {}, {}
            case _:
                pass

    def _place(self, entry: Entry) -> Record:
        conversation = entry.conversation or ""
        task = entry.task or self._open.get(conversation)
        if task:
            return self._errand(replace(entry, task=task))
        if conversation not in self._talks:
            self._talks[conversation] = Record(entry.conversation, None, entry, entry)
        return self._talks[conversation]

    def _errand(self, entry: Entry) -> Record:
        task = entry.task or ""
        if task not in self._errands:
            self._errands[task] = Record(entry.conversation, task, entry, entry, "draft")
        record = self._errands[task]
        record.moved(entry)
        return record

    def _plan(self, errand: Record, entry: Entry) -> None:
        data, conversation = entry.data, entry.conversation or ""
        values = {one["key"]: str(one["value"]) for one in data["fields"]}
        errand.kind, errand.summary = "proposed", data["summary"]
        errand.callee, errand.phone_number = values.get("callee", ""), values.get("phone_number", "")
        shown = [data["summary"], errand.phone_number]
        errand.planned = [Line("plan", text, entry.seq) for text in shown if text]
        before = self._talks.pop(conversation, None)
        if before is not None:
            errand.said[:0], errand.first = before.said, before.first
        errand.said = [line for line in errand.said if line.who == "user" or data["summary"] not in line.text]
        self._open[conversation] = entry.task or ""

    def _status(self, errand: Record, entry: Entry) -> None:
        status = entry.data["status"]
        errand.status = entry
        if status in IN_CALL and errand.answered is None:
            errand.answered = entry
        if status == "ended":
            errand.asks, errand.answered = "", None
        elif errand.confirmed is not None:
            errand.kind = "in_call"

    def _end(self, errand: Record, entry: Entry) -> None:
        data = entry.data
        errand.kind, errand.asks = _ENDS.get(entry.type) or data["status"], ""
        errand.reason = data.get("reason") or data.get("code") or ""
        errand.text, errand.recording = data.get("text", ""), data.get("recording")
        errand.cost = (data.get("cost") or {}).get("total_usd")
        told = [*data.get("facts", []), *data.get("doubts", [])]
        errand.facts = [Line("fact", f"{fact['label']}: {fact['value']}", entry.seq, t=fact.get("t")) for fact in told]
        if self._open.get(entry.conversation or "") == entry.task:
            del self._open[entry.conversation or ""]


def matching(records: Iterable[Record], text: str, limit: int) -> list[tuple[Record, tuple[Hit, ...]]]:
    """The first `limit` records that have every word of `text`, each with the lines that have most; all without one."""
    strict, records = Query.of(text), list(records)
    if not strict.wanted:
        return [(record, ()) for record in records[:limit]]
    found = list(islice(_found(records, strict), limit))
    return found or list(islice(_found(records, Query(strict.wanted, loose=True)), limit))


def _found(records: Sequence[Record], query: Query) -> Iterator[tuple[Record, tuple[Hit, ...]]]:
    for record in records:
        if not query.may_be_in(record.folded):
            continue
        each = [(line, found) for line in record.lines if (found := query.find(line.text))]
        if record.task is None:
            each = [(line, found) for line, found in each if len(found) == len(query.wanted)]
        if len({word for _, found in each for word in found}) == len(query.wanted):
            each.sort(key=lambda one: -len(one[1]))
            hits = [Hit(line, tuple(sorted(place for at in found.values() for place in at))) for line, found in each]
            yield record, tuple(hits[:MOST_HITS])
