"""The model is ready when the callee answers: one session for each call, opened while the phone rings."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from streamdouble.scenario import Wait

from ringback.call_handler import events as ev
from ringback.call_handler.briefing import Briefing, brief
from ringback.call_handler.call import Call, Reported, advance
from ringback.call_handler.leases import LEASE_SECONDS
from ringback.call_handler.line import Line
from ringback.call_handler.ports import ModelUnreachable, Order
from ringback.call_handler.warm import WarmModels
from ringback.wire import CallStatus, Reason
from tests.call_handler.house import house
from tests.call_handler.test_media_stream import DISCLOSURE, DONE, say, talk
from tests.call_handler.test_switchboard import exchange
from tests.fakes.realtime import FakeRealtime, Reply
from tests.fakes.twilio_rest import FakeTwilio

BRIEFING = brief("On behalf of: Dana", "en")


class Session:
    def __init__(self) -> None:
        self.died = asyncio.Event()
        self.left = asyncio.Event()

    @property
    def alive(self) -> bool:
        return not self.died.is_set()

    async def ended(self) -> None:
        await self.died.wait()

    def listen(self, hear: Callable[[ev.ModelEvent], None]) -> None: ...
    def send(self, action: ev.ModelAction) -> None: ...
    def send_sound(self, payload: str) -> None: ...
    async def leave(self) -> None:
        self.left.set()


class Model:
    """A `VoiceModel` whose sessions open when they are let; `failures` of them do not."""

    def __init__(self, failures: int = 0, *, admits: bool = True) -> None:
        self.failures = failures
        self.admits = admits
        self.asked = 0
        self.sessions: list[Session] = []
        self.was_asked = asyncio.Event()
        self.may_open = asyncio.Event()
        self.may_open.set()

    async def open(self, briefing: Briefing, history: Sequence[ev.Past] = ()) -> Session:
        self.asked += 1
        self.was_asked.set()
        await self.may_open.wait()
        if self.asked <= self.failures:
            raise ModelUnreachable("The model is down.")
        self.sessions.append(Session())
        return self.sessions[-1]

    def admit(self) -> None:
        if not self.admits:
            raise ModelUnreachable("The circuit is open.")

    async def check(self) -> None: ...
    async def close(self) -> None: ...


def line(*statuses: CallStatus) -> Line:
    order = Order("o_1", "k", "d", "+97236123456", "On behalf of: Dana", "en", 0.0, call_sid="CA1")
    call = Call("CA1", 0.0)
    for number, status in enumerate(statuses):
        call = advance(call, Reported(status, at=float(number), sequence=number))
    return Line(order, call)


def told_of(warm: WarmModels) -> asyncio.Queue[str]:
    """The calls that are forlorn."""
    forlorn: asyncio.Queue[str] = asyncio.Queue()
    warm.forlorn = forlorn.put
    return forlorn


async def ringing(model: Model, warm: WarmModels) -> None:
    """The phone rings, and the model was asked for a session."""
    warm.follow(line(CallStatus.RINGING))
    await model.was_asked.wait()


async def test_a_session_is_opened_once_and_taken_over() -> None:
    model = Model()
    warm = WarmModels(model)
    await ringing(model, warm)
    warm.follow(line(CallStatus.RINGING, CallStatus.IN_PROGRESS))
    session = await warm.opener("CA1")(BRIEFING, ())
    assert session is model.sessions[0]
    warm.follow(line(CallStatus.RINGING, CallStatus.IN_PROGRESS))
    await warm.close()
    assert model.asked == 1
    assert not model.sessions[0].left.is_set(), "it is the talk's now"


async def test_nobody_answers_and_it_is_left() -> None:
    model = Model()
    warm = WarmModels(model)
    await ringing(model, warm)
    warm.follow(line(CallStatus.RINGING, CallStatus.NO_ANSWER))
    await model.sessions[0].left.wait()


async def test_a_call_that_another_process_took_up_leaves_no_session_open(tmp_path: Path) -> None:
    model = Model()
    warm = WarmModels(model)
    async with exchange(tmp_path, on_status=warm.follow) as one, exchange(tmp_path, one.carrier) as other:
        ringing = await one.call()
        await one.word(ringing, CallStatus.RINGING, 1)
        await model.was_asked.wait()
        async for event in other.switchboard.follow(ringing.sid, 0):
            if event.seq == 2:
                break  # all of it is written down
        other.clock.time += LEASE_SECONDS
        async with asyncio.timeout(5):
            await model.sessions[0].left.wait()
        assert model.asked == 1


async def test_one_that_is_still_opening_when_the_call_ends_is_given_up() -> None:
    model = Model()
    model.may_open.clear()
    warm = WarmModels(model)
    await ringing(model, warm)
    warm.follow(line(CallStatus.RINGING, CallStatus.BUSY))
    model.may_open.set()
    await warm.close()
    assert all(session.left.is_set() for session in model.sessions)


async def test_one_that_died_is_replaced() -> None:
    model = Model()
    warm = WarmModels(model)
    await ringing(model, warm)
    model.sessions[0].died.set()
    assert await warm.opener("CA1")(BRIEFING, ()) is model.sessions[1]
    await model.sessions[0].left.wait()


async def test_one_that_could_not_be_opened_is_tried_again_by_the_talk() -> None:
    model = Model(failures=1)
    warm = WarmModels(model)
    await ringing(model, warm)
    assert await warm.opener("CA1")(BRIEFING, ()) is model.sessions[0]
    assert model.asked == 2


@pytest.mark.parametrize(("model", "asked"), [(Model(failures=2), 2), (Model(failures=2, admits=False), 1)])
async def test_a_call_is_forlorn_when_no_session_can_be_had(model: Model, asked: int) -> None:
    warm = WarmModels(model, pause=0)
    forlorn = told_of(warm)
    warm.follow(line(CallStatus.RINGING))
    assert await asyncio.wait_for(forlorn.get(), 5) == "CA1"
    assert model.asked == asked
    await warm.close()


async def test_a_call_whose_sessions_die_while_it_rings_is_forlorn() -> None:
    model = Model()
    warm = WarmModels(model, pause=0)
    forlorn = told_of(warm)
    await ringing(model, warm)
    model.was_asked.clear()
    model.sessions[0].died.set()
    await model.was_asked.wait()
    assert forlorn.empty()
    model.sessions[1].died.set()
    assert await asyncio.wait_for(forlorn.get(), 5) == "CA1"
    assert all(session.left.is_set() for session in model.sessions)


async def test_a_call_whose_talk_has_begun_is_not_forlorn() -> None:
    model = Model(failures=1)
    warm = WarmModels(model, pause=0)
    forlorn = told_of(warm)
    await ringing(model, warm)
    session = await warm.opener("CA1")(BRIEFING, ())
    assert session is model.sessions[0]
    model.sessions[0].died.set()
    await warm.close()
    assert (model.asked, forlorn.empty()) == (2, True)


async def test_a_session_that_is_opened_anew_has_the_history_and_is_fresh() -> None:
    model = Model()
    warm = WarmModels(model)
    opener = warm.opener("CA1")
    await opener(BRIEFING, ())
    assert await opener(BRIEFING, (ev.PastTurn("callee", "hello"),)) is model.sessions[1]


@pytest.mark.slow
async def test_the_model_is_ready_before_the_callee_answers(tmp_path: Path) -> None:
    model = FakeRealtime()
    model.replies.extend([Reply(DISCLOSURE, 400, DONE)])
    async with house(tmp_path, model=model) as running:
        sid = await running.ordered()
        await running.status(sid, "ringing", 1)
        async with asyncio.timeout(5):
            await model.connected.wait()
        assert model.open_sessions == 1
        await talk(running, [say(400), Wait(3.0)], sid)
        await running.ended(sid)
        assert [kind for kind in model.kinds() if kind == "session.update"] == ["session.update"]
        assert model.open_sessions == 0


async def test_a_phone_that_nobody_answers_leaves_no_session_open(tmp_path: Path) -> None:
    model = FakeRealtime()
    async with house(tmp_path, model=model) as running:
        sid = await running.ordered()
        await running.status(sid, "ringing", 1)
        async with asyncio.timeout(5):
            await model.connected.wait()
        view = await running.ended(sid, "no-answer")
        assert view.status is CallStatus.NO_ANSWER
        async with asyncio.timeout(5):
            await model.all_left.wait()
    assert model.kinds() == ["session.update"]


async def test_a_phone_that_rings_for_nobody_is_let_go(tmp_path: Path) -> None:
    async with house(tmp_path, model=FakeRealtime(refuse=401)) as running:
        sid = await running.ordered()
        await running.status(sid, "initiated", 0)
        view = await running.view(sid, wait=5)
        assert running.twilio.calls[sid]["status"] == "canceled"
        assert (view.status, view.reason, view.ended_by) == (CallStatus.CANCELED, Reason.MODEL_DOWN, "system")


async def test_who_answers_all_the_same_hears_who_called_and_why_it_ends(tmp_path: Path) -> None:
    model, twilio = FakeRealtime(refuse=401), FakeTwilio(may_update=asyncio.Event())
    assert twilio.may_update is not None
    async with house(tmp_path, model=model, twilio=twilio) as running:
        sid = await running.ordered()
        await running.status(sid, "ringing", 1)
        async with asyncio.timeout(5):
            while (await running.view(sid)).reason is None:  # noqa: ASYNC110  # nothing tells of it
                await asyncio.sleep(0.01)
        twilio.calls[sid]["status"] = "in-progress"
        twiml = (await running.hook("voice", sid, CallStatus="in-progress")).text
        assert DISCLOSURE in twiml
        assert "technical problem" in twiml
        assert "<Hangup" in twiml
        assert "<Stream" not in twiml
        twilio.may_update.set()
        view = await running.ended(sid)
        assert (view.status, view.reason) == (CallStatus.COMPLETED, Reason.MODEL_DOWN)


async def test_while_the_model_refuses_nothing_is_dialled(tmp_path: Path) -> None:
    model = FakeRealtime(refuse=429)
    async with house(tmp_path, model=model) as running:
        for number in range(3):
            sid = await running.ordered(f"k{number}", phone_number=f"+9723612345{number}")
            await running.status(sid, "ringing", 1)
            await model.refused.acquire()
            await running.ended(sid, "no-answer")
        refused = await running.order("k9")
        assert (refused.status_code, refused.json()["error"]) == (503, "model_down")
        assert int(refused.headers["retry-after"]) > 0
        assert len(running.twilio.calls) == 3
        assert (await running.order("k0", phone_number="+97236123450")).status_code == 200, "that one was placed"
        ready = await running.client.get("/ready")
        assert ready.status_code == 503
        assert "circuit breaker is open" in ready.json()["checks"]["openai"]
