"""Reports read as outcomes."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.engine.outcome import cancelled, judge, not_ordered, passed_on, spent, unanswered, unknown
from ringback.engine.phrases import LANGUAGES, Phrases
from ringback.engine.task import SlotValue, Status, Task
from ringback.engine.words import Words
from ringback.wire import Fact, Reason, Turn
from tests.fakes.call_handler import a_report

GOOD = Fact(key="time", value="19:00", quote="at seven", turn=1, supported=True)
BAD = Fact(key="price", value="62", quote="sixty two", turn=1, supported=False)


@pytest.mark.parametrize(
    ("change", "status", "reason"),
    [
        ({}, Status.SUCCEEDED, "goal_reached"),
        ({"facts": []}, Status.UNCONFIRMED, "goal_reached"),
        ({"facts": [GOOD, BAD]}, Status.UNCONFIRMED, "goal_reached"),
        ({"claimed": None}, Status.UNCONFIRMED, "goal_reached"),
        ({"claimed": "failed"}, Status.FAILED, "goal_not_reached"),
        ({"reason": Reason.CALLEE_HANGUP}, Status.SUCCEEDED, "goal_reached"),
        ({"reason": Reason.CALLEE_HANGUP, "claimed": None}, Status.UNCONFIRMED, "callee_hangup"),
        ({"reason": Reason.LINE_DROPPED, "claimed": None, "facts": []}, Status.UNCONFIRMED, "line_dropped"),
        ({"reason": Reason.LINE_DROPPED, "claimed": None, "turns": []}, Status.FAILED, "line_dropped"),
        ({"reason": Reason.VOICEMAIL}, Status.FAILED, "voicemail"),
        ({"reason": Reason.VOICEMAIL, "message_left": True}, Status.FAILED, "message_left"),
        ({"reason": Reason.BUSY}, Status.FAILED, "busy"),
        ({"reason": Reason.CALLEE_REFUSED, "claimed": "failed"}, Status.FAILED, "callee_refused"),
        ({"reason": Reason.MODEL_DOWN, "claimed": None}, Status.UNCONFIRMED, "model_down"),
        ({"reason": Reason.USER_HANGUP, "claimed": None}, Status.FAILED, "user_hangup"),
    ],
)
def test_a_report_is_read_as_what_can_be_proved(change: dict[str, Any], status: Status, reason: str) -> None:
    outcome = judge(a_report(**change) if "reason" not in change else a_report().model_copy(update=change))
    assert (outcome.status, outcome.reason) == (status, reason)


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        ("סליחה, לא הבנתי. אי אפשר לקחת את ההזמנה. להתראות.", "not_understood"),
        ("I am sorry, I did not understand. I booked no table. Goodbye.", "not_understood"),
        ("Sorry, I can’t hear you.", "not_understood"),
        ("אין לנו מקום הערב, מצטערים.", "goal_not_reached"),
        ("We don't deliver there.", "goal_not_reached"),
    ],
)
def test_who_did_not_understand_did_not_say_no(last: str, reason: str) -> None:
    turns = [
        Turn(index=0, who="agent", text="I would like two things.", t0=900, t1=3100),
        Turn(index=1, who="callee", text=last, t0=3400, t1=5600),
        Turn(index=2, who="agent", text="Thank you, goodbye.", t0=6000, t1=7000),
    ]
    ended = judge(a_report(claimed="failed", facts=[], turns=turns))
    assert (ended.status, ended.reason) == (Status.FAILED, reason)
    said = [Words({"he": Phrases("he"), "en": Phrases("en")}, "IL").ended(TASK[one], ended) for one in LANGUAGES]
    assert all(("Write it" in one or "אפשר לכתוב" in one) is (reason == "not_understood") for one in said), said


TASK = {one: Task("t", "me", "c", "web", one, "order", 0) for one in LANGUAGES}


def test_a_fact_carries_the_callees_words_and_where_they_begin() -> None:
    facts = judge(a_report(facts=[GOOD, BAD])).facts
    assert [(fact.key, fact.value, fact.quote, fact.at_ms, fact.supported) for fact in facts] == [
        ("time", "19:00", "at seven", 3400, True),
        ("price", "62", "sixty two", 3400, False),
    ]


@given(
    st.sampled_from(Reason),
    st.sampled_from(["succeeded", "failed", None]),
    st.lists(st.booleans(), max_size=3),
    st.lists(st.integers(0, 3), max_size=2),
)
def test_success_is_never_more_than_was_said(
    reason: Reason, claimed: str | None, supported: list[bool], turns: list[int]
) -> None:
    report = a_report(
        reason=reason,
        claimed=claimed,
        facts=[Fact(key="time", value="1", quote="x", turn=index, supported=s) for index, s in enumerate(supported)],
        turns=[Turn(index=index, who="callee", text="x", t0=0, t1=1) for index in turns],
    )
    outcome = judge(report)
    if outcome.status is Status.SUCCEEDED:
        assert claimed == "succeeded"
        assert supported
        assert all(supported)
    assert outcome.status in {Status.SUCCEEDED, Status.FAILED, Status.UNCONFIRMED}
    open_ended = _bare(report) or (claimed is None and bool(turns) and reason in _CUT_OFF)
    assert (outcome.status is Status.FAILED) == (reason in _NO_TALK or (claimed != "succeeded" and not open_ended))


_NO_TALK = {
    Reason.BUSY,
    Reason.NO_ANSWER,
    Reason.INVALID_NUMBER,
    Reason.VOICEMAIL,
    Reason.CANCELED,
    Reason.CALL_FAILED,
    Reason.PROVIDER_DOWN,
    Reason.CALLEE_REFUSED,
}


_CUT_OFF = {Reason.LINE_DROPPED, Reason.CALLEE_HANGUP, Reason.MODEL_DOWN, Reason.MAX_DURATION}


def _bare(report: Any) -> bool:
    """Said to have reached its goal, without a claim."""
    return report.claimed is None and report.reason is Reason.GOAL_REACHED


def test_what_was_never_dialled_has_its_cause() -> None:
    codes = ("invalid_number", "number_premium", "number_not_allowed", "bad_key", "unauthorized", "handler_down")
    assert [not_ordered(code).reason for code in codes] == [
        "invalid_number",
        "number_not_allowed",
        "number_not_allowed",
        "call_failed",
        "provider_down",
        "provider_down",
    ]
    not_now = ("quiet_hours", "number_daily_limit", "daily_limit", "too_many_orders", "do_not_call")
    assert [not_ordered(code).reason for code in not_now] == list(not_now)
    for language in LANGUAGES:
        assert all(Phrases(language).has(f"failed.{reason}") for reason in (*not_now, "number_not_allowed"))
    assert unknown().status is Status.UNCONFIRMED
    assert cancelled().status is Status.CANCELLED


def test_a_fact_they_did_not_say_so_keeps_their_words() -> None:
    fact = Fact(key="time", value="20:00", quote="at seven", turn=1, supported=False)
    uncited = Fact(key="price", value="62", quote="sixty two", supported=False)
    ended = judge(a_report(facts=[fact, uncited]))
    assert ended.status is Status.UNCONFIRMED
    assert [(one.quote, one.at_ms) for one in ended.facts] == [("at seven", 3400), (None, None)]


def test_what_a_call_cost_is_told_with_its_parts() -> None:
    ended = judge(a_report(cost={"model_usd": 0.05, "telephony_usd": 0.0213, "audio_tokens": 900}))
    told = spent(Task("t", "me", "c", "web", "en", "phone_call", 0), ended)
    assert told == {"total_usd": 0.0713, "model_usd": 0.05, "telephony_usd": 0.0213, "audio_tokens": 900}


def test_without_the_users_answer_only_a_result_of_the_talk_changes_its_reason() -> None:
    failed = judge(a_report(Reason.GOAL_NOT_REACHED, claimed="failed"))
    assert unanswered(failed).reason == "no_reply_from_you"
    assert unanswered(judge(a_report())).reason == "goal_reached"
    assert unanswered(judge(a_report(Reason.BUSY))).reason == "busy"


def test_a_message_that_was_left_is_all_that_a_message_errand_can_do() -> None:
    left = judge(a_report().model_copy(update={"reason": Reason.VOICEMAIL, "message_left": True}))
    task = Task("t", "me", "c", "web", "en", "message", 0)
    told = replace(task, call_sid="CA1", slots={"message": SlotValue("I am late", "I am late")})
    assert passed_on(task, left).status is Status.FAILED
    assert passed_on(told, left).status is Status.UNCONFIRMED
    words = Words({"en": Phrases("en")}, "IL")
    assert words.ended(told, passed_on(told, left)).endswith("Reached voicemail and left the message.")
