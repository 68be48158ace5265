"""Two call-handlers on one PostgreSQL, as behind a proxy: it does not matter which of them is asked about a call."""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamdouble import api
from streamdouble.scenario import Say, Scenario, Wait
from streamdouble.session import SessionConfig
from twilio.request_validator import RequestValidator
from websockets.asyncio.client import connect

from ringback.call_handler.guard import SqlGuard
from ringback.call_handler.store import SqlStore
from ringback.wire import CallEvent, CallStatus, Reason
from tests.call_handler.house import AUTH_TOKEN, House, house
from tests.call_handler.test_media_stream import DISCLOSURE, DONE, frame, say, start
from tests.fakes.realtime import FakeRealtime, Reply
from tests.postgres import Postgres


@dataclass
class Pair:
    """`first` has every call that it orders; the carrier knows both as one address, which is the first one's."""

    first: House
    second: House
    database: str

    async def hook(self, at: House, hook: str, call_sid: str, **form: str) -> str:
        """A signed request of Twilio that reaches `at`; the text of the answer."""
        address = self.first.address(hook, call_sid)
        form = {"CallSid": call_sid, **form}
        parts = urlsplit(address)
        signature = RequestValidator(AUTH_TOKEN).compute_signature(address, form)
        target = f"{at.url}{parts.path}?{parts.query}"
        answer = await at.client.post(target, data=form, headers={"X-Twilio-Signature": signature})
        assert answer.is_success, answer.text
        return answer.text


@pytest.fixture
async def pair(tmp_path: Path, postgres: Postgres) -> AsyncIterator[Pair]:
    model = FakeRealtime()
    model.hears.extend(["pizza place, hello", "fine, it is ready at seven"])
    model.replies.extend([Reply(f"{DISCLOSURE} A large margherita for seven please.", 600), Reply("Bye.", 400, DONE)])
    url = postgres.database()
    async with (
        house(tmp_path / "1", model=model, database_url=url) as first,
        house(tmp_path / "2", twilio=first.twilio, database_url=url, public_base_url=first.url) as second,
    ):
        yield Pair(first, second, url)


@pytest.mark.slow
async def test_a_whole_call_through_the_process_that_does_not_have_it(pair: Pair) -> None:
    sid = await pair.first.ordered()
    pair.first.twilio.calls[sid]["status"] = "in-progress"
    await pair.hook(pair.second, "status", sid, CallStatus="in-progress", SequenceNumber="2")
    assert (await pair.first.view(sid)).status is CallStatus.IN_PROGRESS
    twiml = await pair.hook(pair.second, "voice", sid, CallStatus="in-progress")
    token = re.findall(r'name="token" value="([^"]+)"', twiml)[0]
    config = SessionConfig(custom_parameters={"token": token}, quiet_period_s=0.5, max_drain_s=6)
    steps: list[Say | Wait] = [say(400), Wait(1.6), say(400), Wait(3.5)]
    follow = asyncio.create_task(kinds_of(pair.second, sid))
    hearing = asyncio.create_task(heard(pair.second, sid))
    report = await api.run_scenario(f"{pair.second.ws}/media-stream", Scenario(name="talk", steps=steps), config=config)
    await pair.hook(pair.second, "status", sid, CallStatus="completed", SequenceNumber="3")
    ended = (await pair.second.view(sid, wait=5)).report

    assert report.violations == []
    assert report.spoke
    assert ended is not None
    assert (ended.reason, ended.claimed) == (Reason.GOAL_REACHED, "succeeded")
    assert [turn.who for turn in ended.turns] == ["callee", "agent", "callee", "agent"]
    assert pair.second.model.kinds() == [], "the talk is where its model was warm"
    assert len(await hearing) > 16 * 1000, "a second of both sides"
    kinds = await follow
    assert kinds[-1] == "call.report"
    assert kinds.count("call.turn") >= 4


async def heard(at: House, call_sid: str) -> bytes:
    """The sound of a call from when it can be listened to."""
    opened = await at.client.post(f"/calls/{call_sid}/listen")
    while opened.status_code == 409:
        opened = await at.client.post(f"/calls/{call_sid}/listen")
    async with connect(f"{at.ws}/calls/{call_sid}/audio?token={opened.json()['token']}") as ear:
        return b"".join([piece async for piece in ear if isinstance(piece, bytes)])


async def kinds_of(at: House, sid: str) -> list[str]:
    async with connect(f"{at.ws}/calls/{sid}/events") as socket:
        return [CallEvent.model_validate_json(text).type async for text in socket]


async def test_a_wish_for_a_call_reaches_the_process_that_has_it(pair: Pair) -> None:
    sid = await pair.first.ordered()
    token = await pair.first.answered(sid)
    async with connect(f"{pair.second.ws}/media-stream") as phone:
        await phone.send(start({"token": token}))
        await phone.send(frame())
        async with asyncio.timeout(5):
            await pair.first.model.hearing.wait()
        told = {"text": "Ask for a window table.", "mode": "guide"}
        assert (await pair.second.client.post(f"/calls/{sid}/steer", json=told)).json() == {"state": "sent"}
        assert (await pair.second.client.post("/calls/CAother/steer", json=told)).status_code == 404
        view = (await pair.second.client.post(f"/calls/{sid}/hangup")).json()
        assert view["ended_by"] == "user"
        await phone.wait_closed()
    ended = (await pair.second.view(sid, wait=5)).report
    assert ended is not None
    assert ended.reason is Reason.USER_HANGUP


async def test_what_nobody_can_be_passed_on_to_is_answered_from_the_database(pair: Pair) -> None:
    sid = await pair.first.ordered()
    store = SqlStore(pair.database)
    guard, now = SqlGuard(store.sessions), time.time()
    found = await guard.leased_to(sid, now)
    assert found is not None
    assert found[1] == pair.first.url
    assert await guard.lease(sid, found[0], now=now, until=now + 60, address="http://127.0.0.1:9")
    answer = await pair.second.client.post(f"/calls/{sid}/hangup")
    assert answer.status_code == 200
    assert pair.first.twilio.calls[sid]["status"] in ("canceled", "completed")
    await store.close()
