"""What the parts of the bridge share: the stage of the call, who is on the other side, who speaks. Pure.

Rules:
1. While there is no session with the model (`away`) nothing is asked of it; what was asked for is owed when it is back.
"""

from dataclasses import dataclass
from enum import Enum, auto

from ringback.call_handler import events as ev
from ringback.call_handler.briefing import Briefing
from ringback.call_handler.ear import Ear
from ringback.call_handler.limits import Limits
from ringback.call_handler.other_side import Side
from ringback.call_handler.replies import Purpose, Replies
from ringback.call_handler.transcript import Transcript
from ringback.call_handler.voice import Voice


class Phase(Enum):
    OPENING = auto()
    TALKING = auto()
    LEAVING = auto()
    LISTENING = auto()
    OVER = auto()


TALKS = (Phase.OPENING, Phase.TALKING)
"""Nobody takes leave yet. By a name of its own, for a member of an enum takes a while to find before Python 3.12."""


@dataclass(slots=True)
class Scene:
    """`speaking_since` and `last_word` are the callee's, in media time; `side_since` when this side was met.

    `look_at` is when the clock is to be looked at next.
    """

    briefing: Briefing
    limits: Limits
    transcript: Transcript
    replies: Replies
    voice: Voice
    ear: Ear
    now: int = 0
    look_at: int = 0
    phase: Phase = Phase.OPENING
    side: Side = Side.PERSON
    side_since: int = 0
    speaking_since: int | None = None
    last_word: int = 0
    away: bool = True
    owed: bool = False

    @property
    def still(self) -> bool:
        """Nobody speaks and nothing is about to be said."""
        return self.speaking_since is None and not self.replies.busy and not self.voice.playing and not self.away

    @property
    def apology(self) -> str:
        return self.briefing.apology if self.voice.disclosed else self.briefing.excuse

    def ask(self, instructions: str | None = None, purpose: Purpose = Purpose.ANSWER) -> list[ev.Action]:
        """The model speaks, now or when it is free."""
        if self.away:
            self.owed = True
            return []
        return [*self.replies.ask(self.now, instructions, purpose)]

    def meet(self, side: Side) -> list[ev.Action]:
        """Somebody or something else is on the other side."""
        if side is self.side:
            return []
        self.side, self.side_since = side, self.now
        return [ev.Tell("call.phase", {"phase": side.value})]
