"""The life of a call in Twilio's words: queued → initiated → ringing → in-progress → one terminal status.

Rules:
1. A call only moves forward; callbacks come in any order and may repeat, their `sequence` says which is newer.
2. A terminal status absorbs everything after it; details that were missing (times, price) are still taken.
3. Times are seconds since 1970.
"""

from dataclasses import dataclass, replace

from ringback.wire import CallStatus

_RANK = {
    CallStatus.QUEUED: 0,
    CallStatus.INITIATED: 1,
    CallStatus.RINGING: 2,
    CallStatus.IN_PROGRESS: 3,
}
_TERMINAL_RANK = 4
MACHINES = ("machine_start", "machine_end_beep", "machine_end_silence", "machine_end_other", "fax")


@dataclass(frozen=True, slots=True)
class Call:
    """What the carrier said of a call so far."""

    sid: str
    created_at: float
    status: CallStatus = CallStatus.QUEUED
    sequence: int = -1
    answered_by: str | None = None
    answered_at: float | None = None
    ended_at: float | None = None
    sip_code: int | None = None
    price_usd: float | None = None

    @property
    def by_machine(self) -> bool:
        return self.answered_by in MACHINES

    @property
    def can_be_canceled(self) -> bool:
        """Not answered yet; an answered call is completed instead."""
        return not self.status.terminal and self.status is not CallStatus.IN_PROGRESS


@dataclass(frozen=True, slots=True)
class Reported:
    """One word of the carrier about a call: a callback (with `sequence`) or the answer of a fetch (without)."""

    status: CallStatus
    at: float
    sequence: int | None = None
    answered_by: str | None = None
    sip_code: int | None = None
    price_usd: float | None = None
    seconds: float | None = None
    """How long the call lasted, when it is over."""


def advance(call: Call, word: Reported) -> Call:
    """The call after this word."""
    call = _learn(call, word)
    if call.status.terminal or _rank(word.status) < _rank(call.status):
        return call
    if word.sequence is not None and word.sequence < call.sequence:
        return call
    call = replace(call, status=word.status, sequence=call.sequence if word.sequence is None else word.sequence)
    if word.status.terminal:
        call = replace(call, ended_at=word.at)
        if word.status is CallStatus.COMPLETED and call.answered_at is None and word.seconds is not None:
            call = replace(call, answered_at=word.at - word.seconds)
    return call


def answered_by(call: Call, who: str) -> Call:
    """The result of answering machine detection; the first one stays."""
    return call if call.answered_by is not None else replace(call, answered_by=who)


def _learn(call: Call, word: Reported) -> Call:
    """Details that were missing."""
    late_answer = word.status is CallStatus.IN_PROGRESS and call.answered_at is None
    return replace(
        call,
        answered_by=call.answered_by or word.answered_by,
        answered_at=word.at if late_answer else call.answered_at,
        sip_code=call.sip_code if call.sip_code is not None else word.sip_code,
        price_usd=call.price_usd if call.price_usd is not None else word.price_usd,
    )


def _rank(status: CallStatus) -> int:
    return _RANK.get(status, _TERMINAL_RANK)
