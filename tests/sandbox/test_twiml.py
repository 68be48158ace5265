"""TwiML: what is understood and what is refused."""

import pytest
from twilio.twiml.voice_response import Connect as TwilioConnect
from twilio.twiml.voice_response import VoiceResponse

from ringback.sandbox.carrier import twiml
from ringback.sandbox.carrier.twiml import Connect, Hangup, Pause, PlayDigits, Redirect, Say, Stream, TwimlError


def test_what_the_vendor_builds_is_read() -> None:
    response = VoiceResponse()
    connect = TwilioConnect(action="/after")
    stream = connect.stream(url="wss://h.example/media-stream", name="s1", status_callback="https://h.example/stream")
    stream.parameter(name="token", value="<&שלום>")
    response.append(connect)
    response.say("שלום", language="he-IL")
    response.pause(length=2)
    response.play(digits="ww12#")
    response.redirect("https://h.example/more", method="GET")
    response.hangup()
    assert twiml.parse(str(response)) == (
        Connect(
            Stream("wss://h.example/media-stream", "s1", (("token", "<&שלום>"),), "https://h.example/stream", "POST"),
            "/after",
            "POST",
        ),
        Say("שלום", "he"),
        Pause(2.0),
        PlayDigits("ww12#"),
        Redirect("https://h.example/more", "GET"),
        Hangup(),
    )


def connect(url: str, inside: str = "") -> str:
    return f'<Response><Connect><Stream url="{url}">{inside}</Stream></Connect></Response>'


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("", 12100),
        ("<Response>", 12100),
        ("\0<Response/>", 12100),
        ("<Hello/>", 12200),
        ("<Response><Dial>+1</Dial></Response>", 12200),
        ("<Response><Play>https://h.example/a.mp3</Play></Response>", 12200),
        ('<Response><Play digits="1x"/></Response>', 12200),
        ('<Response><Pause length="long"/></Response>', 12200),
        ('<Response><Pause length="-1"/></Response>', 12200),
        ("<Response><Connect/></Response>", 12200),
        (connect("https://h.example/media-stream"), 31922),
        (connect("ws://h.example/media-stream"), 31922),
        (connect("wss://h.example/media-stream?a=1"), 31920),
        (connect("wss://h.example/m", "<Parameter name='a'/>"), 12200),
        (connect("wss://h.example/m", f"<Parameter name='a' value='{'x' * 500}'/>"), 12200),
        ('<!DOCTYPE a [<!ENTITY b "c">]><Response><Say>&b;</Say></Response>', 12100),
        ("<Response>" + " " * twiml.MAX_LENGTH + "</Response>", 12100),
    ],
)
def test_what_is_refused_and_with_which_code(document: str, code: int) -> None:
    with pytest.raises(TwimlError) as refused:
        twiml.parse(document)
    assert refused.value.code == code


def test_ws_is_allowed_on_loopback() -> None:
    (verb,) = twiml.parse(connect("ws://127.0.0.1:5002/media-stream"))
    assert isinstance(verb, Connect)
