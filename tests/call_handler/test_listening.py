"""Listening in: who may, what is heard, and that a call does nothing for nobody."""

import asyncio
import base64
import json
from pathlib import Path

import httpx2
import pytest
from pydantic import SecretStr
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from ringback.call_handler.listening import TOKEN_SECONDS, Audience, ListenTokens
from tests.call_handler.house import House, house
from tests.call_handler.test_media_stream import start
from tests.call_handler.test_recording import LOUD, channels, loud

NOW = 1_800_000_000.0


def test_a_token_is_for_one_call_and_a_minute() -> None:
    tokens = ListenTokens(SecretStr("secret"))
    token, until = tokens.make("CA1", NOW)
    assert until == NOW + TOKEN_SECONDS
    assert tokens.good(token, "CA1", NOW + TOKEN_SECONDS)
    assert not tokens.good(token, "CA1", NOW + TOKEN_SECONDS + 1)
    assert not tokens.good(token, "CA2", NOW)
    assert not ListenTokens(SecretStr("other")).good(token, "CA1", NOW)
    assert ListenTokens(SecretStr("secret")).good(token, "CA1", NOW), "another process on the same account"


@pytest.mark.parametrize("token", ["", ".", "x", "é.é", "1800000060", f"{'9' * 15}.", "9" * 400, "-1.x"])
def test_what_is_no_token_opens_nothing(token: str) -> None:
    assert not ListenTokens(SecretStr("secret")).good(token, "CA1", NOW)


def test_without_a_secret_nobody_can_make_one() -> None:
    token, _ = ListenTokens(SecretStr("")).make("CA1", NOW)
    assert not ListenTokens(SecretStr("")).good(token, "CA1", NOW)


async def listener(audience: Audience) -> "asyncio.Task[list[bytes]]":
    """Somebody who hears all of it."""
    task = asyncio.create_task(_all(audience))
    await asyncio.sleep(0)
    return task


async def _all(audience: Audience) -> list[bytes]:
    return [piece async for piece in audience.listen()]


def say(audience: Audience, begin: int, ms: int) -> None:
    """The callee speaks."""
    for at in range(begin, begin + ms, 20):
        audience.heard(loud(20), at)


async def test_both_sides_are_heard_from_where_one_came_in() -> None:
    audience = Audience()
    say(audience, 4000, 200)
    hearing = await listener(audience)
    audience.played(loud(60), 5000)
    say(audience, 5000, 220)
    audience.end()
    pieces = await hearing
    assert [len(piece) for piece in pieces] == [1600, 1600], "a tenth of a second of two sides"
    assert channels(b"".join(pieces)) == (list(range(60)), list(range(200)))


async def test_what_a_clear_dropped_is_not_heard() -> None:
    audience = Audience()
    hearing = await listener(audience)
    say(audience, 0, 20)
    audience.played(loud(400), 0)
    audience.cleared(50)
    say(audience, 20, 200)
    audience.end()
    assert channels(b"".join(await hearing))[0] == list(range(50))


async def test_who_takes_nothing_holds_nobody_up_and_misses_the_oldest() -> None:
    audience = Audience()
    slow = audience.listen()
    first = asyncio.create_task(anext(slow))
    await asyncio.sleep(0)
    say(audience, 0, 10_000)
    await first
    audience.end()
    assert len([piece async for piece in slow]) <= 30


async def test_when_the_talk_is_over_nothing_is_heard() -> None:
    audience = Audience()
    audience.end()
    assert await _all(audience) == []


async def frames(phone: ClientConnection, count: int, begin: int) -> None:
    for at in range(count):
        media = {
            "track": "inbound",
            "chunk": str(at + 2),
            "timestamp": str(begin + at * 20),
            "payload": base64.b64encode(LOUD * 160).decode(),
        }
        await phone.send(json.dumps({"event": "media", "streamSid": "MZ1", "media": media}))


async def asked(running: House, sid: str) -> httpx2.Response:
    return await running.client.post(f"/calls/{sid}/listen")


async def test_the_sound_of_a_call_while_it_is_on(tmp_path: Path) -> None:
    async with house(tmp_path) as running:
        sid = await running.ordered()
        assert (await asked(running, "CAnone")).status_code == 404
        assert (await asked(running, sid)).json()["error"] == "too_late", "nobody is on the line yet"
        token = await running.answered(sid)
        async with connect(f"{running.ws}/media-stream") as phone:
            await phone.send(start({"token": token}))
            await frames(phone, 1, 0)
            async with asyncio.timeout(5):
                await running.model.hearing.wait()
            opened = (await asked(running, sid)).json()
            assert (opened["encoding"], opened["rate"], opened["channels"]) == ("mulaw", 8000, 2)
            for bad in ("", opened["token"] + "x"):
                with pytest.raises(InvalidStatus) as refused:
                    await connect(f"{running.ws}/calls/{sid}/audio?token={bad}")
                assert refused.value.response.status_code == 403
            async with connect(f"{running.ws}/calls/{sid}/audio?token={opened['token']}") as ear:
                sending = asyncio.create_task(frames(phone, 50, 100))
                async with asyncio.timeout(5):
                    heard = await ear.recv()
                assert isinstance(heard, bytes)
                assert channels(heard)[1] == list(range(100))
                await sending
                await phone.close()
                async with asyncio.timeout(5):
                    async for _ in ear:
                        pass
                assert ear.close_code == 1000
        assert (await running.client.delete(f"/calls/{sid}/recording")).status_code == 409
        await running.ended(sid)
        assert (await running.client.get(f"/calls/{sid}/recording")).status_code == 200
        for _ in range(2):
            assert (await running.client.delete(f"/calls/{sid}/recording")).status_code == 204
        assert (await running.client.get(f"/calls/{sid}/recording")).status_code == 404
        assert (await running.view(sid)).report is not None
