"""What an ended call came to, as `wire.Report`: the carrier's word, how the talk ended, and claims with their evidence.

Rules:
1. Busy, no answer, failed and canceled are the carrier's word; nothing said in the talk changes them.
2. Of an answered call the model's claim speaks first, then who or what ended it; the carrier's word of a machine does
   not stand against a callee who answered us. A claim is told, not believed: facts
   count only with evidence.
3. Times are seconds since 1970; `t0` and `t1` of turns are ms of the recording.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ringback.call_handler.call import Call
from ringback.call_handler.events import Claim, EndedBy, Result, Utterance
from ringback.call_handler.evidence import witness
from ringback.wire import CallStatus, Fact, Reason, Report, Turn

ESTIMATED = "telephony_estimated"
"""Among the costs: the price is ours, not the carrier's."""
MODEL_ESTIMATED = "model_estimated"
"""Among the costs: the model's price is not known, and taken to be that of the dearest."""
_NO_SUCH_NUMBER = {404, 410, 484, 604}
_CLAIMED = {
    Result.SUCCEEDED: Reason.GOAL_REACHED,
    Result.FAILED: Reason.GOAL_NOT_REACHED,
    Result.VOICEMAIL: Reason.VOICEMAIL,
    Result.REFUSED: Reason.CALLEE_REFUSED,
}


@dataclass(frozen=True, slots=True)
class Talk:
    """What the handler itself knows of a call; `ended_by` None when there was no talk or it was lost in a restart."""

    ended_by: EndedBy | None = None
    reason: Reason | None = None
    claim: Claim | None = None
    turns: Sequence[Utterance] = ()
    talked: bool = False
    """The media stream was open."""
    recording: bool = False
    message_left: bool = False
    """Ours, on an answering machine."""
    barred: bool = False
    """The callee asked never to be called again."""
    at_machine: bool = False
    """It ended at what was heard to be an answering machine."""
    cost: Mapping[str, float] = field(default_factory=dict)


def make_report(
    call: Call,
    talk: Talk,
    *,
    task_id: str | None,
    now: float,
    phone_number: str = "",
    inbound: bool = False,
    usd_per_minute: float | None = 0.0,
    today: str = "",
) -> Report:
    """`now` (seconds) stands in for an end the carrier has not told; `phone_number` is the other side's.

    `today` (2026-11-30) is the day of the call where the other side is, when it is known.

    While the carrier has not told its price, begun minutes at `usd_per_minute` stand in for it; None: nothing costs.
    """
    claim = talk.claim
    facts = [_fact(fact.key, fact.value, fact.quote, talk.turns, today) for fact in claim.facts] if claim else []
    ended_at = call.ended_at or now
    return Report.model_validate(
        {
            "call_sid": call.sid,
            "task_id": task_id,
            "direction": "inbound" if inbound else "outbound",
            "phone_number": phone_number,
            "status": call.status,
            "answered_by": call.answered_by,
            "started_at": call.created_at,
            "answered_at": call.answered_at,
            "ended_at": max(ended_at, call.created_at),
            "ended_by": _ended_by(call, talk),
            "reason": (reason := _reason(call, talk)),
            "message_left": talk.message_left if reason is Reason.VOICEMAIL else None,
            "claimed": claim.result.value if claim and claim.result in (Result.SUCCEEDED, Result.FAILED) else None,
            "summary": claim.summary if claim else "",
            "facts": facts,
            "turns": [wire_turn(turn) for turn in sorted(talk.turns, key=lambda turn: turn.index)],
            "recording": talk.recording,
            "cost": _cost(call, talk, ended_at, usd_per_minute),
        }
    )


def priced(report: Report, usd: float) -> Report:
    """The report once the carrier has told its price."""
    known = {name: amount for name, amount in report.cost.items() if name != ESTIMATED}
    return report.model_copy(update={"cost": known | {"telephony_usd": usd}})


def _cost(call: Call, talk: Talk, ended_at: float, usd_per_minute: float | None) -> dict[str, float]:
    if usd_per_minute is None:
        used = {name: amount for name, amount in talk.cost.items() if not name.endswith(("_usd", MODEL_ESTIMATED))}
        return used | {"model_usd": 0.0, "telephony_usd": 0.0}
    return dict(talk.cost) | _telephony(call, ended_at, usd_per_minute)


def _telephony(call: Call, ended_at: float, usd_per_minute: float) -> dict[str, float]:
    if call.price_usd is not None:
        return {"telephony_usd": abs(call.price_usd)}
    if call.answered_at is None or not usd_per_minute:
        return {}
    minutes = max(1, -int(-(ended_at - call.answered_at) // 60))
    return {"telephony_usd": round(minutes * usd_per_minute, 4), ESTIMATED: 1.0}


def wire_turn(turn: Utterance) -> Turn:
    return Turn(index=turn.index, who=turn.who, text=turn.text, t0=turn.t0, t1=turn.t1, final=turn.final)


def _fact(key: str, value: str, quote: str | None, turns: Sequence[Utterance], today: str) -> Fact:
    turn, supported = witness(value, quote, turns, key, today)
    return Fact(key=key, value=value, quote=quote, turn=turn, supported=supported)


def _ended_by(call: Call, talk: Talk) -> EndedBy:
    if talk.ended_by is not None:
        return talk.ended_by
    return "callee" if talk.talked and call.status is CallStatus.COMPLETED else "carrier"


def _with_a_person(talk: Talk) -> bool:
    """The callee answered what we said, and did not turn out to be a machine."""
    turns = sorted(talk.turns, key=lambda turn: turn.index)
    ours = next((at for at, turn in enumerate(turns) if turn.who == "agent"), len(turns))
    return not talk.at_machine and any(turn.who == "callee" and turn.text != "…" for turn in turns[ours:])


def _reason(call: Call, talk: Talk) -> Reason:
    match call.status:
        case CallStatus.BUSY:
            return Reason.BUSY
        case CallStatus.NO_ANSWER:
            return Reason.NO_ANSWER
        case CallStatus.CANCELED:
            ours = talk.reason in (Reason.USER_HANGUP, Reason.MODEL_DOWN)
            return talk.reason if talk.reason and ours else Reason.CANCELED
        case CallStatus.FAILED if not talk.talked:
            return Reason.INVALID_NUMBER if call.sip_code in _NO_SUCH_NUMBER else Reason.CALL_FAILED
    if talk.barred:
        return Reason.DO_NOT_CALL
    if talk.claim is not None:
        return _CLAIMED[talk.claim.result]
    if call.by_machine and talk.reason is not Reason.MODEL_DOWN and not _with_a_person(talk):
        return Reason.VOICEMAIL
    if talk.reason is not None:
        return talk.reason
    match talk.ended_by:
        case "user":
            return Reason.USER_HANGUP
        case "callee":
            return Reason.CALLEE_HANGUP
        case "agent":
            return Reason.GOAL_NOT_REACHED
        case _:
            answered = talk.talked or call.answered_at is not None
            return Reason.LINE_DROPPED if answered else Reason.CALL_FAILED
