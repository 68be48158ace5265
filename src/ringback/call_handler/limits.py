"""How long things may take in a talk. All but the counts are milliseconds of media time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    first_word: int = 1_500
    """Silence after the answer before we greet."""
    monologue: int = 10_000
    """A callee who opens and does not stop is greeted all the same."""
    silence: int = 8_000
    """Nobody speaks: ask whether they are there."""
    mute_model: int = 10_000
    """A response was asked for and nothing came."""
    listen: int = 1_000
    """After the goodbye, before we hang up."""
    mark_grace: int = 2_000
    """Marks this late will not come."""
    call: int = 600_000
    wrap_up: int = 15_000
    """Before the end of `call`: say goodbye."""
    backlog: int = 2_000
    """Audio of the callee kept while the model is not ready."""
    nudges: int = 2
    greetings: int = 3
    """Interrupted greetings, after which we go on without."""
    farewells: int = 3
    """Goodbyes, after which who speaks is not answered any more."""
