"""The telephone's keys by their sound: found in tones, at any place in the frames, and never in speech."""

import pytest

from ringback.sandbox.voice import tones, ulaw
from ringback.sandbox.voice.keys import KeyListener

ALL = "0123456789*#ABCD"


def pressed(sound: bytes) -> str:
    listener = KeyListener()
    frames = [sound[at : at + ulaw.FRAME] for at in range(0, len(sound) - ulaw.FRAME + 1, ulaw.FRAME)]
    return "".join(filter(None, (listener.feed(frame) for frame in frames)))


@pytest.mark.parametrize("shift", [0, 1, 50, 80, 159])
def test_every_key_is_heard_once_wherever_its_tone_begins(shift: int) -> None:
    assert pressed(ulaw.SILENCE * shift + tones.keys(ALL + "1122")) == ALL + "1122"


def test_silence_music_and_a_beep_are_no_keys() -> None:
    assert pressed(ulaw.SILENCE * 8000 + tones.beep() + tones.music(8000)) == ""


def test_one_tone_alone_is_no_key() -> None:
    whole = ulaw.decode(tones.keys("5"))
    assert pressed(ulaw.encode((whole * 0).astype("int16"))) == ""
