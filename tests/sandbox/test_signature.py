"""The signature against published vectors."""

import pytest
from twilio.request_validator import RequestValidator

from ringback.sandbox.carrier.signature import sign, without_fragment

URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
FORM = {
    "CallSid": ["CA1234567890ABCDE"],
    "Caller": ["+14158675309"],
    "Digits": ["1234"],
    "From": ["+14158675309"],
    "To": ["+18005551212"],
}


@pytest.mark.parametrize(
    ("url", "form", "signature"),
    [
        (URL, FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        (URL, None, "zYQTYrRWXE7LtzbG4PfP7/bkkGo="),
        ("wss://mycompany.com/media-stream", None, "N2Y//FHA042H22oVtTOPT1X3yoU="),
    ],
)
def test_published_vectors(url: str, form: dict[str, list[str]] | None, signature: str) -> None:
    assert sign("12345", url, form) == signature


def test_the_vendor_accepts_repeated_empty_and_hebrew_values() -> None:
    form = {"b": ["2", "1", "2"], "B": [""], "a": ["שלום"]}

    class Multi(dict[str, list[str]]):
        def getall(self, name: str) -> list[str]:
            return self[name]

    assert RequestValidator("token").validate(URL, Multi(form), sign("token", URL, form))


def test_a_fragment_is_not_signed() -> None:
    assert without_fragment(URL + "#rc=3") == URL
    assert sign("t", URL + "#rc=3") == sign("t", URL)
