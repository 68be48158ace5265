"""The line of one answered call: every 20 ms one frame to the person and one from them, against an absolute clock.

Rules:
1. Tick n happens at start + n x 20 ms / speed; ticks that are a little late are made up for at once, so the line
   does not drift. Of a longer standstill of the machine only LATE_MS are made up for: the rest is lost for everybody
   on the line, as it was lost for those who think on this machine.
2. What is queued in `playback` is what the person hears, frame by frame; a mark comes back only after that.
3. A stream that is attached gets every frame of the person, silence included; without one they are lost.
4. The line stands still while the voices and ears are behind (`behind`), and, faster than real time, while the
   person thinks: thinking is not faster there.
5. The person takes a moment to put the phone to the ear: until somebody is there, at most ANSWER_MS.
"""

import asyncio
from collections.abc import Callable
from typing import Protocol

from ringback.sandbox.carrier.playback import SILENT_FRAME, Playback
from ringback.sandbox.people.handset import TICK_MS, Handset

ANSWER_MS = 3000
TO_THE_EAR_MS = 300
LATE_MS = 200


class Listener(Protocol):
    """Where the person's sound goes: the media stream. None of these may block."""

    def media(self, frame: bytes) -> None: ...
    def mark(self, name: str) -> None: ...
    def key(self, digit: str) -> None: ...


class Clock(Protocol):
    """Seconds from any beginning, and waiting."""

    def time(self) -> float: ...
    async def sleep(self, seconds: float) -> None: ...


class LoopClock:
    """The event loop's."""

    def time(self) -> float:
        return asyncio.get_running_loop().time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Line:
    """`run` is the clock and ends when the person leaves; `speed` is how many times faster than real time it goes."""

    def __init__(
        self,
        handset: Handset,
        speed: float,
        clock: Clock | None = None,
        *,
        behind: Callable[[], bool] = lambda: False,
    ) -> None:
        self._handset = handset
        self._behind = behind
        self._clock = clock or LoopClock()
        self._period = TICK_MS / 1000 / speed
        self._stands_still = speed > 1
        self._ticks = 0
        self._limit_ms: int | None = None
        self._played = asyncio.Event()
        self._waiting: list[tuple[int, asyncio.Future[None]]] = []
        self._answers_at = ANSWER_MS
        self.playback = Playback()
        self._listener: Listener | None = None

    def attach(self, listener: Listener) -> None:
        self._listener = listener
        self._hello()

    def detach(self) -> None:
        """What was not played to the person yet is dropped, its marks with it."""
        self._listener = None
        self.playback.clear()
        self.playback.due()

    @property
    def now_ms(self) -> int:
        """Milliseconds of the call so far, as the people on it count them."""
        return self._ticks * TICK_MS

    def limit(self, ms: int) -> None:
        """The line ends by itself after so long."""
        self._limit_ms = ms

    async def run(self) -> None:
        """Ends when the person hangs up or drops the line, or at the limit."""
        start = self._clock.time()
        while self._handset.ending is None and (self._limit_ms is None or self.now_ms < self._limit_ms):
            self._tick()
            before = self._clock.time()
            if self._stands_still:
                await self._handset.thought()
            while self._behind():
                await self._clock.sleep(self._period)
            start += self._clock.time() - before
            late = self._clock.time() - start - self._ticks * self._period
            start += max(0.0, late - LATE_MS / 1000)
            await self._clock.sleep(max(0.0, -late))

    async def play(self, ulaw: bytes) -> None:
        """Returns when the sound has been played to its end."""
        self._hello()
        self.playback.add(ulaw)
        self._played.clear()
        await self._played.wait()

    async def wait(self, ms: int) -> None:
        """So many milliseconds of the call."""
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((self._ticks + ms // TICK_MS, done))
        await done

    def _hello(self) -> None:
        """There is somebody on the line: the person need not wait longer."""
        self._answers_at = min(self._answers_at, self.now_ms + TO_THE_EAR_MS)

    def _tick(self) -> None:
        listener = self._listener
        due = self.playback.due()
        heard = self.playback.next_frame()
        if self.now_ms == self._answers_at:
            self._handset.pick_up()
        spoken = self._handset.tick(heard) if self.now_ms >= self._answers_at else None
        if listener is not None:
            for name in due:
                listener.mark(name)
            listener.media(spoken or SILENT_FRAME)
            for digit in self._handset.keys:
                listener.key(digit)
        self._handset.keys.clear()
        if self.playback.empty:
            self._played.set()
        self._ticks += 1
        for until, done in [waiting for waiting in self._waiting if waiting[0] <= self._ticks]:
            self._waiting.remove((until, done))
            if not done.done():
                done.set_result(None)
