"""Slips of the keyboard in the words requests are made of."""

import pytest

from ringback.engine.interpreters import rules, text, typos
from ringback.engine.reading import Act, Situation
from ringback.engine.task import SlotValue

WAITING = {"phone_number": SlotValue("+97236123456", "03-612-3456"), "callee": SlotValue("Pizza Place", "Pizza Place")}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("cancell my apointment with the dentist tomorow", "cancel my appointment with the dentist tomorrow"),
        ("book a resturant for 4 on wendesday", "book a restaurant for 4 on wednesday"),
        ("order a massage and a sundae", "order a massage and a sundae"),
        ("call Sundy Diner", "call Sundy Diner"),
        ("write to cancell@example.com", "write to cancell@example.com"),
        ("תזמיני מסג' מחר", "תזמיני מסג' מחר"),
    ],
)
def test_only_slips_are_mended(written: str, meant: str) -> None:
    assert typos.mended(text.read(written)) == text.read(meant)


def test_a_request_with_slips_is_understood() -> None:
    reading = rules.read("cancell my apointment with Dr. Cohen tomorow", Situation("en", "IL"))
    assert (reading.act, reading.slots["callee"].said) == (Act.REQUEST, "Dr. Cohen")


@pytest.mark.parametrize("message", ["yse", "yess tomorow", "confrim", "oky cancell"])
def test_no_slip_becomes_a_yes(message: str) -> None:
    waiting = Situation("en", "IL", "awaiting_confirmation", "phone_call", WAITING)
    assert rules.read(message, waiting).act is not Act.AFFIRM
