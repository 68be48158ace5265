"""The life of a call: its statuses and signed callbacks, its TwiML, detection of machines, and every way to end."""

import re
from collections.abc import Sequence
from email.utils import parsedate_to_datetime

import pytest
from fastapi import WebSocket

from ringback.call_handler.carriers.twilio import last_words_twiml
from ringback.sandbox.carrier.orders import read_change, read_order
from tests.sandbox.conftest import ACCOUNT, FROM, Town

PIZZA, VOICEMAIL, BUSY, NOBODY, BOOKS, RUDE = (f"+972361235{line}" for line in (56, 58, 59, 60, 62, 63))
EVENTS = ("initiated", "ringing", "answered", "completed")


def place(town: Town, to: str, events: Sequence[str] = EVENTS, **fields: str) -> str:
    """Orders a call whose TwiML is the customer's; its SID."""
    form = {
        "To": [to],
        "From": [FROM],
        "Url": [f"{town.customer.url}/twiml"],
        "StatusCallback": [f"{town.customer.url}/status"],
        "StatusCallbackEvent": list(events),
    }
    return town.exchange.place(read_order(form | {name: [value] for name, value in fields.items()})).sid


def change(town: Town, sid: str, **fields: str) -> None:
    town.exchange.change(sid, read_change({name: [value] for name, value in fields.items()}))


def statuses(town: Town) -> list[tuple[str, str]]:
    return [(form["SequenceNumber"], form["CallStatus"]) for form in town.customer.at("/status")]


async def test_an_answered_call_goes_through_its_statuses_in_order_and_all_is_signed(town: Town) -> None:
    sid = place(town, PIZZA)
    last = await town.customer.until("/status", CallStatus="completed")
    assert statuses(town) == [("0", "initiated"), ("1", "ringing"), ("2", "in-progress"), ("3", "completed")]
    assert all(request.signed for request in town.customer.received)
    assert len({request.token for request in town.customer.received}) == len(town.customer.received) == 5
    [asked] = town.customer.at("/twiml")
    assert asked["CallStatus"] == "in-progress"
    assert "SequenceNumber" not in asked
    assert {
        "CallSid": sid,
        "AccountSid": ACCOUNT,
        "From": FROM,
        "To": PIZZA,
        "Direction": "outbound-api",
        "ApiVersion": "2010-04-01",
        "CallbackSource": "call-progress-events",
        "SipResponseCode": "200",
    }.items() <= last.items()
    assert int(last["CallDuration"]) >= 0
    parsedate_to_datetime(last["Timestamp"])


async def test_only_the_events_that_were_asked_for_are_reported(town: Town) -> None:
    place(town, PIZZA, ["completed"])
    await town.customer.until("/status", CallStatus="completed")
    assert statuses(town) == [("0", "completed")]


@pytest.mark.parametrize(
    ("to", "fields", "expected"),
    [
        (BUSY, {}, ["initiated", "busy"]),
        (NOBODY, {"Timeout": "5"}, ["initiated", "ringing", "no-answer"]),
        (PIZZA, {"Timeout": "1"}, ["initiated", "ringing", "no-answer"]),
    ],
)
async def test_calls_that_nobody_answers(town: Town, to: str, fields: dict[str, str], expected: list[str]) -> None:
    sid = place(town, to, **fields)
    last = await town.customer.until("/status", CallStatus=expected[-1])
    assert [status for _, status in statuses(town)] == expected
    assert last["CallDuration"] == "0"
    assert town.customer.at("/twiml") == []
    resource = town.exchange.find(sid).record.resource()
    assert (resource["status"], resource["duration"], resource["price"]) == (expected[-1], None, None)


@pytest.mark.parametrize("status", ["canceled", "completed"])
async def test_a_ringing_call_is_canceled(town: Town, status: str) -> None:
    sid = place(town, NOBODY)
    await town.customer.until("/status", CallStatus="ringing")
    change(town, sid, Status=status)
    last = await town.customer.until("/status", CallStatus="canceled")
    assert last["SipResponseCode"] == "487"


async def test_a_talking_call_is_hung_up_and_the_stream_told(town: Town) -> None:
    town.customer.twiml = town.customer.stream_twiml
    sid = place(town, PIZZA)
    await town.customer.until("/stream", StreamEvent="stream-started")
    change(town, sid, Status="completed")
    await town.customer.until("/status", CallStatus="completed")
    events = [form["StreamEvent"] for form in town.customer.at("/stream")]
    assert events == ["stream-started", "stream-stopped"]
    assert town.customer.stream_signed
    started = town.customer.at("/stream")[0]
    assert re.fullmatch("MZ[0-9a-f]{32}", started["StreamSid"])
    assert (started["CallSid"], started["AccountSid"]) == (sid, ACCOUNT)


async def test_the_time_limit_ends_a_call(town: Town) -> None:
    town.customer.twiml = '<Response><Pause length="600"/></Response>'
    place(town, VOICEMAIL, TimeLimit="2")
    last = await town.customer.until("/status", CallStatus="completed")
    assert last["CallDuration"] == "2"


async def test_the_verbs_run_in_order_and_the_call_ends_with_the_document(town: Town) -> None:
    town.customer.twiml = (
        '<Response><Pause length="4"/><Say>a margherita at seven</Say><Play digits="1w2"/>'
        '<Pause length="5"/></Response>'
    )
    sid = place(town, PIZZA)
    last = await town.customer.until("/status", CallStatus="completed")
    assert int(last["CallDuration"]) >= 10
    assert town.exchange.find(sid).said == [
        "Pizza Place, hello. What would you like to order?",
        "A margherita at seven, right?",
    ]
    assert town.exchange.find(sid).heard[0] == ["margherita", "seven"]


async def test_the_action_is_asked_when_the_customer_closes_the_stream(town: Town) -> None:
    async def goodbye(socket: WebSocket) -> None:
        await socket.receive_text()

    town.customer.conversation = goodbye
    town.customer.twiml = town.customer.stream_twiml.replace("<Connect>", '<Connect action="/customer/after">')
    place(town, PIZZA)
    await town.customer.until("/status", CallStatus="completed")
    [after] = town.customer.at("/after")
    assert after["CallStatus"] == "in-progress"
    assert town.customer.streams == 1


async def test_new_twiml_replaces_the_running_one_and_ends_its_stream(town: Town) -> None:
    town.customer.twiml = town.customer.stream_twiml
    sid = place(town, PIZZA)
    await town.customer.until("/stream", StreamEvent="stream-started")
    change(town, sid, Twiml=town.customer.stream_twiml)
    await town.customer.until("/stream", 2, StreamEvent="stream-started")
    change(town, sid, Twiml="<Response><Hangup/></Response>")
    await town.customer.until("/status", CallStatus="completed")
    assert [form["StreamEvent"] for form in town.customer.at("/stream")] == ["stream-started", "stream-stopped"] * 2
    assert town.customer.streams == 2


async def test_last_words_in_place_of_a_stream_are_heard_before_the_call_ends(town: Town) -> None:
    town.customer.twiml = town.customer.stream_twiml
    sid = place(town, PIZZA)
    await town.customer.until("/stream", StreamEvent="stream-started")
    last_words = last_words_twiml("a margherita at seven", "en")
    change(town, sid, Twiml=last_words.replace("<Hangup", '<Pause length="3"/><Hangup'))
    await town.customer.until("/status", CallStatus="completed")
    assert town.exchange.find(sid).heard[0][-1] == "seven"
    assert [form["StreamEvent"] for form in town.customer.at("/stream")] == ["stream-started", "stream-stopped"]


@pytest.mark.parametrize(
    ("twiml", "status"),
    [("<Response><Dial/></Response>", 200), ("not TwiML", 200), ("<Response/>", 500), ("<Response/>", 404)],
)
async def test_twiml_that_cannot_be_had_ends_the_call_after_the_fallback_was_asked(
    town: Town, twiml: str, status: int
) -> None:
    town.customer.twiml, town.customer.twiml_status = twiml, status
    place(town, PIZZA, FallbackUrl=f"{town.customer.url}/fallback")
    await town.customer.until("/status", CallStatus="completed")
    assert len(town.customer.at("/fallback")) == 1


async def test_a_customer_that_cannot_be_reached_ends_the_call(town: Town) -> None:
    sid = place(town, PIZZA, Url="http://127.0.0.1:9/twiml", StatusCallbackMethod="GET")
    last = await town.customer.until("/status", CallStatus="completed")
    assert last["CallSid"] == sid
    assert all(request.signed for request in town.customer.received), "a GET is signed with its query"


async def test_documents_that_lead_in_a_circle_end_the_call(town: Town) -> None:
    town.customer.twiml = "<Response><Redirect>/customer/twiml</Redirect></Response>"
    place(town, PIZZA)
    await town.customer.until("/status", CallStatus="completed")
    assert len(town.customer.at("/twiml")) == 10


@pytest.mark.parametrize(
    ("to", "mode", "expected"),
    [
        (PIZZA, "Enable", "human"),
        (PIZZA, "DetectMessageEnd", "human"),
        (VOICEMAIL, "Enable", "machine_start"),
        (VOICEMAIL, "DetectMessageEnd", "machine_end_beep"),
    ],
)
async def test_who_answered_is_told_beside_the_running_stream(town: Town, to: str, mode: str, expected: str) -> None:
    town.customer.twiml = town.customer.stream_twiml
    amd = {"MachineDetection": mode, "AsyncAmd": "true", "AsyncAmdStatusCallback": f"{town.customer.url}/amd"}
    sid = place(town, to, **amd)
    told = await town.customer.until("/amd")
    assert set(told) == {"CallSid", "AccountSid", "AnsweredBy", "MachineDetectionDuration"}
    assert told["AnsweredBy"] == expected
    assert int(told["MachineDetectionDuration"]) > 1000
    assert "AnsweredBy" not in town.customer.at("/twiml")[0]
    assert town.exchange.find(sid).record.resource()["answered_by"] == expected


async def test_without_async_the_call_waits_for_the_detection(town: Town) -> None:
    place(town, VOICEMAIL, MachineDetection="Enable")
    last = await town.customer.until("/status", CallStatus="completed")
    assert town.customer.at("/twiml")[0]["AnsweredBy"] == "machine_start"
    assert last["AnsweredBy"] == "machine_start"
    assert town.customer.at("/amd") == []


async def test_a_detection_that_takes_too_long_is_unknown(town: Town) -> None:
    place(town, VOICEMAIL, MachineDetection="DetectMessageEnd", MachineDetectionTimeout="3")
    await town.customer.until("/status", CallStatus="completed")
    assert town.customer.at("/twiml")[0]["AnsweredBy"] == "unknown"


async def test_the_person_hangs_up(town: Town) -> None:
    town.customer.twiml = '<Response><Pause length="5"/><Say>Hello</Say><Pause length="600"/></Response>'
    sid = place(town, RUDE)
    await town.customer.until("/status", CallStatus="completed")
    assert town.exchange.find(sid).said == ["Yes, who is this?", "I do not talk to machines. Goodbye."]


async def test_digits_are_sent_right_after_the_answer(town: Town) -> None:
    place(town, PIZZA, SendDigits="1W2")
    last = await town.customer.until("/status", CallStatus="completed")
    assert int(last["CallDuration"]) >= 2


async def test_calls_in_progress_end_with_the_network(town: Town) -> None:
    town.customer.twiml = town.customer.stream_twiml
    place(town, PIZZA)
    await town.customer.until("/stream", StreamEvent="stream-started")
    place(town, NOBODY)
    await town.exchange.close()
    assert [leg.record.status.terminal for leg in town.exchange.legs] == [False, False]
