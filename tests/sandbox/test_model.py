"""The practice model as a client of OpenAI's Realtime API sees it: handshake, session, turns, tools."""

import json
from collections.abc import AsyncIterator

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from ringback.sandbox.model.input import encode
from ringback.sandbox.model.shapes import Pcm
from ringback.sandbox.voice.speech import Speech
from tests.fakes.realtime_client import (
    END_CALL,
    ERRAND,
    GOAL,
    KEY,
    MODEL,
    PHONE,
    RealtimeClient,
    connected,
    listening,
    model_serving,
)
from tests.fakes.realtime_referee import check_server


@pytest.fixture(scope="session")
def speech() -> Speech:
    return Speech()


@pytest.fixture
async def client(speech: Speech) -> AsyncIterator[RealtimeClient]:
    async with model_serving(speech=speech) as url, connected(url, speech) as client:
        yield client


async def on_the_phone(client: RealtimeClient, **session: object) -> None:
    await client.configure(instructions=ERRAND, audio=PHONE, tools=[END_CALL], **session)


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {KEY}"}])
async def test_a_wrong_key_is_refused_at_the_handshake(speech: Speech, headers: dict[str, str]) -> None:
    async with model_serving(speech=speech) as url:
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"ws{url.removeprefix('http')}/v1/realtime?model={MODEL}", additional_headers=headers)
    assert refused.value.response.status_code == 401
    assert json.loads(refused.value.response.body)["error"]["code"] == "invalid_api_key"


@pytest.mark.parametrize(
    ("query", "headers", "code"),
    [
        (f"?model={MODEL}", {"OpenAI-Beta": "realtime=v1"}, "beta_api_shape_disabled"),
        ("", {}, "missing_model"),
    ],
)
async def test_an_unusable_handshake_gets_one_error_and_code_4000(
    speech: Speech, query: str, headers: dict[str, str], code: str
) -> None:
    given = {"Authorization": f"Bearer {KEY}", **headers}
    async with (
        model_serving(speech=speech) as url,
        connect(f"ws{url.removeprefix('http')}/v1/realtime{query}", additional_headers=given) as socket,
    ):
        event = json.loads(await socket.recv())
        check_server(event)
        assert event["error"]["code"] == code
        with pytest.raises(ConnectionClosed):
            await socket.recv()
        assert (socket.close_code, socket.close_reason) == (4000, f"invalid_request_error.{code}")


async def test_a_session_begins_as_the_vendors_does(client: RealtimeClient) -> None:
    session = client.got[0]["session"]
    assert session["object"] == "realtime.session"
    assert session["model"] == MODEL
    assert session["audio"]["input"]["format"] == {"type": "audio/pcm", "rate": 24000}
    assert session["audio"]["input"]["turn_detection"]["silence_duration_ms"] == 200
    assert session["audio"]["output"]["voice"] == "marin"


async def test_an_update_changes_what_it_names_and_answers_with_the_whole(client: RealtimeClient) -> None:
    first = await client.configure(instructions="Be brief.", audio=PHONE, tools=[END_CALL])
    assert first["audio"]["input"]["turn_detection"]["silence_duration_ms"] == 500
    assert first["audio"]["output"] == {"format": {"type": "audio/pcmu"}, "voice": "alloy", "speed": 1}
    assert [tool["name"] for tool in first["tools"]] == ["end_call"]
    second = await client.configure(tools=[], audio={"input": {"turn_detection": None, "transcription": None}})
    assert second["instructions"] == "Be brief."
    assert second["tools"] == []
    assert second["audio"]["input"]["turn_detection"] is None
    assert second["audio"]["input"]["format"] == {"type": "audio/pcmu"}
    assert second["audio"]["output"]["voice"] == "alloy"


async def test_a_spoken_turn_brings_its_events_in_order(speech: Speech) -> None:
    async with model_serving("Pizza Place, hello.", speech=speech) as url, connected(url, speech) as client:
        await on_the_phone(client)
        client.got.clear()
        await client.speak()
        response = await client.done()
        await client.until("rate_limits.updated")
    kinds = [event["type"] for event in client.got if "transcription" not in event["type"]]
    assert list(dict.fromkeys(kinds)) == [
        "input_audio_buffer.speech_started",
        "input_audio_buffer.speech_stopped",
        "input_audio_buffer.committed",
        "conversation.item.added",
        "conversation.item.done",
        "response.created",
        "response.output_item.added",
        "response.content_part.added",
        "response.output_audio_transcript.delta",
        "response.output_audio.delta",
        "response.output_audio.done",
        "response.output_audio_transcript.done",
        "response.content_part.done",
        "response.output_item.done",
        "response.done",
        "rate_limits.updated",
    ]
    first, second = [event for event in client.got if event["type"].startswith("conversation.item.")][:2]
    assert (first["type"], second["type"]) == ("conversation.item.added", "conversation.item.done")
    assert first["item"]["role"] == "user"
    ours = next(event for event in client.got[6:] if event["type"] == "conversation.item.added")
    assert ours["previous_item_id"] == first["item"]["id"]
    assert (ours["item"]["status"], ours["item"]["content"]) == ("in_progress", [])
    transcriptions = [e for e in client.got if e["type"].endswith("input_audio_transcription.completed")]
    assert [event["transcript"] for event in transcriptions] == ["Pizza Place, hello."]
    assert transcriptions[0]["item_id"] == first["item"]["id"]
    assert transcriptions[0]["usage"]["type"] == "duration"
    [said] = response["output"]
    assert response["status"] == "completed"
    assert said["content"][0]["transcript"] == f"Hello. {GOAL}"
    deltas = [e["delta"] for e in client.got if e["type"] == "response.output_audio_transcript.delta"]
    assert "".join(deltas).strip() == f"Hello. {GOAL}"
    assert client.sound(said["id"]) == speech.say("Hello.", "en", "alloy") + speech.say(GOAL, "en", "alloy")


async def test_sound_of_24_khz_goes_both_ways(speech: Speech) -> None:
    audio = {
        "input": {"turn_detection": {"type": "semantic_vad"}, "transcription": {"model": "gpt-transcribe"}},
        "output": {"voice": "alloy"},
    }
    async with model_serving("Hello.", speech=speech) as url, connected(url, speech) as client:
        await client.configure(instructions=ERRAND, audio=audio)
        spoken = speech.say("Yes, hello there, who is this please?", "en", "tenor") + b"\xff" * 8000
        for at in range(0, len(spoken), 1600):
            await client.send(type="input_audio_buffer.append", audio=encode(spoken[at : at + 1600], Pcm()))
        response = await client.done()
        assert len(client.sound(response["output"][0]["id"])) == 6 * len(
            speech.say("Hello.", "en", "alloy") + speech.say(GOAL, "en", "alloy")
        )


async def test_who_speaks_while_it_answers_stops_it(speech: Speech) -> None:
    async with model_serving("Hello.", "Wait.", speed=1, speech=speech) as url, connected(url, speech) as client:
        await on_the_phone(client)
        await client.speak()
        await client.until("response.output_audio.delta")
        await client.speak()
        started = await client.until("input_audio_buffer.speech_started")
        response = await client.done()
        assert response["status"] == "cancelled"
        assert response["status_details"] == {"type": "cancelled", "reason": "turn_detected"}
        assert response["output"][0]["status"] == "incomplete"
        committed = await client.until("input_audio_buffer.committed")
        assert committed["item_id"] == started["item_id"]
        assert (await client.done())["status"] == "completed"


async def test_without_interruption_the_answer_waits_for_the_end(speech: Speech) -> None:
    patient = {"type": "server_vad", "silence_duration_ms": 500, "interrupt_response": False}
    audio = listening(patient)
    async with model_serving("Hello.", "Hello?", speed=4, speech=speech) as url, connected(url, speech) as client:
        await client.configure(instructions=ERRAND, audio=audio)
        await client.speak()
        await client.until("response.output_audio.delta")
        await client.speak()
        assert [(await client.done())["status"] for _ in range(2)] == ["completed", "completed"]


async def test_what_was_not_heard_is_forgotten(speech: Speech) -> None:
    async with model_serving("Hello.", "What?", speech=speech) as url, connected(url, speech) as client:
        await on_the_phone(client)
        await client.speak()
        [item] = (await client.done())["output"]
        sent_ms = len(client.sound(item["id"])) // 8
        cut = {"type": "conversation.item.truncate", "item_id": item["id"], "content_index": 0}
        error = await client.send_wrong({**cut, "audio_end_ms": sent_ms + 20})
        assert error["code"] == "invalid_value"
        assert error["message"] == f"Audio content of {sent_ms}ms is already shorter than {sent_ms + 20}ms"
        await client.send(**cut, audio_end_ms=sent_ms // 2)
        truncated = await client.until("conversation.item.truncated")
        assert truncated["audio_end_ms"] == sent_ms // 2
        await client.send(type="conversation.item.retrieve", item_id=item["id"])
        kept = (await client.until("conversation.item.retrieved"))["item"]["content"][0]["transcript"]
        assert f"Hello. {GOAL}".startswith(kept)
        assert len(kept) < len(GOAL)
        await client.speak()
        assert (await client.done())["output"][0]["content"][0]["transcript"] == GOAL


async def test_a_tool_is_called_after_the_goodbye_and_waits_for_its_output(speech: Speech) -> None:
    heard = ["Pizza Place, hello.", "Noted, ready at seven."]
    async with model_serving(*heard, speech=speech) as url, connected(url, speech) as client:
        await on_the_phone(client)
        await client.speak()
        await client.done()
        await client.speak()
        response = await client.done()
        message, call = response["output"]
        assert message["content"][0]["transcript"] == "Thank you very much. Goodbye."
        assert (call["type"], call["name"], call["status"]) == ("function_call", "end_call", "completed")
        done = next(e for e in client.got if e["type"] == "response.function_call_arguments.done")
        deltas = [e["delta"] for e in client.got if e["type"] == "response.function_call_arguments.delta"]
        assert "".join(deltas) == done["arguments"] == call["arguments"]
        report = json.loads(call["arguments"])
        assert report["outcome"] == "succeeded"
        assert {"key": "time", "value": "19:00", "quote": "Noted, ready at seven."} in report["facts"]
        output = {"type": "function_call_output", "call_id": call["call_id"], "output": '{"ok":true}'}
        await client.send(type="conversation.item.create", item=output)
        added = await client.until("conversation.item.added")
        assert added["previous_item_id"] == call["id"]
        await client.send(type="response.create")
        assert (await client.done())["output"] == []
        error = await client.send_wrong({"type": "conversation.item.create", "item": {**output, "call_id": "call_x"}})
        assert error["code"] == "invalid_tool_call_id"


async def test_a_sentence_of_the_client_is_said_word_for_word(client: RealtimeClient) -> None:
    await on_the_phone(client)
    sentence = "Hello, I am an automated AI assistant calling on behalf of Dana."
    asked = f'Begin with exactly this sentence, word for word: "{sentence}" Then say in one sentence why you call.'
    await client.send(type="response.create", response={"instructions": asked})
    [item] = (await client.done())["output"]
    assert item["content"][0]["transcript"] == f"{sentence} {GOAL}"


async def test_by_hand_a_turn_is_committed_and_answered_only_when_asked(speech: Speech) -> None:
    audio = listening(None)
    async with model_serving("Hello.", speech=speech) as url, connected(url, speech) as client:
        await client.configure(instructions=ERRAND, audio=audio, output_modalities=["text"])
        error = await client.send_wrong({"type": "input_audio_buffer.commit", "event_id": "mine"})
        assert (error["code"], error["event_id"]) == ("input_audio_buffer_commit_empty", "mine")
        await client.append(speech.say("Hello there.", "en", "tenor"))
        await client.send(type="input_audio_buffer.clear")
        await client.until("input_audio_buffer.cleared")
        assert (await client.send_wrong({"type": "input_audio_buffer.commit"}))["code"].endswith("commit_empty")
        await client.speak()
        await client.send(type="input_audio_buffer.commit")
        committed = await client.until("input_audio_buffer.committed")
        heard = await client.until("conversation.item.input_audio_transcription.completed")
        assert heard["item_id"] == committed["item_id"]
        assert not any(event["type"].startswith("response.") for event in client.got)
        await client.send(type="response.create")
        [item] = (await client.done())["output"]
        assert item["content"] == [{"type": "output_text", "text": f"Hello. {GOAL}"}]


async def test_silence_after_our_words_brings_a_question(speech: Speech) -> None:
    vad = {"type": "server_vad", "idle_timeout_ms": 5000}
    audio = listening(vad)
    async with model_serving("Hello.", speech=speech) as url, connected(url, speech) as client:
        await client.configure(instructions=ERRAND, audio=audio)
        await client.speak()
        [item] = (await client.done())["output"]
        played_ms = len(client.sound(item["id"])) // 8
        await client.append(b"\xff" * 8 * (played_ms + 4000))
        await client.append(b"\xff" * 8 * 2000)
        timeout = await client.until("input_audio_buffer.timeout_triggered")
        assert timeout["audio_end_ms"] - timeout["audio_start_ms"] >= 5000
        committed = await client.until("input_audio_buffer.committed")
        assert committed["item_id"] == timeout["item_id"]
        assert (await client.done())["output"][0]["content"][0]["transcript"] == "Hello, can you hear me?"


async def test_ears_that_fail_are_told_and_the_talk_goes_on(speech: Speech) -> None:
    async with model_serving(RuntimeError("deaf"), speech=speech) as url, connected(url, speech) as client:
        await on_the_phone(client)
        await client.speak()
        failed = await client.until("conversation.item.input_audio_transcription.failed")
        assert failed["error"]["message"] == "deaf"
        assert (await client.done())["status"] == "completed"
