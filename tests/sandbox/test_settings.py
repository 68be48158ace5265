"""The practice network's settings: a wrong one is named with its cure."""

import pytest
from pydantic import ValidationError

from ringback.kit.settings import sentences
from ringback.sandbox.settings import SandboxSettings

GOOD = {"TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_AUTH_TOKEN": "t", "OPENAI_API_KEY": "k"}


def read(monkeypatch: pytest.MonkeyPatch, **changes: str) -> SandboxSettings:
    for name in ("SANDBOX_PORT", "SANDBOX_SPEED", *GOOD):
        monkeypatch.delenv(name, raising=False)
    for name, value in (GOOD | changes).items():
        monkeypatch.setenv(name, value)
    return SandboxSettings(_env_file=None)  # type: ignore[call-arg]  # pydantic-settings takes it


def test_they_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, SANDBOX_SPEED="8", SANDBOX_PORT="6003")
    assert (settings.port, settings.speed) == (6003, 8.0)
    assert settings.twilio_auth_token.get_secret_value() == "t"


@pytest.mark.parametrize(
    ("name", "value", "cure"),
    [
        ("SANDBOX_PORT", "many", "set another"),
        ("SANDBOX_SPEED", "0", "1 is real time"),
        ("TWILIO_ACCOUNT_SID", "", "`ringback up`"),
        ("TWILIO_AUTH_TOKEN", "", "`ringback up`"),
        ("OPENAI_API_KEY", "", "`ringback up`"),
    ],
)
def test_a_wrong_one_is_named_with_its_cure(monkeypatch: pytest.MonkeyPatch, name: str, value: str, cure: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read(monkeypatch, **{name: value})
    text = sentences(refused.value, SandboxSettings)
    assert text.startswith(f"{name}: ")
    assert cure in text
