"""The line's clock, and keys a person presses, without a network."""

import asyncio
from dataclasses import dataclass, field

from ringback.sandbox.carrier.line import ANSWER_MS, LATE_MS, TO_THE_EAR_MS, Line
from ringback.sandbox.people.handset import Handset
from ringback.sandbox.people.phone_book import Person, book
from ringback.sandbox.people.script import Script, State
from tests.fakes.senses import spelling_senses


@dataclass
class UnpunctualClock:
    """Every sleep takes longer than asked for, and once the machine stands still for a second."""

    now: float = 100.0
    slept: list[float] = field(default_factory=list)

    def time(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds + (1.0 if len(self.slept) == 100 else 0.003)
        await asyncio.sleep(0)


@dataclass
class Tape:
    frames: list[bytes] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def media(self, frame: bytes) -> None:
        self.frames.append(frame)

    def mark(self, name: str) -> None:
        raise AssertionError(name)

    def key(self, digit: str) -> None:
        self.keys.append(f"{digit}@{len(self.frames)}")


def pressing(digits: str) -> Person:
    states = {"menu": State(press=digits, next="give_up"), "give_up": State(say=("thank you",), wait_ms=1000)}
    script = Script("menu", {}, states)
    return Person("menu", "en", None, "Menu", "", "alloy", "person", 0, script)


async def test_late_ticks_are_made_up_for_and_the_line_does_not_drift() -> None:
    clock, tape = UnpunctualClock(), Tape()
    async with asyncio.TaskGroup() as work:
        person = book().find("+97236123558")
        line = Line(Handset(person, spelling_senses(), work), 1.0, clock)
        line.attach(tape)
        line.limit(6_000)
        await line.run()
    assert len(tape.frames) == 300
    assert line.now_ms == 6_000
    lost = 1.0 - LATE_MS / 1000
    assert 6.0 + lost - 0.03 <= clock.now - 100.0 <= 6.020 + lost, "the small delays of 300 ticks are made up for"
    assert clock.slept[100:108] == [0.0] * 8, "after the stall the last missed ticks follow at once"
    assert 0 < clock.slept[115] < 0.020, "and no more of them"


async def test_the_line_stands_still_while_voices_and_ears_are_behind() -> None:
    clock, tape = UnpunctualClock(), Tape()
    until = 102.5
    async with asyncio.TaskGroup() as work:
        line = Line(Handset(pressing("1"), spelling_senses(), work), 1.0, clock, behind=lambda: clock.now < until)
        line.attach(tape)
        line.limit(1_000)
        await line.run()
    assert len(tape.frames) == 50
    assert clock.now >= until + 0.96, "no tick of the standstill is made up for"


async def test_speed_divides_the_time_of_a_tick() -> None:
    clock = UnpunctualClock()
    async with asyncio.TaskGroup() as work:
        line = Line(Handset(pressing("1"), spelling_senses(), work), 4.0, clock)
        line.limit(200)
        await line.run()
    assert abs(clock.slept[0] - 0.005) < 1e-9


async def test_the_person_answers_when_somebody_listens_and_presses_keys() -> None:
    tape = Tape()
    async with asyncio.TaskGroup() as work:
        line = Line(Handset(pressing("1#"), spelling_senses(), work), 100.0)
        line.attach(tape)
        await line.run()
    at = TO_THE_EAR_MS // 20 + 1
    assert tape.keys == [f"1@{at}", f"#@{at}"]


async def test_the_person_answers_an_empty_line_after_a_while() -> None:
    async with asyncio.TaskGroup() as work:
        handset = Handset(book().find("+97236123563"), spelling_senses(), work)
        line = Line(handset, 100.0)
        line.limit(ANSWER_MS)
        await line.run()
        assert handset.said == []
        line.limit(ANSWER_MS + 200)
        await line.run()
        assert handset.said == ["Yes, who is this?"]
