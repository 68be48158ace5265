"""The shape of a recording."""

import io
import wave
from array import array

from ringback.engine.peaks import peaks


def a_wav(samples: list[int], channels: int = 2) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(array("h", samples).tobytes())
    return out.getvalue()


def test_each_side_has_its_peaks_over_the_whole_length() -> None:
    sound = [0, -32768] * 4000 + [16384, 0] * 4000
    assert peaks(a_wav(sound), 4) == (1.0, [[0.0, 0.0, 0.5, 0.5], [1.0, 1.0, 0.0, 0.0]])


def test_a_short_or_empty_recording_has_no_more_peaks_than_samples() -> None:
    assert peaks(a_wav([1000, 2000] * 3), 100)[1] == [[0.031] * 3, [0.061] * 3]
    assert peaks(a_wav([]), 100) == (0.0, [[], []])
