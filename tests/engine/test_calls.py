"""Several calls for one errand, decided: which come next, and what all of them came to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.engine import calls
from ringback.engine.task import Call, Compare, Outcome, OutcomeFact, SlotValue, Status, Strategy, Target, Task


def target(name: str, number: str) -> Target:
    return Target(SlotValue(name, name), SlotValue(number, number), "en")


def errand(
    strategy: Strategy | None = "next_if_failed", compare: Compare | None = None, kind: str = "inquiry", others: int = 2
) -> Task:
    slots = {"callee": SlotValue("A", "A"), "phone_number": SlotValue("+97236120001", "1")}
    further = tuple(target("BCDE"[n], f"+9723612000{n + 2}") for n in range(others))
    return Task(
        "t_1", "me", "c_1", "web", "en", kind, 0.0, slots=slots, others=further, strategy=strategy, compare=compare
    )


def end(status: Status = Status.FAILED, reason: str = "busy", **facts: str) -> Outcome:
    heard = tuple(OutcomeFact(key, value, f"it is {value}", 1, True) for key, value in facts.items())
    return Outcome(status, reason, facts=heard)


def good(**facts: str) -> Outcome:
    return end(Status.SUCCEEDED, "goal_reached", **facts)


UNCLEAR = end(Status.UNCONFIRMED, "line_dropped")


def after(task: Task, *outcomes: Outcome) -> Task:
    """The errand driven on until every outcome is used, or no call is due."""
    left = list(outcomes)
    while left and (due := calls.due(task, 5.0)):
        done = tuple(replace(call, call_sid="CA", outcome=left.pop(0) if left else None) for call in due)
        task = replace(task, calls=(*task.calls, *done))
    return task


def called(task: Task) -> list[tuple[int, str]]:
    return [(call.target, call.purpose) for call in task.calls]


@pytest.mark.parametrize(
    ("outcomes", "targets", "status", "chosen"),
    [
        ([good()], [0], Status.SUCCEEDED, 0),
        ([end(), good(time="20:00")], [0, 1], Status.SUCCEEDED, 1),
        ([end(), end(), end()], [0, 1, 2], Status.FAILED, None),
        ([end(), UNCLEAR], [0, 1], Status.UNCONFIRMED, None),
        ([UNCLEAR], [0], Status.UNCONFIRMED, None),
        ([end(reason="user_hangup")], [0], Status.FAILED, None),
        ([end(Status.CANCELLED, "canceled")], [0], Status.CANCELLED, None),
    ],
)
def test_one_after_another_stops_at_the_first_that_is_not_surely_nothing(
    outcomes: list[Outcome], targets: list[int], status: Status, chosen: int | None
) -> None:
    task = after(errand(), *outcomes)
    assert [call.target for call in task.calls] == targets
    assert calls.due(task, 9.0) == ()
    whole = calls.judge(task)
    assert (whole.status, whole.chosen) == (status, chosen)


@pytest.mark.parametrize(
    ("reasons", "reason"), [(["busy", "busy", "busy"], "busy"), (["busy", "no_answer", "busy"], "goal_not_reached")]
)
def test_what_all_failed_of_is_said(reasons: list[str], reason: str) -> None:
    assert calls.judge(after(errand(), *(end(reason=reason) for reason in reasons))).reason == reason


@pytest.mark.parametrize(
    ("prices", "chosen", "reason"),
    [
        (["300", "250 shekels", "1,200"], 1, "goal_reached"),
        (["250", "250", "300"], None, calls.TIE),
        (["250", "between 200 and 300", "300"], None, calls.NOT_COMPARABLE),
        (["250", "", "300"], None, calls.NOT_COMPARABLE),
        (["99.5", "99,4", "100"], 1, "goal_reached"),
    ],
)
def test_the_cheapest_is_taken_when_it_is_certain(prices: list[str], chosen: int | None, reason: str) -> None:
    task = after(errand("compare", "cheapest"), *(good(**({"price": price} if price else {})) for price in prices))
    whole = calls.judge(task)
    assert called(task) == [(0, "errand"), (1, "errand"), (2, "errand")]
    assert (whole.chosen, whole.reason) == (chosen, reason)
    assert whole.status is (Status.SUCCEEDED if chosen is not None else Status.UNCONFIRMED)


def test_a_price_nobody_was_heard_to_say_counts_for_nothing() -> None:
    claimed = Outcome(Status.SUCCEEDED, "goal_reached", facts=(OutcomeFact("price", "1"),))
    task = after(errand("compare", "cheapest"), good(price="300"), claimed, end())
    assert calls.judge(task).reason == calls.NOT_COMPARABLE


def test_who_did_not_answer_is_not_in_the_way() -> None:
    task = after(errand("compare", "earliest"), good(time="20:30"), end(), good(time="9:15"))
    whole = calls.judge(task)
    assert (whole.status, whole.chosen) == (Status.SUCCEEDED, 2)
    assert {fact.value for fact in whole.facts} == {"9:15"}


def test_only_asking_holds_nothing_and_cancels_nothing() -> None:
    task = after(errand("compare", "cheapest"), good(price="3"), good(price="2"), good(price="1"), good())
    assert called(task) == [(0, "errand"), (1, "errand"), (2, "errand")]
    assert calls.most(task) == 3


def test_what_is_held_elsewhere_is_cancelled_once_and_only_after_a_choice() -> None:
    booked = errand("compare", "cheapest", "booking")
    assert calls.most(booked) == 5
    task = after(booked, good(price="3"), good(price="2"), UNCLEAR, good(), good())
    assert called(task) == [(0, "errand"), (1, "errand"), (2, "errand"), (0, "cancel"), (2, "cancel")]
    assert calls.due(task, 9.0) == ()
    assert (calls.judge(task).status, calls.judge(task).chosen) == (Status.SUCCEEDED, 1)
    held = after(booked, good(price="3"), good(price="2"), end(), end())
    assert (calls.judge(held).status, calls.judge(held).reason, calls.judge(held).chosen) == (
        Status.UNCONFIRMED,
        calls.STILL_HELD,
        1,
    )
    tied = after(booked, good(price="2"), good(price="2"), end(), good())
    assert called(tied) == [(0, "errand"), (1, "errand"), (2, "errand")]


def test_without_a_measure_everybody_is_called_and_told() -> None:
    task = after(errand("compare"), good(price="3"), end(), good(price="1"))
    whole = calls.judge(task)
    assert (whole.status, whole.chosen) == (Status.SUCCEEDED, None)


def test_a_wish_to_stop_begins_nothing_more() -> None:
    stopping = replace(after(errand(), end()), cancel_requested=True)
    assert calls.due(stopping, 9.0) == ()
    assert calls.judge(replace(errand(), cancel_requested=True)).status is Status.CANCELLED


def test_one_call_is_seen_and_put_back_as_a_task_of_its_own() -> None:
    task = replace(errand(), status=Status.CONFIRMED, calls=(Call(0, 1.0, outcome=end()), Call(1, 7.0)))
    single = calls.alone(task, 1)
    assert (single.value("callee"), single.value("phone_number"), single.attempt) == ("B", "+97236120002", 1)
    assert (single.others, single.calls, single.confirmed_at) == ((), (), 7.0)
    ordered = replace(single, call_sid="CA9", ordered_at=8.0, status=Status.ORDERED)
    whole = calls.put_back(task, 1, ordered)
    assert (whole.call_sid, whole.status, whole.calls[0]) == ("CA9", Status.ORDERED, task.calls[0])
    assert calls.going_on(whole) == ("CA9",)
    assert calls.alone(whole, 1) == replace(ordered, status=Status.ORDERED)


ENDS = st.sampled_from([good(price="1"), good(price="2"), good(), end(), UNCLEAR, end(reason="user_hangup")])


@given(
    st.lists(ENDS, max_size=12),
    st.sampled_from(["next_if_failed", "compare"]),
    st.sampled_from(["cheapest", "earliest", None]),
    st.sampled_from(["inquiry", "booking"]),
    st.integers(1, 4),
)
def test_no_errand_makes_a_call_its_plan_did_not_name(
    outcomes: list[Outcome], strategy: Strategy, compare: Compare | None, kind: str, others: int
) -> None:
    task = after(errand(strategy, compare, kind, others), *outcomes)
    made = called(task)
    assert len(made) == len(set(made)) <= calls.most(task)
    assert all(target <= others for target, _ in made)
    assert all(
        (target, "errand") in made[:place] for place, (target, purpose) in enumerate(made) if purpose == "cancel"
    )
    if strategy == "next_if_failed":
        held = [call for call in task.calls if call.outcome and call.outcome.status is not Status.FAILED]
        assert len(held) <= 1
    if task.calls and all(call.outcome for call in task.calls) and not calls.due(task, 9.0):
        whole = calls.judge(task)
        taken = whole.chosen is not None
        assert not taken or task.calls[whole.chosen or 0].outcome in [good(price="1"), good(price="2"), good()]
