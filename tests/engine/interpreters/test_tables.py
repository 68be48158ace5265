"""What people write, in tables of their own: requests, replies to "Shall I call?" and numbers in running text.

A request's kind is that of the task type; `cancel`, `move`, `complain`, `call`, `taxi` and `hotel` are calls
with a goal. `none` is no errand, `refuse` must not be called.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ringback import phone
from ringback.engine.interpreters import confirm, rules
from ringback.engine.interpreters import text as texts
from ringback.engine.reading import Act, Reading, Situation
from ringback.engine.task import Language, SlotValue

TABLES = Path(__file__).parent / "tables"
WAITING = {
    "phone_number": SlotValue("+97236123456", "03-612-3456"),
    "callee": SlotValue("Pizza Place", "Pizza Place"),
    "goal": SlotValue("order a large margherita", "order a large margherita"),
    "name": SlotValue("Dana", "Dana"),
}
TYPES = {
    "cancel": {"phone_call"},
    "move": {"phone_call"},
    "call": {"phone_call"},
    "taxi": {"phone_call"},
    "complain": {"phone_call", "message", "inquiry"},
    "message": {"message", "phone_call"},
    "hotel": {"phone_call", "booking"},
}
PLACES = {
    "number": ("phone_number",),
    "people": ("party_size",),
    "when": ("when", "time", "date", "goal"),
    "date": ("date", "when", "goal"),
    "time": ("time", "when", "goal"),
    "message": ("message", "goal"),
}
"""The slots a value of the table may be found in; the others have their own name."""


def rows(name: str) -> Iterator[list[str]]:
    for line in (TABLES / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [part.strip() for part in line.split(" | ")]


def reply(text: str) -> Reading:
    language: Language = "he" if re.search("[א-ת]", text) else "en"
    return rules.read(text, Situation(language, "IL", "awaiting_confirmation", "phone_call", WAITING, code="4821"))


def is_of(kind: str, slots: str, reading: Reading) -> bool:
    """Of its kind, with what it says: "key=value; key=value", or "-"."""
    if kind in ("none", "refuse"):
        return (reading.act is Act.REFUSE) == (kind == "refuse") and reading.act is not Act.REQUEST
    if reading.act is not Act.REQUEST or reading.task_type not in TYPES.get(kind, {kind}):
        return False
    return all(holds(reading, *slot.split("=", 1)) for slot in (slots.split("; ") if slots != "-" else []))


def holds(reading: Reading, key: str, wanted: str) -> bool:
    found = [reading.slots[place] for place in PLACES.get(key, (key,)) if place in reading.slots]
    return any(wanted.lower() in value.said.lower() or wanted == value.value for value in found)


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_request_is_of_its_kind_and_keeps_what_it_says(language: Language) -> None:
    here = Situation(language, "IL")
    read = [(kind, text, slots, rules.read(text, here)) for kind, text, slots in rows(f"requests.{language}.txt")]
    assert [row for row in read if not is_of(row[0], row[2], row[3])] == []


def test_a_yes_is_found() -> None:
    read = [(text, reply(text)) for label, text in rows("replies.txt") if label == "yes"]
    assert [(text, found) for text, found in read if found.act is not Act.AFFIRM] == []
    assert [(text, found) for text, found in read if found.slots or found.edits or found.learned] == []


def test_what_is_not_clearly_a_yes_is_none() -> None:
    read = [(text, reply(text)) for label, text in rows("replies.txt") if label == "never"]
    assert [(text, found) for text, found in read if found.act is Act.AFFIRM] == []


@pytest.mark.parametrize(
    "before", ["if ", "unless ", "not ", "never ", "he said ", "why ", "אם ", "לא ", "אולי ", "למה ", "עוד לא "]
)
def test_no_yes_is_one_behind_a_doubt(before: str) -> None:
    replies = [text for label, text in rows("replies.txt") if label == "yes"]
    assert [text for text in replies if confirm.is_yes(texts.read(before + text), "4821")] == []


@pytest.mark.parametrize(
    "after", [" but", " if", "?", " at 9", " later", " or no", " 🙄", " אבל", " אם", " מחר", " או לא", " סתם", "…"]
)
def test_no_yes_is_one_that_goes_on(after: str) -> None:
    replies = [text for label, text in rows("replies.txt") if label == "yes"]
    assert [text for text in replies if confirm.is_yes(texts.read(text + after), "4821")] == []


def test_a_number_is_found_in_running_text() -> None:
    read = [
        (text, wanted, {found.number.e164 for found in phone.extract(text, region) if found.number.callable})
        for region, wanted, text in rows("numbers.txt")
    ]
    assert [row for row in read if row[2] != {row[1]} - {"-"}] == []
