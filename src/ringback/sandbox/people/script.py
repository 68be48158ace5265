"""What a practice person says and listens for, read from a table; a new person is only a TOML file.

A file of `people/` holds:
    answers = "person"            person | machine | busy | nobody | fails
    rings_ms = 3000               how long the phone rings before it is picked up (or is found busy)
    [en]                          the same under [he]
    number = "+97236123556"       in E.164; absent in default.toml
    name, about, voice            the phone book's line; voice is one of ringback.sandbox.voice.speech.VOICES
    start = "greet"               the state in which the phone is picked up; who rings us begins in `ring_back`
    on.bye = "farewell"           group → state, in any state that listens
    [en.hear]                     the words to listen for, by group: a list, or a table of value = list of spoken forms;
    yes = ["yes", "right"]        "<class>" in a list stands for all words of that class in words.toml
    before.many = ["size", "food"]   words of this group count only right before a word of those
    [en.states.NAME]
    say = "…"                     what is said on entry; in a list, the first text whose {slots} are all known
    collect = ["food", "time"]    groups that must be heard before `next`
    also = ["size"]               slots that are understood too and need not be said
    ask.food = "Which one?"       what is asked while that slot is missing (else `again`, else `say`)
    asks = 2                      how often, before `give_up` (a state, "give_up" when absent)
    on.yes = "price"              group → state, the first that was heard, in the order of the file;
    on."no time" = "repeat"       when both were heard in the same turn
    when.time = {"eight" = "full"}  where to go instead of `next` when a slot has this value
    else = "noted"                where to go when the caller spoke and nothing was understood, instead of asking again
    next = "repeat"               a state, "hang_up" or "drop"; "hang_up" when absent
    set.time = "half past eight"  slots this state fills by itself · forget = ["time"]  slots it empties
    wait_ms = 5000                do not listen: go on after so long a silence
    cut_ms = 1800                 break the words off after so long
    interrupt = "…", interrupt_ms = 1500   said once over the caller, when they have talked for so long
    beep = true · press = "1" · music_ms = 8000   instead of `say`: an answering machine's beep, keys, music
    keys.1 = "orders"             a menu: where to go when the caller presses this key, also while it speaks
A group that is collected, set, or written in {braces} is a slot: its value stays known; others count once.
A state with none of `collect`, `on`, `else`, `wait_ms` goes to `next` when its words are said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

HANG_UP = "hang_up"
DROP = "drop"
GIVE_UP = "give_up"
"""Names a `next` may have beside those of states; `give_up` is a state every script has."""
RING_BACK = "ring_back"
"""The state in which a person begins who rings us; who has none never does."""


Ways = tuple[tuple[str, str], ...]
"""Where to go when groups are heard: (one or more groups with spaces between, state), in order."""


def groups_of(ways: Ways) -> list[str]:
    """Every group the ways listen for."""
    return [group for groups, _ in ways for group in groups.split()]


@dataclass(frozen=True, slots=True)
class State:
    """One step of a talk; the keys of the file, `else` as `otherwise`."""

    say: tuple[str, ...] = ()
    collect: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    ask: Mapping[str, str] = field(default_factory=dict)
    again: str = ""
    asks: int = 2
    on: Ways = ()
    when: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    next: str | None = None
    otherwise: str | None = None
    give_up: str = GIVE_UP
    set: Mapping[str, str] = field(default_factory=dict)
    forget: tuple[str, ...] = ()
    wait_ms: int = 0
    cut_ms: int | None = None
    interrupt_ms: int | None = None
    interrupt: str = ""
    beep: bool = False
    press: str = ""
    music_ms: int = 0
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> list[str]:
        """All that can be said in it."""
        return [text for text in (*self.say, *self.ask.values(), self.again, self.interrupt) if text]

    @property
    def listens(self) -> bool:
        return bool(self.collect or self.on or self.otherwise)


@dataclass(frozen=True, slots=True)
class Script:
    """A person in one language: the states, and what goes in every state (`on`)."""

    start: str
    hear: Mapping[str, Mapping[str, str]]
    """Of each group (a slot, or yes, no, …): the words that are listened for and the value each stands for."""
    states: Mapping[str, State]
    on: Ways = ()
    before: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Groups whose words count only right before a word of these groups."""

    @property
    def texts(self) -> list[str]:
        """All that the person can say, with {slots}."""
        return [text for state in self.states.values() for text in state.texts]
