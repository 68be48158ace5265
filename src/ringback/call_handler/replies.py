"""The model's responses: one at a time, the next one kept, a cancelled one muted.

Rules:
1. A response that is asked for while another runs is created when that one is done; a newer wish replaces an older one.
2. What arrives of a cancelled response is muted. One that is cancelled before it began is cancelled when it begins.
"""

from enum import Enum, auto

from ringback.call_handler.events import CancelResponse, CreateResponse, ModelAction


class Purpose(Enum):
    ANSWER = auto()
    GREETING = auto()
    GOODBYE = auto()
    MESSAGE = auto()


class Replies:
    """`since` is when the running response was asked for, or last gave a sign of life, in media ms.

    `created` counts all that were ever asked of the model.
    """

    def __init__(self) -> None:
        self._asked: Purpose | None = None
        self._active: str | None = None
        self._next: tuple[str | None, Purpose] | None = None
        self._cancel_at_start = False
        self._muted: set[str] = set()
        self._purposes: dict[str, Purpose] = {}
        self.since = 0
        self.created = 0

    @property
    def busy(self) -> bool:
        return self._asked is not None or self._active is not None

    def muted(self, response_id: str) -> bool:
        return response_id in self._muted

    def purpose(self, response_id: str) -> Purpose:
        return self._purposes.get(response_id, Purpose.ANSWER)

    def awaits(self, purpose: Purpose) -> bool:
        """A response for this is asked for, runs or comes next, and will be heard."""
        asked = self._asked is purpose and not self._cancel_at_start
        active = self._active is not None and self._active not in self._muted and self.purpose(self._active) is purpose
        return asked or active or (self._next is not None and self._next[1] is purpose)

    def ask(self, now: int, instructions: str | None = None, purpose: Purpose = Purpose.ANSWER) -> list[ModelAction]:
        if self.busy:
            self._next = (instructions, purpose)
            return []
        self._asked, self.since = purpose, now
        self.created += 1
        return [CreateResponse(instructions)]

    def started(self, response_id: str, now: int) -> list[ModelAction]:
        self._purposes[response_id] = self._asked or Purpose.ANSWER
        self._asked, self._active, self.since = None, response_id, now
        if not self._cancel_at_start:
            return []
        self._cancel_at_start = False
        self._muted.add(response_id)
        return [CancelResponse(response_id)]

    def cancel(self) -> list[ModelAction]:
        """Stop what runs, and forget what was to come next."""
        self._next = None
        if self._active is not None and self._active not in self._muted:
            self._muted.add(self._active)
            return [CancelResponse(self._active)]
        self._cancel_at_start = self._asked is not None
        return []

    def done(self, response_id: str, now: int) -> list[ModelAction]:
        if response_id != self._active:
            return []
        self._active = None
        if self._next is None:
            return []
        (instructions, purpose), self._next = self._next, None
        return self.ask(now, instructions, purpose)

    def reset(self) -> bool:
        """The model's session is gone, and all that was asked of it. True when something was still to be said."""
        owed = self._next is not None or (self._asked is not None and not self._cancel_at_start)
        if self._active is not None:
            owed |= self._active not in self._muted
            self._muted.add(self._active)
        self._asked = self._active = self._next = None
        self._cancel_at_start = False
        return owed
