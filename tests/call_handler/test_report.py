"""The report of an ended call: the line's cause and the talk's result never mix."""

from dataclasses import replace

import pytest

from ringback.call_handler.call import Call
from ringback.call_handler.events import Claim, ClaimedFact, EndedBy, Result, Utterance, Who
from ringback.call_handler.report import Talk, make_report
from ringback.wire import CallStatus, Reason, Report

CALL = Call("CA1", created_at=100, status=CallStatus.COMPLETED, answered_at=110, ended_at=150)
TALK = Talk(talked=True)
CLAIM = Claim(Result.SUCCEEDED, "Ordered.", (ClaimedFact("time", "19:00", "at seven"),))


def report(call: Call = CALL, talk: Talk = TALK) -> Report:
    return make_report(call, talk, task_id="t1", now=160)


@pytest.mark.parametrize(
    ("status", "sip", "reason"),
    [
        (CallStatus.BUSY, 486, Reason.BUSY),
        (CallStatus.NO_ANSWER, 480, Reason.NO_ANSWER),
        (CallStatus.FAILED, 404, Reason.INVALID_NUMBER),
        (CallStatus.FAILED, 484, Reason.INVALID_NUMBER),
        (CallStatus.FAILED, 500, Reason.CALL_FAILED),
        (CallStatus.FAILED, None, Reason.CALL_FAILED),
        (CallStatus.CANCELED, None, Reason.CANCELED),
    ],
)
@pytest.mark.parametrize("claim", [None, CLAIM])
def test_a_call_that_was_never_answered_has_the_lines_cause(
    status: CallStatus, sip: int | None, reason: Reason, claim: Claim | None
) -> None:
    assert report(replace(CALL, status=status, sip_code=sip), Talk(claim=claim)).reason is reason


def test_a_call_the_user_canceled_says_so() -> None:
    canceled = replace(CALL, status=CallStatus.CANCELED)
    assert report(canceled, Talk(ended_by="user", reason=Reason.USER_HANGUP)).reason is Reason.USER_HANGUP


def test_a_call_that_nobody_could_speak_in_is_no_wish_of_the_users() -> None:
    canceled = replace(CALL, status=CallStatus.CANCELED, answered_at=None)
    made = report(canceled, Talk(ended_by="system", reason=Reason.MODEL_DOWN))
    assert (made.reason, made.ended_by, made.status) == (Reason.MODEL_DOWN, "system", CallStatus.CANCELED)


@pytest.mark.parametrize(
    ("result", "reason", "claimed"),
    [
        (Result.SUCCEEDED, Reason.GOAL_REACHED, "succeeded"),
        (Result.FAILED, Reason.GOAL_NOT_REACHED, "failed"),
        (Result.REFUSED, Reason.CALLEE_REFUSED, None),
        (Result.VOICEMAIL, Reason.VOICEMAIL, None),
    ],
)
def test_the_models_claim_is_the_result(result: Result, reason: Reason, claimed: str | None) -> None:
    made = report(talk=replace(TALK, ended_by="agent", claim=Claim(result)))
    assert (made.reason, made.claimed) == (reason, claimed)


@pytest.mark.parametrize(
    ("ended_by", "given", "reason"),
    [
        ("callee", None, Reason.CALLEE_HANGUP),
        ("carrier", Reason.LINE_DROPPED, Reason.LINE_DROPPED),
        ("user", Reason.USER_HANGUP, Reason.USER_HANGUP),
        ("system", Reason.MODEL_DOWN, Reason.MODEL_DOWN),
        ("system", Reason.MAX_DURATION, Reason.MAX_DURATION),
        ("agent", None, Reason.GOAL_NOT_REACHED),
        ("agent", Reason.VOICEMAIL, Reason.VOICEMAIL),
        (None, None, Reason.LINE_DROPPED),
    ],
)
def test_without_a_claim_it_is_who_ended_it(ended_by: EndedBy | None, given: Reason | None, reason: Reason) -> None:
    assert report(talk=replace(TALK, ended_by=ended_by, reason=given)).reason is reason


def test_a_call_without_a_talk_dropped_when_it_was_answered_and_has_failed_when_not() -> None:
    made = report(talk=Talk())
    assert (made.reason, made.ended_by) == (Reason.LINE_DROPPED, "carrier")
    assert report(replace(CALL, answered_at=None), Talk()).reason is Reason.CALL_FAILED


def test_a_machine_that_the_carrier_heard_is_voicemail_unless_a_talk_came_of_it() -> None:
    machine = replace(CALL, answered_by="machine_start")
    assert report(machine, replace(TALK, ended_by="callee")).reason is Reason.VOICEMAIL
    assert report(machine, replace(TALK, ended_by="agent", claim=CLAIM)).reason is Reason.GOAL_REACHED


def test_who_answered_us_is_no_machine_whatever_the_carrier_heard() -> None:
    machine = replace(CALL, answered_by="machine_end_beep")
    said: list[tuple[Who, str]] = [
        ("callee", "Hello?"),
        ("agent", "I am an AI assistant."),
        ("callee", "No, thank you."),
    ]
    turns = [Utterance(at, who, text, at * 900, at * 900 + 400, True) for at, (who, text) in enumerate(said)]
    talk = replace(TALK, ended_by="callee", turns=turns)
    assert report(machine, talk).reason is Reason.CALLEE_HANGUP
    assert report(machine, replace(talk, turns=turns[:2])).reason is Reason.VOICEMAIL
    assert report(machine, replace(talk, at_machine=True)).reason is Reason.VOICEMAIL


def test_facts_carry_their_evidence_and_turns_their_order() -> None:
    turns = (
        Utterance(1, "callee", "Ready at seven.", 500, 900, True),
        Utterance(0, "agent", "Hello.", 0, 400, True),
    )
    made = report(talk=replace(TALK, ended_by="agent", claim=CLAIM, turns=turns, cost={"model_usd": 0.1}))
    assert [(fact.value, fact.turn, fact.supported) for fact in made.facts] == [("19:00", 1, True)]
    assert [turn.index for turn in made.turns] == [0, 1]
    assert made.summary == "Ordered."
    assert made.cost == {"model_usd": 0.1}


def test_times_and_price() -> None:
    made = report(replace(CALL, price_usd=-0.03))
    assert (made.started_at.timestamp(), made.ended_at.timestamp()) == (100, 150)
    assert made.answered_at is not None
    assert (made.answered_at.timestamp(), made.cost["telephony_usd"]) == (110, 0.03)
    assert report(replace(CALL, ended_at=None)).ended_at.timestamp() == 160
