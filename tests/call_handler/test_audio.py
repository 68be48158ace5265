"""What base64 is: whole, without anything that would need escaping, and exactly as long as its bytes need."""

import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.call_handler.audio import decoded, encoded


@given(st.binary(min_size=1, max_size=400))
def test_what_is_encoded_is_decoded(sound: bytes) -> None:
    assert encoded(sound) == base64.b64encode(sound).decode()
    assert decoded(encoded(sound)) == sound


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "A",
            "AA",
            "AAA",
            "AAAAA",
            "A===",
            "=AAA",
            "AAAA=",
            "AAAA==",
            "AAAA====",
            "A=AA",
            "AA=A",
            "A=AAA",
            "AA==AA==",
        ),
        *("AAA\n", "AAAA\n", " AAAA", 'AA"A', "AA\\u", "AA-_", "AAA\u05d0", "AA\0A"),
    ],
)
def test_what_is_no_base64_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"(?i)base64|padding|ascii"):
        decoded(text)


@given(st.text("AEw/+= \n", max_size=12))
def test_it_is_as_strict_as_a_pattern(text: str) -> None:
    whole = re.fullmatch("[A-Za-z0-9+/]+={0,2}", text) is not None and len(text) % 4 == 0
    try:
        assert decoded(text) == base64.b64decode(text)
        assert whole
    except ValueError:
        assert not whole
