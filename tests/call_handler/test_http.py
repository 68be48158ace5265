"""The call-handler's routes over HTTP: who may ask, what is refused, how errors look, how we are."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from ringback.wire import CallStatus, Reason
from tests.call_handler.house import ERRAND, NUMBER, House, house


@pytest.fixture(scope="module")
async def open_house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with house(tmp_path_factory.mktemp("house")) as running:
        yield running


def error(answer: httpx2.Response) -> tuple[int, str]:
    body = answer.json()
    assert set(body) == {"error", "detail"}
    assert "Traceback" not in answer.text
    return answer.status_code, body["error"]


async def test_an_order_by_two_parameters_is_enough(open_house: House) -> None:
    params = {"instructions": "תזמיני פיצה", "phone_number": "03-612-3457"}
    answer = await open_house.client.get("/order", params=params)
    assert answer.status_code == 200
    sid = answer.json()["call_sid"]
    assert answer.json() == {"status": "Call initiated", "call_sid": sid}
    assert open_house.twilio.calls[sid]["to"] == "+97236123457"
    assert (await open_house.client.get("/order", params=params)).json()["call_sid"] == sid


async def test_a_plus_that_was_not_encoded_is_meant(open_house: House) -> None:
    answer = await open_house.client.get(f"/order?instructions=hello&phone_number={NUMBER}")
    assert answer.status_code == 200, answer.text
    assert open_house.twilio.calls[answer.json()["call_sid"]]["to"] == NUMBER


@pytest.mark.parametrize(
    ("params", "status", "code"),
    [
        ({}, 400, "empty_instructions"),
        ({"instructions": "x"}, 400, "invalid_number"),
        ({"instructions": "x", "phone_number": "nobody"}, 400, "invalid_number"),
        ({"instructions": "x", "phone_number": "911"}, 403, "number_emergency"),
        ({"instructions": "x", "phone_number": "*2700"}, 403, "number_star"),
        ({"instructions": "x", "phone_number": "+14156667777"}, 403, "number_country"),
        ({"instructions": "x", "phone_number": NUMBER, "language": "fr"}, 400, "bad_request"),
        ({"instructions": "x", "phone_number": NUMBER, "task_id": "t" * 200}, 400, "bad_request"),
    ],
)
async def test_a_bad_order_is_refused(open_house: House, params: dict[str, str], status: int, code: str) -> None:
    before = len(open_house.twilio.forms)
    assert error(await open_house.client.get("/order", params=params)) == (status, code)
    assert len(open_house.twilio.forms) == before


async def test_nothing_but_a_get_dials(open_house: House) -> None:
    before = len(open_house.twilio.forms)
    params = {"instructions": "for nobody", "phone_number": NUMBER}
    assert (await open_house.client.head("/order", params=params)).status_code == 405
    assert (await open_house.client.post("/order", params=params)).status_code == 405
    prefetch = await open_house.client.get("/order", params=params, headers={"Sec-Purpose": "prefetch;prerender"})
    assert error(prefetch) == (403, "prefetch_refused")
    assert len(open_house.twilio.forms) == before


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Host": "rebound.example:5002"}],
)
async def test_a_web_page_is_not_served_without_a_token(open_house: House, headers: dict[str, str]) -> None:
    before = len(open_house.twilio.forms)
    params = {"instructions": "from a page", "phone_number": NUMBER}
    assert error(await open_house.client.get("/order", params=params, headers=headers)) == (403, "forbidden")
    assert len(open_house.twilio.forms) == before


async def test_a_key_with_other_content_is_a_conflict(open_house: House) -> None:
    await open_house.ordered(key="same")
    assert error(await open_house.order(key="same", instructions="something else")) == (409, "key_reused")


async def test_unknown_calls_are_unknown(open_house: House) -> None:
    for method, path in (("GET", ""), ("POST", "/hangup"), ("GET", "/recording"), ("DELETE", "")):
        assert error(await open_house.client.request(method, f"/calls/CA0{path}")) == (404, "not_found")
    with pytest.raises(InvalidStatus) as refused:
        await connect(f"{open_house.ws}/calls/CA0/events")
    assert refused.value.response.status_code == 404


async def test_a_call_nobody_answers(open_house: House) -> None:
    sid = await open_house.ordered(key="busy")
    await open_house.status(sid, "initiated", 0)
    assert (await open_house.view(sid)).status is CallStatus.INITIATED
    view = await open_house.ended(sid, "busy")
    assert (view.status, view.reason) == (CallStatus.BUSY, Reason.BUSY)
    assert error(await open_house.client.get(f"/calls/{sid}/recording")) == (404, "no_recording")
    hung_up = await open_house.client.post(f"/calls/{sid}/hangup")
    assert (hung_up.status_code, hung_up.json()["status"]) == (200, "busy")
    assert (await open_house.client.delete(f"/calls/{sid}")).json() == {"erased": sid, "when": "now"}
    assert open_house.twilio.deleted == [sid]
    assert error(await open_house.client.get(f"/calls/{sid}")) == (404, "not_found")


async def test_a_call_is_made_in_the_manner_its_instructions_say(open_house: House) -> None:
    lines = "Opening: Hi, the AI assistant of Dana here.\nVoice: cedar\nLongest call: 2 minutes"
    sid = await open_house.ordered(key="manner", instructions=f"{ERRAND}\n{lines}")
    assert open_house.twilio.forms[-1]["TimeLimit"] == [str(120 + 20)]
    model = open_house.model
    model.received.clear()
    model.connected.clear()
    await open_house.status(sid, "ringing", 1)
    await asyncio.wait_for(model.connected.wait(), 5)
    await open_house.ended(sid, "no-answer")
    await asyncio.wait_for(model.all_left.wait(), 5)
    (configured,) = model.received
    assert configured["session"]["audio"]["output"]["voice"] == "cedar"


async def test_a_call_that_is_on_is_hung_up_and_erased_when_it_has_ended(open_house: House) -> None:
    sid = await open_house.ordered(key="ringing")
    await open_house.status(sid, "ringing", 1)
    answer = await open_house.client.delete(f"/calls/{sid}")
    assert (answer.status_code, answer.json()) == (202, {"erased": "", "when": "ended"})
    assert open_house.twilio.calls[sid]["status"] == "canceled"
    await gone(open_house, sid)
    assert sid in open_house.twilio.deleted


async def gone(running: House, sid: str) -> None:
    async with asyncio.timeout(10):
        while (await running.client.get(f"/calls/{sid}")).status_code == 200:
            pass


async def test_the_orders_of_a_task_are_erased_also_those_never_dialled(open_house: House) -> None:
    open_house.twilio.failures.append("bad_number")
    assert error(await open_house.order(key="t7:1", task_id="t7")) == (400, "invalid_number")
    busy, ringing = [await open_house.ordered(key=f"t7:{n}", task_id="t7") for n in (2, 3)]
    await open_house.ended(busy, "busy")
    erased = await open_house.client.delete("/orders", params={"task_id": "t7"})
    assert erased.json() == {"erased": 2, "later": 1}
    await gone(open_house, ringing)
    assert (await open_house.client.delete("/orders", params={"task_id": "t7"})).json() == {"erased": 0, "later": 0}


async def test_who_is_on_the_list_is_not_called(open_house: House) -> None:
    listed = await open_house.client.post("/do-not-call", json={"phone_number": "03-612-3499", "why": "asked by mail"})
    assert (listed.status_code, listed.json()["phone_number"]) == (201, "+97236123499")
    (entry,) = (await open_house.client.get("/do-not-call")).json()["numbers"]
    assert (entry["phone_number"], entry["why"]) == ("+97236123499", "asked by mail")
    before = len(open_house.twilio.forms)
    assert error(await open_house.order(key="barred", phone_number="+97236123499")) == (403, "do_not_call")
    assert len(open_house.twilio.forms) == before
    assert (await open_house.client.delete("/do-not-call/+97236123499")).status_code == 204
    assert error(await open_house.client.delete("/do-not-call/+97236123499")) == (404, "not_found")
    abroad = await open_house.client.post("/do-not-call", json={"phone_number": "+44 20 7946 0958"})
    assert (abroad.status_code, abroad.json()["phone_number"]) == (201, "+442079460958")
    assert (await open_house.client.delete("/do-not-call/+442079460958")).status_code == 204
    assert error(await open_house.client.post("/do-not-call", json={"phone_number": "911"})) == (
        403,
        "number_emergency",
    )
    await open_house.ordered(key="barred", phone_number="+97236123499")


async def test_a_machine_is_noted(open_house: House) -> None:
    sid = await open_house.ordered(key="machine")
    assert (await open_house.hook("amd", sid, AnsweredBy="machine_start")).status_code == 204
    assert (await open_house.view(sid)).answered_by == "machine_start"
    view = await open_house.ended(sid, CallDuration="3")
    assert view.answered_by == "machine_start"


async def test_what_twilio_did_not_sign_is_not_read(open_house: House) -> None:
    sid = await open_house.ordered(key="signed")
    for hook in ("voice", "status", "amd"):
        answer = await open_house.client.post(open_house.address(hook, sid), data={"CallSid": sid})
        assert error(answer) == (403, "bad_signature")
    stream = open_house.address("status", sid).replace("/status", "/stream")
    assert error(await open_house.client.post(stream, data={"CallSid": sid})) == (403, "bad_signature")
    assert (await open_house.post_signed(stream, {"CallSid": sid, "StreamEvent": "stream-started"})).status_code == 204


async def test_a_signed_callback_that_says_nothing_is_a_bad_request(open_house: House) -> None:
    sid = await open_house.ordered(key="nothing")
    assert error(await open_house.hook("status", sid, CallStatus="sleeping")) == (400, "bad_request")
    other = open_house.address("status", sid).rpartition("=")[0] + "=unknown"
    answer = await open_house.post_signed(other, {"CallSid": "CA99", "CallStatus": "ringing"})
    assert error(answer) == (404, "not_found")


async def test_the_twiml_opens_the_stream_and_then_hangs_up(open_house: House) -> None:
    sid = await open_house.ordered(key="twiml")
    answer = await open_house.hook("voice", sid, CallStatus="in-progress")
    assert answer.headers["content-type"].startswith("text/xml")
    assert f'url="{open_house.ws}/media-stream"' in answer.text
    assert answer.text.endswith("</Connect><Hangup /></Response>")
    again = await open_house.hook("voice", sid, CallStatus="in-progress")
    assert again.text == answer.text, "Twilio may ask twice"


async def test_prometheus_is_told_counts_and_no_names(open_house: House) -> None:
    sid = await open_house.ordered(key="counted", task_id="t-counted")
    await open_house.ended(sid, "busy")
    assert error(await open_house.order(key="refused", phone_number="911")) == (403, "number_emergency")
    answer = await open_house.client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    for line in (
        'ringback_orders_total{code="placed"} ',
        'ringback_orders_total{code="number_emergency"} ',
        'ringback_calls_total{direction="outbound",reason="busy"} ',
        "ringback_order_seconds_bucket",
        "ringback_model_first_sound_seconds_bucket",
        "ringback_calls_active ",
    ):
        assert line in answer.text
    for secret in (sid, NUMBER[1:], "t-counted", "Dana"):
        assert secret not in answer.text


async def test_how_we_are(open_house: House) -> None:
    assert (await open_house.client.get("/health")).json() == {"status": "ok"}
    ready = await open_house.client.get("/ready")
    assert (ready.status_code, ready.json()["checks"]) == (200, {"store": "ok", "twilio": "ok", "openai": "ok"})


async def test_every_route_has_its_errors_in_the_schema(open_house: House) -> None:
    paths = (await open_house.client.get("/openapi.json")).json()["paths"]
    assert set(paths["/order"]["get"]["responses"]) >= {"200", "400", "401", "403", "409", "502", "503", "504"}
    assert set(paths) >= {"/calls/{call_sid}", "/calls/{call_sid}/hangup", "/calls/{call_sid}/recording", "/ready"}


async def test_with_a_token_nobody_else_is_served(tmp_path: Path) -> None:
    async with house(tmp_path, call_handler_token="secret") as running:
        params = {"instructions": ERRAND, "phone_number": NUMBER}
        for value in ("", "Bearer", "Bearer wrong", "Basic secret", "secret"):
            answer = await running.client.get("/order", params=params, headers={"Authorization": value})
            assert error(answer) == (401, "unauthorized")
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"{running.ws}/calls/CA0/events")
        assert refused.value.response.status_code == 401
        assert running.twilio.forms == []
        good = {"Authorization": "Bearer secret"}
        assert (await running.client.get("/order", params=params, headers=good)).status_code == 200
        assert running.twilio.authorization.startswith("Basic ")


async def test_what_is_down_is_told(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:9"
    async with house(tmp_path, twilio_api_base_url=nowhere, openai_base_url=f"{nowhere}/v1") as running:
        ready = await running.client.get("/ready")
        assert ready.status_code == 503
        checks = ready.json()["checks"]
        assert (checks["store"], checks["twilio"]) == ("ok", "The phone service cannot be reached.")
        assert checks["openai"] == "The voice service cannot be reached."
