"""The breaker: closed, open, half open, by a clock that is handed in."""

from hypothesis import given
from hypothesis import strategies as st

from ringback.kit.breaker import Breaker


def test_failures_in_a_row_open_it_for_a_while() -> None:
    breaker = Breaker(failures=2, rest=10)
    assert breaker.allows(0)
    breaker.failed(0)
    assert breaker.allows(1)
    breaker.failed(1)
    assert (breaker.state(1), breaker.allows(10.9)) == ("open", False)
    assert breaker.state(11) == "half_open"


def test_a_success_between_two_failures_starts_the_count_anew() -> None:
    breaker = Breaker(failures=2, rest=10)
    breaker.failed(0)
    breaker.succeeded()
    breaker.failed(1)
    assert breaker.state(1) == "closed"


def test_half_open_lets_one_try_pass() -> None:
    breaker = Breaker(failures=1, rest=10)
    breaker.failed(0)
    assert breaker.allows(10)
    assert not breaker.allows(10)
    breaker.failed(12)
    assert not breaker.allows(21.9)
    assert breaker.allows(22)
    breaker.succeeded()
    assert breaker.state(22) == "closed"


def test_a_try_that_never_ends_blocks_no_later_one() -> None:
    breaker = Breaker(failures=1, rest=10)
    breaker.failed(0)
    assert breaker.allows(10)
    assert breaker.allows(20)


@given(st.lists(st.tuples(st.floats(0, 30), st.sampled_from(["fail", "succeed", "vanish"]))), st.integers(1, 4))
def test_while_down_it_lets_few_tries_pass(steps: list[tuple[float, str]], failures: int) -> None:
    """Between two successes, at most `failures` tries, and then one a rest."""
    breaker, now, run = Breaker(failures=failures, rest=10), 0.0, list[float]()
    for pause, how in steps:
        now += pause
        if not breaker.allows(now):
            continue
        run.append(now)
        match how:
            case "fail":
                breaker.failed(now)
            case "succeed":
                breaker.succeeded()
                run.clear()
            case _:
                run.pop()
        late = run[failures:]
        assert all(later - earlier >= 10 for earlier, later in zip(run[failures - 1 :], late, strict=False))


def test_it_says_how_long_to_wait() -> None:
    breaker = Breaker(failures=1, rest=10.0)
    assert breaker.wait(5.0) == 0.0
    breaker.failed(5.0)
    assert (breaker.wait(6.0), breaker.wait(20.0)) == (9.0, 0.0)


def test_what_the_next_try_would_meet_too_opens_it_at_once() -> None:
    breaker = Breaker(failures=3, rest=10)
    breaker.failed(0, for_good=True)
    assert (breaker.state(9), breaker.state(10)) == ("open", "half_open")
