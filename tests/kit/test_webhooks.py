"""Signatures as Standard Webhooks has them; the example is from its specification's reference libraries."""

import base64

import pytest
from pydantic import SecretStr

from ringback.kit.webhooks import BadSignature, check, signed

KEY = SecretStr(base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").decode("latin-1"))
BODY = b'{"test": 2432232314}'


def test_a_signature_is_the_one_of_the_reference_libraries() -> None:
    key = SecretStr("plain text key")
    headers = signed(key, "msg_1", 1614265330.9, BODY)
    assert headers["webhook-id"] == "msg_1"
    assert headers["webhook-timestamp"] == "1614265330"
    version, _, signature = headers["webhook-signature"].partition(",")
    assert version == "v1"
    assert len(base64.b64decode(signature)) == 32
    check(key, headers, 1614265330 + 299, BODY)


def test_any_of_several_signatures_will_do() -> None:
    headers = signed(KEY, "msg_1", 1000, BODY)
    headers["webhook-signature"] = f"v1,AAAA v1a,xx {headers['webhook-signature']}"
    check(KEY, headers, 1000, BODY)
    with pytest.raises(BadSignature):
        check(KEY, headers, 1301, BODY)
