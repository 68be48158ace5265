"""What every `Carrier` does, ours and the fake: one suite, run on both."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from pydantic import SecretStr

from ringback.call_handler.call import Call
from ringback.call_handler.carriers.twilio import Twilio, read_status
from ringback.call_handler.ports import Carrier, NotDialled, Order, Unreachable
from ringback.kit.errors import NotFound
from ringback.wire import CallStatus
from tests.call_handler.house import ACCOUNT, AUTH_TOKEN, NUMBER
from tests.fakes.carrier import FakeCarrier
from tests.fakes.server import serving
from tests.fakes.twilio_rest import FakeTwilio

ORDER = Order("o1", "k", "d", NUMBER, "call them", "en", 900.0)


@dataclass
class Network:
    """A carrier, and how the world outside changes a call."""

    carrier: Carrier
    change: Callable[[str, CallStatus], None]


@asynccontextmanager
async def twilio(url: str | None = None, fake: FakeTwilio | None = None) -> AsyncIterator[Network]:
    fake = fake or FakeTwilio()

    def change(sid: str, status: CallStatus) -> None:
        fake.calls[sid]["status"] = status.value

    async with serving(fake.app) as running:
        carrier = Twilio(
            base_url=url or running,
            account_sid=ACCOUNT,
            auth_token=SecretStr(AUTH_TOKEN),
            from_number="+97233760000",
            public_base_url="http://127.0.0.1:5002",
            ring_seconds=40,
            call_seconds=600,
        )
        yield Network(carrier, change)
        await carrier.close()


@asynccontextmanager
async def in_memory(down: bool = False) -> AsyncIterator[Network]:
    fake = FakeCarrier(down=down)
    yield Network(fake, fake.statuses.__setitem__)


@pytest.fixture(params=[twilio, in_memory], ids=["twilio", "fake"])
async def network(request: pytest.FixtureRequest) -> AsyncIterator[Network]:
    async with request.param() as network:
        yield network


@pytest.fixture(params=[lambda: twilio("http://127.0.0.1:9"), lambda: in_memory(down=True)], ids=["twilio", "fake"])
async def broken(request: pytest.FixtureRequest) -> AsyncIterator[Network]:
    async with request.param() as network:
        yield network


async def test_what_was_placed_is_listed_newest_first_and_fetched(network: Network) -> None:
    first = await network.carrier.place(ORDER)
    second = await network.carrier.place(ORDER)
    assert [found.sid for found in await network.carrier.find(NUMBER)] == [second.sid, first.sid]
    network.change(first.sid, CallStatus.BUSY)
    assert (await network.carrier.fetch(first.sid)).word.status is CallStatus.BUSY


@pytest.mark.parametrize(
    ("believed", "really", "ends"),
    [
        (CallStatus.QUEUED, CallStatus.QUEUED, CallStatus.CANCELED),
        (CallStatus.QUEUED, CallStatus.RINGING, CallStatus.CANCELED),
        (CallStatus.RINGING, CallStatus.IN_PROGRESS, CallStatus.COMPLETED),
        (CallStatus.RINGING, CallStatus.NO_ANSWER, CallStatus.NO_ANSWER),
        (CallStatus.IN_PROGRESS, CallStatus.IN_PROGRESS, CallStatus.COMPLETED),
        (CallStatus.IN_PROGRESS, CallStatus.COMPLETED, CallStatus.COMPLETED),
    ],
)
async def test_hanging_up_ends_a_call_whatever_it_became_meanwhile(
    network: Network, believed: CallStatus, really: CallStatus, ends: CallStatus
) -> None:
    sid = (await network.carrier.place(ORDER)).sid
    network.change(sid, really)
    ended = await network.carrier.hang_up(Call(sid, 900.0, believed))
    assert (ended.sid, ended.word.status) == (sid, ends)
    assert (await network.carrier.fetch(sid)).word.status is ends


async def test_an_answered_call_hears_last_words_and_one_that_rings_is_canceled(network: Network) -> None:
    talking, ringing = [(await network.carrier.place(ORDER)).sid for _ in range(2)]
    network.change(talking, CallStatus.IN_PROGRESS)
    told = await network.carrier.hang_up(Call(talking, 900.0, CallStatus.IN_PROGRESS), "Sorry, goodbye.", "en")
    assert told.word.status is CallStatus.IN_PROGRESS
    assert (await network.carrier.fetch(talking)).word.status is CallStatus.IN_PROGRESS
    network.change(ringing, CallStatus.RINGING)
    ended = await network.carrier.hang_up(Call(ringing, 900.0, CallStatus.RINGING), "Sorry, goodbye.", "en")
    assert ended.word.status is CallStatus.CANCELED


async def test_who_answers_just_when_the_call_is_canceled_hears_the_last_words(network: Network) -> None:
    sid = (await network.carrier.place(ORDER)).sid
    network.change(sid, CallStatus.IN_PROGRESS)
    told = await network.carrier.hang_up(Call(sid, 900.0, CallStatus.RINGING), "Sorry, goodbye.", "en")
    assert told.word.status is CallStatus.IN_PROGRESS


async def test_last_words_to_a_call_that_ended_meanwhile_are_fine(network: Network) -> None:
    sid = (await network.carrier.place(ORDER)).sid
    network.change(sid, CallStatus.COMPLETED)
    ended = await network.carrier.hang_up(Call(sid, 900.0, CallStatus.IN_PROGRESS), "Sorry, goodbye.", "en")
    assert ended.word.status is CallStatus.COMPLETED


async def test_an_unknown_call_is_unknown(network: Network) -> None:
    with pytest.raises(NotFound):
        await network.carrier.fetch("CA0")
    with pytest.raises(NotFound):
        await network.carrier.hang_up(Call("CA0", 900.0))
    await network.carrier.erase("CA0")


async def test_a_carrier_that_is_down_says_so(broken: Network) -> None:
    with pytest.raises(NotDialled):
        await broken.carrier.place(ORDER)
    for question in (
        broken.carrier.find(NUMBER),
        broken.carrier.fetch("CA1"),
        broken.carrier.hang_up(Call("CA1", 900.0)),
    ):
        with pytest.raises(Unreachable):
            await question


@pytest.mark.parametrize(("answer", "erased"), [(404, True), (500, False), (429, False), (401, False), (409, False)])
async def test_a_call_that_was_not_erased_there_does_not_count_as_erased(answer: int, erased: bool) -> None:
    fake = FakeTwilio()
    fake.delete_failures.append(answer)
    async with twilio(fake=fake) as network:
        if erased:
            await network.carrier.erase("CA1")
        else:
            with pytest.raises(Unreachable):
                await network.carrier.erase("CA1")
            await network.carrier.erase("CA1")
            assert fake.deleted == ["CA1"]


@pytest.mark.parametrize(("told", "read"), [("42", 42.0), ("nan", None), ("inf", None), ("soon", None), ("", None)])
def test_a_duration_is_a_number_or_not_known(told: str, read: float | None) -> None:
    word = read_status({"CallStatus": "completed", "CallDuration": told})
    assert word is not None
    assert word.seconds == read
