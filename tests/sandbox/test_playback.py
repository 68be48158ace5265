"""The playback buffer against a plain model of it."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ringback.sandbox.carrier.playback import FRAME, SILENT_FRAME, Playback


def test_marks_come_back_when_their_audio_was_played() -> None:
    playback = Playback()
    playback.add(b"a" * FRAME)
    playback.mark("one")
    playback.add(b"b" * (FRAME + 1))
    playback.mark("two")
    assert playback.due() == []
    assert playback.next_frame() == b"a" * FRAME
    assert playback.due() == ["one"]
    assert playback.next_frame() == b"b" * FRAME
    assert playback.due() == []
    assert playback.next_frame() == b"b" + SILENT_FRAME[1:]
    assert playback.due() == ["two"]
    assert playback.next_frame() is None


def test_clear_drops_the_audio_and_returns_the_marks() -> None:
    playback = Playback()
    playback.add(b"a" * 5 * FRAME)
    playback.mark("one")
    playback.next_frame()
    playback.clear()
    playback.mark("two")
    assert playback.due() == ["one", "two"]
    assert playback.next_frame() is None
    assert playback.empty


def test_a_mark_with_nothing_before_it_is_due_at_once() -> None:
    playback = Playback()
    playback.mark("now")
    assert playback.due() == ["now"]
    assert playback.due() == []


class PlaybackMachine(RuleBasedStateMachine):
    """The model: a list of bytes and marks; playing takes bytes off its front."""

    def __init__(self) -> None:
        super().__init__()
        self.playback = Playback()
        self.model: list[int | str] = []
        self.count = 0

    @rule(length=st.integers(0, 3 * FRAME))
    def add(self, length: int) -> None:
        self.count += 1
        self.playback.add(bytes([self.count % 250]) * length)
        self.model += [self.count % 250] * length

    @rule()
    def mark(self) -> None:
        self.count += 1
        self.playback.mark(f"m{self.count}")
        self.model.append(f"m{self.count}")

    @rule()
    def clear(self) -> None:
        self.playback.clear()
        self.model = [item for item in self.model if isinstance(item, str)]

    @rule()
    def tick(self) -> None:
        due = []
        while self.model and isinstance(self.model[0], str):
            due.append(self.model.pop(0))
        assert self.playback.due() == due
        expected = bytearray()
        kept: list[int | str] = []
        for at, item in enumerate(self.model):
            if len(expected) == FRAME:
                kept += self.model[at:]
                break
            if isinstance(item, str):
                kept.append(item)
            else:
                expected.append(item)
        self.model = kept
        frame = self.playback.next_frame()
        assert frame == (bytes(expected) + SILENT_FRAME[len(expected) :] if expected else None)

    @invariant()
    def empty_when_nothing_waits(self) -> None:
        assert self.playback.empty == all(isinstance(item, str) for item in self.model)


TestPlaybackMachine = PlaybackMachine.TestCase
