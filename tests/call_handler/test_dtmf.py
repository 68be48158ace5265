"""Keys as sound: what a telephone exchange would hear, and what is no sequence of keys."""

import pytest

from ringback.call_handler.dtmf import readable, tones
from ringback.sandbox.voice.keys import KeyListener

FRAME = 160


def heard(sound: bytes) -> str:
    listener = KeyListener()
    return "".join(filter(None, (listener.feed(sound[at : at + FRAME]) for at in range(0, len(sound) - 159, FRAME))))


@pytest.mark.parametrize("shift", [0, 33, 80, 159])
def test_an_exchange_hears_every_key(shift: int) -> None:
    sound = tones("0123456789*#ABCD1122")
    assert heard(b"\xff" * shift + sound) == "0123456789*#ABCD1122"


def test_tones_and_pauses_are_long_enough_and_whole_frames() -> None:
    sound = tones("5w5")
    assert len(sound) % FRAME == 0
    loud = [max(byte & 0x7F ^ 0x7F for byte in sound[at : at + 80]) > 0x20 for at in range(0, len(sound), 80)]
    runs = "".join("#" if tone else "." for tone in loud)
    assert runs == "#" * 12 + "." * 12 + "." * 50 + "#" * 12 + "." * 12, "10 ms each: 120 on, 120 off, w is 500"


@pytest.mark.parametrize(
    ("given", "keys"),
    [("1", "1"), ("12-34 #", "1234#"), (7, "7"), ("", ""), ("1w2W", "1w2W"), ("1" * 32, "1" * 32)],
)
def test_what_are_keys(given: object, keys: str) -> None:
    assert readable(given) == keys


@pytest.mark.parametrize("given", [None, True, 1.5, [], "one", "1;2", "1" * 33, "אחת"])
def test_what_are_none(given: object) -> None:
    assert readable(given) is None
