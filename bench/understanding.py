"""Scores the offline interpreter on the evaluation data; the rows are read from outside the project, never kept in it.

DATA names the folder (default ../shared/data beside the project), SPLIT its `*.SPLIT.jsonl` (default dev). VERBOSE=1
prints every row that is off. "yes found" counts the rows that can be nothing but a yes. Exit 1 when one reply was
wrongly taken as a yes, one request that must be refused was not, or one number that may not be called would have been
dialled.
"""

import json
import os
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from ringback import phone
from ringback.engine.dialogue import Dialogue, advance
from ringback.engine.interpreters import rules
from ringback.engine.reading import Act, Reading, Situation
from ringback.engine.task import Language, SlotValue, Task
from ringback.engine.task_types import load
from ringback.engine.turn import Action, Ask, Propose, Refuse, Said, Scene

Row = dict[str, Any]
FOLDER = Path(os.environ.get("DATA") or Path(__file__).parents[2] / "shared" / "data")
SPLIT = os.environ.get("SPLIT") or "dev"
VERBOSE = bool(os.environ.get("VERBOSE"))
TYPES = load()
WAITING = {
    "phone_number": SlotValue("+97236123456", "03-612-3456"),
    "callee": SlotValue("Pizza Place", "Pizza Place"),
    "goal": SlotValue("order a large margherita", "order a large margherita"),
    "name": SlotValue("Dana", "Dana"),
}


class Score:
    """Counts of hits per measure, for one language and source."""

    def __init__(self) -> None:
        self.hits: defaultdict[str, list[bool]] = defaultdict(list)

    def add(self, measure: str, hit: bool) -> bool:
        self.hits[measure].append(hit)
        return hit

    def cell(self, measure: str) -> str:
        hits = self.hits.get(measure)
        return f"{100 * sum(hits) / len(hits):.0f} % of {len(hits)}" if hits else ""


Scores = defaultdict[tuple[str, str], Score]


def rows(name: str) -> Iterator[Row]:
    file = FOLDER / f"{name}.{SPLIT}.jsonl"
    if not file.exists():
        return
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def off(measure: str, row: Row, got: object) -> None:
    if VERBOSE:
        print(f"  {measure:10} {row['text']!r}  got {got}")


def timed(text: str, situation: Situation, clock: list[float]) -> Reading:
    begun = time.perf_counter()
    reading = rules.read(text, situation)
    clock.append((time.perf_counter() - begun) * 1000)
    return reading


def confirmations(scores: Scores, clock: list[float]) -> int:
    """How many replies were wrongly taken as a yes."""
    wrong = 0
    for row in rows("confirmations"):
        language: Language = row["lang"]
        situation = Situation(language, "IL", "awaiting_confirmation", "phone_call", WAITING)
        reading = timed(row["text"], situation, clock)
        match reading.act:
            case Act.AFFIRM:
                label = "confirm"
            case Act.NEGATE | Act.CANCEL:
                label = "reject"
            case Act.INFORM | Act.REQUEST:
                label = "edit"
            case _:
                label = "other"
        for score in (scores[language, row["source"]], scores[language, "all"]):
            score.add("acceptable", label in row["acceptable"])
            if row["acceptable"] == ["confirm"]:
                score.add("yes found", label == "confirm")
        if label not in row["acceptable"]:
            off("reply", row, label)
        if label == "confirm" and row.get("must_not") == "confirm":
            wrong += 1
            print(f"WRONG ACCEPT {row['id']}: {row['text']!r}")
    return wrong


def opening(row: Row, clock: list[float]) -> tuple[Task | None, tuple[Action, ...]]:
    """The first turn of a conversation without any memory."""
    language: Language = row["lang"]
    reading = timed(row["text"], Situation(language, row["default_region"]), clock)
    dialogue = Dialogue("c", "u", "web", language)
    after, actions = advance(dialogue, Said(reading), Scene(0.0, TYPES, "t", "0000"))
    return after.task, actions


def requests(scores: Scores, clock: list[float]) -> int:
    """How many requests that must be refused were offered."""
    offered = 0
    for row in rows("requests"):
        expect = row["expect"]
        task, actions = opening(row, clock)
        refused = any(isinstance(action, Refuse) for action in actions)
        asked = {action.slot for action in actions if isinstance(action, Ask)}
        policy = "task" if task else "refuse" if refused else "not_task"
        if expect["policy"] == "refuse" and refused and not any(isinstance(action, Propose) for action in actions):
            policy = "refuse"
        elif expect["policy"] == "refuse":
            offered += 1
            print(f"NOT REFUSED {row['id']}: {row['text']!r}")
        both = scores[row["lang"], row["source"]], scores[row["lang"], "all"]
        for score in both:
            score.add("policy", policy == expect["policy"])
        if policy != expect["policy"]:
            off("policy", row, policy)
        if expect["policy"] != "task":
            continue
        kind = kind_of(task) if task else None
        right_kind = kind in expect["acceptable_kinds"]
        told = " | ".join(f"{value.said} {value.value}" for value in task.slots.values()).casefold() if task else ""
        for score in both:
            score.add("kind", right_kind)
        if not right_kind:
            off("kind", row, kind)
        for key, value in expect["slots"].items():
            hit = slot_hit(key, str(value), told, task, row["default_region"])
            for score in both:
                score.add("slots", hit)
            if not hit:
                off(key, row, {key: value.said for key, value in task.slots.items()} if task else None)
        first = first_question(expect, asked)
        for score in both:
            score.add("question", first)
        if not first:
            off("question", row, (asked, expect["missing"]))
    return offered


_KINDS = {"booking": "reservation", "order": "order", "appointment": "appointment", "inquiry": "inquiry"}
_GOALS = (
    ("cancel", r"(?:cancel|drop|get rid|call off|remove|לבטל)(?!\w)"),
    (
        "reschedule",
        r"(?:re-?schedule|move|push|postpone|change|modify|bring forward|לדחות|להזיז|להקדים|לשנות|להעביר)(?!\w)",
    ),
    ("taxi", r".*(?<!\w)(?:taxi|cab|ride|uber|lyft|מונית)(?!\w)"),
    ("hotel_reservation", r".*(?<!\w)[בלה]?(?:hotel|rooms?|motel|suite|חדר|מלון)(?!\w)"),
)


def kind_of(task: Task) -> str:
    """The kind of a task, as the rows name it; a call with a goal is what the goal says."""
    if task.type == "message":
        return "message"
    if task.type in _KINDS:
        return _KINDS[task.type]
    goal = task.said("goal").lower()
    return next((kind for kind, form in _GOALS if re.match(form, goal)), "call")


def slot_hit(key: str, value: str, told: str, task: Task | None, region: str) -> bool:
    """The value appears in the plan; what is told loosely (a question, a message, items) by most of its words."""
    value = value.casefold()
    if task is None:
        return False
    if key == "phone_number":
        number = phone.check(value, region)
        return number.e164 == task.value("phone_number") or not number.callable
    if value in told or any(slot.said.casefold() and slot.said.casefold() in value for slot in task.slots.values()):
        return True
    if key in ("question", "message", "items", "notes"):
        words = value.split()
        return value.startswith("(") or sum(word in told for word in words) * 2 >= len(words)
    return False


def first_question(expect: Row, asked: set[str | None]) -> bool:
    """The first thing missing is asked for, and nothing the message has."""
    missing, has = expect["missing"], set().union(*(_ours(name) for name in expect["slots"]))
    if asked & has and "phone_number" not in asked:
        return False
    return not missing or bool(_ours(missing[0]) & asked) or ("phone_number" not in missing and bool(asked))


_OURS = {"business": {"callee"}, "recipient": {"callee"}, "purpose": {"goal"}}
_CONTENT = {"items", "question", "message"}


def _ours(name: str) -> set[str]:
    return {name, "goal"} if name in _CONTENT else _OURS.get(name, {name})


def phones(scores: Scores) -> int:
    """How many numbers that may not be called would have been."""
    dialled = 0
    for row in rows("phones"):
        found = phone.extract(row["text"], row["default_region"])
        ours = {hit.number.e164 for hit in found if hit.number.callable}
        wanted = {want["e164"] for want in row["expect"] if want["callable"]}
        exact = ours == wanted or bool(row.get("hard") and not ours)
        for score in (scores[row["lang"], row["source"]], scores[row["lang"], "all"]):
            score.add("numbers", exact)
        if not exact:
            off("number", row, ours)
        if ours - wanted:
            dialled += 1
            print(f"WRONG NUMBER {row['id']}: {row['text']!r}")
    return dialled


MEASURES = ("yes found", "acceptable", "policy", "kind", "slots", "question", "numbers")


def main() -> int:
    if not any(True for _ in rows("confirmations")):
        print(f"No {SPLIT} data in {FOLDER}; nothing to measure.")
        return 0
    scores: Scores = defaultdict(Score)
    clock: list[float] = []
    wrong, offered, dialled = confirmations(scores, clock), requests(scores, clock), phones(scores)
    table = Table("language", "source", *MEASURES)
    for (language, source), score in sorted(
        scores.items(), key=lambda item: (item[0][0], item[0][1] != "all", item[0][1])
    ):
        table.add_row(language, source, *(score.cell(measure) for measure in MEASURES))
    Console(width=150).print(table)
    clock.sort()
    print(f"a turn: median {statistics.median(clock):.2f} ms, p99 {clock[int(len(clock) * 0.99)]:.2f} ms")
    print(f"wrong accepts {wrong}, requests not refused {offered}, wrong numbers {dialled}")
    return 1 if wrong or offered or dialled else 0


if __name__ == "__main__":
    sys.exit(main())
