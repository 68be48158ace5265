"""Media streams over a real socket: what the customer gets, and what playback does with what it sends."""

import asyncio
import base64
import json
from typing import Any

import pytest
from fastapi import WebSocket

from ringback.sandbox.carrier.playback import FRAME, SILENT_FRAME
from tests.fakes.senses import read, spell
from tests.sandbox.conftest import ACCOUNT, Town
from tests.sandbox.test_leg import BOOKS, PIZZA, VOICEMAIL, change, place

Message = dict[str, Any]


class Ear:
    """The customer's end of one stream: messages in their order, and what the person said."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.messages: list[Message] = []
        self.sid = ""

    async def start(self) -> "Ear":
        while not self.sid:
            message = await self.next()
            self.sid = message.get("streamSid", "")
        return self

    async def next(self) -> Message:
        message: Message = json.loads(await self.socket.receive_text())
        self.messages.append(message)
        return message

    async def until(self, event: str) -> Message:
        while (message := await self.next())["event"] != event:
            pass
        return message

    async def frames(self, count: int) -> None:
        for _ in range(count):
            await self.until("media")

    async def send(self, event: str, **body: object) -> None:
        await self.socket.send_text(json.dumps({"event": event, "streamSid": self.sid, **body}))

    async def play(self, sound: bytes) -> None:
        await self.send("media", media={"payload": base64.b64encode(sound).decode()})

    async def mark(self, name: str) -> None:
        await self.send("mark", mark={"name": name})

    def of(self, event: str) -> list[Message]:
        return [message for message in self.messages if message["event"] == event]

    @property
    def said(self) -> str:
        return read(b"".join(base64.b64decode(message["media"]["payload"]) for message in self.of("media")))


def holding(town: Town, talk: Any) -> "asyncio.Future[Ear]":
    """Lets `talk(ear)` be the customer's end of the next stream; the ear when it is done."""
    done: asyncio.Future[Ear] = asyncio.get_running_loop().create_future()

    async def conversation(socket: WebSocket) -> None:
        ear = Ear(socket)
        try:
            await talk(ear)
        finally:
            done.set_result(ear)

    town.customer.twiml = town.customer.stream_twiml
    town.customer.conversation = conversation
    return done


async def test_a_stream_has_twilios_messages_in_twilios_shape(town: Town) -> None:
    async def talk(ear: Ear) -> None:
        await ear.start()
        await ear.frames(5)
        change(town, sid, Status="completed")
        await ear.until("stop")

    done = holding(town, talk)
    sid = place(town, PIZZA)
    ear = await done
    connected, start, *media, stop = ear.messages
    assert connected == {"event": "connected", "protocol": "Call", "version": "1.0.0"}
    assert start == {
        "event": "start",
        "sequenceNumber": "1",
        "start": {
            "accountSid": ACCOUNT,
            "streamSid": ear.sid,
            "callSid": sid,
            "tracks": ["inbound"],
            "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
            "customParameters": {"token": "secret"},
        },
        "streamSid": ear.sid,
    }
    for number, message in enumerate(media):
        payload = message["media"].pop("payload")
        assert len(base64.b64decode(payload)) == FRAME
        assert message == {
            "event": "media",
            "sequenceNumber": str(number + 2),
            "media": {"track": "inbound", "chunk": str(number + 1), "timestamp": str(number * 20)},
            "streamSid": ear.sid,
        }
    assert stop == {
        "event": "stop",
        "sequenceNumber": str(len(media) + 2),
        "stop": {"accountSid": ACCOUNT, "callSid": sid},
        "streamSid": ear.sid,
    }


async def test_a_whole_talk_passes_through_the_wire_alone(town: Town) -> None:
    answers = [
        ("order?", "Hello, I am an automated AI assistant. A large margherita for seven."),
        ("right?", "Yes, that's right."),
        ("for?", "Dana."),
    ]

    async def talk(ear: Ear) -> None:
        await ear.start()
        for cue, answer in answers:
            while not ear.said.endswith(cue):
                await ear.until("media")
            await ear.play(spell(answer))
        while not ear.said.endswith("Goodbye."):
            await ear.until("media")

    done = holding(town, talk)
    sid = place(town, PIZZA)
    ear = await done
    assert ear.said == (
        "Pizza Place, hello. What would you like to order?A large margherita at seven, right?"
        "That will be sixty eight shekels. What name is it for?Thank you Dana, it will be ready at seven. Goodbye."
    )
    assert town.exchange.find(sid).heard == [["large", "margherita", "seven"], ["yes", "right"], ["Dana"]]


async def test_somebody_who_is_not_in_the_book_answers_in_the_callers_language(town: Town) -> None:
    async def talk(ear: Ear) -> None:
        await ear.start()
        while not ear.said.endswith("הלו?"):
            await ear.until("media")
        await ear.play(spell("Hello, I am an automated AI assistant."))
        while not ear.said.endswith("else?"):
            await ear.until("media")
        await ear.play(spell("שלום, no, thank you."))
        while not ear.said.endswith("goodbye."):
            await ear.until("media")

    done = holding(town, talk)
    place(town, "+97237654322")
    assert (await done).said == "הלו?All right, I noted it. Anything else?Thank you, goodbye."


async def test_a_mark_comes_back_when_the_audio_before_it_was_played(town: Town) -> None:
    async def talk(ear: Ear) -> None:
        await ear.start()
        await ear.play(SILENT_FRAME * 30)
        await ear.mark("first")
        await ear.play(SILENT_FRAME * 20)
        await ear.mark("שני")
        await ear.until("mark")
        await ear.until("mark")
        await ear.mark("empty")
        await ear.until("mark")

    done = holding(town, talk)
    place(town, PIZZA)
    ear = await done
    events = [message["event"] for message in ear.messages]
    first, second, third = [at for at, event in enumerate(events) if event == "mark"]
    assert [message["mark"]["name"] for message in ear.of("mark")] == ["first", "שני", "empty"]
    assert events[2:first].count("media") >= 30
    assert events[first:second].count("media") == 20, "the second mark is exactly 20 frames behind the first"
    sequence = [int(message["sequenceNumber"]) for message in ear.messages[1:]]
    assert sequence == list(range(1, len(sequence) + 1))
    assert third > second


async def test_clear_drops_what_was_not_played_and_returns_its_marks_at_once(town: Town) -> None:
    async def talk(ear: Ear) -> None:
        await ear.start()
        await ear.play(spell("hello" * 400))
        await ear.mark("never heard")
        await ear.frames(20)
        await ear.send("clear")
        await ear.until("mark")
        await ear.frames(60)

    done = holding(town, talk)
    sid = place(town, VOICEMAIL)
    ear = await done
    assert [message["mark"]["name"] for message in ear.of("mark")] == ["never heard"]
    assert len(ear.of("media")) < 2000
    assert town.exchange.find(sid).record.sid == sid


async def test_the_person_hears_only_what_was_played(town: Town) -> None:
    async def talk(ear: Ear) -> None:
        await ear.start()
        while not ear.said.endswith("order?"):
            await ear.until("media")
        await ear.play(spell("a margherita at seven "))
        await ear.mark("heard")
        await ear.play(SILENT_FRAME * 500 + spell("no, a pepperoni at nine"))
        while not ear.of("mark"):
            await ear.until("mark")
        await ear.send("clear")
        while not ear.said.endswith("right?"):
            await ear.until("media")

    done = holding(town, talk)
    place(town, PIZZA)
    assert (await done).said.endswith("A margherita at seven, right?")


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (b"\0\1", "31950"),
        ("hello", "31951"),
        ("[]", "31951"),
        ('{"event":"media"}', "31951"),
        ('{"event":"media","streamSid":"MZ1","media":{"payload":""}}', "31951"),
        ('{"event":"media","streamSid":"SID","media":{"payload":"***"}}', "31951"),
        ('{"event":"mark","streamSid":"SID","mark":{"name":3}}', "31951"),
        ('{"event":"dance","streamSid":"SID"}', "31924"),
        ("[" * 100_000, "31951"),
    ],
    ids=["binary", "text", "list", "no-sid", "other-sid", "no-base64", "mark", "unknown", "deep"],
)
async def test_a_bad_message_ends_the_stream_with_twilios_code_and_the_call_goes_on(
    town: Town, message: bytes | str, code: str
) -> None:
    async def talk(ear: Ear) -> None:
        await ear.start()
        if isinstance(message, bytes):
            await ear.socket.send_bytes(message)
        else:
            await ear.socket.send_text(message.replace("SID", ear.sid))
        await ear.until("stop")

    done = holding(town, talk)
    town.customer.twiml = town.customer.stream_twiml.replace("<Connect>", '<Connect action="/customer/after">')
    place(town, PIZZA)
    await done
    await town.customer.until("/status", CallStatus="completed")
    events = [(form["StreamEvent"], form.get("StreamError", "")[:5]) for form in town.customer.at("/stream")]
    assert events == [("stream-started", ""), ("stream-error", code), ("stream-stopped", "")]
    assert len(town.customer.at("/after")) == 1


async def test_a_refused_handshake_is_a_stream_error(town: Town) -> None:
    town.customer.twiml = town.customer.stream_twiml.replace("/media", "/nowhere")
    place(town, PIZZA)
    await town.customer.until("/status", CallStatus="completed")
    [form] = town.customer.at("/stream")
    assert (form["StreamEvent"], form["StreamError"][:5]) == ("stream-error", "31920")


async def test_a_dropped_line_breaks_the_socket_without_stop_in_mid_sentence(town: Town) -> None:
    async def talk(ear: Ear) -> None:
        await ear.start()
        while not ear.said.endswith("hello."):
            await ear.until("media")
        await ear.play(spell("Has the book arrived?"))
        while True:
            await ear.next()

    done = holding(town, talk)
    place(town, BOOKS)
    ear = await done
    await town.customer.until("/status", CallStatus="completed")
    assert ear.of("stop") == []
    assert ear.said.startswith("Book shop, hello.One moment, I am looking at the computer.")
    assert not ear.said.endswith("morning.")
