"""A practice person with a telephone in the hand: hears 20 ms and says 20 ms at every tick.

Rules:
1. The person hears only the frames that were played to them, and decides by what the ear found in those.
2. All times are counted in ticks of 20 ms, so that a faster practice network does not change a talk.
3. A person with a `twin` goes on in the language in which they are spoken to first.
4. Speaking and hearing words are heavy: they run in threads, and the silence is not counted meanwhile.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, assert_never

from ringback.sandbox.carrier.playback import FRAME, SILENT_FRAME
from ringback.sandbox.people.callee import Callee
from ringback.sandbox.people.phone_book import LANGUAGE_WORDS, Person
from ringback.sandbox.people.talk import (
    Action,
    Beep,
    CallerSpeaks,
    DropLine,
    Event,
    HangUp,
    Heard,
    Hush,
    Keyed,
    LineGone,
    PickedUp,
    Play,
    Press,
    Said,
    Say,
    Silence,
)
from ringback.sandbox.voice import tones
from ringback.sandbox.voice.keys import KeyListener
from ringback.sandbox.voice.turns import SpeechStarted, SpeechStopped

TICK_MS = 20
TURN_END_MS = 700
_PREFIX_FRAMES = 25
_LONGEST_TURN = 30 * 50 * FRAME
_EVERY = 5
"""The person is told of silence and of a talking caller every so many ticks."""

Ending = Literal["hang_up", "drop"]


class Voice(Protocol):
    def say(self, text: str, language: str, voice: str) -> bytes:
        """µ-law of the text; blocks."""


class Hearing(Protocol):
    def spot(self, ulaw: bytes, words: Sequence[str]) -> list[str]:
        """Which of the words were said, in their order; blocks."""


class Turns(Protocol):
    def feed(self, frame: bytes) -> SpeechStarted | SpeechStopped | None: ...


@dataclass(frozen=True, slots=True)
class Senses:
    """Voice and ears all people share; `new_turns` makes a turn detector for one call (see TURN_END_MS)."""

    voice: Voice
    ears: Mapping[str, Hearing]
    """By language."""
    new_turns: Callable[[], Turns]


class Handset:
    """`tick` is called every 20 ms of the call, from its event loop. `work` runs what must not block a tick."""

    def __init__(self, person: Person, senses: Senses, work: asyncio.TaskGroup, twin: Person | None = None) -> None:
        assert person.script is not None
        self._person = person
        self._twin = twin
        self._senses = senses
        self._work = work
        self._callee = Callee(person.script)
        self._turns = senses.new_turns()
        self._keys = KeyListener()
        self._mouth = b""
        self._at = 0
        self._before: deque[bytes] = deque(maxlen=_PREFIX_FRAMES)
        self._turn: bytearray | None = None
        self._turn_since = 0
        self._thoughts: set[asyncio.Task[None]] = set()
        self._silent_ticks = 0
        self._ticks = 0
        self._beeps = False
        self.ending: Ending | None = None
        """How the person left the line."""
        self.greeted = asyncio.Event()
        """The first words have been said to their end."""
        self.beeped = asyncio.Event()
        self.said: list[str] = []
        self.heard: list[list[str]] = []
        self.pressed: list[str] = []
        """Keys the caller pressed, by their sound."""
        self.keys: list[str] = []
        """Keys the person pressed and nobody took yet."""

    async def thought(self) -> None:
        """Returns when no words are being prepared or understood any more."""
        while self._thoughts:
            await asyncio.wait(self._thoughts)

    def pick_up(self) -> None:
        self._happened(PickedUp())

    def gone(self) -> None:
        """The line ended on the other side."""
        self._happened(LineGone())

    def tick(self, incoming: bytes | None) -> bytes | None:
        """Hears the frame (None is silence) and gives the frame the person says (None is silence)."""
        self._ticks += 1
        if incoming is not None or self._turn is not None:
            self._hear(incoming or SILENT_FRAME)
        speaks = bool(self._mouth)
        if speaks or self._turn is not None or self._thoughts:
            self._silent_ticks = 0
        else:
            self._silent_ticks += 1
            if self._silent_ticks % _EVERY == 0:
                self._happened(Silence(self._silent_ticks * TICK_MS))
        return self._speak() if speaks else None

    def _speak(self) -> bytes:
        frame = self._mouth[self._at : self._at + FRAME]
        self._at += FRAME
        if self._at >= len(self._mouth):
            self._mouth = b""
            self.greeted.set()
            if self._beeps:
                self.beeped.set()
            self._happened(Said())
        return frame + SILENT_FRAME[len(frame) :]

    def _hear(self, frame: bytes) -> None:
        digit = self._keys.feed(frame)
        if digit is not None:
            self.pressed.append(digit)
            self._happened(Keyed(digit))
        event = self._turns.feed(frame)
        if self._turn is None:
            self._before.append(frame)
            if isinstance(event, SpeechStarted):
                self._turn = bytearray(b"".join(self._before))
                self._turn_since = self._ticks
            return
        self._turn += frame
        if isinstance(event, SpeechStopped) or len(self._turn) >= _LONGEST_TURN:
            sound, self._turn = bytes(self._turn), None
            self._before.clear()
            self._start(self._understand(sound, self._callee.words))
        elif self._ticks % _EVERY == 0:
            self._happened(CallerSpeaks((self._ticks - self._turn_since) * TICK_MS))

    async def _understand(self, sound: bytes, words: tuple[str, ...]) -> None:
        if self._twin is not None and await self._is_spoken_to_in(self._twin, sound):
            words = self._callee.words
        found = await self._spot(self._person, sound, words)
        self._silent_ticks = TURN_END_MS // TICK_MS
        self.heard.append(found)
        self._happened(Heard(tuple(found)))

    async def _spot(self, person: Person, sound: bytes, words: Sequence[str]) -> list[str]:
        return await asyncio.to_thread(self._senses.ears[person.language].spot, sound, words) if words else []

    async def _is_spoken_to_in(self, twin: Person, sound: bytes) -> bool:
        """Becomes the twin when the caller's words are rather theirs; without a word of either, waits for the next."""
        mine, theirs = [
            len(await self._spot(person, sound, tuple(person.script.hear[LANGUAGE_WORDS])))
            for person in (self._person, twin)
            if person.script is not None
        ]
        self._twin = twin if mine == theirs else None
        if theirs <= mine or twin.script is None:
            return False
        self._person, self._callee = twin, Callee(twin.script)
        for event in (PickedUp(), Said()):
            self._callee.on(event)
        return True

    async def _prepare(self, say: Say) -> None:
        person = self._person
        self.said.append(say.text)
        sound = await asyncio.to_thread(self._senses.voice.say, say.text, person.language, person.voice)
        if say.cut_ms is not None:
            sound = sound[: say.cut_ms // TICK_MS * FRAME]
        self._utter(sound)

    def _utter(self, sound: bytes) -> None:
        """At least one frame, so that there is a tick that reports the end."""
        self._mouth, self._at = sound or SILENT_FRAME, 0

    def _happened(self, event: Event) -> None:
        for action in self._callee.on(event):
            self._do(action)

    def _do(self, action: Action) -> None:
        match action:
            case Say():
                self._start(self._prepare(action))
            case Beep():
                self._beeps = True
                self._utter(tones.beep())
            case Play(ms):
                self._utter(tones.music(ms))
            case Hush():
                self._mouth = b""
            case Press(digits):
                self.keys += digits
                self._utter(SILENT_FRAME)
            case HangUp():
                self.ending = "hang_up"
            case DropLine():
                self.ending = "drop"
            case _:
                assert_never(action)

    def _start(self, work: Coroutine[None, None, None]) -> None:
        thought = self._work.create_task(work)
        self._thoughts.add(thought)
        thought.add_done_callback(self._thoughts.discard)
