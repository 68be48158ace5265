"""A practice person as a machine: what they say, what they listen for, when they hang up.

The shell's duty: say what `Say` says, then report `Said`; report each turn of the caller as `Heard` with the words
found among `Callee.words` (an empty tuple when none were), `CallerSpeaks` while the caller talks, and `Silence` with
its length so far while nobody talks and nothing is being said or listened to. After `HangUp` or `DropLine` nothing
more is asked of the person.

Rules:
1. A state says its words, then goes on at once (`next`), or listens when it has `collect`, `on`, `else` or `wait_ms`.
2. Words heard fill the slots they belong to and stay known; words that are no slot (yes, no, …) count once, in the
   state that hears them. What is heard while the person talks counts when they have finished. A group that stands
   `before` others has a word only right before one of theirs: "two" of "two large ones for seven" is no hour.
3. A person never talks over their own words, never talks after the line is gone, and asks again at most `asks` times.
4. Every talk ends: after `MOST_UTTERANCES` the person gives up, whatever happens.
"""

from collections.abc import Mapping
from typing import assert_never

from ringback.sandbox.people.script import DROP, GIVE_UP, HANG_UP, Script, State, groups_of
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

PAUSE_MS = 1500
"""Silence after the caller's words, before a person asks again for what is missing."""

PATIENCE_MS = 6000
"""Silence of a caller who says nothing at all, before a person asks again."""

MOST_UTTERANCES = 14


class Callee:
    """One person on one call; `on` takes what happens and returns what the person does."""

    def __init__(self, script: Script) -> None:
        self._script = script
        states = script.states.values()
        self._slots = {slot for state in states for slot in (*state.collect, *state.also, *state.set)}
        self._slots |= {group for group in script.hear if any(f"{{{group}}}" in t for s in states for t in s.say)}
        self._name = ""
        self._state = State()
        self._known: dict[str, str] = {}
        self._fresh: list[str] = []
        self._spoken_to = False
        self._busy = False
        self._gone = False
        self._interrupted = False
        self._asked = 0
        self._utterances = 0

    @property
    def gone(self) -> bool:
        return self._gone

    @property
    def state(self) -> str:
        return self._name

    @property
    def known(self) -> Mapping[str, str]:
        """What the person has understood so far, by slot."""
        return self._known

    @property
    def words(self) -> tuple[str, ...]:
        """What to listen for in the caller's next turn."""
        return tuple(dict.fromkeys(word for group in self._groups() for word in self._script.hear[group]))

    def on(self, event: Event) -> list[Action]:
        if self._gone:
            return []
        match event:
            case PickedUp():
                return self._enter(self._script.start)
            case LineGone():
                self._gone = True
                return []
            case CallerSpeaks(ms):
                return self._interrupt(ms)
            case Heard(words):
                self._listen(words)
                return [] if self._busy else self._go_on()
            case Keyed(digit):
                return self._keyed(digit)
            case Said():
                self._busy = False
                return self._go_on()
            case Silence(ms):
                return [] if self._busy else self._after_silence(ms)
            case _:
                assert_never(event)

    def _groups(self) -> list[str]:
        """What this state listens for, each group once, a word of two groups belonging to the first still empty."""
        state = self._state
        if state.wait_ms:
            return []
        return list(dict.fromkeys([*state.collect, *state.also, *groups_of(state.on), *groups_of(self._script.on)]))

    def _enter(self, name: str) -> list[Action]:
        if name == HANG_UP:
            self._gone = True
            return [HangUp()]
        if name == DROP:
            self._gone = True
            return [DropLine()]
        state = self._script.states[name]
        self._name, self._state = name, state
        self._asked, self._interrupted, self._spoken_to = 0, False, False
        self._fresh.clear()
        for slot in state.forget:
            self._known.pop(slot, None)
        self._known.update(state.set)
        text = self._first_that_can_be_said(state.say)
        if text:
            return self._say(text, state.cut_ms)
        if state.beep:
            self._busy = True
            return [Beep()]
        if state.press:
            self._busy = True
            return [Press(state.press)]
        if state.music_ms:
            self._busy = True
            return [Play(state.music_ms)]
        return self._go_on()

    def _say(self, text: str, cut_ms: int | None = None) -> list[Action]:
        if self._utterances >= MOST_UTTERANCES:
            self._gone = True
            return [HangUp()]
        self._utterances += 1
        if self._utterances == MOST_UTTERANCES - 1 and self._name != GIVE_UP:
            return self._enter(GIVE_UP)
        self._busy = True
        self._spoken_to = False
        return [Say(text.format_map(_Blanks(self._known)), cut_ms)]

    def _listen(self, words: tuple[str, ...]) -> None:
        self._spoken_to = True
        filled: set[str] = set()
        for at, word in enumerate(words):
            groups = self._of(word, following=words[at + 1] if at + 1 < len(words) else "")
            if not groups:
                continue
            group = next((group for group in groups if group not in filled), groups[-1])
            filled.add(group)
            self._fresh.append(group)
            if group in self._slots:
                self._known[group] = self._script.hear[group][word]

    def _of(self, word: str, following: str) -> list[str]:
        """The groups a word may belong to; those that stand before the following word come first."""
        hear, before = self._script.hear, self._script.before
        mine = [group for group in self._groups() if word in hear[group]]
        placed = [group for group in mine if any(following in hear[other] for other in before.get(group, ()))]
        return placed or [group for group in mine if group not in before]

    def _go_on(self) -> list[Action]:
        """Moves as far as what was said and heard allows; without a way on, the person waits."""
        state = self._state
        heard = set(self._fresh)
        for groups, target in state.on:
            if heard.issuperset(groups.split()):
                return self._enter(target)
        if state.collect and not self._missing():
            return self._enter(self._way_on())
        for groups, target in self._script.on:
            if heard.issuperset(groups.split()) and target != self._name:
                return self._enter(target)
        if not state.listens and not state.wait_ms:
            return self._enter(self._way_on())
        return []

    def _way_on(self) -> str:
        for slot, targets in self._state.when.items():
            target = targets.get(self._known.get(slot, ""))
            if target:
                return target
        return self._state.next or HANG_UP

    def _after_silence(self, ms: int) -> list[Action]:
        state = self._state
        if state.wait_ms:
            return self._enter(self._way_on()) if ms >= state.wait_ms else []
        if ms < (PAUSE_MS if self._spoken_to else PATIENCE_MS):
            return []
        if self._spoken_to and state.otherwise and not self._fresh:
            return self._enter(state.otherwise)
        if self._asked >= state.asks:
            return self._enter(state.give_up)
        self._asked += 1
        self._fresh.clear()
        missing = self._missing()
        text = state.ask.get(missing[0], "") if missing else ""
        return self._say(text or state.again or self._first_that_can_be_said(state.say))

    def _interrupt(self, ms: int) -> list[Action]:
        after = self._state.interrupt_ms
        if after is None or ms < after or self._busy or self._interrupted:
            return []
        self._interrupted = True
        return self._say(self._state.interrupt)

    def _keyed(self, digit: str) -> list[Action]:
        """A key leads on at once: a menu does not finish its words."""
        target = self._state.keys.get(digit)
        if target is None:
            return []
        hushed: list[Action] = [Hush()] if self._busy else []
        self._busy = False
        return [*hushed, *self._enter(target)]

    def _missing(self) -> list[str]:
        return [slot for slot in self._state.collect if slot not in self._known]

    def _first_that_can_be_said(self, choices: tuple[str, ...]) -> str:
        """The first text whose slots are all known, else the last one (its unknown slots stay unsaid)."""
        for text in choices:
            if all(f"{{{slot}}}" not in text or slot in self._known for slot in self._slots):
                return text
        return choices[-1] if choices else ""


class _Blanks(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""
