"""What counts as work of the voices and ears, and when the lines wait for it."""

import time

from ringback.sandbox.voice.workload import ALLOWED_SECONDS, CountedEar, CountedVoice, Workload
from tests.fakes.senses import ReadingEar, SpellingVoice, spell


class SlowEar(ReadingEar):
    def __init__(self, workload: Workload) -> None:
        self._workload = workload
        self.behind: list[bool] = []

    def hear(self, ulaw: bytes) -> str:
        self.behind.append(self._workload.behind())
        time.sleep(ALLOWED_SECONDS + 0.1)
        self.behind.append(self._workload.behind())
        return "heard"


def test_only_what_takes_long_is_waited_for() -> None:
    workload = Workload()
    slow = SlowEar(workload)
    ear, voice = CountedEar(slow, workload), CountedVoice(SpellingVoice(), workload)
    assert ear.hear(b"") == "heard"
    assert slow.behind == [False, True]
    assert ear.spot(voice.say("a", "en", "alloy"), ["a"]) == ["a"]
    assert voice.say("a", "en", "alloy") == spell("a")
    assert not workload.behind()
