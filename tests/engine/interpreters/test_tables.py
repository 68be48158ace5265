"""What people write, in tables of their own: requests, replies to "Shall I call?" and numbers in running text.

A request's kind is that of the task type; `cancel`, `move`, `complain`, `call`, `taxi` and `hotel` are calls
with a goal. `none` is no errand, `refuse` must not be called.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ringback import phone
from ringback.engine.interpreters import rules
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


@pytest.mark.parametrize(
    ("language", "kind", "text", "slots"),
    [(language, *row) for language in ("en", "he") for row in rows(f"requests.{language}.txt")],
)
def test_a_request_is_of_its_kind_and_keeps_what_it_says(language: Language, kind: str, text: str, slots: str) -> None:
    reading = rules.read(text, Situation(language, "IL"))
    if kind in ("none", "refuse"):
        assert (reading.act is Act.REFUSE) == (kind == "refuse")
        assert reading.act is not Act.REQUEST
        return
    assert reading.act is Act.REQUEST
    assert reading.task_type in TYPES.get(kind, {kind})
    for slot in slots.split("; ") if slots != "-" else []:
        key, wanted = slot.split("=", 1)
        found = [reading.slots[place] for place in PLACES.get(key, (key,)) if place in reading.slots]
        assert any(wanted.lower() in value.said.lower() or wanted == value.value for value in found), (key, found)


@pytest.mark.parametrize("text", [text for label, text in rows("replies.txt") if label == "yes"])
def test_a_yes_is_found(text: str) -> None:
    reading = reply(text)
    assert reading.act is Act.AFFIRM
    assert (dict(reading.slots), reading.edits, dict(reading.learned)) == ({}, (), {})


@pytest.mark.parametrize("text", [text for label, text in rows("replies.txt") if label == "never"])
def test_what_is_not_clearly_a_yes_is_none(text: str) -> None:
    assert reply(text).act is not Act.AFFIRM


@pytest.mark.parametrize(("region", "wanted", "text"), list(rows("numbers.txt")))
def test_a_number_is_found_in_running_text(region: str, wanted: str, text: str) -> None:
    callable_numbers = {found.number.e164 for found in phone.extract(text, region) if found.number.callable}
    assert callable_numbers == ({wanted} - {"-"})
