"""Turns of both sides, in the order they began, told again whenever more of one is known.

Rules:
1. An index is given when a turn begins, so indexes follow the order of speech; one without words is not told.
2. The agent's words are those that were heard: a turn that was cut ends where the callee stopped hearing it, with "…".
   One of which nothing was heard is told once more without words: it is no turn after all.
"""

from dataclasses import dataclass

from ringback.call_handler.events import PastTurn, Transcribe, Utterance, Who

_CUT = " …"
_LONGEST_HISTORY = 100


@dataclass(slots=True)
class _Turn:
    index: int
    who: Who
    t0: int
    t1: int
    text: str = ""
    worded: bool = False
    ended: bool = False
    told: Utterance | None = None


class Transcript:
    """Items of the model, as turns of the recording."""

    def __init__(self) -> None:
        self._turns: dict[str, _Turn] = {}

    @property
    def awaited(self) -> int:
        """How many ended turns of the callee still lack their words."""
        return sum(1 for turn in self._turns.values() if turn.who == "callee" and turn.ended and not turn.worded)

    def began(self, item_id: str, who: Who, at: int) -> None:
        if item_id not in self._turns:
            self._turns[item_id] = _Turn(len(self._turns), who, at, at)

    def sounds(self, item_id: str, at: int) -> None:
        """The turn's sound begins now; its words may have come before."""
        turn = self._turns[item_id]
        turn.t0 = turn.t1 = at

    def ended(self, item_id: str, at: int) -> list[Transcribe]:
        turn = self._turns.get(item_id)
        if turn is None or turn.ended:
            return []
        turn.ended, turn.t1 = True, max(turn.t0, at)
        return self._tell(turn)

    def said(self, item_id: str, text: str, *, final: bool) -> list[Transcribe]:
        """A further piece of a turn's words, or with `final` all of them."""
        turn = self._turns.get(item_id)
        if turn is None or turn.worded:
            return []
        turn.text = text if final else turn.text + text
        turn.worded = final
        return self._tell(turn)

    def cut(self, item_id: str, at: int, heard: int, sent: int) -> list[Transcribe]:
        """The callee heard `heard` of `sent` ms: the words end there."""
        turn = self._turns.get(item_id)
        if turn is None or turn.ended:
            return []
        turn.text = _heard_words(turn.text, heard / sent if sent else 0.0)
        turn.worded = turn.ended = True
        turn.t1 = max(turn.t0, at)
        return self._tell(turn)

    def heard_letters(self, item_id: str, heard: int, sent: int) -> int:
        """About how many letters of an item's words were heard."""
        turn = self._turns.get(item_id)
        return round(len(turn.text) * heard / sent) if turn is not None and sent else 0

    def words(self, item_id: str) -> str | None:
        """All words of a turn; None while they are not known."""
        turn = self._turns.get(item_id)
        return turn.text if turn is not None and turn.worded else None

    def length(self, item_id: str) -> int:
        """How long a turn has lasted, in ms."""
        turn = self._turns.get(item_id)
        return turn.t1 - turn.t0 if turn is not None else 0

    def history(self) -> tuple[PastTurn, ...]:
        """The latest turns that have words, in the order of speech."""
        worded = [PastTurn(turn.who, turn.text.strip()) for turn in self._turns.values() if turn.text.strip()]
        return tuple(worded[-_LONGEST_HISTORY:])

    def lost(self, at: int) -> list[Transcribe]:
        """The model's session is gone: no more words will come."""
        told = self.close(at)
        for turn in self._turns.values():
            if not turn.worded:
                turn.worded = True
                told += self._tell(turn)
        return told

    def close(self, at: int) -> list[Transcribe]:
        """The call is over: every turn ends now at the latest; the words of the callee may still come."""
        told: list[Transcribe] = []
        for item_id, turn in self._turns.items():
            told += self.ended(item_id, at)
            if turn.who == "agent" and not turn.worded:
                told += self.said(item_id, turn.text, final=True)
        return told

    @staticmethod
    def _tell(turn: _Turn) -> list[Transcribe]:
        now = Utterance(turn.index, turn.who, turn.text.strip(), turn.t0, turn.t1, turn.worded and turn.ended)
        if now == turn.told or not (now.text or turn.told):
            return []
        turn.told = now
        return [Transcribe(now)]


def _heard_words(text: str, share: float) -> str:
    if share >= 1:
        return text
    head = text[: round(len(text) * share)]
    if head and not text[len(head) : len(head) + 1].isspace():
        head = head.rpartition(" ")[0]
    return head.rstrip() + _CUT if head.strip() else ""
