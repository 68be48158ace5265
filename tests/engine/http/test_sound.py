"""A call is listened to through the engine, and its recording is drawn and deleted."""

from collections.abc import AsyncIterator

import httpx2
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.engine.http.conftest import Engine
from tests.engine.test_peaks import a_wav
from tests.fakes.call_handler import talk
from tests.fakes.server import serving


@pytest.fixture
async def url(engine: Engine) -> AsyncIterator[str]:
    async with serving(engine.app) as url:
        yield url


async def test_who_has_the_token_hears_the_call_to_its_end(engine: Engine, url: str) -> None:
    engine.handler.script, engine.handler.sound = talk()[:4], [b"\x10" * 1600, b"\xff" * 1600]
    task = await engine.proposed()
    early = await engine.http.post(f"/tasks/{task['id']}/listen")
    assert (early.status_code, early.json()["error"]) == (409, "no_call")
    await engine.confirm(task)
    await engine.until(task["id"], "in_call")
    opened = (await engine.http.post(f"/tasks/{task['id']}/listen")).json()
    assert (opened["encoding"], opened["rate"], opened["channels"]) == ("mulaw", 8000, 2)
    ws = url.replace("http", "ws", 1)
    with pytest.raises(InvalidStatus) as refused:
        await connect(f"{ws}/ws/calls/{engine.handler.only.sid}/audio?token=x")
    assert refused.value.response.status_code == 403
    with pytest.raises(InvalidStatus) as foreign:
        await connect(f"{ws}{opened['url']}", additional_headers={"Origin": "https://example.org"})
    assert foreign.value.response.status_code == 403
    async with connect(f"{ws}{opened['url']}") as ear:
        assert [await ear.recv(), await ear.recv()] == engine.handler.sound
        assert engine.handler.listeners == 1
        engine.handler.only.tell(*talk()[-1])
        assert [piece async for piece in ear] == []
    await engine.until(task["id"], "succeeded")
    assert engine.handler.listeners == 0
    assert (await engine.http.post(f"/tasks/{task['id']}/listen")).json()["error"] == "no_call"


async def test_a_recording_is_drawn_and_deleted_and_what_was_said_stays(engine: Engine) -> None:
    engine.handler.wav = a_wav([0, -32768] * 8000)
    task = await engine.proposed()
    assert (await engine.http.delete(f"/tasks/{task['id']}/recording")).json()["error"] == "call_on"
    await engine.confirm(task)
    await engine.until(task["id"], "succeeded")
    place = f"/tasks/{task['id']}/recording"
    shape = (await engine.http.get(f"{place}/peaks", params={"count": 10})).json()
    assert shape == {"seconds": 1.0, "agent": [0.0] * 10, "callee": [1.0] * 10}
    for _ in range(2):
        gone = await engine.http.delete(place)
        assert (gone.status_code, gone.json()["recording"]) == (200, None)
    for path in (place, f"{place}/peaks"):
        answer: httpx2.Response = await engine.http.get(path)
        assert (answer.status_code, answer.json()["error"]) == (404, "no_recording")
    assert (await engine.http.get(f"/tasks/{task['id']}/transcript")).status_code == 200
    async with engine.app.state.journal.unit("me") as unit:
        assert [entry.type for entry in await unit.entries()].count("recording.deleted") == 1


async def test_a_voice_is_heard_or_what_is_missing_is_said(engine: Engine) -> None:
    engine.handler.wav = a_wav([0, 900] * 800)
    place = "/line/voice?voice=cedar"
    heard = await engine.http.get(f"{place}&language=en")
    assert (heard.status_code, heard.headers["content-type"]) == (200, "audio/wav")
    assert heard.content == engine.handler.wav
    assert (await engine.http.get("/line/voice", headers={"accept-language": "he"})).status_code == 200
    assert engine.handler.voices == [("cedar", "en"), ("", "he")]
    assert (await engine.http.get("/line/voice?voice=hal")).status_code == 400
    engine.handler.speechless = True
    for language, words in (("he", "בדיקת הקו שבהגדרות"), ("en", "check of the line in Settings")):
        refused = await engine.http.get(place, headers={"accept-language": language})
        assert (refused.status_code, refused.json()["error"]) == (503, "no_sample")
        assert words in refused.json()["detail"]
    assert engine.handler.calls == {}
