"""How long things may take in a talk. All but the counts are milliseconds of media time."""

from dataclasses import dataclass, replace

from ringback.manner import minutes


@dataclass(frozen=True, slots=True)
class Limits:
    look: int = 100
    """So often all of these are looked at."""
    first_word: int = 1_500
    """Silence after the answer before we greet."""
    monologue: int = 10_000
    """A callee who opens and does not stop is greeted all the same."""
    ramble: int = 20_000
    """A callee who does not stop later on is answered over their words."""
    silence: int = 8_000
    """Nobody speaks: ask whether they are there."""
    patience: int = 30_000
    """The same while a call screener fetches a person."""
    moment: int = 18_000
    """The same after "one moment"."""
    mute_model: int = 6_000
    """A response was asked for and nothing came."""
    busy: int = 1_500
    """Before a model that is asked too often is asked again."""
    mute_again: int = 4_000
    """The same, once the session was opened anew."""
    ready: int = 6_000
    """The model's first session is not there, however often it was tried."""
    reopen: int = 6_000
    """Its second one is not."""
    gap: int = 2_000
    """Without the model for longer, we say that we were cut off."""
    renew: int = 60_000
    """Before the model's session ends by itself, at most a quarter of it: another is opened in a quiet moment."""
    listen: int = 1_000
    """After the goodbye, before we hang up."""
    mark_grace: int = 2_000
    """Marks this late will not come."""
    call: int = 600_000
    wrap_up: int = 15_000
    """Before the end of `call`: say goodbye."""
    backlog: int = 2_000
    """Audio of the callee kept while the model is not ready."""
    menu: int = 1_200
    """Silence after a recorded menu before we choose."""
    hello: int = 2_000
    """A first turn shorter than this is a person's, though the carrier hears a machine."""
    words: int = 3_000
    """The words of a turn that are this late will not come."""
    hold: int = 300_000
    """In a queue, before we give up."""
    music: int = 5_000
    """Sound without words for so long is music."""
    consult: int = 45_000
    """The user's time for an answer; at half of it the callee is told that we are still there."""
    greeting_end: int = 3_000
    """Silence after an answering machine's greeting when no beep is heard."""
    recording: int = 45_000
    """An answering machine that does not come to its beep."""
    nudges: int = 2
    greetings: int = 3
    """Interrupted greetings, after which we go on without."""
    farewells: int = 3
    """Goodbyes, after which who speaks is not answered any more."""
    rambles: int = 3
    """Answers over the words of one who does not stop, after which we say goodbye."""
    presses: int = 12
    """Choices in menus, after which keys are refused."""

    def of(self, instructions: str) -> "Limits":
        """These, or a shorter call where the instructions ask for one."""
        asked = minutes(instructions)
        return self if asked is None else replace(self, call=min(self.call, asked * 60_000))
