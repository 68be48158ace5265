from ringback.engine.learned import Lesson, from_outcome
from ringback.engine.task import Outcome, OutcomeFact, SlotValue, Status, Task


def task(callee: str = "Pizza Place", **slots: str) -> Task:
    said = {"callee": callee, **slots}
    return Task("t", "me", "c", "web", "en", "order", 0.0, slots={k: SlotValue(v, v) for k, v in said.items() if v})


def heard(key: str, value: str, quote: str = "yes", *, supported: bool = True) -> OutcomeFact:
    return OutcomeFact(key, value, quote, 10, supported, turn=3)


DONE = Outcome(Status.SUCCEEDED, "goal_reached", facts=(heard("time", "19:00"), heard("price", "68")))


def test_what_was_agreed_and_what_is_usual_is_learned() -> None:
    assert from_outcome(task(items="a large margherita"), DONE, str.title) == [
        Lesson("agreed", "Pizza Place", "Time: 19:00, Price: 68", 3),
        Lesson("preferences", "Pizza Place: items", "a large margherita"),
    ]


def test_nothing_is_learned_from_a_call_that_settled_nothing() -> None:
    for status in (Status.FAILED, Status.UNCONFIRMED, Status.CANCELLED):
        assert from_outcome(task(items="x"), Outcome(status, "busy", facts=DONE.facts), str) == []


def test_what_nobody_was_heard_to_say_is_not_learned() -> None:
    ended = Outcome(Status.SUCCEEDED, "goal_reached", facts=(heard("time", "19:00", supported=False),))
    assert from_outcome(task(), ended, str) == []


def test_nothing_sensitive_is_learned_from_a_callee() -> None:
    told = Outcome(
        Status.SUCCEEDED,
        "goal_reached",
        facts=(
            heard("answer", "your prescription is ready"),
            heard("answer", "4111 1111 1111 1111"),
            heard("time", "10:00", "and the password is fish"),
        ),
    )
    assert from_outcome(task(items="insulin"), told, str) == []
    for place in ("The Clinic", "ד״ר לוי", ""):
        assert from_outcome(task(place, items="x"), DONE, str) == []
