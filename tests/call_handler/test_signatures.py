"""Twilio's signatures, by the published vectors (auth token `12345`)."""

from typing import Any

import pytest
from pydantic import SecretStr
from starlette.datastructures import FormData
from starlette.requests import HTTPConnection
from twilio.request_validator import RequestValidator

from ringback.call_handler.carriers.signatures import Signatures, stream_url

FORM = FormData(
    [
        ("CallSid", "CA1234567890ABCDE"),
        ("Caller", "+14158675309"),
        ("Digits", "1234"),
        ("From", "+14158675309"),
        ("To", "+18005551212"),
    ]
)
SHA256 = "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"


def connection(path: str, query: str, kind: str = "http", **headers: str) -> HTTPConnection:
    scope: dict[str, Any] = {
        "type": kind,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    return HTTPConnection(scope)


def signatures(base: str = "https://mycompany.com", **keys: str) -> Signatures:
    return Signatures(base, SecretStr("12345"), {name: SecretStr(secret) for name, secret in keys.items()})


@pytest.mark.parametrize(
    ("form", "signature", "settings"),
    [
        (FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", ""),
        (FORM, "033hgUJA9M/hXIZsYjwkerEP/DBm35nEri5FhCYjA5s=", SHA256),
        (FormData(), "zYQTYrRWXE7LtzbG4PfP7/bkkGo=", ""),
    ],
)
def test_a_request_of_twilio_is_known(form: FormData, signature: str, settings: str) -> None:
    headers = {"x_twilio_signature": signature} | (
        {"x_twilio_webhooks_signature_settings": settings} if settings else {}
    )
    checks = signatures(webhooks_sharedkey_1="12345")
    assert checks.valid_request(connection("/myapp.php", "foo=1&bar=2", **headers), form)
    assert not checks.valid_request(connection("/myapp.php", "foo=1&bar=3", **headers), form)
    assert not checks.valid_request(connection("/other.php", "foo=1&bar=2", **headers), form)
    assert not checks.valid_request(connection("/myapp.php", "foo=1&bar=2", **headers), FormData([("To", "+1")]))


def test_a_body_that_is_no_form_is_signed_by_its_digest() -> None:
    body = b'{"property":"value","boolean":true}'
    query = "bodySHA256=d5729c000e5de6b3a10698fec78d482db85d744f1be820d1382b6bda1cfb7795"
    signed = {"x_twilio_signature": "S3fW4swDzulE1VJfHiZwCjkucXI="}
    assert signatures().valid_request(connection("/myapp.php", query, **signed), FormData(), body)
    assert not signatures().valid_request(connection("/myapp.php", query, **signed), FormData(), body + b" ")


@pytest.mark.parametrize("base", ["https://mycompany.com", "https://mycompany.com:443"])
@pytest.mark.parametrize("signed_over", ["", ":443"])
@pytest.mark.parametrize("end", ["", "/"])
def test_a_handshake_may_be_signed_with_the_default_port_and_a_slash(base: str, signed_over: str, end: str) -> None:
    url = f"wss://mycompany.com{signed_over}/media-stream{end}"
    signed = {"x_twilio_signature": RequestValidator("12345").compute_signature(url, {})}
    assert signatures(base).valid_handshake(connection("/media-stream", "", "websocket", **signed))
    assert not signatures("https://other.com").valid_handshake(connection("/media-stream", "", "websocket", **signed))


def test_a_handshake_of_twilio_is_known() -> None:
    signed = {"x_twilio_signature": "N2Y//FHA042H22oVtTOPT1X3yoU="}
    assert signatures().valid_handshake(connection("/media-stream", "", "websocket", **signed))
    assert not signatures().valid_handshake(connection("/media-streams", "", "websocket", **signed))
    assert not signatures("https://other.com").valid_handshake(connection("/media-stream", "", "websocket", **signed))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x_twilio_signature": ""},
        {"x_twilio_signature": "RSOYDt4T1cUTdK1PDd93/VVr8B9="},
        {"x_twilio_signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8=", "x_twilio_webhooks_signature_settings": SHA256},
        {
            "x_twilio_signature": "033hgUJA9M/hXIZsYjwkerEP/DBm35nEri5FhCYjA5s=",
            "x_twilio_webhooks_signature_settings": "key=another,algorithm=HMAC_SHA256",
        },
        {
            "x_twilio_signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
            "x_twilio_webhooks_signature_settings": "key=webhooks_sharedkey_1,algorithm=MD5",
        },
    ],
)
def test_anything_else_is_not(headers: dict[str, str]) -> None:
    checks = signatures(webhooks_sharedkey_1="12345")
    assert not checks.valid_request(connection("/myapp.php", "foo=1&bar=2", **headers), FORM)


def test_without_an_auth_token_nothing_is_signed() -> None:
    empty = Signatures("https://mycompany.com", SecretStr(""), {})
    signed = {"x_twilio_signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8="}
    assert not empty.valid_request(connection("/myapp.php", "foo=1&bar=2", **signed), FORM)


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("https://calls.example", "wss://calls.example/media-stream"),
        ("https://calls.example:8443/x", "wss://calls.example:8443/x/media-stream"),
        ("http://127.0.0.1:5002", "ws://127.0.0.1:5002/media-stream"),
    ],
)
def test_the_stream_is_where_the_public_is(base: str, url: str) -> None:
    assert stream_url(base) == url
