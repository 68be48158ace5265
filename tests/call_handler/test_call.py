"""The life of a call: forwards only, whatever the order of callbacks."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.call_handler.call import Call, Reported, advance, answered_by
from ringback.wire import CallStatus as S

LIFE = [
    Reported(S.INITIATED, 10, sequence=0),
    Reported(S.RINGING, 11, sequence=1),
    Reported(S.IN_PROGRESS, 15, sequence=2),
    Reported(S.COMPLETED, 60, sequence=3, seconds=45, sip_code=200),
]
TERMINAL = [status for status in S if status.terminal]


def after(*words: Reported) -> Call:
    call = Call("CA1", created_at=9)
    for word in words:
        call = advance(call, word)
    return call


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_any_order_of_callbacks_gives_the_same_call(order: tuple[int, ...]) -> None:
    assert after(*(LIFE[place] for place in order)) == after(*LIFE)


def test_a_whole_life() -> None:
    call = after(*LIFE)
    assert (call.status, call.answered_at, call.ended_at, call.sip_code) == (S.COMPLETED, 15, 60, 200)


def test_a_lost_answer_is_reckoned_from_the_duration() -> None:
    assert after(LIFE[0], LIFE[3]).answered_at == 15


def test_a_fetch_without_sequence_moves_the_call_too() -> None:
    call = after(LIFE[1], Reported(S.BUSY, 20, price_usd=-0.01))
    assert (call.status, call.price_usd, call.can_be_canceled) == (S.BUSY, -0.01, False)


@given(st.lists(st.builds(Reported, st.sampled_from(S), st.floats(0, 100), st.none() | st.integers(0, 9)), max_size=12))
def test_a_terminal_status_stays_and_nothing_goes_backwards(words: list[Reported]) -> None:
    call, seen = Call("CA1", 0), [S.QUEUED]
    for word in words:
        call = advance(call, word)
        seen.append(call.status)
    firsts = [status for place, status in enumerate(seen) if place == 0 or seen[place - 1] != status]
    assert len(firsts) == len(set(firsts)), "no status comes back"
    assert sum(status.terminal for status in firsts) <= 1


@pytest.mark.parametrize(
    ("who", "machine"), [("human", False), ("unknown", False), ("machine_start", True), ("fax", True)]
)
def test_the_first_word_on_who_answered_stays(who: str, machine: bool) -> None:
    call = answered_by(answered_by(Call("CA1", 0), who), "human")
    assert (call.answered_by, call.by_machine) == (who, machine)
